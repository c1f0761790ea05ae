//! Markup and terminal commands in every field of an article come out as letters.

use rapporteur::attribution::Form;
use rapporteur::document::Document;
use rapporteur::export::{brief, html};
use rapporteur::position::{Channel, Reading, Sourcing};

use crate::handmade::Maker;

pub const ATTACKS: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'onmouseover='alert(1)",
    "</style><svg/onload=alert(1)>",
    "<!--",
    "\u{1b}]0;title\u{7}\u{202E}",
];

pub fn attacked(with: &str) -> Reading {
    let text = format!("“No {with}” {with} said.\n\n{with}\n");
    let mut document = Document::whole(with, text);
    let known = &mut document.metadata;
    known.title = Some(with.into());
    known.outlet = Some(with.into());
    known.bylines = vec![with.into()];
    known.published = Some(jiff::civil::date(2031, 1, 2));
    known.published_from = Some(with.into());
    known.language = Some(with.into());
    document.warnings = vec![with.into()];
    let mut maker = Maker::new(document);
    let actor = maker.actor(with, with, with, false);
    let content = format!("“No {with}”");
    let statement = maker.say(
        Some(actor),
        (with, "said", &[&content]),
        (Form::Direct, Sourcing::Named, Channel::Public),
    );
    statement.addressee = Some(with.into());
    maker.reading
}

#[test]
fn a_page_has_no_markup_but_its_own() {
    let own = html::page(&attacked("x"));
    let count = |page: &str, what: &str| page.matches(what).count();
    for attack in ATTACKS {
        let page = html::page(&attacked(attack));
        for mark in ["<", ">", "\""] {
            assert_eq!(count(&page, mark), count(&own, mark), "{mark} of {attack}");
        }
        assert_eq!(count(&page, "<style>"), 1);
        assert_eq!(count(&page, "<script"), 0);
    }
}

#[test]
fn a_page_asks_for_nothing_from_elsewhere() {
    let page = html::page(&attacked("x"));
    assert!(page.contains("default-src 'none'"));
    for request in ["src=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(request), "{request}");
    }
}

#[test]
fn a_brief_commands_no_terminal() {
    for attack in ATTACKS {
        let brief = brief::brief(&attacked(attack), 80);
        let plain = anstream::adapter::strip_str(&brief).to_string();
        let commands = |c: char| c.is_control() && c != '\n' || c == '\u{202E}';
        assert!(!plain.contains(commands), "{plain:?}");
    }
}

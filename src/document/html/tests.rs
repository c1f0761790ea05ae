//! Whole pages of different shapes, and pages that are hardly any.

use super::*;
use crate::document::blocks::blocks;
use crate::document::{Block, BlockKind};

struct Read {
    page: Page,
    blocks: Vec<Block>,
}

fn read(html: &str) -> Read {
    let page = page(html).unwrap();
    let blocks = blocks(&page.text, &page.pieces, page.metadata.title.as_deref());
    Read { page, blocks }
}

impl Read {
    fn of(&self, kind: BlockKind) -> Vec<&str> {
        self.blocks
            .iter()
            .filter(|b| b.kind == kind)
            .map(|b| b.span.of(&self.page.text))
            .collect()
    }
}

#[test]
fn a_semantic_article() {
    let read = read(include_str!("../../../tests/fixtures/pages/semantic.html"));
    let known = &read.page.metadata;
    assert_eq!(
        known.title.as_deref(),
        Some("Ostravia and Norland reopen the strait to fishing boats")
    );
    assert_eq!(known.title_from.as_deref(), Some("json-ld"));
    assert_eq!(known.outlet.as_deref(), Some("The Harbour Press"));
    assert_eq!(known.bylines, ["Tilda Marwick", "Joss Abernathy"]);
    assert_eq!(known.published.unwrap().to_string(), "2031-04-02");
    assert_eq!(
        known.url.as_deref(),
        Some("https://harbour.example/world/strait-reopens")
    );
    assert_eq!(
        read.of(BlockKind::Title),
        ["Ostravia and Norland reopen the strait to fishing boats"]
    );
    assert_eq!(read.of(BlockKind::Heading), ["What was agreed"]);
    assert_eq!(read.of(BlockKind::Standfirst).len(), 1);
    assert_eq!(read.of(BlockKind::PullQuote).len(), 1);
    assert_eq!(
        read.of(BlockKind::ListItem),
        [
            "the inner lane opens on Monday;",
            "both coast guards keep a register."
        ]
    );
    assert_eq!(read.of(BlockKind::Caption).len(), 1);
    assert_eq!(read.of(BlockKind::Paragraph).len(), 5);
    for elsewhere in [
        "Weather",
        "cookies",
        "Ten walks",
        "first comment",
        "newsletter",
    ] {
        assert!(!read.page.text.contains(elsewhere), "{elsewhere}");
    }
}

#[test]
fn nested_divs_with_sidebars_and_related_links() {
    let read = read(include_str!("../../../tests/fixtures/pages/divs.html"));
    let known = &read.page.metadata;
    assert_eq!(
        known.title.as_deref(),
        Some("Coalition talks in Sudmark stall over the mines")
    );
    assert_eq!(known.outlet.as_deref(), Some("Sudmark Daily"));
    assert_eq!(known.published.unwrap().to_string(), "2029-11-18");
    assert_eq!(
        known.published_from.as_deref(),
        Some("meta article:published_time")
    );
    assert_eq!(read.of(BlockKind::Title).len(), 1);
    assert_eq!(read.of(BlockKind::Paragraph).len(), 6);
    for elsewhere in [
        "Most read",
        "Snow closes",
        "Subscribe",
        "Share",
        "I knew it",
        "All rights",
    ] {
        assert!(!read.page.text.contains(elsewhere), "{elsewhere}");
    }
}

#[test]
fn data_alone_tell_what_the_page_does_not_show() {
    let read = read(include_str!("../../../tests/fixtures/pages/data_only.html"));
    let known = &read.page.metadata;
    assert_eq!(
        known.title.as_deref(),
        Some("Climate envoys leave Brae without a fund")
    );
    assert_eq!(known.outlet.as_deref(), Some("Brae Wire"));
    assert_eq!(known.bylines, ["Ines Calloway"]);
    assert_eq!(known.published_from.as_deref(), Some("json-ld"));
    assert_eq!(read.of(BlockKind::Paragraph).len(), 3);
    assert!(read.of(BlockKind::Paragraph)[2].starts_with("“A fund"));
}

#[test]
fn a_page_of_tables_and_line_breaks() {
    let read = read(include_str!("../../../tests/fixtures/pages/tables.html"));
    let known = &read.page.metadata;
    assert_eq!(
        known.title.as_deref(),
        Some("Norland offers to share the lighthouses")
    );
    assert_eq!(read.of(BlockKind::Paragraph).len(), 4);
    assert!(read.of(BlockKind::Paragraph)[0].starts_with("BRAE, March 3, 1999"));
    for elsewhere in ["Guest book", "Sport", "webmaster"] {
        assert!(
            !read
                .of(BlockKind::Paragraph)
                .iter()
                .any(|p| p.contains(elsewhere)),
            "{elsewhere}"
        );
    }
}

#[test]
fn pages_that_hold_little() {
    assert_eq!(
        read("<p>\"No,\" Mara Venn said.</p>").of(BlockKind::Paragraph),
        ["\"No,\" Mara Venn said."]
    );
    assert_eq!(
        read("They met. <b>Nobody</b> spoke.").of(BlockKind::Paragraph),
        ["They met. Nobody spoke."]
    );
    for html in [
        "<script>let a = 'They met.';</script><noscript>Enable scripts</noscript>",
        "<html></html>",
        "<!-- x",
        "<img src=a.png>",
    ] {
        assert!(page(html).is_none(), "{html}");
    }
}

#[test]
fn pages_made_to_be_slow_are_not() {
    let paragraph = "<p>The envoys met in Brae on Friday and spoke for an hour about the quota.";
    let many = 100_000;
    let attributes: String = (0..many).map(|n| format!(" a{n}")).collect();
    let hostile = [
        format!("{}{paragraph}", "<div>".repeat(many)),
        format!("{paragraph}{}", "<b>".repeat(many)),
        format!(
            "{}{paragraph}{}",
            "<ul><li>".repeat(many),
            "</p>".repeat(many)
        ),
        format!("{paragraph}<p{attributes}>x"),
        format!("{paragraph}{}", "<a <a ".repeat(many)),
        format!("{paragraph}{}", "<script></scrip".repeat(many)),
        format!("{paragraph}<table>{}", "<tr><td>".repeat(many)),
        format!("{paragraph}{}", "<p>".repeat(many)),
        format!("{paragraph}{}", "<h1>a b".repeat(many)),
    ];
    for html in hostile {
        let start = std::time::Instant::now();
        let found = page(&html).unwrap();
        assert!(found.text.contains("The envoys met"), "{}", &html[..160]);
        assert!(start.elapsed().as_secs() < 10, "{}", &html[..160]);
    }
}

#[test]
fn any_cut_of_a_page_can_be_read() {
    let html = include_str!("../../../examples/ferry-dispute.html");
    for end in (0..html.len())
        .step_by(37)
        .filter(|n| html.is_char_boundary(*n))
    {
        if let Some(page) = page(&html[..end]) {
            blocks(&page.text, &page.pieces, page.metadata.title.as_deref());
        }
    }
}

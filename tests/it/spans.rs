//! Every quoted character in an output is the document's text at the recorded span.

use proptest::prelude::*;
use rapporteur::attribution::Form;
use rapporteur::document::{Document, Span};
use rapporteur::export::{brat, brief, html, json, webannotation};
use rapporteur::position::{Channel, Reading, Sourcing};
use serde_json::Value;

use crate::handmade::{Maker, harbour};

/// Asserts that the code points at every span of the JSON are the words that Rust's span covers.
fn assert_spans(reading: &Reading) {
    let json = serde_json::to_value(json::reading(reading)).unwrap();
    let text: Vec<char> = json["document"]["text"].as_str().unwrap().chars().collect();
    let at = |span: &Value| -> String {
        let [s, e] = [0, 1].map(|i| span[i].as_u64().unwrap() as usize);
        text[s..e].iter().collect()
    };
    let own = &reading.document.text;
    let found = json["attributions"].as_array().unwrap();
    assert_eq!(found.len(), reading.statements.len());
    for (statement, json) in reading.statements.iter().zip(found) {
        let relation = &statement.attribution;
        let source: Vec<Span> = relation.source.into_iter().collect();
        let cue: Vec<Span> = relation.cue.into_iter().collect();
        for (role, spans) in [
            ("source", &source),
            ("cue", &cue),
            ("content", &relation.content),
        ] {
            let words: Vec<String> = json[role].as_array().unwrap().iter().map(at).collect();
            let expected: Vec<&str> = spans.iter().map(|s| s.of(own)).collect();
            assert_eq!(words, expected);
        }
    }
}

#[test]
fn spans_of_the_handmade_reading() {
    assert_spans(&harbour());
}

/// Words of many scripts, with what formats could stumble over.
fn text() -> impl Strategy<Value = String> {
    "[a-zé語😀“”\"'<>&\\\\ \t\n\u{0}\u{301}\u{200b}]{1,80}"
}

/// A reading over any text with any spans on character boundaries.
fn reading() -> impl Strategy<Value = Reading> {
    let spans = prop::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        3,
    );
    (
        text(),
        prop::collection::vec((spans, any::<u8>(), any::<bool>()), 0..6),
    )
        .prop_map(|(text, statements)| {
            let document = Document::whole("any", text.clone());
            let mut maker = Maker::new(document);
            let actor = maker.actor("Somebody", "", "", false);
            let ends: Vec<usize> = text
                .char_indices()
                .map(|(i, _)| i)
                .chain([text.len()])
                .collect();
            for (spans, parent, known) in statements {
                let statement = maker.say(
                    known.then_some(actor),
                    ("", "", &[]),
                    (Form::Mixed, Sourcing::Named, Channel::Public),
                );
                let mut spans = spans.iter().map(|(a, b)| {
                    let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
                    Span::new(a.min(b), a.max(b))
                });
                statement.attribution.source = spans.next().filter(|_| known);
                statement.attribution.cue = spans.next();
                statement.attribution.content = spans.collect();
                statement.attribution.parent = Some(usize::from(parent)).filter(|p| *p < 8);
            }
            maker.reading
        })
}

/// Returns the text between the tags of a page's article, unescaped, without what the page adds.
fn text_of_page(page: &str) -> String {
    let main = page
        .split("<main>")
        .nth(1)
        .unwrap()
        .split("</main>")
        .next()
        .unwrap();
    let mut out = String::new();
    let (mut note, mut number) = (false, false);
    for piece in main.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        match tag {
            "aside" | "/aside" => note = tag == "aside",
            "/a" => number = false,
            t if t.starts_with("a class=\"ref\"") => number = true,
            _ => {}
        }
        if !note && !number {
            out.push_str(words);
        }
    }
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, c);
    }
    out
}

proptest! {
    #[test]
    fn spans_of_any_reading(reading in reading()) {
        assert_spans(&reading);
    }

    #[test]
    fn no_format_fails_and_all_are_repeatable(reading in reading()) {
        prop_assert_eq!(brief::brief(&reading, 80), brief::brief(&reading, 80));
        prop_assert_eq!(brat::annotation(&reading), brat::annotation(&reading));
        prop_assert_eq!(webannotation::page(&reading), webannotation::page(&reading));
    }

    #[test]
    fn a_page_holds_the_text_of_every_block(reading in reading()) {
        let page = text_of_page(&html::page(&reading)).replace('\n', "");
        let blocks = reading.document.blocks.iter();
        let text: String = blocks.map(|b| b.span.of(&reading.document.text)).collect();
        prop_assert_eq!(page, text.replace('\0', "\u{FFFD}").replace('\n', ""));
    }
}

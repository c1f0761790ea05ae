//! What becomes of inputs of every form.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::document::BlockKind;

fn bytes(bytes: &[u8], html: bool) -> RawArticle {
    RawArticle {
        origin: "-".into(),
        body: RawBody::Bytes {
            bytes: bytes.to_vec(),
            html,
        },
    }
}

fn record(fields: Value) -> RawArticle {
    let Value::Object(fields) = fields else {
        panic!("no object")
    };
    RawArticle {
        origin: "all.jsonl:3".into(),
        body: RawBody::Record(fields),
    }
}

const ARTICLE: &str = include_str!("../../examples/harbour-talks.txt");

#[test]
fn plain_text_stays_as_it_is() {
    let document = read(bytes(ARTICLE.as_bytes(), false), false).unwrap();
    assert_eq!(document.text, ARTICLE);
    let known = &document.metadata;
    assert_eq!(
        known.title.as_deref(),
        Some("Harbour talks end their second day without a deal on the strait")
    );
    assert_eq!(known.bylines, ["Tilda Marwick", "Joss Abernathy"]);
    assert_eq!(known.published.unwrap().to_string(), "2031-03-14");
    assert_eq!(known.published_from.as_deref(), Some("date line"));
    assert_eq!(known.outlet.as_deref(), Some("Harbour Press"));
    assert_eq!(known.language.as_deref(), Some("en"));
}

#[test]
fn whole_reads_every_line() {
    let document = read(bytes(ARTICLE.as_bytes(), false), true).unwrap();
    assert_eq!(document.text, ARTICLE);
    assert!(
        document
            .blocks
            .iter()
            .all(|b| b.kind == BlockKind::Paragraph)
    );
    assert_eq!(
        document.blocks.len(),
        ARTICLE.lines().filter(|l| !l.trim().is_empty()).count()
    );
}

#[test]
fn records_tell_what_is_known_and_keep_the_rest() {
    let fields = json!({"text": "The envoys met in Brae on Friday.", "title": "Talks", "outlet": "Herald", "published": "2031-03-14T10:00:00Z", "url": "https://herald.example/1", "desk": 7});
    let document = read(record(fields), false).unwrap();
    let known = &document.metadata;
    assert_eq!(
        (known.title.as_deref(), known.title_from.as_deref()),
        (Some("Talks"), Some("record"))
    );
    assert_eq!(known.outlet.as_deref(), Some("Herald"));
    assert_eq!(known.published.unwrap().to_string(), "2031-03-14");
    assert_eq!(known.url.as_deref(), Some("https://herald.example/1"));
    assert_eq!(known.extra["desk"], 7);
    assert_eq!(document.body().count(), 1);
}

#[test]
fn a_record_whose_day_is_none_says_so() {
    let document = read(
        record(json!({"text": "They met.", "published": "soon"})),
        false,
    )
    .unwrap();
    assert_eq!(document.metadata.published, None);
    assert!(document.warnings[0].contains("soon"));
}

#[test]
fn the_headline_of_a_record_is_known_in_its_text() {
    let text = "Talks in Brae end early\nThe envoys met in Brae on Friday.\n";
    let document = read(
        record(json!({"text": text, "title": "Talks in Brae end early"})),
        false,
    )
    .unwrap();
    let kinds: Vec<_> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph]);
}

#[test]
fn what_holds_no_text_is_an_error() {
    for raw in [
        bytes(b" \n\t", false),
        bytes(b"", true),
        record(json!({"text": " "})),
    ] {
        let error = read(raw.clone(), false).unwrap_err().to_string();
        assert!(
            error.starts_with(&raw.origin) && error.contains("empty"),
            "{error}"
        );
    }
}

#[test]
fn replaced_bytes_are_told() {
    let mut raw = ARTICLE.as_bytes().to_vec();
    raw.splice(1000..1000, [0xff, 0xfe, 0xc3]);
    let document = read(bytes(&raw, false), false).unwrap();
    assert!(document.warnings[0].contains("UTF-8"));
    let nul = read(bytes(b"They met.\0 \"No,\" she said.\n", false), false).unwrap();
    assert_eq!(nul.body().count(), 1);
}

/// Words, marks and furniture, so that every rule is met now and then.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~é語😀“”\t\r\u{0}\u{2028}]{0,60}",
        Just("By Mara Venn".to_owned()),
        Just("Related articles".to_owned()),
        Just("Photo: Oli Strand".to_owned()),
        Just("14 March 2031".to_owned()),
        Just("- an item;".to_owned()),
        Just("The envoys met in Brae on Friday, the ministers said, and left.".to_owned()),
        Just(String::new()),
    ]
}

proptest! {
    #[test]
    fn blocks_of_any_text_are_in_order_and_fit(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        if let Ok(document) = read(bytes(text.as_bytes(), false), false) {
            prop_assert_eq!(&document.text, &text);
            let mut end = 0;
            for block in &document.blocks {
                prop_assert!(block.span.start() >= end && !block.span.is_empty());
                prop_assert!(text.get(block.span.range()).is_some());
                end = block.span.end();
            }
            let kept: usize = document.blocks.iter().flat_map(|b| b.span.of(&text).chars()).filter(|c| !c.is_whitespace()).count();
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).count(), "every word stands in a block");
        }
    }

    #[test]
    fn no_bytes_are_a_fault(raw in prop::collection::vec(any::<u8>(), 0..400), html: bool, whole: bool) {
        let _ = read(bytes(&raw, html), whole);
    }
}

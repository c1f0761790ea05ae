//! The whole pipeline over any text, with a model small enough to be asked a thousand times. What it finds is mostly
//! wrong; that every span fits and nothing fails is not.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use rapporteur::attribution::StoredModel;
use rapporteur::document::Document;
use rapporteur::export::{brief, html, json};
use rapporteur::pipeline::Pipeline;
use rapporteur::position::Reading;
use serde_json::Value;

use crate::project::{path, run};

static TINY: LazyLock<Pipeline> = LazyLock::new(|| {
    let folder = path("tests/fixtures/tiny-model");
    let pipeline = Pipeline::new(StoredModel::open(Path::new(&folder)).unwrap(), 1).unwrap();
    pipeline.with_least_confidence(0.0)
});

/// Text with what language is made of, in an order that no language has.
fn text() -> impl Strategy<Value = String> {
    let words = [
        "Mara Lind",
        "said",
        "told",
        "reporters",
        "that",
        "Norland",
        "would",
        "not",
        "withdraw",
        "“",
        "”",
        "\"",
        ",",
        ".",
        "\n\n",
        "\n- ",
        "according to",
        "officials",
        "on Monday",
        "the",
        "talks",
        "she",
        "ruled out",
        "—",
        "'s",
        "é語😀",
        "In private",
        "Sudmark",
        "ceasefire",
        "agreed",
        "no",
        "until",
        "March 12",
        ":",
        "?",
        "\u{200b}",
        "U.S.",
        "(",
        ")",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..120)
        .prop_map(|words| words.join(" "))
}

fn read(text: &str) -> Reading {
    TINY.read_document(Document::whole("any", text.into()))
        .unwrap()
}

/// Returns every `[start, end]` of a JSON value that is a span by the name of its field.
fn spans(value: &Value, found: &mut Vec<(u64, u64)>) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(a), Value::Number(b)] => {
                found.push((a.as_u64().unwrap(), b.as_u64().unwrap()))
            }
            items => items.iter().for_each(|i| spans(i, found)),
        },
        Value::Object(fields) => fields.values().for_each(|f| spans(f, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read_and_every_span_fits(text in text()) {
        let reading = read(&text);
        let value = serde_json::to_value(json::reading(&reading)).unwrap();
        let length = text.chars().count() as u64;
        let mut found = Vec::new();
        spans(&value, &mut found);
        for (start, end) in found {
            prop_assert!(start <= end && end <= length, "[{start}, {end}] of {length}");
        }
        for (at, statement) in reading.statements.iter().enumerate() {
            prop_assert!(statement.attribution.parent.is_none_or(|p| p < at));
            prop_assert!(!statement.attribution.content.is_empty());
        }
        prop_assert!(!brief::brief(&reading, 80).is_empty());
        prop_assert!(html::page(&reading).contains("</html>"));
        prop_assert_eq!(&reading, &read(&text));
    }
}

#[test]
fn a_model_of_a_folder_is_named_in_the_reading() {
    let ran = run(
        "read examples/harbour-talks.txt --format json",
        &path("tests/fixtures/tiny-model"),
    );
    let reading: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(reading["engine"]["model"], "tiny-model");
}

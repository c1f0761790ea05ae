//! What holds of the formats whatever they print: the schema fits, the brief fits its width, brat
//! comes back as it went out.

use rapporteur::evaluate::{relations_of, relations_of_reading};
use rapporteur::export::{brat, brief, html, json, schema, webannotation};
use serde_json::Value;

use crate::handmade::{document, harbour};
use crate::project::path;

/// Panics where the JSON is no reading under the printed schema.
pub fn assert_fits_schema(reading: &Value) {
    let schema: Value = serde_json::from_str(schema::READING).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(reading)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn readings_fit_the_schema_and_others_do_not() {
    let reading = harbour();
    let mut value = serde_json::to_value(json::reading(&reading)).unwrap();
    assert_fits_schema(&value);
    value["attributions"][0]["channel"] = "whispered".into();
    let schema: Value = serde_json::from_str(schema::READING).unwrap();
    assert!(!jsonschema::validator_for(&schema).unwrap().is_valid(&value));
}

#[test]
fn the_schema_knows_every_block_kind() {
    let schema: Value = serde_json::from_str(schema::READING).unwrap();
    let kinds = &schema["$defs"]["block"]["properties"]["kind"]["enum"];
    for block in document().blocks {
        let kind = serde_json::to_value(block.kind).unwrap();
        assert!(kinds.as_array().unwrap().contains(&kind), "{kind}");
    }
}

#[test]
fn the_brief_fits_every_width() {
    for width in [40, 56, 80, 100] {
        let brief = brief::brief(&harbour(), width);
        let plain = anstream::adapter::strip_str(&brief).to_string();
        for line in plain.lines() {
            assert!(
                textwrap::core::display_width(line) <= width,
                "{width}: {line}"
            );
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn every_content_stands_in_the_brief_word_for_word() {
    let reading = harbour();
    let brief = brief::brief(&reading, 80);
    let brief = anstream::adapter::strip_str(&brief).to_string();
    let brief: Vec<&str> = brief.split_whitespace().collect();
    let brief = brief.join(" ");
    for statement in &reading.statements {
        for span in &statement.attribution.content {
            let words: Vec<&str> = span.of(&reading.document.text).split_whitespace().collect();
            assert!(brief.contains(&words.join(" ")), "{words:?}");
        }
    }
}

#[test]
fn statements_in_a_circle_are_shown_once() {
    let mut reading = harbour();
    reading.statements[0].attribution.parent = Some(1);
    reading.statements[1].attribution.parent = Some(0);
    reading.statements[2].attribution.parent = Some(99);
    let brief = brief::brief(&reading, 80);
    assert_eq!(brief.matches("lighthouses").count(), 1);
}

#[test]
fn brat_comes_back_as_it_went_out() {
    let reading = harbour();
    let value = serde_json::to_value(json::reading(&reading)).unwrap();
    let back = relations_of(&brat::annotation(&reading));
    assert_eq!(back, relations_of_reading(&value, true));
}

#[test]
fn web_annotations_select_the_words() {
    let reading = harbour();
    let text: Vec<char> = reading.document.text.chars().collect();
    let page = webannotation::page(&reading);
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), reading.statements.len());
    for target in items.iter().flat_map(|i| i["target"].as_array().unwrap()) {
        let [place, quote] = [&target["selector"][0], &target["selector"][1]];
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(words, quote["exact"].as_str().unwrap());
        let around = format!(
            "{}{words}{}",
            quote["prefix"].as_str().unwrap(),
            quote["suffix"].as_str().unwrap()
        );
        assert!(reading.document.text.contains(&around));
    }
}

#[test]
fn the_examples_are_there() {
    for file in ["examples/harbour-talks.txt", "examples/ferry-dispute.html"] {
        assert!(path(file).is_file());
    }
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let page = html::page(&harbour());
    let links: Vec<&str> = page
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        links.iter().any(|l| l.starts_with('w')),
        "no words of the talks"
    );
    for link in links {
        assert!(page.contains(&format!(" id=\"{link}\"")), "{link}");
    }
}

#[test]
fn what_the_talks_tell_is_no_markup() {
    let mut reading = harbour();
    let bad = "<img src=x onerror=alert(1)>";
    for position in &mut reading.talks.positions {
        (position.party, position.issue) = (bad.into(), bad.into());
        position.voucher = bad.into();
    }
    for meeting in &mut reading.talks.meetings {
        meeting.place = Some(bad.into());
        meeting.participants = vec![bad.into()];
    }
    for shift in &mut reading.talks.shifts {
        (shift.from, shift.to) = (Some(bad.into()), Some(bad.into()));
    }
    for conduct in &mut reading.talks.conduct {
        conduct.place = Some(bad.into());
    }
    let page = html::page(&reading);
    assert!(page.contains("&lt;img src=x"));
    assert!(!page.contains("<img"));
}

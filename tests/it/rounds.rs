//! Questions over rounds, expectations, sources and words, asked of a record of invented articles by the command.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::project::{Ran, model, rapporteur};

const CASE: &str = "name = 'The harbour talks'\n\
[[party]]\nslug = 'norland'\nname = 'Norland'\nkind = 'state'\nadjectives = ['Norlandic']\nroster = ['Mara Lind']\n\
[[party]]\nslug = 'sudmark'\nname = 'Sudmark'\nkind = 'state'\nadjectives = ['Sudmarkian']\nroster = ['Olav Brandt']\n\
[[party]]\nslug = 'westmere'\nname = 'Westmere'\nkind = 'state'\n";

/// Four articles: a first round that expects a second, the second a day late, other talks on the day, and a third
/// round that is expected and never told of.
const ARTICLES: [(&str, &str); 4] = [
    (
        "first",
        "Norland and Sudmark end first round\n\nHarbour Press\nMarch 4, 2031\n\n\
Negotiators from Norland and Sudmark met in Geneva on March 3, 2031 for talks on a truce.\n\n\
“The mood was constructive, but no agreement was reached on the truce,” Norland's foreign minister Mara Lind said.\n\n\
“The next round of talks will be held on March 10,” Sudmark's envoy Olav Brandt told reporters.\n",
    ),
    (
        "others",
        "Norland and Westmere meet\n\nTidewater News\nMarch 11, 2031\n\n\
Negotiators from Norland and Westmere met in Lisbon on March 10, 2031 for talks on fishing quotas.\n\n\
“We spoke of fish alone,” Mara Lind said.\n",
    ),
    (
        "second",
        "Second round ends in Geneva\n\nHarbour Press\nMarch 12, 2031\n\n\
Negotiators from Norland and Sudmark met in Geneva on March 11, 2031 for a second round of talks on a truce.\n\n\
“The sides agreed on a truce,” Mara Lind said. She praised a warm atmosphere in the talks.\n\n\
“The third round of talks will be held on March 20,” Olav Brandt told reporters.\n",
    ),
    (
        "later",
        "Norland waits\n\nTidewater News\nMarch 30, 2031\n\n\
“A ceasefire needs patience and Norland has patience,” Mara Lind said on Sunday.\n",
    ),
];

/// The case, made once for all tests; `None` where there is no model.
static RECORD: LazyLock<Option<TempDir>> = LazyLock::new(|| {
    let model = model()?;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.toml"), CASE).unwrap();
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).unwrap();
    for (name, text) in ARTICLES {
        std::fs::write(articles.join(format!("{name}.txt")), text).unwrap();
    }
    let mut command = rapporteur();
    command.arg("add").arg("--case").arg(folder.path());
    command.arg(&articles).arg("--model").arg(model);
    Ran::of(command.output().unwrap()).ended(0);
    Some(folder)
});

fn ask(folder: &Path, line: &[&str]) -> Ran {
    let mut command = rapporteur();
    command
        .arg(line[0])
        .arg("--case")
        .arg(folder)
        .args(&line[1..]);
    Ran::of(command.output().unwrap())
}

fn rows(folder: &Path, line: &[&str]) -> Vec<Value> {
    let ran = ask(folder, &[line, &["--format", "json"]].concat()).ended(0);
    serde_json::from_str(&ran.out).unwrap()
}

/// Asserts that a quote leads to its words.
fn leads_to_words(quote: &Value) {
    let words = quote["words"].as_str().unwrap();
    let number = quote["document"].as_i64().unwrap();
    let text = ARTICLES.iter().find(|(_, text)| {
        let letters: Vec<char> = text.chars().collect();
        let bound = |n: usize| usize::try_from(quote["span"][n].as_u64().unwrap()).unwrap();
        let at = letters.get(bound(0)..bound(1));
        at.is_some_and(|l| l.iter().collect::<String>() == words)
    });
    assert!(number > 0 && text.is_some(), "{quote}");
    assert!(quote["published"].as_str().unwrap().starts_with("2031-03-"));
}

#[test]
fn rounds_stand_in_order_with_their_outcomes() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let meetings = rows(folder.path(), &["meetings", "--party", "sudmark"]);
    let held: Vec<&Value> = meetings.iter().filter(|m| m["status"] == "held").collect();
    let days: Vec<_> = held.iter().map(|m| m["first"].as_str().unwrap()).collect();
    assert_eq!(days, ["2031-03-03", "2031-03-11"], "{meetings:#?}");
    assert_eq!(
        (&held[0]["number"], &held[0]["place"]),
        (&1.into(), &"Geneva".into())
    );
    let parties = serde_json::json!(["norland", "sudmark"]);
    assert_eq!(held[0]["parties"], parties);
    assert_eq!(held[0]["outcomes"][0]["result"], "not-agreed");
    assert_eq!(held[1]["outcomes"][0]["result"], "agreed");
    leads_to_words(&held[0]["evidence"][0]);
    leads_to_words(&held[0]["outcomes"][0]["evidence"]);
    assert!(!held[0]["mood"].as_array().unwrap().is_empty());
    let before = rows(
        folder.path(),
        &["meetings", "--party", "sudmark", "--as-of", "2031-03-05"],
    );
    assert!(before.iter().all(|m| m["first"] != "2031-03-11"));
}

#[test]
fn expectations_are_held_against_later_articles_on_the_same_sides() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let all = rows(folder.path(), &["expectations"]);
    let due = |day: &str| all.iter().find(|e| e["due"] == day).unwrap();
    let second = due("2031-03-10");
    let fields: Vec<&String> = second.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["what", "due", "by", "evidence", "outcome"]);
    assert_eq!(second["by"], "Olav Brandt");
    assert_eq!(second["outcome"]["status"], "late", "{second:#}");
    assert_eq!(second["outcome"]["days"], 1);
    assert_eq!(second["outcome"]["date"], "2031-03-11");
    leads_to_words(&second["evidence"]);
    leads_to_words(&second["outcome"]["evidence"]);
    let third = due("2031-03-20");
    assert_eq!(third["outcome"]["status"], "open");
    assert!(third["outcome"]["evidence"].is_null() && third["outcome"]["days"].is_null());
    // On the day before the second round was told of, nobody knew.
    let then = rows(folder.path(), &["expectations", "--as-of", "2031-03-11"]);
    assert_eq!(then[0]["outcome"]["status"], "open");
    let text = ask(folder.path(), &["expectations"]).ended(0).out;
    assert!(
        text.contains("late by 1 day (2031-03-11)") && text.contains("open, overdue"),
        "{text}"
    );
}

#[test]
fn sources_are_judged_by_what_came_of_their_expectations() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let speakers = rows(folder.path(), &["sources"]);
    let of = |name: &str| speakers.iter().find(|s| s["name"] == name).unwrap();
    let brandt = of("Olav Brandt");
    assert_eq!(
        (&brandt["late"], &brandt["open"]),
        (&1.into(), &1.into()),
        "{brandt:#}"
    );
    assert_eq!(
        (&brandt["share_met"], &brandt["party"]),
        (&0.0.into(), &"sudmark".into())
    );
    leads_to_words(&brandt["evidence"]);
    let outlets = rows(folder.path(), &["sources", "--by", "outlet"]);
    let own = outlets.iter().map(|o| o["late"].as_u64().unwrap());
    assert_eq!(own.sum::<u64>(), 1, "{outlets:#?}");
}

#[test]
fn words_are_found_in_any_form_and_hostile_ones_break_nothing() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let found = rows(folder.path(), &["search", "agree truce"]);
    assert!(!found.is_empty());
    for row in &found {
        leads_to_words(&row["evidence"]);
    }
    let lind = rows(folder.path(), &["search", "--speaker", "lind", "patience"]);
    assert_eq!(lind.len(), 1);
    let none = ask(folder.path(), &["search", "\"patience ceasefire\""]);
    assert_eq!(none.code, 1);
    for odd in ["\"", "NEAR(", "a AND", "words:", "-", "(*)"] {
        let ran = ask(folder.path(), &["search", "--", odd, "truce"]);
        assert!(ran.code < 2, "{odd}: {}", ran.err);
    }
}

#[test]
fn a_ceasefire_is_alike_to_a_truce() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let patience = rows(folder.path(), &["search", "patience"]);
    let name = patience[0]["statement"].as_str().unwrap();
    let alike = rows(folder.path(), &["search", "--like", name]);
    let words = alike[0]["evidence"]["words"].as_str().unwrap();
    assert!(words.contains("truce"), "{alike:#?}");
    let wrong = ask(folder.path(), &["search", "--like", "999:1"]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn a_brief_is_short_and_every_line_leads_to_words() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let line = ["brief", "--since", "2031-03-01"];
    let text = ask(folder.path(), &line).ended(0).out;
    assert!(
        text.contains("THE LAST ROUND") && text.contains("2031-03-11"),
        "{text}"
    );
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    assert!(text.lines().count() <= 130, "two pages");
    assert_eq!(text, ask(folder.path(), &line).out);
    let ran = ask(folder.path(), &[&line[..], &["--format", "json"]].concat()).ended(0);
    let brief: Value = serde_json::from_str(&ran.out).unwrap();
    let sections = brief["sections"].as_array().unwrap();
    let lines = sections.iter().flat_map(|s| s["lines"].as_array().unwrap());
    let mut seen = 0;
    for line in lines {
        let evidence = line["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "{line}");
        evidence.iter().for_each(leads_to_words);
        seen += 1;
    }
    assert!(seen > 3, "{brief:#}");
    let page = ask(folder.path(), &["brief", "--format", "html"])
        .ended(0)
        .out;
    assert!(page.starts_with("<!doctype html>"));
    let page = ask(folder.path(), &["brief", "--format", "md"])
        .ended(0)
        .out;
    assert!(page.starts_with("# The harbour talks"));
}

#[test]
fn documents_are_listed_with_their_numbers() {
    let Some(folder) = RECORD.as_ref() else {
        return;
    };
    let documents = rows(folder.path(), &["documents"]);
    assert_eq!(documents.len(), ARTICLES.len());
    assert!(
        documents
            .iter()
            .all(|d| d["appearances"] == 1 && d["report"] == d["document"])
    );
    let late = rows(folder.path(), &["documents", "--since", "2031-03-30"]);
    assert_eq!(late.len(), 1);
}

//! What each format prints of the hand-made reading, as files that a person can read and review.

use rapporteur::export::{brat, brief, html, json, webannotation};

use crate::handmade::harbour;
use crate::project::golden;

#[test]
fn brief() {
    let brief = brief::brief(&harbour(), 80);
    let plain = anstream::adapter::strip_str(&brief).to_string();
    golden("harbour.brief.txt", &plain);
}

#[test]
fn html() {
    golden("harbour.html", &html::page(&harbour()));
}

#[test]
fn brat() {
    golden("harbour.ann", &brat::annotation(&harbour()));
}

#[test]
fn webannotation() {
    let page = webannotation::page(&harbour());
    golden(
        "harbour.jsonld",
        &(serde_json::to_string_pretty(&page).unwrap() + "\n"),
    );
}

#[test]
fn json() {
    let reading = harbour();
    let json = serde_json::to_string_pretty(&json::reading(&reading)).unwrap();
    golden("harbour.json", &(json + "\n"));
}

//! The command as people run it, on the examples, with the shipped model.

use std::process::Stdio;

use serde_json::Value;

use crate::formats::assert_fits_schema;
use crate::project::{Ran, model, rapporteur, run, run_with};

const ARTICLE: &str = "examples/harbour-talks.txt";

#[test]
fn a_brief_names_its_places() {
    let Some(model) = model() else { return };
    let brief = run(&format!("read {ARTICLE}"), &model).ended(0).out;
    assert!(brief.contains("Who speaks"));
    assert!(brief.contains("Mara Venn"));
    assert!(brief.contains("“We will not move on the lanes,”"));
    assert!(brief.contains("l. "));
    assert!(!brief.contains('\u{1b}'), "colours in a pipe");
    assert!(brief.lines().all(|l| l.chars().count() <= 80));
}

#[test]
fn json_is_a_reading_and_its_spans_are_the_text() {
    let Some(model) = model() else { return };
    let out = run(&format!("read {ARTICLE} --format json"), &model)
        .ended(0)
        .out;
    let reading: Value = serde_json::from_str(&out).unwrap();
    assert_fits_schema(&reading);
    let input = std::fs::read_to_string(crate::project::path(ARTICLE)).unwrap();
    assert_eq!(
        reading["document"]["text"], input,
        "a text input stays as it is"
    );
    assert!(!reading["attributions"].as_array().unwrap().is_empty());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let Some(model) = model() else { return };
    let line = format!("read {ARTICLE} --format json");
    let once = run(&format!("{line} --threads 1"), &model).out;
    assert_eq!(once, run(&format!("{line} --threads 2"), &model).out);
}

#[test]

fn pages_are_marked() {
    let Some(model) = model() else { return };
    let page = run("read examples/ferry-dispute.html --format html", &model)
        .ended(0)
        .out;
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(page.contains("class=\"content\""));
    assert!(
        !page.contains("Ten walks for a wet Sunday"),
        "the menu is no article"
    );
}

#[test]

fn standard_input_and_what_is_given_of_it() {
    let Some(model) = model() else { return };
    let line = "read - --format json --title Talks --outlet Herald --published 2031-03-14 --whole";
    let input = "“We will stay,” Mara Venn said on Wednesday.\n";
    let out = run_with(line, &model, input.as_bytes()).ended(0).out;
    let document = &serde_json::from_str::<Value>(&out).unwrap()["document"];
    assert_eq!(document["origin"], "-");
    assert_eq!(document["title"], "Talks");
    assert_eq!(document["outlet"], "Herald");
    assert_eq!(document["published"], "2031-03-14");
    assert_eq!(document["published_from"], "given");
}

#[test]
fn several_articles_come_in_order_one_a_line() {
    let Some(model) = model() else { return };
    let line = format!("read examples/ferry-dispute.html {ARTICLE} --format jsonl");
    let out = run(&line, &model).ended(0).out;
    let origins: Vec<String> = out
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["document"]["origin"].to_string())
        .collect();
    assert_eq!(origins.len(), 2);
    assert!(origins[0].contains("ferry-dispute") && origins[1].contains("harbour-talks"));
}

#[test]
fn brat_folders_are_scored_as_perfect_by_themselves() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().display();
    run(&format!("read {ARTICLE} --format brat --out {at}"), &model).ended(0);
    let json = run(&format!("read {ARTICLE} --format jsonl"), &model)
        .ended(0)
        .out;
    let predicted = folder.path().join("predicted.jsonl");
    std::fs::write(&predicted, json).unwrap();
    let ran = rapporteur()
        .args(["evaluate", "--nested", "--format", "json", "--gold"])
        .arg(folder.path())
        .arg("--pred")
        .arg(&predicted)
        .output()
        .unwrap();
    let figures: Value = serde_json::from_str(&Ran::of(ran).ended(0).out).unwrap();
    assert_eq!(figures["attribution"]["f1"], 100.0);
    assert_eq!(figures["exact"]["f1"], 100.0);
}

#[test]
fn the_least_confidence_leaves_out() {
    let Some(model) = model() else { return };
    let all = run(&format!("read {ARTICLE} --format json"), &model)
        .ended(0)
        .out;
    let sure = run(
        &format!("read {ARTICLE} --format json --min-confidence 0.9"),
        &model,
    )
    .out;
    let of = |json: &str| -> Vec<f64> {
        let reading: Value = serde_json::from_str(json).unwrap();
        let all = reading["attributions"].as_array().unwrap().clone();
        all.iter()
            .map(|a| a["confidence"].as_f64().unwrap())
            .collect()
    };
    // The JSON rounds to three digits.
    assert!(of(&sure).iter().all(|c| *c >= 0.899));
    assert!(of(&sure).len() <= of(&all).len());
}

#[test]
fn every_stage_can_be_shown() {
    let Some(model) = model() else { return };
    for stage in [
        "blocks",
        "sentences",
        "words",
        "tokens",
        "quotes",
        "attributions",
    ] {
        let out = run(&format!("show {stage} {ARTICLE}"), &model).ended(0).out;
        assert!(out.lines().count() > 5, "{stage}: {out}");
    }
    for stage in ["times", "entities", "actors"] {
        let ran = run(&format!("show {stage} {ARTICLE}"), &model);
        assert!(ran.code <= 1, "{stage}: {}", ran.err);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let Some(model) = model() else { return };
    let articles = vec![ARTICLE; 40].join(" ");
    let mut child = rapporteur()
        .args(format!("show words {articles}").split_whitespace())
        .arg("--model")
        .arg(&model)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap()).ended(0);
    assert_eq!(ran.err, "");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let Some(model) = model() else { return };
    let colours = |names: &[&str]| {
        let mut command = rapporteur();
        command
            .env_remove("NO_COLOR")
            .envs(names.iter().map(|n| (*n, "1")));
        let ran = command
            .args(["read", ARTICLE, "--model"])
            .arg(&model)
            .output()
            .unwrap();
        Ran::of(ran).ended(0).out.contains('\u{1b}')
    };
    assert!(!colours(&[]));
    assert!(!colours(&["NO_COLOR"]));
    assert!(colours(&["CLICOLOR_FORCE"]));
}

#[test]
fn schema_completions_and_manual_are_printed() {
    for line in [
        "schema",
        "completions bash",
        "completions zsh",
        "completions fish",
        "man",
    ] {
        let ran = rapporteur().args(line.split_whitespace()).output().unwrap();
        assert!(Ran::of(ran).ended(0).out.len() > 500, "{line}");
    }
}

#[test]
fn help_has_examples() {
    for command in ["read", "show", "evaluate"] {
        let ran = rapporteur().args([command, "--help"]).output().unwrap();
        assert!(Ran::of(ran).ended(0).out.contains("Examples:"), "{command}");
    }
}

//! A small case for the tests of what goes out and in: made by `import`, so that it needs no model.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use rapporteur::attribution::Form;
use rapporteur::document::Document;
use rapporteur::export::json;
use rapporteur::position::{Channel, Position, Reading, Sourcing, Stance, Venue};

use crate::handmade::{Maker, harbour};
use crate::project::{Ran, rapporteur};

/// Runs the command with words and paths; none of these commands needs a model.
pub fn run(words: &[&str]) -> Ran {
    Ran::of(rapporteur().args(words).output().unwrap())
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// An article of another outlet with three positions and letters beyond ASCII.
pub fn gazette() -> Reading {
    let article = "Sudmark backs the register\n\n“Sudmark wants a neutral register of ships,” Edda Sorrel’s \
                   counterpart Ōto Brand said.\n\nNorland rejects shared patrols, he added. Sudmark rejects them too.\n";
    let mut document = Document::whole("gazette/register.txt", article.into());
    let known = &mut document.metadata;
    known.title = Some("Sudmark backs the register".into());
    known.outlet = Some("Skerry Gazette".into());
    known.published = Some(date(2031, 3, 16));
    let mut m = Maker::new(document);
    let brand = m.actor("Ōto Brand", "minister", "sudmark", false);
    m.go_to("“Sudmark");
    m.say(
        Some(brand),
        (
            "Edda Sorrel’s counterpart Ōto Brand",
            "said",
            &["“Sudmark wants a neutral register of ships,”"],
        ),
        (Form::Direct, Sourcing::Named, Channel::Public),
    );
    m.go_to("Norland rejects");
    m.say(
        Some(brand),
        ("he", "added", &["Norland rejects shared patrols"]),
        (Form::Indirect, Sourcing::Named, Channel::Public),
    );
    m.at_start();
    for (party, issue, option, stance, words, by) in [
        (
            "sudmark",
            "verification",
            "a neutral register",
            Stance::Supports,
            "wants a neutral register",
            Some(0),
        ),
        (
            "norland",
            "patrols",
            "shared patrols",
            Stance::RulesOut,
            "rejects shared patrols",
            Some(1),
        ),
        (
            "sudmark",
            "patrols",
            "Shared patrols",
            Stance::Opposes,
            "rejects them too",
            None,
        ),
    ] {
        let evidence = m.find(words);
        m.reading.talks.positions.push(Position {
            party: party.into(),
            issue: issue.into(),
            option: Some(option.into()),
            stance,
            venue: Venue::Public,
            voucher: "self".into(),
            evidence,
            attribution: by,
            date: None,
        });
    }
    m.reading
}

/// The same article with a line more, a day later.
pub fn corrected(reading: &Reading) -> Reading {
    let mut newer = reading.clone();
    let old = &reading.document;
    let article = format!("{}\nThis article was corrected.\n", old.text);
    let mut known = old.metadata.clone();
    known.published = known.published.and_then(|d| d.tomorrow().ok());
    newer.document = Document::new(old.origin.clone(), article, known, old.blocks.clone());
    newer
}

/// Makes an empty case.
pub fn case(folder: &Path, name: &str) -> PathBuf {
    let case = folder.join(name);
    run(&["init", text(&case)]).ended(0);
    case
}

/// Makes a case of four readings: an article that also appeared elsewhere, another, and a correction of that.
pub fn filled(folder: &Path) -> PathBuf {
    let case = case(folder, "case");
    let mut elsewhere = harbour();
    elsewhere.document.origin = "wire.txt".into();
    elsewhere.document.metadata.outlet = Some("Tidewater Wire".into());
    let readings = [harbour(), elsewhere, gazette(), corrected(&gazette())];
    let lines: String = readings
        .iter()
        .map(|r| serde_json::to_string(&json::reading(r)).unwrap() + "\n")
        .collect();
    let file = folder.join("in.jsonl");
    std::fs::write(&file, lines).unwrap();
    let out = run(&["import", "--case", text(&case), text(&file)])
        .ended(0)
        .out;
    assert!(out.contains("2 new reports"), "{out}");
    assert!(out.contains("1 other versions"), "{out}");
    assert!(
        out.contains("1 texts in the record that appeared elsewhere"),
        "{out}"
    );
    case
}

/// Exports with further words and returns where to.
pub fn export(case: &Path, format: &str, more: &[&str]) -> PathBuf {
    let out = case.with_file_name(format!("out-{format}-{}", more.join("-").replace('/', "")));
    let mut words = vec![
        "export",
        "--case",
        text(case),
        "--format",
        format,
        "--out",
        text(&out),
    ];
    words.extend(more);
    run(&words).ended(0);
    out
}

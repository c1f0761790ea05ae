//! `verify` finds what is wrong with a record, wherever it is damaged.

use std::path::Path;

use rapporteur::record::{Incoming, Record};

use crate::handmade::harbour;
use crate::project::{Ran, rapporteur};

/// Makes a case whose record holds the hand-made reading.
fn case(folder: &Path, about: &str) {
    std::fs::write(folder.join("case.toml"), about).unwrap();
    let mut record = Record::open(&folder.join("record.db")).unwrap();
    let batch = [Incoming::Read(Box::new(harbour()))];
    record.add(&batch, "2031-03-15T10:00:00Z").unwrap();
}

fn verify(folder: &Path) -> Ran {
    let mut command = rapporteur();
    command.args(["verify", "--case"]).arg(folder);
    Ran::of(command.output().unwrap())
}

#[test]
fn a_sound_record_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path(), "");
    let out = verify(folder.path()).ended(0).out;
    for counted in [
        "1 texts",
        "1 readings",
        "12 statements",
        "4 positions",
        "0 faults",
    ] {
        assert!(out.contains(&format!(" {counted}\n")), "{counted}: {out}");
    }
}

#[test]
fn every_damage_is_named() {
    for (damage, says) in [
        (
            "UPDATE position SET start = start + 1 WHERE number = 1",
            "document 1: position 1 is not what",
        ),
        (
            "UPDATE statement SET end = 900000 WHERE number = 0",
            "document 1: statement 0 is not what",
        ),
        (
            "UPDATE statement SET state = 2 WHERE number = 3",
            "statement 3 is not what",
        ),
        ("DELETE FROM shift WHERE number = 0", "shift 0 is not what"),
        (
            "INSERT INTO outcome SELECT NULL, document, number, statement, report, known, until, day, issue, result, start, \
          end, state FROM outcome",
            "outcome 0 is there twice",
        ),
        (
            "UPDATE meeting SET until = 20310101",
            "its days or its report",
        ),
        ("UPDATE document SET hash = 'sha256:0'", "its hash names"),
        ("UPDATE reading SET body = x'00'", "reading 1 is damaged"),
        ("UPDATE document SET body = x'00'", "document 1: is damaged"),
        ("DELETE FROM reading", "has no reading"),
        ("DELETE FROM appearance", "appeared nowhere"),
        ("DELETE FROM sketch WHERE rowid = 1", "its sketch is not"),
        (
            "DELETE FROM statement_words WHERE rowid = 1",
            "statement without its full text: 1",
        ),
        (
            "UPDATE position SET party = 9999 WHERE number = 0",
            "has no term",
        ),
        (
            "INSERT INTO decision (made, who, verb, kind, hash) VALUES ('', 'ada', 'note', 'position', 'sha256:1')",
            "a text that the record does not have",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        case(folder.path(), "");
        let db = rusqlite::Connection::open(folder.path().join("record.db")).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute(damage, ()).unwrap();
        drop(db);
        let out = verify(folder.path()).ended(2).out;
        assert!(
            out.lines()
                .any(|l| l.starts_with("fault: ") && l.contains(says)),
            "{damage}: {out}"
        );
    }
}

#[test]
fn examples_of_the_case_must_hold() {
    let folder = tempfile::tempdir().unwrap();
    case(
        folder.path(),
        "[[issue]]\nslug = 'lamps'\nterms = ['lamp oil']\nexamples = ['the lamp oil', 'the beacon']\nothers = ['some lamp oil']",
    );
    let out = verify(folder.path()).ended(2).out;
    assert!(
        out.contains(" 3 examples of the case's issues") && out.contains(" 2 faults"),
        "{out}"
    );
    assert!(
        out.contains("\"the beacon\" comes out as no issue, not as lamps"),
        "{out}"
    );
    assert!(
        out.contains("\"some lamp oil\" comes out as lamps and must not"),
        "{out}"
    );
}

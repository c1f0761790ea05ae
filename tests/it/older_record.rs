//! A record that an older version made opens in this one, with what this version works out of its readings.

use crate::filled::{filled, run, text};

/// Takes a record back to the tables of the first version. What is not worked out from readings stays as it is.
const FIRST: &str = "
    DROP INDEX statement_mood;
    DROP INDEX statement_negated;
    DROP INDEX document_standing;
    DROP INDEX document_known;
    DROP INDEX document_outlet;
    DROP TABLE done;
    ALTER TABLE statement DROP COLUMN tone;
    ALTER TABLE ledger DROP COLUMN voices;
    PRAGMA user_version = 1;
";

#[test]
fn a_record_of_the_first_version_opens_and_answers() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let ask = |question: &str| {
        let words = [
            question,
            "--case",
            text(&case),
            "--format",
            "json",
            "--limit",
            "0",
        ];
        run(&words).ended(0).out
    };
    let questions = ["positions", "sources", "meetings", "expectations"];
    let before = questions.map(ask);
    let db = rusqlite::Connection::open(case.join("record.db")).unwrap();
    db.execute_batch(FIRST).unwrap();
    drop(db);
    // A question, which only reads, brings the record up to date as `add` does.
    assert_eq!(questions.map(ask), before);
    let out = run(&["verify", "--case", text(&case)]).ended(0).out;
    assert!(out.contains(" 0 faults"), "{out}");
    let db = rusqlite::Connection::open(case.join("record.db")).unwrap();
    let version: i64 = db
        .query_row("PRAGMA user_version", (), |row| row.get(0))
        .unwrap();
    assert!(version > 1);
    let done: i64 = db
        .query_row("SELECT count(*) FROM done", (), |row| row.get(0))
        .unwrap();
    assert!(done > 0);
}

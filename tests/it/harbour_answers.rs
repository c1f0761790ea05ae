//! What is planted in `examples/harbour` comes out of the commands that ask for it, with its words, outlet and day.

use serde_json::Value;

use crate::harbour::built;
use crate::project::{Ran, rapporteur};

/// Returns the rows that a command prints over the case; `None` without a model.
fn answer(line: &str) -> Option<Vec<Value>> {
    let folder = built()?;
    let output = rapporteur()
        .args(line.split_whitespace())
        .args(["--format", "json", "--case"])
        .arg(folder)
        .output()
        .unwrap();
    let out = Ran::of(output).ended(0).out;
    let rows: Value = serde_json::from_str(&out).unwrap();
    Some(rows.as_array().unwrap().clone())
}

/// Returns the rows in which all fields have these values.
fn with<'a>(rows: &'a [Value], fields: &[(&str, &str)]) -> Vec<&'a Value> {
    let has = |row: &Value| fields.iter().all(|(name, value)| row[*name] == *value);
    rows.iter().filter(|row| has(row)).collect()
}

#[test]
fn each_expectation_has_its_end() {
    let Some(rows) = answer("expectations") else {
        return;
    };
    for (due, word, status, days) in [
        ("2031-02-19", "next round", "met", None),
        ("2031-03-05", "third round", "late", Some(7)),
        ("2031-03-12", "round would begin", "met", None),
        ("2031-03-26", "foreign ministers", "missed", None),
        ("2031-04-09", "fourth round", "met", None),
        ("2031-05-07", "fifth round", "open", None),
    ] {
        let about = |row: &&Value| row["what"].as_str().unwrap().contains(word);
        let row = with(&rows, &[("due", due)]).into_iter().find(about);
        let end = &row.unwrap_or_else(|| panic!("{due} {word}: {rows:#?}"))["outcome"];
        assert_eq!(end["status"], status, "{due} {word}");
        assert_eq!(end["days"].as_i64(), days, "{due} {word}");
        assert_eq!(end["evidence"].is_null(), status == "open", "{due} {word}");
    }
}

#[test]
fn four_rounds_stand_in_their_order() {
    let Some(rows) = answer("meetings") else {
        return;
    };
    let numbered: Vec<(u64, &str)> = rows
        .iter()
        .filter_map(|r| Some((r["number"].as_u64()?, r["first"].as_str()?)))
        .collect();
    let days = ["2031-02-05", "2031-02-19", "2031-03-12", "2031-04-09"];
    assert_eq!(numbered, (1..).zip(days).collect::<Vec<_>>());
    let second = with(&rows, &[("first", "2031-02-19")]);
    let conduct = second[0]["conduct"].to_string();
    assert!(conduct.contains("flares"), "{conduct}");
}

#[test]
fn a_shift_is_claimed_another_seen_and_a_line_repeated() {
    let Some(rows) = answer("shifts --limit 0") else {
        return;
    };
    let claimed = with(&rows, &[("kind", "claimed"), ("issue", "herring")]);
    assert_eq!(claimed.len(), 1, "{claimed:#?}");
    assert_eq!(claimed[0]["to"], "a cap of 80,000 tonnes a year");
    assert_eq!(claimed[0]["voucher"], "league-of-ports");
    let seen = [
        ("kind", "visible"),
        ("party", "sudmark"),
        ("issue", "joint-patrols"),
    ];
    let seen = with(&rows, &seen);
    let steps: Vec<_> = seen
        .iter()
        .map(|r| [&r["day"], &r["from"], &r["to"]])
        .collect();
    let step = |words: [&str; 3]| {
        steps
            .iter()
            .any(|s| s.iter().zip(words).all(|(a, b)| **a == b))
    };
    assert!(step(["2031-03-25", "rules_out", "open"]), "{seen:#?}");
    assert!(step(["2031-04-02", "open", "supports"]), "{seen:#?}");
    let said = [
        ("kind", "repeated"),
        ("party", "norland"),
        ("issue", "harbour-dues"),
    ];
    let said = with(&rows, &said);
    let since_first = said.iter().filter(|r| r["first_said"] == "2031-02-06");
    assert!(since_first.count() >= 3, "{said:#?}");
}

#[test]
fn public_and_private_part_and_so_do_two_accounts() {
    let Some(rows) = answer("gaps --limit 0") else {
        return;
    };
    for (party, issue) in [("norland", "harbour-dues"), ("sudmark", "joint-patrols")] {
        let of = [
            ("kind", "public_private"),
            ("party", party),
            ("issue", issue),
        ];
        assert!(!with(&rows, &of).is_empty(), "{party} {issue}: {rows:#?}");
    }
    let of = [("kind", "meeting"), ("issue", "pilots")];
    assert!(!with(&rows, &of).is_empty(), "{rows:#?}");
    let moods = with(&rows, &[("kind", "mood")]);
    let second = with_start(&moods, "2031-02-19");
    let tones: Vec<_> = second["accounts"].as_array().unwrap().iter().collect();
    let tone = |party: &str| tones.iter().find(|a| a["voucher"] == *party).unwrap()["tone"].clone();
    assert_eq!(
        (tone("norland"), tone("sudmark")),
        ("good".into(), "bad".into())
    );
}

/// Returns the row of a meeting that began on a day.
fn with_start<'a>(rows: &[&'a Value], day: &str) -> &'a Value {
    let found = rows.iter().find(|r| r["meeting_start"] == day);
    found.unwrap_or_else(|| panic!("{day}: {rows:#?}"))
}

#[test]
fn an_unnamed_claim_is_confirmed_by_one_side_and_denied_by_the_other() {
    let Some(rows) = answer("corroboration --limit 0") else {
        return;
    };
    let of = [
        ("status", "contested"),
        ("party", "norland"),
        ("issue", "harbour-dues"),
    ];
    let found = with(&rows, &of);
    let voices = |name: &str| {
        let told = found.iter().map(|r| r[name].to_string());
        told.collect::<String>()
    };
    assert!(voices("confirms").contains("Kalvborg Courier"), "{rows:#?}");
    assert!(voices("denies").contains("Harbour Gazette"), "{rows:#?}");
}

#[test]
fn an_option_that_a_side_could_consider_is_in_the_zone() {
    let Some(rows) = answer("zone --issue harbour-dues --limit 0") else {
        return;
    };
    let tariff = |r: &&Value| r["option"].to_string().contains("common tariff");
    let open = rows
        .iter()
        .filter(tariff)
        .any(|r| !r["open"].as_array().unwrap().is_empty());
    assert!(open, "{rows:#?}");
}

#[test]
fn what_a_question_is_limited_to_must_be_known_and_a_slip_is_met_with_what_was_meant() {
    let Some(folder) = built() else {
        return;
    };
    let ask = |words: &[&str]| {
        let mut command = rapporteur();
        command
            .arg("positions")
            .args(words)
            .arg("--case")
            .arg(folder);
        Ran::of(command.output().unwrap())
    };
    for (words, told) in [
        (&["--party", "norlnad"][..], "perhaps norland; known are "),
        (&["--issue", "hering"], "perhaps herring; known are "),
        (&["--since", "2031-02-31"], "write it as YYYY-MM-DD"),
        (
            &["--since", "2031-04-01", "--until", "2031-03-01"],
            "no day is left",
        ),
    ] {
        let err = ask(words).ended(2).err;
        assert!(err.contains(told), "{words:?}: {err}");
    }
    let by_name = ask(&["--party", "Norland"]).ended(0).out;
    assert_eq!(by_name, ask(&["--party", "norland"]).ended(0).out);
    // The case knows the League, the record has no position of it.
    ask(&["--party", "League of Ports"]).ended(1);
}

//! The invented negotiation of `examples/harbour`, from its articles to its record: what was planted there is found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rapporteur::position::{MeetingStatus, OutcomeResult, Stance, Venue};
use rapporteur::record::{Day, Record, Scope};

use crate::project::{Ran, model, path, run};

const ARTICLES: &str = "examples/harbour/articles";

/// The case with its record, and what `add` printed; `None` without a model.
static BUILT: LazyLock<Option<(PathBuf, String)>> = LazyLock::new(|| {
    let model = model()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("harbour");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let about = path("examples/harbour/case.toml");
    std::fs::copy(about, folder.join("case.toml")).unwrap();
    let listed = add(&folder, &model).out;
    Some((folder, listed))
});

/// Returns the folder of the case with its record; `None` without a model.
pub fn built() -> Option<&'static Path> {
    BUILT.as_ref().map(|(folder, _)| folder.as_path())
}

fn add(case: &Path, model: &Path) -> Ran {
    let line = format!("add --case {} --list {ARTICLES}", case.display());
    run(&line, model).ended(0)
}

/// Returns the record and the scope of what was known on a day.
fn record_as_of(day: &str) -> Option<(Record, Scope)> {
    let (folder, _) = BUILT.as_ref()?;
    let record = Record::open_to_read(&folder.join("record.db")).unwrap();
    let day: jiff::civil::Date = day.parse().unwrap();
    let scope = Scope {
        as_of: Some(Day::from(day)),
        ..Scope::default()
    };
    Some((record, scope))
}

fn record() -> Option<(Record, Scope)> {
    record_as_of("2031-04-30")
}

fn iso(day: Option<Day>) -> String {
    day.map_or_else(|| "-".into(), |d| d.to_string())
}

/// Returns how many articles `add --list` gave each name.
fn counts(listed: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in listed.lines().filter(|l| l.contains(ARTICLES)) {
        let name = line.split_whitespace().next().unwrap();
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Returns what became of the article of a file, or of its line.
fn fate<'a>(listed: &'a str, article: &str) -> &'a str {
    let line = listed.lines().find(|l| l.ends_with(article));
    let line = line.unwrap_or_else(|| panic!("{article} is not in\n{listed}"));
    line.split_whitespace().next().unwrap()
}

#[test]
fn twelve_articles_are_nine_reports() {
    let Some((_, listed)) = BUILT.as_ref() else {
        return;
    };
    let expected = [("copy", 1), ("elsewhere", 1), ("new", 9), ("revision", 1)];
    assert_eq!(counts(listed), BTreeMap::from(expected), "{listed}");
    assert_eq!(fate(listed, "01-tidewater-wire.jsonl:2"), "elsewhere");
    assert_eq!(fate(listed, "02-kalvborg-courier.txt"), "copy");
    assert_eq!(fate(listed, "07-tidewater-wire.jsonl:2"), "revision");
}

#[test]
fn every_article_has_its_outlet_and_day() {
    let Some((record, _)) = record() else { return };
    let documents = record.documents(None).unwrap();
    assert_eq!(documents.len(), 11);
    for document in &documents {
        assert!(document.outlet.is_some(), "{}", document.origin);
        assert!(document.published.is_some(), "{}", document.origin);
        assert!(document.title.is_some(), "{}", document.origin);
    }
    let reports: std::collections::BTreeSet<i64> = documents.iter().map(|d| d.report).collect();
    assert_eq!(reports.len(), 9);
}

#[test]
fn the_same_articles_again_change_nothing() {
    let (Some(model), Some((folder, _))) = (model(), BUILT.as_ref()) else {
        return;
    };
    let file = || std::fs::read(folder.join("record.db")).unwrap();
    let before = file();
    let again = add(folder, &model).out;
    assert_eq!(counts(&again), BTreeMap::from([("known", 12)]), "{again}");
    assert!(before == file(), "the second run wrote to the record");
}

#[test]
fn the_rounds_stand_in_the_record() {
    let Some((record, scope)) = record() else {
        return;
    };
    let meetings = record.meetings(&scope).unwrap();
    let told = |status: MeetingStatus, first: &str, last: &str, place: &str| {
        meetings.iter().any(|m| {
            let there = m.venue.as_deref() == Some(place);
            (m.status, iso(m.first).as_str(), iso(m.last).as_str()) == (status, first, last)
                && there
        })
    };
    for (first, last, place) in [
        ("2031-02-05", "2031-02-06", "Port Selby"),
        ("2031-02-19", "2031-02-20", "Tern"),
        ("2031-03-12", "2031-03-13", "Port Selby"),
        ("2031-04-09", "2031-04-10", "Tern"),
    ] {
        assert!(told(MeetingStatus::Held, first, last, place), "{first}");
    }
    for (status, day, place) in [
        (MeetingStatus::Postponed, "2031-03-05", "Port Selby"),
        (MeetingStatus::Cancelled, "2031-03-26", "Kalvborg"),
        (MeetingStatus::Planned, "2031-05-07", "Varnhem"),
    ] {
        assert!(told(status, day, day, place), "{status:?} {day}");
    }
}

#[test]
fn a_correction_stands_in_for_the_first_version_from_its_day_on() {
    for (day, cap) in [("2031-03-14", "60,000"), ("2031-03-15", "80,000")] {
        let Some((record, scope)) = record_as_of(day) else {
            return;
        };
        let shifts = record.shifts(&scope).unwrap();
        let moved: Vec<_> = shifts
            .iter()
            .filter(|s| record.words(s.issue) == "herring")
            .map(|s| s.to.clone().unwrap_or_default())
            .collect();
        assert_eq!(moved, [format!("a cap of {cap} tonnes a year")], "{day}");
    }
}

/// Returns party, stance and venue of all positions on an issue.
fn held(issue: &str, day: &str) -> Vec<(String, Stance, Venue)> {
    let Some((record, scope)) = record_as_of(day) else {
        return Vec::new();
    };
    let rows = record.positions(&scope).unwrap();
    let rows = rows.into_iter().filter(|r| record.words(r.issue) == issue);
    rows.map(|r| (record.words(r.party), r.stance, r.venue))
        .collect()
}

#[test]
fn public_and_private_positions_stand_apart() {
    if BUILT.is_none() {
        return;
    }
    let dues = held("harbour-dues", "2031-02-12");
    let norland = |stance, venue| dues.contains(&("norland".into(), stance, venue));
    assert!(norland(Stance::RulesOut, Venue::Public), "{dues:?}");
    assert!(norland(Stance::Open, Venue::Private), "{dues:?}");
    let patrols = held("joint-patrols", "2031-02-12");
    let sudmark = |stance, venue| patrols.contains(&("sudmark".into(), stance, venue));
    assert!(sudmark(Stance::RulesOut, Venue::Public), "{patrols:?}");
    assert!(sudmark(Stance::Open, Venue::Private), "{patrols:?}");
}

#[test]
fn a_position_moves_between_dates() {
    if BUILT.is_none() {
        return;
    }
    let public = |stance, day: &str| {
        let sudmark = ("sudmark".to_owned(), stance, Venue::Public);
        held("joint-patrols", day).contains(&sudmark)
    };
    assert!(public(Stance::RulesOut, "2031-02-06"));
    assert!(!public(Stance::Open, "2031-03-24") && public(Stance::Open, "2031-03-25"));
    assert!(!public(Stance::Supports, "2031-04-01") && public(Stance::Supports, "2031-04-02"));
}

#[test]
fn acts_at_sea_have_who_and_when() {
    let Some((record, scope)) = record() else {
        return;
    };
    let acts = record.conduct(&scope).unwrap();
    for (party, day, word) in [
        ("sudmark", "2031-02-19", "flares"),
        ("sudmark", "2031-03-04", "Grey Heron"),
        ("norland", "2031-03-05", "ambassador"),
        ("norland", "2031-03-12", "skipper"),
    ] {
        let found = acts.iter().any(|a| {
            a.party.map(|p| record.words(p)).as_deref() == Some(party)
                && iso(a.date) == day
                && a.what.contains(word)
        });
        assert!(found, "{party} {day} {word}: {acts:#?}");
    }
}

#[test]
fn the_two_sides_tell_one_meeting_differently() {
    let Some((record, scope)) = record() else {
        return;
    };
    let outcomes = record.outcomes(&scope).unwrap();
    let pilots: Vec<_> = outcomes
        .iter()
        .filter(|o| record.words(o.issue) == "pilots")
        .map(|o| {
            (
                o.result,
                record
                    .document(o.place.document)
                    .unwrap()
                    .unwrap()
                    .outlet
                    .unwrap(),
            )
        })
        .collect();
    let readout = "Norland Ministry of Foreign Affairs".to_owned();
    assert!(
        pilots.contains(&(OutcomeResult::Agreed, readout)),
        "{pilots:?}"
    );
    let courier = "Kalvborg Courier".to_owned();
    assert!(
        pilots.contains(&(OutcomeResult::NotAgreed, courier)),
        "{pilots:?}"
    );
}

#[test]
fn expectations_have_their_days() {
    let Some((record, scope)) = record() else {
        return;
    };
    let expected = record.expectations(&scope).unwrap();
    let due = |day: &str, word: &str| {
        let mut on_day = expected.iter().filter(|e| iso(e.due) == day);
        assert!(on_day.any(|e| e.what.contains(word)), "{day} {word}");
    };
    due("2031-02-19", "next round");
    due("2031-03-05", "third round");
    due("2031-03-12", "round would begin");
    due("2031-03-26", "foreign ministers");
    due("2031-04-09", "fourth round");
    due("2031-05-07", "fifth round");
}

//! The examples of the books of meetings, expectations and conduct, read as whole passages of invented news; and odd text.

use proptest::prelude::*;
use serde::Deserialize;

use super::trial::reading;
use super::{CODEBOOKS, MeetingFormat, MeetingStatus, Reading};
use crate::attribution::{Attribution, Form};
use crate::document::Span;

#[derive(Deserialize)]
struct File {
    tests: Tests,
}

#[derive(Deserialize)]
struct Tests {
    examples: Vec<String>,
    counter_examples: Vec<String>,
}

/// Takes the brackets out of an example; returns the text and where they stood.
fn unmarked(example: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in example.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    (text, spans)
}

/// Checks every example of a book against the evidence that a reading of it gives.
fn check(book: &str, evidence: fn(&Reading) -> Vec<Span>) {
    let text = CODEBOOKS
        .iter()
        .find(|b| b.lines().next().is_some_and(|l| l.contains(book)))
        .unwrap();
    let tests = toml::from_str::<File>(text).unwrap().tests;
    for example in tests.examples.iter().chain(&tests.counter_examples) {
        let (text, expected) = unmarked(example);
        let found = evidence(&reading(&text, Vec::new()));
        let told: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        assert_eq!(found.len(), expected.len(), "{example}\n{told:?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found.overlaps(*expected), "{example}\n{told:?}");
        }
    }
    assert!(tests.examples.iter().all(|e| e.contains('[')));
    assert!(tests.counter_examples.iter().all(|e| !e.contains('[')));
}

#[test]
fn examples_of_meetings_hold() {
    check("encounters", |r| {
        r.talks.meetings.iter().map(|m| m.evidence).collect()
    });
}

#[test]
fn examples_of_expectations_hold() {
    check("comes next", |r| {
        r.talks.expectations.iter().map(|e| e.evidence).collect()
    });
}

#[test]
fn examples_of_conduct_hold() {
    check("on the ground", |r| {
        r.talks.conduct.iter().map(|c| c.evidence).collect()
    });
}

#[test]
fn a_meeting_has_days_place_sides_and_people() {
    let text = "Norland Foreign Minister Marta Ilves met President Oren Tal of Sudmark in Port Selby on Jan. 23–24. \
                The talks were polite. The next round of talks is expected on Feb. 3.";
    let reading = reading(text, Vec::new());
    let [met, next] = reading.talks.meetings.as_slice() else {
        panic!("{:?}", reading.talks.meetings);
    };
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(
        (day(met.start), day(met.end)),
        ("2026-01-23".into(), "2026-01-24".into())
    );
    assert_eq!(met.place.as_deref(), Some("Port Selby"));
    assert_eq!(met.parties, ["norland", "sudmark"]);
    assert_eq!(met.participants, ["Marta Ilves", "Oren Tal"]);
    assert_eq!(met.format, Some(MeetingFormat::Bilateral));
    assert_eq!(met.status, MeetingStatus::Held);
    assert_eq!(next.status, MeetingStatus::Planned);
    assert_eq!(day(next.start), "2026-02-03");
}

#[test]
fn a_meeting_that_was_called_off_is_cancelled() {
    let reading = reading(
        "The summit of Norland and Sudmark on Friday was called off.",
        Vec::new(),
    );
    assert_eq!(reading.talks.meetings[0].status, MeetingStatus::Cancelled);
}

#[test]
fn expectations_have_a_day_and_whoever_expects() {
    let text = "Marta Ilves said that the sides will sign by Friday. In the coming days, a team will travel to Sudmark.";
    let at = |part: &str| {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    };
    let said = Attribution {
        source: Some(at("Marta Ilves")),
        cue: Some(at("said")),
        content: vec![at("that the sides will sign by Friday")],
        form: Form::Indirect,
        parent: None,
        confidence: 1.0,
    };
    let reading = reading(text, vec![said]);
    let found: Vec<_> = reading
        .talks
        .expectations
        .iter()
        .map(|e| (e.what.as_str(), e.due.map(|d| d.to_string()), e.by))
        .collect();
    assert_eq!(
        found[0],
        (
            "the sides will sign by Friday",
            Some("2026-01-30".into()),
            Some(0)
        )
    );
    assert_eq!((&found[1].1, found[1].2), (&None, None));
}

#[test]
fn would_is_expected_where_somebody_told_it_of_a_day() {
    let count = |content: &str| {
        let text = format!("Marta Ilves said {content}.");
        let said = Attribution {
            source: Some(Span::new(0, 11)),
            cue: Some(Span::new(12, 16)),
            content: vec![Span::new(17, text.len() - 1)],
            form: Form::Indirect,
            parent: None,
            confidence: 1.0,
        };
        reading(&text, vec![said]).talks.expectations.len()
    };
    assert_eq!(count("that the talks would take place on Feb. 3"), 1);
    assert_eq!(
        count("the next round of the technical talks would be held on Feb. 3"),
        1
    );
    assert_eq!(count("that the talks would be a burden"), 0);
    assert_eq!(
        count("the next round of the technical talks would be held if Sudmark wished"),
        0
    );
}

#[test]
fn two_sides_that_act_together_have_an_entry_each() {
    let reading = reading(
        "Norland and Sudmark closed their borders on Monday.",
        Vec::new(),
    );
    let found: Vec<_> = reading
        .talks
        .conduct
        .iter()
        .map(|c| (c.party.as_deref(), c.date.map(|d| d.to_string())))
        .collect();
    let monday = Some("2026-01-26".to_owned());
    assert_eq!(
        found,
        [(Some("norland"), monday.clone()), (Some("sudmark"), monday)]
    );
}

#[test]
fn the_attacked_do_not_act() {
    let reading = reading(
        "The port was shelled by Sudmark troops on Monday.",
        Vec::new(),
    );
    assert_eq!(reading.talks.conduct[0].party.as_deref(), Some("sudmark"));
    let reading = super::trial::reading("Norland was shelled on Monday.", Vec::new());
    assert_eq!(reading.talks.conduct[0].party, None);
}

proptest! {
    #[test]
    fn odd_text_yields_evidence_that_fits(
        words in prop::collection::vec("will|met|in|Norland|Sudmark|with|the talks|to|be|and|attack|on|Feb\\. 1|Friday|said|“|”|,|—|\\.|\n|é|[a-z]{0,4}|\\PC{0,3}", 0..60),
    ) {
        let text = words.join(" ");
        let talks = reading(&text, Vec::new()).talks;
        let evidence = talks.meetings.iter().map(|m| m.evidence)
            .chain(talks.expectations.iter().map(|e| e.evidence))
            .chain(talks.conduct.iter().map(|c| c.evidence));
        for span in evidence {
            prop_assert!(text.get(span.range()).is_some_and(|t| !t.trim().is_empty()), "{span:?}");
        }
    }
}

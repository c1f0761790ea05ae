//! Positions of invented passages.

use proptest::prelude::*;

use super::Reading;
use super::trial::reading;
use crate::attribution::{Attribution, Form};
use crate::document::Span;

/// The parts of an attribution read so far.
#[derive(Clone, Default)]
struct Parts {
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
}

/// Reads a passage marked up as `<source>`, `[cue]`, `{content}`; a content may hold further attributions.
pub(super) fn marked(passage: &str) -> Reading {
    let mut text = String::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut levels: Vec<Parts> = vec![Parts::default()];
    let mut done: Vec<Parts> = Vec::new();
    let close = |level: &mut Parts, done: &mut Vec<Parts>| {
        let parts = std::mem::take(level);
        if !parts.content.is_empty() {
            done.push(parts);
        }
    };
    for c in passage.chars() {
        match c {
            '<' | '[' | '{' => {
                let level = levels.last_mut().unwrap();
                // A second source begins another attribution.
                if c == '<' && level.source.is_some() {
                    close(level, &mut done);
                }
                open.push((c, text.len()));
                if c == '{' {
                    levels.push(Parts::default());
                }
            }
            '>' | ']' | '}' => {
                let (kind, start) = open.pop().unwrap();
                if kind == '{' {
                    close(&mut levels.pop().unwrap(), &mut done);
                }
                let span = Span::new(start, text.len());
                let level = levels.last_mut().unwrap();
                match kind {
                    '<' => level.source = Some(span),
                    '[' => level.cue = Some(span),
                    _ => level.content.push(span),
                }
            }
            '.' if levels.len() == 1 => {
                close(&mut levels[0], &mut done);
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    close(&mut levels[0], &mut done);
    reading(&text, attributions(&text, done))
}

fn attributions(text: &str, parts: Vec<Parts>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = parts
        .into_iter()
        .map(|p| Attribution {
            source: p.source,
            cue: p.cue,
            form: if p.content[0].of(text).starts_with('“') {
                Form::Direct
            } else {
                Form::Indirect
            },
            content: p.content,
            parent: None,
            confidence: 1.0,
        })
        .collect();
    found.sort_by_key(|a| (a.extent().start(), std::cmp::Reverse(a.extent().end())));
    let holds = |i: usize, j: usize| {
        i != j
            && found[i]
                .content
                .iter()
                .any(|c| c.contains(found[j].extent()))
    };
    let parents: Vec<Option<usize>> = (0..found.len())
        .map(|j| (0..found.len()).rev().find(|i| holds(*i, j)))
        .collect();
    found
        .iter_mut()
        .zip(parents)
        .for_each(|(a, p)| a.parent = p);
    found
}

/// Returns how a value is spelled in JSON.
pub(super) fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

/// Returns every position as `party issue stance venue voucher`.
fn positions(passage: &str) -> Vec<String> {
    let told = |p: &super::Position| {
        let (stance, venue) = (word(p.stance), word(p.venue));
        format!("{} {} {stance} {venue} {}", p.party, p.issue, p.voucher)
    };
    marked(passage).talks.positions.iter().map(told).collect()
}

#[test]
fn a_cue_shows_the_stance_and_its_content_the_issue() {
    for (passage, expected) in [
        (
            "<Norland> [demanded] {the release of all hostages}.",
            "norland hostages demands public self",
        ),
        (
            "<Norland> [ruled out] {a pullback}.",
            "norland withdrawal-of-forces rules_out public self",
        ),
        (
            "<Norland> [rejected] {the Sudmark plan for a buffer zone}.",
            "norland territory opposes public self",
        ),
        (
            "<Norland> [did not rule out] {a referendum on the islands}.",
            "norland referendum open public self",
        ),
        (
            "<Norland> [refused] {to lift its sanctions}.",
            "norland sanctions opposes public self",
        ),
        (
            "<Norland> [is ready] {for direct talks}.",
            "norland format-of-talks open unstated self",
        ),
    ] {
        assert_eq!(positions(passage), [expected], "{passage}");
    }
}

#[test]
fn a_plain_cue_leaves_the_stance_to_the_content() {
    for (passage, expected) in [
        (
            "<Norland> [said] {it will not lift its sanctions}.",
            "norland sanctions rules_out public self",
        ),
        (
            "<Norland> [said] {it could consider a demilitarised zone}.",
            "norland territory open public self",
        ),
        (
            "<Norland> [said] {the troops of Sudmark must leave}.",
            "norland withdrawal-of-forces demands public self",
        ),
        (
            "<Norland> [said] {the ceasefire was unacceptable}.",
            "norland ceasefire opposes public self",
        ),
        (
            "<Norland> [said] {it had not decided on the prisoner swap}.",
            "norland prisoners undecided public self",
        ),
        (
            "<Norland> [said] {it cannot rule out a referendum}.",
            "norland referendum open public self",
        ),
    ] {
        assert_eq!(positions(passage), [expected], "{passage}");
    }
    assert_eq!(
        positions("<Norland> [said] {it rained on the border}."),
        Vec::<String>::new()
    );
}

#[test]
fn in_private_is_where_it_was_said_and_no_subject() {
    for words in [
        "in private Norland could accept a truce",
        "in private, Norland could accept a truce",
        "behind closed doors Norland could accept a truce",
        "privately Norland could accept a truce",
    ] {
        let told = positions(&format!("<Sudmark> [said] {{that {words}}}."));
        assert_eq!(told, ["norland ceasefire open private sudmark"], "{words}");
    }
    let plain = positions("<Sudmark> [said] {that in Norland a truce could be accepted}.");
    assert_eq!(plain, Vec::<String>::new());
}

#[test]
fn conditions_are_demands_and_what_is_threatened_over_is_opposed() {
    let open = positions(
        "<Norland> [said] {it is willing to accept a truce, but only if the prisoners come home}.",
    );
    assert_eq!(
        open,
        [
            "norland ceasefire open public self",
            "norland prisoners demands public self"
        ]
    );
    let refusal = positions(
        "<Norland> [said] {there was no point in talks on the ceasefire unless the sanctions ended}.",
    );
    assert_eq!(refusal, ["norland sanctions demands public self"]);
    let threat =
        positions("<Norland> [threatened] {to quit the talks unless the prisoners come home}.");
    assert_eq!(threat, ["norland prisoners demands public self"]);
    let threat =
        positions("<Norland> [warned] {that there would be consequences if the sanctions stayed}.");
    assert_eq!(threat, ["norland sanctions opposes public self"]);
}

#[test]
fn an_enumeration_holds_positions_on_several_issues() {
    assert_eq!(
        positions(
            "<Norland> [called] {for the so-called “delanternisation” and the demilitarisation of the strip}."
        ),
        [
            "norland delanternisation demands public self",
            "norland demilitarization demands public self"
        ]
    );
}

#[test]
fn what_others_want_is_theirs_and_the_teller_vouches() {
    assert_eq!(
        positions("<Norland> [said] {that Sudmark wants a longer truce}."),
        ["sudmark ceasefire supports unstated norland"]
    );
    assert_eq!(
        positions("<Norland> [said] {that <Sudmark> [wants] {a longer truce}}."),
        ["sudmark ceasefire supports unstated norland"]
    );
    assert_eq!(
        positions(
            "<Norland> [said] {that Sudmark negotiators have taken a softer line behind closed doors}."
        ),
        ["sudmark settlement open private norland"]
    );
}

#[test]
fn the_author_tells_positions_too() {
    assert_eq!(
        positions("Sudmark rejects the release of prisoners. The sea was calm."),
        ["sudmark prisoners opposes unstated author"]
    );
    assert_eq!(
        positions("Sudmark moved the prisoners to the port."),
        Vec::<String>::new()
    );
}

#[test]
fn several_who_speak_together_hold_it_each() {
    assert_eq!(
        positions(
            "<Norland and Sudmark> [called] {for a prisoner exchange}. <They> [backed] {a ceasefire}."
        ),
        [
            "norland prisoners demands public self",
            "sudmark prisoners demands public self",
            "norland ceasefire supports public self",
            "sudmark ceasefire supports public self"
        ]
    );
}

#[test]
fn what_sides_agreed_with_each_other_is_an_outcome() {
    let reading = marked("<Norland and Sudmark> [agreed] {to exchange prisoners}.");
    assert!(reading.talks.positions.is_empty());
    assert_eq!(reading.talks.outcomes.len(), 1);
    assert_eq!(
        positions("<Norland and Sudmark> [agreed] {that the prisoners must come home}."),
        [
            "norland prisoners demands public self",
            "sudmark prisoners demands public self"
        ]
    );
}

#[test]
fn what_a_side_moved_from_it_holds_no_longer() {
    assert_eq!(
        positions(
            "<Norland> [said] {that Sudmark has moved from demanding an election to now discussing a referendum}."
        ),
        ["sudmark referendum open private norland"]
    );
}

#[test]
fn words_that_point_back_take_the_issue_before() {
    assert_eq!(
        positions(
            "The mediators drew up a plan for ceasefire monitors. <Norland> [rejected] {the plan}."
        ),
        ["norland monitoring opposes public self"]
    );
}

#[test]
fn evidence_and_option_are_words_of_the_text() {
    let reading = marked("<Norland> [demanded] {the release of all hostages}.");
    let position = &reading.talks.positions[0];
    assert_eq!(
        position.option.as_deref(),
        Some("the release of all hostages")
    );
    assert_eq!(
        position.evidence.of(&reading.document.text),
        "the release of all hostages"
    );
    assert_eq!(position.attribution, Some(0));
}

proptest! {
    #[test]
    fn odd_text_never_panics_and_evidence_fits(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Norland", "Sudmark", "will", "not", "must", "if", "unless", "only", "and", "but", ",", ".", "“", "”", "its",
                "demand", "for", "reject", "the", "truce", "agreed", "to", "from", "moved", "we", "whether", "żółw", "—",
                "sanctions", "by", "was", "rejected", "until", "no", "point", "in", "should", "this", "deal", "’s",
            ]),
            0..60,
        ),
        spans in prop::collection::vec((0usize..300, 0usize..40, 0usize..300, 0usize..120, prop::option::of(0usize..5)), 0..5),
    ) {
        let text = words.join(" ");
        let attributions: Vec<Attribution> = spans
            .iter()
            .map(|(a, n, b, m, parent)| Attribution {
                source: (a % 3 > 0).then(|| Span::new(*a, a + n)),
                cue: (b % 4 > 0).then(|| Span::new(*b, b + n / 2)),
                content: vec![Span::new(*b, b + m)],
                form: if a % 2 == 0 { Form::Direct } else { Form::Indirect },
                parent: *parent,
                confidence: 0.5,
            })
            .collect();
        let reading = reading(&text, attributions);
        let talks = &reading.talks;
        let evidence = talks.positions.iter().map(|p| p.evidence);
        let evidence = evidence.chain(talks.outcomes.iter().map(|o| o.evidence));
        for span in evidence.chain(talks.shifts.iter().map(|s| s.evidence)) {
            prop_assert!(!span.of(&text).is_empty());
        }
    }
}

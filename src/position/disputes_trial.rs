//! Readings of invented disputes that no codebook has heard of: fish, wages, a river.

use super::positions_trial::{marked, word};

/// Returns every position as `party issue stance`.
fn stances(passage: &str) -> Vec<String> {
    let told = |p: &super::Position| format!("{} {} {}", p.party, p.issue, word(p.stance));
    marked(passage).talks.positions.iter().map(told).collect()
}

#[test]
fn what_is_refused_needs_no_known_issue() {
    for (passage, expected) in [
        (
            "<Norland> [said] {it would pay its share but would not accept binding catch limits}.",
            "norland fisheries opposes",
        ),
        (
            "<Norland> [said] {it would pay its share but would not accept binding obligations}.",
            "norland binding-obligations opposes",
        ),
        (
            "<Norland negotiators> [have told] {counterparts that Norland cannot commit to a ceasefire}.",
            "norland ceasefire rules_out",
        ),
        (
            "<Norland> [warned] {Sudmark to refrain from further nuclear tests}.",
            "norland nuclear-programme demands",
        ),
        (
            "<Norland> [insisted] {that Sudmark stop its missile tests}.",
            "norland missiles demands",
        ),
        (
            "<Norland, Sudmark's only ally and its bridge to the world,> [said] {it was resolutely opposed to the embargo}.",
            "norland sanctions opposes",
        ),
        (
            "<Norland> [said] {that Sudmark should curb its lantern tax}.",
            "norland lantern-tax demands",
        ),
        (
            "<Norland> [reaffirmed] {its vision of a truce}.",
            "norland ceasefire supports",
        ),
        (
            "<Norland> [said] {that a truce was essential}.",
            "norland ceasefire demands",
        ),
        (
            "<Norland> [stressed] {the need for the army to transfer power to a civilian government}.",
            "norland transition demands",
        ),
        (
            "<Norland> [called] {Friday's shelling “a clear breach of the ceasefire”}.",
            "norland ceasefire opposes",
        ),
    ] {
        assert_eq!(stances(passage), [expected], "{passage}");
    }
}

#[test]
fn leaders_who_speak_together_hold_it_each() {
    let passage = "<Marta Ilves and Oren Tal> [agreed] {that the truce must hold}. <They> [agreed] {that the hostages should be released}.";
    let found = stances(passage);
    for side in ["norland", "sudmark"] {
        for issue in ["ceasefire", "hostages"] {
            assert!(
                found.contains(&format!("{side} {issue} demands")),
                "{found:?}"
            );
        }
    }
}

#[test]
fn days_and_silence_are_no_issue() {
    assert_eq!(
        stances("<Norland> [declined] {to give its own figure}."),
        Vec::<String>::new()
    );
    assert_eq!(
        stances("<Norland> [condemned] {Friday's measure}."),
        Vec::<String>::new()
    );
}

//! Outcomes and shifts of invented passages.

use super::positions_trial::{marked, word};

#[test]
fn outcomes_are_one_for_each_issue_and_result() {
    let outcomes = |passage: &str| -> Vec<String> {
        let told = |o: &super::Outcome| format!("{} {}", o.issue, word(o.result));
        marked(passage).talks.outcomes.iter().map(told).collect()
    };
    assert_eq!(
        outcomes(
            "Norland and Sudmark agreed to a longer truce. No understanding was reached on the prisoners."
        ),
        ["ceasefire agreed", "prisoners not-agreed"]
    );
    assert_eq!(
        outcomes("Both sides put off a decision on the tariffs."),
        ["trade-tariffs postponed"]
    );
    assert_eq!(
        outcomes("The two sides agreed on a truce. They signed the truce at noon."),
        ["ceasefire agreed"]
    );
    for agreed in [
        "An agreement was reached on the truce.",
        "A deal was struck on the truce.",
        "Norland and Sudmark reached an agreement on the truce.",
        "The two sides agreed on a truce.",
    ] {
        assert_eq!(outcomes(agreed), ["ceasefire agreed"], "{agreed}");
    }
    assert_eq!(
        outcomes("No agreement was reached on the truce."),
        ["ceasefire not-agreed"]
    );
    assert_eq!(
        outcomes("Any agreement reached on the truce needs a vote."),
        Vec::<String>::new()
    );
    assert_eq!(
        outcomes("Norland hopes that both sides will agree on a truce."),
        Vec::<String>::new()
    );
    assert_eq!(
        outcomes("If both sides agree on a truce, ships will sail."),
        Vec::<String>::new()
    );
}

#[test]
fn shifts_name_what_was_and_what_is() {
    let shifts = |passage: &str| -> Vec<String> {
        let side = |x: &Option<String>| x.clone().unwrap_or_else(|| "-".into());
        let told = |s: &super::Shift| {
            format!(
                "{} {}: {} > {} by {:?}",
                s.party,
                s.issue,
                side(&s.from),
                side(&s.to),
                s.by
            )
        };
        marked(passage).talks.shifts.iter().map(told).collect()
    };
    assert_eq!(
        shifts("<Norland> [said] {that Sudmark has moved from full sanctions to a price cap}."),
        ["sudmark sanctions: full sanctions > a price cap by Some(0)"]
    );
    assert_eq!(
        shifts("Sudmark has dropped its demand for the prisoners."),
        ["sudmark prisoners: for the prisoners > - by None"]
    );
    assert_eq!(
        shifts("<Norland> [said] {its position on the sanctions has not changed}."),
        Vec::<String>::new()
    );
    assert_eq!(
        shifts("<Norland> [said] {it has not changed its position on the sanctions}."),
        ["norland sanctions: on the sanctions > unchanged by Some(0)"]
    );
}

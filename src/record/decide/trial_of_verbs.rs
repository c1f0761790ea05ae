//! Trials: what each verb does.

use jiff::civil::date;
use serde_json::json;

use super::trial::*;
use super::{Act, FactKind};
use crate::Error;
use crate::position::*;
use crate::record::{Scope, State};

const POSITION: FactKind = FactKind::Position;
const STATEMENT: FactKind = FactKind::Statement;

#[test]
fn approval_keeps_the_engine_and_an_edit_makes_the_person_the_author() {
    let mut trial = Trial::new();
    trial.confirm("ada", POSITION, 0);
    trial.edit("ada", POSITION, 2, "stance", json!("supports"));
    trial.edit("ada", POSITION, 2, "date", json!("2031-03-13"));
    let [first, second, third] = trial.positions().try_into().unwrap();
    assert_eq!(
        first,
        ("norland".into(), Stance::RulesOut, State::Confirmed)
    );
    assert_eq!(second, ("norland".into(), Stance::Open, State::Engine));
    assert_eq!(third, ("sudmark".into(), Stance::Supports, State::Edited));
    assert_eq!(
        trial.reading().talks.positions[2].date,
        Some(date(2031, 3, 13))
    );
    assert_eq!(trial.reading().talks.positions[2].attribution, Some(2));
}

#[test]
fn without_decisions_nothing_changes() {
    assert_eq!(Trial::new().reading(), reading("1"));
}

#[test]
fn what_is_rejected_is_gone_and_all_indexes_fit() {
    let mut trial = Trial::new();
    trial.reject("ada", STATEMENT, 1);
    let got = trial.reading();
    assert_eq!(got.statements.len(), 3);
    assert_eq!(
        got.statements[1].attribution.parent, None,
        "nothing lies around it any more"
    );
    assert_eq!(got.talks.positions[2].attribution, Some(1));
    assert_eq!(got.talks.shifts, [], "the claim fell with who made it");
    assert_eq!(got.talks.expectations.len(), 1, "the author's own stays");
    let statements = trial.0.statements(&Scope::default()).unwrap();
    assert_eq!(statements.len(), 3);
    assert!(trial.0.shifts(&Scope::default()).unwrap().is_empty());
}

#[test]
fn undoing_brings_back_what_was_and_can_be_undone() {
    let mut trial = Trial::new();
    let rejected = trial.reject("ada", POSITION, 1);
    assert_eq!(trial.positions().len(), 2);
    let undone = trial.act("ada", Act::Undo(rejected), None).unwrap();
    assert_eq!(trial.reading(), reading("1"));
    assert!(
        trial.act("ada", Act::Undo(rejected), None).is_err(),
        "once is enough"
    );
    trial.act("ada", Act::Undo(undone), None).unwrap();
    assert_eq!(trial.positions().len(), 2);
    assert_eq!(
        trial.0.decisions(None).unwrap().len(),
        3,
        "no row is ever removed"
    );
}

#[test]
fn somebody_else_s_unseen_decision_is_an_error_that_says_who() {
    let mut trial = Trial::new();
    let stale = trial.find(POSITION, 0);
    let first = trial.confirm("ada", POSITION, 0);
    match trial.act("bo", Act::Reject(stale.target.clone()), stale.last) {
        Err(Error::Decided { who, when, what }) => {
            assert_eq!((who.as_str(), when.as_str()), ("ada", NOW));
            assert!(what.contains("confirm"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(trial.find(POSITION, 0).last, Some(first));
    trial
        .act("ada", Act::Reject(stale.target.clone()), stale.last)
        .unwrap();
    trial
        .act("bo", Act::Confirm(stale.target), Some(first + 1))
        .unwrap();
    assert_eq!(
        trial.positions()[0].2,
        State::Confirmed,
        "the later one stands"
    );
}

#[test]
fn an_approval_stays_with_what_was_approved() {
    let mut trial = Trial::new();
    let edit = trial.edit("ada", POSITION, 0, "stance", json!("open"));
    trial.confirm("bo", POSITION, 0);
    let last = trial.find(POSITION, 0).last;
    trial.act("ada", Act::Undo(edit), last).unwrap();
    assert_eq!(
        trial.positions()[0],
        ("norland".into(), Stance::Open, State::Edited)
    );
}

#[test]
fn a_note_changes_nothing_and_decisions_without_sense_are_refused() {
    let mut trial = Trial::new();
    let fact = trial.find(POSITION, 0);
    trial
        .act("ada", Act::Note(fact.target.clone()), None)
        .unwrap();
    assert_eq!(trial.reading(), reading("1"));
    let mut gone = fact.target.clone();
    gone.fact.insert("party".into(), json!("elsewhere"));
    assert!(trial.act("ada", Act::Confirm(gone), None).is_err());
    assert!(
        trial
            .act(" ", Act::Confirm(fact.target.clone()), None)
            .is_err()
    );
    let (target, field, value) = (fact.target, "stance".into(), json!("maybe"));
    let error = trial
        .act(
            "ada",
            Act::Edit {
                target,
                field,
                value,
            },
            None,
        )
        .unwrap_err();
    assert!(error.to_string().contains("rules_out"), "{error}");
    assert!(trial.act("ada", Act::Undo(99), None).is_err());
}

#[test]
fn judgements_are_what_each_says_of_each_field() {
    let mut trial = Trial::new();
    trial.confirm("ada", POSITION, 0);
    trial.edit("bo", POSITION, 0, "stance", json!("open"));
    trial.reject("cy", POSITION, 0);
    let all = trial.0.judgements().unwrap();
    let says = |who: &str, field: &str| {
        let said = all.iter().find(|j| j.who == who && j.field == field);
        said.map(|j| j.value.as_str())
    };
    assert_eq!(says("ada", "stance"), Some("\"rules_out\""));
    assert_eq!(says("bo", "stance"), Some("\"open\""));
    assert_eq!(
        (says("bo", "party"), says("bo", "kept")),
        (None, Some("true"))
    );
    assert_eq!(
        (says("cy", "stance"), says("cy", "kept")),
        (None, Some("false"))
    );
    assert!(
        all.iter().all(|j| j.fact == all[0].fact),
        "one fact, however it stands now"
    );
}

//! Trials: decisions when articles are read again, added to, or others come in.

use serde_json::json;

use super::trial::*;
use super::{Act, FactKind};
use crate::document::Document;
use crate::position::*;
use crate::record::{Scope, State};

const POSITION: FactKind = FactKind::Position;
const STATEMENT: FactKind = FactKind::Statement;

#[test]
fn a_newer_engine_overwrites_no_decision() {
    let mut trial = Trial::new();
    trial.confirm("ada", POSITION, 0);
    trial.reject("ada", POSITION, 1);
    trial.edit("ada", POSITION, 1, "stance", json!("demands"));
    trial.edit("ada", STATEMENT, 0, "channel", json!("private"));
    let before = trial.positions();
    let mut newer = reading("2");
    newer.talks.positions[0].stance = Stance::Open;
    newer.talks.positions[0].evidence = at("will not give up the lanes");
    newer.talks.positions.pop();
    newer.statements[0].sourcing = Sourcing::Official;
    newer.statements[0].attribution.content = vec![at("We will not give up the lanes")];
    trial.read(newer);
    assert_eq!(trial.positions(), before);
    let got = trial.reading();
    assert_eq!(got.engine.version, "2");
    assert_eq!(
        (got.statements[0].channel, got.statements[0].sourcing),
        (Channel::Private, Sourcing::Named)
    );
    assert_eq!(got.statements.len(), 4);
    assert_eq!(
        got.talks.positions[0].evidence,
        at("We will not give up the lanes")
    );
    assert_eq!(
        got.talks.positions[1].attribution,
        Some(2),
        "found again by its statement's words"
    );
    assert!(trial.orphaned().is_empty());
}

#[test]
fn what_the_engine_changes_elsewhere_is_its_own() {
    let mut trial = Trial::new();
    trial.confirm("ada", POSITION, 0);
    let mut newer = reading("2");
    newer.talks.positions[2].stance = Stance::Supports;
    trial.read(newer);
    assert_eq!(
        trial.positions()[2],
        ("sudmark".into(), Stance::Supports, State::Engine)
    );
}

#[test]
fn a_decision_whose_fact_is_not_one_only_is_orphaned() {
    let mut trial = Trial::new();
    let id = trial.reject("ada", POSITION, 1);
    let mut newer = reading("2");
    newer.talks.positions[1].option = Some("by day".into());
    let mut other = newer.talks.positions[1].clone();
    other.option = Some("by night".into());
    newer.talks.positions.push(other);
    trial.read(newer);
    assert_eq!(trial.orphaned(), [id]);
    assert_eq!(trial.positions().len(), 4, "without effect");
}

#[test]
fn a_rejection_does_not_move_to_another_claim() {
    let mut trial = Trial::new();
    let id = trial.reject("ada", POSITION, 0);
    let mut newer = reading("2");
    newer.talks.positions[0].party = "sudmark".into();
    trial.read(newer);
    assert_eq!(trial.orphaned(), [id]);
    assert_eq!(trial.positions().len(), 3);
}

#[test]
fn added_facts_stand_in_order_and_are_not_doubled_by_the_engine() {
    let mut trial = Trial::new();
    let hash = reading("1").document.id;
    let fact = json!({"party": "norland", "issue": "lanes", "stance": "demands", "voucher": "author",
                      "evidence": "The lanes matter"});
    let fact = fact.as_object().unwrap().clone();
    let act = Act::Add {
        hash,
        kind: POSITION,
        fact,
    };
    trial.act("ada", act.clone(), None).unwrap();
    let added = trial.reading().talks.positions[3].clone();
    assert_eq!((added.attribution, added.venue), (Some(3), Venue::Unstated));
    assert!(
        trial
            .act("bo", act, None)
            .unwrap_err()
            .to_string()
            .contains("already")
    );
    let mut newer = reading("2");
    newer.talks.positions.push(added);
    trial.read(newer);
    let positions = trial.positions();
    assert_eq!((positions.len(), positions[3].2), (4, State::Added));
    trial.act("ada", Act::Undo(1), None).unwrap();
    assert_eq!(
        trial.positions()[3].2,
        State::Engine,
        "the engine's own find stays"
    );
}

#[test]
fn an_added_statement_is_a_speaker_s() {
    let mut trial = Trial::new();
    let hash = reading("1").document.id;
    let fact = json!({"content": ["The talks go on on March 20"], "sourcing": "named", "speaker": "Jonas Brekke"});
    let fact = fact.as_object().unwrap().clone();
    trial
        .act(
            "ada",
            Act::Add {
                hash,
                kind: STATEMENT,
                fact,
            },
            None,
        )
        .unwrap();
    let got = trial.reading();
    let number = got
        .statements
        .iter()
        .position(|s| s.attribution.content == [at("The talks go on on March 20")]);
    assert_eq!(number, Some(3), "in the order of the text");
    let speaker = got.statements[3].speaker.unwrap();
    assert_eq!(got.actors[speaker].name, "Jonas Brekke");
    let row = trial.0.statements(&Scope::default()).unwrap()[3].clone();
    assert_eq!(row.place.state, State::Added);
    assert_eq!(
        trial.0.actor(row.speaker.unwrap()).unwrap().unwrap().name,
        "Jonas Brekke"
    );
}

#[test]
fn merged_actors_are_one_in_all_documents_until_undone() {
    let mut trial = Trial::new();
    let speakers = |trial: &Trial| -> Vec<String> {
        let rows = trial.0.statements(&Scope::default()).unwrap();
        let name = |id: i64| trial.0.actor(id).unwrap().unwrap().name;
        rows.iter().map(|r| name(r.speaker.unwrap())).collect()
    };
    let number = |trial: &Trial, name: &str| trial.0.actors_named(name).unwrap()[0];
    let (from, into) = (number(&trial, "lind"), number(&trial, "Mara Lind"));
    let merged = trial.act("ada", Act::Merge { from, into }, None).unwrap();
    assert_eq!(
        speakers(&trial),
        ["Mara Lind", "aide 1", "Sudmark", "Mara Lind"]
    );
    assert_eq!(trial.reading().actors.len(), 3);
    assert!(
        trial
            .act(
                "ada",
                Act::Merge {
                    from: into,
                    into: from
                },
                Some(merged)
            )
            .is_err(),
        "no circle"
    );
    let mut later = reading("1");
    later.document = Document::whole("more.txt", format!("{TEXT} More."));
    trial.read(later);
    assert_eq!(speakers(&trial)[7], "Mara Lind", "later articles too");
    let undone = trial.act("ada", Act::Undo(merged), None).unwrap();
    assert_eq!(
        (speakers(&trial)[3].as_str(), speakers(&trial)[7].as_str()),
        ("Lind", "Lind")
    );
    trial.act("ada", Act::Undo(undone), None).unwrap();
    assert_eq!(speakers(&trial)[7], "Mara Lind", "merged once more");
    let aide = trial.0.statements(&Scope::default()).unwrap()[1]
        .speaker
        .unwrap();
    assert!(
        trial
            .act("ada", Act::Merge { from: aide, into }, None)
            .is_err(),
        "nobody unnamed"
    );
}

//! Whole readings of invented passages, with a world of two invented states.

use std::collections::HashMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{
    ActorKind, Channel, Codebooks, Engine, Found, Modality, Reading, Sides, Sourcing, read,
};
use crate::attribution::{Attribution, Form};
use crate::document::{Document, Span};
use crate::language::{Entity, EntityKind, times};

struct Invented;

impl Sides for Invented {
    fn party_of_words(&self, phrase: &str) -> Option<String> {
        ["Norland", "Sudmark"]
            .into_iter()
            .find(|s| phrase.contains(s))
            .map(str::to_lowercase)
    }

    fn is_media(&self, phrase: &str) -> bool {
        phrase.contains("Harbour Post")
    }

    fn name_of(&self, slug: &str) -> Option<String> {
        HashMap::from([("norland", "Norland"), ("sudmark", "Sudmark")])
            .get(slug)
            .map(|n| (*n).to_owned())
    }
}

/// Names, with kind, party and role.
const NAMES: [(&str, &str, EntityKind, &str, Option<&str>); 4] = [
    (
        "Marta Ilves",
        "Marta Ilves",
        EntityKind::Person,
        "norland",
        Some("Foreign Minister"),
    ),
    (
        "Oren Tal",
        "Oren Tal",
        EntityKind::Person,
        "sudmark",
        Some("President"),
    ),
    ("Norland", "Norland", EntityKind::State, "norland", None),
    ("Sudmark", "Sudmark", EntityKind::State, "sudmark", None),
];

fn entities(text: &str) -> Vec<Entity> {
    let mut found: Vec<Entity> = NAMES
        .iter()
        .flat_map(|(word, name, kind, party, role)| {
            text.match_indices(word).map(|(at, word)| Entity {
                span: Span::new(at, at + word.len()),
                kind: *kind,
                name: (*name).into(),
                slug: Some((*party).into()),
                party: Some((*party).into()),
                role: role.map(Into::into),
                office: false,
            })
        })
        .collect();
    found.sort_by_key(|e| e.span);
    found
}

/// Reads a passage as of Thursday 2026-01-29.
pub(super) fn reading(text: &str, attributions: Vec<Attribution>) -> Reading {
    let mut document = Document::whole("-", text.into());
    document.metadata.published = Some(jiff::civil::date(2026, 1, 29));
    let found = Found {
        entities: entities(text),
        times: times(&document),
        attributions,
    };
    let engine = Engine {
        version: String::new(),
        model: String::new(),
        codebook: String::new(),
    };
    static BOOKS: LazyLock<Codebooks> = LazyLock::new(|| Codebooks::built_in().unwrap());
    read(document, found, &Invented, &BOOKS, engine)
}

/// Reads a passage marked up as `{source|cue|content}` parts: `<source>`, `[cue]`, `{content}`, one
/// attribution a line, and returns for each the speaker's name, the party and the sourcing.
fn voices(lines: &[&str]) -> Vec<(Option<String>, Option<String>, Sourcing)> {
    let reading = marked(lines);
    reading
        .statements
        .iter()
        .map(|s| {
            let name = s.speaker.map(|a| reading.actors[a].name.clone());
            (name, s.party.clone(), s.sourcing)
        })
        .collect()
}

fn marked(lines: &[&str]) -> Reading {
    let mut text = String::new();
    let mut attributions = Vec::new();
    for line in lines {
        let mut open: HashMap<char, usize> = HashMap::new();
        let mut parts: HashMap<char, Span> = HashMap::new();
        for c in line.chars() {
            match c {
                '<' | '[' | '{' => drop(open.insert(c, text.len())),
                '>' | ']' | '}' => {
                    let begin = match c {
                        '>' => '<',
                        ']' => '[',
                        _ => '{',
                    };
                    parts.insert(begin, Span::new(open[&begin], text.len()));
                }
                _ => text.push(c),
            }
        }
        text.push('\n');
        if !parts.contains_key(&'{') {
            continue;
        }
        attributions.push(Attribution {
            source: parts.get(&'<').copied(),
            cue: parts.get(&'[').copied(),
            content: vec![parts[&'{']],
            form: Form::Indirect,
            parent: None,
            confidence: 1.0,
        });
    }
    reading(&text, attributions)
}

fn names(lines: &[&str]) -> Vec<String> {
    voices(lines)
        .into_iter()
        .map(|(name, _, _)| name.unwrap_or_else(|| "-".into()))
        .collect()
}

#[test]
fn pronouns_and_posts_resolve_to_the_named() {
    assert_eq!(
        names(&[
            "<Norland Foreign Minister Marta Ilves> [said] {it rained}.",
            "<She> [added] {that it poured}.",
            "President Oren Tal listened, then <he> [asked] {for an umbrella}.",
            "<The foreign minister> [agreed] {to lend one}.",
            "<The top Norland diplomat> [smiled] {at last}.",
            "<The president> [thanked] {her}.",
        ]),
        [
            "Marta Ilves",
            "Marta Ilves",
            "Oren Tal",
            "Marta Ilves",
            "Marta Ilves",
            "Oren Tal"
        ]
    );
}

#[test]
fn the_unnamed_are_kept_apart_as_the_text_does() {
    assert_eq!(
        names(&[
            "<One Norland official> [said] {yes}.",
            "<Another Norland official> [said] {no}.",
            "<The official> [added] {never}.",
            "<A Sudmark diplomat> [said] {maybe}.",
            "<The Norland official> [said] {well}.",
            "<One Norland official> [said] {either}.",
        ]),
        [
            "Norland official 1",
            "Norland official 2",
            "Norland official 2",
            "Sudmark diplomat",
            "Norland official 2",
            "-"
        ]
    );
}

#[test]
fn somebody_described_by_a_name_is_not_that_person() {
    let found = voices(&[
        "<A spokesman for Oren Tal> [said] {no}.",
        "<Oren Tal's adviser> [said] {yes}.",
        "<Oren Tal, who chairs the council> [said] {well}.",
    ]);
    let sourcing: Vec<Sourcing> = found.iter().map(|v| v.2).collect();
    assert_eq!(
        sourcing,
        [Sourcing::Official, Sourcing::Anonymous, Sourcing::Named]
    );
}

#[test]
fn states_speak_as_states_and_outlets_as_media() {
    let found = voices(&[
        "<Norland> [said] {no}.",
        "<The Harbour Post> [reported] {rain}.",
        "[reportedly] {snow}",
    ]);
    assert_eq!(
        found[0],
        (
            Some("Norland".into()),
            Some("norland".into()),
            Sourcing::Official
        )
    );
    assert_eq!(found[1].2, Sourcing::Media);
    assert_eq!(found[2], (None, None, Sourcing::None));
}

#[test]
fn several_speak_together() {
    let found = voices(&[
        "<Norland and Sudmark> [said] {yes}.",
        "<Marta Ilves and Oren Tal> [said] {no}.",
        "<Marta Ilves and her team> [said] {well}.",
        "<The leaders> [agreed] {to meet}.",
    ]);
    let name = |i: usize| found[i].0.as_deref();
    assert_eq!(name(0), Some("Norland and Sudmark"));
    assert_eq!(
        (found[0].1.as_deref(), found[0].2),
        (None, Sourcing::Official)
    );
    assert_eq!(name(1), Some("Marta Ilves and Oren Tal"));
    assert_eq!((found[1].1.as_deref(), found[1].2), (None, Sourcing::Named));
    assert_eq!(found[2].1.as_deref(), Some("norland"));
    assert_eq!(found[3].2, Sourcing::Named);
}

#[test]
fn statements_speak_for_their_author() {
    let found = voices(&[
        "Statement by President Oren Tal on the Strait",
        "<I> [welcome] {the truce}.",
        "<We> [urge] {Norland to sign}.",
    ]);
    assert_eq!(found[0].0.as_deref(), Some("Oren Tal"));
    assert_eq!(found[1].0.as_deref(), Some("Sudmark"));
    assert_eq!(found[1].2, Sourcing::Official);
}

#[test]
fn a_pronoun_that_the_text_leaves_open_is_nobody() {
    let found = names(&[
        "<Marta Ilves> [said] {it rained}.",
        "<They> [wanted] {more}.",
        "It was late, and the port lay still.",
        "Oren Tal was asleep.",
        "<I> [think] {so}.",
        "President Oren Tal, <who> [said] {no}.",
        "Marta Ilves met an aide, <who> [said] {yes}.",
    ]);
    assert_eq!(found, ["Marta Ilves", "-", "-", "Oren Tal", "-"]);
}

#[test]
fn a_source_cut_off_from_its_owner_has_its_side() {
    let found = voices(&[
        "Marta Ilves rose.",
        "Norland’s <foreign minister> [said] {no}.",
        "Sudmark voted, <Ostravia’s government> [said] {yes}.",
    ]);
    assert_eq!(found[0].0.as_deref(), Some("Marta Ilves"));
    assert_eq!(found[1].1, None);
}

#[test]
fn we_of_a_joint_statement_is_the_body_whose_members_sign() {
    let found = voices(&[
        "Joint Statement on the Strait",
        "The Quartet members met.",
        "<We> [urge] {Norland to sign}.",
    ]);
    assert_eq!(found[0].1.as_deref(), Some("quartet"));
    assert_eq!(found[0].2, Sourcing::Official);
}

#[test]
fn crowds_speak_for_no_side_and_offices_for_the_one_nearby() {
    let found = voices(&[
        "<Norland residents> [said] {no}.",
        "Sudmark voted, <a government spokesperson> [said] {today}.",
        "<the international community> [said] {well}.",
    ]);
    assert_eq!(
        (found[0].1.as_deref(), found[0].2),
        (None, Sourcing::Collective)
    );
    assert_eq!(
        (found[1].1.as_deref(), found[1].2),
        (Some("sudmark"), Sourcing::Official)
    );
    assert_eq!(found[2].2, Sourcing::Collective);
}

#[test]
fn we_is_the_side_and_i_the_speaker() {
    let text = "Marta Ilves said \"we hope I win\".";
    let at = |part: &str| {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    };
    let made = |source, cue, content, parent| Attribution {
        source: Some(source),
        cue: Some(cue),
        content: vec![content],
        form: Form::Direct,
        parent,
        confidence: 1.0,
    };
    let inner = at("I win");
    let reading = reading(
        text,
        vec![
            made(at("Marta Ilves"), at("said"), at("\"we hope I win\""), None),
            made(at("we"), at("hope"), inner, Some(0)),
            made(
                Span::new(inner.start(), inner.start() + 1),
                at("win"),
                inner,
                Some(0),
            ),
        ],
    );
    let who: Vec<&str> = reading
        .statements
        .iter()
        .map(|s| reading.actors[s.speaker.unwrap()].name.as_str())
        .collect();
    assert_eq!(who, ["Marta Ilves", "Norland", "Marta Ilves"]);
    assert_eq!(reading.statements[1].modality, Modality::Expected);
    assert_eq!(reading.statements[0].channel, Channel::Public);
    assert_eq!(reading.actors[0].kind, ActorKind::Person);
}

proptest! {
    #[test]
    fn odd_text_and_any_spans_never_panic(
        text in "(?s)([a-zA-Z ,.’'“”\n]|the official|Norland|Marta Ilves|we|\\PC){0,80}",
        spans in prop::collection::vec((0usize..200, 0usize..60, 0usize..200, 0usize..60, prop::option::of(0usize..6)), 0..8),
    ) {
        let attributions: Vec<Attribution> = spans
            .iter()
            .map(|(a, n, b, m, parent)| Attribution {
                source: (a % 3 > 0).then(|| Span::new(*a, a + n)),
                cue: (b % 4 > 0).then(|| Span::new(*b, b + m / 4)),
                content: vec![Span::new(*b, b + m)],
                form: Form::Mixed,
                parent: *parent,
                confidence: 0.5,
            })
            .collect();
        let count = attributions.len();
        let reading = reading(&text, attributions);
        prop_assert_eq!(reading.statements.len(), count);
        for mention in reading.actors.iter().flat_map(|a| &a.mentions) {
            prop_assert!(text.get(mention.range()).is_some());
        }
    }
}

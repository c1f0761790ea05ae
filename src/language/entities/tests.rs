//! Entities of invented passages.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::language::lexicon::ROLES;

static WORLD: LazyLock<World> = LazyLock::new(|| World::built_in().unwrap());

fn read(text: &str) -> Vec<Entity> {
    entities(&Document::whole("-", text.into()), &WORLD)
}

fn shown(text: &str) -> String {
    let parts: Vec<String> = read(text)
        .iter()
        .map(|e| {
            let kind = if e.office {
                "office".into()
            } else {
                format!("{:?}", e.kind).to_lowercase()
            };
            format!(
                "{}: {kind} {}",
                e.span.of(text),
                e.slug.as_deref().unwrap_or("-")
            )
        })
        .collect();
    parts.join("; ")
}

#[test]
fn every_example_of_the_world_holds() {
    let file: toml::Table = toml::from_str(crate::language::NAMEBOOKS[0]).unwrap();
    for example in file["entities"].as_array().unwrap() {
        let (text, expected) = example.as_str().unwrap().split_once(" => ").unwrap();
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn every_example_of_a_role_holds() {
    for example in &ROLES.examples {
        let (text, expected) = example.split_once(" => ").unwrap();
        let found = read(text);
        let person = found.iter().find(|e| e.kind == EntityKind::Person);
        let shown = person.map(|e| {
            let of = |o: &Option<String>| o.clone().unwrap_or_else(|| "-".into());
            format!("{} | {} | {}", of(&e.role), e.name, of(&e.party))
        });
        assert_eq!(shown.as_deref(), Some(expected), "{text}");
    }
}

/// Returns the people of a text as `words=name/party`.
fn people(text: &str) -> Vec<String> {
    let found = read(text);
    let people = found.iter().filter(|e| e.kind == EntityKind::Person);
    people
        .map(|e| {
            format!(
                "{}={}/{}",
                e.span.of(text),
                e.name,
                e.party.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

#[test]
fn parts_of_names_stand_for_the_fullest() {
    assert_eq!(
        people(
            "Mr. Arkwright sat. Later Tom B. Arkwright, a Canadian minister, rose. Arkwright left."
        ),
        [
            "Arkwright=Tom B. Arkwright/canada",
            "Tom B. Arkwright=Tom B. Arkwright/canada",
            "Arkwright=Tom B. Arkwright/canada"
        ]
    );
    assert_eq!(
        people("Oleh Selenskyi of Ukraine spoke. Selensky smiled, and Oleh Selenskyy went."),
        [
            "Oleh Selenskyi=Oleh Selenskyi/-",
            "Selensky=Oleh Selenskyi/-",
            "Oleh Selenskyy=Oleh Selenskyi/-"
        ]
    );
}

#[test]
fn namesakes_are_kept_apart() {
    assert_eq!(
        people(
            "President Bill Orne and his wife, Mara Orne, came. Mara spoke. President Orne did not."
        ),
        [
            "Bill Orne=Bill Orne/-",
            "Mara Orne=Mara Orne/-",
            "Mara=Mara Orne/-",
            "Orne=Bill Orne/-"
        ]
    );
}

#[test]
fn teams_lend_their_side() {
    assert_eq!(
        people(
            "Finland's delegation included Jukka Salmela and Admiral Petri Vuori. On the Swedish side, Karl Lund came."
        ),
        [
            "Jukka Salmela=Jukka Salmela/finland",
            "Petri Vuori=Petri Vuori/finland",
            "Karl Lund=Karl Lund/sweden"
        ]
    );
}

#[test]
fn a_post_is_of_the_state_spoken_of() {
    assert_eq!(
        people("The Estonian parliament voted. Foreign Minister Jaan Kask smiled."),
        ["Jaan Kask=Jaan Kask/estonia"]
    );
    assert_eq!(
        people("The Estonian and Latvian parliaments voted. Foreign Minister Jaan Kask smiled."),
        ["Jaan Kask=Jaan Kask/-"]
    );
}

#[test]
fn titles_with_a_given_name_behind() {
    assert_eq!(
        people(
            "Qatar's ruler, Sheikh Hamdan bin Rashid Al Noor, came. Sheikh Hamdan spoke, King Abdullah did not."
        ),
        [
            "Hamdan bin Rashid Al Noor=Hamdan bin Rashid Al Noor/-",
            "Hamdan=Hamdan bin Rashid Al Noor/-",
            "Abdullah=Abdullah/-"
        ]
    );
}

#[test]
fn a_known_surname_that_is_a_word_needs_a_verb() {
    assert_eq!(
        people("A bush burned. In 2003 Bush rejected it."),
        ["Bush=Bush/united-states"]
    );
    assert_eq!(
        people("They met at the Bush farm, by Hill and dale."),
        Vec::<String>::new()
    );
}

#[test]
fn headlines_name_nobody_new() {
    assert_eq!(
        people("Envoy Arkwright Returns From Long Trip Abroad"),
        Vec::<String>::new()
    );
}

#[test]
fn the_group_is_the_one_named_before() {
    assert_eq!(
        people("Hamas refused. Ahmed Nassar, the group's spokesman, said so."),
        ["Ahmed Nassar=Ahmed Nassar/hamas"]
    );
}

#[test]
fn no_person_by_a_capital_alone() {
    for text in [
        "Yesterday Talks Failed on Monday. Nothing Happened.",
        "The Paris Agreement, World War II and Easter passed. December came.",
        "Speaking of Peace Now is early.",
        "THE TALKS ARE OVER",
        "Black Sea grain went through the Lake Chad basin.",
        "They sat in the White House Situation Room and the Power Plant.",
    ] {
        assert_eq!(people(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn labels_of_transcripts_name_people() {
    assert_eq!(
        people(
            "SECRETARY HARLAN: Good morning.\nQUESTION: Why?\nSENIOR OFFICIAL: Well.\nMR. ORNE: Thanks to Secretary Ed Harlan."
        ),
        ["HARLAN=Ed Harlan/-", "ORNE=Orne/-", "Ed Harlan=Ed Harlan/-"]
    );
}

#[test]
fn bodies_are_found_by_their_head() {
    assert_eq!(
        shown(
            "The Finnish Ministry of Fish and the Harbour Workers' Union (HWU) met. HWU left, the University of Selby stayed."
        ),
        "Finnish Ministry of Fish: office finland; Harbour Workers' Union: organisation harbour-workers-union; \
         HWU: organisation harbour-workers-union; HWU: organisation harbour-workers-union; University of Selby: organisation -"
    );
    assert_eq!(
        shown(
            "He runs the Norwegian Agency for International Help, not Selby University Press or the Shas Party."
        ),
        "Norwegian Agency for International Help: office norway; Selby University Press: organisation -; Shas Party: organisation shas"
    );
}

proptest! {
    #[test]
    fn entities_lie_in_order_and_in_the_text(
        text in "(?s)([a-zA-Z ,.’'“”()\n:-]|U\\.S\\. |Minister |of |al-|van |Moscow |Norland's |Ed Harlan|Party |\\PC){0,60}",
    ) {
        let mut end = 0;
        for entity in read(&text) {
            prop_assert!(entity.span.start() >= end && !entity.span.is_empty());
            prop_assert!(text.get(entity.span.range()).is_some());
            prop_assert!(!entity.name.is_empty());
            end = entity.span.end();
        }
    }
}

//! What the built-in world knows, and how a case adds to it.

use super::*;

fn world() -> World {
    World::built_in().unwrap()
}

#[test]
fn every_example_of_a_side_holds() {
    let world = world();
    let file: File = toml::from_str(crate::language::NAMEBOOKS[0]).unwrap();
    for example in &file.sides {
        let (phrase, side) = example.split_once(" => ").unwrap();
        let found = world.party_of_words(phrase);
        assert_eq!(found.as_deref().unwrap_or("-"), side, "{phrase}");
    }
}

#[test]
fn every_side_that_an_entry_names_is_a_party() {
    let world = world();
    let file: File = toml::from_str(crate::language::NAMEBOOKS[0]).unwrap();
    let lists = [
        &file.state_media,
        &file.offices,
        &file.places,
        &file.people,
        &file.idioms,
    ];
    for side in lists.iter().flat_map(|l| l.keys()) {
        let known = side == "-" || side == "syrian-opposition" || world.name_of(side).is_some();
        assert!(known, "{side}");
    }
}

#[test]
fn a_case_adds_to_the_world() {
    let mut world = world();
    let case = "states = [{ name = \"Norland\", adjectives = [\"Norlandic\"], capitals = [\"Brae\"] }]\n\
                [people]\nnorland = [\"Marta Ilves\"]\n[places]\nnorland = [\"Moscow\"]";
    world.merge(World::parse(case).unwrap());
    assert_eq!(
        world.party_of_words("a Norlandic envoy").as_deref(),
        Some("norland")
    );
    assert_eq!(
        world.party_of_words("Ilves's aide").as_deref(),
        Some("norland")
    );
    assert_eq!(world.name_of("norland"), Some("Norland"));
    assert_eq!(
        world.party_of_words("officials of Moscow").as_deref(),
        Some("norland")
    );
}

#[test]
fn a_roster_is_what_a_case_lists() {
    let mut world = world();
    let case =
        "groups = [{ name = \"League of Ports\" }]\n[people]\nleague-of-ports = [\"Marta Ilves\"]";
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let people: Vec<Vec<String>> = world
        .people
        .values()
        .flatten()
        .map(|p| p.0.clone())
        .collect();
    assert!(people.iter().all(|p| world.side_on_roster(p).is_none()));
    world.merge(World::parse(case).unwrap());
    let listed = world.roster.values().flatten().next().unwrap().0.clone();
    assert_eq!(world.side_on_roster(&listed), Some("league-of-ports"));
    let surname = vec![listed[1].clone()];
    assert_eq!(
        world.side_on_roster(&surname),
        None,
        "a surname alone may be another's"
    );
    assert_eq!(world.side_on_roster(&words("someone else")), None);
}

#[test]
fn a_broken_file_is_named() {
    let error = World::parse("states = 3").unwrap_err().to_string();
    assert!(error.contains("world.toml"), "{error}");
    assert!(World::parse("colour = []").is_err());
}

#[test]
fn outlets_are_media() {
    let world = world();
    for outlet in [
        "Reuters",
        "the Kyiv Independent",
        "state broadcaster Press TV",
        "The New York Times",
    ] {
        assert!(world.is_media(outlet), "{outlet}");
    }
    for other in [
        "the Kremlin",
        "Press secretary",
        "Time and again",
        "",
        "an official told Reuters yes",
    ] {
        assert!(!world.is_media(other), "{other}");
    }
}

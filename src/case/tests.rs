//! Tests of the case: its file, what the engine makes of it, and what is wrong with it.

use super::*;
use crate::language::World;
use crate::position::IssueBook;

fn about(text: &str) -> About {
    toml::from_str(text).unwrap()
}

#[test]
fn the_template_opens_and_so_does_what_it_has_in_comments() {
    assert_eq!(about(TEMPLATE).parties, []);
    let uncommented: String = TEMPLATE
        .lines()
        .map(|l| l.strip_prefix("#:").unwrap_or(l))
        .map(|l| format!("{l}\n"))
        .collect();
    let about = about(&uncommented);
    assert!(about.parties.len() > 2 && !about.issues.is_empty() && !about.outlets.is_empty());
    World::parse(&about.world()).unwrap();
    IssueBook::parse(&about.issues()).unwrap();
}

#[test]
fn a_party_of_the_case_is_known_by_all_its_names() {
    let about = about(
        "[[party]]\nslug = 'norland'\nname = 'Norland'\nkind = 'state'\nadjectives = ['Norlandic']\n\
         capitals = ['Varnhem']\nroster = ['Mara Lind']",
    );
    let mut world = World::built_in().unwrap();
    world.merge(World::parse(&about.world()).unwrap());
    for words in [
        "Norland",
        "the Norlandic delegation",
        "Mara Lind",
        "officials in Varnhem",
    ] {
        assert_eq!(
            world.party_of_words(words).as_deref(),
            Some("norland"),
            "{words}"
        );
    }
}

#[test]
fn faults_name_the_file_and_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let open = |text: &str| {
        std::fs::write(folder.path().join(FILE), text).unwrap();
        Case::open(folder.path()).unwrap_err().to_string()
    };
    let error = open("name = 'x'\n[[party]]\nslag = 'y'");
    assert!(
        error.contains("case.toml") && error.contains("slag") && error.contains('3'),
        "{error}"
    );
    assert!(open("[[party]]\nslug = 'No Land'\nname = 'x'").contains("small letters"));
    assert!(
        open("[[party]]\nslug = 'x'\nname = 'x'\n[[party]]\nslug = 'x'\nname = 'y'")
            .contains("two parties")
    );
}

#[test]
fn an_existing_case_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    Case::init(folder.path()).unwrap();
    assert!(
        Case::init(folder.path())
            .unwrap_err()
            .to_string()
            .contains("there already")
    );
    assert!(Case::open(folder.path()).is_ok());
}

#[test]
fn outlets_are_known_by_domain() {
    let case = Case {
        about: about(
            "[[outlet]]\nname = 'Harbour Gazette'\naliases = ['The Gazette', 'gazette.example']",
        ),
        ..Case::default()
    };
    let known = Some("Harbour Gazette");
    assert_eq!(case.outlet(Some("the gazette"), None), known);
    assert_eq!(
        case.outlet(None, Some("https://www.gazette.example/a?b")),
        known
    );
    assert_eq!(
        case.outlet(Some("Tidewater"), Some("https://notgazette.example/")),
        None
    );
}

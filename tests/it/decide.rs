//! People decide: on the command line, with the shipped model, over articles that are read again.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project::{Ran, model, rapporteur, run};

const ARTICLE: &str = "Harbour talks resume in Varnhem\n\nMarch 14, 2031\n\n\
    “We will not give up the northern lanes,” Mara Lind told reporters on Thursday. Lind said that the talks would go on \
    next week.\n\nJonas Brekke, the foreign minister of Sudmark, said that his government rejected the proposal.\n";
const CASE: &str = "name = 'lanes'\n[[party]]\nslug = 'norland'\nname = 'Norland'\nkind = 'state'\n\
    roster = ['Mara Lind', 'Jonas Brekke']\n[[party]]\nslug = 'sudmark'\nname = 'Sudmark'\nkind = 'state'\n";
const ISSUE: &str = "[[issue]]\nslug = 'lanes'\nterms = ['northern lane']\nexamples = ['the northern lanes']\n\
    others = ['the southern lanes']\n";

/// A case in a folder of its own.
struct Desk {
    folder: tempfile::TempDir,
    model: PathBuf,
}

impl Desk {
    fn new() -> Option<Self> {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            model: model()?,
        };
        std::fs::write(desk.path("case.toml"), CASE).unwrap();
        std::fs::write(desk.path("article.txt"), ARTICLE).unwrap();
        desk.add("");
        Some(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, options: &str) -> String {
        let article = self.path("article.txt");
        let line = format!("add {options} --case {} {}", self.at(), article.display());
        run(&line, &self.model).ended(0).out
    }

    fn at(&self) -> String {
        self.folder.path().display().to_string()
    }

    fn tell(&self, who: &str, words: &[&str]) -> Ran {
        let mut command = rapporteur();
        command
            .args(words)
            .args(["--case", &self.at()])
            .env("USER", who);
        Ran::of(command.output().unwrap())
    }

    /// Returns the lines of the statements of the article.
    fn statements(&self) -> Vec<String> {
        let out = self
            .tell("ada", &["decide", "facts", "1", "statement"])
            .ended(0)
            .out;
        let lines = out.lines().filter(|l| l.starts_with("1:statement:"));
        lines.map(str::to_owned).collect()
    }

    /// Returns the name of the first fact of a kind in whose line the words stand.
    fn named(&self, kind: &str, words: &str) -> String {
        let out = self
            .tell("ada", &["decide", "facts", "1", kind])
            .ended(0)
            .out;
        let lines: Vec<&str> = out.lines().collect();
        let line = lines.chunks(2).find(|pair| pair.join(" ").contains(words));
        let line = line.unwrap_or_else(|| panic!("{words}: {out}"));
        line[0].split(' ').next().unwrap().to_owned()
    }
}

#[test]
fn decisions_survive_another_engine_and_can_be_undone() {
    let Some(desk) = Desk::new() else { return };
    let found = desk.statements();
    let lanes = desk.named("statement", "“We will not give up");
    let refusal = desk.named("statement", "rejected the proposal");
    let edit = [
        "decide",
        "edit",
        &lanes,
        "channel",
        "private",
        "--note",
        "closed door",
    ];
    desk.tell("ada", &edit).ended(0);
    desk.tell("ada", &["decide", "reject", &refusal]).ended(0);
    let decided = desk.statements();
    assert_eq!(decided.len(), found.len() - 1, "{decided:?}");
    assert!(
        decided.iter().any(|l| l.ends_with("private  [edited]")),
        "{decided:?}"
    );

    // Another issue of the case makes another engine.
    std::fs::write(desk.path("case.toml"), format!("{CASE}{ISSUE}")).unwrap();
    assert!(desk.add("--again").contains("1 read again"));
    assert_eq!(desk.statements(), decided);
    let verified = desk.tell("ada", &["verify"]).ended(0).out;
    assert!(verified.contains(" 2 readings\n"), "{verified}");
    desk.tell("ada", &["decisions", "--orphaned"]).ended(1);

    desk.tell("bo", &["decide", "undo", "1", "2"]).ended(0);
    assert_eq!(desk.statements(), found);
    let json = desk
        .tell("ada", &["decisions", "--format", "json"])
        .ended(0)
        .out;
    let all: Vec<Value> = serde_json::from_str(&json).unwrap();
    let effects: Vec<&str> = all.iter().map(|d| d["effect"].as_str().unwrap()).collect();
    assert_eq!(effects, ["undone", "undone", "active", "active"]);
    assert_eq!(
        (&all[0]["who"], &all[0]["new"]),
        (&Value::from("ada"), &Value::from("private"))
    );
    let span = |n: usize| all[0]["span"][n].as_u64().unwrap() as usize;
    let words: String = ARTICLE
        .chars()
        .skip(span(0))
        .take(span(1) - span(0))
        .collect();
    assert_eq!(all[0]["words"], words, "spans are in code points");
}

#[test]
fn people_add_what_was_missed() {
    let Some(desk) = Desk::new() else { return };
    let fact = r#"{"what": "talks next week", "due": "2031-03-21", "evidence": "the talks would go on next week"}"#;
    desk.tell("ada", &["decide", "add", "1:expectation", fact])
        .ended(0);
    let facts = desk
        .tell("ada", &["decide", "facts", "1", "expectation"])
        .ended(0)
        .out;
    assert!(
        facts.contains("talks next week, 2031-03-21  [added]"),
        "{facts}"
    );
    desk.tell("ada", &["verify"]).ended(0);
    let csv = desk
        .tell("ada", &["decisions", "--format", "csv"])
        .ended(0)
        .out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(rows.records().next().unwrap().unwrap().get(3), Some("add"));
}

#[test]
fn agreement_is_told_by_field() {
    let Some(desk) = Desk::new() else { return };
    let facts = [
        desk.named("statement", "“We will not"),
        desk.named("statement", "rejected the proposal"),
    ];
    desk.tell("ada", &["agreement"]).ended(1);
    desk.tell("ada", &["decide", "confirm", &facts[0]]).ended(0);
    desk.tell("bo", &["decide", "confirm", &facts[0]]).ended(0);
    for (who, sourcing) in [("ada", "named"), ("bo", "media")] {
        desk.tell(who, &["decide", "edit", &facts[1], "sourcing", sourcing])
            .ended(0);
    }
    let json = desk
        .tell("ada", &["agreement", "--format", "json"])
        .ended(0)
        .out;
    let fields: Vec<Value> = serde_json::from_str(&json).unwrap();
    let of = |name: &str| fields.iter().find(|f| f["field"] == name).unwrap().clone();
    assert_eq!(of("sourcing")["facts"], 2);
    // Named twice, then named and media: n = 4, (3 * 2 - 6) / (12 - 6).
    assert_eq!(of("sourcing")["alpha"], 0.0);
    assert_eq!(of("channel")["facts"], 1);
    let text = desk.tell("ada", &["agreement"]).ended(0).out;
    assert!(
        text.contains("sourcing") && text.contains("0.000"),
        "{text}"
    );
}

#[test]
fn the_roster_says_for_whom_people_speak() {
    let Some(desk) = Desk::new() else { return };
    let facts = desk
        .tell("ada", &["decide", "facts", "1", "statement"])
        .ended(0)
        .out;
    assert!(facts.contains("Mara Lind, norland"), "{facts}");
    assert!(
        facts.contains("Jonas Brekke, norland"),
        "against the article: {facts}"
    );
}

#[test]
fn merged_actors_speak_as_one() {
    let Some(desk) = Desk::new() else { return };
    desk.tell("ada", &["decide", "merge", "jonas brekke", "Mara Lind"])
        .ended(0);
    let record = opened(&desk.path("record.db"));
    let names: Vec<String> = record
        .statements(&Default::default())
        .unwrap()
        .iter()
        .filter_map(|s| Some(record.actor(s.speaker?).unwrap()?.name))
        .collect();
    assert!(names.iter().any(|n| n == "Mara Lind"), "{names:?}");
    assert!(names.iter().all(|n| n != "Jonas Brekke"), "{names:?}");
    desk.tell("ada", &["verify"]).ended(0);
    let again = desk
        .tell("ada", &["decide", "merge", "Jonas Brekke", "Mara Lind"])
        .ended(2);
    assert!(again.err.contains("merged already"), "{}", again.err);
}

#[test]
fn mistakes_are_named_and_change_nothing() {
    let Some(desk) = Desk::new() else { return };
    let fact = desk.named("statement", "“We will not");
    for (words, says) in [
        (
            vec!["decide", "edit", &fact, "channel", "secret"],
            "expected one of `public`",
        ),
        (
            vec!["decide", "edit", &fact, "said_on", "Thursday"],
            "2031-03-14",
        ),
        (
            vec!["decide", "edit", &fact, "mood", "good"],
            "speaker, party",
        ),
        (
            vec!["decide", "confirm", "1:statement:99"],
            "decide facts 1",
        ),
        (vec!["decide", "confirm", "1:song:1"], "statement, position"),
        (vec!["decide", "undo", "7"], "no decision 7"),
        (
            vec!["decide", "add", "1:position", r#"{"party": "norland"}"#],
            "issue",
        ),
        (
            vec!["decide", "merge", "Nobody", "Mara Lind"],
            "nobody of this name",
        ),
    ] {
        let ran = desk.tell("ada", &words).ended(2);
        assert!(
            ran.err.contains(says) && ran.out.is_empty(),
            "{words:?}: {}",
            ran.err
        );
    }
    let nobody = desk.tell("", &["decide", "confirm", &fact]).ended(2);
    assert!(nobody.err.contains("--who"), "{}", nobody.err);
    desk.tell("ada", &["decisions"]).ended(1);
}

fn opened(path: &Path) -> rapporteur::record::Record {
    rapporteur::record::Record::open_to_read(path).unwrap()
}

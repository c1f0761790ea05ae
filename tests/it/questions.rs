//! Questions over a small invented case, from the command: every row leads to its words, outlet and day. The readings
//! are made by hand, so that the answers do not depend on a model.

use jiff::civil::date;
use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{Document, Span};
use rapporteur::position::{
    Channel, Engine, Meeting, MeetingStatus, Modality, Outcome, OutcomeResult, Position, Reading,
    Shift, Signal, Sourcing, Stance, Statement, Talks, Venue,
};
use rapporteur::record::{Incoming, Record};
use serde_json::Value;
use tempfile::TempDir;

use crate::project::{Ran, rapporteur};

const CASE: &str = "name = 'The strait'\n\
    [[party]]\nslug = 'norland'\nname = 'Norland'\n\
    [[party]]\nslug = 'sudmark'\nname = 'Sudmark'\n\
    [[party]]\nslug = 'league-of-ports'\nname = 'League of Ports'\npart = 'mediator'\n";

/// An article of March 2031, one statement a line.
struct Article {
    day: i8,
    reading: Reading,
}

impl Article {
    fn new(outlet: &str, day: i8, lines: &[&str]) -> Self {
        let mut document = Document::whole(format!("{outlet}-{day}.txt"), lines.join("\n\n"));
        document.metadata.outlet = Some(outlet.into());
        document.metadata.published = Some(date(2031, 3, day));
        let engine = Engine {
            version: "0.0.0".into(),
            model: "by-hand".into(),
            codebook: "none".into(),
        };
        let reading = Reading {
            engine,
            document,
            actors: Vec::new(),
            statements: Vec::new(),
            talks: Talks::default(),
        };
        Self { day, reading }
    }

    /// Adds the statement of the line that holds the words; returns its number and the span of the words.
    fn said(&mut self, party: &str, sourcing: Sourcing, words: &str) -> (usize, Span) {
        let text = &self.reading.document.text;
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        self.reading.statements.push(Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: vec![span],
                form: Form::Indirect,
                parent: None,
                confidence: 0.9,
            },
            speaker: None,
            party: (!party.is_empty()).then(|| party.into()),
            sourcing,
            channel: Channel::Public,
            addressee: None,
            said_on: None,
            modality: Modality::Asserted,
            signals: vec![Signal::Position],
        });
        (self.reading.statements.len() - 1, span)
    }

    fn norland(mut self, stance: Stance, option: &str, venue: Venue, by: (&str, Sourcing)) -> Self {
        let (at, evidence) = self.said(by.0, by.1, option);
        let voucher = if by.0 == "norland" { "self" } else { by.0 };
        self.reading.talks.positions.push(Position {
            party: "norland".into(),
            issue: "navigation".into(),
            option: Some(option.into()),
            stance,
            venue,
            voucher: voucher.into(),
            evidence,
            attribution: Some(at),
            date: None,
        });
        self
    }

    fn outcome(mut self, party: &str, result: OutcomeResult, words: &str) -> Self {
        let (_, evidence) = self.said(party, Sourcing::Named, words);
        self.reading.talks.outcomes.push(Outcome {
            issue: "navigation".into(),
            result,
            evidence,
        });
        self
    }

    fn met(mut self, words: &str) -> Self {
        let start = self.reading.document.text.find(words).unwrap();
        let day = date(2031, 3, self.day);
        self.reading.talks.meetings.push(Meeting {
            start: Some(day),
            end: Some(day),
            place: None,
            format: None,
            parties: vec!["norland".into(), "sudmark".into()],
            participants: Vec::new(),
            status: MeetingStatus::Held,
            evidence: Span::new(start, start + words.len()),
        });
        self
    }

    fn shift(mut self, words: &str) -> Self {
        let (at, evidence) = self.said("league-of-ports", Sourcing::Named, words);
        self.reading.talks.shifts.push(Shift {
            party: "norland".into(),
            issue: "navigation".into(),
            from: Some("never".into()),
            to: Some("perhaps".into()),
            by: Some(at),
            evidence,
        });
        self
    }
}

/// Returns the folder of a case with five articles.
fn case() -> TempDir {
    let named = ("norland", Sourcing::Named);
    let articles = [
        Article::new(
            "Harbour Press",
            2,
            &["Mara Lind rejects any joint patrols in the strait."],
        )
        .norland(
            Stance::RulesOut,
            "joint patrols in the strait",
            Venue::Public,
            named,
        ),
        Article::new(
            "Skerry Gazette",
            5,
            &["In the room Norland asks how joint patrols would work, a Sudmark official says."],
        )
        .norland(
            Stance::Open,
            "joint patrols",
            Venue::Private,
            ("sudmark", Sourcing::Anonymous),
        ),
        Article::new(
            "Harbour Press",
            6,
            &["No ship of Sudmark will join: the minister repeats that a joint patrol of the strait is out."],
        )
        .norland(
            Stance::RulesOut,
            "a joint patrol of the strait",
            Venue::Public,
            named,
        ),
        Article::new(
            "Tidewater",
            9,
            &[
                "The delegations met in Varnhem.",
                "Norland's envoy calls the lanes settled.",
                "Sudmark's envoy knows of no settlement.",
            ],
        )
        .met("The delegations met in Varnhem.")
        .outcome("norland", OutcomeResult::Agreed, "the lanes settled")
        .outcome("sudmark", OutcomeResult::NotAgreed, "no settlement"),
        Article::new(
            "Tidewater",
            12,
            &[
                "Norland could now live with joint patrols in the strait, its minister says.",
                "From never to perhaps, the League's envoy calls it.",
            ],
        )
        .norland(
            Stance::Open,
            "joint patrols in the strait",
            Venue::Public,
            named,
        )
        .shift("From never to perhaps"),
    ];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.toml"), CASE).unwrap();
    let mut record = Record::open(&folder.path().join("record.db")).unwrap();
    for article in articles {
        let batch = [Incoming::Read(Box::new(article.reading))];
        record.add(&batch, "2031-04-01T00:00:00Z").unwrap();
    }
    folder
}

fn ask(folder: &TempDir, line: &str) -> Ran {
    let run = rapporteur()
        .args(line.split_whitespace())
        .arg("--case")
        .arg(folder.path())
        .output();
    Ran::of(run.unwrap())
}

/// Returns the rows of an answer; each must lead to words that stand in an article, with outlet and day.
fn rows(folder: &TempDir, line: &str) -> Vec<Value> {
    let ran = ask(folder, &format!("{line} --format json")).ended(0);
    let rows: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let mut quotes = Vec::new();
    rows.iter().for_each(|row| collect(row, &mut quotes));
    assert!(quotes.len() >= rows.len(), "{}", ran.out);
    for quote in quotes {
        assert!(quote["words"].as_str().is_some_and(|w| !w.is_empty()));
        assert!(quote["outlet"].is_string() && quote["published"].is_string());
        let span = quote["span"].as_array().unwrap();
        let letters = span[1].as_u64().unwrap() - span[0].as_u64().unwrap();
        assert_eq!(
            letters as usize,
            quote["words"].as_str().unwrap().chars().count()
        );
    }
    rows
}

/// Collects the quotes of a row.
fn collect(value: &Value, quotes: &mut Vec<Value>) {
    match value {
        Value::Object(fields) if fields.contains_key("words") => quotes.push(value.clone()),
        Value::Object(fields) => fields.values().for_each(|v| collect(v, quotes)),
        Value::Array(items) => items.iter().for_each(|v| collect(v, quotes)),
        _ => {}
    }
}

#[test]
fn positions_stand_public_beside_private_with_independent_reports() {
    let folder = case();
    let rows = rows(&folder, "positions");
    let seen: Vec<String> = rows
        .iter()
        .map(|r| {
            format!(
                "{} {} {} {}",
                r["stance"], r["venue"], r["voucher"], r["reports"]
            )
            .replace('"', "")
        })
        .collect();
    let expected = [
        "open public self 1",
        "rules_out public self 2",
        "open private sudmark 1",
    ];
    assert_eq!(seen, expected);
    assert_eq!(
        (&rows[1]["since"], &rows[1]["latest"]),
        (&"2031-03-02".into(), &"2031-03-06".into())
    );
    let text = ask(&folder, "positions").ended(0).out;
    let sides = text.lines().find(|l| l.contains("In public")).unwrap();
    assert!(sides.contains("In private"), "{text}");
    assert!(
        text.contains("Skerry") && text.lines().all(|l| l.chars().count() <= 80),
        "{text}"
    );
}

#[test]
fn what_was_known_on_a_day_leaves_out_what_came_later() {
    let folder = case();
    assert_eq!(rows(&folder, "positions --as-of 2031-03-05").len(), 2);
    assert_eq!(rows(&folder, "positions --since 2031-03-12").len(), 1);
    ask(&folder, "positions --party ostravia").ended(2);
    assert_eq!(
        ask(&folder, "positions --party sudmark --format json")
            .ended(1)
            .out,
        "[]\n"
    );
}

#[test]
fn shifts_are_claimed_visible_new_or_repeated() {
    let folder = case();
    let all = rows(&folder, "shifts");
    let count = |kind: &str| all.iter().filter(|r| r["kind"] == kind).count();
    assert_eq!(
        ["claimed", "visible", "new", "repeated"].map(count),
        [1, 1, 3, 1]
    );
    let visible = &rows(&folder, "shifts --kind visible")[0];
    assert_eq!(
        (&visible["from"], &visible["to"]),
        (&"rules_out".into(), &"open".into())
    );
    assert_eq!(
        (&visible["from_day"], &visible["day"]),
        (&"2031-03-06".into(), &"2031-03-12".into())
    );
    // The first time lies before the days asked for.
    let repeated = &rows(&folder, "shifts --kind repeated --since 2031-03-04")[0];
    assert_eq!(repeated["first_said"], "2031-03-02");
    let claimed = &rows(&folder, "shifts --kind claimed")[0];
    assert_eq!(claimed["voucher"], "league-of-ports");
    assert!(
        ask(&folder, "shifts")
            .ended(0)
            .out
            .contains("first said 2031-03-02")
    );
}

#[test]
fn gaps_set_two_accounts_face_to_face() {
    let folder = case();
    let all = rows(&folder, "gaps");
    assert_eq!(all.len(), 2);
    assert_eq!(
        (&all[0]["kind"], &all[0]["meeting_start"]),
        (&"meeting".into(), &"2031-03-09".into())
    );
    let results = [0, 1].map(|i| all[0]["accounts"][i]["result"].clone());
    assert_eq!(results, ["agreed", "not-agreed"]);
    let [public, private] = [0, 1].map(|i| all[1]["accounts"][i].clone());
    assert_eq!(
        (&public["stance"], &public["side"]),
        (&"rules_out".into(), &"own_side".into())
    );
    assert_eq!(
        (&private["side"], &private["sourcing"]),
        (&"other_side".into(), &"anonymous".into())
    );
    assert_eq!(
        (&public["day"], &public["reports"]),
        (&"2031-03-06".into(), &2.into())
    );
    let csv = ask(&folder, "gaps --format csv").ended(0).out;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .contains("accounts.evidence.words"),
        "{csv}"
    );
}

#[test]
fn an_unnamed_claim_has_who_confirms_denies_and_is_silent() {
    let folder = case();
    let all = rows(&folder, "corroboration");
    assert_eq!(all.len(), 1);
    let claim = &all[0];
    assert_eq!(
        (&claim["voucher"], &claim["status"]),
        (&"sudmark".into(), &"contested".into())
    );
    assert_eq!(claim["denies"][0]["day"], "2031-03-06");
    assert_eq!(claim["confirms"][0]["evidence"]["outlet"], "Tidewater");
    assert_eq!(claim["silent"], serde_json::json!(["league-of-ports"]));
    let early = &rows(&folder, "corroboration --as-of 2031-03-05")[0];
    assert_eq!(early["status"], "alone");
}

#[test]
fn the_zone_tells_what_nobody_rules_out() {
    let folder = case();
    let option = &rows(&folder, "zone")[0];
    assert_eq!(option["nobody_rules_out"], true);
    assert_eq!(option["open"].as_array().unwrap().len(), 2);
    let earlier = &rows(&folder, "zone --as-of 2031-03-06")[0];
    assert_eq!(earlier["rules_out"][0]["party"], "norland");
    ask(&folder, "zone --open --as-of 2031-03-06").ended(1);
}

#[test]
fn the_limit_is_told_and_nought_lifts_it() {
    let folder = case();
    let few = ask(&folder, "shifts --limit 2 --format csv").ended(0);
    assert_eq!(few.out.lines().count(), 3, "{}", few.out);
    assert!(few.err.contains("--limit 0"), "{}", few.err);
    assert_eq!(
        ask(&folder, "shifts --limit 0 --format csv")
            .ended(0)
            .out
            .lines()
            .count(),
        7
    );
}

//! Invented articles by the thousand, with as much in each as a report of talks has: fills the record of a case.

use std::path::Path;

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{Document, Span};
use rapporteur::position::{
    Actor, ActorKind, Channel, Conduct, Engine, Expectation, Meeting, MeetingStatus, Modality,
    Outcome, OutcomeResult, Position, Reading, Shift, Signal, Sourcing, Stance, Statement, Talks,
    Venue,
};
use rapporteur::record::{Incoming, Record};

/// Statements of one article, one a line.
pub const STATEMENTS: usize = 25;
/// Positions of one article; the lines after them carry what else it tells.
const POSITIONS: usize = 15;
/// Speakers of one article, two of them unnamed.
const SPEAKERS: usize = 8;
/// Named speakers of all articles.
const NAMES: usize = 400;
/// Every so many articles one is a near-copy of the article before it.
const COPY: usize = 10;
/// Days over which the articles appear.
const DAYS: usize = 730;
/// Articles of one transaction.
const BATCH: usize = 64;

const PARTIES: [&str; 8] = [
    "norland",
    "sudmark",
    "ostravia",
    "skerry",
    "varnhem-league",
    "tarn",
    "upper-tarn",
    "league-of-ports",
];
const ISSUES: [&str; 12] = [
    "navigation",
    "harbour-dues",
    "fishing-quota",
    "lighthouses",
    "pilots",
    "prisoners",
    "borders",
    "ceasefire",
    "monitoring",
    "sanctions",
    "elections",
    "settlement",
];
const OUTLETS: [&str; 6] = [
    "Harbour Press",
    "Skerry Gazette",
    "Tidewater",
    "Varnhem Post",
    "Norland Radio",
    "The Lanes",
];
const WORDS: [&str; 32] = [
    "joint",
    "patrols",
    "register",
    "ships",
    "neutral",
    "body",
    "fees",
    "pilots",
    "strait",
    "lanes",
    "corridor",
    "freeze",
    "treaty",
    "inspectors",
    "harbour",
    "convoy",
    "customs",
    "flag",
    "escort",
    "licence",
    "tariff",
    "buoys",
    "charts",
    "border",
    "posts",
    "camera",
    "hotline",
    "truce",
    "exchange",
    "vote",
    "office",
    "quota",
];

const PLACES: [&str; 6] = [
    "Tern",
    "Port Selby",
    "Varnhem",
    "Kalvborg",
    "Esk Point",
    "Hollin",
];
const STANCES: [Stance; 6] = [
    Stance::Demands,
    Stance::Supports,
    Stance::Open,
    Stance::Undecided,
    Stance::Opposes,
    Stance::RulesOut,
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// Returns the dice of one article.
    fn of_article(number: usize) -> Self {
        Self((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.roll(items.len())]
    }
}

/// Fills a new record with so many statements.
pub fn fill(path: &Path, statements: usize) -> Result<()> {
    let mut record = Record::open(path)?;
    let articles = statements.div_ceil(STATEMENTS);
    let mut batch = Vec::new();
    for number in 0..articles {
        batch.push(Incoming::Read(Box::new(article(number, articles)?)));
        if batch.len() == BATCH || number + 1 == articles {
            record.add(&batch, "2033-01-01T00:00:00Z")?;
            batch.clear();
        }
    }
    Ok(())
}

/// Returns a reading of an invented article.
fn article(number: usize, of: usize) -> Result<Reading> {
    let copies = number % COPY == COPY - 1;
    let told = if copies { number - 1 } else { number };
    let mut dice = Dice::of_article(told);
    let (text, spans) = lines(told, copies, &mut dice);
    let mut document = Document::whole(format!("{number}.txt"), text);
    document.metadata.outlet = Some(OUTLETS[number % OUTLETS.len()].into());
    document.metadata.title = Some(format!("Talks, report {number}"));
    let day = date(2031, 1, 1).checked_add((number * DAYS / of).try_into().unwrap_or(0).days())?;
    document.metadata.published = Some(day);
    let actors = speakers(&mut dice);
    let statements: Vec<Statement> = spans
        .iter()
        .map(|span| statement(*span, &actors, &mut dice))
        .collect();
    let talks = talks(&document.text, day, &statements, &mut dice)?;
    Ok(Reading {
        engine: Engine {
            version: "0".into(),
            model: "none".into(),
            codebook: "none".into(),
        },
        document,
        actors,
        statements,
        talks,
    })
}

fn lines(number: usize, copied: bool, dice: &mut Dice) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for line in 0..STATEMENTS {
        let start = text.len();
        for _ in 0..14 {
            text.push_str(dice.of(&WORDS));
            text.push(' ');
        }
        text.push_str(&rare(dice));
        // Without numbers of its own an article of so few words could be a near-copy of any other.
        text.push_str(&format!("{number} {}", dice.roll(1_000_000)));
        if copied && line + 1 == STATEMENTS {
            text.push_str(" as reported elsewhere");
        }
        spans.push(Span::new(start, text.len()));
        text.push_str("\n\n");
    }
    (text, spans)
}

/// Returns a word that one statement of some thousands has, for likeness to hold on to.
fn rare(dice: &mut Dice) -> String {
    let parts = ["ka", "lom", "mir", "ren", "tas", "vel", "dun", "sor"];
    let word: String = (0..4).map(|_| dice.of(&parts)).collect();
    word + " "
}

fn speakers(dice: &mut Dice) -> Vec<Actor> {
    (0..SPEAKERS)
        .map(|at| {
            let who = dice.roll(NAMES);
            let party = PARTIES[who % PARTIES.len()];
            let anonymous = at + 2 >= SPEAKERS;
            Actor {
                id: format!("a{}", at + 1),
                name: match anonymous {
                    true => format!("{party} official {at}"),
                    false => format!("Speaker Number{who}"),
                },
                kind: ActorKind::Person,
                party: Some(party.into()),
                role: None,
                anonymous,
                mentions: Vec::new(),
            }
        })
        .collect()
}

fn statement(span: Span, actors: &[Actor], dice: &mut Dice) -> Statement {
    let attribution = Attribution {
        source: None,
        cue: None,
        content: vec![span],
        form: Form::Indirect,
        parent: None,
        confidence: 0.9,
    };
    let speaker = dice.roll(actors.len());
    let signal = dice.of(&[Signal::Position, Signal::Process, Signal::Assessment]);
    let mut signals = vec![signal];
    if dice.roll(20) == 0 {
        signals.push(Signal::Atmosphere);
    }
    Statement {
        attribution,
        speaker: Some(speaker),
        party: actors[speaker].party.clone(),
        sourcing: match actors[speaker].anonymous {
            true => dice.of(&[Sourcing::Anonymous, Sourcing::Collective]),
            false => dice.of(&[Sourcing::Named, Sourcing::Official]),
        },
        channel: dice.of(&[Channel::Public, Channel::Public, Channel::Briefing]),
        addressee: None,
        said_on: None,
        modality: match dice.roll(20) {
            0 => Modality::Negated,
            _ => Modality::Asserted,
        },
        signals,
    }
}

/// Returns what the article tells about the talks; an option is two to four words of its line.
fn talks(text: &str, day: Date, statements: &[Statement], dice: &mut Dice) -> Result<Talks> {
    let span = |at: usize| statements[at].attribution.content[0];
    let mut talks = Talks::default();
    for (at, statement) in statements.iter().enumerate().take(POSITIONS) {
        let own = dice.roll(3) > 0;
        let option: Vec<&str> = span(at)
            .of(text)
            .split(' ')
            .take(2 + dice.roll(3))
            .collect();
        talks.positions.push(Position {
            party: statement.party.clone().unwrap_or_default(),
            issue: dice.of(&ISSUES).into(),
            option: Some(option.join(" ")),
            stance: dice.of(&STANCES),
            venue: dice.of(&[
                Venue::Public,
                Venue::Public,
                Venue::Private,
                Venue::Unstated,
            ]),
            voucher: match own {
                true => "self".into(),
                false => dice.of(&PARTIES).into(),
            },
            evidence: span(at),
            attribution: Some(at),
            date: None,
        });
    }
    talks.outcomes.push(Outcome {
        issue: dice.of(&ISSUES).into(),
        result: dice.of(&[OutcomeResult::Agreed, OutcomeResult::NotAgreed]),
        evidence: span(POSITIONS),
    });
    meetings(
        day,
        span(POSITIONS + 1),
        span(POSITIONS + 2),
        &mut talks,
        dice,
    )?;
    if dice.roll(5) == 0 {
        talks.shifts.push(Shift {
            party: dice.of(&PARTIES).into(),
            issue: dice.of(&ISSUES).into(),
            from: None,
            to: Some("softer".into()),
            by: Some(POSITIONS + 3),
            evidence: span(POSITIONS + 3),
        });
    }
    talks.conduct.push(Conduct {
        party: Some(dice.of(&PARTIES).into()),
        what: format!("seized a {} near the {}", dice.of(&WORDS), dice.of(&WORDS)),
        date: Some(day),
        place: None,
        evidence: span(POSITIONS + 4),
    });
    expectations(day, &span, &mut talks, dice)?;
    Ok(talks)
}

/// Adds a meeting that took place and one to come, of the same two sides.
fn meetings(
    day: Date,
    held: Span,
    planned: Span,
    talks: &mut Talks,
    dice: &mut Dice,
) -> Result<()> {
    let first = dice.roll(PARTIES.len());
    let other = first + 1 + dice.roll(PARTIES.len() - 1);
    let parties = [first, other].map(|p| PARTIES[p % PARTIES.len()].to_owned());
    let place = dice.of(&PLACES);
    for (start, status, evidence) in [
        (
            day.checked_sub((dice.roll(3) as i64).days())?,
            MeetingStatus::Held,
            held,
        ),
        (day.checked_add(7.days())?, MeetingStatus::Planned, planned),
    ] {
        talks.meetings.push(Meeting {
            start: Some(start),
            end: None,
            place: Some(place.into()),
            format: None,
            parties: parties.to_vec(),
            participants: vec![format!("Speaker Number{}", dice.roll(NAMES))],
            status,
            evidence,
        });
    }
    Ok(())
}

/// Adds a round that is expected on its day, a deal, and what no row can answer.
fn expectations(
    day: Date,
    span: &dyn Fn(usize) -> Span,
    talks: &mut Talks,
    dice: &mut Dice,
) -> Result<()> {
    let issue = dice.of(&ISSUES).replace('-', " ");
    let of = |what: String, due: Option<Date>, at: usize| Expectation {
        what,
        due,
        by: Some(at),
        evidence: span(at),
    };
    let next = day.checked_add(7.days())?;
    talks.expectations = vec![
        of(
            "the next round of talks will be held".into(),
            Some(next),
            POSITIONS + 5,
        ),
        of(
            format!("the sides will sign an agreement on {issue}"),
            None,
            POSITIONS + 6,
        ),
        of(
            format!("prices of {} will rise", dice.of(&WORDS)),
            None,
            POSITIONS + 7,
        ),
    ];
    Ok(())
}

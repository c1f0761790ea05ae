//! How long questions take on a large record: fills a record with invented statements over two years, unless it is
//! there already, and times each question with the words of its first fifty rows. Prints, and judges nothing.
//!
//! `cargo run --release --example record_scale -- FILE STATEMENTS`

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use jiff::civil::{Date, date};
use rapporteur::analysis::{self, Claimed, Reports};
use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{Document, Span};
use rapporteur::position::{
    Channel, Engine, Meeting, MeetingStatus, Modality, Outcome, OutcomeResult, Position, Reading,
    Shift, Signal, Sourcing, Stance, Statement, Talks, Venue,
};
use rapporteur::record::{Incoming, Place, Quotes, Record, Scope, Term};

/// Statements of one article.
const STATEMENTS: usize = 25;
/// Positions of one article.
const POSITIONS: usize = 15;
/// Articles of one transaction.
const BATCH: usize = 64;
/// Rows whose words are looked up.
const SHOWN: usize = 50;

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

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
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

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: record_scale FILE STATEMENTS";
    let file = args.next().context(usage)?;
    let statements: usize = args.next().context(usage)?.parse().context(usage)?;
    let path = Path::new(&file);
    if !path.exists() {
        fill(path, statements)?;
    }
    let record = Record::open_to_read(path)?;
    println!(
        "{} documents, {} MB",
        record.documents(None)?.len(),
        std::fs::metadata(path)?.len() >> 20
    );
    ask(&record)
}

fn fill(path: &Path, statements: usize) -> Result<()> {
    let mut record = Record::open(path)?;
    let mut dice = Dice(7);
    let articles = statements.div_ceil(STATEMENTS);
    let begin = Instant::now();
    let mut batch = Vec::new();
    for number in 0..articles {
        batch.push(Incoming::Read(Box::new(article(
            number, articles, &mut dice,
        )?)));
        if batch.len() == BATCH || number + 1 == articles {
            record.add(&batch, "2033-01-01T00:00:00Z")?;
            batch.clear();
        }
    }
    println!(
        "{statements} statements added in {:.1} s",
        begin.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Returns a reading of an invented article, one statement a line.
fn article(number: usize, of: usize, dice: &mut Dice) -> Result<Reading> {
    let (text, spans) = lines(number, dice);
    let mut document = Document::whole(format!("{number}.txt"), text);
    document.metadata.outlet = Some(dice.of(&OUTLETS).into());
    let day =
        date(2031, 1, 1).checked_add(jiff::Span::new().days(number as i64 * 730 / of as i64))?;
    document.metadata.published = Some(day);
    let statements: Vec<Statement> = spans.iter().map(|span| statement(*span, dice)).collect();
    let talks = talks(&document.text, day, &statements, dice);
    Ok(Reading {
        engine: Engine {
            version: "0".into(),
            model: "none".into(),
            codebook: "none".into(),
        },
        document,
        actors: Vec::new(),
        statements,
        talks,
    })
}

fn lines(number: usize, dice: &mut Dice) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for _ in 0..STATEMENTS {
        let start = text.len();
        for _ in 0..14 {
            text.push_str(dice.of(&WORDS));
            text.push(' ');
        }
        // Without a number of its own an article of so few words could be a near-copy of another.
        text.push_str(&format!("{number} {}", dice.roll(1_000_000)));
        spans.push(Span::new(start, text.len()));
        text.push_str("\n\n");
    }
    (text, spans)
}

fn statement(span: Span, dice: &mut Dice) -> Statement {
    let attribution = Attribution {
        source: None,
        cue: None,
        content: vec![span],
        form: Form::Indirect,
        parent: None,
        confidence: 0.9,
    };
    Statement {
        attribution,
        speaker: None,
        party: Some(dice.of(&PARTIES).into()),
        sourcing: dice.of(&[
            Sourcing::Named,
            Sourcing::Official,
            Sourcing::Anonymous,
            Sourcing::Collective,
        ]),
        channel: Channel::Public,
        addressee: None,
        said_on: None,
        modality: Modality::Asserted,
        signals: vec![Signal::Position],
    }
}

/// Returns what the article tells about the talks; an option is two to four words of its line.
fn talks(text: &str, day: Date, statements: &[Statement], dice: &mut Dice) -> Talks {
    let mut talks = Talks::default();
    let span = |at: usize| statements[at].attribution.content[0];
    let stances = [
        Stance::Demands,
        Stance::Supports,
        Stance::Open,
        Stance::Undecided,
        Stance::Opposes,
        Stance::RulesOut,
    ];
    for (at, statement) in statements.iter().enumerate().take(POSITIONS) {
        let own = dice.roll(3) > 0;
        let words: Vec<&str> = span(at)
            .of(text)
            .split(' ')
            .take(2 + dice.roll(3))
            .collect();
        talks.positions.push(Position {
            party: statement.party.clone().unwrap_or_default(),
            issue: dice.of(&ISSUES).into(),
            option: Some(words.join(" ")),
            stance: dice.of(&stances),
            venue: dice.of(&[
                Venue::Public,
                Venue::Public,
                Venue::Private,
                Venue::Unstated,
            ]),
            voucher: if own {
                "self".into()
            } else {
                dice.of(&PARTIES).into()
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
    talks.meetings.push(Meeting {
        start: Some(day),
        end: None,
        place: None,
        format: None,
        parties: vec![dice.of(&PARTIES).into(), dice.of(&PARTIES).into()],
        participants: Vec::new(),
        status: MeetingStatus::Held,
        evidence: span(POSITIONS + 1),
    });
    if dice.roll(5) == 0 {
        talks.shifts.push(Shift {
            party: dice.of(&PARTIES).into(),
            issue: dice.of(&ISSUES).into(),
            from: None,
            to: Some("softer".into()),
            by: Some(POSITIONS + 2),
            evidence: span(POSITIONS + 2),
        });
    }
    talks
}

/// A question: everything from the rows to the places whose words are shown.
type Question = fn(&Record) -> Result<Vec<Place>>;

/// Times each question twice: the second time the pages of the database are in memory.
fn ask(record: &Record) -> Result<()> {
    let questions: [(&str, Question); 5] = [
        ("positions", positions),
        ("shifts", shifts),
        ("gaps", gaps),
        ("corroboration", corroboration),
        ("zone", zone),
    ];
    println!("{:<15}{:>10}{:>10}", "", "first", "second");
    for (name, question) in questions {
        let mut times = [0.0; 2];
        for time in &mut times {
            let begin = Instant::now();
            let places = question(record)?;
            let quotes = Quotes::new(record);
            for place in places.iter().take(SHOWN) {
                quotes.of(place)?;
            }
            *time = begin.elapsed().as_secs_f64() * 1_000.0;
        }
        println!("{name:<15}{:>7.0} ms{:>7.0} ms", times[0], times[1]);
    }
    Ok(())
}

fn positions(record: &Record) -> Result<Vec<Place>> {
    let rows = record.positions(&Scope::default())?;
    let found = analysis::standing(&rows, SHOWN + 1, &|t| record.words(t));
    Ok(found.iter().map(|h| h.last.place).collect())
}

fn shifts(record: &Record) -> Result<Vec<Place>> {
    let scope = Scope::default();
    let (rows, claimed) = (record.positions(&scope)?, record.shifts(&scope)?);
    record.shift_tellers(&scope)?;
    let found = analysis::moves(&rows, &claimed, &[], SHOWN + 1, &|t| record.words(t));
    Ok(found.iter().map(analysis::Move::place).collect())
}

fn gaps(record: &Record) -> Result<Vec<Place>> {
    let scope = Scope::default();
    let rows = record.positions(&scope)?;
    let found = analysis::gaps(&rows, record.term("settlement")?, SHOWN + 1, &|t| {
        record.words(t)
    });
    let told = analysis::conflicts(
        &record.meetings(&scope)?,
        &record.outcomes(&scope)?,
        &record.outcome_tellers(&scope)?,
    );
    let told = told.iter().map(|c| c.other.row.place);
    Ok(found
        .iter()
        .map(|g| g.private.row.place)
        .chain(told)
        .collect())
}

fn corroboration(record: &Record) -> Result<Vec<Place>> {
    let scope = Scope::default();
    let rows = record.positions(&scope)?;
    let tellers = record.outcome_tellers(&scope)?;
    let outcomes = record.outcomes(&scope)?;
    let events: Vec<Claimed> = outcomes
        .iter()
        .map(|o| Claimed::outcome(o, &tellers))
        .collect();
    let reports = Reports {
        positions: &rows,
        events: &events,
        own: record.term("self")?,
        parties: &[] as &[Term],
        within: 30,
    };
    let found = analysis::claims(&reports, SHOWN + 1, &|t| record.words(t));
    Ok(found.iter().map(|c| c.first.place).collect())
}

fn zone(record: &Record) -> Result<Vec<Place>> {
    let rows = record.positions(&Scope::default())?;
    let found = analysis::zone(&rows, SHOWN + 1, &|t| record.words(t));
    Ok(found
        .iter()
        .filter_map(|o| Some(o.held.first()?.place))
        .collect())
}

//! One article: its text with what is said in it, and where else the same report appeared.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::marks::{self, Article, Block};
use super::super::state::App;
use super::super::words;
use super::{Page, render};
use crate::document::Span;
use crate::export::html_text::Marks;
use crate::export::voices::{Standing, Voices};
use crate::export::words::{folded, tame};
use crate::position::Reading;
use crate::record::{DocumentRow, Filed, Record};

/// An article as its template sees it.
#[derive(Template)]
#[template(path = "article.html")]
pub(super) struct ArticlePage {
    frame: Frame,
    language: String,
    title: String,
    facts: Vec<String>,
    url: Option<String>,
    warnings: Vec<String>,
    speakers: Vec<Speaker>,
    blocks: Vec<Block>,
    talks: Vec<Told>,
    elsewhere: Vec<Elsewhere>,
    engine: String,
    /// Its number, where it stands in the record.
    document: Option<i64>,
}

struct Speaker {
    sign: &'static str,
    standing: &'static str,
    name: String,
    role: Option<String>,
    party: Option<String>,
    said: Vec<usize>,
    sourcing: String,
    channels: String,
}

/// Something that the article tells of the talks, besides who said what.
struct Told {
    kind: &'static str,
    what: String,
    words: String,
    /// The name of the place of the words in the text; empty where it has none.
    place: String,
    number: Option<usize>,
}

/// Another place of the same report.
struct Elsewhere {
    document: Option<i64>,
    outlet: String,
    title: String,
    day: String,
    how: &'static str,
}

/// Shows an article of the record.
pub(in super::super) async fn show(State(app): State<Arc<App>>, Path(id): Path<i64>) -> Page {
    let frame =
        Frame::new(&app, "", "/articles").with_data("the reading", format!("/api/article/{id}"));
    let page = app
        .ask(move |lens| {
            let record = lens.record;
            let filed = record.filed(id)?;
            let filed = filed.ok_or_else(|| Fault::not_found("This article"))?;
            let mut page = page(frame, &filed.reading, Some(id), &|slug| {
                lens.party_of(slug.into()).name
            });
            page.frame.title.clone_from(&page.title);
            page.elsewhere = elsewhere(record, &filed)?;
            Ok(page)
        })
        .await?;
    render(&page)
}

/// Returns the page of a reading; `number` is the article's in the record, if it stands there.
pub(super) fn page(
    frame: Frame,
    reading: &Reading,
    number: Option<i64>,
    party: &dyn Fn(&str) -> String,
) -> ArticlePage {
    let document = &reading.document;
    let known = &document.metadata;
    let mut facts: Vec<String> = known
        .outlet
        .iter()
        .chain(&known.bylines)
        .map(|f| tame(f))
        .collect();
    if let Some(date) = known.published {
        let from = known.published_from.as_deref().filter(|f| *f != "given");
        let from = from.map(|f| format!(" (from {})", tame(f)));
        facts.push(format!("{date}{}", from.unwrap_or_default()));
    }
    let voices = Voices::new(reading);
    let engine = &reading.engine;
    ArticlePage {
        frame,
        language: language(known.language.as_deref()).into(),
        title: title(reading),
        facts,
        url: known.url.clone().filter(|u| is_web(u)),
        warnings: document.warnings.iter().map(|w| tame(w)).collect(),
        speakers: speakers(&voices, party),
        blocks: marks::blocks(&Article {
            reading,
            voices: &voices,
            number,
            party,
        }),
        talks: talks(reading, party),
        elsewhere: Vec::new(),
        engine: format!(
            "rapporteur {}, model {}, codebook {} · {}",
            engine.version, engine.model, engine.codebook, document.id
        ),
        document: number,
    }
}

/// Returns whether an address is one that a link may lead to; others could hold script.
pub(super) fn is_web(url: &str) -> bool {
    let url = url.trim_start().to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

/// Returns the code of a language; English where it is no code.
pub(super) fn language(code: Option<&str>) -> &str {
    let is_code =
        |c: &&str| (2..=3).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_lowercase());
    code.filter(is_code).unwrap_or("en")
}

fn title(reading: &Reading) -> String {
    let known = &reading.document.metadata;
    tame(known.title.as_deref().unwrap_or(&reading.document.origin))
}

fn speakers(voices: &Voices, party: &dyn Fn(&str) -> String) -> Vec<Speaker> {
    let speaker = |voice: &crate::export::voices::Voice| {
        let standing = Standing::of(voice.sourcing);
        let channels: Vec<String> = voice.channels.iter().map(words::word).collect();
        Speaker {
            sign: standing.sign(),
            standing: standing.meaning(),
            name: voice.name.clone(),
            role: voice.role.clone(),
            party: voice.party.as_deref().map(party),
            said: voice.statements.iter().map(|s| s + 1).collect(),
            sourcing: words::word(voice.sourcing),
            channels: channels.join(", "),
        }
    };
    voices.all.iter().map(speaker).collect()
}

fn talks(reading: &Reading, party: &dyn Fn(&str) -> String) -> Vec<Told> {
    let (text, marks) = (&reading.document.text, Marks::new(reading));
    let told = |kind, what: String, evidence: Span, by: Option<usize>| Told {
        kind,
        what: tame(&what),
        words: folded(text, evidence),
        place: marks.place(evidence).unwrap_or_default(),
        number: by.map(|b| b + 1),
    };
    let talks = &reading.talks;
    let mut all = Vec::new();
    for p in talks.positions.iter().filter(|p| p.attribution.is_none()) {
        let what = format!(
            "{} {} {}",
            party(&p.party),
            words::word(p.stance),
            words::slug(&p.issue).to_lowercase()
        );
        all.push(told(
            "position, in the author's words",
            what,
            p.evidence,
            None,
        ));
    }
    for s in &talks.shifts {
        let moved = format!(
            "{} → {}",
            s.from.as_deref().unwrap_or("?"),
            s.to.as_deref().unwrap_or("?")
        );
        let what = format!(
            "{} on {}: {moved}",
            party(&s.party),
            words::slug(&s.issue).to_lowercase()
        );
        all.push(told("movement", what, s.evidence, s.by));
    }
    for o in &talks.outcomes {
        let what = format!("{}: {}", words::slug(&o.issue), words::word(o.result));
        all.push(told("outcome", what, o.evidence, None));
    }
    for m in &talks.meetings {
        let days = m.start.map(|d| d.to_string()).into_iter();
        let parties: Vec<String> = m.parties.iter().map(|p| party(p)).collect();
        let place = m.place.clone().into_iter();
        let facts: Vec<String> = std::iter::once(words::word(m.status))
            .chain(days)
            .chain(place)
            .chain((!parties.is_empty()).then(|| parties.join(", ")))
            .collect();
        all.push(told("meeting", facts.join(" · "), m.evidence, None));
    }
    for c in &talks.conduct {
        let who = c.party.as_deref().map(|p| format!("{}: ", party(p)));
        all.push(told(
            "conduct",
            format!("{}{}", who.unwrap_or_default(), c.what),
            c.evidence,
            None,
        ));
    }
    for e in &talks.expectations {
        let due = e.due.map(|d| format!(" (by {d})")).unwrap_or_default();
        all.push(told(
            "expectation",
            format!("{}{due}", e.what),
            e.evidence,
            e.by,
        ));
    }
    all
}

/// Returns where else the report appeared: the same text, near-copies, other versions.
fn elsewhere(record: &Record, filed: &Filed) -> Result<Vec<Elsewhere>, Fault> {
    let or_unknown = |s: &Option<String>, other: &str| tame(s.as_deref().unwrap_or(other));
    let mut all: Vec<Elsewhere> = filed
        .appearances
        .iter()
        .skip(1)
        .map(|a| Elsewhere {
            document: None,
            outlet: or_unknown(&a.outlet, "outlet unknown"),
            title: or_unknown(&a.title, &a.origin),
            day: a.published.map(|d| d.to_string()).unwrap_or_default(),
            how: "the same text",
        })
        .collect();
    let documents = record.documents_of(filed.report)?;
    let version =
        |d: &DocumentRow| filed.revises == Some(d.id) || d.revises == Some(filed.document);
    for row in documents.iter().filter(|d| d.id != filed.document) {
        all.push(Elsewhere {
            document: Some(row.id),
            outlet: or_unknown(&row.outlet, "outlet unknown"),
            title: or_unknown(&row.title, &row.origin),
            day: row.published.map(|d| d.to_string()).unwrap_or_default(),
            how: if version(row) {
                "another version"
            } else {
                "a near-copy"
            },
        });
    }
    Ok(all)
}

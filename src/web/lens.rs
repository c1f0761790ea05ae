//! Rows as people read them: terms as names, places as words with who said them and where.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use askama::Template;

use super::citation::Citation;
use super::fault::Fault;
use super::whole::Whole;
use super::words;
use crate::case::Case;
use crate::document::Span;
use crate::export::voices::Standing;
use crate::export::words::tame;
use crate::position::{Channel, Sourcing};
use crate::record::{Place, Quote, Quotes, Record, State, StatementRow, Term};

/// A party or an issue: what addresses and what people call it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) slug: String,
    pub(super) name: String,
}

/// The words that a row rests on, with all that is needed to find them again.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/evidence.html")]
pub(super) struct Evidence {
    pub(super) words: String,
    pub(super) speaker: String,
    pub(super) sign: &'static str,
    pub(super) standing: &'static str,
    pub(super) sourcing: String,
    pub(super) channel: String,
    pub(super) outlet: String,
    pub(super) day: String,
    pub(super) title: String,
    /// Address of the place in the article.
    pub(super) link: String,
    /// Address of the statements alike to it; empty where it is none.
    pub(super) like: String,
    pub(super) citation: String,
    /// The article's address, else its place in the record, and the words' place in it: what paper has for a link.
    pub(super) address: String,
    /// What a person did to it; empty where nobody did anything.
    pub(super) decided: &'static str,
    pub(super) quote: Quote,
}

/// Looks at the record through the names of its case.
pub(super) struct Lens<'a> {
    pub(super) record: &'a Record,
    pub(super) case: &'a Case,
    /// What the whole record answers.
    pub(super) whole: Arc<Whole>,
    pub(super) quotes: Quotes<'a>,
    statements: RefCell<HashMap<i64, Rc<Vec<StatementRow>>>>,
}

impl<'a> Lens<'a> {
    pub(super) fn new(case: &'a Case, record: &'a Record, whole: Arc<Whole>) -> Self {
        Self {
            record,
            case,
            whole,
            quotes: Quotes::new(record),
            statements: RefCell::default(),
        }
    }

    /// Returns a party by the name that the case has for it.
    pub(super) fn party(&self, term: Term) -> Named {
        self.party_of(self.record.words(term))
    }

    /// Returns a party by its slug.
    pub(super) fn party_of(&self, slug: String) -> Named {
        let name = self.case.party(&slug).map(|p| p.name.clone());
        let name = name.unwrap_or_else(|| tame(&words::proper(&slug)));
        Named { slug, name }
    }

    /// Returns who tells of a position, in words; `None` where it is the party itself.
    pub(super) fn voucher(&self, term: Term) -> Option<String> {
        let slug = self.record.words(term);
        Some(match slug.as_str() {
            "self" => return None,
            "author" => "the article".into(),
            "media" => "other media".into(),
            other => match self.case.party(other) {
                Some(party) => party.name.clone(),
                None => self.described(other),
            },
        })
    }

    /// Returns the slug of somebody unnamed as words, with parties under their names.
    fn described(&self, slug: &str) -> String {
        let words = format!(" {} ", tame(&slug.replace('-', " ")));
        let parties = self.case.about.parties.iter();
        let named = parties.fold(words, |words, party| {
            let plain = format!(" {} ", party.slug.replace('-', " "));
            words.replace(&plain, &format!(" {} ", party.name))
        });
        named.trim().to_owned()
    }

    /// Returns an issue.
    pub(super) fn issue(&self, term: Term) -> Named {
        let slug = self.record.words(term);
        let name = tame(&words::slug(&slug));
        Named { slug, name }
    }

    /// Returns the statement of a number in a document.
    pub(super) fn statement(
        &self,
        document: i64,
        number: u32,
    ) -> Result<Option<StatementRow>, Fault> {
        let known = self.statements.borrow().get(&document).cloned();
        let rows = match known {
            Some(rows) => rows,
            None => {
                let scope = crate::record::Scope {
                    document: Some(document),
                    // Also of an article that another version replaced.
                    as_of: self.record.document(document)?.map(|d| d.known),
                    ..Default::default()
                };
                let rows = Rc::new(self.record.statements(&scope)?);
                self.statements
                    .borrow_mut()
                    .insert(document, Rc::clone(&rows));
                rows
            }
        };
        Ok(rows.iter().find(|r| r.place.number == number).cloned())
    }

    /// Returns the name of a statement's speaker.
    pub(super) fn speaker(&self, row: &StatementRow) -> Result<String, Fault> {
        let actor = match row.speaker {
            Some(id) => self.record.actor(id)?,
            None => None,
        };
        Ok(match actor {
            Some(actor) => match actor.role.filter(|r| !actor.name.contains(r.as_str())) {
                Some(role) => format!("{}, {}", tame(&actor.name), tame(&role)),
                None => tame(&actor.name),
            },
            None => "speaker not told".into(),
        })
    }

    /// Returns the words of a row that rests on a statement, or on the author's own voice.
    pub(super) fn evidence(
        &self,
        place: &Place,
        statement: Option<u32>,
    ) -> Result<Evidence, Fault> {
        let row = match statement {
            Some(number) => self.statement(place.document, number)?,
            None => None,
        };
        self.told(place, row.as_ref())
    }

    /// Returns the words of a statement.
    pub(super) fn said(&self, row: &StatementRow) -> Result<Evidence, Fault> {
        self.told(&row.place, Some(row))
    }

    /// Returns the words of a row whose speaker is of no matter here.
    pub(super) fn shown(&self, place: &Place) -> Result<Evidence, Fault> {
        let mut evidence = self.told(place, None)?;
        evidence.speaker = "reported".into();
        evidence.sourcing.clear();
        evidence.citation = evidence.cite();
        Ok(evidence)
    }

    fn told(&self, place: &Place, row: Option<&StatementRow>) -> Result<Evidence, Fault> {
        let quote = self.quotes.of(place)?;
        let (speaker, sourcing, channel) = match row {
            Some(row) => (self.speaker(row)?, row.sourcing, row.channel),
            None => (
                "the article itself".into(),
                Sourcing::Media,
                Channel::Public,
            ),
        };
        let link = link(place, row.map(|r| r.place.number));
        let standing = Standing::of(sourcing);
        let mut evidence = Evidence {
            words: tame(&quote.words),
            speaker,
            sign: standing.sign(),
            standing: standing.meaning(),
            sourcing: words::word(sourcing),
            channel: words::word(channel),
            outlet: tame(quote.outlet.as_deref().unwrap_or("outlet unknown")),
            day: quote.published.unwrap_or(place.known).to_string(),
            title: tame(quote.title.as_deref().unwrap_or("without a headline")),
            link,
            like: row.map(|r| like(&r.place)).unwrap_or_default(),
            citation: String::new(),
            address: on_paper(&quote),
            decided: decided(place.state),
            quote,
        };
        evidence.citation = evidence.cite();
        Ok(evidence)
    }

    /// Returns the citation of a document's words at a span.
    pub(super) fn citation_at(&self, document: i64, span: Span) -> Result<String, Fault> {
        let quote = self.quotes.at(document, span)?;
        let citation = Citation {
            words: &tame(&quote.words),
            speaker: "",
            sourcing: "",
            outlet: quote.outlet.as_deref(),
            title: quote.title.as_deref(),
            day: quote.published.map(|d| d.to_string()),
            url: quote.url.as_deref(),
            document: Some(document),
            spans: vec![quote.span],
        };
        Ok(citation.line())
    }

    /// Returns the words of a document at a span.
    pub(super) fn words_at(&self, document: i64, span: Span) -> Result<String, Fault> {
        Ok(tame(&self.quotes.at(document, span)?.words))
    }
}

impl Evidence {
    fn cite(&self) -> String {
        let quote = &self.quote;
        let shows_speaker = !self.sourcing.is_empty();
        let citation = Citation {
            words: &self.words,
            speaker: if shows_speaker { &self.speaker } else { "" },
            sourcing: &self.sourcing,
            outlet: Some(&self.outlet),
            title: Some(&self.title),
            day: Some(self.day.clone()),
            url: quote.url.as_deref(),
            document: Some(quote.document),
            spans: vec![quote.span],
        };
        citation.line()
    }
}

/// Returns where words are found by somebody who has them on paper.
fn on_paper(quote: &Quote) -> String {
    let article = quote.url.as_deref().map(tame);
    let article = article.unwrap_or_else(|| format!("article {} of the record", quote.document));
    format!(
        "{article}, characters {}–{}",
        quote.span.start, quote.span.end
    )
}

/// Returns the address of the statements that are alike in meaning to one.
pub(super) fn like(place: &Place) -> String {
    format!("/search?like={}:{}", place.document, place.number)
}

/// Returns the address of a row's words in their article: the note of the statement, else the article.
pub(super) fn link(place: &Place, statement: Option<u32>) -> String {
    match statement {
        Some(number) => format!("/article/{}#n{}", place.document, number + 1),
        None => format!("/article/{}", place.document),
    }
}

/// Returns what a person did to a row.
fn decided(state: State) -> &'static str {
    match state {
        State::Engine => "",
        State::Confirmed => "confirmed",
        State::Edited => "changed by hand",
        State::Added => "added by hand",
    }
}

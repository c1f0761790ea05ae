//! The article's text as templates see it: blocks of pieces, and beside each block the notes on what is said in it.

use crate::document::{BlockKind, CharOffsets};
use crate::export::brief::UNSURE;
use crate::export::html::kind_word;
use crate::export::html_text::{Marks, Open};
use crate::export::voices::{Standing, Voices};
use crate::export::words::{Lines, joined, tame};
use crate::position::{Position, Reading, Stance};

use super::citation::Citation;
use super::words;

/// A block of the article.
pub(super) struct Block {
    /// Whether it is a heading.
    pub(super) heading: bool,
    /// Class of the block.
    pub(super) class: String,
    /// What it is, where it is no running text.
    pub(super) label: String,
    /// Its first code point in the text.
    pub(super) start: usize,
    /// Its words.
    pub(super) pieces: Vec<Piece>,
    /// Notes on the statements that begin in it.
    pub(super) notes: Vec<Note>,
}

/// Words under the same marks.
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) class: String,
    /// The name of the place, where something of the talks is told from here on; empty elsewhere.
    pub(super) place: String,
    /// Numbers of the statements that begin here.
    pub(super) begins: Vec<usize>,
    /// Numbers of the statements that the words belong to, with blanks between.
    pub(super) of: String,
}

impl Piece {
    /// Returns whether the words belong to a statement.
    pub(super) fn is_of(&self, number: &usize) -> bool {
        self.of.split(' ').any(|n| n == number.to_string())
    }
}

/// What is known of a statement.
pub(super) struct Note {
    pub(super) number: usize,
    pub(super) nested: bool,
    pub(super) sign: &'static str,
    pub(super) standing: &'static str,
    pub(super) name: String,
    pub(super) party: Option<String>,
    pub(super) facts: String,
    pub(super) unsure: bool,
    pub(super) positions: Vec<Held>,
    /// The words, for a citation.
    pub(super) citation: String,
}

/// A position that rests on a statement.
pub(super) struct Held {
    pub(super) party: String,
    pub(super) issue: String,
    pub(super) issue_words: String,
    pub(super) stance: Stance,
    pub(super) option: Option<String>,
    pub(super) venue: &'static str,
}

impl Held {
    fn new(position: &Position, of: &Article<'_>) -> Self {
        Self {
            party: (of.party)(&position.party),
            issue: position.issue.clone(),
            issue_words: words::slug(&position.issue),
            stance: position.stance,
            option: position.option.as_deref().map(tame),
            venue: words::venue(position.venue),
        }
    }

    pub(super) fn sign(&self) -> &'static str {
        words::stance_sign(self.stance)
    }

    pub(super) fn word(&self) -> String {
        words::word(self.stance)
    }

    pub(super) fn key(&self) -> String {
        words::key(self.stance)
    }
}

/// An article that is to be shown.
pub(super) struct Article<'a> {
    pub(super) reading: &'a Reading,
    pub(super) voices: &'a Voices,
    /// Its number, where it stands in the record.
    pub(super) number: Option<i64>,
    /// Returns what a party is called.
    pub(super) party: &'a dyn Fn(&str) -> String,
}

/// Returns the blocks of a reading with their notes.
pub(super) fn blocks(of: &Article<'_>) -> Vec<Block> {
    let reading = of.reading;
    let text = &reading.document.text;
    let (marks, lines, offsets) = (
        Marks::new(reading),
        Lines::new(text),
        CharOffsets::new(text),
    );
    let mut open = Open::default();
    let begin = |i: &usize| {
        let content = reading.statements[*i].attribution.content.first();
        content.map_or(0, |s| s.start())
    };
    let mut order: Vec<usize> = (0..reading.statements.len()).collect();
    order.sort_by_key(begin);
    let mut order = order.into_iter().peekable();
    let mut blocks = Vec::new();
    for block in &reading.document.blocks {
        let pieces = marks.pieces(text, block.span, &mut open);
        let mut notes = Vec::new();
        while let Some(i) = order.next_if(|i| begin(i) < block.span.end()) {
            notes.push(note(of, &lines, &offsets, i));
        }
        let (kind, body) = (kind_word(block.kind), block.kind.is_body());
        let heading = block.kind == BlockKind::Heading;
        blocks.push(Block {
            heading,
            class: if body {
                kind.into()
            } else {
                format!("other {kind}")
            },
            label: if body || heading {
                String::new()
            } else {
                kind.replace('_', " ")
            },
            start: offsets.chars_before(text, block.span.start()),
            pieces: pieces.into_iter().map(Piece::from).collect(),
            notes,
        });
    }
    blocks
}

impl From<crate::export::html_text::Piece<'_>> for Piece {
    fn from(piece: crate::export::html_text::Piece<'_>) -> Self {
        let of: Vec<String> = piece.of.iter().map(|s| (s + 1).to_string()).collect();
        Self {
            words: piece.words.replace('\0', "\u{FFFD}"),
            class: piece.classes.join(" "),
            place: piece.place.unwrap_or_default(),
            begins: piece.begins.iter().map(|s| s + 1).collect(),
            of: of.join(" "),
        }
    }
}

fn note(of: &Article<'_>, lines: &Lines, offsets: &CharOffsets, i: usize) -> Note {
    let (reading, voices) = (of.reading, of.voices);
    let statement = &reading.statements[i];
    let voice = &voices.all[voices.of[i]];
    let standing = Standing::of(statement.sourcing);
    let mut facts = vec![
        words::word(statement.sourcing),
        words::word(statement.channel),
    ];
    facts.extend(
        statement
            .addressee
            .as_deref()
            .map(|a| format!("to {}", tame(a))),
    );
    facts.extend(statement.said_on.map(|d| format!("on {d}")));
    facts.push(words::word(statement.modality));
    facts.push(lines.place(&statement.attribution.content));
    let mine = reading
        .talks
        .positions
        .iter()
        .filter(|p| p.attribution == Some(i));
    Note {
        number: i + 1,
        nested: statement.attribution.parent.is_some(),
        sign: standing.sign(),
        standing: standing.meaning(),
        name: voice.name.clone(),
        party: statement
            .party
            .as_deref()
            .or(voice.party.as_deref())
            .map(of.party),
        facts: facts.join(" · "),
        unsure: statement.attribution.confidence < UNSURE,
        positions: mine.map(|p| Held::new(p, of)).collect(),
        citation: citation(of, &voice.name, offsets, i),
    }
}

/// Returns the statement's words with everything by which they are found again.
fn citation(of: &Article<'_>, name: &str, offsets: &CharOffsets, i: usize) -> String {
    let reading = of.reading;
    let (document, statement) = (&reading.document, &reading.statements[i]);
    let known = &document.metadata;
    let content = &statement.attribution.content;
    let citation = Citation {
        words: &joined(&document.text, content),
        speaker: name,
        sourcing: &words::word(statement.sourcing),
        outlet: known.outlet.as_deref(),
        title: known.title.as_deref(),
        day: known.published.map(|d| d.to_string()),
        url: known.url.as_deref(),
        document: of.number,
        spans: content
            .iter()
            .map(|s| offsets.span(&document.text, *s))
            .collect(),
    };
    citation.line()
}

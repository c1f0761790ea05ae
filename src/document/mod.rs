//! The document: one article as read. It owns the text; everything later points into it by span.

mod blocks;
mod dates;
mod encoding;
mod facts;
mod head;
mod html;
mod layout;
mod look;
mod phrases;
mod read;
mod repeats;
mod span;
mod tongue;

pub use read::read;
pub use span::{CharOffsets, CharSpan, Span};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What a block of an article is. Only `Paragraph` and `ListItem` are read for attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The section of the outlet that the article stands in (`Politics`).
    SectionLabel,
    /// The headline, also where it is repeated.
    Title,
    /// The lead under the headline, bullets that sum the article up.
    Standfirst,
    /// `6 min read`.
    ReadingTime,
    /// Who wrote it.
    Byline,
    /// When (and where) it was published, on a line of its own.
    DateLine,
    /// A heading inside the text.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// What a picture shows.
    Caption,
    /// Whose picture it is.
    Credit,
    /// A sentence of the article repeated as an ornament.
    PullQuote,
    /// A note to the reader, by the author or the editors.
    Note,
    /// Adverts, "join us", links to other articles, menus.
    Advert,
}

impl BlockKind {
    /// Returns whether attributions are read in blocks of this kind.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem)
    }
}

/// One block of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands; blocks do not overlap and stand in the order of the text.
    pub span: Span,
}

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// Authors as printed, without "By".
    pub bylines: Vec<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The method that found `published` (`json-ld`, `meta article:published_time`, `date line`, `given`, …).
    pub published_from: Option<String>,
    /// The methods that found `title` and `outlet`.
    pub title_from: Option<String>,
    /// See `title_from`.
    pub outlet_from: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 639-1 code of the language of the text, where it could be told.
    pub language: Option<String>,
    /// Fields of a JSON line that the program does not know, kept as they came.
    pub extra: Map<String, Value>,
}

/// One article as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// `sha256:` and the hash of the text: the same text has the same id wherever it came from.
    pub id: String,
    /// The file, `-`, or address it was read from.
    pub origin: String,
    /// What is known besides the text.
    pub metadata: Metadata,
    /// The text that all spans point into. Of plain-text input it is that input unchanged.
    pub text: String,
    /// The blocks, in order, without overlap.
    pub blocks: Vec<Block>,
    /// Things that a reader should know of how this was read ("cut at 16 MB", "bytes that are no UTF-8 replaced").
    pub warnings: Vec<String>,
}

impl Document {
    /// Returns a document over `text` with its id computed.
    pub fn new(
        origin: impl Into<String>,
        text: String,
        metadata: Metadata,
        blocks: Vec<Block>,
    ) -> Self {
        Self {
            id: content_id(&text),
            origin: origin.into(),
            metadata,
            text,
            blocks,
            warnings: Vec::new(),
        }
    }

    /// Returns the document that reads every line of `text` as body: no block detection.
    pub fn whole(origin: impl Into<String>, text: String) -> Self {
        let blocks = lines(&text)
            .map(|span| Block {
                kind: BlockKind::Paragraph,
                span,
            })
            .collect();
        Self::new(origin, text, Metadata::default(), blocks)
    }

    /// Returns the blocks that are read for attributions.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind.is_body())
    }

    /// Returns the number of the line (from 1) that byte `offset` stands in.
    pub fn line_of(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1
    }
}

/// Returns `sha256:` and the hexadecimal SHA-256 of the text's UTF-8 bytes.
pub fn content_id(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let mut id = String::with_capacity(71);
    id.push_str("sha256:");
    for byte in hash {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

/// Returns the lines of the text that hold more than white space, without the white space around them.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        (!span.is_empty()).then_some(span)
    })
}

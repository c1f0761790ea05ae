//! From pieces to blocks: what each line or paragraph is, by its words, its place and its neighbours.

use super::head::{Head, head};
use super::layout::Piece;
use super::look::{Look, is_turn};
use super::phrases::{Ends, Place};
use super::repeats::mark_pull_quotes;
use super::{Block, BlockKind};

/// A piece and what its markup says it is; plain text has no markup.
pub(super) type Hinted = (Piece, Option<BlockKind>);

/// Pieces of running text that must stand before anything counts as below the article.
const BEFORE_TAIL: usize = 2;
/// Lines without a full stop that follow one another are headings up to this number; more are a list or a menu.
const MOST_HEADINGS: usize = 2;
/// Characters of a last line without a full stop that is rather the article, cut off, than a link below it.
const CUT_OFF: usize = 60;

/// Returns the blocks of a text, whose headline may be known.
pub(super) fn blocks(text: &str, pieces: &[Hinted], title: Option<&str>) -> Vec<Block> {
    let looks: Vec<Look> = pieces
        .iter()
        .map(|(piece, hint)| Look::new(text, *piece, *hint))
        .collect();
    let head = head(&looks, title);
    let mut kinds = head.kinds.clone();
    kinds.extend(Body::new(&looks, &head).kinds());
    if !kinds.iter().any(|k| k.is_body()) {
        read_all(&looks, &mut kinds);
    }
    let mut blocks: Vec<Block> = looks
        .iter()
        .zip(kinds)
        .map(|(look, kind)| Block {
            kind,
            span: look.span,
        })
        .collect();
    mark_pull_quotes(text, &mut blocks);
    blocks
}

/// Takes as running text what was taken for headlines and headings only for want of a full stop.
fn read_all(looks: &[Look], kinds: &mut [BlockKind]) {
    for (look, kind) in looks.iter().zip(kinds) {
        let by_place = look.decided().is_none() && look.furniture(Place::Anywhere).is_none();
        if by_place
            && matches!(
                kind,
                BlockKind::Title
                    | BlockKind::Heading
                    | BlockKind::Standfirst
                    | BlockKind::SectionLabel
                    | BlockKind::Advert
            )
        {
            *kind = if look.item {
                BlockKind::ListItem
            } else {
                BlockKind::Paragraph
            };
        }
    }
}

/// The part of an article below its head, read from top to bottom.
struct Body<'a> {
    looks: &'a [Look<'a>],
    start: usize,
    title: Option<&'a str>,
    /// The byte from which on a piece stands late in the text.
    late: usize,
    /// Whether most pieces stand apart, so that lines close together mean something.
    spaced: bool,
    /// Whether hardly anything ends with a full stop, so that its absence means nothing.
    unstopped: bool,
    /// For each piece, how many after it (with itself) are lines without a full stop.
    lone: Vec<usize>,
    /// The last piece of running text.
    last_running: usize,
}

impl<'a> Body<'a> {
    fn new(looks: &'a [Look<'a>], head: &'a Head) -> Self {
        let start = head.kinds.len();
        let body = looks.get(start..).unwrap_or_default();
        let running = |l: &&Look| (l.running || l.item) && l.furniture(Place::Anywhere).is_none();
        let plain = body
            .iter()
            .filter(|l| l.furniture(Place::Anywhere).is_none())
            .count();
        let first = looks.first().map_or(0, |l| l.span.start());
        let end = looks.last().map_or(0, |l| l.span.end());
        let mut lone = vec![0; looks.len() + 1];
        for (at, look) in looks.iter().enumerate().rev() {
            let alone = !look.running
                && !look.item
                && look.decided().is_none()
                && look.furniture(Place::Anywhere).is_none();
            lone[at] = if alone { lone[at + 1] + 1 } else { 0 };
        }
        Self {
            looks,
            start,
            title: head.title.as_deref(),
            late: first + (end - first) / 3 * 2,
            spaced: looks.iter().filter(|l| l.apart).count() * 10 >= looks.len() * 6,
            unstopped: plain >= 5 && body.iter().filter(running).count() * 10 < plain * 4,
            lone,
            last_running: looks.iter().rposition(|l| running(&l)).unwrap_or(0),
        }
    }

    fn kinds(&self) -> Vec<BlockKind> {
        let mut kinds: Vec<BlockKind> = Vec::with_capacity(self.looks.len() - self.start);
        let mut running = 0;
        let mut ended: Option<BlockKind> = None;
        for (at, look) in self.looks.iter().enumerate().skip(self.start) {
            let below = running >= BEFORE_TAIL && look.span.start() >= self.late;
            let place = if below { Place::Tail } else { Place::Anywhere };
            let rule = look.rule(place);
            if ended.is_none()
                && running >= BEFORE_TAIL
                && rule.is_some_and(|r| r.ends == Some(Ends::Always) || (r.ends.is_some() && below))
            {
                ended = rule.map(|r| r.kind);
            }
            let kind = match ended {
                Some(tail) => look.furniture(place).unwrap_or(tail),
                None => self.kind(at, place, kinds.last().copied()),
            };
            running += usize::from(kind.is_body());
            kinds.push(kind);
        }
        kinds
    }

    /// Returns what one piece is, given what stands before it.
    fn kind(&self, at: usize, place: Place, before: Option<BlockKind>) -> BlockKind {
        let look = &self.looks[at];
        if look.hint == Some(BlockKind::Title) || self.title.is_some_and(|t| look.folds_to(t)) {
            return BlockKind::Title;
        }
        if let Some(kind) = look.decided().or_else(|| look.furniture(place)) {
            return kind;
        }
        if self.is_captioned(at, before) {
            return BlockKind::Caption;
        }
        if look.item {
            return BlockKind::ListItem;
        }
        if look.running {
            return BlockKind::Paragraph;
        }
        // What the first line of a run is, the others are.
        let in_run = at > self.start && self.lone[at - 1] > 0 && before != Some(BlockKind::Title);
        before
            .filter(|_| in_run)
            .unwrap_or_else(|| self.lone_kind(at, before))
    }

    /// Returns whether a piece clings to the credit of a picture above or below it.
    fn is_captioned(&self, at: usize, before: Option<BlockKind>) -> bool {
        let look = &self.looks[at];
        if !self.spaced || look.item || look.length > 400 {
            return false;
        }
        let below = !look.apart && before == Some(BlockKind::Credit);
        let above = look.apart
            && self.looks.get(at + 1).is_some_and(|next| {
                !next.apart && next.furniture(Place::Anywhere) == Some(BlockKind::Credit)
            });
        below || above
    }

    /// Returns what a run of lines without a full stop is, from its first line.
    fn lone_kind(&self, at: usize, before: Option<BlockKind>) -> BlockKind {
        let look = &self.looks[at];
        let length = self.lone[at];
        let announced = before.is_some_and(BlockKind::is_body)
            && at > 0
            && self.looks[at - 1].words.ends_with(':')
            && !is_turn(self.looks[at - 1].words);
        if announced {
            return BlockKind::ListItem;
        }
        if self.unstopped && look.count >= 5 {
            return BlockKind::Paragraph;
        }
        if at + length > self.last_running {
            // Below the last sentence: who signed, or where else to go.
            return match length {
                _ if look.is_name() || is_signature(look.words) => BlockKind::Byline,
                1 if look.length > CUT_OFF => BlockKind::Paragraph,
                _ => BlockKind::Advert,
            };
        }
        if length > MOST_HEADINGS || begins_a_heading(look.words) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        }
    }
}

fn begins_a_heading(words: &str) -> bool {
    words
        .trim_start_matches(['“', '"', '‘', '\'', '«', '„', '¿', '¡', '('])
        .starts_with(|c: char| !c.is_lowercase())
}

/// Returns whether most words begin with a capital, as names with their offices do.
fn is_signature(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let capital = all
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    all.len() >= 4 && capital * 10 >= all.len() * 6 && super::phrases::is_role(words)
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;

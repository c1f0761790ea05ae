//! What stands above the running text: section, headline, standfirst, byline, date.

use super::BlockKind;
use super::dates::Dated;
use super::layout::is_bullet;
use super::look::{Look, folded};
use super::phrases::Place;

/// Pieces in which the head is looked for.
const REACH: usize = 16;
/// Running pieces, and characters of them, that may stand above a byline or day: a standfirst of a few sentences.
const STANDFIRST: (usize, usize) = (2, 450);
/// Characters of the longest headline.
const LONGEST_TITLE: usize = 180;
/// Bytes of the longest dateline.
const LONGEST_DATELINE: usize = 100;
/// With more lines of dates than this, they divide a chronology and do not date the article.
const MOST_DATES: usize = 3;

/// The head of an article.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The kinds of the first pieces; running text begins after them.
    pub(super) kinds: Vec<BlockKind>,
    /// The folded headline.
    pub(super) title: Option<String>,
}

/// Returns the head of an article, whose headline may be known.
pub(super) fn head(looks: &[Look], known: Option<&str>) -> Head {
    let known = known.map(folded).filter(|t| !t.is_empty());
    let mut end = end(looks);
    let mut title = title(looks, end, known.as_deref());
    if title.is_none() && end == 0 && titled_by_a_sentence(looks) {
        title = Some(0);
        end = furnished(looks, 1);
    }
    let folded_title = known.or_else(|| title.and_then(|t| looks.get(t)).map(Look::folded));
    let mut kinds: Vec<BlockKind> = Vec::with_capacity(end);
    for (at, look) in looks.iter().enumerate().take(end) {
        let repeated = || folded_title.as_ref().is_some_and(|t| *t == look.folded());
        let kind = look.decided().unwrap_or_else(|| {
            if title == Some(at) || repeated() {
                BlockKind::Title
            } else {
                kind(looks, at, title)
            }
        });
        kinds.push(kind);
    }
    summary(looks, &mut kinds);
    Head {
        kinds,
        title: folded_title,
    }
}

/// Returns the number of pieces above the running text.
fn end(looks: &[Look]) -> usize {
    let chronology = looks
        .iter()
        .filter(|l| l.dated.is_some())
        .take(MOST_DATES + 1)
        .count()
        > MOST_DATES;
    let (mut running, mut characters, mut end) = (0, 0, 0);
    for (at, look) in looks.iter().enumerate().take(REACH) {
        let furniture = look.decided().or_else(|| look.furniture(Place::Head));
        let ends_head = match furniture {
            Some(BlockKind::Byline | BlockKind::ReadingTime) => true,
            Some(BlockKind::DateLine) if running == 0 => true,
            Some(BlockKind::DateLine) => matches!(look.dated, Some(Dated::Day(_))) && !chronology,
            Some(_) => false,
            None => {
                if is_prose(look) || look.item {
                    running += 1;
                    characters += look.length;
                }
                false
            }
        };
        // A headline that ends with a full stop is one running piece more.
        let headline = usize::from(looks.first().is_some_and(is_sentence_title));
        if running > STANDFIRST.0 + headline || characters > STANDFIRST.1 {
            break;
        }
        let begins_as_head = running == 0
            || looks
                .first()
                .is_some_and(|l| !is_prose(l) || is_sentence_title(l));
        if ends_head && begins_as_head {
            end = at + 1;
        }
    }
    furnished(looks, end)
}

/// Returns the end of the head from `end` on: up to the first piece of running text.
fn furnished(looks: &[Look], end: usize) -> usize {
    let above = |look: &Look| {
        let furniture = look
            .decided()
            .or_else(|| look.furniture(Place::Head))
            .is_some();
        furniture || !(is_prose(look) || look.item)
    };
    end + looks
        .iter()
        .skip(end)
        .take(REACH)
        .take_while(|l| above(l))
        .count()
}

/// Returns which piece of the head is the headline: the known one, one that is repeated, the first of some length.
fn title(looks: &[Look], end: usize, known: Option<&str>) -> Option<usize> {
    let head = looks.get(..end)?;
    if let Some(at) = head
        .iter()
        .position(|l| l.decided() == Some(BlockKind::Title))
    {
        return Some(at);
    }
    if let Some(at) = known.and_then(|known| head.iter().position(|l| l.folded() == known)) {
        return Some(at);
    }
    let could_be = |l: &Look| {
        let plain = l.decided().is_none() && l.furniture(Place::Head).is_none() && !l.item;
        plain && l.words.chars().any(char::is_alphabetic)
    };
    let lines = head
        .iter()
        .enumerate()
        .filter(|(_, l)| could_be(l) && !is_prose(l));
    let sentences = head
        .iter()
        .enumerate()
        .filter(|(_, l)| could_be(l) && is_prose(l) && is_sentence_title(l));
    let candidates: Vec<(usize, &Look)> = lines.chain(sentences).collect();
    let twice = candidates.iter().enumerate().find(|(n, (_, look))| {
        let words = look.folded();
        look.count >= 3
            && candidates
                .iter()
                .skip(n + 1)
                .any(|(_, other)| other.folded() == words)
    });
    let long = || {
        candidates
            .iter()
            .find(|(_, l)| l.count >= 4 || l.length >= 25)
    };
    twice
        .map(|(_, found)| found)
        .or_else(long)
        .or(candidates.first())
        .map(|(at, _)| *at)
}

/// Returns whether a piece reads as running text even above the article, where a headline may be long.
fn is_prose(look: &Look) -> bool {
    look.stopped || look.length > LONGEST_TITLE
}

/// Returns whether the first piece, though it ends as a sentence does, is the headline.
fn titled_by_a_sentence(looks: &[Look]) -> bool {
    let [first, second, ..] = looks else {
        return false;
    };
    if !is_sentence_title(first) || !second.apart {
        return false;
    }
    let furnished = second.furniture(Place::Head).is_some();
    furnished
        || is_title_case(first.words)
        || dateline(second.words).is_some()
        || first.words.ends_with(['?', '!'])
}

/// Returns whether a piece is one short sentence that could stand over an article.
fn is_sentence_title(look: &Look) -> bool {
    let inner = look
        .words
        .trim_end_matches(['.', '!', '?', '"', '”', '’', '\'']);
    let sentences = inner.matches(['.', '!', '?']).count();
    !look.item
        && look.length <= LONGEST_TITLE
        && !super::look::is_turn(look.words)
        && !look.words.starts_with(['“', '"', '„', '«'])
        && !look.words.ends_with([':', ',', ';'])
        && (sentences == 0 || is_title_case(look.words))
}

/// Returns whether nearly all longer words begin with a capital.
fn is_title_case(words: &str) -> bool {
    let long: Vec<&str> = words
        .split_whitespace()
        .filter(|w| w.chars().count() >= 5)
        .collect();
    let capital = long.iter().filter(|w| {
        w.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    });
    long.len() >= 2 && capital.count() * 10 >= long.len() * 9
}

/// Returns the dateline that running text begins with: `LINDHAVEN, March 14 (HP)` before a dash.
pub(super) fn dateline(words: &str) -> Option<&str> {
    let head = words.get(..words.floor_char_boundary(LONGEST_DATELINE))?;
    let dashes = ["—", "–", " - ", "--"]
        .into_iter()
        .filter_map(|dash| head.find(dash));
    let line = head.get(..dashes.min()?)?;
    let place = line
        .split([',', '(', '/'])
        .next()
        .unwrap_or_default()
        .trim();
    let letters = place.chars().filter(|c| c.is_alphabetic());
    let shouted = letters.clone().count() >= 3 && letters.clone().all(|c| !c.is_lowercase());
    (shouted && place.split_whitespace().count() <= 4).then_some(line)
}

/// Returns what a piece of the head is that is not the headline.
fn kind(looks: &[Look], at: usize, title: Option<usize>) -> BlockKind {
    let Some(look) = looks.get(at) else {
        return BlockKind::Heading;
    };
    if let Some(kind) = look.furniture(Place::Head) {
        return kind;
    }
    if title.is_some_and(|t| at < t) {
        // One to three words over a headline are its section; more lines are the menu of a page.
        return match title {
            Some(t) if t <= 3 && look.count <= 4 => BlockKind::SectionLabel,
            Some(t) if t > 3 && look.count <= 4 => BlockKind::Advert,
            _ => BlockKind::Standfirst,
        };
    }
    let beside = [at.checked_sub(1), at.checked_add(1)]
        .into_iter()
        .flatten()
        .filter_map(|i| looks.get(i));
    let signed = beside.map(|l| l.furniture(Place::Head)).any(|kind| {
        matches!(
            kind,
            Some(BlockKind::Byline | BlockKind::DateLine | BlockKind::ReadingTime)
        )
    });
    if signed && look.is_name() {
        return BlockKind::Byline;
    }
    if is_prose(look) || look.item || look.count >= 5 {
        BlockKind::Standfirst
    } else {
        BlockKind::Heading
    }
}

/// Takes bullets between head and running text as a summary, where they are the smaller part of the article.
fn summary(looks: &[Look], kinds: &mut Vec<BlockKind>) {
    let rest = looks.get(kinds.len()..).unwrap_or_default();
    let bullets = rest
        .iter()
        .take_while(|l| l.item && (is_bullet(l.words) || l.hint.is_some()))
        .count();
    let size = |looks: &[Look]| looks.iter().map(|l| l.span.len()).sum::<usize>();
    let (items, prose) = rest.split_at(bullets);
    let prose_pieces = prose
        .iter()
        .filter(|l| l.running && !l.item)
        .take(3)
        .count();
    if bullets > 0 && !kinds.is_empty() && prose_pieces == 3 && size(items) * 3 < size(prose) {
        kinds.extend(std::iter::repeat_n(BlockKind::Standfirst, bullets));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_is_a_place_in_capitals_before_a_dash() {
        assert_eq!(dateline("LINDHAVEN — They met."), Some("LINDHAVEN "));
        assert_eq!(
            dateline("NEW BRAE, Norland, Jan. 4 (HP) -- They"),
            Some("NEW BRAE, Norland, Jan. 4 (HP) ")
        );
        for words in [
            "The talks — all of them — failed.",
            "UN - the body",
            "They met.",
            "",
        ] {
            assert_eq!(dateline(words), None, "{words}");
        }
    }

    #[test]
    fn title_case_is_told_by_long_words() {
        assert!(is_title_case("Minister Calls Fishing Fleet’s Bluff"));
        assert!(!is_title_case("Minister calls Norland’s bluff") && !is_title_case("Norland"));
    }
}

//! What the content tells: its modality and what it says about the talks.

use super::codebooks::Codebooks;
use super::cues::Cue;
use super::terms::terms;
use super::{Modality, Signal};
use crate::document::Span;

/// How many words of the content count as its first clause where no comma ends it.
const CLAUSE: usize = 14;
/// From how many bytes on a content without cue is too long for its first clause to speak for it.
const LONG: usize = 240;

/// Returns the modality of the content: what the cue makes of it, else what its first clause says.
pub(super) fn modality(content: &str, cue: &Cue<'_>) -> Modality {
    if cue.negated {
        return Modality::Negated;
    }
    if let Some(modality) = cue.class.and_then(|c| c.modality) {
        return modality;
    }
    // A turn of a transcript says many things; none of its clauses speaks for the whole.
    if cue.empty && content.len() > LONG {
        return Modality::Asserted;
    }
    let words = terms(content);
    let sentence = terms(
        content
            .split(['.', '!', '?', ';'])
            .next()
            .unwrap_or(content),
    );
    let conditional = |w: &String| matches!(w.as_str(), "unless" | "provided");
    if words
        .first()
        .is_some_and(|w| matches!(w.as_str(), "if" | "once"))
        || words.get(1).is_some_and(|w| w == "if")
        || sentence.iter().any(conditional)
        || sentence.windows(2).any(|w| w[0] == "only" && w[1] == "if")
        || sentence.windows(2).any(|w| {
            // `even if`, `as if`, `asked if` set no condition.
            w[1] == "if"
                && !matches!(
                    w[0].as_str(),
                    "even" | "as" | "see" | "asked" | "ask" | "know" | "wonder"
                )
        })
    {
        return Modality::Conditional;
    }
    let main = &words[..words.len().min(CLAUSE)];
    let end = main.iter().skip(3).position(|w| {
        matches!(
            w.as_str(),
            "because" | "which" | "who" | "why" | "although" | "though" | "while"
        )
    });
    let clause = &main[..end.map_or(main.len(), |n| n + 3)];
    clause
        .iter()
        .enumerate()
        .find_map(|(i, word)| {
            let next = clause.get(i + 1).map_or("", String::as_str);
            match word.as_str() {
                "will" | "would" if matches!(next, "not" | "never") => Some(Modality::Negated),
                "not" | "cannot" | "never" | "no" | "neither" | "nobody" | "nothing" => {
                    Some(Modality::Negated)
                }
                w if w.ends_with("n't") => Some(Modality::Negated),
                "might" | "could" | "may" | "perhaps" | "possibly" => Some(Modality::Possible),
                "will" | "shall" | "won" => Some(Modality::Expected),
                w if w.ends_with("'ll") => Some(Modality::Expected),
                "is" | "are" | "was" | "were"
                    if matches!(
                        next,
                        "to" | "set" | "expected" | "planning" | "about" | "going" | "due"
                    ) =>
                {
                    Some(Modality::Expected)
                }
                "expects" | "expect" | "hopes" | "hope" | "plans" | "intends" => {
                    Some(Modality::Expected)
                }
                _ => None,
            }
        })
        .unwrap_or(Modality::Asserted)
}

/// Returns what the content tells about the talks, in the order of [`Signal`]; `Other` where nothing shows.
pub(super) fn signals(
    text: &str,
    content: &[Span],
    cue: &Cue<'_>,
    books: &Codebooks,
) -> Vec<Signal> {
    let words: Vec<String> = content.iter().flat_map(|s| terms(s.of(text))).collect();
    let counts = books.cues.signals(&words);
    let mut found: Vec<Signal> = cue.class.map(|c| c.signals.clone()).unwrap_or_default();
    // In a long content a single word of a kind tells little.
    let least = 1 + words.len() / 60;
    let mut strong: Vec<(usize, Signal)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= least)
        .map(|(s, n)| (n, s))
        .collect();
    strong.sort_by_key(|(n, s)| (std::cmp::Reverse(*n), *s));
    let room = 2 + words.len() / 60;
    for (_, signal) in strong {
        if found.len() < room && !found.contains(&signal) {
            found.push(signal);
        }
    }
    if found.is_empty() {
        found.push(if words.len() < 4 {
            Signal::Other
        } else {
            Signal::Assessment
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cue: &str, content: &str) -> Modality {
        let books = Codebooks::built_in().unwrap();
        modality(content, &books.cues.read(cue))
    }

    #[test]
    fn the_cue_decides_before_the_content() {
        assert_eq!(
            read("denied", "that it will shell the port"),
            Modality::Negated
        );
        assert_eq!(read("hopes", "to sign if it can"), Modality::Expected);
        assert_eq!(read("did not say", "that"), Modality::Negated);
    }

    #[test]
    fn else_the_first_clause_decides() {
        assert_eq!(read("said", "it will not leave"), Modality::Negated);
        assert_eq!(read("said", "the talks will go on"), Modality::Expected);
        assert_eq!(
            read("said", "it would sign only if Sudmark left"),
            Modality::Conditional
        );
        assert_eq!(read("said", "that might be progress"), Modality::Possible);
        assert_eq!(read("said", "the talks went well"), Modality::Asserted);
    }

    #[test]
    fn signals_come_from_cue_and_content() {
        let books = Codebooks::built_in().unwrap();
        let text = "the shelling of the port must stop";
        let cue = books.cues.read("said");
        let found = signals(text, &[Span::new(0, text.len())], &cue, &books);
        assert_eq!(found, [Signal::Position, Signal::Conduct]);
    }
}

//! The words of a passage, each with its place in the text and the pause before it.

use super::terms::singular;
use crate::document::Span;

/// The strongest punctuation between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    /// None, or quotation marks.
    None,
    /// A comma, dash, colon or bracket.
    Comma,
    /// The end of a sentence, a semicolon, a line's end.
    Stop,
}

/// One word of a passage.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In small letters, with straight apostrophes; `n't`, `'ll` and the like are words of their own, written out.
    pub text: String,
    /// The singular of a plural noun, else the same.
    pub single: String,
    /// Where it stands.
    pub span: Span,
    /// What parts it from the word before.
    pub pause: Pause,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether what it says is already accounted for, so that it shows nothing more by itself.
    pub read: bool,
}

/// Returns the words of the passages in order; a passage's first word is parted from the last one's end by a stop.
pub(super) fn words(text: &str, passages: &[Span]) -> Vec<Word> {
    let mut found = Vec::new();
    for passage in passages {
        read(text, *passage, &mut found);
    }
    found
}

fn read(text: &str, passage: Span, found: &mut Vec<Word>) {
    let inside = passage.of(text);
    let mut pause = Pause::Stop;
    let mut open: Option<usize> = None;
    let chars = inside.char_indices().chain([(inside.len(), '\n')]);
    for (at, c) in chars {
        // Apostrophes, hyphens and full stops belong to a word where it goes on behind them.
        let next = inside
            .get(at + c.len_utf8()..)
            .and_then(|r| r.chars().next());
        let inner = matches!(c, '\'' | '’' | '-' | '.') && next.is_some_and(char::is_alphanumeric)
            || c == '.' && next == Some('-');
        let dotted = c == '.' && open.is_some_and(|s| inside.get(s..at).is_some_and(is_initials));
        if c.is_alphanumeric() || (open.is_some() && inner) {
            open = open.or(Some(at));
            continue;
        }
        if let Some(start) = open.take() {
            let run = Span::new(passage.start() + start, passage.start() + at);
            push(text, run, pause, found);
            pause = Pause::None;
        }
        pause = pause.max(match c {
            '.' if dotted => Pause::None,
            '.' | ';' | '?' | '!' | '\n' => Pause::Stop,
            ',' | ':' | '(' | ')' | '—' | '–' => Pause::Comma,
            _ => Pause::None,
        });
    }
}

/// Returns whether the run reads like the beginning of `U.S.`.
fn is_initials(run: &str) -> bool {
    run.split('.').all(|part| part.chars().count() == 1)
}

/// Adds a run of letters, contractions taken apart.
fn push(text: &str, run: Span, pause: Pause, found: &mut Vec<Word>) {
    let plain = run.of(text).to_lowercase().replace('’', "'");
    let capital = run.of(text).starts_with(char::is_uppercase);
    let mut add = |word: &str, pause: Pause| {
        found.push(Word {
            text: word.to_owned(),
            single: singular(word),
            span: run,
            pause,
            capital,
            read: false,
        });
    };
    let ends = [
        ("n't", "not"),
        ("'ll", "will"),
        ("'re", "are"),
        ("'ve", "have"),
        ("'m", "am"),
        ("'d", "would"),
        ("'s", "'s"),
    ];
    let apart = ends
        .iter()
        .find_map(|(end, word)| Some((plain.strip_suffix(end)?, *word)));
    match apart {
        Some((stem, word)) if !stem.is_empty() => {
            let stem = match (stem, word) {
                ("ca", "not") => "can",
                ("wo", "not") => "will",
                _ => stem,
            };
            add(stem, pause);
            add(word, Pause::None);
        }
        _ if plain == "cannot" => {
            add("can", pause);
            add("not", Pause::None);
        }
        _ => add(&plain, pause),
    }
}

/// Returns the span from the first to the last of the words.
pub(super) fn cover(words: &[Word]) -> Option<Span> {
    Some(words.first()?.span.cover(words.last()?.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let words = words(text, &[Span::new(0, text.len())]);
        words.iter().map(|w| w.text.clone()).collect()
    }

    #[test]
    fn contractions_come_apart() {
        assert_eq!(
            read("We won’t; they can't, he’ll"),
            ["we", "will", "not", "they", "can", "not", "he", "will"]
        );
        assert_eq!(
            read("Norland’s U.S.-backed plan"),
            ["norland", "'s", "u.s.-backed", "plan"]
        );
    }

    #[test]
    fn pauses_are_kept() {
        let text = "One, two. “Three” four of the U.S. fleet";
        let pauses: Vec<Pause> = words(text, &[Span::new(0, text.len())])
            .iter()
            .map(|w| w.pause)
            .collect();
        use Pause::{Comma, None, Stop};
        assert_eq!(pauses, [Stop, Comma, Stop, None, None, None, None, None]);
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "„Żółw” won’t";
        let found = words(text, &[Span::new(0, text.len())]);
        let spans: Vec<&str> = found.iter().map(|w| w.span.of(text)).collect();
        assert_eq!(spans, ["Żółw", "won’t", "won’t"]);
        assert_eq!(cover(&found).map(|s| s.of(text)), Some("Żółw” won’t"));
    }
}

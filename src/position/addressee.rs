//! To whom something was said.

use super::cues::{Cue, Hearer};
use super::setting::Setting;
use super::sourcebook::SourceBook;
use crate::attribution::Attribution;
use crate::document::Span;

/// The longest name of an addressee, in words.
const LONGEST: usize = 8;

/// The most words before whom something is expressed to (`his deep appreciation`).
const THANKS: usize = 4;

/// Where an addressee ends: words that open what is said or tell when and where.
const ENDS: [&str; 16] = [
    " on ", " in ", " at ", " during ", " after ", " before ", " by ", " that ", " when ",
    " while ", " about ", " over ", " late ", " early ", " as ", " if ",
];

/// Returns to whom an attribution was said, as printed.
pub(super) fn addressee(
    setting: &Setting<'_>,
    attribution: &Attribution,
    cue: &Cue<'_>,
    book: &SourceBook,
) -> Option<String> {
    let text = setting.text;
    let at = attribution.cue?;
    let first = attribution.content.iter().find(|c| c.start() >= at.end());
    let gap = Span::new(
        at.end(),
        first.map_or_else(|| clause_end(text, at), |c| c.start()),
    );
    object(gap.of(text), cue)
        .or_else(|| asked_before(gap.of(text), first?.of(text), cue))
        .or_else(|| in_content(first?.of(text), cue))
        .or_else(|| {
            let sentence = setting.sentence_of(at.start())?;
            let outer = attribution.parent.is_none();
            let beside = if outer {
                setting.beside(sentence)
            } else {
                Vec::new()
            };
            beside.iter().find_map(|s| {
                let words = s.of(text);
                name(words.get(book.addressed(words)?..)?)
            })
        })
}

/// Returns whom the words between cue and content name, where the content is what they are to do.
fn asked_before(gap: &str, content: &str, cue: &Cue<'_>) -> Option<String> {
    let asked = cue.hearer? == Hearer::Asked && content.starts_with("to ");
    name(gap).filter(|_| asked)
}

/// Returns whom the content begins with: `(urged) Sudmark to go`, `(thanked) Ilves for it`.
fn in_content(words: &str, cue: &Cue<'_>) -> Option<String> {
    let before = |words: &str, openers: &[&str]| {
        let plain = words.replace(['“', '"', '”'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = openers.iter().filter_map(|o| plain.find(o)).min()?;
        name(&plain[..at])
    };
    match cue.hearer? {
        Hearer::Asked if words.starts_with("to ") => None,
        Hearer::Asked => before(words.strip_prefix("for ").unwrap_or(words), &[" to "]),
        Hearer::Thanked => before(words, &[" for ", " on ", " to "]),
        Hearer::Expressed => {
            // `(expressed) to Ilves`, `(expressed) his thanks to Ilves`.
            let (what, rest) = words
                .strip_prefix("to ")
                .map_or_else(|| words.split_once(" to "), |rest| Some(("", rest)))?;
            let near = what.split_whitespace().count() <= THANKS;
            let named = rest
                .trim_start_matches("the ")
                .starts_with(char::is_uppercase);
            before(rest, &[" for ", " that ", " on "]).filter(|_| near && named)
        }
        _ => None,
    }
}

fn clause_end(text: &str, cue: Span) -> usize {
    let rest = text.get(cue.end()..).unwrap_or_default();
    rest.find(['.', ',', '\n', '”', '"'])
        .map_or(text.len(), |n| cue.end() + n)
}

/// Returns the cue's object in the words between cue and content: `(told) the Norland Post (that)`.
fn object(gap: &str, cue: &Cue<'_>) -> Option<String> {
    let gap = gap.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(rest) = gap.strip_prefix("to ") {
        return name(rest);
    }
    match cue.hearer? {
        Hearer::Told if !gap.starts_with("with ") => name(gap),
        Hearer::With => name(gap.strip_prefix("with ")?),
        _ => None,
    }
}

/// Returns the name at the start of the words.
fn name(words: &str) -> Option<String> {
    let words = words.strip_suffix(" that").unwrap_or(words);
    let end = ENDS.iter().filter_map(|p| words.find(p)).min();
    let words = words[..end.unwrap_or(words.len())]
        .split([',', '(', '“', '"'])
        .next()?;
    let words = &words[..sentence_end(words)];
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let opens = |p: &&str| words.starts_with(p.trim_start());
    let adverbial = ENDS.iter().any(|p| opens(&p));
    let letters = words.chars().any(char::is_alphabetic);
    (letters
        && !adverbial
        && words.split_whitespace().count() <= LONGEST
        && !words.starts_with("that "))
    .then(|| words.to_owned())
}

/// Returns where a sentence ends in the words, if one does; a stop after a short word is an abbreviation's.
fn sentence_end(words: &str) -> usize {
    let stops = words.match_indices(". ").map(|(at, _)| at);
    let long = |at: &usize| {
        let last = words[..*at].rsplit(' ').next().unwrap_or_default();
        last.len() > 4
    };
    stops.filter(long).min().unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::super::Codebooks;
    use super::*;
    use crate::attribution::Form;
    use crate::document::Document;

    fn said(text: &str, cue: &str, content: &str) -> Option<String> {
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let made = [Attribution {
            source: None,
            cue: Some(at(cue)),
            content: vec![at(content)],
            form: Form::Indirect,
            parent: None,
            confidence: 1.0,
        }];
        let books = Codebooks::built_in().unwrap();
        let document = Document::whole("-", text.into());
        let setting = Setting::new(&document, &made, &[], &books.sources);
        addressee(
            &setting,
            &made[0],
            &books.cues.read(cue, "", false),
            &books.sources,
        )
    }

    #[test]
    fn whoever_is_told_is_the_addressee() {
        let told = "Ilves told the Norland Post on Monday that it rained";
        assert_eq!(
            said(told, "told", "it rained").as_deref(),
            Some("the Norland Post")
        );
        let urged = "Ilves urged Sudmark to stop";
        assert_eq!(
            said(urged, "urged", "Sudmark to stop").as_deref(),
            Some("Sudmark")
        );
        let far = "Ilves urged Sudmark, which has the port, to stop";
        assert_eq!(said(far, "urged", "to stop").as_deref(), Some("Sudmark"));
        let called = "Ilves called for Sudmark to stop";
        assert_eq!(
            said(called, "called for", "Sudmark to stop").as_deref(),
            Some("Sudmark")
        );
        assert_eq!(
            said("Ilves said that it rained", "said", "that it rained"),
            None
        );
    }

    #[test]
    fn a_letter_and_plain_words_have_an_addressee() {
        let letter = "In a letter to Oren Tal, Ilves confirmed that it rained";
        assert_eq!(
            said(letter, "confirmed", "that it rained").as_deref(),
            Some("Oren Tal")
        );
        let thanks = "Ilves expressed his thanks to Oren Tal for the port";
        let what = "his thanks to Oren Tal for the port";
        assert_eq!(said(thanks, "expressed", what).as_deref(), Some("Oren Tal"));
        let frank = "Ilves was frank with Oren Tal about the port";
        assert_eq!(
            said(frank, "frank", "about the port").as_deref(),
            Some("Oren Tal")
        );
    }
}

//! Quotations signed at their end: `“…” – Marta Ilves`, also with the name on the next line. Letters to the editor,
//! collected voices and boxes are printed so. The dash is the cue.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::turns::{Turn, turns};
use crate::document::Span;

/// A passage in quotation marks from its beginning on, then a dash and a name. A hyphen counts as a dash only
/// between blanks. What comes after a comma may be anything short: a title, an age, a place.
static SIGNED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^(?s:{QUOTED}){SIGNATURE}$")).ok());

/// The name on a line of its own.
static SIGNATURE_ALONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^{SIGNATURE}$")).ok());

const QUOTED: &str = "(?P<quoted>[“”\"„«‘].*[”“\"»’])";
const SIGNATURE: &str = concat!(
    r"(?:\s*(?P<dash>[–—―‒])\s*|\s+(?P<hyphen>--?)\s+|(?P<start>--?)\s+)",
    r"(?P<name>\p{Lu}[\p{L}.'’\-]*(?: (?:\p{Lu}[\p{L}.'’\-]*|de|da|del|der|van|von|al|el|bin|ibn|la|le)){0,5}",
    r"(?:, [^“”\x22«».!?]{1,60})?)\.?\s*",
);

/// Returns the stretches whose layout alone tells who speaks: turns of a transcript, and signed quotations outside them.
pub fn told_by_layout(text: &str, passages: &[Span]) -> Vec<Turn> {
    let mut found = turns(text, passages);
    let taken = found
        .iter()
        .flat_map(|t| t.passages.clone())
        .collect::<HashSet<usize>>();
    let signed = signed(text, passages);
    found.extend(
        signed
            .into_iter()
            .filter(|t| t.passages.clone().all(|p| !taken.contains(&p))),
    );
    found.sort_by_key(|t| t.passages.start);
    found
}

/// Returns the signed quotations among the passages, in order, as turns whose cue is the dash.
fn signed(text: &str, passages: &[Span]) -> Vec<Turn> {
    let (Some(whole), Some(alone)) = (SIGNED.as_ref(), SIGNATURE_ALONE.as_ref()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < passages.len() {
        let passage = passages[at];
        let words = passage.of(text);
        let mut next = at + 1;
        if let Some(parts) = whole.captures(words)
            && let Some(quoted) = parts.name("quoted")
        {
            let content = Span::new(passage.start(), passage.start() + quoted.end());
            found.extend(turn(&parts, passage, content, at..next));
        } else if is_quotation(words)
            && let Some(below) = passages.get(next)
            && let Some(parts) = alone.captures(below.of(text))
        {
            next += 1;
            found.extend(turn(&parts, *below, passage, at..next));
        }
        at = next;
    }
    found
}

fn turn(
    parts: &regex::Captures<'_>,
    passage: Span,
    content: Span,
    passages: std::ops::Range<usize>,
) -> Option<Turn> {
    let place =
        |at: usize, length: usize| Span::new(passage.start() + at, passage.start() + at + length);
    let dash = parts
        .name("dash")
        .or(parts.name("hyphen"))
        .or(parts.name("start"))?;
    let name = parts.name("name")?;
    Some(Turn {
        label: place(name.start(), without_stop(name.as_str()).len()),
        cue: Some(place(dash.start(), dash.len())),
        content: vec![content],
        passages,
    })
}

/// Returns the name without the full stop of the line; that of `Jr.` or `J. R.` stays.
fn without_stop(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or(name);
    match name.strip_suffix('.') {
        Some(bare) if last.chars().count() > 3 => bare,
        _ => name,
    }
}

/// Whether quotation marks stand around all of it and none inside, so that it is one quotation.
fn is_quotation(words: &str) -> bool {
    let marks = ['“', '”', '"', '„', '«', '»'];
    let inner = words
        .strip_prefix(marks)
        .and_then(|w| w.strip_suffix(marks));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(marks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines;

    fn read(text: &str) -> Vec<(String, String)> {
        let passages: Vec<Span> = lines(text).collect();
        let of = |s: &Span| s.of(text).to_owned();
        signed(text, &passages)
            .iter()
            .map(|t| (of(&t.label), of(&t.content[0])))
            .collect()
    }

    #[test]
    fn a_dash_and_a_name_sign_a_quotation() {
        for (line, name) in [
            ("“We stay.” – Marta Ilves", "Marta Ilves"),
            ("“We stay. All of us.”― Oren Tal.", "Oren Tal"),
            (
                "\"We stay.\" -- Edda van Sorrel, 61, of Brae",
                "Edda van Sorrel, 61, of Brae",
            ),
            ("“We stay.”\n— Commissioner Ilves", "Commissioner Ilves"),
        ] {
            let found = read(line);
            assert_eq!(found.len(), 1, "{line}");
            assert_eq!(found[0].0, name);
            assert!(
                found[0].1.starts_with(['“', '"']) && found[0].1.ends_with(['”', '"']),
                "{line}"
            );
        }
    }

    #[test]
    fn other_dashes_sign_nothing() {
        for line in [
            "“We stay” – that was all she said.",
            "“We stay” — Norland will not give in to pressure.",
            "She said: “We stay.” – Marta Ilves",
            "“We stay,” she said – Ilves nodded",
            "“We stay.”\n– the first of three conditions",
        ] {
            assert_eq!(read(line), [], "{line}");
        }
    }
}

//! The brief over a case: sections of lines, each with the words it rests on; as plain text of a given width.

use serde::Serialize;
use textwrap::{Options, WordSplitter, wrap};

use super::quoted::shortened;
pub(super) use super::quoted::source;
use super::tame;
use crate::record::Quote;

/// Letters of a quote that are printed; JSON has all of it.
const SHOWN: usize = 160;

/// A brief over a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Digest {
    /// What the negotiation is called.
    pub title: String,
    /// The time it is about and what it rests on.
    pub about: String,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Lines that were left out to keep it short.
    pub left_out: usize,
}

/// A line with the words it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What the record tells.
    pub text: String,
    /// The words.
    pub evidence: Vec<Quote>,
}

/// Returns the brief as text, `width` columns wide.
pub fn text(digest: &Digest, width: usize) -> String {
    let mut out = wrapped("", "", &tame(&digest.title), width);
    out += &wrapped("", "", &tame(&digest.about), width);
    for section in &digest.sections {
        out.push('\n');
        out += &wrapped("", "", &section.title.to_uppercase(), width);
        if section.lines.is_empty() {
            out += "  nothing in the record\n";
        }
        for line in &section.lines {
            out += &wrapped("- ", "  ", &tame(&line.text), width);
            for quote in &line.evidence {
                let cited = format!("“{}” — {}", words(quote), source(quote));
                out += &wrapped("    ", "    ", &cited, width);
            }
        }
        if section.left_out > 0 {
            out += &format!("  and at least {} more\n", section.left_out);
        }
    }
    out
}

fn wrapped(first: &str, rest: &str, text: &str, width: usize) -> String {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = wrap(text, options);
    lines
        .iter()
        .map(|l| l.trim_end().to_owned() + "\n")
        .collect()
}

/// Returns the words of a quote, shortened where they are long.
pub(super) fn words(quote: &Quote) -> String {
    shortened(&quote.words, SHOWN)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::CharSpan;

    pub(in crate::export) fn digest() -> Digest {
        Digest {
            title: "Harbour <talks>".into(),
            about: "Since 2031-03-01".into(),
            sections: vec![Section {
                title: "What is new".into(),
                lines: vec![Line {
                    text: "norland *demands* lanes".into(),
                    evidence: vec![Quote {
                        words: "the [lanes] must open".into(),
                        outlet: Some("Harbour & Press".into()),
                        published: None,
                        title: None,
                        url: Some("javascript:alert(1)".into()),
                        document: 4,
                        span: CharSpan { start: 0, end: 21 },
                    }],
                }],
                left_out: 2,
            }],
        }
    }

    #[test]
    fn every_line_has_its_words_outlet_and_date_within_the_width() {
        let printed = text(&digest(), 40);
        assert!(
            printed.lines().all(|l| l.chars().count() <= 40),
            "{printed}"
        );
        let flat = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        let told =
            "- norland *demands* lanes “the [lanes] must open” — Harbour & Press, undated, no. 4";
        assert!(flat.contains(told), "{printed}");
        assert!(flat.contains("and at least 2 more"));
    }
}

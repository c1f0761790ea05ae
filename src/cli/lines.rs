//! Lines of answers that are read from above to below: hanging paragraphs within a width.

use anstyle::Style;
use textwrap::{Options, WordSplitter, wrap};

use super::answer::{source, words};
use crate::export::tame;
use crate::record::Quote;

/// Returns a paragraph, `first` before its first line and as many blanks before the others.
pub(super) fn hanging(first: &str, text: &str, width: usize) -> String {
    let rest = " ".repeat(first.chars().count());
    let options = Options::new(width.max(24))
        .initial_indent(first)
        .subsequent_indent(&rest)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = wrap(text, options);
    lines
        .iter()
        .map(|l| l.trim_end().to_owned() + "\n")
        .collect()
}

/// Returns the words of a quote in quotation marks, with where they stand, indented.
pub(super) fn quoted(indent: usize, quote: &Quote, width: usize) -> String {
    let text = format!("“{}” — {}", words(quote), source(quote));
    hanging(&" ".repeat(indent), &text, width)
}

/// Returns a heading, bold on a terminal.
pub(super) fn heading(text: &str, width: usize) -> String {
    let bold = Style::new().bold();
    let lines = hanging("", &tame(text), width);
    lines
        .lines()
        .map(|l| format!("{bold}{l}{bold:#}\n"))
        .collect()
}

/// Returns `1 report`, `2 reports`.
pub(super) fn count(number: usize, what: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {what}{end}")
}

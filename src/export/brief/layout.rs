//! Laying out a brief: hanging paragraphs and a table without lines, within a width in columns.

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter, wrap};

/// Returns the text wrapped, `first` before its first line and `rest` before the others, with a line
/// feed at the end. A word longer than a line is broken.
pub(super) fn hanging(first: &str, rest: &str, text: &str, width: usize) -> String {
    let lead = first.trim_start_matches('\n');
    let options = Options::new(width)
        .initial_indent(lead)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut out = "\n".repeat(first.len() - lead.len());
    for line in wrap(text, options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Returns the lines in a style that begins and ends on each line.
pub(super) fn painted(style: Style, lines: &str) -> String {
    let mut out = String::new();
    for line in lines.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        if words.is_empty() {
            out.push_str(line);
        } else {
            out.push_str(&format!("{style}{words}{style:#}"));
            out.push_str(&line[words.len()..]);
        }
    }
    out
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    heading: &'static str,
    /// Widest it may be; `None` takes what the others leave.
    most: Option<usize>,
    right: bool,
}

impl Column {
    pub(super) fn flexible(heading: &'static str) -> Self {
        Self {
            heading,
            most: None,
            right: false,
        }
    }

    pub(super) fn fixed(heading: &'static str, most: usize) -> Self {
        Self {
            heading,
            most: Some(most),
            right: false,
        }
    }

    pub(super) fn number(heading: &'static str) -> Self {
        Self {
            heading,
            most: Some(6),
            right: true,
        }
    }
}

/// Returns the table, `width` columns wide at most; cells wrap. Without any heading there is no line for them.
pub(super) fn table(columns: &[Column], rows: Vec<Vec<(Style, String)>>, width: usize) -> String {
    let widths = widths(columns, &rows, width);
    let bold = Style::new().bold();
    let heading = columns
        .iter()
        .map(|c| (bold, c.heading.to_owned()))
        .collect();
    let headed = columns.iter().any(|c| !c.heading.is_empty());
    std::iter::once(heading)
        .filter(|_| headed)
        .chain(rows)
        .map(|row| line(columns, &widths, row))
        .collect()
}

fn widths(columns: &[Column], rows: &[Vec<(Style, String)>], width: usize) -> Vec<usize> {
    let natural = |i: usize, c: &Column| {
        let cells = rows.iter().filter_map(|r| r.get(i));
        let widest = cells
            .map(|(_, cell)| display_width(cell))
            .max()
            .unwrap_or(0);
        widest.max(display_width(c.heading))
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(i, c)| natural(i, c).min(c.most.unwrap_or(0)))
        .collect();
    let gaps = 2 * columns.len().saturating_sub(1);
    let taken: usize = widths.iter().sum::<usize>() + gaps;
    for (i, column) in columns.iter().enumerate() {
        if column.most.is_none() {
            // Narrow terminals wrap the name; below 16 columns nothing could be read.
            widths[i] = natural(i, column).min(width.saturating_sub(taken).max(16));
        }
    }
    widths
}

fn line(columns: &[Column], widths: &[usize], row: Vec<(Style, String)>) -> String {
    let cells: Vec<(Style, Vec<String>)> = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(i, ((style, cell), width))| {
            let rest = if i == 0 { "  " } else { "" };
            let options = Options::new(*width)
                .subsequent_indent(rest)
                .word_splitter(WordSplitter::HyphenSplitter);
            let lines = wrap(cell, options).into_iter().map(|l| l.into_owned());
            (*style, lines.collect())
        })
        .collect();
    let height = cells
        .iter()
        .map(|(_, lines)| lines.len())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for n in 0..height {
        let mut pending = 0;
        for (i, (style, lines)) in cells.iter().enumerate() {
            let words = lines.get(n).map_or("", |l| l.trim_end());
            let room = widths[i].saturating_sub(display_width(words));
            let before = if columns[i].right { room } else { 0 };
            if !words.is_empty() {
                out.push_str(&" ".repeat(pending + before));
                pending = 0;
                out.push_str(&format!("{style}{words}{style:#}"));
            } else {
                pending += before;
            }
            pending += room - before + 2;
        }
        out.push('\n');
    }
    out
}

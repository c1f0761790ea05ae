//! How answers over a case are printed: tables for people, JSON as a list of objects, CSV with one line a row.

use std::io::Write;

use clap::ValueEnum;
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width};
use serde::Serialize;
use serde_json::Value;

use super::{End, complain};
use crate::export::quoted::shortened;
pub(super) use crate::export::quoted::source;
use crate::export::tame;
use crate::record::Quote;

/// Letters of a quote that a table shows; JSON and CSV have all of it.
const SHOWN: usize = 240;

/// How an answer is printed.
#[derive(clap::Args)]
pub(super) struct AnswerArgs {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
    /// Print this many rows at most; 0 for all [default: 50 as text, 500 as JSON and CSV]
    #[arg(long, value_name = "ROWS")]
    limit: Option<usize>,
}

/// Rows that a person looks at.
const FOR_PEOPLE: usize = 50;
/// Rows that a program takes unless it asks for more.
const FOR_PROGRAMS: usize = 500;

/// The formats of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people
    Text,
    /// A list of objects
    Json,
    /// One line a row, with a line of headings; lists within a row are joined by " | "
    Csv,
}

impl AnswerArgs {
    /// Returns the rows that are to be printed: only their words need to be looked up.
    pub(super) fn first<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        &rows[..rows.len().min(self.most())]
    }

    /// Returns whether the answer is for people, who see less of a row.
    pub(super) fn is_text(&self) -> bool {
        self.format == AnswerFormat::Text
    }

    /// Returns how many rows are worth finding: one more than are printed, to tell whether there are more.
    pub(super) fn wanted(&self) -> usize {
        self.most().saturating_add(1)
    }

    fn most(&self) -> usize {
        match (self.limit, self.format) {
            (Some(0), _) => usize::MAX,
            (Some(limit), _) => limit,
            (None, AnswerFormat::Text) => FOR_PEOPLE,
            (None, AnswerFormat::Json | AnswerFormat::Csv) => FOR_PROGRAMS,
        }
    }

    /// Prints the rows of an answer that has `all` rows in the whole; `text` lays them out for people, within columns.
    pub(super) fn print<T: Serialize>(
        &self,
        rows: &[T],
        all: usize,
        text: impl FnOnce(&[T], usize) -> String,
    ) -> anyhow::Result<End> {
        match self.format {
            AnswerFormat::Text => {
                // A stream that takes colours out unless it is a terminal and NO_COLOR is unset.
                let mut out = anstream::stdout().lock();
                if !rows.is_empty() {
                    out.write_all(text(rows, super::output::width()).as_bytes())?;
                }
                out.flush()?;
            }
            AnswerFormat::Json => {
                let mut json = serde_json::to_vec_pretty(rows)?;
                json.push(b'\n');
                super::print(&json)?;
            }
            AnswerFormat::Csv => {
                super::print(&csv_of(rows)?)?;
            }
        }
        Ok(end(rows.len(), all))
    }
}

/// Says on standard error what the printed rows do not show.
fn end(shown: usize, all: usize) -> End {
    if all == 0 {
        complain("nothing found");
        return End::NothingFound;
    }
    if shown < all {
        complain(&format!(
            "the first {shown} rows are shown; --limit 0 shows all"
        ));
    }
    End::Done
}

/// Says that a question is limited to something that the record has nothing on.
pub(super) fn nothing(args: &AnswerArgs) -> anyhow::Result<End> {
    args.print::<()>(&[], 0, |_, _| String::new())
}

/// Returns a heading that stands bold on a terminal, after an empty line.
pub(super) fn heading(words: &str, width: usize) -> String {
    format!("\n{}", super::lines::heading(words, width))
}

/// Returns a table without lines, `width` columns wide at most; the headings stand bold on a terminal.
pub(super) fn table(headings: &[&str], rows: Vec<Vec<String>>, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if headings.iter().any(|h| !h.is_empty()) {
        let bold = |h: &&str| Cell::new(h).add_attribute(Attribute::Bold);
        table.set_header(headings.iter().map(bold));
    }
    table.add_rows(
        rows.iter()
            .map(|row| row.iter().map(|cell| tame_lines(cell)).collect::<Vec<_>>()),
    );
    let lines = table.lines().map(|l| l.trim_end().to_owned() + "\n");
    lines.collect()
}

/// Returns a table of two columns of equal width, for accounts that stand side by side.
pub(super) fn beside(headings: [&str; 2], rows: Vec<[String; 2]>, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(headings.map(|h| Cell::new(h).add_attribute(Attribute::Bold)));
    table.add_rows(rows.iter().map(|row| row.each_ref().map(|c| tame_lines(c))));
    let half = Width::Fixed(u16::try_from(width / 2).unwrap_or(u16::MAX));
    table.set_constraints([ColumnConstraint::Absolute(half); 2]);
    let lines = table.lines().map(|l| l.trim_end().to_owned() + "\n");
    lines.collect()
}

/// Returns a cell without anything that could command the terminal; its line feeds stay.
fn tame_lines(cell: &str) -> String {
    let lines: Vec<String> = cell.lines().map(tame).collect();
    lines.join("\n")
}

/// Returns the words of a quote for a table, shortened where they are long.
pub(super) fn words(quote: &Quote) -> String {
    shortened(&quote.words, SHOWN)
}

/// Returns the words of a quote with where they stand.
pub(super) fn cited(quote: &Quote) -> String {
    format!("{} [{}]", words(quote), source(quote))
}

/// Returns a value's word in JSON: `rules_out`.
pub(super) fn word(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

/// Returns the rows as CSV. A field within a field has a column of its own: `evidence.words`.
fn csv_of<T: Serialize>(rows: &[T]) -> anyhow::Result<Vec<u8>> {
    let rows: Vec<Vec<(String, String)>> = rows
        .iter()
        .map(|row| Ok(flat(&serde_json::to_value(row)?)))
        .collect::<anyhow::Result<_>>()?;
    let mut columns: Vec<&str> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (name, _) in rows.iter().flatten() {
        if known.insert(name.as_str()) {
            columns.push(name);
        }
    }
    // A field that is missing in one row and has fields of its own in another.
    let parted = |c: &&str| known.iter().any(|k| k.starts_with(&format!("{c}.")));
    columns.retain(|c| !parted(c));
    let mut out = csv::Writer::from_writer(Vec::new());
    if !columns.is_empty() {
        out.write_record(&columns)?;
    }
    for row in &rows {
        let cells: std::collections::HashMap<&str, &str> =
            row.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
        out.write_record(columns.iter().map(|c| cells.get(c).copied().unwrap_or("")))?;
    }
    Ok(out.into_inner()?)
}

/// Returns the fields of a row with their names, those within others too.
fn flat(row: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    match row {
        Value::Object(fields) => {
            for (name, value) in fields {
                add(&mut cells, name, value);
            }
        }
        other => add(&mut cells, "value", other),
    }
    cells
}

fn add(cells: &mut Vec<(String, String)>, name: &str, value: &Value) {
    let mut put = |name: String, words: String| {
        match cells.iter_mut().find(|(known, _)| *known == name) {
            Some((_, cell)) => {
                cell.push_str(" | ");
                cell.push_str(&words);
            }
            None => cells.push((name, words)),
        };
    };
    match value {
        Value::Null => put(name.into(), String::new()),
        Value::String(words) => put(name.into(), words.clone()),
        Value::Object(fields) => {
            for (inner, value) in fields {
                add(cells, &format!("{name}.{inner}"), value);
            }
        }
        Value::Array(items) if items.is_empty() => put(name.into(), String::new()),
        // Two bounds of a span are one cell, not two rows of a list.
        Value::Array(items) if name.ends_with(".span") => {
            let bounds: Vec<String> = items.iter().map(Value::to_string).collect();
            put(name.into(), bounds.join("-"));
        }
        Value::Array(items) => {
            for item in items {
                add(cells, name, item);
            }
        }
        other => put(name.into(), other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::CharSpan;
    use crate::record::Day;
    use serde_json::json;

    fn quote(words: &str) -> Quote {
        Quote {
            words: words.into(),
            outlet: Some("Harbour\u{1b}[31m Press".into()),
            published: Some(Day::from(jiff::civil::date(2031, 3, 14))),
            title: None,
            url: None,
            document: 12,
            span: CharSpan { start: 3, end: 9 },
        }
    }

    #[test]
    fn fields_within_fields_become_columns() {
        let rows = [
            json!({"party": "norland", "evidence": null, "of": []}),
            json!({"party": "a, b", "evidence": [{"words": "x", "span": [1, 2]}, {"words": "y", "span": [3, 4]}], "of": [1, 2]}),
        ];
        let csv = String::from_utf8(csv_of(&rows).unwrap()).unwrap();
        assert_eq!(
            csv,
            "party,of,evidence.words,evidence.span\nnorland,,,\n\"a, b\",1 | 2,x | y,1-2 | 3-4\n"
        );
        assert!(csv_of::<Value>(&[]).unwrap().is_empty());
    }

    #[test]
    fn a_citation_has_words_outlet_day_and_number() {
        assert_eq!(
            cited(&quote("We\n will")),
            "We will [Harbour\u{FFFD}[31m Press, 2031-03-14, no. 12]"
        );
        let long = words(&quote(&"lanes ".repeat(100)));
        assert!(
            long.ends_with("lanes …") && long.chars().count() <= SHOWN + 2,
            "{long}"
        );
    }

    #[test]
    fn tables_keep_within_the_width() {
        let rows = vec![vec!["norland".into(), "words ".repeat(40)]];
        let printed = table(&["Party", "Words"], rows, 60);
        assert!(printed.lines().count() > 3, "{printed}");
        assert!(
            printed.lines().all(|l| l.chars().count() <= 60),
            "{printed}"
        );
        let printed = beside(
            ["In public", "In private"],
            vec![["never".into(), "perhaps".into()]],
            60,
        );
        let line = printed.lines().nth(1).unwrap();
        assert!(line.find("perhaps").unwrap() >= 30, "{printed}");
    }

    #[test]
    fn the_limit_cuts_and_nought_does_not() {
        let args = |limit| AnswerArgs {
            format: AnswerFormat::Json,
            limit,
        };
        assert_eq!(args(Some(2)).first(&[1, 2, 3]), [1, 2]);
        assert_eq!(args(Some(0)).first(&[1, 2, 3]), [1, 2, 3]);
        assert_eq!(args(None).first(&[0; 900]).len(), FOR_PROGRAMS);
    }
}

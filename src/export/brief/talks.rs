//! The part of a brief that tells what the statements mean for the talks: where each party stands, what moved, what
//! was agreed, the mood, who met, what happened meanwhile, what comes next. Every line has its words and their place.

use anstyle::Style;

use super::super::talk_words::{
    by_issue, met, plain, result_word, shifted, sign, stance_word, venue_word, vouched,
};
use super::super::voices::{Standing, Voices};
use super::super::words::{Lines, day, folded, tame};
use super::layout::{Column, hanging, painted, table};
use super::{BOLD, DIM};
use crate::document::Span;
use crate::position::{Position, Reading, Signal};

/// Columns in which a table of positions still reads well; below, each position is a paragraph.
const TABLE: usize = 72;

/// What the sections are made from.
pub(super) struct Sections<'a> {
    pub reading: &'a Reading,
    pub voices: &'a Voices,
    pub lines: &'a Lines,
    /// Statements that the brief shows.
    pub shown: &'a [bool],
    pub width: usize,
}

impl Sections<'_> {
    /// Returns all sections that have something to tell, one after the other.
    pub(super) fn all(&self) -> String {
        [
            self.positions(),
            self.shifts(),
            self.outcomes(),
            self.mood(),
            self.meetings(),
            self.conduct(),
            self.expectations(),
        ]
        .concat()
    }

    fn text(&self) -> &str {
        &self.reading.document.text
    }

    /// Returns the words of the evidence in quotation marks that the article does not use itself.
    fn words(&self, evidence: Span) -> String {
        format!("‹{}›", folded(self.text(), evidence))
    }

    fn place(&self, evidence: Span) -> String {
        self.lines.place(&[evidence])
    }

    /// Returns whose statement it is, with the sign of its standing.
    fn voice(&self, statement: usize) -> Option<String> {
        let known = self.voices.all.get(*self.voices.of.get(statement)?)?;
        if !self.shown.get(statement).copied().unwrap_or(false) {
            return None;
        }
        Some(format!(
            "{} {}",
            Standing::of(known.sourcing).sign(),
            known.name
        ))
    }

    /// Returns who says so: the voice of a statement, else the article itself.
    fn by(&self, statement: Option<usize>) -> String {
        statement
            .and_then(|i| self.voice(i))
            .unwrap_or_else(|| "the article".into())
    }

    /// Returns a section of paragraphs, or nothing where there are none.
    fn section(&self, heading: &str, entries: Vec<(String, String)>) -> String {
        if entries.is_empty() {
            return String::new();
        }
        let mut out = painted(BOLD, &format!("\n{heading}\n"));
        let column = entries.iter().map(|(place, _)| place.chars().count()).max();
        let column = column.unwrap_or(0) + 2;
        let indent = " ".repeat(column + 2);
        for (place, line) in entries {
            let first = format!("  {place:<column$}");
            out.push_str(&hanging(&first, &indent, &line, self.width));
        }
        out
    }

    fn positions(&self) -> String {
        let positions = by_issue(&self.reading.talks.positions);
        if positions.is_empty() {
            return String::new();
        }
        let mut out = painted(BOLD, "\nWhere they stand\n");
        for (issue, held) in positions {
            out.push_str(&hanging("\n  ", "  ", &plain(issue), self.width));
            if self.width >= TABLE {
                out.push_str(&self.board(&held));
            } else {
                for position in held {
                    out.push_str(&hanging("    ", "      ", &self.held(position), self.width));
                }
            }
        }
        out.push('\n');
        let legend = "+ for  ~ open or undecided  − against; the party says so itself where nobody else is named";
        out.push_str(&painted(DIM, &hanging("  ", "  ", legend, self.width)));
        out
    }

    fn board(&self, held: &[&Position]) -> String {
        let columns = [
            Column::fixed("", 20),
            Column::fixed("", 8),
            Column::fixed("", 11),
            Column::flexible(""),
        ];
        let rows = held.iter().map(|p| {
            let cells = [
                format!("    {}", tame(&p.party)),
                venue_word(p.venue).to_owned(),
                format!("{} {}", sign(p.stance), stance_word(p.stance)),
                self.witness(p),
            ];
            cells.into_iter().map(|c| (Style::new(), c)).collect()
        });
        table(&columns, rows.collect(), self.width)
    }

    /// Returns a position as a sentence, for narrow terminals.
    fn held(&self, position: &Position) -> String {
        format!(
            "{} {} {} ({}): {}",
            sign(position.stance),
            tame(&position.party),
            stance_word(position.stance),
            venue_word(position.venue),
            self.witness(position)
        )
    }

    /// Returns the words of a position, where they stand, and who vouches where it is not the party itself.
    fn witness(&self, position: &Position) -> String {
        let mut out = format!(
            "{} {}",
            self.words(position.evidence),
            self.place(position.evidence)
        );
        if let Some(vouched) = vouched(position) {
            out.push_str(&format!(", {vouched}"));
        }
        if let Some(date) = position.date {
            out.push_str(&format!(", {}", day(date)));
        }
        out
    }

    fn shifts(&self) -> String {
        let entries = self.reading.talks.shifts.iter().map(|s| {
            let mut line = shifted(s);
            line.push_str(&format!(" – {} {}", self.by(s.by), self.words(s.evidence)));
            (self.place(s.evidence), line)
        });
        self.section("What moved", entries.collect())
    }

    fn outcomes(&self) -> String {
        let entries = self.reading.talks.outcomes.iter().map(|o| {
            let line = format!(
                "{}: {} {}",
                plain(&o.issue),
                result_word(o.result),
                self.words(o.evidence)
            );
            (self.place(o.evidence), line)
        });
        self.section("What was agreed, and what was not", entries.collect())
    }

    fn mood(&self) -> String {
        let shown = |i: &usize| {
            let s = &self.reading.statements[*i];
            self.shown[*i] && self.voices.outermost[*i] && s.signals.contains(&Signal::Atmosphere)
        };
        let entries = (0..self.reading.statements.len()).filter(shown).map(|i| {
            let content = &self.reading.statements[i].attribution.content;
            let words: Vec<String> = content.iter().map(|s| self.words(*s)).collect();
            (
                self.lines.place(content),
                format!("{}: {}", self.by(Some(i)), words.join(" … ")),
            )
        });
        self.section("The mood", entries.collect())
    }

    fn meetings(&self) -> String {
        let entries = self.reading.talks.meetings.iter().map(|m| {
            (
                self.place(m.evidence),
                format!("{} {}", met(m), self.words(m.evidence)),
            )
        });
        self.section("Who met, and who is to meet", entries.collect())
    }

    fn conduct(&self) -> String {
        let entries = self.reading.talks.conduct.iter().map(|c| {
            let facts = [
                c.date.map(day),
                c.party.as_deref().map(tame),
                c.place.as_deref().map(tame),
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            let lead = if facts.is_empty() {
                String::new()
            } else {
                format!("{}: ", facts.join(", "))
            };
            (
                self.place(c.evidence),
                format!("{lead}{}", self.words(c.evidence)),
            )
        });
        self.section("What happened meanwhile", entries.collect())
    }

    fn expectations(&self) -> String {
        let entries = self.reading.talks.expectations.iter().map(|e| {
            let due = e
                .due
                .map_or_else(|| "no date".to_owned(), |d| format!("by {}", day(d)));
            let line = format!("{due} – {} {}", self.by(e.by), self.words(e.evidence));
            (self.place(e.evidence), line)
        });
        self.section("What comes next", entries.collect())
    }
}

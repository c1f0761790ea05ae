//! The lists of the talks in the page of a reading: where each party stands, what moved, what was agreed, the mood, who
//! met, what happened meanwhile, what comes next. Every line links to its words in the article.

use super::html::element;
use super::html_text::{Marks, escape};
use super::talk_words::{
    by_issue, met, plain, result_word, shifted, sign, stance_word, venue_word, vouched,
};
use super::voices::{Standing, Voices};
use super::words::{Lines, day, folded, tame};
use crate::document::Span;
use crate::position::{Position, Reading, Signal};

/// What the lists are made from.
pub(super) struct Lists<'a> {
    pub reading: &'a Reading,
    pub voices: &'a Voices,
    pub lines: &'a Lines,
    pub marks: &'a Marks,
}

impl Lists<'_> {
    /// Returns all lists that have something to tell, one after the other.
    pub(super) fn all(&self) -> String {
        let talks = &self.reading.talks;
        let shifts = talks.shifts.iter().map(|s| {
            let line = format!("{} – {}", shifted(s), self.by(s.by));
            self.line(&line, s.evidence)
        });
        let outcomes = talks.outcomes.iter().map(|o| {
            let line = format!("{}: {}", plain(&o.issue), result_word(o.result));
            self.line(&line, o.evidence)
        });
        let meetings = talks.meetings.iter();
        let meetings = meetings.map(|m| self.line(&met(m), m.evidence));
        let conduct = talks.conduct.iter().map(|c| {
            let facts = [
                c.date.map(day),
                c.party.as_deref().map(tame),
                c.place.as_deref().map(tame),
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            self.line(&facts.join(", "), c.evidence)
        });
        let expectations = talks.expectations.iter().map(|e| {
            let due = e.due.map(|d| format!("by {}", day(d)));
            let due = due.unwrap_or_else(|| "no date".into());
            self.line(&format!("{due} – {}", self.by(e.by)), e.evidence)
        });
        [
            self.positions(),
            list("What moved", shifts),
            list("What was agreed, and what was not", outcomes),
            list("The mood", self.mood().into_iter()),
            list("Who met, and who is to meet", meetings),
            list("What happened meanwhile", conduct),
            list("What comes next", expectations),
        ]
        .concat()
    }

    fn positions(&self) -> String {
        let positions = by_issue(&self.reading.talks.positions);
        if positions.is_empty() {
            return String::new();
        }
        let mut out = String::from(
            "<h2>Where they stand</h2>\n<table>\n<thead><tr><th scope=\"col\">party</th><th scope=\"col\" class=\"wide\">venue</th><th scope=\"col\">stance</th><th scope=\"col\">words</th></tr></thead>\n",
        );
        for (issue, held) in positions {
            out.push_str("<tbody>\n<tr>");
            out.push_str("<th scope=\"rowgroup\" colspan=\"4\">");
            escape(&mut out, &plain(issue));
            out.push_str("</th></tr>\n");
            held.iter().for_each(|p| self.row(&mut out, p));
            out.push_str("</tbody>\n");
        }
        out.push_str("</table>\n<p class=\"legend\">+ for · ~ open or undecided · − against; the party says so itself where nobody else is named</p>\n");
        out
    }

    fn row(&self, out: &mut String, position: &Position) {
        out.push_str("<tr>");
        element(out, "td", "", &tame(&position.party));
        element(out, "td", "wide", venue_word(position.venue));
        let stance = format!("{} {}", sign(position.stance), stance_word(position.stance));
        element(out, "td", "", &stance);
        out.push_str("<td>");
        self.words(out, position.evidence);
        let mut rest = vouched(position).map_or_else(String::new, |v| format!(", {v}"));
        rest.extend(position.date.map(|d| format!(", {}", day(d))));
        escape(out, &rest);
        out.push_str("</td></tr>\n");
    }

    fn mood(&self) -> Vec<String> {
        let told = |i: &usize| {
            let statement = &self.reading.statements[*i];
            self.voices.outermost[*i] && statement.signals.contains(&Signal::Atmosphere)
        };
        let all = (0..self.reading.statements.len()).filter(told);
        all.map(|i| {
            let mut out = String::from("<li>");
            escape(&mut out, &self.by(Some(i)));
            let words = joined(self, i);
            out.push_str(&format!(" <a href=\"#t{}\">", i + 1));
            escape(&mut out, &words);
            out.push_str("</a></li>\n");
            out
        })
        .collect()
    }

    /// Returns one line: what is known, and the words it rests on.
    fn line(&self, known: &str, evidence: Span) -> String {
        let mut out = String::from("<li>");
        if !known.is_empty() {
            escape(&mut out, known);
            out.push(' ');
        }
        self.words(&mut out, evidence);
        out.push_str("</li>\n");
        out
    }

    /// Appends the words of the evidence as a link to their place, with the number of their line.
    fn words(&self, out: &mut String, evidence: Span) {
        let words = format!("‹{}›", folded(&self.reading.document.text, evidence));
        match self.marks.place(evidence) {
            Some(place) => {
                out.push_str(&format!("<a href=\"#{place}\">"));
                escape(out, &words);
                out.push_str("</a>");
            }
            None => escape(out, &words),
        }
        escape(out, &format!(" {}", self.lines.place(&[evidence])));
    }

    /// Returns who says so: the voice of a statement, else the article itself.
    fn by(&self, statement: Option<usize>) -> String {
        let voice = statement.and_then(|i| self.voices.all.get(*self.voices.of.get(i)?));
        voice.map_or_else(
            || "the article".into(),
            |v| format!("{} {}", Standing::of(v.sourcing).sign(), v.name),
        )
    }
}

/// Returns the words of a statement, in one line.
fn joined(lists: &Lists<'_>, statement: usize) -> String {
    let text = &lists.reading.document.text;
    let content = &lists.reading.statements[statement].attribution.content;
    let words: Vec<String> = content.iter().map(|s| folded(text, *s)).collect();
    format!("‹{}›", words.join(" … "))
}

/// Returns a list under its heading, or nothing where it is empty.
fn list(heading: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.collect();
    if lines.is_empty() {
        return lines;
    }
    format!("<h2>{heading}</h2>\n<ul class=\"talks\">\n{lines}</ul>\n")
}

//! The brief of one article for people: who speaks, what each said in the article's own words, and where.

use anstyle::{AnsiColor, Style};

use super::voices::{Standing, Voice, Voices, channel_word, sourcing_word};
use super::words::{Lines, day, folded, joined, tame};
use crate::position::{Reading, Statement};

mod layout;
mod talks;

use layout::{Column, hanging, painted, table};
use talks::Sections;

/// Statements less likely than this to be right carry a `?`.
pub const UNSURE: f32 = 0.5;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const NAMED: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const UNNAMED: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// Returns the brief of a reading, `width` columns wide (40 at least), with terminal colours in it:
/// print it through a stream that takes them out where there is no terminal.
pub fn brief(reading: &Reading, width: usize) -> String {
    let shown = shown(reading);
    let mut brief = Brief {
        reading,
        voices: Voices::of_shown(reading, &shown),
        lines: Lines::new(&reading.document.text),
        width: width.max(40),
        shown,
        place: 0,
    };
    let places = (0..reading.statements.len()).filter(|i| brief.shown[*i]);
    let places = places.map(|i| brief.place_of(i).chars().count());
    brief.place = places.max().unwrap_or(0) + 2;
    let mut out = brief.head();
    if reading.statements.is_empty() {
        out.push_str("\nNobody is quoted or reported here.\n");
    } else {
        out.push_str(&brief.who());
    }
    out.push_str(&brief.talks());
    if !reading.statements.is_empty() {
        out.push_str(&brief.what());
    }
    out.push_str(&brief.warnings());
    out
}

struct Brief<'a> {
    reading: &'a Reading,
    voices: Voices,
    lines: Lines,
    width: usize,
    /// Which statements the brief shows.
    shown: Vec<bool>,
    /// Columns that the line numbers take.
    place: usize,
}

/// Returns which statements a brief shows: all but those inside others that are likely misread, which
/// would only repeat the outer one's words.
fn shown(reading: &Reading) -> Vec<bool> {
    let parent = |i: usize| {
        let parent = reading.statements[i].attribution.parent;
        parent.filter(|p| *p < reading.statements.len())
    };
    let sure = |i: usize| reading.statements[i].attribution.confidence >= UNSURE;
    let shown = |mut i: usize| {
        // Nothing is told at sixteenth hand; the bound keeps parents in a circle harmless.
        for _ in 0..16 {
            match parent(i) {
                Some(_) if !sure(i) => return false,
                Some(p) => i = p,
                None => return true,
            }
        }
        true
    };
    (0..reading.statements.len()).map(shown).collect()
}

impl Brief<'_> {
    fn head(&self) -> String {
        let document = &self.reading.document;
        let known = &document.metadata;
        let title = known.title.as_deref().map(tame);
        let title = title.unwrap_or_else(|| "(no headline)".into());
        let date = known.published.map(|date| {
            let from = known.published_from.as_deref().filter(|f| *f != "given");
            match from {
                Some(from) => format!("{} (from {})", day(date), tame(from)),
                None => day(date),
            }
        });
        let facts = [
            Some(
                known
                    .outlet
                    .as_deref()
                    .map_or("outlet unknown".into(), tame),
            ),
            Some(date.unwrap_or_else(|| "no date".into())),
            Some(tame(&document.origin)),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        let mut out = painted(BOLD, &hanging("", "", &title, self.width));
        out.push_str(&painted(
            DIM,
            &hanging("", "", &facts.join(" · "), self.width),
        ));
        out
    }

    fn who(&self) -> String {
        let unnamed = self.count(Standing::Unnamed);
        let mut summary = format!(
            "{} by {}",
            counted(self.shown.iter().filter(|s| **s).count(), "statement"),
            counted(self.voices.all.len(), "speaker"),
        );
        if unnamed > 0 {
            summary.push_str(&format!(", {unnamed} of them not named"));
        }
        let signs = [
            Standing::Named,
            Standing::Body,
            Standing::Unnamed,
            Standing::Nobody,
        ]
        .into_iter()
        .filter(|s| self.count(*s) > 0)
        .map(|s| format!("{} {}", s.sign(), s.meaning()));
        let legend = signs.collect::<Vec<_>>().join("  ");
        let columns = [
            Column::flexible("Who speaks"),
            Column::fixed("party", 18),
            Column::number("said"),
            Column::fixed("sourcing", 10),
            Column::fixed("channel", 9),
        ];
        // On a narrow terminal the party stands with the words, the channel only where it differs.
        let shown: &[usize] = if self.width < 66 {
            &[0, 2, 3]
        } else {
            &[0, 1, 2, 3, 4]
        };
        let mut out = hanging("\n", "", &summary, self.width);
        out.push('\n');
        let rows = self.voices.all.iter().map(|voice| {
            let row = row(voice);
            shown.iter().map(|i| row[*i].clone()).collect()
        });
        let columns: Vec<Column> = shown.iter().map(|i| columns[*i]).collect();
        out.push_str(&table(&columns, rows.collect(), self.width));
        out.push_str(&painted(DIM, &hanging("  ", "  ", &legend, self.width)));
        out
    }

    fn count(&self, standing: Standing) -> usize {
        let all = self.voices.all.iter();
        all.filter(|v| Standing::of(v.sourcing) == standing).count()
    }

    fn talks(&self) -> String {
        let sections = Sections {
            reading: self.reading,
            voices: &self.voices,
            lines: &self.lines,
            shown: &self.shown,
            width: self.width,
        };
        sections.all()
    }

    fn what(&self) -> String {
        let mut out = painted(BOLD, "\nWhat they said\n");
        for voice in &self.voices.all {
            let own = voice
                .statements
                .iter()
                .filter(|i| self.voices.outermost[**i]);
            let own: Vec<usize> = own.copied().collect();
            if own.is_empty() {
                continue;
            }
            out.push('\n');
            out.push_str(&self.heading(voice));
            for i in own {
                self.statement(&mut out, i, voice, 0);
            }
        }
        out
    }

    fn heading(&self, voice: &Voice) -> String {
        let standing = Standing::of(voice.sourcing);
        let mut line = voice.name.clone();
        if let Some(role) = &voice.role {
            line.push_str(&format!(", {role}"));
        }
        if let Some(party) = &voice.party {
            line.push_str(&format!(" ({party})"));
        }
        let first = format!("{} ", standing.sign());
        painted(paint(standing), &hanging(&first, "  ", &line, self.width))
    }

    /// Appends a statement and those inside it.
    fn statement(&self, out: &mut String, i: usize, above: &Voice, depth: usize) {
        let statement = &self.reading.statements[i];
        let voice = &self.voices.all[self.voices.of[i]];
        let text = &self.reading.document.text;
        let column = self.place;
        // Deeper than four levels the words would have no room left.
        let indent = " ".repeat(column + 2 + 3 * depth.min(4));
        let mut first = format!("  {:<column$}", self.place_of(i));
        first.push_str(&" ".repeat(3 * depth.saturating_sub(1).min(3)));
        let mut line = String::new();
        if depth > 0 {
            first.push_str("↳  ");
            if !std::ptr::eq(voice, above) {
                line = format!("{} {} ", Standing::of(voice.sourcing).sign(), voice.name);
            }
        }
        match statement.attribution.cue {
            Some(cue) => line.push_str(&format!("{}: ", folded(text, cue))),
            None if depth > 0 && !line.is_empty() => line = format!("{}: ", line.trim_end()),
            None => {}
        }
        line.push_str(&joined(text, &statement.attribution.content));
        let marks = self.marks(statement, voice, depth > 0);
        if !marks.is_empty() {
            line.push_str(&format!(" [{}]", marks.join(", ")));
        }
        out.push_str(&hanging(&first, &indent, &line, self.width));
        for inner in &self.voices.inside[i] {
            self.statement(out, *inner, voice, depth + 1);
        }
    }

    /// Returns the statement's line, with a mark where it may be misread.
    fn place_of(&self, i: usize) -> String {
        let relation = &self.reading.statements[i].attribution;
        let place = self.lines.place(&relation.content);
        if relation.confidence < UNSURE {
            return format!("{place} ?");
        }
        place
    }

    /// Returns what holds for this statement and not for its speaker as the table shows it.
    fn marks(&self, statement: &Statement, voice: &Voice, inner: bool) -> Vec<String> {
        let mut marks = Vec::new();
        if statement.sourcing != voice.sourcing {
            marks.push(sourcing_word(statement.sourcing).to_owned());
        }
        let several = voice.channels.len() > 1;
        let shown = statement.channel != crate::position::Channel::Unstated;
        if several && (shown || !inner) {
            marks.push(channel_word(statement.channel).to_owned());
        }
        if let Some(addressee) = &statement.addressee {
            marks.push(format!("to {}", tame(addressee)));
        }
        if let Some(date) = statement.said_on {
            marks.push(format!("on {}", day(date)));
        }
        marks
    }

    fn warnings(&self) -> String {
        let mut out = String::new();
        for warning in &self.reading.document.warnings {
            out.push_str(&hanging("\nNote: ", "      ", &tame(warning), self.width));
        }
        let statements = self.reading.statements.iter().zip(&self.shown);
        let unsure = statements.filter(|(s, shown)| **shown && s.attribution.confidence < UNSURE);
        let unsure = unsure.count();
        let left_out = self.shown.iter().filter(|s| !**s).count();
        let mut notes = Vec::new();
        if unsure > 0 {
            notes.push(format!(
                "{} marked ? may be misread: look at the line.",
                counted(unsure, "statement")
            ));
        }
        if left_out > 0 {
            notes.push(format!(
                "{} inside others, likely misread, {} left out; the other formats have all.",
                counted(left_out, "statement"),
                if left_out == 1 { "is" } else { "are" }
            ));
        }
        if !notes.is_empty() {
            out.push('\n');
            out.push_str(&painted(
                DIM,
                &hanging("", "", &notes.join(" "), self.width),
            ));
        }
        out
    }
}

fn row(voice: &Voice) -> Vec<(Style, String)> {
    let standing = Standing::of(voice.sourcing);
    let mut name = format!("{} {}", standing.sign(), voice.name);
    if let Some(role) = &voice.role {
        name.push_str(&format!(", {role}"));
    }
    let channels: Vec<&str> = voice.channels.iter().map(|c| channel_word(*c)).collect();
    vec![
        (paint(standing), name),
        (
            Style::new(),
            voice.party.clone().unwrap_or_else(|| "–".into()),
        ),
        (Style::new(), voice.statements.len().to_string()),
        (Style::new(), sourcing_word(voice.sourcing).into()),
        (Style::new(), channels.join(" ")),
    ]
}

fn paint(standing: Standing) -> Style {
    match standing {
        Standing::Named | Standing::Body => NAMED,
        Standing::Unnamed | Standing::Nobody => UNNAMED,
    }
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

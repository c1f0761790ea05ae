//! `rapporteur brief`: two pages on a case for somebody who has five minutes.

use super::answer::word;
use super::case::CaseArgs;
use super::expectations::{ExpectationAnswer, answer, fate};
use super::ground;
use super::meetings::{Known, title};
use super::{End, complain};
use crate::analysis::foresight::Fate;
use crate::analysis::news::{disputed, fresh};
use crate::analysis::{Gap, Move, MoveKind, gaps, moves};
use crate::export::digest::{self, Digest, Line, Section};
use crate::export::{digest_html, digest_markdown};
use crate::position::{MeetingStatus, Venue};
use crate::record::{Day, Place, PositionRow, Quote, Quotes, Record, Scope};

/// Lines of a section at most: all of it fits two pages.
const LINES: usize = 5;
/// Movements and gaps that are looked for; the newest come first.
const LOOKED_AT: usize = 40;
/// Days that a brief looks back where nothing else is asked for.
const BACK: i32 = 7;
/// Columns of the text, as of a page.
const WIDTH: usize = 80;

/// Arguments of `brief`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur brief --case harbour --since 2031-03-01\n\n\
Without --since it tells of the seven days up to the newest article."
)]
pub(super) struct Args {
    /// Tell what is new since this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = super::case::day)]
    since: Option<jiff::civil::Date>,
    /// What was known on this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = super::case::day)]
    as_of: Option<jiff::civil::Date>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    case: CaseArgs,
}

/// The formats of a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Plain text, 80 columns wide
    Text,
    /// Markdown
    Md,
    /// A page of its own
    Html,
    /// Sections and lines with their evidence
    Json,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let newest = record.newest_day()?;
    let Some(today) = args.as_of.map(Day::from).or(newest) else {
        complain("nothing found: the record is empty");
        return Ok(End::NothingFound);
    };
    let name = match case.about.name.trim() {
        "" => "The negotiation",
        name => name,
    };
    let brief = Brief::of(&record, args, today)?;
    let digest = brief.digest(name)?;
    let printed = match args.format {
        Format::Text => digest::text(&digest, WIDTH),
        Format::Md => digest_markdown::markdown(&digest),
        Format::Html => digest_html::html(&digest),
        Format::Json => serde_json::to_string_pretty(&digest)? + "\n",
    };
    super::print(printed.as_bytes())
}

/// What a brief is made of.
struct Brief<'a> {
    record: &'a Record,
    quotes: Quotes<'a>,
    scope: Scope,
    since: Day,
    today: Day,
    known: ground::Known,
    positions: Vec<PositionRow>,
}

impl<'a> Brief<'a> {
    fn of(record: &'a Record, args: &Args, today: Day) -> crate::Result<Self> {
        let scope = Scope {
            as_of: args.as_of.map(Day::from),
            ..Scope::default()
        };
        let back = |day: Day| {
            let date = day.date()?;
            let back = jiff::Span::new().days(BACK);
            date.checked_sub(back).ok().map(Day::from)
        };
        let since = args.since.map(Day::from).or_else(|| back(today));
        Ok(Self {
            record,
            quotes: Quotes::new(record),
            scope,
            since: since.unwrap_or(today),
            today,
            known: ground::Known::of(record, &scope)?,
            positions: record.positions(&scope)?,
        })
    }

    fn digest(&self, name: &str) -> crate::Result<Digest> {
        let (all, lately, reports) = self.record.intake(self.scope.as_of, self.since)?;
        Ok(Digest {
            title: format!("{name}: brief of {}", self.today),
            about: format!(
                "Since {}: {}, {}; {} in all.",
                self.since,
                count(lately, "article"),
                count(reports, "independent report"),
                count(all, "article")
            ),
            sections: vec![
                self.last_round()?,
                self.fresh()?,
                self.moved()?,
                self.contested()?,
                self.to_watch()?,
            ],
        })
    }

    fn quote(&self, place: &Place) -> crate::Result<Quote> {
        self.quotes.of(place)
    }

    /// The last round that took place, with outcomes, mood and conduct.
    fn last_round(&self) -> crate::Result<Section> {
        let known = Known::of(self.record, &self.known, &self.scope)?;
        let rounds = &self.known.rounds;
        let dated = |r: &&crate::analysis::rounds::Round| r.first.is_some();
        let took = rounds.iter().filter(|r| r.took_place());
        // A numbered round tells more of the talks than a call does.
        let last = took.clone().filter(dated).map(|r| r.first).max().flatten();
        let at = rounds
            .iter()
            .rposition(|r| r.took_place() && r.first == last && r.number.is_some());
        let at = at.or_else(|| {
            rounds
                .iter()
                .rposition(|r| r.took_place() && r.first == last)
        });
        let mut lines = Vec::new();
        if let Some(at) = at {
            let row = known.answer(at, self.record, &self.quotes)?;
            let sides = row.parties.join(", ");
            lines.push(Line {
                text: format!("{}: {sides}", title(&row)),
                evidence: row.evidence.into_iter().take(1).collect(),
            });
            lines.extend(row.outcomes.into_iter().take(LINES).map(|o| Line {
                text: format!("outcome on {}: {}", o.issue, spoken(&o.result)),
                evidence: vec![o.evidence],
            }));
            lines.extend(row.mood.into_iter().take(2).map(|m| Line {
                text: format!("mood: {}", m.speaker.unwrap_or("speaker not told".into())),
                evidence: vec![m.evidence],
            }));
            lines.extend(row.conduct.into_iter().take(2).map(|c| Line {
                text: format!("conduct: {}", c.party.unwrap_or("party not told".into())),
                evidence: vec![c.evidence],
            }));
        }
        Ok(Section {
            title: "The last round".into(),
            lines,
            left_out: 0,
        })
    }

    fn fresh(&self) -> crate::Result<Section> {
        let all = fresh(&self.positions, self.since);
        let lines = all
            .iter()
            .take(LINES)
            .map(|f| {
                let row = &self.positions[f.row];
                let reports = super::lines::count(f.reports, "report");
                Ok(Line {
                    text: format!("{} ({reports})", self.position(row)),
                    evidence: vec![self.quote(&row.place)?],
                })
            })
            .collect::<crate::Result<_>>()?;
        Ok(section("What is new", lines, all.len()))
    }

    fn moved(&self) -> crate::Result<Section> {
        let mut shifts = self.record.shifts(&Scope {
            since: Some(self.since),
            ..self.scope
        })?;
        shifts.sort_by_key(|s| {
            let newest = std::cmp::Reverse(s.place.day);
            (newest, s.place.document, s.place.number)
        });
        let words = |term| self.record.words(term);
        let kinds = [MoveKind::Visible];
        let mut seen = moves(&self.positions, &[], &kinds, LOOKED_AT, &words);
        seen.retain(|m| m.day() >= self.since);
        let all = shifts.len() + seen.len();
        let mut lines = Vec::new();
        for shift in shifts.iter().take(LINES) {
            let party = self.record.words(shift.party);
            let issue = self.record.words(shift.issue);
            let from = shift.from.as_deref().map(|f| format!(" from {f}"));
            let to = shift.to.as_deref().map(|t| format!(" to {t}"));
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
            lines.push(Line {
                text: format!("{party} on {issue}, as claimed:{from}{to}"),
                evidence: vec![self.quote(&shift.place)?],
            });
        }
        for movement in seen.iter().take(LINES - lines.len()) {
            if let Move::Visible(before, now) = movement {
                lines.push(Line {
                    text: format!("{}; before: {}", self.position(now), spoken(&before.stance)),
                    evidence: vec![self.quote(&before.place)?, self.quote(&now.place)?],
                });
            }
        }
        Ok(section("What moved", lines, all))
    }

    fn contested(&self) -> crate::Result<Section> {
        let whole = self.record.term("settlement")?;
        let words = |term| self.record.words(term);
        let mut parted = gaps(&self.positions, whole, LOOKED_AT, &words);
        let newest = |g: &Gap| g.public.row.place.day.max(g.private.row.place.day);
        parted.retain(|g| newest(g) >= self.since);
        let disputed = disputed(&self.known.outcomes, self.since);
        let mut lines = Vec::new();
        for gap in parted.iter().take(LINES) {
            let (public, private) = (&gap.public.row, &gap.private.row);
            lines.push(Line {
                text: format!("{}; yet {}", self.position(public), self.position(private)),
                evidence: vec![self.quote(&public.place)?, self.quote(&private.place)?],
            });
        }
        for (agreed, not) in disputed.iter().take(LINES - lines.len()) {
            let (agreed, not) = (&self.known.outcomes[*agreed], &self.known.outcomes[*not]);
            lines.push(Line {
                text: format!(
                    "{}: agreed in one report, not agreed in another",
                    self.record.words(agreed.issue)
                ),
                evidence: vec![self.quote(&agreed.place)?, self.quote(&not.place)?],
            });
        }
        let all = parted.len() + disputed.len();
        Ok(section("What is contested", lines, all))
    }

    /// Open expectations: those to come by their days, then the others that were voiced lately, the newest first.
    fn to_watch(&self) -> crate::Result<Section> {
        let rows = self.record.expectations(&self.scope)?;
        let folded = self.known.fold(&rows);
        let due =
            |f: &crate::analysis::foresight::Foreseen| f.rows.first().and_then(|at| rows[*at].due);
        let voiced = |f: &crate::analysis::foresight::Foreseen| {
            f.rows.last().map_or(self.since, |at| rows[*at].place.known)
        };
        // What is neither to come nor was voiced lately is not watched, whatever came of it.
        let watched = |at: &usize| {
            let told = folded.rows(*at);
            let to_come = told
                .first()
                .is_some_and(|r| rows[*r].due.is_some_and(|d| d >= self.today));
            to_come
                || told
                    .last()
                    .is_some_and(|r| rows[*r].place.known >= self.since)
        };
        let watched: Vec<usize> = (0..folded.len()).filter(watched).collect();
        let mut open = self.known.foresee(self.record, &folded, &watched)?;
        open.retain(|f| f.end.status == Fate::Open);
        open.sort_by_key(|f| match due(f) {
            Some(day) if day >= self.today => (0, day.ordinal(), 0),
            _ => (1, -voiced(f).ordinal(), -(f.reports as i64)),
        });
        let mut lines = Vec::new();
        for round in &self.known.rounds {
            let to_come = round.first.is_some_and(|d| d >= self.today);
            let account = round.accounts.last().map(|a| self.known.meetings[*a].place);
            if let (true, MeetingStatus::Planned, Some(place)) = (to_come, round.status, account) {
                let sides: Vec<&str> = round.parties.iter().map(String::as_str).collect();
                let day = super::meetings::days(round.first, round.last);
                lines.push(Line {
                    text: format!("planned for {day}: {}", sides.join(", ")),
                    evidence: vec![self.quote(&place)?],
                });
            }
        }
        let all = lines.len() + open.len();
        lines.truncate(LINES);
        for foreseen in open.iter().take(LINES - lines.len()) {
            if let Some(row) = answer(foreseen, &rows, self.record, &self.quotes)? {
                lines.push(self.expected(row));
            }
        }
        Ok(section("What to watch", lines, all))
    }

    fn expected(&self, row: ExpectationAnswer) -> Line {
        let due = row
            .due
            .map_or_else(|| "no day set".into(), |d| format!("due {d}"));
        Line {
            text: format!(
                "expected by {}, {due}: {}",
                row.by,
                fate(&row, Some(self.today))
            ),
            evidence: vec![row.evidence],
        }
    }

    /// Returns a position as a line: `norland demands lanes: both lanes, in public`.
    fn position(&self, row: &PositionRow) -> String {
        let option = row.option.map(|o| format!(": {}", self.record.words(o)));
        let venue = match row.venue {
            Venue::Public => ", in public",
            Venue::Private => ", in private",
            Venue::Unstated => "",
        };
        format!(
            "{} {} {}{}{venue}, told by {}",
            self.record.words(row.party),
            spoken(&row.stance),
            self.record.words(row.issue),
            option.unwrap_or_default(),
            self.record.words(row.voucher)
        )
    }
}

fn section(title: &str, lines: Vec<Line>, all: usize) -> Section {
    Section {
        title: title.into(),
        left_out: all.saturating_sub(lines.len()),
        lines,
    }
}

/// Returns a word of the JSON as people write it: `rules out`, `not agreed`.
fn spoken(value: &impl serde::Serialize) -> String {
    word(value).replace(['_', '-'], " ")
}

/// Returns a number of things: `1 article`, `3 articles`.
fn count(number: usize, thing: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{s}")
}

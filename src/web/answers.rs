//! What pages work out of rows, as data: the board, movements, contested matters, dates, rounds, track records, search.

use serde_json::json;

use super::api::Limits;
use super::board::{Held, by_place, held};
use super::contested::{Side, contested_in};
use super::dates::dates;
use super::fault::Fault;
use super::finding::{Vectors, Wanted};
use super::lens::Lens;
use super::moved::moves_in;
use super::rows::{Data, evidence, fields_of, said_of};
use super::words::key;
use crate::analysis::Move;
use crate::analysis::foresight::Fate;
use crate::analysis::sources::Track;
use crate::record::{Day, Scope, Term};

/// What is asked for: rows from one place on, so many at most.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) most: usize,
}

impl Stretch {
    /// Returns the stretch of all rows, with words where they want such, and how many there are.
    fn of<T>(
        self,
        all: Vec<T>,
        row: impl Fn(T) -> Result<Data, Fault>,
    ) -> Result<(Vec<Data>, usize), Fault> {
        let count = all.len();
        let shown = all.into_iter().skip(self.from).take(self.most);
        Ok((shown.map(row).collect::<Result<_, _>>()?, count))
    }
}

/// What an answer may be made of beside the record.
pub(super) struct Question<'a> {
    pub(super) limits: &'a Limits,
    pub(super) wanted: &'a Wanted,
    pub(super) vectors: Vectors<'a>,
    pub(super) stretch: Stretch,
}

/// Returns the rows of an answer and how many there are in the whole; `None` where there is no answer of this name.
pub(super) fn answer(
    lens: &Lens<'_>,
    name: &str,
    asked: &Question<'_>,
) -> Result<Option<(Vec<Data>, usize)>, Fault> {
    let Some(scope) = asked.limits.scope(lens.record)? else {
        return Ok(Some((Vec::new(), 0)));
    };
    let stretch = asked.stretch;
    Ok(Some(match name {
        "board" => board(lens, &scope, stretch)?,
        "movements" => stretch.of(moves_in(lens, &scope)?, |m| movement(lens, &m))?,
        "contested" => stretch.of(contested_in(lens, &scope)?, |d| {
            let mut row = fields_of(json!({
                "kind": d.kind, "party": d.party.map(|t| lens.record.words(t)), "issue": d.issue.map(|t| lens.record.words(t)),
                "about": d.about, "day": d.day(), "meeting_first": d.meeting.map(|m| m.0),
                "meeting_last": d.meeting.map(|m| m.1),
            }));
            for (prefix, side) in ["one", "other"].into_iter().zip(&d.sides) {
                let named = side_of(lens, side)?;
                row.extend(named.into_iter().map(|(k, v)| (format!("{prefix}_{k}"), v)));
            }
            Ok(row)
        })?,
        "dates" => {
            let newest = lens.record.newest_day()?.unwrap_or(Day::NEVER);
            stretch.of(dates(lens, newest)?, |d| {
                let mut row = fields_of(json!({"due": d.day, "what": d.what}));
                row.extend(evidence(lens, &d.place, d.statement)?);
                Ok(row)
            })?
        }
        "rounds" => rounds(lens, stretch)?,
        "outlook" => outlook(lens, stretch)?,
        "speakers" => {
            let tracks = lens.whole.tracks(lens)?;
            stretch.of(tracks.speakers.iter().collect(), |t| {
                let actor = lens.record.actor(t.of)?;
                Ok(track(lens, t, actor.map(|a| a.name)))
            })?
        }
        "outlets" => {
            let tracks = lens.whole.tracks(lens)?;
            stretch.of(tracks.outlets.iter().collect(), |t| {
                Ok(track(lens, t, tracks.names.get(t.of).cloned()))
            })?
        }
        "search" => {
            let at = (stretch.from, stretch.most);
            let found = asked.wanted.find(lens, asked.vectors, &scope, at)?;
            let rows = found.rows.iter().map(|r| said_of(lens, r));
            (rows.collect::<Result<_, _>>()?, found.count)
        }
        "queue" => {
            let (rows, count) = lens.record.uncertain(stretch.from, stretch.most)?;
            let rows = rows.iter().map(|r| said_of(lens, r));
            (rows.collect::<Result<_, _>>()?, count)
        }
        _ => return Ok(None),
    }))
}

/// Returns what each party holds on each issue at each venue, by what was reported last.
fn board(lens: &Lens<'_>, scope: &Scope, stretch: Stretch) -> Result<(Vec<Data>, usize), Fault> {
    let newest = lens.record.newest_day()?.unwrap_or(Day::NEVER);
    let positions = lens.record.positions(scope)?;
    let all = by_place(&positions)
        .into_values()
        .flat_map(|rows| held(&rows, newest));
    let mut all: Vec<Held> = all.collect();
    all.sort_by_key(|h| std::cmp::Reverse((h.last, h.row.place.id)));
    stretch.of(all, |h| {
        let others: Vec<String> = h.others.iter().map(|(s, n)| format!("{} {n}", key(s))).collect();
        let mut row = fields_of(json!({
            "party": lens.record.words(h.row.party), "issue": lens.record.words(h.row.issue), "venue": key(h.venue),
            "stance": key(h.stance), "reports": h.reports, "age": h.age, "others": others,
            "option": h.row.option.map(|t| lens.record.words(t)), "voucher": lens.record.words(h.row.voucher),
        }));
        row.extend(evidence(lens, &h.row.place, h.row.statement)?);
        Ok(row)
    })
}

fn movement(lens: &Lens<'_>, movement: &Move) -> Result<Data, Fault> {
    let term = |t: Term| lens.record.words(t);
    let (fields, statement) = match movement {
        Move::Claimed(row) => (
            json!({
                "party": term(row.party), "issue": term(row.issue), "option": null, "venue": null, "from": row.from,
                "to": row.to, "from_day": null,
            }),
            row.statement,
        ),
        Move::Visible(before, row) | Move::Repeated(before, row) => (
            json!({
                "party": term(row.party), "issue": term(row.issue), "option": row.option.map(term),
                "venue": key(row.venue), "from": key(before.stance), "to": key(row.stance),
                "from_day": before.place.day,
            }),
            row.statement,
        ),
        Move::New(row) => (
            json!({"party": term(row.party), "issue": term(row.issue), "to": key(row.stance)}),
            row.statement,
        ),
    };
    let mut row = fields_of(json!({"kind": key(movement.kind())}));
    row.extend(fields_of(fields));
    row.extend(evidence(lens, &movement.place(), statement)?);
    Ok(row)
}

fn side_of(lens: &Lens<'_>, side: &Side) -> Result<Data, Fault> {
    let mut row = fields_of(json!({
        "issue": side.issue.map(|t| lens.record.words(t)), "option": side.option.map(|t| lens.record.words(t)),
        "stance": side.stance.map(key), "result": side.result.map(key), "tone": side.tone.map(key), "venue": side.venue.map(key),
        "voucher": side.voucher.map(|t| lens.record.words(t)), "reports": side.reports,
    }));
    row.extend(evidence(lens, &side.place, side.statement)?);
    Ok(row)
}

fn rounds(lens: &Lens<'_>, stretch: Stretch) -> Result<(Vec<Data>, usize), Fault> {
    let told = lens.whole.told(lens)?;
    let around = told.around();
    let numbers: Vec<usize> = (0..told.rounds.len()).rev().collect();
    stretch.of(numbers, |at| {
        let round = &told.rounds[at];
        let outcome = |n: &usize| {
            let row = &told.outcomes[*n];
            format!("{}: {}", lens.record.words(row.issue), key(row.result))
        };
        let outcomes: Vec<String> = around[at].outcomes.iter().map(outcome).collect();
        let mut row = fields_of(json!({
            "first": round.first, "last": round.last, "number": round.number, "place": round.place,
            "format": round.format.map(key), "status": key(round.status), "parties": round.parties,
            "participants": round.participants, "reports": round.reports, "outcomes": outcomes,
            "mood": around[at].mood.len(), "conduct": around[at].conduct.len(),
        }));
        if let Some(first) = round.accounts.first().map(|a| &told.meetings[*a]) {
            row.extend(evidence(lens, &first.place, first.statement)?);
        }
        Ok(row)
    })
}

/// Returns the expectations with what came of them, the latest due first.
fn outlook(lens: &Lens<'_>, stretch: Stretch) -> Result<(Vec<Data>, usize), Fault> {
    let told = lens.whole.told(lens)?;
    stretch.of(told.latest_expectations(), |foreseen| {
        let first = &told.expectations[foreseen.rows[0]];
        let end = &foreseen.end;
        let mut row = fields_of(json!({
            "what": first.what, "due": first.due, "fate": end.status, "fate_day": end.date, "days_late": end.days,
            "reports": foreseen.reports,
        }));
        row.extend(evidence(lens, &first.place, first.statement)?);
        if let Some(shown) = end.evidence {
            let quote = lens.quotes.of(&shown)?;
            row.extend(fields_of(json!({
                "shown_by_words": quote.words, "shown_by_document": quote.document,
                "shown_by_span": [quote.span.start, quote.span.end],
            })));
        }
        Ok(row)
    })
}

fn track<K>(lens: &Lens<'_>, track: &Track<K>, name: Option<String>) -> Data {
    fields_of(json!({
        "name": name, "party": track.party.map(|t| lens.record.words(t)), "statements": track.statements,
        "reports": track.reports, "named": track.named, "met": track.count(Fate::Met), "late": track.count(Fate::Late),
        "missed": track.count(Fate::Missed), "open": track.count(Fate::Open), "share_met": track.share_met(),
        "newest_document": track.newest.0, "newest_statement": track.newest.1,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_stretch_counts_the_whole() {
        let stretch = Stretch { from: 1, most: 2 };
        let row = |n: usize| Ok(fields_of(json!({"n": n})));
        let (rows, count) = stretch.of(vec![5, 6, 7, 8], row).unwrap();
        let numbers: Vec<Option<&Value>> = rows.iter().map(|r| r.get("n")).collect();
        assert_eq!(numbers, [Some(&json!(6)), Some(&json!(7))]);
        assert_eq!(count, 4);
    }
}

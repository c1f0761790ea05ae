//! What an expectation is about, as far as its words and its article's rows tell: a meeting or a deed, of which sides,
//! where, on which issue.

use std::collections::{BTreeSet, HashMap};

use super::foresight::Ground;
use super::wording::{Stem, mark, shared, stem, stems, stems_of, words_of};
use crate::position::MeetingFormat;
use crate::record::{ExpectationRow, MeetingRow, Term};

/// Stems of words for meetings.
const MEETINGS: [&str; 18] = [
    "round",
    "talk",
    "meet",
    "summit",
    "negoti",
    "sess",
    "visit",
    "conferenc",
    "reconven",
    "consult",
    "travel",
    "trip",
    "convers",
    "resum",
    "discuss",
    "call",
    "phon",
    "gather",
];
/// Stems of words for the next meeting of a series.
const FIRM: [&str; 3] = ["round", "resum", "reconven"];
/// Stems of words for deeds that can be seen to be done.
const DEEDS: [&str; 34] = [
    "agre", "deal", "accord", "treat", "pact", "sign", "truc", "ceasefir", "ratific", "releas",
    "exchang", "swap", "withdraw", "extend", "extens", "lift", "open", "reopen", "ratif", "fre",
    "hand", "return", "suspend", "halt", "stop", "remov", "deploy", "pull", "deliver", "impos",
    "end", "vot", "approv", "hostag",
];

/// What kind of thing is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A meeting.
    Meeting {
        /// By telephone or video.
        call: bool,
    },
    /// An agreement or an act.
    Deed,
    /// Something that rows do not tell.
    Other,
}

/// What an expectation is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expected {
    pub kind: Kind,
    /// Whether it is expected not to be.
    pub negated: bool,
    /// The sides concerned.
    pub parties: BTreeSet<String>,
    /// Where.
    pub place: Option<String>,
    /// Where the talks were that the article tells of first.
    pub seat: Option<String>,
    /// Whether a meeting without a day is told of so firmly that the next one answers it.
    pub firm: bool,
    /// On which issues.
    pub issues: BTreeSet<Term>,
    /// Stems of its words of weight.
    pub stems: Vec<Stem>,
}

/// Returns what each expectation is about.
pub(super) fn expected(
    rows: &[ExpectationRow],
    ground: Ground<'_>,
    slug: &dyn Fn(Term) -> String,
) -> Vec<Expected> {
    let meetings = by_document(ground.meetings, |m| m.place.document);
    let positions = by_document(ground.positions, |p| p.place.document);
    let outcomes = by_document(ground.outcomes, |o| o.place.document);
    let mut slugs: HashMap<Term, Vec<Stem>> = HashMap::new();
    let positions_of = |d: i64| positions.get(&d).into_iter().flatten();
    let outcomes_of = |d: i64| outcomes.get(&d).into_iter().flatten();
    rows.iter()
        .map(|row| {
            let document = row.place.document;
            let words: Vec<String> = words_of(&row.what).collect();
            let stems = stems_of(&words);
            let told = meetings.get(&document).map_or(&[][..], Vec::as_slice);
            let meeting = the_meeting(row, told, ground.meetings);
            let mut issues: BTreeSet<Term> = positions_of(document)
                .map(|at| &ground.positions[*at])
                .filter(|p| p.place.span.overlaps(row.place.span))
                .map(|p| p.issue)
                .collect();
            let named = positions_of(document)
                .map(|at| ground.positions[*at].issue)
                .chain(outcomes_of(document).map(|at| ground.outcomes[*at].issue));
            for issue in named {
                let of = slugs
                    .entry(issue)
                    .or_insert_with(|| slug_stems(&slug(issue)));
                if is_named(of, &stems) {
                    issues.insert(issue);
                }
            }
            Expected {
                kind: kind(&words, meeting),
                negated: is_negated(&words),
                parties: parties(meeting, told, ground.meetings),
                place: meeting.and_then(|m| m.venue.clone()),
                seat: told
                    .first()
                    .and_then(|at| ground.meetings[*at].venue.clone()),
                firm: meeting.is_some() || FIRM.iter().any(|f| stems.contains(&mark(f))),
                issues,
                stems,
            }
        })
        .collect()
}

/// Returns whether all words of an issue's name are there.
fn is_named(slug: &[Stem], stems: &[Stem]) -> bool {
    !slug.is_empty() && shared(slug, stems) == slug.len()
}

/// Returns the stems of an issue's slug (`prisoner-exchange`).
fn slug_stems(slug: &str) -> Vec<Stem> {
    stems(&slug.replace('-', " "))
}

/// Returns the rows of each document, by their place in the list.
pub(super) fn by_document<T>(rows: &[T], document: impl Fn(&T) -> i64) -> HashMap<i64, Vec<usize>> {
    let mut of: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        of.entry(document(row)).or_default().push(at);
    }
    of
}

/// Returns the meeting that the expectation's own words tell.
fn the_meeting<'a>(
    row: &ExpectationRow,
    told: &[usize],
    meetings: &'a [MeetingRow],
) -> Option<&'a MeetingRow> {
    let mut told = told.iter().map(|at| &meetings[*at]);
    told.find(|m| m.place.span.overlaps(row.place.span) && !super::rounds::took_place(m.status))
}

/// Returns the sides: of the meeting that is told of, else of the meeting that the article tells of first.
fn parties(
    meeting: Option<&MeetingRow>,
    told: &[usize],
    meetings: &[MeetingRow],
) -> BTreeSet<String> {
    let sides = |m: &MeetingRow| m.parties.iter().cloned().collect::<BTreeSet<_>>();
    let own = meeting.map(sides).filter(|p| p.len() > 1);
    own.or_else(|| {
        let mut told = told.iter().map(|at| &meetings[*at]);
        told.find(|m| m.parties.len() > 1).map(sides)
    })
    .unwrap_or_default()
}

fn kind(words: &[String], meeting: Option<&MeetingRow>) -> Kind {
    let stems: Vec<&str> = words.iter().map(|w| stem(w)).collect();
    let has = |of: &[&str]| stems.iter().any(|s| of.contains(s));
    let called = meeting.is_some_and(|m| m.format == Some(MeetingFormat::Call));
    match (meeting.is_some() || has(&MEETINGS), has(&DEEDS)) {
        (true, false) => Kind::Meeting {
            call: called || has(&["call", "phon"]),
        },
        (true, true) if meeting.is_some() => Kind::Meeting { call: called },
        (_, true) => Kind::Deed,
        _ => Kind::Other,
    }
}

fn is_negated(words: &[String]) -> bool {
    words.iter().any(|w| {
        matches!(w.as_str(), "not" | "no" | "never" | "without" | "unlikely")
            || w.ends_with("n’t")
            || w.ends_with("n't")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_named_by_all_words_of_its_slug() {
        let named = |text: &str| is_named(&slug_stems("prisoner-exchange"), &stems(text));
        assert!(named("They will exchange all prisoners by Friday"));
        assert!(!named("They will exchange notes"));
    }

    #[test]
    fn words_tell_the_kind() {
        let kind = |text: &str, meeting| kind(&words_of(text).collect::<Vec<_>>(), meeting);
        let is_negated = |text: &str| is_negated(&words_of(text).collect::<Vec<_>>());
        let call = false;
        assert_eq!(
            kind("The next round is due on Friday", None),
            Kind::Meeting { call }
        );
        assert_eq!(kind("the sides will sign a truce", None), Kind::Deed);
        assert_eq!(kind("prices will rise", None), Kind::Other);
        assert_eq!(
            kind("they will speak by phone", None),
            Kind::Meeting { call: true }
        );
        assert!(is_negated("there won't be a deal") && !is_negated("a deal nears"));
    }
}

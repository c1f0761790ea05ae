//! What an expectation is about, as far as its words and its article's rows tell: a meeting or a deed, of which sides,
//! where, on which issue.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use super::foresight::Ground;
use super::wording::{Stem, each_word, marks, shared, sorted, stem_of, stems};
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
/// Stems of words for a meeting at a distance.
const CALLS: [&str; 2] = ["call", "phon"];
/// Stems of words for the next meeting of a series.
const FIRM: [&str; 3] = ["round", "resum", "reconven"];
/// Stems of words for deeds that can be seen to be done.
const DEEDS: [&str; 34] = [
    "agre", "deal", "accord", "treat", "pact", "sign", "truc", "ceasefir", "ratific", "releas",
    "exchang", "swap", "withdraw", "extend", "extens", "lift", "open", "reopen", "ratif", "fre",
    "hand", "return", "suspend", "halt", "stop", "remov", "deploy", "pull", "deliver", "impos",
    "end", "vot", "approv", "hostag",
];

/// The marks of these words.
struct Marks {
    meetings: Vec<Stem>,
    calls: Vec<Stem>,
    firm: Vec<Stem>,
    deeds: Vec<Stem>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks {
    meetings: marks(&MEETINGS),
    calls: marks(&CALLS),
    firm: marks(&FIRM),
    deeds: marks(&DEEDS),
});

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
pub(super) struct Expected<'a> {
    pub kind: Kind,
    /// Whether it is expected not to be.
    pub negated: bool,
    /// The sides concerned.
    pub parties: BTreeSet<&'a str>,
    /// Where.
    pub place: Option<&'a str>,
    /// Where the talks were that the article tells of first.
    pub seat: Option<&'a str>,
    /// Whether a meeting without a day is told of so firmly that the next one answers it.
    pub firm: bool,
    /// Stems of its words of weight.
    pub stems: Vec<Stem>,
}

/// Returns what each expectation is about; `told` are the meetings of each document.
pub(super) fn expected<'a>(
    rows: &[ExpectationRow],
    meetings: &'a [MeetingRow],
    told: &ByDocument,
) -> Vec<Expected<'a>> {
    rows.iter()
        .map(|row| {
            let told = of(told, row.place.document);
            let meeting = the_meeting(row, told, meetings);
            let Gist { stems, negated } = gist(&row.what);
            Expected {
                kind: kind(&stems, meeting),
                negated,
                parties: parties(meeting, told, meetings),
                place: meeting.and_then(|m| m.venue.as_deref()),
                seat: told.first().and_then(|at| meetings[*at].venue.as_deref()),
                firm: meeting.is_some() || shared(&stems, &MARKS.firm) > 0,
                stems,
            }
        })
        .collect()
}

/// The rows of each document, by their places in a list.
pub(super) type ByDocument = HashMap<i64, Vec<usize>>;

/// Returns the rows of each document that is asked for, by their place in the list.
pub(super) fn by_document<T>(
    rows: &[T],
    document: impl Fn(&T) -> i64,
    asked: impl Fn(i64) -> bool,
) -> ByDocument {
    let mut of = ByDocument::new();
    for (at, row) in rows.iter().enumerate() {
        let document = document(row);
        if asked(document) {
            of.entry(document).or_default().push(at);
        }
    }
    of
}

/// Returns the rows of a document.
pub(super) fn of(rows: &ByDocument, document: i64) -> &[usize] {
    rows.get(&document).map_or(&[], Vec::as_slice)
}

/// The issues that expectations speak of: those of positions in the same words, and those of their article whose names
/// they hold.
pub(super) struct Issues<'a> {
    ground: Ground<'a>,
    positions: ByDocument,
    outcomes: ByDocument,
    slugs: HashMap<Term, Vec<Stem>>,
}

impl<'a> Issues<'a> {
    /// Returns the issues of the articles with these numbers.
    pub(super) fn new(
        ground: Ground<'a>,
        documents: &HashSet<i64>,
        slug: &dyn Fn(Term) -> String,
    ) -> Self {
        let asked = |document| documents.contains(&document);
        let mut issues = Self {
            ground,
            positions: by_document(ground.positions, |p| p.place.document, asked),
            outcomes: by_document(ground.outcomes, |o| o.place.document, asked),
            slugs: HashMap::new(),
        };
        let positions = issues.positions.values().flatten();
        let outcomes = issues.outcomes.values().flatten();
        let named: HashSet<Term> = positions
            .map(|at| ground.positions[*at].issue)
            .chain(outcomes.map(|at| ground.outcomes[*at].issue))
            .collect();
        issues.slugs = named.iter().map(|i| (*i, slug_stems(&slug(*i)))).collect();
        issues
    }

    /// Returns the issues of an expectation.
    pub(super) fn of(&self, row: &ExpectationRow, told: &Expected<'_>) -> BTreeSet<Term> {
        let positions = of(&self.positions, row.place.document);
        let positions = positions.iter().map(|at| &self.ground.positions[*at]);
        let outcomes = of(&self.outcomes, row.place.document);
        let outcomes = outcomes.iter().map(|at| self.ground.outcomes[*at].issue);
        let same_words = positions
            .clone()
            .filter(|p| p.place.span.overlaps(row.place.span))
            .map(|p| p.issue);
        let named = positions.map(|p| p.issue).chain(outcomes);
        let named = named.filter(|i| {
            self.slugs
                .get(i)
                .is_some_and(|slug| is_named(slug, &told.stems))
        });
        same_words.chain(named).collect()
    }
}

/// Returns whether all words of an issue's name are there.
fn is_named(slug: &[Stem], stems: &[Stem]) -> bool {
    !slug.is_empty() && shared(slug, stems) == slug.len()
}

/// Returns the stems of an issue's slug (`prisoner-exchange`).
fn slug_stems(slug: &str) -> Vec<Stem> {
    stems(&slug.replace('-', " "))
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
fn parties<'a>(
    meeting: Option<&'a MeetingRow>,
    told: &[usize],
    meetings: &'a [MeetingRow],
) -> BTreeSet<&'a str> {
    let sides = |m: &'a MeetingRow| {
        m.parties
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
    };
    let own = meeting.map(sides).filter(|p| p.len() > 1);
    own.or_else(|| {
        let mut told = told.iter().map(|at| &meetings[*at]);
        told.find(|m| m.parties.len() > 1).map(sides)
    })
    .unwrap_or_default()
}

/// Returns whether a stem is of a word for a deed.
pub(super) fn is_deed(stem: Stem) -> bool {
    MARKS.deeds.binary_search(&stem).is_ok()
}

fn kind(stems: &[Stem], meeting: Option<&MeetingRow>) -> Kind {
    let has = |of: &[Stem]| shared(stems, of) > 0;
    let called = meeting.is_some_and(|m| m.format == Some(MeetingFormat::Call));
    match (meeting.is_some() || has(&MARKS.meetings), has(&MARKS.deeds)) {
        (true, false) => Kind::Meeting {
            call: called || has(&MARKS.calls),
        },
        (true, true) if meeting.is_some() => Kind::Meeting { call: called },
        (_, true) => Kind::Deed,
        _ => Kind::Other,
    }
}

/// What the words of an expectation tell.
struct Gist {
    stems: Vec<Stem>,
    negated: bool,
}

fn gist(what: &str) -> Gist {
    let (mut stems, mut negated) = (Vec::new(), false);
    each_word(what, |word| {
        stems.extend(stem_of(word));
        negated |= is_negation(word);
    });
    Gist {
        stems: sorted(stems),
        negated,
    }
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "no" | "never" | "without" | "unlikely")
        || word.ends_with("n’t")
        || word.ends_with("n't")
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
        let kind = |text: &str, meeting| kind(&gist(text).stems, meeting);
        let is_negated = |text: &str| gist(text).negated;
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

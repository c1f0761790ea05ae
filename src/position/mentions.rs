//! Mentions of meetings in one sentence, each with the days, place, sides and people near it.

use std::ops::Range;

use jiff::civil::Date;

use super::grammar::{Form, Mood};
use super::line::Line;
use super::meeting_book::{Kind, Object, Sign, Trigger};
use super::read::Study;
use super::{MeetingFormat, MeetingStatus};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// First and last day.
pub(super) type Days = (Option<Date>, Option<Date>);

/// One mention of a meeting.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub kind: Kind,
    pub days: Days,
    pub place: Option<String>,
    pub parties: Vec<String>,
    pub participants: Vec<String>,
    pub status: MeetingStatus,
    pub format: Option<MeetingFormat>,
    pub evidence: Span,
    /// Whether it points back to a meeting that was told of (`the talks`).
    pub back: bool,
    /// Whether it points at the one just told of, wherever that was (`these talks`).
    pub same: bool,
    /// How much speaks for a meeting of its own.
    pub weight: usize,
    /// Whether the words before make it a wish, a refusal or a class of meetings.
    pub unreal: bool,
    /// Whether a verb or adjective of its own puts it into the future.
    pub expected: bool,
    /// Whether all that is known of who sat there is one side.
    pub one_sided: bool,
}

/// Returns the mentions of a sentence in order.
pub(super) fn mentions(study: &Study<'_>, line: &Line<'_>) -> Vec<Mention> {
    let mut found: Vec<(usize, Mention)> = Vec::new();
    let mut i = 0;
    while i < line.low.len() {
        let Some((trigger, length)) = study.books.meetings.trigger(&line.low, i) else {
            i += 1;
            continue;
        };
        if let Some(mention) = mention(study, line, i..i + length, trigger) {
            let same = found.last().is_some_and(|(at, last)| {
                line.clause(*at) == line.clause(i)
                    && (last.kind == Kind::Call) == (mention.kind == Kind::Call)
                    && (last.days == mention.days
                        || mention.days.0.is_none()
                        || last.days.0.is_none())
            });
            match found.last_mut().filter(|_| same) {
                Some((_, last)) => last.absorb(mention),
                None => found.push((i, mention)),
            }
        }
        i += length;
    }
    found.into_iter().map(|(_, m)| m).collect()
}

impl Mention {
    /// Takes in another mention of the same clause.
    fn absorb(&mut self, other: Mention) {
        if self.days.0.is_none() {
            self.days = other.days;
        }
        if self.kind == Kind::Visit || other.kind == Kind::Call {
            self.kind = other.kind;
        }
        self.place = self.place.take().or(other.place);
        self.format = self.format.or(other.format);
        self.unreal &= other.unreal;
        self.back &= other.back;
        self.one_sided &= other.one_sided;
        self.weight = self.weight.max(other.weight);
        if self.status == MeetingStatus::Held {
            self.status = other.status;
        }
        add(&mut self.parties, other.parties);
        add(&mut self.participants, other.participants);
    }
}

/// Adds what is not yet there.
pub(super) fn add(list: &mut Vec<String>, more: Vec<String>) {
    for entry in more {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}

fn mention(
    study: &Study<'_>,
    line: &Line<'_>,
    at: Range<usize>,
    trigger: Trigger,
) -> Option<Mention> {
    let book = &study.books.meetings;
    let clause = line.clause(at.start);
    let (kind, mut weight, mood, vague) = match trigger {
        Trigger::Noun {
            kind,
            vague,
            plural,
        } => {
            noun(study, line, &at, kind)?;
            (kind, usize::from(!vague && !plural), Mood::Noun, vague)
        }
        Trigger::People(kind) => {
            let near = clause.start.max(at.start.saturating_sub(6))..clause.end.min(at.end + 3);
            let work = near.clone().any(|i| book.lists("work", line.word(i)));
            if place(study, line, &at, kind).is_none() || !work {
                return None;
            }
            (kind, 0, Mood::Noun, true)
        }
        Trigger::Verb { kind, object, form } => {
            let (mood, bare) = verb(study, line, &at, object, form)?;
            // `sitting down to hash it out`: nobody is said to have done it.
            (
                kind,
                2 - usize::from(form == Form::Ing && bare),
                mood,
                false,
            )
        }
    };
    let signs = signs(study, line, clause.clone());
    let has = |sign: Sign| signs.iter().any(|s| s.1 == sign);
    let days = days(study, line, &at);
    let place = place(study, line, &at, kind);
    let (people, mut parties) = sides(line, &at, &clause, place.as_deref());
    let with =
        (at.end..clause.end.min(at.end + 4)).any(|i| matches!(line.word(i), "with" | "between"));
    weight +=
        2 * usize::from(days.0.is_some()) + 2 * usize::from(place.is_some()) + usize::from(with);
    weight += usize::from(kind == Kind::Call && with)
        + usize::from(has(Sign::Happens))
        + usize::from(parties.len() > 1);
    let named = parties.len();
    if kind == Kind::Visit {
        let host = place_party(line, place.as_deref());
        parties.extend(host.filter(|h| !parties.contains(h)));
    }
    let before = (at.start.saturating_sub(4)..at.start)
        .rev()
        .take_while(|i| clause.contains(i) && !matches!(line.word(*i), "," | "after"));
    let noun_unreal =
        mood == Mood::Noun && before.clone().any(|i| book.lists("unreal", line.word(i)));
    let back = mood == Mood::Noun
        && before
            .clone()
            .any(|i| book.lists("back", line.word(i)) || line.word(i) == "'s");
    let same = before
        .clone()
        .any(|i| matches!(line.word(i), "this" | "these" | "those"));
    let ahead = before.clone().any(|i| book.lists("next", line.word(i)));
    let maybe = mood == Mood::Noun && has(Sign::Happens) && may_happen(study, line, &at, &clause);
    weight += usize::from(ahead);
    let future = mood == Mood::Future || maybe || future_clause(study, line, &at, &clause);
    let status = status(study, days, future, &has);
    Some(Mention {
        kind,
        format: format(kind, &parties, &has, with),
        days,
        place,
        participants: people,
        one_sided: named == 1 && kind != Kind::Visit && sole_side(line, &at, &clause),
        parties,
        status,
        evidence: line.cover(clause),
        back: back || vague && weight < 2,
        same,
        weight,
        unreal: noun_unreal || mood == Mood::Thought,
        expected: ahead || mood == Mood::Future || maybe,
    })
}

/// Returns whether the noun names an encounter here.
fn noun(study: &Study<'_>, line: &Line<'_>, at: &Range<usize>, kind: Kind) -> Option<()> {
    let book = &study.books.meetings;
    let (before, after) = (line.before(at.start, 1), line.word(at.end));
    // `calls it a halt`: the noun has a determiner, or somebody it is with.
    let when = after == "on" && line.times_in(at.end + 1..at.end + 2).next().is_some();
    let verb_like = line
        .low
        .get(at.start)
        .is_some_and(|w| w == "call" || w == "calls")
        && !study.books.grammar.is_determiner(before)
        && !matches!(after, "with" | "between")
        && !when
        && at.len() == 1;
    let pressed =
        kind == Kind::Call && (0..line.low.len()).any(|i| book.is_press_call(&line.low, i));
    if verb_like || pressed {
        return None;
    }
    let other = book.lists("not_before", before)
        || matches!(kind, Kind::Call) && !when && (book.lists("not_after", after) || after == "to")
        || book.lists("not_after", after) && !matches!(after, "on" | "for" | "upon");
    // `is meeting`, `will conference`: read as a verb or not at all.
    (!other).then_some(())
}

/// Returns the mood of a verb that names an encounter here, and whether it has no auxiliary.
fn verb(
    study: &Study<'_>,
    line: &Line<'_>,
    at: &Range<usize>,
    object: Object,
    form: Form,
) -> Option<(Mood, bool)> {
    let book = &study.books.meetings;
    let read = study.books.grammar.verb(line, at.start, form);
    if read.mood == Mood::Noun || read.negated {
        return None;
    }
    let clause = line.clause(at.start);
    let ahead = at.end..clause.end.min(at.end + 7);
    let fits = match object {
        Object::Any => !ahead
            .clone()
            .take(5)
            .any(|i| book.lists("not_met", line.word(i))),
        Object::With => with(study, line, ahead),
        Object::Place => {
            let mut i = at.end;
            while matches!(
                line.word(i),
                "to" | "in" | "the" | "into" | "at" | "today" | "with"
            ) {
                i += 1;
            }
            line.is_capital(i)
        }
    };
    fits.then_some((read.mood, read.from == at.start))
}

/// Returns whether somebody is spoken with, or by telephone.
fn with(study: &Study<'_>, line: &Line<'_>, ahead: Range<usize>) -> bool {
    let book = &study.books.meetings;
    let phone = ahead
        .clone()
        .any(|i| matches!(line.word(i), "phone" | "telephone"));
    let partner = ahead
        .clone()
        .find(|i| matches!(line.word(*i), "with" | "to"))
        .is_some_and(|i| {
            let audience = (i + 1..i + 5).any(|w| book.lists("audiences", line.word(w)));
            line.word(i) == "with" && !audience && (i + 1..i + 5).any(|w| line.is_capital(w))
        });
    phone || partner
}

fn signs(study: &Study<'_>, line: &Line<'_>, words: Range<usize>) -> Vec<(usize, Sign)> {
    words
        .filter_map(|i| Some((i, study.books.meetings.sign(&line.low, i)?.0)))
        .collect()
}

/// Returns the days of the mention: the time expression nearest to it that tells no other time.
fn days(study: &Study<'_>, line: &Line<'_>, at: &Range<usize>) -> Days {
    const FAR: usize = 18;
    let clause = line.clause(at.start);
    let cost = |words: &Range<usize>| {
        let gap = words
            .start
            .saturating_sub(at.end)
            .max(at.start.saturating_sub(words.end));
        let outside = !clause.contains(&words.start);
        let leads = words.start <= 2;
        match words.end <= at.start {
            true if leads => gap.min(3) + usize::from(outside) * 3,
            true => gap + 4 + usize::from(outside) * 8,
            false => gap + usize::from(outside) * 8,
        }
    };
    let best = line
        .times_in(0..line.low.len())
        .filter(|(words, time)| time.start.is_some() && !is_said(study, line, words))
        .filter(|(words, _)| !outside_content(study, line, at.start, words.start))
        .filter(|(words, _)| words.end == at.start || !is_attribute(study, line, words))
        .map(|(words, time)| (cost(&words), time))
        .filter(|(cost, _)| *cost < FAR)
        .min_by_key(|(cost, _)| *cost);
    best.map_or((None, None), |(_, time)| exact(line.text, time))
}

/// Returns whether the time describes the noun behind it (`the May 27 proposal`).
pub(super) fn is_attribute(study: &Study<'_>, line: &Line<'_>, words: &Range<usize>) -> bool {
    let grammar = &study.books.grammar;
    let owned = grammar.is_determiner(line.before(words.start, 1)) || line.word(words.end) == "'s";
    let noun = line.word(words.end);
    let plain = noun.starts_with(char::is_lowercase) || noun == "'s";
    owned && plain && !grammar.is_preposition(noun) && !grammar.is_be(noun)
}

/// Returns whether the word at `at` is somebody's content and a time at `time` beside it is the author's.
pub(super) fn outside_content(study: &Study<'_>, line: &Line<'_>, at: usize, time: usize) -> bool {
    let (Some(word), Some(other)) = (line.spans.get(at), line.spans.get(time)) else {
        return false;
    };
    let by = study.spoken.content_at(*word);
    by.is_some() && study.spoken.content_at(*other).is_none()
}

/// Returns the days of an expression that tells days and not a vague stretch.
pub(super) fn exact(text: &str, time: &crate::language::TimeExpression) -> Days {
    if time.start == time.end {
        return (time.start, time.end);
    }
    let words = time.span.of(text);
    let short = match (time.start, time.end) {
        (Some(a), Some(b)) => (b - a).get_days() <= 21,
        _ => false,
    };
    let told = words.contains(|c: char| c.is_ascii_digit());
    if short && told {
        (time.start, time.end)
    } else {
        (None, None)
    }
}

/// Returns whether the time is that of an act of speech: it stands right behind a cue.
pub(super) fn is_said(study: &Study<'_>, line: &Line<'_>, words: &Range<usize>) -> bool {
    let mut at = words.start;
    while matches!(
        line.before(at, 1),
        "on" | "late" | "early" | "," | "reporters" | "journalists"
    ) {
        at -= 1;
    }
    at.checked_sub(1)
        .and_then(|i| line.spans.get(i))
        .is_some_and(|word| study.spoken.ends_cue(*word))
}

/// Returns the place as printed.
fn place(study: &Study<'_>, line: &Line<'_>, at: &Range<usize>, kind: Kind) -> Option<String> {
    let clause = line.clause(at.start);
    let book = &study.books.meetings;
    let mut i = at.end;
    while i < clause.end {
        let word = line.word(i);
        if matches!(word, "in" | "at") || kind == Kind::Visit && (word == "to" || i == at.end) {
            let from = if matches!(word, "in" | "at" | "to") {
                i + 1
            } else {
                i
            };
            if let Some(place) = name_at(line, from) {
                return Some(place);
            }
        }
        if book.lists("purpose", word) && i > at.end && !line.times_in(i..i + 2).any(|_| true) {
            break;
        }
        i += 1;
    }
    // `In Riyadh, the envoys will meet`; `Today in Norland, he met`.
    let timed = line.times_in(0..1).next().map_or(0, |(words, _)| words.end);
    let lead = [0, timed]
        .into_iter()
        .find(|i| matches!(line.word(*i), "in" | "at"))?;
    name_at(line, lead + 1).filter(|_| lead < at.start)
}

/// Returns the name of a place that begins at word `i`.
fn name_at(line: &Line<'_>, i: usize) -> Option<String> {
    let from = i + usize::from(line.word(i) == "the");
    if line.times_in(from..from + 1).next().is_some() || !line.is_capital(from) {
        return None;
    }
    let entity = line.entities_in(from..from + 1).next();
    let person = entity
        .as_ref()
        .is_some_and(|(_, e)| e.kind == EntityKind::Person);
    if person || line.word(i) == "his" {
        return None;
    }
    let mut to = from;
    let timed = |i: usize| line.times_in(i..i + 1).next().is_some();
    while line.is_capital(to) && !timed(to)
        || to > from && matches!(line.word(to), "of") && line.is_capital(to + 1)
    {
        to += 1;
    }
    (line.word(to) != "'s").then(|| line.cover(from..to).of(line.text).to_owned())
}

fn place_party(line: &Line<'_>, place: Option<&str>) -> Option<String> {
    let place = place?;
    line.entities
        .iter()
        .find(|e| e.span.of(line.text) == place)
        .and_then(|e| e.party.clone().or_else(|| e.slug.clone()))
}

/// Returns the people and sides near a mention, without the place.
fn sides(
    line: &Line<'_>,
    at: &Range<usize>,
    clause: &Range<usize>,
    place: Option<&str>,
) -> (Vec<String>, Vec<String>) {
    let (mut people, mut parties) = (Vec::new(), Vec::new());
    let near = |e: &Entity| Some(e.span.of(line.text)) != place;
    for (words, entity) in line.entities_in(clause.clone()).filter(|(_, e)| near(e)) {
        let located = matches!(line.before(words.start, 1), "in" | "at");
        let purpose = words.start > at.end
            && (at.end..words.start)
                .any(|i| matches!(line.word(i), "to" | "on" | "about" | "over"));
        if located || purpose {
            continue;
        }
        if entity.kind == EntityKind::Person {
            add(&mut people, vec![entity.name.clone()]);
        }
        let party = entity.party.clone().or_else(|| entity.slug.clone());
        add(&mut parties, party.into_iter().collect());
    }
    (people, parties)
}

/// Returns whether the words say that one side met among itself: nobody it met with.
fn sole_side(line: &Line<'_>, at: &Range<usize>, clause: &Range<usize>) -> bool {
    let inside = line.entities_in(clause.clone()).count() > 0;
    let open = (at.end..clause.end).any(|i| {
        matches!(
            line.word(i),
            "with" | "between" | "counterpart" | "counterparts"
        )
    });
    let of = line.word(at.end) == "of";
    inside && (!open || of)
}

/// Returns whether the verb behind a noun says that it may take place.
fn may_happen(
    study: &Study<'_>,
    line: &Line<'_>,
    at: &Range<usize>,
    clause: &Range<usize>,
) -> bool {
    (at.end..clause.end).any(|i| study.books.grammar.is_possible(line.word(i)))
}

fn future_clause(
    study: &Study<'_>,
    line: &Line<'_>,
    at: &Range<usize>,
    clause: &Range<usize>,
) -> bool {
    let grammar = &study.books.grammar;
    let near = clause.start..clause.end.min(at.end + 6);
    near.clone().any(|i| grammar.is_future(line.word(i)))
        || near.clone().any(|i| {
            study.books.meetings.lists("planned", line.word(i))
                && (i < at.start && at.start - i < 4 || grammar.is_be(line.before(i, 1)))
        })
        || near
            .clone()
            .any(|i| line.word(i) == "to" && line.word(i + 1) == "be")
}

fn status(
    study: &Study<'_>,
    days: Days,
    future: bool,
    has: &impl Fn(Sign) -> bool,
) -> MeetingStatus {
    let published = study.document.metadata.published;
    let ahead = matches!((days.0, published), (Some(d), Some(p)) if d > p);
    if has(Sign::Cancelled) {
        MeetingStatus::Cancelled
    } else if has(Sign::Postponed) {
        MeetingStatus::Postponed
    } else if ahead || future && days.0.is_none_or(|d| published.is_none_or(|p| d >= p)) {
        MeetingStatus::Planned
    } else if has(Sign::UnderWay) {
        MeetingStatus::UnderWay
    } else {
        MeetingStatus::Held
    }
}

fn format(
    kind: Kind,
    parties: &[String],
    has: &impl Fn(Sign) -> bool,
    with: bool,
) -> Option<MeetingFormat> {
    if kind == Kind::Call {
        return Some(MeetingFormat::Call);
    }
    let told = [
        (Sign::Indirect, MeetingFormat::Indirect),
        (Sign::Trilateral, MeetingFormat::Trilateral),
        (Sign::Bilateral, MeetingFormat::Bilateral),
        (Sign::Multilateral, MeetingFormat::Multilateral),
    ];
    let told = told.iter().find(|(sign, _)| has(*sign)).map(|(_, f)| *f);
    told.or(match parties.len() {
        2 if with || kind == Kind::Visit => Some(MeetingFormat::Bilateral),
        3 if with => Some(MeetingFormat::Trilateral),
        4.. if kind != Kind::Visit => Some(MeetingFormat::Multilateral),
        _ => None,
    })
}

//! One act on the ground as a verb or a noun of a sentence tells it.

use std::ops::Range;

use jiff::civil::Date;

use super::conduct_book::Sense;
use super::line::Line;
use super::mood::{Form, Mood};
use super::named::{Side, sides};
use super::read::Study;
use super::whereabouts::{exact, is_said};
use super::{Conduct, Signal};

/// Acts older than this many days before publication are history.
const HISTORY: i32 = 400;
/// How far from a verb, in words, the thing stands that it needs.
const NEAR: usize = 8;

/// An act as told in one place.
pub(super) struct Deed {
    pub class: usize,
    /// The word that tells it, in the singular.
    pub word: String,
    /// Whether a noun tells it.
    pub noun: bool,
    /// Whether the noun points back (`the attack`).
    pub back: bool,
    pub clause: Range<usize>,
    /// One for each side that acts.
    pub entries: Vec<Conduct>,
}

/// The words that tell an act.
struct Telling {
    class: usize,
    words: Range<usize>,
    /// Where the verb group begins; of a noun, where the noun does.
    from: usize,
    noun: bool,
    /// Whether the subject suffers it.
    passive: bool,
}

/// Returns the act that the words at `i` tell, with their number. Its evidence begins at `evidence_from` or where its
/// clause does.
pub(super) fn deed(
    study: &Study<'_>,
    line: &Line<'_>,
    i: usize,
    evidence_from: usize,
) -> Option<(Deed, usize)> {
    let book = &study.books.conduct;
    let told = by_verb(study, line, i).or_else(|| by_noun(study, line, i))?;
    let clause = line.clause(i);
    // `you will have seen` tells what was.
    let ahead =
        |w: usize| study.books.grammar.is_future(line.word(w)) && line.word(w + 1) != "have";
    let unreal = (clause.start..i).any(|w| book.is_unreal(&line.low, w) || ahead(w));
    // `condemned Norland's attack on the port`: what is condemned took place, if it is one act and no kind of act.
    let blamed = (clause.start..i).any(|w| book.is_condemned(&line.low, w));
    let one = || told.noun && is_one(study, line, &told.words, &clause);
    let unreal = unreal || blamed && !one();
    if !book.lasts(told.class) && (unreal || !blamed && is_wanted(study, line, i)) {
        return None;
    }
    let date = date(study, line, &clause, i)?;
    let evidence = line.cover(evidence_from.max(clause.start)..clause.end);
    let place = place(study, line, i..clause.end);
    let entry = |party: Option<String>| Conduct {
        party,
        what: evidence.of(line.text).to_owned(),
        date,
        place: place.clone(),
        evidence,
    };
    let actors = actors(study, line, &clause, &told);
    let entries = if actors.is_empty() {
        vec![entry(None)]
    } else {
        actors.into_iter().map(|a| entry(Some(a))).collect()
    };
    let back = told.noun && matches!(line.before(i, 1), "the" | "these" | "this" | "those");
    let deed = Deed {
        class: told.class,
        word: super::terms::singular(line.word(i)),
        noun: told.noun,
        back,
        clause,
        entries,
    };
    Some((deed, told.words.len()))
}

fn by_verb(study: &Study<'_>, line: &Line<'_>, i: usize) -> Option<Telling> {
    let (grammar, book) = (&study.books.grammar, &study.books.conduct);
    let (form, senses, n) = book.verb(&line.low, i)?;
    let read = grammar.verb(line, i, form);
    if read.mood != Mood::Fact || read.negated {
        return None;
    }
    let clause = line.clause(i);
    // The thing is subject or object; `continued its calls for aid` does not tell of aid.
    let object = (i + n..(i + n + NEAR).min(clause.end)).take_while(|w| {
        !grammar.is_preposition(line.word(*w)) || matches!(line.word(*w), "of" | "with" | "to")
    });
    let subject = i.saturating_sub(NEAR).max(clause.start)..read.from;
    let near: Vec<usize> = subject.chain(object).collect();
    let fits = |things: usize| near.iter().any(|w| book.is_thing(things, &line.low, *w));
    let sense: &Sense = senses.iter().find(|s| s.things.is_none_or(fits))?;
    let passive = form == Form::Past
        && ((read.from..i).any(|w| grammar.is_be(line.word(w))) || line.word(i + n) == "by");
    Some(Telling {
        class: sense.class,
        words: i..i + n,
        from: read.from,
        noun: false,
        passive,
    })
}

fn by_noun(study: &Study<'_>, line: &Line<'_>, i: usize) -> Option<Telling> {
    let book = &study.books.conduct;
    let (class, n) = book.noun(&line.low, i)?;
    let told = book.lasts(class) || took_place(study, line, i..i + n);
    told.then_some(Telling {
        class,
        words: i..i + n,
        from: i,
        noun: true,
        passive: true,
    })
}

/// Returns whether words near a noun say that it took place: a verb, a day, a side or a place of its own.
fn took_place(study: &Study<'_>, line: &Line<'_>, at: Range<usize>) -> bool {
    let book = &study.books.conduct;
    let clause = line.clause(at.start);
    let before = at.start.saturating_sub(6).max(clause.start)..at.start;
    let after = at.end..(at.end + 20).min(clause.end);
    let happened = |mut words: Range<usize>| words.any(|i| book.took_place(&line.low, i));
    let dated = || {
        let mut times = line.times_in(clause.clone());
        times.any(|(_, t)| t.day().is_some())
    };
    let side = || !sides(study, line, at.start.saturating_sub(3)..at.start).is_empty();
    let placed = || book.leads_place(line.word(at.end)) && line.is_capital(at.end + 1);
    let by = || line.word(at.end) == "by" && !sides(study, line, at.end..at.end + 5).is_empty();
    happened(before) || happened(after) || dated() || side() || placed() || by()
}

/// Returns whether a noun is told as one act: by its day, or by whose it is.
fn is_one(study: &Study<'_>, line: &Line<'_>, at: &Range<usize>, clause: &Range<usize>) -> bool {
    let dated = line
        .times_in(clause.clone())
        .any(|(words, t)| t.day().is_some() && !is_said(study, line, &words));
    dated || !sides(study, line, at.start.saturating_sub(3)..at.start).is_empty()
}

/// Returns whether the act lies in what somebody demands, offers or refuses.
fn is_wanted(study: &Study<'_>, line: &Line<'_>, i: usize) -> bool {
    let word = line.spans.get(i);
    let by = word.and_then(|word| study.spoken.content_at(*word));
    by.and_then(|by| study.statements.get(by)?.attribution.cue)
        .and_then(|cue| study.books.cues.read(cue.of(line.text), "", false).class)
        .is_some_and(|class| class.signals.contains(&Signal::Position))
}

/// Returns the day of an act (`None` inside where the text tells none), or nothing where it is history or to come.
fn date(
    study: &Study<'_>,
    line: &Line<'_>,
    clause: &Range<usize>,
    i: usize,
) -> Option<Option<Date>> {
    let published = study.document.metadata.published;
    let times = line.times_in(clause.clone()).filter(|(words, t)| {
        (t.start.is_some() || t.end.is_some()) && !is_said(study, line, words)
    });
    let Some((_, time)) = times.min_by_key(|(words, _)| words.start.abs_diff(i)) else {
        return Some(None);
    };
    let old = matches!((time.end, published), (Some(e), Some(p)) if (p - e).get_days() > HISTORY);
    let ahead = matches!((time.start, published), (Some(s), Some(p)) if s > p);
    // `in recent years`
    let words = time.span.of(line.text);
    let long = time.start.is_none() && (words.contains("month") || words.contains("year"));
    (!old && !ahead && !long).then(|| exact(line.text, time).0)
}

/// Returns the sides that act: two where both are named together (`Norland and Sudmark`).
fn actors(
    study: &Study<'_>,
    line: &Line<'_>,
    clause: &Range<usize>,
    told: &Telling,
) -> Vec<String> {
    let by = (told.words.end..clause.end.min(told.words.end + 12)).find(|w| line.word(*w) == "by");
    if let Some(by) = by.filter(|_| told.passive) {
        let named = sides(study, line, by + 1..clause.end.min(by + 8));
        let acting = named.into_iter().filter(|s| !is_led_away(study, line, s));
        return together(line, acting);
    }
    let near = if told.noun {
        told.from.saturating_sub(4)
    } else {
        0
    };
    let from = near.max(clause.start);
    let mut named = sides(study, line, from..told.from);
    let away = |w: usize| study.books.conduct.is_led_away(line.word(w));
    named.retain(|s| match told.noun {
        // `briefed on Norland operations`: only what lies between could lead the side away.
        true => !(s.words.end..told.from).any(away),
        false => !is_led_away(study, line, s),
    });
    if told.passive && !told.noun {
        return Vec::new();
    }
    if named.is_empty() && !told.noun && matches!(line.word(clause.start), "and" | "but" | "then") {
        // `and seized the port`: whoever the sentence was about.
        named = sides(study, line, line.clause(clause.start.saturating_sub(1)));
        named.truncate(1);
    }
    let mut last = together(line, named.into_iter().rev());
    last.reverse();
    if last.is_empty() && (from..told.from).any(|w| matches!(line.word(w), "we" | "our" | "i")) {
        // Whoever speaks does it.
        let by = study.spoken.content_at(line.spans[told.words.start]);
        last.extend(by.and_then(|by| study.statements.get(by)?.party.clone()));
    }
    last
}

/// Returns whether a preposition before the side tells that it does not act (`in a Norland town`).
fn is_led_away(study: &Study<'_>, line: &Line<'_>, side: &Side) -> bool {
    let book = &study.books.conduct;
    let before = line.before(side.words.start, 1);
    let article = matches!(before, "a" | "an" | "the");
    book.is_led_away(before) || article && book.is_led_away(line.before(side.words.start, 2))
}

/// Returns the first of the sides, and the next where `and` joins them.
fn together(line: &Line<'_>, mut sides: impl Iterator<Item = Side>) -> Vec<String> {
    let Some(first) = sides.next() else {
        return Vec::new();
    };
    let mut found = vec![first.party];
    if let Some(second) = sides.next() {
        let (a, b) = (&first.words, &second.words);
        let gap = a.end.min(b.end)..a.start.max(b.start);
        let joined = gap.len() <= 2 && gap.clone().any(|w| line.word(w) == "and");
        if joined && second.party != found[0] {
            found.push(second.party);
        }
    }
    found
}

/// Returns the place as printed.
fn place(study: &Study<'_>, line: &Line<'_>, mut words: Range<usize>) -> Option<String> {
    words.find_map(|i| {
        let leads = study.books.conduct.leads_place(line.word(i));
        let name = super::whereabouts::name_at(line, i + 1).filter(|_| leads)?;
        // `in a Norland town` names no place by `Norland`.
        let end = line.words_of(line.cover(i + 1..i + 2)).end;
        let described = line.word(end).starts_with(char::is_lowercase)
            && line.entities_in(i + 1..i + 3).next().is_none()
            && study.world.party_of_words(&name).is_some();
        (!described).then_some(name)
    })
}

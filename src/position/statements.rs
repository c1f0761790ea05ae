//! From attributions and their voices to statements: how, to whom and when each was said, and what it tells.

use std::collections::HashMap;

use super::addressee::addressee;
use super::author::Author;
use super::channel::{Circumstances, channel};
use super::codebooks::Codebooks;
use super::cues::{Cue, Hearer};
use super::phrase::Phrase;
use super::said_on::{self, Place};
use super::setting::Setting;
use super::signals::{Evidence, features, signals};
use super::speakers::Voice;
use super::{Actor, ActorKind, Channel, Signal, Sourcing, Statement};
use crate::attribution::{Attribution, Form};
use crate::document::Span;

/// Up to how many words the turn of a transcript only leads to the next (`Next up, we go to the Harbour Post`).
const ASIDE: usize = 12;

/// Returns the statements, in the order of the attributions; speakers are numbers in the cast.
pub(super) fn statements(
    setting: &Setting<'_>,
    attributions: &[Attribution],
    voices: Vec<Voice>,
    author: &Author,
    actors: &[Actor],
    books: &Codebooks,
) -> Vec<Statement> {
    let mut made: Vec<Statement> = attributions
        .iter()
        .zip(voices)
        .map(|(attribution, voice)| statement(setting, attribution, voice, author, books))
        .collect();
    carry_on(setting, &mut made, books);
    across(setting.text, &mut made, actors, books);
    turns(&mut made, setting.text);
    for statement in &mut made {
        statement.signals = by_kind(setting.text, statement)
            .unwrap_or_else(|| weigh(setting.text, statement, books, None, signals));
    }
    made
}

/// What somebody told a named person of another side was said between them, not to everyone.
fn across(text: &str, made: &mut [Statement], actors: &[Actor], books: &Codebooks) {
    let last = |name: &str| {
        name.split(' ')
            .next_back()
            .unwrap_or_default()
            .to_lowercase()
    };
    let people = actors
        .iter()
        .filter(|a| a.kind == ActorKind::Person && !a.anonymous);
    let sides: HashMap<String, Option<&str>> = people
        .map(|a| (last(&a.name), a.party.as_deref()))
        .collect();
    for statement in made.iter_mut().filter(|s| s.channel == Channel::Public) {
        let told = cue_of(text, &statement.attribution, books).hearer;
        let hearer = statement.addressee.as_deref().map(last);
        let side = hearer.and_then(|h| sides.get(&h).copied().flatten());
        let other = side.is_some_and(|s| statement.party.as_deref().is_some_and(|own| own != s));
        if other && matches!(told, Some(Hearer::Told | Hearer::With)) {
            statement.channel = Channel::Private;
        }
    }
}

/// Returns the names of all that a statement's signals are read from.
pub fn signal_features(text: &str, statement: &Statement, books: &Codebooks) -> Vec<String> {
    weigh(text, statement, books, None, features)
}

/// Reads the signals again, now that it is known what the talks have of each statement.
pub(super) fn weigh_again(
    text: &str,
    statements: &mut [Statement],
    grounds: &[Vec<String>],
    actors: &[Actor],
    books: &Codebooks,
) {
    for (statement, grounds) in statements.iter_mut().zip(grounds) {
        statement.signals = by_kind(text, statement)
            .unwrap_or_else(|| weigh(text, statement, books, Some(grounds), signals));
        if is_outsider(text, statement, actors, books) {
            judge(&mut statement.signals);
        }
    }
}

/// Returns whether somebody speaks who is of no side: one person with a name and no side, or people like `analysts`.
fn is_outsider(text: &str, statement: &Statement, actors: &[Actor], books: &Codebooks) -> bool {
    if statement.party.is_some() {
        return false;
    }
    let source = statement.attribution.source.map_or("", |s| s.of(text));
    match statement.sourcing {
        Sourcing::Named => {
            let actor = statement.speaker.and_then(|a| actors.get(a));
            actor.is_some_and(|a| a.kind == ActorKind::Person)
        }
        Sourcing::Collective | Sourcing::Anonymous => {
            let noun = Phrase::read(source, &books.sources).noun;
            books.sources.is_unaffiliated(&noun)
        }
        _ => false,
    }
}

/// What somebody of no side says a side should do is a judgement, no position.
fn judge(signals: &mut Vec<Signal>) {
    let Some(at) = signals.iter().position(|s| *s == Signal::Position) else {
        return;
    };
    signals.remove(at);
    if !signals.contains(&Signal::Assessment) {
        signals.push(Signal::Assessment);
        signals.sort_unstable();
    }
}

/// Returns what a turn of a transcript tells where its kind alone decides: a question, or a word between others.
fn by_kind(text: &str, statement: &Statement) -> Option<Vec<Signal>> {
    let attribution = &statement.attribution;
    let turn = attribution.cue.is_none() && attribution.source.is_some();
    let asks = statement.sourcing == Sourcing::Media;
    let short = || {
        let words = attribution
            .content
            .iter()
            .map(|s| s.of(text).split_whitespace().count());
        words.sum::<usize>() <= ASIDE
    };
    (turn && attribution.form == Form::Direct && (asks || short())).then(|| vec![Signal::Other])
}

fn weigh<T>(
    text: &str,
    statement: &Statement,
    books: &Codebooks,
    grounds: Option<&[String]>,
    by: fn(&Evidence<'_>, &Codebooks) -> T,
) -> T {
    let attribution = &statement.attribution;
    let content = content_of(text, attribution);
    let source = attribution.source.map_or("", |s| s.of(text));
    let evidence = Evidence {
        content: &content,
        cue: &cue_of(text, attribution, books),
        modality: statement.modality,
        nested: attribution.parent.is_some(),
        together: books.sources.together(source),
        grounds,
    };
    by(&evidence, books)
}

fn content_of(text: &str, attribution: &Attribution) -> String {
    let words: Vec<&str> = attribution.content.iter().map(|s| s.of(text)).collect();
    words.join(" ")
}

fn cue_of<'a>(text: &str, attribution: &Attribution, books: &'a Codebooks) -> Cue<'a> {
    let cue = attribution.cue;
    let after = |c: &&Span| cue.is_some_and(|cue| c.start() >= cue.end());
    let next = attribution.content.iter().find(after);
    let next = next.and_then(|c| c.of(text).split_whitespace().next());
    let source = attribution.source.map_or("", |s| s.of(text));
    let owned = books.sources.is_possessive(source);
    let cue = cue.map_or("", |c| c.of(text));
    books.cues.read(cue, next.unwrap_or_default(), owned)
}

fn statement(
    setting: &Setting<'_>,
    attribution: &Attribution,
    voice: Voice,
    author: &Author,
    books: &Codebooks,
) -> Statement {
    let text = setting.text;
    let cue = cue_of(text, attribution, books);
    let nested = attribution.parent.is_some();
    let modality = books.modality.read(&content_of(text, attribution), &cue);
    let source = attribution.source.map_or("", |s| s.of(text));
    let about = Circumstances {
        beside: beside(setting, attribution),
        source,
        sourcing: voice.sourcing,
        nested,
        readout: setting.readout,
        own: !nested && own_voice(attribution, source, voice.sourcing, author),
    };
    let told = if nested {
        said_on::nested(setting, attribution)
    } else {
        said_on::outer(setting, attribution)
    };
    // `On Monday we welcomed the pact, which we urge all to join`: what is said in the text itself has no earlier day.
    let present = about.own && cue.class.is_some() && !cue.past && !cue.noun;
    Statement {
        speaker: voice.speaker,
        party: voice.party,
        sourcing: voice.sourcing,
        channel: channel(&about, &cue, &books.sources),
        addressee: addressee(setting, attribution, &cue, &books.sources),
        said_on: told.filter(|d| !present || setting.published.is_none_or(|p| *d >= p)),
        modality,
        signals: Vec::new(),
        attribution: attribution.clone(),
    }
}

/// Returns whether an outer attribution is the author's own (`We urge`; `Norland welcomes` in its own statement).
fn own_voice(attribution: &Attribution, source: &str, sourcing: Sourcing, author: &Author) -> bool {
    let first = source.split(' ').next().unwrap_or_default().to_lowercase();
    let person = matches!(first.as_str(), "i" | "we" | "our" | "my");
    let signed = author.joint || (author.name.is_some() && !author.readout);
    attribution.form != Form::Direct
        && attribution.cue.is_some()
        && (person || (signed && sourcing == Sourcing::Official))
}

/// Returns the words of the cue's sentence that no content covers; inside another's content, there are none.
fn beside(setting: &Setting<'_>, attribution: &Attribution) -> String {
    let cue = attribution.cue.filter(|_| attribution.parent.is_none());
    let sentence = cue.and_then(|c| setting.sentence_of(c.start()));
    let free = sentence.map(|s| setting.beside(s)).unwrap_or_default();
    let words: Vec<&str> = free.iter().map(|s| s.of(setting.text)).collect();
    words.join(" ; ")
}

/// Carries the day, the addressee and, in a readout, the day of the meeting on to statements without their own.
fn carry_on(setting: &Setting<'_>, made: &mut [Statement], books: &Codebooks) {
    let mut places: Vec<(usize, Place)> = Vec::new();
    for (index, statement) in made.iter().enumerate() {
        let attribution = &statement.attribution;
        let Some(at) = attribution.cue.filter(|_| attribution.parent.is_none()) else {
            continue;
        };
        let Some(sentence) = setting.sentence_number(at.start()) else {
            continue;
        };
        let cue = cue_of(setting.text, attribution, books);
        let place = Place {
            index,
            speaker: statement.speaker,
            paragraph: setting.paragraph(sentence),
            sentence,
            goes_on: cue.class.is_some_and(|c| c.goes_on),
        };
        places.push((at.start(), place));
    }
    places.sort_by_key(|(at, _)| *at);
    let places: Vec<Place> = places.into_iter().map(|(_, place)| place).collect();
    let mut days: Vec<_> = made.iter().map(|s| s.said_on).collect();
    said_on::carry(&places, &mut days);
    let meeting = setting.day_of_meeting().filter(|_| setting.readout);
    for (statement, day) in made.iter_mut().zip(days) {
        let room = statement.channel == Channel::Private && statement.attribution.parent.is_none();
        statement.said_on = day.or(meeting.filter(|_| room));
    }
    for pair in places.windows(2) {
        let (before, here) = (&made[pair[0].index], &made[pair[1].index]);
        let source = here.attribution.source;
        let same = source.is_some() && before.attribution.source == source;
        if same && pair[1].goes_on && pair[0].sentence == pair[1].sentence {
            let addressee = here.addressee.clone().or_else(|| before.addressee.clone());
            made[pair[1].index].addressee = addressee;
        }
    }
}

/// In a transcript with a speaker not for naming, every turn is said under the same rule, and questions are
/// put to whoever answers next.
fn turns(statements: &mut [Statement], text: &str) {
    let turn = |s: &Statement| s.attribution.cue.is_none() && s.attribution.source.is_some();
    let unnamed = |s: &&Statement| turn(s) && s.sourcing == Sourcing::Anonymous;
    let background = statements.iter().any(|s| unnamed(&s));
    let mut answers = None;
    for statement in statements.iter_mut().rev().filter(|s| turn(s)) {
        if background {
            statement.channel = Channel::Briefing;
        }
        if statement.sourcing == Sourcing::Media {
            statement.addressee.clone_from(&answers);
        } else {
            let label = statement.attribution.source.map(|s| s.of(text));
            answers = label.map(str::to_owned);
        }
    }
}

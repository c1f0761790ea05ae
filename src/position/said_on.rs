//! On which day something was said.

use jiff::ToSpan;
use jiff::civil::Date;

use super::setting::Setting;
use crate::attribution::Attribution;
use crate::document::Span;
use crate::language::TimeExpression;

/// How many bytes from its start on a sentence's opening words reach: `On Tuesday, …` holds for all that follows.
const OPENING: usize = 24;

/// Returns the day that the words beside an outer attribution's content tell.
pub(super) fn outer(setting: &Setting<'_>, attribution: &Attribution) -> Option<Date> {
    let cue = attribution.cue?;
    let sentence = setting.sentence_of(cue.start())?;
    let free = setting.beside(sentence);
    let told = free
        .iter()
        .flat_map(|part| setting.times_in(*part))
        .filter(|time| time.day().is_some())
        .filter(|time| {
            time.span.start() < sentence.start() + OPENING || !rival(setting, attribution, time)
        })
        .min_by_key(|time| gap(cue, time.span))?;
    not_after(told.day()?, setting.published)
}

/// Returns the day of an attribution inside another's content: only words within its own bounds tell it,
/// or words that follow its cue or source at once (`the announcement yesterday`).
pub(super) fn nested(setting: &Setting<'_>, attribution: &Attribution) -> Option<Date> {
    let inside = |time: &&TimeExpression| {
        let own = attribution.extent().contains(time.span);
        own && !attribution.content.iter().any(|c| c.overlaps(time.span))
    };
    let follows = |time: &&TimeExpression| {
        attribution
            .cue
            .iter()
            .chain(&attribution.source)
            .any(|part| {
                let between = part.end()..time.span.start();
                let words = setting.text.get(between).map(str::trim);
                matches!(words, Some("" | "on" | "late" | "late on"))
            })
    };
    let near = attribution.extent();
    let near = Span::new(near.start(), near.end() + OPENING);
    let told = setting
        .times_in(near)
        .iter()
        .filter(|t| t.day().is_some())
        .find(|t| inside(t) || follows(t))?;
    not_after(told.day()?, setting.published)
}

/// Nothing is said after it was printed: a weekday read as the coming one is the last one.
fn not_after(day: Date, published: Option<Date>) -> Option<Date> {
    match published {
        Some(published) if day > published => {
            let week_before = day.checked_sub(1.week()).ok()?;
            (week_before <= published).then_some(week_before)
        }
        _ => Some(day),
    }
}

/// Returns whether the cue of somebody else stands nearer to the words of time.
fn rival(setting: &Setting<'_>, attribution: &Attribution, time: &TimeExpression) -> bool {
    let Some(cue) = attribution.cue else {
        return true;
    };
    let own = gap(cue, time.span);
    setting
        .cues_in(cue.cover(time.span))
        .filter(|other| other.source != attribution.source)
        .filter_map(|other| other.cue)
        .any(|other| gap(other, time.span) < own)
}

fn gap(cue: Span, time: Span) -> usize {
    let after = time.start().saturating_sub(cue.end());
    after.max(cue.start().saturating_sub(time.end()))
}

/// Where an outer attribution stands, for the day to be carried on to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its number.
    pub index: usize,
    /// Who speaks.
    pub speaker: Option<usize>,
    /// The paragraph and the sentence of its cue, by number.
    pub paragraph: usize,
    /// See `paragraph`.
    pub sentence: usize,
    /// Whether the cue says that the same statement goes on (`added`).
    pub goes_on: bool,
}

/// Carries days on to the next sentence where the same statement goes on: the same speaker in the same
/// paragraph, or a cue that says so. `places` are in the order of the text.
pub(super) fn carry(places: &[Place], days: &mut [Option<Date>]) {
    let mut last: Option<Place> = None;
    for place in places {
        let same = last.filter(|l| {
            place.speaker.is_some()
                && l.speaker == place.speaker
                && place.sentence - l.sentence.min(place.sentence) <= 1
                && (l.paragraph == place.paragraph || place.goes_on)
        });
        if let Some(before) = same
            && days[place.index].is_none()
        {
            days[place.index] = days[before.index];
        }
        last = Some(*place);
    }
}

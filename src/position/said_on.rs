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
        .filter(|time| time.day().is_some() && !is_bound(setting.text, time))
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

/// Returns whether the day is that of something else: `ahead of Friday's meeting`, `before Monday`.
fn is_bound(text: &str, time: &TimeExpression) -> bool {
    let before = text.get(..time.span.start()).unwrap_or_default().trim_end();
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let word = word.to_lowercase();
    let ahead = word == "of" && before.to_lowercase().ends_with("ahead of");
    ahead || matches!(word.as_str(), "before" | "until" | "by" | "since")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Form;
    use crate::document::Document;
    use crate::language::times;
    use crate::position::Codebooks;

    /// Returns the days of attributions given as source, cue and content, in a text printed on 14 March 2031, a Friday.
    fn days(text: &str, parts: &[[&str; 3]]) -> Vec<Option<String>> {
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let made: Vec<Attribution> = parts
            .iter()
            .map(|[source, cue, content]| Attribution {
                source: Some(at(source)),
                cue: Some(at(cue)),
                content: vec![at(content)],
                form: Form::Indirect,
                parent: None,
                confidence: 1.0,
            })
            .collect();
        let mut document = Document::whole("-", text.into());
        document.metadata.published = Some(jiff::civil::date(2031, 3, 14));
        let found = times(&document);
        let books = Codebooks::built_in().unwrap();
        let setting = Setting::new(&document, &made, &found, &books.sources);
        let day = |a| outer(&setting, a).map(|d| d.to_string());
        made.iter().map(day).collect()
    }

    #[test]
    fn a_day_belongs_to_the_nearest_cue() {
        let text = "Norland complained that it rained, and Sudmark asked for umbrellas on Monday.";
        let parts = [
            ["Norland", "complained", "that it rained"],
            ["Sudmark", "asked", "for umbrellas"],
        ];
        assert_eq!(days(text, &parts), [None, Some("2031-03-10".into())]);
    }

    #[test]
    fn a_day_that_opens_a_sentence_holds_for_all_of_it() {
        let text = "On Monday, Norland said that it rained and Sudmark asked for umbrellas.";
        let parts = [
            ["Norland", "said", "that it rained"],
            ["Sudmark", "asked", "for umbrellas"],
        ];
        assert_eq!(
            days(text, &parts),
            [Some("2031-03-10".into()), Some("2031-03-10".into())]
        );
    }

    #[test]
    fn a_day_inside_the_content_is_none_of_saying() {
        let text = "Norland said that the talks begin on Monday.";
        assert_eq!(
            days(
                text,
                &[["Norland", "said", "that the talks begin on Monday"]]
            ),
            [None]
        );
    }

    #[test]
    fn the_day_of_something_else_is_none_of_saying() {
        let text = "Ahead of Friday's talks, Norland proposed a lantern tax.";
        assert_eq!(
            days(text, &[["Norland", "proposed", "a lantern tax"]]),
            [None]
        );
    }

    #[test]
    fn nothing_is_said_after_it_was_printed() {
        let on = |d| jiff::civil::date(2031, 3, d);
        assert_eq!(not_after(on(15), Some(on(14))), Some(on(8)));
        assert_eq!(not_after(on(25), Some(on(14))), None);
        assert_eq!(not_after(on(13), Some(on(14))), Some(on(13)));
    }

    #[test]
    fn a_day_goes_on_with_the_same_statement() {
        let place = |index, speaker, paragraph, sentence, goes_on| Place {
            index,
            speaker: Some(speaker),
            paragraph,
            sentence,
            goes_on,
        };
        let day = Some(jiff::civil::date(2031, 3, 10));
        let places = [
            place(0, 1, 0, 0, false),
            place(1, 1, 0, 1, false),
            place(2, 1, 1, 2, true),
            place(3, 1, 2, 3, false),
            place(4, 2, 2, 3, false),
        ];
        let mut days = [day, None, None, None, None];
        carry(&places, &mut days);
        assert_eq!(days, [day, day, day, None, None]);
    }
}

//! How something was said: in public or not, to whom, on which day.

use jiff::civil::Date;

use super::cues::Cue;
use super::sourcebook::SourceBook;
use super::{Channel, Sourcing};
use crate::attribution::Attribution;
use crate::document::Span;
use crate::language::TimeExpression;

/// Returns the parts of the sentence that the attribution's cue stands in which no content covers.
pub(super) fn beside(sentence: Span, contents: &[Span]) -> Vec<Span> {
    let mut free = Vec::new();
    let mut at = sentence.start();
    let from = contents.partition_point(|c| c.end() <= sentence.start());
    for content in contents[from..]
        .iter()
        .take_while(|c| c.start() < sentence.end())
    {
        if content.start() > at {
            free.push(Span::new(at, content.start()));
        }
        at = at.max(content.end());
    }
    if at < sentence.end() {
        free.push(Span::new(at, sentence.end()));
    }
    free
}

/// Returns how it was said.
pub(super) fn channel(
    text: &str,
    beside: &[Span],
    sourcing: Sourcing,
    cue: &Cue<'_>,
    nested: bool,
    book: &SourceBook,
) -> Channel {
    let speech = cue.class.is_none_or(|c| c.speech);
    let told = beside
        .iter()
        .find_map(|s| book.channel(s.of(text)))
        .filter(|_| speech && sourcing != Sourcing::None);
    match (told, sourcing) {
        (Some(Channel::Public), Sourcing::Anonymous) => Channel::Briefing,
        (Some(channel), _) => channel,
        (None, Sourcing::None | Sourcing::Collective) => Channel::Unstated,
        (None, Sourcing::Anonymous) if speech && !nested => Channel::Briefing,
        (None, _) if !speech || (nested && cue.noun) => Channel::Unstated,
        (None, Sourcing::Anonymous) => Channel::Unstated,
        (None, _) => Channel::Public,
    }
}

/// Verbs whose object is who it is said to.
const TELLS: [&str; 12] = [
    "tell", "told", "urge", "assur", "inform", "ask", "warn", "remind", "call", "appeal", "order",
    "instruct",
];

/// Returns who it was said to, as printed.
pub(super) fn addressee(text: &str, attribution: &Attribution) -> Option<String> {
    let cue = attribution.cue?;
    let verb = cue.of(text).to_lowercase();
    let first = attribution.content.iter().find(|c| c.start() >= cue.end());
    let gap_end = first.map_or_else(
        || {
            text.get(cue.end()..)
                .unwrap_or_default()
                .find(['.', ',', '\n', '”', '"'])
                .map_or(text.len(), |n| cue.end() + n)
        },
        |c| c.start(),
    );
    let gap = Span::new(cue.end(), gap_end).of(text);
    let asks = [
        "urge",
        "urging",
        "ask",
        "call on",
        "called on",
        "calls on",
        "calling on",
        "order",
        "instruct",
        "appeal",
    ]
    .iter()
    .any(|v| verb.starts_with(v));
    let gap = gap.trim_matches(|c: char| !c.is_alphanumeric());
    let object = if let Some(rest) = gap.strip_prefix("to ") {
        rest
    } else if TELLS.iter().any(|v| verb.starts_with(v)) && !gap.is_empty() {
        gap
    } else if asks {
        let words = first?.of(text);
        words.split_once(" to ").map(|(object, _)| object)?
    } else {
        return None;
    };
    let object = object.strip_suffix(" that").unwrap_or(object);
    let cut = [
        " on ", " in ", " at ", " during ", " after ", " by ", " that ", " when ",
    ]
    .iter()
    .filter_map(|p| object.find(p))
    .min()
    .unwrap_or(object.len());
    let object = object[..cut].trim_matches(|c: char| !c.is_alphanumeric());
    let letters = object.chars().any(char::is_alphabetic);
    (letters && object.split_whitespace().count() <= 8 && !object.starts_with("that "))
        .then(|| object.to_owned())
}

/// Returns the day on which it was said: the one-day expression nearest the cue among the words beside the content.
pub(super) fn said_on(beside: &[Span], times: &[TimeExpression], cue: Span) -> Option<Date> {
    let near = |t: &&TimeExpression| {
        let gap = t.span.start().saturating_sub(cue.end());
        gap.max(cue.start().saturating_sub(t.span.end()))
    };
    beside
        .iter()
        .flat_map(|free| {
            let from = times.partition_point(|t| t.span.start() < free.start());
            let to = times.partition_point(|t| t.span.start() < free.end());
            &times[from..to.max(from)]
        })
        .filter(|t| t.start.is_some() && t.start == t.end)
        .min_by_key(near)
        .and_then(|t| t.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Form;

    fn said(text: &str, cue: &str, content: &str) -> Option<String> {
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        addressee(
            text,
            &Attribution {
                source: None,
                cue: Some(at(cue)),
                content: vec![at(content)],
                form: Form::Indirect,
                parent: None,
                confidence: 1.0,
            },
        )
    }

    #[test]
    fn whoever_is_told_is_the_addressee() {
        let told = "Ilves told the Norland Post on Monday that it rained";
        assert_eq!(
            said(told, "told", "it rained").as_deref(),
            Some("the Norland Post")
        );
        let urged = "Ilves urged Sudmark to stop";
        assert_eq!(
            said(urged, "urged", "Sudmark to stop").as_deref(),
            Some("Sudmark")
        );
        assert_eq!(
            said("Ilves said that it rained", "said", "that it rained"),
            None
        );
    }

    #[test]
    fn what_no_content_covers_is_beside_it() {
        let free = beside(Span::new(0, 20), &[Span::new(3, 8), Span::new(12, 30)]);
        assert_eq!(free, [Span::new(0, 3), Span::new(8, 12)]);
    }
}

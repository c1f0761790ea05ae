//! Selection: which of the attributions that the model sees are reported.

use super::relation::Attribution;

/// Default of the least probability. On the development texts fewer attributions are lost below it than errors
/// avoided, mostly among nested ones (`training/calibrate.py` prints the balance).
pub const LEAST_CONFIDENCE: f32 = 0.35;

/// Verbs of hedges inside one's own words (`I think`): no attribution of its own.
const HEDGES: [&str; 7] = [
    "think", "guess", "mean", "say", "suppose", "believe", "know",
];

/// Returns the attributions that are at least as probable as `least` and no hedges; what lay inside one that is left
/// out lies inside the next one around it.
pub fn select(text: &str, found: Vec<Attribution>, least: f32) -> Vec<Attribution> {
    let kept: Vec<bool> = found
        .iter()
        .map(|a| a.confidence >= least && !is_hedge(text, a))
        .collect();
    let mut place = Vec::with_capacity(found.len());
    let mut count = 0;
    for keep in &kept {
        place.push(count);
        count += usize::from(*keep);
    }
    let around: Vec<Option<usize>> = found.iter().map(|a| a.parent).collect();
    let parent = |mut at: Option<usize>| {
        while let Some(i) = at.filter(|i| !kept[*i]) {
            at = around[i];
        }
        at.map(|i| place[i])
    };
    found
        .into_iter()
        .zip(&kept)
        .filter(|(_, keep)| **keep)
        .map(|(mut attribution, _)| {
            attribution.parent = parent(attribution.parent);
            attribution
        })
        .collect()
}

/// `I think`, `I would say` inside one's own words.
fn is_hedge(text: &str, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else {
        return false;
    };
    let cue = cue.of(text).to_lowercase();
    let last = cue
        .split(|c: char| !c.is_alphabetic())
        .rfind(|w| !w.is_empty());
    let first_person = source.of(text) == "I";
    let negated = cue.contains("not") || cue.contains("n’t") || cue.contains("n't");
    attribution.parent.is_some()
        && first_person
        && !negated
        && last.is_some_and(|w| HEDGES.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::super::relation::Form;
    use super::*;
    use crate::document::Span;

    fn attribution(
        text: &str,
        source: &str,
        cue: &str,
        parent: Option<usize>,
        confidence: f32,
    ) -> Attribution {
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
        Attribution {
            source: span(source),
            cue: span(cue),
            content: vec![Span::new(text.len() - 3, text.len())],
            form: Form::Direct,
            parent,
            confidence,
        }
    }

    #[test]
    fn what_lay_in_a_doubtful_one_lies_in_the_next_one_around_it() {
        let text = "She told them he hoped it would end.";
        let found = vec![
            attribution(text, "She", "told", None, 0.9),
            attribution(text, "them", "told", Some(0), 0.1),
            attribution(text, "he", "hoped", Some(1), 0.8),
        ];
        let kept = select(text, found, 0.35);
        assert_eq!(
            kept.iter().map(|a| a.parent).collect::<Vec<_>>(),
            [None, Some(0)]
        );
    }

    #[test]
    fn a_hedge_is_no_attribution() {
        let text = "Ilves: \"I think we will. They think not.\"";
        let found = vec![
            attribution(text, "Ilves", ":", None, 0.9),
            attribution(text, "I", "think", Some(0), 0.9),
            attribution(text, "They", "think", Some(0), 0.9),
        ];
        // The first "I" of the text is that of "Ilves"; the words are what counts.
        assert_eq!(select(text, found, 0.35).len(), 2);
    }
}

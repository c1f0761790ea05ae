//! Decoding: from log-probabilities of tags to spans of words, by the best path that BIO tagging
//! allows (Viterbi), with the probability of each span under the same model (forward–backward;
//! Lafferty et al. 2001, section 3, with counted transitions).

use std::ops::Range;

use super::model::{Settings, TAGS};

const COUNT: usize = TAGS.len();
const START: usize = COUNT;

/// The role that a span plays in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Whose it is.
    Source,
    /// What signals it.
    Cue,
    /// What is attributed.
    Content,
}

/// A span of words with one role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSpan {
    /// Its role.
    pub role: Role,
    /// Its words.
    pub words: Range<usize>,
    /// Mean probability of the tags along the span, 0 to 1.
    pub probability: f32,
    /// Probability that the span begins where it begins.
    pub begin: f32,
}

/// Scores of one tag after another: minus infinity where BIO tagging forbids it.
pub struct Transitions([[f32; COUNT]; COUNT + 1]);

impl Transitions {
    /// Returns the counted transitions of a model, weighted as it says.
    pub fn new(settings: &Settings) -> Self {
        let mut step = [[f32::NEG_INFINITY; COUNT]; COUNT + 1];
        for (before, row) in step.iter_mut().enumerate() {
            for (after, score) in row.iter_mut().enumerate() {
                // Even tags above 0 go on with a span; they follow its begin or themselves.
                let goes_on = after > 0 && after % 2 == 0;
                if !goes_on || before == after || before + 1 == after {
                    *score = settings.transition_weight * settings.transitions[before][after];
                }
            }
        }
        Self(step)
    }
}

/// Returns the spans of the best path, in order.
pub fn spans(emissions: &[[f32; COUNT]], transitions: &Transitions) -> Vec<RoleSpan> {
    if emissions.is_empty() {
        return Vec::new();
    }
    let tags = best_path(emissions, transitions);
    let probabilities = marginals(emissions, transitions);
    let mut found: Vec<RoleSpan> = Vec::new();
    for (word, tag) in tags.iter().copied().enumerate() {
        let probability = probabilities[word][tag];
        match (tag, found.last_mut()) {
            (0, _) => {}
            (_, Some(open)) if tag % 2 == 0 => {
                open.words.end = word + 1;
                open.probability += probability;
            }
            _ => {
                let role = [Role::Source, Role::Cue, Role::Content][(tag - 1) / 2];
                found.push(RoleSpan {
                    role,
                    words: word..word + 1,
                    probability,
                    begin: probability,
                });
            }
        }
    }
    for span in &mut found {
        span.probability = (span.probability / span.words.len() as f32).min(1.0);
    }
    found
}

fn best_path(emissions: &[[f32; COUNT]], transitions: &Transitions) -> Vec<usize> {
    let step = &transitions.0;
    let mut best = emissions[0];
    for (tag, score) in best.iter_mut().enumerate() {
        *score += step[START][tag];
    }
    let mut back: Vec<[u8; COUNT]> = vec![[0; COUNT]; emissions.len()];
    for (word, emission) in emissions.iter().enumerate().skip(1) {
        let mut next = [f32::NEG_INFINITY; COUNT];
        for after in 0..COUNT {
            for before in 0..COUNT {
                let score = best[before] + step[before][after];
                if score > next[after] {
                    next[after] = score;
                    back[word][after] = before as u8;
                }
            }
            next[after] += emission[after];
        }
        best = next;
    }
    let mut tag = (0..COUNT)
        .max_by(|a, b| best[*a].total_cmp(&best[*b]))
        .unwrap_or(0);
    let mut tags = vec![tag; emissions.len()];
    for word in (1..emissions.len()).rev() {
        tag = back[word][tag] as usize;
        tags[word - 1] = tag;
    }
    tags
}

/// Returns the probability of each tag at each word, all paths considered.
fn marginals(emissions: &[[f32; COUNT]], transitions: &Transitions) -> Vec<[f32; COUNT]> {
    let step = &transitions.0;
    let count = emissions.len();
    let mut forward: Vec<[f32; COUNT]> = Vec::with_capacity(count);
    let mut first = emissions[0];
    for (tag, score) in first.iter_mut().enumerate() {
        *score += step[START][tag];
    }
    forward.push(normal(first));
    for emission in &emissions[1..] {
        let before = forward[forward.len() - 1];
        let mut next = [0.0; COUNT];
        for after in 0..COUNT {
            let reached = std::array::from_fn::<f32, COUNT, _>(|b| before[b] + step[b][after]);
            next[after] = log_sum(&reached) + emission[after];
        }
        forward.push(normal(next));
    }
    let mut backward = [0.0f32; COUNT];
    for word in (0..count).rev() {
        if word + 1 < count {
            let ahead =
                std::array::from_fn::<f32, COUNT, _>(|t| backward[t] + emissions[word + 1][t]);
            let before = std::array::from_fn(|b| {
                log_sum(&std::array::from_fn::<f32, COUNT, _>(|t| {
                    step[b][t] + ahead[t]
                }))
            });
            backward = normal(before);
        }
        let joint: [f32; COUNT] = std::array::from_fn(|t| forward[word][t] + backward[t]);
        let total = log_sum(&joint);
        forward[word] = joint.map(|j| (j - total).exp());
    }
    forward
}

/// Shifts scores so that the highest is 0: long texts do not run out of range.
fn normal(scores: [f32; COUNT]) -> [f32; COUNT] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if highest.is_finite() {
        scores.map(|s| s - highest)
    } else {
        [0.0; COUNT]
    }
}

fn log_sum(scores: &[f32; COUNT]) -> f32 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !highest.is_finite() {
        return highest;
    }
    highest + scores.iter().map(|s| (s - highest).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free() -> Transitions {
        let mut step = [[f32::NEG_INFINITY; COUNT]; COUNT + 1];
        for (before, row) in step.iter_mut().enumerate() {
            for (after, score) in row.iter_mut().enumerate() {
                if !(after > 0 && after % 2 == 0) || before == after || before + 1 == after {
                    *score = 0.0;
                }
            }
        }
        Transitions(step)
    }

    fn likely(tags: &[usize]) -> Vec<[f32; COUNT]> {
        tags.iter()
            .map(|tag| std::array::from_fn(|t| if t == *tag { -0.1 } else { -3.0 }))
            .collect()
    }

    #[test]
    fn spans_follow_the_tags() {
        let found = spans(&likely(&[1, 2, 3, 5, 6, 6, 0, 5]), &free());
        let read: Vec<_> = found.iter().map(|s| (s.role, s.words.clone())).collect();
        assert_eq!(
            read,
            [
                (Role::Source, 0..2),
                (Role::Cue, 2..3),
                (Role::Content, 3..6),
                (Role::Content, 7..8)
            ]
        );
        assert!(
            found
                .iter()
                .all(|s| s.probability > 0.5 && s.probability <= 1.0)
        );
    }

    #[test]
    fn a_span_never_goes_on_without_its_begin() {
        // An inside tag after O is forbidden: the path takes the next best.
        let found = spans(&likely(&[0, 6, 6, 0]), &free());
        assert!(found.iter().all(|s| s.role == Role::Content));
        assert!(found.first().is_none_or(|s| s.words.start <= 1));
        assert!(spans(&[], &free()).is_empty());
    }

    #[test]
    fn marginals_are_probabilities() {
        for row in marginals(&likely(&[0, 1, 2, 3, 5, 6, 0]), &free()) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
    }
}

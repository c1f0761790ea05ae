//! Linking: each content to its cue, each cue to its source, by the network's link vectors and, where
//! the model has them, by a logistic regression over plain features of the two places.

use serde::Deserialize;

use super::decode::{Role, RoleSpan};
use super::tagger::Scores;

/// Words between the two ends of a link; on the training part 99.9 % of links are shorter than 50.
const REACH: usize = 60;

/// Values that the local part of a link is judged by.
pub const LINK_FEATURES: usize = 16;

/// Weights of the logistic linker, one row for each kind of link.
#[derive(Clone, Debug, Deserialize)]
pub struct LinkerSettings {
    /// How much the logistic part counts beside the network's.
    pub weight: f32,
    /// Weights of content → cue, the last one the constant.
    pub content: Vec<f32>,
    /// Weights of cue → source, the last one the constant.
    pub source: Vec<f32>,
}

/// Where the spans of a text stand: what the local features are computed from.
pub struct Places<'a> {
    /// The tagged spans, in order.
    pub spans: &'a [RoleSpan],
    /// Index of the passage of each word.
    pub passage: &'a [u32],
    /// Index of the sentence of each word.
    pub sentence: &'a [u32],
    /// Whether each word stands inside quotation marks.
    pub quoted: &'a [bool],
}

/// One attribution as indices into the tagged spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// The source, if any.
    pub source: Option<usize>,
    /// The cue.
    pub cue: usize,
    /// The contents, in order.
    pub contents: Vec<usize>,
    /// Probability of the links under the scores, 0 to 1.
    pub probability: f32,
}

/// Ties the spans together: each content to its best cue within reach, each cue that has a content to its
/// best source or to none.
pub fn link(
    places: &Places<'_>,
    scores: &Scores,
    settings: &super::model::Settings,
) -> Vec<Linked> {
    let spans = places.spans;
    let of = |role: Role| (0..spans.len()).filter(move |i| spans[*i].role == role);
    let mut found: Vec<Linked> = of(Role::Cue)
        .map(|cue| Linked {
            source: None,
            cue,
            contents: Vec::new(),
            probability: 1.0,
        })
        .collect();
    for content in of(Role::Content) {
        let candidates: Vec<usize> = (0..found.len())
            .filter(|c| near(spans, found[*c].cue, content))
            .collect();
        let judged: Vec<f32> = candidates
            .iter()
            .map(|c| {
                judge(
                    places,
                    scores,
                    settings,
                    found[*c].cue,
                    content,
                    Role::Content,
                )
            })
            .collect();
        if let Some((best, probability)) = choice(&judged) {
            let cue = &mut found[candidates[best]];
            cue.contents.push(content);
            cue.probability = cue.probability.min(probability);
        }
    }
    found.retain(|l| !l.contents.is_empty());
    for linked in &mut found {
        let candidates: Vec<usize> = of(Role::Source)
            .filter(|s| near(spans, linked.cue, *s))
            .collect();
        let mut judged: Vec<f32> = candidates
            .iter()
            .map(|s| judge(places, scores, settings, linked.cue, *s, Role::Source))
            .collect();
        judged.push(settings.no_source);
        if let Some((best, probability)) = choice(&judged) {
            linked.source = candidates.get(best).copied();
            linked.probability = linked.probability.min(probability);
        }
    }
    found
}

/// Words between two spans.
fn gap(spans: &[RoleSpan], a: usize, b: usize) -> usize {
    let (a, b) = (&spans[a].words, &spans[b].words);
    if a.start <= b.start {
        b.start.saturating_sub(a.end)
    } else {
        a.start.saturating_sub(b.end)
    }
}

/// Returns whether a link may tie the two spans together.
pub(super) fn near(spans: &[RoleSpan], a: usize, b: usize) -> bool {
    gap(spans, a, b) <= REACH
}

fn judge(
    places: &Places<'_>,
    scores: &Scores,
    settings: &super::model::Settings,
    cue: usize,
    other: usize,
    role: Role,
) -> f32 {
    let spans = places.spans;
    let kind = usize::from(role == Role::Content);
    let network = dot(
        scores,
        settings.link_dim,
        spans[cue].words.start,
        spans[other].words.start,
        kind,
    );
    let Some(linker) = &settings.linker else {
        return network;
    };
    let weights = if role == Role::Content {
        &linker.content
    } else {
        &linker.source
    };
    let features = features(places, cue, other);
    let constant = weights.get(LINK_FEATURES).copied().unwrap_or(0.0);
    let logit: f32 = constant
        + features
            .iter()
            .zip(weights)
            .map(|(f, w)| f * w)
            .sum::<f32>();
    // log σ(logit), in the form that does not overflow
    let log_probability = if logit < 0.0 {
        logit - logit.exp().ln_1p()
    } else {
        -(-logit).exp().ln_1p()
    };
    network + linker.weight * log_probability
}

fn dot(scores: &Scores, size: usize, cue: usize, other: usize, kind: usize) -> f32 {
    let at = |word: usize, part: usize| {
        &scores.links[(word * 4 + part) * size..(word * 4 + part + 1) * size]
    };
    let (query, key) = (at(cue, 2 * kind), at(other, 2 * kind + 1));
    query.iter().zip(key).map(|(q, k)| q * k).sum::<f32>() / (size as f32).sqrt()
}

/// Plain facts about a cue and a span that may belong to it.
pub fn features(places: &Places<'_>, cue: usize, other: usize) -> [f32; LINK_FEATURES] {
    let spans = places.spans;
    let (c, o) = (&spans[cue].words, &spans[other].words);
    let apart = gap(spans, cue, other);
    let before = o.start < c.start;
    let (low, high) = (cue.min(other), cue.max(other));
    let between = |role: Role| {
        spans[low + 1..high]
            .iter()
            .filter(|s| s.role == role)
            .count() as f32
    };
    let flag = f32::from;
    let same_passage = places.passage[c.start] == places.passage[o.start];
    let same_sentence = places.sentence[c.start] == places.sentence[o.start];
    [
        (apart as f32).ln_1p(),
        flag(apart == 0),
        flag(apart <= 2),
        flag(before),
        flag(same_passage),
        flag(same_sentence),
        flag(same_sentence && before),
        flag(places.passage[o.start] > places.passage[c.start]),
        between(Role::Cue).min(3.0),
        between(Role::Source).min(3.0),
        between(Role::Content).min(3.0),
        flag(places.quoted[o.start]),
        flag(places.quoted[c.start]),
        flag(places.quoted[o.start] && before),
        (o.len() as f32).ln_1p(),
        (apart as f32 / REACH as f32).min(1.0),
    ]
}

/// Returns the highest of the scores and its probability among them.
fn choice(judged: &[f32]) -> Option<(usize, f32)> {
    let best = (0..judged.len()).max_by(|a, b| judged[*a].total_cmp(&judged[*b]).then(b.cmp(a)))?;
    let total: f32 = judged.iter().map(|s| (s - judged[best]).exp()).sum();
    Some((best, 1.0 / total))
}

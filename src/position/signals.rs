//! What a statement tells about the talks, from its cue, its modality and the words of its content.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::codebooks::Codebooks;
use super::cues::Cue;
use super::terms::terms;
use super::{Modality, Signal};

/// From how many words on a content is long: a single word of a kind tells little in it.
const LONG: usize = 60;
/// Up to how many words a content is too short to judge anything.
const SHORT: usize = 3;

/// All signals, in their order.
const SIGNALS: [Signal; 8] = [
    Signal::Position,
    Signal::Shift,
    Signal::Outcome,
    Signal::Atmosphere,
    Signal::Conduct,
    Signal::Process,
    Signal::Assessment,
    Signal::Other,
];

#[derive(Debug, Deserialize)]
struct File {
    prior: f32,
    least: f32,
    weights: BTreeMap<Signal, BTreeMap<String, f32>>,
    grounded: BTreeMap<Signal, BTreeMap<String, f32>>,
}

/// Weights of one regression.
#[derive(Debug, Default)]
struct Weights {
    constant: [f32; SIGNALS.len()],
    of: HashMap<String, [f32; SIGNALS.len()]>,
}

impl Weights {
    fn new(told: &BTreeMap<Signal, BTreeMap<String, f32>>) -> Self {
        let mut weights = Self::default();
        for (i, signal) in SIGNALS.iter().enumerate() {
            for (name, weight) in told.get(signal).into_iter().flatten() {
                match name.as_str() {
                    "constant" => weights.constant[i] = *weight,
                    _ => weights.of.entry(name.clone()).or_default()[i] = *weight,
                }
            }
        }
        weights
    }
}

/// What a regression learned about signals, to be added to what the codebook says of cue classes and groups.
#[derive(Debug, Default)]
pub(super) struct SignalBook {
    prior: f32,
    least: f32,
    /// While the talks are not read yet.
    alone: Weights,
    /// With what the talks have of a statement.
    grounded: Weights,
}

impl SignalBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        Ok(Self {
            prior: file.prior,
            least: file.least,
            alone: Weights::new(&file.weights),
            grounded: Weights::new(&file.grounded),
        })
    }
}

/// What the signals are read from.
pub(super) struct Evidence<'a> {
    pub content: &'a str,
    pub cue: &'a Cue<'a>,
    pub modality: Modality,
    pub nested: bool,
    /// Whether the source is several sides together.
    pub together: bool,
    /// What the talks have of the statement, once they are read.
    pub grounds: Option<&'a [String]>,
}

/// Something that speaks for or against signals.
struct Feature<'a> {
    name: String,
    /// The signals that the codebook has it speak for.
    speaks_for: &'a [Signal],
}

/// Returns what the content tells about the talks, in the order of [`Signal`]: all that is likely, else the likeliest.
pub(super) fn signals(evidence: &Evidence<'_>, books: &Codebooks) -> Vec<Signal> {
    let book = &books.signals;
    let weights = match evidence.grounds {
        Some(_) => &book.grounded,
        None => &book.alone,
    };
    let mut sums = weights.constant;
    for feature in read(evidence, books) {
        let learned = weights.of.get(&feature.name);
        for (i, signal) in SIGNALS.iter().enumerate() {
            let known = feature.speaks_for.contains(signal);
            let prior = if known { book.prior } else { 0.0 };
            sums[i] += prior + learned.map_or(0.0, |w| w[i]);
        }
    }
    let likely = |sum: f32| 1.0 / (1.0 + (-sum).exp()) >= book.least;
    let best = sums.iter().copied().fold(f32::MIN, f32::max);
    let any = sums.iter().any(|s| likely(*s));
    let told = |sum: f32| if any { likely(sum) } else { sum >= best };
    let pairs = SIGNALS.iter().zip(sums);
    pairs
        .filter(|(_, sum)| told(*sum))
        .map(|(s, _)| *s)
        .collect()
}

/// Returns the names of all that speaks for or against signals: what the regression is trained on.
pub(super) fn features(evidence: &Evidence<'_>, books: &Codebooks) -> Vec<String> {
    read(evidence, books).into_iter().map(|f| f.name).collect()
}

fn read<'a>(evidence: &Evidence<'a>, books: &'a Codebooks) -> Vec<Feature<'a>> {
    let words = terms(evidence.content);
    let cue = evidence.cue;
    let plain = |name: &str| Feature {
        name: name.into(),
        speaks_for: &[],
    };
    let mut found = vec![match cue.class {
        Some(class) => Feature {
            name: format!("class:{}", class.name),
            speaks_for: &class.signals,
        },
        None if cue.empty => plain("class:none"),
        None => plain("class:unknown"),
    }];
    found.push(plain(
        &format!("modality:{:?}", evidence.modality).to_lowercase(),
    ));
    let subject = books.modality.subject(&words);
    found.push(plain(&format!("opens:{}", subject.opening)));
    let facts = [
        ("noun", cue.noun),
        ("nested", evidence.nested),
        ("together", evidence.together),
        ("own", subject.own),
        ("short", words.len() <= SHORT),
        ("long", words.len() >= LONG),
    ];
    found.extend(
        facts
            .iter()
            .filter(|(_, so)| *so)
            .map(|(name, _)| plain(name)),
    );
    found.extend(evidence.grounds.into_iter().flatten().map(|g| plain(g)));
    for (group, count) in books.cues.groups().iter().zip(books.cues.count(&words)) {
        if count > words.len() / LONG {
            found.push(Feature {
                name: format!("words:{}", group.name),
                speaks_for: std::slice::from_ref(&group.signal),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cue: &str, content: &str) -> Vec<Signal> {
        let books = Codebooks::built_in().unwrap();
        let cue = books.cues.read(cue, "", false);
        let evidence = Evidence {
            content,
            cue: &cue,
            modality: books.modality.read(content, &cue),
            nested: false,
            together: false,
            grounds: None,
        };
        signals(&evidence, &books)
    }

    #[test]
    fn signals_come_from_cue_and_content() {
        assert!(told("said", "the shelling of the port killed nine").contains(&Signal::Conduct));
        assert!(told("demanded", "a pullback from the port").contains(&Signal::Position));
        assert!(told("said", "the mood was tense but polite").contains(&Signal::Atmosphere));
        assert!(told("said", "the next round of talks opens on Monday").contains(&Signal::Process));
    }

    #[test]
    fn something_is_always_told() {
        assert!(!told("hummed", "la la la la la").is_empty());
        assert!(!told("", "").is_empty());
    }

    #[test]
    fn every_weight_is_of_something_that_can_be_seen() {
        let books = Codebooks::built_in().unwrap();
        let groups: Vec<String> = books
            .cues
            .groups()
            .iter()
            .map(|g| format!("words:{}", g.name))
            .collect();
        let learned = [&books.signals.alone, &books.signals.grounded];
        for name in learned
            .iter()
            .flat_map(|w| w.of.keys())
            .filter(|n| n.starts_with("words:"))
        {
            assert!(groups.contains(name), "{name}");
        }
    }
}

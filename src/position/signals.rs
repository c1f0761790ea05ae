//! What a statement tells about the talks, from its cue and the words of its content.

use super::codebooks::Codebooks;
use super::cues::Cue;
use super::terms::terms;
use super::{Modality, Signal, Sourcing};

/// From how many words on a content is long: a single word of a kind tells little in it.
const LONG: usize = 60;
/// Up to how many words a content is too short to judge anything.
const SHORT: usize = 3;

/// What the signals are read from.
pub(super) struct Evidence<'a> {
    pub content: &'a str,
    pub cue: &'a Cue<'a>,
    pub sourcing: Sourcing,
    pub modality: Modality,
    pub nested: bool,
    /// Whether the source is several sides together.
    pub together: bool,
}

/// Returns what the content tells about the talks, in the order of [`Signal`]; `Other` where nothing shows.
pub(super) fn signals(evidence: &Evidence<'_>, books: &Codebooks) -> Vec<Signal> {
    let words = terms(evidence.content);
    let least = 1 + words.len() / LONG;
    let mut strong: Vec<(usize, Signal)> = Vec::new();
    for (group, count) in books.cues.groups().iter().zip(books.cues.count(&words)) {
        match strong.iter_mut().find(|(_, s)| *s == group.signal) {
            Some((sum, _)) => *sum += count,
            None => strong.push((count, group.signal)),
        }
    }
    strong.retain(|(count, _)| *count >= least);
    strong.sort_by_key(|(count, signal)| (std::cmp::Reverse(*count), *signal));
    let class = evidence.cue.class;
    let mut found: Vec<Signal> = class.map(|c| c.signals.clone()).unwrap_or_default();
    let room = 2 + words.len() / LONG;
    for (_, signal) in strong {
        if found.len() < room && !found.contains(&signal) {
            found.push(signal);
        }
    }
    if found.is_empty() {
        found.push(default(evidence, words.len()));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn default(evidence: &Evidence<'_>, words: usize) -> Signal {
    if words <= SHORT {
        return Signal::Other;
    }
    match (evidence.sourcing, evidence.modality) {
        (Sourcing::Named | Sourcing::Official | Sourcing::Document, Modality::Asserted) => {
            Signal::Assessment
        }
        (Sourcing::Named | Sourcing::Official | Sourcing::Document, _) => Signal::Position,
        _ => Signal::Assessment,
    }
}

/// Returns the names of all that speaks for or against signals: what a regression over them is trained on.
pub(super) fn features(evidence: &Evidence<'_>, books: &Codebooks) -> Vec<String> {
    let words = terms(evidence.content);
    let cue = evidence.cue;
    let class = cue
        .class
        .map_or(if cue.empty { "none" } else { "unknown" }, |c| {
            c.name.as_str()
        });
    let mut found = vec![
        format!("class:{class}"),
        format!("sourcing:{:?}", evidence.sourcing).to_lowercase(),
        format!("modality:{:?}", evidence.modality).to_lowercase(),
    ];
    let facts = [
        ("noun", cue.noun),
        ("nested", evidence.nested),
        ("together", evidence.together),
        ("short", words.len() <= SHORT),
        ("long", words.len() >= LONG),
    ];
    found.extend(
        facts
            .iter()
            .filter(|(_, so)| *so)
            .map(|(name, _)| (*name).to_owned()),
    );
    for (group, count) in books.cues.groups().iter().zip(books.cues.count(&words)) {
        if count > words.len() / LONG {
            found.push(format!("words:{}", group.name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cue: &str, content: &str) -> Vec<Signal> {
        let books = Codebooks::built_in().unwrap();
        let cue = books.cues.read(cue, "", false);
        let evidence = Evidence {
            content,
            cue: &cue,
            sourcing: Sourcing::Named,
            modality: Modality::Asserted,
            nested: false,
            together: false,
        };
        signals(&evidence, &books)
    }

    #[test]
    fn signals_come_from_cue_and_content() {
        let found = read("said", "the shelling of the port must stop");
        assert_eq!(found, [Signal::Position, Signal::Conduct]);
        assert_eq!(read("called", "them traders"), [Signal::Other]);
    }
}

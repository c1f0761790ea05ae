//! Options that are the same at heart: *a common tariff from next year* and *a common tariff for the ports* qualify one
//! thing in two ways. They stay two options, each with who holds what on it, and are shown side by side: whether the
//! difference matters is for the reader.

use std::collections::HashMap;

use super::options::{Sense, Words, sense};
use crate::record::Term;

/// Words after which an option only says when, where, for whom or on which condition. `of` is none of them: what
/// follows it tells the thing itself.
const QUALIFYING: [&str; 34] = [
    "from", "for", "in", "on", "at", "by", "under", "with", "within", "until", "till", "through",
    "between", "among", "across", "along", "before", "after", "over", "off", "to", "that", "which",
    "who", "as", "if", "once", "when", "while", "near", "around", "during", "unless", "where",
];
/// Participles that do not look like one.
const PARTICIPLES: [&str; 6] = ["paid", "held", "made", "set", "sold", "sent"];
/// Words before the heart that are not part of its name.
const ARTICLES: [&str; 8] = ["a", "an", "the", "any", "its", "their", "his", "our"];
/// Words of content that two hearts share at least: one word is a subject, not an option.
const FEWEST: usize = 2;

/// The hearts that several of some options share.
#[derive(Clone, Debug, Default)]
pub struct Hearts {
    of: HashMap<Term, String>,
}

impl Hearts {
    /// Looks for options that are the same at heart; the first of them names the heart.
    pub fn among(options: impl Iterator<Item = Term>, words: Words<'_>) -> Self {
        // By the words of a heart and whether the option is turned round: the options, each with its heart as worded.
        type Key = (Vec<u64>, u16);
        let mut known: HashMap<Key, Vec<(Term, String)>> = HashMap::new();
        for option in options {
            let words = words(option);
            let name = heart(&words);
            let Sense { stems, numbers, .. } = sense(&name);
            // Eighty and sixty thousand tonnes are two options on one scale.
            let stems: Vec<u64> = stems.into_iter().filter(|s| !numbers.contains(s)).collect();
            if stems.len() >= FEWEST {
                let key = (stems, sense(&words).turning);
                known.entry(key).or_default().push((option, name));
            }
        }
        let mut of = HashMap::new();
        for members in known.into_values() {
            let name = members[0].1.clone();
            if members.iter().any(|(option, _)| *option != members[0].0) {
                of.extend(
                    members
                        .into_iter()
                        .map(|(option, _)| (option, name.clone())),
                );
            }
        }
        Self { of }
    }

    /// Returns the heart that an option shares with others.
    pub fn of(&self, option: Option<Term>) -> Option<&str> {
        self.of.get(&option?).map(String::as_str)
    }
}

/// Moves what has a heart in common behind the first that has it.
pub(super) fn together<T>(rows: Vec<T>, heart: impl Fn(&T) -> Option<&str>) -> Vec<T> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let name = heart(&row).map(str::to_owned);
        match name.as_ref().and_then(|n| known.get(n)) {
            Some(at) => groups[*at].push(row),
            None => {
                known.extend(name.map(|n| (n, groups.len())));
                groups.push(vec![row]);
            }
        }
    }
    groups.into_iter().flatten().collect()
}

/// Returns the words of an option up to the first that qualifies it, without what an article adds.
fn heart(option: &str) -> String {
    let words: Vec<&str> = option.split_whitespace().collect();
    let is = |list: &[&str], word: &str| {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        list.contains(&bare.as_str())
    };
    let begin = words.iter().position(|w| !is(&ARTICLES, w)).unwrap_or(0);
    let rest = &words[begin..];
    // `dues paid in Tern`, `talks held under the flag`: a participle qualifies too.
    let described = |at: usize| {
        let word = rest[at];
        let participle = word.len() > 4 && word.ends_with("ed") || PARTICIPLES.contains(&word);
        at > 1 && participle && rest.get(at + 1).is_some_and(|w| is(&QUALIFYING, w))
    };
    let ends = |(at, word): (usize, &&str)| {
        at > 0 && (described(at) || is(&QUALIFYING, word) || rest[at - 1].ends_with(','))
    };
    let end = rest.iter().enumerate().position(ends).unwrap_or(rest.len());
    let heart = rest[..end].join(" ");
    heart.trim_end_matches([',', ';', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(options: &[&str]) -> Vec<Option<String>> {
        let terms = || (0..options.len() as i64).map(Term);
        let words = |t: Term| options[t.0 as usize].to_owned();
        let hearts = Hearts::among(terms(), &words);
        terms()
            .map(|t| hearts.of(Some(t)).map(str::to_owned))
            .collect()
    }

    #[test]
    fn what_only_qualifies_leaves_the_heart() {
        let found = shared(&[
            "a common tariff from next year",
            "a common tariff for the ports",
            "joint patrols",
        ]);
        let tariff = Some("common tariff".to_owned());
        assert_eq!(found, [tariff.clone(), tariff, None]);
        let dues = shared(&[
            "a share of the dues paid in Tern",
            "a share of the dues for ships",
        ]);
        assert_eq!(dues[0].as_deref(), Some("share of the dues"));
        assert_eq!(dues[0], dues[1]);
        let scale = shared(&[
            "a cap of 80,000 tonnes a year",
            "a cap of 60,000 tonnes a year",
        ]);
        assert!(scale[0].is_some() && scale[0] == scale[1], "{scale:?}");
    }

    #[test]
    fn one_word_and_a_turned_meaning_are_no_heart() {
        assert_eq!(
            shared(&["troops in the north", "troops in the south"]),
            [None, None]
        );
        assert_eq!(
            shared(&[
                "joint patrols in the north",
                "no joint patrols in the strait"
            ]),
            [None, None]
        );
        assert_eq!(
            shared(&[
                "an exchange of prisoners by May",
                "an exchange of notes by May"
            ]),
            [None, None]
        );
    }
}

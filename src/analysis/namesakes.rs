//! Names that may be of one actor: `Lind` and `Mara Lind`. A person decides whether they are.

use std::collections::HashMap;

use crate::record::Term;

/// Words that names of bodies begin with or leave out as they please.
const ARTICLES: [&str; 1] = ["the"];

/// A name with what tells its actors apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// The name.
    pub name: &'a str,
    /// `person`, `body`, `state` or `group`.
    pub kind: &'a str,
    /// The side spoken for.
    pub party: Option<Term>,
}

/// Returns pairs of places in the list: a name, and the only fuller one that it may be short for. The fuller one ends in
/// the same word and has all others too; kinds are the same, and so are the sides where both have one.
pub fn namesakes(names: &[Name<'_>]) -> Vec<(usize, usize)> {
    let words: Vec<Vec<String>> = names.iter().map(|n| words(n.name)).collect();
    let mut by_last: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(last) = words[at].last() {
            by_last.entry((name.kind, last)).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some(last) = words[at].last() else {
            continue;
        };
        let fuller = |other: &&usize| {
            let sides = (name.party, names[**other].party);
            let apart = matches!(sides, (Some(a), Some(b)) if a != b);
            let holds = words[at].iter().all(|w| words[**other].contains(w));
            // Of two names of the same words the one that comes later is short for the other.
            let longer = (words[**other].len(), at) > (words[at].len(), **other);
            **other != at && !apart && holds && longer
        };
        let beside = by_last.get(&(name.kind, last.as_str()));
        let mut fuller = beside.into_iter().flatten().filter(fuller);
        if let (Some(one), None) = (fuller.next(), fuller.next()) {
            found.push((at, *one));
        }
    }
    found
}

fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty() && !ARTICLES.contains(w))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, party: Option<i64>) -> Name<'_> {
        Name {
            name,
            kind: "person",
            party: party.map(Term),
        }
    }

    #[test]
    fn a_short_name_is_that_of_the_only_fuller_one() {
        let names = [
            name("Mara Lind", Some(1)),
            name("Lind", None),
            name("Jonas Brekke", Some(1)),
            name("Elin Brekke", Some(1)),
            name("Brekke", Some(1)),
            name("Dorn", Some(1)),
            name("Ilka Dorn", Some(2)),
        ];
        assert_eq!(namesakes(&names), [(1, 0)]);
    }

    #[test]
    fn the_same_words_are_one_name_and_kinds_stay_apart() {
        let body = |name| Name {
            name,
            kind: "body",
            party: None,
        };
        let names = [
            body("League of Ports"),
            body("the League of Ports"),
            name("Ports", None),
        ];
        assert_eq!(namesakes(&names), [(1, 0)]);
        assert_eq!(namesakes(&[]), []);
    }
}

//! Who is who in an article: every mention of a name goes to the person with the fullest form of it.

use std::collections::HashMap;

use super::person::Candidate;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::spelling::same_given;

/// Somebody in the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Individual {
    /// The words of the fullest name.
    pub words: Vec<String>,
    /// The fullest name as printed.
    pub name: String,
    /// Title or role as printed.
    pub role: Option<String>,
    /// The side that a role, or the sentence beside a name, tells.
    pub party: Option<String>,
    /// The state spoken of beside a post of some government.
    pub spoken_of: Option<String>,
    /// Whether a role says that this one speaks for nobody, or did so once.
    pub apart: bool,
    /// Where the name stood last, counted over all candidates.
    last: usize,
}

/// The people of an article.
#[derive(Debug, Default)]
pub(super) struct Roster {
    pub people: Vec<Individual>,
    by_word: HashMap<String, Vec<usize>>,
}

/// How many people of one surname are told apart.
const NAMESAKES: usize = 16;

impl Roster {
    /// Adds a full name, or finds whom it names; returns the person's number.
    pub fn add(&mut self, words: &[String], name: &str, at: usize) -> usize {
        let last = words.last().cloned().unwrap_or_default();
        let same = self.by_word.get(&last).and_then(|known| {
            let mut fitting = known.iter().rev().take(NAMESAKES);
            fitting
                .find(|i| same_person(&self.people[**i].words, words))
                .copied()
        });
        if let Some(same) = same {
            let known = &mut self.people[same];
            known.last = at;
            if words.len() > known.words.len() {
                known.words = words.to_vec();
                known.name = name.into();
                self.index(same);
            }
            return same;
        }
        self.people.push(Individual {
            words: words.to_vec(),
            name: name.into(),
            last: at,
            ..Individual::default()
        });
        self.index(self.people.len() - 1);
        self.people.len() - 1
    }

    fn index(&mut self, person: usize) {
        for word in &self.people[person].words {
            let list = self.by_word.entry(word.clone()).or_default();
            if !list.iter().rev().take(NAMESAKES).any(|p| *p == person) {
                list.push(person);
            }
        }
    }

    /// Returns whom a part of a name stands for: the last one named before whose name ends in it, else one
    /// whose name it begins or lies in.
    pub fn find(&mut self, candidate: &Candidate, role: Option<&str>, at: usize) -> Option<usize> {
        let words = &candidate.words;
        let low = role.unwrap_or_default().to_lowercase();
        let by_given = low.split(' ').any(|w| ROLES.by_given.contains(w));
        let known = self.by_word.get(words.last()?)?;
        let best = known
            .iter()
            .rev()
            .take(NAMESAKES)
            .filter_map(|i| {
                let person = &self.people[*i];
                let rank = fit(&person.words, words, candidate.titled && !by_given)?;
                let role = role.is_some() && agrees(role, person.role.as_deref());
                // The last before, then the first after.
                let nearness = if person.last <= at {
                    (1, person.last)
                } else {
                    (0, usize::MAX - person.last)
                };
                Some((rank, role, nearness, *i))
            })
            .max()?;
        let found = best.3;
        self.people[found].last = at;
        Some(found)
    }

    /// Notes that the person was named here.
    pub fn touch(&mut self, person: usize, at: usize) {
        if let Some(person) = self.people.get_mut(person) {
            person.last = at;
        }
    }

    /// Sets every name's last place to its first, for a second pass over the article.
    pub fn rewind(&mut self, firsts: &[(usize, usize)]) {
        for (person, first) in firsts.iter().rev() {
            if let Some(person) = self.people.get_mut(*person) {
                person.last = *first;
            }
        }
    }
}

/// Returns whether two full names can be one person's: the same surname, and given names or initials that agree.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some((last_a, given_a)), Some((last_b, given_b))) = (a.split_last(), b.split_last())
    else {
        return false;
    };
    if last_a != last_b {
        return false;
    }
    let (Some(first_a), Some(first_b)) = (given_a.first(), given_b.first()) else {
        return true;
    };
    let middle = |given: &[String]| given.get(1).and_then(|m| m.chars().next());
    let middles = match (middle(given_a), middle(given_b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    same_given(first_a, first_b) && middles
}

/// Returns how well a part of a name fits a full one; `None` where it does not.
fn fit(full: &[String], part: &[String], titled: bool) -> Option<u8> {
    if full.len() == part.len() {
        return same_person(full, part).then_some(4);
    }
    if full.ends_with(part) {
        return Some(3);
    }
    let family = full
        .first()
        .is_some_and(|f| NAMES.family_first.iter().any(|n| n.to_lowercase() == *f));
    if full.starts_with(part) {
        return if family || part.len() > 1 {
            Some(3)
        } else {
            (!titled).then_some(1)
        };
    }
    let inside = full.windows(part.len()).any(|w| w == part);
    let skips = part.len() > 1 && part.len() < full.len() && same_person(full, part);
    (inside || skips).then_some(2)
}

/// Returns whether two roles share a word of more than three letters.
fn agrees(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    let b = b.to_lowercase();
    a.to_lowercase()
        .split(' ')
        .any(|w| w.len() > 3 && b.split(' ').any(|v| v == w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_lowercase).collect()
    }

    fn part(name: &str, titled: bool) -> Candidate {
        Candidate {
            from: 0,
            to: 0,
            words: words(name),
            role: None,
            titled,
            sure: true,
        }
    }

    #[test]
    fn fuller_names_win_and_namesakes_stay_apart() {
        let mut roster = Roster::default();
        let first = roster.add(&words("Ed Harlan"), "Ed Harlan", 0);
        assert_eq!(roster.add(&words("E J Harlan"), "E. J. Harlan", 1), first);
        assert_eq!(roster.people[first].name, "E. J. Harlan");
        let wife = roster.add(&words("Mara Harlan"), "Mara Harlan", 2);
        assert_ne!(wife, first);
        assert_eq!(roster.find(&part("Harlan", true), None, 3), Some(wife));
        roster.people[first].role = Some("President".into());
        assert_eq!(
            roster.find(&part("Harlan", true), Some("President"), 4),
            Some(first)
        );
        assert_eq!(roster.find(&part("Mara", true), None, 5), None);
        assert_eq!(roster.find(&part("Mara", false), None, 5), Some(wife));
        assert_eq!(roster.find(&part("Orne", true), None, 5), None);
    }
}

//! What a sentence is read against, and who is the subject of its clauses.

use super::parties::Parties;
use super::stances::StanceBook;
use super::wording::{Pause, Word};

/// For how many words a preposition keeps a name from being the subject.
const SHIELD: usize = 4;
/// How many words before a noun may name its owner.
const OWNER: usize = 4;

/// Whose stance it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// The speaker's side.
    Own,
    /// Sides that the sentence names.
    Parties(Vec<String>),
}

/// Who speaks in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Teller {
    /// Somebody in their own words: `we` is the speaker.
    Quoted,
    /// Somebody in the author's words: `it` and `he` are the speaker as well.
    Reported,
    /// The author: nothing is the speaker's own.
    Author,
}

/// Everything that a sentence is read against.
pub(super) struct Frame<'a> {
    pub book: &'a StanceBook,
    pub parties: &'a Parties<'a>,
    /// The speaker's side, where known.
    pub own: Option<&'a str>,
    pub teller: Teller,
    /// Whether the cue warns or gives weight, so that nouns without an owner are the speaker's.
    pub weight: bool,
    /// Whether the cue threatens.
    pub threat: bool,
    /// Whether it is a turn of a transcript: long, spoken, and much of it about nothing in particular.
    pub turn: bool,
}

/// The subject of a clause.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// The speaker's side.
    Own,
    /// Sides that the sentence names.
    Parties(Vec<String>),
    /// Something that is no side.
    Thing,
    /// No words at all.
    Absent,
}

impl Frame<'_> {
    /// Returns the party that a personal pronoun stands for here: `Some(true)` the speaker's.
    pub(super) fn person(&self, word: &Word) -> Option<bool> {
        let own = match word.text.as_str() {
            "we" | "i" | "us" => self.teller != Teller::Author,
            "he" | "she" | "they" | "it" => self.teller == Teller::Reported,
            "you" => false,
            _ => return None,
        };
        Some(own)
    }

    /// Returns the subject of the words before a verb: the last name or pronoun that hangs on no preposition.
    pub(super) fn subject(&self, words: &[Word]) -> Subject {
        let mut found = Subject::Absent;
        let mut shielded = 0;
        let mut aside = 0;
        for (i, word) in words.iter().enumerate() {
            // `in private Norland could`: where something is said is no subject, nor hangs what follows on it.
            if i < aside {
                continue;
            }
            let hit = self.book.venues.at(words, i);
            if let Some(hit) = hit.filter(|_| self.book.prepositions.contains(&word.text)) {
                (aside, shielded) = (hit.end, 0);
                continue;
            }
            if word.pause != Pause::None {
                shielded = 0;
            }
            if self.book.prepositions.contains(&word.text) {
                shielded = SHIELD;
                continue;
            }
            shielded -= usize::from(shielded > 0);
            let owns = words.get(i + 1).is_some_and(|w| w.text == "'s");
            let possessed = i > 0
                && matches!(
                    words[i - 1].text.as_str(),
                    "our" | "my" | "its" | "his" | "her" | "their" | "'s"
                );
            if shielded > 0 && self.parties.of(word).is_some() {
                continue;
            }
            if let Some(own) = self.person(word) {
                found = if own { Subject::Own } else { Subject::Thing };
            } else if possessed && self.book.selves.contains(&word.single) {
                let first = matches!(words[i - 1].text.as_str(), "our" | "my");
                if first || self.teller == Teller::Reported && words[i - 1].text != "'s" {
                    found = Subject::Own;
                }
            } else if let Some(party) = self.parties.of(word).filter(|_| !owns) {
                found = self.with(found, party, words[..i].last());
            } else if matches!(found, Subject::Absent)
                && word.text.len() > 2
                && !is_joint(&word.text)
            {
                found = Subject::Thing;
            }
        }
        found
    }

    /// Returns the subject with a party added: alone, or to those that it is joined to.
    fn with(&self, known: Subject, party: &str, before: Option<&Word>) -> Subject {
        let joined = before.is_some_and(|w| {
            matches!(w.text.as_str(), "and" | "the") || self.parties.of(w).is_some()
        });
        match known {
            Subject::Parties(mut all) if joined => {
                if !all.iter().any(|p| p == party) {
                    all.push(party.to_owned());
                }
                Subject::Parties(all)
            }
            _ if self.own == Some(party) => Subject::Own,
            _ => Subject::Parties(vec![party.to_owned()]),
        }
    }

    /// Returns who owns a noun: by the possessive or name before it.
    pub(super) fn owner(&self, before: &[Word]) -> Subject {
        let near = &before[before.len().saturating_sub(OWNER)..];
        for word in near.iter().rev() {
            if let Some(party) = self.parties.of(word) {
                return self.with(Subject::Absent, party, None);
            }
            match word.text.as_str() {
                "our" | "my" => return Subject::Own,
                "its" | "his" | "her" | "their" if self.teller == Teller::Reported => {
                    return Subject::Own;
                }
                "its" | "his" | "her" | "their" | "your" => return Subject::Thing,
                _ if word.pause != Pause::None || self.book.prepositions.contains(&word.text) => {
                    break;
                }
                _ => {}
            }
        }
        Subject::Absent
    }
}

/// Returns whether a word only joins a clause to what stands before (`but would not pay`, `and also wants`).
fn is_joint(word: &str) -> bool {
    let joins = [
        "that", "and", "but", "also", "then", "while", "because", "still", "now", "only", "yet",
    ];
    joins.contains(&word) || word.ends_with("ly")
}

//! Words that tell on whose authority something is said.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::Channel;
use super::terms::{TermMap, terms};

#[derive(Debug, Deserialize)]
struct File {
    persons: Vec<String>,
    offices: Vec<String>,
    posts: Vec<String>,
    documents: Vec<String>,
    media: Vec<String>,
    counts: HashSet<String>,
    after_head: HashSet<String>,
    same_post: HashMap<String, Vec<String>>,
    channels: HashMap<Channel, Vec<String>>,
    press: Vec<String>,
    together: Vec<String>,
    confidential: Vec<String>,
    readouts: Vec<String>,
    addressed: Vec<String>,
    owners: HashSet<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

/// What the head noun of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Somebody unnamed.
    Person,
    /// A spokesperson, office or body.
    Office,
    /// A post that one person holds.
    Post,
    /// A text.
    Document,
    /// An outlet.
    Media,
}

/// What words beside a content tell of the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// This one.
    Channel(Channel),
    /// That journalists heard it.
    Press,
}

/// The words of sourcing.
#[derive(Debug, Default)]
pub(super) struct SourceBook {
    heads: TermMap<Head>,
    counts: HashSet<String>,
    after_head: HashSet<String>,
    same_post: HashMap<String, Vec<String>>,
    told: TermMap<Told>,
    together: TermMap<()>,
    confidential: TermMap<()>,
    readouts: TermMap<()>,
    addressed: Vec<String>,
    owners: HashSet<String>,
    #[cfg(test)]
    pub examples: Vec<String>,
}

impl SourceBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self {
            counts: file.counts,
            after_head: file.after_head,
            same_post: file.same_post,
            addressed: file.addressed,
            owners: file.owners,
            #[cfg(test)]
            examples: file.examples,
            ..Self::default()
        };
        let kinds = [
            (&file.persons, Head::Person),
            (&file.offices, Head::Office),
            (&file.documents, Head::Document),
            (&file.media, Head::Media),
            (&file.posts, Head::Post),
        ];
        for (nouns, head) in kinds {
            nouns.iter().for_each(|n| book.heads.add(n, head));
        }
        for channel in [Channel::Briefing, Channel::Private, Channel::Public] {
            for phrase in file.channels.get(&channel).into_iter().flatten() {
                book.told.add(phrase, Told::Channel(channel));
            }
        }
        file.press
            .iter()
            .for_each(|p| book.told.add(p, Told::Press));
        let plain = [
            (&file.together, &mut book.together),
            (&file.confidential, &mut book.confidential),
            (&file.readouts, &mut book.readouts),
        ];
        for (phrases, map) in plain {
            phrases.iter().for_each(|p| map.add(p, ()));
        }
        Ok(book)
    }

    /// Returns what the noun that begins at word `at` is, with its number of words.
    pub fn head(&self, words: &[String], at: usize) -> Option<(Head, usize)> {
        self.heads.at(words, at)
    }

    /// Returns whether the word counts people (`one`, `both`, `several`).
    pub fn counts(&self, word: &str) -> bool {
        self.counts.contains(word)
    }

    /// Returns whether the noun phrase's head lies before this word.
    pub fn ends_head(&self, word: &str) -> bool {
        self.after_head.contains(word)
    }

    /// Returns whether a role names the post, or one that the book has for the same.
    pub fn is_post(&self, role: &str, post: &str) -> bool {
        let role = role.to_lowercase();
        role.contains(post)
            || self
                .same_post
                .get(post)
                .is_some_and(|same| same.iter().any(|s| role.contains(s.as_str())))
    }

    /// Returns what words beside the content tell of the channel.
    pub fn told(&self, beside: &str) -> Option<Told> {
        self.told.longest_in(&terms(beside))
    }

    /// Returns whether the source owns what follows (`Norland's`, `their`).
    pub fn is_possessive(&self, source: &str) -> bool {
        let last = terms(source).pop().unwrap_or_default();
        last == "'s" || source.ends_with(['\'', '’']) || self.owners.contains(&last)
    }

    /// Returns whether the source is two or more sides together.
    pub fn together(&self, source: &str) -> bool {
        self.together.longest_in(&terms(source)).is_some()
    }

    /// Returns whether the source is a text not meant for everyone.
    pub fn is_confidential(&self, source: &str) -> bool {
        self.confidential.longest_in(&terms(source)).is_some()
    }

    /// Returns whether a headline is that of one side's account of a meeting or call.
    pub fn is_readout(&self, headline: &str) -> bool {
        self.readouts.longest_in(&terms(headline)).is_some()
    }

    /// Returns where in the words somebody addressed is named (`In a letter to `…), in bytes.
    pub fn addressed(&self, words: &str) -> Option<usize> {
        let plain = words.to_ascii_lowercase();
        self.addressed
            .iter()
            .filter_map(|phrase| Some(plain.find(&format!("{phrase} "))? + phrase.len() + 1))
            .min()
    }
}

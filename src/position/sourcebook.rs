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

/// The words of sourcing.
#[derive(Debug, Default)]
pub(super) struct SourceBook {
    heads: TermMap<Head>,
    counts: HashSet<String>,
    after_head: HashSet<String>,
    same_post: HashMap<String, Vec<String>>,
    channels: TermMap<Channel>,
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
                book.channels.add(phrase, channel);
            }
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

    /// Returns the channel that words beside the content tell.
    pub fn channel(&self, beside: &str) -> Option<Channel> {
        self.channels.longest_in(&terms(beside))
    }
}

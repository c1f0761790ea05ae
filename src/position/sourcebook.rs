//! Words that tell on whose authority something is said.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::Channel;
use super::terms::{TermMap, terms};

#[derive(Debug, Deserialize)]
struct File {
    persons: Vec<String>,
    crowds: Vec<String>,
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
    gatherings: Vec<String>,
    own_titles: Vec<String>,
    addressed: Vec<String>,
    owners: HashSet<String>,
    joins: Vec<String>,
    of_state: HashSet<String>,
    joint: Vec<String>,
    statements: Vec<String>,
    statements_by: Vec<String>,
    statement_ends: Vec<String>,
    generic: HashSet<String>,
    independent: HashSet<String>,
    uncounted: HashSet<String>,
    uncounted_bare: HashSet<String>,
    unaffiliated: HashSet<String>,
    houses: HashMap<String, String>,
    #[cfg(test)]
    examples: Vec<String>,
}

/// What the head noun of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Somebody unnamed.
    Person,
    /// People that nobody counts.
    Crowd,
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
    gatherings: TermMap<()>,
    own_titles: TermMap<()>,
    addressed: Vec<String>,
    owners: HashSet<String>,
    joins: Vec<String>,
    of_state: HashSet<String>,
    joint: TermMap<()>,
    statements: Vec<String>,
    statements_by: Vec<String>,
    statement_ends: Vec<String>,
    generic: HashSet<String>,
    independent: HashSet<String>,
    uncounted: HashSet<String>,
    uncounted_bare: HashSet<String>,
    unaffiliated: HashSet<String>,
    houses: Vec<(String, String)>,
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
            joins: file.joins.iter().map(|j| format!(" {j} ")).collect(),
            of_state: file.of_state,
            statements: file.statements.iter().map(|s| format!(" {s} ")).collect(),
            statements_by: file.statements_by.iter().map(|s| format!("{s} ")).collect(),
            statement_ends: file.statement_ends,
            generic: file.generic,
            independent: file.independent,
            uncounted: file.uncounted,
            uncounted_bare: file.uncounted_bare,
            unaffiliated: file.unaffiliated,
            houses: file.houses.into_iter().collect(),
            #[cfg(test)]
            examples: file.examples,
            ..Self::default()
        };
        let kinds = [
            (&file.persons, Head::Person),
            (&file.crowds, Head::Crowd),
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
            (&file.gatherings, &mut book.gatherings),
            (&file.own_titles, &mut book.own_titles),
            (&file.joint, &mut book.joint),
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

    /// Returns whether a role in small letters is one that a house gives its own people.
    pub fn is_own_title(&self, role: &[String]) -> bool {
        self.own_titles.longest_in(role).is_some()
    }

    /// Returns whether the source is two or more sides together.
    pub fn together(&self, source: &str) -> bool {
        self.together.longest_in(&terms(source)).is_some()
    }

    /// Returns whether the source is a text not meant for everyone.
    pub fn is_confidential(&self, source: &str) -> bool {
        self.confidential.longest_in(&terms(source)).is_some()
    }

    /// Returns the words that join those who speak together, with a space on either side.
    pub fn joins(&self) -> &[String] {
        &self.joins
    }

    /// Returns whether words hold an office of a state (`government`), whichever it is.
    pub fn is_of_state(&self, words: &[String]) -> bool {
        words.iter().any(|w| self.of_state.contains(w))
    }

    /// Returns whether the noun stands for any body named before (`the group`).
    pub fn is_generic(&self, noun: &str) -> bool {
        self.generic.contains(noun)
    }

    /// Returns words of the names of bodies that are no side of their own.
    pub fn independent(&self) -> &HashSet<String> {
        &self.independent
    }

    /// Returns whether a plural of bodies is one that nobody counts: some even after `the`.
    pub fn is_uncounted(&self, noun: &str, definite: bool) -> bool {
        self.uncounted.contains(noun) || (!definite && self.uncounted_bare.contains(noun))
    }

    /// Returns whether people of this noun speak for no side, whatever country they are of (`residents`).
    pub fn is_unaffiliated(&self, noun: &str) -> bool {
        self.unaffiliated.contains(noun)
    }

    /// Returns the side whose usage alone certain words are, in small letters.
    pub fn house(&self, words: &str) -> Option<&str> {
        let said = |(phrase, _): &&(String, String)| words.contains(phrase.as_str());
        self.houses.iter().find(said).map(|(_, side)| side.as_str())
    }

    /// Returns whether a headline is that of several sides' statement.
    pub fn is_joint(&self, headline: &str) -> bool {
        self.joint.longest_in(&terms(headline)).is_some()
    }

    /// Returns what stands after the author's name in a headline, with a space on either side.
    pub fn statements(&self) -> &[String] {
        &self.statements
    }

    /// Returns what stands before the author's name in a headline, with a space after it.
    pub fn statements_by(&self) -> &[String] {
        &self.statements_by
    }

    /// Returns where the author's name ends in a headline.
    pub fn statement_ends(&self) -> &[String] {
        &self.statement_ends
    }

    /// Returns whether a headline is that of one side's account of a meeting or call.
    pub fn is_readout(&self, headline: &str) -> bool {
        self.readouts.longest_in(&terms(headline)).is_some()
    }

    /// Returns whether a headline speaks of a meeting.
    pub fn is_of_meeting(&self, headline: &str) -> bool {
        self.gatherings.longest_in(&terms(headline)).is_some()
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

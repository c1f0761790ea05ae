//! Words of titles and roles (`data/roles.toml`) and shapes of names (`data/names.toml`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::tokens::{Token, key_of_name};

type Words = HashSet<String>;

/// The words of titles and roles, in small letters.
#[derive(Default, Deserialize)]
pub(super) struct Roles {
    #[serde(rename = "heads")]
    head_list: Vec<String>,
    /// Heads by their first word, longest first.
    #[serde(skip)]
    heads: HashMap<String, Vec<Vec<String>>>,
    pub titles: Words,
    pub short: Words,
    pub inside: Words,
    pub links: Words,
    pub independent: Words,
    pub former: Words,
    pub accredited: Words,
    pub by_given: Words,
    pub governments: Words,
    pub of_towns: Words,
    pub posts_of_state: Words,
    pub toward: Words,
    pub elsewhere: Words,
    pub lent: Words,
    pub opposition: Words,
    pub outlets: Words,
    pub back_to_body: Words,
    pub back_to_state: Words,
    pub place_before: Words,
    pub perhaps_before: Words,
    pub sent: Words,
    pub place_after: Words,
    pub teams: Words,
    pub comprises: Words,
    pub speech: Words,
    pub of_states: Words,
    pub demonyms: Vec<String>,
    #[cfg(test)]
    pub examples: Vec<String>,
}

impl Roles {
    /// Returns how many tokens the role's head that begins at `at` has, if one does.
    pub fn head(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let forms = self.heads.get(&tokens.get(at)?.low)?;
        let fits = |form: &&Vec<String>| {
            let words = tokens.get(at..at + form.len());
            words.is_some_and(|w| w.iter().zip(*form).all(|(t, f)| t.low == *f))
        };
        forms.iter().find(fits).map(Vec::len)
    }

    /// Returns whether the word is the head of a role by itself or a part of one.
    pub fn part(&self, token: &Token) -> bool {
        self.heads.contains_key(&token.low) || self.inside.contains(&token.low)
    }
}

/// The shapes of names.
#[derive(Default, Deserialize)]
pub(super) struct Names {
    #[serde(rename = "given")]
    given_list: String,
    #[serde(skip)]
    pub given: Words,
    #[serde(rename = "plain")]
    plain_list: String,
    #[serde(skip)]
    pub plain: Words,
    #[serde(rename = "openers")]
    opener_list: String,
    #[serde(skip)]
    openers: Words,
    /// Given names with their short forms, a family a line.
    #[serde(rename = "short_forms")]
    form_list: String,
    #[serde(skip)]
    forms: HashMap<String, Vec<usize>>,
    pub family_first: Words,
    surname_endings: Vec<String>,
    pub particles: Words,
    pub opening: Words,
    pub joined: Words,
    pub suffixes: Words,
    pub bodies: Words,
    pub bodies_first: Words,
    pub bodies_apart: Words,
    pub bodies_media: Words,
    pub bodies_state: Words,
    pub places: Words,
    pub places_first: Words,
    pub things: Words,
    pub not_bodies: Words,
}

impl Names {
    /// Returns whether the word is one that opens sentences and no names (`The`, `Meanwhile`).
    pub fn opener(&self, token: &Token) -> bool {
        self.openers.contains(&token.key)
    }

    /// Returns whether two given names, as [`super::spelling`] has them, are forms of one.
    pub fn short_form(&self, a: &str, b: &str) -> bool {
        let families = self.forms.get(a).zip(self.forms.get(b));
        families.is_some_and(|(a, b)| a.iter().any(|family| b.contains(family)))
    }

    /// Returns whether a word ends as surnames do.
    pub fn like_surname(&self, key: &str) -> bool {
        let long = |e: &String| key.len() > e.len() + 2 && key.ends_with(e.as_str());
        self.surname_endings.iter().any(long)
    }
}

/// A test reads the data; were it broken, no role would be found.
pub(super) static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles: Roles = toml::from_str(super::NAMEBOOKS[1]).unwrap_or_default();
    for head in std::mem::take(&mut roles.head_list) {
        let words: Vec<String> = key_of_name(&head).split(' ').map(str::to_owned).collect();
        let first = words.first().cloned().unwrap_or_default();
        roles.heads.entry(first).or_default().push(words);
    }
    for forms in roles.heads.values_mut() {
        forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
    }
    roles
});

/// See [`ROLES`].
pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names: Names = toml::from_str(super::NAMEBOOKS[2]).unwrap_or_default();
    let split = |list: String| list.split_whitespace().map(key_of_name).collect();
    names.given = split(std::mem::take(&mut names.given_list));
    names.openers = split(std::mem::take(&mut names.opener_list));
    names.plain = split(std::mem::take(&mut names.plain_list));
    for (family, line) in std::mem::take(&mut names.form_list).lines().enumerate() {
        for form in line.split_whitespace() {
            let form = super::spelling::spelling(&form.to_lowercase());
            names.forms.entry(form).or_default().push(family);
        }
    }
    names.plain.extend(names.openers.iter().cloned());
    names
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::language::tokens::tokens;

    #[test]
    fn the_data_parses() {
        assert!(NAMES.given.contains("Jurgen") && NAMES.plain.contains("The"));
        assert!(!ROLES.titles.is_empty());
    }

    #[test]
    fn the_longest_head_is_found() {
        let text = "Vice-President of State";
        let all = tokens(text, Span::new(0, text.len()));
        assert_eq!(ROLES.head(&all, 0), Some(3));
        assert_eq!(ROLES.head(&all, 3), None);
    }
}

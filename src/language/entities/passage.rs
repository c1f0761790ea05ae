//! One block of the body as tokens, with the known names among them and where sentences open.

use std::collections::HashSet;

use crate::document::Span;
use crate::language::lexicon::NAMES;
use crate::language::sentences;
use crate::language::tokens::{Token, tokens};
use crate::language::world::{Known, Sense, World};

/// A known name among the tokens.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub from: usize,
    pub to: usize,
    pub known: Known,
}

/// One block of the body.
#[derive(Debug)]
pub(super) struct Passage {
    pub tokens: Vec<Token>,
    /// Whether the token is the first word of a sentence.
    pub opens: Vec<bool>,
    pub mentions: Vec<Mention>,
    /// The mention that a token belongs to.
    pub mention_at: Vec<Option<usize>>,
    /// Whether the token belongs to a person's name.
    pub taken: Vec<bool>,
    /// Whether it is written as headlines are: nearly every long word with a capital, no stop at the end.
    pub headline: bool,
}

/// What words the article has.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Words without a capital.
    pub small: HashSet<String>,
    /// Words with one.
    pub capital: HashSet<String>,
}

impl Vocabulary {
    /// Adds the words of a passage.
    pub fn add(&mut self, tokens: &[Token]) {
        // A syllable behind a hyphen (`Moo-hyun`) is no word.
        let syllable = |i: usize| i > 0 && tokens[i].glued && tokens[i - 1].dash();
        for (_, token) in tokens
            .iter()
            .enumerate()
            .filter(|(i, t)| t.word && !syllable(*i))
        {
            let list = if token.capital() {
                &mut self.capital
            } else {
                &mut self.small
            };
            if !list.contains(&token.key) {
                list.insert(token.key.clone());
            }
        }
    }
}

impl Passage {
    /// Returns the tokens of a block, without names as yet.
    pub fn read(text: &str, block: Span) -> Self {
        let tokens = tokens(text, block);
        let mut opens = vec![false; tokens.len()];
        for sentence in sentences(text, block) {
            let from = tokens.partition_point(|t| t.span.start() < sentence.start());
            let first = (from..tokens.len()).find(|i| tokens[*i].word);
            if let Some(first) = first.filter(|i| tokens[*i].span.start() < sentence.end()) {
                opens[first] = true;
            }
        }
        Self {
            mention_at: vec![None; tokens.len()],
            taken: vec![false; tokens.len()],
            mentions: Vec::new(),
            headline: is_headline(&tokens),
            opens,
            tokens,
        }
    }

    /// Finds the known names.
    pub fn find(&mut self, world: &World, vocabulary: &Vocabulary) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some((n, known)) = self.known_at(at, world, vocabulary) else {
                at += 1;
                continue;
            };
            for slot in &mut self.mention_at[at..at + n] {
                *slot = Some(self.mentions.len());
            }
            self.mentions.push(Mention {
                from: at,
                to: at + n,
                known,
            });
            at += n;
        }
    }

    fn known_at(
        &self,
        at: usize,
        world: &World,
        vocabulary: &Vocabulary,
    ) -> Option<(usize, Known)> {
        let token = &self.tokens[at];
        if let Some((n, known)) = world.at(&self.tokens, at) {
            if n == 1 && self.opens[at] && self.is_plain(at, vocabulary) {
                return None;
            }
            let key = token.key.as_str();
            let other = (n == 1).then(|| world.other_reading(key, &vocabulary.capital));
            return Some((n, other.flatten().unwrap_or_else(|| known.clone())));
        }
        // The town of a date line (`GENEVA (Agency) —`).
        if at > 0 || !token.shouted() || token.key.len() < 4 {
            return None;
        }
        let mut end = 1;
        while self.tokens.get(end).is_some_and(Token::shouted) {
            end += 1;
        }
        let mut small = self.tokens[..end].to_vec();
        for token in &mut small {
            token.key = titled(&token.key);
        }
        let (n, known) = world.at(&small, 0)?;
        (n == end).then(|| {
            let sense = match known.sense {
                Sense::Capital => Sense::Place,
                sense => sense,
            };
            (
                n,
                Known {
                    sense,
                    ..known.clone()
                },
            )
        })
    }

    /// Returns whether the token is a word that needs no capital.
    pub fn is_plain(&self, at: usize, vocabulary: &Vocabulary) -> bool {
        let token = &self.tokens[at];
        NAMES.plain.contains(&token.key) || vocabulary.small.contains(&token.low)
    }

    /// Returns the token before, within the sentence.
    pub fn before(&self, at: usize) -> Option<&Token> {
        if self.opens.get(at).copied().unwrap_or(true) {
            return None;
        }
        self.tokens.get(at.checked_sub(1)?)
    }

    /// Returns the token at that place, unless a sentence opens there.
    pub fn after(&self, at: usize) -> Option<&Token> {
        let token = self.tokens.get(at)?;
        (!self.opens[at]).then_some(token)
    }

    /// Returns the known name that the token belongs to.
    pub fn known(&self, at: usize) -> Option<&Mention> {
        self.mentions.get((*self.mention_at.get(at)?)?)
    }

    /// Returns the known names before a token, in order.
    pub fn mentions_before(&self, at: usize) -> &[Mention] {
        let end = self.mentions.partition_point(|m| m.to <= at);
        &self.mentions[..end]
    }

    /// Returns the text's span of the tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let last = to.saturating_sub(1).max(from);
        match (self.tokens.get(from), self.tokens.get(last)) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::new(0, 0),
        }
    }
}

/// The most long words of a headline.
const LONGEST_HEADLINE: usize = 24;

fn is_headline(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.word && t.key.len() > 3);
    let (capital, all) = long.fold((0, 0), |(c, n), t| (c + usize::from(t.capital()), n + 1));
    let stop = tokens
        .last()
        .is_some_and(|t| matches!(t.key.as_str(), "." | "?" | "!" | "”" | "\"" | ":" | ","));
    (4..=LONGEST_HEADLINE).contains(&all)
        && 5 * capital >= 4 * all
        && !stop
        && !tokens.iter().any(|t| t.is(":") || t.is(","))
}

/// Returns a word with its first letter large and the others small.
pub(super) fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().collect();
    first + &letters.as_str().to_lowercase()
}

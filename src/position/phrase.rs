//! The words of a source: head noun, number, whether it points back.

use super::sourcebook::{Head, SourceBook};
use super::terms::{singular, terms};
use super::{ActorKind, Sourcing};

/// A pronoun by whom it can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// `I`, `my`.
    I,
    /// `we`, `our`.
    We,
    /// `you`, `your`.
    You,
    /// `he`, `she`.
    One,
    /// `they`.
    They,
    /// `it`.
    It,
}

/// A source phrase as read.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words in small letters, up to the first comma.
    pub words: Vec<String>,
    /// What the head noun is.
    pub head: Option<Head>,
    /// The head noun in the singular.
    pub noun: String,
    /// Where the head ends, in words.
    pub head_end: usize,
    /// More than one.
    pub plural: bool,
    /// `one`, `two`, `both`, `several`.
    pub counted: bool,
    /// A plural of bodies that even `the` does not count (`the groups`).
    pub many: bool,
    /// Begins with `the`, `this`, a possessive: may point back.
    pub definite: bool,
}

impl Phrase {
    /// Reads a source.
    pub fn read(source: &str, book: &SourceBook) -> Self {
        let main = source.split([',', '(']).next().unwrap_or(source);
        let main = main.split(" such as ").next().unwrap_or(main);
        let words = terms(main);
        let singulars: Vec<String> = words.iter().map(|w| singular(w)).collect();
        let mut read = Self {
            head: None,
            noun: words.last().map(|w| singular(w)).unwrap_or_default(),
            head_end: words.len(),
            plural: false,
            many: false,
            counted: words.iter().take(3).any(|w| book.counts(w)),
            definite: matches!(
                words.first().map(String::as_str),
                Some(
                    "the"
                        | "this"
                        | "that"
                        | "these"
                        | "those"
                        | "both"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                )
            ),
            words,
        };
        let mut at = 0;
        while at < read.words.len() {
            if read.head.is_some() && book.ends_head(&read.words[at]) {
                break;
            }
            let exact = book.head(&read.words, at).map(|f| (f, false));
            let Some(((head, n), plural)) =
                exact.or_else(|| book.head(&singulars, at).map(|f| (f, true)))
            else {
                at += 1;
                continue;
            };
            // `the team's robot` is no team; `the team's` alone is.
            if read.words.get(at + n).is_some_and(|w| w == "'s") && at + n + 1 < read.words.len() {
                at += n + 1;
                continue;
            }
            read.plural = plural || read.words[at..at + n].iter().any(|w| is_plural(w));
            read.head = Some(head);
            read.noun = singulars[at..at + n].join(" ");
            at += n;
            read.head_end = at;
        }
        if read.head.is_none() {
            let last = read.words.last().map_or("", String::as_str);
            read.plural = last.ends_with('s') && singular(last) != last;
        }
        let each = read
            .words
            .iter()
            .take(2)
            .any(|w| w == "every" || w == "each");
        read.plural |= each;
        read.many = read.plural && !read.counted && book.is_uncounted(&read.noun, read.definite);
        read
    }

    /// Returns the pronoun that the source is, if it is one (`She`, `their`, `both of us` is none).
    pub fn pronoun(&self) -> Option<Pronoun> {
        let [word] = self.words.as_slice() else {
            return None;
        };
        Some(match word.as_str() {
            "i" | "my" | "me" | "mine" | "myself" => Pronoun::I,
            "we" | "our" | "us" | "ours" | "ourselves" => Pronoun::We,
            "you" | "your" | "yours" => Pronoun::You,
            "he" | "his" | "him" | "she" | "her" | "himself" | "herself" => Pronoun::One,
            "they" | "their" | "them" | "themselves" => Pronoun::They,
            "it" | "its" | "itself" => Pronoun::It,
            _ => return None,
        })
    }

    /// Returns whether all there is counts people without saying who they are (`Neither`, `Some`).
    pub fn is_count(&self) -> bool {
        let [word] = self.words.as_slice() else {
            return false;
        };
        let counts = [
            "neither", "both", "either", "each", "all", "none", "some", "many", "several", "most",
            "few", "others",
        ];
        counts.contains(&word.as_str())
    }

    /// Returns on whose authority a source without a person's name speaks.
    pub fn sourcing(&self) -> Sourcing {
        let one = !self.plural;
        let indefinite = !self.definite
            && matches!(
                self.words.first().map(String::as_str),
                Some("a" | "an" | "one" | "another")
            );
        match self.head {
            Some(Head::Document) => Sourcing::Document,
            Some(Head::Media) => Sourcing::Media,
            // Whoever leads something by himself speaks for it.
            Some(Head::Person) if one && self.definite && self.noun == "leader" => {
                Sourcing::Official
            }
            Some(Head::Person) if one || self.counted => {
                // `other member states`, `others`: no counting.
                if self.words.first().is_some_and(|w| w == "other") {
                    Sourcing::Collective
                } else {
                    Sourcing::Anonymous
                }
            }
            Some(Head::Person | Head::Crowd) => Sourcing::Collective,
            Some(Head::Office) if self.plural && self.uncounted() => Sourcing::Collective,
            None if self.plural && !self.definite => Sourcing::Collective,
            Some(Head::Post) if one && indefinite => Sourcing::Anonymous,
            Some(Head::Post) if !one && !self.counted => Sourcing::Collective,
            _ => Sourcing::Official,
        }
    }

    /// Whether many bodies that nobody counts (`aid groups`), not known ones (`the parties`).
    fn uncounted(&self) -> bool {
        self.many
    }

    /// Returns the kind of actor that such a source is.
    pub fn kind(&self) -> ActorKind {
        match self.head {
            Some(Head::Crowd) => ActorKind::Group,
            Some(Head::Person | Head::Post) if self.plural => ActorKind::Group,
            Some(Head::Person | Head::Post) => ActorKind::Person,
            Some(Head::Office) if self.noun.starts_with("spokes") && !self.plural => {
                ActorKind::Person
            }
            Some(Head::Office) if self.plural => ActorKind::Group,
            _ => ActorKind::Body,
        }
    }

    /// Returns a description without article and count: `Norland official`.
    pub fn description(&self, source: &str) -> String {
        let main = source.split([',', '(']).next().unwrap_or(source).trim();
        let mut words = main.split_whitespace().peekable();
        while words
            .next_if(|w| {
                let w = w.to_lowercase();
                matches!(
                    w.as_str(),
                    "the"
                        | "a"
                        | "an"
                        | "one"
                        | "another"
                        | "this"
                        | "that"
                        | "second"
                        | "other"
                        | "of"
                )
            })
            .is_some()
        {}
        let mut found: Vec<&str> = words.collect();
        // `statement by`: what it was cut off from is no part of it.
        while found.len() > 1 && found.last().is_some_and(|w| leads(w)) {
            found.pop();
        }
        if found.is_empty() {
            main.into()
        } else {
            found.join(" ")
        }
    }
}

/// Returns the source without prepositions that it begins with (`of the officials`).
pub(super) fn without_lead(source: &str) -> &str {
    let mut rest = source;
    while let Some((first, more)) = rest.split_once(' ')
        && matches!(
            first.to_lowercase().as_str(),
            "of" | "by" | "from" | "to" | "with" | "in" | "on"
        )
    {
        rest = more.trim_start();
    }
    rest
}

/// Returns whether the word leads to somebody who would have to follow.
fn leads(word: &str) -> bool {
    matches!(word, "of" | "by" | "from" | "for" | "to" | "with" | "in")
}

fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "others" | "some" | "many" | "media")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> SourceBook {
        SourceBook::parse(include_str!("../../data/sourcing.toml")).unwrap()
    }

    #[test]
    fn every_example_of_the_book_holds() {
        let book = book();
        for example in &book.examples {
            let (source, kind) = example.split_once(" => ").unwrap();
            let found = format!("{:?}", Phrase::read(source, &book).sourcing()).to_lowercase();
            assert_eq!(found, kind, "{source}");
        }
    }

    #[test]
    fn an_owner_is_no_head() {
        let book = book();
        let robot = Phrase::read("the delegation's robot", &book);
        assert_eq!((robot.head, robot.noun.as_str()), (None, "robot"));
        let aide = Phrase::read("the minister’s aide", &book);
        assert_eq!(
            (aide.head, aide.noun.as_str()),
            (Some(Head::Person), "aide")
        );
        assert_eq!(Phrase::read("the delegation's", &book).noun, "delegation");
    }

    #[test]
    fn scraps_are_no_part_of_a_description() {
        let read = |words: &str| Phrase::read(words, &book());
        assert_eq!(
            read("statement by").description("statement by"),
            "statement"
        );
        assert_eq!(read("a statement").description("a statement"), "statement");
        let one = "one of the officials";
        assert_eq!(read(one).description(one), "officials");
        assert_eq!(without_lead("of the officials"), "the officials");
        assert_eq!(without_lead("officials of Norland"), "officials of Norland");
        assert!(read("Neither").is_count() && read("Some").is_count());
        assert!(!read("Neither side").is_count() && !read("officials").is_count());
    }

    #[test]
    fn descriptions_drop_article_and_count() {
        let phrase = Phrase::read("another senior Norland official", &book());
        assert_eq!(
            phrase.description("another senior Norland official"),
            "senior Norland official"
        );
        assert_eq!(phrase.noun, "official");
    }
}

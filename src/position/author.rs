//! Whose text it is: the author of a statement in whose own words `I` and `we` stand outside quotation marks.

use super::phrase::Phrase;
use super::sides::Sides;
use super::sourcebook::{Head, SourceBook};
use super::speakers::{Finder, Voice, side_of_name};
use super::{ActorKind, Sourcing};

/// Words of a side's name at most.
const NAME: usize = 4;

/// What headline and bylines tell of the author of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Author {
    /// The name as printed, with title: `President Oren Tal`.
    pub name: Option<String>,
    /// Whether several states or bodies speak together.
    pub joint: bool,
    /// Whether the headline is that of an account of a meeting or call.
    pub readout: bool,
    /// The headline, which names the side where nothing else does.
    pub headline: String,
    /// Who published it.
    pub outlet: Option<String>,
}

/// Returns what headline and bylines tell of the author.
pub(super) fn author(
    headline: &str,
    bylines: &[String],
    outlet: Option<&str>,
    book: &SourceBook,
) -> Author {
    let plain = headline.to_lowercase();
    // Small letters may be longer than capitals; then the places in the headline are not known.
    let same = plain.len() == headline.len();
    let after = book.statements_by().iter().find_map(|opening| {
        let at = plain.find(opening.as_str()).filter(|_| same)?;
        let rest = headline.get(at + opening.len()..)?;
        Some(until(rest, book.statement_ends()))
    });
    let before = || {
        let at = book
            .statements()
            .iter()
            .filter_map(|s| plain.find(s.as_str()))
            .min();
        let name = headline.get(..at.filter(|a| same && *a > 0)?)?;
        (name.split_whitespace().count() <= 8).then_some(name)
    };
    // A byline with a post is that of a statement; one without is a journalist's.
    let byline = || {
        let post = |b: &&String| {
            let read = Phrase::read(&b.replace(',', ""), book);
            // `Marta Ilves, Department Spokesperson`.
            let speaks = read.noun.starts_with("spokes") && b.contains(',');
            read.head == Some(Head::Post) || speaks
        };
        let line = bylines.iter().find(post)?;
        line.split(',').next()
    };
    let joint = book.is_joint(headline);
    let name = after.or_else(before).or_else(byline).map(str::trim);
    Author {
        name: name.filter(|n| !n.is_empty() && !joint).map(str::to_owned),
        joint,
        readout: book.is_readout(headline),
        headline: headline.to_owned(),
        outlet: outlet.map(str::to_owned),
    }
}

impl Finder<'_> {
    /// Returns the author as a voice: whoever the headline names, or all who sign a joint statement.
    pub(super) fn author(&mut self) -> Option<Voice> {
        let author = self.scene.author;
        if author.joint {
            let group = |a: &&usize| {
                self.cast
                    .get(**a)
                    .is_some_and(|a| a.kind == ActorKind::Group)
            };
            let signed = self.spoken.values().find(group).copied();
            let signed = signed.map(|group| self.of_actor(group));
            let told = |v: &Voice| v.party.is_some();
            return Some(match signed.clone().filter(told).or_else(|| self.union()) {
                Some(union) => union,
                None => signed.unwrap_or_else(|| {
                    self.add(ActorKind::Group, &author.headline, None, Sourcing::Official)
                }),
            });
        }
        let name = author.name.as_deref()?;
        let surname = name.split(' ').next_back().unwrap_or(name).to_lowercase();
        if let Some(actor) = self.by_surname(&surname) {
            return Some(self.of_actor(actor));
        }
        let phrase = Phrase::read(name, self.scene.book);
        let words: Vec<&str> = name.split_whitespace().collect();
        let bare = words
            .get(phrase.head_end..)
            .filter(|w| phrase.head.is_some() && !w.is_empty());
        let bare = bare.unwrap_or(&words).join(" ");
        let party = side_of_name(&bare, self.scene.world)
            .or_else(|| self.scene.world.party_of_words(name))
            .or_else(|| self.house());
        Some(self.add(ActorKind::Person, &bare, party, Sourcing::Named))
    }

    /// Returns the voice of the body that all who sign a joint statement are together: the one whose members the text
    /// names (`The Quartet members`, `as members of the Friends of Ostravia`).
    fn union(&mut self) -> Option<Voice> {
        let text = self.scene.text;
        let (name, party) = self.scene.sentences.iter().find_map(|sentence| {
            let words = sentence.of(text);
            let (before, _) = words.split_once(" members ")?;
            let name = before.rsplit(' ').next()?;
            let called = before.ends_with(&format!("the {name}"))
                || before.ends_with(&format!("The {name}"));
            let capital = name.starts_with(char::is_uppercase) && !name.ends_with('.');
            (called && capital).then(|| (name.to_owned(), name.to_lowercase()))
        })?;
        Some(self.add(ActorKind::Group, &name, Some(party), Sourcing::Official))
    }

    /// Returns the text's own side, where a house's account of its doings gives somebody one of its own titles.
    pub(super) fn own_title(&self, role: &Phrase) -> Option<String> {
        let author = self.scene.author;
        let account = author.readout || author.name.is_some();
        let own = account && self.scene.book.is_own_title(&role.words);
        let headed = || self.scene.world.party_of_words(&author.headline);
        let house = || self.house().or_else(headed);
        own.then(house).flatten()
    }

    /// Returns the text's own side: that of its author, else that of the offices it names most.
    pub(super) fn house(&self) -> Option<String> {
        let author = self.scene.author;
        let name = author.name.as_deref().unwrap_or_default();
        let by_name = || self.scene.world.party_of_words(name);
        let surname = name.split(' ').next_back().unwrap_or(name).to_lowercase();
        let known = self
            .by_surname(&surname)
            .and_then(|a| self.cast.get(a)?.party.clone());
        let usage = || self.house_by_words.clone();
        let by_outlet = || {
            let outlet = author
                .outlet
                .as_deref()
                .filter(|o| !self.scene.world.is_media(o))?;
            self.scene.world.party_of_words(outlet)
        };
        known
            .or_else(by_name)
            .or_else(usage)
            .or_else(by_outlet)
            .or_else(|| self.own_by_name.clone())
            .or_else(|| self.most_offices.clone())
    }
}

/// Returns the sides that the headline of a joint statement names, each once, in order.
pub(super) fn signatories(author: &Author, book: &SourceBook, world: &dyn Sides) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let low = author.headline.to_lowercase();
    let Some(at) = low
        .find("joint ")
        .filter(|_| author.joint && low.len() == author.headline.len())
    else {
        return found;
    };
    // Who issues it stands before the words or right behind; behind `on` stands what it is about, where a meeting
    // is of those who issue it as well.
    let (before, after) = author.headline.split_at(at);
    let of = |word: &str| after.split_once(word).map(|(_, rest)| rest);
    let from = [" from ", " of ", " by ", " between ", " on "]
        .iter()
        .find_map(|w| of(w));
    let about = after.contains(" on ")
        && [" from ", " of the ", " by ", " between "]
            .iter()
            .all(|w| !after.contains(w));
    let met = book.is_of_meeting(&author.headline);
    let issued = from.filter(|_| !about || met && before.trim().is_empty());
    let issuers = if before.trim().is_empty() {
        issued.unwrap_or_default()
    } else {
        before
    };
    let issuers = issuers.split(" on ").next().unwrap_or_default();
    for part in issuers.split([',', '-', '–', ';', '(', ')', '’']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            // The longest name that begins here: `the United Arab Emirates`.
            let named = (1..=NAME.min(words.len() - at)).rev().find_map(|n| {
                let capital = |w: &&str| w.starts_with(char::is_uppercase);
                let name = &words[at..at + n];
                let whole = name.first().is_some_and(capital) && name.last().is_some_and(capital);
                Some((n, world.party_of_words(&name.join(" ")).filter(|_| whole)?))
            });
            let Some((n, side)) = named else {
                at += 1;
                continue;
            };
            if !found.contains(&side) {
                found.push(side);
            }
            at += n;
        }
    }
    found
}

fn until<'a>(words: &'a str, ends: &[String]) -> &'a str {
    let end = ends
        .iter()
        .filter_map(|e| words.find(&format!(" {e} ")))
        .min();
    let words = &words[..end.unwrap_or(words.len())];
    words.split(['’', '\'', ':']).next().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(headline: &str) -> Option<String> {
        let book = SourceBook::parse(include_str!("../../data/sourcing.toml")).unwrap();
        author(headline, &[], None, &book).name
    }

    #[test]
    fn a_joint_statement_is_of_those_who_issue_it() {
        struct Invented;
        impl Sides for Invented {
            fn party_of_words(&self, phrase: &str) -> Option<String> {
                let sides = ["Norland", "Sudmark", "Port Union"];
                sides.contains(&phrase).then(|| phrase.to_lowercase())
            }
            fn is_media(&self, _: &str) -> bool {
                false
            }
            fn name_of(&self, _: &str) -> Option<String> {
                None
            }
        }
        let book = SourceBook::parse(include_str!("../../data/sourcing.toml")).unwrap();
        for (headline, expected) in [
            (
                "Joint Statement of Norland, the Port Union and Sudmark",
                &["norland", "port union", "sudmark"][..],
            ),
            (
                "Joint Statement on Norland-Sudmark Talks",
                &["norland", "sudmark"],
            ),
            (
                "Norland and Sudmark Joint Statement on the Port Union",
                &["norland", "sudmark"],
            ),
            ("Joint Statement on Norland", &[]),
            ("Norland and Sudmark talk", &[]),
        ] {
            let found = signatories(&author(headline, &[], None, &book), &book, &Invented);
            assert_eq!(found, expected, "{headline}");
        }
    }

    #[test]
    fn a_headline_names_its_author() {
        let by = "Statement by President Oren Tal on the Strait Talks";
        assert_eq!(name(by).as_deref(), Some("President Oren Tal"));
        let readout = "Readout of President Oren Tal’s Call with Marta Ilves";
        assert_eq!(name(readout).as_deref(), Some("President Oren Tal"));
        let first = "President Tal Statement on the Truce";
        assert_eq!(name(first).as_deref(), Some("President Tal"));
        assert_eq!(name("Strait talks end without a deal"), None);
        assert_eq!(name("Joint Statement on the Strait"), None);
    }
}

//! Which side a phrase speaks for: `U.S. officials leading the talks`, `the UN special envoy for Yemen`.

use super::{Known, Sense, World, slug};
use crate::document::Span;
use crate::language::lexicon::ROLES;
use crate::language::spelling::content;
use crate::language::tokens::{Token, tokens};

/// How much of a phrase is read, in tokens: more is no phrase.
const LONGEST: usize = 64;

impl World {
    /// Returns the slug of the side that the words speak for; `None` where they tell of none, of one that
    /// they spoke for once, or of two.
    pub fn party_of_words(&self, phrase: &str) -> Option<String> {
        self.side(&tokens(phrase, Span::new(0, phrase.len())))
    }

    /// See [`World::party_of_words`].
    pub(in crate::language) fn side(&self, tokens: &[Token]) -> Option<String> {
        let tokens = &tokens[..tokens.len().min(LONGEST)];
        // What follows a comma describes the same speaker, unless it goes on with a list.
        let before = tokens.iter().take_while(|t| !t.is(",")).count();
        let head = &tokens[..before];
        if head.iter().any(|t| ROLES.former.contains(&t.low)) || speaks_for_none(head) {
            return None;
        }
        let all = self.all_in(tokens);
        let names: Vec<(usize, usize, &Known)> = all
            .iter()
            .copied()
            .filter(|(from, to, known)| {
                let speaks = match known.sense {
                    Sense::Media => false,
                    Sense::Person => lends_voice(tokens, *to),
                    Sense::Place => governed(tokens, *from),
                    _ => true,
                };
                speaks && known.party.is_some()
            })
            .collect();
        for (from, to, known) in &names {
            if is_lent(tokens, *to) || is_elsewhere(tokens, *from) {
                continue;
            }
            let here = all.iter().position(|m| m.0 == *from).unwrap_or_default();
            let (joined, several) = self.joined(tokens, &all[here..]);
            if several {
                return joined;
            }
            let side = known.party.clone()?;
            if known.of_state && self.opposes(tokens, *from, *to) {
                return self.opposition(&side);
            }
            return Some(side);
        }
        self.by_surname(tokens).or_else(|| self.by_idiom(tokens))
    }

    /// `a senior administration official`.
    fn by_idiom(&self, tokens: &[Token]) -> Option<String> {
        let words: Vec<&str> = tokens.iter().map(|t| t.low.as_str()).collect();
        let phrase = format!(" {} ", words.join(" "));
        let found = self
            .idioms
            .iter()
            .find(|(idiom, _)| phrase.contains(idiom.as_str()));
        found.map(|(_, side)| side.clone())
    }

    /// `the Bush administration`: whoever the name is, the world knows one with that surname in office.
    fn by_surname(&self, tokens: &[Token]) -> Option<String> {
        let at = tokens.iter().position(is_government)?;
        let name = tokens.get(at.checked_sub(1)?).filter(|t| t.capital())?;
        self.side_of_person(&content(std::slice::from_ref(name)))
            .map(Into::into)
    }

    /// Returns the side of several states named in a row, and whether there are several: that of the party
    /// that they form together, or none.
    fn joined(&self, tokens: &[Token], names: &[(usize, usize, &Known)]) -> (Option<String>, bool) {
        let Some(first) = names.first() else {
            return (None, false);
        };
        let side = |known: &Known| known.party.clone().unwrap_or_else(|| known.name.clone());
        let mut sides = vec![side(first.2)];
        let mut end = first.1;
        for (from, to, known) in &names[1..] {
            let between = tokens.get(end..*from).unwrap_or_default();
            let link = |t: &Token| {
                t.is(",") || t.dash() || matches!(t.low.as_str(), "and" | "&" | "the" | "or" | "/")
            };
            if between.is_empty() || !between.iter().all(link) {
                break;
            }
            sides.push(side(known));
            end = *to;
        }
        sides.sort_unstable();
        sides.dedup();
        if sides.len() < 2 {
            return (None, false);
        }
        let same = |members: &[String]| members.iter().eq(sides.iter());
        let together = self.together.iter().find(|(members, _)| same(members));
        (together.map(|t| t.1.clone()), true)
    }

    /// Returns whether the phrase names the opposition of the state at `from..to`.
    fn opposes(&self, tokens: &[Token], from: usize, to: usize) -> bool {
        let opposing = |t: &Token| ROLES.opposition.contains(&t.low);
        let stop =
            |t: &&Token| !matches!(t.low.as_str(), "of" | "for" | "to" | "with" | "," | "in");
        let after = tokens.get(to..).unwrap_or_default();
        if after.iter().take_while(stop).any(opposing) {
            return true;
        }
        let linked = from
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| matches!(t.low.as_str(), "of" | "in"));
        linked && tokens[..from].iter().any(opposing)
    }

    /// Returns the slug of a state's opposition: `syrian-opposition`.
    fn opposition(&self, side: &str) -> Option<String> {
        let adjective = self.adjectives.get(side)?;
        Some(format!("{}-opposition", slug(adjective)))
    }
}

/// Returns whether somebody's name before token `to` is an owner's or a government's (`Norland's aide`).
fn lends_voice(tokens: &[Token], to: usize) -> bool {
    tokens.get(to).is_none_or(|t| {
        t.is("'s") || t.is("'") || is_government(t) || t.low == "aide" || t.low == "adviser"
    })
}

/// `administration`, `government` after a leader's name.
fn is_government(token: &Token) -> bool {
    ROLES.governments.contains(&token.low)
}

/// Returns whether the phrase's head is somebody who speaks for no side: the last role before a
/// preposition, or a bare noun like `analysts`.
fn speaks_for_none(tokens: &[Token]) -> bool {
    let preposition = |t: &Token| {
        matches!(
            t.low.as_str(),
            "of" | "for" | "at" | "from" | "in" | "to" | "who" | "on"
        )
    };
    let end = tokens.iter().position(preposition).unwrap_or(tokens.len());
    let head = tokens[..end].iter().rev().find(|t| t.word);
    head.is_some_and(|t| ROLES.independent.contains(&t.low))
}

/// Returns whether a role of government stands before or after a town (`mayor of`, `police`).
fn governed(tokens: &[Token], from: usize) -> bool {
    let role = |t: &Token| ROLES.of_towns.contains(&t.low);
    let after = tokens.get(from + 1..).unwrap_or_default();
    tokens[..from].iter().chain(after).any(role) && !tokens[..from].iter().any(|t| t.low == "in")
}

/// `the Britain-based monitor`, `Iran-backed fighters`, `a U.S.–Russia relations expert`.
fn is_lent(tokens: &[Token], to: usize) -> bool {
    let at = |i: usize| tokens.get(i).map(|t| t.low.as_str()).unwrap_or_default();
    let hyphen = tokens.get(to).is_some_and(Token::dash);
    ROLES.lent.contains(at(to)) || hyphen && ROLES.lent.contains(at(to + 1))
}

/// Returns whether a preposition before the name says that it is somebody else's: `briefed on`, `envoy to`.
fn is_elsewhere(tokens: &[Token], from: usize) -> bool {
    let near = tokens[..from].iter().rev().take(4);
    let Some(word) = near
        .take_while(|t| t.word && !matches!(t.low.as_str(), "of" | "from" | "by"))
        .find(|t| ROLES.toward.contains(&t.low) || ROLES.elsewhere.contains(&t.low))
    else {
        return false;
    };
    let accredited = tokens[..from]
        .iter()
        .any(|t| ROLES.accredited.contains(&t.low));
    // `a source close to Norland` speaks from there.
    let close = tokens[..from]
        .iter()
        .any(|t| t.low == "close" || t.low == "loyal");
    if close && word.low == "to" {
        return false;
    }
    ROLES.elsewhere.contains(&word.low) || accredited
}

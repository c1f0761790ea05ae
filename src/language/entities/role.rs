//! Titles and roles beside a name: before it (`Kremlin aide NAME`) or in an apposition (`NAME, the group's
//! spokesman,`).

use super::passage::Passage;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::tokens::Token;
use crate::language::world::Sense;

/// How far a role may reach, in tokens.
const REACH: usize = 16;

/// What stands before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// The tokens of the role, where there is more than a title.
    pub role: Option<(usize, usize)>,
    /// Whether a title (`Mr.`) or a role stands directly before.
    pub any: bool,
}

/// Returns what stands before the name that begins at `name`.
pub(super) fn before(passage: &Passage, name: usize) -> Before {
    let mut end = name;
    let mut titled = false;
    while let Some(n) = title_before(passage, end) {
        end -= n;
        titled = true;
    }
    let Some(start) = role_start(passage, end) else {
        return Before {
            role: None,
            any: titled,
        };
    };
    Before {
        role: Some((start, end)),
        any: true,
    }
}

/// Returns the role that ends in a comma before the name (`the president of Norland, NAME`).
pub(super) fn before_comma(passage: &Passage, name: usize) -> Option<(usize, usize)> {
    let end = name.checked_sub(1)?;
    if passage.opens[name] || !passage.tokens[end].is(",") {
        return None;
    }
    let start = role_start(passage, end)?;
    // Not the last of a list or an apposition to somebody before: it opens its phrase.
    let opener = start
        .checked_sub(1)
        .and_then(|i| passage.tokens.get(i))
        .is_none_or(|t| t.low == "the" || passage.opens[start]);
    let beyond = start.saturating_sub(2);
    let comma = passage.tokens.get(beyond).is_some_and(|t| t.is(",")) && start > 1;
    (opener && !comma && !passage.opens[end]).then_some((start, end))
}

/// `Mr.` before `end`: the number of its tokens.
fn title_before(passage: &Passage, end: usize) -> Option<usize> {
    let last = passage.before(end)?;
    let stop = usize::from(last.is("."));
    let at = end.checked_sub(1 + stop)?;
    let word = &passage.tokens[at];
    (word.capital() && ROLES.titles.contains(&word.low)).then_some(1 + stop)
}

/// Returns where the role begins that ends directly before token `end`.
fn role_start(passage: &Passage, end: usize) -> Option<usize> {
    let mut left = end;
    while left > 0 && end - left < REACH && may_belong(passage, left - 1, end) {
        left -= 1;
        if leads_elsewhere(passage, left, end) {
            left += 1;
            break;
        }
        if passage.opens[left] {
            break;
        }
    }
    let (head, head_end) = last_head(passage, left, end)?;
    if head_end < end && !continues(passage, head_end, end) {
        return None;
    }
    let is_link = |i: usize| {
        let t = &passage.tokens[i];
        !t.word || ROLES.links.contains(&t.low) || matches!(t.low.as_str(), "a" | "an")
    };
    let start = (left..=head).find(|i| !is_link(*i))?;
    // A lone capital at the begin of a sentence may be any word.
    let first = &passage.tokens[start];
    let loose = passage.opens[start]
        && start < head
        && passage.known(start).is_none()
        && !ROLES.part(first)
        && !ROLES.short.contains(&first.low);
    Some(if loose {
        (start + 1..=head).find(|i| !is_link(*i))?
    } else {
        start
    })
}

/// Returns whether a small word at `at` ends the role to its left: `on`, `in`, `at` before another role, `and the`.
fn leads_elsewhere(passage: &Passage, at: usize, end: usize) -> bool {
    let token = &passage.tokens[at];
    if token.is("and") {
        return passage.tokens.get(at + 1).is_some_and(|t| t.is("the"));
    }
    let place = matches!(token.low.as_str(), "on" | "in" | "at");
    place && last_head(passage, at + 1, end).is_some()
}

/// Returns whether the token at `at` may be part of a role that ends before `end`.
fn may_belong(passage: &Passage, at: usize, end: usize) -> bool {
    let token = &passage.tokens[at];
    if passage.taken[at] {
        return false;
    }
    if let Some(mention) = passage.known(at) {
        let owner = passage
            .tokens
            .get(mention.to)
            .is_some_and(|t| t.is("'s") || t.is("'"));
        let known = mention.known.sense != Sense::Person || owner;
        return known && mention.known.sense != Sense::Media;
    }
    if token.is("and") || token.is("&") {
        let part = |i: usize| {
            let t = &passage.tokens[i];
            ROLES.part(t)
                || passage
                    .known(i)
                    .is_some_and(|m| m.known.sense == Sense::Office)
        };
        return at > 0 && part(at - 1) && !passage.taken[at - 1];
    }
    if token.is(".") {
        return at > 0 && ROLES.short.contains(&passage.tokens[at - 1].low);
    }
    ROLES.part(token)
        || ROLES.links.contains(&token.low)
        || token.is("'")
        || token.dash() && token.glued
        || token.capital()
            && (ROLES.short.contains(&token.low)
                || at + 1 < end
                    && (!NAMES.plain.contains(&token.key) || NAMES.bodies.contains(&token.key)))
}

/// Returns the last head of a role in `left..end`, as its first token and the one after its last.
fn last_head(passage: &Passage, left: usize, end: usize) -> Option<(usize, usize)> {
    let mut found = None;
    let mut at = left;
    while at < end {
        let known = passage.known(at).map(|m| m.to);
        let short = || {
            let t = &passage.tokens[at];
            let stop = passage.tokens.get(at + 1).is_some_and(|n| n.is("."));
            let form = t.capital() && ROLES.short.contains(&t.low);
            (form && (stop || t.shouted())).then(|| 1 + usize::from(stop))
        };
        match ROLES.head(&passage.tokens, at).or_else(short) {
            Some(n) if known.is_none() && at + n <= end => {
                found = Some((at, at + n));
                at += n;
            }
            _ => at = known.unwrap_or(at + 1).max(at + 1),
        }
    }
    found
}

/// Returns whether the words between a head and the name go on with the role (`of the IAEA`).
fn continues(passage: &Passage, from: usize, end: usize) -> bool {
    let opens = matches!(
        passage.tokens[from].low.as_str(),
        "of" | "for" | "to" | "at" | "on" | "in"
    );
    opens
        && (from + 1..end).all(|i| {
            let t = &passage.tokens[i];
            passage.known(i).is_some()
                || ROLES.part(t)
                || ROLES.links.contains(&t.low)
                || t.capital()
        })
        && passage.tokens[end - 1].word
        && !ROLES.links.contains(&passage.tokens[end - 1].low)
}

/// Returns the role in an apposition after the name that ends before token `name_end`.
pub(super) fn after(passage: &Passage, name_end: usize) -> Option<(usize, usize)> {
    if !passage.after(name_end)?.is(",") {
        return None;
    }
    let from = name_end + 1;
    let article = matches!(
        passage.after(from)?.low.as_str(),
        "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one"
    );
    let start = from + usize::from(article);
    let closes = |t: &Token| {
        matches!(
            t.low.as_str(),
            "," | "."
                | ";"
                | ":"
                | "("
                | ")"
                | "—"
                | "–"
                | "”"
                | "\""
                | "“"
                | "who"
                | "which"
                | "that"
                | "whose"
        ) || !t.glued && t.dash()
    };
    let mut end = start;
    while end < start + REACH + 8
        && passage
            .after(end)
            .is_some_and(|t| !closes(t) || t.glued && t.dash())
    {
        end += 1;
    }
    let head_end = first_head(passage, start, end, article)?;
    let free = |i: usize| {
        i < end
            && passage.tokens[i].capital()
            && passage
                .known(i)
                .is_none_or(|m| m.known.sense == Sense::Person)
            && !ROLES.part(&passage.tokens[i])
    };
    let names_another = free(head_end) && !NAMES.plain.contains(&passage.tokens[head_end].key);
    if names_another || head_end > end {
        return None;
    }
    let verb = (head_end..end).find(|i| ROLES.speech.contains(&passage.tokens[*i].low));
    Some((start, verb.unwrap_or(end)))
}

/// Returns the token after the `'s` of a name that begins at `at`.
fn owned(passage: &Passage, at: usize, end: usize) -> Option<usize> {
    let name = (at..end.min(at + 5)).take_while(|i| passage.tokens[*i].capital());
    let after = at + name.count();
    let owner = after > at && after < end && passage.tokens[after].is("'s");
    owner.then_some(after + 1)
}

/// Returns the token after the first head that the words of an apposition lead to.
fn first_head(passage: &Passage, start: usize, end: usize, article: bool) -> Option<usize> {
    let mut at = start;
    let mut loose = 0;
    while at < end {
        if passage.known(at).is_none()
            && let Some(n) = ROLES.head(&passage.tokens, at)
        {
            // `President NAME's adviser` is an adviser.
            if let Some(owned) = owned(passage, at + n, end) {
                at = owned;
                continue;
            }
            let goes_on = ROLES.head(&passage.tokens, at + n).is_some() && at + n < end;
            if !goes_on {
                return Some(at + n);
            }
        }
        let token = &passage.tokens[at];
        let fits = passage.known(at).is_some()
            || ROLES.part(token)
            || token.is("'s")
            || token.is("'")
            || token.dash()
            || token.capital() && !NAMES.plain.contains(&token.key);
        if !fits {
            loose += 1;
            if !article || loose > 3 || ROLES.links.contains(&token.low) {
                return None;
            }
        }
        at += 1;
    }
    None
}

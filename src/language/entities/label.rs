//! Labels of turns in transcripts (`SECRETARY HARLAN:`).

use super::passage::{Passage, titled};
use super::person::Candidate;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::spelling::content;
use crate::language::tokens::Token;
use crate::language::world::World;

/// Returns the name in the label of a transcript's turn (`SECRETARY HARLAN:`).
pub(super) fn label(passage: &Passage, world: &World) -> Option<Candidate> {
    let tokens = &passage.tokens;
    let colon = tokens.iter().take(10).position(|t| t.is(":"))?;
    let loud = |t: &Token| t.shouted() || !t.word || t.initial();
    if colon == 0 || !tokens[..colon].iter().all(loud) {
        return None;
    }
    let role_end = (0..colon)
        .rev()
        .find(|i| {
            ROLES.part(&tokens[*i])
                || ROLES.titles.contains(&tokens[*i].low)
                || tokens[*i].is(".")
                || passage.known(*i).is_some()
        })
        .map_or(0, |i| i + 1);
    let words: Vec<String> = content(&tokens[role_end..colon]);
    let plain =
        |t: &Token| NAMES.plain.contains(&titled(&t.key)) || NAMES.not_bodies.contains(&t.key);
    if words.is_empty() || words.len() > 4 || tokens[role_end..colon].iter().any(plain) {
        return None;
    }
    Some(Candidate {
        from: role_end,
        to: colon,
        role: None,
        titled: role_end > 0,
        sure: role_end > 0 || words.len() > 1 || world.side_of_person(&words).is_some(),
        words,
    })
}

//! Where a position is held, and who tells us.

use super::frame::Holder;
use super::read::Study;
use super::sourcebook::Told;
use super::wording::{Word, cover, words};
use super::{Channel, Sourcing, Stance, Statement, Venue};

/// How many statements outwards venue and voucher are looked for.
const DEEP: usize = 8;

/// Returns the venue: the words of the clause first, then how it was said; `spoken` where the document speaks for its
/// sides.
pub(super) fn venue(
    study: &Study<'_>,
    by: Option<usize>,
    holder: &Holder,
    clause: &[Word],
    spoken: bool,
) -> Venue {
    let statement = by.and_then(|i| study.statements.get(i));
    // `We put ideas on the table`, said in public, is a position held in the talks.
    let told = study
        .books
        .stances
        .venues
        .all(clause)
        .first()
        .map(|h| h.value);
    if let Some(private) = told {
        return if private {
            Venue::Private
        } else {
            Venue::Public
        };
    }
    let beside = cover(clause).and_then(|c| study.books.sources.told(c.of(&study.document.text)));
    match (statement, holder, beside) {
        (_, Holder::Parties(_), Some(Told::Channel(Channel::Private))) => Venue::Private,
        (_, Holder::Parties(_), Some(Told::Channel(Channel::Public))) => Venue::Public,
        (Some(statement), Holder::Own, _) => held(study, statement),
        // A communiqué's own voice.
        (None, Holder::Own, _) if spoken => Venue::Public,
        _ => Venue::Unstated,
    }
}

/// Returns the venue of a side's own statement; where the text gives no sign, that of the side's statement around it.
fn held(study: &Study<'_>, statement: &Statement) -> Venue {
    let mut at = Some(statement);
    for _ in 0..DEEP {
        let Some(here) = at else { break };
        // The turn of a transcript is published for everyone, whoever may not be named.
        if here.attribution.cue.is_none() && here.attribution.source.is_some() {
            return Venue::Public;
        }
        match here.channel {
            Channel::Public => return Venue::Public,
            Channel::Private => return Venue::Private,
            Channel::Briefing => return Venue::Unstated,
            Channel::Unstated => {}
        }
        let outer = here
            .attribution
            .parent
            .and_then(|p| study.statements.get(p));
        at = outer.filter(|o| o.party == here.party);
    }
    Venue::Unstated
}

/// Returns who tells us of a position: `self`, `author`, `media`, or the slug of somebody else.
pub(super) fn voucher(
    study: &Study<'_>,
    by: Option<usize>,
    holder: &str,
    own: &[String],
    stance: Stance,
) -> String {
    let Some(statement) = by.and_then(|i| study.statements.get(i)) else {
        return "author".into();
    };
    if !own.iter().any(|o| o == holder) {
        return teller(study, statement);
    }
    // `Norland has yet to signal`: what a side has not said, only the author can tell.
    let book = &study.books.stances;
    let cue = statement
        .attribution
        .cue
        .map_or_else(Vec::new, |c| words(&study.document.text, &[c]));
    let silent = cue
        .iter()
        .any(|w| w.text == "yet" || book.negations.contains(&w.text));
    if stance == Stance::Undecided && silent {
        return "author".into();
    }
    let mut inner = statement;
    for _ in 0..DEEP {
        let Some(outer) = inner
            .attribution
            .parent
            .and_then(|p| study.statements.get(p))
        else {
            break;
        };
        if outer.party.as_deref() != Some(holder)
            && (outer.party.is_some() || outer.speaker.is_some())
        {
            return teller(study, outer);
        }
        inner = outer;
    }
    "self".into()
}

/// Returns the name under which somebody vouches for another side's position.
fn teller(study: &Study<'_>, statement: &Statement) -> String {
    if let Some(party) = &statement.party {
        return party.clone();
    }
    let name = statement
        .speaker
        .and_then(|a| study.actors.get(a))
        .map(|a| a.name.to_lowercase());
    match (statement.sourcing, name) {
        (Sourcing::Media, _) => "media".into(),
        (_, Some(name)) => {
            let words: Vec<&str> = name
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect();
            words.join("-")
        }
        (_, None) => "author".into(),
    }
}

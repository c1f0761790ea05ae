//! How something was said: in public, to the press without a name, behind closed doors, or not told.

use super::cues::Cue;
use super::sourcebook::{SourceBook, Told};
use super::{Channel, Sourcing};

/// What the channel is read from besides the cue.
pub(super) struct Circumstances<'a> {
    /// The words beside the content.
    pub beside: String,
    /// The words of the source.
    pub source: &'a str,
    pub sourcing: Sourcing,
    /// Whether inside another attribution's content.
    pub nested: bool,
    /// Whether the text is a readout of a meeting.
    pub readout: bool,
    /// Whether in the author's own voice, for everyone to read.
    pub own: bool,
}

impl Circumstances<'_> {
    /// Whether it was said in the meeting that a readout tells of.
    fn in_room(&self, cue: &Cue<'_>) -> bool {
        let present = cue.class.is_some() && !cue.past && !cue.noun;
        self.readout && !self.nested && !present && self.sourcing != Sourcing::Media
    }
}

/// Returns how it was said.
pub(super) fn channel(about: &Circumstances<'_>, cue: &Cue<'_>, book: &SourceBook) -> Channel {
    let room = about.in_room(cue);
    let speech = cue.class.is_none_or(|c| c.speech) && !cue.silent;
    if about.own {
        return Channel::Public;
    }
    let unnamed = matches!(about.sourcing, Sourcing::Anonymous | Sourcing::Collective);
    if about.sourcing == Sourcing::None && !about.readout {
        return cue
            .class
            .and_then(|c| c.channel)
            .unwrap_or(Channel::Unstated);
    }
    // In its own account of a meeting a house says in the present what it says to everyone.
    if about.readout && !about.nested && !room && cue.class.is_some() && !cue.noun {
        return Channel::Public;
    }
    if !speech && !room {
        return Channel::Unstated;
    }
    match book.told(&about.beside) {
        Some(Told::Press) if unnamed => return Channel::Briefing,
        Some(Told::Press) => return Channel::Public,
        Some(Told::Channel(Channel::Public)) if about.sourcing == Sourcing::Anonymous => {
            return Channel::Briefing;
        }
        Some(Told::Channel(channel)) => return channel,
        None => {}
    }
    let agreed = cue.class.is_some_and(|c| c.together) && book.together(about.source);
    let between = cue.class.is_some_and(|c| c.between) && !cue.noun && !unnamed;
    match about.sourcing {
        _ if room || agreed || between => Channel::Private,
        Sourcing::Document if book.is_confidential(about.source) => Channel::Private,
        Sourcing::Collective => Channel::Unstated,
        Sourcing::Anonymous => Channel::Briefing,
        _ if about.nested && cue.noun => Channel::Unstated,
        _ => Channel::Public,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Codebooks;
    use super::*;

    fn read(source: &str, sourcing: Sourcing, cue: &str, beside: &str) -> Channel {
        let books = Codebooks::built_in().unwrap();
        let about = Circumstances {
            beside: beside.into(),
            source,
            sourcing,
            nested: false,
            readout: false,
            own: false,
        };
        channel(&about, &books.cues.read(cue, "", false), &books.sources)
    }

    #[test]
    fn the_same_words_beside_mean_another_thing_for_the_unnamed() {
        let beside = "Ilves told reporters";
        assert_eq!(
            read("Ilves", Sourcing::Named, "told", beside),
            Channel::Public
        );
        assert_eq!(
            read("officials", Sourcing::Collective, "told", beside),
            Channel::Briefing
        );
        assert_eq!(
            read("an official", Sourcing::Anonymous, "said", ""),
            Channel::Briefing
        );
    }

    #[test]
    fn thoughts_are_unstated_and_speech_of_states_is_public() {
        assert_eq!(
            read("Norland", Sourcing::Official, "fears", ""),
            Channel::Unstated
        );
        assert_eq!(
            read("Norland", Sourcing::Official, "said", ""),
            Channel::Public
        );
        assert_eq!(
            read("Norland", Sourcing::Official, "has yet to signal", ""),
            Channel::Unstated
        );
    }

    #[test]
    fn what_two_sides_agree_is_said_between_them() {
        assert_eq!(
            read("Both sides", Sourcing::Official, "agreed", ""),
            Channel::Private
        );
        assert_eq!(
            read("Ilves", Sourcing::Named, "discussed", ""),
            Channel::Private
        );
        assert_eq!(
            read("a leaked memo", Sourcing::Document, "said", ""),
            Channel::Private
        );
    }
}

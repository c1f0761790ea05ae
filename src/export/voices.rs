//! Who speaks in a reading: its statements gathered by speaker, and which of them lie in which.

use std::collections::HashMap;

use super::words::{folded, tame};
use crate::position::{Channel, Reading, Sourcing, Statement};

/// How well a reader can know whose words these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A person with a name.
    Named,
    /// An office, a text or an outlet.
    Body,
    /// Somebody without a name.
    Unnamed,
    /// The text names nobody.
    Nobody,
}

impl Standing {
    /// Returns the standing that goes with a sourcing.
    pub(crate) fn of(sourcing: Sourcing) -> Self {
        match sourcing {
            Sourcing::Named => Self::Named,
            Sourcing::Official | Sourcing::Media | Sourcing::Document => Self::Body,
            Sourcing::Anonymous | Sourcing::Collective => Self::Unnamed,
            Sourcing::None => Self::Nobody,
        }
    }

    /// Returns the sign that marks it.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Named => "●",
            Self::Body => "■",
            Self::Unnamed => "○",
            Self::Nobody => "·",
        }
    }

    /// Returns what the sign means.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Body => "office, text or outlet",
            Self::Unnamed => "not named",
            Self::Nobody => "no source given",
        }
    }
}

/// Returns the value's word in the JSON of a reading.
pub(crate) fn sourcing_word(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Named => "named",
        Sourcing::Official => "official",
        Sourcing::Anonymous => "anonymous",
        Sourcing::Collective => "collective",
        Sourcing::Media => "media",
        Sourcing::Document => "document",
        Sourcing::None => "none",
    }
}

/// Returns the value's word in the JSON of a reading.
pub(crate) fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Public => "public",
        Channel::Briefing => "briefing",
        Channel::Private => "private",
        Channel::Unstated => "unstated",
    }
}

/// One speaker with everything it says.
#[derive(Debug)]
pub(crate) struct Voice {
    /// Name or description; the source's own words where the text leaves open who it is.
    pub name: String,
    /// Title or role as printed, unless the name holds it.
    pub role: Option<String>,
    /// The side it speaks for.
    pub party: Option<String>,
    /// The sourcing of most of its statements.
    pub sourcing: Sourcing,
    /// Its channels, the most frequent first.
    pub channels: Vec<Channel>,
    /// Its statements, in order of the text.
    pub statements: Vec<usize>,
}

/// The statements of a reading by speaker, those that say most first, and the nesting of statements.
pub(crate) struct Voices {
    /// The speakers.
    pub all: Vec<Voice>,
    /// The speaker of each statement.
    pub of: Vec<usize>,
    /// The statements inside each statement.
    pub inside: Vec<Vec<usize>>,
    /// Whether each statement stands by itself.
    pub outermost: Vec<bool>,
}

impl Voices {
    pub(crate) fn new(reading: &Reading) -> Self {
        Self::of_shown(reading, &vec![true; reading.statements.len()])
    }

    /// Returns the voices of the statements that are shown; with a statement, those inside it are hidden.
    pub(crate) fn of_shown(reading: &Reading, shown: &[bool]) -> Self {
        let mut number: HashMap<Key, usize> = HashMap::new();
        let mut all: Vec<Voice> = Vec::new();
        for (i, statement) in reading.statements.iter().enumerate() {
            if !shown[i] {
                continue;
            }
            let at = *number.entry(key(reading, statement)).or_insert_with(|| {
                all.push(voice(reading, statement));
                all.len() - 1
            });
            all[at].statements.push(i);
        }
        for voice in &mut all {
            let mine = || voice.statements.iter().map(|i| &reading.statements[*i]);
            let most = by_frequency(mine().map(|s| s.sourcing));
            voice.sourcing = most.first().copied().unwrap_or(Sourcing::None);
            voice.channels = by_frequency(mine().map(|s| s.channel));
            voice.party = voice
                .party
                .take()
                .or(mine().find_map(|s| s.party.as_deref()).map(tame));
        }
        all.sort_by_key(|v| {
            let nobody = Standing::of(v.sourcing) == Standing::Nobody;
            (nobody, std::cmp::Reverse(v.statements.len()))
        });
        let mut of = vec![0; reading.statements.len()];
        for (v, voice) in all.iter().enumerate() {
            for i in &voice.statements {
                of[*i] = v;
            }
        }
        let (mut inside, outermost) = nesting(reading);
        for inside in &mut inside {
            inside.retain(|i| shown[*i]);
        }
        Self {
            all,
            of,
            inside,
            outermost,
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Actor(usize),
    Words(String),
    Nobody,
}

fn key(reading: &Reading, statement: &Statement) -> Key {
    match (statement.speaker, statement.attribution.source) {
        (Some(actor), _) if actor < reading.actors.len() => Key::Actor(actor),
        (_, Some(source)) => Key::Words(folded(&reading.document.text, source).to_lowercase()),
        (_, None) => Key::Nobody,
    }
}

fn voice(reading: &Reading, statement: &Statement) -> Voice {
    let actor = statement.speaker.and_then(|i| reading.actors.get(i));
    let name = match (actor, statement.attribution.source) {
        (Some(actor), _) => tame(&actor.name),
        (None, Some(source)) => folded(&reading.document.text, source),
        (None, None) => "(no source given)".into(),
    };
    let role = actor
        .and_then(|a| a.role.as_deref())
        .map(tame)
        .filter(|r| !r.is_empty() && !name.contains(r.as_str()));
    Voice {
        name,
        role,
        party: actor.and_then(|a| a.party.as_deref()).map(tame),
        sourcing: statement.sourcing,
        channels: Vec::new(),
        statements: Vec::new(),
    }
}

/// Returns the different values, the most frequent first, ties in order of appearance.
fn by_frequency<T: Copy + PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(v, _)| *v == value) {
            Some((_, n)) => *n += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.into_iter().map(|(v, _)| v).collect()
}

/// Returns the statements inside each statement, and which stand by themselves. A parent that does
/// not exist, or that would lead round in a circle, is none.
fn nesting(reading: &Reading) -> (Vec<Vec<usize>>, Vec<bool>) {
    let count = reading.statements.len();
    let parent = |i: usize| {
        reading.statements[i]
            .attribution
            .parent
            .filter(|p| *p < count && *p != i)
    };
    let mut inside = vec![Vec::new(); count];
    let mut outermost = vec![true; count];
    for (i, alone) in outermost.iter_mut().enumerate() {
        if let Some(p) = parent(i) {
            inside[p].push(i);
            *alone = false;
        }
    }
    let mut reached = vec![false; count];
    let mut open: Vec<usize> = (0..count).filter(|i| outermost[*i]).collect();
    let mut next = 0;
    loop {
        while let Some(i) = open.pop() {
            reached[i] = true;
            open.extend(&inside[i]);
        }
        let Some(lost) = (next..count).find(|i| !reached[*i]) else {
            return (inside, outermost);
        };
        next = lost + 1;
        // Part of a circle: cut it loose from its parent, so that it is shown once.
        if let Some(p) = parent(lost) {
            inside[p].retain(|i| *i != lost);
        }
        outermost[lost] = true;
        open.push(lost);
    }
}

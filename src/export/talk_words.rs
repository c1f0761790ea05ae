//! The words in which the lists of the talks are told, the same in every format: positions by issue, meetings as
//! sentences, stances with their signs.

use jiff::civil::Date;

use super::words::{day, tame};
use crate::position::{
    Meeting, MeetingFormat, MeetingStatus, OutcomeResult, Position, Shift, Stance, Venue,
};

/// Returns positions by issue, issues in order of appearance; in each, parties in order of appearance, public
/// before private.
pub(super) fn by_issue(positions: &[Position]) -> Vec<(&str, Vec<&Position>)> {
    let mut issues: Vec<(&str, Vec<&Position>)> = Vec::new();
    for position in positions {
        match issues
            .iter_mut()
            .find(|(issue, _)| *issue == position.issue)
        {
            Some((_, held)) => held.push(position),
            None => issues.push((&position.issue, vec![position])),
        }
    }
    for (_, held) in &mut issues {
        let parties: Vec<&str> = held.iter().map(|p| p.party.as_str()).collect();
        let first = |p: &Position| parties.iter().position(|q| *q == p.party);
        held.sort_by_key(|p| (first(p), p.venue, p.evidence));
    }
    issues
}

/// Returns a meeting's facts as a sentence.
pub(super) fn met(meeting: &Meeting) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(days(meeting.start, meeting.end));
    facts.extend(meeting.place.as_deref().map(tame));
    facts.extend(meeting.format.map(|f| format_word(f).to_owned()));
    if !meeting.parties.is_empty() {
        let parties: Vec<String> = meeting.parties.iter().map(|p| tame(p)).collect();
        facts.push(parties.join(", "));
    }
    let mut out = format!("{}: {}", status_word(meeting.status), facts.join(" · "));
    if facts.is_empty() {
        out = status_word(meeting.status).to_owned();
    }
    if !meeting.participants.is_empty() {
        let names: Vec<String> = meeting.participants.iter().map(|p| tame(p)).collect();
        out.push_str(&format!(" (with {})", names.join(", ")));
    }
    out
}

/// Returns what moved in one shift: whose, on what, from where to where.
pub(super) fn shifted(shift: &Shift) -> String {
    let mut line = format!("{} on {}", tame(&shift.party), plain(&shift.issue));
    match (shift.from.as_deref(), shift.to.as_deref()) {
        (_, Some("unchanged")) => line.push_str(": unchanged"),
        (Some(from), Some(to)) => {
            line.push_str(&format!(": from “{}” to “{}”", tame(from), tame(to)));
        }
        (None, Some(to)) => line.push_str(&format!(": to “{}”", tame(to))),
        (Some(from), None) => line.push_str(&format!(": away from “{}”", tame(from))),
        (None, None) => {}
    }
    line
}

/// Returns who vouches for a position, where it is not the party itself.
pub(super) fn vouched(position: &Position) -> Option<String> {
    match position.voucher.as_str() {
        "self" => None,
        "author" => Some("says the article".into()),
        "media" => Some("say other outlets".into()),
        other => Some(format!("says {}", tame(other))),
    }
}

fn days(start: Option<Date>, end: Option<Date>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if start != end => Some(format!("{} to {}", day(start), day(end))),
        (Some(date), _) | (None, Some(date)) => Some(day(date)),
        (None, None) => None,
    }
}

/// Returns a slug as words.
pub(super) fn plain(slug: &str) -> String {
    tame(&slug.replace('-', " "))
}

/// Returns the sign of a stance, so that colour alone never carries it.
pub(super) fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands | Stance::Supports => "+",
        Stance::Open | Stance::Undecided => "~",
        Stance::Opposes | Stance::RulesOut => "−",
    }
}

pub(super) fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demands",
        Stance::Supports => "supports",
        Stance::Open => "open",
        Stance::Undecided => "undecided",
        Stance::Opposes => "opposes",
        Stance::RulesOut => "rules out",
    }
}

pub(super) fn venue_word(venue: Venue) -> &'static str {
    match venue {
        Venue::Public => "public",
        Venue::Private => "private",
        Venue::Unstated => "unstated",
    }
}

fn format_word(format: MeetingFormat) -> &'static str {
    match format {
        MeetingFormat::Bilateral => "bilateral",
        MeetingFormat::Trilateral => "trilateral",
        MeetingFormat::Multilateral => "multilateral",
        MeetingFormat::Indirect => "indirect",
        MeetingFormat::Call => "call",
    }
}

fn status_word(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Held => "held",
        MeetingStatus::UnderWay => "under way",
        MeetingStatus::Planned => "planned",
        MeetingStatus::Postponed => "postponed",
        MeetingStatus::Cancelled => "cancelled",
    }
}

pub(super) fn result_word(result: OutcomeResult) -> &'static str {
    match result {
        OutcomeResult::Agreed => "agreed",
        OutcomeResult::Partly => "agreed in part",
        OutcomeResult::NotAgreed => "not agreed",
        OutcomeResult::Postponed => "put off",
    }
}

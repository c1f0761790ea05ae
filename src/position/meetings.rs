//! Rounds, visits, calls and summits between sides: mentions of the same one become one entry.

use super::meeting_book::Kind;
use super::mentions::{Mention, add, mentions};
use super::read::Study;
use super::{Meeting, MeetingStatus};

/// From how much weight on a mention stands for a meeting of its own.
const ENOUGH: usize = 2;
/// Of one with neither day nor place that may be talk about talks in general.
const SURE: usize = 3;

/// Returns the meetings, in the order of the evidence.
pub(super) fn meetings(study: &Study<'_>) -> Vec<Meeting> {
    let mut told: Vec<Mention> = Vec::new();
    for line in study.lines {
        for mention in mentions(study, line) {
            take(&mut told, mention);
        }
    }
    told.retain(|m| !m.one_sided);
    told.sort_by_key(|m| m.evidence);
    told.into_iter().map(entry).collect()
}

/// How many of the last meetings a mention may point back to: enough for an article, and work stays linear.
const REACH: usize = 24;

/// Puts a mention to the meeting that it speaks of, or makes it a new one.
fn take(told: &mut Vec<Mention>, mention: Mention) {
    let recent = told.len().saturating_sub(REACH);
    let fitting = told[recent..]
        .iter()
        .rposition(|m| fits(m, &mention))
        .map(|at| recent + at);
    let fitting = match told.len().checked_sub(1) {
        Some(last) if mention.same && mention.days.0.is_none() => Some(last),
        _ => fitting,
    };
    let bare = mention.days.0.is_none() && mention.place.is_none();
    if bare && mention.led {
        // Who led it was no side of it.
        return;
    }
    let of_row = |m: &Mention| !mention.series.is_empty() && m.series == mention.series;
    if bare && let Some(meeting) = told[recent..].iter_mut().rev().find(|m| of_row(m)) {
        return join(meeting, mention);
    }
    match fitting.and_then(|at| told.get_mut(at)) {
        Some(meeting) if mention.back || !bare || mention.weight < ENOUGH => join(meeting, mention),
        _ if mention.unreal && mention.status != MeetingStatus::Planned => {}
        // `will continue facilitating talks`: none in particular.
        _ if bare && mention.status == MeetingStatus::Planned && !mention.expected => {}
        _ if mention.vague && bare && mention.weight < SURE => {}
        _ if mention.weight >= ENOUGH => told.push(mention),
        _ => {}
    }
}

fn fits(meeting: &Mention, mention: &Mention) -> bool {
    let kinds = (meeting.kind == Kind::Call) == (mention.kind == Kind::Call);
    let times = match (dated(meeting), dated(mention)) {
        (Some((a, b)), Some((c, d))) => a <= d && c <= b,
        // What is to come is another meeting than what was.
        _ => {
            (meeting.status == MeetingStatus::Planned) == (mention.status == MeetingStatus::Planned)
        }
    };
    let places = match (&meeting.place, &mention.place) {
        (Some(a), Some(b)) => share_word(a, b),
        _ => true,
    };
    let parties = meeting.parties.is_empty()
        || mention.parties.is_empty()
        || meeting.parties.iter().any(|p| mention.parties.contains(p));
    // An undated meeting takes a day only from what points back to it or shares its place or sides.
    let dated_anew = dated(meeting).is_none() && dated(mention).is_some() && !mention.back;
    let shared = meeting.parties.iter().any(|p| mention.parties.contains(p));
    let known = shared || meeting.place.is_some() && mention.place.is_some();
    // `his call yesterday with allies`, undated before: whom it was with tells it apart.
    let others = mention.with_others && !(dated(meeting).is_some() && dated(mention).is_some());
    let same_day = dated(meeting).is_some() && dated(meeting) == dated(mention);
    let here = same_day && meeting.place.is_some() && meeting.place == mention.place;
    kinds && times && places && (parties || here) && !others && (known || !dated_anew)
}

fn dated(mention: &Mention) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (start, end) = mention.days;
    Some((start?, end.or(start)?))
}

fn share_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|w| b.split(' ').any(|v| v == w))
}

fn join(meeting: &mut Mention, mention: Mention) {
    if meeting.days.0.is_none() && mention.days.0.is_some() {
        meeting.days = mention.days;
        if meeting.place.is_none() {
            // The words that tell the day are the better evidence.
            meeting.evidence = mention.evidence;
        }
    }
    if meeting.place.is_none() {
        meeting.place = mention.place;
    }
    if meeting.series.is_empty() {
        meeting.series = mention.series;
    }
    meeting.format = meeting.format.or(mention.format);
    meeting.one_sided &= mention.one_sided;
    if !mention.same {
        add(&mut meeting.parties, mention.parties);
        add(&mut meeting.participants, mention.participants);
    }
    if matches!(
        mention.status,
        MeetingStatus::Cancelled | MeetingStatus::Postponed
    ) {
        meeting.status = mention.status;
    }
}

fn entry(mention: Mention) -> Meeting {
    Meeting {
        start: mention.days.0,
        end: mention.days.1,
        place: mention.place,
        format: mention.format,
        parties: mention.parties,
        participants: mention.participants,
        status: mention.status,
        evidence: mention.evidence,
    }
}

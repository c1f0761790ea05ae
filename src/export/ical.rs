//! iCalendar: meetings, and expectations with a due day, as events of whole days. Accounts of one meeting are one event
//! that tells how many independent reports it rests on, and has the words of each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::exporter::{Exporter, Rows, kind_word, unwritable};
use crate::Result;
use crate::position::{Expectation, Meeting, MeetingStatus};
use crate::record::Filed;

/// Bytes of a line at most, its end not counted.
const LINE: usize = 75;

/// A calendar.
pub struct Calendar<W> {
    out: W,
    path: PathBuf,
    events: BTreeMap<Key, Event>,
}

/// What makes an event one: its days, whether it is a meeting, and the place or what is expected.
type Key = (Date, Date, bool, String);

#[derive(Default)]
struct Event {
    summary: String,
    place: Option<String>,
    status: &'static str,
    parties: BTreeSet<String>,
    reports: BTreeSet<i64>,
    accounts: Vec<String>,
    /// The newest article's day.
    stamp: Option<Date>,
}

impl<W: Write> Calendar<W> {
    /// Returns a calendar into `out`; `path` is what errors call it.
    pub fn new(out: W, path: PathBuf) -> Self {
        Self {
            out,
            path,
            events: BTreeMap::new(),
        }
    }

    fn meeting(&mut self, filed: &Filed, meeting: &Meeting) {
        let Some(first) = meeting.start.or(meeting.end) else {
            return;
        };
        let last = meeting.end.unwrap_or(first).max(first);
        let place = meeting.place.clone().unwrap_or_default();
        let key = (first, last, true, place.to_lowercase());
        let event = self.events.entry(key).or_default();
        event.parties.extend(meeting.parties.iter().cloned());
        event.place = meeting.place.clone();
        // Documents come in the order in which the record learned of them: the last word stands.
        event.summary = kind_word(&meeting.status);
        event.status = match meeting.status {
            MeetingStatus::Held | MeetingStatus::UnderWay => "CONFIRMED",
            MeetingStatus::Planned => "TENTATIVE",
            MeetingStatus::Postponed | MeetingStatus::Cancelled => "CANCELLED",
        };
        event.account(filed, meeting.evidence.of(&filed.reading.document.text));
    }

    fn expectation(&mut self, filed: &Filed, expectation: &Expectation) {
        let Some(due) = expectation.due else {
            return;
        };
        let key = (due, due, false, expectation.what.to_lowercase());
        let event = self.events.entry(key).or_default();
        event.summary = expectation.what.clone();
        event.status = "TENTATIVE";
        event.account(filed, expectation.evidence.of(&filed.reading.document.text));
    }
}

impl Event {
    fn account(&mut self, filed: &Filed, words: &str) {
        let known = &filed.reading.document.metadata;
        self.reports.insert(filed.report);
        self.stamp = self.stamp.max(known.published);
        let outlet = known.outlet.as_deref().unwrap_or("unknown outlet");
        let day = known.published.map_or("undated".into(), |d| d.to_string());
        let address = known
            .url
            .as_deref()
            .map_or(String::new(), |u| format!(" {u}"));
        let document = filed.document;
        self.accounts.push(format!(
            "“{}” ({outlet}, {day}, document {document}){address}",
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        ));
    }

    /// Returns the lines of the event, unfolded.
    fn lines(&self, (first, last, meeting, what): &Key) -> Vec<String> {
        let day = |d: Date| d.strftime("%Y%m%d").to_string();
        // The day after the last one, as the format counts.
        let end = last.tomorrow().unwrap_or(*last);
        let parties: Vec<&str> = self.parties.iter().map(String::as_str).collect();
        let (kind, summary) = if *meeting {
            let between = if parties.is_empty() {
                "Meeting".to_owned()
            } else {
                format!("Meeting: {}", parties.join(", "))
            };
            ("MEETING", format!("{between} ({})", self.summary))
        } else {
            ("EXPECTATION", format!("Expected: {}", self.summary))
        };
        let reports = self.reports.len();
        let count = format!(
            "{reports} independent report{}",
            if reports == 1 { "" } else { "s" }
        );
        let hash = Sha256::digest(format!("{kind} {first} {last} {what}").as_bytes());
        let uid: String = hash.iter().take(12).map(|b| format!("{b:02x}")).collect();
        let mut lines = vec![
            "BEGIN:VEVENT".into(),
            format!("UID:{uid}@rapporteur"),
            // No clock: the same record gives the same calendar.
            format!("DTSTAMP:{}T000000Z", day(self.stamp.unwrap_or(*first))),
            format!("DTSTART;VALUE=DATE:{}", day(*first)),
            format!("DTEND;VALUE=DATE:{}", day(end)),
            format!("SUMMARY:{}", escaped(&summary)),
            format!("CATEGORIES:{kind}"),
            format!("STATUS:{}", self.status),
            "TRANSP:TRANSPARENT".into(),
        ];
        lines.extend(
            self.place
                .as_ref()
                .map(|p| format!("LOCATION:{}", escaped(p))),
        );
        let told = format!("{count}\n{}", self.accounts.join("\n"));
        lines.push(format!("DESCRIPTION:{}", escaped(&told)));
        lines.push("END:VEVENT".into());
        lines
    }
}

impl<W: Write> Exporter for Calendar<W> {
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()> {
        let talks = &filed.reading.talks;
        for (_, meeting) in rows.meetings.of(&talks.meetings) {
            self.meeting(filed, meeting);
        }
        for (_, expectation) in rows.expectations.of(&talks.expectations) {
            self.expectation(filed, expectation);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        let mut lines: Vec<String> = vec![
            "BEGIN:VCALENDAR".into(),
            "VERSION:2.0".into(),
            "PRODID:-//Rapporteur//Record//EN".into(),
        ];
        lines.extend(self.events.iter().flat_map(|(key, event)| event.lines(key)));
        lines.push("END:VCALENDAR".into());
        let file: String = lines.iter().map(|l| folded(l)).collect();
        let written = self
            .out
            .write_all(file.as_bytes())
            .and_then(|()| self.out.flush());
        written.map_err(|e| unwritable(&self.path, &e))
    }
}

/// Returns words as the values of text are written.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns a line cut where it is too long, never inside a character, with its end.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::filed;
    use icalendar::{Calendar as Reader, CalendarDateTime, Component, DatePerhapsTime, EventLike};

    #[test]
    fn another_library_reads_the_days_and_the_words() {
        let mut filed = filed();
        let meetings = &mut filed.reading.talks.meetings;
        meetings[0].start = Some(jiff::civil::date(2031, 3, 13));
        meetings[0].end = Some(jiff::civil::date(2031, 3, 14));
        meetings[0].place = Some("Skerry, the old customs house; room 4".into());
        let mut out = Vec::new();
        let mut calendar = Box::new(Calendar::new(&mut out, "x.ics".into()));
        calendar.put(&filed, &Rows::default()).unwrap();
        filed.document = 2;
        calendar.put(&filed, &Rows::default()).unwrap();
        calendar.finish().unwrap();
        let file = String::from_utf8(out).unwrap();
        assert!(file.lines().all(|l| l.len() <= LINE), "{file}");
        let read: Reader = file.parse().unwrap();
        let talks = &filed.reading.talks;
        let due = talks
            .expectations
            .iter()
            .filter(|e| e.due.is_some())
            .count();
        let dated = talks
            .meetings
            .iter()
            .filter(|m| m.start.or(m.end).is_some());
        assert_eq!(read.components.len(), dated.count() + due);
        let events: Vec<_> = read
            .components
            .iter()
            .filter_map(|c| c.as_event())
            .collect();
        let day = |d: Option<DatePerhapsTime>| match d {
            Some(DatePerhapsTime::Date(d)) => d.to_string(),
            Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(t))) => t.to_string(),
            other => panic!("{other:?}"),
        };
        let text = &filed.reading.document.text;
        let meeting = events
            .iter()
            .find(|e| e.get_location() == Some("Skerry, the old customs house; room 4"))
            .unwrap();
        assert_eq!(day(meeting.get_start()), "2031-03-13");
        assert_eq!(day(meeting.get_end()), "2031-03-15");
        let told = meeting.get_description().unwrap();
        let words = talks.meetings[0].evidence.of(text);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // Two documents of one report.
        assert_eq!(told.matches(&words).count(), 2, "{told}");
        assert!(told.starts_with("1 independent report\n"), "{told}");
    }
}

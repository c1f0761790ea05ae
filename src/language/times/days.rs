//! Days with a name: weekdays and holidays.

use super::grammar::{Grammar, Meaning as M, Parsed};
use super::lexicon::{LEXICON, has};

impl Grammar<'_, '_> {
    pub(super) fn weekday(&self, i: usize) -> Parsed {
        let mut at = i;
        if matches!(self.low(at), "late" | "early") {
            at = self.skip(at + 1, "on");
        }
        at = self.skip(at, "the");
        let shift = match self.low(at) {
            "last" | "past" | "previous" => Some(-1),
            "next" | "coming" | "following" => Some(1),
            "this" => Some(0),
            _ => None,
        };
        at += usize::from(shift.is_some());
        // `this coming Thursday`
        let coming = shift == Some(0) && matches!(self.low(at), "coming" | "past");
        let shift = match self.low(at) {
            "coming" if coming => Some(1),
            "past" if coming => Some(-1),
            _ => shift,
        };
        at += usize::from(coming);
        let day = LEXICON.weekday(self.low(at)).filter(|_| self.capital(at))?;
        if has(&LEXICON.not_after_weekday, self.low(at + 1)) && self.capital(at + 1) {
            return None;
        }
        let mut end = at + 1;
        if let Some((end, date)) = self
            .date(self.skip(end, ","))
            .filter(|d| matches!(d.1, M::Date(..) | M::DayOfMonth(_)))
        {
            return Some((end, date));
        }
        if let ("of", weeks @ ("last" | "this" | "next"), "week") =
            (self.low(end), self.low(end + 1), self.low(end + 2))
        {
            let weeks = i8::from(weeks == "next") - i8::from(weeks == "last");
            return Some((end + 3, M::WeekdayOf(day, weeks)));
        }
        end += usize::from(has(&LEXICON.day_parts, self.low(end)));
        Some((end, M::Weekday(day, shift)))
    }

    pub(super) fn holiday(&self, i: usize) -> Parsed {
        if !self.capital(i) {
            return None;
        }
        LEXICON.holidays.iter().find_map(|(name, month, day)| {
            let mut at = i;
            for word in name.split(' ') {
                at += usize::from(matches!(self.low(at), "'" | "’"));
                if self.low(at) != word {
                    return None;
                }
                at += 1;
            }
            let (end, year) = self.tail_year(at);
            Some((end, M::Date(year, *month, *day)))
        })
    }
}

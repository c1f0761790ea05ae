//! Stretches and distances: `last week`, `three days ago`, `the end of the month`, decades, durations.

use super::grammar::{Grammar, Meaning as M, Parsed, Part, Unit};
use super::lexicon::{LEXICON, has};

impl Grammar<'_, '_> {
    pub(super) fn part(&self, i: usize) -> (usize, Part) {
        let part = match self.low(i) {
            "early" => Part::Early,
            "late" => Part::Late,
            "mid" => Part::Mid,
            "earlier" => Part::SoFar,
            "later" => Part::Rest,
            _ => return (i, Part::Whole),
        };
        let at = self.skip(i + 1, "-");
        (self.skip(at, "in"), part)
    }

    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        Some(match self.low(i) {
            "hour" | "hours" => Unit::Hour,
            "day" | "days" => Unit::Day,
            "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            _ => return None,
        })
    }

    /// `three days`, `a week`: number, unit, end.
    pub(super) fn amount(&self, i: usize) -> Option<(i64, Unit, usize)> {
        let at = self.skip(i, "the");
        let n = LEXICON.number(self.low(at))?;
        if self.low(at + 1) == "fortnight" {
            return Some((2 * n, Unit::Week, at + 2));
        }
        Some((n, self.unit(at + 1)?, at + 2))
    }

    pub(super) fn relative(&self, i: usize) -> Parsed {
        let now = |n| Some((i + 1, M::Now(n)));
        match self.low(i) {
            "today" | "tonight" | "overnight" => return now(0),
            "yesterday" | "tomorrow" => {
                let n = if self.low(i) == "tomorrow" { 1 } else { -1 };
                return Some((
                    i + 1 + usize::from(has(&LEXICON.day_parts, self.low(i + 1))),
                    M::Now(n),
                ));
            }
            "earlier" | "later"
                if matches!(self.low(i + 1), "today" | "yesterday" | "tomorrow") =>
            {
                return self.relative(i + 1);
            }
            "this" if has(&LEXICON.day_parts, self.low(i + 1)) => return Some((i + 2, M::Now(0))),
            "last" if self.low(i + 1) == "night" => return Some((i + 2, M::Now(-1))),
            "recent" if self.unit(i + 1).is_some() => return Some((i + 2, M::Recent)),
            _ => {}
        }
        if let Some((n, unit, end)) = self.amount(i) {
            match self.low(end) {
                "from" if self.low(end + 1) == "now" => {
                    return Some((end + 2, M::Away(n, unit)));
                }
                // `two days before the vote`: from a day that nobody knows.
                "before" if self.goes_on(end + 1) => {}
                "ago" => return Some((end + 1, M::Away(-n, unit))),
                "later" | "afterwards" => return Some((end + 1, M::Later(n, unit))),
                "earlier" | "before" => return Some((end + 1, M::Later(-n, unit))),
                _ => {}
            }
        }
        let at = self.skip(i, "the");
        let day = |i: usize| self.low(i) == "day";
        match (self.low(at), at > i) {
            ("following" | "next", _) if day(at + 1) => {
                return Some((at + 2, M::Later(1, Unit::Day)));
            }
            ("previous", true) if day(at + 1) => return Some((at + 2, M::Later(-1, Unit::Day))),
            ("day", true) if self.low(at + 1) == "before" => {
                return Some((at + 2, M::Later(-1, Unit::Day)));
            }
            ("day", true) if self.low(at + 1) == "after" => {
                return Some((at + 2, M::Later(1, Unit::Day)));
            }
            ("final" | "last" | "closing", true) if day(at + 1) => {
                return Some((at + 2, M::NthDay(0)));
            }
            ("opening", true) if day(at + 1) => return Some((at + 2, M::NthDay(1))),
            ("days" | "weeks" | "months", true) if self.low(at + 1) == "ahead" => {
                return Some((at + 2, M::Coming));
            }
            ("past" | "last", _) | ("next" | "coming", _) => {
                let sign = if matches!(self.low(at), "past" | "last") {
                    -1
                } else {
                    1
                };
                if let Some((n, unit, end)) = self.amount(at + 1) {
                    return Some((end, M::Stretch(sign * n, unit)));
                }
                let vague = usize::from(has(&LEXICON.vague_numbers, self.low(at + 1)));
                if let Some(end) = self.units(at + 1 + vague)
                    && (vague > 0 || self.low(at) == "coming")
                {
                    return Some((end, if sign < 0 { M::Recent } else { M::Coming }));
                }
            }
            _ => {}
        }
        let n = LEXICON.ordinal(self.low(at))?;
        (at > i && day(at + 1)).then_some((at + 2, M::NthDay(n)))
    }

    /// Where `weeks and months` ends that begins at word `i`.
    fn units(&self, i: usize) -> Option<usize> {
        self.unit(i)?;
        let more = matches!(self.low(i + 1), "and" | "or") && self.unit(i + 2).is_some();
        Some(i + 1 + 2 * usize::from(more))
    }

    /// Whether a noun phrase stands at word `i`.
    fn goes_on(&self, i: usize) -> bool {
        self.t
            .get(i)
            .is_some_and(|t| t.raw.starts_with(char::is_alphabetic))
    }

    pub(super) fn calendar(&self, i: usize) -> Parsed {
        let from = self.skip(i, "the");
        if self.low(from) == "coming" && self.low(from + 1) == "weekend" {
            return Some((from + 2, M::Weekend(Some(1))));
        }
        if let (Some(n @ 1..=5), "week", "of") = (
            LEXICON.ordinal(self.low(from)),
            self.low(from + 1),
            self.low(from + 2),
        ) && let Some((end, month, _)) = self.month_name(from + 3)
        {
            let (end, year) = self.tail_year(end);
            return Some((end, M::WeekOf(n, year, month)));
        }
        if self.low(from) == "weekend" && from > i {
            return Some((from + 1, M::Weekend(None)));
        }
        let end_of = from > i
            && matches!(self.low(from), "end" | "beginning" | "start" | "middle")
            && self.low(from + 1) == "of";
        let (at, part) = match self.low(from) {
            "end" if end_of => (from + 2, Part::Late),
            "middle" if end_of => (from + 2, Part::Mid),
            _ if end_of => (from + 2, Part::Early),
            _ => self.part(from),
        };
        if end_of {
            if let Some((end, month, _)) = self.month_name(at) {
                let (end, year) = self.tail_year(end);
                return Some((end, M::Month(year, month, 1, part)));
            }
            if let Some(y) = self.year(at) {
                return Some((at + 1, M::Years(y, y, part)));
            }
        }
        let shift = match self.low(at) {
            "last" => -1,
            "this" => 0,
            "the" if end_of => 0,
            "next" => 1,
            _ => return None,
        };
        if let Some((month, len)) = LEXICON.seasons.get(self.low(at + 1)) {
            return Some((at + 2, M::Season(*month, *len, shift, part)));
        }
        match self.low(at + 1) {
            "weekend" => Some((at + 2, M::Weekend(Some(shift)))),
            "week" | "month" | "year" => {
                Some((at + 2, M::Calendar(self.unit(at + 1)?, shift, part)))
            }
            _ => None,
        }
    }

    pub(super) fn years(&self, i: usize) -> Parsed {
        let quarter = self.skip(i, "the");
        if let (Some(n @ 1..=4), "quarter", "of", Some(y)) = (
            LEXICON.ordinal(self.low(quarter)),
            self.low(quarter + 1),
            self.low(quarter + 2),
            self.year(quarter + 3),
        ) {
            let month = i8::try_from(n * 3 - 2).unwrap_or(1);
            return Some((quarter + 4, M::Month(Some(y), month, 3, Part::Whole)));
        }
        let (at, part) = self.part(quarter);
        let decade = self
            .low(at)
            .strip_suffix('s')
            .filter(|d| d.len() == 4 && d.ends_with('0'));
        if let Some(y) = decade
            .and_then(|d| d.parse::<i16>().ok())
            .filter(|y| (1800..2100).contains(y))
        {
            let (a, b) = match part {
                Part::Early => (y, y + 3),
                Part::Mid => (y + 4, y + 6),
                Part::Late => (y + 6, y + 9),
                _ => (y, y + 9),
            };
            return Some((at + 1, M::Years(a, b, Part::Whole)));
        }
        let year = self.year(at)?;
        let led = part != Part::Whole || has(&LEXICON.before_year, self.before(at));
        led.then_some((at + 1, M::Years(year, year, part)))
    }

    pub(super) fn duration(&self, i: usize) -> Parsed {
        if self.low(i + 1) == "-" && self.joined(i) && self.unit(i + 2).is_some() {
            LEXICON.number(self.low(i))?;
            return Some((i + 3, M::Open));
        }
        if has(&LEXICON.vague_numbers, self.low(i)) {
            return self.units(i + 1).map(|end| (end, M::Open));
        }
        self.amount(i).map(|(_, _, end)| (end, M::Open))
    }
}

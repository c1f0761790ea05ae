//! What a run of words says about time, before any date is known.

use super::lexicon::{LEXICON, has};
use crate::document::Span;

pub(super) struct Token<'a> {
    pub span: Span,
    pub raw: &'a str,
    pub low: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Which part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Mid,
    Late,
    /// `earlier this week`: up to the day of publication.
    SoFar,
    /// `later this week`: from the day of publication.
    Rest,
}

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Date(Option<i16>, i8, i8),
    DayOfMonth(i8),
    Month(Option<i16>, i8, i8, Part),
    Years(i16, i16, Part),
    /// Shift: -1 last, 0 this, 1 next; `None` by tense.
    Weekday(i8, Option<i8>),
    /// The weekday of the week so many weeks away.
    WeekdayOf(i8, i8),
    Weekend(Option<i8>),
    /// The n-th week of a month.
    WeekOf(i64, Option<i16>, i8),
    /// First month, number of months, shift as of a weekday.
    Season(i8, i8, i8, Part),
    Now(i64),
    /// From the day of publication.
    Away(i64, Unit),
    /// From the day that the article spoke of last.
    Later(i64, Unit),
    Calendar(Unit, i8, Part),
    /// The stretch of so many units up to (negative) or from the day of publication.
    Stretch(i64, Unit),
    Recent,
    Coming,
    /// The n-th day of what the article dated last; 0 is the last.
    NthDay(i64),
    Open,
    Between(Box<Meaning>, Box<Meaning>),
    Since(Box<Meaning>),
    Until(Box<Meaning>),
}

use Meaning as M;

pub(super) type Parsed = Option<(usize, Meaning)>;

pub(super) struct Grammar<'a, 'b> {
    pub t: &'b [Token<'a>],
}

impl Grammar<'_, '_> {
    pub(super) fn low(&self, i: usize) -> &str {
        self.t.get(i).map_or("", |t| t.low.as_str())
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.t
            .get(i)
            .is_some_and(|t| t.raw.starts_with(char::is_uppercase))
    }

    pub(super) fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |p| self.low(p))
    }

    pub(super) fn joined(&self, i: usize) -> bool {
        matches!((self.t.get(i), self.t.get(i + 1)), (Some(a), Some(b)) if a.span.end() == b.span.start())
    }

    pub(super) fn skip(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.low(i) == word)
    }

    /// The expression that begins at word `i`: its end and its meaning.
    pub fn at(&self, i: usize) -> Parsed {
        let word = self.low(i);
        match word {
            "since" => return self.led(i, M::Since),
            "by" | "until" | "till" => return self.led(i, M::Until),
            "from" | "between" => return self.pair(i),
            "within" => {
                let at = self.skip(i + 1, "the");
                let ahead = matches!(self.low(at), "next" | "coming");
                let (n, unit, end) = self.amount(at + usize::from(ahead))?;
                return Some((end, M::Stretch(n, unit)));
            }
            "in" => {
                let (n, unit, end) = self.amount(i + 1).filter(|a| a.1 != Unit::Hour)?;
                // `the first meeting in two years` looks back.
                let mark = matches!(self.low(end), "'" | "’");
                let time = mark && self.low(end + 1) == "time";
                let end = end + 2 * usize::from(time);
                return (self.low(i + 1) != "the" && !self.superlative(i))
                    .then_some((end, M::Away(n, unit)));
            }
            _ => {}
        }
        let found = self.plain(i)?;
        let (end, first) = &found;
        if let (M::Years(a, ..), "–" | "-") = (first, self.low(*end))
            && let Some(b) = self.year(end + 1)
        {
            return Some((end + 2, M::Years(*a, b.max(*a), Part::Whole)));
        }
        Some(found)
    }

    fn superlative(&self, i: usize) -> bool {
        (i.saturating_sub(6)..i).any(|p| {
            let w = self.low(p);
            has(&LEXICON.superlatives, w) || w.len() > 4 && w.ends_with("est")
        })
    }

    fn led(&self, i: usize, wrap: fn(Box<M>) -> M) -> Parsed {
        let mut from = i + 1;
        if has(&LEXICON.day_parts, self.low(from)) {
            from = self.skip(from + 1, "on");
        }
        let (end, inner) = self.plain(from)?;
        if matches!(inner, M::Open) {
            return None;
        }
        Some((end, wrap(Box::new(inner))))
    }

    fn pair(&self, i: usize) -> Parsed {
        let (links, from): (&[&str], _) = match self.low(i) {
            "between" => (&["and"], i + 1),
            _ => (&["to", "until", "till", "through", "–", "-"], i + 1),
        };
        let (mid, first) = self
            .plain(from)
            .or_else(|| Some((from + 1, M::DayOfMonth(self.day(from)?))))?;
        if matches!(first, M::Between(..)) {
            return Some((mid, first));
        }
        if !links.contains(&self.low(mid)) {
            return (self.low(i) == "from").then_some(()).and_then(|()| {
                (!matches!(first, M::DayOfMonth(_) | M::Open)).then_some((mid, first))
            });
        }
        let (end, last) = self
            .plain(mid + 1)
            .or_else(|| Some((mid + 2, M::DayOfMonth(self.day(mid + 1)?))))?;
        let (first, last) = match (first, last) {
            (M::DayOfMonth(d), M::Date(y, m, e)) => (M::Date(y, m, d), M::Date(y, m, e)),
            (M::Date(y, m, d), M::DayOfMonth(e)) => (M::Date(y, m, d), M::Date(y, m, e)),
            (M::Date(None, m, d), M::Date(Some(y), n, e)) => {
                (M::Date(Some(y), m, d), M::Date(Some(y), n, e))
            }
            (M::DayOfMonth(_), _) | (_, M::DayOfMonth(_) | M::Open) => return None,
            both => both,
        };
        Some((end, M::Between(Box::new(first), Box::new(last))))
    }

    /// An expression without a leading preposition.
    pub fn plain(&self, i: usize) -> Parsed {
        self.iso(i)
            .or_else(|| self.date(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.month(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.calendar(i))
            .or_else(|| self.years(i))
            .or_else(|| self.duration(i))
    }

    fn int(&self, i: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let word = self.low(i);
        (digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse().ok())?
    }

    fn day(&self, i: usize) -> Option<i8> {
        let word = self.low(i);
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|s| word.strip_suffix(s))
            .unwrap_or(word);
        (bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit()))
            .then(|| bare.parse().ok())?
            .filter(|d| (1..=31).contains(d))
    }

    pub(super) fn year(&self, i: usize) -> Option<i16> {
        let joined = self.joined(i)
            && matches!(self.low(i + 1), "," | ".")
            && self.joined(i + 1)
            && self.int(i + 2, 1..=9).is_some();
        self.int(i, 4..=4)
            .filter(|y| (1800..2100).contains(y) && !joined)
    }

    fn iso(&self, i: usize) -> Parsed {
        let sign = self.low(i + 1);
        if !matches!(sign, "-" | "/" | ".")
            || self.low(i + 3) != sign
            || !(i..i + 4).all(|p| self.joined(p))
        {
            return None;
        }
        let (a, b, c) = (
            self.int(i, 1..=4)?,
            self.int(i + 2, 1..=2)?,
            self.int(i + 4, 1..=4)?,
        );
        let (y, m, d) = if self.low(i).len() == 4 {
            (a, b, c)
        } else {
            (c, b, a)
        };
        let (m, d) = if m > 12 && sign == "/" {
            (d, m)
        } else {
            (m, d)
        };
        let (m, d) = (i8::try_from(m).ok()?, i8::try_from(d).ok()?);
        jiff::civil::Date::new(y, m, d)
            .ok()
            .filter(|_| (1800..2100).contains(&y))?;
        Some((i + 5, M::Date(Some(y), m, d)))
    }

    /// The name of a month and where it ends, its stop included.
    pub(super) fn month_name(&self, i: usize) -> Option<(usize, i8, bool)> {
        let (month, full) = LEXICON.month(self.low(i)).filter(|_| self.capital(i))?;
        let stop = !full && self.low(i + 1) == "." && self.joined(i);
        Some((i + 1 + usize::from(stop), month, full))
    }

    pub(super) fn tail_year(&self, end: usize) -> (usize, Option<i16>) {
        let at = self.skip(end, ",");
        self.year(at).map_or((end, None), |y| (at + 1, Some(y)))
    }

    pub(super) fn date(&self, i: usize) -> Parsed {
        let links = |i: usize| {
            matches!(
                self.low(i),
                "–" | "-" | "—" | "to" | "and" | "through" | "/"
            )
        };
        if let Some((at, month, _)) = self.month_name(i) {
            let at = self.skip(at, "the");
            let day = self.day(at).filter(|_| self.low(at + 1) != ":")?;
            let end = at + 1;
            if links(end) {
                let other = self.month_name(end + 1);
                let (to, month2) = other.map_or((end + 1, month), |(e, m, _)| (e, m));
                // `May 3 and 40 ships`: a bare number after `and` counts what follows, where that may be a noun.
                let sure = !matches!(self.low(end), "and" | "to")
                    || other.is_some()
                    || !self.is_counted(to + 1);
                if let Some(last) = self
                    .day(to)
                    .filter(|d| sure && (month2 != month || *d > day))
                {
                    let (end, year) = self.tail_year(to + 1);
                    return Some((end, between(year, (month, day), (month2, last))));
                }
            }
            let (end, year) = self.tail_year(end);
            return Some((end, M::Date(year, month, day)));
        }
        let from = self.skip(i, "the");
        let day = self.day(from)?;
        let mut at = from + 1;
        let mut last = None;
        if links(at)
            && let Some(d) = self.day(at + 1)
        {
            last = Some(d);
            at += 2;
        }
        let at = self.skip(at, "of");
        if let Some((end, month, _)) = self.month_name(at) {
            let (end, year) = self.tail_year(end);
            let one = M::Date(year, month, day);
            return Some((
                end,
                last.map_or(one, |d| between(year, (month, day), (month, d))),
            ));
        }
        let ordinal = from > i && self.low(from).ends_with(char::is_alphabetic);
        let bare = self
            .t
            .get(from + 1)
            .is_none_or(|t| !t.raw.starts_with(char::is_alphanumeric) && t.raw != "-");
        (ordinal && bare && last.is_none()).then_some((from + 1, M::DayOfMonth(day)))
    }

    /// Whether word `i` may be what a number before it counts: no stop, no word that joins or leads on.
    fn is_counted(&self, i: usize) -> bool {
        let word = self
            .t
            .get(i)
            .filter(|t| t.raw.starts_with(char::is_alphabetic));
        word.is_some_and(|t| !has(&LEXICON.after_day, &t.low))
    }

    fn month(&self, i: usize) -> Parsed {
        let (at, part) = self.part(self.skip(i, "the"));
        let (end, month, len, full) = match LEXICON.seasons.get(self.low(at)) {
            Some((month, len)) => (self.skip(at + 1, "of"), *month, *len, true),
            None => {
                let (end, month, full) = self.month_name(at)?;
                (end, month, 1, full)
            }
        };
        let (after, year) = self.tail_year(end);
        let led = part != Part::Whole
            || has(&LEXICON.before_month, self.before(at)) && !self.capital(end);
        let bare = if len > 1 { false } else { full || end > at + 1 };
        (year.is_some() || led && bare || len > 1 && part != Part::Whole)
            .then_some((after, M::Month(year, month, len, part)))
    }
}

fn between(year: Option<i16>, (m, d): (i8, i8), (n, e): (i8, i8)) -> Meaning {
    M::Between(Box::new(M::Date(year, m, d)), Box::new(M::Date(year, n, e)))
}

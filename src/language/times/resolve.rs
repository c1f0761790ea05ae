//! From what the words say to days of the calendar.

use jiff::Span as Length;
use jiff::civil::{Date, date};

use super::grammar::{Meaning as M, Part, Unit};

pub(super) type Days = (Option<Date>, Option<Date>);

/// What is known where an expression stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// Day of publication.
    pub base: Option<Date>,
    /// The day nearest to which a date without a year lies.
    pub near: Option<Date>,
    /// What the article dated last.
    pub anchor: Option<(Date, Date)>,
    /// The stretch of several days that the article dated last.
    pub range: Option<(Date, Date)>,
    /// The day to come that the article set for each weekday (`Thursday of next week`), Monday first.
    pub set: [Option<Date>; 7],
    /// Whether the sentence looks forward, where it tells.
    pub future: Option<bool>,
}

impl Context {
    fn set_for(&self, weekday: i8) -> Option<Date> {
        *self.set.get(usize::try_from(weekday).ok()?)?
    }

    /// Remembers a day to come by its weekday.
    pub fn remember(&mut self, day: Date) {
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset());
        if self.base.is_some_and(|b| day > b)
            && let Ok(at) = weekday
            && let Some(set) = self.set.get_mut(at)
        {
            *set = Some(day);
        }
    }
}

/// The first and last day of a meaning; `None` where it is open or unknown.
pub(super) fn resolve(meaning: &M, c: &Context) -> Days {
    match meaning {
        M::Since(inner) => (resolve(inner, c).0, None),
        M::Until(inner) => {
            let future = Context {
                future: Some(true),
                ..*c
            };
            (None, resolve(inner, &future).1)
        }
        M::Between(a, b) => (resolve(a, c).0, resolve(b, c).1),
        M::Recent => (None, c.base),
        M::Coming => (c.base, None),
        _ => known(meaning, c).map_or((None, None), |(a, b)| (Some(a), Some(b))),
    }
}

fn known(meaning: &M, c: &Context) -> Option<(Date, Date)> {
    let one = |d: Date| Some((d, d));
    match *meaning {
        M::Date(Some(y), m, d) => one(Date::new(y, m, d).ok()?),
        M::Date(None, m, d) => {
            let near = c.near?;
            let day = nearest(near, |y| Date::new(y, m, d).ok())?;
            // `ends Dec. 31`, written in spring.
            let past = c.future == Some(true) && (near - day).get_days() > LONG_PAST;
            let next = || Date::new(day.year() + 1, m, d).ok();
            one(if past { next()? } else { day })
        }
        M::DayOfMonth(d) => {
            let near = c.near?;
            let months = (-1..=1).filter_map(|n| moved(near.first_of_month(), n, Unit::Month));
            let days = months.filter_map(|m| Date::new(m.year(), m.month(), d).ok());
            let ahead = c.future == Some(true);
            let fits = |day: &Date| !ahead || *day >= near;
            one(days
                .filter(fits)
                .min_by_key(|day| (*day - near).get_days().abs())?)
        }
        M::Month(year, m, len, part) => {
            let year = year.or_else(|| c.near.map(|n| month_year(n, m, c.future)))?;
            let first = Date::new(year, m, 1).ok()?;
            // A negative part would turn the whole length round, so the day is taken off apart.
            let last = moved(moved(first, i64::from(len), Unit::Month)?, -1, Unit::Day)?;
            section(first, last, part, c)
        }
        M::Years(a, b, part) => section(
            Date::new(a, 1, 1).ok()?,
            Date::new(b, 12, 31).ok()?,
            part,
            c,
        ),
        M::Weekday(day, None) if c.future == Some(true) && c.set_for(day).is_some() => {
            one(c.set_for(day)?)
        }
        M::Weekday(day, shift) => one(weekday(c.base?, day, shift, c.future == Some(true))?),
        M::WeekdayOf(day, weeks) => {
            let monday = weekday(c.base?, 0, None, false)?;
            one(moved(
                monday,
                i64::from(weeks) * 7 + i64::from(day),
                Unit::Day,
            )?)
        }
        M::WeekOf(n, year, m) => {
            let year = year.or_else(|| c.near.map(|n| month_year(n, m, c.future)))?;
            let first = moved(Date::new(year, m, 1).ok()?, (n - 1) * 7, Unit::Day)?;
            Some((first, moved(first, 6, Unit::Day)?))
        }
        M::Season(m, len, shift, part) => {
            let now = c.base?;
            let begun = Date::new(now.year(), m, 1).ok()?;
            let last = moved(moved(begun, i64::from(len), Unit::Month)?, -1, Unit::Day)?;
            let years = match shift {
                // The one that is over, the one that goes on or comes, the one that comes.
                -1 => -i64::from(last >= now),
                0 => i64::from(last < now),
                _ => i64::from(begun <= now),
            };
            let first = moved(begun, years, Unit::Year)?;
            section(first, moved(last, years, Unit::Year)?, part, c)
        }
        M::Weekend(shift) => {
            let forward = c.future == Some(true) || shift.is_some_and(|s| s > 0);
            let saturday = weekday(c.base?, 5, None, forward)?;
            Some((saturday, moved(saturday, 1, Unit::Day)?))
        }
        M::Now(n) => one(moved(c.base?, n, Unit::Day)?),
        M::Away(n, unit) => one(moved(c.base?, n, unit)?),
        M::Later(n, unit) => {
            let (first, last) = c.anchor?;
            one(moved(if n < 0 { first } else { last }, n, unit)?)
        }
        M::Calendar(unit, shift, part) => {
            let now = moved(c.base?, i64::from(shift), unit)?;
            let (a, b) = around(now, unit)?;
            section(a, b, part, c)
        }
        M::Stretch(n, unit) => {
            let (now, other) = (c.base?, moved(c.base?, n, unit)?);
            Some((now.min(other), now.max(other)))
        }
        M::NthDay(n) => {
            let (first, last) = c.range?;
            let day = if n == 0 {
                last
            } else {
                moved(first, n - 1, Unit::Day)?
            };
            if day <= last { one(day) } else { None }
        }
        _ => None,
    }
}

/// A day that many days back is not the one that a sentence about the future means.
const LONG_PAST: i32 = 45;

fn nearest(near: Date, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    (near.year() - 1..=near.year() + 1)
        .filter_map(of)
        .min_by_key(|d| (*d - near).get_days().abs())
}

fn month_year(near: Date, month: i8, future: Option<bool>) -> i16 {
    let ahead = month - near.month();
    match future {
        Some(true) if ahead < 0 => near.year() + 1,
        Some(false) if ahead > 0 => near.year() - 1,
        None if ahead < -6 => near.year() + 1,
        None if ahead > 6 => near.year() - 1,
        _ => near.year(),
    }
}

fn weekday(base: Date, day: i8, shift: Option<i8>, future: bool) -> Option<Date> {
    let today = base.weekday().to_monday_zero_offset();
    let ahead = i64::from((day - today).rem_euclid(7));
    let back = i64::from((today - day).rem_euclid(7));
    let days = match shift {
        Some(0) => i64::from(day - today),
        Some(1) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        Some(_) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        None if future => ahead,
        None => -back,
    };
    moved(base, days, Unit::Day)
}

fn moved(from: Date, n: i64, unit: Unit) -> Option<Date> {
    let length = match unit {
        // A part of a day counts as a day.
        Unit::Hour => Length::new().try_days(n / 24 + i64::from(n % 24 > 12)),
        Unit::Day => Length::new().try_days(n),
        Unit::Week => Length::new().try_weeks(n),
        Unit::Month => Length::new().try_months(n),
        Unit::Year => Length::new().try_years(n),
    };
    from.checked_add(length.ok()?).ok()
}

fn around(day: Date, unit: Unit) -> Option<(Date, Date)> {
    match unit {
        Unit::Week => {
            let monday = weekday(day, 0, None, false)?;
            Some((monday, moved(monday, 6, Unit::Day)?))
        }
        Unit::Month => Some((day.first_of_month(), day.last_of_month())),
        Unit::Year => Some((date(day.year(), 1, 1), date(day.year(), 12, 31))),
        _ => Some((day, day)),
    }
}

/// Cuts a part out: thirds, those of a month at the 10th and the 20th.
fn section(first: Date, last: Date, part: Part, c: &Context) -> Option<(Date, Date)> {
    let days = i64::from((last - first).get_days());
    let third = if days < 31 { 10 } else { days / 3 };
    let at = |n: i64| moved(first, n, Unit::Day);
    Some(match part {
        Part::Whole => (first, last),
        Part::Early => (first, at(third - 1)?),
        Part::Mid => (at(third)?, at(2 * third - 1)?),
        Part::Late => (at(2 * third)?, last),
        Part::SoFar => (first, c.base?.clamp(first, last)),
        Part::Rest => (c.base?.clamp(first, last), last),
    })
}

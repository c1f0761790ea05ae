//! Days as the record keeps them: numbers that sort as days do (20310314).

use jiff::civil::Date;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// Later than every day of any record.
    pub const NEVER: Day = Day(9999_12_31);

    /// Returns the day of a number out of the record.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Returns the number that the record keeps.
    pub fn number(self) -> i64 {
        self.0
    }

    /// Returns the calendar's date; `None` for a number that is none.
    pub fn date(self) -> Option<Date> {
        let year = i16::try_from(self.0 / 10_000).ok()?;
        let month = i8::try_from(self.0 / 100 % 100).ok()?;
        Date::new(year, month, i8::try_from(self.0 % 100).ok()?).ok()
    }

    /// Returns the count of days since a day long past, for reckoning with many days; of a number that is no date, some
    /// number in the order of the days.
    pub fn ordinal(self) -> i64 {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        // Years are counted from March, so that the leap day is the last of its year.
        let (year, month) = match month {
            ..3 => (year - 1, month + 9),
            _ => (year, month - 3),
        };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leaps + (month * 153 + 2) / 5 + day
    }

    /// Returns how many days `other` lies after this day; negative where it lies before.
    pub fn days_until(self, other: Day) -> Option<i64> {
        self.date().and(other.date())?;
        Some(other.ordinal() - self.ordinal())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let part = |n: i8| i64::from(n);
        Self(i64::from(date.year()) * 10_000 + part(date.month()) * 100 + part(date.day()))
    }
}

/// ISO 8601; a number that is no date is printed as it is.
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.date() {
            Some(date) => date.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_sort_and_count_as_dates_do() {
        let (a, b) = (Day::from(date(2031, 2, 27)), Day::from(date(2031, 3, 1)));
        assert!(a < b && b < Day::NEVER);
        assert_eq!(a.days_until(b), Some(2));
        assert_eq!(b.days_until(a), Some(-2));
        assert_eq!(a.to_string(), "2031-02-27");
        assert_eq!(Day::from_number(7).date(), None);
        assert_eq!(a.days_until(Day::from_number(7)), None);
    }

    #[test]
    fn ordinals_follow_the_calendar() {
        let mut day = date(1999, 12, 1);
        for _ in 0..3000 {
            let next = day.tomorrow().unwrap();
            assert_eq!(Day::from(next).ordinal(), Day::from(day).ordinal() + 1);
            day = next;
        }
    }
}

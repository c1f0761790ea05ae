//! Days of publication as they are printed or stored: ISO, RFC 2822, and month names in English.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Bytes of the longest line of dates.
const LONGEST_LINE: usize = 120;

/// `January 24, 2026`, `24 January 2026`, `Jan. 24th 2026`, `2026-01-24`, anywhere in a short line.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = r"(?P<M>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    let day = r"(?P<D>\d{1,2})(?:st|nd|rd|th)?";
    let forms = [
        r"\b(?P<Y>\d{4})-(?P<N>\d{2})-(?P<D>\d{2})(?:\b|T)".to_owned(),
        r"\b(?P<Y>\d{4})/(?P<N>\d{2})/(?P<D>\d{2})\b".to_owned(),
        format!(r"\b{month}\s+{day},?\s+(?P<Y>\d{{4}})\b"),
        format!(r"\b{day}\s+(?:of\s+)?{month},?\s+(?P<Y>\d{{4}})\b"),
    ];
    let numbered = forms.iter().enumerate().map(|(i, form)| {
        form.replace("?P<Y>", &format!("?P<Y{i}>"))
            .replace("?P<M>", &format!("?P<M{i}>"))
            .replace("?P<N>", &format!("?P<N{i}>"))
            .replace("?P<D>", &format!("?P<D{i}>"))
    });
    let all: Vec<String> = numbered.collect();
    Regex::new(&format!("(?i){}", all.join("|"))).ok()
});

/// `14.03.2031`, `3/14/2031`.
static NUMBERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(\d{1,2})([./])(\d{1,2})[./](\d{4})\b").ok());

/// Words that may stand beside the day on a date line.
static BESIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|published|posted|",
        r"updated|last|first|modified|on|at|date|a\.?m\.?|p\.?m\.?|gmt|utc|[ecmp][sd]?t|e?est|e?edt|cet|cest|bst|eet|z|",
        r"hrs?|time|local|ist|jst|msk)\b",
    ))
    .ok()
});

/// What says when, without a year: a time of the day, a day and month, `two hours ago`.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";
    Regex::new(&format!(
        r"(?i)\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\.\d+)?|[+-]\d{{2}}:?\d{{2}}\b|\b\d{{1,2}} ?[ap]\.?m\b\.?|\b{month}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{month}|\b{month}\s+\d{{4}}\b|\b(?:\d{{1,2}}|an?|one|two) (?:second|minute|min|hour|day|week)s? ago\b"
    ))
    .ok()
});

/// Returns the first day that a text names in full; after `published`, if that word stands in it.
pub(super) fn parse(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let after = lower.find("published").and_then(|at| lower.get(at..));
    after
        .and_then(named)
        .or_else(|| named(text))
        .or_else(|| numbered(text))
}

fn named(text: &str) -> Option<Date> {
    let found = DATE.as_ref()?.captures(text)?;
    let part = |name: &str| {
        (0..4)
            .find_map(|i| found.name(&format!("{name}{i}")))
            .map(|m| m.as_str())
    };
    let month = match part("N") {
        Some(number) => number.parse().ok()?,
        None => {
            let name = part("M")?.to_lowercase();
            MONTHS.iter().position(|m| name.starts_with(m))? as i8 + 1
        }
    };
    Date::new(part("Y")?.parse().ok()?, month, part("D")?.parse().ok()?).ok()
}

/// Returns a day in numbers, if it can be read in one way only. With points, the day comes first.
fn numbered(text: &str) -> Option<Date> {
    let found = NUMBERS.as_ref()?.captures(text)?;
    let [first, second]: [i8; 2] = [found[1].parse().ok()?, found[3].parse().ok()?];
    let year = found[4].parse().ok()?;
    let day_first = Date::new(year, second, first).ok();
    if &found[2] == "." {
        return day_first;
    }
    let month_first = Date::new(year, first, second).ok();
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => a.or(b),
    }
}

/// What a line tells that holds nothing but when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// A day in full.
    Day(Date),
    /// A time of the day, or a day without its year.
    Time,
}

/// Returns what a line tells, if it holds nothing but when it was published or said.
pub(super) fn date_line(line: &str) -> Option<Dated> {
    if line.len() > LONGEST_LINE
        || !(line.contains(|c: char| c.is_ascii_digit()) || line.ends_with("ago"))
    {
        return None;
    }
    let day = parse(line);
    let mut rest = DATE.as_ref()?.replace_all(line, " ").into_owned();
    let timed = TIME.as_ref()?.is_match(&rest);
    let numbers = NUMBERS.as_ref()?;
    let timed = timed || numbers.is_match(&rest);
    rest = numbers.replace_all(&rest, " ").into_owned();
    for words in [&TIME, &BESIDE] {
        rest = words.as_ref()?.replace_all(&rest, " ").into_owned();
    }
    if rest.contains(char::is_alphanumeric) {
        return None;
    }
    day.map(Dated::Day).or(timed.then_some(Dated::Time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn printed_and_stored_days_are_read() {
        for (text, day) in [
            ("2026-01-24T07:30:00Z", date(2026, 1, 24)),
            ("Sat, 24 Jan 2026 07:30:00 +0000", date(2026, 1, 24)),
            ("January 24, 2026", date(2026, 1, 24)),
            ("Jan. 4th, 2026", date(2026, 1, 4)),
            ("24 Sept. 2026", date(2026, 9, 24)),
        ] {
            assert_eq!(parse(text), Some(day), "{text}");
        }
        assert_eq!(
            parse("Updated 15 May 2031. Published 14 May 2031"),
            Some(date(2031, 5, 14))
        );
        assert_eq!(parse("14.03.2031"), Some(date(2031, 3, 14)));
        assert_eq!(parse("3/14/2031"), Some(date(2031, 3, 14)));
        assert_eq!(parse("3/4/2031"), None, "either way round");
        assert_eq!(parse("February 30, 2026"), None);
        assert_eq!(parse("in 2026"), None);
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        let day = |y, m, d| Some(Dated::Day(date(y, m, d)));
        assert_eq!(
            date_line("Updated: Tuesday, October 15, 2019 at 10:02 p.m."),
            day(2019, 10, 15)
        );
        assert_eq!(
            date_line("Published 14 March 2031, 18:05 GMT | Updated 15 March 2031"),
            day(2031, 3, 14)
        );
        assert_eq!(date_line("2016-02-21"), day(2016, 2, 21));
        assert_eq!(date_line("They met on October 15, 2019"), None);
    }

    #[test]
    fn a_line_of_time_needs_no_year() {
        for line in [
            "3:38 P.M. EST",
            "12:53 p.m.",
            "Friday, March 14",
            "2 hours ago",
            "14 March, 18.05",
        ] {
            assert_eq!(date_line(line), Some(Dated::Time), "{line}");
        }
        for line in [
            "Sunday",
            "At last",
            "2031",
            "50–50",
            "May",
            "March on the capital",
            "a",
            "3 ships",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }
}

//! Days of publication as they are printed or stored: ISO, RFC 2822, and month names in English.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

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

/// Words that may stand beside the day on a date line.
static BESIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|published|posted|updated|",
        r"last|first|modified|on|at|date|a\.?m\.?|p\.?m\.?|gmt|utc|e[sd]?t|c[sd]?t|p[sd]t|cet|bst|eet|z|hrs?|",
        r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?|[+-]\d{2}:?\d{2})\b"
    ))
    .ok()
});

/// Returns the first day that a text names in full.
pub(super) fn parse(text: &str) -> Option<Date> {
    let found = DATE.as_ref()?.captures(text)?;
    let part = |name: &str| (0..4).find_map(|i| found.name(&format!("{name}{i}"))).map(|m| m.as_str());
    let month = match part("N") {
        Some(number) => number.parse().ok()?,
        None => {
            let name = part("M")?.to_lowercase();
            MONTHS.iter().position(|m| name.starts_with(m))? as i8 + 1
        }
    };
    Date::new(part("Y")?.parse().ok()?, month, part("D")?.parse().ok()?).ok()
}

/// Returns the day of a line that holds nothing but when it was published.
pub(super) fn date_line(line: &str) -> Option<Date> {
    if line.len() > 120 {
        return None;
    }
    let day = parse(line)?;
    let without = DATE.as_ref()?.replace_all(line, " ");
    let without = BESIDE.as_ref()?.replace_all(&without, " ");
    without.chars().all(|c| !c.is_alphanumeric()).then_some(day)
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
        assert_eq!(parse("February 30, 2026"), None);
        assert_eq!(parse("in 2026"), None);
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        assert_eq!(date_line("Updated: Tuesday, October 15, 2019 at 10:02 p.m."), Some(date(2019, 10, 15)));
        assert_eq!(date_line("2016-02-21"), Some(date(2016, 2, 21)));
        assert_eq!(date_line("They met on October 15, 2019"), None);
    }
}

//! Headline, outlet, authors and day of publication from the text itself, where markup does not tell them.

use super::dates::{self, Dated, date_line};
use super::head::dateline;
use super::look::is_name;
use super::phrases::{is_role, outlets_in};
use super::{Block, BlockKind, Metadata};

/// Names that are looked up in the text; more do not stand in the credits of an article.
const MOST_NAMES: usize = 24;
/// Lines of dates that an article has at most; more divide a chronology.
const MOST_DATES: usize = 3;

/// Adds to what is known of an article what its blocks tell.
pub(super) fn complete(known: &mut Metadata, text: &str, blocks: &[Block]) {
    let of = |kind: BlockKind| {
        blocks
            .iter()
            .filter(move |b| b.kind == kind)
            .map(|b| b.span.of(text))
    };
    if let Some(line) = of(BlockKind::Title).next() {
        let (title, outlet) = without_outlet(line);
        set(
            &mut known.title,
            &mut known.title_from,
            Some(one_line(title)),
            "headline",
        );
        set(
            &mut known.outlet,
            &mut known.outlet_from,
            outlet.map(str::to_owned),
            "end of the headline",
        );
    }
    if known.outlet.is_none() {
        outlet(known, text, blocks);
    }
    if known.bylines.is_empty() {
        let head = blocks
            .iter()
            .take_while(|b| !b.kind.is_body())
            .filter(|b| b.kind == BlockKind::Byline);
        known.bylines = head.flat_map(|b| names(b.span.of(text))).collect();
    }
    if known.published.is_none() {
        published(known, text, blocks);
    }
}

/// Sets a fact and its method, unless it is known.
pub(super) fn set<T>(
    fact: &mut Option<T>,
    from: &mut Option<String>,
    found: Option<T>,
    method: &str,
) {
    if let (None, Some(found)) = (&fact, found) {
        *fact = Some(found);
        *from = Some(method.to_owned());
    }
}

/// Returns words with single spaces between them.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a headline without the outlet behind it (`… | The Courier`), and that outlet.
pub(super) fn without_outlet(title: &str) -> (&str, Option<&str>) {
    match title.rsplit_once(" | ") {
        Some((title, outlet))
            if outlet.split_whitespace().count() <= 5 && outlet.len() < title.len() =>
        {
            (title.trim(), Some(outlet.trim()))
        }
        _ => (title, None),
    }
}

/// Returns the names in a byline, without "By", places, offices and days; the whole line where it holds no name.
pub(super) fn names(line: &str) -> Vec<String> {
    let line = one_line(line);
    let (by, rest) = without_by(&line);
    let parts = rest
        .split([',', '|', '•', '·', ';', '&'])
        .flat_map(|p| p.split(" and "))
        .map(|part| {
            let name = part.split(" in ").next().unwrap_or_default();
            name.split(" for ").next().unwrap_or_default().trim()
        });
    let mut found: Vec<String> = parts
        .filter(|p| is_name(p) && !is_role(p))
        .map(str::to_owned)
        .collect();
    if !by {
        // Without "By", what stands behind the first comma is what somebody is.
        found.truncate(1);
    }
    if found.is_empty() && !rest.is_empty() {
        found.push(rest.to_owned());
    }
    found
}

/// Returns a byline without the words before the name, and whether there were any.
fn without_by(line: &str) -> (bool, &str) {
    const WORDS: [&str; 8] = [
        "reporting",
        "written",
        "report",
        "story",
        "words",
        "text",
        "author",
        "by",
    ];
    let mut rest = line;
    loop {
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if !WORDS.contains(&word.to_lowercase().as_str()) || after.is_empty() {
            break;
        }
        rest = after.trim_start_matches([':', ' ']);
    }
    (rest.len() < line.len(), rest)
}

/// Takes a name in credits, notes and adverts for the outlet if the article names it elsewhere too.
fn outlet(known: &mut Metadata, text: &str, blocks: &[Block]) {
    let telling = blocks.iter().filter(|b| {
        matches!(
            b.kind,
            BlockKind::Caption
                | BlockKind::Credit
                | BlockKind::Note
                | BlockKind::Advert
                | BlockKind::Byline
        )
    });
    let named = telling.flat_map(|b| {
        outlets_in(b.span.of(text))
            .into_iter()
            .map(move |name| (b, name))
    });
    for (block, name) in named.take(MOST_NAMES) {
        let bare = name
            .strip_prefix("the ")
            .or(name.strip_prefix("The "))
            .unwrap_or(name);
        let inside = |at: usize| block.span.holds(at);
        if text.match_indices(bare).any(|(at, _)| !inside(at)) {
            let method = match block.kind {
                BlockKind::Caption | BlockKind::Credit => "credit of a picture",
                _ => "note to the reader",
            };
            let name = if name.starts_with("the ") { bare } else { name };
            set(
                &mut known.outlet,
                &mut known.outlet_from,
                Some(name.to_owned()),
                method,
            );
            return;
        }
    }
    let first = blocks
        .iter()
        .find(|b| b.kind.is_body())
        .map(|b| b.span.of(text));
    let named = first.and_then(dateline).and_then(agency);
    set(
        &mut known.outlet,
        &mut known.outlet_from,
        named.map(str::to_owned),
        "dateline",
    );
}

/// Returns the agency of a dateline: `BRAE, March 14 (Reuters)`.
fn agency(dateline: &str) -> Option<&str> {
    let (_, rest) = dateline.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    (after.trim().is_empty() && name.starts_with(char::is_uppercase)).then_some(name)
}

fn published(known: &mut Metadata, text: &str, blocks: &[Block]) {
    let body = blocks
        .iter()
        .position(|b| b.kind.is_body())
        .unwrap_or(blocks.len());
    let day = |block: &Block| match date_line(block.span.of(text)) {
        Some(Dated::Day(date)) => Some(date),
        _ => None,
    };
    let dated: Vec<(usize, _)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, b)| Some((at, day(b)?)))
        .take(MOST_DATES + 1)
        .collect();
    let in_head = dated.iter().find(|(at, _)| *at < body);
    let line = in_head
        .or(dated.first().filter(|_| dated.len() <= MOST_DATES))
        .map(|(_, date)| *date);
    set(
        &mut known.published,
        &mut known.published_from,
        line,
        "date line",
    );
    let byline = blocks
        .iter()
        .take(body)
        .filter(|b| b.kind == BlockKind::Byline)
        .find_map(|b| dates::parse(b.span.of(text)));
    set(
        &mut known.published,
        &mut known.published_from,
        byline,
        "byline",
    );
    let first = blocks.get(body).map(|b| b.span.of(text));
    let dateline = first.and_then(dateline).and_then(dates::parse);
    set(
        &mut known.published,
        &mut known.published_from,
        dateline,
        "dateline",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_names() {
        for (line, expected) in [
            (
                "By Tilda Marwick and Joss Abernathy",
                &["Tilda Marwick", "Joss Abernathy"][..],
            ),
            (
                "By Oli J. Strand in Brae, Nell Farrow in Lindhaven",
                &["Oli J. Strand", "Nell Farrow"],
            ),
            (
                "By Nell Farrow, diplomatic correspondent | 14 March 2031",
                &["Nell Farrow"],
            ),
            ("Mara Venn, Secretary of State", &["Mara Venn"]),
            ("Written by: Nell Farrow", &["Nell Farrow"]),
            ("Byron Vale", &["Byron Vale"]),
            (
                "Office of the Spokesperson",
                &["Office of the Spokesperson"],
            ),
        ] {
            assert_eq!(names(line), expected, "{line}");
        }
    }

    #[test]
    fn the_outlet_may_stand_behind_the_headline() {
        assert_eq!(
            without_outlet("Talks end | The Tidal"),
            ("Talks end | The Tidal", None)
        );
        assert_eq!(
            without_outlet("Talks end without a deal | The Tidal"),
            ("Talks end without a deal", Some("The Tidal"))
        );
        assert_eq!(
            without_outlet("Talks – and no end"),
            ("Talks – and no end", None)
        );
    }
    fn completed(text: &str) -> Metadata {
        let raw = crate::acquire::RawBody::Bytes {
            bytes: text.into(),
            html: false,
        };
        let raw = crate::acquire::RawArticle {
            origin: "-".into(),
            body: raw,
        };
        super::super::read(raw, false).unwrap().metadata
    }

    #[test]
    fn a_dateline_tells_agency_and_day_but_the_text_behind_it_does_not() {
        let known = completed("Crews strike\n\nBRAE, May 6, 2031 (HP) — Crews went on strike.\n");
        assert_eq!(known.published.unwrap().to_string(), "2031-05-06");
        assert_eq!(known.published_from.as_deref(), Some("dateline"));
        assert_eq!(
            (known.outlet.as_deref(), known.outlet_from.as_deref()),
            (Some("HP"), Some("dateline"))
        );
        let known = completed("Crews strike\n\nBRAE -- Crews went on strike on May 6, 2031.\n");
        assert_eq!(known.published, None);
    }

    #[test]
    fn the_outlet_must_be_named_twice() {
        let text = "Crews strike\n\nCrews told the Tidal Post that they would strike.\n\nThe pier. (Oli Strand / The Tidal Post)\n";
        assert_eq!(completed(text).outlet.as_deref(), Some("The Tidal Post"));
        assert_eq!(
            completed(&text.replace("told the Tidal Post", "told us")).outlet,
            None
        );
    }

    #[test]
    fn the_dates_of_a_chronology_are_not_the_articles() {
        let days =
            (1..6).map(|d| format!("May {d}, 2031\n\nThe crews met and left on that day.\n\n"));
        let text = format!(
            "The strike day by day. Its crews told us how it went on.\n\n{}",
            days.collect::<String>()
        );
        assert_eq!(completed(&text).published, None);
    }
}

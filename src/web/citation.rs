//! Words as people cite them: who says them on whose authority, where they were printed, and their place in the text.

use crate::document::CharSpan;
use crate::export::words::tame;

/// Everything by which words are found again.
pub(super) struct Citation<'a> {
    pub(super) words: &'a str,
    /// Empty where who speaks is of no matter.
    pub(super) speaker: &'a str,
    pub(super) sourcing: &'a str,
    pub(super) outlet: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    /// Day of publication.
    pub(super) day: Option<String>,
    /// The article's address.
    pub(super) url: Option<&'a str>,
    /// The article's number, where it stands in the record.
    pub(super) document: Option<i64>,
    pub(super) spans: Vec<CharSpan>,
}

impl Citation<'_> {
    /// Returns the citation in one line.
    pub(super) fn line(&self) -> String {
        let by = match (self.speaker, self.sourcing) {
            ("", _) => String::new(),
            (speaker, "") => format!(" — {speaker}"),
            (speaker, sourcing) => format!(" — {speaker} ({sourcing})"),
        };
        let mut facts: Vec<String> = [self.outlet, self.title]
            .into_iter()
            .flatten()
            .map(tame)
            .collect();
        facts.extend(self.day.clone());
        facts.extend(self.url.map(tame));
        facts.extend(self.document.map(|d| format!("article {d} of the record")));
        let places: Vec<String> = self
            .spans
            .iter()
            .map(|s| format!("{}–{}", s.start, s.end))
            .collect();
        if !places.is_empty() {
            facts.push(format!("characters {}", places.join(" and ")));
        }
        format!("“{}”{by}, {}", self.words, facts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_by_which_words_are_found_is_in_one_line() {
        let citation = Citation {
            words: "no",
            speaker: "Mara Lind, minister",
            sourcing: "named",
            outlet: Some("Harbour\nGazette"),
            title: None,
            day: Some("2031-03-14".into()),
            url: Some("https://gazette.example/1"),
            document: Some(7),
            spans: vec![
                CharSpan { start: 3, end: 5 },
                CharSpan { start: 9, end: 12 },
            ],
        };
        let line = "“no” — Mara Lind, minister (named), Harbour Gazette, 2031-03-14, https://gazette.example/1, \
                    article 7 of the record, characters 3–5 and 9–12";
        assert_eq!(citation.line(), line);
        let bare = Citation {
            speaker: "",
            document: None,
            url: None,
            ..citation
        };
        assert!(
            bare.line()
                .starts_with("“no”, Harbour Gazette, 2031-03-14, characters")
        );
    }
}

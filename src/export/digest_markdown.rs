//! The brief over a case as Markdown.

use super::digest::{Digest, source, words};
use super::tame;

/// Returns the brief as Markdown.
pub fn markdown(digest: &Digest) -> String {
    let mut out = format!("# {}\n\n{}\n", plain(&digest.title), plain(&digest.about));
    for section in &digest.sections {
        out += &format!("\n## {}\n\n", plain(&section.title));
        if section.lines.is_empty() {
            out += "Nothing in the record.\n";
        }
        for line in &section.lines {
            out += &format!("- {}\n", plain(&line.text));
            for quote in &line.evidence {
                out += &format!(
                    "  - “{}” — {}\n",
                    plain(&words(quote)),
                    plain(&source(quote))
                );
            }
        }
        if section.left_out > 0 {
            out += &format!("\nAnd at least {} more.\n", section.left_out);
        }
    }
    out
}

/// Returns text in which nothing counts as a mark.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in tame(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_article_are_no_marks() {
        let printed = markdown(&super::super::digest::tests::digest());
        assert!(printed.starts_with("# Harbour \\<talks\\>\n"), "{printed}");
        assert!(
            printed.contains("- norland \\*demands\\* lanes\n  - “the \\[lanes\\] must open” — ")
        );
        assert!(printed.ends_with("\nAnd at least 2 more.\n"));
    }
}

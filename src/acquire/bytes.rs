//! What bytes seem to be, told from their beginning.

use crate::{Error, Result};

/// First bytes of formats that are often taken for articles.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF", "a PDF; save its text"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document; unpack it or save its text",
    ),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document; save its text"),
];

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// Returns an error that says what the bytes seem to be, if they are no text.
pub(super) fn checked(origin: &str, bytes: &[u8]) -> Result<()> {
    let no_article = |reason: String| {
        Err(Error::NotAnArticle {
            origin: origin.into(),
            reason,
        })
    };
    if bytes.trim_ascii().is_empty() {
        return no_article("is empty".into());
    }
    if let Some((_, what)) = SIGNATURES
        .iter()
        .find(|(begin, _)| bytes.starts_with(begin))
    {
        return no_article(format!("is no text but {what}"));
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let odd = |b: &&u8| **b < 9 || (14..27).contains(*b);
    let head = &bytes[..bytes.len().min(HEAD)];
    if !wide && (head.contains(&0) || head.iter().filter(odd).count() * 20 > head.len()) {
        return no_article("is no text but binary data".into());
    }
    Ok(())
}

/// Returns whether the bytes begin like a web page.
pub(super) fn reads_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opening = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<?xml",
    ];
    opening.iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<!--") && head.contains("<html"))
}

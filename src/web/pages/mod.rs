//! One file a page: what it asks the record, and what its template shows.

pub(super) mod article;
pub(super) mod articles;
pub(super) mod decide;
pub(super) mod decisions;
pub(super) mod gaps;
pub(super) mod issues;
pub(super) mod overview;
pub(super) mod read;
pub(super) mod rounds;
pub(super) mod search;
pub(super) mod sources;

use askama::Template;
use axum::response::Html;

use super::fault::Fault;

/// A page, or what to do instead.
pub(super) type Page = Result<Html<String>, Fault>;

fn render(page: &impl Template) -> Page {
    Ok(Html(page.render()?))
}

/// Returns words as part of an address.
fn address(words: &str) -> String {
    let mut out = String::new();
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

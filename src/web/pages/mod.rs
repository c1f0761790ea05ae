//! One file a page: what it asks the record, and what its template shows.

pub(super) mod actors;
mod acts;
pub(super) mod adding;
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

/// Returns the address of a question's page `page`, without the fields that say nothing.
fn query(path: &str, fields: &[(&str, &str)], page: usize) -> String {
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    let mut parts: Vec<String> = given
        .map(|(name, value)| format!("{name}={}", address(value)))
        .collect();
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    match parts.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", parts.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_whole_question() {
        let fields = [("q", "a b&c"), ("party", ""), ("issue", "pilots")];
        assert_eq!(
            query("/search", &fields, 1),
            "/search?q=a%20b%26c&issue=pilots"
        );
        assert_eq!(query("/search", &[], 3), "/search?page=3");
        assert_eq!(query("/search", &[("q", "")], 1), "/search");
    }
}

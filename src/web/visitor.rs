//! The name under which a visitor decides, kept in a cookie of this page.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::export::words::tame;

const NAME: &str = "rapporteur_name";
/// Letters of a name at most.
const LONGEST: usize = 80;

/// Returns the visitor's name; empty where none was given.
pub(super) fn name(headers: &HeaderMap) -> String {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|c| c.to_str().ok());
    let mut values = cookies
        .flat_map(|c| c.split(';'))
        .filter_map(|c| c.trim().strip_prefix(NAME)?.strip_prefix('='));
    values.next().map(|v| cut(&decoded(v))).unwrap_or_default()
}

/// Returns the cookie that keeps a name for a year.
pub(super) fn cookie(name: &str) -> String {
    let value: String = cut(name).bytes().map(encoded).collect();
    format!("{NAME}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict")
}

fn cut(name: &str) -> String {
    tame(name).chars().take(LONGEST).collect()
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = hex.and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_name_comes_back_as_it_was_given() {
        for given in ["Mara Lind", "Zoë; Path=/x, “y”", "100 %"] {
            let cookie = cookie(given);
            let kept = cookie.split(';').next().unwrap();
            let mut headers = HeaderMap::new();
            let both = format!("other=1; {kept}");
            headers.insert(COOKIE, HeaderValue::from_str(&both).unwrap());
            assert_eq!(name(&headers), given);
        }
        assert_eq!(name(&HeaderMap::new()), "");
    }
}

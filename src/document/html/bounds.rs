//! Tags with more attributes than anybody writes: the tokenizer compares each attribute with all before it.

/// Attributes of a tag that are read; the page is cut where a tag has more.
const MOST_ATTRIBUTES: usize = 256;

/// Returns the page up to the first tag with more attributes than anybody writes.
pub(super) fn bounded(html: &str) -> &str {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let Some(end) = tag_end(bytes, at) else {
            return html.get(..start).unwrap_or(html);
        };
        let name = html.get(at..).map(|t| {
            t.split(|c: char| !c.is_ascii_alphabetic())
                .next()
                .unwrap_or_default()
        });
        at = match name.map(str::to_ascii_lowercase).as_deref() {
            // What looks like a tag in a script is none.
            Some(name @ ("script" | "style")) => skip_raw(html, end, name),
            _ => end,
        };
    }
    html
}

/// Returns the byte behind a tag, or nothing where it has too many attributes.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut attributes, mut valued) = (from, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at + 1),
            b'"' | b'\'' if valued => {
                let inner = bytes.get(at + 1..).unwrap_or_default();
                at += inner
                    .iter()
                    .position(|b| b == byte)
                    .map_or(inner.len(), |n| n + 1);
                valued = false;
            }
            b'=' => valued = true,
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' => {
                let next = bytes.get(at + 1).copied().unwrap_or(b'>');
                attributes += usize::from(!next.is_ascii_whitespace() && !valued);
            }
            _ => valued = false,
        }
        if attributes > MOST_ATTRIBUTES {
            return None;
        }
        at += 1;
    }
    Some(bytes.len())
}

/// Returns the byte at which the end tag of a script or style sheet begins.
fn skip_raw(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find("</")) {
        at += found + 2;
        let begins = html
            .get(at..at + name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name));
        if begins {
            return at;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_where_a_tag_has_no_end() {
        let many: String = (0..300).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(bounded(&format!("<p>a</p><p{many}>b</p>")), "<p>a</p>");
    }

    #[test]
    fn long_values_and_scripts_are_no_attributes() {
        let words = "word / ".repeat(1000);
        for html in [
            format!("<p title=\"{words}\">b"),
            format!("<script>a<b {words}</script>b"),
            format!("a < b {words}"),
        ] {
            assert_eq!(bounded(&html), html);
        }
    }
}

//! From bytes of any encoding to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes at the beginning of a page in which its encoding may be declared (HTML Living Standard, 13.2.3.2).
const DECLARED_WITHIN: usize = 1024;

/// Returns the text of the bytes, with a warning where some of them were no text. Byte-order mark, then declaration
/// (pages only), then UTF-8 if it is valid, then a guess from the bytes.
pub(super) fn decode(bytes: &[u8], html: bool) -> (String, Option<String>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = html.then(|| declared(bytes)).flatten() {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    guess.feed(bytes, true);
    // Nearly valid UTF-8 is broken UTF-8, not another encoding: only a cut-off or a few bad bytes differ.
    let encoding = if mostly_utf8(bytes) {
        UTF_8
    } else {
        guess.guess(None, chardetng::Utf8Detection::Allow)
    };
    with(encoding, bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<String>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let warning = broken.then(|| {
        format!(
            "some bytes are no {} and were replaced by \u{fffd}",
            encoding.name()
        )
    });
    (text.into_owned(), warning)
}

/// Returns the encoding that a page declares; one that cannot be true of bytes read so far counts as UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_lowercase();
    let after = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?
        .1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

/// Returns whether at least two of three sequences beyond ASCII are valid UTF-8, which those of other encodings hardly
/// ever are.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= 2 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode("Zürich – “ja”".as_bytes(), false).0, "Zürich – “ja”");
        assert_eq!(decode(b"\xef\xbb\xbfOrt", false).0, "Ort");
        assert_eq!(decode(b"\xff\xfeO\0r\0t\0", false).0, "Ort");
        assert_eq!(
            decode(b"He said \x93no\x94 to the caf\xe9.", false).0,
            "He said “no” to the café."
        );
        assert_eq!(
            decode(b"<meta charset=\"windows-1251\"><p>\xcc\xe8\xf0</p>", true).0,
            "<meta charset=\"windows-1251\"><p>Мир</p>"
        );
    }

    #[test]
    fn broken_utf8_is_kept_with_a_warning() {
        let mut bytes = "“Wir haben lange über die Grenze geredet”, sägte er, “täglich überall, für ältere Höfe, Türen, Brücken.”".as_bytes().to_vec();
        bytes.push(0xe2);
        let (text, warning) = decode(&bytes, false);
        assert!(text.starts_with("“Wir") && text.ends_with('\u{fffd}'));
        assert!(warning.unwrap().contains("UTF-8"));
    }
}

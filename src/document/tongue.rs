//! Which language a text is in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Document;

/// ISO 639-1 codes of the languages that can be told apart, by their ISO 639-3 codes.
static CODES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/languages.toml")).unwrap_or_default());

/// Bytes of running text below which a language is not told: names alone mislead.
const ENOUGH: usize = 200;
/// Bytes that are looked at; more do not change the answer.
const SAMPLE: usize = 4000;

/// Notes the language of the running text, and warns where it is not English.
pub(super) fn note_language(document: &mut Document) {
    let mut sample = String::new();
    for block in document.body() {
        let words = block.span.of(&document.text);
        sample.push_str(
            words
                .get(..words.floor_char_boundary(SAMPLE - sample.len()))
                .unwrap_or(words),
        );
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    let Some(found) =
        whatlang::detect(&sample).filter(|f| f.is_reliable() && sample.len() >= ENOUGH)
    else {
        return;
    };
    document.metadata.language = CODES.get(found.lang().code()).cloned();
    if found.lang() != whatlang::Lang::Eng {
        let warning = format!(
            "the text seems to be {}; only English is read well",
            found.lang().eng_name()
        );
        document.warnings.push(warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_code() {
        for lang in whatlang::Lang::all() {
            assert!(CODES.contains_key(lang.code()), "{}", lang.code());
        }
    }

    fn noted(text: &str) -> Document {
        let mut document = Document::whole("-", text.into());
        note_language(&mut document);
        document
    }

    #[test]
    fn a_text_that_is_not_english_gets_a_warning() {
        let german = "Die Gespräche über die Meerenge endeten am Freitag ohne Ergebnis. ".repeat(5);
        let document = noted(&german);
        assert_eq!(document.metadata.language.as_deref(), Some("de"));
        assert!(document.warnings[0].contains("German"));
        let english =
            "The talks over the strait ended on Friday without a deal, the ministers said. "
                .repeat(5);
        let document = noted(&english);
        assert_eq!(document.metadata.language.as_deref(), Some("en"));
        assert!(document.warnings.is_empty());
        assert!(noted("Nein, danke.").warnings.is_empty());
    }
}

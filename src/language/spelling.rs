//! Names of people as all their spellings share them.

use super::lexicon::NAMES;
use super::tokens::Token;

/// Returns the words of a name that tell people apart.
pub(super) fn content(tokens: &[Token]) -> Vec<String> {
    let mut words = Vec::new();
    let mut hyphen = false;
    for (i, token) in tokens.iter().enumerate() {
        if token.dash() && token.glued {
            // `Moo-hyun` is one word, `al-Amiri` too, without the article.
            hyphen = !words.is_empty() && !NAMES.joined.contains(&tokens[i.saturating_sub(1)].low);
            continue;
        }
        let article = NAMES.joined.contains(&token.low)
            && tokens.get(i + 1).is_some_and(|t| t.dash() && t.glued);
        let particle = NAMES.particles.contains(&token.low);
        if !token.word || article || particle || NAMES.suffixes.contains(&token.key) {
            continue;
        }
        let word = spelling(&token.low);
        match words.last_mut() {
            Some(last) if hyphen => *last = format!("{last}{word}"),
            _ => words.push(word),
        }
        hyphen = false;
    }
    words
}

/// Returns whether two given names can be one person's: the same, a short form (`Bill`, `William`), an initial.
pub(super) fn same_given(a: &str, b: &str) -> bool {
    let initial = |s: &str| s.chars().count() == 1;
    a == b
        || NAMES.short_form(a, b)
        || (initial(a) || initial(b)) && a.chars().next() == b.chars().next()
}

/// Returns a word as all spellings of a transliteration share it: `Zelenskyy`, `Zelenskiy` → `zelensky`.
pub(super) fn spelling(low: &str) -> String {
    let mut plain: String = low.replace(['\'', '’'], "");
    for (ending, kept) in [
        ("iy", "y"),
        ("yy", "y"),
        ("ii", "y"),
        ("ij", "y"),
        ("yi", "y"),
        ("ey", "ei"),
        ("aj", "ai"),
        ("ay", "ai"),
    ] {
        if plain.len() > 4
            && let Some(stem) = plain.strip_suffix(ending)
        {
            plain = format!("{stem}{kept}");
        }
    }
    for (a, b) in [
        ("kh", "h"),
        ("ou", "u"),
        ("oo", "u"),
        ("ph", "f"),
        ("q", "k"),
        ("ck", "k"),
        ("ye", "e"),
        ("dh", "d"),
        ("z", "s"),
    ] {
        plain = plain.replace(a, b);
    }
    let mut last = ' ';
    plain.retain(|c| {
        let twice = c == last;
        last = c;
        !twice
    });
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_agree() {
        for (a, b) in [
            ("zelensky", "zelenskyy"),
            ("sergei", "sergey"),
            ("gaddafi", "gadhafi"),
            ("khartumi", "hartoumi"),
            ("medvedyev", "medvedev"),
            ("eizenkot", "eisenkot"),
        ] {
            assert_eq!(spelling(a), spelling(b));
        }
        assert_ne!(spelling("orne"), spelling("orme"));
        let given = |a: &str, b: &str| same_given(&spelling(a), &spelling(b));
        assert!(given("bill", "william") && given("joe", "joseph") && given("j", "joe"));
        assert!(!given("bill", "joseph") && !given("joe", "john"));
    }
}

//! What was probably meant, where a name is not known.

use strsim::osa_distance;

/// Names that a message lists at most.
const LISTED: usize = 12;

/// Returns the end of a message that a name is unknown: what was probably meant, and what is known.
pub(super) fn unknown(typed: &str, known: &[String]) -> String {
    let mut told = "neither the case nor the record knows it".to_owned();
    if let Some(near) = nearest(typed, known) {
        told += &format!("; perhaps {near}");
    }
    if known.is_empty() {
        return told + "; the record has none yet";
    }
    let listed: Vec<&str> = known.iter().take(LISTED).map(String::as_str).collect();
    let more = known.len().saturating_sub(LISTED);
    let rest = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{told}; known are {}{rest}", listed.join(", "))
}

/// Returns the known name that a typed one is a slip of, or a part of.
fn nearest<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let most = typed.chars().count() / 3;
    let slips = known.iter().map(|k| (osa_distance(typed, k), k.as_str()));
    let slip = slips
        .filter(|(d, _)| *d <= most.max(1))
        .min_by_key(|(d, _)| *d);
    let part = || known.iter().find(|k| typed.len() > 2 && k.contains(typed));
    slip.map(|(_, k)| k).or_else(|| part().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_or_a_part_leads_to_the_name() {
        let known = ["norland", "sudmark", "league-of-ports"].map(str::to_owned);
        assert_eq!(nearest("norlnad", &known), Some("norland"));
        assert_eq!(nearest("sudmrk", &known), Some("sudmark"));
        assert_eq!(nearest("ports", &known), Some("league-of-ports"));
        assert_eq!(nearest("westmere", &known), None);
        assert!(unknown("norlnad", &known).contains("perhaps norland; known are norland, sudmark"));
        assert!(unknown("x", &[]).ends_with("none yet"));
    }
}

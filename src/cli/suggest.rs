//! What was probably meant, where a name is not known.

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
    let slips = known.iter().map(|k| (distance(typed, k), k.as_str()));
    let slip = slips
        .filter(|(d, _)| *d <= most.max(1))
        .min_by_key(|(d, _)| *d);
    let part = || known.iter().find(|k| typed.len() > 2 && k.contains(typed));
    slip.map(|(_, k)| k).or_else(|| part().map(String::as_str))
}

/// Returns how many letters have to be put in, taken out, changed or swapped with their neighbour to come from one word
/// to the other (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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

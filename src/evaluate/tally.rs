//! Counts of right, gold and found, and the precision, recall and F1 that follow.

use serde::Serialize;

/// Precision, recall and F1 in percent, rounded to one digit, with the counts they rest on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many the gold has.
    pub gold: usize,
    /// How many were found.
    pub pred: usize,
}

/// Counts by figure, in the order in which they were first added.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: Vec<(&'static str, [usize; 3])>,
}

impl Tally {
    /// Adds to the counts of a figure.
    pub fn add(&mut self, name: &'static str, right: usize, gold: usize, found: usize) {
        let at = match self.counts.iter().position(|(n, _)| *n == name) {
            Some(at) => at,
            None => {
                self.counts.push((name, [0; 3]));
                self.counts.len() - 1
            }
        };
        for (sum, n) in self.counts[at].1.iter_mut().zip([right, gold, found]) {
            *sum += n;
        }
    }

    /// Returns every figure by name.
    pub fn figures(&self) -> Vec<(&'static str, Figure)> {
        let figure = |[right, gold, pred]: [usize; 3]| {
            let p = percent(right, pred);
            let r = percent(right, gold);
            let f1 = if p + r > 0.0 {
                2.0 * p * r / (p + r)
            } else {
                0.0
            };
            Figure {
                p: one_digit(p),
                r: one_digit(r),
                f1: one_digit(f1),
                gold,
                pred,
            }
        };
        self.counts.iter().map(|(n, c)| (*n, figure(*c))).collect()
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    100.0 * part as f64 / whole as f64
}

/// Rounds as printing does, so that the JSON has the very figures of the table.
pub(super) fn one_digit(value: f64) -> f64 {
    format!("{value:.1}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_counts() {
        let mut tally = Tally::default();
        tally.add("a", 1, 2, 3);
        tally.add("b", 0, 0, 0);
        tally.add("a", 1, 1, 0);
        let figures = tally.figures();
        assert_eq!(
            figures[0].1,
            Figure {
                p: 66.7,
                r: 66.7,
                f1: 66.7,
                gold: 3,
                pred: 3
            }
        );
        assert_eq!(figures[1].1.f1, 0.0);
    }
}

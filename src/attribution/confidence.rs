//! Confidence: one probability for each attribution, from the probabilities of its tags and links. A
//! model carries the weights of a logistic calibration (Platt 1999) fitted on held-out readings.

use serde::Deserialize;

/// How many values a calibration weighs, besides its constant.
pub const EVIDENCE: usize = 6;

/// Weights of the calibration, the last one the constant.
#[derive(Clone, Debug, Deserialize)]
pub struct Calibration {
    /// One weight for each value of [`Evidence::values`], then the constant.
    pub weights: Vec<f32>,
}

/// What speaks for one attribution; probabilities between 0 and 1.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// Least mean tag probability among the content spans.
    pub content: f32,
    /// Least probability that a content span begins where it does.
    pub begin: f32,
    /// Mean tag probability of the cue.
    pub cue: f32,
    /// Mean tag probability of the source; 1 where there is none.
    pub source: f32,
    /// Probability of the links.
    pub link: f32,
    /// Whether it lies within another attribution.
    pub nested: bool,
}

impl Evidence {
    /// Nothing left to doubt: a labelled turn of a transcript.
    pub const CERTAIN: Self = Self {
        content: 1.0,
        begin: 1.0,
        cue: 1.0,
        source: 1.0,
        link: 1.0,
        nested: false,
    };

    /// Returns the evidence on the scale that the calibration weighs: log-odds, cut off at ±7.
    pub fn values(&self) -> [f32; EVIDENCE] {
        let odds = |p: f32| {
            let p = p.clamp(0.001, 0.999);
            (p / (1.0 - p)).ln()
        };
        [
            odds(self.content),
            odds(self.begin),
            odds(self.cue),
            odds(self.source),
            odds(self.link),
            f32::from(self.nested),
        ]
    }

    /// Returns the probability that the attribution is right.
    pub fn confidence(&self, calibration: Option<&Calibration>) -> f32 {
        let Some(calibration) = calibration else {
            return self.content * self.cue * self.source * self.link;
        };
        let constant = calibration.weights.get(EVIDENCE).copied().unwrap_or(0.0);
        let logit: f32 = constant
            + self
                .values()
                .iter()
                .zip(&calibration.weights)
                .map(|(v, w)| v * w)
                .sum::<f32>();
        1.0 / (1.0 + (-logit).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_means_more_confidence() {
        let weak = Evidence {
            content: 0.5,
            begin: 0.4,
            cue: 0.6,
            source: 0.5,
            link: 0.6,
            nested: false,
        };
        let strong = Evidence {
            content: 0.99,
            begin: 0.99,
            cue: 0.99,
            source: 1.0,
            link: 1.0,
            nested: false,
        };
        let calibration = Calibration {
            weights: vec![0.3, 0.2, 0.2, 0.2, 0.2, -0.5, -1.0],
        };
        for c in [None, Some(&calibration)] {
            assert!(weak.confidence(c) < strong.confidence(c));
            assert!((0.0..=1.0).contains(&strong.confidence(c)));
        }
    }
}

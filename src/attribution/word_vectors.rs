//! Words near one another in meaning, by the vectors with which the tagger's encoder begins: words that stand in the
//! same places have vectors that point the same way (`truce` and `ceasefire`).

use std::collections::HashMap;

use super::embedded::{network, vocabulary};
use crate::{Error, Result};

/// Names of the tensors in the network: a row of small whole numbers for each piece, and what each row is multiplied by.
const ROWS: &str = "words_int8";
const SCALES: &str = "words_scale";

/// Vectors of the whole words of the encoder's vocabulary, less what all have in common.
pub struct WordVectors {
    rows: &'static [u8],
    scales: Vec<f32>,
    size: usize,
    common: Vec<f32>,
    words: Vec<&'static str>,
    number: HashMap<&'static str, usize>,
}

impl WordVectors {
    /// Returns the vectors of the model that is part of the program.
    ///
    /// # Errors
    /// Where the network has no such vectors, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        let missing = || {
            Error::Model {
            name: "tagger.onnx".into(),
            reason: "has no vectors of words; `search --like` needs the model that the program was made with".into(),
        }
        };
        let words: Vec<&str> = vocabulary().lines().collect();
        let rows = tensor(network(), ROWS).ok_or_else(missing)?;
        let scales = tensor(network(), SCALES).ok_or_else(missing)?;
        let (parts, _) = scales.as_chunks::<4>();
        let scales: Vec<f32> = parts.iter().map(|p| f32::from_le_bytes(*p)).collect();
        if scales.len() != words.len() || rows.is_empty() || rows.len() % words.len() != 0 {
            return Err(missing());
        }
        let whole = |(_, w): &(usize, &&str)| w.len() > 2 && w.chars().all(char::is_alphabetic);
        let number: HashMap<&str, usize> = words
            .iter()
            .enumerate()
            .filter(whole)
            .map(|(at, w)| (*w, at))
            .collect();
        let mut vectors = Self {
            rows,
            size: rows.len() / words.len(),
            scales,
            common: Vec::new(),
            words,
            number,
        };
        vectors.common = vectors.mean();
        Ok(vectors)
    }

    /// Returns how near two words are, 1 for the same; `None` where one of them is no whole word of the vocabulary.
    pub fn nearness(&self, one: &str, other: &str) -> Option<f32> {
        let (a, b) = (self.number.get(one)?, self.number.get(other)?);
        Some(cosine(&self.vector(*a), &self.vector(*b)))
    }

    /// Returns for each word the words nearest to it, the nearest first, those alone that are at least so near. All
    /// vectors are looked at once for all of them.
    pub fn nearest(&self, words: &[&str], least: f32, most: usize) -> Vec<Vec<&'static str>> {
        let numbers: Vec<Option<usize>> =
            words.iter().map(|w| self.number.get(w).copied()).collect();
        let own: Vec<Option<Vec<f32>>> = numbers
            .iter()
            .map(|n| n.map(|at| self.vector(at)))
            .collect();
        let mut near: Vec<Vec<(f32, usize)>> = vec![Vec::new(); words.len()];
        for at in self.number.values().copied() {
            let other = self.vector(at);
            for (n, own) in own.iter().enumerate() {
                let nearness = own.as_ref().map_or(0.0, |own| cosine(own, &other));
                if nearness >= least && numbers[n] != Some(at) {
                    near[n].push((nearness, at));
                }
            }
        }
        let words = |mut list: Vec<(f32, usize)>| {
            list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            list.truncate(most);
            list.iter()
                .filter_map(|(_, at)| self.words.get(*at))
                .copied()
                .collect()
        };
        near.into_iter().map(words).collect()
    }

    fn vector(&self, at: usize) -> Vec<f32> {
        let mut vector = self.raw(at);
        for (part, common) in vector.iter_mut().zip(&self.common) {
            *part -= common;
        }
        vector
    }

    fn raw(&self, at: usize) -> Vec<f32> {
        let row = self.rows.get(at * self.size..(at + 1) * self.size);
        let scale = self.scales.get(at).copied().unwrap_or(0.0);
        let parts = row.unwrap_or_default().iter();
        parts.map(|b| f32::from(b.cast_signed()) * scale).collect()
    }

    /// Returns the mean of all whole words, in the order of the vocabulary so that it is the same at every run.
    fn mean(&self) -> Vec<f32> {
        let mut numbers: Vec<usize> = self.number.values().copied().collect();
        numbers.sort_unstable();
        let mut sum = vec![0.0; self.size];
        for at in &numbers {
            for (part, own) in sum.iter_mut().zip(self.raw(*at)) {
                *part += own;
            }
        }
        let count = numbers.len().max(1) as f32;
        sum.iter_mut().for_each(|part| *part /= count);
        sum
    }
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let length = (dot(a, a) * dot(b, b)).sqrt();
    if length > 0.0 {
        dot(a, b) / length
    } else {
        0.0
    }
}

// The fields of the ONNX format (onnx.proto) that lead to the values of a tensor.
const GRAPH: u64 = 7;
const INITIALIZER: u64 = 5;
const NAME: u64 = 8;
const RAW_DATA: u64 = 9;

/// Returns the values of a tensor of the network, as bytes.
fn tensor(network: &'static [u8], name: &str) -> Option<&'static [u8]> {
    let graph = Fields(network).find(|(field, _)| *field == GRAPH)?.1;
    let tensors = Fields(graph).filter(|(field, _)| *field == INITIALIZER);
    let named = |tensor: &&'static [u8]| {
        Fields(tensor).any(|(field, value)| field == NAME && value == name.as_bytes())
    };
    let tensor = tensors.map(|(_, tensor)| tensor).find(named)?;
    let data = Fields(tensor).find(|(field, _)| *field == RAW_DATA);
    data.map(|(_, data)| data)
}

/// The fields of a protocol buffer; numbers come as empty values. It ends where the bytes make no sense.
struct Fields(&'static [u8]);

impl Fields {
    fn varint(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn take(&mut self, length: u64) -> Option<&'static [u8]> {
        let (value, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(value)
    }
}

impl Iterator for Fields {
    type Item = (u64, &'static [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.varint()?;
        let value = match tag & 7 {
            0 => self.varint().map(|_| &[][..])?,
            1 => self.take(8)?,
            2 => {
                let length = self.varint()?;
                self.take(length)?
            }
            5 => self.take(4)?,
            _ => return None,
        };
        Some((tag >> 3, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_are_near() {
        let vectors = WordVectors::built_in().unwrap();
        let near = |a: &str, b: &str| vectors.nearness(a, b).unwrap();
        assert!(near("truce", "ceasefire") > 0.4);
        assert!(near("truce", "banana") < 0.2);
        assert!(near("troops", "soldiers") > near("troops", "tariff") + 0.3);
        assert!(vectors.nearest(&["zzyzx", "truce"], 0.4, 3)[1].contains(&"ceasefire"));
        assert_eq!(vectors.nearness("truce", "zzyzx"), None);
    }

    #[test]
    fn bytes_that_are_no_network_hold_no_tensor() {
        assert_eq!(tensor(b"", ROWS), None);
        assert_eq!(tensor(&[0xff; 40], ROWS), None);
        assert_eq!(tensor(b"\x3a\x7fabc", ROWS), None);
    }
}

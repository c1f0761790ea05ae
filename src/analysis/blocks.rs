//! Rows that belong together: those of one party on one issue, or of one issue. Found in one pass, so that a question
//! looks closely only at the blocks that it shows.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use crate::record::Day;

/// Rows put together by a key.
#[derive(Clone, Debug)]
pub struct Blocks {
    latest: Vec<Day>,
    starts: Vec<usize>,
    order: Vec<u32>,
}

impl Blocks {
    /// Returns the blocks of the rows, in the order of their first rows.
    pub fn of<T, K: Eq + Hash>(rows: &[T], key: impl Fn(&T) -> K, day: impl Fn(&T) -> Day) -> Self {
        let mut numbers: HashMap<K, u32> = HashMap::new();
        let mut blocks = Self {
            latest: Vec::new(),
            starts: vec![0],
            order: vec![0; rows.len()],
        };
        let mut sizes: Vec<usize> = Vec::new();
        let mut block_of: Vec<u32> = Vec::with_capacity(rows.len());
        for row in rows {
            let (key, day) = (key(row), day(row));
            let number = *numbers.entry(key).or_insert_with(|| {
                blocks.latest.push(day);
                sizes.push(0);
                sizes.len() as u32 - 1
            });
            sizes[number as usize] += 1;
            let latest = &mut blocks.latest[number as usize];
            *latest = day.max(*latest);
            block_of.push(number);
        }
        for size in &sizes {
            blocks
                .starts
                .push(blocks.starts.last().copied().unwrap_or(0) + size);
        }
        let mut next = blocks.starts.clone();
        for (row, block) in block_of.iter().enumerate() {
            let place = &mut next[*block as usize];
            blocks.order[*place] = row as u32;
            *place += 1;
        }
        blocks
    }

    /// Returns the numbers of the blocks, that with the latest row first.
    pub fn newest_first(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.latest.len()).collect();
        numbers.sort_by_key(|n| Reverse(self.latest[*n]));
        numbers
    }

    /// Returns the numbers of the blocks, that with most rows first.
    pub fn largest_first(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.latest.len()).collect();
        numbers.sort_by_key(|n| Reverse(self.starts[n + 1] - self.starts[*n]));
        numbers
    }

    /// Returns the day of a block's latest row.
    pub fn latest(&self, block: usize) -> Day {
        self.latest[block]
    }

    /// Returns the rows of a block, in their order.
    pub fn rows<T: Copy>(&self, block: usize, rows: &[T]) -> Vec<T> {
        let members = &self.order[self.starts[block]..self.starts[block + 1]];
        members.iter().map(|m| rows[*m as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_together_and_the_latest_block_first() {
        let rows = [('a', 3), ('b', 9), ('a', 5), ('c', 1)];
        let day = |r: &(char, i64)| Day::from_number(20_310_300 + r.1);
        let blocks = Blocks::of(&rows, |r| r.0, day);
        let order = blocks.newest_first();
        let firsts: Vec<char> = order.iter().map(|b| blocks.rows(*b, &rows)[0].0).collect();
        assert_eq!(firsts, ['b', 'a', 'c']);
        assert_eq!(blocks.rows(order[1], &rows), [('a', 3), ('a', 5)]);
        assert_eq!(blocks.latest(order[1]).number(), 20_310_305);
        assert_eq!(blocks.largest_first()[0], order[1]);
        let none = Blocks::of(&[] as &[(char, i64)], |r| r.0, day);
        assert!(none.newest_first().is_empty());
    }
}

//! File names for articles in a folder: told from their origin, each once.

use std::collections::HashSet;

/// The names given so far.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// Returns a file name for an article that no earlier one has.
    pub fn free(&mut self, origin: &str) -> String {
        let last = origin.rsplit(['/', '\\']).next().unwrap_or(origin);
        let stem = [".txt", ".html", ".htm"]
            .iter()
            .find_map(|ending| last.strip_suffix(ending))
            .unwrap_or(last);
        let tame = |c: char| {
            if c.is_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '-'
            }
        };
        let stem: String = stem.chars().map(tame).take(120).collect();
        let stem = match stem.trim_start_matches(['.', '-']) {
            "" => "article".to_owned(),
            stem => stem.to_owned(),
        };
        let mut name = stem.clone();
        let mut n = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{stem}-{n}");
            n += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tame_and_each_is_given_once() {
        let mut names = Names::default();
        assert_eq!(names.free("a/talks.txt"), "talks");
        assert_eq!(names.free("b/talks.html"), "talks-2");
        assert_eq!(names.free("https://x.example/n?id=7"), "n-id-7");
        assert_eq!(names.free("../.."), "article");
    }
}

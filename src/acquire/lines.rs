//! JSON lines: one article a line.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use super::{LARGEST, RawArticle, RawBody, too_large};
use crate::{Error, Result};

/// The articles of one JSON-lines input; blank lines are passed over.
pub(super) struct Lines {
    origin: String,
    source: BufReader<Box<dyn Read + Send>>,
    number: usize,
    ended: bool,
}

impl Lines {
    pub(super) fn new(origin: String, source: Box<dyn Read + Send>) -> Self {
        Self {
            origin,
            source: BufReader::new(source),
            number: 0,
            ended: false,
        }
    }

    fn article(&self, line: &[u8]) -> Result<RawArticle> {
        let origin = format!("{}:{}", self.origin, self.number);
        let no_article = |reason: String| Error::NotAnArticle {
            origin: origin.clone(),
            reason,
        };
        let fields: Map<String, Value> = serde_json::from_slice(line)
            .map_err(|e| no_article(format!("is no JSON object: {e}")))?;
        if !["text", "html"]
            .iter()
            .any(|name| fields.get(*name).is_some_and(Value::is_string))
        {
            return Err(no_article(
                "has neither a field text nor a field html with the article".into(),
            ));
        }
        Ok(RawArticle {
            origin,
            body: RawBody::Record(fields),
        })
    }
}

impl Iterator for Lines {
    type Item = Result<RawArticle>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let mut line = Vec::new();
            let read = self
                .source
                .by_ref()
                .take(LARGEST + 1)
                .read_until(b'\n', &mut line);
            match read {
                Ok(0) => self.ended = true,
                Ok(n) if n as u64 > LARGEST => {
                    // Without the line's end nothing after it can be found.
                    self.ended = true;
                    return Some(Err(too_large(format!("{}:{}", self.origin, self.number))));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.article(&line)),
                Err(e) => {
                    self.ended = true;
                    let reason = e.to_string();
                    return Some(Err(Error::Unreadable {
                        path: self.origin.clone().into(),
                        reason,
                    }));
                }
            }
        }
        None
    }
}

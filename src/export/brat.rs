//! brat stand-off annotation, in the layout of the PolNeAR corpus: the text as it is, and one event
//! an attribution over its source, cue and content. Offsets count code points.

use std::fmt::Write;

use super::words::folded;
use crate::document::{CharOffsets, Span};
use crate::position::Reading;

/// Returns the `.ann` file of a reading; the `.txt` beside it is `document.text`.
pub fn annotation(reading: &Reading) -> String {
    let text = &reading.document.text;
    let mut file = File {
        text,
        offsets: CharOffsets::new(text),
        out: String::new(),
        last: 0,
    };
    for (i, statement) in reading.statements.iter().enumerate() {
        let relation = &statement.attribution;
        let mut arguments = String::new();
        let source: Vec<Span> = relation.source.into_iter().collect();
        let cue: Vec<Span> = relation.cue.into_iter().collect();
        for (role, spans) in [
            ("Content", &relation.content),
            ("Cue", &cue),
            ("Source", &source),
        ] {
            if let Some(id) = file.entity(role, spans) {
                let _ = write!(arguments, " {role}:{id}");
            }
        }
        // The event needs a trigger: the cue, or the content where there is no cue.
        let trigger = if cue.is_empty() {
            &relation.content
        } else {
            &cue
        };
        if let Some(id) = file.entity("Attribution", trigger) {
            let _ = writeln!(file.out, "E{}\tAttribution:{id}{arguments}", i + 1);
        }
    }
    file.out
}

struct File<'a> {
    text: &'a str,
    offsets: CharOffsets,
    out: String,
    last: usize,
}

impl File<'_> {
    /// Writes one text-bound annotation and returns its id; `None` for no spans.
    fn entity(&mut self, kind: &str, spans: &[Span]) -> Option<String> {
        if spans.is_empty() {
            return None;
        }
        self.last += 1;
        let id = format!("T{}", self.last);
        let places: Vec<String> = spans
            .iter()
            .map(|s| self.offsets.span(self.text, *s))
            .map(|s| format!("{} {}", s.start, s.end))
            .collect();
        let words: Vec<String> = spans.iter().map(|s| folded(self.text, *s)).collect();
        let _ = writeln!(
            self.out,
            "{id}\t{kind} {}\t{}",
            places.join(";"),
            words.join(" ")
        );
        Some(id)
    }
}

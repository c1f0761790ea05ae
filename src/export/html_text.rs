//! The article's text as HTML with its attributions marked: flat pieces between the places where an
//! attribution begins or ends, so that overlapping and nested ones need no nested elements.

use crate::document::Span;
use crate::position::Reading;

/// What a marked stretch of text is to its attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    Source,
    Cue,
    /// Words that a line about the talks rests on.
    Evidence,
}

/// One stretch of one attribution.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    role: Role,
    statement: usize,
    nested: bool,
    /// Whether the attribution's number stands before it.
    numbered: bool,
}

/// All marks of a reading, in order of their beginning.
pub(super) struct Marks {
    marks: Vec<Mark>,
    /// Where the words of the lists of the talks begin, in order.
    evidence: Vec<usize>,
}

impl Marks {
    pub(super) fn new(reading: &Reading) -> Self {
        let mut marks = Vec::new();
        for (statement, s) in reading.statements.iter().enumerate() {
            let relation = &s.attribution;
            let nested = relation.parent.is_some();
            let mut add = |role, span: Span, numbered| {
                marks.push(Mark {
                    span,
                    role,
                    statement,
                    nested,
                    numbered,
                });
            };
            for (n, span) in relation.content.iter().enumerate() {
                add(Role::Content, *span, n == 0);
            }
            if let Some(span) = relation.source {
                add(Role::Source, span, false);
            }
            if let Some(span) = relation.cue {
                add(Role::Cue, span, false);
            }
        }
        marks.extend(evidence(reading).into_iter().map(|span| Mark {
            span,
            role: Role::Evidence,
            statement: 0,
            nested: false,
            numbered: false,
        }));
        marks.retain(|m| !m.span.is_empty());
        marks.sort_by_key(|m| (m.span.start(), m.span.end(), m.role));
        let told = marks.iter().filter(|m| m.role == Role::Evidence);
        let mut evidence: Vec<usize> = told.map(|m| m.span.start()).collect();
        evidence.dedup();
        Self { marks, evidence }
    }

    /// Returns the name of the place in the page where evidence of the talks begins.
    pub(super) fn place(&self, evidence: Span) -> Option<String> {
        let at = self.evidence.binary_search(&evidence.start()).ok()?;
        Some(format!("w{}", at + 1))
    }

    /// Appends the text of a block with its marks. Blocks must come in order of the text, with the
    /// same `open` for all of them.
    pub(super) fn write(&self, out: &mut String, text: &str, block: Span, open: &mut Open) {
        let mut at = block.start();
        open.active.retain(|i| self.marks[*i].span.end() > at);
        while at < block.end() {
            while let Some(mark) = self.marks.get(open.next) {
                if mark.span.start() > at {
                    break;
                }
                if mark.span.end() > at {
                    open.active.push(open.next);
                }
                open.next += 1;
            }
            let ends = open.active.iter().map(|i| self.marks[*i].span.end());
            let begins = self.marks.get(open.next).map(|m| m.span.start());
            let to = ends.chain(begins).min().unwrap_or(block.end());
            let to = to.min(block.end()).max(at + 1);
            self.piece(out, &text[at..to], &open.active, at);
            at = to;
            open.active.retain(|i| self.marks[*i].span.end() > at);
        }
    }

    fn piece(&self, out: &mut String, words: &str, active: &[usize], at: usize) {
        let marks = || active.iter().map(|i| &self.marks[*i]);
        for mark in marks() {
            if mark.numbered && mark.span.start() == at {
                let n = mark.statement + 1;
                out.push_str(&format!(
                    "<a class=\"ref\" id=\"t{n}\" href=\"#n{n}\" aria-label=\"note {n}\">{n}</a>"
                ));
            }
        }
        let mut classes: Vec<&str> = Vec::new();
        for mark in marks() {
            let class = match (mark.role, mark.nested) {
                (Role::Content, false) => "content",
                (Role::Source, false) => "source",
                (Role::Cue, false) => "cue",
                (Role::Content, true) => "content in",
                (Role::Source, true) => "source in",
                (Role::Cue, true) => "cue in",
                (Role::Evidence, _) => continue,
            };
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
        let begins = |m: &&Mark| m.role == Role::Evidence && m.span.start() == at;
        let place = marks().find(begins).and_then(|m| self.place(m.span));
        if classes.is_empty() && place.is_none() {
            escape(out, words);
            return;
        }
        out.push_str("<span");
        if let Some(place) = place {
            out.push_str(&format!(" id=\"{place}\""));
        }
        if !classes.is_empty() {
            out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        out.push('>');
        escape(out, words);
        out.push_str("</span>");
    }
}

/// Returns the words that the lists of the talks rest on.
fn evidence(reading: &Reading) -> Vec<Span> {
    let talks = &reading.talks;
    let mut found: Vec<Span> = Vec::new();
    found.extend(talks.positions.iter().map(|p| p.evidence));
    found.extend(talks.shifts.iter().map(|s| s.evidence));
    found.extend(talks.outcomes.iter().map(|o| o.evidence));
    found.extend(talks.meetings.iter().map(|m| m.evidence));
    found.extend(talks.conduct.iter().map(|c| c.evidence));
    found.extend(talks.expectations.iter().map(|e| e.evidence));
    found
}

/// Where the writing of the marks stands between two blocks.
#[derive(Default)]
pub(super) struct Open {
    next: usize,
    active: Vec<usize>,
}

/// Appends text with everything that could be markup escaped.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

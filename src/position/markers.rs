//! Words that put an event into the future: `will`, `is to`, `is expected to`, `agreed to`, and what may come to pass.

use super::Modality;
use super::expectation_book::ExpectationBook;
use super::grammar::Grammar;
use super::line::Line;
use super::mood::{Form, Mood};
use super::read::Study;

/// Within how many words of its beginning a content is still in its first clause.
const OPENING: usize = 6;
/// How many words before `is to` may be its subject.
const SUBJECT: usize = 9;
/// The same where the clause tells a day to come.
const LONG: usize = 16;

/// A word of a sentence, with what is known around it.
struct Word<'a> {
    study: &'a Study<'a>,
    line: &'a Line<'a>,
    at: usize,
}

/// Returns whether the word at `at` puts an event into the future.
pub(super) fn marks(study: &Study<'_>, line: &Line<'_>, at: usize) -> bool {
    let word = Word { study, line, at };
    let low = line.word(at);
    if word.grammar().is_future(low) {
        word.will()
    } else if low == "would" {
        word.would()
    } else if word.book().lists("perhaps", low) {
        word.could()
    } else if word.is_finite_be() {
        word.behind_be()
    } else {
        word.announces()
    }
}

impl Word<'_> {
    fn grammar(&self) -> &Grammar {
        &self.study.books.grammar
    }

    fn book(&self) -> &ExpectationBook {
        &self.study.books.expectations
    }

    fn subject(&self) -> &str {
        self.line.before(self.at, 1)
    }

    /// Returns the first word from `i` on that is no adverb, negation or number of a list (`will (i) change`).
    fn verb_from(&self, mut i: usize) -> usize {
        let line = self.line;
        if line.word(i) == "(" && line.word(i + 2) == ")" {
            i += 3;
        }
        let passed = |w: &str| self.grammar().is_adverb(w) || self.grammar().is_negation(w);
        while passed(line.word(i)) {
            i += 1;
        }
        i
    }

    /// Returns whether an event stands behind `will`.
    fn will(&self) -> bool {
        let (line, grammar, book) = (self.line, self.grammar(), self.book());
        let subject = self.subject();
        let clause = line.clause(self.at);
        // `the will`, `force of will`: a noun.
        let article = grammar.is_determiner(subject) && !book.lists("pronouns", subject);
        // `talks that will`: a class of things, unless a day is told.
        let class = subject == "that" && line.times_in(clause.clone()).next().is_none();
        let mut before = clause.start.saturating_sub(2)..self.at;
        let asks = !grammar.is_conditional(line, self.at)
            && before.any(|i| book.lists("open_questions", line.word(i)));
        let other = article || class || asks || self.refuses() || grammar.is_preposition(subject);
        if other || self.is_if() || book.lists("selves", subject) {
            return false;
        }
        // A promise of one's own that hangs on something is none.
        let own = subject == "we" || matches!(line.before(self.at, 2), "our" | "my");
        let hangs = || (self.at..line.low.len()).any(|i| book.until.at(&line.low, i).is_some());
        self.is_event(self.verb_from(self.at + 1)) && !(own && hangs())
    }

    /// Returns whether an event stands behind a `would` that is a `will` as somebody reported it.
    fn would(&self) -> bool {
        let (line, word) = (self.line, self.line.spans[self.at]);
        let by = self.study.spoken.content_at(word);
        let statement = by.and_then(|by| self.study.statements.get(by));
        let Some((statement, cue)) = statement.and_then(|s| Some((s, s.attribution.cue?))) else {
            return false;
        };
        let cue = cue.of(line.text).to_lowercase();
        let class = self.study.books.cues.read(&cue, "", false).class;
        let past = cue.ends_with("ed") || matches!(cue.as_str(), "said" | "told");
        let reported = past && class.is_some_and(|c| c.speech);
        let content = &statement.attribution.content;
        // `the next round of technical talks between both would begin on Feb. 3`: a day makes up for a long subject.
        let near = if self.is_dated() { LONG } else { OPENING };
        let opens = |c: &crate::document::Span| line.words_of(*c).start + near > self.at;
        let begins = content.iter().any(|c| c.contains(word) && opens(c));
        let unreal = |w: &String| matches!(w.as_str(), "if" | "unless" | "were");
        let conditional =
            statement.modality == Modality::Conditional || line.low.iter().any(unreal);
        let verb = self.verb_from(self.at + 1);
        let stative = match line.word(verb) {
            "be" => {
                !self.is_dated()
                    && !self
                        .book()
                        .is_participle(line.word(self.verb_from(verb + 1)))
            }
            word => word == "have",
        };
        reported && begins && !conditional && !stative && self.is_event(verb)
    }

    /// Returns whether the clause tells a day that is still to come.
    fn is_dated(&self) -> bool {
        let published = self.study.document.metadata.published;
        let mut times = self.line.times_in(self.at..self.line.clause(self.at).end);
        times.any(|(_, t)| matches!((t.end, published), (Some(day), Some(p)) if day >= p))
    }

    /// Returns whether something stands behind `could` that would be seen when it happens.
    fn could(&self) -> bool {
        let (line, book) = (self.line, self.book());
        let verb = line.word(self.verb_from(self.at + 1));
        let subject = book.lists("vague_subjects", self.subject());
        !subject && !self.is_if() && book.lists("may_happen", verb)
    }

    fn is_finite_be(&self) -> bool {
        let (grammar, word) = (self.grammar(), self.line.word(self.at));
        grammar.is_be(word) && !word.starts_with("be") && !grammar.is_be(self.subject())
    }

    /// Returns whether `is to`, `is expected to` and the like stand here with an event behind them.
    fn behind_be(&self) -> bool {
        let (line, grammar, book) = (self.line, self.grammar(), self.book());
        let next = self.verb_from(self.at + 1);
        let Some((_, n)) = book.behind_be.at(&line.low, next) else {
            return false;
        };
        let verb = line.word(self.verb_from(next + n));
        if self.refuses()
            || grammar.is_conditional(line, self.at)
            || book.lists("selves", self.subject())
        {
            return false;
        }
        // `was due to a storm`: a cause.
        if verb == "to" && grammar.is_determiner(line.word(self.verb_from(next + n) + 1)) {
            return false;
        }
        // Bare `is to`: `the aim is to`, `is only to`, `was to a group` tell no event.
        let bare = n == 1 && line.word(next) == "to";
        let clause = line.clause(self.at).start..self.at;
        let mut before = clause.rev().take(SUBJECT);
        let aim = before.any(|i| book.lists("purposes", line.word(i))) || verb == "be";
        // `is going to be hard`: a state.
        let state = verb == "be" && !book.is_participle(line.word(self.verb_from(next + n + 1)));
        if state && line.word(next) == "going" {
            return false;
        }
        let noun = grammar.is_determiner(verb) || grammar.is_preposition(verb);
        let apart = !matches!(line.word(self.at + 1), "to" | "not");
        book.is_event(verb) && !(bare && (aim || noun || apart))
    }

    /// Returns whether somebody announces an event here.
    fn announces(&self) -> bool {
        let (line, grammar, book) = (self.line, self.grammar(), self.book());
        // `the talks, set to end on Tuesday`: as behind `be`.
        if let Some(n) = book.reduced.at(&line.low, self.at).map(|(_, n)| n)
            && matches!(self.subject(), "," | "(" | "—")
        {
            return book.is_event(line.word(self.at + n));
        }
        // `Norland's pledge to open the port`.
        let low = line.word(self.at);
        let owned = grammar.is_determiner(self.subject());
        if owned && book.lists("promises", low) && line.word(self.at + 1) == "to" {
            return book.is_event(line.word(self.at + 2));
        }
        let Some((noun, n)) = book.announce.at(&line.low, self.at) else {
            return false;
        };
        let next = line.word(self.at + n);
        if noun && n == 1 {
            // `an imminent attack`, not `the attack was imminent`.
            return !grammar.is_be(self.subject()) && next.starts_with(char::is_alphabetic);
        }
        let read = grammar.verb(line, self.at, Form::Past);
        !read.negated
            && matches!(read.mood, Mood::Fact | Mood::Future)
            && book.is_event(next)
            && (noun || !grammar.is_determiner(next))
    }

    /// Returns whether one's own side will not do it: that is a refusal, no event to come.
    fn refuses(&self) -> bool {
        matches!(self.subject(), "we" | "i")
            && self.grammar().is_negation(self.line.word(self.at + 1))
    }

    /// Returns whether the word stands in the clause of an `if`.
    fn is_if(&self) -> bool {
        let line = self.line;
        let from = line.clause(self.at).start;
        let comma = (from..self.at).any(|i| line.word(i) == ",");
        let mut head = from..self.at.min(from + 3);
        !comma && head.any(|i| matches!(line.word(i), "if" | "unless" | "once"))
    }

    /// Returns whether the verb at `verb` tells something that will be seen to happen.
    fn is_event(&self, verb: usize) -> bool {
        let (line, book) = (self.line, self.book());
        let (word, next) = (line.word(verb), line.word(verb + 1));
        match word {
            // `will have seen` guesses what was, `will have to` obliges.
            "have" if next == "to" || book.is_participle(next) => false,
            "be" if line.before(verb, 2) == "there" => true,
            "be" => {
                let next = self.verb_from(verb + 1);
                let there = matches!(line.word(next), "in" | "at") && line.is_capital(next + 1);
                there || book.is_participle(line.word(next))
            }
            _ => word.starts_with(char::is_alphabetic) && book.is_event(word),
        }
    }
}

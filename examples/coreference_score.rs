//! Scores whom sources that name nobody (`she`, `the official`) are resolved to, against texts whose mentions were tied
//! together by hand (GUM: `dep/*.conllu` and `coref-gum/*.conll`; the genres news and interview).
//! Usage: `cargo run --release --example coreference_score -- FOLDER... [--errors]`.
//!
//! A source counts where it is a mention by hand. `right` is an actor that the text names elsewhere in a mention of the
//! same chain, `wrong` one named in another, `none` an actor of its own or nobody. `open` are the sources whose chain has no
//! other mention that names or describes it: for them, `none` is right.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use rapporteur::attribution::StoredModel;
use rapporteur::document::{Document, Span};
use rapporteur::pipeline::Pipeline;
use rapporteur::position::{Actor, Reading};

/// A word: where it stands, and what part of speech it is.
struct Word {
    span: Span,
    class: String,
    /// The word it hangs on, among all of the text, and how.
    above: Option<usize>,
    relation: String,
}

/// Words that stand for somebody or something, first to last, and the chain they belong to.
#[derive(Clone, Copy)]
struct Mention {
    first: usize,
    last: usize,
    chain: u32,
}

/// A text with its mentions.
struct Story {
    text: String,
    words: Vec<Word>,
    mentions: Vec<Mention>,
}

#[derive(Default)]
struct Row {
    right: usize,
    wrong: usize,
    none: usize,
    open: usize,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let errors = arguments.iter().any(|a| a == "--errors");
    let pipeline = Pipeline::new(StoredModel::built_in()?, 1)?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for folder in arguments.iter().filter(|a| !a.starts_with("--")) {
        for path in files(Path::new(folder))? {
            let story = Story::open(Path::new(folder), &path).with_context(|| path.clone())?;
            let reading = pipeline.read_document(Document::whole(path, story.text.clone()))?;
            score(&story, &reading, &mut rows, errors);
        }
    }
    println!(
        "{:<12}{:>8}{:>8}{:>8}{:>8}{:>12}{:>12}",
        "source", "right", "wrong", "none", "open", "precision", "coverage"
    );
    for (name, row) in &rows {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        println!(
            "{name:<12}{:>8}{:>8}{:>8}{:>8}{:>12.1}{:>12.1}",
            row.right,
            row.wrong,
            row.none,
            row.open,
            share(row.right, row.right + row.wrong),
            share(row.right, row.right + row.wrong + row.none - row.open),
        );
    }
    Ok(())
}

/// Returns the names of the news and interviews of a folder.
fn files(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.join("dep"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let told = name.contains("_news_") || name.contains("_interview_");
        found.extend(
            name.strip_suffix(".conllu")
                .filter(|_| told)
                .map(str::to_owned),
        );
    }
    found.sort();
    Ok(found)
}

impl Story {
    fn open(folder: &Path, name: &str) -> anyhow::Result<Self> {
        let grammar = std::fs::read_to_string(folder.join("dep").join(format!("{name}.conllu")))?;
        let chains =
            std::fs::read_to_string(folder.join("coref-gum").join(format!("{name}.conll")))?;
        let (text, words) = written(&grammar);
        let mentions = mentions(&chains);
        let known = chains.lines().filter(|l| l.contains('\t')).count();
        anyhow::ensure!(known == words.len(), "the two files differ in their words");
        Ok(Self {
            text,
            words,
            mentions,
        })
    }

    /// Returns the word that the words of a mention hang on.
    fn head(&self, mention: Mention) -> usize {
        let inside = mention.first..=mention.last;
        let out = |w: &usize| self.words[*w].above.is_none_or(|a| !inside.contains(&a));
        inside.clone().find(out).unwrap_or(mention.last)
    }

    /// Returns the part of speech of a mention's head: `PRON`, `NOUN`, `PROPN`.
    fn class(&self, mention: Mention) -> &str {
        &self.words[self.head(mention)].class
    }

    /// Returns whether the words hold a name for what their head describes (`Biologist NAME`).
    fn is_named(&self, mention: Mention, source: Span) -> bool {
        let head = self.head(mention);
        let inside = self.words.iter().filter(|w| source.contains(w.span));
        inside.into_iter().any(|w| {
            let beside = matches!(w.relation.as_str(), "appos" | "flat");
            w.above == Some(head) && w.class == "PROPN" && beside
        })
    }

    /// Returns the mention that a span is: of those with the same head, the one nearest in length.
    fn mention(&self, span: Span) -> Option<Mention> {
        let first = self.words.iter().position(|w| w.span.overlaps(span))?;
        let last = self.words.iter().rposition(|w| w.span.overlaps(span))?;
        let head = self.head(Mention {
            first,
            last,
            chain: 0,
        });
        let same = self.mentions.iter().filter(|m| self.head(**m) == head);
        same.min_by_key(|m| m.first.abs_diff(first) + m.last.abs_diff(last))
            .copied()
    }

    /// Returns whether another mention of the chain names or describes what a pronoun stands for.
    fn told_elsewhere(&self, mention: Mention) -> bool {
        let class = self.class(mention);
        let others = self.mentions.iter().filter(|m| m.chain == mention.chain);
        others.into_iter().any(|m| {
            let other = self.class(*m);
            m.first != mention.first && (other == "PROPN" || (class == "PRON" && other == "NOUN"))
        })
    }

    /// Returns the chain that an actor is: of most of its mentions by name, else of those that describe it.
    fn chain(&self, actor: &Actor, but: Span) -> Option<u32> {
        let others = actor.mentions.iter().filter(|s| **s != but);
        let found: Vec<Mention> = others.filter_map(|s| self.mention(*s)).collect();
        let of = |class: &str| {
            let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
            let same = found.iter().filter(|m| self.class(**m) == class);
            same.for_each(|m| *counts.entry(m.chain).or_default() += 1);
            let most = counts.into_iter().max_by_key(|(_, n)| *n);
            most.map(|(chain, _)| chain)
        };
        of("PROPN").or_else(|| of("NOUN"))
    }
}

/// Returns the text of a file of words with their grammar, and the words.
fn written(grammar: &str) -> (String, Vec<Word>) {
    let (mut text, mut words) = (String::new(), Vec::<Word>::new());
    // The first word of the sentence among all, the last word of a run written as one, and whether that is glued on.
    let (mut sentence, mut run, mut glued) = (0, 0, false);
    for line in grammar.lines() {
        if line.starts_with("# newpar") && !line.contains("_block") && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        if line.is_empty() {
            sentence = words.len();
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, _, class, _, _, above, relation, ..] = fields.as_slice() else {
            continue;
        };
        let last = fields.last().copied().unwrap_or_default();
        let tight = last.contains("SpaceAfter=No");
        if let Some((_, end)) = id.split_once('-') {
            (run, glued) = (end.parse().unwrap_or_default(), tight);
            continue;
        }
        let Ok(number) = id.parse::<usize>() else {
            continue;
        };
        let start = text.len();
        text.push_str(form);
        let above: usize = above.parse().unwrap_or_default();
        words.push(Word {
            span: Span::new(start, text.len()),
            class: (*class).to_owned(),
            above: above.checked_sub(1).map(|a| sentence + a),
            relation: (*relation).to_owned(),
        });
        let inside = number < run;
        let ends_run = number == run;
        if !inside && !(ends_run && glued) && (ends_run || !tight) {
            text.push(' ');
        }
        if ends_run || number > run {
            run = 0;
        }
    }
    (text, words)
}

/// Returns the mentions of a file with a word a line and brackets around mentions.
fn mentions(chains: &str) -> Vec<Mention> {
    let (mut found, mut open) = (Vec::new(), Vec::<(u32, usize)>::new());
    for (at, line) in chains.lines().filter(|l| l.contains('\t')).enumerate() {
        let marks = line.rsplit('\t').next().unwrap_or_default();
        // `(person-7-Name`, `person-7)`, `(place-3)`, one after the other.
        let mut rest = marks;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let closes = body[end..].starts_with(')');
            let number = body[..end].split('-').nth(1).and_then(|n| n.parse().ok());
            rest = body[end..].trim_start_matches(')');
            let Some(chain) = number else { continue };
            let first = match (opens, closes) {
                (true, true) => Some(at),
                (true, false) => {
                    open.push((chain, at));
                    None
                }
                _ => {
                    let begun = open.iter().rposition(|(c, _)| *c == chain);
                    begun.map(|n| open.remove(n).1)
                }
            };
            found.extend(first.map(|first| Mention {
                first,
                last: at,
                chain,
            }));
        }
    }
    found
}

fn score(story: &Story, reading: &Reading, rows: &mut BTreeMap<String, Row>, errors: bool) {
    let mut seen = Vec::new();
    for statement in &reading.statements {
        let Some(source) = statement.attribution.source else {
            continue;
        };
        let Some(mention) = story.mention(source).filter(|_| !seen.contains(&source)) else {
            continue;
        };
        seen.push(source);
        let words = source.of(&story.text).to_lowercase();
        let name = match (story.class(mention), words.as_str()) {
            ("PRON", "i" | "we" | "you" | "me" | "my" | "our" | "your") => "I, we, you",
            ("PRON", "he" | "she" | "his" | "her") => "he, she",
            ("PRON", "they" | "their" | "it" | "its") => "they, it",
            ("PRON", _) => "other pronoun",
            ("NOUN", _) if !story.is_named(mention, source) => "description",
            _ => continue,
        };
        let actor = statement.speaker.and_then(|a| reading.actors.get(a));
        let chain = actor.and_then(|a| story.chain(a, source));
        let told = story.told_elsewhere(mention);
        let first_or_second = name.starts_with('I');
        for row in [name, "all but I"] {
            if row == "all but I" && first_or_second {
                continue;
            }
            let row = rows.entry(row.to_owned()).or_default();
            match chain {
                Some(chain) if chain == mention.chain => row.right += 1,
                Some(_) => row.wrong += 1,
                None => {
                    row.none += 1;
                    row.open += usize::from(!told);
                }
            }
        }
        let wrong = chain.is_some_and(|c| c != mention.chain);
        if errors && (wrong || (chain.is_none() && told)) {
            let verdict = if wrong { "wrong" } else { "none" };
            let actor = actor.map_or("-", |a| a.name.as_str());
            let others = story.mentions.iter().filter(|m| m.chain == mention.chain);
            let gold = others
                .map(|m| story.words[m.first].span.cover(story.words[m.last].span))
                .map(|s| s.of(&story.text))
                .max_by_key(|w| w.chars().filter(|c| c.is_uppercase()).count());
            let from = source.start().saturating_sub(200);
            let from = (from..=source.start()).find(|i| story.text.is_char_boundary(*i));
            let before = from.map_or("", |f| Span::new(f, source.start()).of(&story.text));
            let before = before.replace('\n', " ");
            let gold = gold.unwrap_or_default();
            println!(
                "{verdict} {name}: … {before}[{}] -> {actor}; by hand {gold}",
                source.of(&story.text)
            );
        }
    }
}

//! `rapporteur show`: what one stage found in an article, one line an item, so that a wrong reading
//! can be traced to the stage where it went wrong.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::ValueEnum;

use super::input::{DocumentArgs, EngineArgs, reading};
use super::{End, complain};
use crate::acquire;
use crate::attribution::passages;
use crate::document::{CharOffsets, Document, Span};
use crate::language::{World, entities, quotations, sentences, times, words};
use crate::position::Reading;

const EXAMPLES: &str = "\
Examples:
  rapporteur show blocks article.txt        which lines are headline, byline, text, caption
  rapporteur show attributions article.txt
  rapporteur show times - --published 2031-03-14 < pasted.txt

Every line begins with START-END in code points of the article's text.";

/// Arguments of `show`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Which stage
    #[arg(value_enum)]
    stage: Stage,
    /// Articles, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    document: DocumentArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Headline, byline, paragraphs, captions
    Blocks,
    /// Sentences of the body
    Sentences,
    /// Words of the body
    Words,
    /// Word pieces, as the model reads them
    Tokens,
    /// Quotations
    Quotes,
    /// Time expressions with their dates
    Times,
    /// People, organisations, states and places
    Entities,
    /// Source, cue and content
    Attributions,
    /// Who speaks
    Actors,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (mut found, mut failed) = (false, false);
    let mut show = shower(args)?;
    for raw in acquire::articles(args.files.clone()) {
        match raw
            .and_then(|raw| args.document.document(raw))
            .and_then(&mut show)
        {
            Ok(lines) => {
                found |= !lines.is_empty();
                let mut out = std::io::stdout().lock();
                out.write_all(lines.as_bytes())?;
                out.flush()?;
            }
            Err(error) => {
                complain(&error.to_string());
                failed = true;
            }
        }
    }
    Ok(match (failed, found) {
        (true, _) => End::Partly,
        (false, true) => End::Done,
        (false, false) => End::NothingFound,
    })
}

type Shower = Box<dyn FnMut(Document) -> crate::Result<String>>;

/// Returns the function that shows the stage; only some stages need the model.
fn shower(args: &Args) -> crate::Result<Shower> {
    Ok(match args.stage {
        Stage::Tokens => {
            let model = args.engine.stored_model()?;
            Box::new(move |d| Ok(tokens(&d, &model.word_pieces)))
        }
        Stage::Attributions | Stage::Actors => {
            let pipeline = args.engine.pipeline()?;
            let actors_only = args.stage == Stage::Actors;
            Box::new(move |d| {
                let reading = reading(&pipeline, d)?;
                Ok(if actors_only {
                    actors(&reading)
                } else {
                    attributions(&reading)
                })
            })
        }
        Stage::Entities => {
            let world = World::built_in()?;
            Box::new(move |d| Ok(named(&d, &world)))
        }
        stage => Box::new(move |d| Ok(spans(&d, stage))),
    })
}

/// Lines over the spans of one text.
struct Lines<'a> {
    text: &'a str,
    offsets: CharOffsets,
    out: String,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            offsets: CharOffsets::new(text),
            out: String::new(),
        }
    }

    fn add(&mut self, span: Span, what: &str) {
        let place = self.offsets.span(self.text, span);
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let _ = write!(self.out, "{}-{}\t", place.start, place.end);
        if !what.is_empty() {
            let _ = write!(self.out, "{what}\t");
        }
        let words = words.join(" ");
        let tame = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
        self.out.extend(words.chars().map(tame));
        self.out.push('\n');
    }
}

/// Shows the stages that need nothing but the document.
fn spans(document: &Document, stage: Stage) -> String {
    let text = &document.text;
    let mut lines = Lines::new(text);
    match stage {
        Stage::Blocks => {
            for block in &document.blocks {
                // As wide as the longest kind, so that the words stand below one another.
                lines.add(block.span, &format!("{:<13}", word(&block.kind)));
            }
        }
        Stage::Times => {
            for time in times(document) {
                let day = |d: Option<jiff::civil::Date>| d.map_or("?".into(), |d| d.to_string());
                lines.add(
                    time.span,
                    &format!("{}..{}", day(time.start), day(time.end)),
                );
            }
        }
        _ => {
            for block in document.body() {
                let spans = match stage {
                    Stage::Sentences => sentences(text, block.span),
                    Stage::Quotes => quotations(text, block.span)
                        .iter()
                        .map(|q| q.span)
                        .collect(),
                    _ => words(text, block.span),
                };
                spans.into_iter().for_each(|span| lines.add(span, ""));
            }
        }
    }
    lines.out
}

fn tokens(document: &Document, pieces: &crate::language::WordPiece) -> String {
    let vocabulary = pieces.vocabulary();
    let mut lines = Lines::new(&document.text);
    for passage in passages(document, pieces) {
        for (word, ends) in passage.words.iter().zip(passage.starts.windows(2)) {
            let ids = &passage.pieces[ends[0] as usize..ends[1] as usize];
            let pieces = ids.iter().filter_map(|id| vocabulary.get(*id as usize));
            let pieces: Vec<&str> = pieces.copied().collect();
            lines.add(*word, &pieces.join(" "));
        }
    }
    lines.out
}

fn named(document: &Document, world: &World) -> String {
    let mut lines = Lines::new(&document.text);
    for entity in entities(document, world) {
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let mut what = format!("{kind}\t{}", entity.name);
        for (name, value) in [
            ("slug", &entity.slug),
            ("party", &entity.party),
            ("role", &entity.role),
        ] {
            if let Some(value) = value {
                let _ = write!(what, "\t{name}={value}");
            }
        }
        lines.add(entity.span, &what);
    }
    lines.out
}

fn attributions(reading: &Reading) -> String {
    let mut lines = Lines::new(&reading.document.text);
    for (i, statement) in reading.statements.iter().enumerate() {
        let relation = &statement.attribution;
        let parent = relation
            .parent
            .map_or(String::new(), |p| format!(" in {p}"));
        let speaker = statement.speaker.and_then(|s| reading.actors.get(s));
        let _ = writeln!(
            lines.out,
            "{i}{parent}\t{}\t{}\t{}\t{}\t{:.3}",
            speaker.map_or("–", |a| a.name.as_str()),
            word(&relation.form),
            word(&statement.sourcing),
            word(&statement.channel),
            relation.confidence
        );
        relation.source.iter().for_each(|s| lines.add(*s, "source"));
        relation.cue.iter().for_each(|s| lines.add(*s, "cue"));
        relation
            .content
            .iter()
            .for_each(|s| lines.add(*s, "content"));
    }
    lines.out
}

fn actors(reading: &Reading) -> String {
    let mut lines = Lines::new(&reading.document.text);
    for actor in &reading.actors {
        let _ = writeln!(
            lines.out,
            "{}\t{}\t{}\tparty={}\trole={}{}",
            actor.id,
            actor.name,
            word(&actor.kind),
            actor.party.as_deref().unwrap_or("–"),
            actor.role.as_deref().unwrap_or("–"),
            if actor.anonymous { "\tnot named" } else { "" }
        );
        actor.mentions.iter().for_each(|s| lines.add(*s, "mention"));
    }
    lines.out
}

/// Returns a value's word in the JSON of a reading.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

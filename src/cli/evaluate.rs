//! `rapporteur evaluate`: figures against articles read by people.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::input::EngineArgs;
use super::{End, complain};
use crate::acquire;
use crate::document;
use crate::evaluate::{
    Accuracy, Figure, Prediction, Tally, brat_articles, gold_articles, predictions,
    relations_of_reading, score_reading, score_relations,
};
use crate::export::json::reading;
use crate::pipeline::Pipeline;

const EXAMPLES: &str = "\
The folder is either of the layout of PolNeAR (text/NAME.txt, attributions/NAME_ANNOTATOR.ann) or
holds NAME.gold.json with NAME.txt.

Examples:
  rapporteur evaluate --gold polnear/dev --whole
  rapporteur evaluate --gold training/labels --text articles
  rapporteur evaluate --gold gold --pred readings.jsonl --format json";

/// Arguments of `evaluate`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Folder of articles read by people
    #[arg(long, value_name = "FOLDER")]
    gold: PathBuf,
    /// Folder of NAME.txt, where they do not stand beside NAME.gold.json
    #[arg(long, value_name = "FOLDER")]
    text: Option<PathBuf>,
    /// Score these readings (JSON lines, or a folder of NAME.json) instead of reading the articles now
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// Take every line of the articles as running text
    #[arg(long)]
    whole: bool,
    /// Score attributions inside the content of others too, where the gold is of the layout of PolNeAR, which has none
    #[arg(long)]
    nested: bool,
    /// How to print the figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    engine: EngineArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables
    Text,
    /// One object
    Json,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let brat = args.gold.join("attributions").is_dir();
    let mut predicted = Predicted::new(args)?;
    let mut tally = Tally::default();
    let mut right = Accuracy::default();
    let mut articles = 0;
    if brat {
        for article in brat_articles(&args.gold)? {
            let found = predicted.of(&article.name, &article.path, None)?;
            let found = relations_of_reading(&found, args.nested);
            score_relations(&mut tally, &article.text, &article.gold, &found);
            articles += 1;
        }
    } else {
        for article in gold_articles(&args.gold, args.text.as_deref())? {
            let published = article.gold["published"]
                .as_str()
                .and_then(|day| day.parse().ok());
            let found = predicted.of(&article.name, &article.path, published)?;
            score_reading(&mut tally, &mut right, &article.text, &article.gold, &found);
            articles += 1;
        }
    }
    if predicted.missing > 0 {
        let missing = predicted.missing;
        complain(&format!(
            "{missing} of {articles} articles have no prediction and count as empty"
        ));
    }
    let printed = match args.format {
        Format::Json => as_json(brat, articles, &tally, &right)?,
        Format::Text => as_text(brat, articles, &tally, &right),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(printed.as_bytes())?;
    out.flush()?;
    Ok(if predicted.failed {
        End::Partly
    } else {
        End::Done
    })
}

/// What is scored: stored predictions, or the engine's readings made as they are asked for.
struct Predicted {
    stored: Option<Prediction>,
    pipeline: Option<Pipeline>,
    whole: bool,
    missing: usize,
    failed: bool,
}

impl Predicted {
    fn new(args: &Args) -> anyhow::Result<Self> {
        let (stored, pipeline) = match &args.pred {
            Some(path) => (Some(predictions(path)?), None),
            None => (None, Some(args.engine.pipeline()?)),
        };
        Ok(Self {
            stored,
            pipeline,
            whole: args.whole,
            missing: 0,
            failed: false,
        })
    }

    /// Returns the reading of an article; `published` is its day of publication where the text itself does not tell.
    fn of(&mut self, name: &str, path: &Path, published: Option<Date>) -> anyhow::Result<Value> {
        if let Some(stored) = &mut self.stored {
            let found = stored.remove(name);
            self.missing += usize::from(found.is_none());
            return Ok(found.unwrap_or_default());
        }
        let Some(pipeline) = &self.pipeline else {
            return Ok(Value::Null);
        };
        let raw = acquire::articles(vec![path.display().to_string()]).next();
        let read = raw.map(|raw| {
            let mut document = document::read(raw?, self.whole)?;
            let known = &mut document.metadata;
            if known.published.is_none() && published.is_some() {
                (known.published, known.published_from) = (published, Some("given".into()));
            }
            pipeline.read_document(document)
        });
        match read {
            Some(Ok(read)) => Ok(serde_json::to_value(reading(&read))?),
            Some(Err(error)) => {
                complain(&error.to_string());
                self.failed = true;
                Ok(Value::Null)
            }
            None => Ok(Value::Null),
        }
    }
}

fn as_json(brat: bool, articles: usize, tally: &Tally, right: &Accuracy) -> anyhow::Result<String> {
    let figures = tally.figures().into_iter();
    let f1: Map<String, Value> = figures
        .map(|(name, figure)| Ok((name.to_owned(), serde_json::to_value(figure)?)))
        .collect::<anyhow::Result<_>>()?;
    let shares = right.shares().into_iter();
    let accuracy: Map<String, Value> = shares
        .map(|(name, share)| Ok((name.to_owned(), serde_json::to_value(share)?)))
        .collect::<anyhow::Result<_>>()?;
    let all = if brat {
        Value::Object(f1)
    } else {
        json!({"articles": articles, "f1": f1, "accuracy": accuracy})
    };
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

fn as_text(brat: bool, articles: usize, tally: &Tally, right: &Accuracy) -> String {
    let wide = if brat { 14 } else { 16 };
    let mut out = String::new();
    if !brat {
        out.push_str(&format!("{articles} articles\n"));
    }
    let (p, r, f1, gold, pred) = ("P", "R", "F1", "gold", "pred");
    out.push_str(&format!(
        "{:wide$} {p:>6} {r:>6} {f1:>6} {gold:>6} {pred:>6}\n",
        "figure"
    ));
    for (
        name,
        Figure {
            p,
            r,
            f1,
            gold,
            pred,
        },
    ) in tally.figures()
    {
        out.push_str(&format!(
            "{name:wide$} {p:6.1} {r:6.1} {f1:6.1} {gold:6} {pred:6}\n"
        ));
    }
    if !brat {
        out.push_str(&format!(
            "\n{:wide$} {:>6} {:>6} {:>6}\n",
            "accuracy of", "%", "right", "of"
        ));
        for (name, share) in right.shares() {
            let (percent, right, of) = (share.percent, share.right, share.of);
            out.push_str(&format!("{name:wide$} {percent:6.1} {right:6} {of:6}\n"));
        }
    }
    out
}

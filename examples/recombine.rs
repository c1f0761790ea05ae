//! Writes N articles as JSON lines, made by recombining the paragraphs of the invented articles beside it: for
//! measuring throughput and growth, not for reading. The same seed gives the same bytes.
//!
//! `cargo run --release --example recombine -- 10000 [--seed 7] > articles.jsonl`

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rapporteur::acquire;
use rapporteur::document;
use serde_json::json;

/// Where the paragraphs come from, beside this file.
const SOURCES: [&str; 3] = [
    "harbour/articles",
    "harbour-talks.txt",
    "ferry-dispute.html",
];
/// Paragraphs with fewer bytes are headings, turns and captions.
const SHORTEST: usize = 100;
/// Paragraphs of an article, fewest and most: as many as a short report and a feature have.
const PARAGRAPHS: (usize, usize) = (7, 16);
/// The first day of publication, and how many days follow.
const DAYS: (Date, usize) = (date(2031, 1, 2), 1500);
const OUTLETS: [(&str, &str); 8] = [
    ("Tidewater Wire", "tidewaterwire.example"),
    ("Harbour Gazette", "gazette.example"),
    ("Kalvborg Courier", "courier.example"),
    ("Port Selby Observer", "observer.example"),
    ("The Lantern Review", "lantern.example"),
    ("Varnhem Post", "varnhempost.example"),
    ("Strait Times of Tern", "straittimes.example"),
    ("The Bell Buoy", "bellbuoy.example"),
];
/// Places that stand for each other, so that the same paragraph is seldom the same words.
const PLACES: [&str; 8] = [
    "Tern",
    "Hollin",
    "Esk Point",
    "Marrow",
    "Skarholm",
    "Lindhaven",
    "Ostrey",
    "Brackwater",
];
const DAYS_OF_WEEK: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

fn main() -> Result<()> {
    let mut count = 100;
    let mut seed = 1;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--seed" {
            seed = args.next().context("--seed wants a number")?.parse()?;
        } else {
            count = arg.parse().with_context(|| format!("{arg} is no number"))?;
        }
    }
    let stock = Stock::read()?;
    let mut dice = Dice(seed);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 0..count {
        writeln!(out, "{}", stock.article(number, &mut dice))?;
    }
    out.flush()?;
    Ok(())
}

/// What articles are made of.
struct Stock {
    titles: Vec<String>,
    paragraphs: Vec<String>,
}

impl Stock {
    fn read() -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let paths = SOURCES.map(|s| folder.join(s).display().to_string());
        let (mut titles, mut paragraphs) = (BTreeSet::new(), BTreeSet::new());
        for raw in acquire::articles(paths.to_vec()) {
            let document = document::read(raw?, false)?;
            titles.extend(document.metadata.title.clone());
            let body = document.body().map(|b| b.span.of(&document.text).trim());
            paragraphs.extend(body.filter(|p| is_prose(p)).map(str::to_owned));
        }
        if titles.is_empty() || paragraphs.len() < PARAGRAPHS.1 {
            bail!("{}: too few paragraphs to recombine", folder.display());
        }
        Ok(Self {
            titles: titles.into_iter().collect(),
            paragraphs: paragraphs.into_iter().collect(),
        })
    }

    fn article(&self, number: usize, dice: &mut Dice) -> serde_json::Value {
        let (outlet, host) = OUTLETS[dice.below(OUTLETS.len())];
        let days = i64::try_from(dice.below(DAYS.1)).unwrap_or(0);
        let published = DAYS.0.saturating_add(days.days());
        let wanted = PARAGRAPHS.0 + dice.below(PARAGRAPHS.1 - PARAGRAPHS.0 + 1);
        let mut left: Vec<&String> = self.paragraphs.iter().collect();
        let chosen: Vec<String> = (0..wanted)
            .map(|_| varied(left.swap_remove(dice.below(left.len())), dice))
            .collect();
        let title = varied(&self.titles[dice.below(self.titles.len())], dice);
        let path = published.strftime("%Y/%m/%d");
        json!({
            "url": format!("https://{host}/{path}/{number}"),
            "outlet": outlet,
            "title": title,
            "published": published.to_string(),
            "text": chosen.join("\n\n"),
        })
    }
}

fn is_prose(paragraph: &str) -> bool {
    // `Q: …` and `Reuss: …` are turns of an interview.
    let turn = paragraph
        .split_whitespace()
        .next()
        .is_some_and(|w| w.ends_with(':'));
    paragraph.len() >= SHORTEST && !turn
}

/// Returns words with other places, weekdays and numbers in them.
fn varied(words: &str, dice: &mut Dice) -> String {
    let mut text = words.to_owned();
    for names in [&PLACES[..], &DAYS_OF_WEEK[..]] {
        let turn = dice.below(names.len());
        text = exchanged(&text, names, turn);
    }
    renumbered(&text, dice)
}

/// Returns words with other numbers of one or two digits; years and amounts stay.
fn renumbered(words: &str, dice: &mut Dice) -> String {
    let chars: Vec<char> = words.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let other = |at: usize, dice: &mut Dice| {
        let last = digit(at) && !digit(at + 1);
        let short = at < 2 || !(digit(at - 1) && digit(at - 2));
        if last && short && ('3'..='8').contains(&chars[at]) {
            ['3', '4', '5', '6', '7', '8'][dice.below(6)]
        } else {
            chars[at]
        }
    };
    (0..chars.len()).map(|at| other(at, dice)).collect()
}

/// Returns words in which each of the names gives way to the one `turn` places on.
fn exchanged(words: &str, names: &[&str], turn: usize) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let begins = !out.ends_with(char::is_alphanumeric);
        let named = names.iter().position(|n| {
            begins
                && rest
                    .strip_prefix(n)
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        let taken = if let Some(at) = named {
            out.push_str(names[(at + turn) % names.len()]);
            names[at].len()
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    /// Returns a number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(mixed % end).unwrap_or(0)
    }
}

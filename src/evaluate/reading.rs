//! Figures over whole readings: attributions with speaker, sourcing, channel and the rest, positions,
//! meetings, expectations and what else a reading may hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;
use serde_json::Value;

use super::index::{Index, Words, jaccard, pairs};
use super::prediction::{AttributionView, EntryView, View};
use super::tally::{Tally, one_digit};

/// How often a field was right, by name, in the order in which names first came.
#[derive(Clone, Debug, Default)]
pub struct Accuracy {
    counts: Vec<(&'static str, [usize; 2])>,
}

/// One accuracy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// How many were right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
    /// The same in percent, rounded to one digit.
    pub percent: f64,
}

impl Accuracy {
    fn add(&mut self, name: &'static str, right: bool) {
        let at = match self.counts.iter().position(|(n, _)| *n == name) {
            Some(at) => at,
            None => {
                self.counts.push((name, [0; 2]));
                self.counts.len() - 1
            }
        };
        self.counts[at].1[0] += usize::from(right);
        self.counts[at].1[1] += 1;
    }

    /// Returns every accuracy by name.
    pub fn shares(&self) -> Vec<(&'static str, Share)> {
        let share = |[right, of]: [usize; 2]| Share {
            right,
            of,
            percent: one_digit(100.0 * right as f64 / of.max(1) as f64),
        };
        self.counts.iter().map(|(n, c)| (*n, share(*c))).collect()
    }
}

/// An attribution with its speaker looked up and its spans as words.
struct Said {
    view: AttributionView,
    /// The name of the actor that `speaker` points at, or what stands there.
    name: Option<String>,
    party: Option<String>,
    addressee: Option<String>,
    content: Words,
    source: Words,
}

/// Adds the figures of one article: F1 to `tally`, accuracies on matched attributions and positions to `right`.
pub fn score_reading(
    tally: &mut Tally,
    right: &mut Accuracy,
    text: &str,
    gold: &Value,
    found: &Value,
) {
    let index = Index::new(text);
    let (gold, found) = (View::of(gold), View::of(found));
    let (g, p) = (said(&index, &gold), said(&index, &found));
    let both = |g: &Said, p: &Said| {
        let fits = jaccard(&g.source, &p.source) >= 0.5;
        if fits { content(g, p) } else { 0.0 }
    };
    tally.add("attribution", pairs(&g, &p, both).len(), g.len(), p.len());
    let matched = pairs(&g, &p, content);
    tally.add("content", matched.len(), g.len(), p.len());
    for (i, j) in matched {
        fields(tally, right, &g[i], &p[j]);
    }
    positions(tally, right, &index, &gold, &found);
    rest(tally, right, &index, &gold, &found);
}

fn said(index: &Index, view: &View) -> Vec<Said> {
    let actors: HashMap<Option<&str>, _> =
        view.actors.iter().map(|a| (a.id.as_deref(), a)).collect();
    let all = view.attributions.iter().map(|a| {
        let speaker = actors.get(&a.speaker.as_deref());
        let addressee = actors.get(&a.addressee.as_deref());
        let some = |x: &Option<String>| x.clone().filter(|x| !x.is_empty());
        Said {
            name: speaker.map_or(a.speaker.clone(), |actor| actor.name.clone()),
            party: some(&a.party).or(speaker.and_then(|actor| actor.party.clone())),
            addressee: addressee.map_or(a.addressee.clone(), |actor| actor.name.clone()),
            content: index.cover(&a.content.all()),
            source: index.cover(&a.source.all()),
            view: a.clone(),
        }
    });
    all.filter(|s| !s.content.is_empty()).collect()
}

fn content(gold: &Said, found: &Said) -> f64 {
    let common = jaccard(&gold.content, &found.content);
    if common >= 0.5 {
        common + 1e-3 * jaccard(&gold.source, &found.source)
    } else {
        0.0
    }
}

fn fields(tally: &mut Tally, right: &mut Accuracy, gold: &Said, found: &Said) {
    let (g, p) = (&gold.view, &found.view);
    right.add("form", g.form == p.form);
    right.add("sourcing", g.sourcing == p.sourcing);
    right.add("channel", g.channel == p.channel);
    right.add("modality", g.modality == p.modality);
    let same_party = slug(&gold.party) == slug(&found.party);
    if gold.party.as_deref().is_some_and(|s| !s.is_empty()) {
        right.add("party", same_party);
    }
    match g.sourcing.as_deref() {
        Some("named") => {
            // As the gold has it: its speakers are names, not ids.
            let same = last_name(&g.speaker) == last_name(&found.name);
            right.add("speaker named", same);
        }
        Some("anonymous" | "collective" | "official") => {
            let unnamed = p.sourcing.as_deref() != Some("named");
            right.add("speaker unnamed", unnamed && same_party);
        }
        _ => {}
    }
    if let Some(addressee) = gold.addressee.as_ref().filter(|s| !s.is_empty()) {
        let other = found.addressee.as_deref().unwrap_or_default();
        right.add("addressee", share_word(addressee, other));
    }
    let labels = |view: &AttributionView| -> std::collections::BTreeSet<Option<String>> {
        view.signals.iter().flatten().cloned().collect()
    };
    let (gs, ps) = (labels(g), labels(p));
    tally.add("signals", gs.intersection(&ps).count(), gs.len(), ps.len());
    let date = |view: &AttributionView| view.said_on.clone().filter(|d| !d.is_empty());
    let (gd, pd) = (date(g), date(p));
    let same = gd.is_some() && gd == pd;
    tally.add(
        "said_on",
        same.into(),
        gd.is_some().into(),
        pd.is_some().into(),
    );
}

fn positions(tally: &mut Tally, right: &mut Accuracy, index: &Index, gold: &View, found: &View) {
    let (g, p) = (gold.entries("positions"), found.entries("positions"));
    let score = |extra: fn(&EntryView, &EntryView) -> bool| {
        move |g: &EntryView, p: &EntryView| {
            let same = slug(&g.party) == slug(&p.party)
                && polarity(&g.stance) == polarity(&p.stance)
                && extra(g, p);
            let overlap = overlap(index, g, p);
            if same && overlap > 0.0 {
                overlap + 0.01 * f64::from(g.issue == p.issue)
            } else {
                0.0
            }
        }
    };
    let matched = pairs(g, p, score(|_, _| true));
    tally.add("position", matched.len(), g.len(), p.len());
    let issue = pairs(g, p, score(|g, p| g.issue == p.issue)).len();
    tally.add("position+issue", issue, g.len(), p.len());
    let stance = pairs(g, p, score(|g, p| g.stance == p.stance)).len();
    tally.add("position+stance", stance, g.len(), p.len());
    for (i, j) in matched {
        right.add("venue", g[i].venue == p[j].venue);
        right.add("voucher", slug(&g[i].voucher) == slug(&p[j].voucher));
    }
}

fn rest(tally: &mut Tally, right: &mut Accuracy, index: &Index, gold: &View, found: &View) {
    let meeting = |g: &EntryView, p: &EntryView| {
        let place = |e: &EntryView| e.place.clone().unwrap_or_default();
        if g.start != p.start {
            0.0
        } else if share_word(&place(g), &place(p)) {
            2.0
        } else {
            f64::from(overlap(index, g, p) > 0.0)
        }
    };
    let (g, p) = (gold.entries("meetings"), found.entries("meetings"));
    tally.add("meeting", pairs(g, p, meeting).len(), g.len(), p.len());
    for (list, name) in [
        ("expectations", "expectation"),
        ("outcomes", "outcome"),
        ("shifts", "shift"),
        ("conduct", "conduct"),
    ] {
        let (g, p) = (gold.entries(list), found.entries(list));
        let matched = pairs(g, p, |g, p| overlap(index, g, p));
        tally.add(name, matched.len(), g.len(), p.len());
        if list == "expectations" {
            for (i, j) in matched {
                right.add("due", g[i].due == p[j].due);
            }
        }
    }
}

/// Returns how much the evidence of two entries has in common; 0 where nothing.
fn overlap(index: &Index, gold: &EntryView, found: &EntryView) -> f64 {
    let (g, p) = (
        index.cover(&gold.evidence.all()),
        index.cover(&found.evidence.all()),
    );
    if g.is_disjoint(&p) {
        0.0
    } else {
        jaccard(&g, &p)
    }
}

fn polarity(stance: &Option<String>) -> Option<char> {
    match stance.as_deref()? {
        "demands" | "supports" => Some('+'),
        "open" | "undecided" => Some('0'),
        "opposes" | "rules_out" => Some('-'),
        _ => None,
    }
}

/// Returns a party's name in one form, however it was written.
fn slug(name: &Option<String>) -> String {
    let name = name.as_deref().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
        .filter(|w| !w.is_empty())
        .collect();
    let slug = words.join("-");
    match slug.as_str() {
        "us" | "usa" | "u-s" => "united-states".into(),
        "uk" => "united-kingdom".into(),
        "un" => "united-nations".into(),
        "eu" => "european-union".into(),
        _ => slug,
    }
}

#[allow(clippy::expect_used)] // Constant patterns; the tests compile them.
static NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-zÀ-ÿ’'\-]+").expect("the pattern is constant"));

#[allow(clippy::expect_used)]
static LONG_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]{3,}").expect("the pattern is constant"));

fn last_name(name: &Option<String>) -> String {
    let name = name.as_deref().unwrap_or_default();
    let last = NAME.find_iter(name).last();
    last.map(|m| m.as_str().to_lowercase()).unwrap_or_default()
}

/// Returns whether the two have a word of at least three letters in common.
fn share_word(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let words: Vec<&str> = LONG_WORD.find_iter(&a).map(|m| m.as_str()).collect();
    LONG_WORD.find_iter(&b).any(|m| words.contains(&m.as_str()))
}

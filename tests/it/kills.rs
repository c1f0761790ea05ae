//! `add` may be killed at any moment: what it reported is there, nothing is there twice, the next run does the rest.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rapporteur::record::Record;

use crate::project::{Ran, model, rapporteur};

/// More than two batches of `add`.
const ARTICLES: usize = 72;

/// Returns how often `add` is killed: `RAPPORTEUR_KILLS`, else a hundred times.
fn kills() -> usize {
    let given = std::env::var("RAPPORTEUR_KILLS").ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(100)
}

/// Writes short articles that share no five words in a row; returns their paths.
fn articles(folder: &Path) -> HashSet<String> {
    let article = |n: usize| {
        let path = folder.join(format!("{n:02}.txt"));
        let word = |k: usize| {
            format!(
                "{}{}",
                ["pier", "quay", "lock", "mole", "dock"][k % 5],
                n * 7 + k
            )
        };
        let text = format!(
            "Talks over {} and {}\n\n“We keep {},” Mara Lind said of {}. {} stays {}.\n",
            word(0),
            word(1),
            word(2),
            word(3),
            word(4),
            word(5)
        );
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    (0..ARTICLES).map(article).collect()
}

struct Runs<'a> {
    articles: &'a Path,
    model: PathBuf,
}

impl Runs<'_> {
    fn begin(&self, case: &Path) -> Child {
        let mut command = rapporteur();
        command.args(["add", "--list", "--case"]).arg(case);
        command.arg(self.articles).arg("--model").arg(&self.model);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Runs to the end where so many articles are there already; returns what was added.
    fn whole(&self, case: &Path, there: usize) -> HashSet<String> {
        let ran = Ran::of(self.begin(case).wait_with_output().unwrap()).ended(0);
        let counted = format!("{there:>7} in the record already\n");
        assert!(there == 0 || ran.out.contains(&counted), "{}", ran.out);
        listed(&ran.out)
    }

    /// Runs for a while and kills; returns what was reported as added until then.
    fn killed(&self, case: &Path, after: Duration) -> HashSet<String> {
        let mut child = self.begin(case);
        std::thread::sleep(after);
        child.kill().unwrap();
        child.wait().unwrap();
        let mut out = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut out)
            .unwrap();
        listed(&out)
    }
}

/// Returns the articles of the lines that say that one is new; a line cut off in the middle says nothing.
fn listed(out: &str) -> HashSet<String> {
    let whole = out.split_inclusive('\n').filter(|l| l.ends_with('\n'));
    let new = whole.filter_map(|l| l.strip_prefix("new "));
    new.map(|l| l.trim().to_owned()).collect()
}

fn fresh(folder: &Path, number: usize) -> PathBuf {
    let case = folder.join(format!("case-{number}"));
    std::fs::create_dir(&case).unwrap();
    std::fs::write(case.join("case.toml"), "").unwrap();
    case
}

/// Returns the articles of a record, which must be sound and hold none twice.
fn held(case: &Path) -> HashSet<String> {
    let record = Record::open(&case.join("record.db")).unwrap();
    assert_eq!(record.verify(|| ()).unwrap().faults, [""; 0]);
    let documents = record.documents(None).unwrap();
    assert!(
        documents
            .iter()
            .all(|d| d.appearances == 1 && d.report == d.id),
        "{documents:?}"
    );
    let count = documents.len();
    let held: HashSet<String> = documents.into_iter().map(|d| d.origin).collect();
    assert_eq!(held.len(), count, "an article is there twice");
    held
}

/// A number that looks drawn at random, of a kill's number (splitmix64; Steele, Lea, Flood 2014).
fn drawn(number: u64) -> f64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

#[test]
fn killing_add_loses_nothing_and_repeats_nothing() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("articles");
    std::fs::create_dir(&inbox).unwrap();
    let all = articles(&inbox);
    let runs = Runs {
        articles: &inbox,
        model,
    };
    let begun = Instant::now();
    let case = fresh(folder.path(), 0);
    assert_eq!(runs.whole(&case, 0), all);
    let length = begun.elapsed();
    assert_eq!(held(&case), all);

    let mut case = fresh(folder.path(), 1);
    let mut reported = HashSet::new();
    let (mut cases, mut partial) = (1, 0);
    for kill in 0..kills() {
        let now = runs.killed(&case, length.mul_f64(drawn(kill as u64)));
        assert!(reported.is_disjoint(&now), "reported twice as new");
        reported.extend(now);
        let held = held(&case);
        assert!(reported.is_subset(&held), "reported and lost");
        partial += usize::from(!held.is_empty() && held.len() < ARTICLES);
        if held.len() == ARTICLES {
            cases += 1;
            case = fresh(folder.path(), cases);
            reported.clear();
        }
    }
    let before = held(&case);
    let rest = runs.whole(&case, before.len());
    assert_eq!(&before | &rest, all);
    assert!(before.is_disjoint(&rest));
    assert_eq!(held(&case), all);
    assert!(
        partial > 0 || kills() < 20,
        "no kill came in the middle of the work"
    );
}

//! Many readers at once, while articles come in.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::rapporteur;
use crate::served::served;

const READERS: usize = 50;
const PAGES: [&str; 8] = [
    "/",
    "/issues",
    "/article/1",
    "/rounds",
    "/gaps",
    "/search?q=strait",
    "/decide",
    "/api/positions.json",
];

#[test]
fn fifty_read_while_articles_come_in() {
    let page = served(&["--port", "0"]);
    let articles: String = (0..12)
        .map(|n| {
            let text = format!(
                "Mara Lind said on Monday that Norland would open lane {n} by spring. \
                 An official who asked not to be named said the talks on lane {n} had failed."
            );
            format!("{}\n", serde_json::json!({"text": text, "published": "2031-03-20", "title": format!("Lane {n}")}))
        })
        .collect();
    let file = page.folder.path().join("more.jsonl");
    std::fs::write(&file, articles).unwrap();
    let mut add = rapporteur()
        .arg("add")
        .arg("--case")
        .arg(page.folder.path())
        .arg(&file)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for reader in 0..READERS {
            let (page, answered) = (&page, &answered);
            scope.spawn(move || {
                for turn in 0..4 {
                    let path = PAGES[(reader + turn) % PAGES.len()];
                    let answer = page.get(path);
                    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(add.wait().unwrap().success());
    assert_eq!(answered.into_inner(), READERS * 4);
    assert!(
        page.get("/search?q=%22lane+11%22&sourcing=anonymous")
            .body
            .contains("Lane 11")
    );
}

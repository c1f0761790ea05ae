//! What the page answers over the invented negotiation: every view as data, what is contested, statements alike.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::served::{Served, served_harbour};

fn json(page: &Served, path: &str) -> Value {
    let answer = page.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn rows(page: &Served, path: &str) -> Vec<Value> {
    json(page, path)["rows"].as_array().unwrap().clone()
}

/// Returns the addresses on a page that begin like this.
fn links(body: &str, begin: &str) -> BTreeSet<String> {
    let parts = body.split("href=\"").skip(1);
    let links = parts.filter_map(|p| p.split('"').next());
    links
        .filter(|l| l.starts_with(begin))
        .map(|l| l.replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

#[test]
fn rows_have_the_columns_that_are_described() {
    let Some(page) = served_harbour() else { return };
    let described = json(&page, "/api/openapi.json");
    for (path, methods) in described["paths"].as_object().unwrap() {
        let schema = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let Some(columns) = schema["properties"]["rows"]["items"]["properties"].as_object() else {
            continue;
        };
        let told: BTreeSet<&String> = columns.keys().collect();
        let rows = rows(&page, path);
        assert!(!rows.is_empty() || path.contains("decisions"), "{path}");
        let found: BTreeSet<&String> = rows
            .iter()
            .flat_map(|r| r.as_object().unwrap().keys())
            .collect();
        if !rows.is_empty() {
            assert_eq!(found, told, "{path}");
        }
        let table = page.get(&path.replace(".json", ".csv"));
        let mut read = csv::Reader::from_reader(table.body.as_bytes());
        assert_eq!(read.records().count(), rows.len(), "{path}");
        assert_eq!(
            table.header("x-total-count"),
            Some(rows.len().to_string().as_str()),
            "{path}"
        );
    }
}

#[test]
fn every_view_has_its_data() {
    let Some(page) = served_harbour() else { return };
    for view in [
        "/",
        "/?since=2031-03-01",
        "/issues",
        "/issue/harbour-dues",
        "/party/norland",
        "/gaps?party=sudmark&issue=joint-patrols",
        "/rounds",
        "/sources",
        "/articles",
        "/article/1",
        "/search?q=patrols&speaker=Kroll&sourcing=named",
        "/search?like=1:0",
        "/decide",
        "/decide/actors",
        "/history",
    ] {
        let body = page.get(view).body;
        let data = links(&body, "/api/");
        for ending in [".json", ".csv"] {
            let of_view = data
                .iter()
                .filter(|l| l.contains(ending) && !l.contains("openapi"));
            let of_view: Vec<&String> = of_view.collect();
            assert!(!of_view.is_empty(), "{view} has no {ending}");
            for link in of_view {
                assert_eq!(page.get(link).status, 200, "{link}");
            }
        }
    }
    let found = rows(
        &page,
        "/api/search.json?q=patrols&speaker=Kroll&sourcing=named",
    );
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|r| r["speaker"].as_str().unwrap().contains("Kroll"))
    );
}

#[test]
fn what_is_contested_stands_on_the_first_page_the_newest_first() {
    let Some(page) = served_harbour() else { return };
    let all = rows(&page, "/api/contested.json");
    let days: Vec<&str> = all.iter().map(|r| r["day"].as_str().unwrap()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let kinds: BTreeSet<&str> = all.iter().map(|r| r["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        BTreeSet::from(["denied", "meeting", "mood", "public_private"])
    );
    let mood = all.iter().find(|r| r["kind"] == "mood").unwrap();
    assert_eq!(mood["issue"], serde_json::Value::Null);
    let tones = BTreeSet::from(["one_tone", "other_tone"].map(|t| mood[t].as_str().unwrap()));
    assert_eq!(tones, BTreeSet::from(["bad", "good"]));
    let gaps = page.get("/gaps").body;
    assert!(gaps.contains("good mood") && gaps.contains("bad mood"));
    let body = page.get("/").body;
    let block = &body[body.find("id=\"contested\"").unwrap()..];
    let mut at = 0;
    for row in &all[..2] {
        for side in ["one", "other"] {
            for part in ["words", "outlet", "published"] {
                let part = row[format!("{side}_{part}")].as_str().unwrap();
                let part = part.replace('\'', "&#39;");
                let found = block[at..].find(&part);
                at += found.unwrap_or_else(|| panic!("{part} is not where it should be"));
            }
        }
    }
    // The pages limit what is shown, not what it stands against.
    let late = rows(&page, "/api/contested.json?since=2031-03-01&party=norland");
    assert!(
        late.iter()
            .any(|r| r["one_day"].as_str() < Some("2031-03-01")),
        "{late:?}"
    );
    assert!(
        late.iter()
            .all(|r| r["party"] == "norland" && r["day"].as_str() >= Some("2031-03-01"))
    );
    let of_issue = page.get("/gaps?party=norland&issue=harbour-dues").body;
    assert!(of_issue.contains("<option value=\"norland\" selected>"));
    assert!(!of_issue.contains("/issue/joint-patrols\">"));
}

#[test]
fn statements_alike_are_found_from_a_result_and_from_the_article() {
    let Some(page) = served_harbour() else { return };
    let article = page.get("/article/1").body;
    assert!(links(&article, "/search?like=1:").len() > 3);
    let results = page.get("/search?q=sharing").body;
    assert!(!links(&results, "/search?like=").is_empty());
    let alike = rows(&page, "/api/search.json?like=1:0&limit=3");
    let words: Vec<&str> = alike.iter().map(|r| r["words"].as_str().unwrap()).collect();
    assert!(
        words[0].contains("sharing of its harbour dues"),
        "{words:?}"
    );
    let shown = page.get("/search?like=1:0").body;
    assert!(shown.contains("the most alike first") && shown.contains("They are not a cake"));
    // The filters hold beside it, and the address has all of it.
    let filtered = page
        .get("/search?like=1:0&speaker=Brekke&channel=private")
        .body;
    assert!(filtered.contains("name=\"like\" value=\"1:0\""));
    assert!(
        filtered.contains("Ambassador Brekke reiterated") && !filtered.contains("Lunch does not")
    );
    assert!(filtered.contains("/search?speaker=Brekke"), "{filtered}");
}

#[test]
fn rows_come_in_stretches() {
    let Some(page) = served_harbour() else { return };
    for kind in [
        "movements",
        "contested",
        "board",
        "queue",
        "search",
        "positions",
        "speakers",
    ] {
        let all = rows(&page, &format!("/api/{kind}.json"));
        let second = json(&page, &format!("/api/{kind}.json?from=1&limit=1"));
        assert_eq!(second["rows"][0], all[1], "{kind}");
        assert_eq!(second["count"], all.len(), "{kind}");
    }
    let known = rows(&page, "/api/movements.json?as_of=2031-03-01");
    assert!(
        known
            .iter()
            .all(|r| r["known"].as_str() <= Some("2031-03-01")),
        "{known:?}"
    );
    let board = rows(&page, "/api/board.json?party=norland&issue=harbour-dues");
    let venues: BTreeSet<&str> = board.iter().map(|r| r["venue"].as_str().unwrap()).collect();
    assert_eq!(venues.len(), board.len());
}

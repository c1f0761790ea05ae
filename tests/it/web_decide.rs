//! Adding what was missed and merging actors in the page: decision rows, undone as such, nobody's written over.

use serde_json::Value;

use crate::served::{Answer, Served, served, served_harbour};
use crate::web::encoded;

fn text_of(page: &Served, article: i64) -> Vec<char> {
    let reading: Value =
        serde_json::from_str(&page.get(&format!("/api/article/{article}.json")).body).unwrap();
    reading["document"]["text"]
        .as_str()
        .unwrap()
        .chars()
        .collect()
}

/// Returns where words stand in a text for the first time, in code points.
fn place(text: &[char], words: &str) -> (usize, usize) {
    let wanted: Vec<char> = words.chars().collect();
    let at = text
        .windows(wanted.len())
        .position(|w| w == wanted)
        .unwrap();
    (at, at + wanted.len())
}

fn form(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{name}={}", encoded(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

fn add(page: &Served, who: &str, more: &[(&str, &str)]) -> Answer {
    let begin = form(&[("act", "add"), ("kind", "statement"), ("article", "1")]);
    page.send("/decide", &format!("{begin}&{}", form(more)), who)
}

fn last(answer: &Answer) -> String {
    let to = answer
        .header("location")
        .unwrap_or_else(|| panic!("{}", answer.body));
    to.split("last=").nth(1).unwrap().to_owned()
}

fn decisions(page: &Served) -> Vec<Value> {
    let all: Value = serde_json::from_str(&page.get("/api/decisions.json").body).unwrap();
    all["rows"].as_array().unwrap().clone()
}

#[test]
fn words_of_an_article_become_a_statement_and_go_again() {
    let page = served(&["--port", "0"]);
    let text = text_of(&page, 1);
    let words: String = text[60..90].iter().collect();
    let (start, end) = (60, 90);
    let opened = page.ask(
        "GET",
        &format!("/decide/add?article=1&content={start}-{end}"),
        &[("Cookie", "rapporteur_name=Ida")],
        "",
    );
    assert!(
        opened
            .body
            .contains(&format!("value=\"[[{start},{end}]]\"")),
        "{}",
        opened.body
    );
    let places = format!("[[{start},{end}]]");
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let fields = [
        ("f_content", folded.as_str()),
        ("p_content", &places),
        ("f_source", ""),
        ("f_speaker", "Ragna Holm"),
        ("f_sourcing", "named"),
        ("f_channel", "private"),
    ];
    assert_eq!(add(&page, "", &fields).status, 400, "without a name");
    assert_eq!(
        add(&page, "Ida", &fields[..4]).status,
        400,
        "without a sourcing"
    );
    let added = add(&page, "Ida", &fields);
    assert_eq!(added.status, 303, "{}", added.body);
    let to = added.header("location").unwrap();
    assert!(to.contains("fact=1-"), "{to}");
    assert!(page.get("/article/1").body.contains("Ragna Holm"));
    // Olav adds the same: he is told, and there is one.
    let again = add(&page, "Olav", &fields);
    assert_eq!(again.status, 400);
    assert!(again.body.contains("already"), "{}", again.body);
    let undo = format!("act=undo&decision={}&fact=1-0", last(&added));
    let undone = page.send("/decide", &undo, "Ida");
    assert_eq!(
        undone.header("location"),
        Some("/article/1"),
        "{}",
        undone.body
    );
    assert!(!page.get("/article/1").body.contains("Ragna Holm"));
    let verbs: Vec<Value> = decisions(&page).iter().map(|d| d["verb"].clone()).collect();
    assert_eq!(verbs, ["undo", "add"]);
}

#[test]
fn words_that_were_typed_must_stand_in_the_article_once() {
    let page = served(&["--port", "0"]);
    let typed = |words| {
        add(
            &page,
            "Ida",
            &[("f_content", words), ("f_sourcing", "official")],
        )
    };
    for wrong in ["no such words at all", "the", ""] {
        assert_eq!(typed(wrong).status, 400, "{wrong}");
    }
    assert!(decisions(&page).is_empty());
}

#[test]
fn a_position_is_added_to_a_statement() {
    let Some(page) = served_harbour() else { return };
    let text = text_of(&page, 1);
    let (start, end) = place(
        &text,
        "Norland cannot accept any sharing of its harbour dues",
    );
    let evidence = format!("[{start},{end}]");
    let fields = form(&[
        ("act", "add"),
        ("kind", "position"),
        ("article", "1"),
        ("fact", "1-0"),
        ("f_evidence", &evidence),
        ("f_party", "norland"),
        ("f_issue", "lighthouses"),
        ("f_stance", "opposes"),
        ("f_voucher", "self"),
    ]);
    // What the whole record answers follows at once.
    assert!(!page.get("/issues").body.contains("/issue/lighthouses"));
    let added = page.send("/decide", &fields, "Ida");
    assert!(page.get("/issues").body.contains("/issue/lighthouses"));
    assert!(
        added.header("location").unwrap().contains("fact=1-0"),
        "{}",
        added.body
    );
    let opened = page.ask(
        "GET",
        "/decide?fact=1-0",
        &[("Cookie", "rapporteur_name=Ida")],
        "",
    );
    assert!(
        opened.body.contains("Position on lighthouses"),
        "{}",
        opened.body
    );
    assert_eq!(page.get("/issue/lighthouses").status, 200);
}

#[test]
fn actors_become_one_and_two_again() {
    let Some(page) = served_harbour() else { return };
    let names = |page: &Served| -> Vec<String> {
        let all: Value = serde_json::from_str(&page.get("/api/speakers.json").body).unwrap();
        let name = |r: &Value| r["name"].as_str().unwrap().to_owned();
        all["rows"].as_array().unwrap().iter().map(name).collect()
    };
    let opened = page
        .ask(
            "GET",
            "/decide/actors",
            &[("Cookie", "rapporteur_name=Ida")],
            "",
        )
        .body;
    let merge = &opened[opened.find("value=\"merge\"").unwrap()..];
    let of = |name: &str| {
        let rest = merge
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert!(merge.contains("aria-label=\"Merge Dorn into Ilka Dorn\""));
    assert!(names(&page).contains(&"Dorn".to_owned()));
    let fields = form(&[
        ("act", "merge"),
        ("from", &of("from")),
        ("into", &of("into")),
        ("seen", &of("seen")),
    ]);
    let merged = page.send("/decide", &fields, "Ida");
    assert_eq!(merged.status, 303, "{}", merged.body);
    assert!(!names(&page).contains(&"Dorn".to_owned()));
    // Olav looked before Ida decided: his is not written over hers.
    let second = page.send("/decide", &fields, "Olav");
    assert!([400, 409].contains(&second.status), "{}", second.status);
    assert_eq!(decisions(&page).len(), 1);
    let undone = page.send(
        "/decide",
        &format!("act=undo&decision={}", last(&merged)),
        "Olav",
    );
    assert_eq!(
        undone.header("location"),
        Some("/decide/actors"),
        "{}",
        undone.body
    );
    assert!(names(&page).contains(&"Dorn".to_owned()));
    assert_eq!(page.send("/decide", "act=merge&into=1", "Ida").status, 400);
}

#[test]
fn whoever_gives_a_name_goes_on_where_he_was_and_nowhere_else() {
    let page = served(&["--port", "0"]);
    let to = |to: &str| {
        let answer = page.send("/decide/name", &form(&[("who", "Ida"), ("to", to)]), "");
        answer.header("location").unwrap().to_owned()
    };
    assert_eq!(
        to("/decide/add?article=1&content=3-9"),
        "/decide/add?article=1&content=3-9"
    );
    for elsewhere in [
        "//evil.example",
        "https://evil.example",
        "/decide\r\nX: y",
        "",
        "/decide@evil",
    ] {
        assert_eq!(to(elsewhere), "/decide", "{elsewhere}");
    }
}

//! The page as programs see it: who may ask, what is refused, what is escaped, what the data is.

use std::time::{Duration, Instant};

use crate::hostile::ATTACKS;
use crate::served::{Served, served};

const PAGES: [&str; 22] = [
    "/",
    "/?since=2031-01-01",
    "/?after=1",
    "/issues",
    "/gaps",
    "/gaps?issue=navigation&since=2031-01-01",
    "/rounds",
    "/sources",
    "/articles",
    "/article/1",
    "/article/2",
    "/search",
    "/search?q=strait&sourcing=named",
    "/search?like=1:0&channel=public",
    "/decide",
    "/decide?fact=1-999",
    "/decide/add?article=1&content=10-40",
    "/decide/actors",
    "/decide/actors?q=a",
    "/history",
    "/read",
    "/search?party=no-such-party",
];

#[test]
fn every_page_answers_and_says_what_it_may_do() {
    let page = served(&["--port", "0"]);
    for path in PAGES {
        let answer = page.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.body.matches("<h1").count(), 1, "{path}");
        for inline in [
            "<style",
            "<script>",
            " style=",
            " onclick=",
            "href=\"javascript",
        ] {
            assert!(!answer.body.contains(inline), "{path} has {inline}");
        }
    }
    for path in [
        "/article/999",
        "/issue/no-such-issue",
        "/nowhere",
        "/api/nothing.json",
        "/api/positions.xml",
        "/search?like=1:999",
        "/decide/add?article=999",
    ] {
        let answer = page.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-security-policy").is_some(), "{path}");
    }
    for path in [
        "/search?since=yesterday",
        "/search?like=x",
        "/api/search.csv?like=1",
        "/search?channel=x",
    ] {
        assert_eq!(page.get(path).status, 400, "{path}");
    }
}

#[test]
fn markup_in_any_field_comes_out_as_letters() {
    let page = served(&["--port", "0"]);
    let own = page.get("/article/1");
    assert!(own.body.contains("Mara Venn"));
    let articles = (2..2 + ATTACKS.len()).map(|n| format!("/article/{n}"));
    for path in PAGES.iter().map(|p| (*p).to_owned()).chain(articles) {
        let body = page.get(&path).body;
        for attack in ATTACKS
            .iter()
            .filter(|a| a.contains('<') || a.contains('\''))
        {
            assert!(!body.contains(attack), "{path} has {attack}");
        }
        assert_eq!(body.matches("<script").count(), 1, "{path}");
        assert!(
            !body.contains("<img") && !body.contains("onload=a") || body.contains("&#60;"),
            "{path}"
        );
    }
    let echoed = page.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert_eq!(echoed.body.matches("<script").count(), 1);
}

#[test]
fn other_names_and_other_sites_are_refused() {
    let page = served(&["--port", "0"]);
    let status = |method: &str, path: &str, headers: &[(&str, &str)]| {
        page.ask(method, path, headers, "").status
    };
    let port = page.host.rsplit(':').next().unwrap();
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example",
        "",
    ] {
        assert_eq!(status("GET", "/", &[("Host", host)]), 421, "{host}");
    }
    for host in [
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
        format!("127.0.0.1:{port}"),
    ] {
        assert_eq!(status("GET", "/", &[("Host", &host)]), 200, "{host}");
    }
    let own = format!("http://{}", page.host);
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        &format!("{own}.evil.example"),
    ] {
        for path in ["/decide", "/read", "/decide/name", "/api/read"] {
            assert_eq!(
                status("POST", path, &[("Origin", origin)]),
                403,
                "{origin} {path}"
            );
        }
        assert_eq!(
            status("GET", "/api/positions.json", &[("Origin", origin)]),
            403,
            "{origin}"
        );
    }
    for site in ["cross-site", "same-site"] {
        let from = ("Sec-Fetch-Site", site);
        assert_eq!(
            status("POST", "/decide", &[from, ("Sec-Fetch-Mode", "navigate")]),
            403
        );
        assert_eq!(
            status(
                "GET",
                "/api/positions.json",
                &[from, ("Sec-Fetch-Mode", "no-cors")]
            ),
            403
        );
        assert_eq!(
            status("GET", "/", &[from, ("Sec-Fetch-Mode", "navigate")]),
            200
        );
    }
}

#[test]
fn beyond_this_machine_a_token_is_wanted() {
    let page = served(&["--listen", "0.0.0.0:0"]);
    let token = page.address.split("token=").nth(1).unwrap().to_owned();
    assert!(token.len() >= 32, "{token}");
    assert_eq!(page.get("/").status, 401);
    assert_eq!(page.get("/static/style.css").status, 401);
    assert_eq!(page.get("/?token=guess").status, 401);
    let taken = page.get(&format!("//evil.example/?token={token}"));
    assert_eq!(
        (taken.status, taken.header("location")),
        (303, Some("/evil.example/"))
    );
    let cookie = taken.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let kept = cookie.split(';').next().unwrap();
    assert_eq!(page.ask("GET", "/", &[("Cookie", kept)], "").status, 200);
    assert_eq!(
        page.ask("GET", "/", &[("Cookie", "rapporteur_token=x")], "")
            .status,
        401
    );
    let foreign = [("Cookie", kept), ("Origin", "http://evil.example")];
    assert_eq!(page.ask("POST", "/decide", &foreign, "").status, 403);
}

#[test]
fn what_is_too_large_or_too_slow_is_cut_off() {
    let page = served(&["--port", "0"]);
    let host = &page.host;
    let large = format!("POST /read HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000000\r\n\r\n");
    assert_eq!(page.raw(&large).status, 413);
    let head = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
        "x".repeat(100_000)
    );
    assert!([400, 431].contains(&page.raw(&head).status));
    let begun = Instant::now();
    let slow = page.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: "));
    assert_ne!(slow.status, 200);
    assert!(
        begun.elapsed() < Duration::from_secs(40),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(page.get("/").status, 200);
}

#[test]
fn the_data_is_described_and_answers() {
    let page = served(&["--port", "0"]);
    let json =
        |path: &str| -> serde_json::Value { serde_json::from_str(&page.get(path).body).unwrap() };
    let described = json("/api/openapi.json");
    let paths = described["paths"].as_object().unwrap();
    assert!(paths.len() > 40);
    for (path, methods) in paths.iter().filter(|(_, m)| m.get("get").is_some()) {
        let answer = page.get(&path.replace("{id}", "1"));
        assert_eq!(answer.status, 200, "{path}");
        let kind = answer.header("content-type").unwrap();
        let promised = methods["get"]["responses"]["200"]["content"]
            .as_object()
            .unwrap();
        assert!(
            promised.keys().any(|k| kind.starts_with(k.as_str())),
            "{path}: {kind}"
        );
    }
    let positions = json("/api/positions.json?limit=1");
    assert_eq!(positions["rows"].as_array().unwrap().len(), 1);
    assert!(positions["count"].as_u64().unwrap() > 1);
    let row = &positions["rows"][0];
    let article = json(&format!("/api/article/{}.json", row["document"]));
    let text: Vec<char> = article["document"]["text"]
        .as_str()
        .unwrap()
        .chars()
        .collect();
    let at = |i: usize| row["span"][i].as_u64().unwrap() as usize;
    let words: String = text[at(0)..at(1)].iter().collect();
    assert_eq!(row["words"].as_str(), Some(words.as_str()));
    let table = page.get("/api/statements.csv").body;
    assert!(
        table.starts_with("party,") && table.contains("Harbour Press"),
        "{table}"
    );
}

/// Returns the value of the first hidden field of a name after a mark.
pub fn field(body: &str, after: &str, name: &str) -> String {
    let rest = &body[body.find(after).unwrap()..];
    let rest = rest
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1)
        .unwrap();
    let value = rest.split('"').next().unwrap();
    let plain = value
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    plain
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// Returns words as part of a form.
pub fn encoded(words: &str) -> String {
    words.bytes().map(|b| format!("%{b:02X}")).collect()
}

fn opened(page: &Served, who: &str) -> (String, String) {
    let cookie = format!("rapporteur_name={who}");
    let body = page
        .ask("GET", "/decide?fact=1-0", &[("Cookie", &cookie)], "")
        .body;
    (
        field(&body, "id=\"confirm\"", "target"),
        field(&body, "id=\"confirm\"", "seen"),
    )
}

#[test]
fn two_who_decide_on_one_thing_do_not_write_over_each_other() {
    let page = served(&["--port", "0"]);
    let form = |act: &str, (target, seen): &(String, String)| {
        format!("act={act}&target={}&seen={seen}&skip=0", encoded(target))
    };
    let nobody = page.send("/decide", &form("confirm", &opened(&page, "Ida")), "");
    assert_eq!(nobody.status, 400);
    let (ida, olav) = (opened(&page, "Ida"), opened(&page, "Olav"));
    let first = page.send("/decide", &form("confirm", &ida), "Ida");
    assert_eq!(first.status, 303, "{}", first.body);
    let second = page.send("/decide", &form("reject", &olav), "Olav");
    assert_eq!(second.status, 409, "{}", second.body);
    assert!(second.body.contains("Ida"), "{}", second.body);
    let again = opened(&page, "Olav");
    let edit = form("edit", &again) + "&f_channel=private&f_speaker=Mara%20Lind&fact=1-0";
    let edited = page.send("/decide", &edit, "Olav");
    assert_eq!(edited.status, 303, "{}", edited.body);
    let history = page.get("/history").body;
    for word in ["Ida", "Olav", "confirm", "channel", "Mara Lind"] {
        assert!(history.contains(word), "{word}");
    }
    let article = page.get("/article/1").body;
    assert!(article.contains("Mara Lind"));
    let last = edited
        .header("location")
        .unwrap()
        .split("last=")
        .nth(1)
        .unwrap()
        .to_owned();
    let undone = page.send(
        "/decide",
        &format!("act=undo&decision={last}&skip=0"),
        "Olav",
    );
    assert_eq!(undone.status, 303, "{}", undone.body);
    assert!(!page.get("/article/1").body.contains("Mara Lind"));
}

#[test]
fn an_article_that_is_pasted_is_read() {
    let page = served(&["--port", "0"]);
    let text = "Mara Lind, the foreign minister of Norland, said the talks would go on in Varnhem.";
    let read = page.send(
        "/read",
        &format!("text={}&published=2031-03-14", encoded(text)),
        "",
    );
    assert_eq!(read.status, 200, "{}", read.body);
    assert!(
        read.body.contains("Mara Lind") && read.body.contains("2031-03-14"),
        "{}",
        read.body
    );
    assert_eq!(page.send("/read", "text=", "").status, 422);
    assert_eq!(page.send("/read", "text=x&published=soon", "").status, 400);
}

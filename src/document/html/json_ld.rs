//! What a page says of its article in JSON-LD (schema.org).

use serde_json::{Map, Value};

use super::super::facts::one_line;
use super::tree::{Tree, parse};

/// What the data say of the article.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    /// The whole text, which some pages carry.
    pub(super) body: Option<String>,
}

/// Objects that are looked at; a page has a few.
const MOST: usize = 2000;

/// Returns the facts of the article, from all scripts of the page.
pub(super) fn facts(tree: &Tree) -> Option<Facts> {
    let scripts = tree.elements.iter().filter(|e| e.name == "script");
    let data = scripts.filter(|e| {
        e.attribute("type")
            .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"))
    });
    let values: Vec<Value> = data
        .flat_map(|e| &e.children)
        .filter_map(|c| {
            if let super::tree::Child::Text(text) = c {
                read(text)
            } else {
                None
            }
        })
        .collect();
    let objects = objects(&values);
    let article = objects
        .iter()
        .find(|o| is_article(o))
        .or_else(|| objects.iter().find(|o| o.contains_key("datePublished")))?;
    let follow = |key: &str| followed(article.get(key), &objects);
    Some(Facts {
        title: words(article.get("headline").or(article.get("name"))),
        outlet: follow("publisher")
            .into_iter()
            .chain(follow("sourceOrganization"))
            .find_map(name),
        authors: follow("author").into_iter().filter_map(name).collect(),
        published: words(article.get("datePublished").or(article.get("dateCreated"))),
        url: words(article.get("url").or(article.get("mainEntityOfPage"))),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(plain),
    })
}

/// Reads a script; line feeds inside strings, which many pages have, are no reason to give up.
fn read(text: &str) -> Option<Value> {
    let inner = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let inner = inner
        .trim_end_matches("-->")
        .trim_end()
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>");
    serde_json::from_str(inner)
        .ok()
        .or_else(|| serde_json::from_str(&inner.replace(char::is_control, " ")).ok())
}

/// Returns all objects that may describe the article: of arrays, graphs, and main entities.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        if found.len() >= MOST {
            break;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                open.extend(
                    ["mainEntity", "mainEntityOfPage", "@graph"]
                        .iter()
                        .filter_map(|key| object.get(*key)),
                );
            }
            _ => {}
        }
    }
    found
}

fn is_article(object: &Map<String, Value>) -> bool {
    let article =
        |kind: &str| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report";
    match object.get("@type") {
        Some(Value::String(kind)) => article(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(article),
        _ => false,
    }
}

/// Returns the values of a field, one or many; where it only has an `@id`, the object with it.
fn followed<'a>(value: Option<&'a Value>, objects: &[&'a Map<String, Value>]) -> Vec<&'a Value> {
    let items = match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let resolve = |item: &'a Value| {
        let id = item
            .as_object()
            .filter(|o| !o.contains_key("name"))
            .and_then(|o| o.get("@id"))?;
        objects
            .iter()
            .find(|o| o.get("@id") == Some(id) && o.contains_key("name"))?
            .get("name")
    };
    items
        .into_iter()
        .take(MOST)
        .map(|item| resolve(item).unwrap_or(item))
        .collect()
}

/// Returns the name of a person or organisation, given as text or as an object.
fn name(value: &Value) -> Option<String> {
    words(Some(value)).filter(|name| !name.starts_with("http"))
}

/// Returns the words of a text, of an object's name or id, or of the first of several.
fn words(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text,
        Value::Object(object) => object.get("name").or(object.get("@id"))?.as_str()?,
        Value::Array(items) => return words(items.first().filter(|i| !i.is_array())),
        _ => return None,
    };
    Some(one_line(&plain(text))).filter(|t| !t.is_empty())
}

/// Returns a text without markup, which does not belong in these data but stands there.
fn plain(text: &str) -> String {
    if text.contains(['<', '&']) {
        parse(text).text(0)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Option<Facts> {
        facts(&parse(&format!(
            "<script type='application/ld+json'>{json}</script>"
        )))
    }

    #[test]
    fn an_article_in_a_graph_with_references() {
        let found = of(r##"{"@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {"@type": "Person", "@id": "#p", "name": "Nell Farrow"},
            {"@type": "Organization", "@id": "#o", "name": "The Courier"},
            {"@type": ["Thing", "NewsArticle"], "headline": "Crews &amp; owners", "datePublished": "2031-05-06T07:30:00Z",
             "author": [{"@id": "#p"}, "Oli Strand", {"name": "https://x.example"}], "publisher": {"@id": "#o"},
             "mainEntityOfPage": {"@id": "https://c.example/1"}, "articleBody": "They met.\nThey left."}]}"##)
        .unwrap();
        assert_eq!(found.title.as_deref(), Some("Crews & owners"));
        assert_eq!(found.outlet.as_deref(), Some("The Courier"));
        assert_eq!(found.authors, ["Nell Farrow", "Oli Strand"]);
        assert_eq!(found.published.as_deref(), Some("2031-05-06T07:30:00Z"));
        assert_eq!(found.url.as_deref(), Some("https://c.example/1"));
        assert_eq!(found.body.as_deref(), Some("They met.\nThey left."));
    }

    #[test]
    fn several_scripts_and_broken_ones() {
        let page = "<script type=application/ld+json>{oh</script><script type=application/ld+json>[{\"@type\":\"Article\",\"headline\":\"A\nB\"}]</script>";
        assert_eq!(facts(&parse(page)).unwrap().title.as_deref(), Some("A B"));
        assert_eq!(of("7"), None);
        assert_eq!(of(&"[".repeat(100_000)), None);
    }
}

//! The description of all addresses with data, made of `assets/data.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::fault::Fault;

const TABLE: &str = include_str!("assets/data.toml");

/// Everything that is handed out as data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    parameter: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    answer: Vec<Answer>,
}

/// One address, as JSON and as CSV.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    name: String,
    summary: String,
    parameters: Vec<String>,
    /// Whether each row has the columns of the words that it rests on.
    #[serde(default)]
    words: bool,
    columns: BTreeMap<String, String>,
    /// What the columns of two accounts begin with.
    #[serde(default)]
    sides: Vec<String>,
}

/// Columns of an account beside those of its words.
const OF_SIDES: [&str; 8] = [
    "issue: string?: On what; null for a mood",
    "option: string?: What exactly",
    "stance: string?: Of a position",
    "result: string?: Of a meeting",
    "tone: string?: Of a mood: good or bad",
    "venue: string?: public, private or unstated",
    "voucher: string?: Who tells it: a slug, or self, author, media",
    "reports: integer: Independent reports",
];

/// Returns what is handed out as data.
pub(super) fn book() -> Result<&'static Book, Fault> {
    static BOOK: OnceLock<Option<Book>> = OnceLock::new();
    let read = || toml::from_str(TABLE).ok();
    // That the table can be read is what a test makes sure of.
    BOOK.get_or_init(read).as_ref().ok_or_else(Fault::broken)
}

impl Book {
    /// Returns whether there is an answer of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.answer.iter().any(|a| a.name == name)
    }

    /// Describes all addresses.
    pub(super) fn description(&self) -> Value {
        let mut paths = Map::new();
        for answer in &self.answer {
            let get = |content: Value| {
                json!({"get": {
                "summary": answer.summary, "parameters": self.parameters(answer), "responses": {
                    "200": {"description": "The rows", "headers": {"X-Total-Count": {
                        "description": "Rows in the whole", "schema": {"type": "integer"}}}, "content": content},
                    "400": {"description": "A parameter is not what it must be"},
                }}})
            };
            paths.insert(format!("/api/{}.json", answer.name), get(self.list(answer)));
            paths.insert(format!("/api/{}.csv", answer.name), get(table()));
        }
        add_articles(&mut paths);
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Rapporteur", "version": env!("CARGO_PKG_VERSION"),
                "description": "The record of a negotiation. Rows have the words they rest on, with article and place; \
                                spans are half-open and count code points. In CSV lists are joined by “ | ”.",
            },
            "paths": paths,
        })
    }

    fn parameters(&self, answer: &Answer) -> Value {
        let everywhere = ["from".to_owned(), "limit".to_owned()];
        let names = answer.parameters.iter().chain(&everywhere);
        let parameter = |name: &String| {
            let told = self.parameter.get(name)?;
            let (schema, what) = column(told);
            Some(json!({"name": name, "in": "query", "description": what, "schema": schema}))
        };
        names.filter_map(parameter).collect()
    }

    fn list(&self, answer: &Answer) -> Value {
        json!({"application/json": {"schema": {"type": "object", "required": ["count", "rows"], "properties": {
            "count": {"type": "integer", "description": "Rows in the whole"},
            "rows": {"type": "array", "items": {
                "type": "object", "additionalProperties": false, "properties": self.columns(answer)}},
        }}}})
    }

    fn columns(&self, answer: &Answer) -> Value {
        let mut columns = Map::new();
        let mut add = |name: String, told: &str| {
            let (mut schema, what) = column(told);
            schema["description"] = what.into();
            columns.insert(name, schema);
        };
        for (name, told) in &answer.columns {
            add(name.clone(), told);
        }
        for (name, told) in self.words.iter().filter(|_| answer.words) {
            add(name.clone(), told);
        }
        for side in &answer.sides {
            for told in OF_SIDES {
                let (name, told) = told.split_once(": ").unwrap_or((told, ""));
                add(format!("{side}_{name}"), told);
            }
            for (name, told) in &self.words {
                add(format!("{side}_{name}"), told);
            }
        }
        Value::Object(columns)
    }
}

/// Returns the schema of `TYPE: what it says`, and what it says.
fn column(told: &str) -> (Value, &str) {
    let (kind, what) = told.split_once(": ").unwrap_or(("any", told));
    let (kind, nullable) = match kind.strip_suffix('?') {
        Some(kind) => (kind, true),
        None => (kind, false),
    };
    let base = match kind {
        "date" => "string",
        other => other,
    };
    let mut schema = match (base, nullable) {
        ("any", _) => json!({}),
        (base, true) => json!({"type": [base, "null"]}),
        (base, false) => json!({"type": base}),
    };
    if kind == "date" {
        schema["format"] = "date".into();
    }
    (schema, what)
}

fn table() -> Value {
    json!({"text/csv": {"schema": {"type": "string"}}})
}

/// Adds the addresses of one article: its reading, and that of an article that is sent.
fn add_articles(paths: &mut Map<String, Value>) {
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]);
    let reading = json!({"application/json": {"schema": {"type": "object"}}});
    let missing = json!({"description": "The record has no such article"});
    for (ending, content) in [("json", reading.clone()), ("csv", table())] {
        let get = json!({"summary": "The reading of an article; as CSV, its statements", "parameters": id, "responses": {
            "200": {"description": "The reading", "content": content}, "404": missing}});
        paths.insert(format!("/api/article/{{id}}.{ending}"), json!({"get": get}));
    }
    let any = json!({"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}});
    paths.insert("/api/read".into(), json!({"post": {
        "summary": "Reads an article of up to 4 MB, which is not kept",
        "requestBody": {"required": true, "content": any},
        "responses": {"200": {"description": "The reading", "content": reading}, "422": {"description": "This is no article"}},
    }}));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_of_every_column_what_it_is() {
        let book: Book = toml::from_str(TABLE).unwrap();
        let types = [
            "string", "date", "integer", "number", "boolean", "array", "object", "any",
        ];
        let told = book.answer.iter().flat_map(|a| a.columns.values());
        for told in told
            .chain(book.words.values())
            .chain(book.parameter.values())
        {
            let (kind, what) = told.split_once(": ").unwrap();
            assert!(
                types.contains(&kind.trim_end_matches('?')) && !what.is_empty(),
                "{told}"
            );
        }
        for answer in &book.answer {
            for parameter in &answer.parameters {
                assert!(book.parameter.contains_key(parameter), "{parameter}");
            }
        }
        assert!(book.has("contested") && !book.has("nothing"));
    }
}

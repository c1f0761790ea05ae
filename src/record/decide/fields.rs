//! The fields of facts that people may set: what each must be, and what it is where nobody said.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::FactKind;
use crate::attribution::Form;
use crate::document::{CharOffsets, CharSpan, Span};
use crate::position::{
    Channel, MeetingFormat, MeetingStatus, Modality, OutcomeResult, Signal, Sourcing, Stance, Venue,
};

/// The fields of a fact by name, in the terms of a reading's JSON: spans in code points, dates in ISO 8601.
pub type Fields = Map<String, Value>;

/// What a field must be.
#[derive(Clone, Copy)]
enum Is {
    /// One stretch of words.
    Words,
    /// Between so many stretches.
    Stretches(usize, usize),
    /// A slug.
    Slug,
    /// A list of slugs.
    Slugs,
    /// Words of the person's own or of the text.
    Text,
    /// A list of such.
    Texts,
    /// A day.
    Day,
    /// One of a closed list.
    Choice(fn(&Value) -> Result<(), String>),
}

/// A field that people may set.
pub(super) struct Field {
    /// Its name in the reading's JSON.
    pub name: &'static str,
    is: Is,
    nullable: bool,
    /// What an added fact has where nothing is said, as JSON; `None` where it must be said.
    unsaid: Option<&'static str>,
}

const fn must(name: &'static str, is: Is) -> Field {
    Field {
        name,
        is,
        nullable: false,
        unsaid: None,
    }
}

const fn may(name: &'static str, is: Is) -> Field {
    Field {
        name,
        is,
        nullable: true,
        unsaid: Some("null"),
    }
}

const fn else_(name: &'static str, is: Is, unsaid: &'static str) -> Field {
    Field {
        name,
        is,
        nullable: false,
        unsaid: Some(unsaid),
    }
}

const STATEMENT: &[Field] = &[
    else_("source", Is::Stretches(0, 1), "[]"),
    else_("cue", Is::Stretches(0, 1), "[]"),
    must("content", Is::Stretches(1, 64)),
    else_("form", Is::Choice(choice::<Form>), "\"indirect\""),
    may("speaker", Is::Text),
    may("party", Is::Slug),
    must("sourcing", Is::Choice(choice::<Sourcing>)),
    else_("channel", Is::Choice(choice::<Channel>), "\"unstated\""),
    may("addressee", Is::Text),
    may("said_on", Is::Day),
    else_("modality", Is::Choice(choice::<Modality>), "\"asserted\""),
    else_("signals", Is::Choice(choice::<Vec<Signal>>), "[\"other\"]"),
];
const POSITION: &[Field] = &[
    must("party", Is::Slug),
    must("issue", Is::Slug),
    may("option", Is::Text),
    must("stance", Is::Choice(choice::<Stance>)),
    else_("venue", Is::Choice(choice::<Venue>), "\"unstated\""),
    must("voucher", Is::Slug),
    must("evidence", Is::Words),
    may("date", Is::Day),
];
const MEETING: &[Field] = &[
    may("start", Is::Day),
    may("end", Is::Day),
    may("place", Is::Text),
    may("format", Is::Choice(choice::<Option<MeetingFormat>>)),
    else_("parties", Is::Slugs, "[]"),
    else_("participants", Is::Texts, "[]"),
    must("status", Is::Choice(choice::<MeetingStatus>)),
    must("evidence", Is::Words),
];
const OUTCOME: &[Field] = &[
    must("issue", Is::Slug),
    must("result", Is::Choice(choice::<OutcomeResult>)),
    must("evidence", Is::Words),
];
const SHIFT: &[Field] = &[
    must("party", Is::Slug),
    must("issue", Is::Slug),
    may("from", Is::Text),
    may("to", Is::Text),
    must("evidence", Is::Words),
];
const CONDUCT: &[Field] = &[
    may("party", Is::Slug),
    must("what", Is::Text),
    may("date", Is::Day),
    may("place", Is::Text),
    must("evidence", Is::Words),
];
const EXPECTATION: &[Field] = &[
    must("what", Is::Text),
    may("due", Is::Day),
    must("evidence", Is::Words),
];

/// Returns the fields of a kind of fact.
pub(super) fn fields(kind: FactKind) -> &'static [Field] {
    match kind {
        FactKind::Statement => STATEMENT,
        FactKind::Position => POSITION,
        FactKind::Meeting => MEETING,
        FactKind::Outcome => OUTCOME,
        FactKind::Shift => SHIFT,
        FactKind::Conduct => CONDUCT,
        FactKind::Expectation => EXPECTATION,
        FactKind::Actor => &[],
    }
}

/// A text with its code points counted.
pub(super) struct Counted<'a> {
    /// The text.
    pub text: &'a str,
    offsets: CharOffsets,
}

impl<'a> Counted<'a> {
    /// Counts the code points of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            offsets: CharOffsets::new(text),
        }
    }

    /// Returns a span as JSON, in code points.
    pub fn json(&self, span: Span) -> Value {
        let chars = self.offsets.span(self.text, span);
        Value::from(vec![chars.start, chars.end])
    }

    /// Returns the span in bytes of a span in JSON.
    pub fn span(&self, value: &Value) -> Option<Span> {
        let chars: CharSpan = serde_json::from_value(value.clone()).ok()?;
        let span = self.offsets.bytes(self.text, chars);
        // What lies beyond the text was cut off, and then the way back leads elsewhere.
        let fits = self.offsets.span(self.text, span) == chars;
        (fits && !span.is_empty()).then_some(span)
    }

    /// Returns the spans in bytes of a list of spans in JSON.
    pub fn spans(&self, value: &Value) -> Vec<Span> {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|v| self.span(v)).collect()
    }
}

/// Returns a value as it is kept in a field, or what is wrong with it.
pub(super) fn checked(
    kind: FactKind,
    name: &str,
    value: &Value,
    text: &Counted<'_>,
) -> Result<Value, String> {
    let field = fields(kind).iter().find(|f| f.name == name);
    let field = field.ok_or_else(|| {
        let names: Vec<&str> = fields(kind).iter().map(|f| f.name).collect();
        format!(
            "{name:?} is no field of a {kind} that can be set; those are {}",
            names.join(", ")
        )
    })?;
    if field.nullable && value.is_null() {
        return Ok(Value::Null);
    }
    field
        .is
        .checked(value, text)
        .map_err(|wrong| format!("{name}: {wrong}"))
}

/// Returns all fields of a fact that a person adds, or what is wrong with them.
pub(super) fn completed(
    kind: FactKind,
    given: &Fields,
    text: &Counted<'_>,
) -> Result<Fields, String> {
    let mut fact = Fields::new();
    for (name, value) in given {
        fact.insert(name.clone(), checked(kind, name, value, text)?);
    }
    for field in fields(kind).iter().filter(|f| !given.contains_key(f.name)) {
        let unsaid = field
            .unsaid
            .and_then(|json| serde_json::from_str(json).ok());
        let value = unsaid.ok_or_else(|| format!("a {kind} needs {:?}", field.name))?;
        fact.insert(field.name.into(), value);
    }
    Ok(fact)
}

impl Is {
    fn checked(self, value: &Value, text: &Counted<'_>) -> Result<Value, String> {
        match self {
            Self::Words => stretch(value, text),
            Self::Stretches(least, most) => {
                let list = items(value)?;
                if !(least..=most).contains(&list.len()) {
                    let most = if most > 1 {
                        "or more".into()
                    } else {
                        format!("to {most}")
                    };
                    return Err(format!("needs {least} {most} stretches of words"));
                }
                list.iter().map(|v| stretch(v, text)).collect()
            }
            Self::Slug => slug(value),
            Self::Slugs => items(value)?.iter().map(slug).collect(),
            Self::Text => words(value),
            Self::Texts => items(value)?.iter().map(words).collect(),
            Self::Day => day(value),
            Self::Choice(check) => check(value).map(|()| value.clone()),
        }
    }
}

fn choice<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    let read = serde_json::from_value::<T>(value.clone());
    read.map(|_| ()).map_err(|e| e.to_string())
}

fn items(value: &Value) -> Result<&Vec<Value>, String> {
    let list = value.as_array();
    list.ok_or_else(|| format!("{value} is no list; write it as [\"…\", \"…\"]"))
}

fn words(value: &Value) -> Result<Value, String> {
    match value.as_str().map(str::trim) {
        Some("") => Err("is empty".into()),
        Some(words) => Ok(Value::from(words)),
        None => Err(format!("{value} is no text")),
    }
}

fn slug(value: &Value) -> Result<Value, String> {
    let words = words(value)?;
    let tame = |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || c == '-';
    if words.as_str().is_some_and(|w| w.chars().all(tame)) {
        return Ok(words);
    }
    Err(format!(
        "{words} is no slug: small letters, digits and hyphens only, as in \"league-of-ports\""
    ))
}

fn day(value: &Value) -> Result<Value, String> {
    let date = value
        .as_str()
        .and_then(|v| v.parse::<jiff::civil::Date>().ok());
    let date = date.ok_or_else(|| format!("{value} is no day; write it as \"2031-03-14\""))?;
    Ok(Value::from(date.to_string()))
}

/// Returns a stretch of the text as JSON: `[start, end)` in code points, or words that stand in the text once.
fn stretch(value: &Value, text: &Counted<'_>) -> Result<Value, String> {
    let Some(words) = value.as_str() else {
        let span = text.span(value).ok_or_else(|| {
            format!("{value} is no stretch of the text; write [start, end] in code points, or the words themselves")
        })?;
        return Ok(text.json(span));
    };
    let mut places = text.text.match_indices(words);
    match (words.trim().is_empty(), places.next(), places.next()) {
        (true, ..) => Err("is empty".into()),
        (_, Some((at, _)), None) => Ok(text.json(Span::new(at, at + words.len()))),
        (_, None, _) => Err(format!("{value} does not stand in the text")),
        _ => Err(format!(
            "{value} stands in the text more than once; give more words, or [start, end] in code points"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = "„Nie,” said Mara Lind. Norland said no, and no again.";

    fn check(kind: FactKind, name: &str, value: Value) -> Result<Value, String> {
        checked(kind, name, &value, &Counted::new(TEXT))
    }

    #[test]
    fn values_are_in_the_terms_of_the_json() {
        use FactKind::{Meeting, Position, Statement};
        for (kind, name, value) in [
            (Position, "stance", json!("rules_out")),
            (Position, "date", json!("2031-03-14")),
            (Position, "option", Value::Null),
            (Position, "evidence", json!([0, 6])),
            (Meeting, "status", json!("under-way")),
            (Meeting, "format", Value::Null),
            (Meeting, "parties", json!(["norland", "sudmark"])),
            (Statement, "signals", json!(["shift", "other"])),
            (Statement, "source", json!([])),
        ] {
            assert_eq!(check(kind, name, value.clone()), Ok(value), "{name}");
        }
    }

    #[test]
    fn words_that_stand_there_once_are_a_place() {
        let got = check(FactKind::Position, "evidence", json!("Mara Lind"));
        assert_eq!(got, Ok(json!([12, 21])));
    }

    #[test]
    fn what_is_wrong_is_said() {
        use FactKind::{Position, Statement};
        for (kind, name, value, says) in [
            (
                Position,
                "stance",
                json!("refuses"),
                "expected one of `demands`",
            ),
            (Position, "stance", Value::Null, "stance"),
            (Position, "date", json!("14 March"), "2031-03-14"),
            (Position, "party", json!("Nor Land"), "small letters"),
            (Position, "evidence", json!([5, 500]), "no stretch"),
            (Position, "evidence", json!([5, 5]), "no stretch"),
            (Position, "evidence", json!("no"), "more than once"),
            (Position, "evidence", json!("yes"), "does not stand"),
            (Position, "mood", json!("good"), "party, issue, option"),
            (Statement, "content", json!([]), "1 or more"),
            (Statement, "speaker", json!(" "), "is empty"),
            (FactKind::Meeting, "parties", json!("norland"), "no list"),
        ] {
            let error = check(kind, name, value).unwrap_err();
            assert!(error.contains(says), "{name}: {error}");
        }
    }

    #[test]
    fn an_added_fact_is_completed_or_says_what_it_needs() {
        let text = Counted::new(TEXT);
        let given =
            json!({"party": "norland", "issue": "lanes", "stance": "opposes", "voucher": "self"});
        let mut given = given.as_object().unwrap().clone();
        let error = completed(FactKind::Position, &given, &text).unwrap_err();
        assert!(error.contains("evidence"), "{error}");
        given.insert("evidence".into(), json!("Norland said no"));
        let fact = completed(FactKind::Position, &given, &text).unwrap();
        assert_eq!(
            (&fact["venue"], &fact["date"]),
            (&json!("unstated"), &Value::Null)
        );
    }
}

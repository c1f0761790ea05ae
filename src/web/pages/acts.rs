//! What a form decides: the acts it asks for, each field checked against what stands.

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::decide::{stretches, word};
use crate::record::{Act, Decidable, FactKind, Fields as Fact, Record, Target};

/// Fields of a form as they came.
pub(super) type Fields = Vec<(String, String)>;

/// Fields of facts that are stretches of the text.
const STRETCHES: [&str; 3] = ["content", "source", "cue"];

/// Returns a field's value; empty where it did not come.
pub(super) fn of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let mut found = fields.iter().filter(|(n, _)| n == name);
    found.next().map_or("", |(_, value)| value.as_str())
}

/// Returns the acts that a form asks for.
pub(super) fn acts(record: &Record, fields: &Fields) -> Result<Vec<Act>, Fault> {
    let act = of(fields, "act");
    let number = |name: &str, what: &str| {
        let number = of(fields, name).parse();
        number.map_err(|_| Fault::wrong(format!("No {what} is named. Go back and choose.")))
    };
    match act {
        act if act.starts_with("undo") => Ok(vec![Act::Undo(number("decision", "decision")?)]),
        "merge" => Ok(vec![Act::Merge {
            from: number("from", "actor whose name goes")?,
            into: number("into", "actor whose name stays")?,
        }]),
        "add" => Ok(vec![added(record, fields)?]),
        "confirm" => Ok(vec![Act::Confirm(target(fields)?)]),
        "reject" => Ok(vec![Act::Reject(target(fields)?)]),
        "edit" => edits(record, fields, target(fields)?),
        _ => Err(Fault::wrong("This is no decision.")),
    }
}

fn target(fields: &Fields) -> Result<Target, Fault> {
    serde_json::from_str(of(fields, "target"))
        .map_err(|_| Fault::wrong("The form does not say what it is about. Open it again."))
}

/// Returns the fact that a form adds.
fn added(record: &Record, fields: &Fields) -> Result<Act, Fault> {
    let gone = || Fault::not_found("This article");
    let article = of(fields, "article").parse().map_err(|_| gone())?;
    let hash = record.document(article)?.ok_or_else(gone)?.hash;
    let kind: FactKind = of(fields, "kind")
        .parse()
        .map_err(|_| Fault::wrong("The form does not say what it adds. Open it again."))?;
    let text = record.text_of(article)?.text;
    let mut fact = Fact::new();
    let given = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("f_")?, value.trim())));
    for (name, value) in given.filter(|(_, value)| !value.is_empty()) {
        let value = match name {
            name if STRETCHES.contains(&name) => {
                chosen(value, of(fields, &format!("p_{name}")), &text)
            }
            "evidence" => serde_json::from_str(value).unwrap_or_else(|_| value.into()),
            _ => value.into(),
        };
        fact.insert(name.into(), value);
    }
    Ok(Act::Add { hash, kind, fact })
}

/// Returns stretches as places where the words in the field are still those that were chosen, else as the words.
fn chosen(words: &str, places: &str, text: &str) -> Value {
    let lines = lines(words);
    match serde_json::from_str::<Value>(places) {
        Ok(places) if stretches(Some(&places), text) == lines => places,
        _ => json!(lines),
    }
}

fn lines(words: &str) -> Vec<String> {
    let lines = words.lines().map(|l| l.trim().to_owned());
    lines.filter(|l| !l.is_empty()).collect()
}

/// Returns an edit for each field that the form has otherwise than the record.
fn edits(record: &Record, fields: &Fields, target: Target) -> Result<Vec<Act>, Fault> {
    let gone = || {
        Fault::new(
            axum::http::StatusCode::CONFLICT,
            "This is not in the record any more as it was. Look at it again.",
        )
    };
    let document = record.document_with(&target.anchor.hash)?;
    let document = document.ok_or_else(gone)?.id;
    let facts = record.decidables(document)?;
    let stands = facts
        .into_iter()
        .find(|f| f.target == target)
        .ok_or_else(gone)?;
    let text = record.text_of(document)?.text;
    let given = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("f_")?, value.trim())));
    let mut acts = Vec::new();
    for (field, value) in given {
        if let Some(value) = changed(&stands, field, value, &text) {
            acts.push(Act::Edit {
                target: target.clone(),
                field: field.into(),
                value,
            });
        }
    }
    Ok(acts)
}

/// Returns the new value of a field, `None` where it is as it was.
fn changed(stands: &Decidable, field: &str, value: &str, text: &str) -> Option<Value> {
    let old = stands.fact.get(field);
    if STRETCHES.contains(&field) {
        // What was selected comes as places, what was typed as words.
        if let Ok(places) = serde_json::from_str::<Vec<[usize; 2]>>(value) {
            return Some(json!(places));
        }
        let lines = lines(value);
        return (lines != stretches(old, text)).then(|| json!(lines));
    }
    if value == word(old) {
        return None;
    }
    Some(if value.is_empty() {
        Value::Null
    } else {
        Value::from(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_words_keep_their_place_until_they_are_changed() {
        let text = "No, she said. No, he said.";
        assert_eq!(chosen("No", "[[14,16]]", text), json!([[14, 16]]));
        assert_eq!(chosen("No, he", "[[14,16]]", text), json!(["No, he"]));
        assert_eq!(chosen("No", "rubbish", text), json!(["No"]));
        assert_eq!(chosen(" No \n\n he", "", text), json!(["No", "he"]));
    }
}

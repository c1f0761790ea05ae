//! Rows as data: what every view is made of, as JSON and as CSV, with the words each row rests on.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::fault::Fault;
use super::lens::Lens;
use super::words::key;
use crate::export::voices::Standing;
use crate::record::{Place, Scope, StatementRow, Term};

/// A row as data.
pub(super) type Data = Map<String, Value>;

/// A row before its words are looked up.
struct Bare {
    place: Place,
    statement: Option<u32>,
    fields: Data,
}

/// Returns the rows of a kind in scope, the newest first, from one place on, with their words; and how many there are.
pub(super) fn rows(
    lens: &Lens<'_>,
    kind: &str,
    scope: &Scope,
    from: usize,
    limit: usize,
) -> Result<(Vec<Data>, usize), Fault> {
    if kind == "articles" {
        return articles(lens, scope, from, limit);
    }
    let mut all = bare(lens, kind, scope)?;
    all.sort_by_key(|b| std::cmp::Reverse((b.place.day, b.place.document, b.place.number)));
    let count = all.len();
    let rows = all.into_iter().skip(from).take(limit);
    let rows = rows
        .map(|bare| with_words(lens, bare))
        .collect::<Result<_, _>>()?;
    Ok((rows, count))
}

fn bare(lens: &Lens<'_>, kind: &str, scope: &Scope) -> Result<Vec<Bare>, Fault> {
    let record = lens.record;
    let term = |t: Term| record.words(t);
    let make = |place: Place, statement: Option<u32>, fields: Value| Bare {
        place,
        statement,
        fields: fields_of(fields),
    };
    Ok(match kind {
        "statements" => record.statements(scope)?.iter().map(|r| Bare {
            place: r.place,
            statement: Some(r.place.number),
            fields: spoken(lens, r),
        }).collect(),
        "positions" => record.positions(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "party": term(r.party), "issue": term(r.issue), "option": r.option.map(term), "stance": key(r.stance),
            "venue": key(r.venue), "voucher": term(r.voucher),
        }))).collect(),
        "shifts" => record.shifts(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "party": term(r.party), "issue": term(r.issue), "from": r.from, "to": r.to,
        }))).collect(),
        "outcomes" => record.outcomes(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "issue": term(r.issue), "result": key(r.result),
        }))).collect(),
        "meetings" => record.meetings(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "first": r.first, "last": r.last, "place": r.venue, "format": r.format.map(key), "status": key(r.status),
            "parties": r.parties, "participants": r.participants,
        }))).collect(),
        "conduct" => record.conduct(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "party": r.party.map(term), "what": r.what, "date": r.date, "place": r.location,
        }))).collect(),
        "expectations" => record.expectations(scope)?.into_iter().map(|r| make(r.place, r.statement, json!({
            "what": r.what, "due": r.due,
        }))).collect(),
        _ => return Err(Fault::not_found("This kind of row")),
    })
}

fn with_words(lens: &Lens<'_>, bare: Bare) -> Result<Data, Fault> {
    let mut fields = bare.fields;
    fields.extend(evidence(lens, &bare.place, bare.statement)?);
    Ok(fields)
}

/// Returns a statement as data.
pub(super) fn said_of(lens: &Lens<'_>, row: &StatementRow) -> Result<Data, Fault> {
    let bare = Bare {
        place: row.place,
        statement: Some(row.place.number),
        fields: spoken(lens, row),
    };
    with_words(lens, bare)
}

/// Returns what a statement is, without its words.
fn spoken(lens: &Lens<'_>, row: &StatementRow) -> Data {
    let signals: Vec<String> = row.signals.iter().map(key).collect();
    fields_of(json!({
        "party": row.party.map(|t| lens.record.words(t)), "modality": key(row.modality), "signals": signals,
        "confidence": row.confidence, "parent": row.parent,
    }))
}

/// Returns a value's fields as a row.
pub(super) fn fields_of(value: Value) -> Data {
    match value {
        Value::Object(fields) => fields,
        _ => Data::new(),
    }
}

/// Returns the words that a row rests on as data: who says them, where they stand.
pub(super) fn evidence(
    lens: &Lens<'_>,
    place: &Place,
    statement: Option<u32>,
) -> Result<Data, Fault> {
    let evidence = lens.evidence(place, statement)?;
    let row = match statement {
        Some(number) => lens.statement(place.document, number)?,
        None => None,
    };
    let quote = &evidence.quote;
    let said = match &row {
        Some(row) => json!({
            "speaker": lens.speaker(row)?, "sourcing": key(row.sourcing), "channel": key(row.channel),
            "named": Standing::of(row.sourcing) == Standing::Named,
        }),
        None => json!({"speaker": null, "sourcing": null, "channel": null, "named": null}),
    };
    let found = json!({
        "day": place.day, "known": place.known, "report": place.report, "state": place.state,
        "statement": statement, "document": place.document, "span": [quote.span.start, quote.span.end],
        "words": quote.words, "outlet": quote.outlet, "published": quote.published, "title": quote.title,
        "url": quote.url,
    });
    let mut fields = fields_of(said);
    fields.extend(fields_of(found));
    Ok(fields)
}

fn articles(
    lens: &Lens<'_>,
    scope: &Scope,
    from: usize,
    limit: usize,
) -> Result<(Vec<Data>, usize), Fault> {
    let mut all = lens.record.documents(scope.as_of)?;
    all.retain(|d| {
        scope.since.is_none_or(|s| d.known >= s) && scope.until.is_none_or(|u| d.known <= u)
    });
    let count = all.len();
    let row = |d: crate::record::DocumentRow| {
        fields_of(json!({
            "document": d.id, "hash": d.hash, "origin": d.origin, "title": d.title, "outlet": d.outlet, "url": d.url,
            "published": d.published, "known": d.known, "report": d.report, "revises": d.revises,
            "appearances": d.appearances,
        }))
    };
    Ok((
        all.into_iter()
            .rev()
            .skip(from)
            .take(limit)
            .map(row)
            .collect(),
        count,
    ))
}

/// Returns rows as CSV with a line of headings; lists within a row are joined by ` | `.
pub(super) fn csv(rows: &[Data]) -> String {
    let mut columns: Vec<&String> = Vec::new();
    let mut known = HashMap::new();
    for row in rows {
        for column in row.keys() {
            known.entry(column).or_insert_with(|| columns.push(column));
        }
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = out.write_record(columns.iter().map(|c| c.as_str()));
    for row in rows {
        let _ = out.write_record(columns.iter().map(|c| cell(row.get(*c))));
    }
    out.into_inner()
        .ok()
        .and_then(|b| String::from_utf8(b).ok())
        .unwrap_or_default()
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        // A spreadsheet would take words that begin like a formula for one.
        Some(Value::String(words)) if words.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{words}")
        }
        Some(Value::String(words)) => words.clone(),
        Some(Value::Array(list)) => {
            let parts: Vec<String> = list.iter().map(|v| cell(Some(v))).collect();
            parts.join(" | ")
        }
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_quoted_and_holds_no_formula() {
        let row = |words: &str| {
            fields_of(json!({"words": words, "list": ["a", "b"], "n": 3, "none": null}))
        };
        let table = csv(&[row("=cmd()"), row("“a”, \"b\"\nc")]);
        assert_eq!(
            table,
            "words,list,n,none\n'=cmd(),a | b,3,\n\"“a”, \"\"b\"\"\nc\",a | b,3,\n"
        );
    }
}

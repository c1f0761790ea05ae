//! Facts on the command line: how they are named (`17:position:2`) and told in a line.

use std::str::FromStr;

use serde_json::Value;

use crate::record::{Decidable, Decision, FactKind, Fields, Quote, Record, Target};

/// Longest words of a fact in a line.
const LONGEST: usize = 72;

/// What a decision is to be about, as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// `DOCUMENT:KIND:NUMBER`.
    Fact(i64, FactKind, usize),
    /// `decision:NUMBER`: the fact that an earlier decision is about.
    Beside(i64),
}

impl FromStr for Aim {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let wrong = || {
            "is no fact; write DOCUMENT:KIND:NUMBER, as in 17:position:2, or decision:NUMBER"
                .to_owned()
        };
        let parts: Vec<&str> = word.split(':').collect();
        match parts.as_slice() {
            ["decision", number] => Ok(Self::Beside(number.parse().map_err(|_| wrong())?)),
            [document, kind, number] => Ok(Self::Fact(
                document.parse().map_err(|_| wrong())?,
                kind.parse()?,
                number.parse().map_err(|_| wrong())?,
            )),
            _ => Err(wrong()),
        }
    }
}

/// A fact that a decision is to be about, looked up.
pub(super) struct Aimed {
    /// How decisions name it.
    pub target: Target,
    /// The newest decision on it.
    pub last: Option<i64>,
}

impl Aim {
    /// Looks the fact up.
    pub(super) fn look_up(self, record: &Record) -> anyhow::Result<Aimed> {
        match self {
            Self::Fact(document, kind, number) => {
                let found = record.decidable(document, kind, number)?;
                let found = found.ok_or_else(|| {
                    anyhow::anyhow!(
                        "{document}:{kind}:{number}: there is no such fact; `rapporteur decide facts {document}` lists those that are"
                    )
                })?;
                Ok(Aimed {
                    last: found.last,
                    target: found.target,
                })
            }
            Self::Beside(id) => {
                let decision = record.decision(id)?;
                let decision =
                    decision.ok_or_else(|| anyhow::anyhow!("there is no decision {id}"))?;
                let last = record.last_beside(&decision)?;
                let target = decision.target;
                let target = target
                    .ok_or_else(|| anyhow::anyhow!("decision {id} is about no fact of a text"))?;
                Ok(Aimed { target, last })
            }
        }
    }
}

/// Returns the name of a fact on the command line.
pub(super) fn name(fact: &Decidable) -> String {
    format!("{}:{}:{}", fact.document, fact.target.kind, fact.number)
}

/// Returns what a fact says, in its fields that say most.
pub(super) fn summary(kind: FactKind, fact: &Fields) -> String {
    let fields: &[&str] = match kind {
        FactKind::Statement => &["speaker", "party", "sourcing", "channel"],
        FactKind::Position => &["party", "stance", "issue", "option", "venue", "voucher"],
        FactKind::Meeting => &["status", "start", "end", "place", "parties"],
        FactKind::Outcome => &["issue", "result"],
        FactKind::Shift => &["party", "issue", "from", "to"],
        FactKind::Conduct => &["party", "what", "date", "place"],
        FactKind::Expectation => &["what", "due"],
        FactKind::Actor => &[],
    };
    let said = fields.iter().filter_map(|name| fact.get(*name));
    let said: Vec<String> = said
        .map(|v| short(&plain(v)))
        .filter(|v| !v.is_empty())
        .collect();
    said.join(", ")
}

/// Returns a value as people read it.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_string) => {
            items.iter().map(plain).collect::<Vec<_>>().join(" + ")
        }
        other => other.to_string(),
    }
}

/// Returns words in one line, cut where they are long.
pub(super) fn short(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Returns where words stand: outlet and date, else the headline.
pub(super) fn whence(quote: &Quote) -> String {
    let date = quote.published.map(|d| d.to_string());
    let title = || quote.title.as_deref().map(short);
    let outlet = quote.outlet.clone().or_else(title);
    let parts: Vec<String> = outlet.into_iter().chain(date).collect();
    if parts.is_empty() {
        format!("document {}", quote.document)
    } else {
        parts.join(", ")
    }
}

/// Returns what a decision changed, in a few words.
pub(super) fn change(decision: &Decision) -> String {
    let words = |value: &Option<Value>| match value {
        Some(Value::Null) | None => "nothing".to_owned(),
        Some(Value::Object(fact)) => summary(decision.kind, fact),
        Some(value) => plain(value),
    };
    match (&decision.field, decision.undoes, &decision.new) {
        (_, Some(undone), _) => format!("decision {undone}"),
        (Some(field), ..) => format!(
            "{field}: {} → {}",
            words(&decision.old),
            words(&decision.new)
        ),
        (None, _, Some(Value::Object(fact))) => summary(decision.kind, fact),
        (None, _, Some(_)) => format!("{} → {}", words(&decision.old), words(&decision.new)),
        (None, _, None) => match &decision.old {
            Some(old) => words(&Some(old.clone())),
            None => decision.note.clone().unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_by_document_kind_and_number() {
        assert_eq!(
            "17:position:2".parse(),
            Ok(Aim::Fact(17, FactKind::Position, 2))
        );
        assert_eq!("decision:4".parse(), Ok(Aim::Beside(4)));
        for wrong in [
            "17",
            "17:position",
            "x:position:2",
            "17:position:-1",
            "decision:x",
        ] {
            assert!(
                wrong.parse::<Aim>().unwrap_err().contains("17:position:2"),
                "{wrong}"
            );
        }
        assert!(
            "17:pose:2"
                .parse::<Aim>()
                .unwrap_err()
                .contains("statement, position")
        );
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        assert_eq!(short("ein\n kurzer  Satz"), "ein kurzer Satz");
        let cut = short(&"ü".repeat(100));
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
    }
}

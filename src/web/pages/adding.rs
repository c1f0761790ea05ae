//! A statement that the engine missed: words of the article are chosen, and said whose they are.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;

use super::super::choices::{Choice, listed};
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::Lens;
use super::super::state::App;
use super::super::visitor;
use super::decide::{CHANNELS, MODALITIES, SOURCINGS};
use super::{Page, query, render};
use crate::document::{CharOffsets, CharSpan};
use crate::export::words::tame;

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    /// The article's number.
    article: i64,
    /// Where the words stand, in code points: `120-180`.
    content: String,
    source: String,
    cue: String,
}

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    frame: Frame,
    who: String,
    back: String,
    article: i64,
    title: String,
    language: String,
    /// The text with a code point for each of its own, so that places in the field are places in the text.
    text: String,
    words: Vec<Words>,
    speakers: Vec<String>,
    parties: Vec<Choice>,
    sourcings: Vec<Choice>,
    channels: Vec<Choice>,
    modalities: Vec<Choice>,
}

/// Words of the text in a field of the form.
struct Words {
    name: &'static str,
    label: &'static str,
    /// What takes the words that are selected, and the key that does.
    take: &'static str,
    key: &'static str,
    value: String,
    /// Where they stand, as JSON.
    places: String,
    required: bool,
}

/// Shows the form.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Page {
    let frame = Frame::new(&app, "Add a statement", "/decide")
        .with_data("the reading", format!("/api/article/{}", asked.article));
    let who = visitor::name(&headers);
    let page = app.ask(move |lens| page(frame, lens, &asked, who)).await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>, asked: &Asked, who: String) -> Result<AddPage, Fault> {
    let gone = || Fault::not_found("This article");
    let filed = lens.record.filed(asked.article)?.ok_or_else(gone)?;
    let reading = &filed.reading;
    let known = &reading.document.metadata;
    let text = &reading.document.text;
    let article = asked.article.to_string();
    let fields = [
        ("article", article.as_str()),
        ("content", &asked.content),
        ("source", &asked.source),
        ("cue", &asked.cue),
    ];
    let field = |name, label, take, key, place: &str| {
        let (value, places) = chosen(text, place);
        Words {
            name,
            label,
            take,
            key,
            value,
            places,
            required: name == "content",
        }
    };
    let mut speakers: Vec<String> = reading.actors.iter().map(|a| tame(&a.name)).collect();
    speakers.sort();
    speakers.dedup();
    let (mut parties, _) = super::super::choices::choices(lens, "", "")?;
    parties.retain(|p| !p.value.is_empty());
    Ok(AddPage {
        frame,
        who,
        back: query("/decide/add", &fields, 1),
        article: asked.article,
        title: tame(known.title.as_deref().unwrap_or(&reading.document.origin)),
        language: super::article::language(known.language.as_deref()).into(),
        text: field_text(text),
        words: vec![
            field("content", "What is said", "content", "c", &asked.content),
            field(
                "source",
                "Whose words: the source as the text names it",
                "source",
                "s",
                &asked.source,
            ),
            field("cue", "The cue: the word of saying", "cue", "u", &asked.cue),
        ],
        speakers,
        parties,
        sourcings: listed(SOURCINGS, ""),
        channels: listed(CHANNELS, "unstated"),
        modalities: listed(MODALITIES, "asserted"),
    })
}

/// Returns the words at `120-180` and their place as JSON; nothing where this is no place in the text.
fn chosen(text: &str, place: &str) -> (String, String) {
    let numbers = place.split_once('-');
    let numbers = numbers.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let Some((start, end)) = numbers.filter(|(a, b): &(usize, usize)| a < b) else {
        return Default::default();
    };
    let span = CharOffsets::new(text).bytes(text, CharSpan { start, end });
    match tame(span.of(text)) {
        words if words.is_empty() => Default::default(),
        words => (words, format!("[[{start},{end}]]")),
    }
}

/// Returns a text as a field holds it: browsers make one of two line ends, and leave out one at the beginning.
fn field_text(text: &str) -> String {
    let plain = |c| match c {
        '\r' => ' ',
        '\0' => '\u{FFFD}',
        c => c,
    };
    std::iter::once('\n')
        .chain(text.chars().map(plain))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_code_points_of_the_text() {
        let text = "„Nie“ 🙂 said Mara";
        assert_eq!(chosen(text, "8-12"), ("said".into(), "[[8,12]]".into()));
        for nothing in ["", "8", "12-8", "5-6", "x-9", "900-910"] {
            assert_eq!(
                chosen(text, nothing),
                (String::new(), String::new()),
                "{nothing}"
            );
        }
    }

    #[test]
    fn a_field_has_as_many_code_points_as_the_text() {
        let text = "One\r\ntwo\0three";
        assert_eq!(field_text(text), "\nOne \ntwo\u{FFFD}three");
        assert_eq!(field_text(text).chars().count(), text.chars().count() + 1);
    }
}

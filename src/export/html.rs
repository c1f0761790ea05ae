//! One self-contained page of a reading: the article with its attributions marked, and beside each
//! block who said it and how. No script, nothing from elsewhere, everything of the article escaped.

use sha2::{Digest, Sha256};

use super::brief::UNSURE;
use super::html_talks::Lists;
use super::html_text::{Marks, Open, escape};
use super::voices::{Standing, Voices, channel_word, sourcing_word};
use super::words::{Lines, day, tame};
use crate::document::{Block, BlockKind};
use crate::position::Reading;

const STYLE: &str = include_str!("html.css");

/// Returns the page of a reading.
pub fn page(reading: &Reading) -> String {
    let document = &reading.document;
    let title = document
        .metadata
        .title
        .as_deref()
        .unwrap_or(&document.origin);
    let language = document.metadata.language.as_deref().unwrap_or("en");
    let voices = Voices::new(reading);
    let mut out = String::with_capacity(document.text.len() * 2 + 8192);
    out.push_str("<!DOCTYPE html>\n<html lang=\"");
    escape(&mut out, language);
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n",
        base64(&Sha256::digest(STYLE.as_bytes()))
    ));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    element(&mut out, "title", "", &tame(title));
    out.push_str(&format!(
        "\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n"
    ));
    head(&mut out, reading, title);
    out.push_str("</header>\n");
    if !reading.statements.is_empty() {
        speakers(&mut out, &voices);
    }
    let marks = Marks::new(reading);
    let lines = Lines::new(&document.text);
    let lists = Lists {
        reading,
        voices: &voices,
        lines: &lines,
        marks: &marks,
    };
    out.push_str(&lists.all());
    article(&mut out, reading, &voices, (&marks, &lines));
    out.push_str("<footer>");
    let engine = &reading.engine;
    let engine = format!(
        "rapporteur {}, model {}, codebook {} · {}",
        engine.version, engine.model, engine.codebook, document.id
    );
    element(&mut out, "p", "engine", &engine);
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

fn head(out: &mut String, reading: &Reading, title: &str) {
    let known = &reading.document.metadata;
    element(out, "h1", "", &tame(title));
    let mut facts = Vec::new();
    facts.extend(known.outlet.as_deref().map(tame));
    facts.extend(known.bylines.iter().map(|b| tame(b)));
    if let Some(date) = known.published {
        let from = known.published_from.as_deref().filter(|f| *f != "given");
        let from = from.map(|f| format!(" (from {})", tame(f)));
        facts.push(format!("{}{}", day(date), from.unwrap_or_default()));
    }
    facts.push(tame(&reading.document.origin));
    out.push('\n');
    element(out, "p", "facts", &facts.join(" · "));
    out.push('\n');
    for warning in &reading.document.warnings {
        element(out, "p", "warning", &tame(warning));
        out.push('\n');
    }
    out.push_str(
        "<p class=\"legend\"><span class=\"source\">source</span> \
         <span class=\"cue\">cue</span> <span class=\"content\">content</span> \
         <span class=\"content in\">said inside another statement</span> · \
         ● named ■ office, text or outlet ○ not named</p>\n",
    );
}

fn speakers(out: &mut String, voices: &Voices) {
    out.push_str("<h2>Who speaks</h2>\n<table>\n<thead><tr><th scope=\"col\">speaker</th><th scope=\"col\">party</th><th scope=\"col\" class=\"n\">said</th><th scope=\"col\">sourcing</th><th scope=\"col\" class=\"wide\">channel</th></tr></thead>\n<tbody>\n");
    for voice in &voices.all {
        let mut name = format!("{} {}", Standing::of(voice.sourcing).sign(), voice.name);
        if let Some(role) = &voice.role {
            name.push_str(&format!(", {role}"));
        }
        let channels: Vec<&str> = voice.channels.iter().map(|c| channel_word(*c)).collect();
        out.push_str("<tr>");
        element(out, "td", "", &name);
        element(out, "td", "", voice.party.as_deref().unwrap_or("–"));
        element(out, "td", "n", &voice.statements.len().to_string());
        element(out, "td", "", sourcing_word(voice.sourcing));
        element(out, "td", "wide", &channels.join(", "));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn article(out: &mut String, reading: &Reading, voices: &Voices, of_text: (&Marks, &Lines)) {
    let text = &reading.document.text;
    let (marks, lines) = of_text;
    let mut open = Open::default();
    let mut notes: Vec<usize> = (0..reading.statements.len()).collect();
    let place = |i: &usize| {
        reading.statements[*i]
            .attribution
            .content
            .first()
            .map_or(0, |s| s.start())
    };
    notes.sort_by_key(place);
    let mut notes = notes.into_iter().peekable();
    out.push_str("<h2>The article</h2>\n<main>\n");
    for block in &reading.document.blocks {
        out.push_str("<div class=\"row\">");
        let class = class(block);
        // The row's columns hold real headings and paragraphs, for people who listen to the page.
        let element_name = match block.kind {
            BlockKind::Heading => "h3",
            _ => "p",
        };
        out.push_str(&format!("<{element_name} class=\"block {class}\">"));
        if !block.kind.is_body() && block.kind != BlockKind::Heading {
            element(
                out,
                "span",
                "kind",
                &kind_word(block.kind).replace('_', " "),
            );
        }
        marks.write(out, text, block.span, &mut open);
        out.push_str(&format!("</{element_name}>"));
        let mut aside = String::new();
        while let Some(i) = notes.next_if(|i| place(i) < block.span.end()) {
            note(&mut aside, reading, voices, lines, i);
        }
        if !aside.is_empty() {
            out.push_str(&format!("<aside><ol>{aside}</ol></aside>"));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</main>\n");
}

fn note(out: &mut String, reading: &Reading, voices: &Voices, lines: &Lines, i: usize) {
    let statement = &reading.statements[i];
    let voice = &voices.all[voices.of[i]];
    let n = i + 1;
    let inner = if statement.attribution.parent.is_some() {
        " class=\"inner\""
    } else {
        ""
    };
    out.push_str(&format!(
        "<li id=\"n{n}\"{inner}><a href=\"#t{n}\">{n}</a> "
    ));
    let sign = Standing::of(statement.sourcing).sign();
    element(out, "strong", "", &format!("{sign} {}", voice.name));
    let mut what = Vec::new();
    what.extend(
        statement
            .party
            .as_deref()
            .or(voice.party.as_deref())
            .map(tame),
    );
    what.push(sourcing_word(statement.sourcing).into());
    what.push(channel_word(statement.channel).into());
    what.extend(
        statement
            .addressee
            .as_deref()
            .map(|a| format!("to {}", tame(a))),
    );
    what.extend(statement.said_on.map(|d| format!("on {}", day(d))));
    what.push(lines.place(&statement.attribution.content));
    if statement.attribution.confidence < UNSURE {
        what.push("unsure ?".into());
    }
    out.push(' ');
    element(out, "span", "what", &what.join(" · "));
    out.push_str("</li>");
}

fn class(block: &Block) -> String {
    let kind = kind_word(block.kind);
    if block.kind.is_body() {
        kind.to_owned()
    } else {
        format!("other {kind}")
    }
}

/// Returns the kind's word in the JSON of a reading.
fn kind_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::SectionLabel => "section_label",
        BlockKind::Title => "title",
        BlockKind::Standfirst => "standfirst",
        BlockKind::ReadingTime => "reading_time",
        BlockKind::Byline => "byline",
        BlockKind::DateLine => "date_line",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::PullQuote => "pull_quote",
        BlockKind::Note => "note",
        BlockKind::Advert => "advert",
    }
}

/// Appends an element that holds nothing but escaped text.
pub(super) fn element(out: &mut String, name: &str, class: &str, text: &str) {
    if class.is_empty() {
        out.push_str(&format!("<{name}>"));
    } else {
        out.push_str(&format!("<{name} class=\"{class}\">"));
    }
    escape(out, text);
    out.push_str(&format!("</{name}>"));
}

/// Returns bytes in base 64 (RFC 4648), as a style hash wants them.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, b| bits << 8 | u32::from(*b));
        let bits = bits << (8 * (3 - three.len()));
        for digit in 0..4 {
            if digit <= three.len() {
                let at = (bits >> (18 - 6 * digit)) & 63;
                out.push(char::from(DIGITS[at as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_of_the_standard_examples() {
        assert_eq!(super::base64(b"f"), "Zg==");
        assert_eq!(super::base64(b"fo"), "Zm8=");
        assert_eq!(super::base64(b"foobar"), "Zm9vYmFy");
    }
}

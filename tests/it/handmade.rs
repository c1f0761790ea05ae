//! A reading made by hand, so that what the formats print does not depend on a model.

use jiff::civil::date;
use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{Block, BlockKind, Document, Metadata, Span, lines};
use rapporteur::position::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement, Talks,
};

const ARTICLE: &str = include_str!("../../examples/harbour-talks.txt");

/// Builds statements over one text by quoting it.
pub struct Maker {
    pub reading: Reading,
    at: usize,
}

impl Maker {
    pub fn new(document: Document) -> Self {
        let engine = Engine {
            version: "0.0.0".into(),
            model: "by-hand".into(),
            codebook: "none".into(),
        };
        let reading = Reading {
            engine,
            document,
            actors: Vec::new(),
            statements: Vec::new(),
            talks: Talks::default(),
        };
        Self { reading, at: 0 }
    }

    /// Returns the span of the words, looked for after the beginning of the last statement.
    pub fn find(&self, words: &str) -> Span {
        let text = &self.reading.document.text;
        let at = text[self.at..].find(words);
        let at = self.at + at.unwrap_or_else(|| panic!("not in the text: {words}"));
        Span::new(at, at + words.len())
    }

    /// Looks from the beginning again.
    pub fn at_start(&mut self) {
        self.at = 0;
    }

    /// Goes on from where the words first stand.
    pub fn go_to(&mut self, words: &str) -> &mut Self {
        self.at = 0;
        self.at = self.find(words).start();
        self
    }

    pub fn actor(&mut self, name: &str, role: &str, party: &str, anonymous: bool) -> usize {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        self.reading.actors.push(Actor {
            id: format!("a{}", self.reading.actors.len() + 1),
            name: name.into(),
            kind: ActorKind::Person,
            party: some(party),
            role: some(role),
            anonymous,
            mentions: Vec::new(),
        });
        self.reading.actors.len() - 1
    }

    /// Adds a statement; `""` for no source or no cue.
    pub fn say(
        &mut self,
        speaker: Option<usize>,
        (source, cue, content): (&str, &str, &[&str]),
        (form, sourcing, channel): (Form, Sourcing, Channel),
    ) -> &mut Statement {
        let some = |words: &str| (!words.is_empty()).then(|| self.find(words));
        let content: Vec<Span> = content.iter().map(|c| self.find(c)).collect();
        let attribution = Attribution {
            source: some(source),
            cue: some(cue),
            content,
            form,
            parent: None,
            confidence: 0.9375,
        };
        if let (Some(actor), Some(span)) = (speaker, attribution.source) {
            self.reading.actors[actor].mentions.push(span);
        }
        let party = speaker.and_then(|s| self.reading.actors[s].party.clone());
        self.reading.statements.push(Statement {
            attribution,
            speaker,
            party,
            sourcing,
            channel,
            addressee: None,
            said_on: None,
            modality: Modality::Asserted,
            signals: vec![Signal::Position],
        });
        self.reading.statements.last_mut().unwrap()
    }
}

/// Returns the article of `examples/harbour-talks.txt` with its blocks as a person sees them.
pub fn document() -> Document {
    let blocks = lines(ARTICLE)
        .enumerate()
        .map(|(n, span)| {
            let line = span.of(ARTICLE);
            let kind = match n {
                0 => BlockKind::SectionLabel,
                1 => BlockKind::Title,
                2 => BlockKind::Standfirst,
                3 => BlockKind::Byline,
                4 => BlockKind::DateLine,
                5 => BlockKind::ReadingTime,
                6 => BlockKind::Caption,
                _ if line == "What Norland wants" => BlockKind::Heading,
                _ if line.starts_with("- ") => BlockKind::ListItem,
                _ if line.starts_with("Note from") || line.starts_with("Thank you") => {
                    BlockKind::Note
                }
                _ if line.starts_with("Join us") => BlockKind::Advert,
                _ => BlockKind::Paragraph,
            };
            Block { kind, span }
        })
        .collect();
    let known = Metadata {
        title: Some("Harbour talks end their second day without a deal on the strait".into()),
        outlet: Some("Harbour Press".into()),
        bylines: vec!["Tilda Marwick".into(), "Joss Abernathy".into()],
        published: Some(date(2031, 3, 14)),
        published_from: Some("date line".into()),
        language: Some("en".into()),
        ..Metadata::default()
    };
    Document::new("examples/harbour-talks.txt", ARTICLE.into(), known, blocks)
}

/// Returns a reading of that article with something of everything that the formats show.
pub fn harbour() -> Reading {
    let mut m = Maker::new(document());
    let venn = m.actor("Mara Venn", "Ostravian Foreign Minister", "ostravia", false);
    let two = m.actor("two people familiar with the matter", "", "", true);
    let first = m.actor("Norland official 1", "", "norland", true);
    let negotiators = m.actor("Ostravia's negotiators", "", "ostravia", false);
    let aldous = m.actor("Pieter Aldous", "ministry spokesman", "ostravia", false);
    let sorrel = m.actor("Edda Sorrel", "Norland Prime Minister", "norland", false);
    let gazette = m.actor("Skerry Gazette", "", "", false);
    let diplomat = m.actor("unnamed diplomat", "", "", true);
    m.go_to("“We will not move");
    let s = m.say(
        Some(venn),
        (
            "Ostravian Foreign Minister Mara Venn",
            "told",
            &[
                "“We will not move on the lanes,”",
                "“They are ours by treaty, and they will stay ours by treaty.",
            ],
        ),
        (Form::Direct, Sourcing::Named, Channel::Public),
    );
    s.addressee = Some("reporters".into());
    m.go_to("“What we can talk");
    m.say(
        Some(venn),
        (
            "she",
            "added",
            &["“What we can talk about is who pays for the lighthouses,”"],
        ),
        (Form::Direct, Sourcing::Named, Channel::Public),
    );
    m.go_to("Behind closed");
    m.say(
        Some(two),
        (
            "two people familiar with the matter",
            "according to",
            &["Behind closed doors, the tone was different"],
        ),
        (Form::Indirect, Sourcing::Anonymous, Channel::Briefing),
    );
    m.go_to("One Norland official");
    let outer = m.reading.statements.len();
    let s = m.say(
        Some(first),
        (
            "One Norland official",
            "told",
            &["that Ostravia's negotiators had signalled on Thursday that they could consider joint patrols if the fishing quota stayed as it is"],
        ),
        (Form::Indirect, Sourcing::Anonymous, Channel::Briefing),
    );
    s.addressee = Some("the Harbour Press".into());
    let s = m.say(
        Some(negotiators),
        (
            "Ostravia's negotiators",
            "signalled",
            &["that they could consider joint patrols if the fishing quota stayed as it is"],
        ),
        (Form::Indirect, Sourcing::Collective, Channel::Private),
    );
    s.attribution.parent = Some(outer);
    s.said_on = Some(date(2031, 3, 13));
    m.go_to("“In public they");
    m.say(
        Some(first),
        (
            "the official",
            "said",
            &["“In public they say never,”", "“In the room they ask how.”"],
        ),
        (Form::Direct, Sourcing::Anonymous, Channel::Briefing),
    );
    m.go_to("“This is an invention,”");
    let s = m.say(
        Some(aldous),
        (
            "ministry spokesman Pieter Aldous",
            "said",
            &[
                "“This is an invention,”",
                "“and those who spread it are not interested in a settlement.”",
            ],
        ),
        (Form::Direct, Sourcing::Named, Channel::Public),
    );
    s.said_on = Some(date(2031, 3, 14));
    m.go_to("In a speech to parliament");
    let s = m.say(
        Some(sorrel),
        (
            "she",
            "said",
            &[
                "that her government would accept joint patrols only if three conditions were met",
                "Ostravia withdraws its two cutters from the inner lane",
                "the fishing quota is frozen until 2033",
                "a neutral body keeps the register of ships",
            ],
        ),
        (Form::Indirect, Sourcing::Named, Channel::Public),
    );
    s.said_on = Some(date(2031, 3, 12));
    s.modality = Modality::Conditional;
    m.go_to("The Skerry Gazette");
    let outer = m.reading.statements.len();
    m.say(
        Some(gazette),
        (
            "The Skerry Gazette",
            "reported",
            &["that the draft had been rejected by Norland on Thursday night"],
        ),
        (Form::Indirect, Sourcing::Media, Channel::Public),
    );
    let s = m.say(
        Some(diplomat),
        (
            "an unnamed diplomat",
            "citing",
            &["that the draft had been rejected by Norland on Thursday night"],
        ),
        (Form::Indirect, Sourcing::Anonymous, Channel::Unstated),
    );
    s.attribution.parent = Some(outer);
    s.attribution.confidence = 0.71;
    m.go_to("Officials in Norland's capital");
    m.say(
        None,
        (
            "Officials in Norland's capital, Brae",
            "were convinced",
            &["that nothing would be signed before the elections in May"],
        ),
        (Form::Indirect, Sourcing::Collective, Channel::Unstated),
    );
    m.reading
        .statements
        .last_mut()
        .unwrap()
        .attribution
        .confidence = 0.42;
    m.go_to("“In the room");
    let s = m.say(
        None,
        ("they", "ask", &["how"]),
        (Form::Indirect, Sourcing::Collective, Channel::Unstated),
    );
    s.attribution.parent = Some(5);
    s.attribution.confidence = 0.31;
    m.reading.statements[5].signals.push(Signal::Atmosphere);
    m.reading.talks = crate::handmade_talks::talks(&mut m);
    m.reading
}

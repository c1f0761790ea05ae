//! What the hand-made reading tells about the talks.

use jiff::civil::date;
use rapporteur::position::{
    Conduct, Expectation, Meeting, MeetingFormat, MeetingStatus, Outcome, OutcomeResult, Position,
    Shift, Stance, Talks, Venue,
};

use crate::handmade::Maker;

/// Returns something of everything that a reading tells about the talks of that article.
pub fn talks(m: &mut Maker) -> Talks {
    let mut at = |words: &str| {
        m.go_to(words);
        m.find(words)
    };
    let position = |party: &str, issue: &str, stance, venue, voucher: &str, evidence| Position {
        party: party.into(),
        issue: issue.into(),
        option: None,
        stance,
        venue,
        voucher: voucher.into(),
        evidence,
        attribution: None,
        date: None,
    };
    let mut ruled_out = position(
        "norland",
        "sovereignty",
        Stance::RulesOut,
        Venue::Public,
        "self",
        at("any arrangement that would leave the strait under a single flag"),
    );
    ruled_out.option = Some("the strait under a single flag".into());
    ruled_out.date = Some(date(2031, 3, 12));
    Talks {
        positions: vec![
            position(
                "ostravia",
                "navigation",
                Stance::RulesOut,
                Venue::Public,
                "self",
                at("We will not move on the lanes"),
            ),
            position(
                "ostravia",
                "navigation",
                Stance::Open,
                Venue::Private,
                "norland",
                at("they could consider joint patrols"),
            ),
            ruled_out,
            position(
                "norland",
                "navigation",
                Stance::Demands,
                Venue::Public,
                "author",
                at("Ostravia withdraws its two cutters from the inner lane"),
            ),
        ],
        meetings: vec![
            Meeting {
                start: Some(date(2031, 3, 13)),
                end: Some(date(2031, 3, 14)),
                place: Some("Lindhaven".into()),
                format: Some(MeetingFormat::Bilateral),
                parties: vec!["ostravia".into(), "norland".into()],
                participants: vec!["Mara Venn".into()],
                status: MeetingStatus::Held,
                evidence: at("a second day of talks over the Skerry Strait"),
            },
            Meeting {
                start: Some(date(2031, 3, 20)),
                end: None,
                place: None,
                format: None,
                parties: Vec::new(),
                participants: Vec::new(),
                status: MeetingStatus::Planned,
                evidence: at("the next round would begin in Lindhaven on March 20"),
            },
        ],
        outcomes: vec![Outcome {
            issue: "navigation".into(),
            result: OutcomeResult::NotAgreed,
            evidence: at("without agreeing who may police its shipping lanes"),
        }],
        shifts: vec![
            Shift {
                party: "norland".into(),
                issue: "register-of-ships".into(),
                from: Some("the whole register".into()),
                to: Some("half of it".into()),
                by: None,
                evidence: at(
                    "We moved from asking for the whole register to asking for half of it",
                ),
            },
            Shift {
                party: "ostravia".into(),
                issue: "navigation".into(),
                from: None,
                to: Some("unchanged".into()),
                by: Some(0),
                evidence: at("We will not move on the lanes"),
            },
        ],
        conduct: vec![Conduct {
            party: Some("ostravia".into()),
            what: "fired flares near a trawler".into(),
            date: Some(date(2031, 3, 14)),
            place: None,
            evidence: at("an Ostravian cutter fired flares near a Norland trawler"),
        }],
        expectations: vec![Expectation {
            what: "the next round".into(),
            due: Some(date(2031, 3, 20)),
            by: None,
            evidence: at("the next round would begin in Lindhaven on March 20"),
        }],
    }
}

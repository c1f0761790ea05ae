//! Two accounts face to face, as templates show them.

use super::contested::{Dispute, Kind, Side};
use super::fault::Fault;
use super::lens::{Evidence, Lens, Named};
use super::words;
use crate::export::words::tame;

/// Two accounts of one matter.
pub(super) struct Pair {
    pub(super) party: Option<Named>,
    /// None where it is the mood of a meeting.
    pub(super) issue: Option<Named>,
    /// In which way they part, in words.
    pub(super) kind: &'static str,
    pub(super) sides: [Account; 2],
}

/// One account, with the words it rests on.
pub(super) struct Account {
    pub(super) head: String,
    pub(super) key: String,
    pub(super) sign: &'static str,
    pub(super) word: String,
    pub(super) option: String,
    pub(super) vouched: String,
    pub(super) reports: String,
    pub(super) evidence: Evidence,
}

impl Pair {
    /// Looks up what a dispute needs to be shown.
    pub(super) fn of(lens: &Lens<'_>, dispute: &Dispute) -> Result<Self, Fault> {
        let [one, other] = &dispute.sides;
        Ok(Self {
            party: dispute.party.map(|p| lens.party(p)),
            issue: dispute.issue.map(|i| lens.issue(i)),
            kind: match dispute.kind {
                Kind::PublicPrivate => "public and private accounts part",
                Kind::Denied => "claimed and denied",
                Kind::Meeting | Kind::Mood => "two accounts of one meeting",
            },
            sides: [
                account(lens, dispute, one, true)?,
                account(lens, dispute, other, false)?,
            ],
        })
    }
}

fn account(
    lens: &Lens<'_>,
    dispute: &Dispute,
    side: &Side,
    is_first: bool,
) -> Result<Account, Fault> {
    let mut option = side
        .option
        .map(|o| tame(&lens.record.words(o)))
        .unwrap_or_default();
    if let Some(issue) = side.issue.filter(|_| side.issue != dispute.issue) {
        let whole = lens.issue(issue).name.to_lowercase();
        option = match option.is_empty() {
            true => format!("on {whole}"),
            false => format!("on {whole}: {option}"),
        };
    }
    Ok(Account {
        head: head(lens, dispute.kind, side, is_first),
        key: side.stance.map_or_else(|| "undecided".into(), words::key),
        sign: side.stance.map_or("", words::stance_sign),
        word: match (side.stance, side.result, side.tone) {
            (Some(stance), ..) => words::word(stance),
            (_, Some(result), _) => words::word(result),
            (.., Some(tone)) => format!("{} mood", words::word(tone)),
            _ => String::new(),
        },
        option,
        vouched: vouched(lens, side),
        reports: words::count(side.reports, "independent report", "independent reports"),
        evidence: lens.evidence(&side.place, side.statement)?,
    })
}

fn head(lens: &Lens<'_>, kind: Kind, side: &Side, is_first: bool) -> String {
    match (kind, is_first) {
        (Kind::PublicPrivate, true) => "In public".into(),
        (Kind::PublicPrivate, false) => "In private".into(),
        (Kind::Denied, true) => "Claimed by somebody unnamed".into(),
        (Kind::Denied, false) => "Said otherwise".into(),
        (Kind::Meeting | Kind::Mood, _) => match side.voucher {
            Some(party) => format!("As {} tells it", lens.party(party).name),
            None => "One side's account".into(),
        },
    }
}

/// Returns who vouches for a position; what came of a meeting has its teller in the heading.
fn vouched(lens: &Lens<'_>, side: &Side) -> String {
    match side.voucher.filter(|_| side.stance.is_some()) {
        Some(voucher) => {
            let who = lens.voucher(voucher);
            format!("told by {}", who.as_deref().unwrap_or("the party itself"))
        }
        None => String::new(),
    }
}

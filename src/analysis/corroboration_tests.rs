//! Tests of corroboration over rows made by hand.

use super::super::rows_by_hand::*;
use super::*;

fn found(positions: &[PositionRow], events: &[Claimed], parties: &[Term]) -> Vec<Claim> {
    let reports = Reports {
        positions,
        events,
        own: Some(OWN),
        parties,
        within: 30,
    };
    claims(&reports, 50, &words)
}

#[test]
fn who_confirms_who_denies_and_who_is_silent() {
    let other = Term(3);
    let mut confirming = held(4, 6, Some(JOINT_PATROLS), Stance::Open);
    confirming.voucher = Term(4);
    let rows = [
        in_private(held(1, 2, Some(PATROLS), Stance::Open)),
        in_private(held(2, 3, Some(PATROLS), Stance::Open)),
        held(3, 5, Some(PATROLS), Stance::RulesOut),
        confirming,
        held(5, 6, Some(REGISTER), Stance::Opposes),
    ];
    let found = found(&rows, &[], &[NORLAND, SUDMARK, other]);
    assert_eq!(found.len(), 1);
    let claim = &found[0];
    assert_eq!((claim.first.place.report, claim.last.place.report), (1, 2));
    assert_eq!(claim.reports, 2);
    assert_eq!(claim.confirms, [Claimed::position(&rows[3])]);
    assert_eq!(claim.denies, [Claimed::position(&rows[2])]);
    assert_eq!(claim.silent, [other]);
}

#[test]
fn what_was_said_before_the_claim_does_not_deny_it_and_pauses_part_claims() {
    let mut late = in_private(held(3, 30, Some(PATROLS), Stance::Open));
    late.place.day = Day::from_number(20_310_530);
    let rows = [
        held(1, 1, Some(PATROLS), Stance::RulesOut),
        in_private(held(2, 2, Some(PATROLS), Stance::Open)),
        late,
    ];
    let found = found(&rows, &[], &[]);
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|c| c.denies.is_empty() && c.confirms.is_empty())
    );
    // Sudmark tells it; Norland speaks on the issue in the days of the earlier claim, but not to it.
    assert_eq!(found[1].silent, [NORLAND]);
    assert!(found[0].silent.is_empty());
}

#[test]
fn outcomes_rest_on_their_statements() {
    let teller = |party, sourcing| TellerRow {
        party: Some(party),
        sourcing,
        speaker: None,
    };
    let tellers = Tellers::from([
        ((1, 0), teller(NORLAND, Sourcing::Anonymous)),
        ((2, 0), teller(SUDMARK, Sourcing::Named)),
        ((3, 0), teller(SUDMARK, Sourcing::Official)),
    ]);
    let outcome = |report, day, result| OutcomeRow {
        place: place(report, day),
        statement: Some(0),
        issue: STRAIT,
        result,
    };
    let rows = [
        outcome(1, 2, OutcomeResult::Agreed),
        outcome(2, 3, OutcomeResult::Agreed),
        outcome(3, 4, OutcomeResult::NotAgreed),
    ]
    .map(|o| Claimed::outcome(&o, &tellers));
    let found = found(&[], &rows, &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].first.result, Some(OutcomeResult::Agreed));
    assert_eq!(
        (&found[0].confirms[..], &found[0].denies[..]),
        (&rows[1..2], &rows[2..3])
    );
}

#[test]
fn an_unchanged_position_denies_a_claimed_shift() {
    let shift = |report, to: &str| ShiftRow {
        place: place(report, report),
        statement: Some(0),
        party: NORLAND,
        issue: STRAIT,
        from: None,
        to: Some(to.into()),
    };
    let told = TellerRow {
        party: None,
        sourcing: Sourcing::Collective,
        speaker: None,
    };
    let named = TellerRow {
        party: Some(NORLAND),
        sourcing: Sourcing::Named,
        speaker: None,
    };
    let tellers = Tellers::from([((1, 0), told), ((2, 0), named)]);
    let rows = [shift(1, "softer"), shift(2, "unchanged")].map(|s| Claimed::shift(&s, &tellers));
    let found = found(&[], &rows, &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].denies, [rows[1]]);
}

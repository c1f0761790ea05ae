//! Time lines, drawn here: a lane for each party or issue, a point for each day on which a stance was reported.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fault::Fault;
use super::lens::{Lens, Named};
use super::words;
use crate::export::words::tame;
use crate::position::{MeetingStatus, Sourcing, Stance, Venue};
use crate::record::{ConductRow, Day, MeetingRow, PositionRow, Term};

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 28.0;
const LANE: f64 = 84.0;
/// How far a stance stands from the middle of its lane: for is above, against below.
const STEP: f64 = 12.0;
const FOOT: f64 = 46.0;
/// Points at most, the newest ones.
const POINTS: usize = 300;
/// Points whose words are shown too, the newest ones.
const WORDED: usize = 80;
/// Days named under the lanes.
const TICKS: i64 = 5;

/// A drawn time line.
#[derive(Default)]
pub(super) struct Timeline {
    pub(super) height: f64,
    pub(super) lanes: Vec<Lane>,
    pub(super) points: Vec<Point>,
    pub(super) rounds: Vec<Band>,
    pub(super) conduct: Vec<Band>,
    pub(super) ticks: Vec<Tick>,
}

pub(super) struct Lane {
    pub(super) name: Named,
    pub(super) middle: f64,
}

/// What one party held on one day at one venue.
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) stance: String,
    /// Whether only unnamed people or others than the party tell us.
    pub(super) hollow: bool,
    pub(super) private: bool,
    pub(super) title: String,
    pub(super) link: String,
}

/// Something that lasted, behind the points.
pub(super) struct Band {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) title: String,
}

pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) label: String,
}

/// Which column a lane stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Party,
    Issue,
}

/// Rows that become one point.
struct Group<'a> {
    rows: Vec<&'a PositionRow>,
    reports: HashSet<i64>,
}

impl Timeline {
    /// Draws the positions in the given lanes, with rounds and conduct behind them.
    pub(super) fn draw(
        lens: &Lens<'_>,
        by: By,
        lanes: &[Term],
        positions: &[PositionRow],
        meetings: &[MeetingRow],
        conduct: &[ConductRow],
    ) -> Result<Self, Fault> {
        let groups = grouped(by, lanes, positions);
        let days = groups.keys().map(|(day, ..)| *day);
        let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
            return Ok(Self::default());
        };
        let scale = Scale::new(first, last);
        let named = |term: &Term| match by {
            By::Party => lens.party(*term),
            By::Issue => lens.issue(*term),
        };
        let lane = |(i, term)| Lane {
            name: named(term),
            middle: middle(i),
        };
        let worded = groups.len().saturating_sub(WORDED);
        let points = groups
            .iter()
            .enumerate()
            .map(|(at, (key, group))| point(lens, &scale, key, group, at >= worded));
        Ok(Self {
            height: TOP + LANE * lanes.len() as f64 + FOOT,
            lanes: lanes.iter().enumerate().map(lane).collect(),
            points: points.collect::<Result<_, _>>()?,
            rounds: rounds(&scale, meetings),
            conduct: acts(&scale, conduct),
            ticks: scale.ticks(),
        })
    }

    pub(super) fn lanes_end(&self) -> f64 {
        self.height - FOOT
    }
}

fn middle(lane: usize) -> f64 {
    TOP + LANE * (lane as f64 + 0.5)
}

type Key = (Day, usize, Stance, Venue);

/// Returns the points by day, the newest if there are too many.
fn grouped<'a>(by: By, lanes: &[Term], positions: &'a [PositionRow]) -> BTreeMap<Key, Group<'a>> {
    let lane_of: HashMap<Term, usize> = lanes.iter().copied().zip(0..).collect();
    let mut groups: BTreeMap<Key, Group<'_>> = BTreeMap::new();
    for row in positions {
        let term = match by {
            By::Party => row.party,
            By::Issue => row.issue,
        };
        if let Some(lane) = lane_of.get(&term) {
            let key = (row.place.day, *lane, row.stance, row.venue);
            let group = groups.entry(key).or_insert_with(|| Group {
                rows: Vec::new(),
                reports: HashSet::new(),
            });
            group.reports.insert(row.place.report);
            group.rows.push(row);
        }
    }
    while groups.len() > POINTS {
        groups.pop_first();
    }
    groups
}

fn point(
    lens: &Lens<'_>,
    scale: &Scale,
    key: &Key,
    group: &Group<'_>,
    worded: bool,
) -> Result<Point, Fault> {
    let (day, lane, stance, venue) = *key;
    let reports = group.reports.len();
    let first = group.rows[0];
    let party = lens.party(first.party).name;
    let hollow = group.rows.iter().all(|r| second_hand(lens, r));
    let mut title = format!(
        "{day}: {party} {} {} ({}), {}",
        words::word(stance),
        lens.issue(first.issue).name.to_lowercase(),
        words::venue(venue),
        words::count(reports, "independent report", "independent reports"),
    );
    if hollow {
        title.push_str(", only unnamed or second-hand");
    }
    if worded {
        let said = lens.words_at(first.place.document, first.place.span)?;
        title.push_str(&format!(". “{}”", shortened(&said)));
    }
    let anchor = first
        .statement
        .map(|n| format!("#n{}", n + 1))
        .unwrap_or_default();
    Ok(Point {
        x: scale.x(day),
        y: middle(lane) - STEP * height(stance),
        radius: 4.0 + 2.5 * (reports as f64).sqrt(),
        stance: words::key(stance),
        hollow,
        private: venue == Venue::Private,
        title,
        link: format!("/article/{}{anchor}", first.place.document),
    })
}

/// Returns whether somebody unnamed or somebody else than the party tells us.
fn second_hand(lens: &Lens<'_>, row: &PositionRow) -> bool {
    let named = matches!(
        row.sourcing,
        Sourcing::Named | Sourcing::Official | Sourcing::Document
    );
    !named || lens.record.words(row.voucher) != "self"
}

fn height(stance: Stance) -> f64 {
    match stance {
        Stance::Demands => 2.0,
        Stance::Supports => 1.2,
        Stance::Open => 0.4,
        Stance::Undecided => 0.0,
        Stance::Opposes => -1.2,
        Stance::RulesOut => -2.0,
    }
}

/// Returns the words, cut off where they are too many for a hint.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 160;
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.into(),
    }
}

fn rounds(scale: &Scale, meetings: &[MeetingRow]) -> Vec<Band> {
    let mut by_days: BTreeMap<(Day, Day), (HashSet<i64>, Option<String>)> = BTreeMap::new();
    for row in meetings {
        let took_place = matches!(row.status, MeetingStatus::Held | MeetingStatus::UnderWay);
        if let (true, Some(first)) = (took_place, row.first) {
            let last = row.last.filter(|l| *l >= first).unwrap_or(first);
            let (reports, venue) = by_days.entry((first, last)).or_default();
            reports.insert(row.place.report);
            if venue.is_none() {
                *venue = row.venue.as_deref().map(tame);
            }
        }
    }
    let band = |((first, last), (reports, venue)): ((Day, Day), (HashSet<i64>, Option<String>))| {
        let mut title = match first == last {
            true => format!("Meeting on {first}"),
            false => format!("Meeting from {first} to {last}"),
        };
        title.extend(venue.map(|v| format!(", {v}")));
        title.push_str(&format!(
            ", {}",
            words::count(reports.len(), "report", "reports")
        ));
        scale.band(first, last, title)
    };
    by_days.into_iter().filter_map(band).collect()
}

fn acts(scale: &Scale, conduct: &[ConductRow]) -> Vec<Band> {
    let mut by_day: BTreeMap<Day, Vec<&ConductRow>> = BTreeMap::new();
    for row in conduct {
        by_day
            .entry(row.date.unwrap_or(row.place.day))
            .or_default()
            .push(row);
    }
    let band = |(day, rows): (Day, Vec<&ConductRow>)| {
        let reports: HashSet<i64> = rows.iter().map(|r| r.place.report).collect();
        let title = format!(
            "{day}: {} ({})",
            shortened(&tame(&rows[0].what)),
            words::count(reports.len(), "report", "reports")
        );
        scale.band(day, day, title)
    };
    by_day.into_iter().filter_map(band).collect()
}

/// Days to places from left to right.
struct Scale {
    first: Day,
    last: Day,
    days: i64,
}

impl Scale {
    fn new(first: Day, last: Day) -> Self {
        let days = first.days_until(last).unwrap_or(0).max(1);
        Self { first, last, days }
    }

    fn x(&self, day: Day) -> f64 {
        let after = self.first.days_until(day).unwrap_or(0) as f64;
        let x = LEFT + 20.0 + after / self.days as f64 * (WIDTH - LEFT - RIGHT - 40.0);
        (x * 10.0).round() / 10.0
    }

    /// Returns a band, unless it lies outside the time of the points.
    fn band(&self, first: Day, last: Day, title: String) -> Option<Band> {
        let inside = last >= self.first && first <= self.last;
        let (from, to) = (self.x(first.max(self.first)), self.x(last.min(self.last)));
        inside.then_some(Band {
            x: from - 2.0,
            width: to - from + 4.0,
            title,
        })
    }

    fn ticks(&self) -> Vec<Tick> {
        let steps = TICKS.min(self.days);
        let tick = |i: i64| {
            let date = self.first.date()?;
            let day = date
                .checked_add(jiff::Span::new().days(self.days * i / steps))
                .ok()?;
            Some(Tick {
                x: self.x(Day::from(day)),
                label: day.to_string(),
            })
        };
        (0..=steps).filter_map(tick).collect()
    }
}

//! A trainee's record: best, last and trend of each scenario, and how hard the next one should be. Reckoned from the attempts every time,
//! so a worse retry cannot overwrite a better one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::time::Moment;
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::rubric::Section;
use crate::domain::training::scenario::{Group, Skill};
use crate::domain::training::score::Band;

/// An attempt in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The attempt's id.
    pub id: Uuid,
    /// The scenario's id.
    pub scenario: String,
    /// Which exercise.
    pub group: Group,
    /// 1 to 3.
    pub difficulty: u8,
    /// How it was practised.
    pub mode: Mode,
    /// 1 to 3.
    pub pressure: u8,
    /// When.
    pub at: Moment,
    /// 0 to 100.
    pub total: u32,
    /// Whether compliance was passed.
    pub compliance_passed: bool,
    /// Hints taken.
    pub hints: u32,
    /// Milliseconds talked.
    pub talked: u64,
    /// Milliseconds from a question of the customer to the first word, the median; `None` when nothing was asked.
    #[serde(default)]
    pub latency: Option<u64>,
    /// Every item.
    pub items: Vec<ItemBrief>,
}

/// An item in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemBrief {
    /// Its name.
    pub id: String,
    /// Where it stands.
    pub section: Section,
    /// What it practises.
    pub skill: Skill,
    /// What it could earn.
    pub weight: u32,
    /// Whether its rule held.
    pub held: bool,
}

/// The record of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The scenario's id.
    pub scenario: String,
    /// How often it was practised, drills left out.
    pub attempts: u32,
    /// The best attempt; of several the first.
    pub best: Best,
    /// The latest attempt.
    pub last: Best,
    /// How it goes.
    pub trend: Trend,
}

/// An attempt that is shown in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Best {
    /// Which.
    pub id: Uuid,
    /// Its total.
    pub total: u32,
    /// When.
    pub at: Moment,
    /// How it was practised.
    pub mode: Mode,
}

/// How the last attempt compares with the mean of up to three before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There is nothing to compare with.
    First,
    /// Up by so many points.
    Up(u32),
    /// Within two points.
    Level,
    /// Down by so many points.
    Down(u32),
}

/// Whole calls; a drill is one turn and says nothing about a scenario.
fn is_whole(brief: &&Brief) -> bool {
    brief.mode != Mode::Drill
}

fn best_of(brief: &Brief) -> Best {
    Best { id: brief.id, total: brief.total, at: brief.at, mode: brief.mode }
}

/// The records of every scenario that was practised, by its id. The order of the briefs does not matter.
#[must_use]
pub fn records(briefs: &[Brief]) -> BTreeMap<String, Record> {
    let mut by_scenario: BTreeMap<&str, Vec<&Brief>> = BTreeMap::new();
    for brief in briefs.iter().filter(is_whole) {
        by_scenario.entry(&brief.scenario).or_default().push(brief);
    }
    let one = |(scenario, mut briefs): (&str, Vec<&Brief>)| {
        briefs.sort_by_key(|brief| (brief.at, brief.id));
        let last = briefs.last()?;
        let best = briefs.iter().rev().max_by_key(|brief| brief.total)?;
        let record = Record {
            scenario: scenario.to_owned(),
            attempts: u32::try_from(briefs.len()).unwrap_or(u32::MAX),
            best: best_of(best),
            last: best_of(last),
            trend: trend(&briefs),
        };
        Some((scenario.to_owned(), record))
    };
    by_scenario.into_iter().filter_map(one).collect()
}

fn trend(briefs: &[&Brief]) -> Trend {
    let Some((last, before)) = briefs.split_last() else { return Trend::First };
    let before: Vec<u32> = before.iter().rev().take(3).map(|brief| brief.total).collect();
    let count = u32::try_from(before.len()).unwrap_or(1);
    if count == 0 {
        return Trend::First;
    }
    let mean = (before.iter().sum::<u32>() + count / 2) / count;
    match (last.total.saturating_sub(mean), mean.saturating_sub(last.total)) {
        (up, _) if up > 2 => Trend::Up(up),
        (_, down) if down > 2 => Trend::Down(down),
        _ => Trend::Level,
    }
}

/// How hard the next rehearsal of a group should be: a difficulty of scenario and a pressure, 1 to 3 each. It begins easy; three good
/// calls in a row (75 and more, compliance passed, no hint) make it harder by one, two low ones (below 50) easier: first the pressure
/// moves, then the difficulty.
#[must_use]
pub fn next_level(briefs: &[Brief], group: Group) -> (u8, u8) {
    let mut own: Vec<&Brief> = briefs.iter().filter(is_whole).filter(|brief| brief.group == group).collect();
    own.sort_by_key(|brief| (brief.at, brief.id));
    let (mut step, mut good, mut low) = (0_u8, 0, 0);
    for brief in own {
        let band = Band::of(brief.total);
        let well = band >= Band::Passed && brief.compliance_passed && brief.hints == 0;
        (good, low) = match (well, band) {
            (true, _) => (good + 1, 0),
            (false, Band::Low) => (0, low + 1),
            _ => (0, 0),
        };
        if good == 3 {
            (step, good) = ((step + 1).min(4), 0);
        } else if low == 2 {
            (step, low) = (step.saturating_sub(1), 0);
        }
    }
    LADDER.get(usize::from(step)).copied().unwrap_or((3, 3))
}

/// Difficulty and pressure, step by step.
const LADDER: [(u8, u8); 5] = [(1, 1), (1, 2), (2, 2), (3, 2), (3, 3)];

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    pub(crate) fn brief(scenario: &str, day: u32, total: u32) -> Brief {
        Brief {
            id: Uuid::from_u128(u128::from(day) << 8 | u128::from(total)),
            scenario: scenario.to_owned(),
            group: Group::Bill,
            difficulty: 1,
            mode: Mode::Practise,
            pressure: 2,
            at: parse_moment(&format!("2026-11-{day:02}T10:00:00+08:00")).unwrap(),
            total,
            compliance_passed: total >= 60,
            hints: 0,
            talked: 90_000,
            latency: None,
            items: Vec::new(),
        }
    }

    #[test]
    fn a_worse_retry_does_not_overwrite_a_better_one() {
        let briefs = [brief("a", 3, 60), brief("a", 1, 70), brief("a", 2, 91), brief("b", 1, 10)];
        let records = records(&briefs);
        let a = &records["a"];
        assert_eq!((a.attempts, a.best.total, a.last.total), (3, 91, 60));
        assert_eq!(a.trend, Trend::Down(21));
        assert_eq!(records["b"].trend, Trend::First);
    }

    #[test]
    fn of_two_equal_bests_the_first_counts_and_drills_count_nowhere() {
        let mut drill = brief("a", 4, 100);
        drill.mode = Mode::Drill;
        let records = records(&[brief("a", 2, 91), brief("a", 1, 91), drill]);
        assert_eq!(records["a"].best.at, brief("a", 1, 91).at);
        assert_eq!((records["a"].attempts, records["a"].trend), (2, Trend::Level));
    }

    #[test]
    fn the_level_follows_the_record() {
        let run = |totals: &[u32]| {
            let briefs: Vec<Brief> = (1..).zip(totals).map(|(day, total)| brief("a", day, *total)).collect();
            next_level(&briefs, Group::Bill)
        };
        assert_eq!(run(&[]), (1, 1));
        assert_eq!(run(&[80, 80]), (1, 1));
        assert_eq!(run(&[80, 80, 80]), (1, 2));
        assert_eq!(run(&[80; 6]), (2, 2));
        assert_eq!(run(&[80; 15]), (3, 3));
        assert_eq!(run(&[80, 80, 80, 20, 20]), (1, 1));
        assert_eq!(run(&[80, 80, 60, 80]), (1, 1), "a weak call begins the count anew");
        assert_eq!(next_level(&[brief("a", 1, 99)], Group::Port), (1, 1));
    }
}

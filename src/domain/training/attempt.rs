//! An attempt: one rehearsal as it is kept, with everything needed to replay it. Plain values and the replay; it must not store anything.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::domain::training::rehearsal::{Rehearsal, Setup, Timed};
use crate::domain::training::scenario::{EndingKind, Group, Scenario};
use crate::domain::training::score::{self, ENGINE, Score};

/// 一次尝试. Kept as it was: nothing overwrites it, and its score stays explainable when the scenario has changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its id (UUIDv7).
    pub id: Uuid,
    /// The scenario's id.
    pub scenario: String,
    /// The fingerprint of the scenario's text.
    pub hash: String,
    /// The version of the scoring rules.
    pub engine: u32,
    /// The language of the scenario: `zh-CN` or `en`.
    pub language: String,
    /// Which exercise.
    pub group: Group,
    /// 1 to 3.
    pub difficulty: u8,
    /// What it began with.
    pub setup: Setup,
    /// When it was made.
    pub at: Moment,
    /// Every input with its time: choices, own words, offers, hints, steps back.
    pub log: Vec<Timed>,
    /// Milliseconds from each question of the customer to the first word.
    pub latencies: Vec<u64>,
    /// How many hints were taken.
    pub hints: u32,
    /// How long the line was open, in milliseconds.
    pub talked: u64,
    /// The ending's name; `None` when the rehearsal was broken off.
    pub ending: Option<String>,
    /// What to make of the ending.
    pub ending_kind: EndingKind,
    /// The score with its reasons.
    pub score: Score,
}

/// The three questions after an attempt: what was worth learning, what to improve, how to use it. Kept beside the attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// 值得学习
    pub worth: RawText,
    /// 需要改进
    pub improve: RawText,
    /// 如何运用
    pub apply: RawText,
}

/// Why an attempt cannot be replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoReplay {
    /// It was made with another scenario.
    #[error("another scenario")]
    OtherScenario,
    /// The scenario's text or the scoring rules have changed since: a replay may go another way.
    #[error("the scenario has changed since")]
    Changed,
}

impl Attempt {
    /// What is kept of a rehearsal.
    #[must_use]
    pub fn of(call: &Rehearsal, id: Uuid, language: &str, at: Moment) -> Self {
        let scenario = call.scenario();
        let ending = call.ending().and_then(|place| scenario.endings.get(place));
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Self {
            id,
            scenario: scenario.id.clone(),
            hash: scenario.hash.clone(),
            engine: ENGINE,
            language: language.to_owned(),
            group: scenario.group,
            difficulty: scenario.difficulty,
            setup: call.setup(),
            at,
            log: call.log().to_vec(),
            latencies: call.latencies().into_iter().map(millis).collect(),
            hints: call.hints(),
            talked: millis(call.talked()),
            ending: ending.map(|ending| ending.id.clone()),
            ending_kind: ending.map_or(EndingKind::Bad, |ending| ending.kind),
            score: match call.setup().only {
                Some(turn) => score::of_drill(call.score(), scenario, turn),
                None => call.score(),
            },
        }
    }

    /// Whether a replay goes the same way.
    ///
    /// # Errors
    /// When the scenario is another one, or has changed.
    pub fn fits(&self, scenario: &Scenario) -> Result<(), NoReplay> {
        if self.scenario != scenario.id {
            return Err(NoReplay::OtherScenario);
        }
        if self.hash != scenario.hash || self.engine != ENGINE {
            return Err(NoReplay::Changed);
        }
        Ok(())
    }

    /// The rehearsal as it stood after the first `count` inputs. With all of them it is the call as it was.
    #[must_use]
    pub fn replay(&self, scenario: Arc<Scenario>, count: usize) -> Rehearsal {
        let mut call = Rehearsal::begin(scenario, self.setup);
        for timed in self.log.iter().take(count) {
            call.on(timed.input.clone(), Duration::from_millis(timed.at));
        }
        call
    }

    /// The median of the latencies; of two the lower.
    fn latency(&self) -> Option<u64> {
        let mut latencies = self.latencies.clone();
        latencies.sort_unstable();
        latencies.get(latencies.len().checked_sub(1)? / 2).copied()
    }

    /// The short form for records and lists.
    #[must_use]
    pub fn brief(&self) -> super::record::Brief {
        super::record::Brief {
            id: self.id,
            scenario: self.scenario.clone(),
            group: self.group,
            difficulty: self.difficulty,
            mode: self.setup.mode,
            pressure: self.setup.pressure,
            at: self.at,
            total: self.score.total,
            compliance_passed: self.score.compliance.passed,
            hints: self.hints,
            talked: self.talked,
            latency: self.latency(),
            items: self
                .score
                .items
                .iter()
                .map(|item| super::record::ItemBrief {
                    id: item.id.clone(),
                    section: item.section,
                    skill: item.skill,
                    weight: item.weight,
                    held: item.held,
                })
                .collect(),
        }
    }
}

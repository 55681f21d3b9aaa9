//! What a rehearsal knows at one moment, so that a step back is a copy of it. Plain values.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::disposition::Disposition;
use crate::domain::money::Fen;
use crate::domain::recommend::answer::Said;
use crate::domain::safe_text::RawText;
use crate::domain::training::condition::Ground;
use crate::domain::training::rehearsal::{Phase, Setup};
use crate::domain::training::scenario::Scenario;
use crate::domain::training::score;

/// What shows that a point was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Milliseconds since the line was open.
    pub at: u64,
    /// In which turn.
    pub turn: usize,
    /// The words, as far as they matched.
    pub quote: RawText,
    /// How it came.
    pub how: How,
}

/// How a point was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By a choice.
    Chose,
    /// In words of one's own; the way of the list, as it stands in the file.
    Typed(String),
    /// By an offer on the desk.
    Offered,
    /// By confirming a step of the script.
    Step,
}

/// Something that should not have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipSeen {
    /// Its name.
    pub slip: String,
    /// Milliseconds since the line was open.
    pub at: u64,
    /// In which turn.
    pub turn: usize,
    /// The words.
    pub quote: RawText,
    /// What serves better, when the list says.
    pub instead: Option<RawText>,
}

/// An offer that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferMade {
    /// Codes of package and packs.
    pub offer: String,
    /// What it saves a month.
    pub saving: Option<Fen>,
    /// What the trainee noted as the answer.
    pub said: Option<Said>,
    /// Milliseconds since the line was open.
    pub at: u64,
}

/// The record of the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The note.
    pub note: RawText,
    /// The disposition.
    pub disposition: Option<Disposition>,
    /// Whether a follow-up was agreed.
    pub follow_up: bool,
}

/// One moment.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) phase: Phase,
    pub(crate) turn: usize,
    /// Milliseconds since the rehearsal began; it never goes back.
    pub(crate) now: u64,
    pub(crate) connected: u64,
    pub(crate) ended: Option<u64>,
    /// When the turn's line was said.
    pub(crate) entered: u64,
    /// Since when nobody has spoken.
    pub(crate) silent_since: u64,
    /// Patience counts double: the trainee has asked to wait.
    pub(crate) holding: bool,
    pub(crate) answered_here: bool,
    pub(crate) late_here: bool,
    pub(crate) mood: i64,
    pub(crate) nudges: u8,
    pub(crate) unclear: u8,
    /// How often the trainee has spoken.
    pub(crate) spoke: u32,
    /// How often something was drawn.
    pub(crate) draws: u64,
    pub(crate) points: BTreeMap<String, Evidence>,
    pub(crate) slips: Vec<SlipSeen>,
    /// Tasks done, and whether what was found first is right.
    pub(crate) tasks: BTreeMap<String, bool>,
    pub(crate) task_times: BTreeMap<String, (u64, usize)>,
    pub(crate) seen: BTreeSet<String>,
    pub(crate) offers: Vec<OfferMade>,
    pub(crate) facts: BTreeMap<String, String>,
    pub(crate) visits: Vec<u16>,
    /// When each turn was left first.
    pub(crate) left: BTreeMap<usize, u64>,
    /// Turns in which a hint was taken; each costs once.
    pub(crate) hints: BTreeSet<usize>,
    pub(crate) latencies: Vec<u64>,
    pub(crate) ending: Option<usize>,
    pub(crate) record: Option<Record>,
}

impl State {
    pub(crate) fn new(scenario: &Scenario, setup: &Setup) -> Self {
        Self {
            phase: Phase::Ringing,
            turn: setup.only.unwrap_or(0),
            now: 0,
            connected: 0,
            ended: None,
            entered: 0,
            silent_since: 0,
            holding: false,
            answered_here: false,
            late_here: false,
            mood: setup.mood(scenario),
            nudges: 0,
            unclear: 0,
            spoke: 0,
            draws: 0,
            points: BTreeMap::new(),
            slips: Vec::new(),
            tasks: BTreeMap::new(),
            task_times: BTreeMap::new(),
            seen: BTreeSet::new(),
            offers: Vec::new(),
            facts: BTreeMap::new(),
            visits: vec![0; scenario.turns.len()],
            left: BTreeMap::new(),
            hints: BTreeSet::new(),
            latencies: Vec::new(),
            ending: None,
            record: None,
        }
    }

    pub(crate) fn mood_shown(&self) -> u8 {
        u8::try_from(self.mood.clamp(0, 100)).unwrap_or(100)
    }

    pub(crate) fn talked(&self) -> u64 {
        match self.phase {
            Phase::Ringing => 0,
            _ => self.ended.unwrap_or(self.now).saturating_sub(self.connected),
        }
    }

    /// The trainee makes a sound.
    pub(crate) fn heard_something(&mut self) {
        self.silent_since = self.now;
        self.nudges = 0;
        if !self.answered_here {
            self.answered_here = true;
            self.latencies.push(self.now.saturating_sub(self.entered));
        }
    }

    pub(crate) fn slipped(&self, slip: &str) -> bool {
        self.slips.iter().any(|seen| slip == "any" || seen.slip == slip)
    }
}

/// A moment with its scenario, for conditions and rules.
pub(crate) struct View<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) state: &'a State,
}

impl Ground for View<'_> {
    fn mood(&self) -> i64 {
        self.state.mood.clamp(0, 100)
    }

    fn seconds(&self) -> i64 {
        i64::try_from(self.state.talked() / 1_000).unwrap_or(i64::MAX)
    }

    fn score(&self) -> i64 {
        i64::from(score::so_far(self))
    }

    fn said(&self, point: &str) -> bool {
        self.state.points.contains_key(point)
    }

    fn slipped(&self, slip: &str) -> bool {
        self.state.slipped(slip)
    }

    fn done(&self, task: &str) -> bool {
        self.state.tasks.get(task) == Some(&true)
    }

    fn offered(&self, offer: &str) -> bool {
        self.state.offers.iter().any(|made| offer == "any" || made.offer == offer)
    }

    fn visits(&self, turn: &str) -> i64 {
        let place = self.scenario.turns.iter().position(|known| known.id == turn);
        place.and_then(|place| self.state.visits.get(place)).map_or(0, |count| i64::from(*count))
    }

    fn facts(&self) -> &BTreeMap<String, String> {
        &self.state.facts
    }
}

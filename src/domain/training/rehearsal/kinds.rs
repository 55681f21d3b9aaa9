//! The words of a rehearsal: modes, inputs, reactions, and what is shown of it. Plain values.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::disposition::Disposition;
use crate::domain::money::Fen;
use crate::domain::recommend::answer::Said;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::ears::Match;
use crate::domain::training::scenario::{DeskSign, Scenario};

/// How one practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 学习: script and hints, a step back is allowed.
    Learn,
    /// 练习: with the script.
    Practise,
    /// 考核: without the script, timed, no step back.
    Test,
    /// 快练: one turn, against the clock.
    Drill,
}

impl Mode {
    /// Every mode, easiest first.
    pub const ALL: [Self; 4] = [Self::Learn, Self::Practise, Self::Test, Self::Drill];

    /// Its name in words and records: `learn`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Practise => "practise",
            Self::Test => "test",
            Self::Drill => "drill",
        }
    }

    /// Whether the script pane is filled.
    #[must_use]
    pub const fn shows_script(self) -> bool {
        matches!(self, Self::Learn | Self::Practise)
    }

    /// Whether a hint may be asked for.
    #[must_use]
    pub const fn allows_hints(self) -> bool {
        matches!(self, Self::Learn)
    }

    /// Whether a step back is allowed.
    #[must_use]
    pub const fn allows_back(self) -> bool {
        matches!(self, Self::Learn)
    }

    /// Whether the call has to be over after twice its minutes.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        matches!(self, Self::Test)
    }

    /// Whether points are shown as they are made.
    #[must_use]
    pub const fn shows_points(self) -> bool {
        matches!(self, Self::Learn | Self::Practise | Self::Drill)
    }
}

/// What a rehearsal begins with. Kept with the attempt, so that it can be replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// Draws lines and the order of choices.
    pub seed: u64,
    /// How one practises.
    pub mode: Mode,
    /// 1 patient, 2 as written, 3 impatient: changes mood and patience, see [`Self::mood`].
    pub pressure: u8,
    /// A drill begins at this turn and ends when it is left.
    pub only: Option<usize>,
}

impl Setup {
    /// As the scenario is written.
    #[must_use]
    pub const fn new(seed: u64, mode: Mode) -> Self {
        Self { seed, mode, pressure: 2, only: None }
    }

    /// Another pressure, 1 to 3.
    #[must_use]
    pub fn with_pressure(self, pressure: u8) -> Self {
        Self { pressure: pressure.clamp(1, 3), ..self }
    }

    /// Only one turn, for a drill.
    #[must_use]
    pub const fn drilling(self, turn: usize) -> Self {
        Self { only: Some(turn), ..self }
    }

    /// The mood at the beginning: eight points up or down with the pressure.
    #[must_use]
    pub fn mood(&self, scenario: &Scenario) -> i64 {
        (i64::from(scenario.mood) + 8 * (2 - i64::from(self.pressure))).clamp(5, 100)
    }

    /// The patience: a quarter more or less with the pressure.
    #[must_use]
    pub fn patience(&self, scenario: &Scenario) -> u64 {
        u64::from(scenario.patience) * 1_000 * (6 - u64::from(self.pressure.clamp(1, 3))) / 4
    }
}

/// What the trainee does, or what the clock does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "input", rename_all = "snake_case")]
pub enum Input {
    /// The line is open.
    Answered,
    /// The choice behind a digit, as `Rehearsal::choices` shows them.
    Chose {
        /// From 1.
        digit: u8,
    },
    /// Words of one's own.
    Said {
        /// As typed.
        text: RawText,
    },
    /// A key was pressed in the field for one's own words: the customer hears that somebody is speaking. Once in some seconds is enough.
    Typing,
    /// An offer was made on the desk.
    Offered {
        /// Codes of package and packs, joined by `+`.
        offer: String,
        /// What it saves a month; negative when it costs more.
        saving: Option<Fen>,
        /// What the trainee noted as the customer's answer.
        said: Option<Said>,
    },
    /// Something was done on the desk.
    Desk {
        /// What.
        sign: DeskSign,
    },
    /// What was found, by digit, for a task that asks.
    Found {
        /// The task's name.
        task: String,
        /// From 1.
        digit: u8,
    },
    /// A must-say step of the script was confirmed.
    MustSay {
        /// The step's name.
        step: String,
    },
    /// A hint is asked for.
    Hint,
    /// One answer back.
    Back,
    /// Time has passed.
    Tick,
    /// The trainee hangs up.
    HungUp,
    /// The record of the call, after it has ended.
    Recorded {
        /// The note.
        note: RawText,
        /// The disposition.
        disposition: Option<Disposition>,
        /// Whether a follow-up was agreed.
        follow_up: bool,
    },
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// The customer says something.
    CustomerSays(SafeText),
    /// The trainee has said something.
    AgentSays(SafeText),
    /// What was heard in one's own words: points, and points that were negated.
    Heard {
        /// Points that count.
        points: Vec<Match>,
        /// Points whose words stand there, but negated.
        negated: Vec<Match>,
    },
    /// Something that should not be said or done.
    Slipped {
        /// Its name: `rude`.
        slip: String,
        /// What was found in one's own words.
        found: Option<Match>,
    },
    /// The mood has changed.
    Mood {
        /// Before.
        from: u8,
        /// Now.
        to: u8,
    },
    /// A turn has begun: choices and tasks are new.
    Turn(usize),
    /// A task is done.
    TaskDone {
        /// Its place in [`Scenario::tasks`].
        task: usize,
        /// Whether what was found is right.
        right: bool,
    },
    /// An item is earned as the call stands; its place in [`Scenario::items`].
    Earned(usize),
    /// An item that was earned no longer is.
    Lost(usize),
    /// A hint, which has cost `HINT_COST` points.
    Hint(SafeText),
    /// One answer was taken back.
    WentBack,
    /// It was not possible.
    Refused(Refusal),
    /// The call has ended; the place in [`Scenario::endings`].
    Ended {
        /// How.
        ending: usize,
        /// Whether the customer hung up.
        by_customer: bool,
    },
    /// The record is in; the score is final.
    Finished,
}

/// Why something was not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No hints in this mode, or none here.
    NoHint,
    /// No step back in this mode, or nothing to go back to.
    NoBack,
    /// No such choice.
    NoChoice,
    /// The call is not connected, or is over.
    NotNow,
    /// The desk has not shown yet what is asked about.
    LookFirst,
}

/// Where a rehearsal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It rings.
    Ringing,
    /// The line is open.
    Talking,
    /// The call has ended; the record is being written.
    WrapUp,
    /// The record is in.
    Done,
}

/// A choice as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The digit that chooses it.
    pub digit: u8,
    /// Its place in `Turn::answers`.
    pub answer: usize,
    /// The words.
    pub say: SafeText,
}

/// Who speaks in the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The customer.
    Customer,
    /// The trainee.
    Agent,
    /// Something on the desk: a task, an offer, a hint.
    Desk,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Duration,
    /// In which turn.
    pub turn: usize,
    /// Who.
    pub who: Who,
    /// What.
    pub text: SafeText,
    /// The mood afterwards.
    pub mood: u8,
}

/// An input with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// Milliseconds since the rehearsal began.
    pub at: u64,
    /// What.
    #[serde(flatten)]
    pub input: Input,
}

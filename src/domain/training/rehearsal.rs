//! One call with an invented customer, as a machine: inputs with their time in, reactions out. The same seed and the same inputs at the
//! same times give the same call. It must not know a clock, a screen or a file.
//!
//! ```text
//! let mut call = Rehearsal::begin(scenario, Setup::new(7, Mode::Practise));
//! call.on(Input::Answered, at);              // the line is open: the first turn is said
//! call.on(Input::Chose { digit: 2 }, at);    // or Said { text }, Offered { .. }, Desk { sign }, Found { .. }, MustSay { .. }
//! call.due();                                // when something happens if nobody does anything: send Tick then
//! call.on(Input::Recorded { .. }, at);       // after the call has ended: note, disposition, follow-up
//! call.score();
//! ```

mod course;
mod state;

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::disposition::Disposition;
use crate::domain::money::Fen;
use crate::domain::recommend::answer::Said;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::ears::Match;
use crate::domain::training::scenario::{DeskSign, Scenario, Turn};
use crate::domain::training::score::{self, Score};

pub use state::{Evidence, How, OfferMade, Record, SlipSeen};
pub(crate) use state::{State, View};

/// What a hint costs, in points.
pub const HINT_COST: u32 = 2;

/// How often a customer asks into silence before hanging up.
pub const MOST_NUDGES: u8 = 3;

/// More inputs than this end the call: nobody talks so long.
pub const MOST_INPUTS: usize = 2_000;

/// Kept for stepping back.
const MOST_BACK: usize = 100;

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
    /// The choice behind a digit, as [`Rehearsal::choices`] shows them.
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
    /// A hint, which has cost [`HINT_COST`] points.
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
    /// Its place in [`Turn::answers`].
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

/// One call with an invented customer.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) setup: Setup,
    pub(crate) state: State,
    log: Vec<Timed>,
    past: Vec<State>,
    lines: Vec<Line>,
    /// Which items were earned after the last input.
    known: Vec<bool>,
    /// For searching: no log, no transcript, no steps back.
    quiet: bool,
}

impl Rehearsal {
    /// Begins: it rings.
    #[must_use]
    pub fn begin(scenario: Arc<Scenario>, setup: Setup) -> Self {
        let state = State::new(&scenario, &setup);
        Self {
            scenario,
            setup,
            state,
            log: Vec::new(),
            past: Vec::new(),
            lines: Vec::new(),
            known: Vec::new(),
            quiet: false,
        }
    }

    /// Begins without keeping a log, for searching all ways.
    #[must_use]
    pub(crate) fn begin_quiet(scenario: Arc<Scenario>, setup: Setup) -> Self {
        Self { quiet: true, ..Self::begin(scenario, setup) }
    }

    /// Takes an input at a time since the rehearsal began. An earlier time than the last one counts as the last one. What time alone
    /// brings (the customer asking into silence, an answer that is late) comes first.
    pub fn on(&mut self, input: Input, at: Duration) -> Vec<Reaction> {
        let at = u64::try_from(at.as_millis()).unwrap_or(u64::MAX / 4).min(u64::MAX / 4).max(self.state.now);
        let mut out = Vec::new();
        self.pass(at, &mut out);
        if !self.quiet && input != Input::Tick {
            self.log.push(Timed { at, input: input.clone() });
            if self.log.len() > MOST_INPUTS && self.phase() == Phase::Talking {
                self.end_by_name("late", true, &mut out);
            }
        }
        self.take(input, &mut out);
        if !self.quiet {
            self.compare(&mut out);
        }
        out
    }

    fn take(&mut self, input: Input, out: &mut Vec<Reaction>) {
        let wanted = match &input {
            Input::Tick | Input::HungUp => self.phase(),
            Input::Answered => Phase::Ringing,
            Input::Recorded { .. } => Phase::WrapUp,
            _ => Phase::Talking,
        };
        if self.phase() != wanted {
            out.push(Reaction::Refused(Refusal::NotNow));
            return;
        }
        match input {
            Input::Tick => {}
            Input::Answered => self.connect(out),
            Input::Chose { digit } => self.choose(digit, out),
            Input::Said { text } => self.say(&text, out),
            Input::Typing => self.state.heard_something(),
            Input::Offered { offer, saving, said } => self.offer(offer, saving, said, out),
            Input::Desk { sign } => self.desk(&sign, out),
            Input::Found { task, digit } => self.found(&task, digit, out),
            Input::MustSay { step } => self.must_say(&step),
            Input::Hint => self.hint(out),
            Input::Back => self.back(out),
            Input::HungUp => self.hang_up(out),
            Input::Recorded { note, disposition, follow_up } => {
                self.state.record = Some(Record { note, disposition, follow_up });
                self.state.phase = Phase::Done;
                out.push(Reaction::Finished);
            }
        }
    }

    /// Which items are earned as the call stands.
    fn earned(&self) -> Vec<bool> {
        let view = self.view();
        self.scenario.items.iter().map(|item| score::holds(item, &view)).collect()
    }

    /// Tells which items have been earned or lost since the last time.
    fn compare(&mut self, out: &mut Vec<Reaction>) {
        let now = self.earned();
        for (at, is) in now.iter().enumerate() {
            let was = self.known.get(at).copied().unwrap_or(false);
            match (was, is) {
                (false, true) => out.push(Reaction::Earned(at)),
                (true, false) => out.push(Reaction::Lost(at)),
                _ => {}
            }
        }
        self.known = now;
    }

    pub(crate) fn view(&self) -> View<'_> {
        View { scenario: &self.scenario, state: &self.state }
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What it began with.
    #[must_use]
    pub const fn setup(&self) -> Setup {
        self.setup
    }

    /// Where it stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.state.phase
    }

    /// The mood, 0 to 100.
    #[must_use]
    pub fn mood(&self) -> u8 {
        self.state.mood_shown()
    }

    /// The place of the turn.
    #[must_use]
    pub const fn turn_place(&self) -> usize {
        self.state.turn
    }

    /// The turn, while the line is open.
    #[must_use]
    pub fn turn(&self) -> Option<&Turn> {
        self.scenario.turns.get(self.state.turn).filter(|_| self.phase() == Phase::Talking)
    }

    /// How it ended; the place in [`Scenario::endings`].
    #[must_use]
    pub const fn ending(&self) -> Option<usize> {
        self.state.ending
    }

    /// Talked so far.
    #[must_use]
    pub fn talked(&self) -> Duration {
        Duration::from_millis(self.state.talked())
    }

    /// When something happens if nobody does anything, since the rehearsal began.
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        self.next_due().map(|(at, _)| Duration::from_millis(at))
    }

    /// Until when the call has to be over, in a timed mode.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.time_limit().map(Duration::from_millis)
    }

    /// The choices that are open, in the order of their digits.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        self.open_choices()
    }

    /// Tasks that are open in this turn, as places in [`Scenario::tasks`], and whether each is done.
    #[must_use]
    pub fn tasks(&self) -> Vec<(usize, bool)> {
        let open = self.turn().map(|turn| turn.tasks.as_slice()).unwrap_or_default();
        let done = |place: usize| {
            self.scenario.tasks.get(place).is_some_and(|task| self.state.tasks.contains_key(&task.id))
        };
        open.iter().map(|place| (*place, done(*place))).collect()
    }

    /// Whether the desk has shown what a task asks about, and the answer is still out.
    #[must_use]
    pub fn asks(&self, task: usize) -> bool {
        self.scenario.tasks.get(task).is_some_and(|task| {
            let seen = task.sign.is_none() || self.state.seen.contains(&task.id);
            !task.found.is_empty() && seen && !self.state.tasks.contains_key(&task.id)
        })
    }

    /// How many hints were taken.
    #[must_use]
    pub fn hints(&self) -> u32 {
        u32::try_from(self.state.hints.len()).unwrap_or(u32::MAX)
    }

    /// What was said and done, oldest first.
    #[must_use]
    pub fn transcript(&self) -> &[Line] {
        &self.lines
    }

    /// Every input with its time, for [`Attempt`](super::attempt::Attempt) and replay.
    #[must_use]
    pub fn log(&self) -> &[Timed] {
        &self.log
    }

    /// The seconds from each question of the customer to the trainee's first word.
    #[must_use]
    pub fn latencies(&self) -> Vec<Duration> {
        self.state.latencies.iter().map(|ms| Duration::from_millis(*ms)).collect()
    }

    /// The score as the call stands; final once the record is in.
    #[must_use]
    pub fn score(&self) -> Score {
        score::score(&self.view())
    }
}

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
mod desk;
mod kinds;
mod state;

use std::sync::Arc;
use std::time::Duration;

use crate::domain::training::scenario::{Scenario, Turn};
use crate::domain::training::score::{self, Score};

pub use kinds::{Choice, Input, Line, Mode, Phase, Reaction, Refusal, Setup, Timed, Who};
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

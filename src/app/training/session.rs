//! One rehearsal on the desk: the customer's side as a machine, what the trainee types, and what is to be seen of it. It must not touch the
//! call itself: that goes the road of every call.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use crate::app::action::Action;
use crate::app::line::LineEdit;
use crate::app::training::event::Ready;
use crate::app::training::tape::{Head, Heard, Tape, What};
use crate::domain::call::{CallKey, Direction};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::rehearsal::{HINT_COST, Input, Line, Phase, Reaction, Rehearsal, Who};
use crate::domain::training::rubric::Rule;

/// How long a round of a drill may take.
pub const ROUND: Duration = Duration::from_secs(25);

/// One rehearsal.
#[derive(Debug)]
pub struct Session {
    /// The customer's side.
    pub rehearsal: Rehearsal,
    /// How it began.
    pub head: Head,
    /// Words of one's own, while they are typed.
    pub input: Field,
    /// Lines of the transcript above the newest ones.
    pub scroll: u16,
    pub(crate) key: CallKey,
    pub(crate) number: PhoneNumber,
    /// When it began, on the monotonic clock.
    pub(crate) base: Duration,
    /// When the present round of a drill began; else the same.
    pub(crate) round: Duration,
    /// Rounds of a drill that are to come.
    pub(crate) rounds: VecDeque<Rehearsal>,
    /// Rounds of a drill that are over.
    pub(crate) done: Vec<Rehearsal>,
    pub(crate) heard: Vec<Heard>,
    /// Actions since the customer's side was last told.
    pub(crate) actions: Vec<Action>,
    /// Must-say steps that were told.
    pub(crate) said: BTreeSet<String>,
    /// The pane that was told last, by code.
    pub(crate) opened: Option<&'static str>,
    /// What the customer's side did, until it is carried out.
    pub(crate) pending: Vec<Reaction>,
    /// The line was open.
    pub(crate) answered: bool,
    /// When the customer last heard a key.
    pub(crate) typed_at: Option<Duration>,
    remarks: Vec<Remark>,
    trend: i16,
}

/// The line for words of one's own.
#[derive(Debug, Default)]
pub struct Field {
    /// Whether it has the keyboard when F4 has it.
    pub open: bool,
    /// What was typed.
    pub line: LineEdit,
}

/// How the customer feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feeling {
    /// 0 to 100.
    pub mood: u8,
    /// The last change.
    pub trend: i16,
    /// Seconds until the customer does something if nobody speaks.
    pub patience: Option<u64>,
}

/// What is shown of the last thing said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Words that were heard and count.
    Heard(Vec<SafeText>),
    /// Words that stand there, but negated.
    Negated(Vec<SafeText>),
    /// Nothing was heard.
    Nothing,
    /// Something that should not be said.
    Slip {
        /// Its name in the words.
        name: String,
        /// The words, where it was found in one's own.
        phrase: Option<SafeText>,
        /// What serves better.
        instead: Option<SafeText>,
    },
    /// An item was earned.
    Earned {
        /// What.
        text: SafeText,
        /// Its points.
        points: u32,
    },
    /// An item is earned no longer.
    Lost {
        /// What.
        text: SafeText,
        /// Its points.
        points: u32,
    },
    /// A task is done.
    Task {
        /// What.
        text: SafeText,
        /// Whether what was found is right.
        right: bool,
    },
    /// The mood changed by so much.
    Mood(i16),
    /// The hint that was asked for.
    Hint(SafeText),
    /// One answer was taken back.
    WentBack,
}

/// A choice on the screen, in the order of the digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The digit.
    pub digit: u8,
    /// The words.
    pub say: SafeText,
}

/// What the digits choose now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What to say.
    Say(Vec<Shown>),
    /// What was found on the desk.
    Found {
        /// The task's place.
        task: usize,
        /// Possible answers.
        choices: Vec<Shown>,
    },
}

/// Something to do on the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskShown {
    /// What.
    pub say: SafeText,
    /// Done.
    pub done: bool,
    /// The digits answer it now.
    pub asks: bool,
}

impl Session {
    pub(crate) fn begin(ready: Ready, head: Head, base: Duration) -> Self {
        Self {
            rehearsal: ready.rehearsal,
            key: CallKey(format!("train:{}", head.seed)),
            head,
            input: Field::default(),
            scroll: 0,
            number: ready.number,
            base,
            round: base,
            rounds: ready.rounds.into(),
            done: Vec::new(),
            heard: Vec::new(),
            actions: Vec::new(),
            said: BTreeSet::new(),
            opened: None,
            pending: Vec::new(),
            answered: false,
            typed_at: None,
            remarks: Vec::new(),
            trend: 0,
        }
    }

    /// Since the beginning.
    pub(crate) fn at(&self, mono: Duration) -> Duration {
        mono.saturating_sub(self.base)
    }

    pub(crate) fn record(&mut self, what: What, mono: Duration) {
        let at = self.at(mono);
        self.heard.push(Heard { at, what });
    }

    pub(crate) fn tape(&self) -> Tape {
        Tape { head: self.head.clone(), heard: self.heard.clone() }
    }

    /// Inbound rings, everything else is dialled.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.rehearsal.scenario().kind {
            crate::domain::call::CallKind::Inbound => Direction::In,
            _ => Direction::Out,
        }
    }

    /// Tells the customer's side, and keeps what is to be seen of it.
    pub(crate) fn tell(&mut self, input: Input, mono: Duration) -> Vec<Reaction> {
        let text = match &input {
            Input::Said { text } => Some(text.clone()),
            _ => None,
        };
        let fresh = !matches!(input, Input::Tick | Input::Typing | Input::Desk { .. });
        let reactions = self.rehearsal.on(input, mono.saturating_sub(self.round));
        if fresh || reactions.iter().any(|reaction| matches!(reaction, Reaction::Ended { .. })) {
            self.remarks.clear();
        }
        if fresh {
            self.scroll = 0;
        }
        self.remember(&reactions, text.as_ref());
        reactions
    }

    fn remember(&mut self, reactions: &[Reaction], text: Option<&RawText>) {
        for reaction in reactions {
            if let Reaction::Mood { from, to } = reaction {
                self.trend = i16::from(*to) - i16::from(*from);
            }
            let always = matches!(reaction, Reaction::Hint(_) | Reaction::WentBack);
            if always || self.rehearsal.setup().mode.shows_points() {
                let remark = self.remark(reaction, text);
                self.remarks.extend(remark);
            }
        }
    }

    fn remark(&self, reaction: &Reaction, text: Option<&RawText>) -> Vec<Remark> {
        let item = |at: &usize| self.rehearsal.scenario().items.get(*at);
        let quotes = |found: &[crate::domain::training::ears::Match]| -> Vec<SafeText> {
            found.iter().map(|found| quote(text, found)).collect()
        };
        match reaction {
            Reaction::Heard { points, negated } if points.is_empty() && negated.is_empty() => {
                vec![Remark::Nothing]
            }
            Reaction::Heard { points, negated } => {
                let heard = (!points.is_empty()).then(|| Remark::Heard(quotes(points)));
                let negated = (!negated.is_empty()).then(|| Remark::Negated(quotes(negated)));
                heard.into_iter().chain(negated).collect()
            }
            Reaction::Slipped { slip, found } => vec![Remark::Slip {
                name: slip.clone(),
                phrase: found.as_ref().map(|found| quote(text, found)),
                instead: found.as_ref().and_then(|found| found.instead.clone()),
            }],
            Reaction::Earned(at) => item(at)
                .filter(|item| item.weight > 0 && is_a_deed(&item.rule))
                .map(|item| Remark::Earned { text: item.text.clone(), points: item.weight })
                .into_iter()
                .collect(),
            Reaction::Lost(at) => item(at)
                .filter(|item| item.weight > 0)
                .map(|item| Remark::Lost { text: item.text.clone(), points: item.weight })
                .into_iter()
                .collect(),
            Reaction::TaskDone { task, right } => self
                .rehearsal
                .scenario()
                .tasks
                .get(*task)
                .map(|task| Remark::Task { text: task.say.clone(), right: *right })
                .into_iter()
                .collect(),
            Reaction::Mood { from, to } => vec![Remark::Mood(i16::from(*to) - i16::from(*from))],
            Reaction::Hint(text) => vec![Remark::Hint(text.clone())],
            Reaction::WentBack => vec![Remark::WentBack],
            _ => Vec::new(),
        }
    }

    /// What the customer has said since the trainee spoke last, oldest first.
    #[must_use]
    pub fn said_now(&self) -> Vec<&SafeText> {
        let lines = self.rehearsal.transcript();
        let since = lines.iter().rposition(|line| line.who == Who::Agent).map_or(0, |at| at + 1);
        let customer = |line: &&Line| line.who == Who::Customer;
        let fresh: Vec<&SafeText> =
            lines.iter().skip(since).filter(customer).map(|line| &line.text).collect();
        match fresh.is_empty() {
            // Nothing was answered: what was said before still stands.
            true => lines.iter().rev().find(customer).map(|line| &line.text).into_iter().collect(),
            false => fresh,
        }
    }

    /// The customer hears that somebody types; not more than once in two seconds.
    pub(crate) fn hears_typing(&mut self, mono: Duration) -> bool {
        let fresh = self.typed_at.is_none_or(|at| mono.saturating_sub(at) >= Duration::from_secs(2));
        if fresh {
            self.typed_at = Some(mono);
        }
        fresh
    }

    /// What is said in the pane's place for the customer's words when there are none.
    #[must_use]
    pub fn waiting_key(&self) -> &'static str {
        match (self.rehearsal.phase(), self.direction()) {
            (Phase::Ringing, Direction::In) => "training-wait-ring",
            (Phase::Ringing, Direction::Out) => "training-wait-dial",
            (Phase::Talking, _) => "training-wait-you",
            (Phase::WrapUp | Phase::Done, _) => "training-wait-wrap-up",
        }
    }

    /// How the customer feels; `None` while nobody is on the line.
    #[must_use]
    pub fn feeling(&self, mono: Duration) -> Option<Feeling> {
        if self.rehearsal.phase() != Phase::Talking {
            return None;
        }
        let at = mono.saturating_sub(self.round);
        let due = self.rehearsal.due().map(|due| due.saturating_sub(at).as_secs());
        Some(Feeling { mood: self.rehearsal.mood(), trend: self.trend, patience: due })
    }

    /// Seconds until the call has to be over, in a timed mode.
    #[must_use]
    pub fn time_left(&self, mono: Duration) -> Option<u64> {
        let at = mono.saturating_sub(self.round);
        let limit = self.drill_limit().or_else(|| self.rehearsal.limit());
        let limit = limit.filter(|_| self.rehearsal.phase() == Phase::Talking)?;
        Some(limit.saturating_sub(at).as_secs())
    }

    fn drill_limit(&self) -> Option<Duration> {
        self.is_drill().then_some(ROUND)
    }

    /// Whether it goes in rounds.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        self.rehearsal.setup().only.is_some()
    }

    /// The number of the round and how many there are, from 1.
    #[must_use]
    pub fn round_of(&self) -> Option<(usize, usize)> {
        self.is_drill().then(|| (self.done.len() + 1, self.done.len() + 1 + self.rounds.len()))
    }

    /// Nobody has answered within the time of a round.
    pub(crate) fn round_is_over(&self, mono: Duration) -> bool {
        self.rehearsal.phase() == Phase::Talking
            && self.drill_limit().is_some_and(|limit| mono.saturating_sub(self.round) >= limit)
    }

    /// On to the next round, whose line is open at once; `false` when there is none.
    pub(crate) fn next_round(&mut self, mono: Duration) -> bool {
        let Some(next) = self.rounds.pop_front() else { return false };
        self.done.push(std::mem::replace(&mut self.rehearsal, next));
        self.round = mono;
        self.trend = 0;
        let reactions = self.rehearsal.on(Input::Answered, Duration::ZERO);
        self.pending.extend(reactions);
        true
    }

    /// What was made of the last thing said.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// For the trainee's eyes, where one learns.
    #[must_use]
    pub fn note(&self) -> Option<&SafeText> {
        let learns = self.rehearsal.setup().mode.allows_hints();
        self.rehearsal.turn().filter(|_| learns).and_then(|turn| turn.note.as_ref())
    }

    /// What is to be done on the desk in this turn.
    #[must_use]
    pub fn tasks(&self) -> Vec<TaskShown> {
        let tasks = &self.rehearsal.scenario().tasks;
        let shown = |(place, done): (usize, bool)| {
            let asks = self.rehearsal.asks(place);
            tasks.get(place).map(|task| TaskShown { say: task.say.clone(), done, asks })
        };
        self.rehearsal.tasks().into_iter().filter_map(shown).collect()
    }

    /// What the digits choose now. What the desk asks comes before what one may say. In a test there are no choices where one can speak.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let asking = self.rehearsal.tasks().into_iter().find(|(place, _)| self.rehearsal.asks(*place));
        if let Some((task, _)) = asking {
            let found = self.rehearsal.scenario().tasks.get(task).map(|task| task.found.as_slice());
            let choices = (1..)
                .zip(found.unwrap_or_default())
                .map(|(digit, found)| Shown { digit, say: found.say.clone() })
                .collect();
            return Asked::Found { task, choices };
        }
        let choices = self.rehearsal.choices();
        let answers = self.rehearsal.turn().map(|turn| turn.answers.as_slice()).unwrap_or_default();
        let speakable = answers.iter().any(|answer| !answer.points.is_empty());
        if !self.rehearsal.setup().mode.shows_script() && speakable && self.must_speak() {
            return Asked::Say(Vec::new());
        }
        Asked::Say(choices.into_iter().map(|choice| Shown { digit: choice.digit, say: choice.say }).collect())
    }

    /// A test is spoken, not chosen.
    fn must_speak(&self) -> bool {
        self.rehearsal.setup().mode == crate::domain::training::rehearsal::Mode::Test
    }

    /// Whether anything can be said now.
    #[must_use]
    pub fn may_speak(&self) -> bool {
        self.rehearsal.phase() == Phase::Talking
    }

    /// What a hint costs here; `None` where there is none.
    #[must_use]
    pub fn hint_cost(&self) -> Option<u32> {
        let allowed = self.rehearsal.setup().mode.allows_hints();
        self.rehearsal.turn().filter(|turn| allowed && turn.hint.is_some()).map(|_| HINT_COST)
    }

    /// Whether a step back is allowed.
    #[must_use]
    pub fn may_step_back(&self) -> bool {
        self.may_speak() && self.rehearsal.setup().mode.allows_back()
    }

    /// Whether the script's own line is shown.
    #[must_use]
    pub fn shows_script(&self) -> bool {
        self.rehearsal.setup().mode.shows_script()
    }
}

/// Something that has to be done. What must merely not happen is earned by the first word, which teaches nobody anything.
fn is_a_deed(rule: &Rule) -> bool {
    !(rule.points.is_empty() && rule.any.is_empty() && rule.tasks.is_empty())
}

/// The words of a text that were matched.
fn quote(text: Option<&RawText>, found: &crate::domain::training::ears::Match) -> SafeText {
    let raw = text.map(RawText::as_raw).unwrap_or_default();
    let parts: Vec<&str> = found.spans.iter().filter_map(|span| raw.get(span.clone())).collect();
    if parts.is_empty() { SafeText::new(&found.way) } else { SafeText::new(&parts.join(" ")) }
}

//! What came of a rehearsal, and the three questions after it. It must not judge: the score comes with its reasons.

use std::time::Duration;

use uuid::Uuid;

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::line::LineEdit;
use crate::app::training::event::TrainingEffect;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::attempt::Attempt;
use crate::domain::training::rehearsal::{Rehearsal, Who};
use crate::domain::training::score::Score;

/// How an attempt stands among those before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The attempt as it was kept; `None` when it could not be.
    pub attempt: Option<Uuid>,
    /// The best score before this one.
    pub best: Option<u32>,
    /// The newest scores up to this one, oldest first.
    pub trend: Vec<u32>,
    /// The scenario that is worth practising next.
    pub next: Option<String>,
}

/// A round of a drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// What the customer said.
    pub asked: SafeText,
    /// What the trainee said; empty when nothing.
    pub said: SafeText,
    /// A model answer.
    pub model: SafeText,
    /// 0 to 100.
    pub total: u32,
    /// How long the answer took; `None` without one.
    pub took: Option<Duration>,
}

impl Round {
    fn of(rehearsal: &Rehearsal) -> Self {
        let words = |who: Who| {
            let line = rehearsal.transcript().iter().find(|line| line.who == who);
            line.map(|line| line.text.clone()).unwrap_or_else(|| SafeText::new(""))
        };
        let scenario = rehearsal.scenario();
        let turn = rehearsal.setup().only.and_then(|turn| scenario.turns.get(turn));
        let answers = turn.map(|turn| turn.answers.as_slice()).unwrap_or_default();
        let best = answers.iter().max_by_key(|answer| (answer.slips.is_empty(), answer.points.len()));
        let id = uuid::Uuid::nil();
        let score = Attempt::of(rehearsal, id, "", chrono::DateTime::UNIX_EPOCH).score;
        Self {
            asked: words(Who::Customer),
            said: words(Who::Agent),
            model: best.map(|answer| answer.say.clone()).unwrap_or_else(|| SafeText::new("")),
            total: score.total,
            took: rehearsal
                .latencies()
                .first()
                .copied()
                .filter(|_| rehearsal.transcript().iter().any(|line| line.who == Who::Agent)),
        }
    }
}

/// A result on the screen.
#[derive(Debug)]
pub struct ResultPage {
    /// The rehearsal, with its transcript.
    pub rehearsal: Rehearsal,
    /// Its score, with reasons.
    pub score: Score,
    /// The rounds of a drill; empty for a whole call.
    pub rounds: Vec<Round>,
    /// How it stands; `None` until the outside has kept it.
    pub standing: Option<Standing>,
    /// First line shown.
    pub scroll: u16,
    /// What the trainee makes of it: worth learning, to improve, how to use it.
    pub review: [LineEdit; 3],
    /// Which question has the keyboard; `None` while the result itself has it.
    pub question: Option<usize>,
}

impl ResultPage {
    /// The result of a rehearsal that is over.
    #[must_use]
    pub fn new(rehearsal: Rehearsal, before: &[Rehearsal]) -> Self {
        let score = rehearsal.score();
        let drill = rehearsal.setup().only.is_some();
        let all = before.iter().chain([&rehearsal]).filter(|_| drill);
        let rounds = all.map(Round::of).collect();
        Self {
            rehearsal,
            score,
            rounds,
            standing: None,
            scroll: 0,
            review: Default::default(),
            question: None,
        }
    }

    /// The mean of the rounds, for a drill; else the score itself.
    #[must_use]
    pub fn total(&self) -> u32 {
        let count = u32::try_from(self.rounds.len()).unwrap_or(0);
        let sum: u32 = self.rounds.iter().map(|round| round.total).sum();
        sum.checked_div(count).unwrap_or(self.score.total)
    }

    /// Whether anything was written.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        self.review.iter().any(|line| !line.text().trim().is_empty())
    }
}

/// The attempt is kept.
pub(crate) fn on_judged(app: &mut App, standing: Standing) {
    if let Some(page) = page_mut(app) {
        page.standing = Some(standing);
    }
}

pub(crate) fn page_mut(app: &mut App) -> Option<&mut ResultPage> {
    app.training.as_deref_mut()?.result.as_deref_mut()
}

/// Opens the three questions, at the first that has no answer.
pub(crate) fn open_review(app: &mut App) {
    if let Some(page) = page_mut(app) {
        let empty = page.review.iter().position(LineEdit::is_empty);
        page.question = Some(empty.unwrap_or(0));
    }
}

/// Leaves the questions; what was written is kept.
pub(crate) fn close_review(app: &mut App, out: &mut Vec<Effect>) {
    let Some(page) = page_mut(app) else { return };
    page.question = None;
    let attempt = page.standing.as_ref().and_then(|standing| standing.attempt);
    if let Some(attempt) = attempt.filter(|_| page.is_reviewed()) {
        let answers = page.review.each_ref().map(|line| RawText::new(line.text()));
        out.push(Effect::Training(Box::new(TrainingEffect::Review { attempt, answers })));
    }
}

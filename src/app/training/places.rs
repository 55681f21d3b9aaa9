//! Keys of the menu, the result, the questions and the replay: each goes to the page that is on the screen.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::app::notices;
use crate::app::training::event::{TrainingEffect, Which};
use crate::app::training::{Page, Training, lessons, record as record_page, replay as replays_of, result};
use crate::app::{App, Pane, Place, desk};
use crate::domain::training::rehearsal::Refusal;

impl App {
    /// Who has the keyboard in [`Place::Training`].
    #[must_use]
    pub fn training_layer(&self) -> Layer {
        match self.training.as_deref().map(Training::page) {
            Some(Page::Replay(_)) => Layer::Replay,
            Some(Page::Result(page)) if page.question.is_some() => Layer::Review,
            Some(Page::Result(_)) => Layer::Result,
            Some(Page::Record(_)) => Layer::Record,
            Some(Page::Lessons(_)) | None => Layer::Lessons,
        }
    }

    /// Who has the keyboard in F4 while a rehearsal is on the screen.
    #[must_use]
    pub fn talk_layer(&self) -> Layer {
        match self.talk() {
            Some(session) if session.input.open => Layer::Say,
            _ => Layer::Talk,
        }
    }
}

fn at(app: &App) -> Layer {
    app.training_layer()
}

/// Whether a replay is on the screen.
pub(super) fn replays(app: &App) -> bool {
    app.place == Place::Training && at(app) == Layer::Replay
}

/// Arrows and pages.
pub(crate) fn step(app: &mut App, action: Action) {
    match at(app) {
        Layer::Replay => replays_of::on_key(app, action),
        Layer::Record => record_page::step(app, action),
        Layer::Lessons => lessons::step(app, action),
        Layer::Result => {
            let rows = match action {
                Action::Up => -1,
                Action::Down => 1,
                Action::PageUp => -10,
                Action::PageDown => 10,
                Action::Home => i32::MIN,
                Action::End => i32::MAX,
                _ => 0,
            };
            by(app, rows);
        }
        _ => {}
    }
}

/// The wheel, or so many rows.
pub(crate) fn by(app: &mut App, rows: i32) {
    match at(app) {
        Layer::Record => record_page::by(app, rows),
        Layer::Lessons => {
            if let Some(training) = app.training.as_deref_mut() {
                let count = training.lessons.rows.len();
                training.lessons.selected = crate::app::moving::moved(training.lessons.selected, rows, count);
            }
        }
        Layer::Result => {
            if let Some(page) = result::page_mut(app) {
                let longest = page.score.items.len() * 8 + 40;
                let to = crate::app::moving::moved(usize::from(page.scroll), rows, longest);
                page.scroll = u16::try_from(to).unwrap_or(u16::MAX);
            }
        }
        _ => {}
    }
}

/// Tab: how to practise, the next question, or the other view of a replay.
pub(crate) fn next(app: &mut App, forward: bool) {
    match at(app) {
        Layer::Lessons => lessons::step(app, if forward { Action::Right } else { Action::Left }),
        Layer::Record => record_page::step(app, if forward { Action::Right } else { Action::Left }),
        Layer::Review => {
            if let Some(page) = result::page_mut(app)
                && let Some(question) = page.question
            {
                let step = if forward { 1 } else { page.review.len() - 1 };
                page.question = Some((question + step) % page.review.len());
            }
        }
        Layer::Replay => replays_of::on_key(app, Action::Next),
        _ => {}
    }
}

/// Enter.
pub(crate) fn accept(app: &mut App, out: &mut Vec<Effect>) {
    match at(app) {
        Layer::Lessons => lessons::begin(app, out),
        Layer::Record => record_page::accept(app, out),
        Layer::Result => result::open_review(app),
        _ => {}
    }
}

/// A digit: how to practise; or again, the next one, the replay, the questions.
pub(crate) fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    match (at(app), digit) {
        (Layer::Lessons, _) => lessons::on_digit(app, digit),
        (Layer::Record, _) => record_page::on_digit(app, digit),
        (Layer::Result, 1) => again(app, out),
        (Layer::Result, 2) => next_one(app),
        (Layer::Result, 3) => replay(app, out),
        (Layer::Result, 4) => result::open_review(app),
        _ => {}
    }
}

/// The same scenario once more, in the same way.
fn again(app: &mut App, out: &mut Vec<Effect>) {
    let lang = app.lang;
    let Some(page) = result::page_mut(app) else { return };
    let (scenario, mode) = (page.rehearsal.scenario().id.clone(), page.rehearsal.setup().mode);
    let ask = TrainingEffect::Begin { scenario, mode, lang, seed: None };
    out.push(Effect::Training(Box::new(ask)));
}

/// To the menu, at the scenario that is worth practising next.
fn next_one(app: &mut App) {
    let Some(training) = app.training.as_deref_mut() else { return };
    let next = training.result.take().and_then(|page| page.standing).and_then(|standing| standing.next);
    let rows = &training.lessons.rows;
    if let Some(place) = next.and_then(|next| rows.iter().position(|lesson| lesson.id == next)) {
        training.lessons.selected = place;
    }
}

/// Asks for the attempt of the result; in the menu for the best one of the chosen scenario.
pub(super) fn replay(app: &mut App, out: &mut Vec<Effect>) {
    let lang = app.lang;
    let Some(training) = app.training.as_deref() else {
        return notices::not_here(app, "why-not-in-training");
    };
    let which = match training.page() {
        Page::Result(page) => {
            page.standing.as_ref().and_then(|standing| standing.attempt).map(Which::Attempt)
        }
        Page::Lessons(lessons) => lessons
            .chosen()
            .filter(|lesson| lesson.attempts > 0)
            .map(|lesson| Which::BestOf(lesson.id.clone())),
        Page::Record(_) => return record_page::replay(app, out),
        Page::Replay(_) => None,
    };
    match which {
        Some(which) => out.push(Effect::Training(Box::new(TrainingEffect::Replay { which, lang }))),
        None => notices::not_here(app, "why-no-attempt"),
    }
}

/// Esc: out of the field, the questions, the replay, the result; says whether there was anything to leave.
pub(crate) fn back(app: &mut App, out: &mut Vec<Effect>) -> bool {
    if app.place == Place::Desk && app.focus == Pane::Script && app.talk_layer() == Layer::Say {
        if let Some(session) = app.session_mut() {
            session.input.open = false;
        }
        return true;
    }
    if app.place != Place::Training {
        return false;
    }
    match at(app) {
        Layer::Review => result::close_review(app, out),
        Layer::Replay => {
            if let Some(training) = app.training.as_deref_mut() {
                training.replay = None;
            }
        }
        Layer::Result => {
            if let Some(training) = app.training.as_deref_mut() {
                training.result = None;
            }
        }
        Layer::Record => {
            if let Some(training) = app.training.as_deref_mut() {
                training.record = None;
            }
        }
        // A rehearsal that goes on is left by hanging up, not by Esc: the desk comes back.
        _ if app.session().is_some() => {
            app.place = Place::Desk;
            desk::fill_if_empty(app);
        }
        _ => {}
    }
    true
}

/// F9 among the questions: leaves them, kept.
pub(crate) fn save_review(app: &mut App, out: &mut Vec<Effect>) -> bool {
    let here = app.place == Place::Training && at(app) == Layer::Review;
    if here {
        result::close_review(app, out);
    }
    here
}

/// The question that has the keyboard.
pub(super) fn review_field(app: &mut App) -> Option<&mut LineEdit> {
    if app.place != Place::Training {
        return None;
    }
    let page = result::page_mut(app)?;
    let question = page.question?;
    page.review.get_mut(question)
}

/// Why something was not possible.
pub(super) const fn refusal_key(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NoHint => Some("why-no-hint"),
        Refusal::NoBack => Some("why-no-step-back"),
        Refusal::NoChoice => Some("why-no-such-answer"),
        Refusal::LookFirst => Some("why-look-first"),
        // The desk reports whatever happens on it, before and after the call too.
        Refusal::NotNow => None,
    }
}

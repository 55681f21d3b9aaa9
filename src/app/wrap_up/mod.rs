//! F9: how the call ended, when to call again, and the note once more.

pub(crate) mod proposal;
pub(crate) mod save;
pub(crate) mod when;

use crate::app::App;
use crate::app::action::Action;
use crate::app::calls::OpenCall;
use crate::app::line::LineEdit;
use crate::domain::call::Direction;
use crate::domain::disposition::Disposition;
use crate::domain::time::{Moment, Now};

/// The wrap-up form of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrapUpForm {
    /// Chosen, or proposed from what happened.
    pub disposition: Option<Disposition>,
    /// Whether the agent chose it (a proposal follows the events, a choice stays).
    pub chosen: bool,
    /// When to call again; `None` for no follow-up.
    pub due_at: Option<Moment>,
    /// What the follow-up is about; proposed from the note's first line.
    pub reason: LineEdit,
    /// Whether the agent changed the time (a proposal follows the disposition, a choice stays).
    pub due_chosen: bool,
    /// Whether the agent changed the reason.
    pub reason_chosen: bool,
    /// Whether F9 has opened the form at least once.
    pub opened: bool,
    /// Which field has the keyboard.
    pub field: WrapUpField,
    /// Said when F9 was pressed and something is missing.
    pub missing: bool,
}

/// The fields of the form, in the order of Tab. The note keeps the keyboard when the form opens (EXPERIENCE, rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrapUpField {
    /// The note.
    #[default]
    Note,
    /// The disposition: digits choose.
    Disposition,
    /// When to call again: arrows move it.
    DueAt,
    /// What it is about.
    Reason,
}

/// Characters of the note's first line that become the follow-up's reason.
const REASON: usize = 40;

/// Fills in what the agent has not chosen: the outcome from what happened and was written, the time from the outcome and the note,
/// the reason from the note's first line. What was chosen stays.
pub(crate) fn propose(call: &mut OpenCall, now: Now) {
    let text = call.note.text();
    if !call.wrap_up.chosen {
        let line = match call.direction {
            _ if call.is_missed() => proposal::Line::Missed,
            Direction::In => proposal::Line::TheyCalled,
            Direction::Out => proposal::Line::WeCalled,
        };
        call.wrap_up.disposition = proposal::disposition(line, &text);
    }
    propose_follow_up(call, now);
}

fn propose_follow_up(call: &mut OpenCall, now: Now) {
    let text = call.note.text();
    let form = &mut call.wrap_up;
    if !form.due_chosen {
        let wanted = form.disposition.is_some_and(Disposition::wants_follow_up);
        form.due_at = wanted.then(|| when::written(&text, now).unwrap_or_else(|| when::standard(now)));
    }
    if !form.reason_chosen {
        let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        form.reason = LineEdit::new(&first.chars().take(REASON).collect::<String>());
    }
}

/// A digit in the form: the outcome, or a time, depending on the field.
pub(crate) fn on_digit(app: &mut App, digit: u8) {
    let now = app.now;
    let Some(call) = app.calls.current_mut() else { return };
    match call.wrap_up.field {
        WrapUpField::Disposition => choose_by_digit(app, digit),
        WrapUpField::DueAt if digit == 0 => no_follow_up(app),
        WrapUpField::DueAt => {
            if let Some(at) = when::preset(digit, now) {
                call.wrap_up.due_at = Some(at);
                call.wrap_up.due_chosen = true;
            }
        }
        WrapUpField::Note | WrapUpField::Reason => {}
    }
}

/// The outcome behind a digit.
pub(crate) fn choose_by_digit(app: &mut App, digit: u8) {
    if let Some(disposition) = Disposition::from_digit(digit) {
        choose(app, disposition);
    }
}

fn choose(app: &mut App, disposition: Disposition) {
    let now = app.now;
    if let Some(call) = app.calls.current_mut() {
        call.wrap_up.disposition = Some(disposition);
        call.wrap_up.chosen = true;
        call.wrap_up.missing = false;
        propose_follow_up(call, now);
    }
}

/// An arrow or page key outside the text fields of the form.
pub(crate) fn on_arrow(app: &mut App, action: Action) {
    let now = app.now;
    let Some(call) = app.calls.current_mut() else { return };
    match call.wrap_up.field {
        WrapUpField::Disposition => {
            let forward = matches!(action, Action::Right | Action::Down);
            let to = neighbour(call.wrap_up.disposition, forward);
            choose(app, to);
        }
        WrapUpField::DueAt => {
            call.wrap_up.due_at = Some(when::moved(call.wrap_up.due_at, action, now));
            call.wrap_up.due_chosen = true;
        }
        WrapUpField::Note | WrapUpField::Reason => {}
    }
}

fn neighbour(from: Option<Disposition>, forward: bool) -> Disposition {
    let last = u8::try_from(Disposition::ALL.len()).unwrap_or(u8::MAX);
    let digit = match (from.map(Disposition::digit), forward) {
        (None, _) => 1,
        (Some(digit), true) => (digit + 1).min(last),
        (Some(digit), false) => digit.saturating_sub(1).max(1),
    };
    Disposition::from_digit(digit).unwrap_or(Disposition::Other)
}

/// Nobody is to call again.
pub(crate) fn no_follow_up(app: &mut App) {
    if let Some(call) = app.calls.current_mut()
        && call.wrap_up.field == WrapUpField::DueAt
    {
        call.wrap_up.due_at = None;
        call.wrap_up.due_chosen = true;
    }
}

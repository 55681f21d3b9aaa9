//! F4: what a complaint's checks have found: a digit, or with Enter a few words that are kept with every key and go to disk with the draft;
//! `-` writes all of it into the note. It must not know the words.

use crate::app::calls::OpenCall;
use crate::app::effect::Effect;
use crate::app::line::LineEdit;
use crate::app::{App, Pane, desk, notices, scripts};
use crate::domain::evidence::{Slot, lines};

/// What is being written into the slot of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Finding {
    step: String,
    line: LineEdit,
}

impl OpenCall {
    /// The field in which the slot of the present step is written; `None` while it is closed.
    #[must_use]
    pub fn finding(&self) -> Option<&LineEdit> {
        let step = self.current_step()?;
        self.finding.as_ref().filter(|finding| finding.step == step.id).map(|finding| &finding.line)
    }
}

impl App {
    /// The slots of the current call's script; empty when it has none.
    #[must_use]
    pub fn evidence(&self) -> Vec<Slot> {
        let Some(call) = self.calls.current() else { return Vec::new() };
        call.script.as_ref().map(|script| call.evidence.slots(script)).unwrap_or_default()
    }
}

/// Enter at a step with a slot opens its field. Says whether it did.
pub(crate) fn open(app: &mut App) -> bool {
    if app.focus != Pane::Script {
        return false;
    }
    let Some(call) = app.calls.current_mut().filter(|call| call.card.is_none() && call.resume().is_none())
    else {
        return false;
    };
    let slot = call.script.as_ref().zip(call.current_step()).filter(|(_, step)| step.evidence.is_some());
    let Some((script, step)) = slot else { return false };
    let line = LineEdit::new(call.evidence.written(script, step));
    call.finding = Some(Finding { step: step.id.clone(), line });
    true
}

/// Edits the open field; what stands in it is kept at once.
pub(crate) fn edit(app: &mut App, edit: impl FnOnce(&mut LineEdit)) {
    let mono = app.now.mono;
    let Some(call) = app.calls.current_mut() else { return };
    let at = call.step;
    let (Some(finding), Some(script)) = (&mut call.finding, &call.script) else { return };
    edit(&mut finding.line);
    if call.evidence.write(script, at, finding.line.text()) {
        call.note.goes_with_more(mono);
    }
}

/// Esc: closes the field; what was written stays. Says whether one was open.
pub(crate) fn close(app: &mut App) -> bool {
    let here = app.focus == Pane::Script;
    let Some(call) = app.calls.current_mut().filter(|call| here && call.finding().is_some()) else {
        return false;
    };
    call.finding = None;
    true
}

/// Enter: closes the field and goes on to the next check. Where F4 was pressed in the note, the keyboard goes back there.
pub(crate) fn keep(app: &mut App, out: &mut Vec<Effect>) {
    if close(app) {
        let back = app.back_to_note;
        scripts::step(app, 1, out);
        if back {
            desk::focus(app, Pane::Note);
        }
    }
}

/// Writes the slots into the note, one a line; open ones are left for the agent to fill in.
pub(crate) fn write(app: &mut App) {
    let slots = app.evidence();
    let mono = app.now.mono;
    let Some(call) = app.calls.current_mut().filter(|_| !slots.is_empty()) else {
        return notices::not_here(app, "why-no-evidence");
    };
    let before = if call.note.is_blank() || call.note.text().ends_with('\n') { "" } else { "\n" };
    call.note.insert(&format!("{before}{}", lines(&slots)), mono);
}

//! F4: what a complaint's checks have found, and `-`, which writes it into the note. It must not know the words.

use crate::app::{App, notices};
use crate::domain::evidence::{Slot, lines};

impl App {
    /// The slots of the current call's script; empty when it has none.
    #[must_use]
    pub fn evidence(&self) -> Vec<Slot> {
        let Some(call) = self.calls.current() else { return Vec::new() };
        call.script.as_ref().map(|script| call.evidence.slots(script)).unwrap_or_default()
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

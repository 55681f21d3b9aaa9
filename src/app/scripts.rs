//! Ctrl-U: another script for the call on the screen. What the answers have told is kept.

use crate::app::effect::Effect;
use crate::app::{App, Popup, notices, profile};

/// Opens the list, when there is anything to choose.
pub(crate) fn open(app: &mut App) {
    match app.calls.current() {
        None => notices::not_here(app, "why-no-call"),
        Some(call) if call.other_scripts.is_empty() => notices::not_here(app, "why-no-scripts"),
        Some(_) => app.popup = Some(Popup::Scripts { selected: 0 }),
    }
}

/// Opens the script in that row from its beginning.
pub(crate) fn choose(app: &mut App, row: usize, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.current_mut() else { return };
    let Some(wanted) = call.other_scripts.get(row).map(|script| script.id.clone()) else { return };
    call.wanted_script = Some(wanted);
    call.walk.begin_again();
    // Another script begins at its first step, even when it is the same one.
    call.script = None;
    let id = call.id;
    app.popup = None;
    profile::ask_script(app, id, out);
}

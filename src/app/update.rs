//! The only way in which anything on the screen changes.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::domain::time::Now;

/// Takes one event and says what the outside must do.
#[must_use]
pub fn update(app: &mut App, event: Event, now: Now) -> Vec<Effect> {
    app.now = now;
    let _ = event;
    Vec::new()
}

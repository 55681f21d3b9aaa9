//! What drawing leaves behind besides the cells: where the cursor belongs, and what lies where for the mouse.
//! It must not outlive the next frame.

use std::cell::{Cell, RefCell};

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::event::Target;

/// What a frame left behind.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Where the terminal's own cursor belongs, visible; `None` when no text field has the keyboard.
    pub cursor: Option<Position>,
    targets: Vec<(Rect, Target)>,
    note: Option<Rect>,
}

impl Drawn {
    /// What lies under the pointer, from the rectangles that were really drawn.
    #[must_use]
    pub fn at(&self, app: &App, column: u16, row: u16) -> Option<Target> {
        let pointer = Position::new(column, row);
        if let Some(area) = self.note.filter(|area| area.contains(pointer)) {
            let note = &app.calls.current()?.note.area;
            let (top, left) = note.scroll_offset();
            let (line, at) = (row - area.y + top, column - area.x + left);
            let place = note.screen_to_data(usize::from(line), usize::from(at));
            return Some(Target::Note { line: place.0, column: place.1 });
        }
        self.targets.iter().rev().find(|(area, _)| area.contains(pointer)).map(|(_, target)| *target)
    }
}

/// Collects what a frame leaves behind while it is drawn.
#[derive(Debug, Default)]
pub(super) struct Ink {
    cursor: Cell<Option<Position>>,
    note: Cell<Option<Rect>>,
    targets: RefCell<Vec<(Rect, Target)>>,
}

impl Ink {
    /// The focused text field's cursor. The last one wins: a popup lies over what was drawn before.
    pub(super) fn set_cursor(&self, cursor: Option<Position>) {
        self.cursor.set(cursor);
    }

    /// Where the note's text was drawn.
    pub(super) fn set_note(&self, area: Option<Rect>) {
        self.note.set(area);
    }

    /// Something the mouse can click.
    pub(super) fn target(&self, area: Rect, target: Target) {
        self.targets.borrow_mut().push((area, target));
    }

    /// A popup covers `area`: what lies under it cannot be clicked.
    pub(super) fn cover(&self, area: Rect) {
        self.targets.borrow_mut().retain(|(under, _)| !under.intersects(area));
        if self.note.get().is_some_and(|note| note.intersects(area)) {
            self.note.set(None);
        }
        self.cursor.set(None);
    }

    pub(super) fn into_drawn(self) -> Drawn {
        Drawn { cursor: self.cursor.get(), targets: self.targets.into_inner(), note: self.note.get() }
    }
}

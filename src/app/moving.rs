//! Arrows, Tab and the wheel: what moves depends on what has the keyboard, and nothing moves beyond its end.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::wrap_up::WrapUpField;
use crate::app::{App, Pane, Place, Popup, desk, offers, person, scripts, training, wrap_up};

/// Rows of a page, for lists whose height only the screen knows.
const PAGE: i32 = 10;
/// Panes without a list of known length scroll at most this far.
const LONGEST_PANE: u16 = 60;

/// Tab and Shift-Tab.
pub(crate) fn next(app: &mut App, forward: bool) {
    match app.place {
        Place::WrapUp => {
            if let Some(call) = app.calls.current_mut() {
                call.wrap_up.field = next_field(call.wrap_up.field, forward);
            }
        }
        Place::Desk => next_pane(app, forward),
        Place::Search | Place::FollowUps => by(app, if forward { 1 } else { -1 }),
        Place::Training => training::next(app, forward),
    }
}

const fn next_field(field: WrapUpField, forward: bool) -> WrapUpField {
    use WrapUpField::{Disposition, DueAt, Note, Reason};
    match (field, forward) {
        (Note, true) | (DueAt, false) => Disposition,
        (Disposition, true) | (Reason, false) => DueAt,
        (DueAt, true) | (Note, false) => Reason,
        (Reason, true) | (Disposition, false) => Note,
    }
}

fn next_pane(app: &mut App, forward: bool) {
    let call = app.calls.current().is_some();
    if !call && app.looking_at.is_none() {
        return;
    }
    let panes: Vec<Pane> = Pane::ALL.into_iter().filter(|pane| call || *pane != Pane::Note).collect();
    let at = panes.iter().position(|pane| *pane == app.focus).unwrap_or(0);
    let step = if forward { 1 } else { panes.len().saturating_sub(1) };
    if let Some(pane) = panes.get((at + step) % panes.len().max(1)) {
        desk::focus(app, *pane);
    }
}

/// An arrow or page key.
pub(crate) fn step(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    if app.popup.is_none() && app.place == Place::WrapUp {
        return wrap_up::on_arrow(app, action);
    }
    if app.popup.is_none() && app.place == Place::Training {
        return training::step(app, action);
    }
    if app.popup.is_none() && app.place == Place::Desk {
        return on_desk(app, action, out);
    }
    match action {
        Action::Up => by(app, -1),
        Action::Down => by(app, 1),
        Action::PageUp => by(app, -PAGE),
        Action::PageDown => by(app, PAGE),
        Action::Home => by(app, i32::MIN),
        Action::End => by(app, i32::MAX),
        _ => {}
    }
}

fn on_desk(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    let script = matches!(app.focus, Pane::Script | Pane::Note);
    let cards = app.focus == Pane::Offers && !app.zoomed;
    match action {
        Action::PageDown | Action::PageUp if app.focus == Pane::Script && app.talk().is_some() => {
            training::scroll_talk(app, action == Action::PageUp);
        }
        Action::PageDown if script => scripts::step(app, 1, out),
        Action::PageUp if script => scripts::step(app, -1, out),
        Action::Down | Action::Right if app.focus == Pane::Script => scripts::step(app, 1, out),
        Action::Up | Action::Left if app.focus == Pane::Script => scripts::step(app, -1, out),
        Action::Home if script => scripts::step(app, i32::MIN, out),
        Action::End if script => scripts::step(app, i32::MAX, out),
        Action::Up if cards => offers::choose(app, -1, out),
        Action::Down if cards => offers::choose(app, 1, out),
        Action::Left | Action::Right if app.focus == Pane::Offers => {
            offers::turn(app, action == Action::Right);
        }
        Action::Up => by(app, -1),
        Action::Down => by(app, 1),
        Action::PageUp => by(app, -PAGE),
        Action::PageDown => by(app, PAGE),
        Action::Home => by(app, i32::MIN),
        Action::End => by(app, i32::MAX),
        _ => {}
    }
}

/// Moves the choice of whatever list has the keyboard, or scrolls the pane.
pub(crate) fn by(app: &mut App, by: i32) {
    let (help, palette) = (app.help_rows().len(), app.palette_rows().len());
    let (snippets, why) = (app.snippets.len(), app.why_rows().len());
    let methods = app.customer().map_or(0, |known| known.picture.methods.len());
    let scripts = app.calls.current().map_or(0, |call| call.other_scripts.len());
    match &mut app.popup {
        Some(Popup::Help { selected }) => *selected = moved(*selected, by, help),
        Some(Popup::Palette { selected, .. }) => *selected = moved(*selected, by, palette),
        Some(Popup::Snippets { selected }) => *selected = moved(*selected, by, snippets),
        Some(Popup::Scripts { selected }) => *selected = moved(*selected, by, scripts),
        Some(Popup::Messages { selected, filled, .. }) => *selected = moved(*selected, by, filled.len()),
        Some(Popup::Cards { selected, found, .. }) => *selected = moved(*selected, by, found.len()),
        Some(Popup::Why { selected }) => *selected = moved(*selected, by, why),
        Some(Popup::Person(_)) => person::by(app, by),
        Some(Popup::Methods { selected }) => *selected = moved(*selected, by, methods),
        Some(Popup::Leader) => {}
        None => match app.place {
            Place::Search => {
                app.search.selected = moved(app.search.selected, by, app.search.result.hits.len())
            }
            Place::FollowUps => {
                let rows = app.follow_ups.rows.len();
                app.follow_ups.selected = moved(app.follow_ups.selected, by, rows);
                app.follow_ups.touched = true;
            }
            Place::Desk => scroll(app, by),
            Place::Training => training::by(app, by),
            Place::WrapUp => {}
        },
    }
}

fn scroll(app: &mut App, by: i32) {
    let history = app.customer().map_or(0, |known| known.profile.history.len());
    let last = match app.focus {
        Pane::History => u16::try_from(history).unwrap_or(u16::MAX),
        Pane::Note => return,
        _ => LONGEST_PANE,
    };
    let at = Pane::ALL.iter().position(|pane| *pane == app.focus);
    if let Some(line) = at.and_then(|at| app.scroll.get_mut(at)) {
        *line = u16::try_from(moved(usize::from(*line), by, usize::from(last))).unwrap_or(u16::MAX);
    }
}

/// The mouse chose a row; says whether it was chosen already.
pub(crate) fn to_row(app: &mut App, row: usize) -> bool {
    let before = chosen_row(app);
    by(app, i32::MIN);
    by(app, i32::try_from(row).unwrap_or(i32::MAX));
    before == Some(row)
}

fn chosen_row(app: &App) -> Option<usize> {
    match &app.popup {
        Some(
            Popup::Help { selected }
            | Popup::Palette { selected, .. }
            | Popup::Snippets { selected }
            | Popup::Cards { selected, .. }
            | Popup::Scripts { selected }
            | Popup::Messages { selected, .. }
            | Popup::Why { selected }
            | Popup::Methods { selected },
        ) => Some(*selected),
        Some(Popup::Person(view)) => Some(view.selected),
        Some(Popup::Leader) => None,
        None => match app.place {
            Place::Search => Some(app.search.selected),
            Place::FollowUps => Some(app.follow_ups.selected),
            Place::Training => app.training.as_deref().map(|training| match training.page() {
                training::Page::Record(page) => page.selected,
                _ => training.lessons.selected,
            }),
            Place::Desk | Place::WrapUp => None,
        },
    }
}

pub(crate) fn moved(at: usize, by: i32, count: usize) -> usize {
    let step = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let to = if by < 0 { at.saturating_sub(step) } else { at.saturating_add(step) };
    to.min(count.saturating_sub(1))
}

impl App {
    /// First line that a pane shows.
    #[must_use]
    pub fn first_line(&self, pane: Pane) -> u16 {
        let at = Pane::ALL.iter().position(|known| *known == pane);
        at.and_then(|at| self.scroll.get(at)).copied().unwrap_or(0)
    }
}

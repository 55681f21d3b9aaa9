//! F8: the calls to make. The list is never re-sorted under the agent's hand.

use chrono::{Days, Timelike};

use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::app::search::{self, ByHand};
use crate::app::{App, Place};
use crate::domain::call::{CallKind, Direction};
use crate::domain::follow_up::{self, DueFollowUp, Origin};
use crate::domain::time::{Moment, Now, from_local, local};

/// The list and the chosen row.
#[derive(Debug, Default)]
pub struct FollowUps {
    /// In the order of `domain::follow_up::sort`. Re-sorted between calls only, never under the agent's hand.
    pub rows: Vec<DueFollowUp>,
    /// The chosen row.
    pub selected: usize,
    /// The agent has moved or changed something since the list was opened: new rows wait until it is opened again.
    pub touched: bool,
}

impl FollowUps {
    /// How many are due by now.
    #[must_use]
    pub fn due(&self, now: Moment) -> usize {
        self.rows.iter().filter(|row| row.follow_up.due_at.is_some_and(|due| due <= now)).count()
    }
}

/// F8: the list, as fresh as can be had.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    if app.place == Place::FollowUps {
        return;
    }
    app.place = Place::FollowUps;
    app.zoomed = false;
    app.follow_ups.touched = false;
    if let Some(rows) = app.fresh_follow_ups.take() {
        replace(app, rows);
    }
    out.push(Effect::LoadFollowUps);
}

/// New rows from the store.
pub(crate) fn on_loaded(app: &mut App, mut rows: Vec<DueFollowUp>) {
    follow_up::sort(&mut rows);
    if app.place == Place::FollowUps && app.follow_ups.touched {
        app.fresh_follow_ups = Some(rows);
    } else {
        replace(app, rows);
    }
}

/// The choice stays on its row, wherever that is now.
fn replace(app: &mut App, rows: Vec<DueFollowUp>) {
    let list = &mut app.follow_ups;
    let chosen = list.rows.get(list.selected).map(|row| row.follow_up.id);
    let at = rows.iter().position(|row| Some(row.follow_up.id) == chosen);
    list.selected = at.unwrap_or(list.selected.min(rows.len().saturating_sub(1)));
    list.rows = rows;
}

fn chosen(app: &App) -> Option<&DueFollowUp> {
    app.follow_ups.rows.get(app.follow_ups.selected)
}

/// Enter: starts the call, or shows it when it has been started already.
pub(crate) fn call(app: &mut App, out: &mut Vec<Effect>) {
    let Some(row) = chosen(app) else { return notices::not_here(app, "why-list-empty") };
    let wanted = row.follow_up.clone();
    if let Some(open) = app.calls.open.iter().find(|call| call.answers == Some(wanted.id) && !call.saving) {
        let id = open.id;
        return crate::app::desk::show(app, id);
    }
    let (kind, script) = match wanted.origin {
        Origin::Promise { .. } => (CallKind::FollowUp, None),
        Origin::Task { script, .. } => {
            (CallKind::CareOutbound, script.map(|script| script.as_raw().to_owned()))
        }
    };
    let by_hand = ByHand {
        number: wanted.number,
        customer: wanted.customer,
        direction: Direction::Out,
        kind,
        answers: Some(wanted.id),
        script,
    };
    search::start_by_hand(app, by_hand, out);
}

/// F2: only looks at the customer.
pub(crate) fn look_at(app: &mut App, out: &mut Vec<Effect>) {
    match chosen(app).map(|row| (row.follow_up.customer, row.follow_up.number)) {
        Some((Some(id), number)) => search::look(app, id, number, out),
        Some((None, _)) => notices::not_here(app, "why-not-in-base"),
        None => notices::not_here(app, "why-list-empty"),
    }
}

/// Ctrl-U: a day later. The row stays where it is until the list is opened again.
pub(crate) fn postpone(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    let list = &mut app.follow_ups;
    let Some(row) = list.rows.get_mut(list.selected) else {
        return notices::not_here(app, "why-list-empty");
    };
    let due_at = a_day_later(row.follow_up.due_at, now);
    row.follow_up.due_at = Some(due_at);
    list.touched = true;
    out.push(Effect::PostponeFollowUp { id: row.follow_up.id, due_at });
    notices::say(app, Toast::Postponed);
}

/// The day after the later of today and the day it was due, at the same time of day; 10:00 when there was none.
fn a_day_later(due: Option<Moment>, now: Now) -> Moment {
    let due = due.map(local);
    let day = due.map_or(now.today(), |due| due.date_naive().max(now.today()));
    let (hour, minute) = due.map_or((10, 0), |due| (due.hour(), due.minute()));
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    next.and_hms_opt(hour, minute, 0).map_or(now.wall, from_local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    #[test]
    fn a_day_later_is_never_in_the_past() {
        let now = Now { wall: parse_moment("2026-11-22 10:42:08").unwrap(), mono: std::time::Duration::ZERO };
        let later = |due: Option<&str>| a_day_later(due.and_then(parse_moment), now);
        assert_eq!(later(None), parse_moment("2026-11-23 10:00").unwrap());
        assert_eq!(later(Some("2026-11-01 15:30")), parse_moment("2026-11-23 15:30").unwrap());
        assert_eq!(later(Some("2026-11-30 09:00")), parse_moment("2026-12-01 09:00").unwrap());
    }
}

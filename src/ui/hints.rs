//! The last row: the keys of the place one is in, from the key table, and where the keyboard is in words. It must not know any key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::Place;
use crate::app::action::Action;
use crate::app::event::Target;
use crate::app::keymap;
use crate::app::layer::Layer;
use crate::ui::pen::{Pen, pane_key, shown_key};
use crate::ui::text::{own, put, put_right, width};

/// Draws the row.
pub(super) fn draw(pen: &Pen<'_>, row: Rect, buf: &mut Buffer) {
    let focus = Line::from(focus(pen));
    let end = put_right(buf, row.right().saturating_sub(1), row.y, &focus, row.width / 2).saturating_sub(2);
    let mut x = row.x + 1;
    for (action, key) in hints(pen) {
        let spans = [own(key, pen.theme.accent), pen.muted(format!(" {}", pen.say(&short_key(pen, action))))];
        let cols: usize = spans.iter().map(|span| width(&span.content)).sum();
        let cols = u16::try_from(cols).unwrap_or(u16::MAX);
        if x.saturating_add(cols) > end {
            break;
        }
        pen.ink.target(Rect { x, width: cols, height: 1, ..row }, Target::Action(action));
        x = put(buf, x, row.y, &Line::from(spans.to_vec()), cols) + 2;
    }
}

/// What is shown, the most useful first: leaving F1 and the palette out would leave everything else unfindable.
fn hints(pen: &Pen<'_>) -> Vec<(Action, String)> {
    let mut rows: Vec<(u8, Action, String)> = keymap::rows(pen.app.layer())
        .into_iter()
        .filter_map(|row| {
            let key = pen.key_name(shown_key(&row)?);
            rank(pen, row.action).map(|rank| (rank, row.action, key))
        })
        .collect();
    rows.sort_by_key(|(rank, ..)| *rank);
    rows.into_iter().map(|(_, action, key)| (action, key)).collect()
}

/// The order of the hints; `None` for keys that hands know (arrows) or that the panes' titles already show.
fn rank(pen: &Pen<'_>, action: Action) -> Option<u8> {
    let (app, layer) = (pen.app, pen.app.layer());
    let call = app.calls.current();
    let at_rest = app.place == Place::Desk && app.popup.is_none() && !app.zoomed && app.looking_at.is_none();
    let rank = match action {
        Action::AnswerCall if app.calls.ringing().is_some() => 0,
        Action::Accept if layer != Layer::Pane => 1,
        Action::WrapUp if call.is_some() => 2,
        Action::LookAt | Action::CallOut | Action::Postpone | Action::NoFollowUp => 3,
        Action::NextCall if app.calls.tray().next().is_some() => 4,
        Action::Back if layer == Layer::Lessons => return None,
        Action::OpenFollowUps | Action::OpenSearch | Action::Next
            if matches!(layer, Layer::Lessons | Layer::Record) =>
        {
            return None;
        }
        Action::Back if !at_rest => 5,
        Action::OpenHelp if layer != Layer::Help => 6,
        Action::OpenSearch if app.place != Place::Search => 7,
        Action::OpenCards if call.is_some() && layer != Layer::Cards => 8,
        Action::OpenFollowUps if app.place != Place::FollowUps => 8,
        Action::OpenPalette if layer != Layer::Palette => 9,
        Action::Next => 10,
        Action::ParkCall | Action::HangUp | Action::ToggleHold if call.is_some() => 11,
        Action::Reveal if call.is_some() => 12,
        Action::Undo if call.is_some() && layer != Layer::Talk => 13,
        Action::Hint if app.session().is_none_or(|session| session.hint_cost().is_none()) => return None,
        Action::StepBack if app.session().is_none_or(|session| !session.may_step_back()) => return None,
        Action::SayFreely if app.session().is_none_or(|session| !session.may_speak()) => return None,
        Action::SayFreely | Action::Hint | Action::StepBack => 1,
        Action::Replay if layer == Layer::Lessons || layer == Layer::Record => 2,
        Action::OpenRecord => 2,
        Action::OpenLeader => 14,
        Action::Quit if call.is_none() => 15,
        _ => return None,
    };
    Some(rank)
}

/// The short name of an action, where there is one.
fn short_key(pen: &Pen<'_>, action: Action) -> String {
    if action == Action::WrapUp && pen.app.place == Place::WrapUp {
        return "desk-hint-save".to_owned();
    }
    let short = format!("{}.short", action.key());
    if pen.words.has(&short) { short } else { action.key().to_owned() }
}

/// `焦点: 小结`, so that focus is never told by colour alone.
fn focus<'a>(pen: &Pen<'a>) -> Vec<Span<'a>> {
    let name = match pen.app.layer() {
        Layer::Note => pane_key(crate::app::Pane::Note),
        Layer::Pane => pane_key(pen.app.focus),
        Layer::WrapUp | Layer::WrapUpText => "desk-wrap-up",
        Layer::Search => "desk-search",
        Layer::FollowUps => "desk-follow-ups",
        Layer::Help => "desk-help",
        Layer::Palette => "desk-palette",
        Layer::Snippets => "desk-snippets",
        Layer::Cards => "desk-cards",
        Layer::Scripts => "desk-scripts",
        Layer::Messages => "desk-messages",
        Layer::Leader => "desk-leader",
        Layer::Why => "insight-why",
        Layer::Person | Layer::PersonText => "person-title",
        Layer::Methods => "method-title",
        Layer::Finding => "desk-evidence",
        Layer::Lessons => "training-lessons",
        Layer::Talk | Layer::Say => "training-talk",
        Layer::Result => "training-result",
        Layer::Review => "training-review",
        Layer::Replay => "action-replay",
        Layer::Record => "record-title",
        Layer::Home | Layer::Global => "desk-home",
    };
    vec![pen.label("desk-focus"), pen.muted(" "), pen.text(pen.say(name))]
}

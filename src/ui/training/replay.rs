//! The replay: the desk as it was then, or two conversations beside each other, and the row that steers it. It must not play.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::training::replay::{Replay, SPEEDS, Told};
use crate::content::words::Arg;
use crate::ui::layout::{columns, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::own;
use crate::ui::training::talk::{signed, spoken_lines};

/// Draws the conversations; the desk of then was drawn in place of the whole screen.
pub(super) fn draw(pen: &Pen<'_>, replay: &Replay, area: Rect, buf: &mut Buffer) {
    if area.width < 110 {
        draw_told(pen, &replay.own, replay, "training-this-attempt", area, buf);
        return;
    }
    let half = area.width / 2;
    draw_told(pen, &replay.own, replay, "training-this-attempt", columns(area, 0, half), buf);
    let right = columns(area, half, area.width - half);
    match &replay.best {
        Some(best) => draw_told(pen, best, replay, "training-best-attempt", right, buf),
        None => {
            let title = vec![pen.text(format!(" {} ", pen.say("training-best-attempt")))];
            let inner = pen.frame(buf, right, title, Vec::new(), false);
            Page::new(buf, inner).sentence(&pen.say("training-is-the-best"), pen.theme.muted);
        }
    }
}

/// One conversation up to the replay's clock, with times and the points as they were made.
fn draw_told(pen: &Pen<'_>, told: &Told, replay: &Replay, key: &str, area: Rect, buf: &mut Buffer) {
    let title = vec![pen.text(format!(" {} ", pen.say(key)))];
    let aside = vec![own(format!(" {} {} ", told.total, pen.say("training-points")), pen.theme.accent)];
    let inner = pen.frame(buf, area, title, aside, false);
    let cols = usize::from(inner.width);
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    for said in told.lines.iter().take_while(|said| said.line.at <= replay.clock) {
        let mut spoken = spoken_lines(pen, &said.line, cols.saturating_sub(5));
        if let (Some(last), true) = (spoken.last_mut(), said.points != 0) {
            let style = if said.points < 0 { pen.theme.alarm } else { pen.theme.accent };
            last.push(own(format!(" {}", signed(said.points)), style));
        }
        lines.extend(spoken);
    }
    let room = usize::from(inner.height);
    let hidden = lines.len().saturating_sub(room);
    let up = usize::from(replay.scroll).min(hidden);
    let mut page = Page::new(buf, inner);
    for line in lines.into_iter().skip(hidden - up) {
        page.line(line);
    }
}

/// The row at the bottom: where the replay stands, and the keys that steer it.
pub(in crate::ui) fn draw_bar(pen: &Pen<'_>, replay: &Replay, row: Rect, buf: &mut Buffer) {
    let clock = |time: std::time::Duration| format!("{:02}:{:02}", time.as_secs() / 60, time.as_secs() % 60);
    let state = if replay.playing { ">" } else { "||" };
    let speed = SPEEDS.get(replay.speed).copied().unwrap_or(1);
    let args = [
        ("at", Arg::from(clock(replay.clock))),
        ("of", Arg::from(clock(replay.length()))),
        ("speed", Arg::from(speed)),
    ];
    let mut line = vec![
        own(format!(" {state} {} ", pen.fill("training-replay-at", &args)), pen.theme.badge_training),
        pen.muted("  "),
    ];
    for (key, way) in [
        ("Space", "training-replay-play"),
        ("<- ->", "training-replay-step"),
        ("+ -", "training-replay-speed"),
        ("Tab", if replay.beside { "training-replay-desk" } else { "training-replay-beside" }),
        ("Esc", "training-replay-leave"),
    ] {
        line.extend([own(format!("{key} "), pen.theme.accent), pen.muted(format!("{}  ", pen.say(way)))]);
    }
    let mut page = Page::new(buf, rows(row, 0, 1));
    page.line(line);
}

//! Where everything is on the desk, for every size of the window. It must not draw.

use ratatui::layout::Rect;

use crate::app::Pane;

/// Below this the desk cannot be shown; the call, the note and a sentence still are.
pub const SMALLEST: (u16, u16) = (80, 20);

/// The rows that every full screen shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Screen {
    /// The call bar: one row of facts, one row of what worries us.
    pub(super) bar: Rect,
    /// Everything between.
    pub(super) body: Rect,
    /// What was saved, what went wrong.
    pub(super) notice: Rect,
    /// The keys of the place one is in.
    pub(super) hints: Rect,
}

/// Splits the window.
pub(super) fn screen(area: Rect) -> Screen {
    let bar = rows(area, 0, 2);
    let body_height = area.height.saturating_sub(4);
    Screen {
        bar,
        body: rows(area, 2, body_height),
        notice: rows(area, 2 + body_height, 1),
        hints: rows(area, 3 + body_height, 1),
    }
}

/// The desk's panes and the row of snippets beneath the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Desk {
    /// Every pane that is shown.
    pub(super) panes: Vec<(Pane, Rect)>,
    /// The texts behind `/1` to `/9`. Together with the two rows beneath it and the note's own border it keeps the caret out of
    /// the last four rows, where a list of input method candidates would cover it.
    pub(super) snippets: Rect,
}

/// Places the panes. `focus` decides which of the side panes is shown where there is no room for all.
pub(super) fn desk(body: Rect, focus: Pane, zoomed: bool) -> Desk {
    let height = body.height.saturating_sub(1);
    let panes_area = rows(body, 0, height);
    let snippets = rows(body, height, 1);
    let panes = if zoomed {
        vec![(focus, panes_area)]
    } else if body.width >= 160 && body.height >= 42 {
        large(panes_area)
    } else if body.width >= 110 && body.height >= 27 {
        standard(panes_area, focus)
    } else {
        compact(panes_area, focus)
    };
    Desk { panes, snippets }
}

/// Places the panes for a customer who is looked at without a call: there is nothing to say and no note, so both halves of the
/// window are for knowing.
pub(super) fn looking(body: Rect, focus: Pane, zoomed: bool) -> Desk {
    let height = body.height.saturating_sub(1);
    let panes_area = rows(body, 0, height);
    let snippets = rows(body, height, 1);
    if zoomed {
        return Desk { panes: vec![(focus, panes_area)], snippets };
    }
    let half = panes_area.width / 2;
    let (left, right) = (columns(panes_area, 0, half), columns(panes_area, half, panes_area.width - half));
    let upper = height * 3 / 5;
    let panes = vec![
        (Pane::Customer, rows(left, 0, upper)),
        (Pane::History, rows(left, upper, height - upper)),
        (Pane::Usage, rows(right, 0, upper)),
        (Pane::Offers, rows(right, upper, height - upper)),
    ];
    Desk { panes, snippets }
}

/// A conversation in a small window: what is said takes the room of the side panes, which are an F-key away.
pub(super) fn talking(body: Rect) -> Desk {
    let height = body.height.saturating_sub(1);
    let panes_area = rows(body, 0, height);
    let note = (height * 3 / 10).clamp(5, 10);
    let upper = height.saturating_sub(note);
    let panes = vec![(Pane::Script, rows(panes_area, 0, upper)), (Pane::Note, rows(panes_area, upper, note))];
    Desk { panes, snippets: rows(body, height, 1) }
}

/// Whether there is only one column, with room for few panes.
pub(super) const fn is_small(body: Rect) -> bool {
    body.width < 110 || body.height < 27
}

/// Three columns, the note in the middle one, under what is said.
fn large(area: Rect) -> Vec<(Pane, Rect)> {
    let side = (area.width * 29 / 100).clamp(46, 64);
    let middle = area.width.saturating_sub(side * 2);
    let (left, centre, right) =
        (columns(area, 0, side), columns(area, side, middle), columns(area, side + middle, side));
    let usage = 21.min(area.height / 2);
    let note = (area.height / 3).clamp(10, 18);
    let offers = (area.height * 2 / 5).clamp(12, 20);
    vec![
        (Pane::Customer, rows(left, 0, left.height - usage)),
        (Pane::Usage, rows(left, left.height - usage, usage)),
        (Pane::Script, rows(centre, 0, centre.height - note)),
        (Pane::Note, rows(centre, centre.height - note, note)),
        (Pane::Offers, rows(right, 0, offers)),
        (Pane::History, rows(right, offers, right.height - offers)),
    ]
}

/// Three columns, the note across beneath them. The offers take rows from the history while the keyboard is with them: what is said
/// and the keys need the room.
fn standard(area: Rect, focus: Pane) -> Vec<(Pane, Rect)> {
    let note = (area.height / 4).clamp(7, 10);
    let upper = rows(area, 0, area.height - note);
    let left_width = (area.width * 31 / 100).clamp(36, 50);
    let right_width = (area.width * 29 / 100).clamp(34, 50);
    let middle = area.width - left_width - right_width;
    let (left, centre, right) = (
        columns(upper, 0, left_width),
        columns(upper, left_width, middle),
        columns(upper, left_width + middle, right_width),
    );
    let usage = if upper.height >= 32 { 18 } else { 13.min(upper.height / 2 + 2) };
    let offers = match focus {
        Pane::Offers => upper.height.saturating_sub(6),
        _ => upper.height * 4 / 7,
    };
    let offers = offers.max(9);
    vec![
        (Pane::Customer, rows(left, 0, left.height - usage)),
        (Pane::Usage, rows(left, left.height - usage, usage)),
        (Pane::Script, centre),
        (Pane::Offers, rows(right, 0, offers)),
        (Pane::History, rows(right, offers, right.height - offers)),
        (Pane::Note, rows(area, upper.height, note)),
    ]
}

/// One column: what to say, one row of side panes, the note. A side pane that has the keyboard takes the whole width and most of
/// the height; the line to say stays.
fn compact(area: Rect, focus: Pane) -> Vec<(Pane, Rect)> {
    let note = (area.height * 3 / 10).clamp(5, 10);
    let upper = area.height - note;
    let note = (Pane::Note, rows(area, upper, note));
    if matches!(focus, Pane::Script | Pane::Note) {
        let side = (upper * 2 / 5).clamp(5, 13);
        let script = upper - side;
        let row = rows(area, script, side);
        let half = area.width / 2;
        return vec![
            (Pane::Script, rows(area, 0, script)),
            (Pane::Offers, columns(row, 0, half)),
            (Pane::Usage, columns(row, half, area.width - half)),
            note,
        ];
    }
    let script = 5.min(upper);
    vec![(Pane::Script, rows(area, 0, script)), (focus, rows(area, script, upper - script)), note]
}

/// `count` rows of `area` from row `from`, as far as there are any.
pub(super) fn rows(area: Rect, from: u16, count: u16) -> Rect {
    let from = from.min(area.height);
    Rect { y: area.y + from, height: count.min(area.height - from), ..area }
}

/// `count` columns of `area` from column `from`, as far as there are any.
pub(super) fn columns(area: Rect, from: u16, count: u16) -> Rect {
    let from = from.min(area.width);
    Rect { x: area.x + from, width: count.min(area.width - from), ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_fill_the_body_without_overlap_and_the_note_stays_above_the_last_four_rows() {
        for width in (80..=240).step_by(7) {
            for height in 20..=90 {
                for focus in Pane::ALL {
                    let area = Rect::new(0, 0, width, height);
                    let screen = screen(area);
                    let desk = desk(screen.body, focus, false);
                    let cells: u32 = desk.panes.iter().map(|(_, pane)| pane.area()).sum();
                    assert_eq!(
                        cells + desk.snippets.area(),
                        screen.body.area(),
                        "{width}x{height} {focus:?}"
                    );
                    assert!(desk.panes.iter().any(|(pane, _)| *pane == focus));
                    for (pane, rect) in &desk.panes {
                        assert!(rect.height >= 5 && rect.width >= 30, "{pane:?} at {width}x{height}: {rect}");
                        let others = desk.panes.iter().filter(|(other, _)| other != pane);
                        assert!(others.clone().all(|(_, other)| !other.intersects(*rect)));
                    }
                    let note = desk.panes.iter().find(|(pane, _)| *pane == Pane::Note);
                    assert!(
                        note.is_some_and(|(_, rect)| rect.bottom() - 1 <= height - 4),
                        "{width}x{height}"
                    );
                }
            }
        }
    }
}

//! The terminal's own cursor stands where the next character will appear: input methods hang their candidates on it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use seatmate::app::action::Action;
use seatmate::app::event::{Event, Target};
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::{App, Lang, Pane};
use seatmate::cli::scenes::{Scene, Stage, play, usual_now};
use seatmate::domain::call::Party;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme, draw};
use unicode_width::UnicodeWidthStr as _;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 36), (200, 60), (60, 12)];

fn look() -> Look {
    Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::NARROW)
}

fn drawn(app: &App, size: (u16, u16)) -> (Buffer, Option<Position>) {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    let drawn = draw(app, &look(), area, &mut buf);
    (buf, drawn.cursor)
}

/// What stands left of the cursor in its row, and how many cells that takes.
fn before(buf: &Buffer, cursor: Position) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < cursor.x {
        let symbol = buf[(x, cursor.y)].symbol();
        text.push_str(symbol);
        x += (symbol.width() as u16).max(1);
    }
    assert_eq!(x, cursor.x, "the cursor stands in the middle of a wide character");
    text
}

/// A call beside a phone, answered, with the keyboard in the note.
fn at_the_note(size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(Lang::Zh, size, usual_now());
    let caller = stage.caller(seatmate::synth::demo::Situation::AllWell);
    stage.rings(caller);
    stage.press(Key::ctrl('n'));
    stage
}

fn caret(stage: &Stage, size: (u16, u16)) -> (Position, String) {
    let (buf, cursor) = drawn(&stage.app, size);
    let cursor = cursor.expect("a text field has the keyboard");
    (cursor, before(&buf, cursor))
}

#[test]
fn it_stands_behind_chinese_mixed_text_wraps_and_scrolls() {
    for size in SIZES {
        let mut stage = at_the_note(size);
        let (start, _) = caret(&stage, size);
        stage.types("客户嫌贵");
        let (after, text) = caret(&stage, size);
        assert_eq!((after.x, after.y), (start.x + 8, start.y), "{size:?}");
        assert!(text.ends_with("客户嫌贵"), "{size:?}: {text}");
        stage.types("，99元60G a");
        let (after, text) = caret(&stage, size);
        assert_eq!(after.x, start.x + 8 + 11, "{size:?}");
        assert!(text.ends_with("99元60G a"), "{size:?}: {text}");
        stage.types(&"长".repeat(150));
        let (wrapped, text) = caret(&stage, size);
        assert!(wrapped.y > start.y && text.trim_end().ends_with('长'), "{size:?}: {text}");
        stage.types(&"\n一行".repeat(40));
        let (scrolled, text) = caret(&stage, size);
        assert!(text.ends_with("一行"), "{size:?}: {text}");
        assert_eq!(scrolled.x, start.x + 4, "{size:?}");
        stage.press(Key::plain(KeyCode::Left));
        let (left, text) = caret(&stage, size);
        assert_eq!(left.x, start.x + 2, "{size:?}");
        assert!(text.ends_with('一'), "{size:?}: {text}");
    }
}

#[test]
fn it_is_never_in_the_last_four_rows_where_candidates_would_cover_it() {
    for size in [(80, 24), (100, 30), (120, 36), (200, 60)] {
        let mut stage = at_the_note(size);
        stage.types(&"一行\n".repeat(60));
        assert!(caret(&stage, size).0.y < size.1 - 4, "{size:?}");
        stage.press(Key::f(9));
        assert!(caret(&stage, size).0.y < size.1 - 3, "wrap-up at {size:?}");
    }
}

#[test]
fn it_follows_a_resize() {
    let mut stage = at_the_note((200, 60));
    stage.types(&"改变窗口大小".repeat(20));
    for size in [(200, 60), (80, 24), (61, 13), (120, 36), (80, 24)] {
        stage.feed(Event::Resized { columns: size.0, rows: size.1 });
        let (_, text) = caret(&stage, size);
        assert!(text.trim_end().ends_with("大小") || text.trim_end().ends_with('小'), "{size:?}: {text}");
    }
}

#[test]
fn every_text_field_has_one_and_nothing_else_does() {
    for size in SIZES {
        for scene in Scene::ALL {
            let app = play(scene, Lang::Zh, size, usual_now());
            let (buf, cursor) = drawn(&app, size);
            assert_eq!(cursor.is_some(), app.layer().is_text(), "{} at {size:?}", scene.name());
            if let Some(cursor) = cursor {
                assert!(buf.area.contains(cursor));
                before(&buf, cursor);
            }
        }
    }
    let (buf, cursor) = drawn(&play(Scene::Search, Lang::Zh, (80, 24), usual_now()), (80, 24));
    assert!(before(&buf, cursor.unwrap()).ends_with('王'));
}

#[test]
fn it_stands_behind_what_is_written_about_a_person() {
    for size in SIZES {
        let mut stage = at_the_note(size);
        stage.press(Key::f(2));
        for code in [KeyCode::Enter, KeyCode::Tab, KeyCode::Tab, KeyCode::Down, KeyCode::Enter] {
            stage.press(Key::plain(code));
        }
        stage.types("帮他补过卡");
        let (_, text) = caret(&stage, size);
        assert!(text.trim_end().ends_with("帮他补过卡"), "{size:?}: {text}");
        stage.press(Key::plain(KeyCode::Enter));
        assert_eq!(drawn(&stage.app, size).1, None, "out of the field there is no cursor");
    }
}

#[test]
fn no_size_and_no_screen_panics() {
    for scene in Scene::ALL {
        let app = play(scene, Lang::Zh, (80, 24), usual_now());
        for size in [
            (0, 0),
            (1, 1),
            (2, 1),
            (1, 9),
            (3, 3),
            (20, 5),
            (79, 24),
            (80, 19),
            (80, 20),
            (81, 21),
            (109, 31),
            (300, 9),
        ] {
            let (_, cursor) = drawn(&app, size);
            assert!(cursor.is_none_or(|at| at.x < size.0 && at.y < size.1), "{} at {size:?}", scene.name());
        }
    }
    let mut stage = at_the_note((80, 24));
    stage.rings(Party::Withheld);
    drawn(&stage.app, (1, 1));
}

#[test]
fn a_click_reaches_what_was_drawn_there() {
    let app = play(Scene::Desk, Lang::Zh, (120, 36), usual_now());
    let area = Rect::new(0, 0, 120, 36);
    let mut buf = Buffer::empty(area);
    let drawn = draw(&app, &look(), area, &mut buf);
    let place = |text: &str| {
        (0..36)
            .flat_map(|y| (0..120).map(move |x| (x, y)))
            .find(|(x, y)| {
                let mut row = String::new();
                let mut at = *x;
                while at < 120 && row.len() < text.len() {
                    row.push_str(buf[(at, *y)].symbol());
                    at += (buf[(at, *y)].symbol().width() as u16).max(1);
                }
                row == text
            })
            .unwrap_or_else(|| panic!("{text} is on the screen"))
    };
    let (x, y) = place("F3 用量");
    assert_eq!(drawn.at(&app, x, y + 3), Some(Target::Pane(Pane::Usage)));
    let (x, y) = place("出境 8 天");
    let before = "问上月账单为什么高：".chars().count();
    assert_eq!(drawn.at(&app, x, y), Some(Target::Note { line: 0, column: before }));
    let (x, y) = place("Ctrl-F 查找");
    assert_eq!(drawn.at(&app, x, y), Some(Target::Action(Action::OpenSearch)));
    assert_eq!(drawn.at(&app, 119, 0), None);
    let app = play(Scene::Search, Lang::Zh, (80, 24), usual_now());
    assert!(drawn_rows(&app).1 > 3);
}

/// The rows of the search are targets, in their order.
fn drawn_rows(app: &App) -> (u16, u16) {
    let area = Rect::new(0, 0, 80, 24);
    let mut buf = Buffer::empty(area);
    let drawn = draw(app, &look(), area, &mut buf);
    let rows: Vec<u16> = (0..24).filter(|y| matches!(drawn.at(app, 10, *y), Some(Target::Row(_)))).collect();
    let first = *rows.first().expect("somebody was found");
    assert_eq!(drawn.at(app, 10, first + 1), Some(Target::Row(1)));
    (first, rows.len() as u16)
}

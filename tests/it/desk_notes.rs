//! Stories of notes: typed, taken back, pasted, kept.

use seatmate::app::notices::Toast;
use seatmate::app::{Pane, Popup};
use seatmate::domain::note::NOTE_LIMIT;

use crate::desk::{Desk, LI, WANG};

fn talking() -> Desk {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1);
    desk
}

#[test]
fn a_draft_is_never_more_than_a_second_old() {
    let mut desk = talking();
    let mut typed = Vec::new();
    for at in 0..200_u64 {
        desk.types("字").waits(37 + at % 90);
        typed.push((desk.now.mono, desk.note()));
        let second = std::time::Duration::from_secs(1);
        if let Some((_, old)) = typed.iter().rev().find(|(then, _)| desk.now.mono - *then >= second) {
            assert!(
                desk.draft().chars().count() >= old.chars().count(),
                "text of a second ago is not on disk"
            );
        }
    }
    assert!(desk.outside.draft_writes < 100, "and not every character is a write of its own");
    desk.waits(1000);
    assert_eq!(desk.draft(), desk.note());
    assert!(desk.call().note.dirty_since.is_none());
    assert!(desk.call().note.saved_at.is_some());
}

#[test]
fn leaving_the_note_keeps_it() {
    for keys in ["F4", "Tab", "Ctrl-K", "F8", "Ctrl-F", "F9", "Ctrl-P", "Ctrl-S"] {
        let mut desk = talking();
        desk.types("一").types("二");
        let id = desk.call().id;
        desk.press(keys);
        assert_eq!(desk.outside.drafts[&id], "一二", "{keys}");
    }
}

#[test]
fn undo_takes_back_what_was_committed_at_once() {
    let mut desk = talking();
    desk.types("客户嫌贵").waits(600).types("已对比").press("Ctrl-Z");
    assert_eq!(desk.note(), "客户嫌贵");
    desk.press("Ctrl-Z");
    assert_eq!(desk.note(), "");
    desk.press("Ctrl-R Ctrl-R");
    assert_eq!(desk.note(), "客户嫌贵已对比");
    desk.press("Ctrl-R");
    assert_eq!(desk.refusal(), "why-nothing-to-redo");
}

#[test]
fn snippets_by_slash_and_by_list() {
    let mut desk = talking();
    desk.types("/1");
    assert_eq!(desk.note(), "嫌贵");
    desk.press("Ctrl-Z");
    assert_eq!(desk.note(), "/1");
    desk.press("Ctrl-Z").types("1/2 ").types("、").types("2");
    assert_eq!(desk.note(), "1/2 已对比", "a fraction stays one");
    desk.types(",").press("Ctrl-E");
    assert_eq!(desk.app.popup, Some(Popup::Snippets { selected: 0 }));
    desk.press("Down Down Enter");
    assert_eq!(desk.note(), "1/2 已对比,约回访");
    desk.press("Ctrl-E 1");
    assert_eq!(desk.note(), "1/2 已对比,约回访嫌贵");
}

#[test]
fn a_paste_is_text_and_ends_somewhere() {
    let mut desk = talking();
    desk.pastes("第一行\r\n/1 不展开\n第三行\u{1b}[0m");
    assert_eq!(desk.note(), "第一行\n/1 不展开\n第三行[0m");
    desk.pastes(&"长".repeat(NOTE_LIMIT));
    assert_eq!(desk.toast(), Some(&Toast::PasteCut { limit: NOTE_LIMIT }));
    assert_eq!(desk.note().chars().count(), NOTE_LIMIT);
}

#[test]
fn a_word_is_erased_and_the_rest_stays() {
    let mut desk = talking();
    desk.types("客户嫌贵说移动99元").press("Ctrl-W Ctrl-W Ctrl-W");
    assert_eq!(desk.note(), "客户嫌贵说");
    desk.press("Left Left Backspace Delete Home Enter");
    assert_eq!(desk.note(), "\n客户贵说".replace('贵', ""));
}

#[test]
fn words_typed_where_no_field_is_go_to_the_note() {
    let mut desk = talking();
    desk.types("先").press("F3").types("客户嫌贵");
    assert_eq!((desk.note().as_str(), desk.app.focus), ("先客户嫌贵", Pane::Note));
    desk.press("F1").types("再说");
    assert_eq!(desk.note(), "先客户嫌贵再说");
    desk.press("Ctrl-P").types("再说");
    assert_eq!(desk.note(), "先客户嫌贵再说", "the palette is a field of its own");
    desk.press("Esc").types("吧");
    assert_eq!(desk.note(), "先客户嫌贵再说吧");
}

#[test]
fn each_call_has_its_own_note_and_undo() {
    let mut desk = talking();
    desk.types("王").rings(LI).press("Ctrl-N").answered(2).types("李").press("Ctrl-Z Ctrl-Z");
    assert_eq!(desk.note(), "");
    desk.press("Ctrl-K");
    assert_eq!(desk.note(), "王");
}

#[test]
fn the_script_moves_while_the_note_is_written() {
    let mut desk = talking();
    desk.types("记").press("PgDn");
    assert_eq!((desk.call().step, desk.note().as_str()), (1, "记"));
    desk.press("F4 3");
    assert_eq!((desk.call().step, desk.app.focus), (2, Pane::Note), "the digit brings the keyboard back");
    desk.press("PgDn PgUp PgUp PgUp PgUp Ctrl-Y");
    assert_eq!(desk.outside.copied[0].as_str(), "一");
    desk.press("F4 9");
    assert_eq!(desk.refusal(), "why-no-such-step");
}

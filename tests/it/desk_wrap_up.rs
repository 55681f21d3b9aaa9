//! Stories of F9: proposed, chosen, saved, taken back, refused by the disk.

use seatmate::app::Place;
use seatmate::app::notices::Toast;
use seatmate::app::wrap_up::WrapUpField;
use seatmate::domain::call::Signal;
use seatmate::domain::disposition::Disposition;
use seatmate::domain::time::parse_moment;

use crate::desk::{Desk, LI, WANG};

fn ended_with(note: &str) -> Desk {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types(note).ended(1);
    desk
}

#[test]
fn three_keys_and_the_next_call() {
    let mut desk = ended_with("客户嫌贵,同意先看短信方案,约周三10点回访");
    desk.rings(LI).press("F9");
    assert_eq!(desk.call().wrap_up.disposition, Some(Disposition::Interested));
    assert_eq!(desk.call().wrap_up.due_at, parse_moment("2026-11-25 10:00"));
    desk.press("F9");
    assert_eq!(desk.customer(), "李芳", "what rings comes next");
    assert_eq!(desk.toast(), Some(&Toast::WrapUpSaved));
    let wrap_up = desk.last_wrap_up();
    assert_eq!(wrap_up.note.as_ref().unwrap().body.as_raw(), "客户嫌贵,同意先看短信方案,约周三10点回访");
    let follow_up = wrap_up.follow_up.as_ref().unwrap();
    assert_eq!(follow_up.due_at, parse_moment("2026-11-25 10:00"));
    assert!(follow_up.reason.as_raw().starts_with("客户嫌贵"));
}

#[test]
fn the_first_f9_leaves_the_keyboard_in_the_note() {
    let mut desk = ended_with("客户");
    desk.press("F9").types("嫌贵2元");
    assert_eq!(desk.note(), "客户嫌贵2元", "words that come after F9, digits too, are still that note's");
    assert!(desk.outside.wrapped.is_empty());
}

#[test]
fn an_outcome_is_asked_for_and_a_digit_gives_it() {
    let mut desk = ended_with("嫌贵");
    desk.press("F9 F9");
    assert_eq!(desk.refusal(), "why-no-disposition");
    assert!(desk.call().wrap_up.missing);
    assert_eq!(desk.call().wrap_up.field, WrapUpField::Disposition);
    desk.press("4 F9");
    assert_eq!(desk.last_wrap_up().disposition, Disposition::Refused);
    assert_eq!(desk.last_wrap_up().follow_up, None);
}

#[test]
fn a_missed_call_is_two_keys() {
    let mut desk = Desk::new();
    desk.rings(WANG).missed(1).press("F9 F9");
    assert_eq!(desk.last_wrap_up().disposition, Disposition::NotReached);
    assert_eq!(desk.last_wrap_up().note, None);
    assert!(desk.last_wrap_up().follow_up.is_some());
}

#[test]
fn what_was_chosen_stays_when_the_note_says_otherwise() {
    let mut desk = ended_with("考虑");
    desk.press("F9 Tab 4 Tab 3 Tab").types("换个理由").press("Shift-Tab Shift-Tab Shift-Tab").types("回访");
    let form = &desk.call().wrap_up;
    assert_eq!(form.disposition, Some(Disposition::Refused));
    desk.press("Esc F9 F9");
    let follow_up = desk.last_wrap_up().follow_up.as_ref().unwrap();
    assert_eq!(desk.last_wrap_up().disposition, Disposition::Refused);
    assert_eq!(follow_up.due_at, parse_moment("2026-11-23 10:00"));
    assert_eq!(follow_up.reason.as_raw(), "考虑换个理由");
    assert_eq!(desk.last_wrap_up().note.as_ref().unwrap().body.as_raw(), "考虑回访");
}

#[test]
fn nobody_is_called_again_when_the_time_is_cleared() {
    let mut desk = ended_with("考虑");
    desk.press("F9 Tab Tab Delete F9");
    assert_eq!(desk.last_wrap_up().follow_up, None);
}

#[test]
fn eight_seconds_to_take_it_back() {
    let mut desk = ended_with("考虑一下");
    desk.press("F9 F9");
    let first = desk.last_wrap_up().clone();
    desk.waits(7000).press("Ctrl-Z");
    assert_eq!((desk.app.place, desk.note().as_str()), (Place::WrapUp, "考虑一下"));
    assert_eq!(desk.call().wrap_up.disposition, Some(Disposition::Interested));
    desk.types(",不办").press("Ctrl-Z");
    assert_eq!(desk.note(), "考虑一下", "the note's own undo came back too");
    desk.press("F9");
    assert_ne!(desk.last_wrap_up().note, first.note, "a new note, not a second try of the old one");
    desk.waits(9000).press("Ctrl-Z");
    assert_eq!(desk.refusal(), "why-nothing-to-undo");
    assert_eq!(desk.outside.wrapped.len(), 1);
}

#[test]
fn the_last_edit_comes_before_the_last_wrap_up() {
    let mut desk = ended_with("考虑");
    desk.rings(LI).press("F9 F9 Ctrl-N").answered(2).types("新").press("Ctrl-Z");
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("李芳", ""));
    desk.press("Ctrl-Z");
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("王小明", "考虑"));
    assert_eq!(desk.tray().len(), 1);
}

#[test]
fn a_full_disk_brings_the_call_back() {
    let mut desk = ended_with("考虑");
    desk.outside.disk_full = true;
    desk.press("F9 F9");
    assert_eq!((desk.app.place, desk.note().as_str()), (Place::WrapUp, "考虑"));
    assert!(desk.call().failed.is_some() && !desk.call().saving);
    assert!(matches!(desk.toast(), Some(Toast::Problem(_))));
    assert_eq!(desk.app.notices.problems.len(), 1);
    desk.outside.disk_full = false;
    desk.press("F9");
    assert_eq!(desk.outside.wrapped.len(), 1);
    assert_eq!(desk.outside.ends.len(), 1);
    assert!(desk.app.notices.problems.is_empty());
}

#[test]
fn a_disk_that_fails_from_the_first_ring_costs_nothing_but_time() {
    let mut desk = Desk::new();
    desk.outside.disk_full = true;
    desk.rings(WANG).answered(1).types("客户").types("嫌贵").waits(10_000);
    assert_eq!((desk.note().as_str(), desk.app.place), ("客户嫌贵", Place::Desk), "nothing jumps about");
    assert!(desk.outside.starts.is_empty() && desk.outside.drafts.is_empty());
    assert_eq!(desk.app.notices.problems.len(), 1);
    desk.outside.disk_full = false;
    desk.waits(4000);
    assert_eq!(desk.outside.starts.len(), 1, "what was refused is told again");
    assert_eq!(desk.draft(), "客户嫌贵");
    assert!(desk.app.notices.problems.is_empty() && desk.call().failed.is_none());
    desk.outside.disk_full = true;
    desk.ended(1).press("F9 Tab 4 F9");
    desk.outside.disk_full = false;
    desk.press("F9");
    assert_eq!((desk.outside.ends.len(), desk.outside.wrapped.len()), (1, 1));
}

#[test]
fn a_failure_does_not_cover_other_work() {
    let mut desk = ended_with("考虑");
    desk.rings(LI).press("Ctrl-N").answered(2).types("在谈").press("Ctrl-K");
    desk.outside.disk_full = true;
    desk.press("F9 F9");
    assert_eq!(desk.note(), "在谈", "the talk stays on the screen");
    assert_eq!(desk.tray().len(), 1);
    assert_eq!(desk.tray()[0].note.text(), "考虑");
}

#[test]
fn a_beginning_that_the_disk_refused_is_told_before_the_end() {
    let mut desk = Desk::new();
    desk.outside.disk_full = true;
    desk.rings(WANG).answered(1).types("回访");
    desk.outside.disk_full = false;
    desk.signal(Signal::Lost).press("F9 F9");
    assert!(desk.app.calls.open.is_empty(), "saved once, and not on the desk as well");
    assert_eq!(desk.last_wrap_up().note.as_ref().unwrap().body.as_raw(), "回访");
}

//! Stories of keys: help, palette, leader, reveal, and that every action has words.

use seatmate::app::action::Action;
use seatmate::app::{Lang, Pane, Place, Popup};
use seatmate::domain::call::CallState;

use crate::desk::{Desk, WANG, words};

#[test]
fn every_action_has_a_name_and_a_sentence_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let words = words(lang);
        for action in Action::ALL {
            assert!(words.has(action.key()), "{} is missing in {}", action.key(), lang.tag());
            assert!(words.has(&format!("{}.why", action.key())), "{}.why, {}", action.key(), lang.tag());
        }
    }
    let zh = words(Lang::Zh);
    for action in Action::ALL {
        let initials = zh.get(&format!("{}.initials", action.key())).into_owned();
        assert!(initials.bytes().all(|byte| byte.is_ascii_lowercase()), "{initials}");
    }
}

#[test]
fn help_shows_the_keys_of_the_place_beneath_and_runs_one() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("记").press("F1");
    let rows = desk.app.help_rows();
    assert!(rows.iter().any(|row| row.action == Action::DeleteWord), "the note's own keys");
    let at = rows.iter().position(|row| row.action == Action::OpenSearch).unwrap();
    for _ in 0..at {
        desk.press("Down");
    }
    desk.press("Enter");
    assert_eq!((desk.app.popup.clone(), desk.app.place), (None, Place::Search));
    desk.press("Esc F1 F1");
    assert_eq!(desk.app.popup, None);
    assert_eq!(desk.note(), "记");
}

#[test]
fn the_palette_knows_chinese_initials_and_english() {
    for typed in ["推荐", "tj", "Offers"] {
        let mut desk = Desk::new();
        desk.rings(WANG).press("Ctrl-P").types(typed).press("Enter");
        assert_eq!(desk.app.focus, Pane::Offers, "{typed}");
        assert_eq!(desk.app.popup, None);
    }
    let mut desk = Desk::new();
    desk.press("：");
    assert!(matches!(desk.app.popup, Some(Popup::Palette { .. })), "a full-width colon opens it too");
    desk.types("qhyy").press("Enter");
    assert_eq!(desk.app.lang, Lang::En);
}

#[test]
fn digits_stand_for_f_keys_after_the_leader() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).press("Ctrl-G 3");
    assert_eq!(desk.app.focus, Pane::Usage);
    desk.press("Ctrl-G ９");
    assert_eq!(desk.app.place, Place::WrapUp);
    desk.press("Ctrl-G x").types("后");
    assert_eq!(desk.note(), "后", "an unknown key only ends the prefix");
    desk.press("Esc F3 Ctrl-G 0");
    assert!(desk.app.zoomed);
    desk.press("F3");
    assert!(!desk.app.zoomed);
}

#[test]
fn a_number_is_shown_for_thirty_seconds_and_logged() {
    let mut desk = Desk::new();
    desk.press("Ctrl-T");
    assert_eq!(desk.refusal(), "why-no-customer");
    desk.rings(WANG).press("Ctrl-T");
    assert!(desk.call().is_revealed(desk.now.mono));
    assert_eq!(desk.outside.reveals, 1);
    desk.waits(30_000);
    assert!(!desk.call().is_revealed(desk.now.mono));
    desk.press("Ctrl-T Ctrl-T");
    assert!(!desk.call().is_revealed(desk.now.mono), "once more hides it");
}

#[test]
fn tab_goes_round_the_panes_and_back_to_the_note() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1);
    let mut seen = Vec::new();
    for _ in 0..6 {
        desk.press("Tab");
        seen.push(desk.app.focus);
    }
    assert_eq!(seen.len(), 6);
    assert_eq!(desk.app.focus, Pane::Note);
    desk.press("Shift-Tab");
    assert_eq!(desk.app.focus, Pane::Offers);
    assert_eq!(desk.call().state, CallState::Talking);
}

#[test]
fn every_place_can_be_drawn_at_every_size() {
    for keys in ["F1", "F3", "F8", "F9", "Ctrl-F", "Ctrl-P", "Ctrl-E", "Ctrl-G", "Ctrl-K"] {
        let mut desk = Desk::new();
        desk.rings(WANG).answered(1).types("记").press(keys);
        for (columns, rows) in [(1, 1), (80, 24), (120, 36), (200, 60)] {
            assert!(!desk.screen(columns, rows).is_empty(), "{keys}");
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    let mut seen = Vec::new();
    for binding in seatmate::app::keymap::BINDINGS {
        let place = (binding.layer, binding.key);
        assert!(!seen.contains(&place), "{:?}: {} has two meanings", binding.layer, binding.key);
        seen.push(place);
    }
}

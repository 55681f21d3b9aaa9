//! Stories at F4 on the scripts that come with the program: digits, another script, must-says, a card's line copied, a soft word on the note.

use seatmate::app::event::Event;
use seatmate::app::soft::Phrases;
use seatmate::content::fields::Speaker;
use seatmate::content::{cards, phrases};
use seatmate::shell::scripts::ScriptShelf;

use crate::desk::{Desk, WANG};

fn talking() -> Desk {
    let nowhere = tempfile::tempdir().unwrap();
    let mut desk = Desk::new();
    desk.outside.shelf =
        Some(ScriptShelf::load(nowhere.path(), Speaker { id: "8001".into(), ..Speaker::default() }).0);
    desk.happens(Event::CardsRead(cards::load(None).0));
    desk.app.phrases = Phrases { zh: phrases::built_in("zh-CN"), en: phrases::built_in("en") };
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk
}

#[test]
fn a_digit_answers_where_something_is_asked_and_tells_a_fact() {
    let mut desk = talking();
    desk.press("Ctrl-U");
    let row = desk.call().other_scripts.iter().position(|script| script.id == "retention").unwrap();
    for _ in 0..row {
        desk.press("Down");
    }
    desk.press("Enter F4");
    assert_eq!(desk.call().script.as_ref().unwrap().id, "retention");
    for _ in 0..20 {
        if desk.call().current_step().is_some_and(|step| step.answers.len() > 1) {
            break;
        }
        desk.press("PgDn");
    }
    let before = desk.call().walk.facts.clone();
    desk.press("1");
    assert_ne!(desk.call().walk.facts, before, "the answer tells something");
    desk.press("F4 9");
}

#[test]
fn the_list_of_scripts_opens_one_by_digit_and_esc_keeps_the_present_one() {
    let mut desk = talking();
    let before = desk.call().script.as_ref().unwrap().id.clone();
    desk.press("Ctrl-U Esc");
    assert_eq!(desk.call().script.as_ref().unwrap().id, before);
    let second = desk.call().other_scripts[1].id.clone();
    desk.press("Ctrl-U 2");
    assert_eq!((desk.call().script.as_ref().unwrap().id.as_str(), desk.call().step), (second.as_str(), 0));
}

#[test]
fn the_wrap_up_names_what_had_to_be_said_and_was_not() {
    let mut desk = talking();
    desk.ended(1).press("F9");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("还没念："), "{screen}");
    let mut desk = talking();
    for _ in 0..40 {
        desk.press("PgDn");
    }
    desk.ended(1).press("F9");
    let unsaid = desk.call().walk.unsaid(desk.call().script.as_ref().unwrap()).len();
    let screen = desk.screen(120, 36);
    assert_eq!(screen.contains("还没念："), unsaid > 0, "{screen}");
}

#[test]
fn the_open_cards_line_is_copied_and_what_not_to_say_is_not() {
    let mut desk = talking();
    desk.press("Ctrl-O").types("taigui").press("Enter Ctrl-Y");
    let first = desk.call().card.as_ref().unwrap().card.lines[0].text.to_string();
    assert_eq!(desk.outside.copied.last().unwrap().as_str(), first);
    let count = desk.call().card.as_ref().unwrap().card.lines.len();
    for _ in 0..count {
        desk.press("PgDn");
    }
    let copied = desk.outside.copied.len();
    desk.press("Ctrl-Y");
    let avoid = desk.call().card.as_ref().unwrap().card.lines.last().unwrap().part
        == seatmate::domain::card::CardPart::Avoid;
    assert_eq!(desk.outside.copied.len() == copied, avoid);
}

#[test]
fn a_note_is_softly_looked_through_and_nothing_is_blocked() {
    let mut desk = talking();
    desk.types("我保证下月就好");
    assert!(desk.call().hint.is_none(), "not while somebody types");
    desk.waits(1000);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("对客户不说\"保证\""), "{screen}");
    desk.types("，不一定");
    assert!(desk.note().ends_with("不一定"));
    for _ in 0..20 {
        desk.press("Backspace");
    }
    desk.waits(1000);
    assert!(desk.call().hint.is_none());
}

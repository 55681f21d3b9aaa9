//! The person in keystrokes: set, seen, kept over calls, taken back; and on disk with its event.

use std::sync::Arc;

use chrono::TimeDelta;
use seatmate::app::Popup;
use seatmate::app::person::Row;
use seatmate::content::rules;
use seatmate::domain::person::experience::Stage;
use seatmate::domain::person::told::{Saying, Told};
use seatmate::domain::safe_text::RawText;
use seatmate::domain::time::parse_moment;
use seatmate::store::{DatabaseKey, Store, StoreOptions};
use uuid::Uuid;

use crate::cli::Seat;
use crate::desk::{Desk, LI, WANG};
use crate::store_reference::wang;

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.app.rules = Arc::new(rules::built_in());
    desk
}

fn level_of(desk: &Desk, code: &str) -> Option<u8> {
    let types = &desk.app.customer().unwrap().picture.types;
    types.sensitivities.iter().find(|typed| typed.code == code)?.said?.level
}

fn stage_of(desk: &Desk, product: usize) -> Option<Stage> {
    desk.app.customer().unwrap().person.experience[product].stage
}

#[test]
fn what_was_set_while_the_disk_refused_is_told_again_until_it_is_written_once() {
    let mut desk = desk();
    desk.rings(WANG).answered(1).press("F2 Enter Down Down Down Down");
    desk.outside.disk_full = true;
    desk.press("3");
    assert_eq!(level_of(&desk, "price"), Some(3), "the desk knows it at once");
    let pinned = |desk: &Desk| desk.app.notices.problems.iter().any(|problem| problem.code == "disk-full");
    assert!(pinned(&desk));
    let asked = desk.outside.scripts_asked;
    desk.waits(4_000);
    assert!(desk.outside.sayings.is_empty(), "still full");
    // The agent thinks again while the older word waits: only the last one is written.
    desk.press("2");
    assert!(pinned(&desk), "nothing of it is saved yet");
    assert!(desk.outside.scripts_asked > asked, "a script may go another way now");
    desk.outside.disk_full = false;
    desk.waits(4_000).waits(9_000);
    assert_eq!(desk.outside.sayings, [("sensitivity.price".to_owned(), Some(2))]);
    assert!(!pinned(&desk), "over: {:?}", desk.app.notices.problems);
    // Leaving does not wait for the next try.
    desk.outside.disk_full = true;
    desk.press("1");
    desk.outside.disk_full = false;
    desk.press("Esc Ctrl-Q Ctrl-Q");
    assert_eq!(desk.outside.sayings.last(), Some(&("sensitivity.price".to_owned(), Some(1))));
    assert_eq!(desk.outside.sayings.len(), 2);
}

#[test]
fn what_the_agent_sets_is_there_in_the_next_call_and_can_be_taken_back() {
    let mut desk = desk();
    desk.rings(WANG).answered(1).types("问套餐").press("F2 Enter");
    assert!(matches!(desk.app.popup, Some(Popup::Person(_))), "Enter in F2 opens the person");
    // Persona, purchase, style, then the four sensitivities: security, price.
    desk.press("Down Down Down Down");
    assert_eq!(desk.app.person_rows()[4], Row::Sensitivity("price".to_owned()));
    desk.press("3");
    assert_eq!(level_of(&desk, "price"), Some(3));
    assert!(desk.screen(80, 24).contains("很在意  座席 11-22"), "{}", desk.screen(80, 24));
    // Extras: knows of it, then leans towards it.
    desk.press("Tab Down Down 2 +");
    assert_eq!(stage_of(&desk, 2), Some(Stage::Leaning));
    assert!(desk.screen(80, 24).contains("先问顾虑再解决"), "the method that fits the stage is beside it");
    // Work, fits them: in words and as a digit.
    desk.press("Tab Enter").types("常出国谈项目").press("Enter 2");
    let cell = desk.app.customer().unwrap().person.relation.cells[0].clone();
    assert_eq!((cell.level, cell.text.unwrap().as_raw()), (Some(2), "常出国谈项目"));
    desk.press("Esc");
    assert!(desk.app.popup.is_none());
    assert_eq!(desk.note(), "问套餐", "nothing of it went into the note");
    desk.ended(1).press("F9 1 F9");
    assert!(desk.outside.wrapped.len() == 1);

    desk.waits(86_400_000).rings(WANG).answered(2).press("F2 Enter Down Down Down Down");
    assert_eq!((level_of(&desk, "price"), stage_of(&desk, 2)), (Some(3), Some(Stage::Leaning)));
    assert!(desk.screen(120, 36).contains("座席 11-22"), "the date is that of the day it was said");
    // The same digit takes it back; Ctrl-Z brings it back with its own date.
    desk.press("3");
    assert_eq!(level_of(&desk, "price"), None);
    desk.press("Ctrl-Z");
    assert_eq!(level_of(&desk, "price"), Some(3));
    assert!(desk.screen(120, 36).contains("座席 11-22"));
    // And back to before the first call's settings, one by one; the note's own undo is untouched.
    desk.press("Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z");
    assert_eq!((level_of(&desk, "price"), stage_of(&desk, 2)), (None, None));
    assert!(desk.app.customer().unwrap().profile.told.is_empty());
    desk.press("Ctrl-Z");
    assert_eq!(desk.refusal(), "why-nothing-set");
}

#[test]
fn types_are_set_by_digit_and_plus_and_minus_go_a_step() {
    let mut desk = desk();
    desk.rings(WANG).answered(1).press("Ctrl-G +");
    let chosen = |desk: &Desk| {
        let types = desk.app.customer().unwrap().picture.types.clone();
        (types.persona.map(|it| it.code), types.purchase.map(|it| it.code), types.style.map(|it| it.code))
    };
    desk.press("6 Down 3 Down 4");
    let text = |code: &str| Some(code.to_owned());
    assert_eq!(chosen(&desk), (text("wage_earner"), text("new_task"), text("cautious")));
    assert!(desk.screen(80, 24).contains("不说「差不多」"), "do and don't of the style");
    desk.press("4");
    assert_eq!(chosen(&desk).2, None, "the same digit takes it back");
    desk.press("5");
    assert_eq!(desk.refusal(), "why-no-such-choice", "there are four styles");
    desk.press("Down +");
    assert_eq!(level_of(&desk, "security"), Some(1));
    desk.press("+ + + +");
    assert_eq!(level_of(&desk, "security"), Some(3));
    desk.press("- - - - -");
    assert_eq!(level_of(&desk, "security"), Some(0), "does not matter is something that was said");
    // F1: the rule; once more: the keys.
    desk.press("F1");
    assert!(desk.screen(120, 36).contains("types.toml"));
    desk.press("F1");
    assert!(matches!(desk.app.popup, Some(Popup::Help { .. })));
}

#[test]
fn letters_go_to_the_note_and_no_key_loses_what_was_written_about_a_person() {
    let mut desk = desk();
    desk.rings(WANG).answered(1).press("F2 Enter").types("客户说晚上方便");
    assert!(desk.app.popup.is_none(), "nobody types into a popup by accident");
    assert_eq!(desk.note(), "客户说晚上方便");
    // Written in a field: Esc, an arrow, another pane and the wrap-up all keep it.
    let cells = |desk: &Desk| {
        let cells = &desk.app.customer().unwrap().person.relation.cells;
        cells.iter().filter_map(|cell| Some(cell.text.as_ref()?.as_raw().to_owned())).collect::<Vec<_>>()
    };
    desk.press("F2 Enter Tab Tab Enter").types("甲").press("Esc");
    assert!(matches!(desk.app.popup, Some(Popup::Person(_))), "Esc leaves the field first");
    desk.press("Down Enter").types("乙").press("Down Enter").types("丙").press("F6");
    assert_eq!(cells(&desk), ["甲", "乙", "丙"]);
    assert!(desk.app.popup.is_none());
    desk.press("F2 Enter Tab Tab Down Down Down Enter").types("丁").press("F9");
    assert_eq!(cells(&desk), ["甲", "乙", "丙", "丁"]);
    assert_eq!(desk.note(), "客户说晚上方便");
    // Emptied: the cell is something to learn again.
    desk.press("Esc F2 Enter Tab Tab Enter Backspace Enter");
    assert_eq!(cells(&desk), ["乙", "丙", "丁"]);
}

#[test]
fn a_missing_fact_is_written_down_where_its_question_stands() {
    let mut desk = desk();
    desk.rings(LI).answered(1).press("F2 Enter Tab Tab Down Down Down Down Down Down");
    assert_eq!(desk.app.person_rows()[6], Row::Missing(0));
    assert!(desk.screen(80, 24).contains("以后给您来电，什么时间您最方便"), "{}", desk.screen(80, 24));
    desk.press("1");
    assert_eq!(desk.refusal(), "why-write-it");
    desk.press("Enter").types("晚上七点以后").press("Enter");
    let missing = &desk.app.customer().unwrap().person.missing;
    assert_eq!(missing.last().unwrap().heard.as_ref().unwrap().0.as_raw(), "晚上七点以后");
}

#[test]
fn two_calls_of_one_customer_know_the_same_and_another_customer_nothing() {
    let mut desk = desk();
    desk.rings(WANG).answered(1).rings(WANG).press("F2 Enter Down Down Down 2 Esc Ctrl-N");
    assert_eq!(level_of(&desk, "security"), Some(2));
    desk.press("Ctrl-K").ended(1).ended(2).rings(LI).answered(3);
    assert_eq!(desk.customer(), "李芳");
    assert_eq!(level_of(&desk, "security"), None);
}

fn store_in(dir: &tempfile::TempDir, key: &DatabaseKey) -> Store {
    Store::open(dir.path(), key, StoreOptions { invented: true, accept_plaintext: true }).unwrap()
}

fn saying(id: u128, about: &str, level: Option<u8>, text: Option<&str>) -> Saying {
    let at = parse_moment("2026-11-22 10:42:08").unwrap() + TimeDelta::seconds(i64::try_from(id).unwrap());
    let told = Told { about: about.to_owned(), level, text: text.map(RawText::new), at };
    Saying { id: Uuid::from_u128(id), number: wang().number, call: None, at, told }
}

#[test]
fn it_is_on_disk_with_its_event_once_and_what_is_taken_back_is_gone() {
    let (dir, key) = (tempfile::tempdir().unwrap(), DatabaseKey::random().unwrap());
    let (price, work) = ("sensitivity.price", "relation.work.custom");
    {
        let store = store_in(&dir, &key);
        let mut recorder = store.recorder().unwrap();
        recorder.remember(&saying(1, price, Some(3), None)).unwrap();
        recorder.remember(&saying(1, price, Some(3), None)).unwrap();
        recorder.remember(&saying(2, work, Some(1), Some("常出国"))).unwrap();
        recorder.remember(&saying(3, price, Some(1), None)).unwrap();
        assert_eq!(store.reader().unwrap().unsent().unwrap(), 3, "one event each, none for the repetition");
    }
    let store = store_in(&dir, &key);
    let reader = store.reader().unwrap();
    let told = reader.told(wang().number).unwrap();
    assert_eq!(told, [saying(2, work, Some(1), Some("常出国")).told, saying(3, price, Some(1), None).told]);
    store.recorder().unwrap().remember(&saying(4, price, None, None)).unwrap();
    assert_eq!(reader.told(wang().number).unwrap().len(), 1);
    assert_eq!(reader.unsent().unwrap(), 4, "taking back is an event too");
    let mut rows = 0;
    reader
        .for_each_told(|row| {
            rows += 1;
            assert_eq!(row.told.about, work);
            Ok::<(), seatmate::store::StoreError>(())
        })
        .unwrap();
    assert_eq!(rows, 1);
    assert!(!format!("{:?}", saying(2, work, None, Some("常出国"))).contains("常出国"), "never in a log");
}

#[test]
fn show_and_export_have_it_and_mask_numbers_in_it() {
    let seat = Seat::with_customers();
    let opened = seatmate::store::key::unlock(&seat.path("data"), "four unrelated words here").unwrap();
    let store = Store::open(&seat.path("data"), &opened, StoreOptions::default()).unwrap();
    let mut recorder = store.recorder().unwrap();
    let number = seatmate::domain::phone::PhoneNumber::parse("19900000001").unwrap();
    let of = |saying| Saying { number, ..saying };
    recorder.remember(&of(saying(1, "sensitivity.price", Some(3), None))).unwrap();
    recorder.remember(&of(saying(2, "relation.life.custom", Some(2), Some("妹妹 13900001111")))).unwrap();
    drop((recorder, store));
    let digits = number.digits();
    let text = seat.run(&format!("--lang en show {digits}")).ends(0).out;
    for part in ["matters a lot  agent 11-22", "width 1/3  depth 1/2", "139****1111", "[sensitivity.price]"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let shown = seat.run(&format!("--json show {digits}")).ends(0);
    assert!(!shown.out.contains("13900001111"), "{}", shown.out);
    let json = shown.json();
    assert_eq!(json["person"]["relation"]["width"], 1);
    assert_eq!(json["told"].as_array().unwrap().len(), 2);
    assert_eq!(json["picture"]["types"]["sensitivities"][0]["said"]["level"], 3);
    assert!(json["person"]["portrait"]["paying"].get("wasted").is_some());
    let csv = seat.run("export person --format csv --out -").ends(0).out;
    assert_eq!(csv.lines().next(), Some("number,name,about,level,text,at"));
    assert!(csv.contains("139****1111") && !csv.contains(&digits), "{csv}");
    assert!(seat.run("export all --format ndjson --out -").ends(0).out.contains("\"record\":\"person\""));
}

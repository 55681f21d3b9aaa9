//! Stories of conversations that break off: written down, offered again when the customer is back, taken up or begun anew.

use seatmate::content::fields::Speaker;
use seatmate::domain::script::Stopped;
use seatmate::domain::used::Use;
use seatmate::shell::scripts::ScriptShelf;

use crate::desk::{Desk, WANG};

const SCRIPT: &str = r#"
id = "long"
title = "长谈"
kind = "inbound"
bridge = "刚才断线了，不好意思，我们接着说。"
[[step]]
id = "hello"
stage = "opening"
must_say = "您好，本次通话会录音。"
[[step]]
id = "why"
stage = "discovery"
ask = "您最在意哪一样？"
answers = [{ say = "价格", set = { concern = "price" } }, { say = "信号", set = { concern = "network" } }]
[[step]]
id = "price"
stage = "presentation"
when = "need.concern == 'price'"
say = "那我们先看费用。"
[[step]]
id = "bye"
stage = "closing"
must_say = "感谢来电，再见。"
"#;

fn desk() -> Desk {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("scripts/zh-CN");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("long.toml"), SCRIPT).unwrap();
    let (shelf, findings) = ScriptShelf::load(config.path(), Speaker::default());
    assert!(findings.is_empty(), "{:?}", findings.iter().map(|found| found.code).collect::<Vec<_>>());
    let mut desk = Desk::new();
    desk.outside.shelf = Some(shelf);
    desk
}

/// What the store would read back of the newest way.
fn read_back(desk: &Desk) -> Option<Stopped> {
    let used = desk.outside.used.iter().rev().find(|used| matches!(used.what, Use::Path { .. }))?;
    let Use::Path { script, stopped_at, said, told, .. } = used.what.clone() else { return None };
    Some(Stopped { call: used.call.0, script, at: stopped_at?, said, told, when: used.at })
}

/// The first call, which breaks off after the answer.
fn broken_off() -> Desk {
    let mut desk = desk();
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk.press("F4 PgDn 1").ended(1);
    desk.outside.stopped = read_back(&desk);
    desk
}

fn step(desk: &Desk) -> &str {
    &desk.call().current_step().unwrap().id
}

#[test]
fn a_dropped_call_is_written_down_with_what_was_said_and_told() {
    let desk = broken_off();
    let stopped = desk.outside.stopped.as_ref().unwrap();
    assert_eq!((stopped.script.as_str(), stopped.at.as_str()), ("long", "price"));
    assert_eq!(stopped.said, ["hello"]);
    assert_eq!(stopped.told.get("concern").map(String::as_str), Some("price"));
}

#[test]
fn the_same_customer_again_goes_on_where_it_stopped_and_what_was_confirmed_counts() {
    let mut desk = broken_off();
    desk.rings(WANG).press("Ctrl-N").answered(2);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("接着上次") && screen.contains("不好意思，我们接着说"), "{screen}");
    assert!(screen.contains("那我们先看费用") && screen.contains("1 接着说"), "{screen}");
    desk.press("Ctrl-Y");
    assert_eq!(desk.outside.copied.last().unwrap().as_str(), "刚才断线了，不好意思，我们接着说。");
    desk.press("F4 7");
    assert_eq!(desk.refusal(), "why-go-on-or-begin");
    desk.press("1");
    assert_eq!(step(&desk), "price");
    let call = desk.call();
    let unsaid: Vec<_> =
        call.walk.unsaid(call.script.as_ref().unwrap()).iter().map(|step| step.id.clone()).collect();
    assert_eq!(unsaid, ["bye"], "the recording was announced in the first call");
}

#[test]
fn two_begins_again_and_page_down_goes_on() {
    let mut desk = broken_off();
    desk.rings(WANG).press("Ctrl-N").answered(2).press("F4 2");
    assert_eq!(step(&desk), "hello");
    assert!(desk.call().resume().is_none());
    let mut desk = broken_off();
    desk.rings(WANG).press("Ctrl-N").answered(2).types("记").press("PgDn");
    assert_eq!((step(&desk), desk.note().as_str()), ("price", "记"));
}

#[test]
fn a_call_put_aside_is_written_down_and_a_finished_one_is_not_offered() {
    let mut desk = desk();
    desk.rings(WANG).press("Ctrl-N").answered(1).press("PgDn Ctrl-K");
    assert_eq!(read_back(&desk).unwrap().at, "why");
    let mut desk = self::desk();
    desk.rings(WANG).press("Ctrl-N").answered(1).press("F4 PgDn 2 PgDn").ended(1);
    assert!(read_back(&desk).is_none(), "everything was said");
}

#[test]
fn a_script_that_no_longer_has_the_step_is_not_offered() {
    let mut desk = broken_off();
    desk.outside.stopped.as_mut().unwrap().at = "gone".to_owned();
    desk.rings(WANG).press("Ctrl-N").answered(2);
    assert!(desk.call().resume().is_none());
    assert_eq!(step(&desk), "hello");
}

#[test]
fn another_script_chosen_by_hand_takes_the_offer_away() {
    let mut desk = broken_off();
    desk.rings(WANG).press("Ctrl-N").answered(2).press("Ctrl-U Enter");
    assert!(desk.call().resume().is_none());
}

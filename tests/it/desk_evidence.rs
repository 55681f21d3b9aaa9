//! Stories of a complaint: its checks in order, what was found in slots, and the slots in the note.

use seatmate::app::event::Event;
use seatmate::app::layer::Layer;
use seatmate::app::{Lang, Pane};
use seatmate::content::fields::Speaker;
use seatmate::domain::note::Unfinished;
use seatmate::domain::safe_text::RawText;
use seatmate::shell::scripts::ScriptShelf;

use crate::desk::{Desk, WANG};

/// In a call, with the script of that name on F4.
fn complaint(script: &str) -> Desk {
    let mut desk = Desk::new();
    desk.outside.shelf = Some(ScriptShelf::load(std::path::Path::new("none"), Speaker::default()).0);
    desk.rings(WANG).press("Ctrl-N").answered(1);
    let row = desk.call().other_scripts.iter().position(|other| other.id == script).unwrap();
    desk.press("Ctrl-U");
    for _ in 0..row {
        desk.press("Down");
    }
    desk.press("Enter");
    desk
}

fn step(desk: &Desk) -> &str {
    desk.call().current_step().map(|step| step.id.as_str()).unwrap_or_default()
}

/// On to a step by going on.
fn to(desk: &mut Desk, wanted: &str) {
    while step(desk) != wanted {
        desk.press("PgDn");
    }
}

#[test]
fn what_the_checks_find_goes_into_the_note_in_their_order_with_room_for_the_rest() {
    let mut desk = complaint("complaint-stop");
    to(&mut desk, "kind");
    desk.press("F4");
    assert!(desk.screen(80, 24).contains("取证 0/7  二、停机类型"), "{}", desk.screen(80, 24));
    desk.press("1 F4 2 F4 1 F4 1 F4 1");
    assert_eq!(step(&desk), "cause");
    desk.press("F4 3");
    assert_eq!(step(&desk), "ours");
    desk.press("F4 -");
    assert_eq!(
        desk.note(),
        "一、停机时间: \n二、停机类型: 单停（打不出）\n三、欠费和透支: 有欠费，没超额度\n四、信用级和额度: 一致\n\
         五、短信监控: 没有触发\n六、免停标记: 没有标记\n结论: 我们停错了\n"
    );
    assert_eq!(desk.app.focus, Pane::Script);
}

#[test]
fn a_second_answer_replaces_the_first_and_every_complaint_has_its_slots() {
    for (script, checks) in [("complaint-sp", 7), ("complaint-stop", 7), ("complaint-promotion", 6)] {
        let desk = complaint(script);
        assert_eq!(desk.app.evidence().len(), checks, "{script}");
    }
    let mut desk = complaint("complaint-sp");
    to(&mut desk, "bill");
    desk.press("F4 3 F4 0");
    assert_eq!(step(&desk), "bill");
    desk.press("F4 1");
    let slot = &desk.app.evidence()[1];
    assert_eq!(slot.found.as_ref().map(|found| found.as_str()), Some("有，与客户说的一致"));
}

#[test]
fn a_few_words_fill_a_slot_and_neither_esc_nor_a_restart_loses_them() {
    let mut desk = complaint("complaint-stop");
    to(&mut desk, "kind");
    desk.press("F4 Enter").types("双停，3日起");
    assert_eq!(desk.app.layer(), Layer::Finding, "digits are text there");
    assert!(desk.screen(80, 24).contains("二、停机类型  双停，3日起"), "{}", desk.screen(80, 24));
    desk.press("Esc");
    assert_eq!((desk.app.layer(), step(&desk)), (Layer::Pane, "kind"));
    assert!(desk.screen(120, 36).contains("双停，3日起"), "still there");
    // Again from where it was left; Enter goes on to the next check, and the keyboard back to where F4 was pressed.
    desk.press("Enter").types("停").press("Ctrl-W").types("3日停").press("Enter");
    assert_ne!(step(&desk), "kind");
    assert_eq!(desk.note(), "");
    desk.waits(2_000);
    let kept = desk.outside.evidence.clone();
    assert!(!kept.is_empty(), "on disk with the draft");

    let start = desk.outside.starts.values().next().unwrap().clone();
    let mut later = Desk::new();
    later.outside.starts = desk.outside.starts.clone();
    let waiting = Unfinished { start, end: None, draft: RawText::default(), evidence: kept.clone() };
    later.happens(Event::Restored(vec![waiting]));
    let call = &later.app.calls.open[0];
    assert_eq!((&call.evidence, call.wanted_script.as_deref()), (&kept, Some("complaint-stop")));
}

#[test]
fn without_slots_the_key_says_so_and_writes_nothing() {
    let mut desk = Desk::new();
    desk.rings(WANG).press("Ctrl-N").answered(1).press("F4 -");
    assert_eq!((desk.note().as_str(), desk.refusal()), ("", "why-no-evidence"));
    assert_eq!(desk.app.lang, Lang::Zh);
}

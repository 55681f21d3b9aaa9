//! Stories of calls that ring, are answered, overlap, end and are reported in any order.

use std::time::Duration;

use seatmate::app::calls::Who;
use seatmate::app::effect::PhoneCommand;
use seatmate::app::notices::Toast;
use seatmate::app::{Pane, Place};
use seatmate::domain::call::{CallKey, CallState, Direction, EndReason, Party, Signal};
use seatmate::domain::note::Unfinished;
use seatmate::domain::safe_text::RawText;

use crate::desk::{Desk, LI, NOBODY, WANG, ZHAO};

fn key(ring: u32) -> CallKey {
    CallKey(format!("sim:{ring}"))
}

#[test]
fn a_ringing_call_fills_the_quiet_screen_at_once() {
    let mut desk = Desk::new();
    desk.rings("+86 138-0013-8000");
    assert_eq!(desk.customer(), "王小明");
    assert_eq!(desk.call().state, CallState::Ringing);
    assert_eq!(desk.call().script.as_ref().unwrap().id, "inbound");
    assert_eq!(desk.outside.bells, 1);
    assert_eq!(desk.outside.published.len(), 1);
    desk.press("Ctrl-N");
    assert_eq!(desk.outside.phone, [PhoneCommand::Answer(key(1))]);
    assert_eq!(desk.call().state, CallState::Ringing, "only the phone says that it was answered");
    desk.answered(1).waits(3000);
    assert_eq!(desk.call().state, CallState::Talking);
    assert_eq!(desk.call().talk_time(desk.now.mono), Some(Duration::from_secs(3)));
    assert_eq!(desk.app.focus, Pane::Note);
}

#[test]
fn a_second_call_is_announced_and_steals_nothing() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("客户嫌贵");
    desk.rings(LI).types(",要对比");
    assert_eq!(desk.customer(), "王小明");
    assert_eq!(desk.note(), "客户嫌贵,要对比");
    assert_eq!(desk.app.calls.announced().count(), 1);
    desk.press("Ctrl-N");
    assert_eq!(desk.customer(), "李芳");
    assert_eq!(desk.note(), "");
    assert_eq!(desk.tray().len(), 1);
    assert_eq!(desk.outside.drafts.values().map(String::as_str).collect::<Vec<_>>(), ["客户嫌贵,要对比"]);
    desk.answered(2).types("查流量").press("Ctrl-K");
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("王小明", "客户嫌贵,要对比"));
    desk.press("Ctrl-K");
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("李芳", "查流量"));
}

#[test]
fn a_call_that_ends_while_typing_keeps_its_note() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("客户").ended(1).types("嫌贵");
    assert_eq!(desk.call().state, CallState::Ended);
    assert_eq!(desk.note(), "客户嫌贵");
    assert_eq!(desk.app.place, Place::Desk, "nothing opens under the fingers");
    desk.rings(LI);
    assert_eq!(desk.customer(), "王小明", "an unfinished note is not covered");
    assert_eq!(desk.app.calls.announced().count(), 1);
}

#[test]
fn a_missed_call_makes_room_and_waits_in_the_tray() {
    let mut desk = Desk::new();
    desk.rings(WANG).missed(1);
    assert!(desk.call().is_missed());
    assert_eq!(desk.toast(), Some(&Toast::Missed));
    desk.rings(LI);
    assert_eq!(desk.customer(), "李芳");
    assert_eq!(desk.tray().len(), 1);
}

#[test]
fn reports_may_come_twice_and_in_any_order() {
    let begin = Signal::Ringing { call: key(1), party: Party::parse(WANG), name: None };
    let answered = Signal::Answered { call: key(1) };
    let ended = Signal::Ended { call: key(1), reason: EndReason::HungUp };
    let parts = [begin, answered, ended];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut desk = Desk::new();
        for part in order {
            desk.signal(parts[part].clone()).waits(10).signal(parts[part].clone());
        }
        // `Ended` and `Answered` alone do not say who it was; the call is made when `Ringing` comes.
        let calls = &desk.app.calls.open;
        assert_eq!(calls.len(), 1, "{order:?}");
        assert_eq!(calls[0].state, CallState::Ended, "{order:?}");
        assert_eq!(calls[0].party, Party::parse(WANG), "{order:?}");
        assert_eq!(desk.outside.starts.len(), 1);
        assert_eq!(desk.outside.ends.len(), 1);
    }
}

#[test]
fn an_answer_without_a_ring_is_a_call_and_learns_who_it_is() {
    let mut desk = Desk::new();
    desk.answered(1);
    assert!(matches!(desk.call().who, Who::Nameless));
    assert_eq!(desk.call().state, CallState::Talking);
    desk.signal(Signal::Dialling { call: key(1), party: Party::parse(WANG) });
    assert_eq!(desk.customer(), "王小明");
    assert_eq!((desk.call().state, desk.call().direction), (CallState::Talking, Direction::Out));
    assert_eq!(desk.outside.links.len(), 1, "the store hears who it was");
}

#[test]
fn withheld_unreadable_and_unknown_callers_are_calls_too() {
    let mut desk = Desk::new();
    desk.rings("anonymous");
    assert!(matches!(desk.call().who, Who::Nameless));
    assert!(desk.call().script.is_some());
    desk.press("Ctrl-N").answered(1).types("匿名").ended(1).press("F9 Tab 8 F9");
    desk.rings("Karen");
    assert!(matches!(desk.call().party, Party::Unreadable(_)));
    desk.press("Ctrl-N").answered(2).ended(2).press("F9 Tab 8 F9");
    desk.rings(NOBODY);
    assert!(matches!(desk.call().who, Who::Stranger));
    assert_eq!(desk.outside.wrapped.len(), 2);
}

#[test]
fn a_feed_that_goes_blind_loses_no_call() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("一").signal(Signal::Lost).signal(Signal::Lost);
    assert_eq!(desk.call().state, CallState::Unknown);
    assert_eq!(desk.app.notices.problems.len(), 1);
    desk.signal(Signal::Connected).answered(1);
    assert_eq!(desk.call().state, CallState::Talking);
    assert!(desk.app.notices.problems.is_empty());
    desk.signal(Signal::Lost).types("嫌贵,不办").press("F9 F9");
    assert_eq!(desk.last_wrap_up().end.reason, EndReason::NotSeen);
}

#[test]
fn holding_and_hanging_up_wait_for_the_phone() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).press("Ctrl-X");
    assert_eq!(desk.call().state, CallState::Talking);
    desk.signal(Signal::Held { call: key(1) }).waits(5000);
    assert_eq!(desk.call().hold_time(desk.now.mono), Some(Duration::from_secs(5)));
    desk.answered(1);
    assert_eq!(desk.call().state, CallState::Held, "a late Answered takes nobody back from hold");
    desk.press("F10").signal(Signal::Unheld { call: key(1) }).waits(1000).press("Ctrl-D");
    assert!(
        !desk.outside.phone.contains(&PhoneCommand::HangUp(key(1))),
        "one press of a key beside Ctrl-F ends nothing"
    );
    desk.press("Ctrl-D");
    assert!(desk.call().is_live());
    desk.ended(1);
    assert_eq!(desk.outside.ends.values().next().unwrap().held_seconds, 5);
    assert_eq!(
        desk.outside.phone,
        [PhoneCommand::Hold(key(1)), PhoneCommand::Unhold(key(1)), PhoneCommand::HangUp(key(1))]
    );
}

#[test]
fn a_call_that_the_feed_forgets_is_closed_by_the_agent() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("已解决").press("F9 F9");
    assert_eq!(desk.refusal(), "why-still-on-the-line");
    assert!(desk.outside.wrapped.is_empty());
    assert_eq!(desk.note(), "已解决");
    desk.press("Ctrl-G #");
    assert_eq!(desk.call().state, CallState::Ended);
    desk.press("F9");
    assert_eq!(desk.outside.wrapped.len(), 1);
    desk.ended(1).answered(1);
    assert!(desk.app.calls.open.is_empty(), "an echo makes no ghost");
}

#[test]
fn calls_of_the_last_run_come_back_with_their_drafts() {
    let mut first = Desk::new();
    first.rings(WANG).answered(1).types("写到一半").ended(1).press("Ctrl-K");
    first.rings(LI).answered(2);
    let calls: Vec<Unfinished> = first
        .outside
        .starts
        .values()
        .map(|start| Unfinished {
            start: start.clone(),
            end: first.outside.ends.get(&start.id).cloned(),
            draft: RawText::new(first.outside.drafts.get(&start.id).cloned().unwrap_or_default()),
            evidence: Default::default(),
        })
        .collect();
    let mut desk = Desk::new();
    desk.outside.starts = first.outside.starts.clone();
    desk.happens(seatmate::app::event::Event::Restored(calls.clone()));
    assert_eq!(desk.toast(), Some(&Toast::Restored { calls: 2 }));
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("王小明", "写到一半"));
    assert_eq!(desk.tray().len(), 1);
    assert_eq!(desk.tray()[0].state, CallState::Unknown);
    desk.happens(seatmate::app::event::Event::Restored(calls));
    assert_eq!(desk.app.calls.open.len(), 2, "restoring twice restores once");
    desk.types(",约回访").press("F9 F9");
    assert_eq!(desk.last_wrap_up().note.as_ref().unwrap().body.as_raw(), "写到一半,约回访");
    assert_eq!(desk.customer(), "李芳");
}

#[test]
fn a_feed_that_counts_anew_does_not_ring_an_old_call() {
    let mut first = Desk::new();
    first.rings(WANG).answered(1).types("旧");
    let start = first.outside.starts.values().next().unwrap().clone();
    let mut desk = Desk::new();
    desk.outside.starts = first.outside.starts.clone();
    let calls =
        vec![Unfinished { start, end: None, draft: RawText::new("旧"), evidence: Default::default() }];
    desk.waits(1000).happens(seatmate::app::event::Event::Restored(calls)).press("Ctrl-K").rings(LI);
    assert_eq!((desk.customer().as_str(), desk.call().state), ("李芳", CallState::Ringing));
    desk.answered(1).types("新").ended(1);
    assert_eq!(desk.note(), "新");
    assert_eq!(desk.tray().len(), 1);
    assert_eq!((desk.tray()[0].note.text().as_str(), desk.tray()[0].state), ("旧", CallState::Unknown));
}

#[test]
fn a_handset_picked_up_is_shown_but_never_over_a_note() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).ended(1).rings(LI).answered(2);
    assert_eq!(desk.customer(), "李芳", "the ended call had no word in it");
    desk.ended(2).types("在写").rings(ZHAO).answered(3);
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("李芳", "在写"));
    assert_eq!(desk.app.calls.announced().count(), 1);
    desk.press("Ctrl-N");
    assert_eq!(desk.customer(), "赵敏");
    assert!(desk.outside.phone.is_empty(), "nobody picks up what is picked up");
    assert_eq!(desk.app.calls.announced().count(), 0);
}

#[test]
fn leaving_during_a_call_takes_the_key_twice() {
    let mut desk = Desk::new();
    desk.rings(ZHAO).answered(1).types("草").types("稿").press("Ctrl-Q");
    assert!(!desk.outside.left);
    desk.press("Ctrl-Q");
    assert!(desk.outside.left);
    assert_eq!(desk.draft(), "草稿");
    let mut quiet = Desk::new();
    quiet.press("Ctrl-C");
    assert!(!quiet.outside.left);
    quiet.press("Ctrl-Q");
    assert!(quiet.outside.left);
}

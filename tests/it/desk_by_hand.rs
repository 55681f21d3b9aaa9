//! Stories of calls beside any phone: found, started, linked, looked at, taken from the list of calls to make.

use seatmate::app::calls::Who;
use seatmate::app::effect::PhoneCommand;
use seatmate::app::search::SearchEnter;
use seatmate::app::{Pane, Place};
use seatmate::domain::call::{CallKey, CallKind, CallState, Direction, EndReason, Party, Signal};
use seatmate::domain::customer::CustomerId;
use seatmate::domain::follow_up::{DueFollowUp, FollowUp, Origin};
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::time::parse_moment;
use uuid::Uuid;

use crate::desk::{Desk, LI, NOBODY, WANG};

fn due(id: u128, number: &str, at: Option<&str>) -> DueFollowUp {
    DueFollowUp {
        follow_up: FollowUp {
            id: Uuid::from_u128(id),
            number: PhoneNumber::parse(number).unwrap(),
            customer: (number == WANG).then_some(CustomerId(1)),
            due_at: at.and_then(parse_moment),
            reason: RawText::new("短信方案"),
            origin: Origin::Task { campaign: None, script: Some(RawText::new("care")), priority: 5 },
        },
        name: None,
        level: None,
        last_contact: None,
    }
}

#[test]
fn find_last_digits_enter_is_a_call() {
    let mut desk = Desk::new();
    desk.press("Ctrl-F").types("8000");
    assert_eq!(desk.app.search_enter(), SearchEnter::StartCall);
    desk.press("Enter");
    assert_eq!((desk.customer().as_str(), desk.call().state), ("王小明", CallState::Talking));
    assert!(desk.call().is_by_hand());
    assert_eq!(desk.outside.starts[&desk.call().id].customer, Some(CustomerId(1)));
    desk.types("已解决").press("F9 F9");
    assert_eq!(desk.last_wrap_up().end.reason, EndReason::ByHand);
    assert!(desk.app.calls.open.is_empty());
}

#[test]
fn digits_typed_between_calls_begin_the_search() {
    let mut desk = Desk::new();
    desk.types("9111");
    assert_eq!((desk.app.place, desk.app.search.input.text()), (Place::Search, "9111"));
    desk.press("Enter");
    assert_eq!(desk.customer(), "李芳");
}

#[test]
fn enter_before_the_answer_waits_for_it_and_never_guesses() {
    let mut desk = Desk::new();
    desk.outside.slow_search = true;
    desk.press("Ctrl-F").types("8000").press("Enter");
    assert!(desk.app.calls.open.is_empty());
    desk.searches_arrive();
    assert_eq!(desk.customer(), "王小明");
    let mut several = Desk::new();
    several.outside.slow_search = true;
    several.press("Ctrl-F").types("13").press("Enter").searches_arrive();
    assert!(several.app.calls.open.is_empty(), "three people have 13 in their number");
    several.press("Down Enter");
    assert_eq!(several.customer(), "李芳");
}

#[test]
fn a_whole_number_that_nobody_has_can_be_started_too() {
    let mut desk = Desk::new();
    desk.press("Ctrl-F").types("1350013");
    desk.press("Enter");
    assert_eq!(desk.call().party, Party::parse("1350013"));
    let mut desk = Desk::new();
    desk.press("Ctrl-F").types("135");
    assert_eq!(desk.app.search_enter(), SearchEnter::Nothing);
    desk.press("Enter");
    assert_eq!(desk.refusal(), "why-nobody-found");
    desk.types("00135999");
    assert_eq!(desk.app.search_enter(), SearchEnter::StartNumber);
    desk.press("Enter");
    assert_eq!(desk.call().party, Party::parse(NOBODY));
    assert!(matches!(desk.call().who, Who::Stranger));
}

#[test]
fn a_stranger_on_the_line_gets_the_found_customer() {
    let mut desk = Desk::new();
    desk.rings(NOBODY).press("Ctrl-N").answered(1).types("自称王小明");
    let id = desk.call().id;
    desk.press("Ctrl-F").types("8000");
    assert_eq!(desk.app.search_enter(), SearchEnter::LinkToCall);
    desk.press("Enter");
    assert_eq!((desk.call().id, desk.customer().as_str()), (id, "王小明"));
    assert_eq!((desk.note().as_str(), desk.app.focus), ("自称王小明", Pane::Note));
    assert_eq!(desk.outside.links, [(id, CustomerId(1))]);
    assert_eq!(desk.app.calls.open.len(), 1);
    desk.press("Ctrl-F").types("9111");
    assert_eq!(desk.app.search_enter(), SearchEnter::StartCall, "a known customer is not overwritten");
}

#[test]
fn looking_is_not_calling() {
    let mut desk = Desk::new();
    desk.press("Ctrl-F").types("8000").press("F2");
    assert_eq!(desk.customer(), "王小明");
    assert!(desk.app.calls.open.is_empty() && desk.outside.starts.is_empty());
    desk.rings(LI);
    assert_eq!(desk.customer(), "王小明", "announced, not popped over the screen");
    desk.press("Ctrl-N");
    assert_eq!(desk.customer(), "李芳");
    assert!(desk.app.looking_at.is_none());
}

#[test]
fn a_look_aside_during_a_call_comes_back_to_it() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("在谈").press("Ctrl-F").types("9111").press("F2");
    assert_eq!(desk.customer(), "李芳");
    assert_eq!(desk.tray().len(), 1);
    desk.press("Esc");
    assert_eq!((desk.customer().as_str(), desk.note().as_str()), ("王小明", "在谈"));
    desk.press("Ctrl-F").types("8000").press("Enter");
    assert_eq!((desk.app.calls.open.len(), desk.note().as_str()), (1, "在谈"), "one line, one call");
}

#[test]
fn whom_one_looks_at_can_be_called_by_name() {
    let mut desk = Desk::that_can_dial();
    desk.press("Ctrl-F").types("9111").press("F2 Ctrl-P").types("hjkh").press("Enter");
    assert_eq!((desk.customer().as_str(), desk.call().state), ("李芳", CallState::Dialling));
}

#[test]
fn a_click_chooses_and_a_second_one_takes() {
    use seatmate::app::event::{Event, Target};
    let mut desk = Desk::new();
    desk.press("Ctrl-F").types("13").happens(Event::Clicked(Target::Row(1)));
    assert!(desk.app.calls.open.is_empty());
    desk.happens(Event::Clicked(Target::Row(1)));
    assert_eq!(desk.customer(), "李芳");
    desk.rings(WANG);
    let ringing = desk.app.calls.ringing().unwrap().id;
    desk.happens(Event::Clicked(Target::Call(ringing)));
    assert_eq!(desk.customer(), "王小明");
    let note = desk.types("客户嫌贵").note();
    desk.happens(Event::Clicked(Target::Note { line: 0, column: 2 })).types("说");
    assert_eq!((note.as_str(), desk.note().as_str()), ("客户嫌贵", "客户说嫌贵"));
}

#[test]
fn esc_closes_the_search_and_the_look_and_nothing_else() {
    let mut desk = Desk::new();
    desk.rings(WANG).answered(1).types("在谈").press("Ctrl-F").types("91").press("Esc");
    assert_eq!((desk.app.place, desk.note().as_str()), (Place::Desk, "在谈"));
    desk.press("Esc Esc Enter Space Tab");
    assert_eq!(desk.call().state, CallState::Talking);
    assert_eq!(desk.note(), "在谈\n ");
}

#[test]
fn a_call_to_make_is_dialled_and_found_again_by_the_feed() {
    let mut desk = Desk::that_can_dial();
    desk.outside.due = vec![due(1, LI, None), due(2, WANG, Some("2026-11-22 10:00"))];
    desk.press("F8");
    assert_eq!(desk.app.follow_ups.rows[0].follow_up.id, Uuid::from_u128(2));
    desk.press("Enter");
    let number = PhoneNumber::parse(WANG).unwrap();
    assert_eq!(desk.outside.phone, [PhoneCommand::Dial(number)]);
    assert_eq!((desk.call().state, desk.call().kind), (CallState::Dialling, CallKind::CareOutbound));
    let key = CallKey("sim:9".to_owned());
    desk.signal(Signal::Dialling { call: key.clone(), party: Party::Number(number) });
    assert_eq!(desk.app.calls.open.len(), 1, "the feed's call is the one that was dialled");
    desk.signal(Signal::Answered { call: key.clone() }).types("同意办理");
    desk.signal(Signal::Ended { call: key, reason: EndReason::HungUp }).press("F9 F9");
    assert_eq!(desk.last_wrap_up().completes, Some(Uuid::from_u128(2)));
    assert_eq!(desk.outside.starts.values().next().unwrap().direction, Direction::Out);
    assert_eq!(desk.app.follow_ups.rows.len(), 1);
}

#[test]
fn without_a_phone_a_call_to_make_is_kept_by_hand() {
    let mut desk = Desk::new();
    desk.outside.due = vec![due(2, WANG, Some("2026-11-22 10:00"))];
    desk.press("F8 Enter");
    assert!(desk.outside.phone.is_empty());
    assert_eq!(desk.call().state, CallState::Talking);
    desk.press("F8 Enter");
    assert_eq!(desk.app.calls.open.len(), 1, "the same call to make is the same call");
}

#[test]
fn the_list_is_not_sorted_under_the_hand() {
    let mut desk = Desk::new();
    desk.outside.due = vec![due(1, WANG, Some("2026-11-22 09:00")), due(2, LI, Some("2026-11-22 10:00"))];
    desk.press("F8 Ctrl-U");
    let order = |desk: &Desk| {
        desk.app.follow_ups.rows.iter().map(|row| row.follow_up.id.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(order(&desk), [1, 2]);
    let rows = desk.outside.due.clone();
    desk.happens(seatmate::app::event::Event::FollowUps(rows));
    assert_eq!(order(&desk), [1, 2], "a fresh list waits");
    desk.press("Esc F8");
    assert_eq!(order(&desk), [2, 1]);
}

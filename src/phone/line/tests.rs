//! The table of calls, told a story line by line.

use proptest::prelude::*;

use super::*;
use crate::domain::time::parse_moment;

fn at(second: u32) -> Moment {
    parse_moment(&format!("2026-11-22 10:42:{second:02}")).unwrap()
}

fn key(text: &str) -> CallKey {
    CallKey(text.to_owned())
}

fn ok(outcome: &Outcome) -> bool {
    serde_json::from_str::<Value>(&outcome.answer).unwrap()["ok"] == true
}

fn err(outcome: &Outcome) -> String {
    serde_json::from_str::<Value>(&outcome.answer).unwrap()["err"].as_str().unwrap_or("").to_owned()
}

#[test]
fn a_call_from_ring_to_end() {
    let mut line = Line::default();
    let ring = line.apply(r#"{"v":1,"op":"ring","num":"138 0013 8000","name":"Karen","future":1}"#, at(0));
    assert_eq!(ring.answer, r#"{"call":"k1","ok":true}"#);
    assert_eq!(
        ring.signal,
        Some(Signal::Ringing {
            call: key("ctl:k1"),
            party: Party::parse("13800138000"),
            name: Some(RawText::new("Karen")),
        })
    );
    let answer = line.apply(r#"{"op":"answer","num":"+8613800138000"}"#, at(3));
    assert_eq!(answer.signal, Some(Signal::Answered { call: key("ctl:k1") }));
    assert_eq!(line.apply(r#"{"op":"hold"}"#, at(4)).signal, Some(Signal::Held { call: key("ctl:k1") }));
    assert_eq!(line.apply(r#"{"op":"unhold"}"#, at(5)).signal, Some(Signal::Unheld { call: key("ctl:k1") }));
    let end = line.apply(r#"{"op":"end","call":"k1"}"#, at(9));
    assert_eq!(end.signal, Some(Signal::Ended { call: key("ctl:k1"), reason: EndReason::HungUp }));
    assert_eq!(err(&line.apply(r#"{"op":"end"}"#, at(9))), "no open call");
}

#[test]
fn what_is_told_twice_happens_once() {
    let mut line = Line::default();
    assert!(line.apply(r#"{"op":"ring","num":"13800138000"}"#, at(0)).signal.is_some());
    let again = line.apply(r#"{"op":"ring","num":"013800138000"}"#, at(1));
    assert!(ok(&again) && again.signal.is_none());
    assert!(line.apply(r#"{"op":"answer"}"#, at(2)).signal.is_some());
    let twice = line.apply(r#"{"op":"answer"}"#, at(3));
    assert!(ok(&twice) && twice.signal.is_none());
    // With an id of its own, the same number may call a second time.
    assert!(line.apply(r#"{"op":"ring","num":"13800138000","call":"x-9"}"#, at(4)).signal.is_some());
    assert!(line.apply(r#"{"op":"ring","num":"13800138000","call":"x-9"}"#, at(5)).signal.is_none());
}

#[test]
fn the_newest_call_with_that_number_and_the_only_one_without() {
    let mut line = Line::default();
    line.apply(r#"{"op":"ring","num":"13800138000","call":"a"}"#, at(0));
    line.apply(r#"{"op":"ring","num":"13800138000","call":"b"}"#, at(1));
    let answer = line.apply(r#"{"op":"answer","num":"13800138000"}"#, at(2));
    assert_eq!(answer.signal, Some(Signal::Answered { call: key("ctl:b") }));
    assert_eq!(err(&line.apply(r#"{"op":"end"}"#, at(3))), "several open calls");
    // Only one of the two still rings, so there is no doubt which one is answered.
    assert_eq!(line.apply(r#"{"op":"answer"}"#, at(3)).signal, Some(Signal::Answered { call: key("ctl:a") }));
    assert_eq!(err(&line.apply(r#"{"op":"end","num":"13900139000"}"#, at(4))), "no such call");
}

#[test]
fn an_unanswered_call_was_missed_and_a_withheld_one_is_a_call() {
    let mut line = Line::default();
    let ring = line.apply(r#"{"op":"ring","num":"anonymous"}"#, at(0));
    assert!(matches!(ring.signal, Some(Signal::Ringing { party: Party::Withheld, .. })));
    assert!(line.apply(r#"{"op":"ring","num":"anonymous"}"#, at(1)).signal.is_none());
    let end = line.apply(r#"{"op":"end"}"#, at(2));
    assert_eq!(end.signal, Some(Signal::Ended { call: key("ctl:k1"), reason: EndReason::Missed }));
}

#[test]
fn what_makes_no_sense_is_refused_and_never_repeated() {
    let mut line = Line::default();
    for (request, why) in [
        ("", "bad request"),
        ("[]", "bad request"),
        (r#"{"op":7}"#, "bad request"),
        (r#"{"op":"ring","num":"secret-Zhang"}"#, "bad number"),
        (r#"{"op":"ring"}"#, "bad number"),
        (r#"{"op":"ring","num":"13800138000","dir":"up"}"#, "bad dir"),
        (r#"{"op":"ring","num":"13800138000","call":"a b"}"#, "bad call id"),
        (r#"{"op":"ring","num":"13800138000","call":""}"#, "bad call id"),
        (r#"{"op":"dial","num":"1.38E+10"}"#, "bad number"),
        (r#"{"v":2,"op":"state"}"#, "unknown version"),
        (r#"{"op":"format"}"#, "unknown op"),
    ] {
        let outcome = line.apply(request, at(0));
        assert_eq!(err(&outcome), why, "{request}");
        assert!(outcome.signal.is_none() && !outcome.answer.contains("Zhang"));
    }
}

#[test]
fn state_shows_every_call_the_desk_has() {
    let mut line = Line::default();
    line.apply(r#"{"op":"ring","num":"13800138000"}"#, at(0));
    line.publish(vec![
        CallSummary {
            key: key("ctl:k1"),
            state: CallState::Talking,
            number: PhoneNumber::parse("13800138000").ok(),
            since: at(2),
            customer: Some(CustomerId(7)),
        },
        CallSummary { key: key("sim:3"), state: CallState::Held, number: None, since: at(1), customer: None },
        CallSummary {
            key: key("hand:1"),
            state: CallState::Ended,
            number: None,
            since: at(1),
            customer: None,
        },
    ]);
    let state: Value = serde_json::from_str(&line.apply(r#"{"op":"state"}"#, at(3)).answer).unwrap();
    assert_eq!(state["calls"].as_array().map(Vec::len), Some(2));
    assert_eq!(state["calls"][0]["row"], 7);
    assert_eq!(state["calls"][0]["state"], "talking");
    assert_eq!(state["calls"][1]["call"], "sim:3");
    assert_eq!(state["calls"][1]["num"], Value::Null);
    let unhold = line.apply(r#"{"op":"unhold","call":"sim:3"}"#, at(4));
    assert_eq!(unhold.signal, Some(Signal::Unheld { call: key("sim:3") }));
}

#[test]
fn an_older_report_of_the_desk_undoes_nothing() {
    let mut line = Line::default();
    line.apply(r#"{"op":"ring","num":"13800138000"}"#, at(0));
    line.apply(r#"{"op":"answer"}"#, at(5));
    let stale = CallSummary {
        key: key("ctl:k1"),
        state: CallState::Ringing,
        number: None,
        since: at(1),
        customer: Some(CustomerId(7)),
    };
    line.publish(vec![stale]);
    assert!(line.apply(r#"{"op":"hold"}"#, at(6)).signal.is_some());
}

#[test]
fn no_two_runs_name_a_call_alike() {
    let ring = r#"{"op":"ring","num":"13800138000"}"#;
    let (first, second) = (Line::opened(at(0)).apply(ring, at(9)), Line::opened(at(1)).apply(ring, at(9)));
    assert_ne!(first.answer, second.answer);
}

#[test]
fn a_call_that_the_agent_closed_can_ring_again() {
    let mut line = Line::default();
    let ring = r#"{"op":"ring","num":"13800138000"}"#;
    line.apply(ring, at(0));
    // The desk has not heard of it yet: that is no end.
    line.publish(Vec::new());
    assert!(line.apply(ring, at(1)).signal.is_none());
    let number = PhoneNumber::parse("13800138000").ok();
    let shown =
        CallSummary { key: key("ctl:k1"), state: CallState::Ringing, number, since: at(1), customer: None };
    line.publish(vec![shown]);
    line.publish(Vec::new());
    assert!(line.apply(ring, at(2)).signal.is_some());
}

#[test]
fn the_desks_own_keys_are_facts_here() {
    let mut line = Line::default();
    line.apply(r#"{"op":"ring","num":"13800138000"}"#, at(0));
    let call = key("ctl:k1");
    assert_eq!(
        line.command(&Command::Answer(call.clone()), at(1)),
        Some(Signal::Answered { call: call.clone() })
    );
    assert_eq!(
        line.command(&Command::HangUp(call.clone()), at(2)),
        Some(Signal::Ended { call: call.clone(), reason: EndReason::ByHand })
    );
    assert_eq!(line.command(&Command::HangUp(call), at(2)), None);
}

#[test]
fn a_flood_of_calls_ends_in_a_refusal() {
    let mut line = Line::default();
    for n in 0..1000 {
        line.apply(&format!(r#"{{"op":"ring","num":"13800138000","call":"c{n}"}}"#), at(0));
    }
    assert_eq!(err(&line.apply(r#"{"op":"ring","num":"13900139000"}"#, at(1))), "too many calls");
    assert_eq!(line.own.len(), OPEN_LIMIT);
}

proptest! {
    #[test]
    fn any_line_gets_exactly_one_line_of_json_back(text in "\\PC{0,200}") {
        let outcome = Line::default().apply(&text, at(0));
        prop_assert!(!outcome.answer.contains('\n'));
        prop_assert!(serde_json::from_str::<Value>(&outcome.answer).is_ok());
    }

    #[test]
    fn any_story_keeps_the_table_in_order(
        story in prop::collection::vec(
            (prop::sample::select(vec!["ring", "answer", "hold", "unhold", "end", "dial", "state"]), 0..3_u8), 0..60)
    ) {
        let mut line = Line::default();
        for (op, who) in story {
            let outcome = line.apply(&format!(r#"{{"op":"{op}","num":"1380013800{who}"}}"#), at(0));
            prop_assert!(outcome.signal.is_none() || ok(&outcome));
        }
        let mut keys: Vec<_> = line.summaries().into_iter().map(|call| call.key).collect();
        prop_assert!(keys.len() <= 3);
        keys.dedup();
        prop_assert!(line.summaries().iter().all(|call| call.state.is_live()));
    }
}

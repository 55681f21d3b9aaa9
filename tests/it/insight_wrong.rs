//! A sign that the agent calls wrong: quiet for that customer, on disk with its event, counted per rule, back when its time is over.

use chrono::TimeDelta;
use seatmate::app::Lang;
use seatmate::app::Popup;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::why::Subject;
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::rules;
use seatmate::domain::insight::noticed::WrongTakenBack;
use seatmate::domain::insight::picture::look;
use seatmate::domain::insight::wrong::{Quiet, WrongAlarm, WrongReason};
use seatmate::store::{DatabaseKey, Store, StoreOptions};
use seatmate::synth::demo::{Situation, World};
use uuid::Uuid;

#[test]
fn one_digit_on_a_sign_makes_it_quiet_and_the_points_still_add_up() {
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    stage.rings(stage.caller(Situation::PortQuery));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(2));
    stage.press(Key::f(1));
    assert!(matches!(stage.app.popup, Some(Popup::Why { .. })), "F1 in F2 shows the rules");
    let before = stage.app.customer().unwrap().picture.churn.clone();
    assert_eq!(before.points, before.signs.iter().map(|sign| sign.points).sum::<i32>());
    // The row of the points itself is no sign.
    stage.press(Key::plain(KeyCode::Char('1')));
    assert_eq!(stage.app.customer().unwrap().picture.churn, before);
    stage.press(Key::plain(KeyCode::Down));
    assert_eq!(stage.app.why_rows().get(1), Some(&Subject::Sign(0)));
    let code = before.signs[0].evidence.code();
    stage.press(Key::plain(KeyCode::Char('4')));
    let known = stage.app.customer().unwrap();
    assert!(known.picture.churn.signs.iter().all(|sign| sign.evidence.code() != code));
    assert_eq!(known.picture.churn.points, before.points - before.signs[0].points);
    assert_eq!(known.profile.quiet[0].reason, WrongReason::BadRecord);
    // F1 once more leads to the keys.
    stage.press(Key::f(1));
    assert!(matches!(stage.app.popup, Some(Popup::Help { .. })));
}

#[test]
fn a_quiet_sign_comes_back_when_its_days_are_over() {
    let (now, book) = (usual_now(), rules::built_in());
    let world = World::new(now);
    let mut profile = world.profile(world.person(Situation::ContractEnd).unwrap().number).unwrap();
    let fires = |profile: &_, at| {
        look(profile, at, &book).churn.signs.iter().any(|sign| sign.evidence.code() == "contract_end")
    };
    assert!(fires(&profile, now));
    let until = now + TimeDelta::days(1);
    profile.quiet.push(Quiet { rule: "contract_end".into(), reason: WrongReason::Settled, at: now, until });
    assert!(!fires(&profile, now));
    assert!(!fires(&profile, until - TimeDelta::seconds(1)));
    assert!(fires(&profile, until));
}

#[test]
fn it_is_written_once_with_its_event_and_counted_per_rule() {
    let dir = tempfile::tempdir().unwrap();
    let options = StoreOptions { invented: true, accept_plaintext: true };
    let store = Store::open(dir.path(), &DatabaseKey::random().unwrap(), options).unwrap();
    let now = usual_now();
    let number = World::new(now).person(Situation::PortQuery).unwrap().number;
    let quiet = Quiet {
        rule: "silence".into(),
        reason: WrongReason::Away,
        at: now,
        until: now + TimeDelta::days(30),
    };
    let wrong = WrongAlarm { id: Uuid::from_u128(7), number, quiet: quiet.clone(), points: 50 };
    let mut recorder = store.recorder().unwrap();
    recorder.sign_wrong(&wrong).unwrap();
    recorder.sign_wrong(&wrong).unwrap();
    recorder.sign_wrong(&WrongAlarm { id: Uuid::from_u128(8), ..wrong }).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.unsent().unwrap(), 2, "one event each, none for the repetition");
    assert_eq!(reader.quiet_signs(number).unwrap()[0], quiet);
    let counts = reader.wrong_counts().unwrap();
    assert_eq!((counts.len(), counts[0].times, counts[0].rule.as_str()), (1, 2, "silence"));
}

#[test]
fn ctrl_z_takes_a_wrong_alarm_back_on_the_screen_and_on_disk() {
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    stage.rings(stage.caller(Situation::PortQuery));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(2));
    stage.press(Key::f(1));
    let before = stage.app.customer().unwrap().picture.churn.clone();
    stage.press(Key::plain(KeyCode::Down));
    stage.press(Key::plain(KeyCode::Char('1')));
    assert_ne!(stage.app.customer().unwrap().picture.churn, before);
    stage.press(Key::ctrl('z'));
    assert!(matches!(stage.app.popup, Some(Popup::Why { .. })), "the popup stays open");
    assert_eq!(stage.app.customer().unwrap().picture.churn, before);
    assert_eq!(stage.app.customer().unwrap().profile.quiet, Vec::new());

    let dir = tempfile::tempdir().unwrap();
    let options = StoreOptions { invented: true, accept_plaintext: true };
    let store = Store::open(dir.path(), &DatabaseKey::random().unwrap(), options).unwrap();
    let (now, id) = (usual_now(), Uuid::from_u128(7));
    let number = World::new(now).person(Situation::PortQuery).unwrap().number;
    let until = now + TimeDelta::days(30);
    let quiet = Quiet { rule: "silence".into(), reason: WrongReason::Away, at: now, until };
    let mut recorder = store.recorder().unwrap();
    recorder.sign_wrong(&WrongAlarm { id, number, quiet, points: 50 }).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.tallies().unwrap().wrong["silence"], 1);
    let back = WrongTakenBack { wrong: id, number, at: now };
    recorder.sign_right(&back).unwrap();
    recorder.sign_right(&back).unwrap();
    assert_eq!((reader.quiet_signs(number).unwrap(), reader.tallies().unwrap().wrong.len()), (Vec::new(), 0));
    assert_eq!(reader.unsent().unwrap(), 2, "the wrong alarm and its taking back");
}

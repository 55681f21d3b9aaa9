//! Retention methods: the catalogue, the ladder, what the desk records of them, and what the disk counts.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::{Lang, Popup};
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::rules;
use seatmate::domain::call::CallId;
use seatmate::domain::customer::Level;
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::insight::churn::SIGN_CODES;
use seatmate::domain::insight::noticed::Noticed;
use seatmate::domain::insight::picture::{Picture, look};
use seatmate::domain::insight::retention::{Authority, MethodUse, Offer, Outcome, Rung, Tried};
use seatmate::domain::profile::Profile;
use seatmate::store::{DatabaseKey, Store, StoreOptions};
use seatmate::synth::demo::{Situation, World};
use uuid::Uuid;

use crate::insight_signs::{customer, now};

fn leaving() -> Profile {
    let mut profile = customer(&[400; 12]);
    profile.customer.level = Some(Level::Gold);
    for (kind, hours) in [(EventKind::PortQuery, 30), (EventKind::CompetitorHotline, 50)] {
        profile.events.push(CustomerEvent { at: now() - TimeDelta::hours(hours), kind, detail: None });
    }
    profile
}

fn seen(profile: &Profile) -> Picture {
    look(profile, now(), &rules::built_in())
}

fn tried(method: &str, outcome: Outcome) -> Tried {
    Tried { method: method.to_owned(), outcome, at: now() - TimeDelta::days(1) }
}

#[test]
fn the_catalogue_has_methods_on_every_rung_and_money_only_above_the_free_ones() {
    let methods = rules::built_in().retention.method;
    assert!(methods.len() >= 14, "{}", methods.len());
    let rungs: BTreeSet<Rung> = methods.iter().map(|method| method.rung).collect();
    assert_eq!(rungs.len(), Rung::ALL.len());
    for method in &methods {
        assert!(method.rung > Rung::Remedy || method.cost == 0, "{}", method.code);
        assert!(method.rung < Rung::Discount || method.authority > Authority::Agent, "{}", method.code);
        for text in [&method.name.zh, &method.name.en, &method.say.zh, &method.say.en] {
            assert!(!text.trim().is_empty(), "{}", method.code);
        }
    }
    // Every sign that worries has an answer of its own, before money.
    for sign in
        SIGN_CODES.iter().filter(|code| !["contract_long", "long_stay", "family", "broadband"].contains(code))
    {
        let answers = |method: &&_| {
            let method: &seatmate::domain::insight::retention::Method = method;
            method.rung < Rung::Discount && method.fits.reasons.iter().any(|reason| reason == sign)
        };
        assert!(methods.iter().any(|method| answers(&method)), "nothing answers {sign}");
    }
}

#[test]
fn whoever_is_not_at_risk_is_not_to_be_kept() {
    assert_eq!(seen(&customer(&[400; 12])).methods, Vec::new());
    assert!(!seen(&leaving()).methods.is_empty());
}

#[test]
fn the_ladder_is_climbed_rung_by_rung_and_the_discount_comes_last() {
    let mut profile = leaving();
    let offers = |profile: &Profile| -> Vec<(Rung, Offer)> {
        seen(profile).methods.iter().map(|fits| (fits.rung, fits.offer)).collect()
    };
    let first = offers(&profile);
    assert!(first.is_sorted_by_key(|(rung, _)| *rung));
    assert_eq!(first[0], (Rung::Listen, Offer::Open));
    assert!(
        first
            .iter()
            .filter(|(rung, _)| *rung > Rung::Listen)
            .all(|(_, offer)| *offer == Offer::After(Rung::Listen))
    );
    assert_eq!(first.last().unwrap().0, Rung::Discount);

    for (method, next) in [
        ("hear_reason", Rung::Remedy),
        ("before_you_port", Rung::Benefit),
        ("points_gift", Rung::Bundle),
        ("broadband_bundle", Rung::Discount),
    ] {
        profile.tried.insert(0, tried(method, Outcome::Refused));
        let open: BTreeSet<Rung> = offers(&profile)
            .into_iter()
            .filter(|(_, offer)| *offer == Offer::Open)
            .map(|(rung, _)| rung)
            .collect();
        assert!(open.contains(&next), "after {method}: {open:?}");
        assert!(open.iter().all(|rung| *rung <= next), "after {method}: {open:?}");
    }
    // What was tried too long ago does not count any more.
    profile.tried.iter_mut().for_each(|tried| tried.at = now() - TimeDelta::days(31));
    assert_eq!(offers(&profile), first);
}

#[test]
fn a_customer_who_stays_is_given_nothing_more() {
    let mut profile = leaving();
    profile.tried = vec![tried("hear_reason", Outcome::Kept)];
    for fits in seen(&profile).methods {
        let wanted = if fits.code == "hear_reason" { Offer::Tried(Outcome::Kept) } else { Offer::Kept };
        assert_eq!(fits.offer, wanted, "{}", fits.code);
    }
}

#[test]
fn reasons_levels_and_minds_decide_what_fits() {
    let mut profile = leaving();
    let fits = |profile: &Profile, code: &str| seen(profile).methods.iter().any(|fits| fits.code == code);
    assert!(fits(&profile, "match_competitor") && fits(&profile, "roaming_trial"));
    assert!(!fits(&profile, "explain_bill"), "no bill shock");
    profile.customer.level = Some(Level::Star3);
    assert!(!fits(&profile, "match_competitor") && !fits(&profile, "roaming_trial"));
    let reason =
        seen(&profile).methods.iter().find(|fits| fits.code == "before_you_port").unwrap().reason.clone();
    assert_eq!(reason.as_deref(), Some("port_query"));
}

#[test]
fn one_digit_on_the_desk_notes_what_came_of_it_and_opens_the_next_rung() {
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    stage.rings(stage.caller(Situation::PortQuery));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(2));
    stage.press(Key::plain(KeyCode::Char('#')));
    assert!(matches!(stage.app.popup, Some(Popup::Methods { selected: 0 })), "{:?}", stage.app.popup);
    let methods = |stage: &Stage| stage.app.customer().unwrap().picture.methods.clone();
    let rung = methods(&stage).iter().position(|fits| fits.rung == Rung::Remedy).unwrap();
    // A higher rung cannot be recorded before the lower one.
    for _ in 0..rung {
        stage.press(Key::plain(KeyCode::Down));
    }
    stage.press(Key::plain(KeyCode::Char('1')));
    assert_eq!(stage.app.customer().unwrap().profile.tried, Vec::new());
    stage.press(Key::plain(KeyCode::Home));
    stage.press(Key::plain(KeyCode::Char('2')));
    assert_eq!(methods(&stage)[0].offer, Offer::Tried(Outcome::NotYet));
    assert_eq!(methods(&stage)[rung].offer, Offer::Open);
    // Another digit in the same call corrects the first.
    stage.press(Key::plain(KeyCode::Char('1')));
    let tried = stage.app.customer().unwrap().profile.tried.clone();
    assert_eq!((tried.len(), tried[0].outcome), (1, Outcome::Kept));
    assert_eq!(methods(&stage)[rung].offer, Offer::Kept);
}

fn store(dir: &std::path::Path) -> Store {
    let options = StoreOptions { invented: true, accept_plaintext: true };
    Store::open(dir, &DatabaseKey::random().unwrap(), options).unwrap()
}

#[test]
fn outcomes_are_stored_with_their_event_corrected_and_counted_per_method() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(dir.path());
    let number = World::new(usual_now()).person(Situation::PortQuery).unwrap().number;
    let use_of = |call: u128, outcome| MethodUse {
        id: Uuid::from_u128(call + 100),
        call: CallId(Uuid::from_u128(call)),
        number,
        tried: tried("hear_reason", outcome),
        points: 60,
    };
    let mut recorder = store.recorder().unwrap();
    recorder.use_method(&use_of(1, Outcome::NotYet)).unwrap();
    recorder.use_method(&use_of(1, Outcome::NotYet)).unwrap();
    recorder.use_method(&use_of(1, Outcome::Kept)).unwrap();
    recorder.use_method(&use_of(2, Outcome::Refused)).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(
        reader.unsent().unwrap(),
        3,
        "one event each, one for the correction, none for the repetition"
    );
    let counted = reader.tallies().unwrap().methods["hear_reason"];
    assert_eq!((counted.kept, counted.not_yet, counted.refused), (1, 0, 1));
    assert_eq!(reader.tried_methods(number).unwrap().len(), 2);
}

#[test]
fn what_the_screen_showed_is_told_once_per_call_and_the_hold_out_once_per_customer() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(dir.path());
    let number = World::new(usual_now()).person(Situation::PortQuery).unwrap().number;
    let noticed = |call: u128| Noticed {
        id: Uuid::from_u128(call + 100),
        call: CallId(Uuid::from_u128(call)),
        number,
        signs: vec![("port_query".to_owned(), 60), ("hotline".to_owned(), 30)],
        held_out: vec!["care_call".to_owned()],
        at: now(),
    };
    let mut recorder = store.recorder().unwrap();
    recorder.note_insight(&noticed(1)).unwrap();
    recorder.note_insight(&noticed(1)).unwrap();
    recorder.note_insight(&noticed(2)).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.tallies().unwrap().shown["port_query"], 2);
    assert_eq!(reader.unsent().unwrap(), 3, "two calls with signs, one action held out");
}

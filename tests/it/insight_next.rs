//! What to do next is ordered anew when something is heard in the call; the brief fits its row and drops the least needed clause first.

use seatmate::app::Lang;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::why::Subject;
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::insight_words::Teller;
use seatmate::content::rules;
use seatmate::content::words::Words;
use seatmate::domain::customer::Consent;
use seatmate::domain::insight::brief::Says;
use seatmate::domain::insight::in_call::InCall;
use seatmate::domain::insight::next_action::{Kind, Restraint};
use seatmate::domain::insight::picture::{Picture, look_in_call};
use seatmate::domain::person::told::Told;
use seatmate::domain::profile::Profile;
use seatmate::domain::time::local;
use seatmate::synth::demo::{Situation, World};
use seatmate::ui::picture::Picture as Drawn;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme};

use crate::insight_signs::{customer, now};

fn calm() -> Profile {
    let mut profile = customer(&[400; 12]);
    profile.customer.marketing_consent = Some(Consent::Yes);
    profile
}

fn codes(picture: &Picture) -> Vec<String> {
    picture.next.proposals.iter().map(|proposal| proposal.code.clone()).collect()
}

fn heard(heard: InCall) -> Picture {
    let mut book = rules::built_in();
    book.actions.hold_out = 0;
    look_in_call(&calm(), now(), &book, heard)
}

#[test]
fn what_is_heard_orders_the_proposals_anew_and_leaves_the_signs_alone() {
    let quiet = heard(InCall::default());
    assert_eq!(codes(&quiet), ["offer_benefit", "package_check"]);

    let bill = heard(InCall { bill: true, ..InCall::default() });
    assert!(codes(&bill).contains(&"rerate_package".to_owned()), "{:?}", codes(&bill));
    assert_eq!(bill.churn, quiet.churn, "signs rest on records");

    let complaint = heard(InCall { complaint: true, ..InCall::default() });
    assert_eq!(codes(&complaint)[0], "answer_complaint");
    assert_eq!(complaint.next.proposals[0].kind, Kind::Duty);
    assert!(complaint.next.restraints.contains(&Restraint::ComplaintOpen));
    assert!(complaint.next.proposals.iter().all(|proposal| proposal.kind < Kind::Care));

    let declined = heard(InCall { declined: true, ..InCall::default() });
    assert_eq!(codes(&declined), Vec::<String>::new(), "who has just said no is offered nothing more");
    let accepted = heard(InCall { accepted: true, ..InCall::default() });
    assert_eq!(codes(&accepted), Vec::<String>::new(), "what was accepted is done");
}

#[test]
fn what_the_customer_minds_by_the_agents_word_weighs_what_is_proposed() {
    let mut book = rules::built_in();
    book.actions.hold_out = 0;
    let proposed = |price: Option<u8>| {
        let mut profile = calm();
        profile.told.extend(price.map(|level| Told {
            about: "sensitivity.price".to_owned(),
            level: Some(level),
            text: None,
            at: now(),
        }));
        let next = look_in_call(&profile, now(), &book, InCall::default()).next;
        next.proposals.into_iter().map(|proposal| (proposal.code, proposal.worth)).collect::<Vec<_>>()
    };
    let both = |first: (&str, i64), second: (&str, i64)| {
        vec![(first.0.to_owned(), first.1), (second.0.to_owned(), second.1)]
    };
    // 0.08 x 120.00 - 3.00, and 0.3 x 10.00 - 2.00
    let usual = both(("offer_benefit", 660), ("package_check", 100));
    assert_eq!(proposed(None), usual);
    assert_eq!(proposed(Some(1)), usual);
    // 9.60 x 0.5 - 3.00, and 3.00 x 1.5 - 2.00: who minds the price is helped before anything is sold.
    assert_eq!(proposed(Some(3)), both(("package_check", 250), ("offer_benefit", 180)));
    // Does not mind it at all: 9.60 x 1.5 - 3.00; 3.00 x 0.5 - 2.00 is not worth a call.
    assert_eq!(proposed(Some(0)), [("offer_benefit".to_owned(), 1140)]);
}

#[test]
fn a_question_lifts_the_silence_about_offers_and_a_new_promise_the_late_one() {
    let mut book = rules::built_in();
    book.actions.hold_out = 0;
    let mut profile = calm();
    profile.customer.marketing_consent = None;
    let sells = |heard| {
        let picture = look_in_call(&profile, now(), &book, heard);
        picture.next.proposals.iter().any(|proposal| proposal.kind == Kind::Sale)
    };
    assert!(!sells(InCall::default()) && sells(InCall { asked: true, ..InCall::default() }));

    let world = World::new(usual_now());
    let late =
        world.customers.iter().filter_map(|person| world.profile(person.number)).find(|profile| {
            profile.follow_ups.iter().any(|due| due.due_at.is_some_and(|at| at <= usual_now()))
        });
    if let Some(late) = late {
        let duty = |heard| codes(&look_in_call(&late, usual_now(), &book, heard));
        assert!(duty(InCall::default()).contains(&"keep_promise".to_owned()));
        assert!(!duty(InCall { promised: true, ..InCall::default() }).contains(&"keep_promise".to_owned()));
    }
}

#[test]
fn a_declined_offer_on_the_desk_changes_what_comes_next_at_once() {
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    stage.rings(stage.caller(Situation::RepeatedOverage));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(5));
    let before = stage.app.customer().unwrap().picture.next.clone();
    stage.press(Key::plain(KeyCode::Char('9')));
    stage.press(Key::plain(KeyCode::Char('1')));
    let after = stage.app.customer().unwrap().picture.next.clone();
    assert!(after.restraints.contains(&Restraint::Declined), "{after:?}");
    assert_ne!(before, after);
}

#[test]
fn the_brief_fits_its_row_and_drops_the_least_needed_first() {
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang.tag());
        let world = World::new(usual_now());
        for person in world.customers.iter().take(Situation::ALL.len()) {
            let mut stage = Stage::new(lang, (80, 24), usual_now());
            stage.rings(seatmate::domain::call::Party::Number(person.number));
            stage.press(Key::ctrl('n'));
            let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::NARROW);
            let row =
                Drawn::new(&stage.app, &look, (80, 24)).text().lines().nth(1).unwrap_or_default().to_owned();
            assert!(unicode_width::UnicodeWidthStr::width(row.as_str()) <= 80, "{row}");
            let Some(known) = stage.app.customer() else { continue };
            let tell = Teller { words: &words, today: local(usual_now()).date_naive() };
            // Ranks that are shown and ranks that are not: nothing shown is less needed than something left out.
            let (mut shown, mut left): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
            for clause in &known.picture.brief {
                let Some(text) = tell.clause(clause) else { continue };
                let full = tell.whole_clause(clause);
                let begins = |text: &str| text.chars().take(6).collect::<String>();
                let there = row.contains(&text) || row.contains(&full) || row.contains(&begins(&text));
                if there { &mut shown } else { &mut left }.push(clause.says.rank());
            }
            if let Some(most) = shown.iter().max() {
                assert!(
                    left.iter().all(|rank| rank >= most),
                    "{:?}: {shown:?} {left:?} {row}",
                    person.number
                );
            }
        }
    }
}

#[test]
fn every_clause_names_its_field_and_every_action_has_a_line_to_say() {
    let world = World::new(usual_now());
    for tag in ["zh-CN", "en"] {
        let words = Words::new(tag);
        let tell = Teller { words: &words, today: local(usual_now()).date_naive() };
        for person in world.customers.iter().take(Situation::ALL.len()) {
            let Some(profile) = world.profile(person.number) else { continue };
            let picture = look_in_call(&profile, usual_now(), &rules::built_in(), InCall::default());
            for clause in &picture.brief {
                let rule = tell.clause_rule(clause);
                assert_eq!(rule.rule, clause.field);
                assert!(!rule.sentence.contains("brief-"), "{}", rule.sentence);
                assert!(!tell.whole_clause(clause).is_empty(), "{clause:?}");
                if matches!(clause.says, Says::WhyNow { .. } | Says::Begin { .. }) {
                    assert!(!tell.whole_clause(clause).contains("brief-line"), "{clause:?}");
                }
            }
        }
        let codes = rules::built_in().actions.action.into_iter().map(|action| action.code);
        let duties = [
            "port_code_lives",
            "answer_complaint",
            "tell_large_bill",
            "keep_promise",
            "restore_service",
            "remind_arrears",
        ];
        for code in codes.chain(duties.map(str::to_owned)) {
            assert!(words.has(&format!("brief-line-{code}")), "{tag}: no line for {code}");
        }
    }
    // F1 in F2 lists the clauses.
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    stage.rings(stage.caller(Situation::PortQuery));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(2));
    assert!(stage.app.why_rows().iter().any(|row| matches!(row, Subject::Clause(_))));
}

//! Value, consumption, lifecycle, type, the next action and the brief of one customer.

use chrono::{Duration, NaiveDate};

use seatmate::content::rules;
use seatmate::domain::customer::{Consent, Gender, Level};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::insight::brief::{Says, brief};
use seatmate::domain::insight::churn::{Alarm, assess_churn};
use seatmate::domain::insight::consumption::{Allowance, courses, make_up, unused};
use seatmate::domain::insight::in_call::InCall;
use seatmate::domain::insight::lifecycle::{Stage, StageRules, lifecycle};
use seatmate::domain::insight::next_action::{
    Kind, NextActions, Restraint, is_held_out, next_actions, year_value,
};
use seatmate::domain::insight::own_card::own_score;
use seatmate::domain::insight::rules::Rules;
use seatmate::domain::insight::season::Season;
use seatmate::domain::insight::types::customer_type;
use seatmate::domain::insight::usage_fall::Measure;
use seatmate::domain::insight::value::{Standing, TargetRule, ValueRules, assess_value};
use seatmate::domain::money::Fen;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::profile::Profile;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::usage::{Kilobytes, Minutes};

use crate::insight_signs::{customer, now};

pub(crate) fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

/// A customer with bills in yuan, oldest first; the last month is October 2026.
pub(crate) fn billed(bills: &[i64]) -> Profile {
    let mut profile = customer(&vec![400; bills.len()]);
    for (month, yuan) in profile.usage.iter_mut().zip(bills) {
        month.bill = Some(Fen::yuan(*yuan));
    }
    profile
}

#[test]
fn the_service_target_in_its_three_readings() {
    let scattered = billed(&[120, 60, 120, 60, 120, 60]);
    let met = |profile: &Profile, target| {
        let rules = ValueRules { target, ..ValueRules::default() };
        assess_value(profile, &rules, &[]).target.map(|target| target.met)
    };
    assert_eq!(met(&scattered, TargetRule::Any), Some(true));
    assert_eq!(met(&scattered, TargetRule::Consecutive), Some(false));
    assert_eq!(met(&scattered, TargetRule::Mean), Some(false));
    let row = billed(&[10, 120, 120, 120, 10]);
    assert_eq!(met(&row, TargetRule::Consecutive), Some(true));
    assert_eq!(met(&billed(&[10, 100, 120, 140]), TargetRule::Mean), Some(true));
    // 119.99 does not count, and two months cannot say no.
    let mut short = billed(&[120, 120, 120]);
    short.usage[0].bill = Some(Fen(11_999));
    assert_eq!(met(&short, TargetRule::Any), Some(false));
    assert_eq!(met(&billed(&[10, 10]), TargetRule::Any), None);
    let mut corporate = scattered;
    corporate.customer.tags = vec![RawText::new("集团VIP")];
    assert_eq!(met(&corporate, TargetRule::Any), Some(false));
}

#[test]
fn a_gap_breaks_a_row_of_months() {
    let mut gap = billed(&[120, 120, 120]);
    gap.usage[0].month = gap.usage[0].month.minus(1);
    let rules = ValueRules { target: TargetRule::Consecutive, ..ValueRules::default() };
    assert_eq!(assess_value(&gap, &rules, &[]).target.map(|target| target.months), Some(2));
}

#[test]
fn two_axes_a_tier_and_a_place_among_peers() {
    let mut profile = billed(&[100, 100, 100, 300, 300, 300]);
    let value = assess_value(&profile, &ValueRules::default(), &[10_000, 20_000, 40_000, 50_000]);
    assert_eq!(value.standing, Standing::HighValue);
    assert_eq!(value.tier.map(|tier| (tier.before, tier.now)), Some((1, 3)));
    assert_eq!(value.percentile, Some(50));
    profile.customer.tags = vec![RawText::new("行业意见领袖")];
    assert_eq!(assess_value(&profile, &ValueRules::default(), &[]).standing, Standing::Both);
    let mut poor = billed(&[20]);
    assert_eq!(assess_value(&poor, &ValueRules::default(), &[]).standing, Standing::General);
    poor.customer.level = Some(Level::Gold);
    let value = assess_value(&poor, &ValueRules::default(), &[]);
    assert_eq!((value.standing, value.tier, value.percentile), (Standing::HighValue, None, None));
}

#[test]
fn consumption_level_direction_and_make_up() {
    let mut profile = billed(&[100, 110, 121, 133, 146, 161]);
    let course = courses(&profile).into_iter().find(|course| course.measure == Measure::Bill).unwrap();
    assert_eq!((course.latest, course.on_month), (16_100, Some(10)));
    // Ten percent a month is 95 thousandths of a natural log.
    assert_eq!(course.direction, Some(95));
    assert_eq!(make_up(&profile).unwrap().bill, Fen::yuan(161));
    profile.usage.last_mut().unwrap().bill = None;
    assert!(make_up(&profile).is_none());
    assert!(courses(&profile).iter().all(|course| course.measure != Measure::Bill));
}

#[test]
fn unused_allowance_is_wasted_yuan() {
    let mut profile = customer(&[100, 100, 100]);
    for month in &mut profile.usage {
        month.data = Some(Kilobytes::from_mb(10 * 1024));
    }
    let mut allowance = Allowance {
        fee: Fen::yuan(100),
        minutes: Some(Minutes(200)),
        data: Some(Kilobytes::from_mb(20 * 1024)),
        worth_minute: Fen(10),
        worth_gb: Fen(100),
        rolls: false,
    };
    // Half of each part: half the fee, whatever the parts count.
    let found = unused(&profile, &allowance).unwrap();
    assert_eq!((found.fee, found.minutes, found.kb, found.months), (Fen::yuan(50), 100, 10 * 1024 * 1024, 3));
    // All data used up: 100 of 200 minutes are 1000 of 4000 fen of worth, a quarter of the fee.
    profile.usage.iter_mut().for_each(|month| month.data = Some(Kilobytes::from_mb(999 * 1024)));
    assert_eq!(unused(&profile, &allowance).unwrap().fee, Fen::yuan(25));
    profile.usage.iter_mut().for_each(|month| month.data = None);
    assert_eq!(unused(&profile, &allowance), None);
    allowance.data = None;
    assert_eq!(unused(&profile, &allowance).unwrap().fee, Fen::yuan(50));
    allowance.minutes = None;
    assert_eq!(unused(&profile, &allowance), None);
}

fn stage(profile: &Profile, signs: usize) -> Option<Stage> {
    lifecycle(profile, today(), signs, &StageRules::default()).map(|found| found.stage)
}

#[test]
fn the_stages_by_tenure_and_direction() {
    let joined = |date: &str, bills: &[i64]| {
        let mut profile = billed(bills);
        profile.customer.joined_on = Some(date.parse().unwrap());
        profile
    };
    assert_eq!(stage(&joined("2026-09-01", &[100]), 0), Some(Stage::Joining));
    assert_eq!(stage(&joined("2026-03-01", &[100; 6]), 0), Some(Stage::Growing));
    assert_eq!(stage(&joined("2019-03-01", &[100; 12]), 0), Some(Stage::Mature));
    assert_eq!(
        stage(&joined("2019-03-01", &[100, 100, 100, 100, 108, 116, 126, 136, 146, 158, 171, 184]), 0),
        Some(Stage::Growing)
    );
    assert_eq!(
        stage(&joined("2019-03-01", &[184, 184, 184, 184, 171, 158, 146, 136, 126, 116, 108, 100]), 0),
        Some(Stage::Declining)
    );
    assert_eq!(stage(&joined("2019-03-01", &[100; 12]), 2), Some(Stage::Declining));
    assert_eq!(stage(&billed(&[100, 100]), 0), None);
    let mut left = billed(&[100]);
    left.customer.tags = vec![RawText::new("已携出")];
    assert_eq!(stage(&left, 0), Some(Stage::WinBack));
}

#[test]
fn one_odd_month_does_not_change_the_stage() {
    let mut profile = billed(&[100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 20]);
    profile.customer.joined_on = Some("2019-03-01".parse().unwrap());
    let found = lifecycle(&profile, today(), 0, &StageRules::default()).unwrap();
    assert_eq!(found.stage, Stage::Mature);
    assert!(found.days.unwrap() > 300);
}

#[test]
fn a_persona_needs_clear_clues() {
    let rules = rules::types(None).unwrap();
    let mut profile = customer(&[900, 900, 900]);
    assert_eq!(customer_type(&profile, now(), &rules).persona, None);
    profile.customer.brand = Some(RawText::new("全球通"));
    profile.usage.iter_mut().for_each(|month| month.roaming_min = Some(Minutes(9)));
    let found = customer_type(&profile, now(), &rules);
    let persona = found.persona.unwrap();
    assert_eq!((persona.code.as_str(), persona.points), ("business_elite", 65));
    assert_eq!(persona.because.iter().map(|because| because.points).sum::<i32>(), 65);
    assert_eq!(found.sensitivities[0].code, "brand");
    let mut student = customer(&[50]);
    student.customer.tags = vec![RawText::new("校园")];
    assert_eq!(customer_type(&student, now(), &rules).persona.unwrap().code, "student");
}

fn next(profile: &Profile, alarm: Alarm) -> NextActions {
    let churn = assess_churn(profile, now(), &Rules::default(), &Season::default());
    next_actions(profile, &churn, alarm, now(), &rules::actions(None).unwrap(), InCall::default())
}

pub(crate) fn happened(profile: &mut Profile, kind: EventKind, minutes_ago: i64) {
    profile
        .events
        .insert(0, CustomerEvent { at: now() - Duration::minutes(minutes_ago), kind, detail: None });
}

/// A customer who is not held out and may be offered things.
pub(crate) fn open_to_offers(bills: &[i64]) -> Profile {
    let mut profile = billed(bills);
    let number = (0..20)
        .filter_map(|at| PhoneNumber::parse(&format!("138001380{at:02}")).ok())
        .find(|number| !is_held_out(*number, 10));
    profile.customer.number = number.unwrap();
    profile.customer.marketing_consent = Some(Consent::Yes);
    profile
}

#[test]
fn duties_come_first_and_by_their_deadlines() {
    let mut profile = open_to_offers(&[100, 100, 100, 100, 100, 400]);
    happened(&mut profile, EventKind::Complaint, 9_000);
    happened(&mut profile, EventKind::PortRequest, 10);
    happened(&mut profile, EventKind::Stop, 5_000);
    happened(&mut profile, EventKind::Payment, 60);
    let found = next(&profile, Alarm::Red);
    let duties: Vec<&str> =
        found.proposals.iter().filter(|one| one.kind == Kind::Duty).map(|one| one.code.as_str()).collect();
    assert_eq!(duties, ["port_code_lives", "restore_service", "answer_complaint", "tell_large_bill"]);
    assert!(found.proposals.is_sorted_by_key(|one| one.kind != Kind::Duty));
    assert!(
        found.restraints.contains(&Restraint::ComplaintOpen) && found.restraints.contains(&Restraint::Peril)
    );
    assert!(found.proposals.iter().all(|one| !matches!(one.kind, Kind::Sale | Kind::Care)));
}

#[test]
fn the_formula_by_hand() {
    let mut profile = open_to_offers(&[200, 200, 200]);
    profile.customer.contract_end = Some(today() + Duration::days(10));
    assert_eq!(year_value(&profile, &rules::actions(None).unwrap()), Some(Fen(84_000)));
    let found = next(&profile, Alarm::Amber);
    let renew = found.proposals.iter().find(|one| one.code == "renew_contract").unwrap();
    // 0.1 x 0.3 x 840.00 - 5.00 = 20.20 yuan.
    assert_eq!(renew.worth, 2_020);
    assert_eq!(renew.parts.unwrap().worth(), 2_020);
    assert_eq!(renew.answers.as_deref(), Some("contract_end"));
    assert_eq!(found.proposals[0].code, "renew_contract");
    // A sale needs consent: silence is a refusal.
    assert!(found.proposals.iter().any(|one| one.kind == Kind::Sale));
    profile.customer.marketing_consent = None;
    let found = next(&profile, Alarm::Amber);
    assert!(found.proposals.iter().all(|one| one.kind != Kind::Sale));
    assert_eq!(found.restraints, [Restraint::NoConsent]);
}

#[test]
fn a_tenth_is_held_out_always_the_same_but_never_from_a_duty() {
    let numbers: Vec<PhoneNumber> =
        (0..10_000).filter_map(|at| PhoneNumber::parse(&format!("1380013{at:04}")).ok()).collect();
    let held: Vec<&PhoneNumber> = numbers.iter().filter(|number| is_held_out(**number, 10)).collect();
    assert!((900..1_100).contains(&held.len()), "{}", held.len());
    assert!(numbers.iter().all(|number| !is_held_out(*number, 0)));
    let mut profile = open_to_offers(&[200, 200, 200]);
    profile.customer.number = *held[0];
    happened(&mut profile, EventKind::PortRequest, 10);
    let found = next(&profile, Alarm::None);
    assert!(found.restraints.contains(&Restraint::HeldOut));
    assert_eq!(found.proposals[0].code, "port_code_lives");
    assert!(found.proposals.iter().all(|one| matches!(one.kind, Kind::Duty | Kind::Retain)));
}

#[test]
fn the_brief_says_what_is_known_and_where_from() {
    let bare = customer(&[]);
    let said = |profile: &Profile| {
        let churn = assess_churn(profile, now(), &Rules::default(), &Season::default());
        brief(profile, &churn, &next(profile, Alarm::None), now(), InCall::default())
    };
    assert!(said(&bare).iter().all(|clause| matches!(clause.says, Says::Who { .. } | Says::Begin { .. })));
    let mut known = open_to_offers(&[200, 200, 200]);
    known.customer.name = Some(RawText::new("王小明"));
    known.customer.gender = Some(Gender::Male);
    known.customer.level = Some(Level::Gold);
    known.customer.joined_on = Some("2020-01-01".parse().unwrap());
    known.customer.taboo = Some(RawText::new("勿提家宽"));
    happened(&mut known, EventKind::PortQuery, 100);
    let clauses = said(&known);
    let fields: Vec<&str> = clauses.iter().map(|clause| clause.field).collect();
    assert_eq!(
        fields,
        [
            "customer.name",
            "customer.level",
            "customer.joined_on",
            "insight.churn.signs",
            "customer.taboo",
            "insight.next_action"
        ]
    );
    // Nothing personal leaks through the machine's form.
    let debug = format!("{clauses:?}");
    assert!(!debug.contains("王小明") && !debug.contains("勿提家宽"), "{debug}");
}

#[test]
fn a_shops_own_card_speaks_about_a_profile_and_a_foreign_one_is_silent() {
    let text = "label='left'\npositive='1'\nrows=900\npositives=90\nbase=-60\n\
        [[line]]\npoints=40\nrows=50\npositives=30\nall=[{column='complaint_90', from=1.0}, {column='bill', from=150.0}]\n\
        [[line]]\ncolumn='level'\ninformation=0.2\nsteps=[{one_of=['gold'], points=-15, woe=-0.5, rows=9, positives=1}, \
        {missing=true, points=5, woe=0.1, rows=9, positives=1}]\n";
    let card = seatmate::content::card_file::read(text).unwrap();
    let mut profile = billed(&[150]);
    assert_eq!(own_score(&card, &profile, now()).unwrap().score, -55);
    profile.customer.level = Some(Level::Gold);
    happened(&mut profile, EventKind::Complaint, 9_000);
    let found = own_score(&card, &profile, now()).unwrap();
    assert_eq!(
        (found.score, found.lines.iter().map(|(_, points)| *points).collect::<Vec<_>>()),
        (-35, vec![40, -15])
    );
    let foreign = seatmate::content::card_file::read(&text.replace("'bill'", "'total day charge'")).unwrap();
    assert_eq!(own_score(&foreign, &profile, now()), None);
}

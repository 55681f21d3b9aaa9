//! The person by rule: portrait, package, types, product stages, relation, missing facts; boundaries and missing data.

use chrono::Duration;
use seatmate::content::insight_words::Teller;
use seatmate::content::rules;
use seatmate::content::words::Words;
use seatmate::domain::call::{CallId, Direction};
use seatmate::domain::customer::{Consent, Level};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::habit::{Habit, HabitCell};
use seatmate::domain::insight::types::{CustomerType, customer_type};
use seatmate::domain::insight::value::{ValueRules, assess_value};
use seatmate::domain::money::Fen;
use seatmate::domain::package::Package;
use seatmate::domain::person::experience::{Source, Stage};
use seatmate::domain::person::missing::{Channel, Field};
use seatmate::domain::person::portrait::{Lean, Part};
use seatmate::domain::person::told::Told;
use seatmate::domain::person::{Person, person};
use seatmate::domain::profile::{PastCall, Profile};
use seatmate::domain::safe_text::RawText;
use seatmate::domain::usage::{Kilobytes, PerMille};
use uuid::Uuid;

use crate::insight_signs::{customer, now};

fn seen(profile: &Profile, packages: &[Package]) -> Person {
    person(profile, &rules::built_in().person, packages)
}

fn typed(profile: &Profile) -> CustomerType {
    customer_type(profile, now(), &rules::built_in().types)
}

fn told(about: &str, level: Option<u8>, text: Option<&str>) -> Told {
    Told { about: about.to_owned(), level, text: text.map(RawText::new), at: now() }
}

/// A plan of 100 yuan with 200 minutes and 20 GB.
fn plan(more: &str) -> Package {
    serde_json::from_str(&format!(
        "{{\"code\":\"p100\",\"name\":\"百元\",\"kind\":\"main\",\"fee\":100,\"voice\":{{\"minutes\":200}},\
         \"data\":[{{\"class\":\"national\",\"amount\":20,\"unit\":\"GB\"}}]{more}}}"
    ))
    .unwrap()
}

/// Three months, each with so many minutes and GB.
fn months(months: &[(u32, u64)]) -> Profile {
    let minutes: Vec<u32> = months.iter().map(|(minutes, _)| *minutes).collect();
    let mut profile = customer(&minutes);
    for (month, (_, gb)) in profile.usage.iter_mut().zip(months) {
        month.data = Some(Kilobytes::from_mb(gb * 1024));
    }
    profile.customer.package = Some(RawText::new("百元"));
    profile
}

#[test]
fn what_lies_unused_needs_the_package_and_stays_unknown_without_it() {
    let profile = months(&[(100, 10), (100, 10), (100, 10)]);
    let wasted = |packages: &[Package]| {
        seen(&profile, packages).bundle.and_then(|bundle| bundle.unused).map(|unused| unused.fee)
    };
    assert_eq!(wasted(&[plan("")]), Some(Fen::yuan(50)), "half of each part is half the fee");
    assert_eq!(wasted(&[]), None, "a package that the catalogue does not know");
    let mut silent = plan("");
    silent.voice = None;
    assert_eq!(wasted(&[silent]), None, "a source that does not say the minutes");
    let endless: Package = serde_json::from_str(
        "{\"code\":\"p\",\"name\":\"百元\",\"kind\":\"main\",\"fee\":100,\"voice\":{\"minutes\":\"unlimited\"}}",
    )
    .unwrap();
    assert_eq!(wasted(&[endless]), None, "what has no end cannot be left over");
    let mut unmeasured = profile.clone();
    unmeasured.usage.iter_mut().for_each(|month| month.data = None);
    let bundle = seen(&unmeasured, &[plan("")]).bundle.unwrap();
    assert_eq!(bundle.unused, None, "months without data say nothing about data");
    let mut billed = profile.clone();
    billed.usage.iter_mut().for_each(|month| month.package_fee = Some(Fen::yuan(80)));
    assert_eq!(seen(&billed, &[plan("")]).portrait.paying.wasted, Some(Fen::yuan(40)), "the discount counts");
}

#[test]
fn a_month_that_contradicts_the_catalogue_proves_nothing() {
    let mut profile = months(&[(100, 10), (100, 10), (100, 10)]);
    profile.usage[1].data_fee = Some(Fen(2_800));
    let unused = |profile: &Profile| seen(profile, &[plan("")]).bundle.unwrap().unused;
    assert_eq!(unused(&profile).map(|unused| (unused.months, unused.fee)), Some((2, Fen::yuan(50))));
    profile.usage[1].data = Some(Kilobytes::from_mb(20 * 1024));
    assert_eq!(unused(&profile).map(|unused| unused.months), Some(3), "used up to the last KB and more");
    profile.usage.iter_mut().for_each(|month| month.voice_fee = Some(Fen(10)));
    assert_eq!(unused(&profile), None);
}

#[test]
fn data_that_rolls_over_is_wasted_only_when_the_next_month_ends_without_it() {
    let rolls = plan(",\"rollover\":\"one_month\"");
    let unused = |use_of: &[(u32, u64)], plan: &Package| {
        let bundle = seen(&months(use_of), std::slice::from_ref(plan)).bundle.unwrap();
        bundle.unused.map(|unused| (unused.kb / (1024 * 1024), unused.months))
    };
    // Nothing, then twice as much, again and again: every GB is used in the end.
    let saved = [(200, 0), (200, 40), (200, 0), (200, 40)];
    assert_eq!(unused(&saved, &rolls), Some((0, 3)), "what the first month brought over is not known");
    assert_eq!(unused(&saved, &plan("")), Some((10, 4)));
    // Always half: what rolls in is used first, and the own half rolls on.
    let half = [(200, 10), (200, 10), (200, 10), (200, 10)];
    assert_eq!(unused(&half, &rolls), Some((6, 3)), "0, 10 and 10 of three months");
}

#[test]
fn the_portrait_says_means_of_known_months_and_nothing_else() {
    let mut profile = months(&[(100, 10), (200, 20), (301, 31)]);
    for month in &mut profile.usage {
        month.calls = Some(100);
        month.distinct_numbers = Some(44);
        month.onnet_share = Some(PerMille(655));
        month.package_fee = Some(Fen::yuan(100));
        month.data_fee = Some(Fen(1_050));
        month.roaming_fee = Some(Fen::yuan(10));
    }
    let cell = |weekday, hour, calls| HabitCell { weekday, hour, calls };
    profile.habit = Some(Habit::from_cells(&[cell(1, 9, 10), cell(6, 19, 15), cell(3, 21, 15)]));
    let portrait = seen(&profile, &[]).portrait;
    assert_eq!((portrait.using.minutes, portrait.using.lean), (Some(200), Some(Lean::Data)));
    let busiest = portrait.talking.busiest.unwrap();
    assert_eq!((busiest.from, busiest.to, busiest.share), (19, 22, 75));
    assert_eq!((portrait.talking.weekend, portrait.talking.each), (Some(37), Some(20)));
    assert_eq!((portrait.talking.numbers, portrait.talking.onnet), (Some(44), Some(65)));
    assert_eq!(portrait.paying.largest, Some((Part::Data, Fen(1_050))));
    assert_eq!((portrait.paying.over, portrait.paying.of), (Some(3), 3));
    // Nineteen calls are too few to speak of hours; unknown stays unknown.
    profile.habit = Some(Habit::from_cells(&[cell(1, 9, 19)]));
    assert_eq!(seen(&profile, &[]).portrait.talking.busiest, None);
    let bare = seen(&customer(&[]), &[]).portrait;
    assert_eq!((bare.using.data, bare.using.lean, bare.talking.each), (None, None, None));
    assert_eq!((bare.paying.bill, bare.paying.over, bare.paying.wasted), (None, None, None));
}

/// Every number in a text, as it is written.
fn numbers(text: &str) -> Vec<String> {
    let kept = |c: char| c.is_ascii_digit() || c == '.' || c == ':';
    text.split(|c: char| !kept(c))
        .map(|part| part.trim_matches(['.', ':']).trim_end_matches(":00").to_owned())
        .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_figure_in_a_sentence_is_the_field_it_comes_from() {
    use seatmate::synth::demo::{Situation, World};
    let at = seatmate::cli::scenes::usual_now();
    let world = World::new(at);
    let (shelf, _) = seatmate::content::packages::load(None);
    let mut figures = 0;
    for tag in ["zh-CN", "en"] {
        let words = Words::new(tag);
        let tell = Teller { words: &words, today: "2026-11-22".parse().unwrap() };
        for situation in Situation::ALL {
            let profile = world.profile(world.person(situation).unwrap().number).unwrap();
            let portrait = seen(&profile, &shelf.packages).portrait;
            let (using, talking, paying) = (portrait.using, portrait.talking, portrait.paying);
            let tenth = |value: u64| format!("{}.{}", value / 10, value % 10);
            let mut fields: Vec<String> = Vec::new();
            fields.extend(using.data.map(Kilobytes::gb_tenths));
            fields.extend(using.minutes.map(|minutes| minutes.to_string()));
            fields.extend(using.direction.filter(|it| it.abs() >= 10).map(|it| tenth(it.unsigned_abs())));
            fields.extend(
                talking
                    .busiest
                    .iter()
                    .flat_map(|busy| [busy.from.to_string(), busy.to.to_string(), busy.share.to_string()]),
            );
            fields.extend(talking.busiest.and(talking.weekend).map(|weekend| weekend.to_string()));
            fields.extend(talking.each.map(tenth));
            fields.extend(talking.numbers.map(|numbers| numbers.to_string()));
            fields.extend(talking.onnet.map(|share| share.to_string()));
            fields.extend(paying.bill.map(|fee| fee.to_string()));
            fields.extend(paying.package.map(|fee| fee.to_string()));
            fields.extend(paying.largest.map(|(_, fee)| fee.to_string()));
            if let Some(over) = paying.over.filter(|over| *over > 0) {
                fields.extend([over.to_string(), paying.of.to_string()]);
            }
            fields.extend(paying.wasted.map(|fee| fee.to_string()));
            let said = tell.portrait(&portrait).join(" ");
            let mut found = numbers(&said);
            figures += found.len();
            found.sort();
            fields.sort();
            assert_eq!(found, fields, "{tag} {situation:?}: {said}");
            assert!(!said.contains("none") && !said.contains('{') && !said.contains('['), "{said}");
        }
    }
    assert!(figures > 200, "only {figures} figures were compared");
}

fn talked(seconds: u32) -> PastCall {
    PastCall {
        call: CallId(Uuid::from_u128(u128::from(seconds))),
        at: now() - Duration::days(20),
        direction: Direction::In,
        talked_seconds: Some(seconds),
        disposition: None,
        note: None,
    }
}

#[test]
fn the_way_of_buying_by_table() {
    let code = |profile: &Profile| typed(profile).purchase.map(|typed| (typed.code, typed.points));
    let with = |joined: &str, overage_months: usize| {
        let mut profile = customer(&[400; 12]);
        profile.customer.joined_on = Some(joined.parse().unwrap());
        for (at, month) in profile.usage.iter_mut().rev().enumerate() {
            month.data_fee = Some(Fen(if at < overage_months { 500 } else { 0 }));
        }
        profile
    };
    let straight = Some(("straight".to_owned(), 40));
    assert_eq!(code(&with("2020-01-01", 0)), straight);
    assert_eq!(code(&with("2020-01-01", 1)), straight, "one month beyond the plan proves nothing");
    // Two months: 25 points are below the least of 30.
    assert_eq!(code(&with("2020-01-01", 2)), None);
    assert_eq!(code(&with("2020-01-01", 3)), Some(("modified".to_owned(), 30)));
    // 24 whole months are two years; a day less is not.
    assert_eq!(code(&with("2024-11-22", 0)), straight);
    assert_eq!(code(&with("2024-11-23", 0)), None);
    assert_eq!(code(&with("2026-09-01", 0)), Some(("new_task".to_owned(), 40)));
    let mut ending = with("2020-01-01", 3);
    ending.customer.contract_end = Some("2027-02-20".parse().unwrap());
    assert_eq!(code(&ending), Some(("modified".to_owned(), 55)), "90 days left");
    ending.customer.contract_end = Some("2027-02-21".parse().unwrap());
    assert_eq!(code(&ending), Some(("modified".to_owned(), 30)), "91 days left");
    // Asking about porting beats what speaks for staying.
    let mut porting = with("2020-01-01", 0);
    porting.events.push(CustomerEvent {
        at: now() - Duration::days(59),
        kind: EventKind::PortQuery,
        detail: None,
    });
    assert_eq!(code(&porting), Some(("new_task".to_owned(), 50)));
    porting.events[0].at = now() - Duration::days(60);
    assert_eq!(code(&porting), straight);
    // Of a bare number nothing is said but what is known: no change of package.
    assert_eq!(code(&customer(&[])), None);
}

#[test]
fn the_style_needs_evidence_and_two_styles_alike_are_none() {
    let code = |profile: &Profile| typed(profile).style.map(|typed| typed.code);
    let mut profile = customer(&[400; 12]);
    assert_eq!(code(&profile), None, "an ordinary customer has no style that figures show");
    profile.customer.level = Some(Level::Platinum);
    profile.history = vec![talked(60)];
    assert_eq!(code(&profile), None, "one call is no habit");
    profile.history.push(talked(100));
    assert_eq!(code(&profile).as_deref(), Some("dominant"), "80 seconds on average");
    profile.history.push(talked(110));
    assert_eq!(code(&profile), None, "90 seconds are not short");
    let mut steady = customer(&[400; 12]);
    steady.customer.joined_on = Some("2015-01-01".parse().unwrap());
    let found = typed(&steady).style.unwrap();
    assert_eq!((found.code.as_str(), found.points), ("steady", 35));
    assert_eq!(found.points, found.guess());
    assert!(found.because.iter().any(|because| because.value == "142"), "the evidence has its value");
    // 35 against 35: nobody is named.
    steady.customer.level = Some(Level::Platinum);
    steady.history = vec![talked(60), talked(60)];
    assert_eq!(typed(&steady).style, None);
}

#[test]
fn the_agents_word_goes_before_the_clues_and_is_dated() {
    let mut profile = customer(&[400; 12]);
    profile.customer.tags = vec![RawText::new("嫌贵")];
    let price = |profile: &Profile| {
        let found = typed(profile).sensitivities.into_iter().find(|typed| typed.code == "price");
        found.map(|typed| (typed.points, typed.guess(), typed.said.and_then(|said| said.level)))
    };
    assert_eq!(price(&profile), Some((40, 40, None)));
    for (level, points) in [(0, 0), (1, 15), (2, 40), (3, 70)] {
        profile.told = vec![told("sensitivity.price", Some(level), None)];
        assert_eq!(price(&profile), Some((points, 40, Some(level))));
    }
    profile.told = vec![told("sensitivity.price", Some(4), None)];
    assert_eq!(price(&profile), Some((40, 40, None)), "a level that this program does not know");
    // Said of one that nothing speaks for.
    profile.told = vec![told("sensitivity.security", Some(3), None)];
    let first = &typed(&profile).sensitivities[0];
    assert_eq!((first.code.as_str(), first.points, first.because.len()), ("security", 70, 0));
    assert_eq!(first.said.unwrap().at, now());
    profile.told = vec![told("style", None, Some("cautious")), told("persona", None, Some("nobody"))];
    assert_eq!(typed(&profile).style.unwrap().code, "cautious");
    assert_eq!(typed(&profile).persona, None, "a code that no rule has is not taken for a persona");
}

#[test]
fn the_six_personas_show_what_they_rest_on() {
    let mut profile = customer(&[800; 12]);
    profile.customer.tags = vec![RawText::new("商务"), RawText::new("经理")];
    let persona = typed(&profile).persona.unwrap();
    assert_eq!(persona.code, "business_elite");
    let shown: Vec<(&str, i32)> =
        persona.because.iter().map(|because| (because.value.as_str(), because.points)).collect();
    assert_eq!(shown, [("商务", 20), ("800", 30)]);
    assert_eq!(persona.points, 50);
}

fn stage(profile: &Profile, product: &str) -> (Option<Stage>, Source) {
    let found = seen(profile, &[]).experience.into_iter().find(|it| it.product == product).unwrap();
    (found.stage, found.source)
}

#[test]
fn a_stage_is_guessed_only_from_use() {
    let extras = |fees: &[Option<i64>]| {
        let mut profile = customer(&vec![400; fees.len()]);
        for (month, fee) in profile.usage.iter_mut().zip(fees) {
            month.vas_fee = fee.map(Fen);
        }
        stage(&profile, "value_added")
    };
    let months = |used, known| Source::Months { used, known };
    assert_eq!(extras(&[None; 12]), (None, Source::Nobody), "unknown is not unused");
    assert_eq!(extras(&[Some(0); 12]), (None, months(0, 12)), "never used: what they know must be asked");
    assert_eq!(extras(&[Some(5); 6]), (Some(Stage::Loyalty), months(6, 6)));
    assert_eq!(extras(&[Some(5); 5]), (Some(Stage::Use), months(5, 5)));
    let mut lapsed = [Some(5); 12];
    lapsed[9..].fill(Some(0));
    assert_eq!(extras(&lapsed), (None, months(9, 12)), "three months without it are no use any more");
    lapsed[9] = Some(5);
    assert_eq!(extras(&lapsed), (Some(Stage::Use), months(10, 12)));
    let mut profile = customer(&[400; 12]);
    profile.customer.package = Some(RawText::new("5G智享套餐"));
    assert_eq!(stage(&profile, "5g"), (Some(Stage::Use), Source::Word { word: "5G".to_owned() }));
    assert_eq!(stage(&profile, "broadband"), (None, Source::Nobody));
    profile.told = vec![told("experience.broadband", None, Some("leaning"))];
    assert_eq!(stage(&profile, "broadband"), (Some(Stage::Leaning), Source::Agent { at: now() }));
    profile.told = vec![told("experience.5g", None, Some("awareness"))];
    assert_eq!(stage(&profile, "5g").0, Some(Stage::Awareness), "the agent knows better than the record");
    profile.told = vec![told("experience.5g", None, Some("enthusiasm"))];
    assert_eq!(stage(&profile, "5g").0, Some(Stage::Use), "a word of a later version is not guessed at");
}

#[test]
fn every_stage_has_its_method_and_every_cell_its_question_in_both_languages() {
    let book = rules::built_in().person;
    for stage in Stage::ALL {
        let method = book.method(stage).unwrap();
        assert!(method.way.zh != method.way.en && !method.ask.zh.is_empty() && !method.ask.en.is_empty());
    }
    for cell in seen(&customer(&[]), &[]).relation.cells {
        assert!(book.learn(cell.module, cell.depth).is_some());
    }
    assert!(book.product.iter().all(|product| product.used.is_some() == product.words.is_empty()));
    assert!(book.missing.iter().all(|ask| !ask.channels.is_empty() && !ask.ask.en.is_empty()));
}

#[test]
fn the_relation_is_as_wide_and_deep_as_what_the_agent_wrote() {
    let mut profile = customer(&[]);
    let relation = seen(&profile, &[]).relation;
    assert_eq!((relation.cells.len(), relation.width, relation.depth), (6, 0, 0));
    assert!(relation.cells.iter().all(|cell| cell.is_empty()));
    profile.told =
        vec![told("relation.work.custom", Some(2), None), told("relation.life.custom", None, Some("滑雪"))];
    let relation = seen(&profile, &[]).relation;
    assert_eq!((relation.width, relation.depth), (2, 1));
    profile.told.push(told("relation.life.experience", None, Some("一起看过演出")));
    let relation = seen(&profile, &[]).relation;
    assert_eq!((relation.width, relation.depth), (2, 2));
}

#[test]
fn missing_facts_and_the_channel_to_ask() {
    let mut profile = customer(&[]);
    profile.customer.name = Some(RawText::new("王小明"));
    let asked = |profile: &Profile| -> Vec<(Field, Option<Channel>)> {
        seen(profile, &[]).missing.into_iter().map(|missing| (missing.fact, missing.channel)).collect()
    };
    let channel =
        |profile: &Profile, fact| asked(profile).into_iter().find(|(it, _)| *it == fact).map(|it| it.1);
    assert_eq!(asked(&profile)[0], (Field::PreferredTime, Some(Channel::ThisCall)));
    assert!(channel(&profile, Field::Name).is_none(), "what is known is not missing");
    assert_eq!(channel(&profile, Field::GroupName), Some(Some(Channel::Visit)));
    profile.customer.marketing_consent = Some(Consent::Unknown);
    assert_eq!(channel(&profile, Field::MarketingConsent), Some(Some(Channel::ThisCall)));
    profile.customer.marketing_consent = Some(Consent::No);
    assert_eq!(channel(&profile, Field::MarketingConsent), None, "a refusal is an answer");
    // An open complaint: nothing but the complaint.
    let at = now() - Duration::days(3);
    profile.events = vec![CustomerEvent { at, kind: EventKind::Complaint, detail: None }];
    assert_eq!(channel(&profile, Field::PreferredTime), Some(None));
    assert_eq!(channel(&profile, Field::Taboo), Some(Some(Channel::Complaint)));
    profile.events.push(CustomerEvent { at: now(), kind: EventKind::ComplaintClosed, detail: None });
    assert_eq!(channel(&profile, Field::PreferredTime), Some(Some(Channel::ThisCall)));
    // What was heard since goes to the end.
    profile.told = vec![told("fact.preferred_time", None, Some("晚上七点以后"))];
    let missing = seen(&profile, &[]).missing;
    assert_eq!(missing.last().unwrap().fact, Field::PreferredTime);
    assert_eq!(missing.last().unwrap().heard.as_ref().unwrap().0.as_raw(), "晚上七点以后");
}

#[test]
fn the_channel_rule_of_those_who_want_no_calls_and_no_marketing() {
    use seatmate::domain::person::missing::missing;
    let mut book = rules::built_in().person;
    book.missing.truncate(1);
    book.missing[0].channels =
        vec![Channel::Survey, Channel::FollowUpCall, Channel::SmallGift, Channel::Shop];
    let mut profile = customer(&[]);
    let first = |profile: &Profile| missing(profile, &book)[0].channel;
    assert_eq!(first(&profile), Some(Channel::Survey));
    profile.customer.do_not_call = Some(true);
    assert_eq!(first(&profile), Some(Channel::SmallGift));
    profile.customer.marketing_consent = Some(Consent::No);
    assert_eq!(first(&profile), Some(Channel::Shop));
    profile.customer.do_not_call = None;
    assert_eq!(first(&profile), Some(Channel::FollowUpCall), "a survey is marketing, a follow-up is not");
}

#[test]
fn the_two_axes_say_what_they_rest_on() {
    let mut profile = customer(&[400; 12]);
    let axes = |profile: &Profile| assess_value(profile, &ValueRules::default(), &[]).axes;
    assert_eq!(axes(&profile).bill, None, "150 is below 165");
    profile.usage.iter_mut().for_each(|month| month.bill = Some(Fen(16_500)));
    assert_eq!(axes(&profile).bill, Some(Fen(16_500)));
    profile.customer.level = Some(Level::Silver);
    assert_eq!(axes(&profile).level, None);
    profile.customer.level = Some(Level::Gold);
    profile.customer.tags = vec![RawText::new("集团关键人")];
    let found = axes(&profile);
    assert_eq!((found.level, found.influence.as_deref()), (Some(Level::Gold), Some("关键人")));
}

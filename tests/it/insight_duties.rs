//! What is unpaid comes before any package; no sales line while sales are held back; a port-out code that lives is red; every rule has its
//! sentence, and nothing states a probability of leaving.

use chrono::Duration;

use seatmate::app::Lang;
use seatmate::app::key::Key;
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::insight_words::Teller;
use seatmate::content::rules;
use seatmate::content::words::Words;
use seatmate::domain::event::EventKind;
use seatmate::domain::insight::assessment::assess;
use seatmate::domain::insight::brief::Says;
use seatmate::domain::insight::churn::{Alarm, SIGN_CODES};
use seatmate::domain::insight::in_call::InCall;
use seatmate::domain::insight::next_action::{Kind, Proposal};
use seatmate::domain::insight::picture::{Picture, look_in_call};
use seatmate::domain::money::Fen;
use seatmate::domain::profile::Profile;
use seatmate::domain::safe_text::RawText;
use seatmate::synth::demo::Situation;
use seatmate::ui::picture::Picture as Drawn;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme};

use crate::cli::Seat;
use crate::insight_signs::now;
use crate::insight_value::{happened, open_to_offers, today};

fn codes(picture: &Picture) -> Vec<String> {
    picture.next.proposals.iter().map(|proposal| proposal.code.clone()).collect()
}

fn begins(profile: &Profile) -> Proposal {
    let picture = look_in_call(profile, now(), &rules::built_in(), InCall::default());
    let begin = picture.brief.iter().find_map(|clause| match &clause.says {
        Says::Begin { proposal } => Some((**proposal).clone()),
        _ => None,
    });
    begin.unwrap()
}

#[test]
fn what_is_unpaid_is_reminded_of_before_any_package() {
    let mut profile = open_to_offers(&[129, 157, 157]);
    assert_eq!(begins(&profile).kind, Kind::Sale);
    profile.customer.arrears = Some(Fen(2850));
    let first = begins(&profile);
    assert_eq!((first.code.as_str(), first.kind), ("remind_arrears", Kind::Duty));
    assert_eq!(first.owed.unwrap().amount, Fen(2850));
    let said = |tag: &str, first: &Proposal| {
        let words = Words::new(tag);
        Teller { words: &words, today: today() }.first_line(first)
    };
    assert!(said("en", &first).contains("28.50 yuan is still unpaid; once that is paid"), "{first:?}");
    assert!(said("zh-CN", &first).contains("28.50 元没有缴，缴清后一切照常使用"), "{first:?}");
    // The line is stopped: since when is said. A payment after the stop turns the reminder into the duty to resume.
    happened(&mut profile, EventKind::Stop, 5_000);
    let stopped = begins(&profile);
    assert!(stopped.owed.unwrap().stopped_on.is_some());
    assert!(said("en", &stopped).contains("stopped since"), "{stopped:?}");
    happened(&mut profile, EventKind::Payment, 60);
    let paid = look_in_call(&profile, now(), &rules::built_in(), InCall::default());
    assert_eq!(codes(&paid).first().map(String::as_str), Some("restore_service"));
    assert!(!codes(&paid).contains(&"remind_arrears".to_owned()));
}

#[test]
fn while_sales_are_held_back_no_sales_line_is_spoken_unless_the_customer_began() {
    let mut book = rules::built_in();
    book.actions.hold_out = 0;
    let mut silent = open_to_offers(&[129, 157, 157]);
    silent.customer.marketing_consent = None;
    let sells = |heard| {
        let seen = codes(&look_in_call(&silent, now(), &book, heard));
        seen.contains(&"package_check".to_owned()) || seen.contains(&"offer_benefit".to_owned())
    };
    let calm = InCall::default();
    assert!(!sells(calm));
    assert!(sells(InCall { asked: true, ..calm }) && sells(InCall { bill: true, ..calm }));
    assert!(!sells(InCall { bill: true, declined: true, ..calm }));
    assert_eq!(begins(&silent).code, "listen");
}

#[test]
fn a_port_out_code_that_lives_is_red_whatever_keeps_the_customer() {
    let mut profile = open_to_offers(&[150, 150, 150]);
    profile.customer.joined_on = Some(today() - Duration::days(4_000));
    profile.customer.contract_end = Some(today() + Duration::days(800));
    profile.customer.tags = vec![RawText::new("家庭"), RawText::new("宽带")];
    let book = rules::built_in();
    let seen = |profile: &Profile| look_in_call(profile, now(), &book, InCall::default());
    assert_eq!(seen(&profile).alarm, Alarm::None);
    happened(&mut profile, EventKind::PortRequest, 10);
    let lives = seen(&profile);
    assert!(
        lives.churn.points < book.churn.levels.amber,
        "the points alone are calm: {}",
        lives.churn.points
    );
    assert_eq!(lives.alarm, Alarm::Red);
    assert_eq!(assess(&profile, now(), &book).alarm, Alarm::Red);
    let words = Words::new("en");
    let rule = Teller { words: &words, today: today() }.points_rule(&lives, &book);
    assert!(
        rule.sentence.contains("The code to port lives: at least red") && rule.rule == "floor",
        "{rule:?}"
    );
    // An hour later it is a request of the last month: amber. The shop may state otherwise.
    profile.events.clear();
    happened(&mut profile, EventKind::PortRequest, 61);
    assert_eq!(seen(&profile).alarm, Alarm::Amber);
    let mut own = rules::built_in();
    own.churn.floor.port_request = Alarm::None;
    assert_eq!(look_in_call(&profile, now(), &own, InCall::default()).alarm, Alarm::None);
}

#[test]
fn every_rule_has_its_sentence_in_both_languages() {
    let others = [
        "target", "standing", "tier", "stage", "course", "calling", "next", "duty", "quiet", "limits",
        "quota", "capped",
    ];
    for tag in ["zh-CN", "en"] {
        let words = Words::new(tag);
        for code in SIGN_CODES.into_iter().chain(others) {
            assert!(words.has(&format!("insight-rule-{code}")), "{tag}: no sentence for the rule {code}");
        }
        for code in SIGN_CODES {
            assert!(words.has(&format!("insight-sign-{code}")), "{tag}: no sentence for the sign {code}");
            assert!(words.has(&format!("insight-name-{code}")), "{tag}: no name for the sign {code}");
        }
        for code in ["port_code_lives", "port_request"] {
            assert!(words.has(&format!("insight-floor-{code}")), "{tag}: no sentence for the floor {code}");
        }
    }
}

/// Words that would state one. The chance in the rule of silence is of days without a call, not of leaving.
const STATED: [&str; 10] = [
    "probab",
    "likelihood",
    "likely to leave",
    "risk of leaving",
    "chance of",
    "概率",
    "几率",
    "可能性",
    "离网率",
    "流失率",
];

fn states_one(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    text.lines().find(|line| STATED.iter().any(|word| line.contains(word))).map(str::to_owned)
}

/// Our own sentences that say there is none, taken away by their keys.
fn without_our_own(text: &str, words: &Words) -> String {
    let keys = ["insight-no-probability", "own-no-probability"];
    keys.iter().fold(text.to_lowercase(), |text, key| text.replace(&words.get(key).to_lowercase(), ""))
}

#[test]
fn no_screen_and_no_rule_states_a_probability_of_leaving() {
    let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::NARROW);
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang.tag());
        for situation in Situation::ALL {
            let mut stage = Stage::new(lang, (200, 60), usual_now());
            stage.rings(stage.caller(situation));
            stage.press(Key::ctrl('n'));
            for pane in [2, 3] {
                stage.press(Key::f(pane));
                let text = Drawn::new(&stage.app, &look, (200, 60)).text();
                assert_eq!(states_one(&without_our_own(&text, &words)), None, "{situation:?}");
                no_percent_beside_the_level(&text, &words);
            }
            let Some(customer) = stage.app.customer() else { continue };
            let (picture, book) = (&customer.picture, rules::built_in());
            let tell = Teller { words: &words, today: today() };
            let mut said = vec![tell.points_rule(picture, &book).sentence];
            said.extend(picture.churn.signs.iter().map(|sign| tell.sign_rule(sign, &book.churn).sentence));
            said.extend(picture.next.proposals.iter().map(|one| tell.next_rule(one).sentence));
            said.extend(picture.next.proposals.iter().map(|one| tell.because(one, picture.alarm)));
            for sentence in said {
                assert_eq!(states_one(&without_our_own(&sentence, &words)), None);
            }
        }
    }
    assert!(states_one("probability of leaving 12 %").is_some() && states_one("离网概率 12 %").is_some());
}

/// The row of the level gives points, and no share of anything.
fn no_percent_beside_the_level(text: &str, words: &Words) {
    let labels = ["red", "amber", "none"].map(|level| {
        format!("{} {}", words.get("insight-churn"), words.get(&format!("insight-alarm-{level}")))
    });
    for (line, label) in text.lines().flat_map(|line| labels.iter().map(move |label| (line, label))) {
        if let Some((_, beside)) = line.split_once(label.as_str()) {
            let cell: String = beside.chars().take(20).collect();
            assert!(!cell.contains('%'), "{line}");
        }
    }
}

#[test]
fn show_states_no_probability_of_leaving() {
    let seat = Seat::with_customers();
    for lang in ["zh-CN", "en"] {
        let words = Words::new(lang);
        let text = seat.run(&format!("--lang {lang} show 199-0000-0001")).ends(0).out;
        assert_eq!(states_one(&without_our_own(&text, &words)), None);
        no_percent_beside_the_level(&text, &words);
    }
    let document = seat.run("--json show 199-0000-0001").ends(0).out;
    assert_eq!(states_one(&document), None);
}

//! F5 with the keyboard: cards from the customer's own months, and what is tried out during the call.

use std::sync::Arc;

use seatmate::app::Pane;
use seatmate::app::offers::{Dial, Offers};
use seatmate::content::packages::load;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::recommend::answer::{Said, Why};
use seatmate::domain::recommend::cards::label;
use seatmate::domain::recommend::{Catalogue, Verdict, WhatIf};
use seatmate::domain::safe_text::RawText;
use seatmate::domain::usage::{Kilobytes, Minutes, UsageMonth};

use crate::desk::{Desk, WANG};

/// Ten months on the small 58 yuan package, one GB beyond every month: 58 + 60 yuan.
fn desk() -> Desk {
    let mut desk = prepared();
    desk.rings(WANG).press("Ctrl-N");
    desk
}

/// The same before anybody calls.
pub(crate) fn prepared() -> Desk {
    let mut desk = Desk::new();
    let catalogue = load(None).0.on_offer();
    desk.outside.packages.clone_from(&catalogue.packages);
    let desk_app = std::mem::replace(&mut desk.app, Desk::new().app);
    desk.app = desk_app.with_catalogue(Arc::new(catalogue));
    let person = &mut desk.outside.people[0];
    person.customer.package = Some(RawText::new("4G飞享套餐58元档"));
    person.customer.birthday = "1980-05-01".parse().ok();
    person.customer.brand = Some(RawText::new("全球通"));
    person.usage = (1..=10)
        .map(|month| {
            let mut usage = UsageMonth::unknown(Month::new(2026, month).unwrap());
            usage.bill = Some(Fen::yuan(118));
            usage.package_fee = Some(Fen::yuan(58));
            usage.data_fee = Some(Fen::yuan(60));
            usage.voice_out_min = Some(Minutes(100));
            usage.data = Some(Kilobytes::from_mb(4 * 1024));
            usage
        })
        .collect();
    desk
}

pub(crate) fn offers(desk: &Desk) -> &Offers {
    &desk.app.customer().unwrap().offers
}

fn sign(desk: &mut Desk, c: char) {
    desk.types(&c.to_string());
}

#[test]
fn the_cards_are_there_when_the_call_is_answered_and_rest_on_the_customers_own_months() {
    let desk = desk();
    let advice = offers(&desk).advice.as_deref().unwrap();
    assert_eq!(advice.model.error_per_mille, Some(0), "58 + 60 to the fen");
    assert!(!matches!(advice.verdict, Verdict::Stay { .. }), "{:?}", advice.verdict);
    let cards = offers(&desk).cards();
    assert!(cards[0].is_advised && cards[0].entry.saving.unwrap().month >= Fen::yuan(5));
}

#[test]
fn keys_try_out_more_and_less_and_zero_goes_back_to_the_customers_own_months() {
    let mut desk = desk();
    desk.press("F5");
    assert_eq!(desk.app.focus, Pane::Offers);
    let own = offers(&desk).advice.as_deref().unwrap().current.as_ref().unwrap().mean;
    sign(&mut desk, '2');
    assert_eq!(offers(&desk).dial, Dial::Data);
    sign(&mut desk, '+');
    sign(&mut desk, '+');
    assert_eq!(offers(&desk).what_if, WhatIf { data_mb: 2048, ..WhatIf::default() });
    let more = offers(&desk).advice.as_deref().unwrap().current.as_ref().unwrap().mean;
    assert_eq!(more, own + Fen::yuan(120), "two more GB cost 60 yuan each, in the same moment");
    // An input method makes full-width signs of them.
    desk.press("－");
    assert_eq!(offers(&desk).what_if.data_mb, 1024);
    desk.press("Right");
    assert_eq!(offers(&desk).dial, Dial::RoamingDays);
    sign(&mut desk, '-');
    assert_eq!(offers(&desk).what_if.roaming_days, 0, "nobody roams less than no day");
    sign(&mut desk, '0');
    assert!(offers(&desk).what_if.is_own());
    assert_eq!(offers(&desk).advice.as_deref().unwrap().current.as_ref().unwrap().mean, own);
}

#[test]
fn the_keys_do_nothing_elsewhere_and_say_so() {
    let mut desk = desk();
    desk.press("F2");
    sign(&mut desk, '+');
    assert!(offers(&desk).what_if.is_own());
}

#[test]
fn a_late_answer_is_dropped() {
    let mut desk = desk();
    let late = seatmate::app::event::Event::Advised {
        ticket: seatmate::app::event::Ticket(u64::MAX),
        advice: Box::new(
            seatmate::domain::recommend::Case::of(
                &desk.outside.people[1],
                &Catalogue::default(),
                "2026-11-22".parse().unwrap(),
            )
            .advise(&[], WhatIf::default(), seatmate::domain::recommend::Settings::default()),
        ),
    };
    let before = offers(&desk).advice.clone();
    desk.happens(late);
    assert_eq!(offers(&desk).advice, before);
}

#[test]
fn without_a_catalogue_the_bills_speak_alone() {
    let mut desk = Desk::new();
    assert_eq!(*desk.app.catalogue, Catalogue::default());
    desk.rings(WANG).press("Ctrl-N");
    assert!(offers(&desk).advice.is_none());
}

#[test]
fn a_refused_card_makes_room_at_once_and_every_answer_is_recorded() {
    let mut desk = desk();
    desk.press("F5");
    let first = label(offers(&desk).cards()[0].entry);
    desk.press("9");
    assert!(offers(&desk).declining && desk.outside.answers.is_empty(), "a refusal has a reason");
    desk.press("1");
    let said = &desk.outside.answers[0];
    assert_eq!((said.offer.as_str(), said.said), (first.as_str(), Said::Declined(Why::Price)));
    assert_eq!(said.call, desk.call().id);
    assert!(said.saving.is_some());
    let cards = offers(&desk).cards();
    assert!(!cards.is_empty() && cards.iter().all(|card| label(card.entry) != first));
    let next = label(cards[0].entry);
    desk.press("7");
    let said = &desk.outside.answers[1];
    assert_eq!((said.offer.as_str(), said.said), (next.as_str(), Said::Accepted));
    desk.press("8");
    assert_eq!(desk.outside.answers[2].said, Said::Maybe);
    assert_eq!(offers(&desk).answers.len(), 2, "one answer for each offer");
}

//! What a customer said to offers stays: on the disk through failures, in the history, and in what is pitched next. And the rule of
//! when a package may be spoken of, in keystrokes and screens.

use seatmate::domain::call::{CallId, CallKind};
use seatmate::domain::money::Fen;
use seatmate::domain::recommend::answer::{PastOffer, Said, Why};
use seatmate::domain::recommend::cards::label;
use seatmate::domain::time::parse_moment;
use seatmate::domain::used::{Topic, Use};
use uuid::Uuid;

use crate::desk::{Desk, WANG};
use crate::desk_offers::{offers, prepared};

fn past(offer: &str, said: Said, at: &str) -> PastOffer {
    PastOffer {
        call: CallId(Uuid::from_u128(5)),
        offer: offer.to_owned(),
        said,
        saving: Some(Fen::yuan(30)),
        at: parse_moment(at).unwrap(),
    }
}

fn shown(desk: &Desk) -> String {
    desk.screen(200, 60)
}

#[test]
fn an_answer_that_the_disk_refuses_is_told_again_until_it_is_written_once() {
    let mut desk = prepared();
    desk.rings(WANG).press("Ctrl-N F5");
    desk.outside.disk_full = true;
    desk.press("8");
    assert!(desk.outside.answers.is_empty());
    assert!(
        desk.app.notices.problems.iter().any(|problem| problem.code == "disk-full"),
        "and the agent sees it"
    );
    desk.waits(4_000);
    assert!(desk.outside.answers.is_empty(), "still full");
    // The customer thinks again before the disk does: only the last word counts.
    desk.press("7");
    desk.outside.disk_full = false;
    desk.waits(4_000);
    let said: Vec<Said> = desk.outside.answers.iter().map(|answer| answer.said).collect();
    assert_eq!(said, [Said::Accepted], "never lost, never doubled, never the older after the newer");
    desk.waits(9_000);
    assert_eq!(desk.outside.answers.len(), 1);
    assert!(desk.app.notices.problems.is_empty(), "over: {:?}", desk.app.notices.problems);
}

#[test]
fn leaving_tells_once_more_what_the_disk_refused() {
    let mut desk = prepared();
    desk.rings(WANG).press("Ctrl-N F5");
    desk.outside.disk_full = true;
    desk.press("7");
    desk.outside.disk_full = false;
    desk.press("Ctrl-Q Ctrl-Q");
    assert!(desk.outside.left);
    assert_eq!(desk.outside.answers.len(), 1);
}

#[test]
fn what_was_declined_is_not_pitched_first_again_for_ninety_days_and_the_screen_says_why() {
    let mut desk = prepared();
    desk.rings(WANG).press("Ctrl-N");
    let first = label(offers(&desk).cards()[0].entry);
    for (at, rests) in [("2026-11-02 10:00:00", true), ("2026-08-01 10:00:00", false)] {
        let mut desk = prepared();
        desk.outside.people[0].offers = vec![past(&first, Said::Declined(Why::Price), at)];
        desk.rings(WANG).press("Ctrl-N F5");
        let cards = offers(&desk).cards();
        assert!(!cards.is_empty());
        assert_eq!(cards.iter().all(|card| label(card.entry) != first), rests, "{at}");
        let screen = shown(&desk);
        assert_eq!(screen.contains("嫌贵") && screen.contains("2027-01-31"), rests, "{screen}");
        let ranked = &offers(&desk).advice.as_deref().unwrap().ranked;
        assert!(ranked.iter().any(|entry| label(entry) == first), "nothing leaves the ranking");
        desk.press("F7");
        assert!(shown(&desk).contains("不要（嫌贵）"), "F7 tells when and why");
    }
    // The newest word counts: a maybe after a no opens it again.
    let mut desk = prepared();
    desk.outside.people[0].offers = vec![
        past(&first, Said::Maybe, "2026-11-10 10:00:00"),
        past(&first, Said::Declined(Why::Bother), "2026-11-02 10:00:00"),
    ];
    desk.rings(WANG).press("Ctrl-N F5");
    assert_eq!(label(offers(&desk).cards()[0].entry), first);
}

#[test]
fn an_outbound_call_does_not_open_with_a_package_until_the_customer_brings_it_up() {
    let mut desk = Desk::that_can_dial();
    let ready = prepared();
    desk.outside.people = ready.outside.people;
    desk.outside.packages = ready.outside.packages;
    desk.app = desk.app.with_catalogue(ready.app.catalogue);
    // Nothing went beyond lately: no reason of service.
    for month in &mut desk.outside.people[0].usage {
        month.data_fee = Some(Fen(0));
        month.bill = Some(Fen::yuan(58));
        month.data = Some(seatmate::domain::usage::Kilobytes::from_mb(100));
    }
    desk.press("Ctrl-F").types("8000").press("F3");
    let call = desk.app.calls.current().expect("an outbound call");
    assert_eq!(call.kind, CallKind::CareOutbound);
    desk.press("F5");
    let screen = shown(&desk);
    assert!(screen.contains("不要主动谈套餐") && screen.contains("解除"), "{screen}");
    desk.press("6");
    let screen = shown(&desk);
    assert!(
        screen.contains("可以谈套餐：客户对账单有意见") && !screen.contains("不要主动谈套餐"),
        "{screen}"
    );
    desk.press("6");
    assert!(shown(&desk).contains("不要主动谈套餐"), "taken back");
    // From the note, without leaving it.
    desk.press("F6").types("记").press("Ctrl-G /");
    assert_eq!(desk.note(), "记");
    assert!(offers(&desk).heard.asked);
    desk.press("F5");
    assert!(shown(&desk).contains("可以谈套餐：客户主动问起"));
    let heard: Vec<Use> = desk.outside.used.iter().map(|used| used.what.clone()).collect();
    let heard_as = |heard, taken_back| Use::Heard { heard, taken_back };
    assert_eq!(
        heard,
        [heard_as(Topic::Bill, false), heard_as(Topic::Bill, true), heard_as(Topic::Asked, false)]
    );
}

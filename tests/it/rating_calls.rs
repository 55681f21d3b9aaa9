//! Packages in a call: whether a call may open with one, why a bill rose, and the months as the store has them.

use seatmate::domain::call::Direction;
use seatmate::domain::customer::{Consent, Customer};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::insight::assess;
use seatmate::domain::money::Fen;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::profile::Profile;
use seatmate::domain::rating::{Assumptions, Mark};
use seatmate::domain::recommend::changes::{Part, latest};
use seatmate::domain::recommend::history;
use seatmate::domain::recommend::opening::{Heard, Hold, Opening, Reason, opening};
use seatmate::domain::time::{Moment, parse_moment};
use seatmate::domain::usage::{Kilobytes, Minutes, UsageMonth};

use crate::rating_golden::month;

fn now() -> Moment {
    parse_moment("2026-11-22 10:00").unwrap()
}

fn real(at: &str, overage: i64) -> UsageMonth {
    UsageMonth {
        bill: Some(Fen(5_800 + overage)),
        package_fee: Some(Fen(5_800)),
        voice_fee: Some(Fen(0)),
        data_fee: Some(Fen(overage)),
        voice_min: Some(Minutes(301)),
        data: Some(Kilobytes::from_mb(3_000)),
        ..UsageMonth::unknown(month(at))
    }
}

fn profile(overage: [i64; 3]) -> Profile {
    let [a, b, c] = overage;
    Profile {
        id: seatmate::domain::customer::CustomerId(1),
        customer: Customer::bare(PhoneNumber::parse("13800138000").unwrap()),
        usage: vec![real("2026-08", a), real("2026-09", b), real("2026-10", c)],
        habit: None,
        events: Vec::new(),
        history: Vec::new(),
        follow_ups: Vec::new(),
        offers: Vec::new(),
        quiet: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
    }
}

fn outbound(profile: &Profile, heard: Heard) -> Opening {
    opening(Direction::Out, profile, &assess(profile, now()), heard)
}

fn event(kind: EventKind, detail: &str) -> CustomerEvent {
    CustomerEvent { at: parse_moment("2026-11-20 09:00").unwrap(), kind, detail: Some(detail.into()) }
}

#[test]
fn an_outbound_call_needs_a_reason_to_speak_of_packages() {
    let quiet = profile([0, 0, 0]);
    assert_eq!(outbound(&quiet, Heard::default()), Opening::MustNot { because: Hold::NoReason });
    let once = profile([0, 0, 3_000]);
    assert_eq!(outbound(&once, Heard::default()), Opening::MustNot { because: Hold::NoReason });
    let twice = profile([0, 3_000, 3_000]);
    assert_eq!(
        outbound(&twice, Heard::default()),
        Opening::May { because: Reason::RepeatedOverage { months: 2 } }
    );
    let asked = Heard { asked: true, ..Heard::default() };
    assert_eq!(outbound(&quiet, asked), Opening::May { because: Reason::Asked });
    let inbound = opening(Direction::In, &quiet, &assess(&quiet, now()), Heard::default());
    assert_eq!(inbound, Opening::May { because: Reason::CalledIn });
}

#[test]
fn overage_is_no_reason_when_the_customer_refused_or_is_leaving_or_complains() {
    let mut refused = profile([3_000; 3]);
    refused.customer.marketing_consent = Some(Consent::No);
    assert_eq!(outbound(&refused, Heard::default()), Opening::MustNot { because: Hold::DoNotMarket });
    let mut porting = profile([3_000; 3]);
    porting.events = vec![event(EventKind::PortQuery, "CXXZ")];
    assert_eq!(outbound(&porting, Heard::default()), Opening::MustNot { because: Hold::AskedToPort });
    let mut complaint = profile([3_000; 3]);
    complaint.events = vec![event(EventKind::Complaint, "信号差")];
    assert_eq!(outbound(&complaint, Heard::default()), Opening::MustNot { because: Hold::ComplaintOpen });
    complaint.events = vec![event(EventKind::Complaint, "话费太高")];
    assert_eq!(outbound(&complaint, Heard::default()), Opening::May { because: Reason::BillComplaint });
    let mut owing = profile([3_000; 3]);
    owing.customer.arrears = Some(Fen(100));
    assert_eq!(outbound(&owing, Heard::default()), Opening::MustNot { because: Hold::Arrears });
}

#[test]
fn why_this_month_is_38_yuan_more() {
    let mut before = real("2026-09", 1_000);
    let mut after = real("2026-10", 4_000);
    (before.roaming_fee, after.roaming_fee) = (Some(Fen(1_200)), Some(Fen(0)));
    (before.vas_fee, after.vas_fee) = (None, Some(Fen(1_500)));
    before.bill = Some(Fen(5_800 + 1_000 + 1_200));
    after.bill = before.bill.map(|bill| bill + Fen(3_800));
    let changes = latest(&[before, after]).unwrap();
    let parts: Vec<_> = changes.parts.iter().map(|part| (part.part, part.by)).collect();
    // 30 more for data, 12 less for roaming; the rest, 20 yuan, is not split by both bills.
    assert_eq!(parts, [(Part::Data, Fen(3_000)), (Part::Other, Fen(2_000)), (Part::Roaming, Fen(-1_200))]);
    assert_eq!(changes.total, Fen(3_800));
    assert_eq!(latest(&[real("2026-10", 0)]), None);
}

#[test]
fn months_without_a_measure_are_left_out_and_estimates_are_marked() {
    let mut usage = profile([0; 3]).usage;
    usage[1].data = None;
    let read = history(&usage, Assumptions::default());
    assert_eq!((read.months.len(), read.missing, read.blind), (2, 1, false));
    let first = read.months[0].used;
    assert_eq!(first.minutes, Some(151), "half of 301, rounded up");
    assert!(first.marks.has(Mark::MinutesEstimated));
    usage[0].voice_out_min = Some(Minutes(90));
    let exact = history(&usage, Assumptions::default()).months[0].used;
    assert_eq!((exact.minutes, exact.marks.has(Mark::MinutesEstimated)), (Some(90), false));
    for month in &mut usage {
        month.data = None;
    }
    let blind = history(&usage, Assumptions::default());
    assert_eq!((blind.months.len(), blind.blind), (3, true), "minutes alone are rated, and it is said");
    assert_eq!(history(&[], Assumptions::default()).months, []);
    let years: Vec<UsageMonth> =
        (0..24).map(|at| UsageMonth { month: month("2024-11").plus(at), ..real("2024-11", 0) }).collect();
    let two = history(&years, Assumptions::default());
    assert_eq!((two.months.len(), two.earlier.len(), two.missing), (12, 12, 0));
}

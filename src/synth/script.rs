//! What happens in the demo: past calls, tasks of a campaign, and the order in which people call in.

use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallStart, Direction, EndReason, Party};
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::note::{Note, NoteId, WrapUp};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, from_local, local};
use crate::synth::demo::{DemoBegins, DemoCall, PastDemoCall, Situation, World};
use crate::synth::hand_made::Talk;
use crate::synth::{NUMBERS, number};

/// A version 7 id from a moment and a counter: the demo has no use for chance.
fn id(at: Moment, kind: u8, counter: usize) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    let mut tail = [0; 10];
    let [.., a, b] = counter.to_be_bytes();
    for (slot, byte) in tail.iter_mut().zip([0, 0, kind, 0, 0, 0, 0, 0, a, b]) {
        *slot = byte;
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// A call of the past with its wrap-up.
pub(crate) fn past_call(talk: &Talk, number: PhoneNumber, counter: usize, now: Moment) -> PastDemoCall {
    let at = talk.at(now);
    let call = CallId(id(at, 1, counter));
    let answered = at + TimeDelta::seconds(5);
    let ended = answered + TimeDelta::seconds(i64::from(talk.seconds));
    let saved = ended + TimeDelta::seconds(20);
    let direction = talk.direction();
    let kind = if direction == Direction::In { CallKind::Inbound } else { CallKind::CareOutbound };
    PastDemoCall {
        start: CallStart {
            id: call,
            key: CallKey(format!("demo-past:{counter}")),
            direction,
            kind,
            number: Some(number),
            customer: None,
            at,
            follow_up: None,
        },
        wrap_up: WrapUp {
            end: CallEnd {
                id: call,
                answered_at: Some(answered),
                ended_at: ended,
                held_seconds: 0,
                reason: EndReason::HungUp,
            },
            note: talk.note.as_ref().map(|body| Note {
                id: NoteId(id(saved, 2, counter)),
                call,
                number: Some(number),
                customer: None,
                body: RawText::new(body.as_str()),
                at: saved,
            }),
            disposition: talk.disposition(),
            follow_up: talk.promise.as_ref().map(|reason| FollowUp {
                id: id(saved, 3, counter),
                number,
                customer: None,
                due_at: Some(talk.due(now)),
                reason: RawText::new(reason.as_str()),
                origin: Origin::Promise { call },
            }),
            completes: None,
            at: saved,
        },
    }
}

/// A small campaign: contracts that end, and a few care calls. Most have a day, some only a place in the queue.
pub(crate) fn tasks(world: &World, now: Moment) -> Vec<FollowUp> {
    let crowd =
        world.customers.iter().skip(Situation::ALL.len()).filter(|person| person.do_not_call != Some(true));
    let mut tasks: Vec<FollowUp> = Vec::new();
    if let Some(person) = world.person(Situation::ContractEnd) {
        tasks.push(task(
            person.number,
            "合约到期前回访",
            "合约续签关怀",
            Some(civil(now + TimeDelta::hours(3))),
            2,
            0,
        ));
    }
    for (at, person) in crowd.step_by(31).take(8).enumerate() {
        let due =
            (at % 2 == 0).then(|| civil(now + TimeDelta::hours(2 + 5 * i64::try_from(at).unwrap_or(0))));
        let (reason, priority) = if at % 3 == 0 { ("套餐使用回访", 4) } else { ("季度关怀", 6) };
        tasks.push(task(person.number, reason, "四季度客户关怀", due, priority, at + 1));
    }
    tasks
}

fn task(
    number: PhoneNumber,
    reason: &str,
    campaign: &str,
    due_at: Option<Moment>,
    priority: u8,
    counter: usize,
) -> FollowUp {
    FollowUp {
        id: Uuid::new_v8([
            0x5e,
            0xa7,
            0x3a,
            0x7e,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            4,
            u8::try_from(counter).unwrap_or(u8::MAX),
        ]),
        number,
        customer: None,
        due_at,
        reason: RawText::new(reason),
        origin: Origin::Task { campaign: Some(RawText::new(campaign)), script: None, priority },
    }
}

/// Who calls in which order. `false` begins while the call before is still being talked.
const ORDER: &[(Caller, bool)] = &[
    (Caller::Known(Situation::AllWell), true),
    (Caller::Known(Situation::BillShock), true),
    (Caller::Known(Situation::ComplaintOpen), false),
    (Caller::Known(Situation::ContractEnd), true),
    (Caller::Stranger, true),
    (Caller::Known(Situation::RepeatedOverage), true),
    (Caller::Withheld, true),
    (Caller::Known(Situation::PortRequest), true),
    (Caller::Known(Situation::Birthday), true),
    (Caller::Known(Situation::Arrears), false),
    (Caller::Known(Situation::UsageDrop), true),
    (Caller::Known(Situation::Unknown), true),
    (Caller::Known(Situation::CompetitorHotline), true),
    (Caller::Known(Situation::PortQuery), true),
    (Caller::Known(Situation::PromiseOpen), true),
    (Caller::Known(Situation::DoNotMarket), true),
];

#[derive(Clone, Copy)]
enum Caller {
    Known(Situation),
    /// A number that no file has.
    Stranger,
    Withheld,
}

/// The calls of the demo. The first comes after four seconds, so that a newcomer sees one before wondering.
pub(crate) fn calls(world: &World) -> Vec<DemoCall> {
    ORDER
        .iter()
        .enumerate()
        .filter_map(|(at, (caller, quiet))| {
            let (party, name) = party(world, *caller)?;
            let wait = if at == 0 { 4 } else { 8 };
            Some(DemoCall {
                party,
                name,
                begins: if *quiet {
                    DemoBegins::AfterQuiet(Duration::from_secs(wait))
                } else {
                    DemoBegins::DuringTalk(Duration::from_secs(20))
                },
                rings: Duration::from_secs(45),
                talks: Duration::from_secs(if at == 0 { 240 } else { 150 }),
            })
        })
        .collect()
}

fn party(world: &World, caller: Caller) -> Option<(Party, Option<RawText>)> {
    match caller {
        Caller::Known(situation) => Some((Party::Number(world.person(situation)?.number), None)),
        Caller::Stranger => {
            // Far behind the crowd's last number.
            let stranger = number(u32::try_from(NUMBERS / 2).unwrap_or(u32::MAX));
            Some((Party::Number(stranger), Some(RawText::new("UNKNOWN CALLER"))))
        }
        Caller::Withheld => Some((Party::Withheld, None)),
    }
}

/// The same moment, or ten in the morning when it lies outside the hours in which one may call (9:00 to 20:00).
fn civil(at: Moment) -> Moment {
    let shop = local(at);
    let late = shop.hour() >= 20;
    if !late && shop.hour() >= 9 {
        return at;
    }
    let day = shop.date_naive() + TimeDelta::days(i64::from(late));
    day.and_hms_opt(10, 0, 0).map_or(at, from_local)
}

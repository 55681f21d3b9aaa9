//! The call-time habit of an invented customer, and what happened to them outside our calls.

use chrono::{Days, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::event::{CustomerEvent, EventKind};
use crate::domain::habit::HabitCell;
use crate::domain::safe_text::RawText;
use crate::domain::time::from_local;
use crate::synth::names::{pick, weighted};
use crate::synth::person::{Life, Sketch};

/// Shapes of a day: weights of the hours 7 to 22, for office workers, night people and early risers.
const DAYS: &[[u32; 16]] = &[
    [1, 3, 8, 9, 7, 4, 3, 5, 7, 7, 6, 5, 5, 4, 2, 1],
    [0, 1, 1, 2, 3, 4, 3, 3, 4, 5, 6, 7, 9, 9, 8, 5],
    [6, 8, 7, 5, 4, 3, 2, 2, 3, 4, 5, 4, 3, 1, 0, 0],
];

/// About a month of calls, in the hours in which this person calls.
pub(crate) fn habits(rng: &mut ChaCha8Rng, sketch: &Sketch) -> Vec<HabitCell> {
    // Habits come from a slow system that knows most customers, not all.
    if !rng.random_bool(0.85) {
        return Vec::new();
    }
    let Some(day) = pick(rng, DAYS) else { return Vec::new() };
    let per_week = (sketch.minutes / 2.2 / 4.0).clamp(2.0, 160.0);
    let weights: f64 = f64::from(day.iter().sum::<u32>()) * 6.4;
    let mut cells = Vec::new();
    for weekday in 1..=7_u8 {
        let week = if weekday > 5 { 0.7 } else { 1.0 };
        for (weight, hour) in day.iter().zip(7_u8..) {
            let expected = per_week * 4.0 * week * f64::from(*weight) / weights;
            let calls = (expected * rng.random_range(0.5..1.5)).round() as u32;
            // The system behind such files counts what repeats; a single call in a month is no habit.
            if calls > 1 {
                cells.push(HabitCell { weekday, hour, calls });
            }
        }
    }
    cells
}

const COMPLAINTS: &[&str] =
    &["扣费争议：不明增值业务", "室内信号差，通话断续", "套外流量费过高", "宽带报障处理慢", "营业厅服务态度"];
const VISITS: &[&str] = &["补卡", "更换套餐咨询", "领取积分礼品", "打印发票"];

/// What happened in the last year, oldest first.
pub(crate) fn events(rng: &mut ChaCha8Rng, today: NaiveDate, sketch: &Sketch) -> Vec<CustomerEvent> {
    let mut events = Vec::new();
    payments(rng, today, sketch, &mut events);
    if rng.random_bool(0.07) {
        complaint(rng, today, &mut events);
    }
    if rng.random_bool(0.15) {
        let what = pick(rng, VISITS).copied();
        events.extend(event(rng, today, 1..360, EventKind::Visit, what));
    }
    if rng.random_bool(0.2) {
        events.extend(event(rng, today, 1..200, EventKind::ServiceCall, Some("咨询账单")));
    }
    leaving(rng, today, sketch, &mut events);
    events.sort_by_key(|event| event.at);
    events
}

/// One moment between nine and nine, `days` before today.
fn event(
    rng: &mut ChaCha8Rng,
    today: NaiveDate,
    days: std::ops::Range<u64>,
    kind: EventKind,
    detail: Option<&str>,
) -> Option<CustomerEvent> {
    let day = today.checked_sub_days(Days::new(rng.random_range(days)))?;
    let at = day.and_hms_opt(rng.random_range(9..21), rng.random_range(0..60), 0)?;
    Some(CustomerEvent { at: from_local(at), kind, detail: detail.map(RawText::new) })
}

fn payments(rng: &mut ChaCha8Rng, today: NaiveDate, sketch: &Sketch, events: &mut Vec<CustomerEvent>) {
    if sketch.tenure < 4 || !rng.random_bool(0.5) {
        return;
    }
    let amount = (sketch.bill / 50.0).ceil() as u32 * 50;
    for month in 0..2_u64 {
        let days = month * 30 + 3..month * 30 + 12;
        events.extend(event(rng, today, days, EventKind::Payment, Some(&format!("缴费{amount}元"))));
    }
    // Three in a hundred were cut off for a few days and came back.
    if rng.random_bool(0.03) {
        events.extend(event(rng, today, 70..74, EventKind::Stop, Some("欠费停机")));
        events.extend(event(rng, today, 66..69, EventKind::Resume, None));
    }
}

fn complaint(rng: &mut ChaCha8Rng, today: NaiveDate, events: &mut Vec<CustomerEvent>) {
    let what = pick(rng, COMPLAINTS).copied();
    let open = rng.random_bool(0.15);
    let days = if open { 1..14 } else { 30..360 };
    events.extend(event(rng, today, days, EventKind::Complaint, what));
    if !open {
        events.extend(event(rng, today, 20..30, EventKind::ComplaintClosed, None));
    }
}

/// Who falls away looks around first; a few others do too.
fn leaving(rng: &mut ChaCha8Rng, today: NaiveDate, sketch: &Sketch, events: &mut Vec<CustomerEvent>) {
    let chance = if matches!(sketch.life, Life::Dropping | Life::Silent) { 0.45 } else { 0.008 };
    if !rng.random_bool(chance) {
        return;
    }
    let hotline = weighted(rng, &[("10010", 5), ("10000", 5), ("10099", 1)]).copied();
    for _ in 0..rng.random_range(1..4) {
        events.extend(event(rng, today, 2..28, EventKind::CompetitorHotline, hotline));
    }
    if rng.random_bool(0.3) {
        events.extend(event(rng, today, 1..40, EventKind::PortQuery, None));
    }
}

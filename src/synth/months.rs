//! Months of an invented customer: trend, season, chance, overage, roaming and silence.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::usage::{Kilobytes, Minutes, PerMille, UsageMonth};
use crate::synth::Population;
use crate::synth::packages::data_overage_fen;
use crate::synth::person::{Life, Sketch, around};

/// The months that are known, oldest first.
pub(crate) fn of(rng: &mut ChaCha8Rng, population: &Population, sketch: &Sketch) -> Vec<UsageMonth> {
    let newest = population.newest();
    let known = population.months.min(sketch.tenure);
    // One in fifty has a month that no file brought.
    let gap = rng.random_bool(0.02).then(|| rng.random_range(1..24));
    (0..known)
        .rev()
        .filter(|back| Some(*back) != gap)
        .map(|back| month(rng, sketch, newest.minus(back), back))
        .collect()
}

fn month(rng: &mut ChaCha8Rng, sketch: &Sketch, month: Month, back: u32) -> UsageMonth {
    let flow = course(sketch.life, back) * season(month);
    // Between two months of one customer the logarithm of the minutes differs by a third to a quarter (FACTS section 2).
    let spread = if sketch.minutes < 250.0 { 0.26 } else { 0.19 };
    let minutes = (around(rng, sketch.minutes, spread) * flow).round() as u32;
    let mb = around(rng, sketch.mb, 0.2) * flow.max(if sketch.life == Life::Silent { 0.0 } else { 0.3 });
    let mut usage = UsageMonth::unknown(month);
    usage.voice_min = Some(Minutes(minutes));
    usage.voice_out_min = Some(Minutes(minutes * rng.random_range(40..62) / 100));
    usage.data = Some(Kilobytes((mb * 1_024.0) as u64));
    usage.sms = Some(rng.random_range(0..40_u32) * u32::from(minutes > 0) / 4);
    calls(rng, &mut usage, minutes);
    roaming(rng, sketch, &mut usage, minutes, mb);
    bill(rng, sketch, &mut usage, minutes, flow);
    usage
}

/// The factor on the usual month, `back` months ago.
fn course(life: Life, back: u32) -> f64 {
    let months = f64::from(back);
    match life {
        Life::Steady | Life::Roaming | Life::Overflowing | Life::New => 1.0,
        Life::Growing => (1.0 - 0.03 * months).max(0.3),
        Life::Fading => (0.6 + 0.035 * months).min(1.3),
        Life::Dropping if back == 0 => 0.22,
        Life::Dropping if back == 1 => 0.6,
        Life::Silent if back == 0 => 0.0,
        Life::Silent if back == 1 => 0.3,
        Life::Dropping | Life::Silent => 1.0,
    }
}

/// Spring Festival brings calls, the month after is quiet, summer holidays bring a little.
fn season(month: Month) -> f64 {
    let festival = spring_festival(month.year());
    match month.month() {
        at if at == festival => 1.14,
        at if at == festival + 1 => 0.94,
        7 | 8 => 1.03,
        _ => 1.0,
    }
}

/// The month of the first day of the Chinese year.
const fn spring_festival(year: u32) -> u32 {
    match year {
        2020 | 2023 | 2025 | 2028 | 2031 => 1,
        _ => 2,
    }
}

fn calls(rng: &mut ChaCha8Rng, usage: &mut UsageMonth, minutes: u32) {
    let calls =
        if minutes == 0 { 0 } else { (f64::from(minutes) / rng.random_range(1.6..3.2)).ceil() as u32 };
    usage.calls = Some(calls);
    usage.distinct_numbers = Some((f64::from(calls).powf(0.72)).round() as u32);
    // On a day without luck a customer of few calls makes none.
    let quiet = if calls == 0 { 1.0 } else { (-f64::from(calls) / 30.0).exp() };
    usage.zero_days = Some((30.0 * quiet).round() as u8);
    usage.onnet_share = (minutes > 0).then(|| PerMille(rng.random_range(380..920)));
}

/// One row in ten roams (FACTS section 2).
fn roaming(rng: &mut ChaCha8Rng, sketch: &Sketch, usage: &mut UsageMonth, minutes: u32, mb: f64) {
    let chance = if sketch.life == Life::Roaming { 0.6 } else { 0.042 };
    let (mut away_min, mut away_mb, mut fee) = (0, 0.0, 0);
    if minutes > 0 && rng.random_bool(chance) {
        let share = rng.random_range(0.05..0.5);
        away_min = (f64::from(minutes) * share) as u32;
        away_mb = mb * share;
        // Within the mainland roaming costs nothing since 2017; abroad a day of data is 30 yuan.
        if rng.random_bool(0.12) {
            fee = 3_000 * rng.random_range(1..7);
        }
    }
    usage.roaming_min = Some(Minutes(away_min));
    usage.roaming_data = Some(Kilobytes((away_mb * 1_024.0) as u64));
    usage.roaming_fee = Some(Fen(fee));
}

fn bill(rng: &mut ChaCha8Rng, sketch: &Sketch, usage: &mut UsageMonth, minutes: u32, flow: f64) {
    let fee = i64::from(sketch.package.fee) * 100;
    // What the usual bill holds beyond the package's fee are value-added services.
    let usual = (sketch.bill * 100.0) as i64 - fee;
    let vas = if usual > 0 { (usual as f64 * around(rng, 1.0, 0.08)) as i64 } else { 0 };
    let over = overage(rng, sketch, minutes);
    let voice_fee = i64::from(over.0) * 19;
    let data_fee = data_overage_fen(over.1);
    // Who is billed less than the fee has a discount.
    let package_fee = if usual < 0 { fee + usual } else { fee };
    let vas = (vas as f64 * flow.clamp(0.7, 1.1)) as i64 / 10 * 10;
    usage.package_fee = Some(Fen(package_fee));
    usage.voice_fee = Some(Fen(voice_fee));
    usage.data_fee = Some(Fen(data_fee));
    usage.sms_fee = Some(Fen(0));
    usage.vas_fee = Some(Fen(vas));
    usage.overage_data = Some(Kilobytes::from_mb(u64::from(over.1)));
    let roaming = usage.roaming_fee.unwrap_or_default();
    usage.bill = Some(Fen(package_fee + voice_fee + data_fee + vas) + roaming);
}

/// Minutes and megabytes beyond the package: one row in twelve pays for data (FACTS section 2).
fn overage(rng: &mut ChaCha8Rng, sketch: &Sketch, minutes: u32) -> (u32, u32) {
    let chance = if sketch.life == Life::Overflowing { 0.72 } else { 0.03 };
    if minutes == 0 || !rng.random_bool(chance) {
        return (0, 0);
    }
    let mb = around(rng, 160.0, 1.1).min(4_000.0) as u32;
    let beyond = minutes.saturating_sub(sketch.package.minutes).min(600);
    (if rng.random_bool(0.4) { beyond / 4 } else { 0 }, mb)
}

//! 三行画像: how they use the phone, when and how they talk, what they pay and where it goes. Figures only; a sentence is made elsewhere,
//! and every figure in it is one of these fields.

use serde::Serialize;

use crate::domain::habit::Habit;
use crate::domain::insight::consumption::courses;
use crate::domain::insight::usage_fall::Measure;
use crate::domain::money::Fen;
use crate::domain::person::bundle::Bundle;
use crate::domain::person::rules::PortraitRules;
use crate::domain::profile::Profile;
use crate::domain::usage::{Kilobytes, UsageMonth};

/// Three lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Portrait {
    /// How they use the phone.
    pub using: Using,
    /// When and how they talk.
    pub talking: Talking,
    /// What they pay and where it goes.
    pub paying: Paying,
}

/// What the phone is mainly for, each use against the middle of all customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// Being online.
    Data,
    /// Talking.
    Voice,
    /// Both alike.
    Even,
}

/// How they use the phone, a month on average, rounded down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Using {
    /// Data.
    pub data: Option<Kilobytes>,
    /// Minutes.
    pub minutes: Option<u64>,
    /// Which is the main use; `None` unless both are known.
    pub lean: Option<Lean>,
    /// The robust direction of the main use over six months, thousandths a month.
    pub direction: Option<i64>,
}

/// Three hours of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Busiest {
    /// The first hour.
    pub from: u8,
    /// The hour after the last.
    pub to: u8,
    /// Percent of all calls, rounded down.
    pub share: u64,
}

/// When and how they talk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Talking {
    /// The three hours of the day with most calls; the earlier ones on a tie.
    pub busiest: Option<Busiest>,
    /// Percent of the calls on Saturday and Sunday.
    pub weekend: Option<u64>,
    /// Tenths of a minute a call.
    pub each: Option<u64>,
    /// Different numbers a month.
    pub numbers: Option<u64>,
    /// Percent of the minutes within the network.
    pub onnet: Option<u64>,
}

/// A part of the bill beside the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 套外语音
    Voice,
    /// 套外流量
    Data,
    /// 短信
    Sms,
    /// 增值业务
    ValueAdded,
    /// 漫游
    Roaming,
}

/// What they pay and where it goes, a month on average.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paying {
    /// The bill.
    pub bill: Option<Fen>,
    /// Of it the package.
    pub package: Option<Fen>,
    /// The largest part beside it.
    pub largest: Option<(Part, Fen)>,
    /// Months in which something was paid beyond the package.
    pub over: Option<usize>,
    /// Known months of those looked at.
    pub of: usize,
    /// What bought something that was never used.
    pub wasted: Option<Fen>,
}

/// Reads the last months.
#[must_use]
pub fn portrait(profile: &Profile, bundle: Option<&Bundle>, rules: &PortraitRules) -> Portrait {
    let months: Vec<&UsageMonth> =
        profile.months(rules.months).into_iter().filter_map(|(_, usage)| usage).collect();
    Portrait {
        using: using(profile, &months, rules),
        talking: talking(profile, &months, rules),
        paying: paying(&months, bundle),
    }
}

/// The mean of the months that say it, rounded down.
fn mean(months: &[&UsageMonth], of: impl Fn(&UsageMonth) -> Option<u64>) -> Option<u64> {
    let known: Vec<u64> = months.iter().filter_map(|usage| of(usage)).collect();
    let count = u64::try_from(known.len()).ok().filter(|count| *count > 0)?;
    Some(known.iter().sum::<u64>() / count)
}

fn using(profile: &Profile, months: &[&UsageMonth], rules: &PortraitRules) -> Using {
    let data = mean(months, |usage| Some(usage.data?.0)).map(Kilobytes);
    let minutes = mean(months, |usage| Some(u64::from(usage.voice_min?.0)));
    let lean = data.zip(minutes).map(|(data, minutes)| {
        // Each against its middle, over one denominator.
        let online = u128::from(data.0) * u128::from(rules.middle_minutes);
        let spoken = u128::from(minutes) * u128::from(rules.middle_mb) * 1024;
        let percent = u128::from(rules.lean_percent);
        match (online * 100 >= spoken * percent, spoken * 100 >= online * percent) {
            (true, false) => Lean::Data,
            (false, true) => Lean::Voice,
            _ => Lean::Even,
        }
    });
    let main = if lean == Some(Lean::Voice) || data.is_none() { Measure::Voice } else { Measure::Data };
    let direction = courses(profile)
        .into_iter()
        .find(|course| course.measure == main)
        .and_then(|course| course.direction);
    Using { data, minutes, lean, direction }
}

fn talking(profile: &Profile, months: &[&UsageMonth], rules: &PortraitRules) -> Talking {
    let habit = profile.habit.as_ref().filter(|habit| habit.total() >= rules.least_calls.max(1));
    let both: Vec<(u64, u64)> = months
        .iter()
        .filter_map(|usage| Some((u64::from(usage.voice_min?.0), u64::from(usage.calls?))))
        .collect();
    let (minutes, calls) = both.iter().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
    Talking {
        busiest: habit.and_then(busiest),
        weekend: habit.map(weekend),
        each: (calls > 0).then(|| minutes * 10 / calls),
        numbers: mean(months, |usage| usage.distinct_numbers.map(u64::from)),
        onnet: mean(months, |usage| Some(u64::from(usage.onnet_share?.0))).map(|share| share / 10),
    }
}

fn busiest(habit: &Habit) -> Option<Busiest> {
    let calls = |from: u8| (from..from + 3).map(|hour| habit.hour_total(hour)).sum::<u64>();
    let from = (0..=21).max_by_key(|from| (calls(*from), std::cmp::Reverse(*from)))?;
    Some(Busiest { from, to: from + 3, share: calls(from) * 100 / habit.total().max(1) })
}

fn weekend(habit: &Habit) -> u64 {
    let calls: u64 =
        [6, 7].iter().flat_map(|day| (0..24).map(|hour| u64::from(habit.calls(*day, hour)))).sum();
    calls * 100 / habit.total().max(1)
}

fn paying(months: &[&UsageMonth], bundle: Option<&Bundle>) -> Paying {
    let fen = |of: fn(&UsageMonth) -> Option<Fen>| {
        let known: Vec<i64> = months.iter().filter_map(|usage| of(usage)).map(|fee| fee.0).collect();
        let count = i64::try_from(known.len()).ok().filter(|count| *count > 0)?;
        Some(Fen(known.iter().sum::<i64>().div_euclid(count)))
    };
    let parts = [
        (Part::Voice, fen(|usage| usage.voice_fee)),
        (Part::Data, fen(|usage| usage.data_fee)),
        (Part::Sms, fen(|usage| usage.sms_fee)),
        (Part::ValueAdded, fen(|usage| usage.vas_fee)),
        (Part::Roaming, fen(|usage| usage.roaming_fee)),
    ];
    let largest = parts
        .into_iter()
        .filter_map(|(part, fee)| Some((part, fee.filter(|fee| fee.0 > 0)?)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    let over: Vec<bool> =
        months.iter().filter_map(|usage| usage.overage_fee()).map(|fee| fee.0 > 0).collect();
    Paying {
        bill: fen(|usage| usage.bill),
        package: fen(|usage| usage.package_fee),
        largest,
        over: (!over.is_empty()).then(|| over.iter().filter(|over| **over).count()),
        of: over.len(),
        wasted: bundle.and_then(|bundle| bundle.unused).map(|unused| unused.fee).filter(|fee| fee.0 > 0),
    }
}

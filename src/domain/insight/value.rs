//! Who this is worth: service target, value and influence, the tier's direction, the place among peers. It says figures, not words.

use serde::{Deserialize, Serialize};

use crate::domain::customer::Level;
use crate::domain::insight::robust::percentile;
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::usage::UsageMonth;

/// How the service target is read: the sources say both "any three months" and "three in a row".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetRule {
    /// 任意三月
    #[default]
    Any,
    /// 连续三个月
    Consecutive,
    /// 近三月均值
    Mean,
}

/// What counts as valuable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ValueRules {
    /// A month's bill that counts, in fen.
    pub target_bill: i64,
    /// How many such months.
    pub target_months: usize,
    /// Among how many of the latest calendar months.
    pub look_back: u32,
    /// How they must lie.
    pub target: TargetRule,
    /// Corporate VIPs are served elsewhere: tags that say so.
    pub excluded_tags: Vec<String>,
    /// Mean bill of three months from which a customer is of high value, in fen.
    pub high_bill: i64,
    /// Tags of influence: 重点客户.
    pub influence_tags: Vec<String>,
    /// Mean bills, in fen, at which the tiers silver, gold, platinum and diamond begin: halfway between the tiers' published medians.
    pub tiers: [i64; 4],
}

impl Default for ValueRules {
    fn default() -> Self {
        Self {
            target_bill: 12_000,
            target_months: 3,
            look_back: 12,
            target: TargetRule::Any,
            excluded_tags: vec!["集团VIP".to_owned()],
            high_bill: 16_500,
            influence_tags: ["关键人", "意见领袖", "媒体", "人大", "政协", "领导"]
                .map(str::to_owned)
                .to_vec(),
            tiers: [9_500, 16_500, 25_600, 39_200],
        }
    }
}

/// Whether a customer belongs to the service target, with its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Belongs.
    pub met: bool,
    /// Months that count.
    pub months: usize,
    /// Known months looked at.
    pub of: usize,
}

/// 高价值, 重点, 双料
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Neither.
    General,
    /// 高价值客户
    HighValue,
    /// 重点客户
    Key,
    /// 双料客户
    Both,
}

/// The tier that the bills of this quarter would give, against the quarter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TierTrend {
    /// 0 below silver, 1 silver, 2 gold, 3 platinum, 4 diamond.
    pub now: u8,
    /// The same for the three months before.
    pub before: u8,
    /// Mean bill of the last three months.
    pub bill_now: Fen,
    /// Mean bill of the three before.
    pub bill_before: Fen,
}

/// What the two axes rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Axes {
    /// A level that is of high value by itself.
    pub level: Option<Level>,
    /// A mean bill of three months that is.
    pub bill: Option<Fen>,
    /// The rule's word of influence that a tag holds.
    pub influence: Option<String>,
}

/// 价值
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The operator's level.
    pub level: Option<Level>,
    /// `None` when too few months are known to say no.
    pub target: Option<Target>,
    /// The two axes.
    pub standing: Standing,
    /// What they rest on.
    pub axes: Axes,
    /// `None` when six months are not known.
    pub tier: Option<TierTrend>,
    /// The share of peers with a smaller bill, percent.
    pub percentile: Option<u8>,
}

/// Looks at a profile. `peers` are mean bills of the same base, in fen; none when they are not at hand.
#[must_use]
pub fn assess_value(profile: &Profile, rules: &ValueRules, peers: &[i64]) -> Value {
    let mean = mean_bill(profile, 0);
    let tag = |words: &[String]| {
        let holds =
            |word: &&String| profile.customer.tags.iter().any(|tag| tag.as_raw().contains(word.as_str()));
        words.iter().find(holds).cloned()
    };
    let axes = Axes {
        level: profile.customer.level.filter(|level| *level >= Level::Gold),
        bill: mean.filter(|mean| *mean >= rules.high_bill).map(Fen),
        influence: tag(&rules.influence_tags),
    };
    let standing = match (axes.level.is_some() || axes.bill.is_some(), axes.influence.is_some()) {
        (false, false) => Standing::General,
        (true, false) => Standing::HighValue,
        (false, true) => Standing::Key,
        (true, true) => Standing::Both,
    };
    let target = target(profile, rules)
        .map(|target| Target { met: target.met && tag(&rules.excluded_tags).is_none(), ..target });
    let tier = mean.zip(mean_bill(profile, 3)).map(|(now, before)| TierTrend {
        now: tier(now, rules),
        before: tier(before, rules),
        bill_now: Fen(now),
        bill_before: Fen(before),
    });
    let percentile = mean.and_then(|mean| percentile(mean, peers));
    Value { level: profile.customer.level, target, standing, axes, tier, percentile }
}

fn bills(profile: &Profile, count: u32) -> Vec<Option<i64>> {
    let bill = |usage: Option<&UsageMonth>| usage.and_then(|usage| usage.bill).map(|fen| fen.0);
    profile.months(count).into_iter().map(|(_, usage)| bill(usage)).collect()
}

/// The mean bill of the last three calendar months, in fen, when all are known: what customers are compared by.
#[must_use]
pub fn recent_bill(profile: &Profile) -> Option<i64> {
    mean_bill(profile, 0)
}

/// The mean of three calendar months, all known, ending `back` months before the newest; rounded down to the fen.
fn mean_bill(profile: &Profile, back: usize) -> Option<i64> {
    let bills = bills(profile, 6);
    let three: Option<Vec<i64>> = bills.into_iter().rev().skip(back).take(3).collect();
    three.filter(|three| three.len() == 3).map(|three| three.iter().sum::<i64>() / 3)
}

fn tier(bill: i64, rules: &ValueRules) -> u8 {
    u8::try_from(rules.tiers.iter().filter(|begin| bill >= **begin).count()).unwrap_or(u8::MAX)
}

fn target(profile: &Profile, rules: &ValueRules) -> Option<Target> {
    let bills = bills(profile, rules.look_back);
    let over: Vec<Option<bool>> =
        bills.iter().map(|bill| bill.map(|bill| bill >= rules.target_bill)).collect();
    let of = over.iter().flatten().count();
    let (months, met) = match rules.target {
        TargetRule::Any => {
            let months = over.iter().flatten().filter(|over| **over).count();
            (months, months >= rules.target_months)
        }
        TargetRule::Consecutive => {
            let months = over
                .chunk_by(|a, b| a == b)
                .filter(|run| run.first() == Some(&Some(true)))
                .map(<[Option<bool>]>::len)
                .max()
                .unwrap_or(0);
            (months, months >= rules.target_months)
        }
        TargetRule::Mean => {
            let mean = mean_bill(profile, 0)?;
            (3, mean >= rules.target_bill)
        }
    };
    (met || of >= rules.target_months).then_some(Target { met, months, of })
}

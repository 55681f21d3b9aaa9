//! 生命周期: which stage a customer is in, since when, what the stage aims at and allows. A stage is not left over one odd month.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::insight::robust::{median, slope, spread};
use crate::domain::month::Month;
use crate::domain::profile::Profile;

/// The stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 入网期: greet, build trust, let the customer like our calls.
    Joining,
    /// 成长期: simple services, tried out.
    Growing,
    /// 成熟期: embed, valuable services.
    Mature,
    /// 衰退期: keep.
    Declining,
    /// 离网后赢回
    WinBack,
}

/// What may be done in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageAction {
    /// 问候关怀
    Greet,
    /// 帮省钱: fit of the package
    SaveMoney,
    /// 试探推荐简单业务
    OfferSimple,
    /// 推介高价值业务
    OfferValuable,
    /// 主动挽留
    Retain,
    /// 赢回
    WinBack,
}

impl Stage {
    /// The stable name, for words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Joining => "joining",
            Self::Growing => "growing",
            Self::Mature => "mature",
            Self::Declining => "declining",
            Self::WinBack => "win_back",
        }
    }

    /// What the stage allows.
    #[must_use]
    pub const fn actions(self) -> &'static [StageAction] {
        match self {
            Self::Joining => &[StageAction::Greet, StageAction::SaveMoney],
            Self::Growing => &[StageAction::Greet, StageAction::SaveMoney, StageAction::OfferSimple],
            Self::Mature => &[
                StageAction::Greet,
                StageAction::SaveMoney,
                StageAction::OfferSimple,
                StageAction::OfferValuable,
            ],
            Self::Declining => &[StageAction::Greet, StageAction::SaveMoney, StageAction::Retain],
            Self::WinBack => &[StageAction::Greet, StageAction::WinBack],
        }
    }
}

/// The thresholds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StageRules {
    /// Months of tenure up to which a customer is joining.
    pub joining_months: i64,
    /// Months of tenure up to which a customer is growing.
    pub growing_months: i64,
    /// Change of the bill a month (natural log) beyond which it grows or declines.
    pub slope: f64,
    /// And how low the newest month must lie for a decline, in own spreads.
    pub low: f64,
    /// Amber or red signs that make a decline by themselves.
    pub signs: usize,
    /// Months in a row that a new stage must show before it counts.
    pub patience: u32,
    /// Tags of customers who have left.
    pub left_tags: Vec<String>,
}

impl Default for StageRules {
    fn default() -> Self {
        Self {
            joining_months: 3,
            growing_months: 12,
            slope: 0.03,
            low: -1.0,
            signs: 2,
            patience: 2,
            left_tags: ["已离网", "已携出"].map(str::to_owned).to_vec(),
        }
    }
}

/// The stage and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Lifecycle {
    /// Where the customer stands.
    pub stage: Stage,
    /// Since which day, as far as the known months tell.
    pub since: Option<NaiveDate>,
    /// Days in the stage.
    pub days: Option<i64>,
    /// The bill's direction a month (natural log), when four of six months are known.
    pub slope: Option<f64>,
    /// What the newest month alone would say, when that differs: on its way.
    pub leaning: Option<Stage>,
}

/// The stage at `today`; `None` when neither the tenure nor four months of bills are known. `signs` counts amber and red signs.
#[must_use]
pub fn lifecycle(profile: &Profile, today: NaiveDate, signs: usize, rules: &StageRules) -> Option<Lifecycle> {
    let tags = &profile.customer.tags;
    let left = tags.iter().any(|tag| rules.left_tags.iter().any(|word| tag.as_raw().contains(word.as_str())));
    if left {
        let leaning = None;
        return Some(Lifecycle { stage: Stage::WinBack, since: None, days: None, slope: None, leaning });
    }
    let this_month = Month::of(today);
    let joined = profile.customer.joined_on.map(Month::of);
    let newest = profile.latest().map_or(this_month, |usage| usage.month);
    // Each month by itself, then with patience.
    let mut settled: Option<(Stage, Month)> = None;
    let mut waiting: Option<(Stage, Month, u32)> = None;
    let mut last = None;
    for back in (0..12).rev() {
        let month = newest.minus(back);
        let raw = raw_stage(profile, month, joined, rules);
        let raw = if back == 0 && signs >= rules.signs { Some(Stage::Declining) } else { raw };
        let Some(raw) = raw else { continue };
        last = Some(raw);
        (settled, waiting) = step(settled, waiting, raw, month, rules.patience);
    }
    // Two signs at once are not one odd month: the decline counts now.
    if signs >= rules.signs && settled.is_some_and(|(stage, _)| stage != Stage::Declining) {
        settled = Some((Stage::Declining, newest));
    }
    let (stage, since) = settled?;
    let began = since.first_day().max(profile.customer.joined_on.unwrap_or(NaiveDate::MIN));
    Some(Lifecycle {
        stage,
        since: Some(began),
        days: Some((today - began).num_days().max(0)),
        slope: bill_slope(profile, newest),
        leaning: last.filter(|last| *last != stage).or(waiting.map(|(stage, ..)| stage)),
    })
}

type Settled = Option<(Stage, Month)>;
type Waiting = Option<(Stage, Month, u32)>;

/// One month more: a new stage counts once it has shown for long enough. Leaving the joining stage is a matter of the calendar.
fn step(settled: Settled, waiting: Waiting, raw: Stage, month: Month, patience: u32) -> (Settled, Waiting) {
    match settled {
        None => (Some((raw, month)), None),
        Some((stage, _)) if stage == raw => (settled, None),
        Some((Stage::Joining, _)) => (Some((raw, month)), None),
        Some(_) => {
            let (since, count) = match waiting {
                Some((stage, since, count)) if stage == raw => (since, count + 1),
                _ => (month, 1),
            };
            if count >= patience { (Some((raw, since)), None) } else { (settled, Some((raw, since, count))) }
        }
    }
}

fn raw_stage(profile: &Profile, month: Month, joined: Option<Month>, rules: &StageRules) -> Option<Stage> {
    let tenure = joined.map(|joined| month.since(joined));
    if tenure.is_some_and(|tenure| tenure < 0) {
        return None;
    }
    if tenure.is_some_and(|tenure| tenure <= rules.joining_months) {
        return Some(Stage::Joining);
    }
    let slope = bill_slope(profile, month);
    if slope.is_some_and(|slope| slope < -rules.slope) && lies_low(profile, month, rules.low) {
        return Some(Stage::Declining);
    }
    let young = tenure.is_some_and(|tenure| tenure <= rules.growing_months);
    match slope {
        _ if young => Some(Stage::Growing),
        Some(slope) if slope > rules.slope => Some(Stage::Growing),
        Some(_) => Some(Stage::Mature),
        None => tenure.map(|_| Stage::Mature),
    }
}

/// Logs of the bills of six calendar months up to `month`, with their place.
fn bill_logs(profile: &Profile, month: Month) -> Vec<(f64, f64)> {
    profile
        .usage
        .iter()
        .filter(|usage| (0..6).contains(&month.since(usage.month)))
        .filter_map(|usage| {
            let bill = usage.bill.filter(|bill| bill.0 > 0)?.0;
            Some((-(month.since(usage.month) as f64), (bill as f64).ln()))
        })
        .collect()
}

fn bill_slope(profile: &Profile, month: Month) -> Option<f64> {
    let logs = bill_logs(profile, month);
    if logs.len() >= 4 { slope(&logs) } else { None }
}

/// The month's bill against the five before, with the least spread of a bill.
fn lies_low(profile: &Profile, month: Month, low: f64) -> bool {
    let logs = bill_logs(profile, month);
    let latest = logs.iter().find(|(at, _)| *at == 0.0).map(|(_, log)| *log);
    let before: Vec<f64> = logs.iter().filter(|(at, _)| *at != 0.0).map(|(_, log)| *log).collect();
    let z = latest.zip(median(&before)).zip(spread(&before));
    z.is_some_and(|((latest, middle), spread)| (latest - middle) / spread.max(0.05) < low)
}

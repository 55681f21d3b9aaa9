//! 离网异动判定: the signs of leaving, each with its evidence as figures and its integer points. It says no probability and no word.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::insight::rules::{Caps, Quota, Rules};
use crate::domain::insight::season::Season;
use crate::domain::insight::usage_fall::{Fall, Measure, SlowDecline, fall, slow_decline};
use crate::domain::insight::{robust, silence};
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;

/// A sign with what it gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChurnSign {
    /// What was seen, with its figures.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// What it would give alone.
    pub weight: i32,
    /// What it gives beside the others of its group; the sum over all signs is the score.
    pub points: i32,
}

/// What was seen. Words for it live elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Evidence {
    /// 业务量突降: beyond red, or two measures beyond amber, when `red`.
    UsageFall {
        /// The measures, the deepest fall first.
        falls: Vec<Fall>,
        /// Red or amber.
        red: bool,
    },
    /// 缓慢下滑
    SlowDecline(SlowDecline),
    /// 多日零通话
    Silence {
        /// Days without a call in a row, at least.
        days: u32,
        /// More than the customer's own limit, in days.
        limit: u32,
        /// Whether data was used meanwhile; unknown when no file said.
        data_alive: Option<bool>,
    },
    /// 协议到期
    ContractEnd {
        /// The last day.
        on: NaiveDate,
        /// Days left, negative when past.
        days: i64,
    },
    /// 拨打竞争对手客服
    Hotline {
        /// How often.
        times: u32,
        /// The latest.
        last: Moment,
    },
    /// 竞争对手强势营销
    Campaign {
        /// When it was entered.
        at: Moment,
    },
    /// Friends move: the share of calls within the network falls.
    FriendsLeave {
        /// Latest share, thousandths.
        latest: u16,
        /// The usual share.
        usual: u16,
    },
    /// 携转资格查询
    PortQuery {
        /// The latest.
        at: Moment,
    },
    /// 携转授权码申请
    PortRequest {
        /// The latest.
        at: Moment,
        /// The code still lives (60 minutes).
        code_lives: bool,
    },
    /// 投诉未办结
    Complaint {
        /// Since when.
        since: Moment,
    },
    /// 重复致电
    RepeatedCalls {
        /// How often in 30 days.
        times: u32,
    },
    /// 账单突增
    BillShock {
        /// Which month.
        month: Month,
        /// Its bill.
        latest: Fen,
        /// The customer's own median.
        usual: Fen,
        /// Beyond three times the mean of the five months before: the customer must be told.
        legal: bool,
    },
    /// 欠费停机
    Stopped {
        /// Since when.
        since: Moment,
    },
    /// 协议尚长
    ContractLong {
        /// The last day.
        on: NaiveDate,
        /// Days left.
        days: i64,
    },
    /// 老客户
    LongStay {
        /// Whole months on the network.
        months: u32,
    },
    /// 家庭、副卡
    Family,
    /// 宽带
    Broadband,
}

/// Signs of one group share one cause, and a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Usage,
    Contract,
    Competitor,
    Service,
    Protective,
}

impl Evidence {
    const fn group(&self) -> Group {
        match self {
            Self::UsageFall { .. } | Self::SlowDecline(_) | Self::Silence { .. } => Group::Usage,
            Self::ContractEnd { .. } => Group::Contract,
            Self::Hotline { .. }
            | Self::Campaign { .. }
            | Self::FriendsLeave { .. }
            | Self::PortQuery { .. }
            | Self::PortRequest { .. } => Group::Competitor,
            Self::Complaint { .. }
            | Self::RepeatedCalls { .. }
            | Self::BillShock { .. }
            | Self::Stopped { .. } => Group::Service,
            Self::ContractLong { .. } | Self::LongStay { .. } | Self::Family | Self::Broadband => {
                Group::Protective
            }
        }
    }

    /// The stable name of the rule, for counting wrong alarms and for the words.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UsageFall { .. } => "usage_fall",
            Self::SlowDecline(_) => "slow_decline",
            Self::Silence { .. } => "silence",
            Self::ContractEnd { .. } => "contract_end",
            Self::Hotline { .. } => "hotline",
            Self::Campaign { .. } => "campaign",
            Self::FriendsLeave { .. } => "friends_leave",
            Self::PortQuery { .. } => "port_query",
            Self::PortRequest { .. } => "port_request",
            Self::Complaint { .. } => "complaint",
            Self::RepeatedCalls { .. } => "repeated_calls",
            Self::BillShock { .. } => "bill_shock",
            Self::Stopped { .. } => "stopped",
            Self::ContractLong { .. } => "contract_long",
            Self::LongStay { .. } => "long_stay",
            Self::Family => "family",
            Self::Broadband => "broadband",
        }
    }
}

mod dated;

/// Every name that [`Evidence::code`] can give.
pub const SIGN_CODES: [&str; 17] = [
    "usage_fall",
    "slow_decline",
    "silence",
    "contract_end",
    "hotline",
    "campaign",
    "friends_leave",
    "port_query",
    "port_request",
    "complaint",
    "repeated_calls",
    "bill_shock",
    "stopped",
    "contract_long",
    "long_stay",
    "family",
    "broadband",
];

/// 异动评分: the signs, the weightiest first, and their exact sum.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Churn {
    /// The sum of the signs' points.
    pub points: i32,
    /// Every sign that fired, the highest points first, protective ones last.
    pub signs: Vec<ChurnSign>,
}

impl Churn {
    /// The reasons to show: up to three that worry, and the strongest that keeps.
    #[must_use]
    pub fn reasons(&self) -> (Vec<&ChurnSign>, Option<&ChurnSign>) {
        let worries = self.signs.iter().filter(|sign| sign.points > 0).take(3).collect();
        (worries, self.signs.iter().filter(|sign| sign.points < 0).min_by_key(|sign| sign.points))
    }
}

/// Looks at one customer. What is unknown says nothing; the same profile and `now` give the same signs.
#[must_use]
pub fn assess_churn(profile: &Profile, now: Moment, rules: &Rules, season: &Season) -> Churn {
    let mut found: Vec<(Evidence, i32)> = Vec::new();
    usage_signs(profile, rules, season, &mut found);
    contract_signs(profile, local(now).date_naive(), rules, &mut found);
    competitor_signs(profile, now, rules, &mut found);
    service_signs(profile, now, rules, &mut found);
    protective_signs(profile, local(now).date_naive(), rules, &mut found);
    let quiet = |rule: &str| profile.quiet.iter().any(|quiet| quiet.rule == rule && quiet.until > now);
    found.retain(|(evidence, _)| !quiet(evidence.code()));
    add_up(found, &rules.caps)
}

/// Points within the caps: in each group the weightiest sign first, each as much as the cap leaves.
fn add_up(mut found: Vec<(Evidence, i32)>, caps: &Caps) -> Churn {
    found.retain(|(_, weight)| *weight != 0);
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.code().cmp(b.0.code())));
    let (mut usage, mut contract) = (caps.usage, caps.contract);
    let (mut competitor, mut service) = (caps.competitor, caps.service);
    let mut signs: Vec<ChurnSign> = found
        .into_iter()
        .map(|(evidence, weight)| {
            let left = match evidence.group() {
                Group::Usage => Some(&mut usage),
                Group::Contract => Some(&mut contract),
                Group::Competitor => Some(&mut competitor),
                Group::Service => Some(&mut service),
                Group::Protective => None,
            };
            let points = match left {
                Some(left) => {
                    let points = weight.min(*left);
                    *left -= points;
                    points
                }
                None => weight,
            };
            ChurnSign { evidence, weight, points }
        })
        .collect();
    signs.sort_by_key(|sign| std::cmp::Reverse(sign.points));
    Churn { points: signs.iter().map(|sign| sign.points).sum(), signs }
}

fn usage_signs(profile: &Profile, rules: &Rules, season: &Season, found: &mut Vec<(Evidence, i32)>) {
    let usage = &rules.usage;
    let mut falls: Vec<Fall> = Measure::ALL
        .into_iter()
        .filter_map(|measure| fall(profile, measure, season, usage))
        .filter(|fall| fall.z < usage.amber)
        .collect();
    falls.sort_by(|a, b| a.z.total_cmp(&b.z));
    let red = falls.len() >= 2 || falls.first().is_some_and(|fall| fall.z < usage.red);
    if !falls.is_empty() {
        let points = if red { usage.red_points } else { usage.amber_points };
        found.push((Evidence::UsageFall { falls, red }, points));
    }
    let slow = Measure::ALL.into_iter().find_map(|measure| slow_decline(profile, measure, season, usage));
    found.extend(slow.map(|slow| (Evidence::SlowDecline(slow), usage.slow_points)));
    if let Some(silence) = silence::detect(profile, &rules.silence) {
        let points = if silence.data_alive == Some(true) {
            rules.silence.voice_points
        } else {
            rules.silence.dead_points
        };
        let silence::Silence { days, limit, data_alive } = silence;
        found.push((Evidence::Silence { days, limit, data_alive }, points));
    }
    found.extend(friends(profile, rules));
}

/// The share of calls within the network against its own past; the scale is the share itself.
fn friends(profile: &Profile, rules: &Rules) -> Option<(Evidence, i32)> {
    let latest = profile.latest()?.onnet_share?;
    let before: Vec<f64> = profile
        .usage
        .iter()
        .rev()
        .skip(1)
        .filter_map(|usage| usage.onnet_share.map(|share| f64::from(share.0)))
        .take(12)
        .collect();
    if before.len() < usize::try_from(rules.usage.months_needed).ok()?.max(3) {
        return None;
    }
    let usual = robust::median(&before)?;
    // Five points of a hundred are the least spread that a share is given.
    let sigma = robust::spread(&before)?.max(50.0);
    ((f64::from(latest.0) - usual) / sigma < rules.usage.amber).then(|| {
        (Evidence::FriendsLeave { latest: latest.0, usual: usual.round() as u16 }, rules.competitor.friends)
    })
}

fn contract_signs(profile: &Profile, today: NaiveDate, rules: &Rules, found: &mut Vec<(Evidence, i32)>) {
    let customer = &profile.customer;
    let Some((on, days)) = customer.contract_end.zip(customer.contract_days_left(today)) else { return };
    let contract = &rules.contract;
    let points = match days {
        730.. => contract.two_years_left,
        365..730 => contract.year_left,
        61..=90 => contract.within_90,
        31..=60 => contract.within_60,
        -30..=30 => contract.within_30,
        // Sixty days from full weight to none.
        -89..=-31 => {
            let left = i32::try_from(90 + days).unwrap_or(0);
            contract.within_30.saturating_mul(left) / 60
        }
        _ => 0,
    };
    let evidence =
        if days >= 365 { Evidence::ContractLong { on, days } } else { Evidence::ContractEnd { on, days } };
    found.push((evidence, points));
}

fn competitor_signs(profile: &Profile, now: Moment, rules: &Rules, found: &mut Vec<(Evidence, i32)>) {
    let competitor = &rules.competitor;
    let (times, last) = count(profile, EventKind::CompetitorHotline, now, competitor.hotline_days);
    if let Some(last) = last {
        let points = if times > 1 { competitor.hotline_more } else { competitor.hotline_once };
        found.push((Evidence::Hotline { times, last }, points));
    }
    if let (_, Some(at)) = count(profile, EventKind::PortQuery, now, competitor.port_query_days) {
        found.push((Evidence::PortQuery { at }, competitor.port_query));
    }
    if let (_, Some(at)) = count(profile, EventKind::PortRequest, now, competitor.port_request_days) {
        let code_lives = (now - at).num_minutes() < 60;
        found.push((Evidence::PortRequest { at, code_lives }, competitor.port_request));
    }
    let campaign = profile.events.iter().filter(|event| {
        event.kind == EventKind::Campaign
            && within(event.at, now, competitor.campaign_days)
            && event.detail.as_ref().is_some_and(|detail| {
                competitor.names.iter().any(|name| detail.as_raw().contains(name.as_str()))
            })
    });
    if let Some(at) = campaign.map(|event| event.at).max() {
        found.push((Evidence::Campaign { at }, competitor.campaign));
    }
}

fn service_signs(profile: &Profile, now: Moment, rules: &Rules, found: &mut Vec<(Evidence, i32)>) {
    let service = &rules.service;
    let latest = |kind| count(profile, kind, now, i64::MAX).1;
    let open = |from: EventKind, to: EventKind| {
        latest(from).filter(|at| latest(to).is_none_or(|closed| closed < *at))
    };
    if let Some(since) = open(EventKind::Complaint, EventKind::ComplaintClosed) {
        found.push((Evidence::Complaint { since }, service.complaint));
    }
    let (times, _) = count(profile, EventKind::ServiceCall, now, 30);
    if times >= service.calls.max(1) {
        found.push((Evidence::RepeatedCalls { times }, service.calls_points));
    }
    if let Some(since) = open(EventKind::Stop, EventKind::Resume) {
        found.push((Evidence::Stopped { since }, service.stop_points));
    }
    found.extend(bill_shock(profile, rules));
}

/// Both definitions: over the customer's own median, and over the mean of the five calendar months before.
fn bill_shock(profile: &Profile, rules: &Rules) -> Option<(Evidence, i32)> {
    let service = &rules.service;
    let newest = profile.latest()?;
    let latest = newest.bill?.0;
    let before: Vec<f64> = profile
        .usage
        .iter()
        .rev()
        .skip(1)
        .filter_map(|usage| usage.bill.map(|fen| fen.0 as f64))
        .take(12)
        .collect();
    let five: Vec<i64> = profile
        .months(6)
        .iter()
        .rev()
        .skip(1)
        .filter_map(|(_, usage)| usage.and_then(|usage: &UsageMonth| usage.bill).map(|fen| fen.0))
        .collect();
    let mean = five.iter().sum::<i64>();
    // Five times the latest against the sum of five, so that nothing is rounded.
    let legal = five.len() == 5
        && mean > 0
        && latest.saturating_mul(500) > mean.saturating_mul(service.legal_percent);
    let usual = if before.len() >= 3 { robust::median(&before)?.round() as i64 } else { return None };
    let shock = latest.saturating_mul(100) > usual.saturating_mul(service.shock_percent)
        && latest - usual >= service.shock_least;
    (shock || legal).then(|| {
        let evidence =
            Evidence::BillShock { month: newest.month, latest: Fen(latest), usual: Fen(usual), legal };
        (evidence, service.shock_points)
    })
}

fn protective_signs(profile: &Profile, today: NaiveDate, rules: &Rules, found: &mut Vec<(Evidence, i32)>) {
    let (customer, protective) = (&profile.customer, &rules.protective);
    if let Some(months) = customer.tenure_months(today).filter(|months| *months > protective.long_months) {
        found.push((Evidence::LongStay { months }, protective.long));
    }
    let tagged = |words: &[String]| {
        customer.tags.iter().any(|tag| words.iter().any(|word| tag.as_raw().contains(word.as_str())))
    };
    if tagged(&protective.family_tags) {
        found.push((Evidence::Family, protective.family));
    }
    if tagged(&protective.broadband_tags) {
        found.push((Evidence::Broadband, protective.broadband));
    }
}

/// How often a thing happened within so many days, and the latest time.
fn count(profile: &Profile, kind: EventKind, now: Moment, days: i64) -> (u32, Option<Moment>) {
    let events = || profile.events.iter().filter(|event| event.kind == kind && within(event.at, now, days));
    (u32::try_from(events().count()).unwrap_or(u32::MAX), events().map(|event| event.at).max())
}

fn within(at: Moment, now: Moment, days: i64) -> bool {
    at <= now && (now - at).num_days() < days
}

/// 级别: a place in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// Nothing to do.
    None,
    /// 黄
    Amber,
    /// 红
    Red,
}

/// Levels of a whole book by quota. Customers with equal points get the same level; a group that does not fit whole into a level goes to the next. Who has no points has no level.
#[must_use]
pub fn levels(points: &[i32], quota: &Quota) -> Vec<Alarm> {
    let room = |thousandths: usize| (points.len() * thousandths).div_ceil(1000);
    let (red, amber) = (room(quota.red), room(quota.red + quota.amber));
    let mut order: Vec<usize> = (0..points.len()).collect();
    let of = |at: &usize| points.get(*at).copied().unwrap_or(0);
    order.sort_by_key(|at| std::cmp::Reverse(of(at)));
    let mut alarms = vec![Alarm::None; points.len()];
    let mut taken = 0;
    for group in order.chunk_by(|a, b| of(a) == of(b)) {
        taken += group.len();
        let alarm = match taken {
            _ if group.first().is_none_or(|first| of(first) <= 0) => Alarm::None,
            taken if taken <= red => Alarm::Red,
            taken if taken <= amber => Alarm::Amber,
            _ => break,
        };
        for at in group {
            if let Some(slot) = alarms.get_mut(*at) {
                *slot = alarm;
            }
        }
    }
    alarms
}

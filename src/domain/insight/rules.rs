//! Every threshold and every point of the churn signs, with the defaults that were measured. A shop changes them in a file, not here.

use serde::{Deserialize, Serialize};

use crate::domain::insight::floor::Floor;

/// 征兆规则. Sources: measured on a simulated base calibrated to a real one (see `benches/insight.rs`), or expert priors where none is
/// named; local outcomes replace them (`seatmate scorecard`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// 业务量突降
    pub usage: UsageRules,
    /// 多日零通话
    pub silence: SilenceRules,
    /// 协议到期
    pub contract: ContractRules,
    /// 竞争对手 and 携号转网
    pub competitor: CompetitorRules,
    /// 投诉, 致电客服, 账单
    pub service: ServiceRules,
    /// 保留因素
    pub protective: ProtectiveRules,
    /// How much one group of signs may give in all.
    pub caps: Caps,
    /// How much of the book is red and amber.
    pub quota: Quota,
    /// The points at which the levels begin.
    pub levels: Levels,
    /// Signs that make a level whatever the points are.
    pub floor: Floor,
    /// 误报
    pub wrong: WrongRules,
}

macro_rules! defaults {
    ($name:ident { $($field:ident: $value:expr),+ $(,)? }) => {
        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $value),+ }
            }
        }
    };
}

/// Thresholds of the fall in use, in units of the customer's own shrunk spread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageRules {
    /// Known months before the judged one that are needed; below, the customer is too new to judge.
    pub months_needed: u32,
    /// Minutes a month below which a fall means nothing.
    pub least_minutes: f64,
    /// z below this is amber.
    pub amber: f64,
    /// z below this is red; two measures below amber are red too.
    pub red: f64,
    /// The least own spread of a customer (natural log).
    pub least_spread: f64,
    /// The spread of the population, into which the own is shrunk by half: minutes.
    pub spread_voice: f64,
    /// The same for data.
    pub spread_data: f64,
    /// The same for the bill.
    pub spread_bill: f64,
    /// Added to the spread in a month that holds or follows Spring Festival, when no season was learnt from the base.
    pub festival_spread: f64,
    /// CUSUM: how far below the middle a month must lie to count, and the sum that speaks.
    pub slow_slack: f64,
    /// See `slow_slack`.
    pub slow_limit: f64,
    /// Months in a row, up to the latest, that must lie low.
    pub slow_run: usize,
    /// Months needed for the slow decline.
    pub slow_months: u32,
    /// Points.
    pub amber_points: i32,
    /// Points.
    pub red_points: i32,
    /// Points.
    pub slow_points: i32,
}
defaults!(UsageRules {
    months_needed: 3,
    least_minutes: 60.0,
    amber: -2.0,
    red: -2.5,
    least_spread: 0.25,
    spread_voice: 0.41,
    spread_data: 0.50,
    spread_bill: 0.30,
    festival_spread: 0.15,
    slow_slack: 1.0,
    slow_limit: 3.0,
    slow_run: 3,
    slow_months: 12,
    amber_points: 30,
    red_points: 50,
    slow_points: 20,
});

/// The personal limit of days without a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SilenceRules {
    /// How rarely such a run may come by chance.
    pub chance: f64,
    /// Never below this many days.
    pub least_days: u32,
    /// Never above.
    pub most_days: u32,
    /// Voice is silent and so is data.
    pub dead_points: i32,
    /// Voice is silent, data lives: another number, or calls over the internet.
    pub voice_points: i32,
}
defaults!(SilenceRules { chance: 0.001, least_days: 3, most_days: 30, dead_points: 50, voice_points: 20 });

/// Days to the contract's end and what they give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContractRules {
    /// 61 to 90 days left.
    pub within_90: i32,
    /// 31 to 60 days left.
    pub within_60: i32,
    /// 30 days left to 30 days past; fades to nothing at 90 days past.
    pub within_30: i32,
    /// A year or more left.
    pub year_left: i32,
    /// Two years or more left.
    pub two_years_left: i32,
}
defaults!(ContractRules { within_90: 10, within_60: 20, within_30: 30, year_left: -30, two_years_left: -70 });

/// Competitors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CompetitorRules {
    /// Days that a call to a competitor's hotline counts.
    pub hotline_days: i64,
    /// One call.
    pub hotline_once: i32,
    /// More than one.
    pub hotline_more: i32,
    /// A campaign in the customer's area or group.
    pub campaign: i32,
    /// Days that a campaign counts.
    pub campaign_days: i64,
    /// Words that make a campaign a competitor's.
    pub names: Vec<String>,
    /// The share of calls within the network falls.
    pub friends: i32,
    /// Days that a port query counts.
    pub port_query_days: i64,
    /// 携转资格查询
    pub port_query: i32,
    /// Days that a port request counts.
    pub port_request_days: i64,
    /// 携转授权码申请
    pub port_request: i32,
}
defaults!(CompetitorRules {
    hotline_days: 30,
    hotline_once: 30,
    hotline_more: 45,
    campaign: 15,
    campaign_days: 30,
    names: ["电信", "联通", "广电"].map(str::to_owned).to_vec(),
    friends: 20,
    port_query_days: 60,
    port_query: 60,
    port_request_days: 30,
    port_request: 100,
});

/// Service and bills.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceRules {
    /// An open complaint.
    pub complaint: i32,
    /// Calls to the service line in 30 days that make it repeated.
    pub calls: u32,
    /// Points of repeated calls.
    pub calls_points: i32,
    /// The bill over the customer's own median, in percent.
    pub shock_percent: i64,
    /// And at least this much over it, in fen.
    pub shock_least: i64,
    /// The bill over the mean of the five months before, in percent: beyond it the customer must be told (电信条例).
    pub legal_percent: i64,
    /// Points of either shock.
    pub shock_points: i32,
    /// Stopped and not resumed.
    pub stop_points: i32,
}
defaults!(ServiceRules {
    complaint: 50,
    calls: 4,
    calls_points: 40,
    shock_percent: 150,
    shock_least: 1_000,
    legal_percent: 300,
    shock_points: 40,
    stop_points: 30,
});

/// What keeps customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProtectiveRules {
    /// More months than this on the network.
    pub long_months: u32,
    /// Points.
    pub long: i32,
    /// Points of a family or second line.
    pub family: i32,
    /// Tags that say so.
    pub family_tags: Vec<String>,
    /// Points of home broadband.
    pub broadband: i32,
    /// Tags that say so.
    pub broadband_tags: Vec<String>,
}
defaults!(ProtectiveRules {
    long_months: 48,
    long: -35,
    family: -45,
    family_tags: ["家庭", "副卡", "亲情"].map(str::to_owned).to_vec(),
    broadband: -40,
    broadband_tags: ["宽带"].map(str::to_owned).to_vec(),
});

/// The most that signs of one group give together, so that one cause is not counted twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Caps {
    /// Use and silence.
    pub usage: i32,
    /// Contract.
    pub contract: i32,
    /// Competitor and porting.
    pub competitor: i32,
    /// Complaints, calls, bills, stops.
    pub service: i32,
}
defaults!(Caps { usage: 60, contract: 30, competitor: 100, service: 100 });

/// Shares of the agent's book in thousandths. A level is a place in the book, never a probability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quota {
    /// The most urgent.
    pub red: usize,
    /// The next.
    pub amber: usize,
    /// Nobody is red below these points, however calm the book: one strong sign.
    pub red_least: i32,
    /// Nobody is amber below these.
    pub amber_least: i32,
}
defaults!(Quota { red: 20, amber: 50, red_least: 40, amber_least: 20 });

/// The points at which the levels begin until a base was assessed (`seatmate assess --all`): a starting point of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Levels {
    /// Red from here.
    pub red: i32,
    /// Amber from here.
    pub amber: i32,
}
defaults!(Levels { red: 80, amber: 40 });

/// What a wrong alarm does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrongRules {
    /// Days that a sign called wrong stays quiet for that customer.
    pub quiet_days: i64,
}
defaults!(WrongRules { quiet_days: 30 });

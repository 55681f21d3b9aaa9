//! What a package costs and gives, as a catalogue file says it. It knows no customer and no month; what a file left out stays unknown.

pub mod amount;
pub mod check;
pub mod who;

use serde::{Deserialize, Serialize};

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::package::amount::{Data, Limit, yuan, yuan_option};
use crate::domain::package::who::Who;
use crate::domain::safe_text::RawText;

/// 套餐. One row of a catalogue: a main package, or something that is added to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Unique in the catalogue; what files and events call the package.
    pub code: String,
    /// As on the contract.
    pub name: RawText,
    /// Other names under which customer files know it.
    #[serde(default)]
    pub aliases: Vec<RawText>,
    /// The series it belongs to. Two packs of one family exclude each other unless they are stackable.
    #[serde(default)]
    pub family: Option<RawText>,
    /// What it is for.
    pub kind: Kind,
    /// Per month, in yuan.
    #[serde(with = "yuan")]
    pub fee: Fen,
    /// Minutes and what a further one costs; `None` when the source does not say.
    #[serde(default)]
    pub voice: Option<Voice>,
    /// Included data, one entry per class.
    #[serde(default)]
    pub data: Vec<Allowance>,
    /// What data beyond the allowances costs. `None`: a main package's rule is unknown; a pack follows its main package.
    #[serde(default)]
    pub over: Option<DataOver>,
    /// The double cap on data beyond the allowances.
    #[serde(default)]
    pub cap: Cap,
    /// Messages; `None` when the source does not say.
    #[serde(default)]
    pub sms: Option<Sms>,
    /// Whether unused national data lives on; `None` when the source does not say.
    #[serde(default)]
    pub rollover: Option<Rollover>,
    /// Days abroad; `None` when the source does not say.
    #[serde(default)]
    pub roaming: Option<Roaming>,
    /// Further numbers on the same package; `None` when the source does not say.
    #[serde(default)]
    pub lines: Option<Lines>,
    /// What comes with it and would be lost by leaving it: broadband, memberships.
    #[serde(default)]
    pub benefits: Vec<Benefit>,
    /// Who may have it.
    #[serde(default)]
    pub who: Who,
    /// Months of commitment. 0 is "none"; `None` is unknown.
    #[serde(default)]
    pub commitment: Option<u32>,
    /// What leaving before the end of the commitment costs; `None` is unknown.
    #[serde(default)]
    pub penalty: Option<Penalty>,
    /// During the commitment only a dearer package of the operator may follow.
    #[serde(default)]
    pub no_downgrade: bool,
    /// When a change to it begins; `None` when the source does not say.
    #[serde(default)]
    pub effective: Option<Effective>,
    /// First and last month of sale.
    #[serde(default)]
    pub on_sale: OnSale,
    /// For packs: several of one family may be held together.
    #[serde(default)]
    pub stackable: bool,
    /// The text message that orders it.
    #[serde(default)]
    pub order: Option<RawText>,
    /// Where the figures come from, when not from the catalogue's own source.
    #[serde(default)]
    pub source: Option<RawText>,
    /// The year or years the figures are of, when not the catalogue's own.
    #[serde(default)]
    pub year: Option<RawText>,
    /// From a built-in example beside a catalogue that is meant: whoever holds it is rated on it, and nobody is offered it.
    #[serde(skip)]
    pub known_only: bool,
}

impl Package {
    /// Whether a customer can hold it alone.
    #[must_use]
    pub const fn is_main(&self) -> bool {
        matches!(self.kind, Kind::Main | Kind::Family | Kind::Broadband)
    }

    /// Whether a customer file means it by this name.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(&self.name).chain(&self.aliases).any(|known| known.as_raw().trim() == name.trim())
    }

    /// The sum of the allowances of one class, in KB. An entry without a unit counts nothing; `check` reports it.
    #[must_use]
    pub fn allowance(&self, class: Class) -> u64 {
        self.data.iter().filter(|entry| entry.class == class).filter_map(Allowance::kb).sum()
    }
}

/// 类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 主套餐
    Main,
    /// 家庭套餐: a main package with further lines.
    Family,
    /// 宽带融合: a main package with broadband.
    Broadband,
    /// 流量包, monthly.
    DataPack,
    /// 加油包, bought when needed. Rated as if bought every month, so it never looks cheaper than it is.
    TopUp,
    /// 语音包
    VoicePack,
    /// 定向流量包
    DirectedPack,
    /// 亲情网
    FamilyNet,
    /// 漫游包
    RoamingPack,
}

/// 流量类别: what an amount of data may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 通用 (全国)
    National,
    /// 定向: named applications only.
    Directed,
    /// 本地: at home only.
    Local,
    /// 漫游: abroad only.
    Roaming,
}

/// An amount of data of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// What for.
    pub class: Class,
    /// How many units.
    pub amount: u64,
    /// Which unit. A missing one is a mistake that `check` reports.
    #[serde(default)]
    pub unit: Option<Unit>,
}

impl Allowance {
    /// In KB; `None` without a unit.
    #[must_use]
    pub fn kb(&self) -> Option<u64> {
        self.unit.map(|unit| Data { amount: self.amount, unit }.kb())
    }
}

/// A unit of data; 1 GB is 1024 MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Kilobytes.
    #[serde(rename = "KB")]
    Kb,
    /// Megabytes.
    #[serde(rename = "MB")]
    Mb,
    /// Gigabytes.
    #[serde(rename = "GB")]
    Gb,
}

/// Outgoing calls in the mainland.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Included minutes.
    pub minutes: Limit,
    /// Yuan per further minute; `None` when the source does not say.
    #[serde(default, with = "yuan_option")]
    pub over: Option<Fen>,
}

/// Messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sms {
    /// Included messages.
    #[serde(default)]
    pub included: u32,
    /// Yuan per further message.
    #[serde(with = "yuan")]
    pub over: Fen,
}

/// 套外流量规则: how data beyond the allowances is charged. Every rule is rated on the month's total and truncated to the fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum DataOver {
    /// So much per MB, without end.
    PerMb {
        /// Yuan per MB.
        #[serde(with = "yuan")]
        per_mb: Fen,
    },
    /// 按量计费: the same arithmetic, for packages that include no data at all.
    PayPerUse {
        /// Yuan per MB.
        #[serde(with = "yuan")]
        per_mb: Fen,
    },
    /// Per MB until the price of the GB is reached, then free to the end of that GB, and again
    /// (60 yuan until 2018, then 30: FACTS 4b-2). With `step`, every 100 MB costs at most the step.
    Ladder {
        /// Yuan per MB.
        #[serde(with = "yuan")]
        per_mb: Fen,
        /// Yuan per GB at most.
        #[serde(with = "yuan")]
        per_gb: Fen,
        /// Yuan per 100 MB at most; `None` when there is no such step.
        #[serde(default, with = "yuan_option")]
        step: Option<Fen>,
    },
    /// Of every 100 MB the first are charged by the MB and the rest is free (安心包: 34 of 100).
    FirstOfHundred {
        /// Yuan per MB.
        #[serde(with = "yuan")]
        per_mb: Fen,
        /// How many MB of every 100 are charged.
        first_mb: u32,
    },
    /// Each GB has its price, reached by the MB; the last price repeats (5, 5, 5, then 3).
    Tiers {
        /// Yuan per MB until the GB's price is reached.
        #[serde(with = "yuan")]
        per_mb: Fen,
        /// Yuan per GB, first to last; the last repeats.
        #[serde(with = "amount::yuan_list")]
        gb: Vec<Fen>,
    },
    /// Every block that is begun costs its price (日租: 1 yuan per 800 MB).
    Blocks {
        /// Yuan per block.
        #[serde(with = "yuan")]
        price: Fen,
        /// Size of a block in MB.
        mb: u32,
    },
    /// 限速: no charge, but slow. The slowness has a price of its own, kept apart from money.
    Throttle {
        /// Where it begins, when not at the end of the allowances.
        #[serde(default)]
        after: Option<Data>,
        /// How fast it still is.
        #[serde(default)]
        kbps: Option<u32>,
    },
}

/// 双封顶: how much money, and how much data, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Yuan per month for data beyond the allowances, at most (500 by rule: FACTS 4b-3).
    #[serde(default, with = "yuan_option")]
    pub money: Option<Fen>,
    /// Total data after which the line's data is cut until the month's end. A warning, not a price.
    #[serde(default)]
    pub fuse: Option<Data>,
}

/// 流量不清零.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rollover {
    /// Unused data ends with the month.
    No,
    /// Unused national data of the plan itself lives to the end of the next month.
    OneMonth,
}

/// Days abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roaming {
    /// Free days per month.
    #[serde(default)]
    pub days: u32,
    /// Yuan per further day; `None` when the source does not say.
    #[serde(default, with = "yuan_option")]
    pub over: Option<Fen>,
}

/// 副卡.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// Further lines without a fee.
    #[serde(default)]
    pub included: u32,
    /// Yuan per month for each one more.
    #[serde(with = "yuan")]
    pub fee: Fen,
    /// How many at most.
    #[serde(default)]
    pub most: Option<u32>,
}

/// 权益.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// What it is, such as 宽带200M. Two packages have the same benefit when the names are equal.
    pub name: RawText,
    /// What it costs alone per month; `None` when nobody knows.
    #[serde(default, with = "yuan_option")]
    pub worth: Option<Fen>,
}

/// 违约金规则.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Penalty {
    /// A fixed sum.
    Fixed {
        /// Yuan.
        #[serde(with = "yuan")]
        amount: Fen,
    },
    /// A share of the fees until the end.
    ShareOfRest {
        /// Percent of the remaining fees.
        percent: u32,
    },
    /// The minimum spend goes on until the end.
    MinimumSpend {
        /// Yuan per month.
        #[serde(with = "yuan")]
        per_month: Fen,
    },
    /// What was given each month is paid back.
    PayBack {
        /// Yuan per month enjoyed.
        #[serde(with = "yuan")]
        per_month: Fen,
    },
    /// There is a rule and nobody wrote it down.
    Unknown,
}

/// 生效时间.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effective {
    /// 次月生效
    NextMonth,
    /// 立即生效
    AtOnce,
}

/// 在售期.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnSale {
    /// First month.
    #[serde(default)]
    pub from: Option<Month>,
    /// Last month.
    #[serde(default)]
    pub to: Option<Month>,
}

impl OnSale {
    /// Whether it can be ordered in a month. What the source leaves open is open.
    #[must_use]
    pub fn covers(&self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.to.is_none_or(|to| month <= to)
    }
}

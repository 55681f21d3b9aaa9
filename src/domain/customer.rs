//! A customer as the operator's files describe one. What a file did not say stays `None`: unknown is never zero.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::money::Fen;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;

/// The store's own row number of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerId(pub i64);

/// 客户. One telephone number is one customer; several may share an `account` (who pays).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The number, and the key under which every file names the customer.
    pub number: PhoneNumber,
    /// The operator's own id, opaque to us.
    pub customer_id: Option<RawText>,
    /// Name as on the contract.
    pub name: Option<RawText>,
    /// For the form of address.
    pub gender: Option<Gender>,
    /// Date of birth.
    pub birthday: Option<NaiveDate>,
    /// VIP or star level.
    pub level: Option<Level>,
    /// Brand, such as 全球通.
    pub brand: Option<RawText>,
    /// Package code or name, as the file has it.
    pub package: Option<RawText>,
    /// Day of joining the network.
    pub joined_on: Option<NaiveDate>,
    /// Last day of the running contract.
    pub contract_end: Option<NaiveDate>,
    /// What leaving early costs today.
    pub contract_penalty: Option<Fen>,
    /// Prepaid balance.
    pub balance: Option<Fen>,
    /// Amount overdue.
    pub arrears: Option<Fen>,
    /// How far the account may go below zero.
    pub credit_limit: Option<Fen>,
    /// Loyalty points.
    pub points: Option<i64>,
    /// Who pays.
    pub account: Option<RawText>,
    /// Corporate group.
    pub group_name: Option<RawText>,
    /// Region.
    pub region: Option<RawText>,
    /// Segment as the operator's file has it.
    pub segment: Option<RawText>,
    /// Free tags.
    pub tags: Vec<RawText>,
    /// Channel the customer likes, such as 短信.
    pub preferred_channel: Option<RawText>,
    /// Time the customer likes, such as 晚间.
    pub preferred_time: Option<RawText>,
    /// What not to mention or do, such as 勿提家宽.
    pub taboo: Option<RawText>,
    /// Whether the customer agreed to marketing.
    pub marketing_consent: Option<Consent>,
    /// Asked not to be called.
    pub do_not_call: Option<bool>,
    /// The agent id of the named account manager.
    pub manager: Option<RawText>,
    /// Packs held on top of the package, codes or names as the file has them.
    #[serde(default)]
    pub packs: Vec<RawText>,
    /// Since when the package is held.
    #[serde(default)]
    pub package_since: Option<NaiveDate>,
}

impl Customer {
    /// A customer of whom only the number is known.
    #[must_use]
    pub fn bare(number: PhoneNumber) -> Self {
        Self {
            number,
            customer_id: None,
            name: None,
            gender: None,
            birthday: None,
            level: None,
            brand: None,
            package: None,
            joined_on: None,
            contract_end: None,
            contract_penalty: None,
            balance: None,
            arrears: None,
            credit_limit: None,
            points: None,
            account: None,
            group_name: None,
            region: None,
            segment: None,
            tags: Vec::new(),
            preferred_channel: None,
            preferred_time: None,
            taboo: None,
            marketing_consent: None,
            do_not_call: None,
            manager: None,
            packs: Vec::new(),
            package_since: None,
        }
    }

    /// Whole months on the network at `today`; `None` when unknown or when the date lies in the future.
    #[must_use]
    pub fn tenure_months(&self, today: NaiveDate) -> Option<u32> {
        let joined = self.joined_on.filter(|joined| *joined <= today)?;
        let months = (today.year() - joined.year()) * 12 + i32::try_from(today.month()).ok()?
            - i32::try_from(joined.month()).ok()?
            - i32::from(today.day() < joined.day());
        u32::try_from(months).ok()
    }

    /// Days until the contract ends; negative when it has ended.
    #[must_use]
    pub fn contract_days_left(&self, today: NaiveDate) -> Option<i64> {
        self.contract_end.map(|end| (end - today).num_days())
    }
}

/// 性别, for the form of address only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// 男
    Male,
    /// 女
    Female,
}

impl Gender {
    /// Reads the spellings that customer files use.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "male" | "m" | "男" | "男性" | "先生" | "1" => Some(Self::Male),
            "female" | "f" | "女" | "女性" | "女士" | "2" | "0" => Some(Self::Female),
            _ => None,
        }
    }

    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// 客户级别, lowest first, so that levels compare. (Levels of the operator's star service: FACTS section 2.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 无级别: known to have none, which is not the same as unknown.
    None,
    /// 一星
    Star1,
    /// 二星
    Star2,
    /// 三星
    Star3,
    /// 四星
    Star4,
    /// 五星
    Star5,
    /// 银卡
    Silver,
    /// 金卡
    Gold,
    /// 白金卡
    Platinum,
    /// 钻石卡
    Diamond,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 10] = [
        Self::None,
        Self::Star1,
        Self::Star2,
        Self::Star3,
        Self::Star4,
        Self::Star5,
        Self::Silver,
        Self::Gold,
        Self::Platinum,
        Self::Diamond,
    ];

    /// Reads a code or a Chinese name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let level = match text.as_str() {
            "diamond" | "钻石卡" | "钻石" | "钻" | "钻卡" | "五星钻" => Self::Diamond,
            "platinum" | "白金卡" | "白金" => Self::Platinum,
            "gold" | "金卡" | "金" | "五星金" => Self::Gold,
            "silver" | "银卡" | "银" => Self::Silver,
            "star5" | "五星" | "5星" => Self::Star5,
            "star4" | "四星" | "4星" => Self::Star4,
            "star3" | "三星" | "3星" => Self::Star3,
            "star2" | "二星" | "两星" | "2星" => Self::Star2,
            "star1" | "一星" | "1星" => Self::Star1,
            "none" | "无" | "未评级" | "准星" | "无级别" | "普通" => Self::None,
            _ => return None,
        };
        Some(level)
    }

    /// The code in files: `gold`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Star1 => "star1",
            Self::Star2 => "star2",
            Self::Star3 => "star3",
            Self::Star4 => "star4",
            Self::Star5 => "star5",
            Self::Silver => "silver",
            Self::Gold => "gold",
            Self::Platinum => "platinum",
            Self::Diamond => "diamond",
        }
    }

    /// Silver and above have a named manager.
    #[must_use]
    pub fn is_vip(self) -> bool {
        self >= Self::Silver
    }
}

/// 营销授权.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// 已同意
    Yes,
    /// 已拒绝: no marketing at all.
    No,
    /// Asked for and not known. Silence counts as a refusal for marketing calls.
    Unknown,
}

impl Consent {
    /// Reads the spellings that customer files use.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "是" | "同意" => Some(Self::Yes),
            "no" | "n" | "false" | "0" | "否" | "拒绝" | "不同意" => Some(Self::No),
            "unknown" | "未知" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn tenure_counts_whole_months() {
        let mut customer = Customer::bare(PhoneNumber::parse("13800138000").unwrap());
        assert_eq!(customer.tenure_months(day("2026-11-22")), None);
        customer.joined_on = Some(day("2020-09-23"));
        assert_eq!(customer.tenure_months(day("2026-11-22")), Some(73));
        assert_eq!(customer.tenure_months(day("2026-11-23")), Some(74));
        assert_eq!(customer.tenure_months(day("2020-09-22")), None);
    }

    #[test]
    fn levels_read_back_from_their_codes_and_compare() {
        for level in Level::ALL {
            assert_eq!(Level::parse(level.code()), Some(level));
        }
        assert_eq!(Level::parse("白金卡"), Some(Level::Platinum));
        assert_eq!(Level::parse("铜卡"), None);
        assert!(Level::Gold > Level::Silver && Level::Silver.is_vip() && !Level::Star5.is_vip());
    }
}

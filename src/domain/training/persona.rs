//! The invented customer of a scenario, described in a few words. `synth` makes the profile; here it is only described.

use serde::Deserialize;

/// A customer to invent. Money in whole yuan; days count from the day of the rehearsal. What is not said is drawn by the seed
/// (names, birthday, number) or stays unknown (contract, arrears, taboo).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Persona {
    /// Name; drawn when absent.
    pub name: Option<String>,
    /// `male` or `female`; drawn when absent.
    pub gender: Option<String>,
    /// Years.
    pub age: Option<u8>,
    /// Days to the next birthday.
    pub birthday_in_days: Option<u16>,
    /// Level code, such as `gold`.
    pub level: Option<String>,
    /// Brand, such as 全球通.
    pub brand: Option<String>,
    /// Package by name.
    pub package: Option<String>,
    /// Its monthly fee.
    pub fee: Option<u16>,
    /// The usual bill; the fee when absent.
    pub bill: Option<u16>,
    /// The usual minutes a month.
    pub minutes: Option<u16>,
    /// The usual data in GB a month.
    pub gb: Option<u16>,
    /// How the twelve months go.
    pub pattern: Pattern,
    /// Months on the network; 60 when absent.
    pub tenure_months: Option<u16>,
    /// Days to the end of the contract; negative when it is over.
    pub contract_in_days: Option<i16>,
    /// What leaving early costs.
    pub penalty: Option<u16>,
    /// Balance.
    pub balance: Option<u16>,
    /// Overdue.
    pub arrears: Option<u16>,
    /// How far the account may go below zero.
    pub credit: Option<u16>,
    /// Loyalty points.
    pub points: Option<u32>,
    /// Corporate group.
    pub group: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Segment, such as 商务精英.
    pub segment: Option<String>,
    /// Channel the customer likes.
    pub channel: Option<String>,
    /// Time the customer likes.
    pub time: Option<String>,
    /// What not to mention or do.
    pub taboo: Option<String>,
    /// `yes`, `no` or `unknown`.
    pub consent: Option<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// When the customer is on the phone: `office`, `night` or `early`.
    pub habit: Option<String>,
    /// How the customer behaves, in one word for the trainee afterwards: `hurried`, `exact`, `warm`, `wary`, `angry`, `quiet`.
    pub style: Option<String>,
    /// What happened, in any order.
    #[serde(rename = "event")]
    pub events: Vec<PersonaEvent>,
    /// Calls of the past, in any order.
    #[serde(rename = "call")]
    pub calls: Vec<PersonaCall>,
}

/// How the months of an invented customer go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// The same every month.
    #[default]
    Steady,
    /// A little more every month.
    Growing,
    /// A little less every month.
    Falling,
    /// Fell away in the last two months.
    Dropping,
    /// Pays for data beyond the package.
    Overage,
    /// The last bill is far above those before.
    Shock,
    /// Nothing at all in the last month.
    Silent,
    /// Was abroad last month.
    Roaming,
    /// Joined lately: three months at most.
    New,
}

/// Something that happened to the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonaEvent {
    /// How long ago.
    pub days_ago: u16,
    /// How long ago, for today's.
    pub minutes_ago: Option<u16>,
    /// Hour of that day.
    pub hour: u8,
    /// A kind of the event files, such as `complaint`.
    pub kind: String,
    /// In the operator's words.
    pub detail: Option<String>,
}

/// A call of the past.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonaCall {
    /// How long ago.
    pub days_ago: u16,
    /// Hour of that day.
    pub hour: u8,
    /// `in` or `out`.
    pub direction: String,
    /// How long it took.
    pub seconds: u16,
    /// A disposition's code.
    pub disposition: String,
    /// The note.
    pub note: Option<String>,
    /// What was promised then, and is open.
    pub promise: Option<String>,
    /// When that is due, in hours from now; negative when it is late.
    pub promise_in_hours: i16,
}

//! 体验过程 认知 知识 倾向 使用 忠诚: how far a customer is with each product. The agent's word counts; else the months or the record may
//! tell of use, which is marked as a guess. What lies before use cannot be seen from outside and is not guessed.

use serde::{Deserialize, Serialize};

use crate::domain::person::rules::{Both, PersonRules, Product, Trace};
use crate::domain::person::told;
use crate::domain::profile::Profile;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;

/// A stage of the way with a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 认知: has heard of it.
    Awareness,
    /// 知识: knows what it does and costs.
    Knowledge,
    /// 倾向: would like it, or has something against it.
    Leaning,
    /// 使用
    Use,
    /// 忠诚: would stay with it.
    Loyalty,
}

impl Stage {
    /// In the order of the way.
    pub const ALL: [Self; 5] = [Self::Awareness, Self::Knowledge, Self::Leaning, Self::Use, Self::Loyalty];

    /// The code in files: `leaning`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Knowledge => "knowledge",
            Self::Leaning => "leaning",
            Self::Use => "use",
            Self::Loyalty => "loyalty",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Source {
    /// The agent.
    Agent {
        /// When.
        at: Moment,
    },
    /// The months.
    Months {
        /// Months of the known ones in which it was used.
        used: usize,
        /// Known months of the last twelve.
        known: usize,
    },
    /// A word of the record.
    Word {
        /// Which word of the rule.
        word: String,
    },
    /// Nothing tells.
    Nobody,
}

/// Where the customer is with a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Experience {
    /// The product's code.
    pub product: String,
    /// Its name.
    pub name: Both,
    /// Where; `None` is to be learned.
    pub stage: Option<Stage>,
    /// Who says so. Only the agent's word is no guess.
    pub source: Source,
}

impl Experience {
    /// What an agent's word about it is filed under.
    #[must_use]
    pub fn about(&self) -> String {
        format!("experience.{}", self.product)
    }

    /// Whether the stage was only inferred.
    #[must_use]
    pub const fn is_guess(&self) -> bool {
        self.stage.is_some() && !matches!(self.source, Source::Agent { .. })
    }
}

/// Known months looked at.
const MONTHS: u32 = 12;
/// Use in one of so many newest known months is use.
const RECENT: usize = 3;

/// Every product of the rules, in their order.
#[must_use]
pub fn experience(profile: &Profile, rules: &PersonRules) -> Vec<Experience> {
    rules.product.iter().map(|product| one(profile, product, rules.loyal_months)).collect()
}

fn one(profile: &Profile, product: &Product, loyal_months: usize) -> Experience {
    let filed = format!("experience.{}", product.code);
    let word = told::about(&profile.told, &filed);
    let said = word
        .and_then(|told| Some((Stage::parse(told.text.as_ref()?.as_raw())?, Source::Agent { at: told.at })));
    let (stage, source) = match said {
        Some((stage, source)) => (Some(stage), source),
        None => guess(profile, product, loyal_months),
    };
    Experience { product: product.code.clone(), name: product.name.clone(), stage, source }
}

fn guess(profile: &Profile, product: &Product, loyal_months: usize) -> (Option<Stage>, Source) {
    let customer = &profile.customer;
    let texts = [&customer.segment, &customer.brand, &customer.package, &customer.group_name];
    let holds = |word: &&String| {
        texts.into_iter().flatten().chain(&customer.tags).any(|text| text.as_raw().contains(word.as_str()))
    };
    if let Some(word) = product.words.iter().find(holds) {
        return (Some(Stage::Use), Source::Word { word: word.clone() });
    }
    let Some(trace) = product.used else { return (None, Source::Nobody) };
    let newest_first: Vec<bool> = profile
        .months(MONTHS)
        .into_iter()
        .rev()
        .filter_map(|(_, usage)| usage.and_then(|usage| used(usage, trace)))
        .collect();
    if newest_first.is_empty() {
        return (None, Source::Nobody);
    }
    let count = newest_first.iter().filter(|used| **used).count();
    let in_a_row = newest_first.iter().take_while(|used| **used).count();
    let stage = if in_a_row >= loyal_months.max(1) {
        Some(Stage::Loyalty)
    } else if newest_first.iter().take(RECENT).any(|used| *used) {
        Some(Stage::Use)
    } else {
        None
    };
    (stage, Source::Months { used: count, known: newest_first.len() })
}

/// Whether a month shows use; `None` when it does not say.
fn used(usage: &UsageMonth, trace: Trace) -> Option<bool> {
    match trace {
        Trace::Voice => usage.voice_min.map(|minutes| minutes.0 > 0),
        Trace::Data => usage.data.map(|data| data.0 > 0),
        Trace::Sms => usage.sms.map(|count| count > 0),
        Trace::ValueAdded => usage.vas_fee.map(|fee| fee.0 > 0),
        Trace::Roaming => {
            let minutes = usage.roaming_min.map(|minutes| minutes.0 > 0);
            let data = usage.roaming_data.map(|data| data.0 > 0);
            minutes.or(data).map(|_| minutes == Some(true) || data == Some(true))
        }
    }
}

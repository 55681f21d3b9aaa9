//! What the shop says about persons: products, marketing methods, questions, and what a minute counts. Sentences stand in both languages
//! here, because a supervisor changes them together with the rule.

use serde::{Deserialize, Serialize};

use crate::domain::person::experience::Stage;
use crate::domain::person::missing::{Channel, Field};
use crate::domain::person::relation::{Depth, Module};

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Both {
    /// In the language of a tag such as `zh-CN`.
    #[must_use]
    pub fn of(&self, tag: &str) -> &str {
        if tag.starts_with("zh") { &self.zh } else { &self.en }
    }
}

/// The rules of `person.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonRules {
    /// What parts of a package count.
    pub worth: Worth,
    /// Limits of the portrait.
    pub portrait: PortraitRules,
    /// Months in a row, up to the latest known one, that make a loyal user.
    pub loyal_months: usize,
    /// Products, in the order of the screen.
    pub product: Vec<Product>,
    /// For each stage, what to do and what to ask.
    pub method: Vec<Method>,
    /// For each cell of the relation, what to ask.
    pub relation: Vec<Learn>,
    /// Facts worth asking for, the most useful first.
    pub missing: Vec<AskFor>,
}

/// What a minute and a GB count when a package's fee is divided between its parts, in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Worth {
    /// A minute.
    pub minute: i64,
    /// A GB.
    pub gb: i64,
}

impl Default for Worth {
    /// The cheapest published prices beyond a package: 0.10 a minute, 3 yuan a GB (FACTS section 4b).
    fn default() -> Self {
        Self { minute: 10, gb: 300 }
    }
}

/// Limits of the portrait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PortraitRules {
    /// Calendar months looked at.
    pub months: u32,
    /// Middle of all customers, in minutes a month (FACTS section 2).
    pub middle_minutes: u64,
    /// The same in MB.
    pub middle_mb: u64,
    /// How many times the other a use must be, each against its middle, to be the main one, in percent.
    pub lean_percent: u64,
    /// Calls in the habit from which hours are spoken of.
    pub least_calls: u64,
}

impl Default for PortraitRules {
    fn default() -> Self {
        Self { months: 6, middle_minutes: 298, middle_mb: 11_674, lean_percent: 150, least_calls: 20 }
    }
}

/// A product that a customer may be somewhere on the way with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Both,
    /// Months in which this was used tell of use and loyalty.
    #[serde(default)]
    pub used: Option<Trace>,
    /// One of these words in package, brand, segment, group or tags tells of use.
    #[serde(default)]
    pub words: Vec<String>,
}

/// A measure of the months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trace {
    /// Minutes.
    Voice,
    /// Data.
    Data,
    /// Messages.
    Sms,
    /// Fees of value-added services.
    ValueAdded,
    /// Minutes or data while roaming.
    Roaming,
}

/// What to do with a customer at a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Which stage.
    pub stage: Stage,
    /// What to do.
    pub way: Both,
    /// What to ask, to be sure of the stage.
    pub ask: Both,
}

/// What to ask for an empty cell of the relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learn {
    /// Which part of life.
    pub module: Module,
    /// How deep.
    pub depth: Depth,
    /// The question.
    pub ask: Both,
}

/// A fact worth asking for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskFor {
    /// Which.
    pub fact: Field,
    /// The channels to ask through, the best first.
    pub channels: Vec<Channel>,
    /// The question.
    pub ask: Both,
}

impl PersonRules {
    /// What to do at a stage.
    #[must_use]
    pub fn method(&self, stage: Stage) -> Option<&Method> {
        self.method.iter().find(|method| method.stage == stage)
    }

    /// What to ask for a cell of the relation.
    #[must_use]
    pub fn learn(&self, module: Module, depth: Depth) -> Option<&Learn> {
        self.relation.iter().find(|learn| learn.module == module && learn.depth == depth)
    }
}

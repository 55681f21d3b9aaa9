//! What a good call earns: items with their weights and rules, and what the record should hold. Plain values; it must not score.

use serde::{Deserialize, Serialize};

use crate::domain::disposition::Disposition;
use crate::domain::safe_text::SafeText;
use crate::domain::training::condition::Condition;
use crate::domain::training::scenario::Skill;

/// One thing that earns points, or costs them.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name, the same in both languages.
    pub id: String,
    /// Where it stands in the report.
    pub section: Section,
    /// How much depends on it.
    pub kind: ItemKind,
    /// Points; those of all items make 100. A fatal item has none.
    pub weight: u32,
    /// What is judged.
    pub text: SafeText,
    /// By which rule.
    pub rule: Rule,
    /// What would have been better.
    pub better: SafeText,
    /// How to say it.
    pub model: Option<SafeText>,
    /// What it practises; `None`: as its section says.
    pub skill: Option<Skill>,
}

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 开场
    Opening,
    /// 核身
    Identity,
    /// 合规
    Compliance,
    /// 探询
    Discovery,
    /// 解决与推荐
    Resolution,
    /// 沟通
    Soft,
    /// 结束
    Closing,
    /// 记录
    Record,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: [Self; 8] = [
        Self::Opening,
        Self::Identity,
        Self::Compliance,
        Self::Discovery,
        Self::Resolution,
        Self::Soft,
        Self::Closing,
        Self::Record,
    ];

    /// Its name in files and words: `soft`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Identity => "identity",
            Self::Compliance => "compliance",
            Self::Discovery => "discovery",
            Self::Resolution => "resolution",
            Self::Soft => "soft",
            Self::Closing => "closing",
            Self::Record => "record",
        }
    }
}

/// How much depends on an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Without it the call cannot be called good: at most 74 points.
    Critical,
    /// Only its weight.
    #[default]
    Optional,
    /// Something that must not happen: when it does, its weight is lost and compliance has failed.
    RedFlag,
    /// Something that must never happen: when it does, the call scores 0.
    Fatal,
}

/// When an item is earned. Everything that is stated must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// All of these points were made.
    pub points: Vec<String>,
    /// One of these was.
    pub any: Vec<String>,
    /// All of these tasks were done, and what was found is right.
    pub tasks: Vec<String>,
    /// None of these slips happened. Like every rule of what must not be, it earns nothing in a call in which nothing was said.
    pub never: Vec<String>,
    /// The call ended in one of these.
    pub endings: Vec<String>,
    /// This held at the end of the call.
    pub when: Option<Condition>,
    /// The points or tasks came before this turn was left, by its name.
    pub before: Option<String>,
    /// Every answer came within so many seconds.
    pub within: Option<u16>,
    /// What the record of the call must hold.
    pub record: Option<RecordRule>,
}

/// What the record of the call must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordRule {
    /// All points of [`Expected::note`], and no phrase to avoid.
    Note,
    /// A disposition that fits the ending.
    Disposition,
    /// A follow-up where one was agreed, and none where not.
    FollowUp,
}

/// What the record of the call should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Points that the note must make.
    pub note: Vec<String>,
    /// Dispositions that fit, unless the ending names its own.
    pub dispositions: Vec<Disposition>,
    /// Endings after which a follow-up is due.
    pub follow_up: Vec<String>,
    /// A model note.
    pub model: Option<SafeText>,
}

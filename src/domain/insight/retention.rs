//! 挽留方法: which methods fit a customer who may leave, and in which order they may be offered: first listening and what costs nothing, money
//! last. It must not choose for the agent.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::insight::churn::{Alarm, Churn};
use crate::domain::insight::lifecycle::Stage;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::time::Moment;

/// The same text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothLanguages {
    /// 简体中文
    pub zh: String,
    /// English
    pub en: String,
}

/// The ladder of concessions, lowest rung first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// 倾听: hear and own it.
    Listen,
    /// 无成本补救: put right what is wrong.
    Remedy,
    /// 权益: small benefits.
    Benefit,
    /// 捆绑: something that lasts, for a commitment.
    Bundle,
    /// 让利: money.
    Discount,
}

impl Rung {
    /// From the lowest.
    pub const ALL: [Self; 5] = [Self::Listen, Self::Remedy, Self::Benefit, Self::Bundle, Self::Discount];

    /// The stable name, in files and words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Listen => "listen",
            Self::Remedy => "remedy",
            Self::Benefit => "benefit",
            Self::Bundle => "bundle",
            Self::Discount => "discount",
        }
    }
}

/// Who may grant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// 座席
    Agent,
    /// 班长
    TeamLeader,
    /// 主管
    Manager,
}

impl Authority {
    /// The stable name, in files and words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::TeamLeader => "team_leader",
            Self::Manager => "manager",
        }
    }
}

/// Whom a method fits. What is empty fits anybody; several kinds must all fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fits {
    /// Signs of leaving, by their codes: one of them fires.
    pub reasons: Vec<String>,
    /// Operator's levels, by their codes.
    pub levels: Vec<String>,
    /// What the customer minds (one of the four sensitivities).
    pub minds: Vec<String>,
    /// Stages of the life cycle.
    pub stages: Vec<Stage>,
}

/// One method of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The stable name, in events and counts.
    pub code: String,
    /// What the agent calls it.
    pub name: BothLanguages,
    /// One sentence to say.
    pub say: BothLanguages,
    /// How high on the ladder.
    pub rung: Rung,
    /// Who may grant it.
    pub authority: Authority,
    /// What it costs, in fen; 0 is free.
    #[serde(default)]
    pub cost: i64,
    /// Whom it fits.
    #[serde(default)]
    pub fits: Fits,
}

/// The catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionRules {
    /// Days for which a method that was tried counts.
    pub tried_days: i64,
    /// The methods.
    pub method: Vec<Method>,
}

impl Default for RetentionRules {
    fn default() -> Self {
        Self { tried_days: 30, method: Vec::new() }
    }
}

/// What came of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 留住了
    Kept,
    /// 还没定
    NotYet,
    /// 不接受
    Refused,
}

impl Outcome {
    /// In the order of the digits.
    pub const ALL: [Self; 3] = [Self::Kept, Self::NotYet, Self::Refused];

    /// The stable name, in events and words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::NotYet => "not_yet",
            Self::Refused => "refused",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == text)
    }

    /// The outcome behind a digit.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Self> {
        usize::from(digit).checked_sub(1).and_then(|at| Self::ALL.get(at)).copied()
    }
}

/// A method that was tried on this customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Which.
    pub method: String,
    /// What came of it.
    pub outcome: Outcome,
    /// When.
    pub at: Moment,
}

/// What the agent did, on its way to the disk. Another outcome of the same method in the same call replaces the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodUse {
    /// Its id, when it is new.
    pub id: Uuid,
    /// In which call.
    pub call: CallId,
    /// Of whom.
    pub number: PhoneNumber,
    /// Which, and what came of it.
    pub tried: Tried,
    /// The points at that moment.
    pub points: i32,
}

/// How often a method was used, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// 留住了
    pub kept: u64,
    /// 还没定
    pub not_yet: u64,
    /// 不接受
    pub refused: u64,
}

impl Outcomes {
    /// How often it was used.
    #[must_use]
    pub const fn used(self) -> u64 {
        self.kept + self.not_yet + self.refused
    }
}

/// Whether a method may be offered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// It may.
    Open,
    /// Something of this lower rung fits and was not tried.
    After(Rung),
    /// It was tried.
    Tried(Outcome),
    /// The customer stays: nothing more is given away.
    Kept,
}

/// A method that fits this customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fitting {
    /// Its place in the catalogue.
    pub at: usize,
    /// Which.
    pub code: String,
    /// How high on the ladder.
    pub rung: Rung,
    /// Whether it may be offered now.
    pub offer: Offer,
    /// The weightiest sign that it answers; `None` when it fits whatever the reason.
    pub reason: Option<String>,
}

/// What a customer is like, as far as methods ask.
#[derive(Clone, Copy, Debug)]
pub struct AtRisk<'a> {
    /// Who.
    pub profile: &'a Profile,
    /// The signs.
    pub churn: &'a Churn,
    /// The level.
    pub alarm: Alarm,
    /// The stage.
    pub stage: Option<Stage>,
    /// What the customer minds, by code, strongest first.
    pub minds: &'a [String],
}

/// Every method that fits, in the order of the ladder; on one rung those with a reason first, then the cheaper. Nobody who is not at risk
/// (amber, red, declining) is to be kept.
#[must_use]
pub fn methods(who: AtRisk<'_>, now: Moment, rules: &RetentionRules) -> Vec<Fitting> {
    if who.alarm == Alarm::None && who.stage != Some(Stage::Declining) {
        return Vec::new();
    }
    let mut fitting: Vec<(Fitting, i64)> = rules
        .method
        .iter()
        .enumerate()
        .filter_map(|(at, method)| {
            let reason = reason(method, who)?;
            let (code, rung) = (method.code.clone(), method.rung);
            Some((Fitting { at, code, rung, offer: Offer::Open, reason }, method.cost))
        })
        .collect();
    fitting.sort_by_key(|(fits, cost)| (fits.rung, fits.reason.is_none(), *cost, fits.at));
    let mut fitting: Vec<Fitting> = fitting.into_iter().map(|(fits, _)| fits).collect();
    judge(&mut fitting, &who.profile.tried, now, rules.tried_days);
    fitting
}

/// `None` when it does not fit; else the sign it answers.
fn reason(method: &Method, who: AtRisk<'_>) -> Option<Option<String>> {
    let fits = &method.fits;
    let level = who.profile.customer.level.map(|level| level.code());
    let among = |list: &[String], value: Option<&str>| {
        list.is_empty() || value.is_some_and(|value| list.iter().any(|one| one == value))
    };
    let minds = fits.minds.is_empty() || who.minds.iter().any(|mind| fits.minds.contains(mind));
    let stage = fits.stages.is_empty() || who.stage.is_some_and(|stage| fits.stages.contains(&stage));
    if !among(&fits.levels, level) || !minds || !stage {
        return None;
    }
    let answers = who
        .churn
        .signs
        .iter()
        .filter(|sign| sign.points > 0)
        .map(|sign| sign.evidence.code())
        .find(|code| fits.reasons.iter().any(|reason| reason == code));
    match answers {
        Some(code) => Some(Some(code.to_owned())),
        None => fits.reasons.is_empty().then_some(None),
    }
}

/// A rung is passed when one of its fitting methods was tried; the customer who stays ends the ladder.
fn judge(fitting: &mut [Fitting], tried: &[Tried], now: Moment, days: i64) {
    let recent = |tried: &&Tried| tried.at <= now && (now - tried.at).num_days() < days;
    let outcome = |code: &str| tried.iter().filter(recent).find(|tried| tried.method == code);
    let latest = tried.iter().filter(recent).max_by_key(|tried| tried.at);
    let kept = latest.is_some_and(|tried| tried.outcome == Outcome::Kept);
    let waiting = Rung::ALL.into_iter().find(|rung| {
        let mut on_it = fitting.iter().filter(|fits| fits.rung == *rung).peekable();
        on_it.peek().is_some() && on_it.all(|fits| outcome(&fits.code).is_none())
    });
    for fits in fitting {
        fits.offer = match (outcome(&fits.code), waiting) {
            (Some(tried), _) => Offer::Tried(tried.outcome),
            (None, _) if kept => Offer::Kept,
            (None, Some(rung)) if fits.rung > rung => Offer::After(rung),
            (None, _) => Offer::Open,
        };
    }
}

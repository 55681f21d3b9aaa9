//! 十秒简报: what to know before "hello", as clauses of which each names the field it comes from. Words are put to them elsewhere.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::customer::{Gender, Level};
use crate::domain::insight::churn::{Churn, ChurnSign};
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::next_action::{Kind, NextActions, Proposal};
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, local};

/// One clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clause {
    /// Where it comes from, as a path into the profile or the insight: `customer.taboo`.
    pub field: &'static str,
    /// Of which day the field is; `None` when no file says.
    pub on: Option<NaiveDate>,
    /// What it says.
    #[serde(flatten)]
    pub says: Says,
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Says {
    /// Whom we speak to.
    Who {
        /// Name as on the contract; drawn only as the screen draws names.
        #[serde(skip)]
        name: Option<RawText>,
        /// For the form of address.
        gender: Option<Gender>,
    },
    /// The level.
    Level {
        /// Which.
        level: Level,
    },
    /// How long a customer.
    Tenure {
        /// Whole years, one at least.
        years: u32,
    },
    /// The weightiest sign.
    WhyNow {
        /// With its figures.
        sign: Box<ChurnSign>,
    },
    /// What not to mention or do.
    Taboo {
        /// In the file's words.
        #[serde(skip)]
        text: RawText,
    },
    /// What we promised.
    Promise {
        /// When it is due.
        due_at: Option<Moment>,
        /// It is late.
        late: bool,
    },
    /// What to begin with.
    Begin {
        /// The best proposal.
        proposal: Box<Proposal>,
    },
}

impl Says {
    /// How much room on the screen a clause deserves: when two lines are too short, the highest numbers go first.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Who { .. } => 0,
            Self::Taboo { .. } => 1,
            Self::Promise { .. } => 2,
            Self::WhyNow { .. } => 3,
            Self::Begin { .. } => 4,
            Self::Level { .. } => 5,
            Self::Tenure { .. } => 6,
        }
    }
}

/// The clauses in speaking order: who, why now, taboo, promise, what to begin with. Nothing is said about what is unknown.
#[must_use]
pub fn brief(
    profile: &Profile,
    churn: &Churn,
    next: &NextActions,
    now: Moment,
    heard: InCall,
) -> Vec<Clause> {
    let customer = &profile.customer;
    let today = local(now).date_naive();
    let clause = |field, says| Clause { field, on: None, says };
    let mut clauses =
        vec![clause("customer.name", Says::Who { name: customer.name.clone(), gender: customer.gender })];
    clauses.extend(customer.level.map(|level| clause("customer.level", Says::Level { level })));
    let years = customer.tenure_months(today).map(|months| months / 12);
    clauses.extend(
        years.filter(|years| *years >= 1).map(|years| clause("customer.joined_on", Says::Tenure { years })),
    );
    let worry = churn.signs.iter().find(|sign| sign.points > 0);
    clauses.extend(worry.map(|sign| {
        let says = Says::WhyNow { sign: Box::new(sign.clone()) };
        Clause { on: sign.evidence.on(), ..clause("insight.churn.signs", says) }
    }));
    clauses.extend(customer.taboo.clone().map(|text| clause("customer.taboo", Says::Taboo { text })));
    clauses.extend(profile.follow_ups.first().map(|promise| {
        let late = promise.due_at.is_some_and(|due| due < now);
        let says = Says::Promise { due_at: promise.due_at, late };
        Clause { on: promise.due_at.map(|due| local(due).date_naive()), ..clause("follow_ups.first", says) }
    }));
    let begin = |field, proposal: Proposal| {
        let says = Says::Begin { proposal: Box::new(proposal) };
        Clause { on: Some(today), ..clause(field, says) }
    };
    // Nothing is due and nothing may be proposed: the call still begins with a sentence, and it asks.
    clauses.extend(match next.proposals.first() {
        Some(proposal) => Some(begin("insight.next_action", proposal.clone())),
        None if heard == InCall::default() => {
            Some(begin("insight.nothing_due", Proposal::unbought("listen", Kind::Care, None)))
        }
        None => None,
    });
    clauses
}

//! What leaving a package costs once. A rule that nobody wrote down is "must be checked" and never zero.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::package::{Package, Penalty};
use crate::domain::safe_text::RawText;

/// Over how many months a one-time cost is spread, and for how many a lost benefit is counted.
pub const HORIZON: i64 = 12;

/// The running contract, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// Whole months until it ends, begun ones counted; 0 when it has ended. `None` is unknown.
    pub months_left: Option<u32>,
    /// Months since it began.
    pub months_held: Option<u32>,
    /// The penalty today, as the operator's own file has it.
    pub penalty: Option<Fen>,
}

/// An amount, or the duty to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "charge", content = "amount", rename_all = "snake_case")]
pub enum Charge {
    /// So much.
    Known(Fen),
    /// 需核实: there is something to pay or lose, and nobody knows how much.
    MustCheck,
}

impl Charge {
    /// The known part; zero for what must be checked, which is why [`Switch::must_check`] exists.
    #[must_use]
    pub const fn known(self) -> Fen {
        match self {
            Self::Known(amount) => amount,
            Self::MustCheck => Fen(0),
        }
    }
}

/// 变更代价, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// 违约金
    pub penalty: Charge,
    /// Rolled-over data that ends with the change, in KB.
    pub rollover_kb: u64,
    /// What that data would have saved, by the customer's own use.
    pub rollover: Fen,
    /// Benefits that end, each with its worth over the [`HORIZON`].
    pub benefits: Vec<LostBenefit>,
}

/// A benefit that ends with the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostBenefit {
    /// Its name.
    pub name: RawText,
    /// What it would cost alone.
    pub worth: Charge,
}

impl Switch {
    /// Staying costs nothing.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { penalty: Charge::Known(Fen(0)), rollover_kb: 0, rollover: Fen(0), benefits: Vec::new() }
    }

    /// The sum of what is known.
    #[must_use]
    pub fn known(&self) -> Fen {
        self.penalty.known() + self.rollover + self.benefits.iter().map(|lost| lost.worth.known()).sum()
    }

    /// Whether something must be checked before anybody promises anything.
    #[must_use]
    pub fn must_check(&self) -> bool {
        self.penalty == Charge::MustCheck || self.benefits.iter().any(|lost| lost.worth == Charge::MustCheck)
    }
}

/// The penalty for leaving `package` now.
#[must_use]
pub fn penalty(package: &Package, contract: Contract) -> Charge {
    if let Some(amount) = contract.penalty {
        return Charge::Known(amount);
    }
    let Some(left) = contract.months_left else {
        return if package.commitment == Some(0) { Charge::Known(Fen(0)) } else { Charge::MustCheck };
    };
    if left == 0 {
        return Charge::Known(Fen(0));
    }
    let times = |fen: Fen, count: u32| Fen(fen.0.saturating_mul(i64::from(count)));
    match package.penalty {
        Some(Penalty::Fixed { amount }) => Charge::Known(amount),
        // Rounded up: a cost is never told too low.
        Some(Penalty::ShareOfRest { percent }) => {
            let rest = times(times(package.fee, left), percent);
            Charge::Known(Fen((rest.0 + 99) / 100))
        }
        Some(Penalty::MinimumSpend { per_month }) => Charge::Known(times(per_month, left)),
        Some(Penalty::PayBack { per_month }) => {
            contract.months_held.map_or(Charge::MustCheck, |held| Charge::Known(times(per_month, held)))
        }
        Some(Penalty::Unknown) | None => Charge::MustCheck,
    }
}

/// What `from` gives and `to` does not.
#[must_use]
pub fn lost_benefits(from: &Package, to: &Package) -> Vec<LostBenefit> {
    from.benefits
        .iter()
        .filter(|benefit| to.benefits.iter().all(|other| other.name != benefit.name))
        .map(|benefit| LostBenefit {
            name: benefit.name.clone(),
            worth: benefit.worth.map_or(Charge::MustCheck, |worth| Charge::Known(Fen(worth.0 * HORIZON))),
        })
        .collect()
}

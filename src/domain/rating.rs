//! What a month of use costs on a package, to the fen, with every line of the arithmetic. It chooses nothing and guesses no price:
//! what the source does not say is marked, and the total is then a lower bound.

pub mod bill;
pub mod data;
pub mod flat;
pub mod mark;
pub mod measured;
pub mod switch;
mod walk;

pub use bill::{Bill, Item, Line, Pool, Step};
pub use mark::{Mark, Marks};
pub use measured::{Assumptions, DataUse, Use};
pub use walk::rate;

use crate::domain::money::Fen;
use crate::domain::package::Package;

/// KB in a MB.
pub const MB: u64 = 1024;
/// KB in a GB.
pub const GB: u64 = 1024 * 1024;

/// A main package with packs on it.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The main package.
    pub main: &'a Package,
    /// Packs, in the order in which they serve. Of several with an overage rule of their own, the first one's governs.
    pub packs: &'a [&'a Package],
}

/// What one month brings along besides its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// National data rolled over from the month before, in KB. It ends with this month.
    pub carry: u64,
    /// What the family pool still gives this line, in KB.
    pub pool: u64,
    /// Added to the fee: a discount is negative.
    pub discount: Fen,
    /// How much of the month the package is held.
    pub part: Part,
    /// 限速影子价: fen for each GB used slowly. Never money; kept apart.
    pub kappa: Fen,
}

impl Default for Terms {
    fn default() -> Self {
        Self { carry: 0, pool: 0, discount: Fen(0), part: Part::Whole, kappa: KAPPA }
    }
}

/// Three yuan a GB, the cheapest published price of further data: what slowness is taken to be worth.
pub const KAPPA: Fen = Fen::yuan(3);

/// The first month of a new number and the last one of any are charged by the day; a change between packages never is,
/// because it begins with the next month (FACTS 4b-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Some of its days: fee, minutes and data of the main package in proportion, each rounded down.
    Days {
        /// Days held.
        held: u32,
        /// Days in the month.
        of: u32,
    },
}

impl Part {
    /// The share of an amount, rounded down.
    #[must_use]
    pub fn of(self, amount: u64) -> u64 {
        match self {
            Self::Whole => amount,
            Self::Days { held, of } => {
                let share = u128::from(amount) * u128::from(held.min(of)) / u128::from(of.max(1));
                u64::try_from(share).unwrap_or(amount)
            }
        }
    }

    /// The share of an amount of money, rounded down.
    #[must_use]
    pub fn of_fen(self, amount: Fen) -> Fen {
        let share = self.of(amount.0.unsigned_abs());
        Fen(i64::try_from(share).unwrap_or(amount.0))
    }
}

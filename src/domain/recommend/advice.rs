//! The answer as data: every package with its true cost, three suggestions, one verdict. Words belong to the screen.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::package::who::Barrier;
use crate::domain::rating::Marks;
use crate::domain::rating::switch::Switch;
use crate::domain::recommend::Settings;

/// 推荐结论.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// What the customer has, as it is.
    pub current: Option<Ranked>,
    /// Every main package that the customer may have, best first, the present one among them; those with a missing price come last.
    pub ranked: Vec<Ranked>,
    /// Every package that the customer may not have, with the rule.
    pub refused: Vec<Refused>,
    /// 真实费用最低: position in `ranked`. `None` when nothing beats what the customer has.
    pub cheapest: Option<usize>,
    /// 同价更多: position in `ranked`.
    pub same_price: Option<usize>,
    /// 现套餐加包: the present package with packs, when that is cheaper.
    pub stay_plus: Option<Ranked>,
    /// What to do.
    pub verdict: Verdict,
    /// How well the model meets the real bills.
    pub model: ModelCheck,
    /// The months that were rated.
    pub months: Vec<Month>,
    /// The real bill of each; a what-if has none.
    pub bills: Vec<Option<Fen>>,
    /// Months between them that are missing.
    pub missing: u32,
    /// With which settings.
    pub settings: Settings,
}

/// One main package with its best packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// Position in the catalogue.
    #[serde(skip)]
    pub package: usize,
    /// Positions of its packs.
    #[serde(skip)]
    pub with: Vec<usize>,
    /// Its code.
    pub code: String,
    /// Codes of its packs.
    pub packs: Vec<String>,
    /// Whether this is what the customer has now.
    pub is_current: bool,
    /// Fees of package and packs together.
    pub fee: Fen,
    /// True monthly cost: the mean over the resampled years, rounded up.
    pub mean: Fen,
    /// The mean of the dearest tenth of the months, rounded up.
    pub worst_tenth: Fen,
    /// What the slow data of a mean month is taken to be worth. Not money.
    pub slowness: Fen,
    /// The customer's own months on it.
    pub own: OwnMonths,
    /// What changing to it costs once.
    pub switch: Switch,
    /// In how many thousandths of the resampled years it is cheaper than today's, the known cost of changing included.
    pub wins_per_mille: Option<u32>,
    /// What it saves; `Err` says why that is not told.
    pub saving: Result<Saving, Withheld>,
    /// The order of merit in fen per month: mean + insurance + slowness + cost of changing, rounded up.
    pub score: Fen,
    /// What is estimated or missing.
    pub marks: Marks,
    /// A rule of sale that could not be checked.
    pub check_sale: bool,
}

impl Ranked {
    /// Whether every price that is needed is known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.marks.has_gap()
    }

    /// Whether something must be found out before anybody promises anything.
    #[must_use]
    pub fn must_check(&self) -> bool {
        self.check_sale || self.switch.must_check()
    }
}

/// The customer's own months on a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OwnMonths {
    /// One total per month of [`Advice::months`].
    pub totals: Vec<Fen>,
    /// The dearest.
    pub worst: Fen,
    /// In how many it is cheaper than what was really billed (or, without a bill, than today's package).
    pub wins: u32,
    /// Of how many.
    pub of: u32,
    /// Days with slow data, over all months.
    pub slow_days: u32,
}

/// What is saved, never more than computed: the smallest of three figures (the forecast's, the real bills', and that of the own months
/// rated on both packages), rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Saving {
    /// Per month. Below zero it costs more.
    pub month: Fen,
    /// In the first year, the known cost of changing taken off.
    pub year: Fen,
}

/// Why a saving is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Withheld {
    /// The present package is not in the catalogue.
    CurrentUnknown,
    /// Fewer than three months with a bill.
    TooFewMonths {
        /// How many there are.
        months: u32,
    },
    /// The model misses the real bills by too much.
    ModelOff {
        /// Mean error in thousandths.
        error_per_mille: u32,
    },
    /// Minutes or data are unknown throughout.
    UseUnknown,
    /// A price is missing.
    PriceUnknown,
}

/// A package that the customer may not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Position in the catalogue.
    #[serde(skip)]
    pub package: usize,
    /// Its code.
    pub code: String,
    /// The rule that fails.
    pub barrier: Barrier,
    /// What the customer's own months would cost on it; `None` for packs.
    pub own: Option<OwnMonths>,
}

/// The model against the real bills on the present package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelCheck {
    /// Mean absolute error in thousandths of the bill (MAPE); `None` when nothing can be compared.
    pub error_per_mille: Option<u32>,
    /// Months compared.
    pub months: u32,
    /// Why savings are not told, when they are not.
    pub withheld: Option<Withheld>,
}

/// 结论.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// 换套餐: position in `ranked`.
    Switch {
        /// Which.
        to: usize,
        /// Something must be checked first.
        after_check: bool,
    },
    /// 加包: [`Advice::stay_plus`].
    AddPack,
    /// 现套餐合适, or nothing better can be shown.
    Stay {
        /// Why.
        why: WhyStay,
    },
}

/// Why nothing is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyStay {
    /// Nothing costs less.
    Cheapest,
    /// The best one saves too little.
    SavingTooSmall {
        /// What it saves per month, the cost of changing spread over a year taken off.
        saves: Fen,
        /// What it would have to save.
        needs: Fen,
    },
    /// The best one is not cheaper often enough.
    WinsTooSeldom {
        /// In how many thousandths of the resampled years.
        wins_per_mille: u32,
    },
    /// The figures do not carry a recommendation.
    Withheld {
        /// Why.
        reason: Withheld,
    },
}

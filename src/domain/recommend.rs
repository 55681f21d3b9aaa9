//! Which package is truly cheapest for this customer, and whether it is worth a change. Everything follows from the customer's own
//! months; nothing is hidden, and "stay" is a good answer.

pub mod advice;
pub mod answer;
pub mod cards;
pub mod changes;
pub mod explain;
pub mod forecast;
mod ground;
pub mod history;
pub mod opening;
pub mod pitch;
pub mod question;
pub mod quick;
pub mod regret;
mod score;
mod search;
pub mod spoken;
mod verdict;
pub mod what_if;

pub use advice::{Advice, ModelCheck, OwnMonths, Ranked, Refused, Saving, Verdict, WhyStay, Withheld};
pub use history::{History, Past, history};
pub use question::{Case, Catalogue};
pub use verdict::advise;
pub use what_if::WhatIf;

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::package::Package;
use crate::domain::package::who::Applicant;
use crate::domain::rating::switch::Contract;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The catalogue.
    pub packages: &'a [Package],
    /// What the customer has now; `None` when the catalogue does not know it.
    pub current: Option<Current<'a>>,
    /// The customer's own months.
    pub history: &'a History,
    /// What is known of the customer for the rules of sale.
    pub applicant: &'a Applicant,
    /// The running contract.
    pub contract: Contract,
    /// The month in which a change would begin.
    pub start: Month,
    /// What is tried out instead of the customer's own months.
    pub what_if: WhatIf,
    /// How cautious.
    pub settings: Settings,
}

/// The package and packs in force.
#[derive(Clone, Copy, Debug)]
pub struct Current<'a> {
    /// Main package.
    pub main: &'a Package,
    /// Packs.
    pub packs: &'a [&'a Package],
}

/// 参数, all of which the screen may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// 保险权重 λ in thousandths: how much the dearest tenth of the months counts. 150 matches the usual taste for flat rates.
    pub insurance_per_mille: u32,
    /// 限速影子价 per GB.
    pub kappa: Fen,
    /// Resampled years. Rounded up to a multiple of five.
    pub resamples: u32,
    /// The seed: the same customer always gets the same answer.
    pub seed: u64,
    /// The least saving per month that is worth a change.
    pub worthwhile: Fen,
    /// The least saving in thousandths of today's cost.
    pub worthwhile_per_mille: u32,
    /// The least share of resampled years that must be cheaper, in thousandths.
    pub wins_per_mille: u32,
    /// The largest error of the model on the present package, in thousandths, up to which savings are shown.
    pub error_per_mille: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            insurance_per_mille: 150,
            kappa: crate::domain::rating::KAPPA,
            resamples: 200,
            seed: 0x5EA7_0A7E,
            worthwhile: Fen::yuan(5),
            worthwhile_per_mille: 50,
            wins_per_mille: 800,
            error_per_mille: 100,
        }
    }
}

/// Months in a resampled year.
pub const YEAR: usize = 12;

/// The package that a customer file names by code or by name.
#[must_use]
pub fn find<'a>(packages: &'a [Package], text: &str) -> Option<&'a Package> {
    let text = text.trim();
    packages
        .iter()
        .find(|package| package.code.eq_ignore_ascii_case(text))
        .or_else(|| packages.iter().find(|package| package.is_called(text)))
}

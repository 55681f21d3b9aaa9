//! Whether the customer's own package fits their own months: the first true form of a recommendation.
//!
//! It compares what was billed with the package's fee, month by month, and says so; it recommends nothing that it cannot compute.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::profile::Profile;

/// How well the present package fits, over the known months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// Months of which both the fee and something beyond it are known.
    pub months: u32,
    /// Months in which something was paid beyond the package.
    pub months_over: u32,
    /// Mean paid beyond the package per month, rounded down to the fen.
    pub mean_overage: Fen,
    /// The dearest month beyond the package.
    pub worst_overage: Fen,
    /// Latest known fee of the package.
    pub package_fee: Option<Fen>,
    /// What this means.
    pub verdict: Verdict,
}

/// What the comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 现套餐合适: nothing, or next to nothing, beyond the package.
    Fits,
    /// Paid beyond the package in some months, not enough to act on.
    Watch,
    /// 超套: paid beyond the package in at least half of the months, and at least 5 yuan a month.
    TooSmall,
    /// Fewer than three months are known.
    TooFewMonths,
}

/// A saving below this is not worth a change (ALGORITHMS (i): five yuan a month).
const WORTHWHILE: Fen = Fen::yuan(5);

/// Looks at the last twelve months; `None` when no month tells what was paid beyond the package.
#[must_use]
pub fn of(profile: &Profile) -> Option<Fit> {
    let months = profile.months(12);
    let known: Vec<Fen> = months
        .iter()
        .filter_map(|(_, usage)| usage.and_then(crate::domain::usage::UsageMonth::overage_fee))
        .collect();
    let count = i64::try_from(known.len()).ok().filter(|count| *count > 0)?;
    let over = known.iter().filter(|fee| fee.0 > 0).count();
    let mean = Fen(known.iter().copied().sum::<Fen>().0 / count);
    let verdict = if known.len() < 3 {
        Verdict::TooFewMonths
    } else if over * 2 >= known.len() && mean >= WORTHWHILE {
        Verdict::TooSmall
    } else if mean.0 > 100 {
        Verdict::Watch
    } else {
        Verdict::Fits
    };
    Some(Fit {
        months: u32::try_from(known.len()).unwrap_or(u32::MAX),
        months_over: u32::try_from(over).unwrap_or(u32::MAX),
        mean_overage: mean,
        worst_overage: known.iter().copied().max().unwrap_or_default(),
        package_fee: profile.usage.iter().rev().find_map(|usage| usage.package_fee),
        verdict,
    })
}

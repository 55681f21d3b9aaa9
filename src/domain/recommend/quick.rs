//! The short form for a whole base: the customer's own months on every main package, without packs and without resampling.
//! Exact to the fen; it ranks by the plain mean and says nothing about risk.

use crate::domain::money::Fen;
use crate::domain::rating::flat::{Flat, FlatUse};
use crate::domain::recommend::History;

/// The cheapest of the flattened plans on the customer's own months: its position and the sum of the months.
/// Plans with a missing price are passed over. `None` without months or plans.
#[must_use]
pub fn cheapest(plans: &[Flat<'_>], history: &History) -> Option<(usize, Fen)> {
    let months: Vec<(FlatUse, bool)> =
        history.chain().map(|(past, follows)| (FlatUse::from(&past.used), follows)).collect();
    if months.is_empty() {
        return None;
    }
    plans
        .iter()
        .enumerate()
        .filter_map(|(at, plan)| total(plan, &months).map(|total| (total, at)))
        .min()
        .map(|(total, at)| (at, Fen(total)))
}

/// The sum of the months on one plan, slowness included; `None` when a price is missing.
#[must_use]
pub fn total(plan: &Flat<'_>, months: &[(FlatUse, bool)]) -> Option<i64> {
    let mut carry = 0;
    let mut sum = 0;
    for (used, follows) in months {
        let cost = plan.month(used, if *follows { carry } else { 0 });
        if cost.gap {
            return None;
        }
        carry = cost.carry;
        sum += cost.money + cost.shadow;
    }
    Some(sum)
}

//! 逐行算账: the bills behind an entry of the answer, month by month, so that every total can be followed. It repeats the rating and
//! decides nothing.

use crate::domain::money::Fen;
use crate::domain::package::{Class, Package, Rollover};
use crate::domain::rating::{Bill, Plan, Terms, rate};
use crate::domain::recommend::advice::Ranked;
use crate::domain::recommend::{History, Settings};

/// The bill of each of the history's months on an entry's plan; the totals are those of [`Ranked::own`].
#[must_use]
pub fn bills(packages: &[Package], entry: &Ranked, history: &History, settings: &Settings) -> Vec<Bill> {
    let Some(main) = packages.get(entry.package) else { return Vec::new() };
    let packs: Vec<&Package> = entry.with.iter().filter_map(|at| packages.get(*at)).collect();
    let plan = Plan { main, packs: &packs };
    let terms = Terms { kappa: settings.kappa, ..Terms::default() };
    if !entry.is_current {
        // A discount that stays with the package (packs on the present one) is the same in every month: what the totals lack.
        let plain = walk(&plan, history, terms, 0, None);
        let discount = plain.iter().zip(&entry.own.totals).map(|(bill, total)| *total - bill.total).next();
        return match discount.filter(|discount| discount.0 != 0) {
            Some(discount) => walk(&plan, history, Terms { discount, ..terms }, 0, None),
            None => plain,
        };
    }
    // What had rolled over into the first month nobody wrote down; the answer chose between nothing and everything.
    let listed = entry.fee;
    let most = if main.rollover == Some(Rollover::OneMonth) { main.allowance(Class::National) } else { 0 };
    let full = walk(&plan, history, terms, most, Some(listed));
    if full.iter().map(|bill| bill.total).eq(entry.own.totals.iter().copied()) {
        return full;
    }
    walk(&plan, history, terms, 0, Some(listed))
}

/// The bills of one plan on any months, each beginning without rolled-over data where a month is missing.
#[must_use]
pub fn plain(plan: &Plan<'_>, history: &History, settings: &Settings) -> Vec<Bill> {
    walk(plan, history, Terms { kappa: settings.kappa, ..Terms::default() }, 0, None)
}

/// `listed` is the catalogue's fee where each month's discount, as billed, belongs on the bill.
fn walk(plan: &Plan<'_>, history: &History, terms: Terms, unknown: u64, listed: Option<Fen>) -> Vec<Bill> {
    let mut carry = unknown;
    let months = history.chain().map(|(past, follows)| {
        let billed = listed.zip(past.billed_fee).map(|(listed, billed)| (billed - listed).min(Fen(0)));
        let terms = Terms {
            carry: if follows { carry } else { unknown },
            discount: billed.unwrap_or(terms.discount),
            ..terms
        };
        let bill = rate(plan, &past.used, &terms);
        carry = bill.carry;
        bill
    });
    months.collect()
}

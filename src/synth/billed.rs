//! Makes the months of an invented customer agree with the package they hold, so that the desk's own arithmetic finds the bill that
//! stands there. It must not invent a package.

use crate::domain::money::Fen;
use crate::domain::package::Package;
use crate::domain::rating::{Assumptions, Bill, DataUse, Item, Plan, Terms, Use, rate};
use crate::domain::usage::{Kilobytes, Minutes, UsageMonth};

/// Nobody talks longer in a month: it has 44,640 minutes.
const MOST_MINUTES: u64 = 44_640;
/// Nobody needs more in a month of a training scenario: 1 TB, in KB.
const MOST_KB: u64 = 1 << 30;
/// Outgoing minutes in a hundred of all, as the cast has them.
const OUTGOING: u64 = 53;

/// Bills `months`, oldest first, on `main`. What a month was meant to pay beyond the fee decides how much is used beyond the allowance:
/// the most that costs no more than that. What no package changes (roaming, value-added services) is left as it is.
pub(super) fn bill(months: &mut [UsageMonth], main: &Package) {
    let plan = Plan { main, packs: &[] };
    let mut carry = 0;
    for month in months {
        let terms = Terms { carry, ..Terms::default() };
        let billed = bill_month(month, &plan, &terms);
        carry = billed.carry;
    }
}

fn bill_month(month: &mut UsageMonth, plan: &Plan<'_>, terms: &Terms) -> Bill {
    let mut used = Use::of(month, Assumptions::default());
    let cost = |used: &Use, item: &Item| amount(&rate(plan, used, terms), item);
    if let (Some(wanted), Some(paid)) = (used.minutes, month.voice_fee) {
        let at = |minutes| cost(&Use { minutes: Some(minutes), ..used }, &Item::Voice);
        let fits = fitting(wanted, paid, MOST_MINUTES, at);
        used.minutes = Some(fits);
        month.voice_out_min = Some(Minutes(u32::try_from(fits).unwrap_or(u32::MAX)));
        month.voice_min = Some(Minutes(u32::try_from(fits * 100 / OUTGOING).unwrap_or(u32::MAX)));
    }
    if let (Some(wanted), Some(paid)) = (used.data, month.data_fee) {
        let at = |kb| cost(&Use { data: Some(DataUse { national: kb, ..wanted }), ..used }, &Item::Data);
        let fits = fitting(wanted.national, paid, MOST_KB, at);
        used.data = Some(DataUse { national: fits, ..wanted });
        month.data = Some(Kilobytes(fits));
    }
    let billed = rate(plan, &used, terms);
    month.package_fee = Some(plan.main.fee);
    month.voice_fee = Some(amount(&billed, &Item::Voice));
    month.data_fee = Some(amount(&billed, &Item::Data));
    month.sms_fee = Some(amount(&billed, &Item::Sms));
    month.bill = Some(billed.total);
    if month.data_fee == Some(Fen(0)) {
        month.overage_data = Some(Kilobytes(0));
    }
    billed
}

fn amount(bill: &Bill, item: &Item) -> Fen {
    bill.lines.iter().filter(|line| line.item == *item).map(|line| line.amount).sum()
}

/// How much is used: as wanted where nothing is to be paid for it and nothing is due; else the most, up to `most`, that costs no more
/// than `paid`. `cost` never falls.
fn fitting(wanted: u64, paid: Fen, most: u64, cost: impl Fn(u64) -> Fen) -> u64 {
    let due = cost(wanted);
    // Nothing more to pay for: unlimited, throttled or capped.
    if due == paid || (due < paid && cost(most) <= paid) {
        return wanted;
    }
    let (mut fits, mut exceeds) = if due > paid { (0, wanted) } else { (wanted, most) };
    while exceeds - fits > 1 {
        let middle = fits.midpoint(exceeds);
        if cost(middle) <= paid { fits = middle } else { exceeds = middle }
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 fen a unit beyond 100, at most 50 yuan.
    fn cost(units: u64) -> Fen {
        Fen(i64::try_from(units.saturating_sub(100) * 10).unwrap().min(5000))
    }

    #[test]
    fn use_follows_what_was_paid() {
        // Nothing paid: no more than the allowance, and no more than wanted.
        assert_eq!(fitting(80, Fen(0), 10_000, cost), 80);
        assert_eq!(fitting(130, Fen(0), 10_000, cost), 100);
        // 20 yuan: 200 units beyond 100; 20 yuan 5 fen the same, because the next unit would be too dear.
        assert_eq!(fitting(130, Fen(2000), 10_000, cost), 300);
        assert_eq!(fitting(400, Fen(2005), 10_000, cost), 300);
        // More than can be due: as wanted.
        assert_eq!(fitting(130, Fen(6000), 10_000, cost), 130);
    }
}

//! The price of data beyond the allowances, rule by rule. Whole fen and KB; the month's total is rated and truncated (FACTS 4b-1).

use crate::domain::money::Fen;
use crate::domain::package::DataOver;
use crate::domain::rating::bill::Step;
use crate::domain::rating::{GB, MB};

/// Beyond this no month is ever rated: a petabyte, which keeps every product inside 64 bits.
pub(crate) const MOST_KB: u64 = 1 << 40;

/// Prices `kb` beyond the allowances before any cap, telling each step. A throttled rule costs nothing here.
pub(crate) fn charge(rule: &DataOver, kb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    let kb = kb.min(MOST_KB);
    match rule {
        DataOver::PerMb { per_mb } | DataOver::PayPerUse { per_mb } => per_megabyte(*per_mb, kb, None, tell),
        DataOver::Ladder { per_mb, per_gb, step } => ladder(*per_mb, *per_gb, *step, kb, tell),
        DataOver::FirstOfHundred { per_mb, first_mb } => first_of_hundred(*per_mb, *first_mb, kb, tell),
        DataOver::Tiers { per_mb, gb } => tiers(*per_mb, gb, kb, tell),
        DataOver::Blocks { price, mb } => blocks(*price, *mb, kb, tell),
        DataOver::Throttle { .. } => Fen(0),
    }
}

/// `kb` at so much per MB, truncated to the fen, and at most `limit`.
fn per_megabyte(per_mb: Fen, kb: u64, limit: Option<Fen>, tell: &mut impl FnMut(Step)) -> Fen {
    if kb == 0 {
        return Fen(0);
    }
    let full = Fen(times(per_mb, kb) / 1024);
    let amount = limit.map_or(full, |limit| full.min(limit));
    tell(Step::PerMb { kb, price: per_mb, full, amount });
    amount
}

fn ladder(per_mb: Fen, per_gb: Fen, step: Option<Fen>, kb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    let whole = whole(kb / GB, per_gb, 1024, tell);
    let rest = kb % GB;
    let part = match step {
        None => per_megabyte(per_mb, rest, Some(per_gb), tell),
        Some(step) => {
            let steps = self::whole(rest / (100 * MB), step, 100, tell);
            let tail = per_megabyte(per_mb, rest % (100 * MB), Some(step), tell);
            let sum = steps + tail;
            if sum > per_gb {
                tell(Step::AtMost { before: sum, amount: per_gb });
            }
            sum.min(per_gb)
        }
    };
    whole + part
}

fn first_of_hundred(per_mb: Fen, first_mb: u32, kb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    let first = u64::from(first_mb) * MB;
    let hundreds = whole(kb / (100 * MB), Fen(times(per_mb, u64::from(first_mb))), 100, tell);
    hundreds + per_megabyte(per_mb, (kb % (100 * MB)).min(first), None, tell)
}

fn tiers(per_mb: Fen, gb: &[Fen], kb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    let Some(last) = gb.last().copied() else {
        return per_megabyte(per_mb, kb, None, tell);
    };
    let mut left = kb / GB;
    let mut sum = Fen(0);
    for price in gb {
        if left == 0 {
            break;
        }
        sum = sum + whole(1, *price, 1024, tell);
        left -= 1;
    }
    sum = sum + whole(left, last, 1024, tell);
    let index = usize::try_from(kb / GB).unwrap_or(usize::MAX);
    let current = gb.get(index).copied().unwrap_or(last);
    sum + per_megabyte(per_mb, kb % GB, Some(current), tell)
}

fn blocks(price: Fen, mb: u32, kb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    let size = u64::from(mb.max(1)) * MB;
    whole(kb.div_ceil(size), price, u64::from(mb.max(1)), tell)
}

/// `count` whole units of `mb` MB at a price each.
fn whole(count: u64, price: Fen, mb: u64, tell: &mut impl FnMut(Step)) -> Fen {
    if count == 0 {
        return Fen(0);
    }
    let amount = Fen(times(price, count));
    tell(Step::Whole { count, mb, price, amount });
    amount
}

/// Exact within the limits of [`MOST_KB`] and the largest amount of money; saturates beyond.
fn times(price: Fen, count: u64) -> i64 {
    price.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX))
}

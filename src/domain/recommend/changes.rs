//! 账单解释: why one bill is higher than another, as differences that add up exactly. What the bills do not split is said to be unsplit.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::rating::{Bill, Item};
use crate::domain::usage::UsageMonth;

/// The difference between two bills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes<P> {
    /// The earlier month.
    pub from: Month,
    /// The later month.
    pub to: Month,
    /// How much more it is.
    pub total: Fen,
    /// The parts, largest first; they add up to the total. Parts that did not change are left out.
    pub parts: Vec<Change<P>>,
}

/// One part of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change<P> {
    /// Which part.
    pub part: P,
    /// Before; `None` when the bill does not split it out.
    pub before: Option<Fen>,
    /// After.
    pub after: Option<Fen>,
    /// By how much.
    pub by: Fen,
}

/// The parts of a bill as the files have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 套餐费
    Package,
    /// 套外语音
    Voice,
    /// 套外流量
    Data,
    /// 短信
    Sms,
    /// 增值业务
    ValueAdded,
    /// 漫游
    Roaming,
    /// 其他: what the bills do not split.
    Other,
}

/// Explains two real bills; `None` when one of the totals is unknown.
#[must_use]
pub fn of_bills(before: &UsageMonth, after: &UsageMonth) -> Option<Changes<Part>> {
    let total = after.bill? - before.bill?;
    let mut parts: Vec<Change<Part>> = fees(before)
        .into_iter()
        .zip(fees(after))
        .filter_map(|((part, was), (_, is))| {
            // A part counts only where both bills name it; otherwise its change hides in the rest, which says so.
            let (was, is) = (was?, is?);
            Some(Change { part, before: Some(was), after: Some(is), by: is - was })
        })
        .collect();
    let rest = total - parts.iter().map(|part| part.by).sum();
    parts.push(Change { part: Part::Other, before: None, after: None, by: rest });
    Some(Changes { from: before.month, to: after.month, total, parts: ranked(parts) })
}

fn fees(month: &UsageMonth) -> [(Part, Option<Fen>); 6] {
    [
        (Part::Package, month.package_fee),
        (Part::Voice, month.voice_fee),
        (Part::Data, month.data_fee),
        (Part::Sms, month.sms_fee),
        (Part::ValueAdded, month.vas_fee),
        (Part::Roaming, month.roaming_fee),
    ]
}

/// Explains two rated bills, item by item.
#[must_use]
pub fn of_rated(before: &Bill, after: &Bill) -> Changes<Item> {
    let amount = |bill: &Bill, item: &Item| -> Option<Fen> {
        let mut lines = bill.lines.iter().filter(|line| line.item == *item).peekable();
        lines.peek().is_some().then(|| lines.map(|line| line.amount).sum())
    };
    let mut items: Vec<&Item> = before.lines.iter().chain(&after.lines).map(|line| &line.item).collect();
    items.sort();
    items.dedup();
    let parts = items.into_iter().map(|item| {
        let (was, is) = (amount(before, item), amount(after, item));
        let by = is.unwrap_or_default() - was.unwrap_or_default();
        Change { part: item.clone(), before: was, after: is, by }
    });
    Changes {
        from: before.month,
        to: after.month,
        total: after.total - before.total,
        parts: ranked(parts.collect()),
    }
}

/// The two latest months with a bill.
#[must_use]
pub fn latest(usage: &[UsageMonth]) -> Option<Changes<Part>> {
    let mut billed = usage.iter().rev().filter(|month| month.bill.is_some());
    let after = billed.next()?;
    of_bills(billed.next()?, after)
}

fn ranked<P>(mut parts: Vec<Change<P>>) -> Vec<Change<P>> {
    parts.retain(|part| part.by.0 != 0);
    // Stable, so equal amounts keep the fixed order of the parts.
    parts.sort_by_key(|part| -part.by.abs().0);
    parts
}

//! The same rating, flattened for speed: a plan as one small record, a month as one small record, no line of explanation.
//! Equal to [`rate`](crate::domain::rating::rate) to the fen, which a property test holds it to.

use crate::domain::money::Fen;
use crate::domain::package::amount::{Data, Limit};
use crate::domain::package::{Class, DataOver, Rollover};
use crate::domain::rating::data::charge;
use crate::domain::rating::walk::{data_rule, grace, roaming_price, shadow, voice_price};
use crate::domain::rating::{Plan, Terms, Use};

/// A month of use, flattened. Unknown measures count nothing here, as they add no line there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlatUse {
    pub(crate) minutes: u64,
    pub(crate) national: u64,
    pub(crate) directed: u64,
    pub(crate) local: u64,
    pub(crate) sms: Option<u64>,
    pub(crate) sms_billed: i64,
    pub(crate) as_billed: i64,
    pub(crate) roaming_days: u32,
    pub(crate) lines: u32,
    pub(crate) data_known: bool,
}

impl From<&Use> for FlatUse {
    fn from(used: &Use) -> Self {
        let data = used.data.unwrap_or_default();
        Self {
            minutes: used.minutes.unwrap_or(0),
            national: data.national,
            directed: data.directed,
            local: data.local,
            sms: used.sms,
            sms_billed: used.sms_billed.0,
            as_billed: used.as_billed.0,
            roaming_days: used.roaming_days,
            lines: used.lines,
            data_known: used.data.is_some(),
        }
    }
}

/// A month's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Fen.
    pub money: i64,
    /// Fen of slowness; not money.
    pub shadow: i64,
    /// KB that live on.
    pub carry: u64,
    /// A price is missing: the money is a lower bound.
    pub gap: bool,
}

/// A plan, flattened.
#[derive(Clone, Copy, Debug)]
pub struct Flat<'a> {
    pub(crate) fixed: i64,
    pub(crate) minutes: u64,
    voice: Option<i64>,
    pub(crate) plan: u64,
    pub(crate) packs: u64,
    directed: u64,
    local: u64,
    rule: Option<&'a DataOver>,
    grace: u64,
    cap: i64,
    kappa: Fen,
    pub(crate) rolls: bool,
    sms: Option<(u64, i64)>,
    pub(crate) roaming_days: u64,
    roaming: Option<i64>,
    lines: Option<(u64, i64)>,
    lines_most: u32,
}

impl<'a> Flat<'a> {
    /// Flattens a plan under the terms' pool, discount and shadow price; the carry is given month by month, and the month is whole.
    #[must_use]
    pub fn new(plan: &Plan<'a>, terms: &Terms) -> Self {
        let class = |class| plan.main.allowance(class);
        let packs = |class| plan.packs.iter().map(|pack| pack.allowance(class)).sum::<u64>();
        let rule = data_rule(plan);
        let after = match rule {
            Some(DataOver::Throttle { after, .. }) => after.map_or(0, Data::kb),
            _ => 0,
        };
        let days = plan.main.roaming.into_iter().chain(plan.packs.iter().filter_map(|pack| pack.roaming));
        Self {
            fixed: plan.main.fee.0 + plan.packs.iter().map(|pack| pack.fee.0).sum::<i64>() + terms.discount.0,
            minutes: minutes(plan),
            voice: voice_price(plan).map(|fen| fen.0),
            plan: class(Class::National),
            packs: packs(Class::National) + terms.pool,
            directed: class(Class::Directed) + packs(Class::Directed),
            local: class(Class::Local) + packs(Class::Local),
            rule,
            grace: grace(plan, after),
            cap: plan.main.cap.money.map_or(i64::MAX, |fen| fen.0),
            kappa: terms.kappa,
            rolls: plan.main.rollover == Some(Rollover::OneMonth),
            sms: plan.main.sms.map(|sms| (u64::from(sms.included), sms.over.0)),
            roaming_days: days.map(|roaming| u64::from(roaming.days)).sum(),
            roaming: roaming_price(plan).map(|fen| fen.0),
            lines: plan.main.lines.map(|lines| (u64::from(lines.included), lines.fee.0)),
            lines_most: plan.main.lines.and_then(|lines| lines.most).unwrap_or(u32::MAX),
        }
    }

    /// The cost of one month after `carry` KB were rolled over into it.
    #[must_use]
    pub fn month(&self, used: &FlatUse, carry: u64) -> Cost {
        let need = self.need(used).saturating_sub(carry);
        let mut cost = self.beyond_plan(used, need.saturating_sub(self.plan));
        if self.rolls && used.data_known {
            cost.carry = self.plan - need.min(self.plan);
        }
        cost
    }

    /// The cost of one month in which `beyond` KB were left after rollover and the plan's own data.
    pub(crate) fn beyond_plan(&self, used: &FlatUse, beyond: u64) -> Cost {
        let mut cost = self.rest(used);
        let (voice, gap) = each(used.minutes.saturating_sub(self.minutes), self.voice);
        cost.money += self.fixed + voice;
        cost.gap |= gap;
        if used.data_known {
            self.data(beyond.saturating_sub(self.packs), &mut cost);
        }
        cost
    }

    /// The same plan with data, minutes and days abroad without limit.
    pub(crate) const fn freed(&self) -> Self {
        Self { packs: u64::MAX, minutes: u64::MAX, roaming_days: u64::MAX, ..*self }
    }

    /// Minutes and national data included, for comparing sizes.
    pub(crate) const fn size(&self) -> (u64, u64) {
        (self.minutes, self.plan.saturating_add(self.packs))
    }

    /// National data that the allowances have to serve.
    pub(crate) fn need(&self, used: &FlatUse) -> u64 {
        used.national
            .saturating_add(used.directed.saturating_sub(self.directed))
            .saturating_add(used.local.saturating_sub(self.local))
    }

    fn data(&self, beyond: u64, cost: &mut Cost) {
        if beyond == 0 {
            return;
        }
        match self.rule {
            None => cost.gap = true,
            Some(DataOver::Throttle { .. }) => {
                cost.shadow += shadow(self.kappa, beyond.saturating_sub(self.grace)).0;
            }
            Some(rule) => cost.money += charge(rule, beyond, &mut |_| {}).0.min(self.cap),
        }
    }

    /// What is rare: messages, days abroad, further lines, and what no package changes.
    fn rest(&self, used: &FlatUse) -> Cost {
        let mut cost = Cost { money: used.as_billed, ..Cost::default() };
        cost.money += match (self.sms, used.sms) {
            (Some((included, over)), Some(sent)) => each(sent.saturating_sub(included), Some(over)).0,
            _ => used.sms_billed,
        };
        if used.roaming_days > 0 {
            let (money, gap) =
                each(u64::from(used.roaming_days).saturating_sub(self.roaming_days), self.roaming);
            cost.money += money;
            cost.gap |= gap;
        }
        if used.lines > 0 {
            match self.lines.filter(|_| used.lines <= self.lines_most) {
                Some((free, fee)) => {
                    cost.money += each(u64::from(used.lines).saturating_sub(free), Some(fee)).0
                }
                None => cost.gap = true,
            }
        }
        cost
    }
}

fn minutes(plan: &Plan<'_>) -> u64 {
    std::iter::once(plan.main)
        .chain(plan.packs.iter().copied())
        .map(|package| match package.voice.map(|voice| voice.minutes) {
            Some(Limit::Unlimited) => u64::MAX,
            Some(Limit::Count(count)) => u64::from(count),
            None => 0,
        })
        .fold(0, u64::saturating_add)
}

fn each(count: u64, price: Option<i64>) -> (i64, bool) {
    match price {
        _ if count == 0 => (0, false),
        Some(price) => (price.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)), false),
        None => (0, true),
    }
}

//! The rating itself, in the one fixed order: rollover, directed, local, plan, packs, family pool; then the price of what is left.

use crate::domain::money::Fen;
use crate::domain::package::amount::{Data, Limit};
use crate::domain::package::{Class, DataOver, Kind, Package, Rollover};
use crate::domain::rating::bill::{Bill, Item, Line, Pool, Step};
use crate::domain::rating::data::{MOST_KB, charge};
use crate::domain::rating::{DataUse, GB, Mark, Marks, Part, Plan, Terms, Use};

/// Rates one month of use on a plan.
#[must_use]
pub fn rate(plan: &Plan<'_>, used: &Use, terms: &Terms) -> Bill {
    let mut bill = Bill {
        month: used.month,
        lines: Vec::new(),
        total: Fen(0),
        shadow: Fen(0),
        throttled_kb: 0,
        throttled_days: 0,
        carry: 0,
        marks: used.marks,
    };
    fees(&mut bill, plan, terms);
    voice(&mut bill, plan, used, terms);
    data(&mut bill, plan, used, terms);
    sms(&mut bill, plan, used);
    roaming(&mut bill, plan, used);
    further_lines(&mut bill, plan, used);
    if used.as_billed.0 != 0 {
        bill.push(Item::AsBilled, used.as_billed, Vec::new());
    }
    bill.total = bill.lines.iter().map(|line| line.amount).sum();
    bill
}

impl Bill {
    fn push(&mut self, item: Item, amount: Fen, steps: Vec<Step>) {
        self.lines.push(Line { item, amount, steps });
    }
}

fn fees(bill: &mut Bill, plan: &Plan<'_>, terms: &Terms) {
    let full = plan.main.fee;
    let steps = match terms.part {
        Part::Whole => Vec::new(),
        Part::Days { held, of } => vec![Step::ByTheDay { held, of, full }],
    };
    bill.push(Item::Fee { code: plan.main.code.clone() }, terms.part.of_fen(full), steps);
    for pack in plan.packs {
        bill.push(Item::PackFee { code: pack.code.clone() }, pack.fee, Vec::new());
        bill.marks.add_if(pack.kind == Kind::TopUp, Mark::TopUpEveryMonth);
    }
    if terms.discount.0 != 0 {
        bill.push(Item::Discount, terms.discount, Vec::new());
    }
}

/// Serves a need from one allowance and tells what it gave.
fn serve(need: &mut u64, by: Pool, of: Option<u64>, steps: &mut Vec<Step>) -> u64 {
    let amount = of.map_or(*need, |of| of.min(*need));
    if of != Some(0) {
        steps.push(Step::Covered { by, of, amount });
    }
    *need -= amount;
    amount
}

fn limit(package: &Package) -> Option<u64> {
    match package.voice.map_or(Limit::Count(0), |voice| voice.minutes) {
        Limit::Count(count) => Some(u64::from(count)),
        Limit::Unlimited => None,
    }
}

fn voice(bill: &mut Bill, plan: &Plan<'_>, used: &Use, terms: &Terms) {
    let Some(minutes) = used.minutes else { return };
    let mut steps = vec![Step::Used { amount: minutes }];
    let mut need = minutes;
    serve(&mut need, Pool::Plan, limit(plan.main).map(|count| terms.part.of(count)), &mut steps);
    for pack in plan.packs {
        serve(&mut need, Pool::Pack { code: pack.code.clone() }, limit(pack), &mut steps);
    }
    let price = voice_price(plan);
    let amount = each(need, price, &mut steps);
    bill.marks.add_if(need > 0 && price.is_none(), Mark::VoicePriceUnknown);
    bill.push(Item::Voice, amount, steps);
}

/// The main package's price of a minute, or the first one that a pack names.
pub(crate) fn voice_price(plan: &Plan<'_>) -> Option<Fen> {
    let price = |package: &Package| package.voice.and_then(|voice| voice.over);
    price(plan.main).or_else(|| plan.packs.iter().find_map(|pack| price(pack)))
}

/// The governing rule of data beyond: the first pack's that has one, else the main package's.
pub(crate) fn data_rule<'a>(plan: &Plan<'a>) -> Option<&'a DataOver> {
    plan.packs.iter().find_map(|pack| pack.over.as_ref()).or(plan.main.over.as_ref())
}

fn each(count: u64, price: Option<Fen>, steps: &mut Vec<Step>) -> Fen {
    if count == 0 {
        return Fen(0);
    }
    steps.push(Step::Beyond { amount: count });
    let Some(price) = price else {
        steps.push(Step::PriceUnknown);
        return Fen(0);
    };
    let amount = Fen(price.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)));
    steps.push(Step::Each { count, price, amount });
    amount
}

fn data(bill: &mut Bill, plan: &Plan<'_>, used: &Use, terms: &Terms) {
    let Some(use_) = used.data else { return };
    let mut steps = vec![Step::Used { amount: use_.total() }];
    let (beyond, from_plan) = allowances(plan, use_, terms, &mut steps);
    let rolls = plan.main.rollover == Some(Rollover::OneMonth);
    let own = terms.part.of(plan.main.allowance(Class::National));
    bill.carry = if rolls { own - from_plan } else { 0 };
    bill.marks = bill.marks.and(data_marks(plan, use_, own));
    let amount = price_of_data(bill, plan, use_, beyond, terms.kappa, &mut steps);
    bill.push(Item::Data, amount, steps);
}

/// Serves the use from every allowance in order. Gives what is beyond, and what came from the plan's own national data.
fn allowances(plan: &Plan<'_>, use_: DataUse, terms: &Terms, steps: &mut Vec<Step>) -> (u64, u64) {
    let class = |class| terms.part.of(plan.main.allowance(class)) + of_packs(plan, class);
    let (directed, local) = (class(Class::Directed), class(Class::Local));
    // Directed and local use beyond their own allowances is national use; rollover serves national use before the plan does.
    let mut need = use_.national.saturating_add(use_.directed.saturating_sub(directed));
    need = need.saturating_add(use_.local.saturating_sub(local));
    serve(&mut need, Pool::Rollover, Some(terms.carry), steps);
    serve(&mut { use_.directed }, Pool::Directed, Some(directed), steps);
    serve(&mut { use_.local }, Pool::Local, Some(local), steps);
    let own = terms.part.of(plan.main.allowance(Class::National));
    let from_plan = serve(&mut need, Pool::Plan, Some(own), steps);
    for pack in plan.packs {
        let gives = pack.allowance(Class::National);
        serve(&mut need, Pool::Pack { code: pack.code.clone() }, Some(gives), steps);
    }
    serve(&mut need, Pool::Family, Some(terms.pool), steps);
    (need, from_plan)
}

fn of_packs(plan: &Plan<'_>, class: Class) -> u64 {
    plan.packs.iter().map(|pack| pack.allowance(class)).sum()
}

fn data_marks(plan: &Plan<'_>, use_: DataUse, own: u64) -> Marks {
    let mut marks = Marks::default();
    let total = |class| plan.main.allowance(class) + of_packs(plan, class);
    let classed = total(Class::Directed) + total(Class::Local);
    let split = use_.directed + use_.local > 0;
    marks.add_if(classed > 0 && !split && use_.national > 0, Mark::DataNotSplit);
    marks.add_if(plan.main.rollover.is_none() && own > 0, Mark::RolloverUnknown);
    let fuse = plan.main.cap.fuse.is_some_and(|fuse| use_.total() > fuse.kb());
    marks.add_if(fuse, Mark::CutOff);
    marks
}

fn price_of_data(
    bill: &mut Bill,
    plan: &Plan<'_>,
    use_: DataUse,
    beyond: u64,
    kappa: Fen,
    steps: &mut Vec<Step>,
) -> Fen {
    if beyond == 0 {
        return Fen(0);
    }
    steps.push(Step::Beyond { amount: beyond });
    match data_rule(plan) {
        None => {
            bill.marks.add(Mark::DataPriceUnknown);
            steps.push(Step::PriceUnknown);
            Fen(0)
        }
        Some(DataOver::Throttle { after, kbps }) => {
            let kb = beyond.saturating_sub(grace(plan, after.map_or(0, Data::kb)));
            if kb > 0 {
                bill.shadow = shadow(kappa, kb);
                bill.throttled_kb = kb;
                bill.throttled_days = slow_days(bill.month, kb, use_.total());
                bill.marks.add(Mark::Throttled);
                steps.push(Step::Slow { kb, kbps: *kbps, shadow: bill.shadow });
            }
            Fen(0)
        }
        Some(rule) => {
            let amount = charge(rule, beyond, &mut |step| steps.push(step));
            match plan.main.cap.money {
                Some(cap) if cap < amount => {
                    steps.push(Step::AtMost { before: amount, amount: cap });
                    cap
                }
                _ => amount,
            }
        }
    }
}

/// Full-speed data beyond the plan's own allowance, where the threshold lies higher.
pub(crate) fn grace(plan: &Plan<'_>, after_kb: u64) -> u64 {
    after_kb.saturating_sub(plan.main.allowance(Class::National))
}

/// What slow data is taken to be worth, truncated to the fen.
pub(crate) fn shadow(kappa: Fen, kb: u64) -> Fen {
    let kb = i64::try_from(kb.min(MOST_KB)).unwrap_or(i64::MAX);
    Fen(kappa.0.saturating_mul(kb) / i64::try_from(GB).unwrap_or(1))
}

/// Were the use even over the month, this many days would be slow.
fn slow_days(month: crate::domain::month::Month, kb: u64, total: u64) -> u32 {
    let days = u64::try_from((month.plus(1).first_day() - month.first_day()).num_days()).unwrap_or(30);
    u32::try_from((kb.min(total) * days).div_ceil(total.max(1))).unwrap_or(u32::MAX)
}

fn sms(bill: &mut Bill, plan: &Plan<'_>, used: &Use) {
    match (plan.main.sms, used.sms) {
        (Some(rule), Some(sent)) => {
            let mut steps = vec![Step::Used { amount: sent }];
            let mut need = sent;
            serve(&mut need, Pool::Plan, Some(u64::from(rule.included)), &mut steps);
            let amount = each(need, Some(rule.over), &mut steps);
            bill.push(Item::Sms, amount, steps);
        }
        _ if used.sms_billed.0 != 0 => {
            bill.marks.add(Mark::SmsAsBilled);
            bill.push(Item::Sms, used.sms_billed, Vec::new());
        }
        _ => {}
    }
}

fn roaming(bill: &mut Bill, plan: &Plan<'_>, used: &Use) {
    if used.roaming_days == 0 {
        return;
    }
    let mut need = u64::from(used.roaming_days);
    let mut steps = vec![Step::Used { amount: need }];
    let days = |package: &Package| package.roaming.map_or(0, |roaming| u64::from(roaming.days));
    serve(&mut need, Pool::Plan, Some(days(plan.main)), &mut steps);
    for pack in plan.packs {
        serve(&mut need, Pool::Pack { code: pack.code.clone() }, Some(days(pack)), &mut steps);
    }
    let price = roaming_price(plan);
    let amount = each(need, price, &mut steps);
    bill.marks.add_if(need > 0 && price.is_none(), Mark::RoamingPriceUnknown);
    bill.push(Item::Roaming, amount, steps);
}

/// The first price of a day abroad that the plan names.
pub(crate) fn roaming_price(plan: &Plan<'_>) -> Option<Fen> {
    let price = |package: &Package| package.roaming.and_then(|roaming| roaming.over);
    price(plan.main).or_else(|| plan.packs.iter().find_map(|pack| price(pack)))
}

fn further_lines(bill: &mut Bill, plan: &Plan<'_>, used: &Use) {
    if used.lines == 0 {
        return;
    }
    let wanted = u64::from(used.lines);
    let rule = plan.main.lines.filter(|rule| rule.most.is_none_or(|most| used.lines <= most));
    let mut steps = vec![Step::Used { amount: wanted }];
    let mut need = wanted;
    serve(&mut need, Pool::Plan, Some(rule.map_or(0, |rule| u64::from(rule.included))), &mut steps);
    let amount = each(need, rule.map(|rule| rule.fee), &mut steps);
    bill.marks.add_if(rule.is_none(), Mark::LinePriceUnknown);
    bill.push(Item::Lines, amount, steps);
}

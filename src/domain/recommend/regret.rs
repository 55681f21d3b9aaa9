//! How good the advice turns out to be: advise on the earlier months, pay for the later ones, and compare with hindsight.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::package::Package;
use crate::domain::package::amount::Limit;
use crate::domain::package::who::{Applicant, Eligibility, fits, may_have};
use crate::domain::rating::flat::Flat;
use crate::domain::rating::switch::Contract;
use crate::domain::rating::{Plan, Terms, Use};
use crate::domain::recommend::history::{History, Past};
use crate::domain::recommend::quick::total;
use crate::domain::recommend::{Current, Question, Settings, Verdict, WhatIf, advise};

/// One customer with months on both sides of the line.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the customer has.
    pub package: usize,
    /// Months to learn from, oldest first.
    pub known: Vec<Use>,
    /// Months that were held back.
    pub held_back: Vec<Use>,
}

/// A way to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rival {
    /// Never change.
    Stay,
    /// Our verdict, with both thresholds.
    Verdict,
    /// The head of our ranking, without thresholds and with packs.
    Ranking,
    /// The main package that would have been cheapest in the last month.
    LastMonth,
    /// The lowest fee with at least the mean minutes and the mean data.
    Filter,
}

impl Rival {
    /// Every way, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Stay, Self::Verdict, Self::Ranking, Self::LastMonth, Self::Filter];
}

/// One row of the table. Means are per customer and month, over the held-back months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The way to choose.
    pub rival: Rival,
    /// What was paid (slowness included, at its shadow price).
    pub paid: Fen,
    /// How much more than the best in hindsight.
    pub regret: Fen,
    /// Regret that only every hundredth customer exceeds.
    pub regret_p99: Fen,
    /// Customers who changed, in thousandths.
    pub changed_per_mille: u32,
    /// Of all customers, those who changed and then paid more than if they had stayed, in thousandths.
    pub harmed_per_mille: u32,
}

struct Outcome {
    paid: i64,
    stayed: i64,
    best: i64,
    changed: bool,
}

/// The table. Every package must have all its prices; what may not be held is left out for everybody.
#[must_use]
pub fn compare(packages: &[Package], cases: &[Case], settings: Settings) -> Vec<Row> {
    let rows = Rival::ALL.into_iter();
    rows.map(|rival| {
        let outcomes: Vec<Outcome> =
            cases.iter().filter_map(|case| outcome(rival, packages, case, settings)).collect();
        row(rival, &outcomes, cases.first().map_or(1, |case| case.held_back.len()))
    })
    .collect()
}

fn row(rival: Rival, outcomes: &[Outcome], months: usize) -> Row {
    let count = outcomes.len().max(1);
    let mean = |pick: fn(&Outcome) -> i64| {
        let sum: i64 = outcomes.iter().map(pick).sum();
        Fen(sum / i64::try_from(count * months.max(1)).unwrap_or(1))
    };
    let mut regrets: Vec<i64> = outcomes.iter().map(|outcome| outcome.paid - outcome.best).collect();
    regrets.sort_unstable();
    let p99 = regrets.get(count * 99 / 100).copied().unwrap_or(0);
    let share = |test: fn(&Outcome) -> bool| {
        let hits = outcomes.iter().filter(|outcome| test(outcome)).count();
        u32::try_from(hits * 1000 / count).unwrap_or(0)
    };
    Row {
        rival,
        paid: mean(|outcome| outcome.paid),
        regret: mean(|outcome| outcome.paid - outcome.best),
        regret_p99: Fen(p99 / i64::try_from(months.max(1)).unwrap_or(1)),
        changed_per_mille: share(|outcome| outcome.changed),
        harmed_per_mille: share(|outcome| outcome.changed && outcome.paid > outcome.stayed),
    }
}

fn outcome(rival: Rival, packages: &[Package], case: &Case, settings: Settings) -> Option<Outcome> {
    let terms = Terms { kappa: settings.kappa, ..Terms::default() };
    let chosen = choose(rival, packages, case, settings)?;
    let pay = |main: &Package, packs: &[&Package]| {
        let months: Vec<_> =
            case.held_back.iter().enumerate().map(|(at, used)| (used.into(), at > 0)).collect();
        total(&Flat::new(&Plan { main, packs }, &terms), &months)
    };
    let main = packages.get(chosen.0)?;
    let packs: Vec<&Package> = chosen.1.iter().filter_map(|at| packages.get(*at)).collect();
    let best = mains(packages, case)
        .filter_map(|(_, main)| pay(main, &[]))
        .chain(pay(main, &packs))
        .chain(with_one_pack(packages, case, pay))
        .min()?;
    Some(Outcome {
        paid: pay(main, &packs)?,
        stayed: pay(packages.get(case.package)?, &[])?,
        best,
        changed: chosen.0 != case.package || !packs.is_empty(),
    })
}

/// Hindsight may use one pack on any main package as well.
fn with_one_pack<'a>(
    packages: &'a [Package],
    case: &'a Case,
    pay: impl Fn(&Package, &[&Package]) -> Option<i64>,
) -> Vec<i64> {
    mains(packages, case)
        .flat_map(|(_, main)| {
            packages.iter().filter(move |pack| fits(pack, main)).map(move |pack| (main, pack))
        })
        .filter_map(|(main, pack)| pay(main, &[pack]))
        .collect()
}

fn mains<'a>(packages: &'a [Package], case: &'a Case) -> impl Iterator<Item = (usize, &'a Package)> {
    let start = case.held_back.first().map(|used| used.month);
    packages.iter().enumerate().filter(move |(at, package)| {
        let open = start.is_some_and(|start| {
            !matches!(may_have(package, &Applicant::default(), start), Eligibility::No { .. })
        });
        package.is_main() && (open || *at == case.package)
    })
}

fn choose(
    rival: Rival,
    packages: &[Package],
    case: &Case,
    settings: Settings,
) -> Option<(usize, Vec<usize>)> {
    match rival {
        Rival::Stay => Some((case.package, Vec::new())),
        Rival::Verdict | Rival::Ranking => ours(rival, packages, case, settings),
        Rival::LastMonth => {
            let last = case.known.last()?;
            let months = [(last.into(), false)];
            let price =
                |main: &Package| total(&Flat::new(&Plan { main, packs: &[] }, &Terms::default()), &months);
            mains(packages, case)
                .filter_map(|(at, main)| price(main).map(|price| (price, at)))
                .min()
                .map(|(_, at)| (at, Vec::new()))
        }
        Rival::Filter => Some((filtered(packages, case).unwrap_or(case.package), Vec::new())),
    }
}

fn filtered(packages: &[Package], case: &Case) -> Option<usize> {
    let count = u64::try_from(case.known.len()).ok().filter(|count| *count > 0)?;
    let minutes = case.known.iter().filter_map(|used| used.minutes).sum::<u64>() / count;
    let data = case.known.iter().filter_map(|used| used.data).map(|data| data.total()).sum::<u64>() / count;
    let enough = |package: &Package| {
        let talks = match package.voice.map(|voice| voice.minutes) {
            Some(Limit::Unlimited) => true,
            Some(Limit::Count(count)) => u64::from(count) >= minutes,
            None => minutes == 0,
        };
        talks && package.allowance(crate::domain::package::Class::National) >= data
    };
    mains(packages, case)
        .filter(|(_, package)| enough(package))
        .min_by_key(|(at, package)| (package.fee, *at))
        .map(|(at, _)| at)
}

fn ours(rival: Rival, packages: &[Package], case: &Case, settings: Settings) -> Option<(usize, Vec<usize>)> {
    let main = packages.get(case.package)?;
    let history = as_history(main, &case.known, settings);
    let start = case.held_back.first()?.month;
    let advice = advise(&Question {
        packages,
        current: Some(Current { main, packs: &[] }),
        history: &history,
        applicant: &Applicant::default(),
        contract: Contract { months_left: Some(0), months_held: None, penalty: None },
        start,
        what_if: WhatIf::default(),
        settings,
    });
    let stay = Some((case.package, Vec::new()));
    match (rival, &advice.verdict) {
        (Rival::Ranking, _) => advice.ranked.first().map(|entry| (entry.package, entry.with.clone())),
        (_, Verdict::Switch { to, .. }) => {
            advice.ranked.get(*to).map(|entry| (entry.package, entry.with.clone()))
        }
        (_, Verdict::AddPack) => advice.stay_plus.as_ref().map(|entry| (entry.package, entry.with.clone())),
        _ => stay,
    }
}

/// The known months with the bills that the present package really produced.
fn as_history(main: &Package, known: &[Use], settings: Settings) -> History {
    let plan = Plan { main, packs: &[] };
    let flat = Flat::new(&plan, &Terms { kappa: settings.kappa, ..Terms::default() });
    let mut carry = 0;
    let mut all: Vec<Past> = known
        .iter()
        .map(|used| {
            let cost = flat.month(&used.into(), carry);
            carry = cost.carry;
            Past { used: *used, bill: Some(Fen(cost.money)), billed_fee: Some(main.fee) }
        })
        .collect();
    let months = all.split_off(all.len().saturating_sub(12));
    History { months, earlier: all.into_iter().map(|past| past.used).collect(), missing: 0, blind: false }
}

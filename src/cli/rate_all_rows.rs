//! One customer as a row of `rate --all`. The short form: the own months on every package, without choosing packs, without resampling
//! and without the cost of changing. The full form: exactly the verdict of the desk and of `rate NUMBER`. Each row says which.

use crate::domain::customer::Customer;
use crate::domain::money::Fen;
use crate::domain::package::Package;
use crate::domain::package::who::{Eligibility, may_have};
use crate::domain::rating::flat::{Flat, FlatUse};
use crate::domain::rating::{Plan, Terms};
use crate::domain::recommend::{Case, Catalogue, Ranked, Settings, Verdict, WhatIf, cards, quick};

/// The header of the file. The last six are empty in the short form.
pub(crate) const COLUMNS: [&str; 15] = [
    "number",
    "package",
    "months",
    "error_per_mille",
    "today",
    "cheapest",
    "cost",
    "saving_month",
    "form",
    "verdict",
    "worst_month",
    "saving_year",
    "wins",
    "of",
    "check",
];

/// A row under it.
pub(crate) type Row = [String; COLUMNS.len()];

/// What the customer has, as the catalogue names it: `code+pack`.
fn held(case: &Case, catalogue: &Catalogue) -> String {
    let code = |at: &usize| catalogue.get(*at).map(|package| package.code.clone());
    case.current
        .iter()
        .chain(case.current.and(Some(&case.held)).into_iter().flatten())
        .filter_map(code)
        .collect::<Vec<_>>()
        .join("+")
}

/// The short form.
pub(crate) fn short(
    customer: &Customer,
    case: &Case,
    catalogue: &Catalogue,
    plans: &[Option<Flat<'_>>],
) -> Row {
    let packages = &catalogue.packages;
    let months: Vec<(FlatUse, bool)> =
        case.history.chain().map(|(past, follows)| (FlatUse::from(&past.used), follows)).collect();
    let count = i64::try_from(months.len()).unwrap_or(i64::MAX);
    let total = |at: usize| plans.get(at)?.as_ref().and_then(|plan| quick::total(plan, &months));
    let may = |package: &Package| matches!(may_have(package, &case.applicant, case.start), Eligibility::Yes);
    let best = packages
        .iter()
        .enumerate()
        .filter(|(at, package)| case.current == Some(*at) || may(package))
        .filter_map(|(at, package)| total(at).map(|total| (total, package.fee, at)))
        .min()
        .filter(|_| count > 0);
    let now = today(case, packages, &months).filter(|_| count > 0);
    let billed: Option<Fen> = case.history.months.iter().map(|past| past.bill).sum();
    let error = now.zip(billed).filter(|(_, billed)| billed.0 > 0);
    let error = error.map(|(now, billed)| (now - billed.0).abs() * 1000 / billed.0);
    let sure =
        count >= 3 && error.is_some_and(|error| error <= i64::from(Settings::default().error_per_mille));
    let mean = |total: i64| Fen(total.div_euclid(count.max(1))).to_string();
    let saving = best.zip(now).filter(|_| sure).map(|((best, ..), now)| mean((now - best).max(0)));
    let code = best.and_then(|(_, _, at)| packages.get(at)).map(|package| package.code.clone());
    let empty = String::new;
    [
        customer.number.masked(),
        held(case, catalogue),
        count.to_string(),
        error.map(|error| error.to_string()).unwrap_or_default(),
        now.map(mean).unwrap_or_default(),
        code.unwrap_or_default(),
        best.map(|(total, ..)| mean(total)).unwrap_or_default(),
        saving.unwrap_or_default(),
        "short".to_owned(),
        empty(),
        empty(),
        empty(),
        empty(),
        empty(),
        empty(),
    ]
}

/// The months on what the customer has, packs and all.
fn today(case: &Case, packages: &[Package], months: &[(FlatUse, bool)]) -> Option<i64> {
    let main = case.current.and_then(|at| packages.get(at))?;
    let held: Vec<&Package> = case.held.iter().filter_map(|at| packages.get(*at)).collect();
    quick::total(&Flat::new(&Plan { main, packs: &held }, &Terms::default()), months)
}

/// The full form.
pub(crate) fn full(customer: &Customer, case: &Case, catalogue: &Catalogue) -> Row {
    let advice = case.advise(&catalogue.packages, WhatIf::default(), Settings::default());
    let cheapest = || advice.cheapest.and_then(|at| advice.ranked.get(at));
    let (verdict, entry) = match advice.verdict {
        Verdict::Switch { to, .. } => ("switch", advice.ranked.get(to)),
        Verdict::AddPack => ("packs", advice.stay_plus.as_ref()),
        Verdict::Stay { .. } => ("stay", cheapest()),
    };
    let money = |pick: fn(&Ranked) -> Option<Fen>| {
        entry.and_then(pick).map(|fen| fen.to_string()).unwrap_or_default()
    };
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let check = |entry: &Ranked| if entry.must_check() { "yes" } else { "no" };
    [
        customer.number.masked(),
        held(case, catalogue),
        advice.months.len().to_string(),
        number(advice.model.error_per_mille),
        advice.current.as_ref().map(|now| now.mean.to_string()).unwrap_or_default(),
        entry.map(cards::label).unwrap_or_default(),
        money(|entry| Some(entry.mean)),
        money(|entry| entry.saving.ok().map(|saving| saving.month)),
        "full".to_owned(),
        verdict.to_owned(),
        money(|entry| Some(entry.own.worst)),
        money(|entry| entry.saving.ok().map(|saving| saving.year)),
        number(entry.map(|entry| entry.own.wins)),
        number(entry.map(|entry| entry.own.of)),
        entry.map(check).unwrap_or_default().to_owned(),
    ]
}

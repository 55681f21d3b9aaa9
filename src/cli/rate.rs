//! `seatmate rate`: what every package would cost on a customer's own months, and the arithmetic behind it. It must not draw a screen.

use crate::cli::args::Rate;
use crate::cli::notes::number;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, rate_all, rate_json, rate_text};
use crate::content::packages;
use crate::domain::package::Package;
use crate::domain::problem::{Problem, Severity};
use crate::domain::profile::Profile;
use crate::domain::rating::{Bill, Plan};
use crate::domain::recommend::{Advice, Case, Catalogue, Ranked, Settings, WhatIf, explain, find};
use crate::domain::time::local;

/// What the two printers receive.
pub(crate) struct Page<'a> {
    /// As the store has it.
    pub profile: &'a Profile,
    /// Everything that can be sold.
    pub catalogue: &'a Catalogue,
    /// The answer.
    pub advice: &'a Advice,
    /// The one package that was asked for.
    pub only: Option<&'a Package>,
    /// The bills behind it, plan by plan; empty unless asked for.
    pub explained: Vec<Explained>,
}

/// One plan with the bill of every month.
pub(crate) struct Explained {
    /// Code of the main package.
    pub code: String,
    /// Names of package and packs.
    pub name: String,
    /// One per month.
    pub bills: Vec<Bill>,
}

/// Carries the verb out.
///
/// # Errors
/// A number or package that is not there, a store that cannot be opened or read.
pub fn run(args: &Rate, door: &mut Door<'_>) -> Result<Exit, Failure> {
    if let (true, Some(out)) = (args.all, &args.out) {
        return rate_all::run(args, out, door);
    }
    let own = crate::content::settings::Settings::load(&door.paths.settings).unwrap_or_default();
    let catalogue = packages::on_offer(&door.paths.config(), &own);
    let number = number(args.number.as_deref().unwrap_or_default())?;
    let only = match &args.package {
        Some(text) => Some(package(&catalogue, text)?),
        None => None,
    };
    let store = door.store(Wants::Existing)?;
    let Some(profile) = store.reader()?.profile_by_number(number)? else {
        return Err(Problem::new("no-customer", Severity::Notice).into());
    };
    let months = usize::try_from(args.months).unwrap_or(usize::MAX);
    let today = local(door.now()).date_naive();
    let case = Case::of(&profile, &catalogue, today).latest(months);
    let advice = case.advise(&catalogue.packages, WhatIf::default(), Settings::default());
    let explained = if args.explain { explain(&catalogue, &case, &advice, only) } else { Vec::new() };
    let page = Page { profile: &profile, catalogue: &catalogue, advice: &advice, only, explained };
    if door.json {
        rate_json::print(&page, door)?
    } else {
        rate_text::print(&page, door)?
    }
    Ok(Exit::Done)
}

fn package<'a>(catalogue: &'a Catalogue, text: &str) -> Result<&'a Package, Failure> {
    find(&catalogue.packages, text)
        .ok_or_else(|| Failure::usage(Problem::new("no-package", Severity::Failure)))
}

/// The package asked for; without one, what the customer has and what the verdict speaks of.
fn explain(catalogue: &Catalogue, case: &Case, advice: &Advice, only: Option<&Package>) -> Vec<Explained> {
    let entries: Vec<&Ranked> = match only {
        Some(package) => advice.ranked.iter().filter(|entry| entry.code == package.code).collect(),
        None => {
            let best = advice.cheapest.and_then(|at| advice.ranked.get(at));
            advice.current.iter().chain(best).chain(&advice.stay_plus).collect()
        }
    };
    let of_entry = |entry: &&Ranked| Explained {
        code: entry.code.clone(),
        name: crate::content::offers::name(catalogue, entry),
        bills: explain::bills(&catalogue.packages, entry, &case.history, &advice.settings),
    };
    let found: Vec<Explained> = entries.iter().map(of_entry).collect();
    match only.filter(|package| found.is_empty() && package.is_main()) {
        // One that the customer may not have is explained all the same.
        Some(package) => vec![Explained {
            code: package.code.clone(),
            name: package.name.safe().as_str().to_owned(),
            bills: explain::plain(&Plan { main: package, packs: &[] }, &case.history, &advice.settings),
        }],
        None => found,
    }
}

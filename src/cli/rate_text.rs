//! `seatmate rate` as text for people: the verdict first, then every package, then the arithmetic. It must not compute anything.

use crate::cli::paper::{self, line};
use crate::cli::rate::{Explained, Page};
use crate::cli::{Door, Failure, rate_lines};
use crate::content::words::Arg;
use crate::content::{answers, offers};
use crate::domain::money::Fen;
use crate::domain::recommend::answer::resting;
use crate::domain::recommend::{Ranked, Verdict};

/// So many packages are worth a glance; JSON has them all.
const SHOWN: usize = 12;

/// Prints the page.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    head(page, door)?;
    table(page, door)?;
    refused(page, door)?;
    for plan in &page.explained {
        bills(plan, page, door)?;
    }
    Ok(())
}

fn head(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let (advice, customer) = (page.advice, &page.profile.customer);
    let package = match (&advice.current, &customer.package) {
        (Some(current), _) => offers::name(page.catalogue, current),
        (None, Some(text)) => {
            door.words.with("rate-package-unknown", &[("text", paper::safe(text.as_raw()))]).into_owned()
        }
        (None, None) => say(door, "rate-package-missing"),
    };
    let args = [("number", customer.number.masked()), ("package", package)];
    writeln!(door.out, "{}", door.words.with("rate-heading", &args))?;
    if page.catalogue.is_example {
        writeln!(door.out, "{}", say(door, "rate-example"))?;
    }
    labelled(door, "rate-months", &months(page, door))?;
    let model = match advice.model.error_per_mille {
        Some(error) => {
            let args =
                [("percent", Arg::from(offers::percent(error))), ("months", Arg::from(advice.model.months))];
            door.words.with("rate-model-value", &args).into_owned()
        }
        None => say(door, "rate-model-none"),
    };
    labelled(door, "rate-model", &model)?;
    let verdict = offers::verdict(&door.words, page.catalogue, advice);
    labelled(door, "rate-verdict", &verdict)?;
    let spoken = match &advice.verdict {
        Verdict::Switch { to, .. } => advice.ranked.get(*to),
        Verdict::AddPack => advice.stay_plus.as_ref(),
        Verdict::Stay { .. } => advice.current.as_ref(),
    };
    for past in resting(&page.profile.offers, door.now()) {
        if let Some(until) = past.rests_until(door.now()) {
            let rest = answers::rest(&door.words, page.catalogue, &past, until);
            labelled(door, "rate-answered", &rest)?;
        }
    }
    if let Some(entry) = spoken {
        let sentence = offers::sentence(&door.words, page.catalogue, advice, entry);
        labelled(door, "rate-say", &sentence)?;
    }
    Ok(())
}

fn labelled(door: &mut Door<'_>, key: &str, value: &str) -> Result<(), Failure> {
    line(door.out, &door.words.get(key), value)?;
    Ok(())
}

fn say(door: &Door<'_>, key: &str) -> String {
    door.words.get(key).into_owned()
}

fn months(page: &Page<'_>, door: &Door<'_>) -> String {
    let advice = page.advice;
    let Some((from, to)) = advice.months.first().zip(advice.months.last()) else {
        return say(door, "rate-no-months");
    };
    let key = if advice.missing == 0 { "rate-months-value" } else { "rate-months-missing" };
    let args = [
        ("from", Arg::from(from.to_string())),
        ("to", Arg::from(to.to_string())),
        ("count", Arg::from(advice.months.len())),
        ("missing", Arg::from(advice.missing)),
    ];
    door.words.with(key, &args).into_owned()
}

fn table(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = |entry: &&Ranked| page.only.is_none_or(|package| package.code == entry.code);
    let entries: Vec<&Ranked> = page.advice.ranked.iter().filter(wanted).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let columns = ["package", "fee", "mean", "worst", "wins", "month", "year"];
    let mut rows: Vec<Vec<String>> =
        vec![columns.iter().map(|name| say(door, &format!("rate-column-{name}"))).collect()];
    let shown = entries.iter().enumerate().filter(|(at, entry)| *at < SHOWN || entry.is_current);
    let shown: Vec<&Ranked> = shown.map(|(_, entry)| *entry).collect();
    rows.extend(shown.iter().map(|entry| row(entry, page, door)));
    if page.advice.stay_plus.is_some() && page.only.is_none() {
        rows.extend(page.advice.stay_plus.iter().map(|entry| row(entry, page, door)));
    }
    writeln!(door.out)?;
    paper::figures(door.out, &rows)?;
    let hidden = entries.len() - shown.len();
    if hidden > 0 {
        writeln!(door.out, "{}", door.words.with("rate-more", &[("count", hidden as u64)]))?;
    }
    Ok(())
}

fn row(entry: &Ranked, page: &Page<'_>, door: &Door<'_>) -> Vec<String> {
    let lower = |amount: Fen| {
        let amount = amount.to_string();
        if entry.is_complete() {
            amount
        } else {
            door.words.with("rate-lower-bound", &[("amount", amount)]).into_owned()
        }
    };
    let wins = door.words.with("rate-wins", &[("wins", entry.own.wins), ("of", entry.own.of)]).into_owned();
    let dash = || "-".to_owned();
    let now = || say(door, "rate-now");
    let (month, year) = match (entry.is_current, entry.saving) {
        (true, _) => (now(), dash()),
        (false, Ok(saving)) => (saving.month.signed(), saving.year.signed()),
        (false, Err(_)) => (dash(), dash()),
    };
    vec![
        offers::name(page.catalogue, entry),
        entry.fee.to_string(),
        lower(entry.mean),
        lower(entry.own.worst),
        wins,
        month,
        year,
    ]
}

fn refused(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = |code: &str| page.only.is_none_or(|package| package.code == code);
    let main: Vec<_> =
        page.advice.refused.iter().filter(|refused| refused.own.is_some() && wanted(&refused.code)).collect();
    if main.is_empty() {
        return Ok(());
    }
    writeln!(door.out)?;
    writeln!(door.out, "{}", door.words.with("rate-refused", &[("count", main.len() as u64)]))?;
    let rows: Vec<Vec<String>> = main
        .iter()
        .map(|refused| {
            let package = page.catalogue.get(refused.package);
            let name = package.map(|package| package.name.safe().as_str().to_owned()).unwrap_or_default();
            vec![format!("  {name}"), offers::barrier(&door.words, &refused.barrier)]
        })
        .collect();
    paper::columns(door.out, &rows)?;
    Ok(())
}

fn bills(plan: &Explained, page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    for bill in &plan.bills {
        let args = [("month", bill.month.to_string()), ("package", plan.name.clone())];
        let title = door.words.with("rate-bill", &args).into_owned();
        let rows: Vec<Vec<String>> = rate_lines::rows(bill, page.catalogue, door)
            .into_iter()
            .map(|[label, amount, working]| vec![format!("  {label}"), format!("{amount:>10}"), working])
            .collect();
        writeln!(door.out, "\n{title}")?;
        paper::columns(door.out, &rows)?;
        for mark in bill.marks.iter() {
            writeln!(door.out, "  * {}", offers::mark(&door.words, mark))?;
        }
    }
    Ok(())
}

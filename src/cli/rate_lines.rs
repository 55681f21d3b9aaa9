//! One rated month as lines of arithmetic for people: what was used, what covered it, what the rest costs. It must not compute anything.

use crate::cli::Door;
use crate::content::offers::yuan;
use crate::content::words::{Arg, Words};
use crate::domain::rating::{Bill, Item, Pool, Step};
use crate::domain::recommend::Catalogue;
use crate::domain::usage::Kilobytes;

/// The rows of a bill: label, amount, working.
pub(crate) fn rows(bill: &Bill, catalogue: &Catalogue, door: &Door<'_>) -> Vec<[String; 3]> {
    let words = &door.words;
    let mut rows: Vec<[String; 3]> = bill
        .lines
        .iter()
        .map(|line| {
            let steps: Vec<String> =
                line.steps.iter().map(|step| say(step, &line.item, catalogue, words)).collect();
            [item(&line.item, catalogue, words), line.amount.to_string(), steps.join("; ")]
        })
        .collect();
    rows.push([words.get("rate-total").into_owned(), bill.total.to_string(), String::new()]);
    if bill.shadow.0 != 0 {
        rows.push([words.get("rate-shadow").into_owned(), bill.shadow.to_string(), String::new()]);
    }
    rows
}

fn item(item: &Item, catalogue: &Catalogue, words: &Words) -> String {
    let key = match item {
        Item::Fee { .. } => "rate-item-fee",
        Item::PackFee { code } => {
            return words.with("rate-item-pack-fee", &[("name", named(catalogue, code))]).into_owned();
        }
        Item::Discount => "rate-item-discount",
        Item::Voice => "rate-item-voice",
        Item::Data => "rate-item-data",
        Item::Sms => "rate-item-sms",
        Item::Roaming => "rate-item-roaming",
        Item::Lines => "rate-item-lines",
        Item::AsBilled => "rate-item-as-billed",
    };
    words.get(key).into_owned()
}

fn named(catalogue: &Catalogue, code: &str) -> String {
    catalogue.by_code(code).map_or_else(|| code.to_owned(), |package| package.name.safe().as_str().to_owned())
}

/// An amount in the unit of its line.
fn quantity(amount: u64, item: &Item, words: &Words) -> String {
    let key = match item {
        Item::Data => {
            return words.with("rate-unit-data", &[("mb", Kilobytes(amount).to_string())]).into_owned();
        }
        Item::Sms => "rate-unit-messages",
        Item::Roaming => "rate-unit-days",
        Item::Lines => "rate-unit-lines",
        _ => "rate-unit-minutes",
    };
    words.with(key, &[("n", amount.to_string())]).into_owned()
}

fn pool(pool: &Pool, catalogue: &Catalogue, words: &Words) -> String {
    let key = match pool {
        Pool::Rollover => "rate-pool-rollover",
        Pool::Directed => "rate-pool-directed",
        Pool::Local => "rate-pool-local",
        Pool::Plan => "rate-pool-plan",
        Pool::Pack { code } => {
            return words.with("rate-pool-pack", &[("name", named(catalogue, code))]).into_owned();
        }
        Pool::Family => "rate-pool-family",
    };
    words.get(key).into_owned()
}

fn say(step: &Step, item: &Item, catalogue: &Catalogue, words: &Words) -> String {
    let of = |amount: u64| Arg::from(quantity(amount, item, words));
    let text = |value: String| Arg::from(value);
    let (key, args): (&str, Vec<(&str, Arg<'_>)>) = match step {
        Step::Used { amount } => ("rate-step-used", vec![("amount", of(*amount))]),
        Step::Covered { by, of: Some(had), amount } => (
            "rate-step-covered",
            vec![("pool", text(pool(by, catalogue, words))), ("of", of(*had)), ("amount", of(*amount))],
        ),
        Step::Covered { by, of: None, amount } => (
            "rate-step-covered-unlimited",
            vec![("pool", text(pool(by, catalogue, words))), ("amount", of(*amount))],
        ),
        Step::Beyond { amount } => ("rate-step-beyond", vec![("amount", of(*amount))]),
        Step::Each { count, price, amount } => (
            "rate-step-each",
            vec![
                ("count", text(count.to_string())),
                ("price", text(price.to_string())),
                ("amount", text(amount.to_string())),
            ],
        ),
        Step::Whole { count, mb, price, amount } => (
            "rate-step-whole",
            vec![
                ("count", text(count.to_string())),
                ("mb", text(mb.to_string())),
                ("price", text(yuan(*price))),
                ("amount", text(amount.to_string())),
            ],
        ),
        Step::PerMb { kb, price, full, amount } => (
            "rate-step-per-mb",
            vec![
                ("data", of(*kb)),
                ("price", text(price.to_string())),
                ("full", text(full.to_string())),
                ("amount", text(amount.to_string())),
            ],
        ),
        Step::AtMost { before, amount } => (
            "rate-step-at-most",
            vec![("before", text(before.to_string())), ("amount", text(amount.to_string()))],
        ),
        Step::Slow { kb, shadow, .. } => {
            ("rate-step-slow", vec![("data", of(*kb)), ("shadow", text(shadow.to_string()))])
        }
        Step::ByTheDay { held, of, full } => (
            "rate-step-by-day",
            vec![
                ("held", text(held.to_string())),
                ("of", text(of.to_string())),
                ("full", text(full.to_string())),
            ],
        ),
        Step::PriceUnknown => ("rate-step-unknown", vec![]),
    };
    words.with(key, &args).into_owned()
}

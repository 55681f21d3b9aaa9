//! The answer to "which package" in words, the same on the screen and on paper: verdict, reasons, the sentence to read aloud.
//! It fills sentences and computes nothing.

use crate::content::words::{Arg, Words};
use crate::domain::money::Fen;
use crate::domain::package::who::Barrier;
use crate::domain::rating::Mark;
use crate::domain::rating::switch::{Charge, Switch};
use crate::domain::recommend::changes::Part;
use crate::domain::recommend::opening::{Hold, Opening, Reason};
use crate::domain::recommend::spoken::spoken;
use crate::domain::recommend::{Advice, Catalogue, Ranked, Verdict, WhyStay, Withheld};
use crate::domain::safe_text::RawText;

/// Yuan without needless decimals: `28`, `28.5`, `-3.21`.
#[must_use]
pub fn yuan(amount: Fen) -> String {
    let text = amount.to_string();
    match text.strip_suffix(".00") {
        Some(whole) => whole.to_owned(),
        None => text.strip_suffix('0').unwrap_or(&text).to_owned(),
    }
}

/// Thousandths as percent: `10.3`.
#[must_use]
pub fn percent(per_mille: u32) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// The names of an entry's package and packs: `A + B`.
#[must_use]
pub fn name(catalogue: &Catalogue, entry: &Ranked) -> String {
    let name = |at: &usize| catalogue.get(*at).map(|package| package.name.safe().as_str().to_owned());
    let names: Vec<String> = std::iter::once(&entry.package).chain(&entry.with).filter_map(name).collect();
    names.join(" + ")
}

/// What to do, in one sentence.
#[must_use]
pub fn verdict(words: &Words, catalogue: &Catalogue, advice: &Advice) -> String {
    let with = |key: &str, args: &[(&str, Arg<'_>)]| words.with(key, args).into_owned();
    let months = ("months", Arg::from(advice.months.len()));
    match &advice.verdict {
        Verdict::Switch { to, after_check } => {
            let Some(entry) = advice.ranked.get(*to) else { return String::new() };
            let key = if *after_check { "offer-verdict-switch-check" } else { "offer-verdict-switch" };
            with(key, &[("name", Arg::from(name(catalogue, entry)))])
        }
        Verdict::AddPack => {
            let change = advice.stay_plus.as_ref().map(|entry| pack_change(words, catalogue, advice, entry));
            match change.flatten() {
                Some(change) => with("offer-verdict-pack-change", &[("change", Arg::from(change))]),
                None => {
                    let packs = advice.stay_plus.as_ref().map(|entry| packs(catalogue, entry));
                    with("offer-verdict-pack", &[("packs", Arg::from(packs.unwrap_or_default()))])
                }
            }
        }
        Verdict::Stay { why } => match why {
            WhyStay::Cheapest => with("offer-verdict-cheapest", &[months]),
            WhyStay::SavingTooSmall { saves, .. } if saves.0 <= 0 => with("offer-verdict-dearer", &[months]),
            WhyStay::SavingTooSmall { saves, needs } => with(
                "offer-verdict-small",
                &[("saves", Arg::from(yuan(*saves))), ("needs", Arg::from(yuan(*needs)))],
            ),
            WhyStay::WinsTooSeldom { wins_per_mille } => {
                with("offer-verdict-seldom", &[("percent", Arg::from(percent(*wins_per_mille)))])
            }
            WhyStay::Withheld { reason } => {
                with("offer-verdict-withheld", &[("why", Arg::from(withheld(words, *reason)))])
            }
        },
    }
}

/// The names of an entry's packs.
#[must_use]
pub fn packs(catalogue: &Catalogue, entry: &Ranked) -> String {
    let name = |at: &usize| catalogue.get(*at).map(|package| package.name.safe().as_str().to_owned());
    entry.with.iter().filter_map(name).collect::<Vec<_>>().join(" + ")
}

/// The packs that a customer file names, by the catalogue's names where it knows them.
#[must_use]
pub fn held(catalogue: &Catalogue, packs: &[RawText]) -> String {
    let name = |text: &RawText| {
        let known = crate::domain::recommend::find(&catalogue.packages, text.as_raw());
        known.map_or(text, |package| &package.name).safe().as_str().to_owned()
    };
    packs.iter().map(name).collect::<Vec<_>>().join(" + ")
}

/// What becomes of the packs that the customer holds: kept, dropped, added. `None` when none is held.
#[must_use]
pub fn pack_change(words: &Words, catalogue: &Catalogue, advice: &Advice, entry: &Ranked) -> Option<String> {
    let held = advice.current.as_ref().map(|current| &current.packs).filter(|held| !held.is_empty())?;
    let name = |code: &String| {
        catalogue.by_code(code).map(|package| package.name.safe().as_str().to_owned()).unwrap_or_default()
    };
    let part = |key: &str, codes: Vec<&String>| {
        let names: Vec<String> = codes.into_iter().map(name).collect();
        (!names.is_empty()).then(|| words.with(key, &[("names", names.join(" + "))]).into_owned())
    };
    let kept = held.iter().filter(|code| entry.packs.contains(code)).collect();
    let dropped = held.iter().filter(|code| !entry.packs.contains(code)).collect();
    let added = entry.packs.iter().filter(|code| !held.contains(code)).collect();
    let parts = [
        part("offer-packs-kept", kept),
        part("offer-packs-dropped", dropped),
        part("offer-packs-added", added),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// Why a saving is not told.
#[must_use]
pub fn withheld(words: &Words, reason: Withheld) -> String {
    let (key, args): (&str, Vec<(&str, Arg<'_>)>) = match reason {
        Withheld::CurrentUnknown => ("offer-withheld-current", vec![]),
        Withheld::TooFewMonths { months } => ("offer-withheld-months", vec![("months", Arg::from(months))]),
        Withheld::ModelOff { error_per_mille } => {
            ("offer-withheld-model", vec![("percent", Arg::from(percent(error_per_mille)))])
        }
        Withheld::UseUnknown => ("offer-withheld-use", vec![]),
        Withheld::PriceUnknown => ("offer-withheld-price", vec![]),
    };
    words.with(key, &args).into_owned()
}

/// The rule that forbids a package.
#[must_use]
pub fn barrier(words: &Words, barrier: &Barrier) -> String {
    let dash = || "-".to_owned();
    let (key, args): (&str, Vec<(&str, Arg<'_>)>) = match barrier {
        Barrier::NotOnSale { from, to } => (
            "offer-barrier-sale",
            vec![
                ("from", Arg::from(from.map_or_else(dash, |month| month.to_string()))),
                ("to", Arg::from(to.map_or_else(dash, |month| month.to_string()))),
            ],
        ),
        Barrier::LevelBelow { needs } => {
            let level = words.get(&format!("desk-level-{}", needs.code())).into_owned();
            ("offer-barrier-level", vec![("level", Arg::from(level))])
        }
        Barrier::OtherBrand => ("offer-barrier-brand", vec![]),
        Barrier::AgeOutside { from, to } => (
            "offer-barrier-age",
            vec![
                ("from", Arg::from(from.map_or_else(dash, |age| age.to_string()))),
                ("to", Arg::from(to.map_or_else(dash, |age| age.to_string()))),
            ],
        ),
        Barrier::OtherChannel { only } => {
            let names: Vec<String> = only.iter().map(|channel| channel.safe().as_str().to_owned()).collect();
            ("offer-barrier-channel", vec![("only", Arg::from(names.join(" / ")))])
        }
        Barrier::NewOnly => ("offer-barrier-new", vec![]),
        Barrier::ExampleOnly => ("offer-barrier-example", vec![]),
        Barrier::Downgrade { lowest } => {
            ("offer-barrier-downgrade", vec![("lowest", Arg::from(yuan(*lowest)))])
        }
    };
    words.with(key, &args).into_owned()
}

/// What is lost by changing, and what must be checked first; empty when there is nothing.
#[must_use]
pub fn losses(words: &Words, switch: &Switch, check_sale: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |key: &str, args: &[(&str, Arg<'_>)]| lines.push(words.with(key, args).into_owned());
    match switch.penalty {
        Charge::MustCheck => say("offer-check-penalty", &[]),
        Charge::Known(amount) if amount.0 > 0 => {
            say("offer-lose-penalty", &[("amount", Arg::from(yuan(amount)))]);
        }
        Charge::Known(_) => {}
    }
    if switch.rollover_kb > 0 {
        let tenths = (switch.rollover_kb * 10).div_ceil(crate::domain::rating::GB);
        let gb = format!("{}.{}", tenths / 10, tenths % 10);
        say("offer-lose-rollover", &[("gb", Arg::from(gb))]);
    }
    for lost in &switch.benefits {
        let name = ("name", Arg::from(lost.name.safe().as_str().to_owned()));
        match lost.worth {
            Charge::Known(worth) => {
                say("offer-lose-benefit-worth", &[name, ("worth", Arg::from(yuan(worth)))]);
            }
            Charge::MustCheck => say("offer-lose-benefit", &[name]),
        }
    }
    if check_sale {
        say("offer-check-sale", &[]);
    }
    lines
}

/// The sentence to read aloud, with the customer's own figures rounded to the safe side.
#[must_use]
pub fn sentence(words: &Words, catalogue: &Catalogue, advice: &Advice, entry: &Ranked) -> String {
    let Some(said) = spoken(advice, entry) else { return words.get("offer-say-unknown").into_owned() };
    // While the model misses the bills, or the package is unknown, no figure leaves the desk.
    if advice.model.withheld.is_some() {
        return words.get("offer-say-check").into_owned();
    }
    if entry.is_current {
        return words.with("offer-say-stay", &[("months", said.months)]).into_owned();
    }
    let args = [
        ("name", Arg::from(name(catalogue, entry))),
        ("months", Arg::from(said.months)),
        ("today", Arg::from(yuan(said.today))),
        ("there", Arg::from(yuan(said.there))),
        ("worst", Arg::from(yuan(said.worst))),
        ("saves", Arg::from(said.saves_month.map(yuan).unwrap_or_default())),
        ("wins", Arg::from(said.wins)),
        ("of", Arg::from(said.of)),
    ];
    let key = match said.saves_month {
        Some(_) => "offer-say-saves",
        None if entry.saving.is_err() => "offer-say-cost",
        None => "offer-say-more",
    };
    let mut text = words.with(key, &args).into_owned();
    if said.must_check {
        text.push_str(&words.get("offer-say-then-check"));
    }
    text
}

/// What a figure does not know.
#[must_use]
pub fn mark(words: &Words, mark: Mark) -> String {
    let key = match mark {
        Mark::MinutesEstimated => "offer-mark-minutes-estimated",
        Mark::MinutesUnknown => "offer-mark-minutes-unknown",
        Mark::DataUnknown => "offer-mark-data-unknown",
        Mark::DataNotSplit => "offer-mark-data-not-split",
        Mark::SmsAsBilled => "offer-mark-sms",
        Mark::VoicePriceUnknown => "offer-mark-voice-price",
        Mark::DataPriceUnknown => "offer-mark-data-price",
        Mark::RoamingPriceUnknown => "offer-mark-roaming-price",
        Mark::LinePriceUnknown => "offer-mark-line-price",
        Mark::RolloverUnknown => "offer-mark-rollover",
        Mark::Throttled => "offer-mark-throttled",
        Mark::CutOff => "offer-mark-cut-off",
        Mark::HeldPackUnknown => "offer-mark-held-pack",
        Mark::TopUpEveryMonth => "offer-mark-top-up",
    };
    words.get(key).into_owned()
}

/// Whether a call may open with the package, and why.
#[must_use]
pub fn opening(words: &Words, opening: Opening) -> String {
    let key = match opening {
        Opening::May { because: Reason::RepeatedOverage { months } } => {
            return words.with("offer-open-overage", &[("months", months)]).into_owned();
        }
        Opening::May { because: Reason::Asked } => "offer-open-asked",
        Opening::May { because: Reason::BillComplaint } => "offer-open-complaint",
        Opening::May { because: Reason::CalledIn } => "offer-open-called",
        Opening::MustNot { because } => match because {
            Hold::DoNotMarket => "offer-hold-no-marketing",
            Hold::AskedToPort => "offer-hold-port",
            Hold::ComplaintOpen => "offer-hold-complaint",
            Hold::Arrears => "offer-hold-arrears",
            Hold::FallingUse => "offer-hold-falling",
            Hold::ContractEnding => "offer-hold-contract",
            Hold::NoReason => "offer-hold-no-reason",
        },
    };
    words.get(key).into_owned()
}

/// A part of a bill.
#[must_use]
pub fn part(words: &Words, part: Part) -> String {
    let key = match part {
        Part::Package => "offer-part-package",
        Part::Voice => "offer-part-voice",
        Part::Data => "offer-part-data",
        Part::Sms => "offer-part-sms",
        Part::ValueAdded => "offer-part-vas",
        Part::Roaming => "offer-part-roaming",
        Part::Other => "offer-part-other",
    };
    words.get(key).into_owned()
}

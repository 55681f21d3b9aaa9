//! What contradicts itself in a catalogue. It names the key; whoever read the file knows the line.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::package::amount::Limit;
use crate::domain::package::{Class, DataOver, Kind, Package, Penalty};

/// One contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which package, counted from 0 in the list that was checked.
    pub package: usize,
    /// The key inside the package, such as `data.0` or `over.per_gb`.
    pub key: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong. The words are in the locale files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The code is empty, or holds white space or control characters.
    BadCode,
    /// The code was used before.
    CodeTwice {
        /// The package that had it first.
        first: usize,
    },
    /// The name is empty.
    NoName,
    /// An allowance without unit.
    NoUnit,
    /// An allowance of nothing.
    NoAmount,
    /// The same class twice.
    ClassTwice,
    /// A price below zero.
    Negative,
    /// The price of the larger amount is below that of the smaller one.
    LadderFalls,
    /// A list of prices, or a block size, without anything in it.
    Empty,
    /// A price of nothing where something must be charged.
    NoPrice,
    /// A share above a hundred percent, or more than 100 of every 100 MB.
    AboveHundred,
    /// A penalty without commitment.
    PenaltyWithoutCommitment,
    /// No downgrade without commitment.
    NoDowngradeWithoutCommitment,
    /// The end lies before the beginning.
    EndBeforeBeginning,
    /// A throttle that begins below what is included.
    ThrottleBelowAllowance,
    /// Rollover without national data that could roll over.
    RollsNothing,
    /// The fuse blows below what is included.
    FuseBelowAllowance,
    /// A pack without anything in it.
    EmptyPack,
    /// A rule for main packages on a pack, or the other way round.
    WrongKind,
    /// Unlimited minutes with a price for the minute beyond.
    PriceBeyondUnlimited,
}

/// Every contradiction in a catalogue, package by package.
#[must_use]
pub fn check(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for index in 0..packages.len() {
        check_at(packages, index, &mut findings);
    }
    findings
}

/// Every contradiction of the last package, in itself and with those before it.
#[must_use]
pub fn check_last(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_at(packages, packages.len().saturating_sub(1), &mut findings);
    findings
}

fn check_at(packages: &[Package], index: usize, findings: &mut Vec<Finding>) {
    let Some(package) = packages.get(index) else { return };
    let mut found = Notes { package: index, findings };
    identity(package, packages, &mut found);
    prices(package, &mut found);
    allowances(package, &mut found);
    overage(package, &mut found);
    contract(package, &mut found);
    belongs(package, &mut found);
}

struct Notes<'a> {
    package: usize,
    findings: &'a mut Vec<Finding>,
}

impl Notes<'_> {
    fn when(&mut self, wrong: bool, key: &str, fault: Fault) {
        if wrong {
            self.findings.push(Finding { package: self.package, key: key.to_owned(), fault });
        }
    }
}

fn identity(package: &Package, all: &[Package], found: &mut Notes<'_>) {
    let bad = package.code.is_empty() || package.code.chars().any(|c| c.is_whitespace() || c.is_control());
    found.when(bad, "code", Fault::BadCode);
    if let Some(first) = all.iter().take(found.package).position(|other| other.code == package.code) {
        found.when(true, "code", Fault::CodeTwice { first });
    }
    found.when(package.name.as_raw().trim().is_empty(), "name", Fault::NoName);
}

fn prices(package: &Package, found: &mut Notes<'_>) {
    found.when(package.fee.0 < 0, "fee", Fault::Negative);
    let below = |price: Option<Fen>| price.is_some_and(|price| price.0 < 0);
    found.when(below(package.voice.and_then(|voice| voice.over)), "voice.over", Fault::Negative);
    found.when(below(package.sms.map(|sms| sms.over)), "sms.over", Fault::Negative);
    found.when(below(package.roaming.and_then(|roaming| roaming.over)), "roaming.over", Fault::Negative);
    found.when(below(package.lines.map(|lines| lines.fee)), "lines.fee", Fault::Negative);
    found.when(below(package.cap.money), "cap.money", Fault::Negative);
    for (at, benefit) in package.benefits.iter().enumerate() {
        found.when(below(benefit.worth), &format!("benefits.{at}.worth"), Fault::Negative);
    }
    let beyond = package.voice.is_some_and(|voice| voice.minutes == Limit::Unlimited && voice.over.is_some());
    found.when(beyond, "voice.over", Fault::PriceBeyondUnlimited);
}

fn allowances(package: &Package, found: &mut Notes<'_>) {
    for (at, entry) in package.data.iter().enumerate() {
        let key = format!("data.{at}");
        found.when(entry.unit.is_none(), &key, Fault::NoUnit);
        found.when(entry.amount == 0, &format!("{key}.amount"), Fault::NoAmount);
        let twice = package.data.iter().take(at).any(|other| other.class == entry.class);
        found.when(twice, &format!("{key}.class"), Fault::ClassTwice);
    }
    let national = package.allowance(Class::National);
    let rolls = package.rollover == Some(super::Rollover::OneMonth);
    found.when(rolls && national == 0, "rollover", Fault::RollsNothing);
    let fuse = package.cap.fuse.is_some_and(|fuse| fuse.kb() < national);
    found.when(fuse, "cap.fuse", Fault::FuseBelowAllowance);
}

fn overage(package: &Package, found: &mut Notes<'_>) {
    match &package.over {
        None => {}
        Some(DataOver::PerMb { per_mb } | DataOver::PayPerUse { per_mb }) => {
            rate(*per_mb, found);
        }
        Some(DataOver::Ladder { per_mb, per_gb, step }) => {
            rate(*per_mb, found);
            found.when(per_gb.0 < per_mb.0, "over.per_gb", Fault::LadderFalls);
            found.when(step.is_some_and(|step| step > *per_gb), "over.step", Fault::LadderFalls);
            found.when(step.is_some_and(|step| step < *per_mb), "over.step", Fault::LadderFalls);
        }
        Some(DataOver::FirstOfHundred { per_mb, first_mb }) => {
            rate(*per_mb, found);
            found.when(*first_mb == 0, "over.first_mb", Fault::Empty);
            found.when(*first_mb > 100, "over.first_mb", Fault::AboveHundred);
        }
        Some(DataOver::Tiers { per_mb, gb }) => {
            rate(*per_mb, found);
            found.when(gb.is_empty(), "over.gb", Fault::Empty);
            found.when(gb.iter().any(|price| price.0 < 0), "over.gb", Fault::Negative);
            found.when(gb.iter().any(|price| *price < *per_mb), "over.gb", Fault::LadderFalls);
        }
        Some(DataOver::Blocks { price, mb }) => {
            found.when(*mb == 0, "over.mb", Fault::Empty);
            found.when(price.0 <= 0, "over.price", Fault::NoPrice);
        }
        Some(DataOver::Throttle { after, .. }) => {
            let low = after.is_some_and(|after| after.kb() < package.allowance(Class::National));
            found.when(low, "over.after", Fault::ThrottleBelowAllowance);
        }
    }
}

fn rate(per_mb: Fen, found: &mut Notes<'_>) {
    found.when(per_mb.0 < 0, "over.per_mb", Fault::Negative);
    found.when(per_mb.0 == 0, "over.per_mb", Fault::NoPrice);
}

fn contract(package: &Package, found: &mut Notes<'_>) {
    let committed = package.commitment.is_some_and(|months| months > 0);
    found.when(package.penalty.is_some() && !committed, "penalty", Fault::PenaltyWithoutCommitment);
    found.when(package.no_downgrade && !committed, "no_downgrade", Fault::NoDowngradeWithoutCommitment);
    match package.penalty {
        Some(Penalty::ShareOfRest { percent }) => {
            found.when(percent > 100, "penalty.percent", Fault::AboveHundred);
        }
        Some(Penalty::Fixed { amount }) => found.when(amount.0 < 0, "penalty.amount", Fault::Negative),
        Some(Penalty::MinimumSpend { per_month } | Penalty::PayBack { per_month }) => {
            found.when(per_month.0 < 0, "penalty.per_month", Fault::Negative);
        }
        Some(Penalty::Unknown) | None => {}
    }
    let sale = package.on_sale;
    let turned = sale.from.zip(sale.to).is_some_and(|(from, to)| to < from);
    found.when(turned, "on_sale.to", Fault::EndBeforeBeginning);
    let ages = package.who.age_from.zip(package.who.age_to);
    found.when(ages.is_some_and(|(from, to)| to < from), "who.age_to", Fault::EndBeforeBeginning);
}

fn belongs(package: &Package, found: &mut Notes<'_>) {
    if package.is_main() {
        found.when(!package.who.with.is_empty(), "who.with", Fault::WrongKind);
        found.when(package.stackable, "stackable", Fault::WrongKind);
        return;
    }
    let minutes = package.voice.is_some_and(|voice| voice.minutes != Limit::Count(0));
    let empty = package.data.is_empty() && !minutes && package.over.is_none() && package.roaming.is_none();
    found.when(empty && package.kind != Kind::FamilyNet, "kind", Fault::EmptyPack);
    found.when(package.rollover == Some(super::Rollover::OneMonth), "rollover", Fault::WrongKind);
    found.when(package.lines.is_some(), "lines", Fault::WrongKind);
}

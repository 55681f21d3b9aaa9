//! From a customer as the files describe one to the question that can be answered: the one place where that is read. It rates nothing.

use chrono::{Datelike, NaiveDate};

use crate::domain::customer::Customer;
use crate::domain::month::Month;
use crate::domain::package::Package;
use crate::domain::package::who::Applicant;
use crate::domain::profile::Profile;
use crate::domain::rating::switch::Contract;
use crate::domain::rating::{Assumptions, Mark};
use crate::domain::recommend::{Advice, Current, History, Question, Settings, WhatIf, advise, find, history};
use crate::domain::safe_text::RawText;
use crate::domain::usage::UsageMonth;

/// Everything that can be sold, and whether it may be promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Every package of every file.
    pub packages: Vec<Package>,
    /// Examples only: nothing in it may be promised to a customer.
    pub is_example: bool,
    /// 办理渠道: through which channel this desk sells; the telephone unless the settings say otherwise.
    pub channel: Option<RawText>,
}

impl Catalogue {
    /// The package at a position of an answer.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<&Package> {
        self.packages.get(position)
    }

    /// The package with this code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.code == code)
    }
}

/// One customer's case, ready to be asked about with and without a what-if.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is known for the rules of sale.
    pub applicant: Applicant,
    /// The running contract.
    pub contract: Contract,
    /// The customer's own months.
    pub history: History,
    /// Position of the present package in the catalogue; `None` when the catalogue does not know it.
    pub current: Option<usize>,
    /// Positions of the packs that the customer holds.
    pub held: Vec<usize>,
    /// The customer holds a pack that the catalogue does not know, so that today's cost is a lower bound.
    pub unknown_pack: bool,
    /// The month in which a change would begin: the next one (次月生效).
    pub start: Month,
}

impl Case {
    /// Reads a profile.
    #[must_use]
    pub fn of(profile: &Profile, catalogue: &Catalogue, today: NaiveDate) -> Self {
        Self::read(&profile.customer, &profile.usage, catalogue, today)
    }

    /// Reads a customer with the known months, oldest first.
    #[must_use]
    pub fn read(customer: &Customer, usage: &[UsageMonth], catalogue: &Catalogue, today: NaiveDate) -> Self {
        let packages = &catalogue.packages;
        let named = customer.package.as_ref().and_then(|text| find(packages, text.as_raw()));
        let current = named.filter(|package| package.is_main());
        let contract = contract(customer, current, today);
        let (held, unknown_pack) = held(customer, packages);
        let bound = contract.months_left.is_some_and(|left| left > 0);
        let applicant = Applicant {
            level: customer.level,
            brand: customer.brand.clone(),
            age: customer.birthday.and_then(|born| age(born, today)),
            channel: catalogue.channel.clone(),
            is_new: false,
            fee_from: current.filter(|package| bound && package.no_downgrade).map(|package| package.fee),
        };
        Self {
            applicant,
            contract,
            history: history(usage, Assumptions::default()),
            current: current.and_then(|found| packages.iter().position(|package| package.code == found.code)),
            held,
            unknown_pack,
            start: Month::of(today).plus(1),
        }
    }

    /// Keeps the latest months only.
    #[must_use]
    pub fn latest(mut self, months: usize) -> Self {
        let early = self.history.months.len().saturating_sub(months);
        let dropped: Vec<_> = self.history.months.drain(..early).collect();
        self.history.earlier.extend(dropped.into_iter().map(|past| past.used));
        let ends = self.history.months.first().zip(self.history.months.last());
        let span = ends.map_or(0, |(first, last)| last.used.month.since(first.used.month) + 1);
        let known = i64::try_from(self.history.months.len()).unwrap_or(i64::MAX);
        self.history.missing = u32::try_from(span - known).unwrap_or(0);
        self
    }

    /// The answer.
    #[must_use]
    pub fn advise(&self, packages: &[Package], what_if: WhatIf, settings: Settings) -> Advice {
        let held: Vec<&Package> = self.held.iter().filter_map(|at| packages.get(*at)).collect();
        let current = self.current.and_then(|at| packages.get(at)).map(|main| Current { main, packs: &held });
        let mut advice = advise(&Question {
            packages,
            current,
            history: &self.history,
            applicant: &self.applicant,
            contract: self.contract,
            start: self.start,
            what_if,
            settings,
        });
        if self.unknown_pack {
            let own = advice.ranked.iter_mut().filter(|entry| entry.is_current).chain(&mut advice.current);
            own.for_each(|entry| entry.marks.add(Mark::HeldPackUnknown));
        }
        advice
    }
}

/// The packs that a customer file names, and whether one of them is unknown.
fn held(customer: &Customer, packages: &[Package]) -> (Vec<usize>, bool) {
    let position = |text: &RawText| {
        let found = find(packages, text.as_raw()).filter(|package| !package.is_main())?;
        packages.iter().position(|package| package.code == found.code)
    };
    let found: Vec<Option<usize>> = customer.packs.iter().map(position).collect();
    let unknown = found.iter().any(Option::is_none);
    (found.into_iter().flatten().collect(), unknown)
}

/// Begun months count: a contract that ends tomorrow has one month left, one that began yesterday was held for one.
fn contract(customer: &Customer, package: Option<&Package>, today: NaiveDate) -> Contract {
    let left = customer.contract_end.map(|end| {
        if end < today {
            return 0;
        }
        let months = Month::of(end).since(Month::of(today)) + i64::from(end.day() > today.day());
        u32::try_from(months.max(1)).unwrap_or(u32::MAX)
    });
    // An ended contract has no penalty, whatever an older file says.
    let penalty = customer.contract_penalty.filter(|_| left != Some(0));
    let since = customer.package_since.filter(|since| *since <= today).map(|since| {
        let months = Month::of(today).since(Month::of(since)) + i64::from(today.day() > since.day());
        u32::try_from(months.max(1)).unwrap_or(u32::MAX)
    });
    // Without the day it began: a contract of so many months with so many left has run for the rest of them.
    let ran = || package.and_then(|package| package.commitment?.checked_sub(left?));
    Contract { months_left: left, months_held: since.or_else(ran), penalty }
}

/// Whole years; `None` for a day in the future.
fn age(born: NaiveDate, today: NaiveDate) -> Option<u32> {
    today.years_since(born)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Fen;
    use crate::domain::package::{Kind, Penalty};
    use crate::domain::phone::PhoneNumber;

    fn shelf(packages: &[Package]) -> Catalogue {
        Catalogue { packages: packages.to_vec(), ..Catalogue::default() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn package(code: &str, name: &str) -> Package {
        let text = format!(
            "{{\"code\":\"{code}\",\"name\":\"{name}\",\"kind\":\"main\",\"fee\":88,\"commitment\":12,\"no_downgrade\":true}}"
        );
        serde_json::from_str(&text).unwrap()
    }

    fn customer() -> Customer {
        let mut customer = Customer::bare(PhoneNumber::parse("13800138000").unwrap());
        customer.package = Some(RawText::new(" 畅享88 "));
        customer.birthday = Some(day("1990-11-23"));
        customer
    }

    #[test]
    fn the_package_is_found_by_name_and_the_age_in_whole_years() {
        let packages = [package("a", "别的"), package("b", "畅享88")];
        let case = Case::read(&customer(), &[], &shelf(&packages), day("2026-11-22"));
        assert_eq!((case.current, case.applicant.age), (Some(1), Some(35)));
        assert_eq!(
            Case::read(&customer(), &[], &shelf(&packages), day("2026-11-23")).applicant.age,
            Some(36)
        );
        assert_eq!(case.start, Month::new(2026, 12).unwrap());
        assert_eq!(case.contract, Contract::default(), "an unknown contract stays unknown");
    }

    #[test]
    fn a_pack_is_nobodys_main_package() {
        let mut pack = package("b", "畅享88");
        pack.kind = Kind::DataPack;
        assert_eq!(Case::read(&customer(), &[], &shelf(&[pack]), day("2026-11-22")).current, None);
    }

    #[test]
    fn begun_months_of_the_contract_count_and_an_ended_one_binds_nobody() {
        let packages = [package("b", "畅享88")];
        let left = |end: &str| {
            let mut customer = customer();
            customer.contract_end = Some(day(end));
            customer.contract_penalty = Some(Fen::yuan(120));
            let case = Case::read(&customer, &[], &shelf(&packages), day("2026-11-22"));
            (case.contract.months_left, case.contract.penalty, case.applicant.fee_from)
        };
        let bound = (Some(Fen::yuan(120)), Some(Fen::yuan(88)));
        assert_eq!(left("2026-11-23"), (Some(1), bound.0, bound.1));
        assert_eq!(left("2026-12-22"), (Some(1), bound.0, bound.1));
        assert_eq!(left("2026-12-23"), (Some(2), bound.0, bound.1));
        assert_eq!(left("2027-01-01"), (Some(2), bound.0, bound.1));
        assert_eq!(left("2026-11-21"), (Some(0), None, None));
    }

    #[test]
    fn a_penalty_rule_without_a_known_end_must_be_checked() {
        let mut held = package("b", "畅享88");
        held.penalty = Some(Penalty::Unknown);
        let case = Case::read(&customer(), &[], &shelf(std::slice::from_ref(&held)), day("2026-11-22"));
        let charge = crate::domain::rating::switch::penalty(&held, case.contract);
        assert_eq!(charge, crate::domain::rating::switch::Charge::MustCheck);
    }
}

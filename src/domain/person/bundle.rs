//! What the customer's package gives and what of it lies unused, in the catalogue's figures. A package that the catalogue does not know, or
//! not well enough, says nothing.

use serde::Serialize;

use crate::domain::insight::consumption::{Allowance, Unused, unused};
use crate::domain::money::Fen;
use crate::domain::package::amount::Limit;
use crate::domain::package::{Class, Package, Rollover};
use crate::domain::person::rules::Worth;
use crate::domain::profile::Profile;
use crate::domain::recommend;
use crate::domain::usage::{Kilobytes, Minutes};

/// 套内用量
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// The catalogue's code.
    pub package: String,
    /// What it gives, and what that counts.
    pub allowance: Allowance,
    /// What lay unused; `None` when no month is known well enough.
    pub unused: Option<Unused>,
}

/// Reads the customer's package.
#[must_use]
pub fn bundle(profile: &Profile, packages: &[Package], worth: &Worth) -> Option<Bundle> {
    let name = profile.customer.package.as_ref()?;
    let package = recommend::find(packages, name.as_raw()).filter(|package| package.is_main())?;
    let allowance = allowance(package, profile, worth)?;
    Some(Bundle { package: package.code.clone(), allowance, unused: unused(profile, &allowance) })
}

/// `None` when the source does not say what the package gives, or when a part has no limit: what has no end cannot be left over, and the
/// fee cannot be divided.
fn allowance(package: &Package, profile: &Profile, worth: &Worth) -> Option<Allowance> {
    let Limit::Count(minutes) = package.voice?.minutes else { return None };
    let mut kb = 0_u64;
    // What is for abroad only is not expected to be used up at home.
    for entry in package.data.iter().filter(|entry| entry.class != Class::Roaming) {
        kb = kb.saturating_add(entry.kb()?);
    }
    // What is billed counts: it knows of discounts.
    let billed = profile.usage.iter().rev().find_map(|usage| usage.package_fee).filter(|fee| fee.0 > 0);
    Some(Allowance {
        fee: billed.unwrap_or(package.fee),
        minutes: (minutes > 0).then_some(Minutes(minutes)),
        data: (kb > 0).then_some(Kilobytes(kb)),
        worth_minute: Fen(worth.minute),
        worth_gb: Fen(worth.gb),
        rolls: package.rollover == Some(Rollover::OneMonth),
    })
}

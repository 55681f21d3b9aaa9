//! Who may have a package. It answers with the rule that fails, so that nothing disappears without a reason.

use serde::{Deserialize, Serialize};

use crate::domain::customer::Level;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::package::Package;
use crate::domain::safe_text::RawText;

/// 办理条件. What is left out does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Who {
    /// Lowest level.
    pub level_from: Option<Level>,
    /// Brands, such as 全球通.
    pub brands: Vec<RawText>,
    /// Youngest age in years.
    pub age_from: Option<u32>,
    /// Oldest age in years.
    pub age_to: Option<u32>,
    /// Channels that sell it; empty is every channel.
    pub channels: Vec<RawText>,
    /// Only for numbers that are new on the network.
    pub new_only: bool,
    /// A condition that only people can check, in words, such as 持残疾证客户.
    pub other: Option<RawText>,
    /// For packs: families of main packages it can be added to; empty is every one.
    pub with: Vec<RawText>,
}

/// What is known of whoever asks. What is unknown never makes anybody ineligible; it makes the answer "must be checked".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// VIP or star level.
    pub level: Option<Level>,
    /// Brand.
    pub brand: Option<RawText>,
    /// Whole years.
    pub age: Option<u32>,
    /// Through which channel the order would go, such as 电话.
    pub channel: Option<RawText>,
    /// A number that joins now.
    pub is_new: bool,
    /// During a commitment without downgrade: the lowest fee that may follow.
    pub fee_from: Option<Fen>,
}

/// The rule that fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Barrier {
    /// Not sold in this month.
    NotOnSale {
        /// First month of sale.
        from: Option<Month>,
        /// Last month of sale.
        to: Option<Month>,
    },
    /// The level is too low.
    LevelBelow {
        /// Lowest level.
        needs: Level,
    },
    /// Another brand.
    OtherBrand,
    /// Too young or too old.
    AgeOutside {
        /// Youngest.
        from: Option<u32>,
        /// Oldest.
        to: Option<u32>,
    },
    /// Not sold through this channel.
    OtherChannel {
        /// The channels that sell it.
        only: Vec<RawText>,
    },
    /// For new numbers only.
    NewOnly,
    /// An example that is known because somebody may hold it; it is not sold here.
    ExampleOnly,
    /// The commitment forbids a cheaper package.
    Downgrade {
        /// The lowest fee that may follow.
        lowest: Fen,
    },
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Eligibility {
    /// Every rule is met.
    Yes,
    /// No known rule fails, but at least one could not be checked.
    MustCheck,
    /// A rule fails.
    No {
        /// The first one.
        barrier: Barrier,
    },
}

/// Whether somebody may have a package in a month.
#[must_use]
pub fn may_have(package: &Package, applicant: &Applicant, month: Month) -> Eligibility {
    let tests = [
        answer(Some(!package.known_only), Barrier::ExampleOnly),
        on_sale(package, month),
        level(&package.who, applicant),
        listed(&package.who.brands, applicant.brand.as_ref(), Barrier::OtherBrand),
        age(&package.who, applicant),
        channel(&package.who, applicant),
        is_new(&package.who, applicant),
        downgrade(package, applicant),
        if package.who.other.is_some() { Eligibility::MustCheck } else { Eligibility::Yes },
    ];
    let mut unsure = false;
    for test in tests {
        match test {
            Eligibility::No { .. } => return test,
            Eligibility::MustCheck => unsure = true,
            Eligibility::Yes => {}
        }
    }
    if unsure { Eligibility::MustCheck } else { Eligibility::Yes }
}

fn answer(met: Option<bool>, barrier: Barrier) -> Eligibility {
    match met {
        Some(true) => Eligibility::Yes,
        Some(false) => Eligibility::No { barrier },
        None => Eligibility::MustCheck,
    }
}

fn on_sale(package: &Package, month: Month) -> Eligibility {
    let sale = package.on_sale;
    answer(Some(sale.covers(month)), Barrier::NotOnSale { from: sale.from, to: sale.to })
}

fn level(who: &Who, applicant: &Applicant) -> Eligibility {
    who.level_from.map_or(Eligibility::Yes, |needs| {
        answer(applicant.level.map(|level| level >= needs), Barrier::LevelBelow { needs })
    })
}

fn listed(allowed: &[RawText], own: Option<&RawText>, barrier: Barrier) -> Eligibility {
    if allowed.is_empty() {
        return Eligibility::Yes;
    }
    answer(own.map(|own| allowed.contains(own)), barrier)
}

/// The telephone has many names.
pub const TELEPHONE: &str = "电话";

/// Whether two words mean the same channel.
fn is_channel(one: &str, other: &str) -> bool {
    const NAMES: [&str; 9] =
        [TELEPHONE, "热线", "客服热线", "电话客服", "10086", "10088", "telephone", "phone", "hotline"];
    let fold = |text: &str| {
        let text = text.trim().to_lowercase();
        if NAMES.contains(&text.as_str()) { TELEPHONE.to_owned() } else { text }
    };
    fold(one) == fold(other)
}

fn channel(who: &Who, applicant: &Applicant) -> Eligibility {
    if who.channels.is_empty() {
        return Eligibility::Yes;
    }
    let sells = |own: &RawText| who.channels.iter().any(|channel| is_channel(channel.as_raw(), own.as_raw()));
    answer(applicant.channel.as_ref().map(sells), Barrier::OtherChannel { only: who.channels.clone() })
}

fn age(who: &Who, applicant: &Applicant) -> Eligibility {
    if who.age_from.is_none() && who.age_to.is_none() {
        return Eligibility::Yes;
    }
    let inside =
        |age: u32| who.age_from.is_none_or(|from| from <= age) && who.age_to.is_none_or(|to| age <= to);
    answer(applicant.age.map(inside), Barrier::AgeOutside { from: who.age_from, to: who.age_to })
}

fn is_new(who: &Who, applicant: &Applicant) -> Eligibility {
    answer(Some(!who.new_only || applicant.is_new), Barrier::NewOnly)
}

fn downgrade(package: &Package, applicant: &Applicant) -> Eligibility {
    match applicant.fee_from {
        Some(lowest) if package.is_main() => {
            answer(Some(package.fee >= lowest), Barrier::Downgrade { lowest })
        }
        _ => Eligibility::Yes,
    }
}

/// Whether a pack can be added to a main package.
#[must_use]
pub fn fits(pack: &Package, main: &Package) -> bool {
    !pack.is_main()
        && (pack.who.with.is_empty()
            || main.family.as_ref().is_some_and(|family| pack.who.with.contains(family)))
}

/// Whether two packs can be held together.
#[must_use]
pub fn go_together(one: &Package, other: &Package) -> bool {
    one.code != other.code
        && ((one.stackable && other.stackable) || one.family.is_none() || one.family != other.family)
}

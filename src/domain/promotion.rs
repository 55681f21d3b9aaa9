//! 活动冲突: which promotions exclude each other, and which of two wins. A table that people write; nothing here decides what is granted.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::domain::safe_text::RawText;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// 中文
    pub zh: String,
    /// English.
    pub en: String,
}

/// One promotion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// The stable name.
    pub code: String,
    /// What it is called.
    pub name: Named,
    /// How it is written among a customer's packs; one of them is enough.
    pub words: Vec<String>,
    /// What it pays for: two that pay for the same cannot simply run side by side.
    pub pays: String,
    /// The first day on which it could be had; `None`: always.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last such day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// So many months it runs for whoever took it.
    pub months: u32,
}

impl Promotion {
    /// Whether both can run for one customer in the same month.
    #[must_use]
    pub fn can_meet(&self, other: &Self) -> bool {
        let last = |promotion: &Self| promotion.to?.checked_add_months(Months::new(promotion.months));
        let before = |a: &Self, b: &Self| last(a).zip(b.from).is_some_and(|(last, from)| last < from);
        !before(self, other) && !before(other, self)
    }
}

/// Which of two that exclude each other counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wins {
    /// The one that was taken first stays.
    Earlier,
    /// The one that was taken last ends the other.
    Later,
    /// Neither counts while both run.
    Neither,
}

impl Wins {
    /// For words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Neither => "neither",
        }
    }
}

/// Two that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// One, by its code.
    pub first: String,
    /// The other.
    pub second: String,
    /// Which counts.
    pub wins: Wins,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promotions {
    /// Every promotion, in the order of the file.
    pub promotions: Vec<Promotion>,
    /// What excludes what.
    pub exclusions: Vec<Exclusion>,
}

/// Two promotions of one customer that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash<'p> {
    /// One.
    pub first: &'p Promotion,
    /// The other.
    pub second: &'p Promotion,
    /// Which counts.
    pub wins: Wins,
}

impl Promotions {
    /// The promotions that a customer's packs name, in the order of the table.
    #[must_use]
    pub fn held(&self, packs: &[RawText]) -> Vec<&Promotion> {
        let names = |promotion: &&Promotion| {
            packs.iter().any(|pack| promotion.words.iter().any(|word| pack.as_raw().contains(word.as_str())))
        };
        self.promotions.iter().filter(names).collect()
    }

    /// Which of those a customer holds exclude each other.
    #[must_use]
    pub fn clashes<'p>(&'p self, held: &[&'p Promotion]) -> Vec<Clash<'p>> {
        let of = |code: &str| held.iter().copied().find(|promotion| promotion.code == code);
        let clash = |exclusion: &Exclusion| {
            let (first, second) = (of(&exclusion.first)?, of(&exclusion.second)?);
            Some(Clash { first, second, wins: exclusion.wins })
        };
        self.exclusions.iter().filter_map(clash).collect()
    }
}

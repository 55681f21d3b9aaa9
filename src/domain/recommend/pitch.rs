//! 推荐话术数据: what a script may say of the offer that F5 recommends, and which offers answer a need that the customer has told. Figures
//! are those of the one sentence to read aloud, so they are rounded to the safe side already; the words are the script's.

use crate::domain::money::Fen;
use crate::domain::package::amount::Limit;
use crate::domain::package::{Class, Package};
use crate::domain::recommend::cards::{Card, Purpose};
use crate::domain::recommend::spoken::{Spoken, spoken};
use crate::domain::recommend::{Advice, Catalogue, Ranked};
use crate::domain::safe_text::RawText;
use crate::domain::script::Facts;

/// What the customer wants, as far as the answers told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// 省钱: the true cost counts.
    Price,
    /// 流量: more data than today.
    Data,
    /// 通话: more minutes than today.
    Minutes,
}

/// Which fact of a script tells which need; the first that is told counts.
const TOLD: &[(&str, &[&str], Need)] = &[
    ("offer", &["price"], Need::Price),
    ("offer", &["data"], Need::Data),
    ("offer", &["minutes"], Need::Minutes),
    ("concern", &["price"], Need::Price),
    ("wish", &["save"], Need::Price),
    ("concern", &["data"], Need::Data),
    ("wish", &["data"], Need::Data),
    ("use", &["video", "data"], Need::Data),
    ("use", &["voice"], Need::Minutes),
];

impl Need {
    /// The need that the facts tell; `None` when they tell none that an offer could answer.
    #[must_use]
    pub fn told(facts: &Facts) -> Option<Self> {
        let tells = |(name, values, need): &(&str, &[&str], Self)| {
            facts.get(*name).is_some_and(|told| values.contains(&told.as_str())).then_some(*need)
        };
        TOLD.iter().find_map(tells)
    }

    /// Whether an entry answers it better than what the customer has.
    fn is_met(self, advice: &Advice, entry: &Ranked, catalogue: &Catalogue) -> bool {
        let Some(now) = &advice.current else { return true };
        match self {
            Self::Price => entry.mean < now.mean,
            Self::Data => data(catalogue, entry) > data(catalogue, now),
            Self::Minutes => minutes(catalogue, entry) > minutes(catalogue, now),
        }
    }
}

/// The cards that answer the need, best first; where none of the usual three does, the best of the whole ranking that does. All of them
/// as they were when nothing does, or nothing was told. The ranking itself is never touched.
#[must_use]
pub fn for_need<'a>(
    cards: Vec<Card<'a>>,
    need: Option<Need>,
    advice: &'a Advice,
    catalogue: &Catalogue,
) -> Vec<Card<'a>> {
    let Some(need) = need else { return cards };
    let mut met: Vec<Card<'a>> =
        cards.iter().filter(|card| need.is_met(advice, card.entry, catalogue)).copied().collect();
    if met.is_empty() {
        let other = |entry: &&Ranked| {
            !entry.is_current && entry.is_complete() && need.is_met(advice, entry, catalogue)
        };
        let found = advice.ranked.iter().find(other);
        met.extend(found.map(|entry| Card { purpose: Purpose::Wanted, entry, is_advised: false }));
    }
    if met.is_empty() {
        return cards;
    }
    if need == Need::Price {
        met.sort_by_key(|card| card.entry.mean);
    }
    met
}

/// What can be said aloud of one offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pitch {
    /// Package and packs, as on the contract.
    pub name: RawText,
    /// Fees together.
    pub fee: Fen,
    /// National data, in KB.
    pub data: u64,
    /// How much more than today; `None` when today's package is unknown, or it is not more.
    pub more_data: Option<u64>,
    /// Included minutes; `None` when they are unknown or without limit.
    pub minutes: Option<u32>,
    /// How many more than today; as above.
    pub more_minutes: Option<u32>,
    /// The figures over the customer's own months; `None` without any.
    pub spoken: Option<Spoken>,
    /// What the customer wants, when it was told.
    pub need: Option<Need>,
}

impl Pitch {
    /// What can be said of an entry of the advice.
    #[must_use]
    pub fn of(advice: &Advice, entry: &Ranked, catalogue: &Catalogue, need: Option<Need>) -> Self {
        let names: Vec<&str> = packages(catalogue, entry).map(|package| package.name.as_raw()).collect();
        let now = advice.current.as_ref();
        let there = (data(catalogue, entry), count(minutes(catalogue, entry)));
        let today = now.map(|now| (data(catalogue, now), count(minutes(catalogue, now))));
        let more = |there: u32, today: u32| there.checked_sub(today).filter(|more| *more > 0);
        Self {
            name: RawText::new(names.join(" + ")),
            fee: entry.fee,
            data: there.0,
            more_data: today.and_then(|today| there.0.checked_sub(today.0)).filter(|more| *more > 0),
            minutes: there.1,
            more_minutes: today.and_then(|today| more(there.1?, today.1?)),
            spoken: spoken(advice, entry),
            need,
        }
    }
}

fn packages<'c>(catalogue: &'c Catalogue, entry: &'c Ranked) -> impl Iterator<Item = &'c Package> {
    std::iter::once(&entry.package).chain(&entry.with).filter_map(|at| catalogue.get(*at))
}

fn data(catalogue: &Catalogue, entry: &Ranked) -> u64 {
    packages(catalogue, entry).map(|package| package.allowance(Class::National)).sum()
}

/// Minutes without limit are more than any number; unknown ones are none.
fn minutes(catalogue: &Catalogue, entry: &Ranked) -> u32 {
    let one = |package: &Package| match package.voice.map(|voice| voice.minutes) {
        Some(Limit::Count(count)) => count,
        Some(Limit::Unlimited) => u32::MAX,
        None => 0,
    };
    packages(catalogue, entry).map(one).fold(0, u32::saturating_add)
}

/// A number of minutes that can be said.
fn count(minutes: u32) -> Option<u32> {
    Some(minutes).filter(|minutes| *minutes > 0 && *minutes < u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(pairs: &[(&str, &str)]) -> Option<Need> {
        let facts = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Need::told(&facts)
    }

    #[test]
    fn answers_tell_a_need_and_an_outright_one_wins() {
        assert_eq!(need(&[("concern", "price")]), Some(Need::Price));
        assert_eq!(need(&[("use", "video")]), Some(Need::Data));
        assert_eq!(need(&[("use", "voice")]), Some(Need::Minutes));
        assert_eq!(need(&[("concern", "price"), ("offer", "data")]), Some(Need::Data));
        assert_eq!(need(&[("concern", "network")]), None);
    }
}

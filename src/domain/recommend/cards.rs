//! The cards of an answer: what is worth saying to this customer, best first. A package that the customer has refused makes room for
//! the next best; nothing leaves the ranking itself.

use crate::domain::recommend::advice::{Advice, Ranked, Verdict};
use crate::domain::recommend::answer::PastOffer;

/// What a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// 真实费用最低
    Cheapest,
    /// 同价更多
    SamePrice,
    /// 现套餐加包
    StayPlus,
    /// 按需: the best that answers what the customer has said, where none of the others does.
    Wanted,
}

/// One suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// What it says.
    pub entry: &'a Ranked,
    /// Whether the verdict speaks of it.
    pub is_advised: bool,
}

/// At most three cards, the one that is advised first. `refused` are the offers that the customer does not want in this call,
/// `resting` those that an earlier call has settled for a while.
#[must_use]
pub fn cards<'a>(advice: &'a Advice, refused: &[String], resting: &[PastOffer]) -> Vec<Card<'a>> {
    let wanted = |entry: &&Ranked| {
        !refused.iter().any(|offer| is_called(entry, offer))
            && !resting.iter().any(|past| settles(past, entry, advice))
    };
    let named = |at: Option<usize>| at.and_then(|at| advice.ranked.get(at)).filter(wanted);
    let cheapest = named(advice.cheapest).or_else(|| next_best(advice, wanted));
    let advised = match &advice.verdict {
        Verdict::Switch { to, .. } => advice.ranked.get(*to),
        Verdict::AddPack => advice.stay_plus.as_ref(),
        Verdict::Stay { .. } => None,
    };
    let all = [
        (Purpose::Cheapest, cheapest),
        (Purpose::StayPlus, advice.stay_plus.as_ref().filter(wanted)),
        (Purpose::SamePrice, named(advice.same_price)),
    ];
    let mut cards: Vec<Card<'a>> = Vec::new();
    for (purpose, entry) in all {
        let Some(entry) = entry else { continue };
        if !cards.iter().any(|card| same(card.entry, entry)) {
            let is_advised = advised.is_some_and(|advised| same(advised, entry));
            cards.push(Card { purpose, entry, is_advised });
        }
    }
    cards.sort_by_key(|card| !card.is_advised);
    cards
}

/// How events name an entry: `code+pack+pack`.
#[must_use]
pub fn label(entry: &Ranked) -> String {
    std::iter::once(&entry.code).chain(&entry.packs).map(String::as_str).collect::<Vec<_>>().join("+")
}

fn is_called(entry: &Ranked, code: &str) -> bool {
    label(entry) == code
}

/// Whether an earlier answer speaks of this entry too: the same package with other packs is the same offer to a customer, unless it is
/// the package in force, where the packs are the offer.
#[must_use]
pub fn settles(past: &PastOffer, entry: &Ranked, advice: &Advice) -> bool {
    let main = past.offer.split('+').next().unwrap_or_default();
    let in_force = advice.current.as_ref().is_some_and(|current| current.code == main);
    if in_force { is_called(entry, &past.offer) } else { entry.code == main }
}

fn same(one: &Ranked, other: &Ranked) -> bool {
    one.code == other.code && one.packs == other.packs
}

/// The best entry that still beats what the customer has.
fn next_best(advice: &Advice, wanted: impl Fn(&&Ranked) -> bool) -> Option<&Ranked> {
    let beats = |entry: &&Ranked| advice.current.as_ref().is_none_or(|now| entry.score < now.score);
    advice.ranked.iter().filter(|entry| !entry.is_current && entry.is_complete()).filter(wanted).find(beats)
}

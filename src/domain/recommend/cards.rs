//! The cards of an answer: what is worth saying to this customer, best first. A package that the customer has refused makes room for
//! the next best; nothing leaves the ranking itself.

use crate::domain::recommend::advice::{Advice, Ranked, Verdict};

/// What a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// 真实费用最低
    Cheapest,
    /// 同价更多
    SamePrice,
    /// 现套餐加包
    StayPlus,
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

/// At most three cards, the one that is advised first. `refused` are the codes of packages that the customer does not want.
#[must_use]
pub fn cards<'a>(advice: &'a Advice, refused: &[String]) -> Vec<Card<'a>> {
    let wanted = |entry: &&Ranked| !refused.iter().any(|code| is_called(entry, code));
    let named = |at: Option<usize>| at.and_then(|at| advice.ranked.get(at)).filter(wanted);
    let cheapest = named(advice.cheapest).or_else(|| next_best(advice, refused));
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

fn same(one: &Ranked, other: &Ranked) -> bool {
    one.code == other.code && one.packs == other.packs
}

/// The best entry that still beats what the customer has.
fn next_best<'a>(advice: &'a Advice, refused: &[String]) -> Option<&'a Ranked> {
    let beats = |entry: &&Ranked| advice.current.as_ref().is_none_or(|now| entry.score < now.score);
    advice
        .ranked
        .iter()
        .filter(|entry| !entry.is_current && entry.is_complete())
        .filter(|entry| !refused.iter().any(|code| is_called(entry, code)))
        .find(beats)
}

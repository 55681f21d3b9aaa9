//! The best packs for a main package: none, one or two, every combination considered. Combinations that give no more and cost no less
//! than another are dropped once for all packages; of the rest, those that cannot win are not rated.

use crate::domain::money::Fen;
use crate::domain::package::amount::Limit;
use crate::domain::package::who::{fits, go_together};
use crate::domain::package::{Class, Package};
use crate::domain::rating::flat::Flat;
use crate::domain::rating::{Plan, Terms};
use crate::domain::recommend::ground::Ground;
use crate::domain::recommend::score::{Costs, Scale, Score};

/// The winner of one main package.
#[derive(Clone, Debug)]
pub(crate) struct Best<'a> {
    /// The packs with their positions in the catalogue.
    pub(crate) packs: Vec<(usize, &'a Package)>,
    /// What it costs.
    pub(crate) costs: Costs,
    /// How it scores.
    pub(crate) score: Score,
}

/// A combination of up to two packs, and all that it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Combination {
    /// Positions in the list of packs.
    packs: Vec<usize>,
    fee: Fen,
    minutes: u64,
    national: u64,
    directed: u64,
    local: u64,
    days: u64,
    /// The pack whose prices govern, when one brings prices along.
    prices: Vec<usize>,
}

impl Combination {
    fn none() -> Self {
        Self {
            packs: Vec::new(),
            fee: Fen(0),
            minutes: 0,
            national: 0,
            directed: 0,
            local: 0,
            days: 0,
            prices: Vec::new(),
        }
    }

    fn with(&self, at: usize, pack: &Package) -> Self {
        let priced = pack.over.is_some()
            || pack.voice.is_some_and(|voice| voice.over.is_some())
            || pack.roaming.is_some_and(|roaming| roaming.over.is_some());
        let minutes = match pack.voice.map(|voice| voice.minutes) {
            Some(Limit::Unlimited) => u64::MAX,
            Some(Limit::Count(count)) => u64::from(count),
            None => 0,
        };
        let mut sum = self.clone();
        sum.packs.push(at);
        sum.fee = sum.fee + pack.fee;
        sum.minutes = sum.minutes.saturating_add(minutes);
        sum.national += pack.allowance(Class::National);
        sum.directed += pack.allowance(Class::Directed);
        sum.local += pack.allowance(Class::Local);
        sum.days += pack.roaming.map_or(0, |roaming| u64::from(roaming.days));
        if priced {
            sum.prices.push(at);
        }
        sum
    }

    /// Whether it gives at least as much for no more money, at the same prices: then the other can never score lower.
    fn covers(&self, other: &Self) -> bool {
        self.fee <= other.fee
            && self.minutes >= other.minutes
            && self.national >= other.national
            && self.directed >= other.directed
            && self.local >= other.local
            && self.days >= other.days
            && self.prices == other.prices
    }
}

/// Packs ready for the search.
pub(crate) struct Packs<'a> {
    list: Vec<(usize, &'a Package)>,
    /// For each set of packs that can be added to some main package, what is worth trying, cheapest first.
    fronts: Vec<(Vec<bool>, Vec<Combination>)>,
}

impl<'a> Packs<'a> {
    /// Takes the packs with their positions in the catalogue.
    pub(crate) fn new(packs: impl Iterator<Item = (usize, &'a Package)>) -> Self {
        let mut list: Vec<_> = packs.collect();
        list.sort_by_key(|(at, pack)| (pack.fee, *at));
        Self { list, fronts: Vec::new() }
    }

    /// Where the combinations for a main package are kept; worked out when they are first asked for.
    fn front(&mut self, main: &Package) -> usize {
        let usable: Vec<bool> = self.list.iter().map(|(_, pack)| fits(pack, main)).collect();
        if let Some(known) = self.fronts.iter().position(|(set, _)| *set == usable) {
            return known;
        }
        let front = self.combine(&usable);
        self.fronts.push((usable, front));
        self.fronts.len() - 1
    }

    /// Every combination of the usable packs that no other covers, cheapest first.
    fn combine(&self, usable: &[bool]) -> Vec<Combination> {
        let usable = || self.list.iter().enumerate().zip(usable).filter(|(_, usable)| **usable);
        let mut all = Vec::new();
        for ((at, (_, pack)), _) in usable() {
            let one = Combination::none().with(at, pack);
            for ((other_at, (_, other)), _) in usable().filter(|((other_at, _), _)| *other_at > at) {
                if go_together(pack, other) {
                    all.push(one.with(other_at, other));
                }
            }
            all.push(one);
        }
        all.sort_by_key(|combination| (combination.fee, combination.packs.len(), combination.packs.clone()));
        let mut front = vec![Combination::none()];
        for combination in all {
            if !front.iter().any(|kept| kept.covers(&combination)) {
                front.push(combination);
            }
        }
        front
    }
}

/// The search of one question, with its working space.
pub(crate) struct Search<'a, 'f> {
    pub(crate) scale: Scale<'f>,
    pub(crate) packs: Packs<'a>,
    pub(crate) ground: Ground,
    space: Vec<(i64, i64)>,
}

impl<'a, 'f> Search<'a, 'f> {
    pub(crate) fn new(scale: Scale<'f>, packs: Packs<'a>) -> Self {
        Self { scale, packs, ground: Ground::default(), space: Vec::new() }
    }

    /// What one plan costs; leaves its ground behind.
    pub(crate) fn price(&mut self, flat: &Flat<'_>) -> Costs {
        self.ground.walk(flat, self.scale.forecast);
        self.scale.costs(flat, &self.ground, Fen(0), None, &mut self.space).unwrap_or_default()
    }

    /// The best of a main package alone and with up to two packs; leaves its ground behind. Of equals, the one with the lower fee
    /// and fewer packs.
    pub(crate) fn best(&mut self, main: &'a Package, switch: Fen, terms: &Terms) -> Best<'a> {
        let alone = Flat::new(&Plan { main, packs: &[] }, terms);
        let costs = self.price(&alone);
        let mut best = Best { packs: Vec::new(), costs, score: self.scale.score(&costs, switch) };
        let mut winner = None;
        let free_costs = self.costs_of_free(&alone, switch);
        let free = self.scale.score(&free_costs, switch);
        if free >= best.score {
            return best;
        }
        self.ground.heat(&alone, self.scale.forecast);
        // Directed and local allowances change what the plan's own data has to serve; then each combination walks for itself.
        let classed = self.scale.forecast.rows.iter().any(|row| row.directed + row.local > 0);
        let front = self.packs.front(main);
        let combinations = self.packs.fronts.get(front).map_or(&[][..], |(_, front)| front);
        for combination in combinations.iter().skip(1) {
            // Even if everything that packs may touch were free, the fee alone is too much, here and for all that follow.
            let bound = Score { scaled: free.scaled.saturating_add(self.scale.fee(combination.fee)), ..free };
            if bound >= best.score {
                break;
            }
            let packs: Vec<&Package> = combination
                .packs
                .iter()
                .filter_map(|at| self.packs.list.get(*at).map(|(_, pack)| *pack))
                .collect();
            let flat = Flat::new(&Plan { main, packs: &packs }, terms);
            let own = (classed && combination.directed + combination.local > 0).then(|| {
                let mut ground = Ground::default();
                ground.walk(&flat, self.scale.forecast);
                ground
            });
            let least = self.scale.least(&free_costs, switch).saturating_add(self.scale.fee(combination.fee));
            if own.is_none() && self.scale.is_beaten(&flat, &self.ground, combination.fee, least, best.score)
            {
                continue;
            }
            let ground = own.as_ref().unwrap_or(&self.ground);
            let Some(costs) = self.scale.costs(&flat, ground, switch, Some(best.score), &mut self.space)
            else {
                continue;
            };
            let score = self.scale.score(&costs, switch);
            if score < best.score {
                best = Best { packs: Vec::new(), costs, score };
                winner = Some((combination, own));
            }
        }
        if let Some((combination, own)) = winner {
            best.packs =
                combination.packs.iter().filter_map(|at| self.packs.list.get(*at).copied()).collect();
            if let Some(ground) = own {
                self.ground = ground;
            }
        }
        best
    }

    /// What a plan costs if everything that packs may touch were free: no pack can do better, even before its fee.
    fn costs_of_free(&mut self, alone: &Flat<'_>, switch: Fen) -> Costs {
        let free = alone.freed();
        self.scale.costs(&free, &self.ground, switch, None, &mut self.space).unwrap_or_default()
    }
}

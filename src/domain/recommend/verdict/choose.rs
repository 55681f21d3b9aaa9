//! From the ranking to the suggestions and the verdict: the two thresholds live here. It rates nothing.

use std::cmp::Reverse;

use super::Desk;
use crate::domain::money::Fen;
use crate::domain::package::Package;
use crate::domain::rating::Plan;
use crate::domain::rating::flat::Flat;
use crate::domain::rating::switch::HORIZON;
use crate::domain::recommend::advice::{Ranked, Verdict, WhyStay, Withheld};

impl Desk<'_, '_, '_> {
    /// Within five percent of today's cost, with more data and not fewer minutes, or more minutes and not less data.
    pub(super) fn same_price(&self, ranked: &[Ranked], current: &Ranked) -> Option<usize> {
        let size = |entry: &Ranked| {
            let main = self.question.packages.get(entry.package)?;
            let packs: Vec<&Package> =
                entry.with.iter().filter_map(|at| self.question.packages.get(*at)).collect();
            Some(Flat::new(&Plan { main, packs: &packs }, &self.terms).size())
        };
        let (minutes, data) = size(current)?;
        let near = |entry: &&(usize, &Ranked)| {
            let away = (entry.1.mean - current.mean).abs().0;
            !entry.1.is_current && entry.1.is_complete() && away * 20 <= current.mean.0
        };
        ranked
            .iter()
            .enumerate()
            .filter(|pair| near(&pair))
            .filter_map(|(at, entry)| size(entry).map(|size| (at, entry, size)))
            .filter(|(_, _, size)| size.0 >= minutes && size.1 >= data && *size != (minutes, data))
            .min_by_key(|(_, entry, size)| (Reverse(size.1), Reverse(size.0), entry.score))
            .map(|(at, _, _)| at)
    }

    pub(super) fn verdict(
        &self,
        ranked: &[Ranked],
        cheapest: Option<usize>,
        current: Option<&Ranked>,
        stay_plus: Option<&Ranked>,
    ) -> Verdict {
        if let Some(reason) = self.model.withheld {
            return Verdict::Stay { why: WhyStay::Withheld { reason } };
        }
        let Some(current) = current else {
            let reason = Withheld::CurrentUnknown;
            return Verdict::Stay { why: WhyStay::Withheld { reason } };
        };
        let best = cheapest.and_then(|at| ranked.get(at).map(|entry| (at, entry)));
        let refused = best.map(|(_, entry)| self.falls_short(entry, current));
        let plus = stay_plus.filter(|entry| self.falls_short(entry, current).is_none());
        match (best, refused) {
            (Some((to, entry)), Some(None)) if plus.is_none_or(|plus| entry.score < plus.score) => {
                Verdict::Switch { to, after_check: entry.must_check() }
            }
            _ if plus.is_some() => Verdict::AddPack,
            (_, Some(Some(why))) => Verdict::Stay { why },
            _ => Verdict::Stay { why: WhyStay::Cheapest },
        }
    }

    /// The first threshold that an entry does not pass.
    fn falls_short(&self, entry: &Ranked, current: &Ranked) -> Option<WhyStay> {
        let settings = &self.question.settings;
        let saving = match entry.saving {
            Ok(saving) => saving,
            Err(reason) => return Some(WhyStay::Withheld { reason }),
        };
        let share = Fen(current.mean.0 * i64::from(settings.worthwhile_per_mille) / 1000);
        let needs = settings.worthwhile.max(share);
        // Per month, with the cost of changing spread over the year, rounded down.
        let saves = Fen(saving.year.0.div_euclid(HORIZON));
        if saves < needs {
            return Some(WhyStay::SavingTooSmall { saves, needs });
        }
        let wins_per_mille = entry.wins_per_mille.unwrap_or(0);
        (wins_per_mille < settings.wins_per_mille).then_some(WhyStay::WinsTooSeldom { wins_per_mille })
    }
}

/// The best complete entry that beats what the customer has; one that the customer surely may have before one whose conditions only
/// people can check (such as a certificate), which stays where it is in the ranking.
pub(super) fn cheapest(ranked: &[Ranked], current: Option<&Ranked>) -> Option<usize> {
    let beats =
        |entry: &Ranked| current.is_none_or(|current| entry.score < current.score || !current.is_complete());
    let good = |entry: &Ranked| !entry.is_current && entry.is_complete() && beats(entry);
    let sure = ranked.iter().position(|entry| good(entry) && !entry.check_sale);
    sure.or_else(|| ranked.iter().position(good))
}

/// Whether two sets of packs are the same, in whatever order they serve.
pub(super) fn same_packs(one: &[String], other: &[String]) -> bool {
    let sorted = |packs: &[String]| {
        let mut packs = packs.to_vec();
        packs.sort();
        packs
    };
    sorted(one) == sorted(other)
}

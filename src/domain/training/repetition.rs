//! 间隔重复: weak points come up again when they are about to be forgotten. The schedule is FSRS, by the crate `rs-fsrs`; the cards are
//! reckoned from the attempts every time. No clock: every time is an argument.

use std::collections::BTreeMap;
use std::sync::Arc;

use rs_fsrs::{Card, FSRS, Parameters, Rating, State};

use crate::domain::time::Moment;
use crate::domain::training::record::Brief;
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::scenario::{Group, Scenario};
use crate::domain::training::score;

/// A weak point: an item of an exercise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The exercise.
    pub group: Group,
    /// The item's name.
    pub item: String,
}

/// When a point comes up again.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Which.
    pub point: Point,
    /// When it is due; never before it was last practised.
    pub due: Moment,
    /// When it was last practised.
    pub last: Moment,
    /// How often it was practised.
    pub times: u32,
    /// How often it was missed after it had been known.
    pub lapses: u32,
    /// Whether it was held the last time.
    pub held: bool,
    /// The chance that it is still known, 0 to 100.
    pub known: u32,
}

/// The parameters as the library has them; no chance, so that the same attempts give the same dates.
fn scheduler() -> FSRS {
    FSRS::new(Parameters {
        enable_fuzz: false,
        // Half a year: who has not done a call for so long does it again.
        maximum_interval: 180,
        seed: rs_fsrs::Seed::Empty,
        ..Parameters::default()
    })
}

/// How an item went: missed is again, held with a hint in the call is hard, held is good, held without a hint in a test is easy.
fn rating(held: bool, brief: &Brief) -> Rating {
    match (held, brief.hints, brief.mode) {
        (false, ..) => Rating::Again,
        (true, 1.., _) => Rating::Hard,
        (true, 0, Mode::Test) => Rating::Easy,
        (true, 0, _) => Rating::Good,
    }
}

/// Every point that was practised, the soonest due first. The order of the briefs does not matter.
#[must_use]
pub fn reviews(briefs: &[Brief], now: Moment) -> Vec<Review> {
    let mut in_time: Vec<&Brief> = briefs.iter().collect();
    in_time.sort_by_key(|brief| (brief.at, brief.id));
    let scheduler = scheduler();
    let mut cards: BTreeMap<Point, (Card, u32, bool)> = BTreeMap::new();
    for brief in in_time {
        for item in brief.items.iter().filter(|item| item.weight > 0) {
            let point = Point { group: brief.group, item: item.id.clone() };
            let fresh = || {
                let card = Card { due: brief.at, last_review: brief.at, ..Card::default() };
                (card, 0, true)
            };
            let (card, times, held) = cards.entry(point).or_insert_with(fresh);
            let next = scheduler.next(card.clone(), brief.at, rating(item.held, brief)).card;
            *card = Card { due: next.due.max(brief.at), ..next };
            *times += 1;
            *held = item.held;
        }
    }
    let mut reviews: Vec<Review> = cards
        .into_iter()
        .map(|(point, (card, times, held))| Review {
            point,
            due: card.due,
            last: card.last_review,
            times,
            lapses: u32::try_from(card.lapses).unwrap_or(0),
            held,
            known: known(&card, now),
        })
        .collect();
    reviews.sort_by(|a, b| (a.due, a.held, &a.point).cmp(&(b.due, b.held, &b.point)));
    reviews
}

fn known(card: &Card, now: Moment) -> u32 {
    if card.state == State::New || card.stability <= 0.0 {
        return 0;
    }
    let percent = card.get_retrievability(now.max(card.last_review)) * 100.0;
    percent.clamp(0.0, 100.0).round() as u32
}

/// A round of a drill: one turn of a scenario in which a point can be made.
#[derive(Clone, Debug)]
pub struct Round {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The turn to begin with; see [`Setup::drilling`](super::rehearsal::Setup::drilling).
    pub turn: usize,
    /// The item that is drilled, by its name.
    pub item: String,
}

/// What to drill now: the points that are due, missed ones first, each in a turn where an answer makes it; at most `count` rounds.
/// `seed` chooses among the scenarios of a group. With nothing due there is nothing to drill.
#[must_use]
pub fn drill(
    reviews: &[Review],
    scenarios: &[Arc<Scenario>],
    now: Moment,
    seed: u64,
    count: usize,
) -> Vec<Round> {
    let mut due: Vec<&Review> = reviews.iter().filter(|review| review.due <= now).collect();
    due.sort_by_key(|review| (review.held, review.due));
    let mut rounds = Vec::new();
    for (place, review) in (0_u64..).zip(due) {
        let places: Vec<(usize, usize)> = scenarios
            .iter()
            .enumerate()
            .filter(|(_, scenario)| scenario.group == review.point.group)
            .filter_map(|(at, scenario)| Some((at, turn_for(scenario, &review.point.item)?)))
            .collect();
        let chosen = seed.wrapping_add(place) % u64::try_from(places.len()).unwrap_or(1).max(1);
        let Some((at, turn)) = usize::try_from(chosen).ok().and_then(|at| places.get(at)) else { continue };
        if let Some(scenario) = scenarios.get(*at) {
            let scenario = Arc::clone(scenario);
            rounds.push(Round { scenario, turn: *turn, item: review.point.item.clone() });
        }
        if rounds.len() == count {
            break;
        }
    }
    rounds
}

/// The first turn in which the item can be earned.
fn turn_for(scenario: &Scenario, item: &str) -> Option<usize> {
    let item = scenario.items.iter().find(|known| known.id == item)?;
    scenario.turns.iter().position(|turn| score::is_made_in(item, turn))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::parse_moment;
    use crate::domain::training::record::ItemBrief;
    use crate::domain::training::record::tests::brief;
    use crate::domain::training::rubric::Section;
    use crate::domain::training::scenario::Skill;

    fn with(day: u32, held: bool) -> Brief {
        let mut brief = brief("a", day, 80);
        brief.items = vec![ItemBrief {
            id: "identity".into(),
            section: Section::Identity,
            skill: Skill::CallingKnowledge,
            weight: 10,
            held,
        }];
        brief
    }

    #[test]
    fn what_was_missed_comes_back_within_the_day_and_what_is_held_ever_later() {
        let now = parse_moment("2026-11-20T10:00:00+08:00").unwrap();
        let missed = reviews(&[with(19, false)], now);
        assert!(missed[0].due <= now && !missed[0].held);
        let held = reviews(&[with(10, true), with(11, true), with(15, true)], now);
        assert!(held[0].due > now, "{:?}", held[0]);
        let more = reviews(&[with(10, true), with(11, true), with(15, true), with(20, true)], now);
        assert!(more[0].due > held[0].due);
        assert_eq!((more[0].times, more[0].lapses), (4, 0));
    }

    proptest! {
        #[test]
        fn nothing_is_ever_due_before_it_was_practised(gaps in proptest::collection::vec((0_i64..90_000, any::<bool>(), 0_u32..3), 1..30)) {
            let mut at = parse_moment("2026-01-01T10:00:00+08:00").unwrap();
            let mut briefs = Vec::new();
            for (place, (minutes, held, hints)) in gaps.into_iter().enumerate() {
                at += TimeDelta::minutes(minutes);
                let mut brief = with(1, held);
                brief.at = at;
                brief.hints = hints;
                brief.mode = Mode::ALL[place % 4];
                brief.id = uuid::Uuid::from_u128(place as u128);
                briefs.push(brief);
            }
            let found = reviews(&briefs, at);
            prop_assert_eq!(found.len(), 1);
            prop_assert!(found[0].due >= at && found[0].last == at && found[0].known <= 100);
            briefs.reverse();
            prop_assert_eq!(reviews(&briefs, at), found);
        }
    }
}

//! What only a whole base can tell: the season of use, the points at which the levels begin, where a bill stands among its peers.
//! Learnt in one walk with constant memory, kept with its date. It must not look at one customer for its own sake.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::customer::Level;
use crate::domain::insight::churn::Alarm;
use crate::domain::insight::robust::percentile;
use crate::domain::insight::rules::{Levels, Quota};
use crate::domain::insight::season::Season;
use crate::domain::time::Moment;

/// Everything that was learnt from a base, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learnt {
    /// When.
    pub at: Moment,
    /// From how many customers.
    pub customers: u64,
    /// What a month does to everybody's minutes.
    pub season: Season,
    /// Where the levels begin in the whole base.
    pub whole: Cuts,
    /// Where they begin in the book of each account manager who has enough customers.
    pub books: BTreeMap<String, Cuts>,
    /// A hundred evenly spaced mean bills, in fen, of each level by its code, and of everybody under the empty name.
    pub peers: BTreeMap<String, Vec<i64>>,
}

/// The points at which the levels of one book begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cuts {
    /// Red from here.
    pub red: i32,
    /// Amber from here.
    pub amber: i32,
    /// Customers in the book.
    pub customers: u64,
}

/// By what the level of a customer was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Yardstick {
    /// The limits of the rules: no base was assessed yet.
    Limits {
        /// Red from here.
        red: i32,
        /// Amber from here.
        amber: i32,
    },
    /// The quota of a book.
    Quota {
        /// Where its levels begin.
        cuts: Cuts,
        /// Whether it is the customer's own manager's book, rather than the whole base.
        own_book: bool,
        /// When that was learnt.
        at: Moment,
    },
}

impl Yardstick {
    /// The level that points have.
    #[must_use]
    pub const fn alarm(self, points: i32) -> Alarm {
        let (red, amber) = match self {
            Self::Limits { red, amber } => (red, amber),
            Self::Quota { cuts, .. } => (cuts.red, cuts.amber),
        };
        if points >= red {
            Alarm::Red
        } else if points >= amber {
            Alarm::Amber
        } else {
            Alarm::None
        }
    }
}

/// The yardstick of a customer whom this manager looks after.
#[must_use]
pub fn yardstick(learnt: Option<&Learnt>, manager: Option<&str>, limits: &Levels) -> Yardstick {
    let Some(learnt) = learnt else {
        return Yardstick::Limits { red: limits.red, amber: limits.amber };
    };
    let own = manager.and_then(|manager| learnt.books.get(manager)).copied();
    Yardstick::Quota { cuts: own.unwrap_or(learnt.whole), own_book: own.is_some(), at: learnt.at }
}

/// Customers with whom a bill is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The share of them with a smaller mean bill, percent.
    pub percentile: u8,
    /// The level they share; `None`: the whole base, because the level is unknown or has too few customers.
    pub level: Option<Level>,
    /// When that was learnt.
    pub at: Moment,
}

impl Learnt {
    /// Where a mean bill stands among customers of the same level.
    #[must_use]
    pub fn standing(&self, level: Option<Level>, bill: i64) -> Option<Standing> {
        let own = level.and_then(|level| self.peers.get(level.code()).map(|peers| (Some(level), peers)));
        let (level, peers) = own.or_else(|| self.peers.get("").map(|peers| (None, peers)))?;
        Some(Standing { percentile: percentile(bill, peers)?, level, at: self.at })
    }
}

/// Customers that a book or a level needs before it is judged by itself.
pub const LEAST_CUSTOMERS: u64 = 50;

/// Counts of points, one book.
#[derive(Clone, Debug, Default)]
struct Book {
    customers: u64,
    positive: BTreeMap<i32, u64>,
}

impl Book {
    /// Customers with equal points get the same level; a group that does not fit whole into a level goes to the next.
    fn cuts(&self, quota: &Quota) -> Cuts {
        let room = |thousandths: usize| (u128::from(self.customers) * thousandths as u128).div_ceil(1000);
        let (red_room, amber_room) = (room(quota.red), room(quota.red + quota.amber));
        let beyond = self.positive.keys().next_back().map_or(1, |most| most.saturating_add(1));
        let (mut red, mut amber, mut taken) = (beyond, beyond, 0_u128);
        for (points, count) in self.positive.iter().rev() {
            taken += u128::from(*count);
            if taken > amber_room {
                break;
            }
            amber = *points;
            if taken <= red_room {
                red = *points;
            }
        }
        // A calm book has no red customer only because somebody must come first.
        Cuts { red: red.max(quota.red_least), amber: amber.max(quota.amber_least), customers: self.customers }
    }

    fn absorb(&mut self, other: Self) {
        self.customers += other.customers;
        for (points, count) in other.positive {
            *self.positive.entry(points).or_default() += count;
        }
    }
}

/// Mean bills in whole yuan; what lies above counts as the last.
#[derive(Clone, Debug)]
struct Bills(Vec<u32>);

const MOST_YUAN: usize = 5_000;

impl Default for Bills {
    fn default() -> Self {
        Self(vec![0; MOST_YUAN + 1])
    }
}

impl Bills {
    fn put(&mut self, fen: i64) {
        let yuan = usize::try_from(fen / 100).unwrap_or(0).min(MOST_YUAN);
        if let Some(slot) = self.0.get_mut(yuan) {
            *slot += 1;
        }
    }

    fn total(&self) -> u64 {
        self.0.iter().copied().map(u64::from).sum()
    }

    /// The bills at half a percent, one and a half, and so on.
    fn grid(&self) -> Vec<i64> {
        let total = self.total();
        let mut wanted = (0..100_u64).map(|at| (2 * at + 1) * total / 200).peekable();
        let mut grid = Vec::with_capacity(100);
        let mut below = 0;
        for (yuan, count) in (0_i64..).zip(&self.0) {
            below += u64::from(*count);
            while wanted.next_if(|rank| *rank < below).is_some() {
                grid.push(yuan * 100 + 50);
            }
        }
        grid
    }
}

/// The second walk over a base: points and bills. Its size does not grow with the base.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    whole: Book,
    books: BTreeMap<String, Book>,
    bills: BTreeMap<String, Bills>,
}

impl Learner {
    /// One customer: points, manager, level, mean bill of three months.
    pub fn see(&mut self, points: i32, manager: Option<&str>, level: Option<Level>, bill: Option<i64>) {
        put(&mut self.whole, points);
        if let Some(manager) = manager.filter(|manager| !manager.is_empty()) {
            match self.books.get_mut(manager) {
                Some(book) => put(book, points),
                None => put(self.books.entry(manager.to_owned()).or_default(), points),
            }
        }
        let Some(bill) = bill else { return };
        for name in [Some(""), level.map(Level::code)].into_iter().flatten() {
            match self.bills.get_mut(name) {
                Some(bills) => bills.put(bill),
                None => self.bills.entry(name.to_owned()).or_default().put(bill),
            }
        }
    }

    /// What another thread saw.
    pub fn absorb(&mut self, other: Self) {
        self.whole.absorb(other.whole);
        for (manager, book) in other.books {
            self.books.entry(manager).or_default().absorb(book);
        }
        for (level, bills) in other.bills {
            let own = &mut self.bills.entry(level).or_default().0;
            own.iter_mut().zip(bills.0).for_each(|(own, other)| *own += other);
        }
    }

    /// The figures.
    #[must_use]
    pub fn finish(self, season: Season, quota: &Quota, at: Moment) -> Learnt {
        let enough = |book: &&(String, Book)| book.1.customers >= LEAST_CUSTOMERS;
        let books: Vec<(String, Book)> = self.books.into_iter().collect();
        Learnt {
            at,
            customers: self.whole.customers,
            season,
            whole: self.whole.cuts(quota),
            books: books.iter().filter(enough).map(|(name, book)| (name.clone(), book.cuts(quota))).collect(),
            peers: self
                .bills
                .into_iter()
                .filter(|(_, bills)| bills.total() >= LEAST_CUSTOMERS)
                .map(|(level, bills)| (level, bills.grid()))
                .collect(),
        }
    }
}

fn put(book: &mut Book, points: i32) {
    book.customers += 1;
    if points > 0 {
        *book.positive.entry(points).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::churn::levels;
    use crate::domain::time::parse_moment;
    use proptest::prelude::*;

    fn at() -> Moment {
        parse_moment("2026-11-22 10:00").unwrap()
    }

    fn bare() -> Quota {
        Quota { red_least: 1, amber_least: 1, ..Quota::default() }
    }

    fn learnt(points: &[i32], quota: &Quota) -> Learnt {
        let mut learner = Learner::default();
        for points in points {
            learner.see(*points, Some("8001"), None, Some(i64::from(*points) * 100));
        }
        learner.finish(Season::default(), quota, at())
    }

    #[test]
    fn two_in_a_hundred_are_red_and_five_more_amber() {
        let points: Vec<i32> = (1..=1000).collect();
        let cuts = learnt(&points, &Quota::default()).whole;
        assert_eq!((cuts.red, cuts.amber, cuts.customers), (981, 931, 1000));
    }

    #[test]
    fn a_calm_book_has_no_red_customer() {
        let mut points = vec![0; 990];
        points.extend([10; 10]);
        let cuts = learnt(&points, &Quota::default()).whole;
        assert_eq!((cuts.red, cuts.amber), (Quota::default().red_least, Quota::default().amber_least));
    }

    #[test]
    fn a_small_book_is_judged_by_the_whole_base() {
        let mut learner = Learner::default();
        for at in 0..1000 {
            learner.see(at, Some(if at < 40 { "small" } else { "large" }), Some(Level::Gold), None);
        }
        let learnt = learner.finish(Season::default(), &Quota::default(), at());
        assert_eq!(learnt.books.keys().collect::<Vec<_>>(), ["large"]);
        let limits = Levels::default();
        let of = |manager| yardstick(Some(&learnt), Some(manager), &limits);
        assert!(
            matches!(of("small"), Yardstick::Quota { own_book: false, cuts, .. } if cuts == learnt.whole)
        );
        assert!(matches!(of("large"), Yardstick::Quota { own_book: true, .. }));
        assert_eq!(yardstick(None, Some("large"), &limits), Yardstick::Limits { red: 80, amber: 40 });
    }

    #[test]
    fn peers_share_a_level_when_there_are_enough_of_them() {
        let mut learner = Learner::default();
        for yuan in 0..200 {
            learner.see(0, None, Some(Level::Gold), Some(yuan * 100));
            learner.see(0, None, None, Some(yuan * 1_000));
        }
        learner.see(0, None, Some(Level::Diamond), Some(100));
        let learnt = learner.finish(Season::default(), &Quota::default(), at());
        let gold = learnt.standing(Some(Level::Gold), 15_000).unwrap();
        assert_eq!((gold.percentile, gold.level), (75, Some(Level::Gold)));
        let diamond = learnt.standing(Some(Level::Diamond), 15_000).unwrap();
        // 150 gold ones, 15 others and the diamond one itself of 401 pay less.
        assert_eq!((diamond.level, diamond.percentile), (None, 41));
        assert_eq!(learnt.peers[""].len(), 100);
    }

    #[test]
    fn what_was_learnt_survives_its_own_file() {
        let learnt = learnt(&(1..=200).collect::<Vec<_>>(), &Quota::default());
        let text = serde_json::to_string(&learnt).unwrap();
        assert_eq!(serde_json::from_str::<Learnt>(&text).unwrap(), learnt);
    }

    proptest! {
        #[test]
        fn the_cuts_say_what_the_list_of_levels_says(points in proptest::collection::vec(-50..60_i32, 0..400)) {
            let cuts = learnt(&points, &bare()).whole;
            let stick = Yardstick::Quota { cuts, own_book: false, at: at() };
            let said: Vec<Alarm> = points.iter().map(|points| stick.alarm(*points)).collect();
            prop_assert_eq!(said, levels(&points, &bare()));
        }

        #[test]
        fn two_threads_learn_what_one_learns(points in proptest::collection::vec(0..90_i32, 0..300), cut in 0..300_usize) {
            let (left, right) = points.split_at(cut.min(points.len()));
            let of = |points: &[i32]| {
                let mut learner = Learner::default();
                points.iter().for_each(|at| learner.see(*at, Some("a"), None, Some(i64::from(*at) * 700)));
                learner
            };
            let mut both = of(left);
            both.absorb(of(right));
            let end = |learner: Learner| learner.finish(Season::default(), &bare(), at());
            prop_assert_eq!(end(both), end(of(&points)));
        }
    }
}

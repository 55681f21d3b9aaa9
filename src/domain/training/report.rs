//! 成绩档案: a trainee's whole record as values, for the screen and for paper. Reckoned from the attempts every time; it must not word
//! anything.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::safe_text::SafeText;
use crate::domain::time::Moment;
use crate::domain::training::certification::{self, Certificate, Need, What};
use crate::domain::training::radar::{self, Bar};
use crate::domain::training::record::{self, Brief, Trend};
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::repetition::{self, Point};
use crate::domain::training::scenario::Group;

/// A scenario that can be practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: SafeText,
    /// Which exercise.
    pub group: Group,
    /// 1 to 3.
    pub difficulty: u8,
}

/// What the record is compared with.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Every scenario of the language.
    pub scenarios: Vec<Known>,
    /// Every certificate.
    pub certificates: Vec<Certificate>,
    /// What the points are called.
    pub points: BTreeMap<Point, SafeText>,
}

/// A trainee's record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Whole calls.
    pub attempts: u32,
    /// Rounds of drills.
    pub drills: u32,
    /// Seconds talked.
    pub talked: u64,
    /// Hints taken.
    pub hints: u32,
    /// Milliseconds to the first word of an answer: the median of the calls' medians.
    pub latency: Option<u64>,
    /// 定级: the highest level of which, and of every level below it, a certificate is earned. 0 at the beginning.
    pub level: u8,
    /// The nine skills.
    pub bars: Vec<Bar>,
    /// Every scenario: those practised first, the latest first.
    pub scenarios: Vec<Row>,
    /// Every certificate, by level.
    pub certificates: Vec<Held>,
    /// Every point that was practised, the soonest due first.
    pub weak: Vec<Weak>,
    /// What to practise next, the most useful first.
    pub next: Vec<Next>,
}

/// One scenario of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub known: Known,
    /// How it goes.
    pub trend: Trend,
    /// The best total; `None` when it was never practised as a whole call.
    pub best: Option<u32>,
    /// The newest total.
    pub last: Option<u32>,
    /// Hints taken in all its calls.
    pub hints: u32,
    /// The median of its calls' medians, in milliseconds.
    pub latency: Option<u64>,
    /// Every whole call, newest first.
    pub made: Vec<Made>,
}

/// One attempt of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Moment,
    /// How.
    pub mode: Mode,
    /// 0 to 100.
    pub total: u32,
    /// Whether compliance was passed.
    pub compliance_passed: bool,
    /// Hints taken.
    pub hints: u32,
    /// Milliseconds to the first word, the median.
    pub latency: Option<u64>,
    /// Whether it is the best one.
    pub is_best: bool,
}

/// How far a certificate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub certificate: Certificate,
    /// For each need, how many scenarios fulfil it.
    pub done: Vec<u32>,
    /// When it was earned.
    pub earned: Option<Moment>,
}

/// A point, with when it comes up again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weak {
    /// Which.
    pub point: Point,
    /// What it is called; its own name when the scenarios no longer have it.
    pub text: SafeText,
    /// When it is due.
    pub due: Moment,
    /// Whether that is now.
    pub is_due: bool,
    /// Whether it was held the last time.
    pub held: bool,
    /// How often it was practised.
    pub times: u32,
    /// How often it was forgotten.
    pub lapses: u32,
    /// The chance that it is still known, 0 to 100.
    pub chance: u32,
}

/// What to practise next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which scenario.
    pub known: Known,
    /// Why.
    pub why: Reason,
}

/// Why a scenario is worth practising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many points of its group are due.
    Due(u32),
    /// It is needed for this certificate, by this mode.
    Certificate(SafeText, Mode),
    /// It was never tried.
    New,
}

/// How many scenarios are advised.
const ADVICE: usize = 5;

impl Report {
    /// Reckons everything. The order of the briefs does not matter.
    #[must_use]
    pub fn of(briefs: &[Brief], shelf: &Shelf, now: Moment) -> Self {
        let whole = briefs.iter().filter(|brief| brief.mode != Mode::Drill);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let certificates = held(briefs, &shelf.certificates);
        let weak = weak(briefs, shelf, now);
        let scenarios = rows(briefs, shelf);
        let next = next(&scenarios, &weak, &certificates, briefs);
        Self {
            attempts: count(whole.clone().count()),
            drills: count(briefs.len() - whole.clone().count()),
            talked: briefs.iter().map(|brief| brief.talked / 1_000).sum(),
            hints: whole.clone().map(|brief| brief.hints).sum(),
            latency: median(whole.filter_map(|brief| brief.latency)),
            level: level(&certificates),
            bars: radar::bars(briefs),
            scenarios,
            certificates,
            weak,
            next,
        }
    }

    /// How many points are due.
    #[must_use]
    pub fn due(&self) -> usize {
        self.weak.iter().filter(|weak| weak.is_due).count()
    }
}

/// The middle one; of two the lower.
fn median(values: impl Iterator<Item = u64>) -> Option<u64> {
    let mut values: Vec<u64> = values.collect();
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

fn rows(briefs: &[Brief], shelf: &Shelf) -> Vec<Row> {
    let records = record::records(briefs);
    let mut rows: Vec<Row> =
        shelf.scenarios.iter().map(|known| row(known.clone(), briefs, records.get(&known.id))).collect();
    // What was practised stays in the record when its file has gone.
    for (id, record) in &records {
        if shelf.scenarios.iter().all(|known| known.id != *id)
            && let Some(brief) = briefs.iter().find(|brief| brief.scenario == *id)
        {
            let known = Known {
                id: id.clone(),
                title: SafeText::new(id),
                group: brief.group,
                difficulty: brief.difficulty,
            };
            rows.push(row(known, briefs, Some(record)));
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.made.first().map(|made| (made.at, made.id))));
    rows
}

fn row(known: Known, briefs: &[Brief], record: Option<&record::Record>) -> Row {
    let own = briefs.iter().filter(|brief| brief.scenario == known.id && brief.mode != Mode::Drill);
    let made = |brief: &Brief| Made {
        id: brief.id,
        at: brief.at,
        mode: brief.mode,
        total: brief.total,
        compliance_passed: brief.compliance_passed,
        hints: brief.hints,
        latency: brief.latency,
        is_best: record.is_some_and(|record| record.best.id == brief.id),
    };
    let mut made: Vec<Made> = own.map(made).collect();
    made.sort_by_key(|made| std::cmp::Reverse((made.at, made.id)));
    Row {
        trend: record.map_or(Trend::First, |record| record.trend),
        best: record.map(|record| record.best.total),
        last: record.map(|record| record.last.total),
        hints: made.iter().map(|made| made.hints).sum(),
        latency: median(made.iter().filter_map(|made| made.latency)),
        known,
        made,
    }
}

fn held(briefs: &[Brief], certificates: &[Certificate]) -> Vec<Held> {
    let mut in_time: Vec<Brief> = briefs.to_vec();
    in_time.sort_by_key(|brief| (brief.at, brief.id));
    let earned_by = |certificate: &Certificate, count: usize| {
        let until = in_time.get(..count).unwrap_or_default();
        certification::standings(std::slice::from_ref(certificate), until)
            .iter()
            .all(certification::Standing::is_earned)
    };
    let one = |standing: certification::Standing<'_>| {
        // A certificate is never lost, so the first call that earns it can be looked for by halves.
        let earned = standing.is_earned().then(|| {
            let (mut low, mut high) = (0, in_time.len());
            while low < high {
                let middle = low.midpoint(high);
                if earned_by(standing.certificate, middle) { high = middle } else { low = middle + 1 }
            }
            low.checked_sub(1).and_then(|place| in_time.get(place)).map(|brief| brief.at)
        });
        Held { certificate: standing.certificate.clone(), done: standing.done, earned: earned.flatten() }
    };
    let mut held: Vec<Held> = certification::standings(certificates, briefs).into_iter().map(one).collect();
    held.sort_by_key(|held| held.certificate.level);
    held
}

fn level(held: &[Held]) -> u8 {
    (1..=9)
        .take_while(|level| held.iter().any(|held| held.certificate.level == *level && held.earned.is_some()))
        .last()
        .unwrap_or(0)
}

fn weak(briefs: &[Brief], shelf: &Shelf, now: Moment) -> Vec<Weak> {
    let one = |review: repetition::Review| Weak {
        text: shelf.points.get(&review.point).cloned().unwrap_or_else(|| SafeText::new(&review.point.item)),
        is_due: review.due <= now,
        due: review.due,
        held: review.held,
        times: review.times,
        lapses: review.lapses,
        chance: review.known,
        point: review.point,
    };
    let mut weak: Vec<Weak> = repetition::reviews(briefs, now).into_iter().map(one).collect();
    // What is due and was missed comes before what is due and was held.
    weak.sort_by_key(|weak| (!weak.is_due, weak.is_due && weak.held, weak.due));
    weak
}

/// First a scenario that was practised, for each group with points that are due and missed, then what the nearest certificate lacks, then what is new.
fn next(rows: &[Row], weak: &[Weak], held: &[Held], briefs: &[Brief]) -> Vec<Next> {
    let mut next: Vec<Next> = Vec::new();
    let mut due: BTreeMap<Group, u32> = BTreeMap::new();
    for weak in weak.iter().filter(|weak| weak.is_due && !weak.held) {
        *due.entry(weak.point.group).or_default() += 1;
    }
    let mut due: Vec<(Group, u32)> = due.into_iter().collect();
    due.sort_by_key(|(group, count)| (std::cmp::Reverse(*count), *group));
    for (group, count) in due.into_iter().take(2) {
        add(
            &mut next,
            weakest(rows, |row| row.known.group == group && !row.made.is_empty()),
            Reason::Due(count),
        );
    }
    let mut open: Vec<&Held> = held.iter().filter(|held| held.earned.is_none()).collect();
    open.sort_by_key(|held| (held.certificate.level, lacks(held)));
    for held in open {
        for (need, _) in
            held.certificate.needs.iter().zip(&held.done).filter(|(need, done)| **done < need.count)
        {
            let wanted = weakest(rows, |row| may_fulfil(need, row) && !fulfils(need, row, briefs));
            add(&mut next, wanted, Reason::Certificate(held.certificate.title.clone(), need.mode));
        }
    }
    add(&mut next, weakest(rows, |row| row.made.is_empty()), Reason::New);
    next.truncate(ADVICE);
    next
}

fn lacks(held: &Held) -> u32 {
    held.certificate.needs.iter().zip(&held.done).map(|(need, done)| need.count.saturating_sub(*done)).sum()
}

fn may_fulfil(need: &Need, row: &Row) -> bool {
    let fits = match &need.what {
        What::Scenario(id) => *id == row.known.id,
        What::Group(group) => *group == row.known.group,
    };
    fits && row.known.difficulty >= need.difficulty
}

fn fulfils(need: &Need, row: &Row, briefs: &[Brief]) -> bool {
    briefs.iter().any(|brief| brief.scenario == row.known.id && need.counts(brief))
}

/// The easiest of those with the lowest best total; what was never tried counts as nothing.
fn weakest(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> Option<&Row> {
    rows.iter().filter(|row| wanted(row)).min_by_key(|row| (row.best, row.known.difficulty, &row.known.id))
}

fn add(next: &mut Vec<Next>, row: Option<&Row>, why: Reason) {
    if let Some(row) = row
        && next.iter().all(|known| known.known.id != row.known.id)
    {
        next.push(Next { known: row.known.clone(), why });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::parse_moment;
    use crate::domain::training::record::tests::brief;

    fn known(id: &str, difficulty: u8) -> Known {
        Known { id: id.into(), title: SafeText::new(id), group: Group::Bill, difficulty }
    }

    fn shelf() -> Shelf {
        let need =
            |score, mode| Need { what: What::Group(Group::Bill), score, difficulty: 1, mode, count: 2 };
        let certificate = |id: &str, level, need| Certificate {
            id: id.into(),
            title: SafeText::new(id),
            level,
            needs: vec![need],
            campaigns: Vec::new(),
            scripts: Vec::new(),
        };
        Shelf {
            scenarios: vec![known("a", 1), known("b", 2), known("c", 3)],
            certificates: vec![
                certificate("high", 2, need(90, Mode::Test)),
                certificate("low", 1, need(75, Mode::Practise)),
            ],
            points: BTreeMap::new(),
        }
    }

    #[test]
    fn every_attempt_is_in_the_record_and_the_best_stays_the_best() {
        let now = parse_moment("2026-11-20T10:00:00+08:00").unwrap();
        let mut gone = brief("gone", 1, 40);
        gone.latency = Some(900);
        let briefs = [brief("a", 2, 91), brief("a", 3, 60), brief("b", 4, 80), gone];
        let report = Report::of(&briefs, &shelf(), now);
        let ids: Vec<&str> = report.scenarios.iter().map(|row| row.known.id.as_str()).collect();
        assert_eq!(ids, ["b", "a", "gone", "c"], "the latest first, what was never tried last");
        let a = &report.scenarios[1];
        assert_eq!((a.best, a.last, a.made.len()), (Some(91), Some(60), 2));
        assert!(a.made[1].is_best && !a.made[0].is_best);
        assert_eq!((report.attempts, report.latency), (4, Some(900)));
    }

    #[test]
    fn a_certificate_says_when_it_was_earned_and_the_level_counts_from_below() {
        let now = parse_moment("2026-11-20T10:00:00+08:00").unwrap();
        let briefs = [brief("a", 2, 91), brief("b", 4, 80), brief("c", 6, 99)];
        let report = Report::of(&briefs, &shelf(), now);
        assert_eq!(report.certificates[0].certificate.id, "low");
        assert_eq!(report.certificates[0].earned, Some(briefs[1].at));
        assert_eq!((report.certificates[1].earned, report.level), (None, 1));
        // What is lacking is advised, the least practised first.
        assert!(report.next.iter().any(
            |next| matches!(&next.why, Reason::Certificate(title, Mode::Test) if title.as_str() == "high")
        ));
        assert_eq!(Report::of(&[], &shelf(), now).level, 0);
    }

    #[test]
    fn whoever_is_new_is_advised_the_easiest() {
        let now = parse_moment("2026-11-20T10:00:00+08:00").unwrap();
        let report = Report::of(&[], &shelf(), now);
        assert_eq!(report.next[0].known.id, "a");
    }

    proptest! {
        #[test]
        fn the_order_of_the_attempts_does_not_matter(totals in proptest::collection::vec(0_u32..=100, 0..12)) {
            let now = parse_moment("2026-11-30T10:00:00+08:00").unwrap();
            let mut briefs: Vec<Brief> =
                (1..).zip(&totals).map(|(day, total)| brief(["a", "b"][day as usize % 2], day, *total)).collect();
            let report = Report::of(&briefs, &shelf(), now);
            briefs.reverse();
            prop_assert_eq!(&Report::of(&briefs, &shelf(), now), &report);
            let made: usize = report.scenarios.iter().map(|row| row.made.len()).sum();
            prop_assert_eq!(made, totals.len());
        }
    }
}

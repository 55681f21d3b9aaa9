//! The score of a rehearsal, explained: every item with what happened, and every point that was taken off. Whole numbers; the sum is exact.

use serde::{Deserialize, Serialize};

use crate::domain::safe_text::RawText;
use crate::domain::training::condition::{Ground, Test};
use crate::domain::training::rehearsal::{Evidence, HINT_COST, Phase, Record, SlipSeen, View};
use crate::domain::training::rubric::{Item, ItemKind, RecordRule, Section};
use crate::domain::training::scenario::{Scenario, Skill, Turn};

/// The version of the rules. An attempt says under which it was scored.
pub const ENGINE: u32 = 1;

/// Without a critical item a call cannot be called good.
pub const CRITICAL_CAP: u32 = 74;

/// A score with its reasons. `total` is the sum of what the items earned and of the adjustments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Every item, in the order of the scenario.
    pub items: Vec<ItemScore>,
    /// What was taken off, in order.
    pub adjustments: Vec<Adjustment>,
    /// 0 to 100.
    pub total: u32,
    /// What it is called.
    pub band: Band,
    /// What concerns the rules of the trade, by itself.
    pub compliance: Compliance,
    /// Whether the record of the call is in.
    pub complete: bool,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemScore {
    /// Its name.
    pub id: String,
    /// Where it stands.
    pub section: Section,
    /// How much depends on it.
    pub kind: ItemKind,
    /// What it practises.
    pub skill: Skill,
    /// What it could earn.
    pub weight: u32,
    /// What it earned: all or nothing.
    pub earned: u32,
    /// Whether its rule holds. A fatal item has no weight, so `earned` does not tell.
    pub held: bool,
    /// What was judged.
    pub text: RawText,
    /// What happened.
    pub happened: Happened,
    /// What would have been better.
    pub better: RawText,
    /// How to say it.
    pub model: Option<RawText>,
}

/// What happened, as far as an item looks at it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// What shows that it was done, by point.
    pub made: Vec<(String, Evidence)>,
    /// Points, tasks and record rules that are missing, by name.
    pub missing: Vec<String>,
    /// What should not have happened.
    pub slips: Vec<SlipSeen>,
    /// The slowest answer in milliseconds, when speed is judged.
    pub slowest: Option<u64>,
    /// The mood, when the item looks at it.
    pub mood: Option<u8>,
}

/// Points that were taken off, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Why.
    pub why: Why,
    /// How many, from 0.
    pub points: u32,
}

/// Why points were taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// Hints were taken.
    Hints {
        /// How many.
        count: u32,
    },
    /// A critical item was missed: at most [`CRITICAL_CAP`].
    Critical {
        /// Which, the first one.
        item: String,
    },
    /// A fatal item was broken: nothing is left.
    Fatal {
        /// Which, the first one.
        item: String,
    },
}

/// What a total is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below 50: once more.
    Low,
    /// 50 and more: on the way.
    Fair,
    /// 75 and more: passed.
    Passed,
    /// 90 and more.
    Excellent,
}

impl Band {
    /// The band of a total.
    #[must_use]
    pub const fn of(total: u32) -> Self {
        match total {
            90.. => Self::Excellent,
            75..=89 => Self::Passed,
            50..=74 => Self::Fair,
            _ => Self::Low,
        }
    }

    /// Its name in words and records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Fair => "fair",
            Self::Passed => "passed",
            Self::Excellent => "excellent",
        }
    }
}

/// The sections identity and compliance and every red flag, by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compliance {
    /// Earned.
    pub points: u32,
    /// Of so many.
    pub of: u32,
    /// No slip that an item looks for, and no critical item of these sections missed.
    pub passed: bool,
}

/// The points of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionScore {
    /// Which.
    pub section: Section,
    /// Earned.
    pub points: u32,
    /// Of so many.
    pub of: u32,
}

impl Score {
    /// The sections that have items, in the order of the report.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionScore> {
        let sum = |section| {
            let items = self.items.iter().filter(move |item| item.section == section);
            let (points, of) =
                items.fold((0, 0), |(points, of), item| (points + item.earned, of + item.weight));
            SectionScore { section, points, of }
        };
        Section::ALL.into_iter().map(sum).filter(|section| section.of > 0).collect()
    }

    /// Whether items and adjustments add up to the total.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let earned: u32 = self.items.iter().map(|item| item.earned).sum();
        let taken: u32 = self.adjustments.iter().map(|adjustment| adjustment.points).sum();
        earned.checked_sub(taken) == Some(self.total)
    }
}

/// Whether an item's rule holds as the call stands. In a call in which nothing was said nothing holds.
pub(crate) fn holds(item: &Item, view: &View<'_>) -> bool {
    let (rule, state) = (&item.rule, view.state);
    let ending = state.ending.and_then(|place| view.scenario.endings.get(place));
    state.spoke > 0
        && rule.points.iter().all(|point| view.said(point) && in_time(point, item, view))
        && (rule.any.is_empty()
            || rule.any.iter().any(|point| view.said(point) && in_time(point, item, view)))
        && rule.tasks.iter().all(|task| view.done(task) && task_in_time(task, item, view))
        && !rule.never.iter().any(|slip| state.slipped(slip))
        && (rule.endings.is_empty() || ending.is_some_and(|ending| rule.endings.contains(&ending.id)))
        && rule.when.as_ref().is_none_or(|when| state.ending.is_some() && when.holds(view))
        && rule.within.is_none_or(|within| quick(within, view))
        && rule.record.is_none_or(|wanted| recorded(wanted, view))
}

/// Whether the answers of one turn are enough to earn an item: what a drill of that turn is about.
pub(crate) fn is_made_in(item: &Item, turn: &Turn) -> bool {
    let made = |point: &String| turn.answers.iter().any(|answer| answer.points.contains(point));
    let rule = &item.rule;
    let wants_points = !rule.points.is_empty() || !rule.any.is_empty();
    wants_points && rule.points.iter().all(made) && (rule.any.is_empty() || rule.any.iter().any(made))
}

/// The score of a drill: only the items that its turn is about, as a share of a hundred; slips and hints take nothing off there.
pub(crate) fn of_drill(score: Score, scenario: &Scenario, turn: usize) -> Score {
    let about = |id: &str| {
        let item = scenario.items.iter().find(|item| item.id == id);
        item.zip(scenario.turns.get(turn)).is_some_and(|(item, turn)| is_made_in(item, turn))
    };
    let mut items: Vec<ItemScore> = score.items.into_iter().filter(|item| about(&item.id)).collect();
    let of: u32 = items.iter().map(|item| item.weight).sum();
    // Weights of a hundred, the last item taking what rounding leaves.
    let mut left = 100_u32;
    let count = items.len();
    for (place, item) in items.iter_mut().enumerate() {
        let share = if place + 1 == count {
            left
        } else {
            (item.weight * 100).checked_div(of).unwrap_or(0).min(left)
        };
        left -= share;
        item.weight = share;
        item.earned = if item.held { share } else { 0 };
    }
    let total = items.iter().map(|item| item.earned).sum();
    Score { items, adjustments: Vec::new(), total, band: Band::of(total), complete: true, ..score }
}

/// When a turn was left first, in the time of the call.
fn left(item: &Item, view: &View<'_>) -> Option<u64> {
    let name = item.rule.before.as_ref()?;
    let place = view.scenario.turns.iter().position(|turn| turn.id == *name)?;
    view.state.left.get(&place).map(|at| at.saturating_sub(view.state.connected))
}

fn in_time(point: &str, item: &Item, view: &View<'_>) -> bool {
    let made = view.state.points.get(point).map(|evidence| evidence.at);
    left(item, view).zip(made).is_none_or(|(left, made)| made <= left)
}

fn task_in_time(task: &str, item: &Item, view: &View<'_>) -> bool {
    let done = view.state.task_times.get(task).map(|(at, _)| *at);
    left(item, view).zip(done).is_none_or(|(left, done)| done <= left)
}

fn quick(within: u16, view: &View<'_>) -> bool {
    let latencies = &view.state.latencies;
    !latencies.is_empty() && latencies.iter().all(|ms| *ms <= u64::from(within) * 1_000)
}

fn recorded(wanted: RecordRule, view: &View<'_>) -> bool {
    view.state.record.as_ref().is_some_and(|record| missing_in(record, wanted, view).is_empty())
}

/// What a record lacks, by name.
fn missing_in(record: &Record, wanted: RecordRule, view: &View<'_>) -> Vec<String> {
    let expected = &view.scenario.record;
    let ending = view.state.ending.and_then(|place| view.scenario.endings.get(place));
    match wanted {
        RecordRule::Note => {
            let heard = view.scenario.ears.hear(record.note.as_raw());
            let missing = expected.note.iter().filter(|point| !heard.has(point)).cloned();
            let rude = heard.slips.iter().map(|slip| slip.list.clone());
            let empty = record.note.as_raw().trim().is_empty().then(|| "note".to_owned());
            missing.chain(rude).chain(empty).collect()
        }
        RecordRule::Disposition => {
            let own = ending.map(|ending| ending.dispositions.as_slice()).unwrap_or_default();
            let fitting = if own.is_empty() { expected.dispositions.as_slice() } else { own };
            let fits =
                record.disposition.is_some_and(|chosen| fitting.is_empty() || fitting.contains(&chosen));
            if fits { Vec::new() } else { vec!["disposition".to_owned()] }
        }
        RecordRule::FollowUp => {
            let due = ending.is_some_and(|ending| expected.follow_up.contains(&ending.id));
            if record.follow_up == due { Vec::new() } else { vec!["follow-up".to_owned()] }
        }
    }
}

/// The points of the items as the call stands, without adjustments. Items that look at the score themselves are left out.
pub(crate) fn so_far(view: &View<'_>) -> u32 {
    let looks_at_score = |item: &&Item| {
        let atoms = item.rule.when.as_ref().map(|when| when.atoms.as_slice()).unwrap_or_default();
        atoms.iter().any(|atom| matches!(atom.test, Test::Score(..)))
    };
    let items = view.scenario.items.iter().filter(|item| !looks_at_score(item));
    items.filter(|item| holds(item, view)).map(|item| item.weight).sum()
}

/// The score with its reasons.
pub(crate) fn score(view: &View<'_>) -> Score {
    let items: Vec<ItemScore> = view.scenario.items.iter().map(|item| judged(item, view)).collect();
    let earned: u32 = items.iter().map(|item| item.earned).sum();
    let (adjustments, total) = adjusted(&items, earned, view);
    Score {
        compliance: compliance(&items),
        band: Band::of(total),
        complete: view.state.phase == Phase::Done,
        total,
        adjustments,
        items,
    }
}

fn adjusted(items: &[ItemScore], earned: u32, view: &View<'_>) -> (Vec<Adjustment>, u32) {
    let (mut adjustments, mut total) = (Vec::new(), earned);
    let mut take = |why: Why, points: u32, total: &mut u32| {
        let points = points.min(*total);
        *total -= points;
        adjustments.push(Adjustment { why, points });
    };
    let count = u32::try_from(view.state.hints.len()).unwrap_or(u32::MAX);
    if count > 0 {
        take(Why::Hints { count }, count.saturating_mul(HINT_COST), &mut total);
    }
    let lost = |kind| items.iter().find(move |item| item.kind == kind && is_broken(item, view));
    if let Some(item) = lost(ItemKind::Critical).filter(|_| total > CRITICAL_CAP) {
        take(Why::Critical { item: item.id.clone() }, total - CRITICAL_CAP, &mut total);
    }
    if let Some(item) = lost(ItemKind::Fatal) {
        take(Why::Fatal { item: item.id.clone() }, total, &mut total);
    }
    (adjustments, total)
}

/// A fatal item is broken by what was said, so never in silence.
fn is_broken(item: &ItemScore, view: &View<'_>) -> bool {
    !item.held && (item.kind != ItemKind::Fatal || view.state.spoke > 0)
}

fn compliance(items: &[ItemScore]) -> Compliance {
    let concerns = |item: &&ItemScore| {
        matches!(item.section, Section::Compliance | Section::Identity)
            || matches!(item.kind, ItemKind::RedFlag | ItemKind::Fatal)
    };
    let (mut points, mut of, mut passed) = (0, 0, true);
    for item in items.iter().filter(concerns) {
        points += item.earned;
        of += item.weight;
        passed &= item.held || item.kind == ItemKind::Optional;
    }
    Compliance { points, of, passed }
}

fn judged(item: &Item, view: &View<'_>) -> ItemScore {
    let held = holds(item, view);
    ItemScore {
        id: item.id.clone(),
        section: item.section,
        kind: item.kind,
        skill: skill_of(item, view.scenario),
        weight: item.weight,
        earned: if held { item.weight } else { 0 },
        held,
        text: RawText::new(item.text.as_str()),
        happened: happened(item, view),
        better: RawText::new(item.better.as_str()),
        model: item.model.as_ref().map(|model| RawText::new(model.as_str())),
    }
}

/// What an item practises: its own word, else what its section is about.
pub(crate) fn skill_of(item: &Item, scenario: &Scenario) -> Skill {
    let first = scenario.skills.first().copied();
    item.skill.unwrap_or(match item.section {
        Section::Opening | Section::Identity | Section::Compliance | Section::Closing => {
            Skill::CallingKnowledge
        }
        Section::Soft => Skill::RelationKnowledge,
        Section::Record => Skill::ServiceValue,
        Section::Discovery => scenario.skills.get(1).copied().or(first).unwrap_or(Skill::Lifecycle),
        Section::Resolution => first.unwrap_or(Skill::ServiceValue),
    })
}

fn happened(item: &Item, view: &View<'_>) -> Happened {
    let (rule, state) = (&item.rule, view.state);
    let wanted = || rule.points.iter().chain(&rule.any);
    let made = wanted().filter_map(|point| Some((point.clone(), state.points.get(point)?.clone())));
    let any_made = rule.any.iter().any(|point| view.said(point));
    let mut missing: Vec<String> = rule.points.iter().filter(|point| !view.said(point)).cloned().collect();
    if !any_made {
        missing.extend(rule.any.iter().cloned());
    }
    missing.extend(rule.tasks.iter().filter(|task| !view.done(task)).cloned());
    if let Some(wanted) = rule.record {
        let lacking = state.record.as_ref().map(|record| missing_in(record, wanted, view));
        missing.extend(lacking.unwrap_or_else(|| vec!["record".to_owned()]));
    }
    let looks_at_mood = rule
        .when
        .as_ref()
        .is_some_and(|when| when.atoms.iter().any(|atom| matches!(atom.test, Test::Mood(..))));
    Happened {
        made: made.collect(),
        missing,
        slips: state.slips.iter().filter(|seen| rule.never.contains(&seen.slip)).cloned().collect(),
        slowest: rule.within.and(state.latencies.iter().max().copied()),
        mood: looks_at_mood.then(|| state.mood_shown()),
    }
}

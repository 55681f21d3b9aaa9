//! Walks every way through a scenario, within bounds: the best one, silence, rudeness, and which endings can be reached. For the checker
//! and the tests; it must not be needed by a call.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use crate::domain::disposition::Disposition;
use crate::domain::money::Fen;
use crate::domain::safe_text::RawText;
use crate::domain::training::condition::{Condition, Ground, Test};
use crate::domain::training::ears::{Alternative, Sort};
use crate::domain::training::rehearsal::{Input, Mode, Phase, Rehearsal, Setup, Timed};
use crate::domain::training::scenario::Scenario;
use crate::domain::training::score::{self, Score};

/// States kept side by side while looking for the best way.
const BEAM: usize = 24;

/// States looked at while looking for endings.
const MOST_STATES: usize = 6_000;

/// Answers in one call.
const MOST_STEPS: usize = 120;

/// How long a thoughtful trainee takes.
const THINK: Duration = Duration::from_secs(4);

/// A way through a scenario.
#[derive(Clone, Debug)]
pub struct Way {
    /// What was done, with its times.
    pub inputs: Vec<Timed>,
    /// How it ended; the place in the scenario.
    pub ending: Option<usize>,
    /// What it scored, with the best record there is.
    pub score: Score,
}

/// A call on its way, with what was done.
#[derive(Clone)]
struct Walker {
    call: Rehearsal,
    inputs: Vec<Timed>,
    at: Duration,
}

impl Walker {
    fn new(scenario: &Arc<Scenario>) -> Self {
        let call = Rehearsal::begin_quiet(Arc::clone(scenario), Setup::new(1, Mode::Practise));
        let mut walker = Self { call, inputs: Vec::new(), at: Duration::ZERO };
        walker.step(Input::Answered, Duration::from_secs(2));
        walker
    }

    fn step(&mut self, input: Input, after: Duration) {
        self.at += after;
        let at = u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX);
        self.inputs.push(Timed { at, input: input.clone() });
        self.call.on(input, self.at);
    }

    fn after(&self, input: &Input) -> Self {
        let mut next = self.clone();
        next.step(input.clone(), THINK);
        next
    }

    /// Does everything that is to be done on the desk in this turn, rightly.
    fn do_tasks(&mut self) {
        for _ in 0..20 {
            let Some((place, _)) = self.call.tasks().into_iter().find(|(_, done)| !done) else { return };
            let scenario = Arc::clone(self.call.scenario());
            let Some(task) = scenario.tasks.get(place) else { return };
            if let Some(sign) = &task.sign {
                self.step(Input::Desk { sign: sign.clone() }, Duration::from_secs(1));
            }
            let right = task.found.iter().zip(1..).find(|(found, _)| found.right);
            if let Some((_, digit)) = right.filter(|_| self.call.asks(place)) {
                self.step(Input::Found { task: task.id.clone(), digit }, Duration::from_secs(1));
            }
            if self.call.phase() != Phase::Talking {
                return;
            }
        }
    }

    /// Everything that can be said or offered here.
    fn moves(&self) -> Vec<Input> {
        let choices = self.call.choices();
        let mut moves: Vec<Input> =
            choices.iter().map(|choice| Input::Chose { digit: choice.digit }).collect();
        let Some(turn) = self.call.turn() else { return moves };
        let hidden = turn.answers.iter().filter(|answer| answer.hidden);
        moves.extend(hidden.map(|answer| Input::Said { text: RawText::new(answer.say.as_str()) }));
        moves.extend(turn.offers.iter().map(|way| Input::Offered {
            offer: way.offer.replace('*', "x"),
            saving: way.saves.map(|saves| Fen(if saves { 100 } else { -100 })),
            said: None,
        }));
        moves
    }

    /// Waits until the customer does something.
    fn wait(&self) -> Option<Self> {
        let due = self.call.due()?;
        let mut next = self.clone();
        next.at = due.max(self.at);
        next.step(Input::Tick, Duration::ZERO);
        next.inputs.pop();
        Some(next)
    }

    /// Writes the best record that fits.
    fn record(&mut self) {
        let input = ideal_record(&self.call);
        self.step(input, Duration::from_secs(30));
    }

    fn way(mut self) -> Way {
        if self.call.phase() == Phase::WrapUp {
            self.record();
        }
        Way { ending: self.call.ending(), score: self.call.score(), inputs: self.inputs }
    }
}

/// A record that says all that is wanted of this call.
#[must_use]
pub fn ideal_record(call: &Rehearsal) -> Input {
    let scenario = call.scenario();
    let ending = call.ending().and_then(|place| scenario.endings.get(place));
    let own = ending.map(|ending| ending.dispositions.as_slice()).unwrap_or_default();
    let fitting = if own.is_empty() { scenario.record.dispositions.as_slice() } else { own };
    Input::Recorded {
        note: RawText::new(ideal_note(scenario)),
        disposition: Some(fitting.first().copied().unwrap_or(Disposition::Other)),
        follow_up: ending.is_some_and(|ending| scenario.record.follow_up.contains(&ending.id)),
    }
}

/// The scenario's own model note, and what it may lack in the words of the lists.
fn ideal_note(scenario: &Scenario) -> String {
    let mut note = scenario.record.model.as_ref().map(|model| model.as_str().to_owned()).unwrap_or_default();
    let heard = scenario.ears.hear(&note);
    for point in scenario.record.note.iter().filter(|point| !heard.has(point)) {
        let way = scenario.ears.list(point).and_then(|list| list.ways.first());
        note.push_str(&format!("\n{}", way.map(spoken).unwrap_or_default()));
    }
    if note.trim().is_empty() { "-".to_owned() } else { note }
}

/// A way of a list as somebody would type it.
#[must_use]
pub fn spoken(way: &Alternative) -> String {
    let words: Vec<String> = way.all.iter().map(|word| word.text.trim_end_matches('*').to_owned()).collect();
    words.join(" ")
}

/// The best way through a scenario that was found.
#[must_use]
pub fn best(scenario: &Arc<Scenario>) -> Option<Way> {
    let mut open = vec![Walker::new(scenario)];
    let mut found: Option<Way> = None;
    for _ in 0..MOST_STEPS {
        let mut next: BTreeMap<(u32, u8, u64), Walker> = BTreeMap::new();
        for mut walker in open {
            walker.do_tasks();
            let moves = walker.moves();
            let mut after: Vec<Walker> = moves.iter().map(|input| walker.after(input)).collect();
            if walker.call.phase() != Phase::Talking {
                after.push(walker);
            } else if moves.is_empty() {
                after.extend(walker.wait());
            }
            for walker in after {
                if walker.call.phase() == Phase::Talking {
                    let view = walker.call.view();
                    next.insert((score::so_far(&view), walker.call.mood(), whole_key(&walker.call)), walker);
                } else {
                    let way = walker.way();
                    if found.as_ref().is_none_or(|best| best.score.total < way.score.total) {
                        found = Some(way);
                    }
                }
            }
        }
        open = next.into_values().rev().take(BEAM).collect();
        // Nothing is better than everything.
        if open.is_empty() || found.as_ref().is_some_and(|best| best.score.total == 100) {
            break;
        }
    }
    found
}

/// Nothing is ever said.
#[must_use]
pub fn silence(scenario: &Arc<Scenario>) -> Way {
    let mut walker = Walker::new(scenario);
    for _ in 0..MOST_STEPS {
        match walker.wait() {
            Some(next) => walker = next,
            None => break,
        }
    }
    if walker.call.phase() == Phase::Talking {
        walker.step(Input::HungUp, THINK);
    }
    walker.way()
}

/// Something that should not be said, again and again.
#[must_use]
pub fn rudeness(scenario: &Arc<Scenario>) -> Option<Way> {
    let slip = scenario.ears.lists.iter().find(|list| list.sort == Sort::Slip)?;
    let text = RawText::new(slip.ways.first().map(spoken)?);
    let mut walker = Walker::new(scenario);
    for _ in 0..MOST_STEPS {
        if walker.call.phase() != Phase::Talking {
            break;
        }
        walker.do_tasks();
        walker.step(Input::Said { text: text.clone() }, THINK);
    }
    if walker.call.phase() == Phase::Talking {
        walker.step(Input::HungUp, THINK);
    }
    Some(walker.way())
}

/// A way with one thing in it that should not be said, as early as somebody listens; the rest as before.
#[must_use]
pub fn spoilt(scenario: &Arc<Scenario>, way: &Way) -> Option<Way> {
    let slip = scenario.ears.lists.iter().find(|list| list.sort == Sort::Slip)?;
    let text = RawText::new(slip.ways.first().map(spoken)?);
    let mut walker = Walker::new(scenario);
    let (begin, rest) = way.inputs.split_at(way.inputs.len().min(2));
    for timed in begin.iter().skip(1) {
        walker.step(timed.input.clone(), THINK);
    }
    walker.step(Input::Said { text }, THINK);
    for timed in rest {
        if walker.call.phase() == Phase::Talking && !matches!(timed.input, Input::Recorded { .. }) {
            walker.step(timed.input.clone(), THINK);
        }
    }
    if walker.call.phase() == Phase::Talking {
        walker.step(Input::HungUp, THINK);
    }
    Some(walker.way())
}

/// The endings, turns and answers that some way reaches, as places in the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Endings.
    pub endings: BTreeSet<usize>,
    /// Turns in which something can be said or done.
    pub turns: BTreeSet<usize>,
    /// The search was cut short: what is missing may still be reached.
    pub cut: bool,
}

impl Reached {
    /// Whether nothing is left to be found. A turn in which nothing can be said or done is only passed.
    fn is_all_of(&self, scenario: &Scenario) -> bool {
        let speaks = |place: usize| scenario.turns.get(place).is_some_and(|turn| !turn.answers.is_empty());
        self.endings.len() == scenario.endings.len()
            && (0..scenario.turns.len()).all(|place| !speaks(place) || self.turns.contains(&place))
    }
}

/// Looks for every ending: what can be said, offered, left unsaid, and hanging up.
#[must_use]
pub fn reached(scenario: &Arc<Scenario>) -> Reached {
    let looks = Looks::at(scenario);
    // A test that runs over its time ends late, in every scenario.
    let mut reached = Reached::default();
    reached.endings.extend(scenario.endings.iter().position(|ending| ending.id == "late"));
    let mut seen: HashSet<u64> = HashSet::new();
    let mut open = VecDeque::from([Walker::new(scenario)]);
    // Now the oldest, now the newest: breadth finds the early endings, depth the late ones before the states run out.
    let mut newest = false;
    while let Some(walker) = if newest { open.pop_back() } else { open.pop_front() } {
        newest = !newest;
        if reached.is_all_of(scenario) {
            break;
        }
        if let Some(ending) = walker.call.ending() {
            reached.endings.insert(ending);
            continue;
        }
        reached.turns.insert(walker.call.turn_place());
        if seen.len() >= MOST_STATES {
            reached.cut = true;
            break;
        }
        if !seen.insert(looks.key(&walker.call)) {
            continue;
        }
        let mut busy = walker.clone();
        busy.do_tasks();
        let talking = busy.call.phase() == Phase::Talking;
        if !talking || busy.call.turn_place() != walker.call.turn_place() {
            open.push_back(busy.clone());
        }
        let mut from = vec![&walker];
        if looks.tasks && talking {
            from.push(&busy);
        }
        for walker in from {
            open.extend(walker.moves().iter().map(|input| walker.after(input)));
        }
        open.extend(walker.wait());
        open.push_back(walker.after(&Input::HungUp));
        open.extend(rude(&walker));
    }
    reached
}

/// Words that mean nothing: the mood falls and the conversation goes on.
fn rude(walker: &Walker) -> Option<Walker> {
    let first = walker.call.turn_place() == 0;
    first.then(|| walker.after(&Input::Said { text: RawText::new("...") }))
}

/// What the conditions of a scenario look at, so that states that differ in nothing else count as one.
struct Looks {
    points: BTreeSet<String>,
    slips: BTreeSet<String>,
    tasks: bool,
    offers: bool,
    score: bool,
    time: bool,
    visits: bool,
}

impl Looks {
    fn at(scenario: &Scenario) -> Self {
        let mut conditions: Vec<&Condition> = Vec::new();
        let mut points: BTreeSet<String> = BTreeSet::new();
        for turn in &scenario.turns {
            conditions.extend(turn.ways.iter().map(|way| &way.when));
            conditions.extend(turn.answers.iter().filter_map(|answer| answer.when.as_ref()));
        }
        let has = |test: fn(&Test) -> bool| {
            conditions.iter().flat_map(|condition| &condition.atoms).any(|atom| test(&atom.test))
        };
        let mut slips: BTreeSet<String> = BTreeSet::new();
        for (kind, name) in conditions.iter().flat_map(|condition| condition.names()) {
            match kind {
                "said" => points.insert(name.to_owned()),
                "slipped" => slips.insert(name.to_owned()),
                _ => false,
            };
        }
        Self {
            points,
            slips,
            tasks: has(|test| matches!(test, Test::Done(_))),
            offers: has(|test| matches!(test, Test::Offered(_))),
            score: has(|test| matches!(test, Test::Score(..))),
            time: has(|test| matches!(test, Test::Time(..))),
            visits: has(|test| matches!(test, Test::Visits(..))),
        }
    }

    fn key(&self, call: &Rehearsal) -> u64 {
        let (state, mut hasher) = (&call.state, DefaultHasher::new());
        (state.turn, state.mood / 5, &state.facts, state.nudges, state.unclear).hash(&mut hasher);
        for point in &self.points {
            state.points.contains_key(point).hash(&mut hasher);
        }
        for slip in &self.slips {
            state.slips.iter().any(|seen| slip == "any" || seen.slip == *slip).hash(&mut hasher);
        }
        if self.tasks {
            state.tasks.hash(&mut hasher);
        }
        if self.offers {
            state.offers.len().min(2).hash(&mut hasher);
        }
        if self.score {
            score::so_far(&call.view()).hash(&mut hasher);
        }
        if self.time {
            (call.view().seconds() / 10).hash(&mut hasher);
        }
        if self.visits {
            state.visits.hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// A state by everything that can still count.
fn whole_key(call: &Rehearsal) -> u64 {
    let (state, mut hasher) = (&call.state, DefaultHasher::new());
    let slips: BTreeSet<&str> = state.slips.iter().map(|seen| seen.slip.as_str()).collect();
    (state.turn, &state.facts, slips, &state.tasks, state.offers.len().min(2)).hash(&mut hasher);
    state.points.keys().collect::<Vec<_>>().hash(&mut hasher);
    hasher.finish()
}

//! The way through a script: going on, answers, jumps, going back, and taking up what broke off. It must not know the words.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Facts, Next, Script, Step};
use crate::domain::time::Moment;

/// One key leads past at most so many places without words; a ring of them must not turn for ever.
const MOST_TURNS: usize = 64;

/// The way through a script so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Places in the file of the steps one came through, for going back.
    back: Vec<usize>,
    /// Names of the steps that were shown, in order, each time.
    pub path: Vec<String>,
    /// Places of the must-say steps that were confirmed by going on from them.
    said: BTreeSet<usize>,
    /// What the answers told.
    pub facts: Facts,
    /// Where one is going, as a place in the file, while the script is filled again for what was told.
    goal: Option<usize>,
    /// A card that was passed on the way and waits to be put beside the script.
    card: Option<String>,
    /// Places without words that were passed since the last key.
    turns: usize,
}

/// Where a conversation broke off, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// In which call.
    pub call: Uuid,
    /// Which script.
    pub script: String,
    /// The name of the step that was on the screen.
    pub at: String,
    /// Names of the must-say steps that were confirmed.
    pub said: Vec<String>,
    /// What the answers told.
    pub told: Facts,
    /// When it was written down.
    pub when: Moment,
}

impl Walk {
    /// A way on which something is known already.
    #[must_use]
    pub fn knowing(facts: Facts) -> Self {
        Self { facts, ..Self::default() }
    }

    /// Comes to the first step of a script that has just been opened.
    pub fn begin(&mut self, script: &Script) -> usize {
        self.turns = 0;
        self.land(script, 0)
    }

    /// Goes on from the step at `at`, which counts as said; returns the new index.
    pub fn forward(&mut self, script: &Script, at: usize) -> usize {
        let next = script.steps.get(at).map_or(Next::Following, |step| step.next);
        self.leave(script, at, next, &[])
    }

    /// The customer has answered with a digit; returns where that leads, or `None` when there is no such answer. What the answer tells
    /// may change the script: see [`Self::wants_refill`].
    pub fn answer(&mut self, script: &Script, at: usize, digit: u8) -> Option<usize> {
        let answer = script.steps.get(at)?.answers.get(usize::from(digit).checked_sub(1)?)?;
        Some(self.leave(script, at, answer.next, &answer.sets))
    }

    /// Something was told that the script does not know yet: it must be filled again, and then [`Self::place_in`] says where one is.
    #[must_use]
    pub const fn wants_refill(&self) -> bool {
        self.goal.is_some()
    }

    /// A card that was passed on the way.
    pub fn take_card(&mut self) -> Option<String> {
        self.card.take()
    }

    /// Another script: only what the answers told is kept, and the path, which goes on.
    pub fn begin_again(&mut self) {
        self.back.clear();
        self.said.clear();
        self.goal = None;
    }

    /// The index in a script that was filled again of the place where one is: `old` and `at` say where that was.
    pub fn place_in(&mut self, script: &Script, old: &Script, at: usize) -> usize {
        if let Some(goal) = self.goal.take() {
            return self.land(script, goal);
        }
        let places: Vec<(usize, usize)> =
            old.steps.iter().map(|step| (step.order, same_place(script, step))).collect();
        let now = |order: usize| places.iter().find(|(old, _)| *old == order).map_or(order, |(_, new)| *new);
        // The file itself may have changed: what was said stays said, wherever it stands now.
        self.said = self.said.iter().map(|order| now(*order)).collect();
        self.back.iter_mut().for_each(|order| *order = now(*order));
        script.index_of(old.steps.get(at).map_or(usize::MAX, |step| now(step.order)))
    }

    fn leave(&mut self, script: &Script, at: usize, next: Next, told: &[(String, String)]) -> usize {
        self.turns = 0;
        self.goal = None;
        let Some(step) = script.steps.get(at) else { return script.steps.len() };
        self.said.insert(step.order);
        self.back.push(step.order);
        self.path.push(step.id.clone());
        let place = next.place(step.order);
        let learnt = [self.learn(&step.sets), self.learn(told)];
        if learnt.contains(&true) {
            self.goal = Some(place);
            return script.index_of(place);
        }
        self.land(script, place)
    }

    /// From a place in the file to a step, past everything that has no words. What such a place tells stops the way there, until the
    /// script has been filled again for it.
    fn land(&mut self, script: &Script, mut place: usize) -> usize {
        while let Some(turn) = script.turn_from(place) {
            self.turns += 1;
            let lost = self.turns > MOST_TURNS;
            place = if lost { turn.order + 1 } else { turn.next.place(turn.order) };
            if !lost {
                self.card = turn.card.clone().or_else(|| self.card.take());
                if self.learn(&turn.sets) {
                    self.goal = Some(place);
                    break;
                }
            }
        }
        script.index_of(place)
    }

    /// Whether any of it is new.
    fn learn(&mut self, told: &[(String, String)]) -> bool {
        let new = told.iter().any(|(name, value)| self.facts.get(name) != Some(value));
        self.facts.extend(told.iter().cloned());
        new
    }

    /// Jumps from the step at `at`, which does not count as said.
    pub fn jump(&mut self, script: &Script, at: usize) {
        if let Some(step) = script.steps.get(at) {
            self.back.push(step.order);
            self.path.push(step.id.clone());
        }
    }

    /// One step back: where one came from, else the step before.
    pub fn backward(&mut self, script: &Script, at: usize) -> usize {
        self.back.pop().map_or_else(|| at.saturating_sub(1), |order| script.index_of(order).min(at))
    }

    /// Whether anything was said or shown in it.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        !(self.path.is_empty() && self.said.is_empty() && self.back.is_empty())
    }

    /// Whether a step was shown and confirmed.
    #[must_use]
    pub fn has_said(&self, step: &Step) -> bool {
        self.said.contains(&step.order)
    }

    /// What had to be said and was not confirmed, as the script stands; the step at `at` counts as shown.
    #[must_use]
    pub fn unsaid<'s>(&self, script: &'s Script) -> Vec<&'s Step> {
        script.steps.iter().filter(|step| step.must_say && !self.has_said(step)).collect()
    }

    /// The step at which the conversation stands when it has begun and is not at its end: where it would have to be taken up.
    #[must_use]
    pub fn broken_at<'s>(&self, script: &'s Script, at: usize) -> Option<&'s Step> {
        let last = at + 1 >= script.steps.len();
        script.steps.get(at).filter(|step| !(self.said.is_empty() || last && self.has_said(step)))
    }

    /// Takes a conversation up where it broke off; `None` when the script no longer has that step. What was told then must be known
    /// to the script already.
    pub fn resume(&mut self, script: &Script, stopped: &Stopped) -> Option<usize> {
        let at = script.steps.iter().position(|step| step.id == stopped.at)?;
        let said = |step: &&Step| stopped.said.contains(&step.id);
        self.begin_again();
        self.said.extend(script.steps.iter().filter(said).map(|step| step.order));
        Some(at)
    }

    /// Names of the must-say steps that were confirmed.
    #[must_use]
    pub fn confirmed(&self, script: &Script) -> Vec<String> {
        let said = |step: &&Step| step.must_say && self.has_said(step);
        script.steps.iter().filter(said).map(|step| step.id.clone()).collect()
    }
}

/// The place in a script of a step of an earlier version of it: the one with its name and words, else with its words, else with its name,
/// else its old place.
fn same_place(script: &Script, step: &Step) -> usize {
    let find = |is: &dyn Fn(&&Step) -> bool| script.steps.iter().find(is).map(|step| step.order);
    find(&|new| new.id == step.id && new.say == step.say)
        .or_else(|| find(&|new| new.say == step.say))
        .or_else(|| find(&|new| new.id == step.id))
        .unwrap_or(step.order)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Answer, Stage, Turn};
    use super::*;
    use crate::domain::call::CallKind;
    use crate::domain::safe_text::SafeText;

    /// Steps with places 0, 2, 4 (1 and 3 were left out); the first may be answered.
    fn script() -> Script {
        let mut steps: Vec<Step> = [0, 2, 4]
            .into_iter()
            .map(|order| Step::plain(order, Stage::Discovery, SafeText::new("x")))
            .collect();
        steps[0].must_say = true;
        let answer = |next, fact: &str| Answer {
            say: SafeText::new("y"),
            next,
            sets: vec![("concern".to_owned(), fact.to_owned())],
        };
        steps[0].answers =
            vec![answer(Next::Order(3), "price"), answer(Next::End, "none"), answer(Next::Following, "net")];
        Script::plain("s", SafeText::new("S"), CallKind::Inbound, steps)
    }

    #[test]
    fn an_answer_leads_to_the_first_step_that_was_not_left_out_and_tells_a_fact() {
        let (script, mut walk) = (script(), Walk::default());
        assert_eq!(walk.answer(&script, 0, 1), Some(2));
        assert_eq!(walk.facts.get("concern").map(String::as_str), Some("price"));
        assert_eq!(walk.backward(&script, 2), 0);
        assert_eq!(walk.answer(&script, 0, 2), Some(3));
        assert_eq!(walk.answer(&script, 0, 4), None);
        assert_eq!(walk.answer(&script, 0, 0), None);
    }

    #[test]
    fn going_on_confirms_what_must_be_said_and_jumping_does_not() {
        let (script, mut walk) = (script(), Walk::default());
        walk.jump(&script, 0);
        assert_eq!(walk.unsaid(&script).len(), 1);
        assert_eq!(walk.forward(&script, 0), 1);
        assert!(walk.unsaid(&script).is_empty());
        assert_eq!(walk.path, ["s1", "s1"]);
    }

    fn turn(order: usize, next: Next) -> Turn {
        Turn { order, next, ..Turn::default() }
    }

    #[test]
    fn places_without_words_are_passed_and_leave_a_card_and_a_fact() {
        let (mut script, mut walk) = (script(), Walk::default());
        script.turns = vec![
            Turn { card: Some("price".into()), ..turn(1, Next::Following) },
            Turn { sets: vec![("seen".into(), "yes".into())], ..turn(3, Next::Order(4)) },
        ];
        assert_eq!(walk.begin(&script), 0);
        assert_eq!(walk.forward(&script, 0), 1);
        assert_eq!((walk.take_card().as_deref(), walk.take_card()), (Some("price"), None));
        assert_eq!(walk.forward(&script, 1), 2);
        assert!(walk.wants_refill() && walk.facts.contains_key("seen"));
        // Filled again, the goal has been left out: one comes to what follows it.
        let mut again = script.clone();
        again.steps.truncate(2);
        assert_eq!(walk.place_in(&again, &script, 2), 2);
        assert!(!walk.wants_refill());
    }

    #[test]
    fn a_ring_of_places_without_words_does_not_turn_for_ever() {
        let (mut script, mut walk) = (script(), Walk::default());
        script.turns = vec![turn(1, Next::Order(3)), turn(3, Next::Order(1))];
        assert_eq!(walk.forward(&script, 0), 1, "after many turns it goes straight on");
        let set = |value: &str| vec![("side".to_owned(), value.to_owned())];
        script.turns[0].sets = set("left");
        script.turns[1].sets = set("right");
        let mut at = walk.forward(&script, 0);
        for _ in 0..MOST_TURNS + 2 {
            at = walk.place_in(&script.clone(), &script, at);
        }
        assert!(!walk.wants_refill());
        assert_eq!(at, 1);
    }

    #[test]
    fn a_conversation_is_taken_up_where_it_broke_off() {
        let (script, mut walk) = (script(), Walk::default());
        assert!(walk.broken_at(&script, 0).is_none(), "nothing was said yet");
        let at = walk.forward(&script, 0);
        let step = walk.broken_at(&script, at).unwrap();
        let stopped = Stopped {
            call: Uuid::from_u128(1),
            script: script.id.clone(),
            at: step.id.clone(),
            said: walk.confirmed(&script),
            told: Facts::new(),
            when: crate::domain::time::parse_moment("2026-11-22 10:42:08").unwrap(),
        };
        let mut again = Walk::default();
        assert_eq!(again.resume(&script, &stopped), Some(1));
        assert!(again.unsaid(&script).is_empty());
        assert_eq!(again.resume(&script, &Stopped { at: "gone".into(), ..stopped }), None);
        walk.forward(&script, 2);
        assert!(walk.broken_at(&script, 2).is_none(), "the last line was said");
    }

    proptest! {
        #[test]
        fn no_key_leads_outside(keys in proptest::collection::vec(0_u8..12, 0..60)) {
            let (script, mut walk, mut at) = (script(), Walk::default(), 0);
            for key in keys {
                at = match key {
                    10 => walk.forward(&script, at),
                    11 => walk.backward(&script, at),
                    digit => walk.answer(&script, at, digit).unwrap_or(at),
                };
                prop_assert!(at <= script.steps.len());
            }
        }

        #[test]
        fn back_undoes_every_step_forward(count in 0_usize..3) {
            let (script, mut walk, mut at) = (script(), Walk::default(), 0);
            for _ in 0..count {
                at = walk.forward(&script, at);
            }
            for _ in 0..count {
                at = walk.backward(&script, at);
            }
            prop_assert_eq!(at, 0);
        }
    }
}

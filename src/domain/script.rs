//! 话术: what to say, step by step, and the walk through it. Pure: the text files behind it are read by `content/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;

/// What the customer's answers have told so far: `concern` is `price`. Names and values come from script files.
pub type Facts = BTreeMap<String, String>;

/// A script whose fields are filled for one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The file's id, such as `inbound-open`.
    pub id: String,
    /// Title for the pane.
    pub title: SafeText,
    /// The kind of call it opens.
    pub kind: CallKind,
    /// What to say, in order. Steps whose condition does not hold are left out.
    pub steps: Vec<Step>,
}

/// A script that can be opened instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptTitle {
    /// The file's id.
    pub id: String,
    /// For the list.
    pub title: SafeText,
    /// It was written for a situation, and this customer is in it.
    pub fits: bool,
}

/// One thought to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name in the file, for the event log.
    pub id: String,
    /// Its place in the file, the same whatever is left out and in both languages.
    pub order: usize,
    /// The stage it belongs to.
    pub stage: Stage,
    /// Words to read aloud. A field that could not be filled is visible as `⟦…?⟧`.
    pub say: SafeText,
    /// 必须告知: the law or the company obliges the agent to say it.
    pub must_say: bool,
    /// For the agent's eyes only.
    pub note: Option<SafeText>,
    /// What the customer may answer, by digit from 1.
    pub answers: Vec<Answer>,
    /// Where it goes on, unless an answer says otherwise.
    pub next: Next,
    /// A card worth having at hand here.
    pub card: Option<String>,
    /// How long it should take.
    pub seconds: u32,
}

impl Step {
    /// A step that is only said.
    #[must_use]
    pub fn plain(order: usize, stage: Stage, say: SafeText) -> Self {
        Self {
            id: format!("s{}", order + 1),
            order,
            stage,
            say,
            must_say: false,
            note: None,
            answers: Vec::new(),
            next: Next::Following,
            card: None,
            seconds: 0,
        }
    }
}

/// What the customer may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In a few words.
    pub say: SafeText,
    /// Where it leads.
    pub next: Next,
    /// What it tells.
    pub sets: Vec<(String, String)>,
}

/// Where a step goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// To the step behind it.
    #[default]
    Following,
    /// To the step with this place in the file, or the first one behind it that was not left out.
    Order(usize),
    /// Nowhere.
    End,
}

/// 阶段 of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 开场
    Opening,
    /// 核身
    Identity,
    /// 寒暄
    Rapport,
    /// 探询
    Discovery,
    /// 呈现
    Presentation,
    /// 异议
    Objection,
    /// 促成
    Commitment,
    /// 确认
    Confirmation,
    /// 结束
    Closing,
}

impl Script {
    /// The index of the step at a place in the file, or of the first one behind it; behind the last one the script is over, and the
    /// index is the number of steps.
    #[must_use]
    pub fn index_of(&self, order: usize) -> usize {
        self.steps.partition_point(|step| step.order < order)
    }

    /// Where `next` leads from the step at `at`.
    #[must_use]
    pub fn after(&self, at: usize, next: Next) -> usize {
        match next {
            Next::Following => (at + 1).min(self.steps.len()),
            Next::Order(order) => self.index_of(order),
            Next::End => self.steps.len(),
        }
    }

    /// How long the whole script should take, in seconds, when nothing is skipped.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.steps.iter().map(|step| step.seconds).sum()
    }

    /// The stages that occur, in order.
    #[must_use]
    pub fn stages(&self) -> Vec<Stage> {
        let all: BTreeSet<Stage> = self.steps.iter().map(|step| step.stage).collect();
        all.into_iter().collect()
    }
}

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
    /// Where the last answer leads, as a place in the file: the script is filled again for what it told.
    goal: Option<usize>,
}

impl Walk {
    /// Goes on from the step at `at`, which counts as said; returns the new index.
    pub fn forward(&mut self, script: &Script, at: usize) -> usize {
        let next = script.steps.get(at).map_or(Next::Following, |step| step.next);
        self.leave(script, at, next)
    }

    /// The customer has answered with a digit; returns where that leads, or `None` when there is no such answer. What the answer tells
    /// may change the script: see [`Self::place_in`].
    pub fn answer(&mut self, script: &Script, at: usize, digit: u8) -> Option<usize> {
        let answer = script.steps.get(at)?.answers.get(usize::from(digit).checked_sub(1)?)?;
        self.facts.extend(answer.sets.iter().cloned());
        self.goal = Some(match answer.next {
            Next::Following => script.steps.get(at)?.order + 1,
            Next::Order(order) => order,
            Next::End => usize::MAX,
        });
        Some(self.leave(script, at, answer.next))
    }

    /// Another script: only what the answers told is kept, and the path, which goes on.
    pub fn begin_again(&mut self) {
        self.back.clear();
        self.said.clear();
        self.goal = None;
    }

    /// The index in a script that was filled again of the place where one is: `old` and `at` say where that was.
    pub fn place_in(&mut self, script: &Script, old: &Script, at: usize) -> usize {
        let here = old.steps.get(at).map_or(usize::MAX, |step| step.order);
        script.index_of(self.goal.take().unwrap_or(here))
    }

    fn leave(&mut self, script: &Script, at: usize, next: Next) -> usize {
        if let Some(step) = script.steps.get(at) {
            self.said.insert(step.order);
            self.back.push(step.order);
            self.path.push(step.id.clone());
        }
        script.after(at, next)
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        Script { id: "s".into(), title: SafeText::new("S"), kind: CallKind::Inbound, steps }
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

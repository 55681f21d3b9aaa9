//! 取证: what a complaint's checks have found, one slot a step. It keeps digits and no words, so that the other language shows the same.

use std::collections::BTreeMap;

use crate::domain::safe_text::SafeText;
use crate::domain::script::Script;

/// What was found in one call, by script and step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    found: BTreeMap<(String, String), u8>,
}

/// One slot: its name, and what was found; `None` while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What was to be checked.
    pub name: SafeText,
    /// What was found.
    pub found: Option<SafeText>,
}

impl Evidence {
    /// The step at `at` was answered with a digit. Steps without a slot leave nothing.
    pub fn add(&mut self, script: &Script, at: usize, digit: u8) {
        if let Some(step) = script.steps.get(at).filter(|step| step.evidence.is_some()) {
            self.found.insert((script.id.clone(), step.id.clone()), digit);
        }
    }

    /// Every slot of a script, in the order of the checks.
    #[must_use]
    pub fn slots(&self, script: &Script) -> Vec<Slot> {
        let slots = script.steps.iter().filter_map(|step| {
            let digit = self.found.get(&(script.id.clone(), step.id.clone())).copied().unwrap_or(0);
            let answer = usize::from(digit).checked_sub(1).and_then(|at| step.answers.get(at));
            Some(Slot { name: step.evidence.clone()?, found: answer.map(|answer| answer.say.clone()) })
        });
        slots.collect()
    }
}

/// The slots as lines for a note: an open one ends where its finding is to be written.
#[must_use]
pub fn lines(slots: &[Slot]) -> String {
    let line = |slot: &Slot| {
        let found = slot.found.as_ref().map_or("", SafeText::as_str);
        format!("{}: {found}\n", slot.name.as_str())
    };
    slots.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::CallKind;
    use crate::domain::script::{Answer, Next, Stage, Step};

    #[test]
    fn slots_keep_the_order_of_the_checks_and_stay_open_until_answered() {
        let answer = |say: &str| Answer { say: SafeText::new(say), next: Next::Following, sets: Vec::new() };
        let step = |order, slot: Option<&str>| Step {
            evidence: slot.map(SafeText::new),
            answers: vec![answer("有"), answer("没有")],
            ..Step::plain(order, Stage::Discovery, SafeText::new("查"))
        };
        let steps = vec![step(0, Some("话单")), step(1, None), step(2, Some("网关"))];
        let script = Script::plain("s", SafeText::new("S"), CallKind::Inbound, steps);
        let mut evidence = Evidence::default();
        evidence.add(&script, 0, 2);
        evidence.add(&script, 1, 1);
        assert_eq!(lines(&evidence.slots(&script)), "话单: 没有\n网关: \n");
        evidence.add(&script, 2, 1);
        evidence.add(&script, 0, 1);
        assert_eq!(lines(&evidence.slots(&script)), "话单: 有\n网关: 有\n");
    }
}

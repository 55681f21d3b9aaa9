//! 取证: what a complaint's checks have found, one slot a step: the digit of an answer, so that the other language shows the same, or a few
//! words of the agent's own. It must not know where it is kept.

use serde::{Deserialize, Serialize};

use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::script::{Script, Step};

/// What was found in one call, by script and step, in the order of finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Evidence {
    found: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    script: String,
    step: String,
    found: Found,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Found {
    /// The step was answered with that digit.
    Digit(u8),
    /// In the agent's words.
    Words(RawText),
}

/// One slot: its name, and what was found; `None` while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The step that fills it.
    pub step: String,
    /// What was to be checked.
    pub name: SafeText,
    /// What was found.
    pub found: Option<SafeText>,
}

impl Evidence {
    /// Whether nothing was found yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The script of which something was found last.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.found.last().map(|entry| entry.script.as_str())
    }

    /// The step at `at` was answered with a digit; says whether that leaves anything. Steps without a slot leave nothing.
    pub fn add(&mut self, script: &Script, at: usize, digit: u8) -> bool {
        let slot = script.steps.get(at).filter(|step| step.evidence.is_some());
        slot.is_some_and(|step| self.put(&script.id, step, Found::Digit(digit)))
    }

    /// What the agent writes into the slot of the step at `at`; says whether that changes anything. Nothing written takes back what was
    /// written, and leaves a digit alone.
    pub fn write(&mut self, script: &Script, at: usize, text: &str) -> bool {
        let Some(step) = script.steps.get(at).filter(|step| step.evidence.is_some()) else { return false };
        match RawText::non_empty(text) {
            Some(words) => self.put(&script.id, step, Found::Words(words)),
            None => {
                let before = self.found.len();
                let written = |entry: &Entry| matches!(entry.found, Found::Words(_));
                self.found.retain(|entry| !(entry.is(&script.id, step) && written(entry)));
                self.found.len() != before
            }
        }
    }

    /// What the agent wrote into the slot of a step; empty when nothing.
    #[must_use]
    pub fn written(&self, script: &Script, step: &Step) -> &str {
        match self.of(&script.id, step) {
            Some(Found::Words(words)) => words.as_raw(),
            Some(Found::Digit(_)) | None => "",
        }
    }

    /// Every slot of a script, in the order of the checks.
    #[must_use]
    pub fn slots(&self, script: &Script) -> Vec<Slot> {
        let slots = script.steps.iter().filter_map(|step| {
            let answer = |digit: u8| step.answers.get(usize::from(digit).checked_sub(1)?);
            let found = match self.of(&script.id, step) {
                Some(Found::Digit(digit)) => answer(*digit).map(|answer| answer.say.clone()),
                Some(Found::Words(words)) => Some(words.safe()),
                None => None,
            };
            Some(Slot { step: step.id.clone(), name: step.evidence.clone()?, found })
        });
        slots.collect()
    }

    fn of(&self, script: &str, step: &Step) -> Option<&Found> {
        self.found.iter().find(|entry| entry.is(script, step)).map(|entry| &entry.found)
    }

    fn put(&mut self, script: &str, step: &Step, found: Found) -> bool {
        if self.of(script, step) == Some(&found) {
            return false;
        }
        self.found.retain(|entry| !entry.is(script, step));
        self.found.push(Entry { script: script.to_owned(), step: step.id.clone(), found });
        true
    }
}

impl Entry {
    fn is(&self, script: &str, step: &Step) -> bool {
        self.script == script && self.step == step.id
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
        // In words; and back to the digit by it. Nothing written is nothing found.
        assert!(evidence.write(&script, 0, "8 月 3 日 21:40 订的"));
        assert!(!evidence.write(&script, 1, "没有格子"));
        assert_eq!(lines(&evidence.slots(&script)), "话单: 8 月 3 日 21:40 订的\n网关: 有\n");
        assert!(!evidence.write(&script, 2, " "), "a digit stays");
        let kept = serde_json::to_string(&evidence).unwrap();
        assert_eq!(serde_json::from_str::<Evidence>(&kept).unwrap(), evidence);
        assert!(evidence.write(&script, 0, ""));
        assert_eq!(lines(&evidence.slots(&script)), "话单: \n网关: 有\n");
    }
}

//! The namespace `person`: what the agent has set about the four sensitivities, as levels for conditions and as one word to say. Guesses of
//! the rules are not in it: what nobody has said must not steer what is read aloud.

use minijinja::Value;

use super::Known;
use crate::domain::person::told;
use crate::domain::profile::Profile;

/// The sensitivities, in the order in which one of two that are set alike is named first.
const SENSITIVITIES: [&str; 4] = ["security", "price", "service", "brand"];

/// From here on the customer minds it.
const MINDS: u8 = 2;

/// The fields. `true`: always known.
pub(super) const FIELDS: &[(&str, bool)] =
    &[("security", true), ("price", true), ("service", true), ("brand", true), ("minds", false)];

impl Known<'_> {
    /// Levels from 0 (not at all, or nobody said) to 3, and the name of what is minded most.
    pub(super) fn person(&mut self, profile: Option<&Profile>) {
        let mut most: Option<(u8, &'static str)> = None;
        for code in SENSITIVITIES {
            let said = profile.and_then(|profile| told::sensitivity(&profile.told, code));
            let level = said.unwrap_or(0);
            self.put("person", code, Some(Value::from(level)));
            if level >= MINDS && most.is_none_or(|(most, _)| level > most) {
                most = Some((level, code));
            }
        }
        let named = most.map(|(_, code)| self.words.get(&format!("say-minds-{code}")).into_owned());
        self.text("person", "minds", named);
    }
}

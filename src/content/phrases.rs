//! 服务禁语: phrases that are never said to a customer, with what to say instead. It finds them; it must not change a text.

use serde::Deserialize;

pub use crate::domain::phrase::{Phrase, find};

const ZH: &str = include_str!("../../assets/phrases/zh-CN.toml");
const EN: &str = include_str!("../../assets/phrases/en.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<Phrase>,
}

/// The phrases of a language.
#[must_use]
pub fn built_in(tag: &str) -> Vec<Phrase> {
    let text = if tag == "en" { EN } else { ZH };
    // The built-in files are read by a test; without them nothing is found, and work goes on.
    toml::from_str::<File>(text).map(|file| file.phrase).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_read_and_every_phrase_finds_itself() {
        for tag in ["zh-CN", "en"] {
            let phrases = built_in(tag);
            assert!(phrases.len() > 10, "{tag}");
            for phrase in &phrases {
                assert_eq!(phrase.avoid, phrase.avoid.to_ascii_lowercase());
                assert!(!find(&phrase.avoid, &phrases).is_empty(), "{}", phrase.avoid);
                assert!(find(&phrase.instead, &phrases).is_empty(), "{}", phrase.instead);
            }
        }
    }

    #[test]
    fn harmless_words_that_hold_a_phrase_are_left_alone() {
        let zh = built_in("zh-CN");
        assert!(find("具体金额不一定,以账单为准", &zh).is_empty());
        assert_eq!(find("我保证下月就好", &zh)[0].0, "我".len());
        assert!(find("I guarantee it", &built_in("en")).len() == 1);
        assert!(find("unguaranteed", &built_in("en")).is_empty());
    }
}

//! 服务禁语: phrases that are never said to a customer, with what to say instead. It finds them; it must not change a text.

use serde::Deserialize;

const ZH: &str = include_str!("../../assets/phrases/zh-CN.toml");
const EN: &str = include_str!("../../assets/phrases/en.toml");

/// A phrase to avoid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The words, in lower case.
    pub avoid: String,
    /// Words that hold the phrase and are harmless: `一定` in `不一定`.
    #[serde(default)]
    pub except: Vec<String>,
    /// What serves better.
    pub instead: String,
}

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

/// Where in `text` (bytes) a phrase stands that should not.
#[must_use]
pub fn find<'p>(text: &str, phrases: &'p [Phrase]) -> Vec<(usize, &'p Phrase)> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, &Phrase)> = phrases
        .iter()
        .flat_map(|phrase| lower.match_indices(&phrase.avoid).map(move |(at, _)| (at, phrase)))
        .filter(|(at, phrase)| is_whole(&lower, *at, phrase) && !is_harmless(&lower, *at, phrase))
        .collect();
    found.sort_by_key(|(at, phrase)| (*at, std::cmp::Reverse(phrase.avoid.len())));
    found.dedup_by_key(|(at, _)| *at);
    found
}

/// An English phrase must not be part of a longer word.
fn is_whole(text: &str, at: usize, phrase: &Phrase) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text.get(at + phrase.avoid.len()..).and_then(|tail| tail.chars().next());
    let ascii = phrase.avoid.is_ascii();
    !ascii || !(letter(before) || letter(after))
}

fn is_harmless(text: &str, at: usize, phrase: &Phrase) -> bool {
    phrase.except.iter().any(|harmless| {
        text.match_indices(harmless.as_str())
            .any(|(start, _)| start <= at && at + phrase.avoid.len() <= start + harmless.len())
    })
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

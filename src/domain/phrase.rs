//! 服务禁语: a phrase that is never said to a customer, and where it stands in a text. Pure: the files behind it are read by `content/`.

use serde::Deserialize;

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

    fn phrases() -> Vec<Phrase> {
        let phrase = |avoid: &str, except: &[&str]| Phrase {
            avoid: avoid.to_owned(),
            except: except.iter().map(|text| (*text).to_owned()).collect(),
            instead: "x".to_owned(),
        };
        vec![phrase("一定", &["不一定"]), phrase("100%", &[]), phrase("guarantee", &[])]
    }

    #[test]
    fn a_phrase_is_found_whole_and_not_where_it_is_harmless() {
        let at = |text: &str| find(text, &phrases()).iter().map(|(at, _)| *at).collect::<Vec<_>>();
        assert_eq!(at("我一定办好"), ["我".len()]);
        assert_eq!(at("不一定"), Vec::<usize>::new());
        assert_eq!(at("I GUARANTEE it"), [2]);
        assert_eq!(at("guaranteed"), Vec::<usize>::new());
    }
}

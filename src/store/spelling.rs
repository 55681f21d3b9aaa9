//! Pinyin as people type it: whole, shortened, or both in one word. Pure.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::store::readings::readings;

/// Every syllable that a character of the common block is read as.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ('\u{4e00}'..='\u{9fff}').flat_map(|c| readings(c, false).iter().collect::<Vec<_>>()).collect()
});

/// Beginnings of syllables.
static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    SYLLABLES.iter().flat_map(|word| (1..=word.len()).filter_map(|end| word.get(..end))).collect()
});

/// The longest syllable (`zhuang`).
const LONGEST: usize = 6;

/// Names of more characters are found by their text.
const MOST_CHARACTERS: usize = 7;

/// At most so many ways to take a text apart; those with the fewest characters come first and are nearly always meant.
const MOST_WAYS: usize = 8;

/// The initials of the names that a typed text can stand for: `wangxm` is w-x-m, and by another cut w-a-n-g-x-m.
pub(crate) fn abbreviations(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // (what is left, initials so far); one more character each round.
    let mut open: BTreeSet<(&str, String)> = BTreeSet::from([(text, String::new())]);
    for _ in 0..MOST_CHARACTERS {
        let mut next = BTreeSet::new();
        for (rest, initials) in &open {
            for (taken, initial) in first_pieces(rest) {
                let Some(left) = rest.get(taken..) else { continue };
                let longer = format!("{initials}{initial}");
                if !left.is_empty() {
                    if next.len() < 64 {
                        next.insert((left, longer));
                    }
                } else if !out.contains(&longer) {
                    out.push(longer);
                }
            }
        }
        open = next;
    }
    out.truncate(MOST_WAYS);
    out
}

/// What the first character of the name may have been typed as: how many bytes, and its initial.
fn first_pieces(rest: &str) -> Vec<(usize, char)> {
    let Some(c) = rest.chars().next() else {
        return Vec::new();
    };
    if !c.is_ascii() {
        let mut initials: Vec<char> = Vec::new();
        for word in readings(c, true).iter().chain(readings(c, false).iter()) {
            initials.extend(word.chars().next().filter(|initial| !initials.contains(initial)));
        }
        return initials.into_iter().map(|initial| (c.len_utf8(), initial)).collect();
    }
    let mut pieces = Vec::new();
    for length in (2..=LONGEST.min(rest.len())).rev() {
        let Some(piece) = rest.get(..length) else { continue };
        let last = length == rest.len();
        if SYLLABLES.contains(piece) || initial_of_two(piece) || (last && BEGINNINGS.contains(piece)) {
            pieces.push((length, c));
        }
    }
    pieces.push((1, c));
    pieces
}

fn initial_of_two(piece: &str) -> bool {
    matches!(piece, "zh" | "ch" | "sh")
}

/// How a typed text fits a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Every character, each in full.
    Whole,
    /// The name, from the given character on, begins like this.
    Begins,
}

/// Compares reading by reading, from the `skip`th readable character on.
pub(crate) fn compare(typed: &str, name: &str, skip: usize) -> Option<Fit> {
    let mut characters: Vec<(char, bool)> = Vec::with_capacity(8);
    for (at, c) in name.chars().enumerate() {
        if readings(c, at == 0).first().is_some() {
            characters.push((c, at == 0));
        }
    }
    fit(typed, characters.get(skip..)?, true)
}

fn fit(typed: &str, name: &[(char, bool)], in_full: bool) -> Option<Fit> {
    if typed.is_empty() {
        return Some(if name.is_empty() && in_full { Fit::Whole } else { Fit::Begins });
    }
    let ((c, first), rest) = name.split_first()?;
    let mut best: Option<Fit> = None;
    let mut better = |fit: Option<Fit>| {
        if let Some(fit) = fit {
            best = Some(best.map_or(fit, |known| known.min(fit)));
        }
    };
    if let Some(left) = typed.strip_prefix(*c) {
        better(fit(left, rest, false));
    }
    for word in readings(*c, *first).iter() {
        if let Some(left) = typed.strip_prefix(word) {
            better(fit(left, rest, in_full));
        } else if word.starts_with(typed) {
            better(Some(Fit::Begins));
        }
        for length in [1, 2] {
            let initial = word.get(..length).filter(|initial| length == 1 || initial_of_two(initial));
            if let Some(left) = initial.and_then(|initial| typed.strip_prefix(initial)) {
                better(fit(left, rest, false));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_as_it_may_be_meant() {
        assert_eq!(abbreviations("wangxiaoming").first().map(String::as_str), Some("wxm"));
        assert_eq!(abbreviations("wxm"), ["wxm"]);
        assert!(abbreviations("wangxm").contains(&"wxm".to_owned()));
        let xian = abbreviations("xian");
        assert!(xian.contains(&"x".to_owned()) && xian.contains(&"xa".to_owned()));
        assert!(abbreviations("王xm").contains(&"wxm".to_owned()));
        assert!(abbreviations("zhangw").contains(&"zw".to_owned()));
        assert!(abbreviations(&"q".repeat(300)).is_empty());
    }

    #[test]
    fn readings_are_compared_whole_short_and_mixed() {
        for (typed, name, expected) in [
            ("wangxiaoming", "王小明", Some(Fit::Whole)),
            ("wxm", "王小明", Some(Fit::Begins)),
            ("wangxm", "王小明", Some(Fit::Begins)),
            ("wangx", "王小明", Some(Fit::Begins)),
            ("wangxiaom", "王小明", Some(Fit::Begins)),
            ("王xm", "王小明", Some(Fit::Begins)),
            ("wangm", "王小明", None),
            ("shan", "单", Some(Fit::Whole)),
            ("danxx", "单雄信", Some(Fit::Begins)),
            ("zengguofan", "曾国藩", Some(Fit::Whole)),
            ("cengguofan", "曾国藩", Some(Fit::Whole)),
            ("zhw", "张伟", Some(Fit::Begins)),
            ("zw", "张伟", Some(Fit::Begins)),
            ("lvbu", "吕布", Some(Fit::Whole)),
            ("lubu", "吕布", Some(Fit::Whole)),
        ] {
            assert_eq!(compare(typed, name, 0), expected, "{typed} {name}");
        }
        assert_eq!(compare("xiaom", "王小明", 1), Some(Fit::Begins));
        assert_eq!(compare("xiaoming", "王小明", 1), Some(Fit::Whole));
        assert_eq!(compare("x", "王", 5), None);
    }
}

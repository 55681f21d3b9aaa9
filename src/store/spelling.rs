//! Pinyin as people type it: whole, shortened, or both in one word; and names as runs of syllables to compare it with. Pure.
//!
//! Every syllable has a number in alphabetical order, so that "begins with `xia`" is a range of numbers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::store::readings::{MOST, readings};

/// Every syllable that a character of the common block is read as, and single letters and digits for Latin names; sorted.
static SYLLABLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let words = COMMON.flat_map(|c| [readings(c, false), readings(c, true)]);
    let letters = ('0'..='9').chain('a'..='z').map(|c| readings(c, false));
    let all: BTreeSet<&str> =
        words.chain(letters).flat_map(|readings| readings.iter().collect::<Vec<_>>()).collect();
    all.into_iter().collect()
});

/// CJK Unified Ideographs.
const COMMON: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// The longest syllable (`zhuang`).
const LONGEST: usize = 6;

/// Names of more characters are found by their text.
const MOST_CHARACTERS: usize = 7;

/// At most so many ways to take a text apart; those with the fewest characters come first and are nearly always meant.
const MOST_CUTS: usize = 6;

/// A syllable's number, from 1; 0 stands between names.
pub(crate) type Syllable = u16;

fn number_of(word: &str) -> Option<Syllable> {
    let at = SYLLABLES.binary_search(&word).ok()?;
    Syllable::try_from(at + 1).ok()
}

/// The syllables that begin so.
fn beginning(piece: &str) -> Option<(Syllable, Syllable)> {
    let low = SYLLABLES.partition_point(|word| *word < piece);
    let count = SYLLABLES.iter().skip(low).take_while(|word| word.starts_with(piece)).count();
    let from = Syllable::try_from(low + 1).ok()?;
    (count > 0).then(|| Some((from, Syllable::try_from(low + count).ok()?)))?
}

/// What was typed for one character of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    low: Syllable,
    high: Syllable,
    /// The syllable, when the piece is a whole one.
    whole: Option<Syllable>,
    /// One letter.
    letter: bool,
}

impl Piece {
    pub(crate) const fn fits(self, syllable: Syllable) -> bool {
        // One comparison instead of two, for the scan.
        syllable.wrapping_sub(self.low) <= self.high - self.low
    }

    pub(crate) fn is(self, syllable: Syllable) -> bool {
        self.whole == Some(syllable)
    }

    pub(crate) const fn is_whole(self) -> bool {
        self.whole.is_some()
    }

    pub(crate) const fn is_letter(self) -> bool {
        self.letter
    }
}

/// The ways to take a typed text apart: `wangxm` is wang-x-m, and also wan-g-x-m.
pub(crate) fn cuts(text: &str) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = Vec::new();
    // What is left, and the pieces so far; one more character each round.
    let mut open: Vec<(&str, Vec<Piece>)> = vec![(text, Vec::new())];
    for _ in 0..MOST_CHARACTERS {
        let mut next = Vec::new();
        for (rest, pieces) in &open {
            for (taken, piece) in first_pieces(rest) {
                let Some(left) = rest.get(taken..) else { continue };
                let mut longer = pieces.clone();
                longer.push(piece);
                if left.is_empty() {
                    out.push(longer);
                } else if next.len() < 64 {
                    next.push((left, longer));
                }
            }
        }
        if out.len() >= MOST_CUTS {
            break;
        }
        open = next;
    }
    out.truncate(MOST_CUTS);
    out
}

/// What the first character of the name may have been typed as, and how many bytes of the text that takes.
fn first_pieces(rest: &str) -> Vec<(usize, Piece)> {
    let Some(c) = rest.chars().next() else {
        return Vec::new();
    };
    if !c.is_ascii() {
        let syllables: BTreeSet<Syllable> =
            readings(c, true).iter().chain(readings(c, false).iter()).filter_map(number_of).collect();
        let piece = |syllable| Piece { low: syllable, high: syllable, whole: None, letter: false };
        return syllables.into_iter().map(|syllable| (c.len_utf8(), piece(syllable))).collect();
    }
    let mut pieces = Vec::new();
    for length in (1..=LONGEST.min(rest.len())).rev() {
        let Some(text) = rest.get(..length) else { continue };
        let whole = number_of(text);
        let short = length == 1 || matches!(text, "zh" | "ch" | "sh");
        let range = if length == rest.len() || short {
            beginning(text)
        } else {
            whole.map(|syllable| (syllable, syllable))
        };
        if let Some((low, high)) = range {
            pieces.push((length, Piece { low, high, whole, letter: length == 1 }));
        }
    }
    pieces
}

/// The readings of characters by number, worked out once per character.
pub(crate) struct Table {
    /// Two places a character of the common block: inside a name, and at its beginning.
    known: Vec<Option<[Syllable; MOST]>>,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self { known: vec![None; 2 * COMMON.count()] }
    }

    /// 0 where there is no further reading.
    pub(crate) fn syllables(&mut self, c: char, first: bool) -> [Syllable; MOST] {
        let place = u32::from(c)
            .checked_sub(u32::from(*COMMON.start()))
            .and_then(|at| usize::try_from(at * 2 + u32::from(first)).ok());
        match place.and_then(|at| self.known.get_mut(at)) {
            Some(Some(known)) => *known,
            Some(empty) => *empty.insert(look_up(c, first)),
            None => look_up(c, first),
        }
    }
}

fn look_up(c: char, first: bool) -> [Syllable; MOST] {
    let mut out = [0; MOST];
    for (place, word) in out.iter_mut().zip(readings(c, first).iter()) {
        *place = number_of(word).unwrap_or(0);
    }
    out
}

/// At most so many ways to read one name.
const MOST_VARIANTS: usize = 8;

/// Every way to read a name, as syllables; empty when nothing in it can be read. `out` is used again from name to name.
pub(crate) fn variants(name: &str, table: &mut Table, out: &mut Vec<Vec<Syllable>>) {
    out.clear();
    out.push(Vec::new());
    for (at, c) in name.chars().enumerate() {
        let all = table.syllables(c, at == 0);
        let [usual, others @ ..] = all;
        if usual == 0 {
            continue;
        }
        let base = out.len();
        for other in others.into_iter().filter(|other| *other != 0) {
            for variant in 0..base {
                if out.len() >= MOST_VARIANTS {
                    break;
                }
                let Some(mut longer) = out.get(variant).cloned() else { continue };
                longer.push(other);
                out.push(longer);
            }
        }
        for variant in out.iter_mut().take(base) {
            variant.push(usual);
        }
    }
    out.retain(|variant| !variant.is_empty());
}

/// Whether a query of Chinese characters and pinyin (`王xm`) fits the name from the `skip`th readable character on. The
/// scan has compared readings only; here a Chinese character must be itself.
pub(crate) fn mixed_fits(typed: &str, name: &str, skip: usize) -> bool {
    let readable: Vec<(char, bool)> = name
        .chars()
        .enumerate()
        .map(|(at, c)| (c, at == 0))
        .filter(|(c, first)| readings(*c, *first).first().is_some())
        .skip(skip)
        .collect();
    fits(typed, &readable)
}

fn fits(typed: &str, name: &[(char, bool)]) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some(((c, first), rest)) = name.split_first() else {
        return false;
    };
    if typed.strip_prefix(*c).is_some_and(|left| fits(left, rest)) {
        return true;
    }
    readings(*c, *first).iter().any(|word| {
        word.starts_with(typed)
            || [word.len(), 1, 2].into_iter().any(|length| {
                let piece =
                    word.get(..length).filter(|piece| length != 2 || matches!(*piece, "zh" | "ch" | "sh"));
                piece.and_then(|piece| typed.strip_prefix(piece)).is_some_and(|left| fits(left, rest))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<String> {
        cuts(text)
            .iter()
            .map(|cut| {
                let words: Vec<&str> = cut
                    .iter()
                    .map(|piece| match piece.whole {
                        Some(syllable) => SYLLABLES[usize::from(syllable) - 1],
                        None => "*",
                    })
                    .collect();
                words.join("-")
            })
            .collect()
    }

    fn read(name: &str) -> Vec<String> {
        let mut out = Vec::new();
        variants(name, &mut Table::new(), &mut out);
        out.iter()
            .map(|variant| {
                let words: Vec<&str> =
                    variant.iter().map(|syllable| SYLLABLES[usize::from(*syllable) - 1]).collect();
                words.join(" ")
            })
            .collect()
    }

    #[test]
    fn a_text_is_taken_apart_as_it_may_be_meant() {
        assert_eq!(shapes("wangxiaoming")[0], "wang-xiao-ming");
        assert_eq!(shapes("wxm"), ["w-x-m"]);
        assert_eq!(shapes("wangxm")[0], "wang-x-m");
        assert_eq!(shapes("xian")[..2], ["xian", "xia-n"]);
        assert!(shapes("xian").contains(&"xi-an".to_owned()));
        assert!(shapes(&"q".repeat(300)).is_empty());
    }

    #[test]
    fn names_are_read_in_every_way() {
        assert_eq!(read("王小飞"), ["wang xiao fei"]);
        assert_eq!(read("单雄飞"), ["shan xiong fei", "dan xiong fei"]);
        assert_eq!(read("吕布"), ["lv bu", "lu bu"]);
        assert_eq!(read(""), [""; 0]);
        assert_eq!(read("ann"), ["a n n"]);
    }

    #[test]
    fn a_chinese_character_in_a_query_is_itself() {
        for (typed, name, skip, expected) in [
            ("王xm", "王小明", 0, true),
            ("w小m", "王小明", 0, true),
            ("wang小ming", "王小明", 0, true),
            ("汪xm", "王小明", 0, false),
            ("w晓m", "王小明", 0, false),
            ("小m", "王小明", 1, true),
            ("zh三", "张三", 0, true),
        ] {
            assert_eq!(mixed_fits(typed, name, skip), expected, "{typed} {name}");
        }
    }

    #[test]
    fn a_range_holds_what_begins_so() {
        let (low, high) = beginning("xia").unwrap();
        let words: Vec<&str> = (low..=high).map(|n| SYLLABLES[usize::from(n) - 1]).collect();
        assert_eq!(words, ["xia", "xian", "xiang", "xiao"]);
        assert_eq!(beginning("vq"), None);
    }
}

//! The building blocks of the search index: many short lines in one long text, and sorted numbers.

use std::ops::Range;

use crate::store::spelling::{Piece, Syllable};

/// Lines, each ended by a line feed, and where each begins.
#[derive(Default)]
pub(crate) struct Lines {
    text: Vec<u8>,
    starts: Vec<u32>,
}

impl Lines {
    /// Appends a line. The line itself never holds a line feed: names are normalised, and the rest is digits and letters.
    pub(crate) fn push(&mut self, line: &str) {
        self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.text.extend_from_slice(line.as_bytes());
        self.text.push(b'\n');
    }

    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    fn range(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line)? as usize;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| *next as usize);
        Some(start..end.saturating_sub(1))
    }

    /// The text of a line.
    pub(crate) fn line(&self, line: u32) -> Option<&str> {
        std::str::from_utf8(self.text.get(self.range(line as usize)?)?).ok()
    }

    /// Whether a hit stands at the beginning of its line.
    pub(crate) fn begins(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.text.get(before) == Some(&b'\n'))
    }

    /// Whether a hit that stops before `end` stands at the end of its line.
    pub(crate) fn ends(&self, end: usize) -> bool {
        self.text.get(end) == Some(&b'\n')
    }

    pub(crate) fn cursor(&self) -> Cursor<'_> {
        Cursor { lines: self, line: 0 }
    }
}

/// Finds the lines of hits that come in order, each from where the last one was.
pub(crate) struct Cursor<'a> {
    lines: &'a Lines,
    line: usize,
}

impl Cursor<'_> {
    /// The line that holds byte `at`, and its bytes; `at` never goes back.
    pub(crate) fn line_at(&mut self, at: usize) -> Option<(u32, Range<usize>)> {
        let starts = &self.lines.starts;
        let after = |line: usize| starts.get(line).is_none_or(|start| *start as usize > at);
        // Steps that double, then halves: hits are near each other more often than not.
        let mut step = 1;
        while !after(self.line + step) {
            self.line += step;
            step *= 2;
        }
        while step > 0 {
            if !after(self.line + step) {
                self.line += step;
            }
            step /= 2;
        }
        Some((u32::try_from(self.line).ok()?, self.lines.range(self.line)?))
    }
}

/// Names as syllables, one run after the other with a 0 between, and whose each run is.
pub(crate) struct Runs {
    syllables: Vec<Syllable>,
    starts: Vec<u32>,
    owners: Vec<u32>,
}

impl Default for Runs {
    fn default() -> Self {
        Self { syllables: vec![0], starts: Vec::new(), owners: Vec::new() }
    }
}

/// A run of syllables that fits.
pub(crate) struct RunHit {
    /// Where in the syllables.
    pub(crate) at: usize,
    /// It begins its name.
    pub(crate) begins: bool,
    /// It ends its name.
    pub(crate) ends: bool,
    /// Every piece is a whole syllable, and the very one.
    pub(crate) in_full: bool,
}

impl Runs {
    pub(crate) fn push(&mut self, run: &[Syllable], owner: u32) {
        self.starts.push(u32::try_from(self.syllables.len()).unwrap_or(u32::MAX));
        self.owners.push(owner);
        self.syllables.extend_from_slice(run);
        self.syllables.push(0);
    }

    /// Calls `each` for every place where the pieces fit, in order, until it says no.
    pub(crate) fn scan(&self, cut: &[Piece], mut each: impl FnMut(RunHit) -> bool) {
        let Some((first, rest)) = cut.split_first() else { return };
        // Blocks in which nothing fits are passed over several syllables at a time.
        for (block, syllables) in self.syllables.chunks(64).enumerate() {
            if !syllables.iter().fold(false, |any, syllable| any | first.fits(*syllable)) {
                continue;
            }
            for (offset, syllable) in syllables.iter().enumerate() {
                let at = block * 64 + offset;
                if first.fits(*syllable) && self.fits(at + 1, rest) && !each(self.hit(at, cut)) {
                    return;
                }
            }
        }
    }

    fn fits(&self, at: usize, pieces: &[Piece]) -> bool {
        pieces.is_empty()
            || self.syllables.get(at..at + pieces.len()).is_some_and(|syllables| {
                syllables.iter().zip(pieces).all(|(syllable, piece)| piece.fits(*syllable))
            })
    }

    fn hit(&self, at: usize, cut: &[Piece]) -> RunHit {
        let zero = |at: usize| self.syllables.get(at).is_none_or(|syllable| *syllable == 0);
        let syllables = self.syllables.get(at..at + cut.len()).unwrap_or_default();
        RunHit {
            at,
            begins: zero(at.saturating_sub(1)),
            ends: zero(at + cut.len()),
            in_full: syllables.iter().zip(cut).all(|(syllable, piece)| piece.is(*syllable)),
        }
    }

    /// Whose run holds `at`, and how many syllables stand before it there.
    pub(crate) fn owner(&self, at: usize) -> Option<(u32, usize)> {
        let run = self.starts.partition_point(|start| *start as usize <= at).checked_sub(1)?;
        Some((*self.owners.get(run)?, at - *self.starts.get(run)? as usize))
    }
}

/// Positions sorted by a key.
#[derive(Default)]
pub(crate) struct Sorted {
    keys: Vec<u64>,
    positions: Vec<u32>,
}

impl Sorted {
    pub(crate) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        Self {
            keys: pairs.iter().map(|(key, _)| *key).collect(),
            positions: pairs.iter().map(|(_, position)| *position).collect(),
        }
    }

    fn between(&self, low: u64, high: u64) -> &[u32] {
        let from = self.keys.partition_point(|key| *key < low);
        let to = self.keys.partition_point(|key| *key <= high);
        self.positions.get(from..to).unwrap_or_default()
    }

    /// Those with exactly this key.
    pub(crate) fn exactly(&self, key: u64) -> &[u32] {
        self.between(key, key)
    }

    /// Those whose digits begin so.
    pub(crate) fn beginning(&self, digits: impl ExactSizeIterator<Item = u8>) -> &[u32] {
        let free = 64 - 4 * u32::try_from(digits.len().min(16)).unwrap_or(16);
        let low = left_aligned(digits);
        self.between(low, low | u64::MAX.checked_shr(64 - free).unwrap_or(0))
    }
}

/// Up to 16 digits as one number that sorts like the text: 4 bits a digit from the left, the digit plus one, so that nothing
/// sorts before `0`.
pub(crate) fn left_aligned(digits: impl Iterator<Item = u8>) -> u64 {
    let mut key = 0;
    let mut shift = 64;
    for digit in digits.take(16) {
        shift -= 4;
        key |= u64::from(digit.wrapping_sub(b'0') % 10 + 1) << shift;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_finds_every_line() {
        let mut lines = Lines::default();
        let all: Vec<String> = (0..200).map(|n| "x".repeat(n % 5)).collect();
        all.iter().for_each(|line| lines.push(line));
        let mut cursor = lines.cursor();
        for at in 0..lines.text().len() {
            let expected = lines.text()[..at].iter().filter(|byte| **byte == b'\n').count();
            assert_eq!(cursor.line_at(at).unwrap().0 as usize, expected);
        }
        assert_eq!(lines.line(3), Some("xxx"));
    }

    #[test]
    fn beginnings_are_found_among_digits_of_any_length() {
        let numbers = ["10086", "1008611", "13800138000", "01062345678", "0"];
        let pairs = (0_u32..).zip(numbers).map(|(at, digits)| (left_aligned(digits.bytes()), at)).collect();
        let sorted = Sorted::of(pairs);
        let find = |digits: &str| {
            let mut found = sorted.beginning(digits.bytes()).to_vec();
            found.sort_unstable();
            found
        };
        assert_eq!(find("10086"), [0, 1]);
        assert_eq!(find("1"), [0, 1, 2]);
        assert_eq!(find("0"), [3, 4]);
        assert_eq!(find("13800138000"), [2]);
        assert_eq!(find("138001380001"), [0_u32; 0]);
        assert_eq!(sorted.exactly(left_aligned("10086".bytes())), [0]);
    }
}

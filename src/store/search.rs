//! Finding people among a million: a packed index in memory, about 100 bytes a customer. Knows no SQL.
//!
//! Rows stand in the order in which equals are listed (level, name, number), so a position is also a rank, and whatever is
//! found first is listed first. Digits and names are scanned as one long text each; beginnings and ends of numbers are
//! looked up in sorted arrays. Pinyin is compared syllable by syllable over one long run of syllable numbers.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;

use crate::domain::customer::{CustomerId, Level};
use crate::domain::phone::PhoneNumber;
use crate::domain::search::{Matched, SearchResult, normalise};
use crate::store::index_text::{Lines, Runs, Sorted, left_aligned};
use crate::store::spelling::{self, Table};
use crate::store::{Reader, StoreError};

/// A customer found, before the row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The store's row.
    pub id: CustomerId,
    /// Why.
    pub matched: Matched,
}

/// The index. Built off the threads that people wait for.
#[derive(Default)]
pub struct SearchIndex {
    /// The store's row of each position.
    ids: Vec<u32>,
    digits: Lines,
    by_start: Sorted,
    by_end: Sorted,
    /// Comparable names, empty where unknown.
    names: Lines,
    /// Every way to read a name.
    runs: Runs,
}

/// One customer while the index is being built.
pub(crate) struct Entry {
    rank: u8,
    name: Box<str>,
    number: i64,
    id: u32,
}

impl Entry {
    pub(crate) fn new(id: u32, number: i64, name: Option<&str>, level: Option<Level>) -> Self {
        let rank = level.map_or(u8::MAX, |level| u8::MAX - 1 - level as u8);
        Self { rank, name: normalise(name.unwrap_or_default()).into_boxed_str(), number, id }
    }
}

impl SearchIndex {
    /// Reads all customers and builds the index.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn build(reader: &Reader) -> Result<Self, StoreError> {
        Self::build_unless(reader, &AtomicBool::new(false))
    }

    /// The same, given up when `stop` is set.
    ///
    /// # Errors
    /// When the database cannot be read, or on `stop`.
    pub fn build_unless(reader: &Reader, stop: &AtomicBool) -> Result<Self, StoreError> {
        let mut entries = Vec::new();
        reader.for_each_name(|id, number, name, level| {
            if stop.load(Ordering::Relaxed) {
                return Err(StoreError::Busy);
            }
            let id = u32::try_from(id).map_err(|_| StoreError::Damaged { what: "row number" })?;
            entries.push(Entry::new(id, number, name, level));
            Ok(())
        })?;
        if stop.load(Ordering::Relaxed) {
            return Err(StoreError::Busy);
        }
        Ok(Self::of(entries))
    }

    /// The index of some people, in any order.
    pub(crate) fn of(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by(|a, b| {
            (a.rank, a.name.is_empty(), &a.name, a.number).cmp(&(
                b.rank,
                b.name.is_empty(),
                &b.name,
                b.number,
            ))
        });
        Self::of_sorted(&entries)
    }

    fn of_sorted(entries: &[Entry]) -> Self {
        let mut index = Self::default();
        let mut starts = Vec::with_capacity(entries.len());
        let mut ends = Vec::with_capacity(entries.len());
        let mut table = Table::new();
        let mut variants = Vec::new();
        for (position, entry) in (0_u32..).zip(entries) {
            index.ids.push(entry.id);
            let digits = PhoneNumber::from_key(entry.number).digits();
            let digits = digits.trim_start_matches('+');
            starts.push((left_aligned(digits.bytes()), position));
            ends.push((left_aligned(digits.bytes().rev()), position));
            index.digits.push(digits);
            index.names.push(&entry.name);
            spelling::variants(&entry.name, &mut table, &mut variants);
            for variant in &variants {
                index.runs.push(variant, position);
            }
        }
        index.by_start = Sorted::of(starts);
        index.by_end = Sorted::of(ends);
        index
    }

    /// How many customers it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The best `limit` customers for what was typed, and how many there are in all when that was cheap to know.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> (Vec<Found>, Option<usize>) {
        let text = normalise(query);
        if text.is_empty() || limit == 0 {
            return (Vec::new(), Some(0));
        }
        let mut hits = Hits::new(limit);
        if let Ok(number) = PhoneNumber::parse(query) {
            let digits = number.digits();
            let key = left_aligned(digits.trim_start_matches('+').bytes());
            hits.add_smallest(self.by_start.exactly(key), Matched::WholeNumber);
        }
        let digits = text.trim_start_matches('+');
        if !digits.is_empty() && digits.len() <= 16 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.find_digits(digits, &mut hits);
        }
        self.find_names(&text, &mut hits);
        if text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            self.find_spelled(&text, &mut hits);
        }
        let total = hits.total();
        let found = hits.sorted().into_iter().filter_map(|(matched, position)| {
            let id = self.ids.get(position as usize)?;
            Some(Found { id: CustomerId(i64::from(*id)), matched })
        });
        (found.collect(), total)
    }

    /// [`Self::find`] with the rows read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, reader: &Reader, query: &str, limit: usize) -> Result<SearchResult, StoreError> {
        let (found, total) = self.find(query, limit);
        Ok(SearchResult { hits: reader.hits(&found)?, total })
    }

    fn find_digits(&self, digits: &str, hits: &mut Hits) {
        let end = if digits.len() == 4 { Matched::LastFour } else { Matched::NumberSuffix };
        hits.add_smallest(self.by_end.beginning(digits.bytes().rev()), end);
        hits.add_smallest(self.by_start.beginning(digits.bytes()), Matched::NumberPrefix);
        let mut cursor = self.digits.cursor();
        for at in memmem::find_iter(self.digits.text(), digits) {
            // A short run is in nearly every number: the list is full long before the text is at its end.
            if hits.is_full(Matched::NumberPart) {
                return hits.leave_some();
            }
            if self.digits.begins(at) || self.digits.ends(at + digits.len()) {
                continue;
            }
            if let Some((position, _)) = cursor.line_at(at) {
                hits.add(position, Matched::NumberPart);
            }
        }
    }

    fn find_names(&self, text: &str, hits: &mut Hits) {
        hits.next_scan();
        let mut cursor = self.names.cursor();
        for at in memmem::find_iter(self.names.text(), text) {
            let matched = match (self.names.begins(at), self.names.ends(at + text.len())) {
                (true, true) => Matched::WholeName,
                (true, false) => Matched::NamePrefix,
                (false, _) => Matched::NamePart,
            };
            if hits.is_full(matched) {
                hits.leave_some();
            } else if let Some((position, _)) = cursor.line_at(at) {
                hits.add(position, matched);
            }
        }
    }

    /// `wangxiaoming`, `wxm`, `wangxm`, `王xm`, and beginnings of these, also from a later character on.
    fn find_spelled(&self, text: &str, hits: &mut Hits) {
        let mixed = !text.is_ascii();
        for cut in spelling::cuts(text) {
            // With a screenful of better readings of the text, only those remain worth a look that could be a whole name.
            if hits.enough() && !cut.iter().all(|piece| piece.is_whole()) {
                continue;
            }
            hits.next_scan();
            let short = cut.iter().all(|piece| piece.is_letter());
            self.runs.scan(&cut, |hit| {
                let matched = match (hit.begins, hit.ends, short, hit.in_full) {
                    (false, ..) => Matched::PinyinPart,
                    (true, true, true, _) => Matched::WholeInitials,
                    (true, true, false, true) => Matched::WholePinyin,
                    (true, _, true, _) => Matched::InitialsPrefix,
                    (true, _, false, _) => Matched::PinyinPrefix,
                };
                if hits.is_full(matched) {
                    hits.leave_some();
                    // A single letter fits nearly everybody; names of one syllable are not worth reading on for.
                    return text.len() > 1 || !hits.is_full(Matched::InitialsPrefix);
                }
                let Some((position, before)) = self.runs.owner(hit.at) else { return true };
                if mixed {
                    let Some(name) = self.names.line(position) else { return true };
                    if !spelling::mixed_fits(text, name, before) {
                        return true;
                    }
                }
                hits.add(position, matched);
                true
            });
        }
    }
}

/// What was found, by reason. Each scan comes in the order of positions, so its first hits of a reason are its best.
struct Hits {
    limit: usize,
    by_reason: [Vec<u32>; REASONS.len()],
    /// How many of each reason the running scan has brought.
    brought: [usize; REASONS.len()],
    partial: bool,
}

const REASONS: [Matched; 13] = [
    Matched::WholeNumber,
    Matched::LastFour,
    Matched::WholeName,
    Matched::NumberPrefix,
    Matched::NumberSuffix,
    Matched::NamePrefix,
    Matched::WholePinyin,
    Matched::WholeInitials,
    Matched::PinyinPrefix,
    Matched::InitialsPrefix,
    Matched::NamePart,
    Matched::NumberPart,
    Matched::PinyinPart,
];

impl Hits {
    fn new(limit: usize) -> Self {
        let by_reason = std::array::from_fn(|_| Vec::new());
        Self { limit, by_reason, brought: [0; REASONS.len()], partial: false }
    }

    fn next_scan(&mut self) {
        self.brought = [0; REASONS.len()];
    }

    /// Twice the limit is enough: of these at most `limit` less one can be listed already for a better reason.
    fn is_full(&self, matched: Matched) -> bool {
        self.brought.get(matched as usize).is_some_and(|count| *count >= self.limit.saturating_mul(2))
    }

    /// Whether the list is full with names that begin as typed.
    fn enough(&self) -> bool {
        [Matched::PinyinPrefix, Matched::InitialsPrefix]
            .into_iter()
            .any(|matched| self.by_reason.get(matched as usize).is_some_and(|list| list.len() >= self.limit))
    }

    fn leave_some(&mut self) {
        self.partial = true;
    }

    fn add(&mut self, position: u32, matched: Matched) {
        let places = self.by_reason.get_mut(matched as usize).zip(self.brought.get_mut(matched as usize));
        let Some((list, count)) = places else { return };
        if list.last() != Some(&position) {
            list.push(position);
            *count += 1;
        }
    }

    /// Of positions in another order, the first in rank.
    fn add_smallest(&mut self, positions: &[u32], matched: Matched) {
        self.next_scan();
        let keep = self.limit.saturating_mul(2);
        let mut smallest = positions.to_vec();
        if smallest.len() > keep {
            smallest.select_nth_unstable(keep);
            smallest.truncate(keep);
            self.partial = true;
        }
        for position in smallest {
            self.add(position, matched);
        }
        self.next_scan();
    }

    fn total(&self) -> Option<usize> {
        let all = || self.by_reason.iter().flatten().collect::<HashSet<_>>().len();
        (!self.partial).then(all)
    }

    fn sorted(mut self) -> Vec<(Matched, u32)> {
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        for (matched, positions) in REASONS.into_iter().zip(&mut self.by_reason) {
            positions.sort_unstable();
            for position in positions {
                if out.len() == self.limit {
                    return out;
                }
                if seen.insert(*position) {
                    out.push((matched, *position));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(id: u32, number: &str, name: &str) -> Entry {
        let number = PhoneNumber::parse(number).unwrap().key();
        Entry { rank: 0, name: normalise(name).into_boxed_str(), number, id }
    }

    static INDEX: std::sync::LazyLock<SearchIndex> = std::sync::LazyLock::new(index);

    fn index() -> SearchIndex {
        let people = [
            (1, "13800138000", "王小明"),
            (2, "13900138001", "单雄信"),
            (3, "13700008000", "曾国藩"),
            (4, "13800001111", "王明"),
            (5, "01062345678", "重庆火锅有限公司"),
            (6, "10086", ""),
            (7, "13612345678", "Ann Li"),
            (8, "13512348000", "欧阳小明"),
        ];
        let entries: Vec<Entry> = people.iter().map(|(id, number, name)| entry(*id, number, name)).collect();
        SearchIndex::of_sorted(&entries)
    }

    fn ids(query: &str) -> Vec<i64> {
        INDEX.find(query, 50).0.iter().map(|found| found.id.0).collect()
    }

    #[test]
    fn numbers_are_found_by_any_run() {
        assert_eq!(ids("13800138000"), [1]);
        assert_eq!(ids("+86 138-0013-8000"), [1]);
        assert_eq!(ids("8000"), [1, 3, 8, 4], "last four first, then inside");
        assert_eq!(ids("1380"), [1, 4, 2], "beginning, then inside");
        assert_eq!(ids("0013800"), [1, 2]);
        assert_eq!(ids("010"), [5]);
        assert_eq!(ids("10086"), [6]);
        assert_eq!(ids("99999"), [0_i64; 0]);
    }

    #[test]
    fn names_are_found_whole_begun_and_inside() {
        assert_eq!(ids("王明"), [4]);
        assert_eq!(ids("王"), [1, 4]);
        assert_eq!(ids("小明"), [1, 8]);
        assert_eq!(ids("明"), [1, 4, 8]);
        assert_eq!(ids("ann li"), [7]);
        assert_eq!(ids("欧阳"), [8]);
    }

    #[test]
    fn pinyin_is_found_whole_short_mixed_and_by_every_reading() {
        assert_eq!(ids("wangxiaoming"), [1]);
        assert_eq!(ids("wxm"), [1]);
        assert_eq!(ids("wangxm"), [1]);
        assert_eq!(ids("WangX"), [1]);
        assert_eq!(ids("wang"), [1, 4]);
        assert_eq!(ids("wm"), [4]);
        assert_eq!(ids("王xm"), [1]);
        assert_eq!(ids("shanxx"), [2]);
        assert_eq!(ids("dxx"), [2]);
        assert_eq!(ids("zeng"), [3]);
        assert_eq!(ids("ceng"), [3]);
        assert_eq!(ids("chongqing"), [5]);
        assert_eq!(ids("zhongqing"), [5]);
        assert_eq!(ids("xiaoming"), [1, 8]);
        assert_eq!(ids("ouyangxm"), [8]);
        assert_eq!(ids("qqqq"), [0_i64; 0]);
    }

    #[test]
    fn the_reason_decides_then_the_rank() {
        let (found, total) = INDEX.find("8000", 2);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Found { id: CustomerId(1), matched: Matched::LastFour });
        assert_eq!(total, Some(4));
        assert_eq!(INDEX.find("王明", 9).0[0].matched, Matched::WholeName);
        assert_eq!(INDEX.find("wangxiaoming", 9).0[0].matched, Matched::WholePinyin);
        assert_eq!(INDEX.find("wxm", 9).0[0].matched, Matched::WholeInitials);
        assert_eq!(INDEX.find("wx", 9).0[0].matched, Matched::InitialsPrefix);
        assert_eq!(INDEX.find("xm", 9).0[0].matched, Matched::PinyinPart);
    }

    proptest! {
        #[test]
        fn every_run_of_digits_finds_all_who_have_it(
            numbers in proptest::collection::btree_set(13_000_000_000_i64..13_000_002_000, 1..60),
            run in "[0-9]{1,6}",
        ) {
            let entries: Vec<Entry> = (1..).zip(&numbers)
                .map(|(id, number)| Entry { rank: 0, name: "".into(), number: *number, id })
                .collect();
            let (found, total) = SearchIndex::of_sorted(&entries).find(&run, 100);
            let mut found: Vec<u32> = found.iter().map(|found| u32::try_from(found.id.0).unwrap()).collect();
            found.sort_unstable();
            let expected: Vec<u32> = (1_u32..).zip(&numbers)
                .filter(|(_, number)| number.to_string().contains(&run)).map(|(id, _)| id).collect();
            prop_assert_eq!(total, Some(expected.len()));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_short_list_is_the_head_of_the_long_one(
            numbers in proptest::collection::btree_set(13_000_000_000_i64..13_000_000_400, 1..200),
            run in "[0-9]{1,3}", limit in 1_usize..8,
        ) {
            let entries: Vec<Entry> = (1..).zip(&numbers)
                .map(|(id, number)| Entry { rank: 0, name: "".into(), number: *number, id })
                .collect();
            let index = SearchIndex::of_sorted(&entries);
            let all = index.find(&run, 1_000).0;
            let head = index.find(&run, limit).0;
            prop_assert_eq!(head.as_slice(), &all[..limit.min(all.len())]);
        }

        #[test]
        fn no_query_panics(query in r"\PC{0,24}") {
            let _ = INDEX.find(&query, 10);
        }
    }
}

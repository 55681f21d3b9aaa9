//! A customer's months in one blob: 24 months of a dozen measures in about 400 bytes, read in one step.
//!
//! A version byte, then per month, oldest first: how many months after the one before (the first: after January of year 0), a
//! bit per known measure, and the known measures as numbers of variable length. A reader that meets a bit it does not know
//! passes over that number.

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::usage::{Kilobytes, Minutes, PerMille, UsageMonth};
use crate::store::packed::{fold_sign, push_number, take_number, unfold_sign};

const VERSION: u8 = 1;

/// Measures of today; their order is part of the format.
const MEASURES: usize = 18;

/// A month as the blob has it: which measures are known, and the known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedMonth {
    pub(crate) index: u32,
    known: u64,
    values: [u64; MEASURES],
}

impl PackedMonth {
    pub(crate) fn of(month: &UsageMonth) -> Self {
        let mut packed = Self { index: month.month.index(), known: 0, values: [0; MEASURES] };
        let mut at = 0;
        // In the order of the format; a loop over an array of options costs three times as much, twelve million times.
        let mut put = |value: Option<u64>| {
            if let (Some(value), Some(place)) = (value, packed.values.get_mut(at)) {
                packed.known |= 1 << at;
                *place = value;
            }
            at += 1;
        };
        let money = |fen: Option<Fen>| fen.map(|fen| fold_sign(fen.0));
        let minutes = |minutes: Option<Minutes>| minutes.map(|minutes| u64::from(minutes.0));
        put(money(month.bill));
        put(money(month.package_fee));
        put(money(month.voice_fee));
        put(money(month.data_fee));
        put(money(month.sms_fee));
        put(money(month.vas_fee));
        put(money(month.roaming_fee));
        put(minutes(month.voice_min));
        put(minutes(month.voice_out_min));
        put(month.data.map(|kb| kb.0));
        put(month.sms.map(u64::from));
        put(month.calls.map(u64::from));
        put(month.distinct_numbers.map(u64::from));
        put(minutes(month.roaming_min));
        put(month.roaming_data.map(|kb| kb.0));
        put(month.overage_data.map(|kb| kb.0));
        put(month.zero_days.map(u64::from));
        put(month.onnet_share.map(|share| u64::from(share.0)));
        packed
    }

    pub(crate) fn month(&self) -> Option<UsageMonth> {
        let number =
            |at: usize| (self.known >> at & 1 == 1).then(|| self.values.get(at).copied().unwrap_or_default());
        let money = |at| number(at).map(|value| Fen(unfold_sign(value)));
        let count = |at| number(at).map(|value| u32::try_from(value).unwrap_or(u32::MAX));
        let kb = |at| number(at).map(Kilobytes);
        Some(UsageMonth {
            month: Month::from_index(self.index)?,
            bill: money(0),
            package_fee: money(1),
            voice_fee: money(2),
            data_fee: money(3),
            sms_fee: money(4),
            vas_fee: money(5),
            roaming_fee: money(6),
            voice_min: count(7).map(Minutes),
            voice_out_min: count(8).map(Minutes),
            data: kb(9),
            sms: count(10),
            calls: count(11),
            distinct_numbers: count(12),
            roaming_min: count(13).map(Minutes),
            roaming_data: kb(14),
            overage_data: kb(15),
            zero_days: number(16).map(|value| u8::try_from(value).unwrap_or(u8::MAX)),
            onnet_share: number(17).map(|value| PerMille(u16::try_from(value).unwrap_or(u16::MAX))),
        })
    }

    /// Lays a file's month over the known one: what the file does not say stays.
    pub(crate) fn merge(&mut self, file: &Self) {
        self.known |= file.known;
        for (at, (mine, theirs)) in self.values.iter_mut().zip(file.values).enumerate() {
            if file.known >> at & 1 == 1 {
                *mine = theirs;
            }
        }
    }

    /// Appends the month, counted from `before`.
    pub(crate) fn push(&self, out: &mut Vec<u8>, before: u32) {
        push_number(out, u64::from(self.index.saturating_sub(before)));
        push_number(out, self.known);
        let mut left = self.known;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            push_number(out, self.values.get(at).copied().unwrap_or(0));
            left &= left - 1;
        }
    }

    /// Takes a month off the front.
    pub(crate) fn take(bytes: &mut &[u8], before: u32) -> Option<Self> {
        let index = before.checked_add(u32::try_from(take_number(bytes)?).ok()?)?;
        let known = take_number(bytes)?;
        let mut values = [0; MEASURES];
        for at in 0..64 {
            if known >> at & 1 == 1 {
                let value = take_number(bytes)?;
                if let Some(place) = values.get_mut(at) {
                    *place = value;
                }
            }
        }
        Some(Self { index, known: known & ((1 << MEASURES) - 1), values })
    }
}

/// A blob that grows month by month, in the final form from the start.
#[derive(Default)]
pub(crate) struct Growing {
    bytes: Vec<u8>,
    newest: u32,
    months: u16,
}

impl Growing {
    /// Adds a month, or merges it when the blob is already further; `Some` says whether that changed anything. `None`: new.
    pub(crate) fn add(&mut self, month: &PackedMonth) -> Option<bool> {
        if self.bytes.is_empty() {
            self.bytes.reserve_exact(64);
            self.bytes.push(VERSION);
        } else if month.index <= self.newest {
            return self.lay_over(month);
        }
        if self.bytes.capacity() - self.bytes.len() < 32 {
            // Doubling would waste half of the memory; four or five months more is enough.
            self.bytes.reserve_exact(128);
        }
        month.push(&mut self.bytes, self.newest);
        self.newest = month.index;
        self.months = self.months.saturating_add(1);
        None
    }

    fn lay_over(&mut self, month: &PackedMonth) -> Option<bool> {
        let mut months = unpack(&self.bytes).unwrap_or_default();
        let (inserted, updated, _) = merge(&mut months, std::slice::from_ref(month));
        if inserted + updated > 0 {
            self.bytes = pack(&months);
        }
        self.months = u16::try_from(months.len()).unwrap_or(u16::MAX);
        (inserted == 0).then_some(updated > 0)
    }

    /// How many months it holds.
    pub(crate) fn months(&self) -> u64 {
        u64::from(self.months)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Bytes of memory held.
    pub(crate) fn held(&self) -> usize {
        self.bytes.capacity()
    }
}

/// The blob of months that are in order and without twins.
pub(crate) fn pack(months: &[PackedMonth]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 + months.len() * 24);
    out.push(VERSION);
    let mut before = 0;
    for month in months {
        month.push(&mut out, before);
        before = month.index;
    }
    out
}

/// The months of a blob; `None` when it is damaged.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Vec<PackedMonth>> {
    let (version, mut rest) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    let mut months = Vec::with_capacity(24);
    let mut before = 0;
    while !rest.is_empty() {
        let month = PackedMonth::take(&mut rest, before)?;
        before = month.index;
        months.push(month);
    }
    Some(months)
}

/// How many months were new, different and as before when `file` is laid over `known`.
pub(crate) fn merge(known: &mut Vec<PackedMonth>, file: &[PackedMonth]) -> (u64, u64, u64) {
    let (mut inserted, mut updated, mut unchanged) = (0, 0, 0);
    for month in file {
        // Months arrive mostly in order, so the end is the first place to look.
        let newest = known.last().map_or(0, |last| last.index);
        if month.index > newest || known.is_empty() {
            known.push(*month);
            inserted += 1;
            continue;
        }
        match known.binary_search_by_key(&month.index, |known| known.index) {
            Err(at) => {
                known.insert(at, *month);
                inserted += 1;
            }
            Ok(at) => {
                let Some(place) = known.get_mut(at) else { continue };
                let before = *place;
                place.merge(month);
                if *place == before {
                    unchanged += 1;
                } else {
                    updated += 1;
                }
            }
        }
    }
    (inserted, updated, unchanged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month() -> impl Strategy<Value = PackedMonth> {
        (24_000_u32..26_000, any::<u64>(), any::<[u64; MEASURES]>()).prop_map(|(index, known, mut values)| {
            let known = known & ((1 << MEASURES) - 1);
            for (at, value) in values.iter_mut().enumerate() {
                if known >> at & 1 == 0 {
                    *value = 0;
                }
            }
            PackedMonth { index, known, values }
        })
    }

    fn sorted() -> impl Strategy<Value = Vec<PackedMonth>> {
        proptest::collection::vec(month(), 0..30).prop_map(|mut months| {
            months.sort_by_key(|month| month.index);
            months.dedup_by_key(|month| month.index);
            months
        })
    }

    proptest! {
        #[test]
        fn a_packed_life_reads_back(months in sorted()) {
            prop_assert_eq!(unpack(&pack(&months)), Some(months));
        }

        #[test]
        fn damaged_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
        }

        #[test]
        fn the_same_file_twice_changes_nothing(known in sorted(), file in proptest::collection::vec(month(), 0..10)) {
            let mut merged = known.clone();
            let (inserted, updated, unchanged) = merge(&mut merged, &file);
            prop_assert_eq!(inserted + updated + unchanged, file.len() as u64);
            prop_assert_eq!(merged.len() as u64, known.len() as u64 + inserted);
            prop_assert!(merged.windows(2).all(|pair| pair[0].index < pair[1].index));
            for month in &file {
                let found = merged.iter().find(|m| m.index == month.index).unwrap();
                prop_assert_eq!(month.known & !found.known, 0);
            }
            // Twins inside one file may contradict each other; without them a second run changes nothing.
            let mut plain = file.clone();
            plain.sort_by_key(|month| month.index);
            plain.dedup_by_key(|month| month.index);
            merge(&mut merged, &plain);
            let (inserted, updated, _) = merge(&mut merged, &plain);
            prop_assert_eq!((inserted, updated), (0, 0));
        }
    }

    proptest! {
        #[test]
        fn a_growing_blob_is_what_merging_makes(file in proptest::collection::vec(month(), 0..40)) {
            let mut growing = Growing::default();
            let mut known = Vec::new();
            for month in &file {
                let (inserted, updated, _) = merge(&mut known, std::slice::from_ref(month));
                let expected = if inserted == 1 { None } else { Some(updated == 1) };
                prop_assert_eq!(growing.add(month), expected);
            }
            if !file.is_empty() {
                let packed = pack(&known);
                prop_assert_eq!(growing.bytes(), packed.as_slice());
            }
        }
    }

    #[test]
    fn every_measure_survives_and_unknown_is_not_zero() {
        let mut month = UsageMonth::unknown(Month::new(2026, 11).unwrap());
        assert_eq!(PackedMonth::of(&month).month(), Some(month.clone()));
        month.bill = Some(Fen(-1));
        month.voice_fee = Some(Fen(0));
        month.data = Some(Kilobytes(1 << 40));
        month.zero_days = Some(31);
        month.onnet_share = Some(PerMille(1000));
        let bytes = pack(&[PackedMonth::of(&month)]);
        let back = unpack(&bytes).unwrap();
        assert_eq!(back[0].month(), Some(month));
    }

    #[test]
    fn a_measure_of_a_later_version_is_passed_over() {
        let mut bytes = vec![VERSION];
        push_number(&mut bytes, 24_000);
        push_number(&mut bytes, 1 | 1 << 40);
        push_number(&mut bytes, fold_sign(500));
        push_number(&mut bytes, 77);
        push_number(&mut bytes, 1);
        push_number(&mut bytes, 1);
        push_number(&mut bytes, fold_sign(600));
        let months = unpack(&bytes).unwrap();
        let bills: Vec<_> = months.iter().map(|month| month.month().unwrap().bill).collect();
        assert_eq!(bills, [Some(Fen(500)), Some(Fen(600))]);
    }
}

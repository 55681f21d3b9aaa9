//! A customer's week in one blob: a version byte, then the known cells as their place in the week and their count.

use crate::domain::habit::HabitCell;
use crate::store::packed::{push_number, take_number};

/// 7 days of 24 hours.
pub(crate) const CELLS: usize = 168;

const VERSION: u8 = 1;

/// Calls per hour of the week; `None` where no file said anything.
pub(crate) type Week = [Option<u32>; CELLS];

/// Where a cell stands in the week; `None` when it is outside.
pub(crate) fn place(cell: HabitCell) -> Option<u8> {
    ((1..=7).contains(&cell.weekday) && cell.hour < 24).then(|| (cell.weekday - 1) * 24 + cell.hour)
}

pub(crate) fn pack(week: &Week) -> Vec<u8> {
    let mut out = vec![VERSION];
    for (at, calls) in (0_u8..).zip(week) {
        if let Some(calls) = calls {
            out.push(at);
            push_number(&mut out, u64::from(*calls));
        }
    }
    out
}

/// `None` when the bytes are damaged.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Week> {
    let (version, mut rest) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    let mut week = [None; CELLS];
    while let Some((at, tail)) = rest.split_first() {
        rest = tail;
        *week.get_mut(usize::from(*at))? = Some(u32::try_from(take_number(&mut rest)?).ok()?);
    }
    Some(week)
}

/// The cells as the domain has them.
pub(crate) fn cells(week: &Week) -> Vec<HabitCell> {
    (0_u8..)
        .zip(week)
        .filter_map(|(at, calls)| Some(HabitCell { weekday: at / 24 + 1, hour: at % 24, calls: (*calls)? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_week_reads_back(cells in proptest::collection::vec((1_u8..=7, 0_u8..24, any::<u32>()), 0..60)) {
            let mut week = [None; CELLS];
            for (weekday, hour, calls) in cells {
                let at = place(HabitCell { weekday, hour, calls }).unwrap();
                week[usize::from(at)] = Some(calls);
            }
            prop_assert_eq!(unpack(&pack(&week)), Some(week));
            for cell in super::cells(&week) {
                prop_assert_eq!(week[usize::from(place(cell).unwrap())], Some(cell.calls));
            }
        }

        #[test]
        fn damaged_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = unpack(&bytes);
        }
    }
}

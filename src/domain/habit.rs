//! Call-time habit (通话时间惯性): how many calls fall into each hour of the week.

use serde::{Deserialize, Serialize};

/// One cell of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HabitCell {
    /// 1 = Monday to 7 = Sunday.
    pub weekday: u8,
    /// 0 to 23, the hour in which the call began.
    pub hour: u8,
    /// Calls counted.
    pub calls: u32,
}

/// The week as 7 x 24 counts. An hour that no file mentioned counts as zero once any hour is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habit {
    cells: [[u32; 24]; 7],
}

impl Habit {
    /// Adds cells up; a cell outside the week is ignored (the import has refused it before).
    #[must_use]
    pub fn from_cells(cells: &[HabitCell]) -> Self {
        let mut habit = Self::default();
        for cell in cells {
            let day = usize::from(cell.weekday).checked_sub(1).and_then(|day| habit.cells.get_mut(day));
            if let Some(count) = day.and_then(|day| day.get_mut(usize::from(cell.hour))) {
                *count = count.saturating_add(cell.calls);
            }
        }
        habit
    }

    /// Calls at `weekday` (1 = Monday) in `hour`.
    #[must_use]
    pub fn calls(&self, weekday: u8, hour: u8) -> u32 {
        usize::from(weekday)
            .checked_sub(1)
            .and_then(|day| self.cells.get(day))
            .and_then(|day| day.get(usize::from(hour)))
            .copied()
            .unwrap_or(0)
    }

    /// Calls in an hour over the whole week.
    #[must_use]
    pub fn hour_total(&self, hour: u8) -> u64 {
        (1..=7).map(|day| u64::from(self.calls(day, hour))).sum()
    }

    /// All calls.
    #[must_use]
    pub fn total(&self) -> u64 {
        (0..24).map(|hour| self.hour_total(hour)).sum()
    }

    /// The hour with most calls among those in which one may call (9:00 to 20:00); the earlier one on a tie.
    #[must_use]
    pub fn best_hour(&self) -> Option<u8> {
        (9..20)
            .filter(|hour| self.hour_total(*hour) > 0)
            .max_by_key(|hour| (self.hour_total(*hour), std::cmp::Reverse(*hour)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_hour_is_one_in_which_one_may_call() {
        let cells = [(1, 23, 90), (2, 19, 7), (3, 10, 7), (9, 10, 500)]
            .map(|(weekday, hour, calls)| HabitCell { weekday, hour, calls });
        let habit = Habit::from_cells(&cells);
        assert_eq!(habit.calls(1, 23), 90);
        assert_eq!(habit.total(), 104);
        assert_eq!(habit.best_hour(), Some(10));
        assert_eq!(Habit::default().best_hour(), None);
    }
}

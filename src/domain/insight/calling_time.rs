//! 通话时间惯性: when this customer is most likely to talk to us. Only hours in which one may call.

use serde::Serialize;

use crate::domain::habit::Habit;

/// An hour of the week to call in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CallingTime {
    /// 1 = Monday to 7 = Sunday.
    pub weekday: u8,
    /// 9 to 11 or 14 to 19.
    pub hour: u8,
    /// How much likelier than in an average hour of those, in percent; 100 is average.
    pub percent: u64,
}

/// Hours in which one may call: 9 to 12 and 14 to 20.
pub const HOURS: [u8; 9] = [9, 10, 11, 14, 15, 16, 17, 18, 19];

/// Calls that everybody is given before the own ones count, spread evenly over the week's hours in which one may call.
const PRIOR: u64 = 20;

/// The best hours of the given weekdays, best first, earlier first on a tie. An unknown habit says nothing.
#[must_use]
pub fn best_times(habit: &Habit, weekdays: &[u8], count: usize) -> Vec<CallingTime> {
    let hours = HOURS.len() as u64 * 7;
    let own = |weekday: u8, hour: u8| u64::from(habit.calls(weekday, hour));
    let all: u64 = (1..=7).flat_map(|day| HOURS.map(|hour| own(day, hour))).sum();
    if all == 0 {
        return Vec::new();
    }
    let mut times: Vec<CallingTime> = weekdays
        .iter()
        .filter(|day| (1..=7).contains(*day))
        .flat_map(|day| HOURS.map(|hour| (*day, hour)))
        .map(|(weekday, hour)| {
            // (own + 20/63) / ((all + 20) / 63), as whole percent.
            let percent = 100 * (own(weekday, hour) * hours + PRIOR) / (all + PRIOR);
            CallingTime { weekday, hour, percent }
        })
        .collect();
    times.sort_by_key(|time| (std::cmp::Reverse(time.percent), time.weekday, time.hour));
    times.truncate(count);
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::habit::HabitCell;

    #[test]
    fn the_customers_own_hour_wins_and_a_single_call_does_not_prove_much() {
        let cell = |weekday, hour, calls| HabitCell { weekday, hour, calls };
        let habit = Habit::from_cells(&[cell(2, 15, 40), cell(4, 23, 900), cell(5, 9, 1)]);
        let best = best_times(&habit, &[1, 2, 3, 4, 5, 6, 7], 2);
        assert_eq!((best[0].weekday, best[0].hour), (2, 15));
        assert_eq!((best[1].weekday, best[1].hour), (5, 9));
        assert_eq!(best[1].percent, 136);
        assert!(best_times(&Habit::default(), &[1], 3).is_empty());
        let evenings = Habit::from_cells(&[cell(4, 23, 900)]);
        assert!(best_times(&evenings, &[4], 3).is_empty());
    }
}

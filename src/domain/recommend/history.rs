//! The customer's own months, made ready for rating. A month that lacks minutes or data is left out and counted; nothing is filled in.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::rating::{Assumptions, Mark, Use};
use crate::domain::usage::UsageMonth;

/// One known month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Past {
    /// Its use.
    pub used: Use,
    /// The real bill.
    pub bill: Option<Fen>,
    /// The fee as it was billed, after discounts.
    pub billed_fee: Option<Fen>,
}

/// Months that can be rated, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// At most twelve, the latest.
    pub months: Vec<Past>,
    /// Earlier ones, for the season only.
    pub earlier: Vec<Use>,
    /// Months between the first and the last that could not be rated or are missing.
    pub missing: u32,
    /// No month knows its minutes, or none its data: that part is left out everywhere.
    pub blind: bool,
}

/// How many months are rated.
const LATEST: usize = 12;

/// Reads what the store knows, oldest first.
#[must_use]
pub fn history(usage: &[UsageMonth], assumed: Assumptions) -> History {
    let voice = usage.iter().any(|month| month.voice_out_min.or(month.voice_min).is_some());
    let data = usage.iter().any(|month| month.data.is_some());
    let mut all: Vec<Past> = usage
        .iter()
        .map(|month| Past { used: Use::of(month, assumed), bill: month.bill, billed_fee: month.package_fee })
        .filter(|past| rateable(&past.used, voice, data))
        .collect();
    let months = all.split_off(all.len().saturating_sub(LATEST));
    History {
        missing: missing(&months),
        months,
        earlier: all.into_iter().map(|past| past.used).collect(),
        blind: !voice || !data,
    }
}

/// A month counts when it has what the other months have.
fn rateable(used: &Use, voice: bool, data: bool) -> bool {
    (voice || data)
        && (!voice || !used.marks.has(Mark::MinutesUnknown))
        && (!data || !used.marks.has(Mark::DataUnknown))
}

fn missing(months: &[Past]) -> u32 {
    let ends = months.first().zip(months.last());
    let span = ends.map_or(0, |(first, last)| last.used.month.since(first.used.month) + 1);
    u32::try_from(span).unwrap_or(0).saturating_sub(u32::try_from(months.len()).unwrap_or(u32::MAX))
}

impl History {
    /// Each month with whether it follows directly on the one before.
    pub fn chain(&self) -> impl Iterator<Item = (&Past, bool)> {
        let mut before: Option<Month> = None;
        self.months.iter().map(move |past| {
            let follows = before.is_some_and(|before| before.plus(1) == past.used.month);
            before = Some(past.used.month);
            (past, follows)
        })
    }
}

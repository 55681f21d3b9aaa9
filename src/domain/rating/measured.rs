//! A month's use in the form that can be rated: outgoing minutes, data by class, and what no package changes. It invents nothing:
//! what was estimated is marked, what is unknown stays unknown.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::rating::{Mark, Marks};
use crate::domain::usage::UsageMonth;

/// One month that can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Which month.
    pub month: Month,
    /// Outgoing minutes, already rounded up call by call where the files come from call records.
    pub minutes: Option<u64>,
    /// Data by class.
    pub data: Option<DataUse>,
    /// Messages sent.
    pub sms: Option<u64>,
    /// What the messages were billed; stands in where no package price is known.
    pub sms_billed: Fen,
    /// Roaming and value-added services as billed: no package changes them.
    pub as_billed: Fen,
    /// Days abroad that were not billed yet (what-if).
    pub roaming_days: u32,
    /// Further lines on the package.
    pub lines: u32,
    /// What was estimated on the way here.
    pub marks: Marks,
}

/// Data by class, in KB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataUse {
    /// 通用
    pub national: u64,
    /// 定向
    pub directed: u64,
    /// 本地
    pub local: u64,
}

impl DataUse {
    /// All classes together.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.national.saturating_add(self.directed).saturating_add(self.local)
    }
}

/// What is assumed where the files give totals only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Assumptions {
    /// Share of all minutes that is outgoing, in thousandths. Half, as in the re-rating of Beijing customers (ALGORITHMS (i)).
    pub outgoing_per_mille: u32,
    /// Further lines that the customer already has.
    pub lines: u32,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self { outgoing_per_mille: 500, lines: 0 }
    }
}

impl Use {
    /// A month without any use.
    #[must_use]
    pub fn zero(month: Month) -> Self {
        Self {
            month,
            minutes: Some(0),
            data: Some(DataUse::default()),
            sms: Some(0),
            sms_billed: Fen(0),
            as_billed: Fen(0),
            roaming_days: 0,
            lines: 0,
            marks: Marks::default(),
        }
    }

    /// Reads a month of the files. Minutes without a split are estimated upwards to the whole minute.
    #[must_use]
    pub fn of(usage: &UsageMonth, assumed: Assumptions) -> Self {
        let mut marks = Marks::default();
        let exact = usage.voice_out_min.map(|minutes| u64::from(minutes.0));
        let minutes = exact.or_else(|| {
            let all = u64::from(usage.voice_min?.0);
            marks.add_if(all > 0, Mark::MinutesEstimated);
            Some((all * u64::from(assumed.outgoing_per_mille.min(1000))).div_ceil(1000))
        });
        marks.add_if(minutes.is_none(), Mark::MinutesUnknown);
        marks.add_if(usage.data.is_none(), Mark::DataUnknown);
        let data = usage.data.map(|data| DataUse { national: data.0, ..DataUse::default() });
        Self {
            month: usage.month,
            minutes,
            data,
            sms: usage.sms.map(u64::from),
            sms_billed: usage.sms_fee.unwrap_or_default(),
            as_billed: [usage.vas_fee, usage.roaming_fee].into_iter().flatten().sum(),
            roaming_days: 0,
            lines: assumed.lines,
            marks,
        }
    }
}

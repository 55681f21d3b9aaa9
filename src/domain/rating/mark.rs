//! What a figure does not know. A mark never changes a figure; it says how far the figure can be trusted.

use serde::{Serialize, Serializer};

/// One thing that was estimated, left out or could not be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 估算: no split of minutes; a set share of all minutes is taken as outgoing.
    MinutesEstimated,
    /// No minutes known: voice is left out.
    MinutesUnknown,
    /// No data known: data is left out.
    DataUnknown,
    /// No split of data into classes: directed and local allowances are taken as unused.
    DataNotSplit,
    /// Messages are taken as they were billed, because count or price is unknown.
    SmsAsBilled,
    /// The price of a further minute is unknown and would be needed.
    VoicePriceUnknown,
    /// The price of further data is unknown and would be needed.
    DataPriceUnknown,
    /// The price of a day abroad is unknown and would be needed.
    RoamingPriceUnknown,
    /// The price of a further line is unknown and would be needed, or the package has no room for it.
    LinePriceUnknown,
    /// Whether data rolls over is unknown; taken as no.
    RolloverUnknown,
    /// Some data was slow.
    Throttled,
    /// 达量断网: the fuse blows.
    CutOff,
    /// A pack that is held is in no catalogue; its fee and what it gives are left out.
    HeldPackUnknown,
    /// A top-up is rated as if bought every month.
    TopUpEveryMonth,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 14] = [
        Self::MinutesEstimated,
        Self::MinutesUnknown,
        Self::DataUnknown,
        Self::DataNotSplit,
        Self::SmsAsBilled,
        Self::VoicePriceUnknown,
        Self::DataPriceUnknown,
        Self::RoamingPriceUnknown,
        Self::LinePriceUnknown,
        Self::RolloverUnknown,
        Self::Throttled,
        Self::CutOff,
        Self::HeldPackUnknown,
        Self::TopUpEveryMonth,
    ];

    /// A price is missing, so the total is only a lower bound.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(
            self,
            Self::VoicePriceUnknown
                | Self::DataPriceUnknown
                | Self::RoamingPriceUnknown
                | Self::LinePriceUnknown
        )
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of marks. Serialised as a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// Adds one.
    pub const fn add(&mut self, mark: Mark) {
        self.0 |= mark.bit();
    }

    /// Adds one when something holds.
    pub const fn add_if(&mut self, holds: bool, mark: Mark) {
        if holds {
            self.add(mark);
        }
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one is in it.
    #[must_use]
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }

    /// Those that are in it, in their fixed order.
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Mark::ALL.into_iter().filter(move |mark| self.has(*mark))
    }

    /// Whether a price is missing, so that the total is only a lower bound.
    #[must_use]
    pub fn has_gap(self) -> bool {
        self.iter().any(Mark::is_gap)
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

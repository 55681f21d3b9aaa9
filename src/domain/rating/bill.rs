//! A rated month as data: every line and every step of its arithmetic, for the screen, for `--explain` and for JSON. No words.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::rating::Marks;

/// One month on one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bill {
    /// Which month.
    pub month: Month,
    /// What adds up to the total, in a fixed order.
    pub lines: Vec<Line>,
    /// Exactly the sum of the lines.
    pub total: Fen,
    /// 限速影子价: what the slow data is taken to be worth. Not money.
    pub shadow: Fen,
    /// Slow data in KB.
    pub throttled_kb: u64,
    /// Days of the month that the slow data stands for, rounded up.
    pub throttled_days: u32,
    /// National data that lives on into the next month, in KB.
    pub carry: u64,
    /// What is estimated or missing.
    pub marks: Marks,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// For what.
    pub item: Item,
    /// How much.
    pub amount: Fen,
    /// How it was worked out.
    pub steps: Vec<Step>,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// The main package's fee.
    Fee {
        /// Its code.
        code: String,
    },
    /// A pack's fee.
    PackFee {
        /// Its code.
        code: String,
    },
    /// A discount on the fee, as billed.
    Discount,
    /// Minutes beyond.
    Voice,
    /// Data beyond.
    Data,
    /// Messages beyond, or as billed.
    Sms,
    /// Days abroad beyond.
    Roaming,
    /// Further lines.
    Lines,
    /// Roaming and value-added services, as billed.
    AsBilled,
}

/// Where an allowance comes from. The order is the order in which they serve.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "pool", rename_all = "snake_case")]
pub enum Pool {
    /// 结转: last month's unused national data.
    Rollover,
    /// 定向: for directed use only.
    Directed,
    /// 本地: for local use only.
    Local,
    /// The main package's own.
    Plan,
    /// A pack's.
    Pack {
        /// Its code.
        code: String,
    },
    /// 家庭共享
    Family,
}

/// One step of the arithmetic. Amounts of data in KB; minutes, messages and days as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// What was used.
    Used {
        /// How much.
        amount: u64,
    },
    /// What an allowance covered.
    Covered {
        /// Which one.
        by: Pool,
        /// How much it had; `None` is without limit.
        of: Option<u64>,
        /// How much it gave.
        amount: u64,
    },
    /// What is left to pay.
    Beyond {
        /// How much.
        amount: u64,
    },
    /// Minutes, messages, days or lines at a price each.
    Each {
        /// How many.
        count: u64,
        /// Price of one.
        price: Fen,
        /// Their product.
        amount: Fen,
    },
    /// Whole units of data at a price each.
    Whole {
        /// How many.
        count: u64,
        /// How many MB each.
        mb: u64,
        /// Price of one.
        price: Fen,
        /// Their product.
        amount: Fen,
    },
    /// By the MB, truncated to the fen.
    PerMb {
        /// How much.
        kb: u64,
        /// Price of a MB.
        price: Fen,
        /// Before the limit of its GB or step.
        full: Fen,
        /// What counts.
        amount: Fen,
    },
    /// A limit took hold.
    AtMost {
        /// Before.
        before: Fen,
        /// After.
        amount: Fen,
    },
    /// Slow instead of dear.
    Slow {
        /// How much.
        kb: u64,
        /// How fast.
        kbps: Option<u32>,
        /// What the slowness is taken to be worth.
        shadow: Fen,
    },
    /// By the day.
    ByTheDay {
        /// Days held.
        held: u32,
        /// Days in the month.
        of: u32,
        /// For the whole month.
        full: Fen,
    },
    /// The price is not known: this line is left out, and the total is a lower bound.
    PriceUnknown,
}

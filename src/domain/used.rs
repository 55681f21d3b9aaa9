//! What the agent used in a call: which script and which of its steps, which card, which message. Names of files only, never what was
//! said, and nothing about the customer.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::spin::SpinCount;
use crate::domain::time::Moment;

/// One use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Made by the desk, so that writing it twice writes it once.
    pub id: Uuid,
    /// In which call.
    pub call: CallId,
    /// When.
    pub at: Moment,
    /// What.
    pub what: Use,
}

/// What was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Use {
    /// A card was put beside the script (event `card.use`).
    Card {
        /// The card.
        card: String,
    },
    /// The way through a script, told when the call is wrapped up (event `script.path`).
    Path {
        /// The script.
        script: String,
        /// The steps that were shown, in order.
        steps: Vec<String>,
        /// What had to be said and was not confirmed.
        unsaid: Vec<String>,
        /// SPIN questions that were put beside it, by kind.
        #[serde(skip_serializing_if = "SpinCount::is_empty")]
        spin: SpinCount,
    },
    /// The agent heard something that changes what may be said (event `call.heard`).
    Heard {
        /// What.
        heard: Topic,
        /// It was a mistake.
        taken_back: bool,
    },
    /// A message text was filled and copied (event `message.use`).
    Message {
        /// The template.
        message: String,
    },
}

/// What a customer brings up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 客户主动问起套餐
    Asked,
    /// 对账单有意见
    Bill,
}

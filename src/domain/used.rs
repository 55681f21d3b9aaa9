//! What the agent used in a call: which script and which of its steps, which card, which message. Names and codes of files only, never what
//! was said.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::script::Facts;
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
    /// The way through a script, told when the call ends, is put aside or is wrapped up (event `script.path`).
    Path {
        /// The script.
        script: String,
        /// The steps that were shown, in order.
        steps: Vec<String>,
        /// What had to be said and was not confirmed.
        unsaid: Vec<String>,
        /// The step that was on the screen when it stopped in the middle; `None` at its end.
        #[serde(skip_serializing_if = "Option::is_none")]
        stopped_at: Option<String>,
        /// What had to be said and was confirmed.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        said: Vec<String>,
        /// What the answers told, in the codes of the script: `concern` is `price`.
        #[serde(skip_serializing_if = "Facts::is_empty")]
        told: Facts,
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

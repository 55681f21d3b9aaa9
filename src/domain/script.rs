//! 话术: what to say, step by step. The text files behind it are read by `content/`.

use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;

/// A script whose fields are filled for one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The file's id, such as `inbound-open`.
    pub id: String,
    /// Title for the pane.
    pub title: SafeText,
    /// The kind of call it opens.
    pub kind: CallKind,
    /// What to say, in order.
    pub steps: Vec<Step>,
}

/// One thought to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage it belongs to.
    pub stage: Stage,
    /// Words to read aloud. A field that could not be filled is visible as `⟦…?⟧`.
    pub say: SafeText,
    /// 必须告知: the law or the company obliges the agent to say it.
    pub must_say: bool,
    /// For the agent's eyes only.
    pub note: Option<SafeText>,
}

/// 阶段 of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 开场
    Opening,
    /// 核身
    Identity,
    /// 寒暄
    Rapport,
    /// 探询
    Discovery,
    /// 呈现
    Presentation,
    /// 异议
    Objection,
    /// 促成
    Commitment,
    /// 确认
    Confirmation,
    /// 结束
    Closing,
}

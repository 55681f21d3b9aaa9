//! 话术: what to say, step by step, and the walk through it. Pure: the text files behind it are read by `content/`.

mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::benefit::Benefit;
use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;

pub use walk::{Stopped, Walk};

/// What the customer's answers have told so far: `concern` is `price`. Names and values come from script files.
pub type Facts = BTreeMap<String, String>;

/// A script whose fields are filled for one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The file's id, such as `inbound-open`.
    pub id: String,
    /// Title for the pane.
    pub title: SafeText,
    /// The kind of call it opens.
    pub kind: CallKind,
    /// What to say, in order. Steps whose condition does not hold are left out.
    pub steps: Vec<Step>,
    /// What stands between them without words: facts, cards, ways. In order.
    pub turns: Vec<Turn>,
    /// What joins a conversation that broke off to the one that goes on.
    pub bridge: SafeText,
    /// What to say of the families of packages when one is presented.
    pub benefits: Vec<Benefit>,
}

/// A script that can be opened instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptTitle {
    /// The file's id.
    pub id: String,
    /// For the list.
    pub title: SafeText,
    /// It was written for a situation, and this customer is in it.
    pub fits: bool,
}

/// What a step asks of whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepKind {
    /// Words to read aloud; there may be answers.
    #[default]
    Say,
    /// A question to read aloud; its answers are the customer's.
    Ask,
    /// The agent's own choice; nothing is read aloud.
    Choose,
}

/// A place in the file that has no words: one passes it on the way to the next step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Its place in the file.
    pub order: usize,
    /// What is known from here on.
    pub sets: Vec<(String, String)>,
    /// A card that is put beside the script.
    pub card: Option<String>,
    /// Where it goes on.
    pub next: Next,
}

/// One thought to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name in the file, for the event log.
    pub id: String,
    /// Its place in the file, the same whatever is left out and in both languages.
    pub order: usize,
    /// The stage it belongs to.
    pub stage: Stage,
    /// What it asks of whom.
    pub kind: StepKind,
    /// Words to read aloud, or what the agent has to choose. A field that could not be filled is visible as `⟦…?⟧`.
    pub say: SafeText,
    /// 必须告知: the law or the company obliges the agent to say it.
    pub must_say: bool,
    /// For the agent's eyes only.
    pub note: Option<SafeText>,
    /// What the customer may answer, or the agent choose, by digit from 1.
    pub answers: Vec<Answer>,
    /// What is known once one has gone on from it.
    pub sets: Vec<(String, String)>,
    /// Where it goes on, unless an answer says otherwise.
    pub next: Next,
    /// A card worth having at hand here.
    pub card: Option<String>,
    /// 取证: the slot that its answer fills.
    pub evidence: Option<SafeText>,
    /// How long it should take.
    pub seconds: u32,
}

impl Step {
    /// A step that is only said.
    #[must_use]
    pub fn plain(order: usize, stage: Stage, say: SafeText) -> Self {
        Self {
            id: format!("s{}", order + 1),
            order,
            stage,
            kind: StepKind::Say,
            say,
            must_say: false,
            note: None,
            answers: Vec::new(),
            sets: Vec::new(),
            next: Next::Following,
            card: None,
            evidence: None,
            seconds: 0,
        }
    }
}

/// What the customer may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In a few words.
    pub say: SafeText,
    /// Where it leads.
    pub next: Next,
    /// What it tells.
    pub sets: Vec<(String, String)>,
}

/// Where a step goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// To the step behind it.
    #[default]
    Following,
    /// To the step with this place in the file, or the first one behind it that was not left out.
    Order(usize),
    /// Nowhere.
    End,
}

impl Next {
    /// The place in the file where it leads from the place `order`; the end lies behind every place.
    const fn place(self, order: usize) -> usize {
        match self {
            Self::Following => order.saturating_add(1),
            Self::Order(order) => order,
            Self::End => usize::MAX,
        }
    }
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

impl Script {
    /// A script of steps that are only said.
    #[must_use]
    pub fn plain(id: &str, title: SafeText, kind: CallKind, steps: Vec<Step>) -> Self {
        Self {
            id: id.to_owned(),
            title,
            kind,
            steps,
            turns: Vec::new(),
            bridge: SafeText::default(),
            benefits: Vec::new(),
        }
    }

    /// The index of the step at a place in the file, or of the first one behind it; behind the last one the script is over, and the
    /// index is the number of steps.
    #[must_use]
    pub fn index_of(&self, order: usize) -> usize {
        self.steps.partition_point(|step| step.order < order)
    }

    /// The place without words that comes before the next step, from a place in the file on.
    fn turn_from(&self, order: usize) -> Option<&Turn> {
        let turn = self.turns.get(self.turns.partition_point(|turn| turn.order < order))?;
        let step = self.steps.get(self.index_of(order));
        step.is_none_or(|step| turn.order < step.order).then_some(turn)
    }

    /// How long the whole script should take, in seconds, when nothing is skipped.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.steps.iter().map(|step| step.seconds).sum()
    }

    /// The stages that occur, in order.
    #[must_use]
    pub fn stages(&self) -> Vec<Stage> {
        let all: BTreeSet<Stage> = self.steps.iter().map(|step| step.stage).collect();
        all.into_iter().collect()
    }
}

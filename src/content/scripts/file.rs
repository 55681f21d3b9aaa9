//! A script as it is written: the shape of the TOML files, and parts put in their places. It must not fill anything.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::source::Source;
use crate::domain::call::CallKind;
use crate::domain::script::Stage;

/// A script file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Unique name, by which a task asks for the script.
    pub id: Spanned<String>,
    /// For the pane's title.
    pub title: Spanned<String>,
    /// Which calls it opens.
    pub kind: CallKind,
    /// The situation it was written for: it opens such a call by itself when this holds.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    /// Of several that hold, the highest opens.
    #[serde(default)]
    pub priority: i32,
    /// It is never opened by itself, only chosen or asked for by a task.
    #[serde(default)]
    pub by_hand: bool,
    /// In the order of the call.
    #[serde(rename = "step")]
    pub steps: Vec<FileStep>,
}

/// One step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileStep {
    /// Its name, where something leads to it.
    #[serde(default)]
    pub id: Option<Spanned<String>>,
    /// A part of `parts.toml` stands here instead.
    #[serde(default, rename = "use")]
    pub part: Option<Spanned<String>>,
    /// Which part of the call.
    #[serde(default)]
    pub stage: Option<Spanned<Stage>>,
    /// What to read aloud.
    #[serde(default)]
    pub say: Option<Spanned<String>>,
    /// 必须告知
    #[serde(default)]
    pub must_say: bool,
    /// For the agent's eyes only.
    #[serde(default)]
    pub note: Option<Spanned<String>>,
    /// The step is left out unless this is true.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    /// What the customer may answer, by digit.
    #[serde(default)]
    pub answers: Vec<FileAnswer>,
    /// Where it goes on.
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    /// The script ends here.
    #[serde(default)]
    pub end: bool,
    /// A card worth having at hand.
    #[serde(default)]
    pub card: Option<Spanned<String>>,
    /// How long it should take; reckoned from its length when absent.
    #[serde(default)]
    pub seconds: Option<u32>,
}

/// One answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileAnswer {
    /// In a few words.
    pub say: Spanned<String>,
    /// Where it leads; to the next step when absent.
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    /// The script ends here.
    #[serde(default)]
    pub end: bool,
    /// What it tells: `{ concern = "price" }`.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
}

/// A file of parts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
}

/// Steps that several scripts share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// By which scripts use it.
    pub id: Spanned<String>,
    /// In order.
    #[serde(rename = "step")]
    pub steps: Vec<FileStep>,
}

impl Parts {
    /// A part's steps.
    pub(crate) fn steps(&self, id: &str) -> Option<&[FileStep]> {
        self.parts.iter().find(|part| part.id.get_ref() == id).map(|part| part.steps.as_slice())
    }
}

/// Reads a script file.
pub(crate) fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// Reads a file of parts.
pub(crate) fn read_parts(source: &Source) -> Result<Parts, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

impl File {
    /// Puts the parts in their places. A condition of the place joins those of the part's steps; the place's name goes to the first one.
    pub(crate) fn expanded(mut self, parts: &Parts) -> Self {
        self.steps = self.steps.into_iter().flat_map(|step| expand(step, parts)).collect();
        self
    }
}

fn expand(step: FileStep, parts: &Parts) -> Vec<FileStep> {
    let Some(part) = &step.part else { return vec![step] };
    let mut steps = parts.steps(part.get_ref()).map(<[FileStep]>::to_vec).unwrap_or_default();
    for inner in &mut steps {
        inner.when = match (&step.when, inner.when.take()) {
            (Some(outer), Some(own)) => {
                let both = format!("({}) and ({})", outer.get_ref(), own.get_ref());
                Some(Spanned::new(outer.span(), both))
            }
            (Some(outer), None) => Some(outer.clone()),
            (None, own) => own,
        };
    }
    if let Some(first) = steps.first_mut() {
        first.id = step.id.or_else(|| first.id.take());
    }
    if let Some(last) = steps.last_mut() {
        last.goto = step.goto.or_else(|| last.goto.take());
        last.end |= step.end;
    }
    steps
}

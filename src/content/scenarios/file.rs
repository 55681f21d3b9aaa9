//! A scenario as it is written: the shape of the TOML files, and shared parts put in their places. It must not fill anything.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::source::Source;
use crate::domain::call::CallKind;
use crate::domain::disposition::Disposition;
use crate::domain::script::Stage;
use crate::domain::training::persona::Persona;
use crate::domain::training::rubric::{ItemKind, RecordRule, Section};
use crate::domain::training::scenario::{EndingKind, Group, Skill};

/// One text, or several of which one is drawn.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Lines {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Lines {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// Lines that know where they stand.
pub(crate) type Said = Option<Spanned<Lines>>;

/// A scenario file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Unique name.
    pub id: Spanned<String>,
    /// For lists.
    pub title: Spanned<String>,
    /// What the trainee is told before the call.
    pub about: Spanned<String>,
    /// Which exercise.
    pub group: Spanned<Group>,
    /// 1 to 3.
    pub difficulty: Spanned<u8>,
    /// How long it should take.
    pub minutes: Spanned<u8>,
    /// Which kind of call.
    pub kind: CallKind,
    /// The script that goes with it.
    #[serde(default)]
    pub script: Option<Spanned<String>>,
    /// What it practises.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// At the beginning; 60 when absent.
    #[serde(default)]
    pub mood: Option<Spanned<u8>>,
    /// Seconds; 25 when absent.
    #[serde(default)]
    pub patience: Option<Spanned<u16>>,
    /// What is said when nobody speaks; the shared ones when absent.
    #[serde(default)]
    pub nudges: Vec<String>,
    /// What is said when nothing was understood; the shared ones when absent.
    #[serde(default)]
    pub unclear: Vec<String>,
    /// Who calls, or is called.
    pub persona: Persona,
    /// Ways to make the scenario's own points: `fee = "每月+元 | 月费"`.
    #[serde(default)]
    pub points: BTreeMap<String, Spanned<String>>,
    /// The conversation.
    #[serde(default, rename = "turn")]
    pub turns: Vec<FileTurn>,
    /// How it may end.
    #[serde(default, rename = "ending")]
    pub endings: Vec<FileEnding>,
    /// What is to be done on the desk.
    #[serde(default, rename = "task")]
    pub tasks: Vec<FileTask>,
    /// What earns points.
    #[serde(default, rename = "item")]
    pub items: Vec<FileItem>,
    /// What the record should hold.
    #[serde(default)]
    pub record: FileRecord,
}

/// One turn.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileTurn {
    #[serde(default)]
    pub id: Option<Spanned<String>>,
    /// A part of `parts.toml` stands here instead.
    #[serde(default, rename = "use")]
    pub part: Option<Spanned<String>>,
    #[serde(default)]
    pub stage: Option<Stage>,
    /// What the customer says.
    #[serde(default)]
    pub say: Said,
    /// What the customer says below mood 40.
    #[serde(default)]
    pub cross: Said,
    #[serde(default)]
    pub ways: Vec<FileWay>,
    #[serde(default)]
    pub answers: Vec<FileAnswer>,
    #[serde(default)]
    pub offers: Vec<FileOffer>,
    #[serde(default)]
    pub tasks: Vec<Spanned<String>>,
    #[serde(default)]
    pub hint: Option<Spanned<String>>,
    #[serde(default)]
    pub note: Option<Spanned<String>>,
    #[serde(default)]
    pub within: Option<u16>,
    #[serde(default)]
    pub late: Option<Spanned<String>>,
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    #[serde(default)]
    pub end: Option<Spanned<String>>,
}

/// Where one is sent on arriving.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileWay {
    pub when: Spanned<String>,
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    #[serde(default)]
    pub end: Option<Spanned<String>>,
}

/// What the trainee may say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileAnswer {
    pub say: Spanned<String>,
    #[serde(default)]
    pub points: Vec<Spanned<String>>,
    #[serde(default)]
    pub slips: Vec<String>,
    #[serde(default)]
    pub needs: Option<Spanned<String>>,
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    #[serde(default)]
    pub hidden: bool,
    #[serde(default)]
    pub mood: Option<i8>,
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    #[serde(default)]
    pub reply: Said,
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    #[serde(default)]
    pub end: Option<Spanned<String>>,
    /// The same turn waits for another answer.
    #[serde(default)]
    pub stay: bool,
}

/// What follows an offer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOffer {
    pub offer: Spanned<String>,
    #[serde(default)]
    pub saves: Option<bool>,
    #[serde(default)]
    pub points: Vec<Spanned<String>>,
    #[serde(default)]
    pub slips: Vec<String>,
    #[serde(default)]
    pub mood: Option<i8>,
    #[serde(default)]
    pub reply: Said,
    #[serde(default)]
    pub goto: Option<Spanned<String>>,
    #[serde(default)]
    pub end: Option<Spanned<String>>,
    #[serde(default)]
    pub stay: bool,
}

/// How it may end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileEnding {
    pub id: Spanned<String>,
    pub title: Spanned<String>,
    #[serde(default)]
    pub say: Option<Spanned<String>>,
    #[serde(default)]
    pub kind: EndingKind,
    #[serde(default)]
    pub dispositions: Vec<Disposition>,
}

/// Something to do on the desk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileTask {
    pub id: Spanned<String>,
    pub say: Spanned<String>,
    /// A pane to open.
    #[serde(default)]
    pub open: Option<Spanned<String>>,
    /// An action to carry out, by its key in the words without `action-`.
    #[serde(default)]
    pub action: Option<Spanned<String>>,
    /// A card to open.
    #[serde(default)]
    pub card: Option<Spanned<String>>,
    /// What was found.
    #[serde(default)]
    pub found: Vec<FileEvidence>,
}

/// A possible answer to "what did you find?".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileEvidence {
    pub say: Spanned<String>,
    #[serde(default)]
    pub right: bool,
}

/// One thing that earns points, or a shared list of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FileItem {
    /// A shared list of `parts.toml` stands here instead.
    #[serde(rename = "use")]
    pub part: Option<Spanned<String>>,
    /// Items of that list that are left out.
    pub without: Vec<Spanned<String>>,
    pub id: Option<Spanned<String>>,
    pub section: Option<Section>,
    pub kind: ItemKind,
    pub weight: u32,
    pub text: Option<Spanned<String>>,
    pub points: Vec<Spanned<String>>,
    pub any: Vec<Spanned<String>>,
    pub tasks: Vec<Spanned<String>>,
    pub never: Vec<String>,
    pub endings: Vec<Spanned<String>>,
    pub when: Option<Spanned<String>>,
    pub before: Option<Spanned<String>>,
    pub within: Option<u16>,
    pub record: Option<RecordRule>,
    pub better: Option<Spanned<String>>,
    pub model: Option<Spanned<String>>,
    pub skill: Option<Skill>,
}

/// What the record should hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FileRecord {
    pub note: Vec<Spanned<String>>,
    pub dispositions: Vec<Disposition>,
    pub follow_up: Vec<Spanned<String>>,
    pub model: Option<Spanned<String>>,
}

/// The shared parts of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Parts {
    /// What is said when nobody speaks.
    pub nudges: Vec<String>,
    /// What is said when nothing was understood.
    pub unclear: Vec<String>,
    /// Turns to use.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
    /// Items to use.
    #[serde(rename = "rubric")]
    pub rubrics: Vec<Rubric>,
    /// The four endings that every scenario has.
    #[serde(rename = "ending")]
    pub endings: Vec<FileEnding>,
}

/// Turns that several scenarios share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub id: Spanned<String>,
    #[serde(default, rename = "turn")]
    pub turns: Vec<FileTurn>,
}

/// Items that several scenarios share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rubric {
    pub id: Spanned<String>,
    #[serde(default, rename = "item")]
    pub items: Vec<FileItem>,
}

/// Reads a scenario file.
pub(crate) fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// Reads a file of parts.
pub(crate) fn read_parts(source: &Source) -> Result<Parts, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

impl Parts {
    pub(crate) fn turns(&self, id: &str) -> Option<&[FileTurn]> {
        self.parts.iter().find(|part| part.id.get_ref() == id).map(|part| part.turns.as_slice())
    }

    pub(crate) fn items(&self, id: &str) -> Option<&[FileItem]> {
        self.rubrics.iter().find(|part| part.id.get_ref() == id).map(|part| part.items.as_slice())
    }
}

impl File {
    /// Puts the parts in their places. The place's name goes to the first turn of a part, its `goto` or `end` to the last.
    pub(crate) fn expanded(mut self, parts: &Parts) -> Self {
        self.turns = self.turns.into_iter().flat_map(|turn| expand_turn(turn, parts)).collect();
        self.items = self.items.into_iter().flat_map(|item| expand_item(item, parts)).collect();
        for ending in &parts.endings {
            if !self.endings.iter().any(|own| own.id.get_ref() == ending.id.get_ref()) {
                self.endings.push(ending.clone());
            }
        }
        if self.nudges.is_empty() {
            self.nudges.clone_from(&parts.nudges);
        }
        if self.unclear.is_empty() {
            self.unclear.clone_from(&parts.unclear);
        }
        self
    }
}

fn expand_turn(turn: FileTurn, parts: &Parts) -> Vec<FileTurn> {
    let Some(part) = &turn.part else { return vec![turn] };
    let mut turns = parts.turns(part.get_ref()).map(<[FileTurn]>::to_vec).unwrap_or_default();
    if let Some(first) = turns.first_mut() {
        first.id = turn.id.or_else(|| first.id.take());
        first.say = turn.say.or_else(|| first.say.take());
        first.cross = turn.cross.or_else(|| first.cross.take());
        if !turn.ways.is_empty() {
            first.ways = turn.ways;
        }
    }
    if let Some(last) = turns.last_mut() {
        last.goto = turn.goto.or_else(|| last.goto.take());
        last.end = turn.end.or_else(|| last.end.take());
    }
    turns
}

fn expand_item(item: FileItem, parts: &Parts) -> Vec<FileItem> {
    let Some(part) = &item.part else { return vec![item] };
    let left_out = |other: &FileItem| {
        let name = other.id.as_ref().map(|id| id.get_ref());
        item.without.iter().any(|without| Some(without.get_ref()) == name)
    };
    let items = parts.items(part.get_ref()).map(<[FileItem]>::to_vec).unwrap_or_default();
    items.into_iter().filter(|other| !left_out(other)).collect()
}

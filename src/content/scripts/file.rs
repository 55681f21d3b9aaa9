//! A script as it is written: the shape of the TOML files, and parts put in their places. It must not fill anything.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::source::Source;
use crate::domain::call::CallKind;
use crate::domain::script::{Stage, StepKind};

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
    /// What joins a conversation that broke off to the one that goes on; a sentence of ours when absent.
    #[serde(default)]
    pub bridge: Option<Spanned<String>>,
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
    /// A question to read aloud: its answers are the customer's.
    #[serde(default)]
    pub ask: Option<Spanned<String>>,
    /// What the agent has to choose; nothing is read aloud.
    #[serde(default)]
    pub choose: Option<Spanned<String>>,
    /// 必须告知: `true` beside the words, or the words themselves.
    #[serde(default)]
    pub must_say: Option<Spanned<MustSay>>,
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
    /// What is known from here on.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// A card worth having at hand; in a step without words, a card that is put beside the script.
    #[serde(default)]
    pub card: Option<Spanned<String>>,
    /// 取证: the slot that its answer fills, or that the agent fills in the note.
    #[serde(default)]
    pub evidence: Option<Spanned<String>>,
    /// How long it should take; reckoned from its length when absent.
    #[serde(default)]
    pub seconds: Option<u32>,
}

/// What must be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MustSay {
    /// Whether the words beside it must.
    Flag(bool),
    /// These words.
    Words(String),
}

impl<'de> Deserialize<'de> for MustSay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl serde::de::Visitor<'_> for Reader {
            type Value = MustSay;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false or the words")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<MustSay, E> {
                Ok(MustSay::Flag(flag))
            }
            fn visit_str<E>(self, words: &str) -> Result<MustSay, E> {
                Ok(MustSay::Words(words.to_owned()))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// What a step is, by what is written in it.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Words, and what they are.
    Words(StepKind, Spanned<String>),
    /// A fact, a card, a way: one passes it.
    Turn,
    /// A part stands here.
    Part,
    /// Several kinds at once, or nothing at all.
    Unclear,
}

impl FileStep {
    /// What the step is.
    pub(crate) fn node(&self) -> Node {
        let must = self.must_say.as_ref().and_then(|must| match must.get_ref() {
            MustSay::Words(words) => Some(Spanned::new(must.span(), words.clone())),
            MustSay::Flag(_) => None,
        });
        let kinds = [
            (StepKind::Say, self.say.clone()),
            (StepKind::Say, must),
            (StepKind::Ask, self.ask.clone()),
            (StepKind::Choose, self.choose.clone()),
        ];
        let mut words = kinds.into_iter().filter_map(|(kind, text)| Some((kind, text?)));
        let silent = self.goto.is_some() || self.end || !self.set.is_empty() || self.card.is_some();
        match (&self.part, words.next(), words.next()) {
            (Some(_), None, None) => Node::Part,
            (None, Some((kind, text)), None) => Node::Words(kind, text),
            (None, None, None) if silent && self.answers.is_empty() => Node::Turn,
            _ => Node::Unclear,
        }
    }

    /// Whether the company or the law obliges the agent to say it.
    pub(crate) fn is_must_say(&self) -> bool {
        self.must_say.as_ref().is_some_and(|must| *must.get_ref() != MustSay::Flag(false))
    }

    /// Whatever shows a reader which step is meant: its words, its name, or what it does.
    pub(crate) fn span(&self) -> Option<std::ops::Range<usize>> {
        if let Node::Words(_, text) = self.node() {
            return Some(text.span());
        }
        let texts = [&self.id, &self.part, &self.goto, &self.card, &self.when, &self.say, &self.ask];
        texts.into_iter().flatten().map(Spanned::span).next()
    }
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
        last.set.extend(step.set);
    }
    steps
}

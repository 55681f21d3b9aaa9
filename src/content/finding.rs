//! What is wrong with a text file, and where: file, line, column, a caret and a hint. It must not decide what is wrong.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::content::source::Source;
use crate::content::words::Words;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Worth a look; the file is used.
    Warning,
    /// Wrong; the file, or the part of it, is not used.
    Error,
}

/// One thing that is wrong. Its sentence is `finding-CODE` in `check.ftl`, its hint the attribute `.hint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In which file.
    pub source: Source,
    /// Which bytes of it.
    pub span: Range<usize>,
    /// How much it matters.
    pub weight: Weight,
    /// Which sentence.
    pub code: &'static str,
    /// What the sentence fills in.
    pub args: Vec<(&'static str, String)>,
}

/// A finding as `check --json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingLine {
    /// The file.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Characters from the start of the line, counted from 1.
    pub column: usize,
    /// How much it matters.
    pub weight: Weight,
    /// Which finding.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Finding {
    /// An error at `span`.
    #[must_use]
    pub fn error(source: &Source, span: Range<usize>, code: &'static str) -> Self {
        Self { source: source.clone(), span, weight: Weight::Error, code, args: Vec::new() }
    }

    /// A warning at `span`.
    #[must_use]
    pub fn warning(source: &Source, span: Range<usize>, code: &'static str) -> Self {
        Self { weight: Weight::Warning, ..Self::error(source, span, code) }
    }

    /// What the TOML reader says about a file.
    #[must_use]
    pub fn toml(source: &Source, error: &toml::de::Error) -> Self {
        Self::error(source, error.span().unwrap_or(0..0), "toml").with("message", error.message())
    }

    /// Adds what the sentence fills in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Line and column, both from 1, the column in characters.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self, words: &Words) -> String {
        self.say(words, "")
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self, words: &Words) -> String {
        self.say(words, ".hint")
    }

    fn say(&self, words: &Words, part: &str) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.with(&format!("finding-{}{part}", self.code), &args).into_owned()
    }

    /// The finding for programs.
    #[must_use]
    pub fn line(&self, words: &Words) -> FindingLine {
        let (line, column) = self.place();
        FindingLine {
            file: self.source.name.clone(),
            line,
            column,
            weight: self.weight,
            code: self.code,
            message: self.message(words),
            hint: self.hint(words),
        }
    }

    /// The finding for people: the line of the file with a caret beneath, as compilers show it.
    #[must_use]
    pub fn render(&self, words: &Words, colour: bool) -> String {
        let (level, name) = match self.weight {
            Weight::Error => (Level::ERROR, words.get("check-error")),
            Weight::Warning => (Level::WARNING, words.get("check-warning")),
        };
        let (message, hint) = (self.message(words), self.hint(words));
        let end = self.source.text.len();
        let span = self.span.start.min(end)..self.span.end.min(end);
        let snippet = Snippet::source(self.source.text.as_ref())
            .path(self.source.name.as_str())
            .annotation(AnnotationKind::Primary.span(span));
        let group: Group<'_> = level
            .with_name(name.as_ref())
            .primary_title(message.as_str())
            .element(snippet)
            .element(Level::HELP.with_name(words.get("check-hint").into_owned()).message(hint.as_str()));
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

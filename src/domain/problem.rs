//! The only kind of error an agent sees: what happened, and what to do about it, each one sentence.

use std::fmt;

/// Which sentence; the words live in `assets/locales/*.ftl` under `problem-…` with a `.hint` attribute.
///
/// Nothing in a problem is personal data: numbers are masked, texts are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The message's key without the `problem-` prefix, such as `disk-full`.
    pub code: &'static str,
    /// What the sentence fills in: file names, counts, limits.
    pub args: Vec<(&'static str, String)>,
    /// How loud.
    pub severity: Severity,
}

/// How loud a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Notice,
    /// Work goes on, but something needs attention soon.
    Warning,
    /// Something the agent relies on does not work.
    Failure,
    /// Damaged data or a broken chain.
    Alarm,
}

impl Problem {
    /// A problem without arguments.
    #[must_use]
    pub const fn new(code: &'static str, severity: Severity) -> Self {
        Self { code, args: Vec::new(), severity }
    }

    /// Adds what the sentence fills in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

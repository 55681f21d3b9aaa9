//! What every verb receives: where things lie, the language, the clock, the writers. It must not know any verb.

use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::content::words::Words;
use crate::domain::problem::{Problem, Severity};
use crate::domain::time::{Moment, Now};

/// How a verb ended, as its exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: failed.
    Failed,
    /// 2: wrong usage, or surroundings in which it cannot work.
    Usage,
    /// 3: done in part: rows were rejected, or sending is behind.
    Partial,
    /// 4: damaged data or a broken chain.
    Alarm,
}

impl Exit {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Partial => 3,
            Self::Alarm => 4,
        }
    }
}

/// Why a verb stopped.
#[derive(Debug)]
pub enum Failure {
    /// Something to say on standard error, and the exit code.
    Said {
        /// What to say.
        problem: Problem,
        /// With which exit code.
        exit: Exit,
    },
    /// Whoever read our output has gone, which is no mistake: `seatmate find 王 | head -1`.
    ReaderGone,
}

impl Failure {
    /// Wrong usage or unfit surroundings: exit code 2.
    #[must_use]
    pub const fn usage(problem: Problem) -> Self {
        Self::Said { problem, exit: Exit::Usage }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let exit = if problem.severity == Severity::Alarm { Exit::Alarm } else { Exit::Failed };
        Self::Said { problem, exit }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderGone;
        }
        // The kind, not the error: a path may hold a name.
        Self::from(Problem::new("cannot-write", Severity::Failure).with("why", error.kind()))
    }
}

/// Where things lie. The shell finds the platform's own places; `--data` and `--config` win.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The store's directory.
    pub data: PathBuf,
    /// The settings file. `scripts/`, `snippets/` and `mappings/` lie beside it.
    pub settings: PathBuf,
    /// The control socket of the running desk.
    pub socket: PathBuf,
}

impl Paths {
    /// The configuration directory: where the settings file lies.
    #[must_use]
    pub fn config(&self) -> PathBuf {
        self.settings.parent().map(std::path::Path::to_path_buf).unwrap_or_default()
    }
}

/// What the outside is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Standard input is a terminal, so a passphrase may be asked for.
    pub asks: bool,
    /// Standard output is a terminal.
    pub out_is_terminal: bool,
    /// Standard error is a terminal, so a progress bar may be drawn.
    pub err_is_terminal: bool,
    /// Columns and rows, when there is a terminal.
    pub size: Option<(u16, u16)>,
    /// Colour may be used (`NO_COLOR` is not set and the output is a terminal).
    pub colour: bool,
}

/// What every verb receives.
pub struct Door<'a> {
    /// Where things lie.
    pub paths: Paths,
    /// The words of the chosen language.
    pub words: Words,
    /// Print JSON.
    pub json: bool,
    /// 工号, from the option or the settings.
    pub agent: String,
    /// What the outside is like.
    pub around: Surroundings,
    /// The only clock; `--now` fixes its wall time.
    pub clock: &'a dyn Fn() -> Now,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
}

impl Door<'_> {
    /// The wall clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.clock)().wall
    }

    /// The sentence and its hint, on standard error.
    pub fn complain(&mut self, problem: &Problem) {
        let (said, hint) = (self.words.problem(problem), self.words.hint(problem));
        // When standard error is gone too, there is nobody left to tell.
        let _ = writeln!(self.err, "seatmate: {said}\n{hint}");
    }
}

impl fmt::Debug for Door<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").field("json", &self.json).field("around", &self.around).finish_non_exhaustive()
    }
}

//! `seatmate train` without a screen: the list of scenarios, and the template of a new one. It must not begin a session.

use crate::cli::args::Train;
use crate::cli::{Door, Exit, Failure};
use crate::domain::problem::{Problem, Severity};

/// Carries the headless parts of the verb out.
///
/// # Errors
/// A session was asked for, which needs a terminal; or something cannot be written.
pub fn run(_args: &Train, _door: &mut Door<'_>) -> Result<Exit, Failure> {
    Err(Failure::usage(Problem::new("needs-terminal", Severity::Failure)))
}

//! `seatmate call`.

use crate::cli::args::Call;
use crate::cli::{Door, Exit, Failure};

/// Carries the verb out.
///
/// # Errors
/// What could not be done, as a sentence with a hint.
pub fn run(args: &Call, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let _ = (args, door);
    Ok(Exit::Failed)
}

//! The headless verbs, one file each. They print, and must not draw a screen.

pub mod args;
pub mod call;
pub mod door;
pub mod import;
pub mod picture;
pub mod synth;

pub use door::{Door, Exit, Failure, Paths, Surroundings};

use args::Verb;

/// Carries out one verb. Whatever goes wrong is said on standard error, in the chosen language.
///
/// `demo` and the desk itself need a terminal and belong to the shell; asked for one of them, this answers with [`Exit::Usage`].
pub fn run(verb: &Verb, door: &mut Door<'_>) -> Exit {
    match dispatch(verb, door).and_then(|exit| Ok(door.out.flush().map(|()| exit)?)) {
        Ok(exit) => exit,
        Err(Failure::ReaderGone) => Exit::Done,
        Err(Failure::Said { problem, exit }) => {
            door.complain(&problem);
            exit
        }
    }
}

fn dispatch(verb: &Verb, door: &mut Door<'_>) -> Result<Exit, Failure> {
    match verb {
        Verb::Import(args) => import::run(args, door),
        Verb::Synth(args) => synth::run(args, door),
        Verb::Picture(args) => picture::run(args, door),
        Verb::Call(args) => call::run(args, door),
        _ => Ok(Exit::Usage),
    }
}

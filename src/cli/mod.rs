//! The headless verbs, one file each. They print, and must not draw a screen.

pub mod args;
pub mod assess;
mod assess_methods;
mod assess_rows;
pub mod call;
pub mod call_args;
pub mod check;
mod check_training;
pub mod doctor;
pub mod door;
pub mod export;
mod export_rehearsals;
mod export_rows;
mod export_sink;
pub mod find;
pub mod help;
pub mod import;
mod import_packages;
mod import_script;
pub mod manual;
pub mod notes;
mod paper;
pub mod passphrase;
pub mod picture;
pub mod rate;
mod rate_all;
mod rate_all_rows;
mod rate_json;
mod rate_lines;
mod rate_text;
pub mod report;
pub mod scenes;
pub mod scorecard;
pub mod show;
mod show_insight;
mod show_json;
mod show_person;
mod show_text;
pub mod sync;
pub mod synth;
pub mod train;
pub mod train_args;
mod train_case;
mod training_files;
pub mod unlock;

pub use door::{Door, Exit, Failure, Paths, Surroundings};

use args::Verb;

use crate::domain::problem::{Problem, Severity};

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
        Verb::Demo => Err(Failure::usage(Problem::new("needs-terminal", Severity::Failure))),
        Verb::Train(args) => train::run(args, door),
        Verb::Import(args) => import::run(args, door),
        Verb::Show(args) => show::run(args, door),
        Verb::Rate(args) => rate::run(args, door),
        Verb::Assess(args) => assess::run(args, door),
        Verb::Find(args) => find::run(args, door),
        Verb::Notes(args) => notes::run(args, door),
        Verb::Export(args) => export::run(args, door),
        Verb::Report(args) => report::run(args, door),
        Verb::Sync(args) => sync::run(args, door),
        Verb::Synth(args) => synth::run(args, door),
        Verb::Picture(args) => picture::run(args, door),
        Verb::Scorecard(args) => scorecard::run(args, door),
        Verb::Call(args) => call::run(args, door),
        Verb::Doctor => doctor::run(door),
        Verb::Check(args) => check::run(args, door),
        Verb::Completions(args) => manual::completions(args, door),
        Verb::Man(args) => manual::man(args, door),
    }
}

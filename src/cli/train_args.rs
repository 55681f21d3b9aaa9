//! `seatmate train`, as trainees and authors of scenarios write it. It parses and does nothing else.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// `train`
#[derive(Clone, Debug, Default, Args)]
pub struct Train {
    /// Which scenario; without one, a menu.
    pub scenario: Option<String>,
    /// Prints the scenarios instead of training.
    #[arg(id = "train_list", long = "list", conflicts_with_all = ["scenario", "try_file", "new_scenario"])]
    pub list: bool,
    /// How to practise; without it, as the scenario or the menu says.
    #[arg(id = "train_mode", long = "mode", value_name = "MODE")]
    pub mode: Option<TrainMode>,
    /// The same seed makes the same customer say the same things.
    #[arg(id = "train_seed", long = "seed", value_name = "N")]
    pub seed: Option<u64>,
    /// A scenario file that is being written; read again whenever it changes.
    #[arg(id = "try_file", long = "try", value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["scenario", "new_scenario"])]
    pub try_file: Option<PathBuf>,
    /// Writes a template for a scenario of one's own.
    #[arg(id = "new_scenario", long = "new", value_name = "NAME", conflicts_with = "scenario")]
    pub new: Option<String>,
    /// Makes a masked case of a finished call: its id, or `last`.
    #[arg(id = "from_call", long = "from", value_name = "CALL", conflicts_with_all = ["scenario", "try_file", "new_scenario", "train_list"])]
    pub from: Option<String>,
    /// Puts the scrubbed note into the case as a comment.
    #[arg(long, requires = "from_call")]
    pub with_note: bool,
}

impl Train {
    /// Whether it only prints or writes, and needs no terminal.
    #[must_use]
    pub const fn is_headless(&self) -> bool {
        self.list || self.new.is_some() || self.from.is_some()
    }
}

/// How to practise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TrainMode {
    /// 学习: script and hints, a step back.
    Learn,
    /// 练习: the script, no hints.
    Practise,
    /// 考核: no script, against the clock.
    Test,
    /// 快练: short rounds.
    Drill,
}

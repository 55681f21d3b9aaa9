//! The command line as users and scripts rely on it: verbs, options, their values. It parses and does nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub use crate::cli::call_args::{Call, CallVerb};
pub use crate::cli::train_args::{Train, TrainMode};
use crate::domain::time::{Moment, parse_moment};

/// The whole command line. The sentences of `--help` come from `cli.ftl` (see [`crate::cli::help`]); what stands here is for readers
/// of the code.
#[derive(Clone, Debug, Parser)]
#[command(name = "seatmate", version, disable_help_subcommand = true, args_override_self = true)]
pub struct CommandLine {
    /// Options that every verb understands.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do; without a verb, the desk.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options that every verb understands.
#[derive(Clone, Debug, Default, Args)]
pub struct Globals {
    /// Where the store lies.
    #[arg(long, global = true, env = "SEATMATE_DATA", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// The settings file; scripts and snippets are looked for beside it.
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// The language of everything that is shown.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// 工号 of the agent.
    #[arg(long, global = true, value_name = "ID")]
    pub agent: Option<String>,
    /// Print one JSON document instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Fixes the clock, for tests, pictures and demos.
    #[arg(long, global = true, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Moment>,
    /// How many cells a character of ambiguous width takes.
    #[arg(long, global = true, value_name = "CELLS", default_value = "auto")]
    pub ambiguous: Ambiguous,
}

/// A language by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 简体中文
    #[value(name = "zh-CN", alias = "zh", alias = "zh_CN")]
    Zh,
    /// English
    #[value(name = "en", alias = "en-US", alias = "en-GB")]
    En,
}

impl LangArg {
    /// The tag in file names.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// How wide the terminal draws characters that Unicode calls ambiguous (box lines, circled digits).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Ambiguous {
    /// Ask the terminal.
    #[default]
    Auto,
    /// One cell.
    #[value(name = "1")]
    One,
    /// Two cells: borders are drawn with ASCII.
    #[value(name = "2")]
    Two,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    /// The desk on invented customers in a throw-away directory.
    Demo,
    /// Training: an invented customer who answers back.
    Train(Train),
    /// Reads a file of the operator into the store.
    Import(Import),
    /// One customer as the screen shows one.
    Show(Show),
    /// What every package would cost on the customer's own months.
    Rate(Rate),
    /// Assesses the whole base.
    Assess(crate::cli::assess::Assess),
    /// Finds customers.
    Find(Find),
    /// Notes and how their calls ended.
    Notes(Notes),
    /// Writes notes, calls and follow-ups for people and other systems.
    Export(Export),
    /// The trainee's record.
    Report(crate::cli::report::ReportArgs),
    /// The event log that waits for the centre.
    Sync(Sync),
    /// Makes invented customers.
    Synth(Synth),
    /// Draws a screen of the demo without a terminal.
    Picture(Picture),
    /// Talks to the running desk.
    Call(Call),
    /// Learns a scorecard from outcomes, or measures one.
    Scorecard(crate::cli::scorecard::Scorecard),
    /// Looks at the surroundings: fit or advice, a line each.
    Doctor,
    /// Checks scripts, snippets, mappings and settings.
    Check(Check),
    /// Prints the completions of a shell.
    Completions(Completions),
    /// Prints or writes the manual pages.
    Man(Man),
}

/// `import`
#[derive(Clone, Debug, Args)]
pub struct Import {
    /// What the file holds.
    pub kind: ImportKind,
    /// The file: CSV in UTF-8, GB18030 or UTF-16, or .xlsx; `-` for standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// A mapping that fits another system's columns.
    #[arg(long, value_name = "MAP.toml", value_hint = ValueHint::FilePath)]
    pub map: Option<PathBuf>,
    /// Reads and checks everything, stores nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Where rejected rows go, each with its line and reason.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rejects: Option<PathBuf>,
    /// Packages only: marks them as examples, which nobody may promise.
    #[arg(long)]
    pub example: bool,
}

/// What an imported file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// One row per number.
    Customers,
    /// One row per number and month.
    Usage,
    /// One row per number, weekday and hour.
    Habits,
    /// One row per thing that happened.
    Events,
    /// One row per call to make.
    Tasks,
    /// One row per package.
    Packages,
    /// A script as plain text.
    Script,
}

/// `show`
#[derive(Clone, Debug, Args)]
pub struct Show {
    /// The number, in any spelling.
    pub number: String,
    /// Which opening script to fill.
    #[arg(long, value_name = "KIND", default_value = "inbound")]
    pub script: ScriptKind,
    /// Shows numbers and names in full.
    #[command(flatten)]
    pub reveal: Reveal,
}

/// `rate`
#[derive(Clone, Debug, Args)]
pub struct Rate {
    /// The number, in any spelling.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub number: Option<String>,
    /// Only this package, by code or name.
    #[arg(long, value_name = "CODE", conflicts_with = "all")]
    pub package: Option<String>,
    /// How many of the latest months are rated.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=12))]
    pub months: u32,
    /// Prints the arithmetic of every month, line by line.
    #[arg(long, conflicts_with = "all")]
    pub explain: bool,
    /// The whole base instead of one customer.
    #[arg(long, requires = "out")]
    pub all: bool,
    /// With the whole base: the desk's own verdict for everybody, packs, resampling and the cost of changing included.
    #[arg(long, requires = "all")]
    pub full: bool,
    /// Where the whole base's answers go, as CSV: a new file, or `-` for standard output.
    #[arg(long, value_name = "FILE", requires = "all", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Replaces the file when it exists.
    #[arg(long, requires = "all")]
    pub force: bool,
}

/// The kinds of call that a script can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScriptKind {
    /// 呼入
    Inbound,
    /// 关怀外呼
    CareOutbound,
    /// 问卷外呼
    SurveyOutbound,
    /// 回访
    FollowUp,
}

/// Leaving the mask off: only with a reason, and the reason is logged.
#[derive(Clone, Debug, Default, Args)]
pub struct Reveal {
    /// Prints numbers and names in full.
    #[arg(long, requires = "reason")]
    pub reveal: bool,
    /// Why; it goes into the log.
    #[arg(long, value_name = "TEXT", requires = "reveal")]
    pub reason: Option<String>,
}

/// `find`
#[derive(Clone, Debug, Args)]
pub struct Find {
    /// Digits, a Chinese name, pinyin or initials.
    #[arg(required = true, num_args = 1..)]
    pub text: Vec<String>,
    /// How many rows at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
}

/// `notes`
#[derive(Clone, Debug, Args)]
pub struct Notes {
    /// Only this number's.
    pub number: Option<String>,
    /// Only notes that hold this text.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only from this day on.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// How many at most, newest first.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub limit: u32,
}

/// `export`
#[derive(Clone, Debug, Args)]
pub struct Export {
    /// What to write.
    pub what: ExportWhat,
    /// How to write it.
    #[arg(long, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// Where to: a new file, or `-` for standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// Begins a CSV with a byte order mark, which Chinese spreadsheet programs need.
    #[arg(long)]
    pub bom: bool,
    /// Replaces the file when it exists.
    #[arg(long)]
    pub force: bool,
    /// Rehearsals only: the events for the team with their chain, as NDJSON.
    #[arg(long)]
    pub team: bool,
    /// Writes numbers and names in full.
    #[command(flatten)]
    pub reveal: Reveal,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportWhat {
    /// 小结
    Notes,
    /// 通话
    Calls,
    /// 回访
    FollowUps,
    /// 推荐与答复
    Offers,
    /// 客户画像: what the agent has learned and set
    Person,
    /// 演练成绩: the attempts of training
    Rehearsals,
    /// Everything of the desk, told apart by a first column or key.
    All,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated, safe for spreadsheets.
    Csv,
    /// One JSON object per line.
    Ndjson,
}

/// `sync`
#[derive(Clone, Debug, Args)]
pub struct Sync {
    /// What about it.
    #[command(subcommand)]
    pub verb: SyncVerb,
}

/// What can be asked of the event log.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum SyncVerb {
    /// How many events wait, and since when.
    Status {
        /// Of the results of training.
        #[arg(long)]
        training: bool,
    },
    /// Checks the whole chain of events.
    Verify {
        /// Only what lies on this computer.
        #[arg(long, required = true)]
        local: bool,
        /// The results of training.
        #[arg(long)]
        training: bool,
    },
}

/// `synth`
#[derive(Clone, Debug, Args)]
pub struct Synth {
    /// How many customers.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub customers: u32,
    /// How many months of usage.
    #[arg(long, value_name = "M", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=24))]
    pub months: u32,
    /// The same seed makes the same bytes.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Where to.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
}

/// `picture`
#[derive(Clone, Debug, Args)]
pub struct Picture {
    /// The name of a screen; without one, the names are listed.
    pub screen: Option<String>,
    /// Columns and rows.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x36", value_parser = size)]
    pub size: (u16, u16),
    /// How to draw it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PictureFormat,
    /// The theme, as in the settings.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
}

/// The form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// Vector graphics.
    Svg,
    /// Plain text.
    Text,
}

/// How a picture of a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Graph {
    /// Mermaid.
    Mermaid,
    /// Graphviz.
    Dot,
}

/// `check`
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// Files or folders; without any, what is built in and what lies beside the settings file.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Prints the ways through a script as a picture instead of checking.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "mermaid", require_equals = true, requires = "paths")]
    pub graph: Option<Graph>,
}

/// `completions`
#[derive(Clone, Debug, Args)]
pub struct Completions {
    /// Which shell.
    pub shell: Shell,
}

/// `man`
#[derive(Clone, Debug, Args)]
pub struct Man {
    /// A folder for one page per verb; without it, the main page goes to standard output.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

fn instant(text: &str) -> Result<Moment, String> {
    parse_moment(text).ok_or_else(|| "RFC 3339: 2026-11-22T10:42:00+08:00".to_owned())
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let expected = || "120x36".to_owned();
    let (columns, rows) = text.split_once(['x', 'X', '×', '*']).ok_or_else(expected)?;
    let side =
        |part: &str| part.trim().parse().ok().filter(|side| (1..=1000).contains(side)).ok_or_else(expected);
    Ok((side(columns)?, side(rows)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn sizes_read_in_any_spelling_and_refuse_nonsense() {
        assert_eq!(size("120x36"), Ok((120, 36)));
        assert_eq!(size("80×24"), Ok((80, 24)));
        assert!(size("0x5").is_err() && size("120").is_err() && size("9999x1").is_err());
    }

    #[test]
    fn a_reveal_needs_a_reason() {
        let parse = |words: &[&str]| CommandLine::try_parse_from(words);
        assert!(parse(&["seatmate", "show", "10086", "--reveal"]).is_err());
        assert!(parse(&["seatmate", "show", "10086", "--reveal", "--reason", "call back"]).is_ok());
    }

    #[test]
    fn the_last_of_two_values_wins() {
        let line = CommandLine::try_parse_from(["seatmate", "--lang", "zh-CN", "--lang", "en"]).unwrap();
        assert_eq!(line.globals.lang, Some(LangArg::En));
    }

    #[test]
    fn globals_may_stand_before_and_after_the_verb() {
        for words in [
            ["seatmate", "--json", "--lang", "en", "find", "wxm"],
            ["seatmate", "find", "wxm", "--lang", "en", "--json"],
        ] {
            let line = CommandLine::try_parse_from(words).unwrap();
            assert!(line.globals.json && line.globals.lang == Some(LangArg::En));
        }
    }
}

//! `seatmate scorecard`: learns a card from labelled rows, and measures a card on others. It opens no store: the file is all it sees.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueHint};
use serde::Serialize;

use crate::cli::{Door, Exit, Failure};
use crate::content::card_file;
use crate::content::own_card::{source, test};
use crate::content::words::{Arg, Words};
use crate::domain::problem::{Problem, Severity};
use crate::domain::scorecard::card::{Card, Line};
use crate::domain::scorecard::measure::Measure;
use crate::domain::scorecard::screen::{FEWEST_OF_A_CLASS, LabelError, LeftOut};
use crate::domain::scorecard::table::Table;
use crate::domain::scorecard::{Fitted, Order, evaluate, fit};
use crate::intake::labelled::{self, LabelledError};

/// `scorecard`
#[derive(Clone, Debug, Args)]
pub struct Scorecard {
    /// What about it.
    #[command(subcommand)]
    pub verb: ScorecardVerb,
}

/// What can be done with a scorecard.
#[derive(Clone, Debug, Subcommand)]
pub enum ScorecardVerb {
    /// Learns a card.
    Fit(Fit),
    /// Measures a card on other rows.
    Evaluate(Evaluate),
}

/// `scorecard fit`
#[derive(Clone, Debug, Args)]
pub struct Fit {
    /// A CSV with one row per case, any columns.
    #[arg(value_name = "LABELLED.csv", value_hint = ValueHint::FilePath)]
    pub table: PathBuf,
    /// The column that says how it came out.
    #[arg(long, value_name = "COLUMN")]
    pub label: String,
    /// Which of its values is the one to find.
    #[arg(long, value_name = "VALUE")]
    pub positive: Option<String>,
    /// Where the card goes; `-` prints the card alone.
    #[arg(long, value_name = "CARD.toml", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Lines at most.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u8).range(1..=40))]
    pub lines: u8,
    /// Conditions that one rule may join.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(2..=3))]
    pub conditions: u8,
    /// Columns whose points may only rise with their value.
    #[arg(long, value_name = "COLUMN")]
    pub rising: Vec<String>,
    /// Columns whose points may only fall.
    #[arg(long, value_name = "COLUMN")]
    pub falling: Vec<String>,
    /// Columns that must not speak.
    #[arg(long, value_name = "COLUMN")]
    pub drop: Vec<String>,
    /// Columns that must speak although they look like an id or like the answer.
    #[arg(long, value_name = "COLUMN")]
    pub keep: Vec<String>,
    /// Offers no sums of columns whose names end alike.
    #[arg(long)]
    pub no_sums: bool,
    /// What chooses the folds.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// How many cases can be worked on in a day.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub capacity: u32,
}

/// `scorecard evaluate`
#[derive(Clone, Debug, Args)]
pub struct Evaluate {
    /// The card.
    #[arg(value_name = "CARD.toml", value_hint = ValueHint::FilePath)]
    pub card: PathBuf,
    /// A CSV with the card's columns and the outcome.
    #[arg(value_name = "LABELLED.csv", value_hint = ValueHint::FilePath)]
    pub table: PathBuf,
    /// The column that says how it came out, when it is called otherwise here.
    #[arg(long, value_name = "COLUMN")]
    pub label: Option<String>,
    /// Which of its values is the one to find, when it is spelled otherwise here.
    #[arg(long, value_name = "VALUE")]
    pub positive: Option<String>,
    /// How many cases can be worked on in a day.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub capacity: u32,
}

/// Carries the verb out.
///
/// # Errors
/// What could not be done, as a sentence with a hint.
pub fn run(args: &Scorecard, door: &mut Door<'_>) -> Result<Exit, Failure> {
    match &args.verb {
        ScorecardVerb::Fit(args) => run_fit(args, door),
        ScorecardVerb::Evaluate(args) => run_evaluate(args, door),
    }
}

fn run_fit(args: &Fit, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let table = read_table(&args.table)?;
    let order = order(args, &table)?;
    let fitted = fit(&table, &order).map_err(|error| label_problem(&error))?;
    let standard_output = args.out.as_deref() == Some(Path::new("-"));
    if standard_output && !door.json {
        write!(door.out, "{}", card_file::write(&fitted.card))?;
        return Ok(Exit::Done);
    }
    if let Some(out) = args.out.as_ref().filter(|_| !standard_output) {
        std::fs::write(out, card_file::write(&fitted.card)).map_err(|error| {
            Problem::new("scorecard-write", Severity::Failure)
                .with("file", file_name(out))
                .with("why", error.kind())
        })?;
    }
    if door.json {
        let json = serde_json::to_string_pretty(&FitJson::new(&fitted, &order)).unwrap_or_default();
        writeln!(door.out, "{json}")?;
    } else {
        print_fit(&fitted, args.out.as_deref(), door)?;
    }
    Ok(Exit::Done)
}

fn order(args: &Fit, table: &Table) -> Result<Order, Failure> {
    let directions = |names: &[String], direction: i8| -> Vec<(String, i8)> {
        names.iter().map(|name| (name.clone(), direction)).collect()
    };
    let monotone: BTreeMap<String, i8> =
        [directions(&args.rising, 1), directions(&args.falling, -1)].concat().into_iter().collect();
    let named = monotone.keys().chain(&args.drop).chain(&args.keep);
    if let Some(name) = named.into_iter().find(|name| table.column(name).is_none()) {
        return Err(Failure::usage(
            Problem::new("scorecard-no-column", Severity::Failure)
                .with("name", name)
                .with("names", some_names(table)),
        ));
    }
    Ok(Order {
        label: args.label.clone(),
        positive: args.positive.clone(),
        drop: args.drop.clone(),
        keep: args.keep.clone(),
        monotone,
        lines: usize::from(args.lines),
        conditions: usize::from(args.conditions),
        sums: !args.no_sums,
        folds: 5,
        seed: args.seed,
        capacity: usize::try_from(args.capacity).unwrap_or(usize::MAX),
    })
}

fn run_evaluate(args: &Evaluate, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let text = std::fs::read_to_string(&args.card).map_err(|error| unreadable(&args.card, error.kind()))?;
    let card = card_file::read(&text).map_err(|_| {
        Problem::new("scorecard-not-a-card", Severity::Failure).with("file", file_name(&args.card))
    })?;
    let table = read_table(&args.table)?;
    let absent = card.missing_columns(&table);
    let capacity = usize::try_from(args.capacity).unwrap_or(usize::MAX);
    let found = evaluate(&card, &table, args.label.as_deref(), args.positive.as_deref(), capacity)
        .map_err(|error| label_problem(&error))?;
    if door.json {
        let json = EvaluateJson { measure: &found, lines: card.lines.len(), missing_columns: &absent };
        writeln!(door.out, "{}", serde_json::to_string_pretty(&json).unwrap_or_default())?;
    } else {
        if !absent.is_empty() {
            let names = absent.join(", ");
            writeln!(door.out, "{}", door.words.with("scorecard-absent", &[("names", names)]))?;
        }
        print_measure(&found, None, door)?;
    }
    Ok(if absent.is_empty() { Exit::Done } else { Exit::Partial })
}

fn read_table(path: &Path) -> Result<Table, Failure> {
    labelled::read(path).map_err(|error| {
        let problem = match error {
            LabelledError::Unreadable(error) => unreadable(path, error.kind()),
            LabelledError::Empty => {
                Problem::new("scorecard-empty", Severity::Failure).with("file", file_name(path))
            }
            LabelledError::SameName { name } => {
                Problem::new("scorecard-same-name", Severity::Failure).with("name", name)
            }
            LabelledError::Ragged { line } => {
                Problem::new("scorecard-ragged", Severity::Failure).with("line", line)
            }
        };
        Failure::from(problem)
    })
}

fn unreadable(path: &Path, why: std::io::ErrorKind) -> Problem {
    Problem::new("scorecard-read", Severity::Failure).with("file", file_name(path)).with("why", why)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn some_names(table: &Table) -> String {
    table.columns.iter().take(12).map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn label_problem(error: &LabelError) -> Failure {
    let problem = |code| Problem::new(code, Severity::Failure);
    Failure::usage(match error {
        LabelError::NoColumn { names } => problem("scorecard-no-label").with("names", names.join(", ")),
        LabelError::ManyValues { values } => {
            problem("scorecard-many-values").with("values", values.join(", "))
        }
        LabelError::NoPositive { values } => {
            problem("scorecard-no-positive").with("values", values.join(", "))
        }
        LabelError::TooFew { positives, negatives } => problem("scorecard-too-few")
            .with("positives", positives)
            .with("negatives", negatives)
            .with("fewest", FEWEST_OF_A_CLASS),
        LabelError::NothingToLearnFrom => problem("scorecard-nothing"),
    })
}

/// What `fit --json` prints. Stable: scripts read it.
#[derive(Serialize)]
struct FitJson<'a> {
    auc: f64,
    auc_sd: f64,
    auc_folds: &'a [f64],
    lift_top_decile: f64,
    lines: usize,
    lines_by_fold: &'a [usize],
    seed: u64,
    rows: usize,
    positives: usize,
    unlabelled: usize,
    precision_at_capacity: f64,
    capacity: usize,
    brier: f64,
    calibration_error: f64,
    calibration: &'a [crate::domain::scorecard::measure::CalibrationBand],
    left_out: &'a [(String, LeftOut)],
    suspicious: &'a [(String, f64)],
    card: &'a Card,
}

impl<'a> FitJson<'a> {
    fn new(fitted: &'a Fitted, order: &Order) -> Self {
        let found = &fitted.validation;
        Self {
            auc: found.auc,
            auc_sd: found.auc_sd,
            auc_folds: &found.folds,
            lift_top_decile: found.pooled.lift_top_decile,
            lines: fitted.card.lines.len(),
            lines_by_fold: &found.lines,
            seed: order.seed,
            rows: fitted.card.rows,
            positives: fitted.card.positives,
            unlabelled: fitted.unlabelled,
            precision_at_capacity: found.pooled.precision_at_capacity,
            capacity: found.pooled.capacity,
            brier: found.pooled.brier,
            calibration_error: found.pooled.calibration_error,
            calibration: &found.pooled.calibration,
            left_out: &fitted.screened.left_out,
            suspicious: &fitted.screened.suspicious,
            card: &fitted.card,
        }
    }
}

/// What `evaluate --json` prints.
#[derive(Serialize)]
struct EvaluateJson<'a> {
    #[serde(flatten)]
    measure: &'a Measure,
    lines: usize,
    missing_columns: &'a [String],
}

fn print_fit(fitted: &Fitted, out: Option<&Path>, door: &mut Door<'_>) -> Result<(), Failure> {
    let card = &fitted.card;
    let words = &door.words;
    let count = |n: usize| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
    writeln!(
        door.out,
        "{}",
        words.with(
            "scorecard-head",
            &[
                ("label", Arg::from(card.label.clone())),
                ("positive", Arg::from(card.positive.clone())),
                ("rows", count(card.rows)),
                ("positives", count(card.positives)),
            ]
        )
    )?;
    for (name, reason) in &fitted.screened.left_out {
        let reason = words.get(&format!("scorecard-left-{}", left_key(*reason))).into_owned();
        let said = words.with("scorecard-left", &[("name", name.clone()), ("why", reason)]);
        writeln!(door.out, "  {said}")?;
    }
    for (name, area) in &fitted.screened.suspicious {
        let said = words.with("scorecard-suspicious", &[("name", name.clone()), ("auc", three(*area))]);
        writeln!(door.out, "  {said}")?;
    }
    if card.lines.is_empty() {
        writeln!(door.out, "\n{}", words.get("scorecard-no-lines"))?;
    }
    let base = words.get("scorecard-base");
    writeln!(door.out, "\n{:>6}  {base}", card.base)?;
    for line in &card.lines {
        print_line(line, words, door.out)?;
    }
    writeln!(door.out)?;
    print_measure(&fitted.validation.pooled, Some((fitted.validation.auc, fitted.validation.auc_sd)), door)?;
    if let Some(out) = out {
        let said = door.words.with("scorecard-written", &[("file", file_name(out))]);
        writeln!(door.out, "{said}")?;
    }
    Ok(())
}

const fn left_key(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::Constant => "constant",
        LeftOut::Identifier => "identifier",
        LeftOut::TooManyWords => "many",
        LeftOut::SameAsLabel => "same",
        LeftOut::Dropped => "dropped",
    }
}

fn print_line(line: &Line, words: &Words, out: &mut dyn Write) -> std::io::Result<()> {
    match line {
        Line::Rule { all, points, rows, positives } => {
            let conditions: Vec<String> =
                all.iter().map(|one| format!("{} {}", source(&one.of), test(&one.test, words))).collect();
            let and = format!(" {} ", words.get("scorecard-and"));
            writeln!(out, "{points:>+6}  {}  ({positives}/{rows})", conditions.join(&and))
        }
        Line::Scale { of, steps, .. } => {
            let steps: Vec<String> =
                steps.iter().map(|step| format!("{} {:+}", test(&step.test, words), step.points)).collect();
            writeln!(out, "{:>6}  {}: {}", "", source(of), steps.join(" | "))
        }
    }
}

fn three(value: f64) -> String {
    format!("{value:.3}")
}

fn print_measure(found: &Measure, validated: Option<(f64, f64)>, door: &mut Door<'_>) -> Result<(), Failure> {
    let words = &door.words;
    let area = match validated {
        Some((auc, sd)) => words.with("scorecard-auc-folds", &[("auc", three(auc)), ("sd", three(sd))]),
        None => words.with("scorecard-auc", &[("auc", three(found.auc))]),
    };
    writeln!(door.out, "{area}")?;
    let lift = format!("{:.2}", found.lift_top_decile);
    writeln!(door.out, "{}", words.with("scorecard-lift", &[("lift", lift)]))?;
    let percent = format!("{:.0}", found.precision_at_capacity * 100.0);
    let precision =
        words.with("scorecard-precision", &[("capacity", found.capacity.to_string()), ("percent", percent)]);
    writeln!(door.out, "{precision}")?;
    let error = format!("{:.1}", found.calibration_error);
    let calibration =
        words.with("scorecard-calibration", &[("points", error), ("brier", three(found.brier))]);
    writeln!(door.out, "{calibration}")?;
    for (tenth, band) in found.calibration.iter().enumerate().rev() {
        let percent = |value: f64| format!("{:5.1}", value * 100.0);
        let (expected, seen) = (percent(band.expected), percent(band.seen));
        let said = words.with(
            "scorecard-band",
            &[("tenth", (tenth + 1).to_string()), ("expected", expected), ("seen", seen)],
        );
        writeln!(door.out, "  {said}")?;
    }
    Ok(())
}

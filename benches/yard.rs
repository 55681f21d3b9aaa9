//! Measuring two things in turn, A B A B, so that a machine that drifts drifts under both. Every figure is a ratio.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Smallest, middle and largest of several runs, in seconds (or bytes, or whatever was counted).
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

impl Spread {
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = ((values.len() - 1) as f64 * share).round() as usize;
            values.get(index).copied().unwrap_or(f64::NAN)
        };
        Self { min: at(0.0), median: at(0.5), max: at(1.0) }
    }
}

/// One line of the table.
pub struct Figure {
    pub what: String,
    pub ours: String,
    pub yardstick: String,
    pub ratio: Option<Spread>,
    pub goal: &'static str,
}

/// How a spread is written.
#[derive(Clone, Copy)]
pub enum Unit {
    Time,
    Bytes,
}

impl Unit {
    fn write(self, value: f64) -> String {
        match self {
            Self::Time if value < 1e-3 => format!("{:.1} us", value * 1e6),
            Self::Time if value < 1.0 => format!("{:.2} ms", value * 1e3),
            Self::Time => format!("{value:.2} s"),
            Self::Bytes if value < 10_240.0 => format!("{value:.0} B"),
            Self::Bytes => format!("{:.1} MB", value / 1_048_576.0),
        }
    }

    pub fn spread(self, spread: Spread) -> String {
        format!("{} / **{}** / {}", self.write(spread.min), self.write(spread.median), self.write(spread.max))
    }

    pub fn one(self, value: f64) -> String {
        self.write(value)
    }
}

/// Runs `ours` and `yardstick` in turn, after one of each that does not count.
pub fn paired(
    what: &str,
    goal: &'static str,
    rounds: usize,
    yardstick_name: &str,
    mut ours: impl FnMut() -> f64,
    mut yardstick: impl FnMut() -> f64,
) -> Figure {
    ours();
    yardstick();
    let pairs: Vec<(f64, f64)> = (0..rounds).map(|_| (ours(), yardstick())).collect();
    let ratio = Spread::of(pairs.iter().map(|(a, b)| a / b).collect());
    Figure {
        what: what.to_owned(),
        ours: Unit::Time.spread(Spread::of(pairs.iter().map(|pair| pair.0).collect())),
        yardstick: format!(
            "{yardstick_name}: {}",
            Unit::Time.spread(Spread::of(pairs.iter().map(|pair| pair.1).collect()))
        ),
        ratio: Some(ratio),
        goal,
    }
}

/// A figure that has no yardstick, such as memory.
pub fn plain(what: &str, goal: &'static str, unit: Unit, value: f64) -> Figure {
    Figure { what: what.to_owned(), ours: unit.one(value), yardstick: "-".to_owned(), ratio: None, goal }
}

/// How long `work` takes, in seconds.
pub fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// The time of each of `times` calls; for percentiles within one run.
pub fn each(times: usize, mut work: impl FnMut(usize)) -> Vec<f64> {
    (0..times)
        .map(|index| {
            let start = Instant::now();
            work(index);
            start.elapsed().as_secs_f64()
        })
        .collect()
}

/// The value below which `share` of the values lie.
pub fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = ((values.len().saturating_sub(1)) as f64 * share).round() as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}

/// The table in Markdown.
pub fn table(figures: &[Figure]) -> String {
    let mut out = String::from(
        "| figure | ours (min / median / max) | yardstick in the same run | ratio | goal |\n|---|---|---|---|---|\n",
    );
    for figure in figures {
        let ratio = figure.ratio.map_or_else(
            || "-".to_owned(),
            |ratio| format!("{:.2} / **{:.2}** / {:.2}", ratio.min, ratio.median, ratio.max),
        );
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            figure.what, figure.ours, figure.yardstick, ratio, figure.goal
        );
    }
    out
}

/// The most memory a running process has used so far, in bytes.
pub fn peak_memory(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kb: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb * 1024.0)
}

/// Waits for a child, looking at its memory as it goes; gives seconds and peak bytes.
pub fn watch(mut child: std::process::Child, start: Instant) -> (f64, f64, bool) {
    let mut peak = 0.0_f64;
    loop {
        if let Some(bytes) = peak_memory(child.id()) {
            peak = peak.max(bytes);
        }
        match child.try_wait() {
            Ok(Some(status)) => return (start.elapsed().as_secs_f64(), peak, status.success()),
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Err(_) => return (start.elapsed().as_secs_f64(), peak, false),
        }
    }
}

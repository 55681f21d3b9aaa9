//! `seatmate doctor`: whether the surroundings fit, a line each. It looks and changes nothing, and never asks for a passphrase.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;

use serde::Serialize;

use crate::cli::passphrase::FILE_VARIABLE;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, paper};
use crate::content::settings::Settings;
use crate::domain::time::parse_date;
use crate::store::key;
use crate::sync::status;

/// One thing looked at.
#[derive(Debug, Serialize)]
struct Look {
    /// What.
    subject: &'static str,
    /// Fit, or advice.
    ok: bool,
    /// What was seen.
    seen: String,
    /// What to do; `None` when it is fit.
    advice: Option<String>,
}

/// Carries the verb out. Advice is no failure: the exit code is 0 unless something cannot work at all.
///
/// # Errors
/// When the result cannot be printed.
pub fn run(door: &mut Door<'_>) -> Result<Exit, Failure> {
    let mut looks = vec![locale(door), terminal(door), colours(door), settings(door), clock(door)];
    looks.extend(data(door));
    looks.push(look(door, "database", true, format!("SQLite {}", crate::store::library_version()), ""));
    looks.push(socket(door));
    looks.extend(unsent(door));
    if door.json {
        writeln!(door.out, "{}", paper::json(&looks)?)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = looks
        .iter()
        .map(|look| {
            let mark = door.words.get(if look.ok { "doctor-ok" } else { "doctor-advice" }).into_owned();
            let subject = door.words.get(&format!("doctor-{}", look.subject)).into_owned();
            let advice = look.advice.as_ref().map_or_else(String::new, |advice| format!(": {advice}"));
            vec![mark, subject, format!("{}{advice}", look.seen)]
        })
        .collect();
    paper::columns(door.out, &rows)?;
    Ok(Exit::Done)
}

/// `advice` is the key of the sentence that says what to do.
fn look(door: &Door<'_>, subject: &'static str, ok: bool, seen: impl Into<String>, advice: &str) -> Look {
    let advice = (!ok).then(|| door.words.get(advice).into_owned());
    Look { subject, ok, seen: paper::safe(&seen.into()), advice }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn locale(door: &Door<'_>) -> Look {
    let found = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let folded = found.to_ascii_lowercase().replace('-', "");
    let seen = if found.is_empty() { "-".to_owned() } else { found };
    look(door, "locale", folded.contains("utf8"), seen, "doctor-locale-advice")
}

fn terminal(door: &Door<'_>) -> Look {
    let Some((columns, rows)) = door.around.size.filter(|_| door.around.out_is_terminal) else {
        return look(door, "terminal", true, door.words.get("doctor-no-terminal"), "");
    };
    let term = variable("TERM").unwrap_or_else(|| "-".to_owned());
    let fits = columns >= 80 && rows >= 24 && !matches!(term.as_str(), "dumb" | "linux");
    look(door, "terminal", fits, format!("{columns}x{rows} {term}"), "doctor-terminal-advice")
}

fn colours(door: &Door<'_>) -> Look {
    let true_colour = variable("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
    let seen = if variable("NO_COLOR").is_some() {
        "NO_COLOR"
    } else if true_colour {
        "24 bit"
    } else if variable("TERM").is_some_and(|term| term.contains("256")) {
        "256"
    } else {
        "16"
    };
    look(door, "colours", true, seen, "")
}

fn settings(door: &Door<'_>) -> Look {
    let path = &door.paths.settings;
    let fit = Settings::load(path).is_ok();
    look(door, "settings", fit, path.display().to_string(), "doctor-settings-advice")
}

/// The year of this program's first release: a clock before it is not set.
fn clock(door: &Door<'_>) -> Look {
    let floor = parse_date("2026-01-01");
    let set = floor.is_some_and(|floor| door.now().date_naive() >= floor);
    look(door, "clock", set, paper::minute(door.now()), "doctor-clock-advice")
}

fn data(door: &Door<'_>) -> Vec<Look> {
    let dir = &door.paths.data;
    let Some(mode) = mode(dir) else {
        return vec![look(door, "data", true, door.words.get("doctor-no-data"), "")];
    };
    let seen = format!("{} {:03o}", dir.display(), mode);
    let mut looks = vec![look(door, "data", mode & 0o077 == 0, seen, "doctor-data-advice")];
    if cfg!(feature = "encrypted") {
        let key_mode = self::mode(&dir.join(key::KEY_FILE));
        let seen = key_mode.map_or_else(|| "-".to_owned(), |mode| format!("{mode:03o}"));
        looks.push(look(
            door,
            "key",
            key_mode.is_none_or(|mode| mode & 0o077 == 0),
            seen,
            "doctor-key-advice",
        ));
    } else {
        looks.push(look(door, "key", false, door.words.get("doctor-plain"), "doctor-plain-advice"));
    }
    looks
}

/// The permission bits; `None` when there is nothing.
fn mode(path: &Path) -> Option<u32> {
    std::fs::metadata(path).ok().map(|found| found.permissions().mode() & 0o777)
}

/// A desk that runs answers on its socket; not running is no fault.
fn socket(door: &Door<'_>) -> Look {
    let runs = UnixStream::connect(&door.paths.socket).is_ok();
    let seen = door.words.get(if runs { "doctor-desk-runs" } else { "doctor-desk-rests" });
    look(door, "socket", true, seen, "")
}

/// Only when a passphrase file is there: looking must not ask.
fn unsent(door: &mut Door<'_>) -> Option<Look> {
    variable(FILE_VARIABLE)?;
    let reader = door.store(Wants::Existing).ok()?.reader().ok()?;
    let found = status::status(&reader, door.now()).ok()?;
    let day = 24 * 3600;
    let late = found.oldest_unsent_age.is_some_and(|age| age > day) && !found.targets.is_empty();
    let seen = door.words.with("sync-unsent", &[("count", found.unsent)]).into_owned();
    Some(look(door, "sync", !late && found.parked == 0, seen, "doctor-sync-advice"))
}

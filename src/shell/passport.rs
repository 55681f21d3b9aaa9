//! What training lets the live desk know: the names of the earned certificates, in one small file in the folder of training.
//!
//! The live desk does not open the trainee's database: it would hold a second key, might have to bring the file to a newer schema, and could
//! be kept waiting by a rehearsal while a customer rings. Training writes the file after each attempt; the desk reads it once, before the
//! first call, and marks nothing when it is not there or cannot be read. The mark reminds; it locks nobody out, so the file needs no seal.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::app::Mode;
use crate::content::certificates;
use crate::domain::problem::{Problem, Severity};
use crate::domain::time::Moment;
use crate::domain::training::certification::Certificate;
use crate::domain::training::passport::Passport;
use crate::domain::training::record::Brief;
use crate::domain::training::report::{Report, Shelf};
use crate::shell::surroundings::Surroundings;
use crate::shell::training_ground::{FOLDER, Ground};

/// The file in the folder of training.
pub const FILE: &str = "earned.json";
/// Nothing that is meant comes near this.
const LONGEST: u64 = 64 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct Written {
    schema: u32,
    earned: Vec<Earned>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Earned {
    id: String,
    at: Moment,
}

/// After an attempt: its result into the team's event log, and the earned certificates into their file. What was handed over before stays
/// as it is.
///
/// # Errors
/// One of them cannot be written.
pub fn hand_over(ground: &Ground, config: &Path, briefs: &[Brief], now: Moment) -> Result<(), Problem> {
    let mut recorder = ground.team()?.recorder().map_err(|error| error.problem())?;
    recorder.hand_over_training(briefs).map_err(|error| error.problem())?;
    write(ground.dir(), certificates::load("zh-CN", Some(config)).0, briefs, now)
        .map_err(|_| Problem::new("training-folder", Severity::Failure))
}

fn write(dir: &Path, certificates: Vec<Certificate>, briefs: &[Brief], now: Moment) -> std::io::Result<()> {
    let report = Report::of(briefs, &Shelf { certificates, ..Shelf::default() }, now);
    let earned = report.certificates.into_iter().filter_map(|held| {
        let at = held.earned?;
        Some(Earned { id: held.certificate.id, at })
    });
    let written = Written { schema: 1, earned: earned.collect() };
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    serde_json::to_writer(&mut file, &written)?;
    file.flush()?;
    file.persist(dir.join(FILE))?;
    Ok(())
}

/// What the agent of this data folder is certified for. Without a file, nothing is marked.
#[must_use]
pub fn read(data: &Path, tag: &str, config: &Path) -> Passport {
    let path = data.join(FOLDER).join(FILE);
    let short = std::fs::metadata(&path).is_ok_and(|file| file.len() <= LONGEST);
    let text = short.then(|| std::fs::read(&path).ok()).flatten();
    let written: Option<Written> = text.and_then(|text| serde_json::from_slice(&text).ok());
    match written {
        Some(written) if written.schema == 1 => Passport::new(
            certificates::load(tag, Some(config)).0,
            written.earned.into_iter().map(|earned| earned.id).collect(),
        ),
        _ => Passport::default(),
    }
}

/// The passport of a desk. In the demo one certificate is earned, so that both kinds of rows are seen.
#[must_use]
pub fn of(mode: Mode, around: &Surroundings) -> Passport {
    let tag = around.lang.tag();
    match mode {
        Mode::Demo => Passport::new(certificates::load(tag, None).0, vec!["care".to_owned()]),
        Mode::Live => read(&around.paths.data, tag, &around.paths.config()),
        Mode::Training => Passport::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::follow_up::Origin;
    use crate::domain::safe_text::RawText;

    #[test]
    fn without_a_file_or_with_a_spoilt_one_nothing_is_marked() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join(FOLDER);
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(read(data.path(), "en", data.path()), Passport::default());
        for text in ["", "{", "{\"schema\":2,\"earned\":[]}", "[1]"] {
            std::fs::write(folder.join(FILE), text).unwrap();
            assert_eq!(read(data.path(), "en", data.path()), Passport::default(), "{text}");
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "reading makes nothing");
    }

    #[test]
    fn who_has_trained_and_earned_nothing_is_marked_everywhere() {
        let data = tempfile::tempdir().unwrap();
        let ground = Ground::open(data.path()).unwrap();
        let now = crate::domain::time::parse_moment("2026-11-22 10:42:08").unwrap();
        hand_over(&ground, data.path(), &[], now).unwrap();
        let passport = read(data.path(), "zh-CN", data.path());
        let campaign = Some(RawText::new("合约续签关怀"));
        let missing = passport.missing(&Origin::Task { campaign, script: None, priority: 3 });
        assert_eq!(missing[0].title.as_str(), "合约续签");
    }
}

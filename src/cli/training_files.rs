//! The trainee's files, opened for headless verbs: attempts in short, and the event log for the team. It must not open anything real.

use std::path::PathBuf;

use crate::cli::{Door, Failure};
use crate::content::certificates;
use crate::content::scenarios::Scenarios;
use crate::domain::training::record::Brief;
use crate::domain::training::report::{Report, Shelf};
use crate::store::training::{FOLDER, TEAM, TrainingStore};
use crate::store::{DatabaseKey, Store, StoreOptions, open_key};

const OPTIONS: StoreOptions = StoreOptions { invented: true, accept_plaintext: false };

fn folder(door: &Door<'_>) -> PathBuf {
    door.paths.data.join(FOLDER)
}

/// The key of the folder; `None` when nobody has trained here, and nothing is made then.
fn key(door: &Door<'_>) -> Result<Option<DatabaseKey>, Failure> {
    let dir = folder(door);
    if !dir.join(open_key::OPEN_KEY_FILE).exists() {
        return Ok(None);
    }
    open_key::load_or_make(&dir).map(Some).map_err(|error| error.problem().into())
}

/// Every attempt in short, oldest first; none when nobody has trained here.
pub(crate) fn briefs(door: &Door<'_>) -> Result<Vec<Brief>, Failure> {
    match key(door)? {
        Some(key) => Ok(TrainingStore::open(&folder(door), &key, OPTIONS)?.briefs()?),
        None => Ok(Vec::new()),
    }
}

/// The trainee's whole record.
pub(crate) fn report(door: &Door<'_>) -> Result<Report, Failure> {
    let tag = door.words.tag();
    let config = door.paths.config();
    let scenarios = Scenarios::load(tag, Some(&config)).0;
    let shelf = Shelf {
        scenarios: scenarios.known(),
        certificates: certificates::load(tag, Some(&config)).0,
        points: scenarios.points(),
    };
    Ok(Report::of(&briefs(door)?, &shelf, door.now()))
}

/// The team's event log, with every attempt in it; `None` when nobody has trained here.
pub(crate) fn team(door: &Door<'_>) -> Result<Option<Store>, Failure> {
    let Some(key) = key(door)? else { return Ok(None) };
    let store = Store::open(&folder(door).join(TEAM), &key, OPTIONS)?;
    store.recorder()?.hand_over_training(&briefs(door)?)?;
    Ok(Some(store))
}

//! The demo: invented people in a folder that disappears, a key that is never written, a phone that rings by itself. From the store on,
//! it is the same program.

use std::path::Path;

use tempfile::TempDir;

use crate::domain::call::Party;
use crate::domain::time::Moment;
use crate::phone::simulator::{Begins, PlannedCall, Simulator};
use crate::store::{DatabaseKey, Store, StoreError, StoreOptions};
use crate::synth::demo::{DemoBegins, DemoCall, World};

/// A folder of its own, only for this user, removed when dropped. In memory where the system has such a place: what is invented need
/// not be waited for until a disk has it, and leaves no trace there.
///
/// # Errors
/// No folder can be made.
pub fn folder(runtime_dir: Option<&Path>) -> std::io::Result<TempDir> {
    let make = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix("seatmate-demo-");
        builder
    };
    let in_memory = runtime_dir.filter(|dir| dir.is_absolute()).into_iter().chain([Path::new("/dev/shm")]);
    let found = in_memory.filter(|dir| dir.is_dir()).find_map(|dir| make().tempdir_in(dir).ok());
    found.map_or_else(|| make().tempdir(), Ok)
}

/// Stores a world the way an import and past calls would have.
///
/// # Errors
/// When the store cannot be opened or written.
pub fn store(folder: &TempDir, world: &World, now: Moment) -> Result<Store, StoreError> {
    let key = DatabaseKey::random().map_err(|_| StoreError::NoRandom)?;
    let store = Store::open(folder.path(), &key, StoreOptions { invented: true, accept_plaintext: false })?;
    fill(&store, world, now)?;
    Ok(store)
}

/// Stores a world in an open store.
///
/// # Errors
/// When the store cannot be written.
pub fn fill(store: &Store, world: &World, now: Moment) -> Result<(), StoreError> {
    let mut loader = store.loader(now)?;
    for customer in &world.customers {
        loader.put_customer(customer)?;
    }
    for (number, month) in &world.usage {
        loader.put_usage(*number, month)?;
    }
    for (number, cell) in &world.habits {
        loader.put_habit(*number, *cell)?;
    }
    for (number, event) in &world.events {
        loader.put_event(*number, event)?;
    }
    loader.commit()?;
    let mut recorder = store.recorder()?;
    recorder.put_tasks(&world.tasks, now)?;
    for call in &world.history {
        recorder.start_call(&call.start)?;
        recorder.save_wrap_up(&call.wrap_up)?;
    }
    Ok(())
}

/// The phone of a world: its planned calls, then random ones from its people.
#[must_use]
pub fn phone(world: &World, seed: u64) -> Simulator {
    let people = world.customers.iter().map(|customer| Party::Number(customer.number)).collect();
    Simulator::new(world.calls.iter().map(planned).collect(), people, seed)
}

fn planned(call: &DemoCall) -> PlannedCall {
    PlannedCall {
        party: call.party.clone(),
        name: call.name.clone(),
        begins: match call.begins {
            DemoBegins::AfterQuiet(gap) => Begins::AfterQuiet(gap),
            DemoBegins::DuringTalk(gap) => Begins::DuringTalk(gap),
        },
        rings: call.rings,
        talks: call.talks,
    }
}

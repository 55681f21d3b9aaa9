//! Looks after the scenario file that somebody writes while rehearsing it: whenever it changes, the main loop is told. It reads nothing.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{RecursiveMode, Watcher};

use crate::shell::message::Message;

/// The watch; it ends when dropped.
pub struct FileWatch {
    _watcher: notify::RecommendedWatcher,
}

/// Watches the folder of a file, for editors replace a file rather than write into it.
///
/// # Errors
/// The system cannot watch the folder.
pub fn watch(file: &Path, messages: Sender<Message>) -> notify::Result<FileWatch> {
    let name = file.file_name().map(std::ffi::OsStr::to_owned);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let changes = event.kind.is_create() || event.kind.is_modify();
        if changes && event.paths.iter().any(|path| path.file_name() == name.as_deref()) {
            // Whoever listens compares the text, so that one saving counts once.
            let _ = messages.send(Message::FileChanged);
        }
    })?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(FileWatch { _watcher: watcher })
}

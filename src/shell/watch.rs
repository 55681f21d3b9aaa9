//! Files that change while the desk runs: scripts, cards, messages, snippets, rules, benefits, questions and festivals beside the settings are
//! read again. Of a file with a mistake the last good version stays, and that is said. It reads beside the main loop, which never waits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tempfile::TempDir;

use crate::app::event::Texts;
use crate::content::fields::Speaker;
use crate::content::finding::{Finding, Weight};
use crate::content::source::Source;
use crate::content::{benefits, calendar, cards, messages, rules, scripts, snippets, spin};
use crate::domain::problem::{Problem, Severity};
use crate::shell::message::Message;
use crate::shell::scripts::ScriptShelf;

/// The folders whose files are read again.
const FOLDERS: [&str; 8] =
    ["scripts", "cards", "messages", "snippets", "rules", "benefits", "spin", "calendar"];

/// An editor writes a file in several steps; after the last one this much quiet makes them one change.
const QUIET: Duration = Duration::from_millis(150);

/// Keeps the watching alive, and the folder with the last good versions, which goes away with it. There is nothing of a customer in it.
pub struct Watch {
    _watcher: RecommendedWatcher,
    _shadow: TempDir,
}

/// What texts are read with.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The folder of the settings.
    pub config: PathBuf,
    /// Who reads aloud.
    pub speaker: Speaker,
    /// The language of the snippets.
    pub tag: &'static str,
}

/// Everything that was read again.
#[derive(Debug)]
pub struct Reread {
    /// Scripts and messages.
    pub shelf: ScriptShelf,
    /// What the app holds itself.
    pub texts: Texts,
}

/// Starts to watch. `None` when there is no such folder, or the system cannot watch it: then files are read at the next start, as before.
#[must_use]
pub fn start(reading: Reading, messages: Sender<Message>) -> Option<Watch> {
    let (told, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // What cannot be told apart counts as a change; reading once too often does no harm.
        let ours = event
            .map_or(true, |event| !event.kind.is_access() && event.paths.iter().any(|path| is_text(path)));
        if ours {
            let _ = told.send(());
        }
    })
    .ok()?;
    watcher.watch(&reading.config, RecursiveMode::Recursive).ok()?;
    let shadow = tempfile::Builder::new().prefix("seatmate-texts-").tempdir().ok()?;
    let mut good = Good::new(&reading.config, shadow.path());
    std::thread::Builder::new()
        .name("texts".to_owned())
        .spawn(move || {
            while wait(&changes) {
                let Some(reread) = good.read_again(&reading) else { continue };
                if messages.send(Message::Reread(Box::new(reread))).is_err() {
                    return;
                }
            }
        })
        .ok()?;
    Some(Watch { _watcher: watcher, _shadow: shadow })
}

fn is_text(path: &Path) -> bool {
    path.extension().is_none_or(|end| end == "toml")
}

/// Waits for a change and then for quiet; `false` when nobody watches any more.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// The last good version of every file, in a folder of its own.
#[derive(Debug)]
pub struct Good {
    config: PathBuf,
    shadow: PathBuf,
    /// What is in the shadow, and whether it was without a mistake.
    kept: BTreeMap<PathBuf, (Arc<str>, bool)>,
}

impl Good {
    /// Takes the files as they are now into an empty folder.
    #[must_use]
    pub fn new(config: &Path, shadow: &Path) -> Self {
        let mut good = Self { config: config.to_owned(), shadow: shadow.to_owned(), kept: BTreeMap::new() };
        good.take();
        good
    }

    /// Reads everything again; `None` when nothing has changed.
    pub fn read_again(&mut self, reading: &Reading) -> Option<Reread> {
        let (changed, wrong) = self.take();
        if !changed && wrong.is_empty() {
            return None;
        }
        let folder = self.shadow.as_path();
        let (shelf, _) = ScriptShelf::load(folder, reading.speaker.clone());
        let texts = Texts {
            cards: cards::load(Some(folder)).0,
            snippets: snippets::load(reading.tag, Some(folder)).0,
            rules: Box::new(rules::load(Some(folder)).0),
            kept: wrong.first().map(|finding| said(finding, &self.config, wrong.len())),
        };
        Some(Reread { shelf, texts })
    }

    /// Brings the shadow up to date; says whether anything in it has changed, and what is wrong with files that were left as they were.
    fn take(&mut self) -> (bool, Vec<Finding>) {
        let (mut changed, mut wrong, mut seen) = (false, Vec::new(), BTreeSet::new());
        for path in files(&self.config) {
            let Ok(inside) = path.strip_prefix(&self.config).map(Path::to_owned) else { continue };
            // A file that cannot be read is being written; what was there stays.
            seen.insert(inside.clone());
            let Ok(source) = Source::read(&path) else { continue };
            let known = self.kept.get(&inside);
            if known.is_some_and(|(text, _)| *text == source.text) {
                continue;
            }
            let findings = errors(&inside, &source);
            match (findings.first(), known) {
                (Some(finding), Some((_, true))) => wrong.push(finding.clone()),
                (finding, _) => changed |= self.keep(inside, &source, finding.is_none()),
            }
        }
        let gone: Vec<PathBuf> = self.kept.keys().filter(|path| !seen.contains(*path)).cloned().collect();
        for path in gone {
            changed |= fs::remove_file(self.shadow.join(&path)).is_ok();
            self.kept.remove(&path);
        }
        (changed, wrong)
    }

    fn keep(&mut self, inside: PathBuf, source: &Source, good: bool) -> bool {
        let path = self.shadow.join(&inside);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let done = made.and_then(|()| fs::write(&path, source.text.as_bytes())).is_ok();
        self.kept.insert(inside, (Arc::clone(&source.text), good));
        done
    }
}

/// The text files of the folders, at most two folders deep.
fn files(config: &Path) -> Vec<PathBuf> {
    let inner = |folder: &PathBuf| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    };
    let outer: Vec<PathBuf> = FOLDERS.iter().map(|name| config.join(name)).collect();
    let all = outer.iter().cloned().chain(outer.iter().flat_map(inner));
    all.flat_map(|folder| Source::files_in(&folder)).collect()
}

/// What keeps a file from being used.
fn errors(inside: &Path, source: &Source) -> Vec<Finding> {
    let parts: Vec<&str> = inside
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    let found = match parts.as_slice() {
        ["scripts", tag, _] => scripts::check(source, tag),
        ["cards", tag, _] => cards::check(source, tag),
        ["messages", tag, _] => messages::check(source, tag),
        ["snippets", _] => snippets::read(source).err().unwrap_or_default(),
        ["rules", _] => rules::check(source),
        ["benefits", tag, _] => benefits::check(source, tag),
        ["spin", tag, _] => spin::check(source, tag),
        ["calendar", _] => calendar::check(source),
        _ => Vec::new(),
    };
    found.into_iter().filter(|finding| finding.weight == Weight::Error).collect()
}

/// One calm line: which file, which line of it.
fn said(finding: &Finding, config: &Path, count: usize) -> Problem {
    let name = Path::new(&finding.source.name);
    let file = name.strip_prefix(config).unwrap_or(name).display().to_string();
    let problem = Problem::new("texts-kept", Severity::Notice).with("file", file);
    problem.with("line", finding.place().0).with("count", count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "id = \"ours\"\ntitle = \"T\"\nkind = \"inbound\"\n[[step]]\nstage = \"opening\"\nmust_say = \"Hello.\"\n";

    fn reading(config: &Path) -> Reading {
        Reading { config: config.to_owned(), speaker: Speaker::default(), tag: "en" }
    }

    fn script(config: &Path, text: &str) {
        let folder = config.join("scripts/en");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("ours.toml"), text).unwrap();
    }

    fn kept(good: &Good) -> String {
        fs::read_to_string(good.shadow.join("scripts/en/ours.toml")).unwrap()
    }

    #[test]
    fn a_broken_edit_keeps_the_old_version_and_says_where() {
        let config = tempfile::tempdir().unwrap();
        script(config.path(), GOOD);
        let shadow = tempfile::tempdir().unwrap();
        let mut good = Good::new(config.path(), shadow.path());
        let reading = reading(config.path());
        assert!(good.read_again(&reading).is_none(), "nothing has changed");
        script(config.path(), &GOOD.replace("Hello", "Good day"));
        assert!(good.read_again(&reading).unwrap().texts.kept.is_none());
        script(config.path(), &GOOD.replace("kind = \"inbound\"", "kind = inbound"));
        let problem = good.read_again(&reading).unwrap().texts.kept.unwrap();
        assert_eq!(problem.code, "texts-kept");
        assert!(problem.args.contains(&("line", "3".to_owned())), "{:?}", problem.args);
        assert!(kept(&good).contains("Good day"));
        script(config.path(), &GOOD.replace("Hello", "Hi"));
        assert!(good.read_again(&reading).unwrap().texts.kept.is_none());
        assert!(kept(&good).contains("Hi"));
    }

    #[test]
    fn every_folder_that_the_desk_reads_is_read_again() {
        let config = tempfile::tempdir().unwrap();
        for (folder, text) in
            [("calendar", calendar::built_in().text), ("benefits/en", benefits::built_in("en").text)]
        {
            fs::create_dir_all(config.path().join(folder)).unwrap();
            fs::write(config.path().join(folder).join("ours.toml"), text.as_bytes()).unwrap();
        }
        let shadow = tempfile::tempdir().unwrap();
        let mut good = Good::new(config.path(), shadow.path());
        assert!(shadow.path().join("benefits/en/ours.toml").is_file());
        let kept = shadow.path().join("calendar/ours.toml");
        let before = fs::read(&kept).unwrap();
        fs::write(config.path().join("calendar/ours.toml"), "[[festival]]\n").unwrap();
        assert!(good.read_again(&reading(config.path())).unwrap().texts.kept.is_some());
        assert_eq!(fs::read(&kept).unwrap(), before);
    }

    #[test]
    fn a_file_that_goes_away_is_gone_and_one_that_was_never_good_waits() {
        let config = tempfile::tempdir().unwrap();
        let shadow = tempfile::tempdir().unwrap();
        let mut good = Good::new(config.path(), shadow.path());
        let reading = reading(config.path());
        script(config.path(), "id = 7");
        assert!(good.read_again(&reading).unwrap().texts.kept.is_none(), "nothing good was lost");
        fs::remove_file(config.path().join("scripts/en/ours.toml")).unwrap();
        assert!(good.read_again(&reading).is_some());
        assert!(good.kept.is_empty());
    }
}

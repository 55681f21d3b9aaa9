//! Training touches nothing real: every file that is opened in the data folder is recorded while somebody trains, and every socket.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecursiveMode, Watcher};

use crate::pty::{Launch, Patience, Terminal, home, real_store};

/// Records every file that anybody opens in a folder, from the operating system's own reports.
struct Tripwire {
    folder: PathBuf,
    reports: Receiver<notify::Result<notify::Event>>,
    _watcher: notify::RecommendedWatcher,
}

impl Tripwire {
    fn around(folder: &Path) -> Self {
        let (report, reports) = channel();
        let mut watcher = notify::recommended_watcher(report).expect("the system reports");
        watcher.watch(folder, RecursiveMode::Recursive).expect("the folder can be watched");
        Self { folder: folder.to_owned(), reports, _watcher: watcher }
    }

    /// What was opened since the last time, as paths in the folder. A mark of our own is the last report to wait for.
    fn opened(&self, mark: &str) -> BTreeSet<PathBuf> {
        let mark = self.folder.join(mark);
        fs::write(&mark, "").unwrap();
        let patience = Patience::start();
        let mut opened = BTreeSet::new();
        loop {
            let event = self.reports.recv_timeout(patience.left()).expect("the mark is reported").unwrap();
            if event.paths.contains(&mark) {
                return opened;
            }
            let touched = matches!(
                event.kind,
                EventKind::Access(AccessKind::Open(_) | AccessKind::Close(AccessMode::Write))
                    | EventKind::Create(_)
                    | EventKind::Modify(_)
                    | EventKind::Remove(_)
            );
            if touched {
                let inside = event.paths.iter().filter_map(|path| path.strip_prefix(&self.folder).ok());
                opened.extend(inside.map(Path::to_path_buf));
            }
        }
    }
}

/// What the process has open now: links of its file table.
fn open_files(desk: &Terminal) -> Vec<String> {
    let table = PathBuf::from(format!("/proc/{}/fd", desk.process_id()));
    let links =
        fs::read_dir(table).expect("it runs").filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    links.map(|link| link.display().to_string()).collect()
}

/// The sockets of the process that have a name or an address: those which somebody else could reach, or which reach somebody else.
fn sockets_with_a_name(desk: &Terminal) -> Vec<String> {
    let inode =
        |link: &str| link.strip_prefix("socket:[").and_then(|rest| rest.strip_suffix(']')).map(str::to_owned);
    let own: BTreeSet<String> = open_files(desk).iter().filter_map(|link| inode(link)).collect();
    let mut found = Vec::new();
    for (table, column, named) in
        [("unix", 6, Some(7)), ("tcp", 9, None), ("tcp6", 9, None), ("udp", 9, None), ("udp6", 9, None)]
    {
        let text = fs::read_to_string(format!("/proc/{}/net/{table}", desk.process_id())).unwrap_or_default();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let ours = cells.get(column).is_some_and(|cell| own.contains(*cell));
            // A pair of unnamed Unix sockets is how signals reach the main loop; nobody else has the other end.
            let reachable = named.is_none_or(|at| cells.len() > at);
            if ours && reachable {
                found.push(format!("{table}: {line}"));
            }
        }
    }
    found
}

fn sockets_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_socket())).collect()
}

/// Name, bytes and time of change of everything in the folder but training's own.
fn real_files(data: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut files: Vec<_> = fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            (path.clone(), fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
        })
        .collect();
    files.sort();
    files
}

fn live(home: &Path) -> Terminal {
    let (data, passphrase) = real_store(home);
    let args = ["--data", data.to_str().unwrap(), "--ambiguous", "1"];
    Launch::new(home, &args).env("SEATMATE_PASSPHRASE_FILE", passphrase).start()
}

#[test]
fn nothing_real_is_opened_and_nobody_can_call_in() {
    let home = home();
    let (data, passphrase) = real_store(home.path());
    let mut desk = live(home.path());
    desk.shows("F8").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0, "there is a real store");
    let before = real_files(&data);
    assert!(before.iter().any(|(path, ..)| path.ends_with("records.db")));

    let wire = Tripwire::around(&data);
    let data_dir = data.to_str().unwrap();
    let args = [
        "train",
        "bill-overage",
        "--mode",
        "practise",
        "--seed",
        "1",
        "--data",
        data_dir,
        "--ambiguous",
        "1",
    ];
    // The passphrase is there for the taking, and is not taken.
    let mut desk = Launch::new(home.path(), &args).env("SEATMATE_PASSPHRASE_FILE", &passphrase).start();
    desk.shows("训练：客户是虚构的").shows("通话中").press("1").shows("情绪").types("听到了吗\r");
    desk.press("Ctrl-D").press("Ctrl-D").shows("已结束").press("F9").shows("再按 F9").press("Tab").press("4");
    desk.press("F9").shows("成绩").shows("第一次练这个场景").press("3").shows("回放");
    for link in open_files(&desk) {
        let path = Path::new(&link);
        assert!(!path.starts_with(&data) || path.starts_with(data.join("training")), "{link} is open");
    }
    assert_eq!(sockets_with_a_name(&desk), Vec::<String>::new());
    assert_eq!(sockets_in(home.path()), Vec::<PathBuf>::new(), "no control socket");
    desk.press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
    let opened = wire.opened("mark-1");
    let real: Vec<&PathBuf> = opened.iter().filter(|path| !path.starts_with("training")).collect();
    assert_eq!(real, Vec::<&PathBuf>::new(), "opened while training");
    assert!(opened.iter().any(|path| path.starts_with("training")), "the watch works: {opened:?}");
    assert_eq!(
        before,
        real_files(&data).into_iter().filter(|(path, ..)| !path.ends_with("mark-1")).collect::<Vec<_>>()
    );

    // The same watch does see the desk at work on the real store, and the same look finds its socket.
    let mut desk = live(home.path());
    desk.shows("F8");
    assert!(!sockets_with_a_name(&desk).is_empty());
    assert!(open_files(&desk).iter().any(|link| Path::new(link) == data.join("records.db")));
    desk.press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
    assert!(wire.opened("mark-2").contains(Path::new("records.db")));
}

#[test]
fn whoever_has_nothing_yet_is_offered_training_and_gets_no_real_store_by_it() {
    let home = home();
    let data = home.path().join("data");
    let args = ["--data", data.to_str().unwrap(), "--ambiguous", "1"];
    let mut desk = Launch::new(home.path(), &args).start();
    desk.shows("这里还没有客户资料").types("2\r").shows("训练：客户是虚构的").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
    let left: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["training"]);
    // The next start still asks.
    let mut desk = Launch::new(home.path(), &args).start();
    desk.shows("这里还没有客户资料").types("\r");
    assert_eq!(desk.ends(), 0);
}

//! What holds for the whole process: who may read its files, which signals reach it, what a panic says. No screen, no app.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use crate::shell::clock;
use crate::shell::message::{Message, Stop};
use crate::shell::terminal;

static PANICKED: AtomicBool = AtomicBool::new(false);

/// Files are for their owner only; no memory is left in a core file; a full quota is an error and not the end.
pub fn harden() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Where the system refuses, there is nothing better to do.
    let _ = rustix::process::setrlimit(Resource::Core, none);
    // Another program of the same user cannot look into this one. Whoever debugs a debug build may.
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    // With a handler of its own the signal no longer kills, and the write says what is wrong. (Rust ignores SIGPIPE already.)
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// A panic gives the terminal back and says where it happened and under which incident number: never what was being handled.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        PANICKED.store(true, Ordering::SeqCst);
        terminal::give_back();
        let place =
            panic.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
        let incident = clock::random::<4>().map_or(0, u32::from_be_bytes);
        tracing::error!(place, incident = format!("{incident:08x}"), "panic");
        say(&format!("seatmate: {place}: incident {incident:08x}"));
    }));
}

/// Whether any thread has panicked. The main loop asks before it draws.
#[must_use]
pub fn has_panicked() -> bool {
    PANICKED.load(Ordering::SeqCst)
}

/// One line on standard error; when that is gone there is nobody to tell.
pub fn say(line: &str) {
    let _ = rustix::io::write(rustix::stdio::stderr(), format!("{line}\n").as_bytes());
}

/// Stands still until somebody lets the program go on. The terminal must have been given back.
pub fn pause() {
    // Without the right to stop there is nothing to wait for.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// Turns signals of the operating system into messages.
///
/// # Errors
/// The operating system refuses the handlers or the thread.
pub fn watch_signals(messages: Sender<Message>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP])?;
    let work = move || {
        for signal in signals.forever() {
            let message = match signal {
                SIGWINCH => Message::Resized,
                SIGTSTP => Message::Pause,
                other => Message::Stop(Stop::Signal(other)),
            };
            if messages.send(message).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(work).map(|_| ())
}

/// Fails on purpose, for the test that looks at what is left behind. Not in a release.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "this is what is asked for")]
pub fn panic_when_asked() {
    match std::env::var("SEATMATE_TEST_PANIC").as_deref() {
        Ok("loop") => panic!("13800138000"),
        Ok("thread") => drop(std::thread::spawn(|| panic!("13800138000"))),
        _ => {}
    }
}

//! What is asked of somebody who starts the desk and has no store yet. It must not make one.

use std::io::{self, BufRead, Write};

use crate::app::Mode;
use crate::content::words::Words;

/// What somebody chose who has no store yet.
pub(super) enum Welcome {
    /// The desk on what is invented.
    Instead(Mode),
    /// A store of one's own.
    NewStore,
    /// Nothing.
    Leave,
}

/// Asks on standard error, and reads one line.
pub(super) fn welcome(words: &Words) -> Welcome {
    let mut err = io::stderr().lock();
    for key in ["welcome-empty", "welcome-demo", "welcome-training", "welcome-store", "welcome-leave"] {
        let _ = writeln!(err, "{}", words.get(key));
    }
    let _ = write!(err, "> ");
    let _ = err.flush();
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line).is_err() {
        return Welcome::Leave;
    }
    match line.trim() {
        "1" | "１" => Welcome::Instead(Mode::Demo),
        "2" | "２" => Welcome::Instead(Mode::Training),
        "3" | "３" => Welcome::NewStore,
        _ => Welcome::Leave,
    }
}

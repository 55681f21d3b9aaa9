//! From the command line to a running desk, and out again: opens what is needed in order, and closes it in reverse.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::DirBuilderExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::app::event::Event;
use crate::app::soft::Phrases;
use crate::app::{App, Lang, Mode, Start, palette};
use crate::cli::args::{Ambiguous, Globals, Train, Verb};
use crate::cli::help::{self, Read};
use crate::cli::passphrase::{self, Question};
use crate::cli::{self, Door};
use crate::content::words::Words;
use crate::content::{cards, phrases, snippets};
use crate::domain::problem::{Problem, Severity};
use crate::domain::recommend::Catalogue;
use crate::phone::signal_socket::{SignalSocket, SocketError};
use crate::phone::simulator;
use crate::shell::advisor::Advisor;
use crate::shell::clock::{self, Clock};
use crate::shell::effects::{self, Outside, Phones};
use crate::shell::message::{Message, Stop};
use crate::shell::run::Desk;
use crate::shell::surroundings::{self, Surroundings, speaks_utf8};
use crate::shell::terminal::Unfit;
use crate::shell::texts::{load_cards, load_packages, load_rules, load_scripts, speaker};
use crate::shell::training::Academy;
use crate::shell::training_ground::Ground;
use crate::shell::watch::{self, Reading, Watch};
use crate::shell::welcome::{Welcome, welcome};
use crate::shell::{demo, keyboard, log, passport, process, terminal};
use crate::store::worker::{self, Request, StoreThreads};
use crate::store::{DatabaseKey, Store, StoreOptions};
use crate::synth::demo::World;
use crate::ui::{Drawn, Look, Symbols};

/// The program.
#[must_use]
pub fn main() -> ExitCode {
    process::harden();
    process::install_panic_hook();
    let line: Vec<OsString> = std::env::args_os().collect();
    let asked = surroundings::language_before(help::asked_language(&line).as_deref());
    let command = match help::read(&Words::new(asked.tag()), &line, coloured()) {
        Read::Line(command) => command,
        Read::Said(text) => {
            // Whoever does not read to the end has read enough.
            let _ = io::stdout().lock().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        Read::Wrong(text) => {
            process::say(text.trim_end());
            return ExitCode::from(UNFIT);
        }
    };
    let clock = Clock::start(command.globals.now);
    let around = Surroundings::find(&command.globals);
    let words = Words::new(around.lang.tag());
    let code = match command.verb {
        None => desk(Mode::Live, around, &words, clock, &Train::default()),
        Some(Verb::Demo) => desk(Mode::Demo, around, &words, clock, &Train::default()),
        Some(Verb::Train(train)) if !train.is_headless() => {
            desk(Mode::Training, around, &words, clock, &train)
        }
        Some(verb) => headless(&verb, around, words, &command.globals, clock),
    };
    ExitCode::from(code)
}

/// Whether what goes to standard output may be coloured.
fn coloured() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn headless(verb: &Verb, around: Surroundings, words: Words, globals: &Globals, clock: Clock) -> u8 {
    let (out, err) = (io::stdout(), io::stderr());
    let out_is_terminal = out.is_terminal();
    let mut door = Door {
        paths: around.paths,
        words,
        json: globals.json,
        agent: around.agent,
        around: cli::Surroundings {
            asks: io::stdin().is_terminal(),
            out_is_terminal,
            err_is_terminal: err.is_terminal(),
            size: out_is_terminal.then(terminal::size),
            colour: coloured(),
        },
        clock: &|| clock.now(),
        out: &mut out.lock(),
        err: &mut err.lock(),
    };
    cli::run(verb, &mut door).code()
}

/// Wrong surroundings.
const UNFIT: u8 = 2;
/// Could not start.
const FAILED: u8 = 1;

fn desk(mode: Mode, around: Surroundings, words: &Words, clock: Clock, train: &Train) -> u8 {
    if let Err(unfit) = terminal::check(std::env::var("TERM").ok().as_deref()) {
        let code = match unfit {
            Unfit::NotATerminal => "not-a-terminal",
            Unfit::Dumb => "terminal-dumb",
            Unfit::Console => "terminal-console",
        };
        process::say(&format!("seatmate: {}", words.problem(&Problem::new(code, Severity::Failure))));
        return UNFIT;
    }
    match open(mode, around, words, clock, train) {
        Ok(Some(opened)) => run(opened, words),
        Ok(None) => 0,
        Err(problem) => {
            process::say(&format!("seatmate: {}\n{}", words.problem(&problem), words.hint(&problem)));
            FAILED
        }
    }
}

/// Everything a desk needs, opened. Dropped in this order: the desk with its store's threads first, then the folder.
struct Opened {
    desk: Desk,
    first: Vec<Event>,
    _watch: Option<Watch>,
    _folder: Option<TempDir>,
}

fn run(mut opened: Opened, words: &Words) -> u8 {
    let first = std::mem::take(&mut opened.first);
    let outcome = catch_unwind(AssertUnwindSafe(|| opened.desk.run(first)));
    let stop = match outcome {
        Ok(Ok(stop)) => stop,
        Ok(Err(_)) => {
            process::say(&words.problem(&Problem::new("terminal-refused", Severity::Failure)));
            return UNFIT;
        }
        Err(_) => {
            for draft in effects::unsaved_drafts(&opened.desk.app, opened.desk.clock.now()) {
                opened.desk.outside.keep(draft);
            }
            Stop::Panicked
        }
    };
    tracing::info!(code = stop.code(), "stop");
    // Waits until the store has written what it was given.
    drop(opened);
    stop.code()
}

fn open(
    mode: Mode,
    around: Surroundings,
    words: &Words,
    clock: Clock,
    train: &Train,
) -> Result<Option<Opened>, Problem> {
    if mode == Mode::Training {
        return open_training(around, words, clock, train).map(Some);
    }
    let now = clock.now();
    let mut first = warnings(&around, words);
    let (messages, inbox) = mpsc::channel();
    let refused = |_: io::Error| Problem::new("system-refused", Severity::Failure);
    let world = (mode == Mode::Demo).then(|| World::new(now.wall));
    let (store, folder) = match &world {
        Some(world) => {
            // From here on a signal must not leave the folder behind.
            process::watch_signals(messages.clone()).map_err(refused)?;
            let folder = demo::folder(around.runtime_dir.as_deref())
                .map_err(|_| Problem::new("no-temporary-folder", Severity::Failure))?;
            (demo::store(&folder, world, now.wall).map_err(|error| error.problem())?, Some(folder))
        }
        None => match live_store(&around, words)? {
            Live::Store(store) => {
                // Not earlier: Ctrl-C must still work while the passphrase is asked for.
                process::watch_signals(messages.clone()).map_err(refused)?;
                (store, None)
            }
            Live::Instead(mode) => return open(mode, around, words, clock, train),
            Live::Leave => return Ok(None),
        },
    };
    // Without a log the desk still works.
    let _ = log::start(store.dir(), clock);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), demo = world.is_some(), "start");

    // Without it the levels begin at the limits of the rules.
    let learnt = store.reader().and_then(|reader| reader.learnt()).unwrap_or_default();
    let threads = start_store(&store, &messages)?;
    let phones = start_phones(world.as_ref(), &around, &messages, clock, &mut first)?;
    let scripts = load_scripts(&around, &mut first);
    load_cards(&around, &mut first);
    let catalogue = load_packages(&around, &mut first);
    let advisor = start_advisor(&catalogue, &messages);
    let watch = watch_texts(&around, &messages);
    keyboard::spawn(clock, messages).map_err(refused)?;

    let look = look(&around);
    let mut app = app(mode, &around, &look, clock)?.with_catalogue(catalogue);
    app.phrases = Phrases { zh: phrases::built_in(Lang::Zh.tag()), en: phrases::built_in(Lang::En.tag()) };
    if let Some(minutes) = around.settings.resume_minutes {
        app.resume_within = chrono::TimeDelta::minutes(i64::from(minutes));
    }
    app.rules = load_rules(&around, learnt, &mut first);
    app.passport = passport::of(mode, &around);
    let desk = Desk {
        app,
        look,
        outside: Outside { store: threads, phones, scripts, advisor, training: None },
        clock,
        messages: inbox,
        width_asked: around.ambiguous == Ambiguous::Auto,
        drawn: Drawn::default(),
    };
    Ok(Some(Opened { desk, first, _watch: watch, _folder: folder }))
}

/// What is wrong with the surroundings is said at once, and once more on the screen.
fn warnings(around: &Surroundings, words: &Words) -> Vec<Event> {
    let mut codes = Vec::new();
    if !speaks_utf8() {
        codes.push("locale-not-utf8");
    }
    if around.complaint.is_some() {
        codes.push("settings-wrong");
    }
    let said = |code: &'static str| {
        let problem = Problem::new(code, Severity::Warning);
        process::say(&format!("seatmate: {}", words.problem(&problem)));
        Event::Problem(problem)
    };
    codes.into_iter().map(said).collect()
}

fn watch_texts(around: &Surroundings, messages: &Sender<Message>) -> Option<Watch> {
    let reading = Reading { config: around.paths.config(), speaker: speaker(around), tag: around.lang.tag() };
    watch::start(reading, messages.clone())
}

fn look(around: &Surroundings) -> Look {
    let symbols = Symbols::for_width(if around.ambiguous == Ambiguous::Two { 2 } else { 1 });
    Look::new(around.theme(), symbols)
}

fn start_advisor(catalogue: &Arc<Catalogue>, messages: &Sender<Message>) -> Advisor {
    let told = messages.clone();
    Advisor::start(Arc::clone(catalogue), move |event| {
        let _ = told.send(Message::Advised(Box::new(event)));
    })
}

/// The desk for training. Whoever practises is on no line, and nobody may put them on one: no feed, no socket, no real store.
fn open_training(
    around: Surroundings,
    words: &Words,
    clock: Clock,
    train: &Train,
) -> Result<Opened, Problem> {
    let refused = |_: io::Error| Problem::new("system-refused", Severity::Failure);
    let mut first = warnings(&around, words);
    let (messages, inbox) = mpsc::channel();
    let mut ground = Ground::open(&around.paths.data)?;
    let stage = ground.fresh_stage()?;
    process::watch_signals(messages.clone()).map_err(refused)?;
    // Without a log training still works.
    let _ = log::start(ground.dir(), clock);
    let scripts = load_scripts(&around, &mut first);
    let catalogue = load_packages(&around, &mut first);
    let look = look(&around);
    let mut lender = app(Mode::Training, &around, &look, clock)?.with_catalogue(Arc::clone(&catalogue));
    lender.rules = load_rules(&around, None, &mut first);
    let (cards, _) = cards::load(Some(&around.paths.config()));
    lender.all_cards = cards;
    let mut app = app(Mode::Training, &around, &look, clock)?.with_catalogue(Arc::clone(&catalogue));
    app.rules = Arc::clone(&lender.rules);
    app.all_cards = lender.all_cards.clone();
    let advisor = start_advisor(&catalogue, &messages);
    let store = worker::spawn(&stage.store, |_| ()).map_err(|error| error.problem())?;
    let config = around.paths.config();
    let mut academy = Academy::open(ground, &config, speaker(&around), lender, messages.clone())?;
    if let Some(file) = &train.try_file {
        academy.try_out(file)?;
        first.extend(academy.read_again(around.lang, words, clock.now().wall));
    }
    first.extend(academy.first(train, around.lang, clock.now().wall)?);
    academy.keep_stage(stage);
    keyboard::spawn(clock, messages).map_err(refused)?;
    let training = Some(Box::new(academy));
    let desk = Desk {
        app,
        look,
        outside: Outside { store, phones: Phones::default(), scripts, advisor, training },
        clock,
        messages: inbox,
        width_asked: around.ambiguous == Ambiguous::Auto,
        drawn: Drawn::default(),
    };
    Ok(Opened { desk, first, _watch: None, _folder: None })
}

/// Starts the store's threads and asks for what the first screen shows.
fn start_store(store: &Store, messages: &Sender<Message>) -> Result<StoreThreads, Problem> {
    let to_loop = messages.clone();
    let threads = worker::spawn(store, move |reply| {
        let _ = to_loop.send(Message::Store(Box::new(reply)));
    })
    .map_err(|error| error.problem())?;
    for request in [Request::Unfinished, Request::FollowUps, Request::Tallies, Request::Unsent] {
        threads.send(request);
    }
    Ok(threads)
}

fn start_phones(
    world: Option<&World>,
    around: &Surroundings,
    messages: &Sender<Message>,
    clock: Clock,
    first: &mut Vec<Event>,
) -> Result<Phones, Problem> {
    let Some(world) = world else {
        let socket = open_socket(around, messages, clock);
        return Ok(Phones {
            simulator: None,
            socket: socket.map_err(|error| first.push(Event::Problem(error))).ok(),
        });
    };
    // The demo leaves nothing behind, so it makes no folder among the real data; and it gives way to a real desk without a word.
    let may_listen = around.runtime_dir.is_some() || around.paths.data.is_dir();
    let socket = may_listen.then(|| open_socket(around, messages, clock).ok()).flatten();
    Ok(Phones { simulator: Some(start_simulator(world, messages, clock)?), socket })
}

fn app(mode: Mode, around: &Surroundings, look: &Look, clock: Clock) -> Result<App, Problem> {
    let (texts, _) = snippets::load(around.lang.tag(), Some(&around.paths.config()));
    Ok(App::new(Start {
        lang: around.lang,
        mode,
        agent: around.agent.clone(),
        now: clock.now(),
        seed: clock::random().map_err(|_| Problem::new("no-random", Severity::Failure))?,
        snippets: texts,
        names: palette::names(|lang: Lang, key| look.words(lang).get(key).into_owned()),
        can_dial: mode == Mode::Demo,
        size: terminal::size(),
    }))
}

fn open_socket(
    around: &Surroundings,
    messages: &Sender<Message>,
    clock: Clock,
) -> Result<SignalSocket, Problem> {
    let told = messages.clone();
    SignalSocket::open(
        &around.paths.socket,
        move || clock.now().wall,
        move |signal| told.send(Message::Told(signal)).is_ok(),
    )
    .map_err(|error| {
        let code = match error {
            SocketError::InUse => "socket-in-use",
            SocketError::NotOurs => "socket-not-ours",
            SocketError::Io(_) => "socket-refused",
        };
        Problem::new(code, Severity::Notice)
    })
}

fn start_simulator(
    world: &World,
    messages: &Sender<Message>,
    clock: Clock,
) -> Result<Sender<crate::phone::Command>, Problem> {
    let seed = clock::random().map_or(1, u64::from_le_bytes);
    let heard = messages.clone();
    simulator::spawn(
        demo::phone(world, seed),
        move || clock.now().mono,
        move |signal| heard.send(Message::Signal(signal)).is_ok(),
    )
    .map_err(|_| Problem::new("system-refused", Severity::Failure))
}

/// What comes of opening the store of real customers.
enum Live {
    Store(Store),
    Instead(Mode),
    Leave,
}

fn live_store(around: &Surroundings, words: &Words) -> Result<Live, Problem> {
    let dir = &around.paths.data;
    let refused = |_| Problem::new("data-folder", Severity::Failure);
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
    let file = std::env::var_os(passphrase::FILE_VARIABLE).map(PathBuf::from);
    let encrypted = cfg!(feature = "encrypted");
    if encrypted && file.is_none() && !crate::store::key::exists(dir) {
        match welcome(words) {
            Welcome::Instead(mode) => return Ok(Live::Instead(mode)),
            Welcome::Leave => return Ok(Live::Leave),
            Welcome::NewStore => {}
        }
    }
    let key = if encrypted {
        passphrase::key(dir, file.as_deref(), &mut |question| ask(words, question))?
    } else {
        // A build without encryption has nothing to wrap a key for.
        DatabaseKey::random().map_err(|error| error.problem())?
    };
    let options = StoreOptions { invented: false, accept_plaintext: around.settings.accepts_plaintext() };
    Ok(Live::Store(Store::open(dir, &key, options).map_err(|error| error.problem())?))
}

fn ask(words: &Words, question: Question) -> Option<Zeroizing<String>> {
    terminal::ask_hidden(&words.get(question.key()))
}

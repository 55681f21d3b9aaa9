//! The outside of training: a folder, a key and stores of its own, the scenarios, and what was kept of earlier attempts. It must not open,
//! read or name anything of the real store.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};

use uuid::Uuid;

use crate::app::event::Event;
use crate::app::ids::IdSource;
use crate::app::training::event::{Ready, TrainingEffect, TrainingEvent, Which, Wish};
use crate::app::training::lessons::Lesson;
use crate::app::training::replay::{Reel, Told};
use crate::app::training::result::Standing;
use crate::app::training::tape::{Head, Tape};
use crate::app::{App, Lang};
use crate::cli::args::{Train, TrainMode};
use crate::content::fields::{Filling, Speaker};
use crate::content::scenarios::{Listing, Scenarios};
use crate::content::words::Words;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::RawText;
use crate::domain::script::Facts;
use crate::domain::time::{Moment, Now};
use crate::domain::training::rehearsal::{Mode, Rehearsal, Setup, Timed};
use crate::shell::advisor::Advisor;
use crate::shell::clock;
use crate::shell::demo;
use crate::shell::effects::{Outside, Phones};
use crate::shell::message::Message;
use crate::shell::reel::{self, Backstage};
use crate::shell::scripts::ScriptShelf;
use crate::store::worker::{self, Reply, Request, StoreThreads};
use crate::store::{DatabaseKey, Store, StoreOptions, open_key};
use crate::synth::staged;

/// The folder in the data folder that holds everything of training.
pub const FOLDER: &str = "training";
/// The stores of rehearsals, in a folder each: made anew every time, so that nobody's customer remembers yesterday's.
const STAGES: &str = "stages";

/// The opened ground.
pub struct Ground {
    dir: PathBuf,
    key: DatabaseKey,
    stages: u32,
}

fn refused<E>(_: E) -> Problem {
    Problem::new("training-folder", Severity::Failure)
}

impl Ground {
    /// Opens the folder, or makes it. Stages that a killed program left behind are removed.
    ///
    /// # Errors
    /// The folder or its key cannot be made or read.
    pub fn open(data: &Path) -> Result<Self, Problem> {
        let dir = data.join(FOLDER);
        DirBuilder::new().recursive(true).mode(0o700).create(&dir).map_err(refused)?;
        let key = open_key::load_or_make(&dir).map_err(|error| error.problem())?;
        Ok(Self { dir, key, stages: 0 })
    }

    /// Where everything lies.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A store in which nobody is yet, and its folder.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn fresh_stage(&mut self) -> Result<Stage, Problem> {
        self.stages += 1;
        let name = format!("{}-{}", std::process::id(), self.stages);
        let folder = Folder(self.dir.join(STAGES).join(name));
        let options = StoreOptions { invented: true, accept_plaintext: false };
        let store = Store::open(&folder.0, &self.key, options).map_err(|error| error.problem())?;
        Ok(Stage { store, folder })
    }
}

/// A folder that goes when nobody needs it any more.
pub struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is invented.
        let _ = std::fs::remove_dir_all(&self.0);
        if let Some(stages) = self.0.parent() {
            let _ = std::fs::remove_dir(stages);
        }
    }
}

/// The store of one rehearsal.
pub struct Stage {
    /// The store.
    pub store: Store,
    /// Its folder.
    pub folder: Folder,
}

/// An attempt as it is needed here.
struct Kept {
    id: Uuid,
    scenario: String,
    hash: String,
    lang: Lang,
    setup: Setup,
    began: Moment,
    log: Vec<Timed>,
    tape: String,
    total: u32,
}

/// What training asks of the outside is carried out here.
pub struct Academy {
    ground: Ground,
    zh: Scenarios,
    en: Scenarios,
    speaker: Speaker,
    config: PathBuf,
    /// Lends words, packages and rules to replays.
    lender: App,
    messages: Sender<Message>,
    /// Replies of an older stage are not for the rehearsal that goes on.
    stage: Arc<AtomicU64>,
    folder: Option<Folder>,
    kept: Vec<Kept>,
    ids: IdSource,
}

impl Academy {
    /// Opens the scenarios of both languages.
    ///
    /// # Errors
    /// The operating system gives no random numbers.
    pub fn open(
        ground: Ground,
        config: &Path,
        speaker: Speaker,
        lender: App,
        messages: Sender<Message>,
    ) -> Result<Self, Problem> {
        let seed = clock::random().map_err(|_| Problem::new("no-random", Severity::Failure))?;
        Ok(Self {
            zh: Scenarios::load(Lang::Zh.tag(), Some(config)).0,
            en: Scenarios::load(Lang::En.tag(), Some(config)).0,
            ground,
            speaker,
            config: config.to_owned(),
            lender,
            messages,
            stage: Arc::default(),
            folder: None,
            kept: Vec::new(),
            ids: IdSource::new(seed),
        })
    }

    /// What the first screen shows: the menu, or the scenario that was asked for by name.
    ///
    /// # Errors
    /// There is no such scenario.
    pub fn first(&self, train: &Train, lang: Lang) -> Result<Vec<Event>, Problem> {
        let mut events = vec![self.list(lang)];
        let mode = train.mode.map(mode_of);
        if let Some(scenario) = &train.scenario {
            if self.scenarios(lang).persona(scenario).is_none() {
                return Err(Problem::new("training-no-scenario", Severity::Failure));
            }
            let wish = Wish { scenario: scenario.clone(), mode, seed: train.seed };
            events.push(Event::Training(TrainingEvent::Wished(wish)));
        } else if let Some(mode) = mode {
            events.push(Event::Training(TrainingEvent::Preferred(mode)));
        }
        Ok(events)
    }

    /// Holds the folder of the stage that is in use.
    pub fn keep_stage(&mut self, stage: Stage) {
        self.folder = Some(stage.folder);
    }

    fn scenarios(&self, lang: Lang) -> &Scenarios {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Carries one thing out, and says what came of it.
    pub fn carry_out(
        &mut self,
        effect: TrainingEffect,
        store: &mut StoreThreads,
        words: &Words,
        now: Now,
    ) -> Vec<Event> {
        let outcome = match effect {
            TrainingEffect::List { lang } => Ok(vec![self.list(lang)]),
            TrainingEffect::Begin { scenario, mode, lang, seed } => {
                self.begin(&scenario, mode, lang, seed, store, words, now).map(|event| vec![event])
            }
            TrainingEffect::Keep { rehearsal, began, tape, lang } => {
                let standing = self.keep(&rehearsal, began, tape, lang, now);
                Ok(vec![Event::Training(TrainingEvent::Judged { standing }), self.list(lang)])
            }
            TrainingEffect::Review { attempt, answers } => {
                self.review(attempt, &answers).map(|()| Vec::new())
            }
            TrainingEffect::Replay { which, .. } => self.replay(&which, words).map(|event| vec![event]),
        };
        outcome.unwrap_or_else(|problem| vec![Event::Problem(problem)])
    }

    fn list(&self, lang: Lang) -> Event {
        let rows = self.scenarios(lang).list().into_iter().map(|listing| self.lesson(listing)).collect();
        Event::Training(TrainingEvent::Listed(rows))
    }

    fn lesson(&self, listing: Listing) -> Lesson {
        let scores: Vec<u32> = self.scores(&listing.id);
        Lesson {
            best: scores.iter().max().copied(),
            last: scores.last().copied(),
            attempts: scores.len(),
            due: false,
            id: listing.id,
            title: listing.title,
            about: listing.about,
            group: listing.group,
            difficulty: listing.difficulty,
            minutes: listing.minutes,
            kind: listing.kind,
        }
    }

    fn scores(&self, scenario: &str) -> Vec<u32> {
        self.kept.iter().filter(|kept| kept.scenario == scenario).map(|kept| kept.total).collect()
    }

    /// The customer is invented, stored where the desk looks, and waits.
    #[expect(clippy::too_many_arguments, reason = "what begins a rehearsal; each is needed once")]
    fn begin(
        &mut self,
        scenario: &str,
        mode: Mode,
        lang: Lang,
        seed: Option<u64>,
        store: &mut StoreThreads,
        words: &Words,
        now: Now,
    ) -> Result<Event, Problem> {
        let drawn = clock::random().map(u32::from_le_bytes).map(u64::from);
        let seed = seed.or(drawn.ok()).unwrap_or(1);
        // Whole milliseconds: a tape has no more.
        let began = Moment::from_timestamp_millis(now.wall.timestamp_millis()).unwrap_or(now.wall);
        let setup = Setup::new(seed, mode);
        let cast = self.cast(scenario, setup, lang, began, words)?;
        let stage = self.ground.fresh_stage()?;
        demo::fill(&stage.store, &cast.world, began).map_err(|error| error.problem())?;
        let generation = self.stage.fetch_add(1, Ordering::SeqCst) + 1;
        let (current, messages) = (Arc::clone(&self.stage), self.messages.clone());
        let threads = worker::spawn(&stage.store, move |reply| {
            // Nothing of training is ever sent anywhere, so nothing waits to be.
            let ours = current.load(Ordering::SeqCst) == generation && !matches!(reply, Reply::Unsent(_));
            if ours {
                let _ = messages.send(Message::Store(Box::new(reply)));
            }
        });
        // The old threads are gone before their folder is.
        *store = threads.map_err(|error| error.problem())?;
        self.folder = Some(stage.folder);
        store.send(Request::FollowUps);
        let head = Head { seed, began, lang, size: (0, 0), ticket: 0 };
        Ok(ready(cast, head))
    }

    /// The customer of a scenario, and the scenario made ready for that customer.
    fn cast(
        &self,
        scenario: &str,
        setup: Setup,
        lang: Lang,
        began: Moment,
        words: &Words,
    ) -> Result<Cast, Problem> {
        let unknown = || Problem::new("training-no-scenario", Severity::Failure);
        let scenarios = self.scenarios(lang);
        let persona = scenarios.persona(scenario).ok_or_else(unknown)?;
        let world = staged::world(persona, setup.seed, began);
        let number = world.customers.first().map(|customer| customer.number).ok_or_else(unknown)?;
        let profile = world.profile(number);
        let listing = scenarios.list().into_iter().find(|listing| listing.id == scenario);
        let filling = Filling {
            profile: profile.as_ref(),
            speaker: &self.speaker,
            kind: listing.ok_or_else(unknown)?.kind,
            now: began,
            words,
            facts: &Facts::new(),
            pitch: None,
        };
        let scenario = scenarios.prepare(scenario, &filling).ok_or_else(unknown)?;
        Ok(Cast { rehearsal: Rehearsal::begin(Arc::new(scenario), setup), world, number })
    }

    /// Keeps an attempt, and says how it stands among those before it.
    fn keep(&mut self, rehearsal: &Rehearsal, began: Moment, tape: String, lang: Lang, now: Now) -> Standing {
        let scenario = rehearsal.scenario();
        let before = self.scores(&scenario.id);
        let total = rehearsal.score().total;
        let id = self.ids.next(now.wall);
        self.kept.push(Kept {
            id,
            scenario: scenario.id.clone(),
            hash: scenario.hash.clone(),
            lang,
            setup: rehearsal.setup(),
            began,
            log: rehearsal.log().to_vec(),
            tape,
            total,
        });
        let mut trend: Vec<u32> = before.iter().rev().take(4).rev().copied().collect();
        trend.push(total);
        Standing { attempt: Some(id), best: before.iter().max().copied(), trend, next: None }
    }

    fn review(&mut self, _attempt: Uuid, _answers: &[RawText; 3]) -> Result<(), Problem> {
        Ok(())
    }

    /// Plays an attempt in the dark, and hands it over to be seen.
    fn replay(&mut self, which: &Which, words: &Words) -> Result<Event, Problem> {
        let missing = || Problem::new("training-no-attempt", Severity::Failure);
        let of = |scenario: &str| {
            self.kept.iter().filter(|kept| kept.scenario == scenario).max_by_key(|kept| kept.total)
        };
        let kept = match which {
            Which::Attempt(id) => self.kept.iter().find(|kept| kept.id == *id),
            Which::BestOf(scenario) => of(scenario),
        };
        let kept = kept.ok_or_else(missing)?;
        let best = of(&kept.scenario).filter(|best| best.id != kept.id);
        let cast = self.cast(&kept.scenario, kept.setup, kept.lang, kept.began, words)?;
        if cast.rehearsal.scenario().hash != kept.hash {
            return Err(Problem::new("training-scenario-changed", Severity::Notice));
        }
        let own = Told::again(cast.rehearsal.clone(), &kept.log);
        let best = best.map(|best| {
            let cast = self.cast(&best.scenario, best.setup, best.lang, best.began, words)?;
            Ok::<Told, Problem>(Told::again(cast.rehearsal, &best.log))
        });
        let best = best.transpose()?;
        let tape = Tape::read(&kept.tape).ok_or_else(missing)?;
        let reel = self.reel(tape, cast, words)?;
        Ok(Event::Training(TrainingEvent::Reel(Box::new(Reel { own, best, ..reel }))))
    }

    fn reel(&mut self, tape: Tape, cast: Cast, words: &Words) -> Result<Reel, Problem> {
        let stage = self.ground.fresh_stage()?;
        demo::fill(&stage.store, &cast.world, tape.head.began).map_err(|error| error.problem())?;
        let (replies, inbox) = channel();
        let told = replies.clone();
        let threads = worker::spawn(&stage.store, move |reply| {
            let _ = replies.send(Message::Store(Box::new(reply)));
        })
        .map_err(|error| error.problem())?;
        threads.send(Request::FollowUps);
        let advisor = Advisor::start(Arc::clone(&self.lender.catalogue), move |event| {
            let _ = told.send(Message::Advised(Box::new(event)));
        });
        let (scripts, _) = ScriptShelf::load(&self.config, self.speaker.clone());
        let outside = Outside { store: threads, phones: Phones::default(), scripts, advisor, training: None };
        let mut backstage = Backstage { outside, replies: inbox };
        let event = ready(cast, tape.head.clone());
        let reel = reel::develop(tape, event, &self.lender, &mut backstage, words);
        drop(backstage);
        drop(stage.folder);
        Ok(reel)
    }
}

const fn mode_of(mode: TrainMode) -> Mode {
    match mode {
        TrainMode::Learn => Mode::Learn,
        TrainMode::Practise => Mode::Practise,
        TrainMode::Test => Mode::Test,
        TrainMode::Drill => Mode::Drill,
    }
}

/// A scenario with its customer.
struct Cast {
    rehearsal: Rehearsal,
    world: crate::synth::demo::World,
    number: crate::domain::phone::PhoneNumber,
}

fn ready(cast: Cast, head: Head) -> Event {
    let ready = Ready { rehearsal: cast.rehearsal, head, number: cast.number };
    Event::Training(TrainingEvent::Ready(Box::new(ready)))
}

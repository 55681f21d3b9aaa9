//! The outside of training: the scenarios, the invented customers, and what was kept of earlier attempts. It decides nothing about a call.

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
use crate::content::certificates;
use crate::content::fields::{Filling, Speaker};
use crate::content::scenarios::{Listing, Scenarios};
use crate::content::source::Source;
use crate::content::words::Words;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::script::Facts;
use crate::domain::time::{Moment, Now};
use crate::domain::training::attempt::Attempt;
use crate::domain::training::record::{Brief, next_level, records};
use crate::domain::training::rehearsal::{Mode, Rehearsal, Setup};
use crate::domain::training::repetition::{Review, drill, reviews};
use crate::domain::training::report::{Report, Shelf};
use crate::domain::training::scenario::{Group, Turn, fingerprint};
use crate::shell::advisor::Advisor;
use crate::shell::clock;
use crate::shell::demo;
use crate::shell::effects::{Outside, Phones};
use crate::shell::message::Message;
use crate::shell::passport;
use crate::shell::reel::{self, Backstage};
use crate::shell::scripts::ScriptShelf;
use crate::shell::training_ground::{Folder, Ground, Stage};
use crate::shell::try_file::{self, FileWatch};
use crate::store::training::TrainingStore;
use crate::store::worker::{self, Reply, Request, StoreThreads};
use crate::synth::staged;

/// The most rounds of a drill.
const ROUNDS: usize = 20;

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
    attempts: TrainingStore,
    /// Every attempt in short, oldest first.
    briefs: Vec<Brief>,
    ids: IdSource,
    /// The file that is being written, its text when it was last read, and the watch over it.
    tries: Option<(PathBuf, String, Option<FileWatch>)>,
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
        let attempts = ground.attempts()?;
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
            briefs: attempts.briefs().map_err(|error| error.problem())?,
            attempts,
            ids: IdSource::new(seed),
            tries: None,
        })
    }

    /// Rehearses one file that is being written, and nothing else.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn try_out(&mut self, file: &Path) -> Result<(), Problem> {
        Source::read(file).map_err(|_| Problem::new("training-try-missing", Severity::Failure))?;
        // Without a watch the file is read once, and training still works.
        let watch = try_file::watch(file, self.messages.clone()).ok();
        self.tries = Some((file.to_owned(), String::new(), watch));
        Ok(())
    }

    /// Reads the file that is being tried, if its text is another one than before: the menu, or what is wrong with it.
    pub fn read_again(&mut self, lang: Lang, words: &Words, now: Moment) -> Vec<Event> {
        let Some((file, known, _)) = &mut self.tries else { return Vec::new() };
        let Ok(source) = Source::read(file) else { return Vec::new() };
        if *source.text == **known {
            return Vec::new();
        }
        *known = source.text.to_string();
        let (scenarios, findings) = Scenarios::only(&source, lang.tag(), Some(&self.config));
        let shown: Vec<SafeText> =
            findings.iter().map(|finding| SafeText::lines(&finding.render(words, false))).collect();
        (self.zh, self.en) = (scenarios.clone(), scenarios);
        vec![Event::Training(TrainingEvent::Read(shown)), self.list(lang, now)]
    }

    /// What the first screen shows: the menu, or the scenario that was asked for by name.
    ///
    /// # Errors
    /// There is no such scenario.
    pub fn first(&self, train: &Train, lang: Lang, now: Moment) -> Result<Vec<Event>, Problem> {
        let mut events = vec![self.list(lang, now)];
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
            TrainingEffect::List { lang } => Ok(vec![self.list(lang, now.wall)]),
            TrainingEffect::Begin { scenario, mode, lang, seed } => {
                self.begin(&scenario, mode, lang, seed, store, words, now).map(|event| vec![event])
            }
            TrainingEffect::Record { lang } => Ok(vec![self.record(lang, now.wall)]),
            TrainingEffect::Keep { rehearsals, began, tape, lang } => {
                let (standing, problem) = self.keep(&rehearsals, began, &tape, lang, now.wall);
                let judged = Event::Training(TrainingEvent::Judged { standing });
                let list = self.list(lang, now.wall);
                Ok([judged, list].into_iter().chain(problem.map(Event::Problem)).collect())
            }
            TrainingEffect::Review { attempt, answers } => {
                self.review(attempt, answers, now.wall).map(|()| Vec::new())
            }
            TrainingEffect::Replay { which, .. } => self.replay(&which, words).map(|event| vec![event]),
        };
        outcome.unwrap_or_else(|problem| vec![Event::Problem(problem)])
    }

    /// The trainee's whole record.
    fn record(&self, lang: Lang, now: Moment) -> Event {
        let scenarios = self.scenarios(lang);
        let shelf = Shelf {
            scenarios: scenarios.known(),
            certificates: certificates::load(lang.tag(), Some(&self.config)).0,
            points: scenarios.points(),
        };
        Event::Training(TrainingEvent::Record(Box::new(Report::of(&self.briefs, &shelf, now))))
    }

    fn list(&self, lang: Lang, now: Moment) -> Event {
        let (records, due) = (records(&self.briefs), reviews(&self.briefs, now));
        let rows = self.scenarios(lang).list().into_iter().map(|listing| {
            let record = records.get(&listing.id);
            Lesson {
                best: record.map(|record| record.best.total),
                last: record.map(|record| record.last.total),
                attempts: record.map_or(0, |record| record.attempts as usize),
                due: record.is_some() && self.is_due(&listing, &due, now),
                id: listing.id,
                title: listing.title,
                about: listing.about,
                group: listing.group,
                difficulty: listing.difficulty,
                minutes: listing.minutes,
                kind: listing.kind,
            }
        });
        Event::Training(TrainingEvent::Listed(rows.collect()))
    }

    /// A point that was judged in the scenario's last attempt is due again.
    fn is_due(&self, listing: &Listing, due: &[Review], now: Moment) -> bool {
        let last = self.briefs.iter().rev().find(|brief| brief.scenario == listing.id);
        let judged = |point: &Review| {
            last.is_some_and(|last| last.items.iter().any(|item| item.id == point.point.item))
        };
        due.iter().any(|review| review.due <= now && review.point.group == listing.group && judged(review))
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
        let asked = seed.is_some();
        let drawn = clock::random().map(u32::from_le_bytes).map(u64::from);
        let seed = seed.or(drawn.ok()).unwrap_or(1);
        // Whole milliseconds: a tape has no more.
        let began = Moment::from_timestamp_millis(now.wall.timestamp_millis()).unwrap_or(now.wall);
        let setup = self.setup(scenario, lang, mode, asked, seed);
        let mut cast = self.cast(scenario, setup, lang, began, words)?;
        let rounds = if mode == Mode::Drill { self.rounds(&cast.rehearsal, began) } else { Vec::new() };
        cast.drill(&rounds);
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
        let head = Head { seed, began, lang, size: (0, 0), ticket: 0, rounds };
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
        let world = staged::world(persona, setup.seed, began, &self.lender.catalogue.packages);
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
        Ok(Cast { rehearsal: Rehearsal::begin(Arc::new(scenario), setup), rounds: Vec::new(), world, number })
    }

    /// How the customer is: as the scenario is written when a seed was asked for, else as hard as the record says.
    fn setup(&self, scenario: &str, lang: Lang, mode: Mode, asked: bool, seed: u64) -> Setup {
        let setup = Setup::new(seed, mode);
        let group = self.scenarios(lang).list().into_iter().find(|listing| listing.id == scenario);
        match group.filter(|listing| !asked && listing.group != Group::Lesson) {
            Some(listing) => setup.with_pressure(next_level(&self.briefs, listing.group).1),
            None => setup,
        }
    }

    /// The turns of a drill: what is due again first, then the others in an order that the seed draws.
    fn rounds(&self, rehearsal: &Rehearsal, now: Moment) -> Vec<usize> {
        let scenario = rehearsal.scenario();
        let seed = rehearsal.setup().seed;
        let due = drill(&reviews(&self.briefs, now), &[Arc::clone(scenario)], now, seed, ROUNDS);
        let mut rounds: Vec<usize> = Vec::new();
        let speaks =
            |turn: &Turn| !turn.say.is_empty() && turn.answers.iter().any(|answer| !answer.points.is_empty());
        let places = scenario.turns.iter().enumerate();
        let mut others: Vec<usize> = places.filter(|(_, turn)| speaks(turn)).map(|(at, _)| at).collect();
        others.sort_by_key(|at| fingerprint(&format!("{seed} {at}")));
        for place in due.into_iter().map(|round| round.turn).chain(others) {
            if !rounds.contains(&place) {
                rounds.push(place);
            }
        }
        rounds.truncate(ROUNDS);
        rounds
    }

    /// Keeps an attempt, each round of a drill as one, and says how it stands among those before it.
    fn keep(
        &mut self,
        rehearsals: &[Rehearsal],
        began: Moment,
        tape: &str,
        lang: Lang,
        now: Moment,
    ) -> (Standing, Option<Problem>) {
        let Some(scenario) = rehearsals.last().map(|rehearsal| rehearsal.scenario().id.clone()) else {
            return (Standing::default(), None);
        };
        let before = self.totals(&scenario);
        let mut kept = Ok(None);
        for rehearsal in rehearsals {
            let attempt = Attempt::of(rehearsal, self.ids.next(now), lang.tag(), began);
            let stored = self.attempts.add(&attempt);
            kept = stored.and_then(|()| {
                // A drill has one tape, with its first round.
                if let Ok(None) = kept {
                    self.attempts.add_tape(attempt.id, tape)?;
                    return Ok(Some(attempt.id));
                }
                kept
            });
            self.briefs.push(attempt.brief());
        }
        // What was tried while a file is being written is nobody's business.
        let handed = if self.tries.is_none() {
            passport::hand_over(&self.ground, &self.config, &self.briefs, now)
        } else {
            Ok(())
        };
        let mut trend: Vec<u32> = before.iter().rev().take(4).rev().copied().collect();
        let whole =
            rehearsals.len() == 1 && rehearsals.iter().all(|rehearsal| rehearsal.setup().only.is_none());
        trend.extend(rehearsals.last().filter(|_| whole).map(|rehearsal| rehearsal.score().total));
        let problem = kept.as_ref().err().map(|error| error.problem()).or(handed.err());
        let next = self.next_after(&scenario, lang);
        let best = before.iter().max().copied().filter(|_| whole);
        (Standing { attempt: kept.ok().flatten(), best, trend, next }, problem)
    }

    /// The totals of the whole calls of a scenario, oldest first.
    fn totals(&self, scenario: &str) -> Vec<u32> {
        let own = self.briefs.iter().filter(|brief| brief.scenario == scenario && brief.mode != Mode::Drill);
        own.map(|brief| brief.total).collect()
    }

    /// What is worth practising next: the same kind at the level of the record, not passed yet; else anything that was never tried.
    fn next_after(&self, scenario: &str, lang: Lang) -> Option<String> {
        let list = self.scenarios(lang).list();
        let group = list.iter().find(|listing| listing.id == scenario)?.group;
        let level = next_level(&self.briefs, group).0;
        let passed = |listing: &&Listing| self.totals(&listing.id).iter().any(|total| *total >= 75);
        let open = |listing: &&Listing| listing.id != scenario && !passed(listing);
        let same =
            list.iter().filter(open).find(|listing| listing.group == group && listing.difficulty <= level);
        let next = same.or_else(|| list.iter().filter(open).find(|listing| listing.difficulty <= level));
        next.map(|listing| listing.id.clone())
    }

    fn review(&mut self, attempt: Uuid, answers: [RawText; 3], now: Moment) -> Result<(), Problem> {
        let [worth, improve, apply] = answers;
        let review = crate::domain::training::attempt::Review { worth, improve, apply };
        self.attempts.add_review(attempt, &review, now).map_err(|error| error.problem())
    }

    /// Plays an attempt in the dark, and hands it over to be seen.
    fn replay(&mut self, which: &Which, words: &Words) -> Result<Event, Problem> {
        let missing = || Problem::new("training-no-attempt", Severity::Failure);
        let best = |scenario: &str| records(&self.briefs).get(scenario).map(|record| record.best.id);
        let id = match which {
            Which::Attempt(id) => Some(*id),
            Which::BestOf(scenario) => best(scenario),
        };
        let kept = self.attempt(id.ok_or_else(missing)?)?;
        let other = best(&kept.scenario).filter(|best| *best != kept.id && kept.setup.mode != Mode::Drill);
        let tape = self.attempts.tape(kept.id).map_err(|error| error.problem())?;
        let tape = tape.as_deref().and_then(Tape::read).ok_or_else(missing)?;
        let setup = if tape.head.rounds.is_empty() {
            kept.setup
        } else {
            Setup { seed: tape.head.seed, only: None, ..kept.setup }
        };
        let mut cast = self.cast_again(&kept, setup, words)?;
        cast.drill(&tape.head.rounds);
        let own = Told::again(cast.rehearsal.clone(), &kept.log);
        let best = match other {
            Some(other) => {
                let other = self.attempt(other)?;
                let cast = self.cast_again(&other, other.setup, words)?;
                Some(Told::again(cast.rehearsal, &other.log))
            }
            None => None,
        };
        let reel = self.reel(tape, cast, words)?;
        Ok(Event::Training(TrainingEvent::Reel(Box::new(Reel { own, best, ..reel }))))
    }

    fn attempt(&self, id: Uuid) -> Result<Attempt, Problem> {
        let found = self.attempts.attempt(id).map_err(|error| error.problem())?;
        found.ok_or_else(|| Problem::new("training-no-attempt", Severity::Failure))
    }

    /// The customer of an attempt, as then; refused when the scenario has changed since.
    fn cast_again(&self, attempt: &Attempt, setup: Setup, words: &Words) -> Result<Cast, Problem> {
        let lang = if attempt.language == Lang::Zh.tag() { Lang::Zh } else { Lang::En };
        let cast = self.cast(&attempt.scenario, setup, lang, attempt.at, words)?;
        let changed = |_| Problem::new("training-scenario-changed", Severity::Notice);
        attempt.fits(cast.rehearsal.scenario()).map_err(changed)?;
        Ok(cast)
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
    rounds: Vec<Rehearsal>,
    world: crate::synth::demo::World,
    number: crate::domain::phone::PhoneNumber,
}

impl Cast {
    /// One rehearsal for each turn of a drill; the same seed and turns make the same ones.
    fn drill(&mut self, turns: &[usize]) {
        let (scenario, setup) = (Arc::clone(self.rehearsal.scenario()), self.rehearsal.setup());
        let round = |turn: &usize| Rehearsal::begin(Arc::clone(&scenario), setup.drilling(*turn));
        let mut rounds = turns.iter().map(round);
        if let Some(first) = rounds.next() {
            self.rehearsal = first;
        }
        self.rounds = rounds.collect();
    }
}

fn ready(cast: Cast, head: Head) -> Event {
    let ready = Ready { rehearsal: cast.rehearsal, rounds: cast.rounds, head, number: cast.number };
    Event::Training(TrainingEvent::Ready(Box::new(ready)))
}

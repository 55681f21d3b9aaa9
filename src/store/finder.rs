//! The search thread: answers from the index in memory, and from the database's own while that one is being built.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::thread::JoinHandle;

use crate::domain::search::SearchResult;
use crate::store::search::SearchIndex;
use crate::store::worker::{Answer, Reply, Request};
use crate::store::{Reader, Store, StoreError};

/// What the search thread is told.
pub(crate) enum Work {
    /// Somebody asks.
    Ask(Box<Request>),
    /// An index is ready; it shows the customers of that generation. `None`: it could not be built.
    Built(Option<Box<SearchIndex>>, u64),
    /// The program ends.
    Stop,
}

/// The search thread's belongings.
pub(crate) struct Finder {
    store: Store,
    reader: Reader,
    answer: Answer,
    own_door: Sender<Work>,
    stop: Arc<AtomicBool>,
    index: Option<Box<SearchIndex>>,
    /// The generation of the index, or of the one being built.
    generation: Option<u64>,
    builder: Option<JoinHandle<()>>,
}

impl Finder {
    pub(crate) fn new(
        store: &Store,
        answer: Answer,
        own_door: Sender<Work>,
        stop: Arc<AtomicBool>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            store: store.clone(),
            reader: store.reader()?,
            answer,
            own_door,
            stop,
            index: None,
            generation: None,
            builder: None,
        })
    }

    pub(crate) fn run(&mut self, work: &Receiver<Work>) {
        self.refresh();
        while let Ok(first) = work.recv() {
            let mut newest = None;
            for piece in std::iter::once(first).chain(work.try_iter()) {
                match piece {
                    Work::Ask(request) => newest = Some(*request),
                    Work::Built(index, generation) => self.take(index, generation),
                    Work::Stop => {
                        self.stop.store(true, Ordering::Relaxed);
                        self.wait();
                        return;
                    }
                }
            }
            if let Some(request) = newest {
                self.ask(request);
                self.refresh();
            }
        }
    }

    fn ask(&self, request: Request) {
        let Request::Search { ticket, text, limit } = request else { return };
        match self.find(&text, limit) {
            Ok(result) => (self.answer)(Reply::Search { ticket, result }),
            Err(error) => (self.answer)(Reply::Problem(error.problem())),
        }
    }

    fn find(&self, text: &str, limit: usize) -> Result<SearchResult, StoreError> {
        match &self.index {
            Some(index) => index.search(&self.reader, text, limit),
            None => self.reader.find_by_index(text, limit),
        }
    }

    fn take(&mut self, index: Option<Box<SearchIndex>>, generation: u64) {
        self.wait();
        match index {
            Some(index) => {
                self.index = Some(index);
                self.generation = Some(generation);
            }
            None => self.generation = None,
        }
    }

    /// Builds a new index in the background when an import has changed the customers since.
    fn refresh(&mut self) {
        let Ok(generation) = self.reader.generation() else { return };
        if self.builder.is_some() || self.generation == Some(generation) {
            return;
        }
        self.generation = Some(generation);
        let (store, door, stop) = (self.store.clone(), self.own_door.clone(), Arc::clone(&self.stop));
        self.builder = std::thread::Builder::new()
            .name("store-index".to_owned())
            .spawn(move || {
                let built = store.reader().and_then(|reader| SearchIndex::build_unless(&reader, &stop));
                let _ = door.send(Work::Built(built.ok().map(Box::new), generation));
            })
            .ok();
    }

    fn wait(&mut self) {
        if let Some(builder) = self.builder.take() {
            let _ = builder.join();
        }
    }
}

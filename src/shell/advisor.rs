//! Works out what every package would cost, beside the main loop: the frame of a ringing call never waits for it. It decides nothing.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use crate::app::event::{Event, Ticket};
use crate::domain::recommend::{Case, Catalogue, Settings, WhatIf};

/// One question.
#[derive(Debug)]
struct Asked {
    ticket: Ticket,
    case: Arc<Case>,
    what_if: WhatIf,
}

/// The catalogue, and the thread that rates with it.
pub struct Advisor {
    catalogue: Arc<Catalogue>,
    /// `None` when no thread could be started; then every answer is worked out at once.
    door: Option<Sender<Asked>>,
}

impl Advisor {
    /// Starts the thread. `answer` is called on it.
    #[must_use]
    pub fn start(catalogue: Arc<Catalogue>, answer: impl Fn(Event) + Send + 'static) -> Self {
        let (door, questions) = mpsc::channel::<Asked>();
        let shelf = Arc::clone(&catalogue);
        let thread = std::thread::Builder::new().name("advisor".to_owned()).spawn(move || {
            for asked in questions {
                answer(advised(&shelf, asked.ticket, &asked.case, asked.what_if));
            }
        });
        Self { catalogue, door: thread.is_ok().then_some(door) }
    }

    /// Answers at once, or later through the thread.
    pub fn ask(&self, ticket: Ticket, case: Arc<Case>, what_if: WhatIf, at_once: bool) -> Option<Event> {
        let now = || Some(advised(&self.catalogue, ticket, &case, what_if));
        match &self.door {
            Some(door) if !at_once => {
                let asked = Asked { ticket, case: Arc::clone(&case), what_if };
                if door.send(asked).is_ok() { None } else { now() }
            }
            _ => now(),
        }
    }
}

/// The answer to one question.
#[must_use]
pub fn advised(catalogue: &Catalogue, ticket: Ticket, case: &Case, what_if: WhatIf) -> Event {
    let advice = Box::new(case.advise(&catalogue.packages, what_if, Settings::default()));
    Event::Advised { ticket, advice }
}

//! What training hears from the outside and asks of it. Everything else goes the road of every call.

use uuid::Uuid;

use crate::app::Lang;
use crate::app::training::lessons::Lesson;
use crate::app::training::replay::Reel;
use crate::app::training::result::Standing;
use crate::app::training::tape::Head;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::time::Moment;
use crate::domain::training::rehearsal::{Mode, Rehearsal};
use crate::domain::training::report::Report;

/// A rehearsal about to begin.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The customer's side of it, before its first second; of a drill the first round.
    pub rehearsal: Rehearsal,
    /// The other rounds of a drill.
    pub rounds: Vec<Rehearsal>,
    /// How the session begins.
    pub head: Head,
    /// The customer's number, as the lookup knows it.
    pub number: PhoneNumber,
}

/// A rehearsal asked for by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which scenario.
    pub scenario: String,
    /// How to practise; `None`: as suits it.
    pub mode: Option<Mode>,
    /// The same seed makes the same conversation.
    pub seed: Option<u64>,
}

/// What training hears.
#[derive(Clone, Debug)]
pub enum TrainingEvent {
    /// The scenario file that is being tried was read: what is wrong with it, as `check` shows it.
    Read(Vec<SafeText>),
    /// The menu.
    Listed(Vec<Lesson>),
    /// The trainee's record.
    Record(Box<Report>),
    /// A rehearsal was asked for on the command line.
    Wished(Wish),
    /// So was a way to practise.
    Preferred(Mode),
    /// The customer waits.
    Ready(Box<Ready>),
    /// The attempt is kept.
    Judged {
        /// How it stands among those before it.
        standing: Standing,
    },
    /// An attempt can be seen again.
    Reel(Box<Reel>),
}

/// An attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// By its id.
    Attempt(Uuid),
    /// The best one of a scenario.
    BestOf(String),
}

/// What training asks for.
#[derive(Clone, Debug)]
pub enum TrainingEffect {
    /// Answered by [`TrainingEvent::Record`].
    Record {
        /// In which language.
        lang: Lang,
    },
    /// Answered by [`TrainingEvent::Listed`].
    List {
        /// In which language.
        lang: Lang,
    },
    /// Answered by [`TrainingEvent::Ready`], or by a problem.
    Begin {
        /// Which scenario.
        scenario: String,
        /// How to practise.
        mode: Mode,
        /// In which language.
        lang: Lang,
        /// The same seed makes the same conversation; `None` draws one.
        seed: Option<u64>,
    },
    /// Keeps an attempt. Answered by [`TrainingEvent::Judged`], then by [`TrainingEvent::Listed`].
    Keep {
        /// The rehearsal, over and recorded; of a drill every round.
        rehearsals: Vec<Rehearsal>,
        /// When it began.
        began: Moment,
        /// Everything that reached the desk.
        tape: String,
        /// In which language.
        lang: Lang,
    },
    /// Keeps what the trainee makes of an attempt.
    Review {
        /// Which.
        attempt: Uuid,
        /// Worth learning, to improve, how to use it.
        answers: [RawText; 3],
    },
    /// Answered by [`TrainingEvent::Reel`], or by a problem.
    Replay {
        /// Which attempt.
        which: Which,
        /// The language of the words around it.
        lang: Lang,
    },
}

//! What is on the agent's screen, and how it changes. Pure: no files, no sockets, no SQL, no clock.
//!
//! One exception to "domain only", written down here: [`note::NoteEditor`] wraps the text-area crate that holds a note
//! while it is typed, because a cursor, a selection and an undo history are state.

pub mod action;
pub mod calls;
pub mod cards;
mod desk;
mod drafts;
pub mod effect;
pub mod event;
mod evidence;
pub mod follow_ups;
mod handset;
mod heard;
pub mod ids;
mod insight;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod line;
pub mod messages;
pub mod methods;
mod moving;
pub mod note;
pub mod notices;
pub mod offers;
pub mod palette;
pub mod person;
mod profile;
mod records;
mod reveal;
mod routing;
mod scripts;
pub mod search;
mod signals;
mod snippets;
pub mod soft;
pub mod text;
pub mod training;
mod typing;
pub mod update;
pub mod walks;
pub mod why;
pub mod wrap_up;

use std::sync::Arc;
use std::time::Duration;

use crate::domain::call::CallSummary;
use crate::domain::follow_up::DueFollowUp;
use crate::domain::insight::noticed::Tallies;
use crate::domain::insight::picture::RuleBook;
use crate::domain::person::told::Told;
use crate::domain::phone::PhoneNumber;
use crate::domain::recommend::Catalogue;
use crate::domain::time::Now;

/// The language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// The tag in settings and file names: `zh-CN`, `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// How the program was started; every frame says so when it is not the real thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Real customers.
    Live,
    /// Invented customers and calls in a throw-away directory.
    Demo,
    /// An invented customer who answers back, in a store of its own; nothing real is open.
    Training,
}

/// The panes of the desk, each behind its F-key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// F2 客户
    Customer,
    /// F3 用量
    Usage,
    /// F4 话术
    Script,
    /// F5 推荐
    Offers,
    /// F6 小结
    Note,
    /// F7 历史
    History,
}

impl Pane {
    /// In the order of Tab, which is the order of the F-keys.
    pub const ALL: [Self; 6] =
        [Self::Customer, Self::Usage, Self::Script, Self::Offers, Self::Note, Self::History];

    /// The F-key that goes there.
    #[must_use]
    pub const fn f_key(self) -> u8 {
        match self {
            Self::Customer => 2,
            Self::Usage => 3,
            Self::Script => 4,
            Self::Offers => 5,
            Self::Note => 6,
            Self::History => 7,
        }
    }
}

/// What fills the screen beneath any popup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The desk: a call, a customer looked at, or the quiet screen between calls.
    Desk,
    /// Ctrl-F
    Search,
    /// F8
    FollowUps,
    /// F9: the wrap-up form of the current call.
    WrapUp,
    /// Training between calls: the menu, a result, a replay.
    Training,
}

/// Over everything else, closed with Esc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Popup {
    /// F1: the keys of the place one is in. Arrow keys choose, Enter runs.
    Help {
        /// The chosen row.
        selected: usize,
    },
    /// Ctrl-P: every action by name, pinyin or initials.
    Palette {
        /// What was typed, and the cursor.
        input: line::LineEdit,
        /// The chosen row.
        selected: usize,
    },
    /// Ctrl-E: snippets for the note.
    Snippets {
        /// The chosen row.
        selected: usize,
    },
    /// Ctrl-U: another script for the call on the screen.
    Scripts {
        /// The chosen row.
        selected: usize,
    },
    /// Ctrl-O: cards by the customer's words.
    Cards {
        /// What was typed, and the cursor.
        input: line::LineEdit,
        /// The chosen row.
        selected: usize,
        /// The places of the found cards among [`App::cards`], best first.
        found: Vec<usize>,
    },
    /// Ctrl-G :: message templates, filled for the customer.
    Messages {
        /// The chosen row.
        selected: usize,
        /// Those that fit the situation first; empty until they have come.
        filled: Vec<crate::domain::message::Message>,
        /// Pairs the answer.
        asked: event::Ticket,
    },
    /// Ctrl-G: the F-keys by digit, for keyboards where they are hard to reach.
    Leader,
    /// Enter in F2: the person, in three pages.
    Person(person::View),
    /// How to keep a customer who may leave, in the order of the ladder. A digit says what came of the chosen method.
    Methods {
        /// The chosen row of the picture's methods.
        selected: usize,
    },
    /// F1 in F2 and F3: the rules behind what the pane shows. A digit says that the chosen sign is wrong, and why.
    Why {
        /// The chosen row of [`App::why_rows`].
        selected: usize,
    },
}

/// Everything on the screen.
#[derive(Debug)]
pub struct App {
    /// Language.
    pub lang: Lang,
    /// Real or demo.
    pub mode: Mode,
    /// 工号 of the agent.
    pub agent: String,
    /// The time of the newest event; timers are drawn from it.
    pub now: Now,
    /// Open calls and those waiting for a wrap-up.
    pub calls: calls::Calls,
    /// A customer looked at without a call (F2 in the search); `None` most of the time.
    pub looking_at: Option<calls::Looking>,
    /// What fills the screen.
    pub place: Place,
    /// The pane of the desk with the keyboard.
    pub focus: Pane,
    /// Whether the focused pane fills the screen (its F-key once more, or Ctrl-G 0).
    pub zoomed: bool,
    /// Over everything else.
    pub popup: Option<Popup>,
    /// The search.
    pub search: search::Search,
    /// The calls to make.
    pub follow_ups: follow_ups::FollowUps,
    /// Toasts and the status line.
    pub notices: notices::Notices,
    /// The rules of insight; the built-in figures until the shell has read the files.
    pub rules: Arc<RuleBook>,
    /// What signs and retention methods brought until now, at this desk.
    pub tallies: Tallies,
    /// Texts behind `/1` to `/9` in a note.
    pub snippets: Vec<String>,
    /// Phrases that a note is softly looked through for.
    pub phrases: soft::Phrases,
    /// Cards of both languages.
    pub all_cards: crate::domain::card::Cards,
    /// Events that wait for the centre.
    pub unsent: u64,
    /// Names of all actions in both languages, for the palette.
    pub names: Vec<palette::ActionName>,
    /// Whether a phone feed can dial for us.
    pub can_dial: bool,
    /// Everything that can be sold; empty until somebody hands it in.
    pub catalogue: Arc<Catalogue>,
    /// A conversation that stopped not longer ago is offered to be taken up; zero for never.
    pub resume_within: chrono::TimeDelta,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// First line shown in each pane, in the order of [`Pane::ALL`].
    pub scroll: [u16; 6],
    /// The last question asked; see [`event::Ticket`].
    pub(crate) last_ticket: u64,
    /// Where ids come from.
    pub(crate) ids: ids::IdSource,
    /// The follow-ups that arrived while the agent was in the list; shown when it is opened next.
    pub(crate) fresh_follow_ups: Option<Vec<DueFollowUp>>,
    /// Small records that the store has not confirmed.
    pub(crate) waiting: Vec<records::Waiting>,
    /// What the control socket was last told.
    pub(crate) published: Vec<CallSummary>,
    /// The keyboard goes back to the note after one digit.
    pub(crate) back_to_note: bool,
    /// What stood before each change in the portrait, oldest first, with whom it is about.
    pub(crate) person_undo: Vec<(PhoneNumber, Told)>,
    /// The last sign called wrong; Ctrl-Z takes it back.
    pub(crate) last_wrong: Option<why::LastWrong>,
    /// What the agent is certified for; empty marks nothing.
    pub passport: crate::domain::training::passport::Passport,
    /// Everything of training; `None` on a desk that is not one of training.
    pub training: Option<Box<training::Training>>,
    /// A key that ends something was pressed; until when the same key once more does it.
    pub(crate) once_more: Option<(action::Action, Duration)>,
}

/// What the app must be told before the first event.
#[derive(Debug)]
pub struct Start {
    /// Language.
    pub lang: Lang,
    /// Real or demo.
    pub mode: Mode,
    /// 工号 of the agent.
    pub agent: String,
    /// The time.
    pub now: Now,
    /// Random bytes: ids are made from them, so that a test that fixes them knows every id.
    pub seed: [u8; 16],
    /// Texts behind `/1` to `/9` in a note.
    pub snippets: Vec<String>,
    /// See [`palette::names`].
    pub names: Vec<palette::ActionName>,
    /// Whether a phone feed can dial for us.
    pub can_dial: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

impl App {
    /// The quiet screen before the first call.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self {
            lang: start.lang,
            mode: start.mode,
            agent: start.agent,
            now: start.now,
            calls: calls::Calls::default(),
            looking_at: None,
            place: if start.mode == Mode::Training { Place::Training } else { Place::Desk },
            focus: Pane::Note,
            zoomed: false,
            popup: None,
            search: search::Search::default(),
            follow_ups: follow_ups::FollowUps::default(),
            notices: notices::Notices::default(),
            rules: Arc::new(RuleBook::default()),
            tallies: Tallies::default(),
            snippets: start.snippets,
            phrases: soft::Phrases::default(),
            all_cards: crate::domain::card::Cards::default(),
            unsent: 0,
            names: start.names,
            can_dial: start.can_dial,
            catalogue: Arc::default(),
            resume_within: chrono::TimeDelta::minutes(30),
            size: start.size,
            scroll: [0; 6],
            last_ticket: 0,
            ids: ids::IdSource::new(start.seed),
            fresh_follow_ups: None,
            waiting: Vec::new(),
            published: Vec::new(),
            back_to_note: false,
            person_undo: Vec::new(),
            last_wrong: None,
            passport: crate::domain::training::passport::Passport::default(),
            training: (start.mode == Mode::Training).then(Box::default),
            once_more: None,
        }
    }

    /// The same desk with packages to speak of.
    #[must_use]
    pub fn with_catalogue(mut self, catalogue: Arc<Catalogue>) -> Self {
        self.catalogue = catalogue;
        self
    }

    /// The customer on the screen: of the current call, else the one looked at.
    #[must_use]
    pub fn customer(&self) -> Option<&calls::Known> {
        match self.calls.current() {
            Some(call) => call.who.known(),
            None => self.looking_at.as_ref().and_then(|looking| looking.known.as_deref()),
        }
    }

    /// A number for the next question.
    pub(crate) fn ticket(&mut self) -> event::Ticket {
        self.last_ticket += 1;
        event::Ticket(self.last_ticket)
    }
}

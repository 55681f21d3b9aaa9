//! Everything the agent can ask for, imperative. Each has a key and a sentence; a test checks that.

use crate::app::Pane;

/// What the agent asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Pick up the ringing call; the present one goes to the tray.
    AnswerCall,
    /// Show the next call of the tray.
    NextCall,
    /// Put the present call aside, and show the next one of the tray.
    ParkCall,
    /// Say that a call beside the phone is over, or hang up where the feed can.
    HangUp,
    /// Say that a call is over which the phone system never reported as over.
    CloseCall,
    /// Hold, or take back from hold.
    ToggleHold,
    /// Open the wrap-up; there, save it and go on.
    WrapUp,
    /// Take back: the last edit, else the last wrap-up.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Go to a pane.
    Focus(Pane),
    /// Go to the list of calls to make.
    OpenFollowUps,
    /// Go to the search.
    OpenSearch,
    /// Help for the place one is in.
    OpenHelp,
    /// The rules behind what F2 or F3 shows.
    OpenWhy,
    /// The person: portrait, experience, relation.
    OpenPerson,
    /// How to keep a customer who may leave.
    OpenMethods,
    /// Every action by name.
    OpenPalette,
    /// Snippets for the note.
    OpenSnippets,
    /// Cards by the customer's words.
    OpenCards,
    /// Another script.
    OpenScripts,
    /// Message templates.
    OpenMessages,
    /// F-keys by digit.
    OpenLeader,
    /// Next pane or field.
    Next,
    /// Previous pane or field.
    Previous,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// To the start of the line or list.
    Home,
    /// To the end of the line or list.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Run, choose, begin.
    Accept,
    /// Close the popup or go back to the desk; never discards.
    Back,
    /// A digit: answer, outcome, step.
    Digit(u8),
    /// The found customer is only looked at, without a call.
    LookAt,
    /// Call the found customer: dial where the phone can, else say that the agent dials by hand.
    CallOut,
    /// In the wrap-up: nobody is to call again.
    NoFollowUp,
    /// Put the chosen follow-up off by a day.
    Postpone,
    /// Erase the word before the cursor; never more than that.
    DeleteWord,
    /// Put the draft on disk now. (It is kept anyway; hands that press Ctrl-S want to see it.)
    SaveNow,
    /// Show the number for 30 seconds; logged.
    Reveal,
    /// Copy the line to say.
    CopyLine,
    /// The focused pane fills the screen, or no longer.
    Zoom,
    /// Switch between Chinese and English.
    SwitchLanguage,
    /// In training: open the line for words of one's own.
    SayFreely,
    /// In training: what would help now; it costs points.
    Hint,
    /// In training: take the last thing said back.
    StepBack,
    /// In training: see an attempt again.
    Replay,
    /// In training: the record.
    OpenRecord,
    /// In a replay: go on, or stand still.
    PlayOrPause,
    /// In a replay: faster.
    Faster,
    /// In a replay: slower.
    Slower,
    /// At the offers: more of what is tried out.
    More,
    /// At the offers: less of it.
    Less,
    /// The customer asked for a better package.
    CustomerAsked,
    /// The customer complains about the bill.
    BillComplaint,
    /// Draw everything anew.
    Redraw,
    /// Leave; drafts are kept.
    Quit,
}

impl Action {
    /// Every action, in the order of the manual.
    pub const ALL: [Self; 64] = [
        Self::AnswerCall,
        Self::ParkCall,
        Self::HangUp,
        Self::ToggleHold,
        Self::WrapUp,
        Self::Undo,
        Self::Redo,
        Self::Focus(Pane::Customer),
        Self::Focus(Pane::Usage),
        Self::Focus(Pane::Script),
        Self::Focus(Pane::Offers),
        Self::Focus(Pane::Note),
        Self::Focus(Pane::History),
        Self::OpenFollowUps,
        Self::OpenSearch,
        Self::OpenHelp,
        Self::OpenWhy,
        Self::OpenPerson,
        Self::OpenMethods,
        Self::OpenPalette,
        Self::OpenSnippets,
        Self::OpenCards,
        Self::OpenScripts,
        Self::OpenMessages,
        Self::OpenLeader,
        Self::Next,
        Self::Previous,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::PageUp,
        Self::PageDown,
        Self::Accept,
        Self::Back,
        Self::Digit(1),
        Self::LookAt,
        Self::CallOut,
        Self::Postpone,
        Self::DeleteWord,
        Self::SaveNow,
        Self::Reveal,
        Self::CopyLine,
        Self::Zoom,
        Self::SwitchLanguage,
        Self::Redraw,
        Self::Quit,
        Self::Home,
        Self::End,
        Self::NoFollowUp,
        Self::CloseCall,
        Self::NextCall,
        Self::More,
        Self::Less,
        Self::CustomerAsked,
        Self::BillComplaint,
        Self::SayFreely,
        Self::Hint,
        Self::StepBack,
        Self::Replay,
        Self::OpenRecord,
        Self::PlayOrPause,
        Self::Faster,
        Self::Slower,
    ];

    /// The message key of its name, in `keys.ftl`: `action-answer-call`. Its attributes are `.why`, one sentence for help, and
    /// (in Chinese only) `.initials`, the pinyin initials of the name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AnswerCall => "action-answer-call",
            Self::NextCall => "action-next-call",
            Self::ParkCall => "action-park-call",
            Self::HangUp => "action-hang-up",
            Self::CloseCall => "action-close-call",
            Self::ToggleHold => "action-toggle-hold",
            Self::WrapUp => "action-wrap-up",
            Self::Undo => "action-undo",
            Self::Redo => "action-redo",
            Self::Focus(Pane::Customer) => "action-focus-customer",
            Self::Focus(Pane::Usage) => "action-focus-usage",
            Self::Focus(Pane::Script) => "action-focus-script",
            Self::Focus(Pane::Offers) => "action-focus-offers",
            Self::Focus(Pane::Note) => "action-focus-note",
            Self::Focus(Pane::History) => "action-focus-history",
            Self::OpenFollowUps => "action-open-follow-ups",
            Self::OpenSearch => "action-open-search",
            Self::OpenHelp => "action-open-help",
            Self::OpenWhy => "action-open-why",
            Self::OpenPerson => "action-open-person",
            Self::OpenMethods => "action-open-methods",
            Self::OpenPalette => "action-open-palette",
            Self::OpenSnippets => "action-open-snippets",
            Self::OpenCards => "action-open-cards",
            Self::OpenScripts => "action-open-scripts",
            Self::OpenMessages => "action-open-messages",
            Self::OpenLeader => "action-open-leader",
            Self::Next => "action-next",
            Self::Previous => "action-previous",
            Self::Up => "action-up",
            Self::Down => "action-down",
            Self::Left => "action-left",
            Self::Right => "action-right",
            Self::Home => "action-home",
            Self::End => "action-end",
            Self::PageUp => "action-page-up",
            Self::PageDown => "action-page-down",
            Self::Accept => "action-accept",
            Self::Back => "action-back",
            Self::Digit(_) => "action-digit",
            Self::LookAt => "action-look-at",
            Self::CallOut => "action-call-out",
            Self::NoFollowUp => "action-no-follow-up",
            Self::Postpone => "action-postpone",
            Self::DeleteWord => "action-delete-word",
            Self::SaveNow => "action-save-now",
            Self::Reveal => "action-reveal",
            Self::CopyLine => "action-copy-line",
            Self::Zoom => "action-zoom",
            Self::SwitchLanguage => "action-switch-language",
            Self::SayFreely => "action-say-freely",
            Self::Hint => "action-hint",
            Self::StepBack => "action-step-back",
            Self::Replay => "action-replay",
            Self::OpenRecord => "action-open-record",
            Self::PlayOrPause => "action-play-or-pause",
            Self::Faster => "action-faster",
            Self::Slower => "action-slower",
            Self::More => "action-more",
            Self::Less => "action-less",
            Self::CustomerAsked => "action-customer-asked",
            Self::BillComplaint => "action-bill-complaint",
            Self::Redraw => "action-redraw",
            Self::Quit => "action-quit",
        }
    }
}

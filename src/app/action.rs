//! Everything the agent can ask for, imperative. Each has a key and a sentence; a test checks that.

use crate::app::Pane;

/// What the agent asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Pick up the ringing call; the present one goes to the tray.
    AnswerCall,
    /// Put the present call aside, and show the next one of the tray.
    ParkCall,
    /// Say that a call beside the phone is over, or hang up where the feed can.
    HangUp,
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
    /// Every action by name.
    OpenPalette,
    /// Snippets for the note.
    OpenSnippets,
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
    /// Put the chosen follow-up off by a day.
    Postpone,
    /// Show the number for 30 seconds; logged.
    Reveal,
    /// Copy the line to say.
    CopyLine,
    /// The focused pane fills the screen, or no longer.
    Zoom,
    /// Switch between Chinese and English.
    SwitchLanguage,
    /// Draw everything anew.
    Redraw,
    /// Leave; drafts are kept.
    Quit,
}

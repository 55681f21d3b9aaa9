//! One function says who has the keyboard.

use crate::app::wrap_up::WrapUpField;
use crate::app::{App, Pane, Place, Popup};

/// Who has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Works everywhere.
    Global,
    /// The desk between calls.
    Home,
    /// A pane of the desk that is not a text field.
    Pane,
    /// The note of the current call.
    Note,
    /// The wrap-up form outside its text fields.
    WrapUp,
    /// A text field of the wrap-up form.
    WrapUpText,
    /// The search field.
    Search,
    /// The list of calls to make.
    FollowUps,
    /// Help.
    Help,
    /// The palette.
    Palette,
    /// The snippet list.
    Snippets,
    /// The card search.
    Cards,
    /// The list of scripts.
    Scripts,
    /// The list of message templates.
    Messages,
    /// After Ctrl-G.
    Leader,
    /// The rules behind a pane.
    Why,
    /// The person, outside its text field.
    Person,
    /// What is being written about the person.
    PersonText,
    /// What is being written into the slot of a check, in F4.
    Finding,
    /// The retention methods.
    Methods,
    /// The scenarios to choose from.
    Lessons,
    /// The conversation with an invented customer, in F4.
    Talk,
    /// The line for words of one's own.
    Say,
    /// The result of a rehearsal.
    Result,
    /// The three questions after it.
    Review,
    /// An attempt seen again.
    Replay,
    /// The trainee's record.
    Record,
}

impl Layer {
    /// Whether letters are text here. Commands must then be F-keys or Ctrl keys.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::WrapUpText
                | Self::Search
                | Self::Palette
                | Self::Cards
                | Self::PersonText
                | Self::Finding
                | Self::Say
                | Self::Review
        )
    }
}

impl App {
    /// Who has the keyboard now.
    #[must_use]
    pub fn layer(&self) -> Layer {
        match &self.popup {
            Some(Popup::Help { .. }) => Layer::Help,
            Some(Popup::Palette { .. }) => Layer::Palette,
            Some(Popup::Snippets { .. }) => Layer::Snippets,
            Some(Popup::Cards { .. }) => Layer::Cards,
            Some(Popup::Scripts { .. }) => Layer::Scripts,
            Some(Popup::Messages { .. }) => Layer::Messages,
            Some(Popup::Leader) => Layer::Leader,
            Some(Popup::Why { .. }) => Layer::Why,
            Some(Popup::Person(view)) if view.typing.is_some() => Layer::PersonText,
            Some(Popup::Person(_)) => Layer::Person,
            Some(Popup::Methods { .. }) => Layer::Methods,
            None => self.base_layer(),
        }
    }

    /// Who has the keyboard once every popup is closed.
    #[must_use]
    pub fn base_layer(&self) -> Layer {
        match self.place {
            Place::Search => Layer::Search,
            Place::FollowUps => Layer::FollowUps,
            Place::WrapUp => self.wrap_up_layer(),
            Place::Training => self.training_layer(),
            Place::Desk => self.desk_layer(),
        }
    }

    fn wrap_up_layer(&self) -> Layer {
        match self.calls.current().map(|call| call.wrap_up.field) {
            Some(WrapUpField::Note) => Layer::Note,
            Some(WrapUpField::Reason) => Layer::WrapUpText,
            Some(WrapUpField::Disposition | WrapUpField::DueAt) | None => Layer::WrapUp,
        }
    }

    fn desk_layer(&self) -> Layer {
        match (self.calls.current(), self.focus) {
            (Some(_), Pane::Note) => Layer::Note,
            (Some(_), Pane::Script) if self.talk().is_some() => self.talk_layer(),
            (Some(call), Pane::Script) if call.finding().is_some() => Layer::Finding,
            (None, _) if self.looking_at.is_none() => Layer::Home,
            _ => Layer::Pane,
        }
    }
}

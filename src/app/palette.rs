//! Ctrl-P: every action by its name, in Chinese, by pinyin initials or in English. The words come from outside, as data.

use crate::app::action::Action;
use crate::app::line::LineEdit;
use crate::app::{App, Lang, Popup, keymap};

/// What an action is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionName {
    /// The action.
    pub action: Action,
    /// Name in Chinese.
    pub zh: String,
    /// Pinyin initials of the Chinese name, such as `jt` for 接听.
    pub initials: String,
    /// Name in English.
    pub en: String,
}

impl ActionName {
    /// The name in the language of the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Names of all actions, from `lookup(language, message key)`. The keys are those of [`Action::key`], with `.initials` for the
/// pinyin initials of the Chinese name.
pub fn names(lookup: impl Fn(Lang, &str) -> String) -> Vec<ActionName> {
    let name = |action: Action| ActionName {
        action,
        zh: lookup(Lang::Zh, action.key()),
        initials: lookup(Lang::Zh, &format!("{}.initials", action.key())),
        en: lookup(Lang::En, action.key()),
    };
    Action::ALL.into_iter().filter(|action| listed(*action)).map(name).collect()
}

/// Moving about is done with keys, not by name.
const fn listed(action: Action) -> bool {
    !matches!(
        action,
        Action::Next
            | Action::Previous
            | Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::Home
            | Action::End
            | Action::PageUp
            | Action::PageDown
            | Action::Accept
            | Action::Back
            | Action::Digit(_)
            | Action::OpenPalette
            | Action::DeleteWord
            | Action::PlayOrPause
            | Action::Faster
            | Action::Slower
    )
}

/// How well a name answers what was typed, best first; `None` when it does not.
fn rank(name: &ActionName, wanted: &str) -> Option<u8> {
    let en = name.en.to_lowercase();
    if name.zh.starts_with(wanted) || name.initials == wanted {
        Some(0)
    } else if name.initials.starts_with(wanted) || en.starts_with(wanted) {
        Some(1)
    } else if name.zh.contains(wanted) || en.split(' ').any(|word| word.starts_with(wanted)) {
        Some(2)
    } else if name.initials.contains(wanted) || en.contains(wanted) {
        Some(3)
    } else {
        None
    }
}

/// Opens the palette.
pub(crate) fn open(app: &mut App) {
    app.popup = Some(Popup::Palette { input: LineEdit::default(), selected: 0 });
}

impl App {
    /// What the palette shows for what was typed, best first; nothing while it is closed.
    #[must_use]
    pub fn palette_rows(&self) -> Vec<&ActionName> {
        let Some(Popup::Palette { input, .. }) = &self.popup else { return Vec::new() };
        let wanted = crate::domain::search::normalise(input.text());
        if wanted.is_empty() {
            return self.names.iter().collect();
        }
        let mut rows: Vec<(u8, &ActionName)> =
            self.names.iter().filter_map(|name| Some((rank(name, &wanted)?, name))).collect();
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, name)| name).collect()
    }

    /// What F1 shows: the keys of the place beneath the popup.
    #[must_use]
    pub fn help_rows(&self) -> Vec<keymap::Row> {
        keymap::rows(self.base_layer())
    }
}

//! Ctrl-P: every action by its name, in Chinese, by pinyin initials or in English. The words come from outside, as data.

use crate::app::action::Action;
use crate::app::{App, Lang};

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
/// pinyin initials.
pub fn names(lookup: impl Fn(Lang, &str) -> String) -> Vec<ActionName> {
    let _ = lookup;
    Vec::new()
}

impl App {
    /// What the palette shows for what was typed, best first.
    #[must_use]
    pub fn palette_rows(&self) -> Vec<&ActionName> {
        self.names.iter().collect()
    }

    /// What F1 shows: the keys of the place beneath the popup.
    #[must_use]
    pub fn help_rows(&self) -> Vec<crate::app::keymap::Row> {
        crate::app::keymap::rows(self.base_layer())
    }
}

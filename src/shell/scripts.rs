//! The scripts of both languages, filled for a customer on demand. What is in them is `content/`'s business.

use std::path::Path;

use crate::app::Lang;
use crate::content::fields::{Filling, Speaker};
use crate::content::finding::Finding;
use crate::content::scripts::Scripts;
use crate::content::words::Words;
use crate::domain::call::CallKind;
use crate::domain::profile::Profile;
use crate::domain::script::{Facts, Script, ScriptTitle};
use crate::domain::time::Moment;

/// The loaded scripts, and who reads them aloud.
#[derive(Debug, Default)]
pub struct ScriptShelf {
    zh: Scripts,
    en: Scripts,
    speaker: Speaker,
}

/// For which call a script is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The kind of call.
    pub kind: CallKind,
    /// A script asked for by id.
    pub wanted: Option<&'a str>,
    /// The customer, when known.
    pub profile: Option<&'a Profile>,
    /// The time.
    pub now: Moment,
    /// What the answers have told so far.
    pub facts: &'a Facts,
}

impl ScriptShelf {
    /// Loads the scripts of both languages, the built-in ones and those in `config`. What is wrong with a file comes back too.
    #[must_use]
    pub fn load(config: &Path, speaker: Speaker) -> (Self, Vec<Finding>) {
        let (zh, mut findings) = Scripts::load(Lang::Zh.tag(), Some(config));
        let (en, more) = Scripts::load(Lang::En.tag(), Some(config));
        findings.extend(more);
        (Self { zh, en, speaker }, findings)
    }

    /// The script to open a call with, in the language of the screen, and every other one; `words` are that language's.
    #[must_use]
    pub fn open(
        &self,
        occasion: Occasion<'_>,
        lang: Lang,
        words: &Words,
    ) -> (Option<Script>, Vec<ScriptTitle>) {
        let scripts = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        let Occasion { kind, wanted, profile, now, facts } = occasion;
        let filling = Filling { profile, speaker: &self.speaker, kind, now, words, facts };
        (scripts.open(wanted, &filling), scripts.titles(&filling))
    }
}

//! What is said and sent, in both languages, filled for a customer on demand: scripts and message templates. What is in them is
//! `content/`'s business.

use std::path::Path;

use crate::app::Lang;
use crate::app::effect::Occasion;
use crate::content::calendar;
use crate::content::fields::{Filling, Speaker};
use crate::content::finding::{Finding, Weight};
use crate::content::messages::Messages;
use crate::content::promotions;
use crate::content::scripts::Scripts;
use crate::content::words::Words;
use crate::domain::message::Message;
use crate::domain::script::{Script, ScriptTitle};
use crate::domain::time::Moment;

/// The loaded texts, and who reads them aloud.
#[derive(Debug, Default)]
pub struct ScriptShelf {
    zh: Shelf,
    en: Shelf,
    speaker: Speaker,
}

/// Of one language.
#[derive(Debug, Default)]
struct Shelf {
    scripts: Scripts,
    messages: Messages,
}

impl Shelf {
    fn load(lang: Lang, config: &Path) -> (Self, Vec<Finding>) {
        let (scripts, mut findings) = Scripts::load(lang.tag(), Some(config));
        let (messages, more) = Messages::load(lang.tag(), Some(config));
        findings.extend(more);
        (Self { scripts, messages }, findings)
    }
}

impl ScriptShelf {
    /// Loads the texts of both languages, the built-in ones and those in `config`. What is wrong with a file comes back too.
    #[must_use]
    pub fn load(config: &Path, speaker: Speaker) -> (Self, Vec<Finding>) {
        let (zh, mut findings) = Shelf::load(Lang::Zh, config);
        let (en, more) = Shelf::load(Lang::En, config);
        findings.extend(more);
        let (festivals, more) = calendar::own(config);
        findings.extend(more.into_iter().filter(|finding| finding.weight == Weight::Error));
        let (promotions, more) = promotions::load(config);
        findings.extend(more.into_iter().filter(|finding| finding.weight == Weight::Error));
        let speaker = Speaker { festivals: festivals.into(), promotions: Some(promotions), ..speaker };
        (Self { zh, en, speaker }, findings)
    }

    /// The script to open a call with, in the language of the screen, and every other one; `words` are that language's.
    #[must_use]
    pub fn open(
        &self,
        wanted: Option<&str>,
        occasion: &Occasion,
        lang: Lang,
        words: &Words,
        now: Moment,
    ) -> (Option<Script>, Vec<ScriptTitle>) {
        let filling = self.filling(occasion, words, now);
        let scripts = &self.of(lang).scripts;
        (scripts.open(wanted, &filling), scripts.titles(&filling))
    }

    /// Every message template of a language, filled.
    #[must_use]
    pub fn messages(&self, occasion: &Occasion, lang: Lang, words: &Words, now: Moment) -> Vec<Message> {
        self.of(lang).messages.filled(&self.filling(occasion, words, now))
    }

    const fn of(&self, lang: Lang) -> &Shelf {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    fn filling<'a>(&'a self, occasion: &'a Occasion, words: &'a Words, now: Moment) -> Filling<'a> {
        Filling {
            profile: occasion.profile.as_ref(),
            speaker: &self.speaker,
            kind: occasion.kind,
            now,
            words,
            facts: &occasion.facts,
            pitch: occasion.pitch.as_ref(),
        }
    }
}

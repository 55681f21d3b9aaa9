//! `settings.toml`: who sits here and how the screen looks. A mistake in it is shown with its line, never ignored.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::own_card;
use crate::content::source::Source;
use crate::domain::problem::Problem;

/// What the settings file may say. Everything is optional; the command line wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// 工号
    pub agent: Option<String>,
    /// How the agent introduces herself or himself.
    pub agent_name: Option<String>,
    /// What the agent says the call is from.
    pub company: Option<String>,
    /// Through which channel this desk sells packages; the telephone when left out.
    pub channel: Option<String>,
    /// `zh-CN` or `en`.
    pub lang: Option<String>,
    /// One of [`THEMES`].
    pub theme: Option<String>,
    /// `auto`, `1` or `2`.
    pub ambiguous: Option<String>,
    /// A conversation that stopped not longer ago is offered to be taken up; 0 for never.
    pub resume_minutes: Option<u32>,
    /// The shop's own scorecard, seen from the folder of the settings; the usual places when left out.
    pub own_card: Option<String>,
    /// The agent's exact words for an unencrypted store; see [`Settings::accepts_plaintext`].
    pub plaintext: Option<String>,
}

/// The themes a settings file may name.
pub const THEMES: [&str; 4] = ["auto", "dark", "light", "mono"];

/// What has to stand in the settings before a build without encryption keeps real data.
pub const PLAINTEXT_ACCEPTED: &str = "yes-i-accept";

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    agent: Option<String>,
    agent_name: Option<String>,
    company: Option<String>,
    channel: Option<String>,
    lang: Option<Spanned<String>>,
    theme: Option<Spanned<String>>,
    ambiguous: Option<Spanned<String>>,
    resume_minutes: Option<u32>,
    own_card: Option<Spanned<String>>,
    storage: Storage,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Storage {
    plaintext: Option<Spanned<String>>,
}

/// Why there are no settings.
#[derive(Debug)]
pub enum SettingsError {
    /// The file cannot be read.
    Unreadable(Problem),
    /// The file says something wrong.
    Wrong(Vec<Finding>),
}

impl Settings {
    /// Reads the settings; a file that does not exist says nothing.
    ///
    /// # Errors
    /// When the file is there and cannot be read, or holds a mistake.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        if !path.exists() {
            return Ok(Self::default());
        }
        Self::read(&Source::read(path).map_err(SettingsError::Unreadable)?).map_err(SettingsError::Wrong)
    }

    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// Every mistake, with its place.
    pub fn read(source: &Source) -> Result<Self, Vec<Finding>> {
        let file: File = toml::from_str(&source.text).map_err(|error| vec![Finding::toml(source, &error)])?;
        let storage = file.storage.plaintext;
        let choices = [
            (&file.lang, &["zh-CN", "en"][..]),
            (&file.theme, &THEMES[..]),
            (&file.ambiguous, &["auto", "1", "2"][..]),
            (&storage, &[PLAINTEXT_ACCEPTED][..]),
        ];
        let wrong: Vec<Finding> = choices
            .into_iter()
            .filter_map(|(value, allowed)| refuse(source, value.as_ref()?, allowed))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let plain = |value: Option<Spanned<String>>| value.map(Spanned::into_inner);
        Ok(Self {
            agent: file.agent,
            agent_name: file.agent_name,
            company: file.company,
            channel: file.channel,
            lang: plain(file.lang),
            theme: plain(file.theme),
            ambiguous: plain(file.ambiguous),
            resume_minutes: file.resume_minutes,
            own_card: plain(file.own_card),
            plaintext: plain(storage),
        })
    }

    /// Every mistake of a settings file, also a scorecard that is not where it is said to be; `folder` is that of the file.
    #[must_use]
    pub fn check(source: &Source, folder: &Path) -> Vec<Finding> {
        if let Err(findings) = Self::read(source) {
            return findings;
        }
        let card = toml::from_str::<File>(&source.text).ok().and_then(|file| file.own_card);
        let wrong =
            card.filter(|card| own_card::load(folder, folder, Some(card.get_ref().as_str())).is_err());
        wrong.map(|card| Finding::error(source, card.span(), "own-card")).into_iter().collect()
    }

    /// Whether a build without encryption may keep real customers.
    #[must_use]
    pub fn accepts_plaintext(&self) -> bool {
        self.plaintext.as_deref() == Some(PLAINTEXT_ACCEPTED)
    }
}

/// A finding when the value is none of the allowed ones.
fn refuse(source: &Source, value: &Spanned<String>, allowed: &[&str]) -> Option<Finding> {
    let known = allowed.contains(&value.get_ref().as_str());
    (!known).then(|| Finding::error(source, value.span(), "choice").with("allowed", allowed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Vec<Finding>> {
        Settings::read(&Source::built_in("settings.toml", text))
    }

    #[test]
    fn everything_is_optional() {
        assert_eq!(read("").unwrap(), Settings::default());
        let settings =
            read("agent = \"8001\"\nlang = \"en\"\n[storage]\nplaintext = \"yes-i-accept\"").unwrap();
        assert_eq!(settings.agent.as_deref(), Some("8001"));
        assert!(settings.accepts_plaintext());
    }

    #[test]
    fn a_word_that_nobody_knows_is_shown_with_its_place() {
        let findings = read("agent = \"8001\"\ntheem = \"dark\"\n").unwrap_err();
        assert_eq!(findings[0].place(), (2, 1));
        let findings = read("theme = \"purple\"\nlang = \"de\"\n").unwrap_err();
        assert_eq!(findings.iter().map(|found| found.place().0).collect::<Vec<_>>(), [2, 1]);
    }
}

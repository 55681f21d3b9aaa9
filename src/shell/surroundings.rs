//! Where things lie and which language is spoken, from the command line, the settings file and the environment, in this order.

use std::path::PathBuf;

use crate::app::Lang;
use crate::cli::Paths;
use crate::cli::args::{Ambiguous, Globals, LangArg};
use crate::content::settings::{Settings, SettingsError};
use crate::phone::signal_socket;
use crate::ui::{Depth, Ground, Theme};

/// What was found out before anything was opened.
#[derive(Debug)]
pub struct Surroundings {
    /// Where things lie.
    pub paths: Paths,
    /// The language.
    pub lang: Lang,
    /// The settings; empty when the file is wrong, which is then said in `complaint`.
    pub settings: Settings,
    /// What is wrong with the settings file.
    pub complaint: Option<SettingsError>,
    /// 工号
    pub agent: String,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// The session's own folder, in memory, when the system has one.
    pub runtime_dir: Option<PathBuf>,
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Surroundings {
    /// Looks around.
    #[must_use]
    pub fn find(globals: &Globals) -> Self {
        let platform = directories::ProjectDirs::from("", "", "seatmate");
        let here = || PathBuf::from(".seatmate");
        let data =
            globals.data.clone().or_else(|| platform.as_ref().map(|dirs| dirs.data_local_dir().to_owned()));
        let data = data.unwrap_or_else(here);
        let settings_file = globals.config.clone().unwrap_or_else(|| {
            platform.as_ref().map_or_else(here, |dirs| dirs.config_dir().to_owned()).join("settings.toml")
        });
        let (settings, complaint) = match Settings::load(&settings_file) {
            Ok(settings) => (settings, None),
            Err(complaint) => (Settings::default(), Some(complaint)),
        };
        let runtime = variable("XDG_RUNTIME_DIR").map(PathBuf::from);
        let socket = signal_socket::path(runtime.as_deref(), &data);
        let agent = globals.agent.clone().or_else(|| settings.agent.clone()).unwrap_or_default();
        Self {
            lang: language(globals.lang, settings.lang.as_deref()),
            ambiguous: ambiguous(globals.ambiguous, settings.ambiguous.as_deref()),
            agent,
            runtime_dir: runtime,
            paths: Paths { data, settings: settings_file, socket },
            settings,
            complaint,
        }
    }

    /// The colours that the terminal can show and the settings ask for.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let (no_color, colorterm, term) = (variable("NO_COLOR"), variable("COLORTERM"), variable("TERM"));
        let depth = Depth::of_terminal(no_color.as_deref(), colorterm.as_deref(), term.as_deref());
        match self.settings.theme.as_deref() {
            Some("mono") => Theme::new(Depth::Mono, Ground::Dark),
            Some("light") => Theme::new(depth, Ground::Light),
            _ => Theme::new(depth, Ground::Dark),
        }
    }
}

fn language(asked: Option<LangArg>, settings: Option<&str>) -> Lang {
    let tag = match asked {
        Some(lang) => lang.tag().to_owned(),
        None => settings.map(str::to_owned).or_else(sys_locale::get_locale).unwrap_or_default(),
    };
    if tag.starts_with("zh") { Lang::Zh } else { Lang::En }
}

/// The language before the command line and the settings are read: what was asked for, else the locale's.
#[must_use]
pub fn language_before(asked: Option<&str>) -> Lang {
    let locale = || sys_locale::get_locale().unwrap_or_default();
    let tag = asked.map_or_else(locale, str::to_owned).to_ascii_lowercase();
    if tag.starts_with("zh") { Lang::Zh } else { Lang::En }
}

fn ambiguous(asked: Ambiguous, settings: Option<&str>) -> Ambiguous {
    match (asked, settings) {
        (Ambiguous::Auto, Some("1")) => Ambiguous::One,
        (Ambiguous::Auto, Some("2")) => Ambiguous::Two,
        (asked, _) => asked,
    }
}

/// Whether the environment promises a terminal that reads UTF-8 (the first of the three that is set decides, as the C library has it).
#[must_use]
pub fn speaks_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

//! The festivals' file: read and checked. Solar festivals get their dates here; lunar ones bring them along. It must not know any customer.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::{Finding, Weight};
use crate::content::source::Source;
use crate::domain::festival::{self, Festival, Greeting};

const BUILT_IN: &str = include_str!("../../assets/calendar/festivals.toml");

/// The festivals that come with the program. A test keeps them free of findings.
static FESTIVALS: LazyLock<Vec<Festival>> = LazyLock::new(|| read(&built_in()).unwrap_or_default());

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    years: Years,
    #[serde(rename = "festival")]
    festivals: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    from: i32,
    to: i32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    /// `05-01`
    #[serde(default)]
    solar: Option<Spanned<String>>,
    /// Month and day of the Chinese calendar, for people.
    #[serde(default, rename = "lunar")]
    _lunar: Option<String>,
    /// A solar term, for people.
    #[serde(default, rename = "term")]
    _term: Option<String>,
    #[serde(default)]
    dates: Vec<Spanned<String>>,
    before: u8,
    after: u8,
    #[serde(default)]
    quiet: bool,
    zh: Greeting,
    en: Greeting,
}

/// The festivals that come with the program.
#[must_use]
pub fn festivals() -> &'static [Festival] {
    &FESTIVALS
}

/// The festivals of the call centre's own files (`calendar/*.toml` beside the settings), of two with one id the first. A file with an error is
/// not used.
#[must_use]
pub fn own(config: &Path) -> (Vec<Festival>, Vec<Finding>) {
    let (mut festivals, mut findings): (Vec<Festival>, Vec<Finding>) = (Vec::new(), Vec::new());
    for source in Source::files_in(&config.join("calendar")).iter().filter_map(|path| Source::read(path).ok())
    {
        let found = check(&source);
        let usable = found.iter().all(|finding| finding.weight < Weight::Error);
        findings.extend(found);
        for festival in read(&source).ok().filter(|_| usable).unwrap_or_default() {
            if festivals.iter().all(|known| known.id != festival.id) {
                festivals.push(festival);
            }
        }
    }
    (festivals, findings)
}

/// The festival that is nearest on a day: an own one goes before the built-in one of the same id.
#[must_use]
pub fn near(own: &[Festival], day: NaiveDate) -> Option<&Festival> {
    let others = festivals().iter().filter(|festival| own.iter().all(|known| known.id != festival.id));
    festival::near(own.iter().chain(others), day)
}

/// The built-in file.
#[must_use]
pub fn built_in() -> Source {
    Source::built_in("assets/calendar/festivals.toml", BUILT_IN)
}

fn file(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// The festivals of a file, or why it cannot be read.
fn read(source: &Source) -> Result<Vec<Festival>, Box<Finding>> {
    let file = file(source)?;
    let festival = |entry: &Entry| Festival {
        id: entry.id.get_ref().clone(),
        dates: dates(entry, file.years),
        before: entry.before,
        after: entry.after,
        quiet: entry.quiet,
        zh: entry.zh.clone(),
        en: entry.en.clone(),
    };
    Ok(file.festivals.iter().map(festival).collect())
}

fn dates(entry: &Entry, years: Years) -> Vec<NaiveDate> {
    match &entry.solar {
        Some(day) => {
            (years.from..=years.to).filter_map(|year| date(&format!("{year}-{}", day.get_ref()))).collect()
        }
        None => entry.dates.iter().filter_map(|text| date(text.get_ref())).collect(),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Everything that is wrong with a festivals' file: dates that are none, years without a date, names without a greeting.
#[must_use]
pub fn check(source: &Source) -> Vec<Finding> {
    let file = match file(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for entry in &file.festivals {
        if !seen.insert(entry.id.get_ref()) {
            findings
                .push(Finding::error(source, entry.id.span(), "card-twice").with("card", entry.id.get_ref()));
        }
        let wrong = |text: &&Spanned<String>| match &entry.solar {
            Some(_) => date(&format!("2028-{}", text.get_ref())).is_none(),
            None => date(text.get_ref()).is_none(),
        };
        for text in entry.solar.iter().chain(&entry.dates).filter(wrong) {
            findings.push(Finding::error(source, text.span(), "festival-date").with("date", text.get_ref()));
        }
        let years: Vec<i32> = dates(entry, file.years).iter().map(Datelike::year).collect();
        for year in (file.years.from..=file.years.to).filter(|year| !years.contains(year)) {
            let found = Finding::warning(source, entry.id.span(), "festival-year").with("year", year);
            findings.push(found.with("festival", entry.id.get_ref()));
        }
        let silent = [&entry.zh, &entry.en].iter().any(|words| words.greeting.trim().is_empty());
        if silent != entry.quiet {
            findings.push(Finding::error(source, entry.id.span(), "festival-greeting"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_calendar_is_whole() {
        assert_eq!(check(&built_in()), []);
        assert!(festivals().len() >= 9);
        assert!(festivals().iter().all(|festival| festival.dates.len() == 6));
    }

    #[test]
    fn the_nearest_festival_is_found_and_ordinary_days_have_none() {
        let on = |day: &str| near(&[], date(day).unwrap()).map(|festival| festival.id.as_str());
        assert_eq!(on("2026-02-17"), Some("spring-festival"));
        assert_eq!(on("2026-02-10"), Some("spring-festival"));
        assert_eq!(on("2026-02-24"), None);
        assert_eq!(on("2026-11-22"), None);
        // In 2028 the moon festival lies in the holiday of October, and on its own day it is the one that is greeted.
        assert_eq!(on("2028-10-03"), Some("mid-autumn"));
        assert_eq!(on("2028-10-01"), Some("national-day"));
        assert!(near(&[], date("2027-04-05").unwrap()).unwrap().quiet);
    }

    #[test]
    fn lunar_festivals_keep_their_distance_from_the_spring_festival() {
        let of = |id: &str| festivals().iter().find(|festival| festival.id == id).unwrap().dates.clone();
        let days = |id: &str| -> Vec<i64> {
            of("spring-festival").iter().zip(of(id)).map(|(spring, day)| (day - *spring).num_days()).collect()
        };
        // A month has 29 or 30 days, and a leap month may come between.
        assert!(days("lantern").iter().all(|days| *days == 14));
        assert!(days("dragon-boat").iter().all(|days| (119..=153).contains(days)));
        assert!(days("mid-autumn").iter().all(|days| (217..=252).contains(days)));
    }

    #[test]
    fn a_calendar_beside_the_settings_goes_before_the_built_in_one() {
        let config = tempfile::tempdir().unwrap();
        assert_eq!(own(config.path()), (Vec::new(), Vec::new()));
        let folder = config.path().join("calendar");
        std::fs::create_dir(&folder).unwrap();
        let festival = |id: &str, day: &str| {
            format!(
                "[[festival]]\nid = \"{id}\"\nbefore = 0\nafter = 0\ndates = [\"{day}\"]\nzh = {{ name = \"甲\", greeting = \"好。\" }}\nen = {{ name = \"A\", greeting = \"Hello.\" }}\n"
            )
        };
        let head = "source = \"ours\"\nyears = { from = 2026, to = 2026 }\n";
        // The shop's birthday, and national day on its own day only.
        let text =
            [head, &festival("our-day", "2026-11-22"), &festival("national-day", "2026-10-01")].concat();
        std::fs::write(folder.join("ours.toml"), text).unwrap();
        std::fs::write(folder.join("wrong.toml"), [head, &festival("x", "2026-11-31")].concat()).unwrap();
        let (festivals, findings) = own(config.path());
        assert_eq!(festivals.len(), 2);
        assert_eq!(
            findings.iter().map(|found| found.code).collect::<Vec<_>>(),
            ["festival-date", "festival-year"]
        );
        let on = |day: &str| near(&festivals, date(day).unwrap()).map(|festival| festival.id.as_str());
        assert_eq!((on("2026-11-22"), on("2026-10-01")), (Some("our-day"), Some("national-day")));
        assert_eq!(on("2026-10-03"), None, "the built-in days of the same festival do not count beside it");
        assert_eq!(on("2026-02-17"), Some("spring-festival"));
    }

    #[test]
    fn what_is_wrong_with_a_calendar_is_found() {
        let text = "source = \"x\"\nyears = { from = 2025, to = 2025 }\n[[festival]]\nid = \"a\"\nbefore = 1\nafter = 1\ndates = [\"2025-02-30\"]\nzh = { name = \"甲\", greeting = \"\" }\nen = { name = \"A\", greeting = \"x\" }\n";
        let found: Vec<_> = check(&Source::built_in("calendar/x.toml", text))
            .iter()
            .map(|finding| (finding.code, finding.place().0))
            .collect();
        assert_eq!(found, [("festival-date", 7), ("festival-year", 4), ("festival-greeting", 4)]);
    }
}

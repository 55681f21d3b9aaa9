//! 节日: which festival is near on a day, and how it is greeted. Pure; the dates are a text file, and nothing here reckons the moon.

use chrono::{NaiveDate, TimeDelta};

/// One festival with all its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Festival {
    /// The same in every language.
    pub id: String,
    /// Its dates, earliest first.
    pub dates: Vec<NaiveDate>,
    /// From so many days before.
    pub before: u8,
    /// To so many days after.
    pub after: u8,
    /// No greeting: a day of mourning.
    pub quiet: bool,
    /// 名称
    pub zh: Greeting,
    /// Name in English.
    pub en: Greeting,
}

/// How it is called and greeted in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Greeting {
    /// Its name.
    pub name: String,
    /// One sentence to say; empty for a quiet one.
    pub greeting: String,
}

impl Festival {
    /// How far `day` is from its nearest date, in days, when it is within the days around it.
    fn distance(&self, day: NaiveDate) -> Option<i64> {
        let near = |date: &&NaiveDate| {
            **date - TimeDelta::days(self.before.into()) <= day
                && day <= **date + TimeDelta::days(self.after.into())
        };
        self.dates.iter().filter(near).map(|date| (day - *date).num_days().abs()).min()
    }
}

/// The festival that is nearest on a day; `None` on an ordinary one.
#[must_use]
pub fn near<'f>(festivals: impl IntoIterator<Item = &'f Festival>, day: NaiveDate) -> Option<&'f Festival> {
    let found = festivals.into_iter().filter_map(|festival| Some((festival.distance(day)?, festival)));
    found.min_by_key(|(distance, _)| *distance).map(|(_, festival)| festival)
}

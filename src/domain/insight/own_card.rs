//! A profile as a row that a shop's own scorecard can read, so that a card learnt from exported outcomes speaks on the desk.
//! The names are those of the import files, for the newest month; what is unknown is missing.

use serde::Serialize;

use crate::domain::event::EventKind;
use crate::domain::profile::Profile;
use crate::domain::scorecard::card::{Card, Line};
use crate::domain::scorecard::table::{Column, NO_WORD, Table, Values};
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;

/// What a shop's own card says about a customer: the score and each line that gave points, which add up to it with the base.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnScore<'a> {
    /// The score.
    pub score: i32,
    /// The base that everybody starts with.
    pub base: i32,
    /// Lines that gave anything, the highest points first.
    pub lines: Vec<(&'a Line, i32)>,
}

/// Scores a profile; `None` when the card reads a column that no profile has, so that it was made for something else.
#[must_use]
pub fn own_score<'a>(card: &'a Card, profile: &Profile, now: Moment) -> Option<OwnScore<'a>> {
    let table = row(profile, now);
    if !card.missing_columns(&table).is_empty() {
        return None;
    }
    let mut lines: Vec<(&Line, i32)> = card
        .lines
        .iter()
        .map(|line| (line, line.points(&table, 0)))
        .filter(|(_, points)| *points != 0)
        .collect();
    lines.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    Some(OwnScore { score: card.score(&table, 0), base: card.base, lines })
}

/// A shop's own card, and since when it lies there.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCard {
    /// The card.
    pub card: Card,
    /// When its file was written; `None` when the disk does not say.
    pub at: Option<Moment>,
}

/// What the own card says of one customer, or which of its columns no customer file has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnSeen {
    /// The score: the base and what each line gave add up to it.
    Score {
        /// The sum.
        score: i32,
        /// What everybody starts with.
        base: i32,
        /// Lines of the card that gave anything, by their place, the highest points first.
        lines: Vec<(usize, i32)>,
    },
    /// It was made for something else.
    Missing(Vec<String>),
}

/// Scores a profile by the shop's own card.
#[must_use]
pub fn see(own: &OwnCard, profile: &Profile, now: Moment) -> OwnSeen {
    let card = &own.card;
    let Some(score) = own_score(card, profile, now) else {
        return OwnSeen::Missing(card.missing_columns(&row(profile, now)));
    };
    let place = |line: &Line| card.lines.iter().position(|other| std::ptr::eq(other, line));
    let lines = score.lines.iter().filter_map(|(line, points)| Some((place(line)?, *points))).collect();
    OwnSeen::Score { score: score.score, base: score.base, lines }
}

/// A measure of a month, with its column's name.
type Measured = (&'static str, fn(&UsageMonth) -> Option<f64>);

const MEASURES: [Measured; 16] = [
    ("bill", |usage| usage.bill.map(|fen| yuan(fen.0))),
    ("package_fee", |usage| usage.package_fee.map(|fen| yuan(fen.0))),
    ("voice_fee", |usage| usage.voice_fee.map(|fen| yuan(fen.0))),
    ("data_fee", |usage| usage.data_fee.map(|fen| yuan(fen.0))),
    ("sms_fee", |usage| usage.sms_fee.map(|fen| yuan(fen.0))),
    ("vas_fee", |usage| usage.vas_fee.map(|fen| yuan(fen.0))),
    ("roaming_fee", |usage| usage.roaming_fee.map(|fen| yuan(fen.0))),
    ("voice_min", |usage| usage.voice_min.map(|minutes| f64::from(minutes.0))),
    ("voice_out_min", |usage| usage.voice_out_min.map(|minutes| f64::from(minutes.0))),
    ("data_mb", |usage| usage.data.map(|kb| kb.0 as f64 / 1024.0)),
    ("sms", |usage| usage.sms.map(f64::from)),
    ("calls", |usage| usage.calls.map(f64::from)),
    ("distinct_numbers", |usage| usage.distinct_numbers.map(f64::from)),
    ("roaming_min", |usage| usage.roaming_min.map(|minutes| f64::from(minutes.0))),
    ("zero_days", |usage| usage.zero_days.map(f64::from)),
    ("onnet_share", |usage| usage.onnet_share.map(|share| f64::from(share.0) / 1000.0)),
];

fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}

/// The profile as a table of one row.
#[must_use]
pub fn row(profile: &Profile, now: Moment) -> Table {
    let (customer, today) = (&profile.customer, local(now).date_naive());
    let number = |name: &str, value: Option<f64>| Column {
        name: name.to_owned(),
        values: Values::Numbers(vec![value.unwrap_or(f64::NAN)]),
    };
    let word = |name: &str, text: Option<&str>| {
        let levels: Vec<String> = text.map(str::to_owned).into_iter().collect();
        let codes = vec![if levels.is_empty() { NO_WORD } else { 0 }];
        Column { name: name.to_owned(), values: Values::Words { codes, levels } }
    };
    let mut columns = vec![
        number("tenure_months", customer.tenure_months(today).map(f64::from)),
        number("contract_days_left", customer.contract_days_left(today).map(|days| days as f64)),
        number("arrears", customer.arrears.map(|fen| yuan(fen.0))),
        number("balance", customer.balance.map(|fen| yuan(fen.0))),
        number("points", customer.points.map(|points| points as f64)),
        number("age", customer.birthday.and_then(|birthday| today.years_since(birthday)).map(f64::from)),
        word("level", customer.level.map(|level| level.code())),
        word("gender", customer.gender.map(|gender| gender.code())),
        word("brand", customer.brand.as_ref().map(|text| text.as_raw())),
        word("package", customer.package.as_ref().map(|text| text.as_raw())),
        word("region", customer.region.as_ref().map(|text| text.as_raw())),
        word("segment", customer.segment.as_ref().map(|text| text.as_raw())),
    ];
    let latest = profile.latest();
    columns.extend(MEASURES.iter().map(|(name, of)| number(name, latest.and_then(of))));
    // Happenings of ninety days, by their codes: `complaint_90`.
    columns.extend(EventKind::ALL.into_iter().map(|kind| {
        let recent = |at: Moment| at <= now && (now - at).num_days() < 90;
        let count = profile.events.iter().filter(|event| event.kind == kind && recent(event.at)).count();
        number(&format!("{}_90", kind.code()), Some(count as f64))
    }));
    Table { columns, rows: 1 }
}

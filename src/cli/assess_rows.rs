//! An assessment as a row of a file: stable codes, so that other programs can read it. It must not compute anything.

use serde::Serialize;

use crate::content::insight_words::serde_code;
use crate::domain::insight::assessment::Assessment;
use crate::domain::profile::Profile;

/// The header, in the order of [`Row::cells`].
pub(crate) const COLUMNS: [&str; 15] = [
    "number",
    "level",
    "points",
    "alarm",
    "signs",
    "value",
    "bill_mean",
    "year_margin",
    "target",
    "stage",
    "stage_days",
    "percentile",
    "next_action",
    "because",
    "own_score",
];

/// One customer.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    number: String,
    level: Option<&'static str>,
    points: i32,
    alarm: String,
    /// Code and points; they add up to `points`.
    signs: Vec<(String, i32)>,
    value: String,
    bill_mean: Option<String>,
    year_margin: Option<String>,
    target: Option<bool>,
    stage: Option<&'static str>,
    stage_days: Option<i64>,
    percentile: Option<u8>,
    next_action: Option<String>,
    because: Option<String>,
    /// By the shop's own card.
    own_score: Option<i32>,
}

/// What the file says of one customer.
pub(crate) fn row(profile: &Profile, assessed: &Assessment, own_score: Option<i32>, masked: bool) -> Row {
    let number = profile.customer.number;
    let next = assessed.next.proposals.first();
    let sign =
        |sign: &crate::domain::insight::churn::ChurnSign| (sign.evidence.code().to_owned(), sign.points);
    Row {
        number: if masked { number.masked() } else { number.digits() },
        level: profile.customer.level.map(|level| level.code()),
        points: assessed.churn.points,
        alarm: serde_code(&assessed.alarm).into_owned(),
        signs: assessed.churn.signs.iter().map(sign).collect(),
        value: serde_code(&assessed.value.standing).into_owned(),
        bill_mean: assessed.value.tier.map(|tier| tier.bill_now.to_string()),
        year_margin: assessed.year.map(|year| year.to_string()),
        target: assessed.value.target.map(|target| target.met),
        stage: assessed.stage.map(|stage| stage.stage.code()),
        stage_days: assessed.stage.and_then(|stage| stage.days),
        percentile: assessed.standing.map(|standing| standing.percentile),
        next_action: next.map(|proposal| proposal.code.clone()),
        because: next.and_then(|proposal| proposal.answers.clone()),
        own_score,
    }
}

impl Row {
    /// The cells of a CSV line; what is unknown is empty.
    pub(crate) fn cells(self) -> [String; COLUMNS.len()] {
        let signs: Vec<String> =
            self.signs.iter().map(|(code, points)| format!("{code}:{points:+}")).collect();
        let text = |value: Option<String>| value.unwrap_or_default();
        [
            self.number,
            self.level.unwrap_or_default().to_owned(),
            self.points.to_string(),
            self.alarm,
            signs.join(" "),
            self.value,
            text(self.bill_mean),
            text(self.year_margin),
            text(self.target.map(|met| met.to_string())),
            self.stage.unwrap_or_default().to_owned(),
            text(self.stage_days.map(|days| days.to_string())),
            text(self.percentile.map(|share| share.to_string())),
            text(self.next_action),
            text(self.because),
            text(self.own_score.map(|score| score.to_string())),
        ]
    }
}

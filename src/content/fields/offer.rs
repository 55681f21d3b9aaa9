//! The namespace `offer`: what F5 recommends, in figures that never promise more than was computed, and the one sentence of benefit that
//! answers what the customer wants. It must not choose an offer.

use minijinja::Value;

use super::Known;
use crate::content::words::Arg;
use crate::domain::recommend::pitch::{Need, Pitch};
use crate::domain::usage::Kilobytes;

/// The fields. `true`: always known.
pub(super) const FIELDS: &[(&str, bool)] = &[
    ("known", true),
    ("saves", true),
    ("check", true),
    ("name", false),
    ("fee", false),
    ("today", false),
    ("there", false),
    ("worst", false),
    ("saving_month", false),
    ("saving_year", false),
    ("months", false),
    ("wins", false),
    ("data", false),
    ("minutes", false),
    ("benefit", false),
];

impl Known<'_> {
    /// Fills the namespace.
    pub(super) fn offer(&mut self, pitch: &Pitch) {
        self.put("offer", "known", Some(Value::from(true)));
        self.text("offer", "name", Some(pitch.name.as_raw()));
        self.money("offer", "fee", Some(pitch.fee));
        self.put("offer", "data", (pitch.data > 0).then(|| self.data(Kilobytes(pitch.data))));
        self.put("offer", "minutes", pitch.minutes.map(Value::from));
        let Some(spoken) = &pitch.spoken else {
            self.put("offer", "check", Some(Value::from(true)));
            return self.benefit(pitch);
        };
        self.put("offer", "check", Some(Value::from(spoken.must_check)));
        self.put("offer", "saves", Some(Value::from(spoken.saves_month.is_some())));
        self.money("offer", "today", Some(spoken.today));
        self.money("offer", "there", Some(spoken.there));
        self.money("offer", "worst", Some(spoken.worst));
        self.money("offer", "saving_month", spoken.saves_month);
        self.money("offer", "saving_year", spoken.saves_year);
        self.put("offer", "months", Some(Value::from(spoken.months)));
        self.put("offer", "wins", Some(Value::from(spoken.wins)));
        self.benefit(pitch);
    }

    /// What the customer has of it: of the need that was told, else what is saved. Nothing when there is nothing to say.
    fn benefit(&mut self, pitch: &Pitch) {
        let spoken = pitch.spoken.as_ref();
        let saving = spoken.and_then(|spoken| Some((spoken.saves_month?, spoken.months)));
        let price = || {
            let (month, months) = saving?;
            let plain = (month.0 / 100).to_string();
            let args = [("yuan", Arg::from(plain)), ("months", Arg::from(months))];
            Some(self.words.with("say-benefit-price", &args).into_owned())
        };
        let data = || {
            let more = Kilobytes(pitch.more_data?).gb_tenths();
            let more = more.strip_suffix(".0").unwrap_or(&more).to_owned();
            Some(self.words.with("say-benefit-data", &[("gb", Arg::from(more))]).into_owned())
        };
        let minutes = || {
            let more = pitch.more_minutes?;
            Some(self.words.with("say-benefit-minutes", &[("minutes", Arg::from(more))]).into_owned())
        };
        let text = match pitch.need {
            Some(Need::Data) => data(),
            Some(Need::Minutes) => minutes(),
            Some(Need::Price) | None => price(),
        };
        self.text("offer", "benefit", text);
    }
}

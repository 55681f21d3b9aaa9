//! A sign in one short sentence with its figures, and how loud it is. It must not decide which signs there are.

use crate::content::words::Arg;
use crate::domain::insight::{Sign, Trend};
use crate::domain::money::Fen;
use crate::domain::time::local;
use crate::ui::format;
use crate::ui::pen::Pen;
use ratatui::style::Style;

/// How loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Act on it in this call.
    Alarm,
    /// Keep an eye on it.
    Watch,
    /// Good to know.
    Calm,
}

impl Tone {
    pub(super) fn style(self, pen: &Pen<'_>) -> Style {
        match self {
            Self::Alarm => pen.theme.alarm,
            Self::Watch => pen.theme.watch,
            Self::Calm => pen.theme.accent,
        }
    }

    /// The shape that says the same without colour.
    pub(super) const fn shape(self) -> &'static str {
        match self {
            Self::Alarm => "!!",
            Self::Watch => "!",
            Self::Calm => "*",
        }
    }
}

/// How loud a sign is now. A promise is loud once its time has come.
pub(super) fn tone(pen: &Pen<'_>, sign: &Sign) -> Tone {
    match sign {
        Sign::PortRequested { .. } | Sign::ComplaintOpen { .. } => Tone::Alarm,
        Sign::PromiseOpen { due_at } if due_at.is_some_and(|due| due <= pen.app.now.wall) => Tone::Alarm,
        Sign::PromiseOpen { .. }
        | Sign::PortQueried { .. }
        | Sign::CompetitorHotline { .. }
        | Sign::Arrears { .. }
        | Sign::BillShock { .. }
        | Sign::RepeatedOverage { .. }
        | Sign::UsageDrop { .. }
        | Sign::ContractEnd { .. }
        | Sign::DoNotMarket => Tone::Watch,
        Sign::Birthday { .. } => Tone::Calm,
    }
}

/// Whether a sign is one of those that the points of leaving count, where it is said with its points.
pub(super) const fn in_points(sign: &Sign) -> bool {
    matches!(
        sign,
        Sign::PortRequested { .. }
            | Sign::PortQueried { .. }
            | Sign::ComplaintOpen { .. }
            | Sign::CompetitorHotline { .. }
            | Sign::BillShock { .. }
            | Sign::UsageDrop { .. }
            | Sign::ContractEnd { .. }
    )
}

/// The sentence.
pub(super) fn sentence(pen: &Pen<'_>, sign: &Sign) -> String {
    let today = pen.app.now.today();
    let at = |moment| format::day_and_time(moment, today);
    let day = |moment| format::day(local(moment).date_naive(), today);
    let money = |amount: Fen| Arg::from(format::money(pen.lang(), amount));
    let text = |key, value: String| pen.fill(key, &[("at", Arg::from(value))]);
    match sign {
        Sign::PortRequested { at: when } => text("desk-sign-port-requested", at(*when)),
        Sign::PortQueried { at: when } => text("desk-sign-port-queried", day(*when)),
        Sign::ComplaintOpen { since } => text("desk-sign-complaint-open", day(*since)),
        Sign::PromiseOpen { due_at: Some(due) } => text("desk-sign-promise-due", at(*due)),
        Sign::PromiseOpen { due_at: None } => pen.say("desk-sign-promise").into_owned(),
        Sign::CompetitorHotline { times } => pen.fill("desk-sign-competitor", &[("n", Arg::from(*times))]),
        Sign::Arrears { amount } => pen.fill("desk-sign-arrears", &[("amount", money(*amount))]),
        Sign::BillShock { latest, before } => {
            pen.fill("desk-sign-bill-shock", &[("latest", money(*latest)), ("before", money(*before))])
        }
        Sign::RepeatedOverage { months, latest } => {
            pen.fill("desk-sign-overage", &[("n", Arg::from(*months)), ("latest", money(*latest))])
        }
        Sign::UsageDrop { latest, before } => pen
            .fill("desk-sign-usage-drop", &[("latest", Arg::from(*latest)), ("before", Arg::from(*before))]),
        Sign::ContractEnd { on, days } => {
            let key = if *days < 0 { "desk-sign-contract-ended" } else { "desk-sign-contract-ends" };
            pen.fill(key, &[("on", Arg::from(format::day(*on, today))), ("n", Arg::from(days.abs()))])
        }
        Sign::DoNotMarket => pen.say("desk-sign-do-not-market").into_owned(),
        Sign::Birthday { days } => {
            let key = match days {
                0 => "desk-sign-birthday",
                days if *days > 0 => "desk-sign-birthday-in",
                _ => "desk-sign-birthday-ago",
            };
            pen.fill(key, &[("n", Arg::from(days.abs()))])
        }
    }
}

/// A change with its sign: `+28 %`, `-12 %`; nothing when there was nothing before.
pub(super) fn change(trend: Trend) -> Option<String> {
    trend.percent().map(|percent| if percent > 0 { format!("+{percent} %") } else { format!("{percent} %") })
}

//! Insight in sentences, for the screen and for the command line: each sign with its evidence, each rule with its thresholds and inputs.
//! It must not judge: figures come in, words go out.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::content::words::{Arg, Words};
use crate::domain::insight::brief::{Clause, Says};
use crate::domain::insight::churn::{Alarm, ChurnSign, Evidence};
use crate::domain::insight::consumption::Course;
use crate::domain::insight::lifecycle::Lifecycle;
use crate::domain::insight::next_action::{Kind, Proposal};
use crate::domain::insight::usage_fall::Measure;
use crate::domain::insight::value::{TierTrend, Value};
use crate::domain::money::Fen;
use crate::domain::time::{Moment, local};
use crate::domain::usage::Kilobytes;

/// Whoever puts insight into words on a day.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The language.
    pub words: &'a Words,
    /// The day on which it is said.
    pub today: NaiveDate,
}

type Args<'a> = Vec<(&'a str, Arg<'a>)>;

impl<'a> Teller<'a> {
    /// A sentence without arguments.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.get(key).into_owned()
    }

    /// A sentence with arguments.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.with(key, args).into_owned()
    }

    /// `12.00 元`, `CNY 12.00`.
    #[must_use]
    pub fn money(&self, amount: Fen) -> String {
        if self.words.tag() == "en" { format!("CNY {amount}") } else { format!("{amount} 元") }
    }

    /// `11-02`, with the year when it is another.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        let form = if day.year() == self.today.year() { "%m-%d" } else { "%Y-%m-%d" };
        day.format(form).to_string()
    }

    /// A day and its hour, without the day when it is today.
    #[must_use]
    pub fn at(&self, at: Moment) -> String {
        let at = local(at);
        let hour = at.format("%H:%M").to_string();
        if at.date_naive() == self.today { hour } else { format!("{} {hour}", self.day(at.date_naive())) }
    }

    fn on(&self, at: Moment) -> Arg<'static> {
        Arg::from(self.day(local(at).date_naive()))
    }

    /// The name of a measure.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> String {
        self.say(match measure {
            Measure::Voice => "insight-measure-voice",
            Measure::Data => "insight-measure-data",
            Measure::Bill => "insight-measure-bill",
        })
    }

    /// A measure's value with its unit.
    #[must_use]
    pub fn amount(&self, measure: Measure, value: f64) -> String {
        let value = value.max(0.0);
        match measure {
            Measure::Voice => self.fill("insight-minutes", &[("n", Arg::from(format!("{value:.0}")))]),
            Measure::Data => {
                let gb = Kilobytes(value as u64).gb_tenths();
                self.fill("insight-gb", &[("n", Arg::from(gb))])
            }
            Measure::Bill => self.money(Fen(value.round() as i64)),
        }
    }

    /// The sign with its evidence, one sentence.
    #[must_use]
    pub fn sign(&self, sign: &ChurnSign) -> String {
        let key = match sign.evidence {
            Evidence::ContractEnd { days, .. } if days < 0 => "insight-sign-contract_ended".to_owned(),
            _ => format!("insight-sign-{}", sign.evidence.code()),
        };
        self.fill(&key, &self.evidence(&sign.evidence))
    }

    fn evidence(&self, evidence: &Evidence) -> Args<'a> {
        match evidence {
            Evidence::UsageFall { falls, .. } => falls.first().map_or_else(Vec::new, |fall| {
                vec![
                    ("measure", Arg::from(self.measure(fall.measure))),
                    ("latest", Arg::from(self.amount(fall.measure, fall.latest))),
                    ("usual", Arg::from(self.amount(fall.measure, fall.usual))),
                ]
            }),
            Evidence::SlowDecline(slow) => {
                vec![("measure", Arg::from(self.measure(slow.measure))), ("n", Arg::from(slow.months))]
            }
            Evidence::Silence { days, limit, data_alive } => {
                let data = match data_alive {
                    Some(true) => "alive",
                    Some(false) => "dead",
                    None => "unknown",
                };
                vec![("n", Arg::from(*days)), ("limit", Arg::from(*limit)), ("data", Arg::from(data))]
            }
            Evidence::ContractEnd { on, days } | Evidence::ContractLong { on, days } => {
                vec![("on", Arg::from(self.day(*on))), ("n", Arg::from(days.abs()))]
            }
            Evidence::Hotline { times, last } => vec![("at", self.on(*last)), ("n", Arg::from(*times))],
            Evidence::Campaign { at } | Evidence::PortQuery { at } => vec![("at", self.on(*at))],
            Evidence::PortRequest { at, code_lives } => {
                vec![("at", Arg::from(self.at(*at))), ("lives", yes(*code_lives))]
            }
            Evidence::Complaint { since } | Evidence::Stopped { since } => vec![("at", self.on(*since))],
            Evidence::FriendsLeave { latest, usual } => {
                vec![("latest", Arg::from(latest / 10)), ("usual", Arg::from(usual / 10))]
            }
            Evidence::RepeatedCalls { times } => vec![("n", Arg::from(*times))],
            Evidence::BillShock { latest, usual, legal, .. } => vec![
                ("latest", Arg::from(self.money(*latest))),
                ("usual", Arg::from(self.money(*usual))),
                ("legal", yes(*legal)),
            ],
            Evidence::LongStay { months } => vec![("n", Arg::from(*months))],
            Evidence::Family | Evidence::Broadband => Vec::new(),
        }
    }

    /// 红, 黄, 平
    #[must_use]
    pub fn alarm(&self, alarm: Alarm) -> String {
        self.say(match alarm {
            Alarm::Red => "insight-alarm-red",
            Alarm::Amber => "insight-alarm-amber",
            Alarm::None => "insight-alarm-none",
        })
    }

    /// The parts of the value: standing, mean bill with its tier's direction, service target.
    #[must_use]
    pub fn value(&self, value: &Value) -> Vec<String> {
        let code = serde_code(&value.standing);
        let mut parts = vec![self.say(&format!("insight-standing-{code}"))];
        parts.extend(value.tier.map(|tier| self.tier(tier)));
        parts.extend(value.target.map(|target| {
            let key = if target.met { "insight-target-met" } else { "insight-target-missed" };
            self.fill(key, &[("months", Arg::from(target.months)), ("of", Arg::from(target.of))])
        }));
        parts
    }

    fn tier(&self, tier: TierTrend) -> String {
        let key = match tier.now.cmp(&tier.before) {
            std::cmp::Ordering::Greater => "insight-tier-up",
            std::cmp::Ordering::Less => "insight-tier-down",
            std::cmp::Ordering::Equal => "insight-tier-same",
        };
        let now = self.fill("insight-mean", &[("bill", Arg::from(self.money(tier.bill_now)))]);
        self.fill(key, &[("now", Arg::from(now))])
    }

    /// The stage with its days, and where it leans.
    #[must_use]
    pub fn stage(&self, stage: &Lifecycle) -> String {
        let name = |code: &str| self.say(&format!("insight-stage-{code}"));
        let mut text = match stage.days {
            Some(days) => {
                let args = [("stage", Arg::from(name(stage.stage.code()))), ("n", Arg::from(days))];
                self.fill("insight-stage-days", &args)
            }
            None => name(stage.stage.code()),
        };
        if let Some(leaning) = stage.leaning {
            text.push_str("  ");
            text.push_str(&self.fill("insight-stage-leaning", &[("stage", Arg::from(name(leaning.code())))]));
        }
        text
    }

    /// A type's name; a code of a shop's own file shows itself.
    #[must_use]
    pub fn named(&self, family: &str, code: &str) -> String {
        let key = format!("insight-{family}-{code}");
        if self.words.has(&key) { self.say(&key) } else { code.to_owned() }
    }

    /// Why this proposal is first, in words.
    #[must_use]
    pub fn because(&self, proposal: &Proposal, alarm: Alarm) -> String {
        if proposal.kind == Kind::Duty {
            return self.say("insight-because-duty");
        }
        let (Some(parts), Some(sign)) = (proposal.parts, &proposal.answers) else {
            let worth = self.money(Fen(proposal.worth));
            return self.fill("insight-because-other", &[("worth", Arg::from(worth))]);
        };
        let args = [
            ("risk", Arg::from(self.risk(alarm))),
            ("value", Arg::from(self.money(Fen(parts.value)))),
            ("sign", Arg::from(self.named("name", sign))),
        ];
        self.fill("insight-because-retain", &args)
    }

    fn risk(&self, alarm: Alarm) -> String {
        self.say(match alarm {
            Alarm::Red => "insight-risk-red",
            Alarm::Amber => "insight-risk-amber",
            Alarm::None => "insight-risk-none",
        })
    }

    /// The direction of a measure.
    #[must_use]
    pub fn course(&self, course: &Course) -> Option<String> {
        let tenths = course.direction?;
        let measure = Arg::from(self.measure(course.measure));
        if tenths.abs() < 10 {
            return Some(self.fill("insight-course-flat", &[("measure", measure)]));
        }
        let sign = if tenths > 0 { "+" } else { "-" };
        let percent = format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10);
        Some(self.fill("insight-course", &[("measure", measure), ("percent", Arg::from(percent))]))
    }

    /// A clause of the brief; `None` for what the call's own line says already.
    #[must_use]
    pub fn clause(&self, clause: &Clause) -> Option<String> {
        Some(match &clause.says {
            Says::Who { .. } | Says::Level { .. } | Says::Tenure { .. } => return None,
            Says::WhyNow { sign } => self.sign(sign),
            Says::Taboo { text } => {
                let text = text.safe().as_str().to_owned();
                self.fill("insight-brief-taboo", &[("text", Arg::from(text))])
            }
            Says::Promise { due_at: Some(due), late } => {
                let key = if *late { "insight-brief-promise-late" } else { "insight-brief-promise" };
                self.fill(key, &[("at", Arg::from(self.at(*due)))])
            }
            Says::Promise { due_at: None, .. } => self.say("insight-brief-promise-open"),
            Says::Begin { proposal } => {
                let action = self.named("action", &proposal.code);
                self.fill("insight-brief-begin", &[("action", Arg::from(action))])
            }
        })
    }
}

fn yes(holds: bool) -> Arg<'static> {
    Arg::from(if holds { "yes" } else { "no" })
}

/// The snake-case name that a value has in files and JSON.
#[must_use]
pub fn serde_code(value: &impl serde::Serialize) -> Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => Cow::Owned(code),
        _ => Cow::Borrowed(""),
    }
}

//! The fields that scripts may fill in: `{{ customer.salutation }}`. What is unknown becomes a visible gap, never an empty place.

mod offer;
mod person;
mod promotion;
mod speech;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use crate::content::calendar;
use crate::content::fields::speech::{Gap, SPEECH, Safe, Speech, Unit};
use crate::content::words::{Arg, Words};
use crate::domain::call::CallKind;
use crate::domain::customer::{Customer, Gender};
use crate::domain::event::EventKind;
use crate::domain::festival::Festival;
use crate::domain::fit;
use crate::domain::insight::{self, Sign};
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::promotion::Promotions;
use crate::domain::recommend::pitch::Pitch;
use crate::domain::script::Facts;
use crate::domain::time::{Moment, local};
use crate::domain::usage::Kilobytes;

pub(crate) use speech::add_filters;

/// Every field, by namespace. `true`: always known, needs no fallback.
pub const FIELDS: &[(&str, &[(&str, bool)])] = &[
    (
        "customer",
        &[
            ("salutation", false),
            ("name", false),
            ("surname", false),
            ("number", false),
            ("level", false),
            ("vip", true),
            ("tenure_years", false),
            ("region", false),
            ("preferred_channel", false),
            ("preferred_time", false),
            ("birthday_near", true),
            ("may_market", true),
        ],
    ),
    (
        "account",
        &[
            ("balance", false),
            ("arrears", false),
            ("points", false),
            ("contract_end", false),
            ("contract_days", false),
            ("contract_penalty", false),
            ("promise_open", true),
            ("complaint_open", true),
        ],
    ),
    (
        "usage",
        &[
            ("month", false),
            ("bill", false),
            ("bill_before", false),
            ("bill_rose", true),
            ("data", false),
            ("minutes", false),
            ("overage", false),
            ("overage_months", false),
            ("mean_overage", false),
            ("outgrown", true),
        ],
    ),
    (
        "sign",
        &[
            ("port_requested", true),
            ("port_queried", true),
            ("competitor_hotline", true),
            ("usage_drop", true),
            ("overage", true),
            ("contract_ending", true),
            ("silent", true),
            ("stopped", true),
            ("roamed", true),
            ("new_customer", true),
        ],
    ),
    ("package", &[("name", false), ("fee", false)]),
    ("offer", offer::FIELDS),
    ("person", person::FIELDS),
    ("promotion", promotion::FIELDS),
    ("agent", &[("id", false), ("name", false), ("company", false)]),
    ("call", &[("greeting", true), ("reason", false), ("festival", false), ("festival_greeting", false)]),
];

/// Flags that are true only when these fields are known, so that a condition on the flag is a fallback for them.
pub(crate) const IMPLIED: &[(&str, &[&str])] = &[
    ("usage.bill_rose", &["usage.month", "usage.bill", "usage.bill_before"]),
    ("usage.outgrown", &["usage.overage_months", "usage.mean_overage"]),
    ("offer.known", &["offer.name", "offer.fee"]),
    ("offer.saves", &["offer.name", "offer.fee", "offer.saving_month"]),
    ("call.festival", &["call.festival_greeting"]),
];

/// The namespace of what the answers told.
pub(crate) const NEED: &str = "need";

/// Who is calling, as the settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// 工号
    pub id: String,
    /// How the agent introduces herself or himself.
    pub name: Option<String>,
    /// What the call is from.
    pub company: Option<String>,
    /// Festivals of the call centre's own calendar, which go before the built-in ones.
    pub festivals: Arc<[Festival]>,
    /// The call centre's own table of promotions; `None` for the built-in one.
    pub promotions: Option<Arc<Promotions>>,
}

/// What the fields are filled from.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The customer; `None` for an unknown caller.
    pub profile: Option<&'a Profile>,
    /// The agent.
    pub speaker: &'a Speaker,
    /// The kind of call.
    pub kind: CallKind,
    /// The time, for the greeting and for days left.
    pub now: Moment,
    /// The words of the script's language.
    pub words: &'a Words,
    /// What the customer's answers have told so far, as `need.concern`.
    pub facts: &'a Facts,
    /// What F5 recommends, once that is known.
    pub pitch: Option<&'a Pitch>,
}

/// One namespace.
#[derive(Debug)]
struct Namespace {
    values: BTreeMap<&'static str, Value>,
}

impl Object for Namespace {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.values.get(key.as_str()?).cloned()
    }
}

/// What the answers told: any name may be asked for, and one that nobody has told is a gap.
#[derive(Debug)]
struct Needs {
    facts: Facts,
}

impl Object for Needs {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let told = self.facts.get(key).map(|told| Value::from(told.clone()));
        Some(told.unwrap_or_else(|| Value::from_object(Gap { label: key.to_owned() })))
    }
}

/// The values of every field for one call.
pub(crate) fn context(filling: &Filling<'_>) -> Value {
    let speech = Speech::of(filling.words);
    let mut known = Known { words: filling.words, speech: &speech, values: BTreeMap::new() };
    known.speaker(filling);
    known.person(filling.profile);
    if let Some(pitch) = filling.pitch {
        known.offer(pitch);
    }
    if let Some(profile) = filling.profile {
        known.customer(&profile.customer, filling.now);
        known.account(profile, filling.now);
        known.usage(profile);
        known.signs(profile, filling.now);
        known.promotions(profile, filling.speaker.promotions.as_deref());
    }
    let mut fields_of = |namespace: &'static str, fields: &[(&'static str, bool)]| {
        let mut value_of = |field: &'static str, always: bool| {
            let gap = || if always { Value::from(false) } else { gap(filling.words, namespace, field) };
            known.values.remove(&(namespace, field)).unwrap_or_else(gap)
        };
        let values = fields.iter().map(|(field, always)| (*field, value_of(field, *always))).collect();
        Value::from_object(Namespace { values })
    };
    let mut values: BTreeMap<&'static str, Value> =
        FIELDS.iter().map(|(namespace, fields)| (*namespace, fields_of(namespace, fields))).collect();
    values.insert(NEED, Value::from_object(Needs { facts: filling.facts.clone() }));
    values.insert(SPEECH, Value::from_object(speech));
    Value::from_object(Namespace { values })
}

fn gap(words: &Words, namespace: &str, field: &str) -> Value {
    let label = words.get(&format!("field-{namespace}-{}", field.replace('_', "-"))).into_owned();
    Value::from_object(Gap { label })
}

/// Collects what is known.
struct Known<'a> {
    words: &'a Words,
    speech: &'a Speech,
    values: BTreeMap<(&'static str, &'static str), Value>,
}

impl Known<'_> {
    fn put(&mut self, namespace: &'static str, field: &'static str, value: Option<Value>) {
        if let Some(value) = value {
            self.values.insert((namespace, field), value);
        }
    }

    fn text(&mut self, namespace: &'static str, field: &'static str, text: Option<impl Into<String>>) {
        self.put(namespace, field, text.map(|text| Value::from(text.into())));
    }

    /// What the customer pays is rounded up where a template rounds, what the customer has or saves down.
    fn money(&mut self, namespace: &'static str, field: &'static str, amount: Option<Fen>) {
        let mine = matches!(field, "balance" | "saving_month" | "saving_year" | "today" | "mean_overage");
        let safe = if mine { Safe::Down } else { Safe::Up };
        let value = amount.map(|amount| self.speech.measure(amount.0, Unit::Money, safe));
        self.put(namespace, field, value);
    }

    fn speaker(&mut self, filling: &Filling<'_>) {
        self.text("agent", "id", Some(filling.speaker.id.as_str()).filter(|id| !id.is_empty()));
        self.text("agent", "name", filling.speaker.name.as_deref());
        self.text("agent", "company", filling.speaker.company.as_deref());
        let greeting = match chrono::Timelike::hour(&local(filling.now)) {
            5..=11 => "say-morning",
            12..=17 => "say-afternoon",
            _ => "say-evening",
        };
        self.text("call", "greeting", Some(self.words.get(greeting)));
        let festival = calendar::near(&filling.speaker.festivals, local(filling.now).date_naive());
        // On a day of mourning nobody is congratulated.
        let festival = festival.filter(|festival| !festival.quiet);
        let spoken =
            festival.map(|festival| if self.words.tag() == "en" { &festival.en } else { &festival.zh });
        self.text("call", "festival", spoken.map(|words| words.name.as_str()));
        self.text("call", "festival_greeting", spoken.map(|words| words.greeting.as_str()));
    }

    fn customer(&mut self, customer: &Customer, now: Moment) {
        let today = local(now).date_naive();
        let name = customer.name.as_ref().map(|name| name.as_raw().trim());
        let surname = name.and_then(surname);
        let title = customer.gender.map(|gender| match gender {
            Gender::Male => "say-mr",
            Gender::Female => "say-ms",
        });
        let salutation = surname
            .or(name)
            .zip(title)
            .map(|(name, title)| self.words.with(title, &[("name", name)]).into_owned());
        self.text("customer", "salutation", salutation);
        self.text("customer", "name", name);
        self.text("customer", "surname", surname);
        self.text("customer", "number", Some(customer.number.masked()));
        let level = customer.level.filter(|level| level.is_vip());
        let level = level.map(|level| self.words.get(&format!("say-level-{}", level.code())).into_owned());
        self.text("customer", "level", level);
        self.put("customer", "vip", customer.level.map(|level| Value::from(level.is_vip())));
        let years = customer.tenure_months(today).map(|months| months / 12).filter(|years| *years > 0);
        self.put("customer", "tenure_years", years.map(Value::from));
        self.text("customer", "region", customer.region.as_ref().map(|text| text.as_raw()));
        let channel = customer.preferred_channel.as_ref();
        self.text("customer", "preferred_channel", channel.map(|text| text.as_raw()));
        self.text("customer", "preferred_time", customer.preferred_time.as_ref().map(|text| text.as_raw()));
        self.money("account", "balance", customer.balance);
        self.money("account", "arrears", customer.arrears);
        self.put("account", "points", customer.points.map(Value::from));
        self.money("account", "contract_penalty", customer.contract_penalty);
        self.text("package", "name", customer.package.as_ref().map(|text| text.as_raw()));
    }

    fn account(&mut self, profile: &Profile, now: Moment) {
        let today = local(now).date_naive();
        let end = profile.customer.contract_end.map(|day| {
            let month = Arg::from(chrono::Datelike::month(&day));
            let args = [("month", month), ("day", Arg::from(chrono::Datelike::day(&day)))];
            self.words.with("say-day", &args).into_owned()
        });
        self.text("account", "contract_end", end);
        self.put("account", "contract_days", profile.customer.contract_days_left(today).map(Value::from));
        self.text("call", "reason", profile.follow_ups.first().map(|promise| promise.reason.as_raw()));
    }

    fn usage(&mut self, profile: &Profile) {
        let Some(latest) = profile.latest() else { return };
        let month = self.words.with("say-month", &[("month", latest.month.month())]).into_owned();
        self.text("usage", "month", Some(month));
        self.money("usage", "bill", latest.bill);
        self.money("usage", "overage", latest.overage_fee());
        self.put("usage", "minutes", latest.voice_min.map(|minutes| Value::from(minutes.0)));
        self.put("usage", "data", latest.data.map(|data| self.data(data)));
        let fit = fit::of(profile);
        self.money("package", "fee", fit.as_ref().and_then(|fit| fit.package_fee).or(latest.package_fee));
        if let Some(fit) = fit {
            self.put("usage", "overage_months", Some(Value::from(fit.months_over)));
            self.money("usage", "mean_overage", Some(fit.mean_overage));
            self.put("usage", "outgrown", Some(Value::from(fit.verdict == fit::Verdict::TooSmall)));
        }
    }

    fn data(&self, data: Kilobytes) -> Value {
        let tenths = data.gb_tenths().replace('.', "").parse().unwrap_or(0);
        self.speech.measure(tenths, Unit::Data, Safe::Down)
    }

    fn signs(&mut self, profile: &Profile, now: Moment) {
        let insight = insight::assess(profile, now);
        self.put("customer", "may_market", Some(Value::from(!insight.signs.contains(&Sign::DoNotMarket))));
        for sign in &insight.signs {
            match sign {
                Sign::BillShock { before, .. } => {
                    self.put("usage", "bill_rose", Some(Value::from(true)));
                    self.money("usage", "bill_before", Some(*before));
                }
                Sign::PromiseOpen { .. } => self.put("account", "promise_open", Some(Value::from(true))),
                Sign::ComplaintOpen { .. } => self.put("account", "complaint_open", Some(Value::from(true))),
                Sign::Birthday { .. } => self.put("customer", "birthday_near", Some(Value::from(true))),
                _ => {}
            }
            let flag = match sign {
                Sign::PortRequested { .. } => "port_requested",
                Sign::PortQueried { .. } => "port_queried",
                Sign::CompetitorHotline { .. } => "competitor_hotline",
                Sign::UsageDrop { .. } => "usage_drop",
                Sign::RepeatedOverage { .. } => "overage",
                Sign::ContractEnd { .. } => "contract_ending",
                _ => continue,
            };
            self.put("sign", flag, Some(Value::from(true)));
        }
        self.happenings(profile, now);
    }

    /// Signs that only choose a script: what happened lately, a silent line, a customer of the first months.
    fn happenings(&mut self, profile: &Profile, now: Moment) {
        let latest =
            |kind| profile.events.iter().filter(|event| event.kind == kind).map(|event| event.at).max();
        let recent = |at: Moment, days| at <= now && (now - at).num_days() < days;
        let stopped =
            latest(EventKind::Stop).filter(|stop| latest(EventKind::Resume).is_none_or(|back| back < *stop));
        self.put("sign", "stopped", Some(Value::from(stopped.is_some())));
        let roamed = latest(EventKind::Roaming).is_some_and(|at| recent(at, 45));
        self.put("sign", "roamed", Some(Value::from(roamed)));
        // A month without a single minute and without data is rarer than one VIP in a thousand.
        let silent = profile.latest().is_some_and(|usage| {
            usage.voice_min.is_some_and(|minutes| minutes.0 == 0) && usage.data.is_none_or(|data| data.0 == 0)
        });
        self.put("sign", "silent", Some(Value::from(silent)));
        let months = profile.customer.tenure_months(local(now).date_naive());
        self.put("sign", "new_customer", Some(Value::from(months.is_some_and(|months| months < 3))));
    }
}

/// Surnames of two characters that people still bear; every other Chinese surname has one.
const DOUBLE_SURNAMES: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方", "南宫",
    "端木", "轩辕", "长孙",
];

/// The surname of a Chinese name of two to four characters; `None` for anything else, because guessing a form of address offends.
fn surname(name: &str) -> Option<&str> {
    let count = name.chars().count();
    let chinese = name.chars().all(|c| matches!(u32::from(c), 0x3400..=0x9FFF | 0x20000..=0x323AF));
    if !chinese || !(2..=4).contains(&count) {
        return None;
    }
    let length =
        if count > 2 && DOUBLE_SURNAMES.iter().any(|double| name.starts_with(double)) { 2 } else { 1 };
    name.char_indices().nth(length).and_then(|(end, _)| name.get(..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_of_one_and_two_characters() {
        assert_eq!(surname("王小明"), Some("王"));
        assert_eq!(surname("欧阳修文"), Some("欧阳"));
        assert_eq!(surname("东方"), Some("东"), "a name of two characters has a surname of one");
        assert_eq!(surname("John Smith"), None);
        assert_eq!(surname("阿卜杜拉·买买提"), None);
    }

    #[test]
    fn every_field_has_a_name_for_its_gap_in_both_languages() {
        for tag in ["zh-CN", "en"] {
            let words = Words::new(tag);
            for (namespace, fields) in FIELDS {
                for (field, always) in *fields {
                    let key = format!("field-{namespace}-{}", field.replace('_', "-"));
                    assert!(*always || words.has(&key), "{tag}: {key}");
                }
            }
        }
    }
}

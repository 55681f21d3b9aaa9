//! The hand-made people of the demo, read from the file that is built into the program, with every date made fresh.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use serde::Deserialize;

use crate::domain::call::Direction;
use crate::domain::customer::{Consent, Customer, Gender, Level};
use crate::domain::disposition::Disposition;
use crate::domain::event::{CustomerEvent, EventKind};
use crate::domain::habit::HabitCell;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, from_local, local};
use crate::domain::usage::{Kilobytes, Minutes, PerMille, UsageMonth};
use crate::synth::demo::Situation;

const FILE: &str = include_str!("../../assets/demo/people.toml");

#[derive(Default, Deserialize)]
struct File {
    person: Vec<Portrait>,
}

/// A person as the file has one.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Portrait {
    pub(crate) situation: Option<Situation>,
    number: String,
    name: Option<String>,
    gender: Option<String>,
    age: Option<i32>,
    birthday_in_days: Option<i64>,
    level: Option<String>,
    brand: Option<String>,
    package: Option<String>,
    packs: Vec<String>,
    tenure_months: u32,
    contract_in_days: Option<i64>,
    penalty: Option<i64>,
    balance: Option<i64>,
    arrears: Option<i64>,
    points: Option<i64>,
    account: Option<String>,
    group: Option<String>,
    region: Option<String>,
    segment: Option<String>,
    channel: Option<String>,
    time: Option<String>,
    taboo: Option<String>,
    consent: Option<String>,
    do_not_call: Option<bool>,
    manager: Option<String>,
    skip: Vec<usize>,
    bill: Vec<i64>,
    minutes: Vec<u32>,
    mb: Vec<u64>,
    fee: Option<i64>,
    data_fee: Vec<i64>,
    roaming_fee: Vec<i64>,
    roaming_min: Vec<u32>,
    zero_days: Vec<u8>,
    habit: Option<String>,
    event: Vec<Happening>,
    pub(crate) call: Vec<Talk>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Happening {
    minutes_ago: Option<i64>,
    days_ago: u64,
    hour: u32,
    kind: String,
    detail: Option<String>,
}

/// A call of the past as the file has one.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Talk {
    pub(crate) days_ago: u64,
    pub(crate) hour: u32,
    pub(crate) direction: String,
    pub(crate) seconds: u32,
    pub(crate) disposition: String,
    pub(crate) note: Option<String>,
    pub(crate) promise: Option<String>,
    pub(crate) promise_in_hours: i64,
}

/// The people in the order of the file. The test below holds the file to its shape, so nothing can be lost here.
pub(crate) fn portraits() -> Vec<Portrait> {
    toml::from_str::<File>(FILE).unwrap_or_default().person
}

/// So many days and minutes before `now`, on the clock of the shop.
fn ago(now: Moment, days: u64, hour: u32, minute: u32) -> Moment {
    let day = local(now).date_naive().checked_sub_days(Days::new(days)).unwrap_or_default();
    day.and_hms_opt(hour, minute, 0).map_or(now, from_local).min(now)
}

impl Talk {
    pub(crate) fn at(&self, now: Moment) -> Moment {
        ago(now, self.days_ago, self.hour, 12)
    }

    pub(crate) fn direction(&self) -> Direction {
        if self.direction == "out" { Direction::Out } else { Direction::In }
    }

    pub(crate) fn disposition(&self) -> Disposition {
        Disposition::parse(&self.disposition).unwrap_or(Disposition::Other)
    }

    pub(crate) fn due(&self, now: Moment) -> Moment {
        now + TimeDelta::hours(self.promise_in_hours)
    }
}

fn raw(text: Option<&String>) -> Option<RawText> {
    text.map(|text| RawText::new(text.as_str()))
}

impl Portrait {
    pub(crate) fn number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.number).ok()
    }

    pub(crate) fn customer(&self, now: Moment) -> Option<Customer> {
        let today = local(now).date_naive();
        let days = |days: i64| today.checked_add_signed(TimeDelta::days(days));
        let mut customer = Customer::bare(self.number()?);
        customer.name = raw(self.name.as_ref());
        customer.gender = self.gender.as_deref().and_then(Gender::parse);
        customer.birthday = self.birthday(today);
        customer.level = self.level.as_deref().and_then(Level::parse);
        customer.brand = raw(self.brand.as_ref());
        customer.package = raw(self.package.as_ref());
        customer.packs = self.packs.iter().map(|pack| RawText::new(pack.as_str())).collect();
        customer.joined_on = days(-i64::from(self.tenure_months) * 365 / 12 - 8);
        customer.contract_end = self.contract_in_days.and_then(days);
        customer.contract_penalty = self.penalty.map(Fen::yuan);
        customer.balance = self.balance.map(Fen::yuan);
        customer.arrears = self.arrears.map(Fen::yuan);
        customer.points = self.points;
        customer.account = raw(self.account.as_ref());
        customer.group_name = raw(self.group.as_ref());
        customer.region = raw(self.region.as_ref());
        customer.segment = raw(self.segment.as_ref());
        customer.preferred_channel = raw(self.channel.as_ref());
        customer.preferred_time = raw(self.time.as_ref());
        customer.taboo = raw(self.taboo.as_ref());
        customer.marketing_consent = self.consent.as_deref().and_then(Consent::parse);
        customer.do_not_call = self.do_not_call;
        customer.manager = raw(self.manager.as_ref());
        Some(customer)
    }

    /// Who has no birthday coming has it half a year away from today.
    fn birthday(&self, today: NaiveDate) -> Option<NaiveDate> {
        let day = today.checked_add_signed(TimeDelta::days(self.birthday_in_days.unwrap_or(170)))?;
        let year = day.year() - self.age?;
        day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
    }

    pub(crate) fn usage(&self, now: Moment) -> Vec<UsageMonth> {
        let newest = Month::of(local(now).date_naive()).minus(1);
        let count = self.bill.len();
        (0..count)
            .filter(|at| !self.skip.contains(at))
            .map(|at| self.month(at, newest.minus(u32::try_from(count - 1 - at).unwrap_or(0))))
            .collect()
    }

    fn month(&self, at: usize, month: Month) -> UsageMonth {
        let yuan = |list: &[i64]| list.get(at).copied().map(Fen::yuan);
        let mut usage = UsageMonth::unknown(month);
        usage.bill = yuan(&self.bill);
        let Some(minutes) = self.minutes.get(at).copied() else {
            return usage;
        };
        let known = |fee: Option<Fen>| Some(fee.unwrap_or_default());
        usage.package_fee = self.fee.map(Fen::yuan);
        usage.voice_fee = Some(Fen(0));
        usage.sms_fee = Some(Fen(0));
        usage.data_fee = known(yuan(&self.data_fee));
        usage.roaming_fee = known(yuan(&self.roaming_fee));
        usage.vas_fee = self.rest(&usage);
        usage.voice_min = Some(Minutes(minutes));
        usage.voice_out_min = Some(Minutes(minutes * 53 / 100));
        usage.data = self.mb.get(at).map(|mb| Kilobytes::from_mb(*mb));
        usage.sms = Some(minutes % 7);
        usage.calls = Some(minutes * 10 / 23);
        usage.distinct_numbers = Some(minutes / 9 + 4);
        usage.roaming_min = Some(Minutes(self.roaming_min.get(at).copied().unwrap_or(0)));
        usage.zero_days = Some(self.zero_days.get(at).copied().unwrap_or(0));
        usage.onnet_share = Some(PerMille(640));
        usage
    }

    /// What of the bill nothing else explains.
    fn rest(&self, usage: &UsageMonth) -> Option<Fen> {
        let explained: Fen =
            [usage.package_fee, usage.data_fee, usage.roaming_fee].into_iter().flatten().sum();
        usage.bill.map(|bill| bill - explained).filter(|rest| rest.0 >= 0)
    }

    pub(crate) fn habits(&self) -> Vec<HabitCell> {
        let peaks: &[(u8, u32)] = match self.habit.as_deref() {
            Some("office") => &[(9, 6), (10, 9), (11, 7), (14, 6), (15, 8), (16, 8), (17, 6), (20, 3)],
            Some("night") => &[(12, 3), (18, 4), (19, 7), (20, 9), (21, 8), (22, 4)],
            Some("early") => &[(7, 6), (8, 8), (9, 6), (10, 4), (17, 4), (18, 3)],
            _ => &[],
        };
        (1..=7)
            .flat_map(|weekday: u8| peaks.iter().map(move |(hour, calls)| (weekday, *hour, *calls)))
            .map(|(weekday, hour, calls)| HabitCell {
                weekday,
                hour,
                calls: calls * if weekday > 5 { 2 } else { 4 } / 4 + u32::from(weekday == 2),
            })
            .filter(|cell| cell.calls > 0)
            .collect()
    }

    pub(crate) fn events(&self, now: Moment) -> Vec<CustomerEvent> {
        let mut events: Vec<CustomerEvent> = self
            .event
            .iter()
            .filter_map(|event| {
                let at = match event.minutes_ago {
                    Some(minutes) => now - TimeDelta::minutes(minutes),
                    None => ago(now, event.days_ago, event.hour, 40),
                };
                let kind = EventKind::parse(&event.kind)?;
                Some(CustomerEvent { at, kind, detail: raw(event.detail.as_ref()) })
            })
            .collect();
        events.sort_by_key(|event| event.at);
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_everybody_once_and_whole() {
        let file: File = toml::from_str(FILE).unwrap();
        let situations: Vec<Situation> = file.person.iter().filter_map(|person| person.situation).collect();
        assert_eq!(situations, Situation::ALL);
        for person in &file.person {
            assert!(crate::synth::is_invented(person.number().unwrap()), "{:?}", person.situation);
            assert_eq!(person.bill.len(), 12, "{:?}", person.situation);
            assert!(person.minutes.is_empty() || person.minutes.len() == 12, "{:?}", person.situation);
            assert_eq!(person.level.is_some(), person.level.as_deref().and_then(Level::parse).is_some());
            assert!(person.event.iter().all(|event| EventKind::parse(&event.kind).is_some()));
            assert!(person.call.iter().all(|call| Disposition::parse(&call.disposition).is_some()));
        }
    }
}

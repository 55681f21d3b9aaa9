//! Invented customers as the CSV files that `import` reads. It writes into what it is given and opens nothing.

use std::io::{self, Write};

use crate::domain::customer::{Consent, Customer, Gender, Level};
use crate::domain::event::CustomerEvent;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::local;
use crate::domain::usage::{Kilobytes, UsageMonth};
use crate::synth::{Person, Population};

/// The four files of a population.
#[derive(Debug)]
pub struct Files<W> {
    /// `customers.csv`
    pub customers: W,
    /// `usage.csv`, grouped by customer.
    pub usage: W,
    /// `habits.csv`
    pub habits: W,
    /// `events.csv`
    pub events: W,
}

/// Rows written, the headers not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Rows of `customers.csv`.
    pub customers: u64,
    /// Rows of `usage.csv`.
    pub usage: u64,
    /// Rows of `habits.csv`.
    pub habits: u64,
    /// Rows of `events.csv`.
    pub events: u64,
}

const CUSTOMERS: &str = "number,customer_id,name,gender,birthday,level,brand,package,joined_on,contract_end,contract_penalty,\
balance,arrears,credit_limit,points,account,group_name,region,segment,tags,preferred_channel,preferred_time,taboo,\
marketing_consent,do_not_call,manager";
const USAGE: &str = "number,month,bill,package_fee,voice_fee,data_fee,sms_fee,vas_fee,roaming_fee,voice_min,voice_out_min,\
data_mb,sms,calls,distinct_numbers,roaming_min,roaming_mb,overage_mb,zero_days,onnet_share";
const HABITS: &str = "number,weekday,hour,calls";
const EVENTS: &str = "number,at,kind,detail";

impl<W: Write> Files<W> {
    /// Writes the headers and everybody; `each` hears how many people are done.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(
        &mut self,
        population: &Population,
        customers: u32,
        mut each: impl FnMut(u32),
    ) -> io::Result<Written> {
        writeln!(self.customers, "{CUSTOMERS}")?;
        writeln!(self.usage, "{USAGE}")?;
        writeln!(self.habits, "{HABITS}")?;
        writeln!(self.events, "{EVENTS}")?;
        let mut written = Written::default();
        for index in 0..customers {
            self.person(&population.person(index), &mut written)?;
            each(index + 1);
        }
        self.customers.flush()?;
        self.usage.flush()?;
        self.habits.flush()?;
        self.events.flush()?;
        Ok(written)
    }

    fn person(&mut self, person: &Person, written: &mut Written) -> io::Result<()> {
        let number = person.customer.number;
        customer_row(&mut self.customers, &person.customer)?;
        written.customers += 1;
        for month in &person.usage {
            usage_row(&mut self.usage, number, month)?;
            written.usage += 1;
        }
        for cell in &person.habits {
            habit_row(&mut self.habits, number, *cell)?;
            written.habits += 1;
        }
        for event in &person.events {
            event_row(&mut self.events, number, event)?;
            written.events += 1;
        }
        Ok(())
    }
}

/// Megabytes with four decimals, which is exact to the kilobyte; whole ones without.
fn megabytes(data: Kilobytes) -> String {
    let (whole, rest) = (data.0 / 1_024, data.0 % 1_024);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{:04}", (rest * 10_000 + 512) / 1_024) }
}

/// A comma and the value, or the comma alone.
fn cell(out: &mut impl Write, value: Option<impl std::fmt::Display>) -> io::Result<()> {
    match value {
        Some(value) => write!(out, ",{value}"),
        None => out.write_all(b","),
    }
}

fn text(out: &mut impl Write, value: Option<&RawText>) -> io::Result<()> {
    cell(out, value.map(|text| quoted(text.as_raw())))
}

/// Quoted when it has to be.
fn quoted(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}

fn customer_row(out: &mut impl Write, customer: &Customer) -> io::Result<()> {
    write!(out, "{}", customer.number.digits())?;
    text(out, customer.customer_id.as_ref())?;
    text(out, customer.name.as_ref())?;
    cell(out, customer.gender.map(Gender::code))?;
    cell(out, customer.birthday)?;
    cell(out, customer.level.map(Level::code))?;
    text(out, customer.brand.as_ref())?;
    text(out, customer.package.as_ref())?;
    cell(out, customer.joined_on)?;
    cell(out, customer.contract_end)?;
    for amount in [customer.contract_penalty, customer.balance, customer.arrears, customer.credit_limit] {
        cell(out, amount)?;
    }
    cell(out, customer.points)?;
    for field in [&customer.account, &customer.group_name, &customer.region, &customer.segment] {
        text(out, field.as_ref())?;
    }
    let tags: Vec<&str> = customer.tags.iter().map(RawText::as_raw).collect();
    cell(out, Some(quoted(&tags.join(";"))))?;
    for field in [&customer.preferred_channel, &customer.preferred_time, &customer.taboo] {
        text(out, field.as_ref())?;
    }
    cell(out, customer.marketing_consent.map(Consent::code))?;
    cell(out, customer.do_not_call.map(|asked| if asked { "yes" } else { "no" }))?;
    text(out, customer.manager.as_ref())?;
    writeln!(out)
}

fn usage_row(out: &mut impl Write, number: PhoneNumber, month: &UsageMonth) -> io::Result<()> {
    write!(out, "{},{}", number.digits(), month.month)?;
    for fee in [
        month.bill,
        month.package_fee,
        month.voice_fee,
        month.data_fee,
        month.sms_fee,
        month.vas_fee,
        month.roaming_fee,
    ] {
        cell(out, fee)?;
    }
    cell(out, month.voice_min.map(|minutes| minutes.0))?;
    cell(out, month.voice_out_min.map(|minutes| minutes.0))?;
    cell(out, month.data.map(megabytes))?;
    for count in [month.sms, month.calls, month.distinct_numbers] {
        cell(out, count)?;
    }
    cell(out, month.roaming_min.map(|minutes| minutes.0))?;
    cell(out, month.roaming_data.map(megabytes))?;
    cell(out, month.overage_data.map(megabytes))?;
    cell(out, month.zero_days)?;
    match month.onnet_share {
        Some(share) => writeln!(out, ",{}.{:03}", share.0 / 1000, share.0 % 1000),
        None => writeln!(out, ","),
    }
}

fn habit_row(out: &mut impl Write, number: PhoneNumber, cell: HabitCell) -> io::Result<()> {
    writeln!(out, "{},{},{},{}", number.digits(), cell.weekday, cell.hour, cell.calls)
}

fn event_row(out: &mut impl Write, number: PhoneNumber, event: &CustomerEvent) -> io::Result<()> {
    let at = local(event.at).format("%Y-%m-%d %H:%M");
    write!(out, "{},{at},{}", number.digits(), event.kind.code())?;
    text(out, event.detail.as_ref())?;
    writeln!(out)
}

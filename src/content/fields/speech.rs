//! How the values of fields are spoken, and the filters that turn one into another: amounts, volumes, days, rounding to the safe side,
//! masks. It must not know where a value comes from.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Rest};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use crate::content::words::{Arg, Words};
use crate::domain::mask;
use crate::domain::money::Fen;

/// The hidden name under which the speech of a language lies beside the namespaces. Templates cannot name it: `check` knows no such field.
pub(super) const SPEECH: &str = "speech";

/// Where a value goes in a sentence of the words.
const SLOT: &str = "\u{1}";

/// A field that exists and is not known for this customer. It prints `⟦…?⟧`, counts as false, and `default` replaces it.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) label: String,
}

impl Object for Gap {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
    fn is_true(self: &Arc<Self>) -> bool {
        false
    }
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "⟦{}?⟧", self.label)
    }
}

/// What an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// In fen.
    Money,
    /// In tenths of a gigabyte.
    Data,
}

impl Unit {
    /// How many of the smallest go into one.
    const fn whole(self) -> i64 {
        match self {
            Self::Money => 100,
            Self::Data => 10,
        }
    }
}

/// Which way a figure may be rounded without promising more than was computed: what the customer pays goes up, what the customer saves or
/// gets goes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Safe {
    /// Towards less.
    Down,
    /// Towards more.
    Up,
}

/// An amount or a volume: prints as it is spoken, counts as false when it is zero.
#[derive(Debug)]
pub(super) struct Measure {
    amount: i64,
    unit: Unit,
    safe: Safe,
    spoken: String,
}

impl Measure {
    /// Yuan or gigabytes, for comparisons in `when` through the filter `number`.
    fn number(&self) -> f64 {
        // Only for comparisons; what is said comes from the whole fen.
        self.amount as f64 / self.unit.whole() as f64
    }
}

impl Object for Measure {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
    fn is_true(self: &Arc<Self>) -> bool {
        self.amount > 0
    }
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spoken)
    }
}

/// How a language says amounts, volumes and days; patterns with a slot, so that filters need no words.
#[derive(Debug)]
pub(super) struct Speech {
    money: String,
    data: String,
    days: Vec<String>,
}

impl Object for Speech {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

impl Speech {
    pub(super) fn of(words: &Words) -> Self {
        let day = |month: u32| {
            words.with("say-day", &[("month", Arg::from(month)), ("day", Arg::from(SLOT))]).into_owned()
        };
        Self {
            money: words.with("say-money", &[("yuan", SLOT)]).into_owned(),
            data: words.with("say-data", &[("gb", SLOT)]).into_owned(),
            days: (1..=12).map(day).collect(),
        }
    }

    /// An amount or a volume as it is spoken: without a fraction that is zero.
    pub(super) fn measure(&self, amount: i64, unit: Unit, safe: Safe) -> Value {
        let (plain, pattern) = match unit {
            Unit::Money => (Fen(amount).to_string(), &self.money),
            Unit::Data => (format!("{}.{}", amount / 10, (amount % 10).abs()), &self.data),
        };
        let short = plain.strip_suffix(".00").or_else(|| plain.strip_suffix(".0")).unwrap_or(&plain);
        let spoken = pattern.replace(SLOT, short);
        Value::from_object(Measure { amount, unit, safe, spoken })
    }

    /// `2026-11-22` as it is spoken; anything else as it is.
    fn date(&self, text: &str) -> String {
        let spoken = || {
            let day: chrono::NaiveDate = text.trim().parse().ok()?;
            let month = usize::try_from(chrono::Datelike::month0(&day)).ok()?;
            Some(self.days.get(month)?.replace(SLOT, &chrono::Datelike::day(&day).to_string()))
        };
        spoken().unwrap_or_else(|| text.to_owned())
    }
}

fn is_gap(value: &Value) -> bool {
    value.is_undefined() || value.downcast_object_ref::<Gap>().is_some()
}

fn with_speech(state: &State<'_, '_>, speak: impl FnOnce(&Speech) -> Value) -> Result<Value, Error> {
    let speech = state.lookup(SPEECH).ok_or_else(|| Error::from(ErrorKind::UndefinedError))?;
    speech.downcast_object_ref::<Speech>().map(speak).ok_or_else(|| Error::from(ErrorKind::UndefinedError))
}

/// To a whole yuan or gigabyte; `None` rounds to the safe side of the field.
fn rounded(state: &State<'_, '_>, value: &Value, side: Option<Safe>) -> Result<Value, Error> {
    let Some(measure) = value.downcast_object_ref::<Measure>() else {
        return match (is_gap(value), f64::try_from(value.clone())) {
            (false, Ok(number)) => {
                let whole = if side == Some(Safe::Up) { number.ceil() } else { number.floor() };
                Ok(Value::from(whole as i64))
            }
            _ => Ok(value.clone()),
        };
    };
    let whole = measure.unit.whole();
    let amount = match side.unwrap_or(measure.safe) {
        Safe::Down => measure.amount.div_euclid(whole) * whole,
        Safe::Up => -(-measure.amount).div_euclid(whole) * whole,
    };
    with_speech(state, |speech| speech.measure(amount, measure.unit, measure.safe))
}

/// A plain number as money or data; what is one already stays.
fn spoken_as(state: &State<'_, '_>, value: &Value, unit: Unit) -> Result<Value, Error> {
    if is_gap(value) || value.downcast_object_ref::<Measure>().is_some() {
        return Ok(value.clone());
    }
    let number = f64::try_from(value.clone()).or_else(|_| {
        let text = value.to_string();
        text.trim().parse::<f64>().map_err(|_| Error::from(ErrorKind::InvalidOperation))
    })?;
    // Towards less: a figure that somebody typed is no promise for more.
    let amount = (number * unit.whole() as f64 + 1e-6).floor() as i64;
    with_speech(state, |speech| speech.measure(amount, unit, Safe::Down))
}

/// The filters of scripts.
pub(crate) fn add_filters(env: &mut Environment<'_>) {
    env.add_filter(
        "default",
        |value: Value, args: Rest<Value>| {
            if is_gap(&value) { args.first().cloned().unwrap_or_default() } else { value }
        },
    );
    env.add_filter("number", |value: Value| {
        let number = value.downcast_object_ref::<Measure>().map(|measure| Value::from(measure.number()));
        number.unwrap_or_else(|| if is_gap(&value) { Value::from(0) } else { value.clone() })
    });
    env.add_filter("money", |state: &State<'_, '_>, value: Value| spoken_as(state, &value, Unit::Money));
    env.add_filter("gb", |state: &State<'_, '_>, value: Value| spoken_as(state, &value, Unit::Data));
    env.add_filter("date", |state: &State<'_, '_>, value: Value| {
        if is_gap(&value) {
            return Ok(value);
        }
        with_speech(state, |speech| Value::from(speech.date(&value.to_string())))
    });
    env.add_filter("whole", |state: &State<'_, '_>, value: Value| rounded(state, &value, None));
    env.add_filter("round_down", |state: &State<'_, '_>, value: Value| {
        rounded(state, &value, Some(Safe::Down))
    });
    env.add_filter("round_up", |state: &State<'_, '_>, value: Value| rounded(state, &value, Some(Safe::Up)));
    env.add_filter("masked", |value: Value| {
        if is_gap(&value) { value } else { Value::from(mask::digits(&value.to_string())) }
    });
}

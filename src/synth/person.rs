//! One invented customer: level, habits of spending and calling, and what kind of life the next months show.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use crate::domain::customer::{Consent, Customer, Gender, Level};
use crate::domain::event::CustomerEvent;
use crate::domain::habit::HabitCell;
use crate::domain::money::Fen;
use crate::domain::safe_text::RawText;
use crate::domain::usage::UsageMonth;
use crate::synth::names::{name, pick, weighted};
use crate::synth::packages::{Package, up_to};
use crate::synth::{Population, happenings, months, number};

/// How the months of a customer go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Life {
    /// The same month after month.
    Steady,
    /// A little more every month.
    Growing,
    /// A little less every month.
    Fading,
    /// Fell away in the newest months.
    Dropping,
    /// No call at all in the newest months.
    Silent,
    /// Often away from home.
    Roaming,
    /// Pays beyond the package month after month.
    Overflowing,
    /// Joined lately.
    New,
}

/// Weights of the lives. About one in nine shows less than half of the usual minutes in a month (FACTS section 2), most of
/// them by chance and some because they leave.
const LIVES: &[(Life, u32)] = &[
    (Life::Steady, 580),
    (Life::Growing, 90),
    (Life::Fading, 70),
    (Life::Dropping, 35),
    (Life::Silent, 10),
    (Life::Roaming, 95),
    (Life::Overflowing, 80),
    (Life::New, 40),
];

/// What the published sample says of a level: customers, the quartiles of the bill in yuan, and the medians of minutes and GB.
struct LevelFigures {
    level: Option<Level>,
    weight: u32,
    bill: (f64, f64, f64),
    minutes: f64,
    gigabytes: f64,
}

const fn figures(
    level: Option<Level>,
    weight: u32,
    bill: (f64, f64, f64),
    minutes: f64,
    gigabytes: f64,
) -> LevelFigures {
    LevelFigures { level, weight, bill, minutes, gigabytes }
}

/// Customers of one large operator in 2022, by level (FACTS section 2). The sample has no four- and five-star customers.
const LEVELS: &[LevelFigures] = &[
    figures(None, 5, (20.0, 39.0, 60.0), 200.0, 8.0),
    figures(Some(Level::None), 77, (20.0, 39.0, 60.0), 200.0, 8.0),
    figures(Some(Level::Star1), 172, (20.0, 25.0, 45.0), 206.0, 10.6),
    figures(Some(Level::Star2), 455, (21.0, 39.0, 60.0), 221.0, 11.8),
    figures(Some(Level::Star3), 3_202, (34.0, 58.0, 78.0), 257.0, 9.2),
    figures(Some(Level::Silver), 1_285, (112.0, 133.0, 160.0), 432.0, 17.3),
    figures(Some(Level::Gold), 138, (169.0, 198.0, 240.0), 760.0, 29.0),
    figures(Some(Level::Platinum), 89, (283.0, 315.0, 368.0), 1_031.0, 23.8),
    figures(Some(Level::Diamond), 10, (401.0, 470.0, 498.0), 1_137.0, 17.7),
];

/// An invented customer with everything that happens to them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub customer: Customer,
    /// How the months go.
    pub life: Life,
    /// Months, oldest first; some people have gaps.
    pub usage: Vec<UsageMonth>,
    /// The week.
    pub habits: Vec<HabitCell>,
    /// What happened, oldest first.
    pub events: Vec<CustomerEvent>,
}

/// What months and events are made from.
pub(crate) struct Sketch {
    pub(crate) life: Life,
    pub(crate) package: &'static Package,
    /// The usual bill in yuan.
    pub(crate) bill: f64,
    /// The usual minutes.
    pub(crate) minutes: f64,
    /// The usual megabytes.
    pub(crate) mb: f64,
    /// Months on the network, as far as the file goes.
    pub(crate) tenure: u32,
}

impl Person {
    pub(crate) fn new(population: &Population, index: u32) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(population.seed);
        // A stream of its own for everybody: person 7 does not depend on persons 0 to 6.
        rng.set_stream(u64::from(index));
        let figures = level(&mut rng);
        let sketch = sketch(&mut rng, figures);
        let customer = customer(&mut rng, population.today, index, figures.level, &sketch);
        let usage = months::of(&mut rng, population, &sketch);
        let habits = happenings::habits(&mut rng, &sketch);
        let events = happenings::events(&mut rng, population.today, &sketch);
        Self { customer, life: sketch.life, usage, habits, events }
    }
}

fn level(rng: &mut ChaCha8Rng) -> &'static LevelFigures {
    const ANY: &LevelFigures = &figures(None, 0, (34.0, 58.0, 78.0), 257.0, 9.2);
    let total: u32 = LEVELS.iter().map(|figures| figures.weight).sum();
    let mut left = rng.random_range(0..total);
    for figures in LEVELS {
        if left < figures.weight {
            return figures;
        }
        left -= figures.weight;
    }
    ANY
}

/// A value around a median. `spread` is the standard deviation of the logarithm.
pub(crate) fn around(rng: &mut ChaCha8Rng, median: f64, spread: f64) -> f64 {
    let z: f64 = StandardNormal.sample(rng);
    median * (z.clamp(-3.5, 3.5) * spread).exp()
}

fn sketch(rng: &mut ChaCha8Rng, figures: &LevelFigures) -> Sketch {
    let life = weighted(rng, LIVES).copied().unwrap_or(Life::Steady);
    let (low, median, high) = figures.bill;
    // A quartile lies 0.6745 standard deviations from the median. Bills reach farther down than up within a level, so each
    // side has its own spread.
    let z: f64 = StandardNormal.sample(rng);
    let spread = if z < 0.0 { (median / low).ln() } else { (high / median).ln() } / 0.6745;
    let bill = (median * (z.clamp(-3.5, 3.5) * spread).exp()).max(5.0);
    // People of one level who pay more also talk and surf more; the rest of the spread is their own.
    let wealth = (bill / median).powf(0.4);
    let minutes = around(rng, figures.minutes, 0.75) * wealth;
    let mb = around(rng, figures.gigabytes * 1_024.0, 0.95) * wealth;
    let tenure = if life == Life::New {
        rng.random_range(1..6)
    } else {
        (around(rng, 84.0, 0.7) as u32).clamp(7, 320)
    };
    Sketch { life, package: up_to(bill * 1.04), bill, minutes, mb, tenure }
}

fn customer(
    rng: &mut ChaCha8Rng,
    today: NaiveDate,
    index: u32,
    level: Option<Level>,
    sketch: &Sketch,
) -> Customer {
    let mut customer = Customer::bare(number(index));
    let male = rng.random_bool(0.54);
    customer.customer_id = Some(RawText::new(format!("C{index:08}")));
    // Some contracts carry no name, and unknown stays unknown.
    customer.name = rng.random_bool(0.995).then(|| RawText::new(name(rng, male)));
    customer.gender = rng.random_bool(0.97).then_some(if male { Gender::Male } else { Gender::Female });
    customer.birthday = rng.random_bool(0.95).then(|| birthday(rng, today)).flatten();
    customer.level = level;
    customer.brand = Some(RawText::new(sketch.package.brand));
    customer.package = Some(RawText::new(sketch.package.name));
    customer.joined_on = today.checked_sub_days(Days::new(u64::from(sketch.tenure) * 365 / 12 + 5));
    contract(rng, today, sketch, &mut customer);
    money(rng, sketch, &mut customer);
    place(rng, index, level, &mut customer);
    wishes(rng, &mut customer);
    customer
}

/// Quartiles 35, 42 and 53 years, 75 at the 99th percentile (FACTS section 2).
fn birthday(rng: &mut ChaCha8Rng, today: NaiveDate) -> Option<NaiveDate> {
    let days = (around(rng, 42.0, 0.31).clamp(18.0, 92.0) * 365.25) as u64;
    today.checked_sub_days(Days::new(days + rng.random_range(0..365)))
}

fn contract(rng: &mut ChaCha8Rng, today: NaiveDate, sketch: &Sketch, customer: &mut Customer) {
    let chance = if sketch.package.fee >= 88 { 0.6 } else { 0.25 };
    if !rng.random_bool(chance) {
        return;
    }
    // Twelve and twenty-four months are what is sold; some ended lately and were not renewed.
    let days: i64 = rng.random_range(-60..700);
    customer.contract_end = today.checked_add_signed(chrono::TimeDelta::days(days));
    let months_left = (days / 30).max(0);
    customer.contract_penalty = Some(Fen::yuan(i64::from(sketch.package.fee) * months_left * 3 / 10));
}

fn money(rng: &mut ChaCha8Rng, sketch: &Sketch, customer: &mut Customer) {
    let bill = (sketch.bill * 100.0) as i64;
    // Four in a hundred owe something (FACTS section 2).
    let owes = rng.random_bool(0.04);
    customer.arrears = Some(if owes { Fen(bill * rng.random_range(3..20) / 10) } else { Fen(0) });
    customer.balance =
        (!owes && rng.random_bool(0.6)).then(|| Fen(bill * rng.random_range(1..30) / 10 / 100 * 100));
    customer.credit_limit = Some(Fen::yuan(if bill > 30_000 {
        500
    } else if bill > 10_000 {
        300
    } else {
        50
    }));
    customer.points = Some(i64::from(sketch.tenure) * bill / 1_000);
}

const REGIONS: &[(&str, u32)] =
    &[("城东", 30), ("城西", 24), ("城南", 18), ("城北", 16), ("开发区", 8), ("县域", 14)];
const SEGMENTS: &[(&str, u32)] =
    &[("工薪一族", 46), ("青年白领", 20), ("商务精英", 12), ("白领丽人", 10), ("时尚学生", 7), ("层峰者", 2)];
const GROUPS: &[&str] = &["示例制造集团", "示例科技公司", "示例商贸公司", "示例第一中学", "示例人民医院"];

fn place(rng: &mut ChaCha8Rng, index: u32, level: Option<Level>, customer: &mut Customer) {
    // One in six shares the bill of the person before.
    let payer = if index % 6 == 5 { index - 1 } else { index };
    customer.account = Some(RawText::new(format!("A{payer:08}")));
    customer.group_name =
        rng.random_bool(0.12).then(|| pick(rng, GROUPS).map(|group| RawText::new(*group))).flatten();
    customer.region = weighted(rng, REGIONS).map(|region| RawText::new(*region));
    customer.segment = weighted(rng, SEGMENTS).map(|segment| RawText::new(*segment));
    if level.is_some_and(Level::is_vip) {
        customer.manager = Some(RawText::new(format!("M{:03}", index % 40 + 1)));
    }
    if rng.random_bool(0.1) {
        customer.tags =
            vec![RawText::new(if rng.random_bool(0.5) { "家庭宽带" } else { "副卡用户" })];
    }
}

const CHANNELS: &[(&str, u32)] = &[("电话", 40), ("短信", 25), ("微信", 25), ("营业厅", 6)];
const TIMES: &[(&str, u32)] = &[("上午", 20), ("午间", 12), ("下午", 22), ("晚间", 30), ("周末", 10)];
const TABOOS: &[&str] = &["勿提家宽", "不接受回访短信", "开会多，先发短信", "勿在午休时来电"];

fn wishes(rng: &mut ChaCha8Rng, customer: &mut Customer) {
    let text = |word: &&str| RawText::new(*word);
    customer.preferred_channel = rng.random_bool(0.7).then(|| weighted(rng, CHANNELS).map(text)).flatten();
    customer.preferred_time = rng.random_bool(0.7).then(|| weighted(rng, TIMES).map(text)).flatten();
    customer.taboo = rng.random_bool(0.05).then(|| pick(rng, TABOOS).map(text)).flatten();
    customer.marketing_consent =
        weighted(rng, &[(Consent::Yes, 62), (Consent::No, 9), (Consent::Unknown, 29)]).copied();
    customer.do_not_call = Some(rng.random_bool(0.02));
}

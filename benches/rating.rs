//! How long it takes to rank every package for one customer, against an empty frame of the screen and against the plainest arithmetic;
//! and how good the advice is on months that were held back. Run by `benches/figures.rs`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use seatmate::content::packages;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::package::amount::Limit;
use seatmate::domain::package::who::Applicant;
use seatmate::domain::package::{
    Allowance, Cap, Class, DataOver, Kind, OnSale, Package, Rollover, Unit, Voice,
};
use seatmate::domain::rating::flat::{Flat, FlatUse};
use seatmate::domain::rating::switch::Contract;
use seatmate::domain::rating::{DataUse, Plan, Terms, Use};
use seatmate::domain::recommend::regret::{Case, Rival, Row, compare};
use seatmate::domain::recommend::{Current, History, Past, Question, Settings, WhatIf, advise, quick};

/// One figure with its yardstick, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) name: &'static str,
    /// The median of the rounds.
    pub(crate) median: f64,
    /// The best round.
    pub(crate) least: f64,
}

/// Every figure, in the order of the table.
#[must_use]
pub(crate) fn figures() -> Vec<Figure> {
    let catalogue = two_hundred();
    let customer = heavy_customer();
    let applicant = Applicant::default();
    let question = Question {
        packages: &catalogue,
        current: catalogue.first().map(|main| Current { main, packs: &[] }),
        history: &customer,
        applicant: &applicant,
        contract: Contract { months_left: Some(0), ..Contract::default() },
        start: month(2026, 12),
        what_if: WhatIf::default(),
        settings: Settings::default(),
    };
    let flats: Vec<Flat<'_>> =
        catalogue.iter().filter(|package| package.is_main()).map(|main| flat(main)).collect();
    let naive = naive_plans(&catalogue);
    let uses: Vec<FlatUse> = customer.months.iter().map(|past| FlatUse::from(&past.used)).collect();
    vec![
        time("an empty frame of 200x60", empty_frame()),
        time("advise: 12 months, 200 packages with packs, 200 resamples", || {
            black_box(advise(black_box(&question)));
        }),
        time("the same without packs", || {
            let mains = catalogue.get(..160).unwrap_or_default();
            black_box(advise(black_box(&Question { packages: mains, ..question })));
        }),
        time("the same with 5 resamples", || {
            let settings = Settings { resamples: 5, ..Settings::default() };
            black_box(advise(black_box(&Question { settings, ..question })));
        }),
        time("advise after a what-if", || {
            let what_if = WhatIf { data_mb: 1024, minutes: 60, ..WhatIf::default() };
            black_box(advise(black_box(&Question { what_if, ..question })));
        }),
        time("own months on every main package, no packs, no resampling", || {
            black_box(quick::cheapest(black_box(&flats), black_box(&customer)));
        }),
        time("the same bills in plain 64-bit arithmetic, ladder only", || {
            black_box(naive_totals(black_box(&naive), black_box(&customer)));
        }),
        time("one bill, flat", || {
            for (flat, used) in flats.iter().zip(&uses) {
                black_box(flat.month(black_box(used), 0));
            }
        }),
    ]
}

/// The whole base: `count` random customers on every main package, on `threads` threads. Gives seconds.
#[must_use]
pub(crate) fn whole_base(count: u32, threads: u32) -> f64 {
    let catalogue = two_hundred();
    let flats: Vec<Flat<'_>> =
        catalogue.iter().filter(|package| package.is_main()).map(|main| flat(main)).collect();
    let begin = now();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let flats = &flats;
            scope.spawn(move || {
                for index in (thread..count).step_by(threads as usize) {
                    let history = as_history(&random_uses(u64::from(index), 12));
                    black_box(quick::cheapest(flats, &history));
                }
            });
        }
    });
    begin.elapsed().as_secs_f64()
}

/// The table of regret on `count` random customers: twelve known months, six held back. Only packages with every price take part.
#[must_use]
pub(crate) fn regret(count: u32) -> Vec<Row> {
    let (shelf, _) = packages::load(None);
    let priced = |package: &Package| {
        !package.is_main()
            || (package.over.is_some()
                && package
                    .voice
                    .is_some_and(|voice| voice.over.is_some() || voice.minutes == Limit::Unlimited))
    };
    let packages: Vec<Package> = shelf
        .packages
        .into_iter()
        .filter(priced)
        // The general cap of 500 yuan holds for everybody; some sources leave it out.
        .map(|package| Package {
            cap: Cap { money: Some(Fen::yuan(500)), ..package.cap },
            commitment: Some(0),
            no_downgrade: false,
            penalty: None,
            benefits: Vec::new(),
            ..package
        })
        .collect();
    let mains: Vec<usize> = packages
        .iter()
        .enumerate()
        .filter(|(_, package)| package.is_main() && package.on_sale == OnSale::default())
        .map(|(at, _)| at)
        .collect();
    let cases: Vec<Case> = (0..count)
        .map(|index| {
            let mut uses = random_uses(u64::from(index), 18);
            let held_back = uses.split_off(12);
            let mut dice = Dice(u64::from(index) ^ 0xA11);
            Case { package: holds(&packages, &mains, &uses, &mut dice), known: uses, held_back }
        })
        .collect();
    compare(&packages, &cases, Settings::default())
}

/// What people hold: the cheapest package for the use they think they have, which is off by a factor of two either way for one in
/// three. (Four in ten of the bills that were re-rated elsewhere were overspent.)
fn holds(packages: &[Package], mains: &[usize], uses: &[Use], dice: &mut Dice) -> usize {
    let wrong = (0.7 * dice.normal()).exp();
    let scaled = |amount: u64| (amount as f64 * wrong) as u64;
    let months: Vec<(FlatUse, bool)> = uses
        .iter()
        .take(1)
        .map(|used| Use {
            minutes: used.minutes.map(scaled),
            data: used.data.map(|data| DataUse { national: scaled(data.national), ..data }),
            ..*used
        })
        .map(|used| (FlatUse::from(&used), false))
        .collect();
    let price = |at: &&usize| {
        packages.get(**at).and_then(|main| quick::total(&flat(main), &months)).unwrap_or(i64::MAX)
    };
    mains.iter().min_by_key(price).copied().unwrap_or(0)
}

/// Prints every figure as a ratio.
pub(crate) fn print() {
    let figures = figures();
    let frame = figures.first().map_or(1.0, |figure| figure.least);
    for figure in &figures {
        println!(
            "{:<60} {:>10.1} us   {:>7.2} x frame   (least {:.1})",
            figure.name,
            figure.median / 1e3,
            figure.least / frame,
            figure.least / 1e3
        );
    }
    println!("whole base, 100,000 customers, 2 threads: {:.2} s", whole_base(100_000, 2));
    println!("{:<12} {:>9} {:>9} {:>9} {:>9} {:>9}", "rival", "paid", "regret", "p99", "changed", "harmed");
    for row in regret(2_000) {
        let name = match row.rival {
            Rival::Stay => "stay",
            Rival::Verdict => "verdict",
            Rival::Ranking => "ranking",
            Rival::LastMonth => "last month",
            Rival::Filter => "filter",
        };
        println!(
            "{name:<12} {:>9} {:>9} {:>9} {:>8.1}% {:>8.1}%",
            row.paid,
            row.regret,
            row.regret_p99,
            f64::from(row.changed_per_mille) / 10.0,
            f64::from(row.harmed_per_mille) / 10.0
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

/// Rounds for two seconds. On a busy machine the least round tells more than the median, so both are kept.
fn time(name: &'static str, mut run: impl FnMut()) -> Figure {
    let begin = now();
    let mut rounds: Vec<f64> = Vec::new();
    while rounds.len() < 5 || (begin.elapsed() < Duration::from_secs(2) && rounds.len() < 2000) {
        let start = now();
        run();
        rounds.push(start.elapsed().as_secs_f64() * 1e9);
    }
    rounds.sort_by(f64::total_cmp);
    let at = |index: usize| rounds.get(index).copied().unwrap_or(0.0);
    Figure { name, median: at(rounds.len() / 2), least: at(0) }
}

/// What ratatui does for a screen on which nothing is drawn: reset 12,000 cells and compare them.
fn empty_frame() -> impl FnMut() {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    let area = Rect::new(0, 0, 200, 60);
    let (mut old, mut new) = (Buffer::empty(area), Buffer::empty(area));
    move || {
        new.reset();
        black_box(old.diff(&new).len());
        std::mem::swap(&mut old, &mut new);
    }
}

fn month(year: u32, of: u32) -> Month {
    Month::new(year, of).unwrap_or_else(|| Month::of(chrono::NaiveDate::default()))
}

fn flat(main: &Package) -> Flat<'_> {
    Flat::new(&Plan { main, packs: &[] }, &Terms::default())
}

/// 160 main packages and 40 packs with every kind of rule; deterministic.
fn two_hundred() -> Vec<Package> {
    let (shelf, _) = packages::load(None);
    let template = shelf.packages.into_iter().find(Package::is_main);
    let Some(template) = template else { return Vec::new() };
    let mut dice = Dice(7);
    (0..200)
        .map(|at| {
            let size = dice.below(30) + 1;
            let pack = at >= 160;
            Package {
                code: format!("x{at}"),
                aliases: Vec::new(),
                // Packs come in series of which one can be held, as published ones do.
                family: pack.then(|| format!("series {}", at % 5).as_str().into()),
                kind: if pack { Kind::DataPack } else { Kind::Main },
                fee: Fen::yuan(i64::try_from(if pack { 5 + size * 3 } else { 8 + size * 9 }).unwrap_or(0)),
                voice: Some(Voice {
                    minutes: Limit::Count(
                        u32::try_from(if pack { at % 3 * 50 } else { size * 30 }).unwrap_or(0),
                    ),
                    over: (!pack).then_some(Fen(19)),
                }),
                data: vec![Allowance {
                    class: Class::National,
                    amount: if pack { size / 2 + 1 } else { size },
                    unit: Some(Unit::Gb),
                }],
                over: (!pack).then(|| rule(at)),
                cap: Cap { money: Some(Fen::yuan(500)), fuse: None },
                rollover: (!pack).then_some(if at % 2 == 0 { Rollover::OneMonth } else { Rollover::No }),
                commitment: Some(0),
                penalty: None,
                no_downgrade: false,
                benefits: Vec::new(),
                ..template.clone()
            }
        })
        .collect()
}

fn rule(at: u64) -> DataOver {
    let per_mb = Fen(29);
    match at % 5 {
        0 => DataOver::Ladder { per_mb, per_gb: Fen::yuan(60), step: None },
        1 => DataOver::Ladder { per_mb, per_gb: Fen::yuan(30), step: Some(Fen::yuan(10)) },
        2 => DataOver::Tiers { per_mb, gb: vec![Fen::yuan(5), Fen::yuan(5), Fen::yuan(5), Fen::yuan(3)] },
        3 => DataOver::FirstOfHundred { per_mb, first_mb: 34 },
        _ => DataOver::Throttle { after: None, kbps: Some(1024) },
    }
}

/// A customer whose months lie beyond many packages, so that packs and rollover matter.
fn heavy_customer() -> History {
    as_history(&random_uses(3, 12))
}

fn as_history(uses: &[Use]) -> History {
    let months = uses.iter().map(|used| Past { used: *used, bill: None, billed_fee: None }).collect();
    History { months, ..History::default() }
}

/// Months of an invented customer: medians and spread as published for a city's customers (minutes 298, spread 0.34 in logarithms;
/// data 11.4 GB), with a slow drift and now and then a month of half or double use.
fn random_uses(seed: u64, count: u32) -> Vec<Use> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9).wrapping_add(11));
    let (minutes, gb) = (149.0 * (0.9 * dice.normal()).exp(), 11.4 * (0.95 * dice.normal()).exp());
    let drift = 0.01 * dice.normal();
    let start = month(2025, 5);
    (0..count)
        .map(|at| {
            let shock = if dice.unit() >= 0.06 {
                1.0
            } else if dice.unit() < 0.5 {
                0.5
            } else {
                2.0
            };
            let trend = (drift * f64::from(at)).exp() * shock;
            let talk = minutes * trend * (0.32 * dice.normal()).exp();
            let data = gb * trend * (0.32 * dice.normal()).exp() * 1_048_576.0;
            Use {
                minutes: Some(talk as u64),
                data: Some(DataUse { national: data as u64, ..DataUse::default() }),
                ..Use::zero(start.plus(at))
            }
        })
        .collect()
}

/// A plain record and plain arithmetic: fee, minutes, one ladder, no rollover, no packs. What a first version would do.
struct Naive {
    fee: i64,
    minutes: i64,
    kb: i64,
}

fn naive_plans(catalogue: &[Package]) -> Vec<Naive> {
    let minutes = |package: &Package| match package.voice.map(|voice| voice.minutes) {
        Some(Limit::Count(count)) => i64::from(count),
        _ => 0,
    };
    catalogue
        .iter()
        .filter(|package| package.is_main())
        .map(|package| Naive {
            fee: package.fee.0,
            minutes: minutes(package),
            kb: i64::try_from(package.allowance(Class::National)).unwrap_or(i64::MAX),
        })
        .collect()
}

fn naive_totals(plans: &[Naive], history: &History) -> i64 {
    let total = |plan: &Naive| {
        let month = |past: &Past| {
            let minutes = i64::try_from(past.used.minutes.unwrap_or(0)).unwrap_or(0);
            let kb = i64::try_from(past.used.data.map_or(0, DataUse::total)).unwrap_or(0);
            let beyond = (kb - plan.kb).max(0);
            let data = beyond / 1_048_576 * 6_000 + (beyond % 1_048_576 * 29 / 1_024).min(6_000);
            plan.fee + (minutes - plan.minutes).max(0) * 19 + data.min(50_000)
        };
        history.months.iter().map(month).sum::<i64>()
    };
    plans.iter().map(total).min().unwrap_or(0)
}

/// SplitMix64 with a normal deviate by the sum of twelve.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

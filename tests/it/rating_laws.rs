//! What holds for every package and every month, tried on random ones.

use proptest::collection::vec;
use proptest::prelude::*;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::package::amount::{Data, Limit};
use seatmate::domain::package::check;
use seatmate::domain::package::who::Applicant;
use seatmate::domain::package::{
    Allowance, Cap, Class, DataOver, Kind, Lines, Package, Roaming, Rollover, Sms, Unit, Voice,
};
use seatmate::domain::rating::flat::{Flat, FlatUse};
use seatmate::domain::rating::switch::Contract;
use seatmate::domain::rating::{DataUse, Plan, Terms, Use, rate};
use seatmate::domain::recommend::changes::{of_bills, of_rated};
use seatmate::domain::recommend::{Current, History, Past, Question, Settings, WhatIf, advise};
use seatmate::domain::usage::{Minutes, UsageMonth};

use crate::rating_golden::{month, package};

fn fen(max: i64) -> impl Strategy<Value = Fen> {
    (0..=max).prop_map(Fen)
}

fn rule() -> impl Strategy<Value = DataOver> {
    prop_oneof![
        (1..100_i64).prop_map(|rate| DataOver::PerMb { per_mb: Fen(rate) }),
        (1..60_i64, 10..100_i64, proptest::option::of(5..12_i64)).prop_map(|(rate, gb, step)| {
            DataOver::Ladder {
                per_mb: Fen(rate),
                per_gb: Fen(gb * 100),
                step: step.map(|step| Fen(step * 100).min(Fen(gb * 100))),
            }
        }),
        (1..60_i64, 1..=100_u32)
            .prop_map(|(rate, first_mb)| DataOver::FirstOfHundred { per_mb: Fen(rate), first_mb }),
        (1..60_i64, vec(100..900_i64, 1..5)).prop_map(|(rate, gb)| DataOver::Tiers {
            per_mb: Fen(rate),
            gb: gb.into_iter().map(Fen).collect()
        }),
        (1..300_i64, 1..2000_u32).prop_map(|(price, mb)| DataOver::Blocks { price: Fen(price), mb }),
        proptest::option::of(60_u64..80).prop_map(|after| DataOver::Throttle {
            after: after.map(|amount| Data { amount, unit: Unit::Gb }),
            kbps: Some(1024),
        }),
    ]
}

prop_compose! {
    fn main_package()(
        fee in fen(60_000),
        minutes in prop_oneof![(0..2000_u32).prop_map(Limit::Count), Just(Limit::Unlimited)],
        voice_over in fen(60),
        national in 0..60_u64,
        directed in 0..40_u64,
        local in 0..10_u64,
        over in rule(),
        cap in proptest::option::of(fen(60_000)),
        rolls in any::<bool>(),
        sms in proptest::option::of((0..100_u32, fen(20))),
        lines in proptest::option::of((0..3_u32, fen(2_000))),
    ) -> Package {
        let gb = |class, amount| Allowance { class, amount, unit: Some(Unit::Gb) };
        Package {
            voice: Some(Voice { minutes, over: Some(voice_over) }),
            fee,
            data: vec![gb(Class::National, national), gb(Class::Directed, directed), gb(Class::Local, local)],
            over: Some(over),
            cap: Cap { money: cap, fuse: None },
            rollover: Some(if rolls { Rollover::OneMonth } else { Rollover::No }),
            sms: sms.map(|(included, over)| Sms { included, over }),
            lines: lines.map(|(included, fee)| Lines { included, fee, most: None }),
            roaming: Some(Roaming { days: 2, over: Some(Fen(3_000)) }),
            ..package("code = \"m\"\nname = \"M\"\nkind = \"main\"\nfee = 0\n")
        }
    }
}

prop_compose! {
    fn pack(code: &'static str)(fee in fen(10_000), mb in 0..20_000_u64, minutes in 0..500_u32, over in proptest::option::of(rule()))
        -> Package {
        Package {
            code: code.to_owned(),
            kind: Kind::DataPack,
            fee,
            data: vec![Allowance { class: Class::National, amount: mb, unit: Some(Unit::Mb) }],
            voice: Some(Voice { minutes: Limit::Count(minutes), over: None }),
            over,
            ..package("code = \"p\"\nname = \"P\"\nkind = \"data_pack\"\nfee = 0\n")
        }
    }
}

prop_compose! {
    fn a_use(at: Month)(
        minutes in 0..3000_u64,
        national in prop_oneof![0..90_000_000_u64, Just(1_000_000_000)],
        directed in 0..50_000_000_u64,
        local in 0..20_000_000_u64,
        sms in 0..200_u64,
        lines in 0..4_u32,
        roaming_days in 0..5_u32,
        as_billed in fen(5_000),
    ) -> Use {
        Use {
            minutes: Some(minutes),
            data: Some(DataUse { national, directed, local }),
            sms: Some(sms),
            lines,
            roaming_days,
            as_billed,
            ..Use::zero(at)
        }
    }
}

fn some_year() -> impl Strategy<Value = Vec<Use>> {
    let start = month("2025-11");
    (1..=12_u32).prop_flat_map(move |count| (0..count).map(|at| a_use(start.plus(at))).collect::<Vec<_>>())
}

fn more(used: &Use, minutes: u64, data: DataUse, sms: u64) -> Use {
    let before = used.data.unwrap();
    Use {
        minutes: used.minutes.map(|own| own + minutes),
        data: Some(DataUse {
            national: before.national + data.national,
            directed: before.directed + data.directed,
            local: before.local + data.local,
        }),
        sms: used.sms.map(|own| own + sms),
        ..*used
    }
}

/// Money and slowness over consecutive months.
fn year_on(main: &Package, packs: &[&Package], year: &[Use]) -> (i64, i64) {
    let mut carry = 0;
    year.iter().fold((0, 0), |(money, shadow), used| {
        let bill = rate(&Plan { main, packs }, used, &Terms { carry, ..Terms::default() });
        carry = bill.carry;
        (money + bill.total.0, shadow + bill.shadow.0)
    })
}

proptest! {
    #[test]
    fn a_bill_is_the_sum_of_its_lines(main in main_package(), one in pack("p1"), used in a_use(month("2026-03")), carry in 0..9_000_000_u64) {
        let terms = Terms { carry, ..Terms::default() };
        let bill = rate(&Plan { main: &main, packs: &[&one] }, &used, &terms);
        prop_assert_eq!(bill.total, bill.lines.iter().map(|line| line.amount).sum::<Fen>());
        prop_assert_eq!(bill.marks.has_gap(), used.lines > 0 && main.lines.is_none());
        prop_assert_eq!(&bill, &rate(&Plan { main: &main, packs: &[&one] }, &used, &terms));
    }

    #[test]
    fn the_flat_form_is_equal_to_the_fen(main in main_package(), one in pack("p1"), two in pack("p2"), used in a_use(month("2026-03")), carry in 0..9_000_000_u64) {
        for packs in [&[][..], &[&one][..], &[&one, &two][..]] {
            let plan = Plan { main: &main, packs };
            let terms = Terms { carry, ..Terms::default() };
            let bill = rate(&plan, &used, &terms);
            let cost = Flat::new(&plan, &terms).month(&FlatUse::from(&used), carry);
            prop_assert_eq!((cost.money, cost.shadow, cost.carry, cost.gap), (bill.total.0, bill.shadow.0, bill.carry, bill.marks.has_gap()));
        }
    }

    #[test]
    fn cost_never_falls_when_use_rises(
        main in main_package(),
        one in pack("p1"),
        year in some_year(),
        at in 0..12_usize,
        (minutes, sms) in (0..500_u64, 0..50_u64),
        (national, directed, local) in (0..9_000_000_u64, 0..9_000_000_u64, 0..9_000_000_u64),
    ) {
        prop_assume!(check::check(std::slice::from_ref(&main)).iter().all(|finding| finding.key != "over.gb"));
        let mut risen = year.clone();
        let index = at % year.len();
        risen[index] = more(&year[index], minutes, DataUse { national, directed, local }, sms);
        for packs in [&[][..], &[&one][..]] {
            let (money, shadow) = year_on(&main, packs, &year);
            let (more_money, more_shadow) = year_on(&main, packs, &risen);
            prop_assert!(money <= more_money && shadow <= more_shadow);
        }
    }

    #[test]
    fn differences_of_rated_bills_add_up(main in main_package(), other in main_package(), a in a_use(month("2026-03")), b in a_use(month("2026-04"))) {
        let bill = |main: &Package, used: &Use| rate(&Plan { main, packs: &[] }, used, &Terms::default());
        let changes = of_rated(&bill(&main, &a), &bill(&other, &b));
        prop_assert_eq!(changes.parts.iter().map(|part| part.by).sum::<Fen>(), changes.total);
        prop_assert!(changes.parts.is_sorted_by_key(|part| -part.by.abs().0));
    }

    #[test]
    fn differences_of_real_bills_add_up(fees in vec(proptest::option::of(0..20_000_i64), 12), bills in (0..50_000_i64, 0..50_000_i64)) {
        let real = |at: &str, fees: &[Option<i64>], bill| {
            let fee = |index: usize| fees[index].map(Fen);
            UsageMonth {
                bill: Some(Fen(bill)), package_fee: fee(0), voice_fee: fee(1), data_fee: fee(2), sms_fee: fee(3), vas_fee: fee(4), roaming_fee: fee(5),
                voice_min: Some(Minutes(1)),
                ..UsageMonth::unknown(month(at))
            }
        };
        let changes = of_bills(&real("2026-09", &fees[..6], bills.0), &real("2026-10", &fees[6..], bills.1)).unwrap();
        prop_assert_eq!(changes.total, Fen(bills.1 - bills.0));
        prop_assert_eq!(changes.parts.iter().map(|part| part.by).sum::<Fen>(), changes.total);
    }
}

fn history(year: &[Use]) -> History {
    let months = year.iter().map(|used| Past { used: *used, bill: None, billed_fee: None }).collect();
    History { months, ..History::default() }
}

fn best_score(packages: &[Package], year: &[Use]) -> Fen {
    let history = history(year);
    let advice = advise(&Question {
        packages,
        current: Some(Current { main: &packages[0], packs: &[] }),
        history: &history,
        applicant: &Applicant::default(),
        contract: Contract { months_left: Some(0), ..Contract::default() },
        start: month("2026-12"),
        what_if: WhatIf::default(),
        settings: Settings { resamples: 20, ..Settings::default() },
    });
    // Where no package has every price that is needed, there is no best one yet.
    let complete = advice.ranked.iter().filter(|entry| entry.is_complete());
    complete.map(|entry| entry.score).min().unwrap_or(Fen(i64::MAX))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn another_package_never_makes_the_best_one_worse(
        mains in vec(main_package(), 2..5), packs in (pack("p1"), pack("p2")), year in some_year(), extra in prop_oneof![main_package(), pack("p3")],
    ) {
        let mut packages: Vec<Package> = mains.into_iter().enumerate().map(|(at, main)| Package { code: format!("m{at}"), ..main }).collect();
        packages.extend([packs.0, packs.1]);
        let before = best_score(&packages, &year);
        packages.push(Package { code: "extra".to_owned(), ..extra });
        prop_assert!(best_score(&packages, &year) <= before);
    }
}

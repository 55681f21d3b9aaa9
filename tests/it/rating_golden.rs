//! Bills worked out by hand. The working stands beside each figure; nothing here is computed by the code under test.

use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::package::Package;
use seatmate::domain::rating::switch::{Charge, Contract, penalty};
use seatmate::domain::rating::{Bill, DataUse, Item, Mark, Part, Plan, Pool, Step, Terms, Use, rate};

pub(crate) fn package(text: &str) -> Package {
    toml::from_str(text).unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

const MB: u64 = 1024;
const GB: u64 = 1024 * 1024;

fn used(minutes: u64, national_kb: u64) -> Use {
    Use {
        minutes: Some(minutes),
        data: Some(DataUse { national: national_kb, ..DataUse::default() }),
        ..Use::zero(month("2026-10"))
    }
}

fn on(main: &Package, packs: &[&Package], used: &Use, carry: u64) -> Bill {
    rate(&Plan { main, packs }, used, &Terms { carry, ..Terms::default() })
}

fn bare(over: &str) -> Package {
    package(&format!("code = \"x\"\nname = \"X\"\nkind = \"main\"\nfee = 0\n{over}\n"))
}

/// What so many KB cost under a rule, nothing else being charged.
fn price(over: &str, kb: u64) -> i64 {
    on(&bare(over), &[], &used(0, kb), 0).total.0
}

#[test]
fn the_old_ladder_charges_by_the_megabyte_up_to_sixty_yuan_a_gigabyte() {
    let rule = "over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 60 }\ncap = { money = 500 }";
    for (kb, fen, working) in [
        (0, 0, "nothing used"),
        (1, 0, "29/1024 = 0.028 fen, truncated"),
        (36, 1, "36 x 29 / 1024 = 1.02"),
        (34 * MB, 986, "34 x 29"),
        (35 * MB, 1_015, "35 x 29"),
        (100 * MB, 2_900, "100 x 29"),
        (101 * MB, 2_929, "101 x 29"),
        // The 60-yuan point: 6000 / 29 = 206.8965.. MB = 211,862.07 KB.
        (211_862, 5_999, "211862 x 29 / 1024 = 5999.998"),
        (211_863, 6_000, "211863 x 29 / 1024 = 6000.03, at most 6000"),
        (207 * MB, 6_000, "6003, at most 6000"),
        (1024 * MB, 6_000, "one whole GB"),
        (1025 * MB, 6_029, "one whole GB and one MB"),
        (8 * GB, 48_000, "eight GB"),
        (8 * GB + 68 * MB, 49_972, "48000 + 68 x 29 = 48000 + 1972"),
        (8 * GB + 69 * MB, 50_000, "48000 + 2001 = 50001, capped"),
        (9 * GB, 50_000, "54000, capped"),
        (1_000_000_000, 50_000, "953.67 GB, capped"),
    ] {
        assert_eq!(price(rule, kb), fen, "{kb} KB: {working}");
    }
}

#[test]
fn with_the_step_every_hundred_megabytes_cost_at_most_ten_yuan() {
    let rule = "over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 60, step = 10 }";
    for (mb, fen, working) in [
        (0, 0, "nothing"),
        (34, 986, "34 x 29 = 986, below 1000"),
        (35, 1_000, "35 x 29 = 1015, at most 1000"),
        (100, 1_000, "one step"),
        (101, 1_029, "one step and one MB"),
        (134, 1_986, "one step and 34 MB"),
        (599, 6_000, "5 x 1000 + 1000"),
        (600, 6_000, "6 x 1000"),
        (601, 6_000, "6000 + 29, at most 6000 for the GB"),
        (1024, 6_000, "one whole GB"),
        (1025, 6_029, "6000 + 29"),
    ] {
        assert_eq!(price(rule, mb * MB), fen, "{mb} MB: {working}");
    }
    let thirty = "over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 30, step = 10 }";
    assert_eq!(price(thirty, 300 * MB), 3_000, "three steps reach the 30 yuan");
    assert_eq!(price(thirty, 1000 * MB), 3_000, "and stay there to the end of the GB");
    assert_eq!(price(thirty, 1024 * MB + 35 * MB), 4_000, "3000 + one step");
}

#[test]
fn of_every_hundred_megabytes_the_first_34_are_charged() {
    let rule = "over = { rule = \"first_of_hundred\", per_mb = \"0.29\", first_mb = 34 }";
    for (mb, fen, working) in [
        (34, 986, "34 x 29"),
        (35, 986, "the 35th is free"),
        (100, 986, "34 x 29"),
        (101, 1_015, "986 + 29"),
        (134, 1_972, "986 + 986"),
        (1024, 10_556, "10 x 986 + 24 x 29 = 9860 + 696"),
    ] {
        assert_eq!(price(rule, mb * MB), fen, "{mb} MB: {working}");
    }
}

#[test]
fn tiers_blocks_and_plain_rates() {
    let tiers = "over = { rule = \"tiers\", per_mb = \"0.29\", gb = [5, 5, 5, 3] }";
    for (kb, fen, working) in [
        (17 * MB, 493, "17 x 29"),
        (18 * MB, 500, "18 x 29 = 522, at most 500"),
        (GB, 500, "the first GB"),
        (GB + MB, 529, "500 + 29"),
        (3 * GB, 1_500, "three at 5"),
        (3 * GB + 10 * MB, 1_790, "1500 + 290"),
        (3 * GB + 11 * MB, 1_800, "1500 + 319, the fourth costs at most 300"),
        (10 * GB, 3_600, "3 x 500 + 7 x 300"),
    ] {
        assert_eq!(price(tiers, kb), fen, "{kb} KB: {working}");
    }
    let blocks = "over = { rule = \"blocks\", price = 1, mb = 800 }";
    assert_eq!(price(blocks, 1), 100, "a block that is begun");
    assert_eq!(price(blocks, 800 * MB), 100);
    assert_eq!(price(blocks, 800 * MB + 1), 200);
    assert_eq!(price("over = { rule = \"per_mb\", per_mb = \"0.29\" }", 1024 * MB), 29_696, "1024 x 29");
    assert_eq!(price("over = { rule = \"pay_per_use\", per_mb = \"1.00\" }", 10 * MB), 1_000);
    assert_eq!(
        price("over = { rule = \"per_mb\", per_mb = \"0.29\" }", 1_000_000_000),
        28_320_312,
        "10^9 x 29 / 1024"
    );
}

/// Every rule at the same points of MB, all under the general cap of 500 yuan; 29 fen a MB where a MB has a price.
#[test]
fn every_rule_at_the_same_points_and_at_the_cap() {
    let points = [0, 34, 35, 100, 101, 207, 1024, 1025];
    // Each: the rule, the price at the points, then an amount beyond the cap.
    let table: [(&str, [i64; 8], u64, &str); 5] = [
        (
            "rule = \"ladder\", per_mb = \"0.29\", per_gb = 30",
            // 104 MB reach the 30 yuan (103.4 x 29 = 3000); the 1025th MB begins anew.
            [0, 986, 1_015, 2_900, 2_929, 3_000, 3_000, 3_029],
            17 * 1024,
            "17 x 3000 = 51000",
        ),
        (
            "rule = \"first_of_hundred\", per_mb = \"0.29\", first_mb = 34",
            // 207: 2 x 986 + 7 x 29; 1024: 10 x 986 + 24 x 29; 1025: + 29.
            [0, 986, 986, 986, 1_015, 2_175, 10_556, 10_585],
            5_100,
            "51 x 986 = 50286",
        ),
        (
            "rule = \"tiers\", per_mb = \"0.29\", gb = [5, 5, 5, 3]",
            // 18 MB already cost more than the 5 yuan of the first GB.
            [0, 500, 500, 500, 500, 500, 500, 529],
            165 * 1024,
            "3 x 500 + 162 x 300 = 50100",
        ),
        (
            "rule = \"blocks\", price = 1, mb = 800",
            [0, 100, 100, 100, 100, 100, 200, 200],
            501 * 800,
            "501 blocks",
        ),
        (
            "rule = \"per_mb\", per_mb = \"0.29\"",
            [0, 986, 1_015, 2_900, 2_929, 6_003, 29_696, 29_725],
            1_725,
            "1725 x 29 = 50025",
        ),
    ];
    for (rule, prices, beyond, working) in table {
        let rule = format!("over = {{ {rule} }}\ncap = {{ money = 500 }}");
        for (mb, fen) in points.into_iter().zip(prices) {
            assert_eq!(price(&rule, mb * MB), fen, "{rule} at {mb} MB");
        }
        assert_eq!(price(&rule, beyond * MB), 50_000, "{rule}: {working}, capped");
    }
}

fn feixiang() -> Package {
    package(
        "code = \"fx58\"\nname = \"飞享58\"\nkind = \"main\"\nfee = 58\nvoice = { minutes = 150, over = \"0.19\" }\n\
         data = [{ class = \"national\", amount = 3, unit = \"GB\" }]\n\
         over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 60 }\nrollover = \"one_month\"\n",
    )
}

#[test]
fn rolled_over_data_serves_first_and_ends_with_the_month() {
    let main = feixiang();
    // First month: 2 of 3 GB used, 1 GB lives on.
    let first = on(&main, &[], &used(100, 2 * GB), 0);
    assert_eq!((first.total, first.carry), (Fen(5_800), GB));
    // Second month: 3.5 GB used: 1 GB from the rollover, 2.5 from the plan, 0.5 lives on, nothing beyond.
    let second = on(&main, &[], &used(100, 3 * GB + GB / 2), first.carry);
    assert_eq!((second.total, second.carry), (Fen(5_800), GB / 2));
    // Used: without the rollover, half a GB beyond would have cost 60 yuan (512 x 29 = 14848, at most 6000).
    assert_eq!(on(&main, &[], &used(100, 3 * GB + GB / 2), 0).total, Fen(5_800 + 6_000));
    // Lost: a month of 0.2 GB uses rollover only; the half GB that is left of it does not live on, the plan's 3 GB do.
    let third = on(&main, &[], &used(100, GB / 5), second.carry);
    assert_eq!((third.total, third.carry), (Fen(5_800), 3 * GB));
}

#[test]
fn allowances_serve_in_the_printed_order() {
    let main = package(
        "code = \"m\"\nname = \"M\"\nkind = \"main\"\nfee = 59\n\
         data = [{ class = \"national\", amount = 1, unit = \"GB\" }, { class = \"directed\", amount = 2, unit = \"GB\" }]\n\
         over = { rule = \"tiers\", per_mb = \"0.29\", gb = [5] }\nrollover = \"one_month\"\n",
    );
    let pack = package(
        "code = \"p\"\nname = \"P\"\nkind = \"data_pack\"\nfee = 10\ndata = [{ class = \"national\", amount = 1, unit = \"GB\" }]\n",
    );
    let mut month = used(0, 4 * GB);
    month.data = Some(DataUse { national: 4 * GB, directed: 3 * GB, local: 0 });
    let terms = Terms { carry: GB / 2, pool: GB, ..Terms::default() };
    let bill = rate(&Plan { main: &main, packs: &[&pack] }, &month, &terms);
    // 7 GB used; 2 of the 3 directed ones are covered as such, the third joins the 4: 5 GB are needed of
    // rollover 0.5 + plan 1 + pack 1 + family 1 = 3.5; beyond: 1.5 GB = 5 + 5 yuan. Total 59 + 10 + 10.
    assert_eq!(bill.total, Fen(7_900));
    let data = bill.lines.iter().find(|line| line.item == Item::Data).unwrap();
    let covered: Vec<(Pool, u64)> = data
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Covered { by, amount, .. } => Some((by.clone(), *amount)),
            _ => None,
        })
        .collect();
    let pack = Pool::Pack { code: "p".to_owned() };
    let want = [
        (Pool::Rollover, GB / 2),
        (Pool::Directed, 2 * GB),
        (Pool::Plan, GB),
        (pack, GB),
        (Pool::Family, GB),
    ];
    assert_eq!(covered, want);
    assert_eq!(bill.carry, 0, "the plan's own data is used up");
}

#[test]
fn slowness_has_a_price_that_is_not_money() {
    let main = package(
        "code = \"t\"\nname = \"T\"\nkind = \"main\"\nfee = 88\ndata = [{ class = \"national\", amount = 10, unit = \"GB\" }]\n\
         over = { rule = \"throttle\", kbps = 1024 }\nrollover = \"no\"\n",
    );
    let bill = on(&main, &[], &used(0, 12 * GB + GB / 2), 0);
    assert_eq!(bill.total, Fen(8_800), "no charge beyond");
    // 2.5 GB slow at 3 yuan a GB.
    assert_eq!((bill.shadow, bill.throttled_kb), (Fen(750), 2 * GB + GB / 2));
    // October has 31 days: 31 x 2.5 / 12.5 = 6.2 days, rounded up.
    assert_eq!(bill.throttled_days, 7);
    assert!(bill.marks.has(Mark::Throttled) && !bill.marks.has_gap());
    let higher = package(
        "code = \"t\"\nname = \"T\"\nkind = \"main\"\nfee = 88\ndata = [{ class = \"national\", amount = 10, unit = \"GB\" }]\n\
         over = { rule = \"throttle\", after = \"12 GB\" }\n",
    );
    assert_eq!(
        on(&higher, &[], &used(0, 12 * GB + GB / 2), 0).throttled_kb,
        GB / 2,
        "the threshold lies higher"
    );
}

#[test]
fn minutes_messages_lines_and_days_abroad() {
    let main = package(
        "code = \"m\"\nname = \"M\"\nkind = \"main\"\nfee = 58\nvoice = { minutes = 150, over = \"0.19\" }\n\
         sms = { included = 20, over = \"0.10\" }\nroaming = { days = 7, over = 30 }\nlines = { included = 1, fee = 10, most = 4 }\n",
    );
    let month = Use { sms: Some(25), roaming_days: 9, lines: 3, as_billed: Fen(1_234), ..used(163, 0) };
    let bill = on(&main, &[], &month, 0);
    // 58 + 13 x 0.19 + 5 x 0.10 + 2 x 30 + 2 x 10 + 12.34 = 58 + 2.47 + 0.50 + 60 + 20 + 12.34.
    assert_eq!(bill.total, Fen(15_331));
    assert_eq!(bill.lines.iter().map(|line| line.amount).sum::<Fen>(), bill.total);
    let crowded = on(&main, &[], &Use { lines: 5, ..month }, 0);
    assert!(crowded.marks.has(Mark::LinePriceUnknown), "there is room for four");
}

#[test]
fn the_first_and_the_last_month_are_charged_by_the_day() {
    let main = feixiang();
    let terms = Terms { part: Part::Days { held: 10, of: 31 }, ..Terms::default() };
    // 5800 x 10 / 31 = 1870.96 -> 1870; minutes 150 x 10 / 31 = 48.4 -> 48; data 3 GB x 10 / 31 = 1,014,754.06 -> 1,014,754 KB.
    let bill = rate(&Plan { main: &main, packs: &[] }, &used(50, 1_014_754 + 34 * MB), &terms);
    // 1870 + 2 x 19 + 34 x 29 = 1870 + 38 + 986.
    assert_eq!(bill.total, Fen(2_894));
    assert_eq!(bill.carry, 0);
}

#[test]
fn a_missing_price_is_a_gap_only_where_it_is_needed() {
    let main = package(
        "code = \"g\"\nname = \"G\"\nkind = \"main\"\nfee = 128\nvoice = { minutes = 500 }\ndata = [{ class = \"national\", amount = 30, unit = \"GB\" }]\n",
    );
    let inside = on(&main, &[], &used(500, 30 * GB), 0);
    assert!(!inside.marks.has_gap());
    assert!(inside.marks.has(Mark::RolloverUnknown));
    let beyond = on(&main, &[], &used(501, 30 * GB + 1), 0);
    assert!(beyond.marks.has(Mark::VoicePriceUnknown) && beyond.marks.has(Mark::DataPriceUnknown));
    assert_eq!(beyond.total, Fen(12_800), "a lower bound, and marked as one");
}

#[test]
fn unknown_use_stays_unknown() {
    let main = feixiang();
    let month = Use { minutes: None, data: None, ..Use::zero(month("2026-10")) };
    let bill = on(&main, &[], &month, 0);
    assert_eq!(bill.total, Fen(5_800));
    assert!(bill.lines.iter().all(|line| line.item != Item::Voice && line.item != Item::Data));
}

#[test]
fn a_month_without_use_costs_the_fee() {
    let bill = on(&feixiang(), &[], &Use::zero(month("2026-02")), 0);
    assert_eq!((bill.total, bill.carry), (Fen(5_800), 3 * GB));
}

#[test]
fn penalties_are_worked_out_or_must_be_checked() {
    let with = |rule: &str| {
        package(&format!(
            "code = \"c\"\nname = \"C\"\nkind = \"main\"\nfee = 88\ncommitment = 12\npenalty = {{ {rule} }}\n"
        ))
    };
    let left = |months: u32| Contract { months_left: Some(months), months_held: Some(7), penalty: None };
    let known = |fen: i64| Charge::Known(Fen(fen));
    assert_eq!(penalty(&with("rule = \"fixed\", amount = 200"), left(5)), known(20_000));
    // 30 % of 5 x 88 = 132 yuan.
    assert_eq!(penalty(&with("rule = \"share_of_rest\", percent = 30"), left(5)), known(13_200));
    assert_eq!(penalty(&with("rule = \"minimum_spend\", per_month = 60"), left(5)), known(30_000));
    assert_eq!(penalty(&with("rule = \"pay_back\", per_month = 20"), left(5)), known(14_000));
    assert_eq!(penalty(&with("rule = \"unknown\""), left(5)), Charge::MustCheck);
    assert_eq!(penalty(&with("rule = \"unknown\""), left(0)), known(0), "the contract has ended");
    assert_eq!(penalty(&with("rule = \"unknown\""), Contract::default()), Charge::MustCheck);
    let told = Contract { penalty: Some(Fen(4_200)), ..left(5) };
    assert_eq!(penalty(&with("rule = \"unknown\""), told), known(4_200), "the operator's own figure wins");
    let free = package("code = \"f\"\nname = \"F\"\nkind = \"main\"\nfee = 8\ncommitment = 0\n");
    assert_eq!(penalty(&free, Contract::default()), known(0));
}

//! Packs that a customer holds are billed, kept or dropped with the change; the channel of sale and the months held count. Figures by hand.

use seatmate::content::offers::{barrier, pack_change};
use seatmate::content::words::Words;
use seatmate::domain::customer::Customer;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::package::Package;
use seatmate::domain::package::who::Barrier;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::rating::Mark;
use seatmate::domain::rating::switch::{Charge, Contract, penalty};
use seatmate::domain::recommend::{Case, Catalogue, Settings, Verdict, WhatIf};
use seatmate::domain::safe_text::RawText;
use seatmate::domain::usage::{Kilobytes, Minutes, UsageMonth};

use crate::rating_golden::package;

fn main_package(more: &str) -> Package {
    package(&format!(
        "code = \"m\"\nname = \"主\"\nkind = \"main\"\nfee = 50\nvoice = {{ minutes = 100, over = \"0.19\" }}\n\
         data = [{{ class = \"national\", amount = 1, unit = \"GB\" }}]\nover = {{ rule = \"per_mb\", per_mb = \"0.10\" }}\n\
         rollover = \"no\"\ncommitment = 0\n{more}\n"
    ))
}

fn pack(code: &str, fee: u32, gb: u32, more: &str) -> Package {
    package(&format!(
        "code = \"{code}\"\nname = \"包{code}\"\nkind = \"data_pack\"\nfee = {fee}\n\
         data = [{{ class = \"national\", amount = {gb}, unit = \"GB\" }}]\n{more}\n"
    ))
}

fn shelf(packages: Vec<Package>) -> Catalogue {
    Catalogue { packages, channel: Some(RawText::new("电话")), ..Catalogue::default() }
}

fn customer(packs: &[&str]) -> Customer {
    let mut customer = Customer::bare(PhoneNumber::parse("13800138000").unwrap());
    customer.package = Some(RawText::new("m"));
    customer.packs = packs.iter().map(|pack| RawText::new(*pack)).collect();
    customer
}

/// Six months of so many MB; every bill as given, with the fee that the bill names.
fn usage(mb: u64, bill: i64, fee: i64) -> Vec<UsageMonth> {
    let month = |month| {
        let mut usage = UsageMonth::unknown(Month::new(2026, month).unwrap());
        usage.bill = Some(Fen::yuan(bill));
        usage.package_fee = Some(Fen::yuan(fee));
        usage.voice_out_min = Some(Minutes(50));
        usage.data = Some(Kilobytes::from_mb(mb));
        usage
    };
    (5..=10).map(month).collect()
}

fn advise(
    catalogue: &Catalogue,
    customer: &Customer,
    usage: &[UsageMonth],
) -> seatmate::domain::recommend::Advice {
    let case = Case::read(customer, usage, catalogue, "2026-11-22".parse().unwrap());
    case.advise(&catalogue.packages, WhatIf::default(), Settings { resamples: 20, ..Settings::default() })
}

/// 2048 MB on one GB with a pack of one GB for 10 yuan: 50 + 10 = 60, nothing beyond. Without the pack 1024 MB x 0.10 = 102.40 more.
#[test]
fn a_held_pack_is_billed_and_serves_whichever_way_the_bill_names_the_fee() {
    let catalogue = shelf(vec![main_package(""), pack("p", 10, 1, "")]);
    for fee in [60, 50] {
        let advice = advise(&catalogue, &customer(&["p"]), &usage(2048, 60, fee));
        let now = advice.current.as_ref().unwrap();
        assert_eq!(
            (now.packs.as_slice(), now.fee, now.mean),
            (&["p".to_owned()][..], Fen::yuan(60), Fen::yuan(60))
        );
        assert_eq!(advice.model.error_per_mille, Some(0), "billed as {fee}");
        assert!(
            advice.stay_plus.is_none() && matches!(advice.verdict, Verdict::Stay { .. }),
            "{:?}",
            advice.verdict
        );
    }
    let without = advise(&catalogue, &customer(&[]), &usage(2048, 60, 50));
    assert_eq!(
        without.model.error_per_mille,
        Some(1540),
        "50 + 102.40 = 152.40 against 60: 92.40 / 60 = 1.540"
    );
}

/// 500 MB needs no pack: dropping the one for 20 yuan saves 20 of 70.
#[test]
fn a_pack_that_serves_nothing_is_dropped_and_the_words_say_so() {
    let catalogue = shelf(vec![main_package(""), pack("p", 20, 5, "")]);
    let advice = advise(&catalogue, &customer(&["包p"]), &usage(500, 70, 70));
    assert_eq!(advice.verdict, Verdict::AddPack);
    let plus = advice.stay_plus.as_ref().unwrap();
    assert!(plus.packs.is_empty());
    assert_eq!(plus.saving.unwrap().month, Fen::yuan(20));
    let words = Words::new("zh-CN");
    assert_eq!(pack_change(&words, &catalogue, &advice, plus).unwrap(), "退订 包p");
    let said = seatmate::content::offers::verdict(&words, &catalogue, &advice);
    assert_eq!(said, "现套餐不动，调整包更省：退订 包p");
}

/// The held pack is no longer sold; the new main package costs 20 less and the pack goes along.
#[test]
fn a_pack_that_is_no_longer_sold_may_be_kept_with_another_main_package() {
    let other = package(
        "code = \"n\"\nname = \"新\"\nkind = \"main\"\nfee = 30\nvoice = { minutes = 100, over = \"0.19\" }\n\
         data = [{ class = \"national\", amount = 1, unit = \"GB\" }]\nover = { rule = \"per_mb\", per_mb = \"0.10\" }\nrollover = \"no\"\n",
    );
    let old = pack("p", 10, 1, "on_sale = { to = \"2020-01\" }");
    let catalogue = shelf(vec![main_package(""), other, old]);
    let advice = advise(&catalogue, &customer(&["p"]), &usage(2048, 60, 60));
    let Verdict::Switch { to, .. } = advice.verdict else { panic!("{:?}", advice.verdict) };
    let entry = &advice.ranked[to];
    assert_eq!((entry.code.as_str(), entry.packs.as_slice()), ("n", &["p".to_owned()][..]));
    assert_eq!(entry.saving.unwrap().month, Fen::yuan(20));
    assert_eq!(pack_change(&Words::new("zh-CN"), &catalogue, &advice, entry).unwrap(), "保留 包p");
    let stranger = advise(&catalogue, &customer(&[]), &usage(1000, 50, 50));
    assert!(stranger.ranked.iter().all(|entry| entry.packs.is_empty()), "nobody else may order it");
}

#[test]
fn dropping_a_pack_with_a_commitment_must_be_checked_and_an_unknown_pack_is_said() {
    let catalogue = shelf(vec![main_package(""), pack("p", 20, 5, "commitment = 12")]);
    let bound = advise(&catalogue, &customer(&["p"]), &usage(500, 70, 70));
    assert_eq!(bound.stay_plus.as_ref().unwrap().switch.penalty, Charge::MustCheck);
    let unknown = advise(&catalogue, &customer(&["没有这个包"]), &usage(500, 70, 50));
    assert!(unknown.current.as_ref().unwrap().marks.has(Mark::HeldPackUnknown));
}

#[test]
fn a_package_sold_elsewhere_only_is_refused_with_the_places_that_sell_it() {
    let other = package(
        "code = \"n\"\nname = \"厅\"\nkind = \"main\"\nfee = 8\nwho = { channels = [\"营业厅\", \"掌厅\"] }\n",
    );
    let phone =
        package("code = \"h\"\nname = \"线\"\nkind = \"main\"\nfee = 9\nwho = { channels = [\"10086\"] }\n");
    let catalogue = shelf(vec![main_package(""), other, phone]);
    let advice = advise(&catalogue, &customer(&[]), &usage(500, 50, 50));
    let refused = &advice.refused[0];
    assert_eq!((advice.refused.len(), refused.code.as_str()), (1, "n"), "a hotline is a telephone");
    assert!(matches!(&refused.barrier, Barrier::OtherChannel { only } if only.len() == 2));
    assert_eq!(barrier(&Words::new("zh-CN"), &refused.barrier), "只在 营业厅 / 掌厅 办理");
}

/// Pay back 15 yuan for each month enjoyed.
#[test]
fn months_held_count_from_the_day_the_package_began_or_from_the_contract() {
    let bound = main_package("").code;
    let package = package(
        "code = \"m\"\nname = \"主\"\nkind = \"main\"\nfee = 50\ncommitment = 24\npenalty = { rule = \"pay_back\", per_month = 15 }\n",
    );
    assert_eq!(bound, package.code);
    let catalogue = shelf(vec![package.clone()]);
    let contract = |since: Option<&str>| -> Contract {
        let mut customer = customer(&[]);
        customer.contract_end = "2027-05-22".parse().ok();
        customer.package_since = since.and_then(|day| day.parse().ok());
        Case::read(&customer, &[], &catalogue, "2026-11-22".parse().unwrap()).contract
    };
    // 2026-04-10 to 2026-11-22: seven months and twelve days, begun ones counted: eight.
    let known = contract(Some("2026-04-10"));
    assert_eq!((known.months_left, known.months_held), (Some(6), Some(8)));
    assert_eq!(penalty(&package, known), Charge::Known(Fen::yuan(120)), "8 x 15");
    // Of 24 months six are left, so 18 have run.
    assert_eq!(penalty(&package, contract(None)), Charge::Known(Fen::yuan(270)), "18 x 15");
    assert_eq!(contract(Some("2027-01-01")).months_held, Some(18), "a day in the future says nothing");
}

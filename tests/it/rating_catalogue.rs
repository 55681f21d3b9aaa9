//! Catalogue files: what is built in, what is refused and where, and lists from spreadsheets.

use seatmate::content::packages::list::{COLUMNS, Reader, Why};
use seatmate::content::packages::{built_in, check, load, read};
use seatmate::content::source::Source;
use seatmate::domain::customer::Level;
use seatmate::domain::money::Fen;
use seatmate::domain::package::check::Fault;
use seatmate::domain::package::who::{Applicant, Barrier, Eligibility, may_have};
use seatmate::domain::recommend::find;

use crate::rating_golden::{month, package};

const HEAD: &str = "[catalogue]\ntitle = \"T\"\nplace = \"P\"\nyears = \"2026\"\nsource = \"S\"\n\n";

fn found(packages: &str) -> Vec<(&'static str, usize, usize)> {
    let source = Source::built_in("p.toml", &format!("{HEAD}{packages}"));
    check(&source).iter().map(|finding| (finding.code, finding.place().0, finding.place().1)).collect()
}

#[test]
fn the_built_in_catalogues_say_that_they_are_examples_and_of_which_years() {
    for source in built_in() {
        let (catalogue, findings) = read(&source).unwrap();
        assert_eq!(findings, [], "{}", source.name);
        let about = catalogue.catalogue;
        assert!(about.example && about.title.contains("示例") && !about.years.is_empty(), "{}", source.name);
    }
    let (shelf, _) = load(None);
    assert_eq!(shelf.packages.len(), 109, "105 published rows and four of the old brands");
    let five = find(&shelf.packages, "5G智享158元").unwrap();
    assert_eq!((five.fee, find(&shelf.packages, "PUB-5g-zhixiang-158")), (Fen::yuan(158), Some(five)));
    let position = shelf.packages.iter().position(|package| package == five).unwrap();
    assert_eq!(shelf.about(position).unwrap().title, "5G 套餐(示例)");
    assert!(shelf.about(shelf.packages.len()).is_none());
    assert_eq!(find(&shelf.packages, "自由选28元").unwrap().name.as_raw(), "4G自由选28元");
}

#[test]
fn every_contradiction_is_found_with_line_and_column() {
    let one = |rest: &str| {
        found(&format!("[[package]]\ncode = \"a\"\nname = \"A\"\nkind = \"main\"\nfee = 8\n{rest}\n"))
    };
    assert_eq!(one(""), []);
    assert_eq!(one("data = [{ class = \"national\", amount = 10 }]"), [("package-no-unit", 12, 9)]);
    let falls = "over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 60, step = 70 }";
    assert_eq!(one(falls), [("package-ladder-falls", 12, 64)]);
    let below = "over = { rule = \"ladder\", per_mb = \"0.29\", per_gb = \"0.20\" }";
    assert_eq!(one(below), [("package-ladder-falls", 12, 53)]);
    assert_eq!(one("penalty = { rule = \"unknown\" }"), [("package-penalty-without-commitment", 12, 11)]);
    assert_eq!(one("no_downgrade = true"), [("package-no-downgrade-without-commitment", 12, 16)]);
    assert_eq!(
        one("on_sale = { from = \"2026-02\", to = \"2026-01\" }"),
        [("package-end-before-beginning", 12, 36)]
    );
    assert_eq!(one("rollover = \"one_month\""), [("package-rolls-nothing", 12, 12)]);
    assert_eq!(one("stackable = true"), [("package-wrong-kind", 12, 13)]);
    assert_eq!(one("fee = 9"), [("toml", 12, 1)], "a key twice");
    assert_eq!(one("fees = 9"), [("toml", 12, 1)], "a misspelt key");
    assert_eq!(one("sms = { over = 0.1 }"), [("toml", 12, 16)], "money is never a binary fraction");
    let twice = "[[package]]\ncode = \"a\"\nname = \"A\"\nkind = \"main\"\nfee = 8\n";
    assert_eq!(found(&format!("{twice}{twice}")), [("package-code-twice", 13, 8)]);
}

#[test]
fn own_files_win_and_a_bad_one_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("packages")).unwrap();
    let file =
        |name: &str, text: &str| std::fs::write(folder.path().join("packages").join(name), text).unwrap();
    let good = format!("{HEAD}[[package]]\ncode = \"a\"\nname = \"A\"\nkind = \"main\"\nfee = 8\n");
    file("1.toml", &good);
    file("2.toml", &good);
    file("3.toml", "rubbish");
    let (shelf, findings) = load(Some(folder.path()));
    let offered = shelf.packages.iter().filter(|package| !package.known_only);
    assert_eq!(
        offered.count(),
        1,
        "the examples stay known for those who hold them, and nobody is offered one"
    );
    assert_eq!(shelf.packages.len(), 110);
    assert!(!shelf.on_offer().is_example);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["package-code-twice", "toml"]);
}

#[test]
fn a_package_reads_back_from_what_it_was_written_as() {
    for package in load(None).0.packages {
        let json = serde_json::to_string(&package).unwrap();
        assert_eq!(serde_json::from_str::<seatmate::domain::package::Package>(&json).unwrap(), package);
    }
}

#[test]
fn lists_from_spreadsheets_give_the_same_packages_and_lose_no_row() {
    let mut reader = Reader::new([
        "\u{FEFF}Code",
        "name",
        "kind",
        "fee",
        "minutes",
        "voice_over",
        "national",
        "over",
        "per_mb",
        "per_gb",
        "penalty",
        "commitment",
    ]);
    reader.row(2, &["a", "甲", "main", "58", "150", "0.19", "3 GB", "ladder", "0.29", "60", "30%", "12"]);
    reader.row(3, &["b", "乙", "main", "88.50", "不限", "", "", "tiers", "0.29", "5/5/5/3", "", ""]);
    reader.row(4, &["", "", " ", "", "", "", "", "", "", "", "", ""]);
    reader.row(5, &["c", "丙", "main", "dear", "", "", "", "", "", "", "", ""]);
    reader.row(6, &["d", "丁", "main", "8", "", "", "10", "", "", "", "", ""]);
    reader.row(7, &["e", "戊", "main", "8", "", "", "", "", "", "", "200", ""]);
    reader.row(8, &["a", "甲", "main", "58", "", "", "", "", "", "", "", ""]);
    reader.row(9, &["f", "己", "main", "8", "", "", "", "ladder", "0.29", "", "", ""]);
    reader.row(10, &["g", "庚"]);
    let list = reader.finish();
    assert_eq!((list.packages.len(), list.rejects.len(), list.blank), (2, 6, 1), "nine rows");
    let same = package(
        "code = \"a\"\nname = \"甲\"\nkind = \"main\"\nfee = 58\nvoice = { minutes = 150, over = \"0.19\" }\n\
         data = [{ class = \"national\", amount = 3, unit = \"GB\" }]\nover = { rule = \"ladder\", per_mb = \"0.29\", per_gb = 60 }\n\
         commitment = 12\npenalty = { rule = \"share_of_rest\", percent = 30 }\n",
    );
    assert_eq!(list.packages[0], same);
    let whys: Vec<_> =
        list.rejects.iter().map(|reject| (reject.line, reject.column, reject.why.clone())).collect();
    let faulty = |fault, key: &str| Why::Faulty { fault, key: key.to_owned() };
    assert_eq!(
        whys,
        [
            (5, Some("fee"), Why::Unreadable),
            (6, Some("national"), faulty(Fault::NoUnit, "data.0")),
            (7, Some("penalty"), faulty(Fault::PenaltyWithoutCommitment, "penalty")),
            (8, Some("code"), faulty(Fault::CodeTwice { first: 0 }, "code")),
            (9, Some("per_gb"), Why::Missing),
            (10, Some("kind"), Why::Missing),
        ]
    );
    assert_eq!(COLUMNS[..4], ["code", "name", "kind", "fee"], "what a list must have comes first");
}

#[test]
fn the_rule_that_fails_is_named_and_the_unknown_is_checked() {
    let main = |who: &str| package(&format!("code = \"a\"\nname = \"A\"\nkind = \"main\"\nfee = 8\n{who}\n"));
    let at = month("2026-12");
    let gold = Applicant { level: Some(Level::Gold), age: Some(40), ..Applicant::default() };
    let no = |barrier| Eligibility::No { barrier };
    assert_eq!(may_have(&main("who = { level_from = \"silver\" }"), &gold, at), Eligibility::Yes);
    let diamond = main("who = { level_from = \"diamond\" }");
    assert_eq!(may_have(&diamond, &gold, at), no(Barrier::LevelBelow { needs: Level::Diamond }));
    let young = main("who = { age_to = 30 }");
    assert_eq!(may_have(&young, &gold, at), no(Barrier::AgeOutside { from: None, to: Some(30) }));
    assert_eq!(may_have(&young, &Applicant::default(), at), Eligibility::MustCheck);
    let sold = main("on_sale = { to = \"2022-03\" }");
    assert_eq!(may_have(&sold, &gold, at), no(Barrier::NotOnSale { from: None, to: Some(month("2022-03")) }));
    assert_eq!(may_have(&main("who = { new_only = true }"), &gold, at), no(Barrier::NewOnly));
    let bound = Applicant { fee_from: Some(Fen::yuan(88)), ..gold.clone() };
    assert_eq!(may_have(&main(""), &bound, at), no(Barrier::Downgrade { lowest: Fen::yuan(88) }));
    let brand = main("who = { brands = [\"全球通\"] }");
    assert_eq!(
        may_have(&brand, &Applicant { brand: Some("神州行".into()), ..gold }, at),
        no(Barrier::OtherBrand)
    );
}

#[test]
fn every_contradiction_has_its_words_in_both_languages() {
    let faults = [
        Fault::BadCode,
        Fault::CodeTwice { first: 0 },
        Fault::NoName,
        Fault::NoUnit,
        Fault::NoAmount,
        Fault::ClassTwice,
        Fault::Negative,
        Fault::LadderFalls,
        Fault::Empty,
        Fault::NoPrice,
        Fault::AboveHundred,
        Fault::PenaltyWithoutCommitment,
        Fault::NoDowngradeWithoutCommitment,
        Fault::EndBeforeBeginning,
        Fault::ThrottleBelowAllowance,
        Fault::RollsNothing,
        Fault::FuseBelowAllowance,
        Fault::EmptyPack,
        Fault::WrongKind,
        Fault::PriceBeyondUnlimited,
    ];
    for tag in ["zh-CN", "en"] {
        let words = seatmate::content::words::Words::new(tag);
        for fault in &faults {
            let code = seatmate::content::packages::sentence(fault);
            let key = format!("finding-{code}");
            assert!(words.has(&key) && words.has(&format!("{key}.hint")), "{tag}: {key}");
            assert!(words.has(&format!("reject-{code}")), "{tag}: reject-{code}");
        }
    }
}

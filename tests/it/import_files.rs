//! Files as other systems write them: encodings, delimiters, damage, spreadsheets. Every row is accounted for.

use proptest::prelude::*;
use seatmate::domain::customer::Level;
use seatmate::domain::money::Fen;
use seatmate::domain::usage::Kilobytes;
use seatmate::intake::{Held, ImportError, Job, Kind, Mapping, Source, Summary, Table, run};

/// Reads bytes into memory.
pub(crate) fn read(kind: Kind, bytes: impl Into<Vec<u8>>, map: &str) -> Result<(Summary, Held), ImportError> {
    read_source(kind, Source::from_bytes(bytes), map)
}

fn read_source(kind: Kind, source: Source, map: &str) -> Result<(Summary, Held), ImportError> {
    let mapping = Mapping::parse(map).map_err(ImportError::Mapping)?;
    let mut table = Table::open(source, mapping.encoding, mapping.delimiter)?;
    let mut held = Held { strangers: true, ..Held::default() };
    let job = Job { kind, mapping: &mapping, rejects: None, interrupted: &|| false, progress: &mut |_| {} };
    let summary = run(&mut table, job, &mut held)?;
    assert_eq!(summary.read, summary.accepted + summary.rejected + summary.blank);
    assert_eq!(summary.rejected, summary.reasons.iter().map(|count| count.rows).sum::<u64>());
    Ok((summary, held))
}

fn customers(bytes: impl Into<Vec<u8>>) -> (Summary, Held) {
    read(Kind::Customers, bytes, "").unwrap()
}

fn names(held: &Held) -> Vec<String> {
    held.customers
        .iter()
        .map(|customer| customer.name.as_ref().map_or("", |name| name.as_raw()).to_owned())
        .collect()
}

fn codes(summary: &Summary) -> Vec<(&'static str, u64)> {
    let mut codes: Vec<_> = summary.reasons.iter().map(|count| (count.reason.code, count.rows)).collect();
    codes.sort_unstable();
    codes
}

const PEOPLE: &str =
    "号码,姓名,级别\n15400000001,欧阳娜,金卡\n15400000002,单志远,三星\n15400000003,王小明,\n";

#[test]
fn the_same_people_in_every_encoding() {
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let mut bytes = mark.to_vec();
        bytes.extend(PEOPLE.encode_utf16().flat_map(unit));
        bytes
    };
    let gb18030 = encoding_rs::GB18030.encode(PEOPLE).0.into_owned();
    for (name, bytes) in [
        ("UTF-8", PEOPLE.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{PEOPLE}").into_bytes()),
        ("GB18030", gb18030),
        ("UTF-16LE with a mark", utf16(&[0xFF, 0xFE], u16::to_le_bytes)),
        ("UTF-16BE with a mark", utf16(&[0xFE, 0xFF], u16::to_be_bytes)),
        ("Windows lines", PEOPLE.replace('\n', "\r\n").into_bytes()),
        ("no last line break", PEOPLE.trim_end().as_bytes().to_vec()),
        ("semicolons", PEOPLE.replace(',', ";").into_bytes()),
        ("tabs", PEOPLE.replace(',', "\t").into_bytes()),
    ] {
        let (summary, held) = customers(bytes);
        assert_eq!((summary.read, summary.accepted), (3, 3), "{name}");
        assert_eq!(names(&held), ["欧阳娜", "单志远", "王小明"], "{name}");
        assert_eq!(held.customers[0].level, Some(Level::Gold), "{name}");
        assert_eq!(held.customers[2].level, None, "{name}");
    }
    let bare = "number,name\n15400000001,王\n".encode_utf16().flat_map(u16::to_le_bytes);
    assert_eq!(names(&customers(bare.collect::<Vec<u8>>()).1), ["王"], "UTF-16LE without a mark");
}

#[test]
fn a_line_that_does_not_decode_costs_itself_only() {
    let mut bytes = PEOPLE.as_bytes().to_vec();
    bytes.extend(b"15400000004,\xC0\xC1,\n");
    bytes.extend("15400000005,赵,\n".as_bytes());
    let (summary, held) = customers(bytes);
    assert_eq!(codes(&summary), [("encoding", 1)]);
    assert_eq!(names(&held), ["欧阳娜", "单志远", "王小明", "赵"]);
}

#[test]
fn the_encoding_may_show_late() {
    let mut text = "number,name\n".to_owned();
    for index in 0..70_000 {
        text.push_str(&format!("154{index:08},Lin\n"));
    }
    text.push_str("15499999999,欧阳\n");
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    assert!(bytes.len() > 1 << 20, "longer than what is read at once");
    let (summary, held) = customers(bytes);
    assert_eq!(summary.accepted, 70_001);
    assert_eq!(names(&held).last().unwrap(), "欧阳");
}

#[test]
fn an_open_quote_swallows_nothing() {
    let mut text = "number,name\n15400000001,\"open\n".to_owned();
    for index in 2..1_000 {
        text.push_str(&format!("154{index:08},n{index}\n"));
    }
    let (summary, held) = customers(text);
    assert_eq!(codes(&summary), [("open-quote", 1)]);
    assert_eq!(held.customers.len(), 998);
}

#[test]
fn two_stray_quotes_do_not_make_one_row_of_everything_between() {
    let text = "number,name\n15400000001,\"甲\n15400000002,乙\n15400000003,\"丙\"\n15400000004,丁\n";
    let (summary, held) = customers(text);
    assert_eq!(codes(&summary), [("open-quote", 1)]);
    assert_eq!(names(&held), ["乙", "丙", "丁"]);
}

#[test]
fn a_quoted_field_may_hold_lines_quotes_and_delimiters() {
    let text = "number,name,taboo\n15400000001,\"王,\"\"小\"\"明\",\"一\n二\n三\"\n\n15400000002,李,\n";
    let (summary, held) = customers(text);
    assert_eq!((summary.read, summary.accepted, summary.blank), (3, 2, 1));
    assert_eq!(names(&held), ["王,\"小\"明", "李"]);
    assert_eq!(held.customers[0].taboo.as_ref().unwrap().as_raw(), "一\n二\n三");
}

#[test]
fn ragged_and_oversized_rows_are_named() {
    let wide = ",".repeat(600);
    let long = "x".repeat(70 << 10);
    let endless = "y".repeat(3 << 20);
    let text = format!(
        "number,name\n15400000001\n15400000002,a,b\n15400000003,c,,\n15400000004{wide}\n15400000005,{long}\n\
         15400000006,{endless}\n15400000007,d\n,\n \n"
    );
    let (summary, held) = customers(text);
    assert_eq!(
        codes(&summary),
        [("columns", 2), ("field-too-long", 1), ("too-long", 1), ("too-many-columns", 1)]
    );
    assert_eq!(names(&held), ["c", "d"]);
    assert_eq!(summary.blank, 2);
}

#[test]
fn numbers_in_every_spelling_and_their_damage() {
    let text =
        "number\n+86 154-0000-0001\n１５４００００００２\n'15400000003\n15400000004.0\n1.54E+10\nabc\n12\n";
    let (summary, held) = customers(text);
    assert_eq!(codes(&summary), [("number-length", 1), ("number-not-one", 1), ("number-scientific", 1)]);
    assert_eq!(held.customers.len(), 4);
}

#[test]
fn what_is_absent_stays_unknown() {
    let text = "number,month,bill,voice_min,data_mb\n15400000001,2026-10,129.5,,1.5\n15400000001,202609,NULL,,\n\
                15400000001,2026-08,-3.00,12.0,\n15400000001,2026-13,1,1,1\n15400000001,2026-07,1.234,1,1\n";
    let (summary, held) = read(Kind::Usage, text, "").unwrap();
    assert_eq!(codes(&summary), [("bad-month", 1), ("money-too-precise", 1), ("no-measure", 1)]);
    let month = &held.usage[0].1;
    assert_eq!((month.bill, month.voice_min, month.data), (Some(Fen(12_950)), None, Some(Kilobytes(1_536))));
    assert_eq!(held.usage[1].1.bill, Some(Fen(-300)));
    assert_eq!(held.usage[1].1.voice_min.unwrap().0, 12);
}

#[test]
fn columns_are_found_by_any_name_and_missed_by_ours() {
    let missing = read(Kind::Usage, "号码,金额\n1,2\n", "").unwrap_err();
    assert!(matches!(missing, ImportError::MissingColumn("month")));
    let nothing = read(Kind::Usage, "号码,月份,别的\n1,2,3\n", "").unwrap_err();
    assert!(matches!(nothing, ImportError::NoMeasure));
    assert!(matches!(read(Kind::Customers, "", "").unwrap_err(), ImportError::Empty));
    let twice = read(Kind::Customers, "Number, NUMBER \n1,2\n", "").unwrap_err();
    assert!(matches!(twice, ImportError::TwoColumns("number")));
    let (summary, _) = customers(" Number ,shoe size\n15400000001,43\n");
    assert_eq!(summary.unknown_columns, ["shoe size"]);
}

#[test]
fn a_mapping_fits_a_strange_file() {
    let map = "null = [\"-1\"]\n[columns]\nnumber = { column = \"id\", prefix = \"154\", pad = 8 }\n\
               month = { constant = \"2022-09\" }\nbill = { column = \"fen\", divide = 100 }\n\
               data_mb = { column = \"kb\", divide = 1024 }\nvoice_min = { column = \"s\", divide = 60 }\n";
    let text = "id,fen,kb,s,x\n7,12345,8450801,90,1\n8,-1,1,30,1\n";
    let (summary, held) = read(Kind::Usage, text, map).unwrap();
    assert_eq!((summary.accepted, summary.unknown_columns.len()), (2, 1));
    let (number, month) = &held.usage[0];
    assert_eq!(number.digits(), "15400000007");
    assert_eq!((month.bill, month.data), (Some(Fen(12_345)), Some(Kilobytes(8_450_801))));
    assert_eq!(month.voice_min.unwrap().0, 2);
    assert_eq!(held.usage[1].1.bill, None);
    let wrong = read(Kind::Usage, "id\n1\n", "[columns]\nnumber = \"ID2\"\n").unwrap_err();
    assert!(matches!(wrong, ImportError::MappedColumnMissing { field: "number", .. }));
    let stranger = read(Kind::Usage, "id\n1\n", "[columns]\nshoes = \"id\"\n").unwrap_err();
    assert!(matches!(stranger, ImportError::UnknownField { .. }));
}

#[test]
fn the_contest_sample_goes_in_through_its_mappings() {
    // Invented rows of the same shape.
    let text = "用户id,客户星级标识,当月ARPU,当月MOU,GPRS总流量（KB）,GPRS-国内漫游-流量（KB）,套外流量（MB）,套外流量费（元）,\
                省际漫游-时长（分钟）,当月欠费金额,是否5G网络客户\n\
                1,银卡,128.5,301,2097152,0,1816.45,250.0,3,0.0,是\n2,未评级,19.0,0,0,0,0.0,0.0,0,,否\n3,,60.0,12,5,0,0.0,0.0,0,-1,\n";
    let customers = include_str!("../../assets/mappings/bjmobile2022-customers.toml");
    let (summary, held) = read(Kind::Customers, text, customers).unwrap();
    assert_eq!(summary.accepted, 3);
    assert_eq!(held.customers[0].number.digits(), "19900000001");
    let levels: Vec<_> = held.customers.iter().map(|customer| customer.level).collect();
    assert_eq!(levels, [Some(Level::Silver), Some(Level::None), None]);
    assert_eq!(held.customers[0].tags.len(), 1);
    assert_eq!(held.customers[0].arrears, Some(Fen(0)));
    assert_eq!(held.customers[2].arrears, None);
    let usage = include_str!("../../assets/mappings/bjmobile2022-usage.toml");
    let (summary, held) = read(Kind::Usage, text, usage).unwrap();
    assert_eq!(summary.accepted, 3);
    let month = &held.usage[0].1;
    assert_eq!(month.month.to_string(), "2022-09");
    assert_eq!((month.bill, month.data), (Some(Fen(12_850)), Some(Kilobytes::from_mb(2_048))));
    assert_eq!(month.data_fee, Some(Fen(25_000)));
}

#[test]
fn weeks_events_and_tasks() {
    let (summary, held) = read(
        Kind::Habits,
        "number,weekday,hour,calls\n15400000001,1,9,5\n15400000001,周日,23,1\n15400000001,8,9,5\n15400000001,1,24,5\n15400000001,1,9,\n",
        "",
    )
    .unwrap();
    assert_eq!(codes(&summary), [("bad-count", 1), ("empty", 1), ("unknown-word", 1)]);
    assert_eq!(held.habits[1].1.weekday, 7);
    let (summary, held) = read(
        Kind::Events,
        "number,at,kind,detail\n15400000001,2026-11-02 10:42,complaint,资费\n15400000001,20261103,携转查询,\n15400000001,昨天,stop,\n15400000001,2026-11-02,gossip,\n",
        "",
    )
    .unwrap();
    assert_eq!(codes(&summary), [("bad-time", 1), ("unknown-word", 1)]);
    assert_eq!(held.events.len(), 2);
    let tasks = "number,reason,due_at,priority\n15400000001,回访,2026-12-01 10:00,2\n15400000001,回访,,\n15400000001,,,\n15400000001,回访,,10\n";
    let (summary, held) = read(Kind::Tasks, tasks, "").unwrap();
    assert_eq!(codes(&summary), [("bad-count", 1), ("empty", 1)]);
    assert_ne!(held.tasks[0].id, held.tasks[1].id);
    assert_eq!(held.tasks, read(Kind::Tasks, tasks, "").unwrap().1.tasks, "the same file gives the same ids");
}

fn fixture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(name)
}

#[test]
fn spreadsheets_with_their_numbers_and_dates() {
    let source = Source::open(&fixture("customers.xlsx")).unwrap();
    let (summary, held) = read_source(Kind::Customers, source, "").unwrap();
    assert_eq!((summary.read, summary.blank), (5, 1));
    // A number cell that shows 1.54E+10 still holds all its digits; a text cell with that text has lost them.
    assert_eq!(codes(&summary), [("number-scientific", 1)]);
    let numbers: Vec<String> = held.customers.iter().map(|customer| customer.number.digits()).collect();
    assert_eq!(numbers, ["15400000001", "15400000002", "15400000000"]);
    assert_eq!(held.customers[0].birthday.unwrap().to_string(), "1980-02-29");
    assert_eq!(held.customers[1].birthday.unwrap().to_string(), "1975-12-31");
    assert_eq!(held.customers[0].arrears, Some(Fen(1_250)));
    assert_eq!(held.customers[0].tags.len(), 2);
    let source = Source::open(&fixture("tasks.xlsx")).unwrap();
    let (summary, held) = read_source(Kind::Tasks, source, "").unwrap();
    assert_eq!(summary.accepted, 2);
    assert_eq!(held.tasks[0].due_at.unwrap().to_rfc3339(), "2026-12-01T02:30:00+00:00");
    let source = Source::open(&fixture("tasks.xlsx")).unwrap();
    assert!(matches!(read_source(Kind::Usage, source, "").unwrap_err(), ImportError::SheetKind));
}

#[test]
fn a_cell_in_the_last_row_costs_no_memory() {
    let source = Source::open(&fixture("far_corner.xlsx")).unwrap();
    let (summary, held) = read_source(Kind::Customers, source, "").unwrap();
    assert_eq!((summary.accepted, summary.read), (2, 1_048_575));
    assert_eq!(names(&held), ["角落", ""]);
}

#[test]
fn only_regular_files_are_opened_and_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("customers.csv");
    std::fs::write(&file, PEOPLE).unwrap();
    std::os::unix::fs::symlink(&file, dir.path().join("link.csv")).unwrap();
    let fifo = dir.path().join("fifo.csv");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    assert!(Source::open(&file).is_ok());
    for path in [&fifo, &dir.path().join("link.csv"), dir.path(), "/dev/zero".as_ref()] {
        assert!(matches!(Source::open(path), Err(ImportError::NotAFile)), "{}", path.display());
    }
    assert!(matches!(
        Source::open(&dir.path().join("no")),
        Err(ImportError::Read(std::io::ErrorKind::NotFound))
    ));
}

#[test]
fn nothing_of_a_row_gets_into_an_error() {
    let text = "number,birthday\n15412345678,昨天\n";
    let (summary, held) = customers(text);
    let shown = format!("{summary:?} {held:?} {}", serde_json::to_string(&summary).unwrap());
    assert!(!shown.contains("15412345678") && !shown.contains("昨天"));
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = b"number,name\n".to_vec();
        file.extend(bytes);
        // The equation itself is checked where the file is read.
        let _ = read(Kind::Customers, file, "");
    }

    #[test]
    fn rows_and_lines_agree_without_line_breaks_in_quotes(
        rows in proptest::collection::vec("[0-9\",;王 ]{0,20}", 0..30)
    ) {
        let text = format!("number,name\n{}", rows.iter().map(|row| format!("{row}\n")).collect::<String>());
        let (summary, _) = read(Kind::Customers, text, "").unwrap();
        let quotes = rows.iter().any(|row| row.contains('"'));
        prop_assert!(quotes || summary.read == rows.len() as u64);
        prop_assert!(summary.read <= rows.len() as u64);
    }

    #[test]
    fn plain_rows_and_quoted_rows_read_alike(
        rows in proptest::collection::vec("[0-9a-z]{0,9},[0-9a-z 王]{0,9}(,x)?", 1..20),
        windows: bool,
    ) {
        let line_break = if windows { "\r\n" } else { "\n" };
        let quoted = |row: &String| row.split(',').map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",");
        let file = |rows: Vec<String>| format!("number,name{line_break}{}", rows.join(line_break));
        let plain = read(Kind::Customers, file(rows.clone()), "").unwrap();
        let quoted = read(Kind::Customers, file(rows.iter().map(quoted).collect()), "").unwrap();
        prop_assert_eq!(plain.0, quoted.0);
        prop_assert_eq!(plain.1.customers, quoted.1.customers);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for kind in [Kind::Customers, Kind::Usage, Kind::Habits, Kind::Events, Kind::Tasks] {
            let _ = read(kind, bytes.clone(), "");
        }
    }
}

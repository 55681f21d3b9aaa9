//! How often a fall in use cries wolf: the table in the READMEs is what the bench's own code gives, on the bench's own customers.
//!
//! After a change: `UPDATE_README=1 cargo test --test it false_alarms`.

use std::fmt::Write as _;

#[allow(dead_code, reason = "the bench prints more rules than the READMEs show")]
#[path = "../../benches/insight.rs"]
mod bench;

/// Name in the bench, in English and in Chinese.
const SHOWN: [(&str, &str, &str); 3] = [
    ("seatmate red (z < -2.5)", "our fall in use, red", "我们的用量骤降：红"),
    ("seatmate amber (z < -2.0)", "our fall in use, amber or red", "我们的用量骤降：黄或红"),
    ("below 0.5 of the last three", "below half of the last three months", "低于前三个月平均的一半"),
];

fn table(measured: &[bench::Measured], english: bool) -> String {
    let mut text = String::from(if english {
        "| rule | false alarms per 100 customers and month | falls by 50 %: caught in month 1, by month 3 | falls by 70 %: caught in month 1, by month 3 |\n"
    } else {
        "| 规则 | 每 100 名客户每月误报 | 用量降 50 %：当月发现，三个月内发现 | 用量降 70 %：当月发现，三个月内发现 |\n"
    });
    text.push_str("|---|---|---|---|\n");
    for (name, en, zh) in SHOWN {
        let row = measured.iter().find(|row| row.name == name).unwrap();
        let percent = |(first, third): (f64, f64)| format!("{:.0} %, {:.0} %", first * 100.0, third * 100.0);
        let _ = writeln!(
            text,
            "| {} | {:.1} | {} | {} |",
            if english { en } else { zh },
            row.false_alarms * 100.0,
            percent(row.half),
            percent(row.deep)
        );
    }
    text
}

#[test]
fn the_false_alarms_in_the_readmes_are_those_of_the_bench() {
    let measured = bench::measure(bench::CUSTOMERS, |name| SHOWN.iter().any(|shown| shown.0 == name));
    for (file, english) in [("README.md", true), ("README.zh-CN.md", false)] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let (head, rest) = text.split_once("<!-- false alarms -->\n").unwrap();
        let (found, tail) = rest.split_once("<!-- end of false alarms -->").unwrap();
        let wanted = table(&measured, english);
        if std::env::var_os("UPDATE_README").is_some() {
            let text = format!("{head}<!-- false alarms -->\n{wanted}<!-- end of false alarms -->{tail}");
            std::fs::write(&path, text).unwrap();
        } else {
            assert!(
                found == wanted,
                "the false alarms in {file} are stale: UPDATE_README=1 cargo test false_alarms"
            );
        }
    }
}

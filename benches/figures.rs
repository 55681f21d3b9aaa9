//! The figures of the README, as ratios in one run: `cargo bench`. Large sizes by `SEATMATE_BENCH_CUSTOMERS=1000000 cargo bench`.
//!
//! Every figure is measured in turn with its yardstick, on data that `seatmate synth` made and `seatmate import` read. Nothing here is a
//! test: a slow machine fails nothing. `SEATMATE_BENCH_README=1` writes the table into the README.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    unreachable_pub,
    missing_docs,
    reason = "a bench reads the clock, prints, and may stop at the first surprise"
)]

mod base;
mod cards;
mod desk;
mod import;
mod insight;
mod rating;
mod records;
mod terminal;
mod yard;

use std::hint::black_box;
use std::path::Path;

use base::Base;
use seatmate::store::search::SearchIndex;
use yard::{Figure, Unit, each, paired, percentile, plain, seconds, table};

fn main() {
    let customers =
        std::env::var("SEATMATE_BENCH_CUSTOMERS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    eprintln!("figures at {customers} customers with 12 months each");
    let base = Base::make(customers);
    let mut figures = Vec::new();
    figures.extend(desk_figures(&base));
    figures.extend(record_figures(&base));
    figures.extend(search_figures(&base));
    figures.extend(cards::figures());
    figures.extend(terminal::figures(&base));
    figures.extend(import::figures(&base));
    let text = format!(
        "{}\nMeasured with {customers} customers and {} months of use.\n",
        table(&figures),
        customers * 12
    );
    println!("{text}");
    println!("{}", insight::table());
    rating::print();
    if std::env::var_os("SEATMATE_BENCH_README").is_some() {
        write_into_readme(&text);
    }
}

fn desk_figures(base: &Base) -> Vec<Figure> {
    let store = base.store();
    let plain_table = records::Plain::of(&base.files);
    let numbers = plain_table.numbers(2_000);
    let mut seat = desk::Seat::new(&store, 120, 36);
    let mut still = desk::Seat::new(&store, 120, 36);
    still.ring(numbers[0]);
    let mut at = 0;
    let ring = paired(
        "ring to finished screen 120x36, in process (p50 of 200 rings)",
        "<= 4 x",
        9,
        "one full frame of the same screen",
        || {
            percentile(
                each(200, |_| {
                    at = (at + 1) % numbers.len();
                    black_box(seat.ring(numbers[at]));
                    seat.clear();
                }),
                0.5,
            )
        },
        || {
            percentile(
                each(200, |_| {
                    black_box(still.full_frame());
                }),
                0.5,
            )
        },
    );
    let mut typing = desk::Seat::new(&store, 120, 36);
    typing.ring(numbers[1]);
    typing.talk();
    let mut empty = desk::EmptyFrame::new(120, 36);
    let key = paired(
        "keystroke in the note to its frame 120x36 (p50 of 500)",
        "<= 8 x",
        9,
        "an empty frame",
        || {
            percentile(
                each(500, |_| {
                    black_box(typing.types('嫌'));
                }),
                0.5,
            )
        },
        || percentile(each(500, |_| empty.draw()), 0.5),
    );
    let tick = typing.tick();
    let bytes = plain("a tick of the clock, bytes to the terminal", "<= 100 B", Unit::Bytes, tick as f64);
    vec![ring, key, bytes]
}

fn record_figures(base: &Base) -> Vec<Figure> {
    let mut saves = records::Saves::new();
    let mut appends = records::Appends::new();
    let save = paired(
        "note save: end, note, disposition and their events, durable (p50 of 100)",
        "<= 1.6 x",
        9,
        "append 12 KiB and fdatasync",
        || {
            let prepared: Vec<_> = (0..100).map(|_| saves.prepare()).collect();
            percentile(each(100, |index| saves.save(&prepared[index])), 0.5)
        },
        || percentile(each(100, |_| appends.append()), 0.5),
    );
    let reader = base.store().reader().expect("a reader");
    let plain_table = records::Plain::of(&base.files);
    let numbers = plain_table.numbers(5_000);
    let mut at = 0;
    let mut other = 0;
    let profile = paired(
        "profile by number with 12 months, calls and follow-ups, encrypted (p50 of 1,000)",
        "<= 24 x",
        9,
        "one indexed SELECT in a plain table",
        || {
            percentile(
                each(1_000, |_| {
                    at = (at + 1) % numbers.len();
                    let _ = black_box(reader.profile_by_number(numbers[at]).expect("the store answers"));
                }),
                0.5,
            )
        },
        || {
            percentile(
                each(1_000, |_| {
                    other = (other + 1) % numbers.len();
                    black_box(plain_table.select(numbers[other]));
                }),
                0.5,
            )
        },
    );
    vec![save, profile]
}

fn search_figures(base: &Base) -> Vec<Figure> {
    let store = base.store();
    let reader = store.reader().expect("a reader");
    let mut index = SearchIndex::default();
    let built = seconds(|| index = SearchIndex::build(&reader).expect("the index"));
    let plain_table = records::Plain::of(&base.files);
    let numbers: Vec<String> = plain_table.numbers(200).iter().map(|number| number.digits()).collect();
    let names = plain_table.names(200);
    let part =
        |text: &str, from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let queries: [(&str, Vec<String>); 5] = [
        ("last four digits", numbers.iter().map(|number| part(number, 7, 11)).collect()),
        ("five digits anywhere", numbers.iter().map(|number| part(number, 4, 9)).collect()),
        ("whole name", names.clone()),
        ("one character of a name", names.iter().map(|name| part(name, 1, 2)).collect()),
        ("initials", vec!["wxm".to_owned(), "lf".to_owned(), "zhangw".to_owned(), "cj".to_owned()]),
    ];
    let mut figures: Vec<Figure> = queries
        .iter()
        .map(|(what, texts)| {
            let (mut at, mut other) = (0, 0);
            paired(
                &format!("search by {what}, best 50 with their rows (p50)"),
                "<= 1/30 x",
                5,
                "LIKE scan of a plain table",
                || {
                    percentile(
                        each(20, |_| {
                            at = (at + 1) % texts.len();
                            let _ = black_box(index.search(&reader, &texts[at], 50).expect("an answer"));
                        }),
                        0.5,
                    )
                },
                || {
                    percentile(
                        each(3, |_| {
                            other = (other + 1) % texts.len();
                            black_box(plain_table.like(&texts[other]));
                        }),
                        0.5,
                    )
                },
            )
        })
        .collect();
    figures.push(plain("building the search index beside the running desk", "-", Unit::Time, built));
    figures
}

/// Puts the table between the README's marks.
fn write_into_readme(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("a README");
    let (begin, end) = ("<!-- figures -->", "<!-- /figures -->");
    let (head, rest) = readme.split_once(begin).expect("the beginning of the figures");
    let (_, tail) = rest.split_once(end).expect("the end of the figures");
    std::fs::write(&path, format!("{head}{begin}\n{text}{end}{tail}")).expect("the README is written");
}

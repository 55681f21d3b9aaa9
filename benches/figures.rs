//! The figures of the README, as ratios in one run.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and stops when it cannot measure"
)]

mod import;

fn main() {
    import::print();
}

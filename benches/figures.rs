//! The figures of the README, as ratios in one run.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and stops when it cannot measure"
)]

mod import;
mod terminal;

fn main() {
    // `cargo bench` measures everything, `cargo bench -- terminal` only that.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    if runs("import") {
        import::print();
    }
    if runs("terminal") {
        terminal::print();
    }
}

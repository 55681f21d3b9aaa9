//! The figures of the README, as ratios in one run.

fn main() {}

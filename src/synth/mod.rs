//! Invented customers: random ones whose figures follow published aggregates, and a hand-made set for the demo.
//! No files, no clock: the seed and `now` are arguments, and the same arguments make the same people.

pub mod demo;

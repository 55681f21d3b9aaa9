//! seatmate (座席伴侣): the call desk in a terminal.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod intake;
pub mod phone;
pub mod shell;
pub mod store;
pub mod sync;
pub mod synth;
pub mod ui;

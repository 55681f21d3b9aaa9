//! seatmate (座席伴侣): the call desk in a terminal.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod app;
pub mod domain;

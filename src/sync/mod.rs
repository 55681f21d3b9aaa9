//! The event log's way to the centre. Today: what waits, and whether the log is whole. Sends nothing yet.

pub mod status;
pub mod verify;

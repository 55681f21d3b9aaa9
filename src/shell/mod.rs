//! The doors: main loop, terminal, keyboard, clock, carrying out effects. No rule of the business lives here.

pub mod burst;
pub mod clock;
pub mod keys;

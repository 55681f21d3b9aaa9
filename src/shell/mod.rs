//! The doors: main loop, terminal, keyboard, clock, carrying out effects. No rule of the business lives here.

pub mod advisor;
pub mod burst;
pub mod clock;
pub mod demo;
pub mod effects;
pub mod keyboard;
pub mod keys;
pub mod log;
pub mod message;
pub mod passport;
pub mod process;
pub mod reel;
pub mod run;
pub mod scripts;
pub mod start;
pub mod surroundings;
pub mod terminal;
mod texts;
pub mod training;
pub mod training_ground;
pub mod try_file;
pub mod watch;
mod welcome;

pub use start::main;

//! Text files read from assets and the configuration directory: words, scripts, rules.

pub mod words;

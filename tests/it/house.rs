//! The house rules, read from the source: arrows only point down.

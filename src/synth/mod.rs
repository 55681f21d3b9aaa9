//! Invented customers from a seed, as domain values.

//! Files in: encodings, mappings, rows to customers or reasons.

//! What a newcomer does in the first minute.

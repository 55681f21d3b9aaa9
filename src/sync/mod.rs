//! The event log out to a centre, and the proof that it is whole.

//! The only place with rusqlite: customers, the agent's own records, the event log.

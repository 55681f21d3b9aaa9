//! What the desk knows about: customers, their use, calls, notes. Pure: no files, no sockets, no database, no clock.
//!
//! Every floor above may use this one; this one uses nothing of ours. `now` is always an argument.

pub mod benefit;
pub mod call;
pub mod card;
pub mod customer;
pub mod disposition;
pub mod event;
pub mod evidence;
pub mod festival;
pub mod fit;
pub mod follow_up;
pub mod habit;
pub mod insight;
pub mod mask;
pub mod message;
pub mod money;
pub mod month;
pub mod note;
pub mod package;
pub mod person;
pub mod phone;
pub mod phrase;
pub mod problem;
pub mod profile;
pub mod promotion;
pub mod rating;
pub mod recommend;
pub mod safe_text;
pub mod scorecard;
pub mod script;
pub mod search;
pub mod spin;
pub mod time;
pub mod training;
pub mod usage;
pub mod used;

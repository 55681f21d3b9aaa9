//! The stories: one test binary, one file per capability.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "a test that fails should say where"
)]

mod assess_cli;
mod cli;
mod cli_rate;
mod cli_records;
mod desk;
mod desk_by_hand;
mod desk_calls;
mod desk_cards;
mod desk_evidence;
mod desk_keys;
mod desk_messages;
mod desk_needs;
mod desk_notes;
mod desk_offers;
mod desk_offers_kept;
mod desk_offers_room;
mod desk_resume;
mod desk_spin;
mod desk_storm;
mod desk_talk;
mod desk_wrap_up;
mod false_alarms;
mod first_screens;
mod house;
mod import_cli;
mod import_files;
mod import_packages;
mod import_script;
mod import_store;
mod insight_duties;
mod insight_methods;
mod insight_next;
mod insight_own_card;
mod insight_signs;
mod insight_value;
mod insight_wrong;
mod person_rules;
mod person_story;
mod pty;
mod pty_demo;
mod pty_drafts;
mod pty_first_run;
mod pty_reload;
mod pty_terminal;
mod rating_calls;
mod rating_catalogue;
mod rating_golden;
mod rating_held;
mod rating_laws;
mod rating_ranking;
mod scorecard_cli;
mod scorecard_learns;
mod screens_cursor;
mod screens_safety;
mod screens_snapshots;
mod scripts_everyone;
mod socket_control;
mod store_crash;
mod store_faults;
mod store_find;
mod store_open;
mod store_paths;
mod store_records;
mod store_reference;
mod store_worker;
mod sync_log;
mod synth_population;
mod talking_points;
mod trainee;
mod training_bills;
mod training_case;
mod training_isolation;
mod training_kept;
mod training_record;
mod training_replay;
mod training_session;

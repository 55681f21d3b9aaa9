//! Text files that people write, built in or beside the settings file: words, scripts, snippets, settings. It must not know the
//! store or the screen.

pub mod answers;
pub mod benefits;
pub mod brief_words;
pub mod calendar;
pub mod card_file;
pub mod cards;
pub mod certificates;
pub mod check;
pub mod fields;
pub mod finding;
pub mod insight_words;
pub mod learnt_words;
pub mod messages;
pub mod offers;
pub mod own_card;
pub mod packages;
pub mod person_words;
pub mod phrases;
pub mod practice_case;
pub mod promotions;
pub mod retention;
pub mod rule_words;
pub mod rules;
pub mod scenarios;
pub mod scripts;
pub mod settings;
pub mod snippets;
pub mod source;
pub mod spin;
pub mod training_report;
pub mod words;

//! 训练: rehearsed calls, judged by stated rules. Pure: scenarios are read by `content/`, customers are made by `synth/`, time is an argument.

pub mod attempt;
pub mod case;
pub mod certification;
pub mod condition;
pub mod ears;
pub mod explore;
pub mod passport;
pub mod persona;
pub mod radar;
pub mod record;
pub mod rehearsal;
pub mod repetition;
pub mod report;
pub mod rubric;
pub mod scenario;
pub mod score;
mod spelling;

//! The thresholds of insight from text files: what is built in, and what a shop changed. It must not know what the rules decide.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::content::finding::Finding;
use crate::content::promotions;
use crate::content::source::Source;
use crate::domain::insight::lifecycle::StageRules;
use crate::domain::insight::next_action::ActionRules;
use crate::domain::insight::picture::RuleBook;
use crate::domain::insight::rules::Rules;
use crate::domain::insight::types::TypeRules;
use crate::domain::insight::value::ValueRules;
use crate::domain::person::rules::PersonRules;

/// Why a rule file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("not a rule file: {0}")]
pub struct RulesError(#[from] Box<toml::de::Error>);

/// The built-in churn rules as a text that a shop can copy and change.
pub const CHURN: &str = include_str!("../../assets/rules/churn.toml");

/// The built-in clues for personas and sensitivities.
pub const TYPES: &str = include_str!("../../assets/rules/types.toml");
/// The built-in catalogue of actions.
pub const ACTIONS: &str = include_str!("../../assets/rules/actions.toml");

/// The built-in thresholds of value.
pub const VALUE: &str = include_str!("../../assets/rules/value.toml");

/// The built-in products, methods and questions of the portrait.
pub const PERSON: &str = include_str!("../../assets/rules/person.toml");

/// The built-in thresholds of the life cycle.
pub const STAGE: &str = include_str!("../../assets/rules/stage.toml");

/// The built-in catalogue of retention methods.
pub const RETENTION: &str = include_str!("../../assets/rules/retention.toml");

/// The rule files by name, as they may lie in `rules/` beside the settings.
pub const FILES: [&str; 8] = [
    "churn.toml",
    "types.toml",
    "actions.toml",
    "value.toml",
    "stage.toml",
    "person.toml",
    "retention.toml",
    promotions::FILE,
];

/// The rules that everybody has.
#[must_use]
pub fn built_in() -> RuleBook {
    load(None).0
}

/// The rules of a shop: its own file where there is one in `rules/` beside the settings, else the built-in one. A file with a mistake is
/// left out whole, and said.
#[must_use]
pub fn load(config: Option<&Path>) -> (RuleBook, Vec<Finding>) {
    let mut findings = Vec::new();
    let book = RuleBook {
        churn: one(config, "churn.toml", CHURN, &mut findings),
        types: one(config, "types.toml", TYPES, &mut findings),
        actions: one(config, "actions.toml", ACTIONS, &mut findings),
        value: one(config, "value.toml", VALUE, &mut findings),
        stage: one(config, "stage.toml", STAGE, &mut findings),
        person: one(config, "person.toml", PERSON, &mut findings),
        retention: one(config, "retention.toml", RETENTION, &mut findings),
        ..RuleBook::default()
    };
    (book, findings)
}

fn one<R: DeserializeOwned + Default>(
    config: Option<&Path>,
    name: &str,
    built_in: &str,
    findings: &mut Vec<Finding>,
) -> R {
    let own = config.map(|folder| folder.join("rules").join(name)).filter(|path| path.is_file());
    if let Some(path) = own {
        match Source::read(&path) {
            Ok(source) => match toml::from_str(&source.text) {
                Ok(rules) => return rules,
                Err(error) => findings.push(Finding::toml(&source, &error)),
            },
            Err(_) => {
                let unread = Source::built_in(&path.display().to_string(), "");
                findings.push(Finding::error(&unread, 0..0, "unknown-file"));
            }
        }
    }
    toml::from_str(built_in).unwrap_or_default()
}

/// Everything that is wrong with one rule file; nothing about a file of another name.
#[must_use]
pub fn check(source: &Source) -> Vec<Finding> {
    fn as_rules<R: DeserializeOwned>(source: &Source) -> Vec<Finding> {
        toml::from_str::<R>(&source.text)
            .err()
            .map(|error| Finding::toml(source, &error))
            .into_iter()
            .collect()
    }
    match Path::new(&source.name).file_name().and_then(|name| name.to_str()) {
        Some("churn.toml") => as_rules::<Rules>(source),
        Some("types.toml") => as_rules::<TypeRules>(source),
        Some("actions.toml") => as_rules::<ActionRules>(source),
        Some("value.toml") => as_rules::<ValueRules>(source),
        Some("stage.toml") => as_rules::<StageRules>(source),
        Some("person.toml") => as_rules::<PersonRules>(source),
        Some(promotions::FILE) => promotions::check(source),
        Some("retention.toml") => crate::content::retention::check(source),
        _ => Vec::new(),
    }
}

/// Reads rules. What a file does not name keeps its built-in value; what it misspells is refused.
///
/// # Errors
/// With the line and column of the mistake.
pub fn parse<R: DeserializeOwned>(text: &str) -> Result<R, RulesError> {
    Ok(toml::from_str(text).map_err(Box::new)?)
}

/// The churn rules of a shop's own file, or the built-in ones.
///
/// # Errors
/// As [`parse`].
pub fn churn(own: Option<&str>) -> Result<Rules, RulesError> {
    parse(own.unwrap_or(CHURN))
}

/// The clues of a shop's own file, or the built-in ones.
///
/// # Errors
/// As [`parse`].
pub fn types(own: Option<&str>) -> Result<TypeRules, RulesError> {
    parse(own.unwrap_or(TYPES))
}

/// The actions of a shop's own file, or the built-in ones.
///
/// # Errors
/// As [`parse`].
pub fn actions(own: Option<&str>) -> Result<ActionRules, RulesError> {
    parse(own.unwrap_or(ACTIONS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_what_the_code_would_do_without_it() {
        assert_eq!(churn(None).unwrap(), Rules::default());
        let book = built_in();
        assert_eq!((book.value, book.stage), (ValueRules::default(), StageRules::default()));
        assert!(!book.actions.action.is_empty() && !book.types.persona.is_empty());
    }

    #[test]
    fn a_file_with_a_mistake_is_said_and_the_built_in_rules_stand() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rules").join("churn.toml");
        std::fs::create_dir(folder.path().join("rules")).unwrap();
        std::fs::write(&file, "[wrong]\nquiet_days = 7\n").unwrap();
        let (book, findings) = load(Some(folder.path()));
        assert_eq!((book.churn.wrong.quiet_days, findings.len()), (7, 0));
        assert_eq!(book.types, built_in().types);
        std::fs::write(&file, "[wrong]\nquiet_dayz = 7\n").unwrap();
        let (book, findings) = load(Some(folder.path()));
        assert_eq!((book, findings.len()), (built_in(), 1));
        assert_eq!(check(&Source::read(&file).unwrap()).len(), 1);
    }

    #[test]
    fn the_built_in_types_and_actions_read() {
        let types = types(None).unwrap();
        let personas: std::collections::BTreeSet<&str> =
            types.persona.iter().map(|clue| clue.speaks_for.as_str()).collect();
        assert_eq!(personas.len(), 6);
        let sensitivities: std::collections::BTreeSet<&str> =
            types.sensitivity.iter().map(|clue| clue.speaks_for.as_str()).collect();
        assert_eq!(sensitivities.into_iter().collect::<Vec<_>>(), ["brand", "price", "security", "service"]);
        assert!(!actions(None).unwrap().action.is_empty());
    }

    #[test]
    fn a_shop_changes_one_figure_and_keeps_the_rest() {
        let own = churn(Some("[usage]\nred = -3.0\n")).unwrap();
        assert_eq!(own.usage.red, -3.0);
        assert_eq!(own.contract, Rules::default().contract);
        assert!(churn(Some("[usage]\nredd = -3.0\n")).is_err());
        assert!(churn(Some("[usage]\nred = \"low\"\n")).is_err());
    }
}

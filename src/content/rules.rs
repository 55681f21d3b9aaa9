//! The thresholds of insight from text files: what is built in, and what a shop changed. It must not know what the rules decide.

use serde::de::DeserializeOwned;

use crate::domain::insight::next_action::ActionRules;
use crate::domain::insight::rules::Rules;
use crate::domain::insight::types::TypeRules;

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

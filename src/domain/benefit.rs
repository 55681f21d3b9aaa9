//! 特点 优点 利益: what a family of packages has, why that is better, and what this customer gets from it. Pure; the lines are text files.

use crate::domain::safe_text::SafeText;

/// The three lines for one family of packages, the last one filled with the customer's own months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// The same in every language.
    pub id: String,
    /// Families of the catalogue that it speaks of.
    pub families: Vec<String>,
    /// 特点
    pub feature: SafeText,
    /// 优点
    pub advantage: SafeText,
    /// 利益
    pub benefit: SafeText,
}

/// The lines for a family; `None` when nobody has written any.
#[must_use]
pub fn of<'b>(benefits: &'b [Benefit], family: &str) -> Option<&'b Benefit> {
    let family = family.trim();
    benefits.iter().find(|benefit| benefit.families.iter().any(|known| known == family))
}

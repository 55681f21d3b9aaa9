//! The namespace `promotion`: which promotions of the table a customer's packs name, and which of them exclude each other. What follows
//! from it is said by nobody but the agent.

use super::Known;
use crate::content::promotions;
use crate::domain::profile::Profile;
use crate::domain::promotion::{Clash, Promotion, Promotions};

/// The fields; none is always known.
pub(super) const FIELDS: &[(&str, bool)] = &[("held", false), ("clash", false)];

impl Known<'_> {
    /// Fills the namespace from the call centre's own table, else from the built-in one.
    pub(super) fn promotions(&mut self, profile: &Profile, own: Option<&Promotions>) {
        let table = own.unwrap_or(promotions::table());
        let held = table.held(&profile.customer.packs);
        let names: Vec<&str> = held.iter().map(|promotion| self.name(promotion)).collect();
        let between = self.words.get("say-promotion-between").into_owned();
        self.text("promotion", "held", (!names.is_empty()).then(|| names.join(&between)));
        let clashes: Vec<String> = table.clashes(&held).iter().map(|clash| self.clash(clash)).collect();
        self.text("promotion", "clash", (!clashes.is_empty()).then(|| clashes.join("\n")));
    }

    fn name<'p>(&self, promotion: &'p Promotion) -> &'p str {
        if self.words.tag() == "en" { &promotion.name.en } else { &promotion.name.zh }
    }

    fn clash(&self, clash: &Clash<'_>) -> String {
        let wins = self.words.get(&format!("say-promotion-wins-{}", clash.wins.code())).into_owned();
        let args = [("first", self.name(clash.first)), ("second", self.name(clash.second)), ("wins", &wins)];
        self.words.with("say-promotion-clash", &args).into_owned()
    }
}

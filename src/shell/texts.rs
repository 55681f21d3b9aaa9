//! What people wrote beside the settings, read when the desk starts; what is wrong with it is said on the screen. It decides nothing.

use std::sync::Arc;

use crate::app::event::Event;
use crate::content::fields::Speaker;
use crate::content::finding::Weight;
use crate::content::{cards, own_card, packages, rules};
use crate::domain::insight::learnt::Learnt;
use crate::domain::insight::picture::RuleBook;
use crate::domain::problem::{Problem, Severity};
use crate::domain::recommend::Catalogue;
use crate::domain::safe_text::RawText;
use crate::shell::scripts::ScriptShelf;
use crate::shell::surroundings::Surroundings;

pub(super) fn speaker(around: &Surroundings) -> Speaker {
    Speaker {
        id: around.agent.clone(),
        name: around.settings.agent_name.clone(),
        company: around.settings.company.clone(),
        ..Speaker::default()
    }
}

pub(super) fn load_scripts(around: &Surroundings, first: &mut Vec<Event>) -> ScriptShelf {
    let (scripts, findings) = ScriptShelf::load(&around.paths.config(), speaker(around));
    if !findings.is_empty() {
        let problem = Problem::new("scripts-wrong", Severity::Warning).with("count", findings.len());
        first.push(Event::Problem(problem));
    }
    scripts
}

pub(super) fn load_cards(around: &Surroundings, first: &mut Vec<Event>) {
    let (cards, findings) = cards::load(Some(&around.paths.config()));
    first.push(Event::CardsRead(cards));
    if !findings.is_empty() {
        let problem = Problem::new("cards-wrong", Severity::Warning).with("count", findings.len());
        first.push(Event::Problem(problem));
    }
}

/// What can be sold. A file with a mistake is left out, and said.
pub(super) fn load_packages(around: &Surroundings, first: &mut Vec<Event>) -> Arc<Catalogue> {
    let (shelf, findings) = packages::load(Some(&around.paths.config()));
    let errors = findings.iter().filter(|finding| finding.weight == Weight::Error).count();
    if errors > 0 {
        let problem = Problem::new("packages-wrong", Severity::Warning).with("count", errors);
        first.push(Event::Problem(problem));
    }
    let mut catalogue = shelf.on_offer();
    if let Some(channel) = &around.settings.channel {
        catalogue.channel = Some(RawText::new(channel));
    }
    Arc::new(catalogue)
}

pub(super) fn load_rules(
    around: &Surroundings,
    learnt: Option<Learnt>,
    first: &mut Vec<Event>,
) -> Arc<RuleBook> {
    let (book, findings) = rules::load(Some(&around.paths.config()));
    if !findings.is_empty() {
        let problem = Problem::new("rules-wrong", Severity::Warning).with("count", findings.len());
        first.push(Event::Problem(problem));
    }
    let mut book = book.with_learnt(learnt);
    match own_card::load(&around.paths.data, &around.paths.config(), around.settings.own_card.as_deref()) {
        Ok(own) => book.own = own,
        Err(_) => first.push(Event::Problem(Problem::new("own-card-wrong", Severity::Warning))),
    }
    Arc::new(book)
}

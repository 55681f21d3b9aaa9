//! The person part of `seatmate show`: portrait, types with do and don't, product stages, relation, what is missing; each with its rule.
//! It must not compute anything; what the agent wrote is printed with numbers masked.

use serde_json::Value;

use crate::cli::paper::line;
use crate::cli::show::Page;
use crate::cli::{Door, Failure};
use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::types::Typed;
use crate::domain::mask;
use crate::domain::time::local;

/// Prints it.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let today = local(door.now()).date_naive();
    let tell = Teller { words: &door.words, today };
    let mut said = Said { lines: Vec::new() };
    portrait(page, &tell, &mut said);
    types(page, &tell, &mut said);
    ways(page, &tell, &mut said);
    writeln!(door.out)?;
    for (label, value, rule) in said.lines {
        line(door.out, &label, &mask::numbers_in(&value))?;
        if let Some(rule) = rule {
            writeln!(door.out, "       [{}] {}", rule.rule, rule.sentence)?;
        }
    }
    Ok(())
}

struct Said {
    lines: Vec<(String, String, Option<RuleText>)>,
}

impl Said {
    fn add(&mut self, label: String, value: String, rule: Option<RuleText>) {
        self.lines.push((label, value, rule));
    }
}

fn portrait(page: &Page<'_>, tell: &Teller<'_>, said: &mut Said) {
    let rule = tell.portrait_rule(page.rules);
    said.add(tell.say("person-title"), tell.portrait(&page.person.portrait).join(" "), Some(rule));
    let bundle = page.person.bundle.as_ref();
    said.add(tell.say("person-unused"), tell.unused(bundle), bundle.map(|bundle| tell.unused_rule(bundle)));
}

fn types(page: &Page<'_>, tell: &Teller<'_>, said: &mut Said) {
    let (types, rules) = (&page.picture.types, &page.rules.types);
    let mut kind = |label: &str, family: &str, typed: &Option<Typed>, least: i32| {
        let typed = typed.as_ref();
        let rule = tell.kind_rule(family, typed, Some(least));
        said.add(tell.say(label), tell.kind(family, typed), Some(rule));
        let Some(typed) = typed else { return };
        let [good, bad] = tell.manner(family, typed);
        for (label, text) in [("insight-do", good), ("insight-dont", bad)] {
            text.into_iter().for_each(|text| said.add(tell.say(label), text, None));
        }
    };
    kind("insight-persona", "persona", &types.persona, rules.persona_least);
    kind("person-purchase", "purchase", &types.purchase, rules.purchase_least);
    kind("person-style", "style", &types.style, rules.style_least);
    for typed in &types.sensitivities {
        let label = format!("{} {}", tell.say("insight-sensitive"), tell.named("sensitivity", &typed.code));
        let rule = tell.kind_rule("sensitivity", Some(typed), None);
        said.add(label, tell.sensitivity(Some(typed)), Some(rule));
    }
}

fn ways(page: &Page<'_>, tell: &Teller<'_>, said: &mut Said) {
    let person = page.person;
    for experience in &person.experience {
        let mut value = format!("{}  {}", tell.stage_of(experience), tell.source(&experience.source));
        if experience.is_guess() {
            value = format!("{}  {value}", tell.say("person-guess-short"));
        }
        if let Some(method) = experience.stage.and_then(|stage| page.rules.person.method(stage)) {
            value = format!("{value}  {}  {}", tell.say("person-method"), tell.both(&method.way));
        }
        said.add(tell.both(&experience.name), value, None);
    }
    let relation = &person.relation;
    let args = [("width", Arg::from(relation.width)), ("depth", Arg::from(relation.depth))];
    said.add(
        tell.say("person-page-relation"),
        tell.fill("person-relation-sum", &args),
        Some(tell.relation_rule()),
    );
    for cell in &relation.cells {
        let module = tell.say(&format!("person-module-{}", cell.module.code()));
        let depth = tell.say(&format!("person-depth-{}", cell.depth.code()));
        said.add(format!("{module} {depth}"), tell.cell(cell, page.rules), None);
    }
    for missing in &person.missing {
        let fact = tell.say(&format!("person-fact-{}", missing.fact.code()));
        said.add(format!("{} {fact}", tell.say("person-missing")), tell.missing(missing), None);
    }
}

/// The person as JSON; numbers in what the agent wrote are masked.
pub(crate) fn json(page: &Page<'_>) -> Value {
    let mut person = serde_json::to_value(page.person).unwrap_or_default();
    mask_texts(&mut person, false);
    person
}

/// What the agent has set, as JSON, masked the same way.
pub(crate) fn told(page: &Page<'_>) -> Value {
    let mut told = serde_json::to_value(&page.profile.told).unwrap_or_default();
    mask_texts(&mut told, false);
    told
}

/// Only `text` and `heard` are the agent's own words.
fn mask_texts(value: &mut Value, own_words: bool) {
    match value {
        Value::String(text) if own_words => *text = mask::numbers_in(text),
        Value::Array(items) => items.iter_mut().for_each(|item| mask_texts(item, own_words)),
        Value::Object(fields) => {
            for (key, field) in fields {
                mask_texts(field, own_words || key == "text" || key == "heard");
            }
        }
        _ => {}
    }
}

//! What can be wrong with one text that people wrote, in whatever file: its template, its fields and their fallbacks, the length of its
//! lines, phrases to avoid. Scripts, messages and whatever else is read aloud share it. It must not know the shape of any file.

use std::collections::BTreeSet;
use std::ops::Range;

use minijinja::Environment;
use toml::Spanned;

use crate::content::fields::{FIELDS, IMPLIED, NEED};
use crate::content::finding::Finding;
use crate::content::phrases::{self, Phrase};
use crate::content::scripts::engine;
use crate::content::source::Source;

/// Cells of a line that is read aloud: 26 Chinese characters, or 60 columns of Latin text. More is lost to a glance.
pub(crate) const CHINESE_CELLS: usize = 52;
const LATIN_CELLS: usize = 60;

/// What a field counts for in the length of a text: four Chinese characters, or one English word.
const FIELD_CELLS: usize = 8;

/// What a customer gets or saves: said as less, never as more.
const GETS: [&str; 5] =
    ["offer.saving_month", "offer.saving_year", "offer.today", "offer.data", "usage.mean_overage"];
/// What a customer pays: said as more, never as less.
const PAYS: [&str; 6] =
    ["offer.fee", "offer.there", "offer.worst", "account.arrears", "account.contract_penalty", "package.fee"];

/// Judges the texts of one file.
pub(crate) struct Judge<'a> {
    /// The file.
    pub(crate) source: &'a Source,
    env: Environment<'static>,
    phrases: Vec<Phrase>,
}

impl<'a> Judge<'a> {
    /// For a file of a language.
    pub(crate) fn new(source: &'a Source, tag: &str) -> Self {
        Self { source, env: engine(), phrases: phrases::built_in(tag) }
    }

    /// There is nothing in it.
    pub(crate) fn empty(&self, value: &Spanned<String>) -> Option<Finding> {
        value.get_ref().trim().is_empty().then(|| Finding::error(self.source, value.span(), "empty"))
    }

    /// The template is wrong, names a field that does not exist, or leaves a hole. `guard` is the condition under which the text is
    /// used at all.
    pub(crate) fn template(&self, value: &Spanned<String>, guard: Option<&str>) -> Vec<Finding> {
        let compiled = match self.env.template_from_str(value.get_ref()) {
            Ok(compiled) => compiled,
            Err(error) => return vec![self.template_error(value, &error)],
        };
        let names: BTreeSet<String> = compiled.undeclared_variables(true).into_iter().collect();
        let judged = |name: &String| {
            if let Some(finding) = self.unknown_field(value, name) {
                return Some(finding);
            }
            needs_fallback(value.get_ref(), guard, name).then(|| {
                let finding = Finding::error(self.source, self.place_of(value, name), "no-fallback");
                finding.with("field", name)
            })
        };
        names
            .iter()
            .filter_map(judged)
            .chain(self.unsafe_rounding(value))
            .chain(self.gap_written(value))
            .collect()
    }

    /// A gap that somebody left in the words for somebody else to fill.
    fn gap_written(&self, value: &Spanned<String>) -> Option<Finding> {
        let plain = without_blocks(value.get_ref());
        let inside = plain.split_once('⟦').and_then(|(_, tail)| tail.split('⟧').next())?;
        let gap = format!("⟦{inside}⟧");
        let found = Finding::warning(self.source, self.place_of(value, &gap), "gap-written");
        Some(found.with("gap", inside.trim_end_matches('?')))
    }

    /// A figure that is rounded so that more is promised than was computed.
    fn unsafe_rounding(&self, value: &Spanned<String>) -> Option<Finding> {
        let rounds = |block: &str, filters: &[&str]| {
            block
                .split('|')
                .skip(1)
                .any(|filter| filters.contains(&filter.trim().split('(').next().unwrap_or_default().trim()))
        };
        let promised = |block: &str, fields: &[&'static str], filters: &[&str]| {
            fields.iter().copied().find(|field| names(block, field)).filter(|_| rounds(block, filters))
        };
        let wrong = |block: &str| {
            promised(block, &GETS, &["round_up", "round"])
                .or_else(|| promised(block, &PAYS, &["round_down", "round"]))
        };
        let field = blocks(value.get_ref(), "{{", "}}").find_map(wrong)?;
        let found = Finding::error(self.source, self.place_of(value, field), "unsafe-rounding");
        Some(found.with("field", field))
    }

    /// A condition is wrong, or names a field that does not exist.
    pub(crate) fn condition(&self, when: &Spanned<String>) -> Vec<Finding> {
        match self.env.compile_expression(when.get_ref()) {
            Ok(compiled) => {
                let names: BTreeSet<String> = compiled.undeclared_variables(true).into_iter().collect();
                names.iter().filter_map(|name| self.unknown_field(when, name)).collect()
            }
            Err(error) => vec![self.template_error(when, &error)],
        }
    }

    /// Phrases that are not said to customers.
    pub(crate) fn phrases(&self, value: &Spanned<String>) -> Vec<Finding> {
        let found = phrases::find(self.raw(value.span()), &self.phrases);
        let finding = |(at, phrase): (usize, &Phrase)| {
            let start = value.span().start + at;
            let found = Finding::warning(self.source, start..start + phrase.avoid.len(), "avoid");
            found.with("phrase", &phrase.avoid).with("instead", &phrase.instead)
        };
        found.into_iter().map(finding).collect()
    }

    /// Lines that are too long for a glance.
    pub(crate) fn long_lines(&self, value: &Spanned<String>) -> Vec<Finding> {
        let long = |line: &str| {
            let plain = without_blocks(line);
            let limit = if plain.is_ascii() { LATIN_CELLS } else { CHINESE_CELLS };
            let cells = cells(&plain);
            (cells > limit).then(|| {
                let finding = Finding::warning(self.source, self.place_of(value, line.trim()), "long-line");
                finding.with("cells", cells).with("limit", limit)
            })
        };
        value.get_ref().lines().filter_map(long).collect()
    }

    /// The text between the quotes and the quotes themselves, as it stands in the file.
    fn raw(&self, span: Range<usize>) -> &str {
        self.source.text.get(span).unwrap_or_default()
    }

    fn template_error(&self, value: &Spanned<String>, error: &minijinja::Error) -> Finding {
        let wanted = error.line().unwrap_or(1).saturating_sub(1);
        let line = value.get_ref().lines().nth(wanted).unwrap_or_default().trim();
        let said = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Finding::error(self.source, self.place_of(value, line), "template").with("message", said)
    }

    /// Where `needle` stands inside a value, else the whole value.
    pub(crate) fn place_of(&self, value: &Spanned<String>, needle: &str) -> Range<usize> {
        let span = value.span();
        let at = self.raw(span.clone()).find(needle).filter(|_| !needle.is_empty());
        at.map_or(span.clone(), |at| span.start + at..span.start + at + needle.len())
    }

    fn unknown_field(&self, value: &Spanned<String>, name: &str) -> Option<Finding> {
        let (namespace, field) = name.split_once('.').unwrap_or((name, ""));
        let fields = FIELDS.iter().find(|(known, _)| *known == namespace).map(|(_, fields)| *fields);
        if namespace == NEED && !field.is_empty() {
            return None;
        }
        if fields.is_some_and(|fields| fields.iter().any(|(known, _)| *known == field)) {
            return None;
        }
        let found = Finding::error(self.source, self.place_of(value, name), "unknown-field");
        Some(found.with("field", name).with("nearest", nearest(name)))
    }
}

/// The field whose name is spelt most like it.
fn nearest(name: &str) -> String {
    let all = FIELDS
        .iter()
        .flat_map(|(namespace, fields)| fields.iter().map(move |(field, _)| format!("{namespace}.{field}")));
    all.min_by_key(|known| distance(known, name)).unwrap_or_default()
}

/// A field that may be unknown needs `default`, an `{% if %}` on itself, or a condition on itself around the whole text.
fn needs_fallback(template: &str, guard: Option<&str>, name: &str) -> bool {
    let (namespace, field) = name.split_once('.').unwrap_or((name, ""));
    let always = FIELDS.iter().any(|(known, fields)| {
        *known == namespace && fields.iter().any(|(known, always)| *known == field && *always)
    });
    let flags = IMPLIED.iter().filter(|(_, known)| known.contains(&name)).map(|(flag, _)| *flag);
    let guards: Vec<&str> = flags.chain(std::iter::once(name)).collect();
    let guarded = |text: &str| guards.iter().any(|guard| names(text, guard));
    if always || guard.is_some_and(guarded) || blocks(template, "{%", "%}").any(guarded) {
        return false;
    }
    blocks(template, "{{", "}}").any(|block| names(block, name) && !block.contains("default"))
}

/// Whether an expression names the field, and not only a longer field that begins like it.
fn names(expression: &str, name: &str) -> bool {
    expression.match_indices(name).any(|(at, _)| {
        let next = expression.get(at + name.len()..).and_then(|tail| tail.chars().next());
        !next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// What stands between two marks.
fn blocks<'t>(text: &'t str, open: &'t str, close: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split(close).next())
}

/// A text with every field replaced by something of a field's usual length, and every condition by nothing.
pub(crate) fn without_blocks(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((head, tail)) = rest.split_once('{') {
        out.push_str(head);
        let (field, close) = if tail.starts_with('{') { (true, "}}") } else { (false, "%}") };
        out.push_str(&"x".repeat(if field { FIELD_CELLS } else { 0 }));
        rest = tail.split_once(close).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn cells(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Edit distance, for "did you mean".
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, above) in b.iter().zip(row.iter().skip(1)) {
            let cost = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            diagonal = *above;
            left = cost;
            next.push(cost);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

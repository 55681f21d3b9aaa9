//! What can be wrong with a script: templates, fields, fallbacks, line length, phrases to avoid. It finds; it must not mend.

pub(crate) mod graph;

use std::collections::BTreeSet;
use std::ops::Range;

use minijinja::Environment;
use toml::Spanned;

use crate::content::fields::{FIELDS, IMPLIED, NEED};
use crate::content::finding::Finding;
use crate::content::phrases::{self, Phrase};
use crate::content::scripts::file::{File, FileStep, Parts, read, read_parts};
use crate::content::scripts::{engine, is_parts};
use crate::content::source::Source;

/// Cells of a line that is read aloud: 26 Chinese characters, or 60 columns of Latin text. More is lost to a glance.
const CHINESE_CELLS: usize = 52;
const LATIN_CELLS: usize = 60;

/// What a field counts for in the length of a line: four Chinese characters, or one English word.
const FIELD_CELLS: usize = 8;

/// Everything that is wrong with a script file, or a file of parts.
pub(crate) fn whole(source: &Source, tag: &str, parts: &Parts) -> Vec<Finding> {
    let phrases = phrases::built_in(tag);
    if is_parts(source) {
        return match read_parts(source) {
            Ok(own) => own.parts.iter().flat_map(|part| steps(source, &part.steps, &phrases)).collect(),
            Err(finding) => vec![*finding],
        };
    }
    match read(source) {
        Ok(file) => script(source, &file, &phrases, parts),
        Err(finding) => vec![*finding],
    }
}

fn steps(source: &Source, steps: &[FileStep], phrases: &[Phrase]) -> Vec<Finding> {
    let (env, mut findings) = (engine(), Vec::new());
    for each in steps {
        step(&Text { source, env: &env, step: each }, phrases, &mut findings);
    }
    findings
}

/// Everything that is wrong with a script that reads as TOML.
fn script(source: &Source, file: &File, phrases: &[Phrase], parts: &Parts) -> Vec<Finding> {
    let mut findings = steps(source, &file.steps, phrases);
    if file.id.get_ref().trim().is_empty() {
        findings.push(Finding::error(source, file.id.span(), "empty"));
    }
    if file.title.get_ref().trim().is_empty() {
        findings.push(Finding::error(source, file.title.span(), "empty"));
    }
    if let Some(when) = &file.when {
        condition(source, &engine(), when, &mut findings);
    }
    findings.extend(out_of_order(source, file));
    findings.extend(graph::check(source, file, parts));
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// One step with what is needed to judge it.
struct Text<'a> {
    source: &'a Source,
    env: &'a Environment<'static>,
    step: &'a FileStep,
}

fn step(text: &Text<'_>, phrases: &[Phrase], findings: &mut Vec<Finding>) {
    let Some(say) = &text.step.say else {
        return;
    };
    if say.get_ref().trim().is_empty() {
        findings.push(Finding::error(text.source, say.span(), "empty"));
    }
    template(text, say, findings);
    if let Some(note) = &text.step.note {
        template(text, note, findings);
    }
    if let Some(when) = &text.step.when {
        condition(text.source, text.env, when, findings);
    }
    for answer in &text.step.answers {
        template(text, &answer.say, findings);
    }
    findings.extend(long_lines(text.source, say));
    findings.extend(only_features(text.source, text.step, say));
    let raw = raw(text.source, say.span());
    for (at, phrase) in phrases::find(raw, phrases) {
        let start = say.span().start + at;
        let span = start..start + phrase.avoid.len();
        let found = Finding::warning(text.source, span, "avoid");
        findings.push(found.with("phrase", &phrase.avoid).with("instead", &phrase.instead));
    }
}

/// The text between the quotes and the quotes themselves, as it stands in the file.
fn raw(source: &Source, span: Range<usize>) -> &str {
    source.text.get(span).unwrap_or_default()
}

fn template(text: &Text<'_>, value: &Spanned<String>, findings: &mut Vec<Finding>) {
    let compiled = match text.env.template_from_str(value.get_ref()) {
        Ok(compiled) => compiled,
        Err(error) => return findings.push(template_error(text.source, value, &error)),
    };
    let names: BTreeSet<String> = compiled.undeclared_variables(true).into_iter().collect();
    for name in &names {
        if let Some(finding) = unknown_field(text.source, value, name) {
            findings.push(finding);
        } else if needs_fallback(text, value.get_ref(), name) {
            let finding = Finding::error(text.source, place_of(text.source, value, name), "no-fallback");
            findings.push(finding.with("field", name));
        }
    }
}

fn condition(source: &Source, env: &Environment<'_>, when: &Spanned<String>, findings: &mut Vec<Finding>) {
    match env.compile_expression(when.get_ref()) {
        Ok(compiled) => {
            let names: BTreeSet<String> = compiled.undeclared_variables(true).into_iter().collect();
            findings.extend(names.iter().filter_map(|name| unknown_field(source, when, name)));
        }
        Err(error) => findings.push(template_error(source, when, &error)),
    }
}

fn template_error(source: &Source, value: &Spanned<String>, error: &minijinja::Error) -> Finding {
    let wanted = error.line().unwrap_or(1).saturating_sub(1);
    let span = line_of(source, value, wanted);
    let said = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Finding::error(source, span, "template").with("message", said)
}

/// The bytes of the `wanted`th line (from 0) of a value's text.
fn line_of(source: &Source, value: &Spanned<String>, wanted: usize) -> Range<usize> {
    let needle = value.get_ref().lines().nth(wanted).unwrap_or_default().trim();
    place_of(source, value, needle)
}

/// Where `needle` stands inside a value, else the whole value.
fn place_of(source: &Source, value: &Spanned<String>, needle: &str) -> Range<usize> {
    let span = value.span();
    let at = raw(source, span.clone()).find(needle).filter(|_| !needle.is_empty());
    at.map_or(span.clone(), |at| span.start + at..span.start + at + needle.len())
}

fn unknown_field(source: &Source, value: &Spanned<String>, name: &str) -> Option<Finding> {
    let (namespace, field) = name.split_once('.').unwrap_or((name, ""));
    let fields = FIELDS.iter().find(|(known, _)| *known == namespace).map(|(_, fields)| *fields);
    if namespace == NEED && !field.is_empty() {
        return None;
    }
    if fields.is_some_and(|fields| fields.iter().any(|(known, _)| *known == field)) {
        return None;
    }
    let all = FIELDS
        .iter()
        .flat_map(|(namespace, fields)| fields.iter().map(move |(field, _)| format!("{namespace}.{field}")));
    let nearest = all.min_by_key(|known| distance(known, name)).unwrap_or_default();
    let found = Finding::error(source, place_of(source, value, name), "unknown-field");
    Some(found.with("field", name).with("nearest", nearest))
}

/// A field that may be unknown needs `default`, an `{% if %}` on itself, or a `when` on itself.
fn needs_fallback(text: &Text<'_>, template: &str, name: &str) -> bool {
    let (namespace, field) = name.split_once('.').unwrap_or((name, ""));
    let always = FIELDS.iter().any(|(known, fields)| {
        *known == namespace && fields.iter().any(|(known, always)| *known == field && *always)
    });
    let flags = IMPLIED.iter().filter(|(_, known)| known.contains(&name)).map(|(flag, _)| *flag);
    let guards: Vec<&str> = flags.chain(std::iter::once(name)).collect();
    let guarded = |text: &str| guards.iter().any(|guard| names(text, guard));
    if always
        || text.step.when.as_ref().is_some_and(|when| guarded(when.get_ref()))
        || blocks(template, "{%", "%}").any(guarded)
    {
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

/// An offer that names features and not what the customer has of them: features persuade nobody, a benefit tied to a need does.
fn only_features(source: &Source, step: &FileStep, say: &Spanned<String>) -> Option<Finding> {
    const FEATURES: [&str; 6] = ["GB", "兆", "Mbps", "折", "Mbit", "discount"];
    const BENEFITS: [&str; 21] = [
        "您", "省", "够", "少付", "不用", "放心", "方便", "save", "you ", "your", "enough", "less",
        "without", "so that", "no more", "need", "instead", "worry", "pay", "fit", "free",
    ];
    let text = say.get_ref();
    let presented = step
        .stage
        .as_ref()
        .is_some_and(|stage| *stage.get_ref() == crate::domain::script::Stage::Presentation);
    let features = FEATURES.iter().any(|word| text.contains(word));
    let benefit = BENEFITS.iter().any(|word| text.contains(word));
    (presented && features && !benefit).then(|| Finding::warning(source, say.span(), "no-benefit"))
}

fn long_lines(source: &Source, say: &Spanned<String>) -> Vec<Finding> {
    say.get_ref()
        .lines()
        .filter_map(|line| {
            let plain = without_blocks(line);
            let chinese = !plain.is_ascii();
            let (cells, limit) = (cells(&plain), if chinese { CHINESE_CELLS } else { LATIN_CELLS });
            (cells > limit).then(|| {
                let finding = Finding::warning(source, place_of(source, say, line.trim()), "long-line");
                finding.with("cells", cells).with("limit", limit)
            })
        })
        .collect()
}

/// A line with every field replaced by something of a field's usual length, and every condition by nothing.
fn without_blocks(line: &str) -> String {
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

/// The opening comes first and the closing last; what lies between is the call centre's own affair.
fn out_of_order(source: &Source, file: &File) -> Option<Finding> {
    use crate::domain::script::Stage;
    let staged: Vec<&Spanned<Stage>> = file.steps.iter().filter_map(|step| step.stage.as_ref()).collect();
    let stages: Vec<Stage> = staged.iter().map(|stage| *stage.get_ref()).collect();
    let last = stages.len().saturating_sub(1);
    let wrong = staged.iter().enumerate().find(|(at, stage)| match stage.get_ref() {
        Stage::Opening => stages.iter().take(*at).any(|before| *before != Stage::Opening),
        Stage::Closing => *at < last && stages.iter().skip(*at).any(|after| *after != Stage::Closing),
        _ => false,
    });
    match wrong {
        Some((_, stage)) => Some(Finding::warning(source, stage.span(), "stage-order")),
        None if file.steps.is_empty() => Some(Finding::error(source, file.id.span(), "no-steps")),
        None => None,
    }
}

/// Edit distance, for "did you mean".
fn distance(a: &str, b: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::scripts;

    fn found(steps: &str) -> Vec<(&'static str, usize, usize)> {
        let text = format!("id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n{steps}");
        scripts::check(&Source::built_in("x.toml", &text), "zh-CN")
            .iter()
            .filter(|finding| finding.code != "no-must-say")
            .map(|finding| (finding.code, finding.place().0, finding.place().1))
            .collect()
    }

    #[test]
    fn a_missing_fallback_is_found_with_line_and_column() {
        let say = |text: &str| found(&format!("[[step]]\nstage = \"opening\"\nsay = \"{text}\"\n"));
        assert_eq!(say("{{ customer.salutation }}您好"), [("no-fallback", 6, 11)]);
        assert_eq!(say("{{ customer.salutation | default('您') }}好"), []);
        assert_eq!(say("{% if customer.name %}{{ customer.name }}{% endif %}好"), []);
        assert_eq!(say("{{ call.greeting }},您好"), []);
    }

    #[test]
    fn a_condition_on_the_field_is_a_fallback() {
        let steps =
            "[[step]]\nstage = \"opening\"\nwhen = \"account.arrears\"\nsay = \"{{ account.arrears }}\"\n";
        assert_eq!(found(steps), []);
        let steps = steps.replace("when = \"account.arrears\"", "when = \"account.arrearsx\"");
        assert_eq!(found(&steps), [("unknown-field", 6, 9), ("no-fallback", 7, 11)]);
    }

    #[test]
    fn a_misspelt_field_names_its_nearest_neighbour() {
        let text = "id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n[[step]]\nmust_say = true\nstage = \"opening\"\nsay = \"{{ customer.salutaton }}\"\n";
        let findings = scripts::check(&Source::built_in("x.toml", text), "en");
        assert_eq!(findings[0].code, "unknown-field");
        assert!(findings[0].args.contains(&("nearest", "customer.salutation".to_owned())));
    }

    #[test]
    fn broken_templates_long_lines_and_forbidden_phrases_are_found() {
        let long = "长".repeat(27);
        let steps = format!(
            "[[step]]\nstage = \"opening\"\nsay = '''\n好\n{{% if customer.vip %}}\n'''\n[[step]]\nstage = \"closing\"\nsay = \"{long}\"\n[[step]]\nstage = \"rapport\"\nsay = \"我保证\"\n"
        );
        let found = found(&steps);
        let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, ["template", "stage-order", "long-line", "avoid"]);
        assert_eq!(found[3], ("avoid", 15, 9));
    }

    #[test]
    fn a_script_without_steps_is_an_error() {
        assert_eq!(found("step = []\n"), [("no-steps", 1, 6)]);
    }
}

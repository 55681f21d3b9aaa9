//! A script that another system wrote as plain text, turned into a script file: paragraphs become steps, its marks (`--A--x--B--`, `#x#`,
//! `[x]`) become fields. What is not understood stays visible as a gap. It must not read or write files.

use crate::content::fields::FIELDS;
use crate::content::scripts::foreign::{self, Mark};
use crate::content::words::Words;
use crate::domain::safe_text::SafeText;
use crate::domain::script::Stage;

/// Cells of a line that is read aloud.
const CHINESE_CELLS: usize = 52;
const LATIN_CELLS: usize = 60;

/// A script is a page or two; whatever is longer is another kind of file.
const MOST_STEPS: usize = 300;

/// What came of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The script file.
    pub toml: String,
    /// `zh-CN` or `en`, by the text itself.
    pub tag: &'static str,
    /// How many steps it has.
    pub steps: usize,
    /// Marks that became fields: the mark, and the field.
    pub fields: Vec<(String, &'static str)>,
    /// Marks that nobody knows.
    pub unknown: Vec<String>,
    /// The text was longer than a script can be; the rest was left out.
    pub cut: bool,
}

/// The language a text is written in.
#[must_use]
pub fn tag_of(text: &str) -> &'static str {
    let chinese = text.chars().filter(|c| matches!(u32::from(*c), 0x3400..=0x9FFF)).count();
    if chinese * 4 >= text.chars().filter(|c| c.is_alphabetic()).count().max(1) { "zh-CN" } else { "en" }
}

/// Turns a text into a script file; `None` when there is nothing to say in it. `words` are those of the text's language.
#[must_use]
pub fn convert(text: &str, id: &str, words: &Words) -> Option<Imported> {
    let clean = SafeText::lines(text);
    let tag = tag_of(&clean);
    let steps = foreign::steps(&clean);
    let cut = steps.len() > MOST_STEPS;
    let count = steps.len().min(MOST_STEPS);
    if count == 0 {
        return None;
    }
    let mut out =
        Imported { toml: head(id), tag, steps: count, fields: Vec::new(), unknown: Vec::new(), cut };
    let staged = steps.iter().any(|step| step.stage.is_some());
    let mut stage = Stage::Opening;
    for (at, step) in steps.into_iter().take(count).enumerate() {
        stage = step.stage.unwrap_or(match at {
            0 => Stage::Opening,
            _ if at + 1 == count && !staged => Stage::Closing,
            _ if staged => stage,
            _ => Stage::Discovery,
        });
        let said: Vec<String> = step.lines.iter().map(|line| out.template(line, words)).collect();
        out.toml.push_str(&format!("\n[[step]]\nstage = {}\n", quoted(foreign::code(stage))));
        if foreign::must_be_said(&step.lines) {
            out.toml.push_str("must_say = true\n");
        }
        let said = said.iter().flat_map(|line| short(line)).collect::<Vec<_>>().join("\n");
        out.toml.push_str(&format!("say = {}\n", quoted(&said)));
        if !step.notes.is_empty() {
            let note: Vec<String> = step.notes.iter().map(|line| out.template(line, words)).collect();
            out.toml.push_str(&format!("note = {}\n", quoted(&note.join("\n"))));
        }
    }
    Some(out)
}

/// Never opened by itself until somebody has read it.
fn head(id: &str) -> String {
    format!("id = {0}\ntitle = {0}\nkind = \"inbound\"\nby_hand = true\n", quoted(id))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

impl Imported {
    /// A line with its marks as fields.
    fn template(&mut self, line: &str, words: &Words) -> String {
        foreign::marks(line).into_iter().map(|mark| self.part(mark, words)).collect()
    }

    fn part(&mut self, mark: Mark<'_>, words: &Words) -> String {
        let (raw, name) = match mark {
            Mark::Text(text) => return literal(text),
            Mark::Field { raw, name } => (raw, name),
        };
        let Some(field) = foreign::field(name) else {
            if !self.unknown.iter().any(|known| known == name) {
                self.unknown.push(name.to_owned());
            }
            return literal(&format!("⟦{name}?⟧"));
        };
        if !self.fields.iter().any(|(known, _)| known == raw) {
            self.fields.push((raw.to_owned(), field));
        }
        filled(field, words)
    }
}

/// A field with what is said when it is not known: a form of address has one, everything else stays visibly missing.
fn filled(field: &str, words: &Words) -> String {
    let (namespace, name) = field.split_once('.').unwrap_or((field, ""));
    let always = FIELDS.iter().any(|(known, fields)| {
        *known == namespace && fields.iter().any(|(known, always)| *known == name && *always)
    });
    if always {
        return format!("{{{{ {field} }}}}");
    }
    let fallback = if matches!(field, "customer.salutation" | "customer.name" | "customer.surname") {
        words.get("say-you").into_owned()
    } else {
        format!("⟦{}?⟧", words.get(&format!("field-{namespace}-{}", name.replace('_', "-"))))
    };
    format!("{{{{ {field} | default('{}') }}}}", fallback.replace(['\'', '\\'], ""))
}

/// Text that the template engine must not take for its own.
fn literal(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '{' && rest.peek().is_some_and(|next| matches!(next, '{' | '%' | '#')) {
            out.push_str("{{ '{' }}");
        } else {
            out.push(c);
        }
    }
    out
}

/// A long line in lines that are read at a glance, broken behind a sign; never inside a field.
fn short(line: &str) -> Vec<String> {
    let limit = if line.is_ascii() { LATIN_CELLS } else { CHINESE_CELLS };
    let (mut lines, mut current, mut cells) = (Vec::new(), String::new(), 0);
    for piece in pieces(line) {
        let wide = if piece.starts_with("{{") { 8 } else { piece.chars().map(width).sum() };
        if cells + wide > limit && !current.trim().is_empty() {
            lines.push(std::mem::take(&mut current).trim().to_owned());
            cells = 0;
        }
        cells += wide;
        current.push_str(&piece);
    }
    lines.push(current.trim().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

const fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// Fields whole; text up to and with a sign or a space; a long stretch without either in the middle.
fn pieces(line: &str) -> Vec<String> {
    const LONGEST: usize = 20;
    let (mut pieces, mut rest) = (Vec::new(), line);
    while !rest.is_empty() {
        if let Some((block, tail)) = rest.strip_prefix("{{").and_then(|inside| inside.split_once("}}")) {
            pieces.push(format!("{{{{{block}}}}}"));
            rest = tail;
            continue;
        }
        let mut end = 0;
        for (count, (at, c)) in rest.char_indices().enumerate() {
            if at > 0 && rest.get(at..).is_some_and(|tail| tail.starts_with("{{")) {
                break;
            }
            end = at + c.len_utf8();
            if "，。！？；：、,;!? ".contains(c) || count + 1 >= LONGEST {
                break;
            }
        }
        let (piece, tail) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
        pieces.push(piece.to_owned());
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::finding::Weight;
    use crate::content::scripts;
    use crate::content::source::Source;

    fn imported(text: &str) -> Imported {
        convert(text, "old", &Words::new(tag_of(text))).unwrap()
    }

    /// What the linter says of the result, but for what nobody can know of a plain text.
    fn wrong(imported: &Imported) -> Vec<&'static str> {
        let source = Source::built_in("old.toml", &imported.toml);
        let findings = scripts::check(&source, imported.tag);
        findings.iter().map(|found| found.code).filter(|code| *code != "no-must-say").collect()
    }

    #[test]
    fn marks_of_three_systems_become_fields_and_paragraphs_steps() {
        let text = "[开场]\n您好，--A--first_name--B--，我是#工号#号。本次通话会录音。\n\n[呈现]\n您的[套餐]每月#月费#。\n客户：太贵了\n\n[结束]\n再见，#祝福语#。\n";
        let done = imported(text);
        assert_eq!((done.steps, done.tag), (3, "zh-CN"));
        let fields: Vec<&str> = done.fields.iter().map(|(_, field)| *field).collect();
        assert_eq!(fields, ["customer.name", "agent.id", "package.name", "package.fee"]);
        assert_eq!(done.unknown, ["祝福语"]);
        assert!(done.toml.contains("stage = \"presentation\"") && done.toml.contains("must_say = true"));
        assert!(done.toml.contains("⟦祝福语?⟧") && done.toml.contains("note = "), "{}", done.toml);
        assert_eq!(wrong(&done), ["gap-written"]);
    }

    #[test]
    fn lines_without_blank_ones_are_steps_and_long_ones_are_broken() {
        let done = imported(
            "Hello [name], this is #agent_name# from [company]. I am calling about your plan, which ends soon, and I would like to tell you what it means for you.\nAgent: Goodbye.\n",
        );
        assert_eq!((done.steps, done.tag), (2, "en"));
        assert_eq!(wrong(&done), Vec::<&str>::new());
        assert!(done.toml.contains("say = \"Goodbye.\""), "{}", done.toml);
    }

    #[test]
    fn what_looks_like_a_template_is_only_text() {
        let done = imported("您好{{ agent.id }}{% if x %}{# y #}\"\"\"\\'''，请讲。");
        assert_eq!(wrong(&done), Vec::<&str>::new());
        assert!(done.fields.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_script_that_reads(text in "(\\PC|\n|\\[|\\]|#|--A--|--B--|\\{\\{|\\}\\}|\\{%|'|\"){0,120}") {
            let tag = tag_of(&text);
            if let Some(done) = convert(&text, "x", &Words::new(tag)) {
                let findings = scripts::check(&Source::built_in("x.toml", &done.toml), done.tag);
                let errors: Vec<_> = findings.iter().filter(|found| found.weight == Weight::Error).map(|found| found.code).collect();
                prop_assert!(errors.is_empty(), "{errors:?}\n{}", done.toml);
            }
        }
    }
}

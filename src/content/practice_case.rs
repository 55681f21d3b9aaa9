//! A masked case as a scenario file that can be practised at once and written further: the customer in bands, a turn for each step that
//! was shown, and the template's own end. It must not know whose call it was.

use std::fmt::Write as _;

use crate::content::fields::{Filling, Speaker};
use crate::content::scripts::Scripts;
use crate::content::words::Words;
use crate::domain::call::CallKind;
use crate::domain::mask;
use crate::domain::script::Facts;
use crate::domain::time::Moment;
use crate::domain::training::case::{Bands, Case};

/// The templates of a new scenario, whose end a case shares.
const TEMPLATES: (&str, &str) = (
    include_str!("../../assets/training/template.zh-CN.toml"),
    include_str!("../../assets/training/template.en.toml"),
);

/// More steps than this make no exercise.
const MOST_STEPS: usize = 12;

/// The scenario file. `note` has been confirmed by the agent and is scrubbed once more by [`scrubbed`] before it comes here.
#[must_use]
pub fn written(
    case: &Case,
    id: &str,
    note: Option<&str>,
    scripts: &Scripts,
    words: &Words,
    now: Moment,
) -> String {
    let template = if words.tag() == "en" { TEMPLATES.1 } else { TEMPLATES.0 };
    let tail = template.find("[points]").and_then(|at| template.get(at..)).unwrap_or_default();
    let turns = turns(case, scripts, words, now);
    let tail = tail.replacen("[[turn]]\nid = \"ask\"", &format!("{turns}[[turn]]\nid = \"ask\""), 1);
    let tail = if case.kind == CallKind::Inbound { inbound(&tail) } else { tail };
    format!("{}{}{tail}", head(case, id, note, words), persona(&case.who))
}

/// The shared parts for a call that comes in.
fn inbound(tail: &str) -> String {
    let parts = [
        ("care-hello", "hello-in"),
        ("identity", "identity-in"),
        ("closing", "closing-in"),
        ("care", "inbound"),
    ];
    parts.iter().fold(tail.to_owned(), |text, (out, incoming)| {
        text.replace(&format!("use = \"{out}\""), &format!("use = \"{incoming}\""))
    })
}

fn head(case: &Case, id: &str, note: Option<&str>, words: &Words) -> String {
    let mut out = String::new();
    let group = words.get(&format!("training-group-{}", case.group.code())).into_owned();
    let title = words.with("case-title", &[("group", group)]).into_owned();
    let about = words.get(if case.kind == CallKind::Inbound { "case-about-in" } else { "case-about-out" });
    let mut comment = |text: String| {
        for line in text.lines() {
            // A string takes whatever is written to it.
            let _ = writeln!(out, "# {line}");
        }
    };
    comment(words.get("case-how").into_owned());
    if let Some(disposition) = case.disposition {
        let name = words.get(&format!("disposition-{}", disposition.code())).into_owned();
        comment(words.with("case-ended", &[("name", name)]).into_owned());
    }
    if let Some(script) = &case.script {
        comment(words.with("case-script", &[("script", script.clone())]).into_owned());
    }
    if !case.told.is_empty() {
        let told: Vec<String> = case.told.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        comment(words.with("case-told", &[("told", told.join(", "))]).into_owned());
    }
    if !case.offers.is_empty() {
        comment(words.with("case-offers", &[("said", case.offers.join(", "))]).into_owned());
    }
    if let Some(note) = note {
        comment(words.with("case-note", &[("note", note.to_owned())]).into_owned());
    }
    let kind = case.kind.code();
    let _ = write!(
        out,
        "\nid = \"{id}\"\ntitle = {}\nabout = {}\ngroup = \"{}\"\ndifficulty = 2\nminutes = 5\nkind = \"{kind}\"\nskills = [\"care\"]\nmood = 60\n\n",
        quoted(&title),
        quoted(&about),
        case.group.code()
    );
    out
}

fn persona(who: &Bands) -> String {
    let mut out = "[persona]\n".to_owned();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{name} = {value}");
        }
    };
    let number = |number: Option<u16>| number.map(|number| number.to_string());
    put("level", who.level.map(|level| quoted(level.code())));
    put("gender", who.gender.map(|gender| quoted(gender.code())));
    put("age", who.age.map(|age| age.to_string()));
    put("fee", number(who.fee));
    put("bill", number(who.bill));
    put("minutes", number(who.minutes));
    put("gb", number(who.gb));
    put("pattern", Some(quoted(pattern_code(who))));
    put("tenure_months", number(who.tenure_months));
    put("consent", who.consent.map(|consent| quoted(consent.code())));
    put("contract_in_days", who.contract_ends.then(|| "45".to_owned()));
    put("arrears", who.arrears.then(|| "60".to_owned()));
    out.push('\n');
    out
}

const fn pattern_code(who: &Bands) -> &'static str {
    use crate::domain::training::persona::Pattern;
    match who.pattern {
        Pattern::Steady => "steady",
        Pattern::Growing => "growing",
        Pattern::Falling => "falling",
        Pattern::Dropping => "dropping",
        Pattern::Overage => "overage",
        Pattern::Shock => "shock",
        Pattern::Silent => "silent",
        Pattern::Roaming => "roaming",
        Pattern::New => "new",
    }
}

/// A turn for each step that was shown: what the script says there, filled for nobody, and a line of the customer that is left to write.
fn turns(case: &Case, scripts: &Scripts, words: &Words, now: Moment) -> String {
    let filling = Filling {
        profile: None,
        speaker: &Speaker::default(),
        kind: case.kind,
        now,
        words,
        facts: &Facts::new(),
        pitch: None,
    };
    let script = case.script.as_deref().and_then(|script| scripts.open(Some(script), &filling));
    let mut out = String::new();
    for (number, step) in case.steps.iter().take(MOST_STEPS).enumerate() {
        let said = script.as_ref().and_then(|script| script.steps.iter().find(|known| known.id == *step));
        let Some(said) = said else { continue };
        let line: String = said.say.as_str().split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
        let say = quoted(&words.with("case-customer", &[("n", number + 1)]));
        let _ = write!(
            out,
            "[[turn]]\nid = \"step-{}\"   # {step}\nsay = [{say}]\nanswers = [\n  {{ say = {}, mood = 2 }},\n  {{ say = {}, mood = -10 }},\n]\n\n",
            number + 1,
            quoted(&line),
            quoted(&words.get("case-curt")),
        );
    }
    out
}

/// A TOML string. Braces would be read as fields.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() && *c != '{' && *c != '}').collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A note without the name, in whole or by its parts, and without any digit.
#[must_use]
pub fn scrubbed(note: &str, name: Option<&str>) -> String {
    let mut text = mask::numbers_in(note);
    if let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) {
        text = text.replace(name, "*");
        for part in name.split_whitespace().filter(|part| part.chars().count() > 1) {
            text = text.replace(part, "*");
        }
        let chars: Vec<char> = name.chars().collect();
        if let Some((family, given)) = chars.split_first().filter(|_| !name.is_ascii()) {
            let given: String = given.iter().collect();
            if !given.is_empty() {
                text = text.replace(&given, "*");
            }
            for title in ["先生", "女士", "小姐", "总", "姐", "哥", "老师", "阿姨", "叔"] {
                text = text.replace(&format!("{family}{title}"), title);
            }
        }
    }
    text.chars()
        .map(|c| if c.is_numeric() || "一二三四五六七八九〇零".contains(c) { '*' } else { c })
        .collect()
}

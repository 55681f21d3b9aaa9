//! The trainee's record as a document, as text and as a page for a browser. It words what was reckoned; it must not reckon.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minijinja::{AutoEscape, Environment};
use serde_json::{Value, json};

use crate::content::words::{Arg, Words};
use crate::domain::problem::{Problem, Severity};
use crate::domain::time::{Moment, local};
use crate::domain::training::certification::What;
use crate::domain::training::record::Trend;
use crate::domain::training::report::{Held, Made, Next, Reason, Report, Row, Weak};

const PAGE: &str = include_str!("../../assets/training/report.html");

/// Whose record, and when.
#[derive(Clone, Debug)]
pub struct Cover {
    /// 工号
    pub agent: String,
    /// When it was made.
    pub at: Moment,
}

/// The sentences of the page that stand still.
const STILL: &[&str] = &[
    "report-title",
    "report-made",
    "report-agent",
    "report-skills",
    "report-scenarios",
    "report-scenario",
    "report-attempts",
    "report-first-word",
    "report-hints",
    "report-note",
    "record-title",
    "record-tab-next",
    "record-tab-certificates",
    "record-tab-points",
    "record-bars-why",
    "record-nothing",
    "record-nothing-next",
    "training-best",
    "training-last",
    "training-trend",
];

/// Everything, with codes for programs and names for people.
#[must_use]
pub fn document(report: &Report, cover: &Cover, words: &Words) -> Value {
    let minutes = report.talked / 60;
    let practised = report.scenarios.iter().filter(|row| !row.made.is_empty());
    json!({
        "agent": cover.agent,
        "language": words.tag(),
        "at": instant(cover.at),
        "made": minute(cover.at),
        "level": report.level,
        "level_name": words.get(&format!("record-level-{}", report.level.min(3))),
        "attempts": report.attempts,
        "drills": report.drills,
        "minutes": minutes,
        "hints": report.hints,
        "latency_ms": report.latency,
        "first_word": seconds(report.latency),
        "totals": words.with("record-totals", &[
            ("n", Arg::from(report.attempts)),
            ("minutes", Arg::from(minutes)),
            ("earned", Arg::from(report.certificates.iter().filter(|held| held.earned.is_some()).count())),
            ("of", Arg::from(report.certificates.len())),
        ]),
        "skills": report.bars.iter().map(|bar| json!({
            "skill": bar.skill,
            "name": words.get(&format!("record-skill-{}", bar.skill.code())),
            "percent": bar.percent,
            "of": bar.of,
        })).collect::<Vec<_>>(),
        "certificates": report.certificates.iter().map(|held| certificate(held, report, words)).collect::<Vec<_>>(),
        "scenarios": practised.map(|row| scenario(row, words)).collect::<Vec<_>>(),
        "never_practised": report.scenarios.iter().filter(|row| row.made.is_empty()).count(),
        "points": report.weak.iter().map(|weak| point(weak, words)).collect::<Vec<_>>(),
        "due": report.due(),
        "next": report.next.iter().map(|next| advice(next, words)).collect::<Vec<_>>(),
    })
}

fn certificate(held: &Held, report: &Report, words: &Words) -> Value {
    let needs = held.certificate.needs.iter().zip(&held.done).map(|(need, done)| {
        let (code, name) = match &need.what {
            What::Group(group) => {
                (group.code().to_owned(), words.get(&format!("training-group-{}", group.code())).into_owned())
            }
            What::Scenario(id) => {
                let row = report.scenarios.iter().find(|row| row.known.id == *id);
                (id.clone(), row.map_or_else(|| id.clone(), |row| row.known.title.as_str().to_owned()))
            }
        };
        let stars = "*".repeat(usize::from(need.difficulty.min(3)));
        let mode = words.get(&format!("training-mode-{}", need.mode.code())).into_owned();
        let said = words.with(
            "record-need",
            &[
                ("what", Arg::from(name)),
                ("score", Arg::from(need.score)),
                ("stars", Arg::from(stars)),
                ("mode", Arg::from(mode)),
                ("done", Arg::from(*done)),
                ("count", Arg::from(need.count)),
            ],
        );
        json!({
            "what": code, "score": need.score, "difficulty": need.difficulty, "mode": need.mode,
            "done": done, "count": need.count, "said": said,
        })
    });
    let said = match held.earned {
        Some(at) => words.with("record-earned", &[("at", day(at))]),
        None => words.get("record-not-earned"),
    };
    json!({
        "id": held.certificate.id,
        "title": held.certificate.title.as_str(),
        "level": held.certificate.level,
        "earned_at": held.earned.map(instant),
        "said": said,
        "needs": needs.collect::<Vec<_>>(),
    })
}

fn scenario(row: &Row, words: &Words) -> Value {
    let (trend, by) = match row.trend {
        Trend::First => ("first", None),
        Trend::Level => ("level", None),
        Trend::Up(by) => ("up", Some(by)),
        Trend::Down(by) => ("down", Some(by)),
    };
    json!({
        "id": row.known.id,
        "title": row.known.title.as_str(),
        "group": row.known.group,
        "group_name": words.get(&format!("training-group-{}", row.known.group.code())),
        "difficulty": row.known.difficulty,
        "stars": "*".repeat(usize::from(row.known.difficulty.min(3))),
        "attempts": row.made.len(),
        "best": row.best,
        "last": row.last,
        "trend": trend,
        "trend_by": by,
        "trend_name": words.with(&format!("record-trend-{trend}"), &[("n", by.unwrap_or(0))]),
        "hints": row.hints,
        "latency_ms": row.latency,
        "first_word": seconds(row.latency),
        "made": row.made.iter().map(|made| attempt(made, words)).collect::<Vec<_>>(),
    })
}

fn attempt(made: &Made, words: &Words) -> Value {
    json!({
        "id": made.id,
        "at": instant(made.at),
        "minute": minute(made.at),
        "mode": made.mode,
        "mode_name": words.get(&format!("training-mode-{}", made.mode.code())),
        "total": made.total,
        "compliance": made.compliance_passed,
        "hints": made.hints,
        "latency_ms": made.latency,
        "best": made.is_best,
    })
}

fn point(weak: &Weak, words: &Words) -> Value {
    let said = if weak.is_due {
        words.get("record-due-now")
    } else {
        words.with("record-due-at", &[("at", day(weak.due))])
    };
    let state = if weak.held {
        words.with("record-known", &[("n", weak.chance)])
    } else {
        words.get("record-missed")
    };
    json!({
        "group": weak.point.group,
        "group_name": words.get(&format!("training-group-{}", weak.point.group.code())),
        "item": weak.point.item,
        "text": weak.text.as_str(),
        "due_at": instant(weak.due),
        "is_due": weak.is_due,
        "held": weak.held,
        "known_percent": weak.chance,
        "times": weak.times,
        "lapses": weak.lapses,
        "said": said,
        "state": state,
    })
}

fn advice(next: &Next, words: &Words) -> Value {
    let (reason, said) = match &next.why {
        Reason::Due(count) => ("due", words.with("record-why-due", &[("n", *count)])),
        Reason::New => ("new", words.get("record-why-new")),
        Reason::Certificate(title, mode) => {
            let mode = words.get(&format!("training-mode-{}", mode.code())).into_owned();
            let args = [("title", title.as_str().to_owned()), ("mode", mode)];
            ("certificate", words.with("record-why-certificate", &args))
        }
    };
    json!({ "id": next.known.id, "title": next.known.title.as_str(), "reason": reason, "said": said })
}

fn instant(at: Moment) -> String {
    local(at).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

fn minute(at: Moment) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

fn day(at: Moment) -> String {
    local(at).format("%Y-%m-%d").to_string()
}

fn seconds(millis: Option<u64>) -> String {
    millis.map_or_else(|| "-".to_owned(), |millis| format!("{}.{}", millis / 1_000, millis % 1_000 / 100))
}

/// The page: one file, nothing is fetched, everything that was written by people is escaped.
///
/// # Errors
/// The template cannot be filled, which a test excludes.
pub fn html(document: &Value, words: &Words) -> Result<String, Problem> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    let still: BTreeMap<String, String> =
        STILL.iter().map(|key| (key.replace('-', "_"), words.get(key).into_owned())).collect();
    let still: BTreeMap<String, minijinja::Value> =
        still.into_iter().map(|(key, text)| (key, minijinja::Value::from(text))).collect();
    let context = BTreeMap::from([
        ("r".to_owned(), filling(document)),
        ("w".to_owned(), minijinja::Value::from(still)),
    ]);
    let context = minijinja::Value::from(context);
    env.render_str(PAGE, context).map_err(|_| Problem::new("report-template", Severity::Failure))
}

/// The document as the template takes it.
fn filling(value: &Value) -> minijinja::Value {
    match value {
        Value::Null => minijinja::Value::from(()),
        Value::Bool(flag) => minijinja::Value::from(*flag),
        Value::Number(number) => number.as_i64().map_or_else(
            || minijinja::Value::from(number.as_f64().unwrap_or_default()),
            minijinja::Value::from,
        ),
        Value::String(text) => minijinja::Value::from(text.clone()),
        Value::Array(list) => minijinja::Value::from(list.iter().map(filling).collect::<Vec<_>>()),
        Value::Object(map) => minijinja::Value::from(
            map.iter().map(|(key, value)| (key.clone(), filling(value))).collect::<BTreeMap<_, _>>(),
        ),
    }
}

/// The record for a terminal or a mail, one thing a line.
#[must_use]
pub fn text(document: &Value, words: &Words) -> String {
    let mut out = String::new();
    let read = |value: &Value, key: &str| match value.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "-".to_owned(),
        Some(other) => other.to_string(),
    };
    let list = |key: &str| document.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let agent = read(document, "agent");
    let head =
        if agent.is_empty() { String::new() } else { format!("  {} {agent}", words.get("report-agent")) };
    let mut put = |line: String| {
        // A string takes whatever is written to it.
        let _ = writeln!(out, "{}", line.trim_end());
    };
    put(format!("{}{head}  {}", words.get("record-title"), read(document, "made")));
    put(format!("{}  {}", read(document, "level_name"), read(document, "totals")));
    put(format!(
        "{} {}  {} {}",
        words.get("report-first-word"),
        read(document, "first_word"),
        words.get("report-hints"),
        read(document, "hints")
    ));
    put(String::new());
    put(words.get("report-skills").into_owned());
    for skill in list("skills") {
        let percent = skill.get("percent").and_then(Value::as_u64);
        let full = usize::try_from(percent.unwrap_or(0) / 5).unwrap_or(0).min(20);
        let bar = format!("{}{}", "#".repeat(full), ".".repeat(20 - full));
        put(format!("  [{bar}] {:>3}  {}", read(&skill, "percent"), read(&skill, "name")));
    }
    put(String::new());
    put(words.get("record-tab-certificates").into_owned());
    for one in list("certificates") {
        let mark = if one.get("earned_at").is_some_and(Value::is_string) { "[x]" } else { "[ ]" };
        put(format!("  {mark} {}  {}", read(&one, "title"), read(&one, "said")));
        for need in one.get("needs").and_then(Value::as_array).into_iter().flatten() {
            put(format!("        {}", read(need, "said")));
        }
    }
    put(String::new());
    put(words.get("report-scenarios").into_owned());
    if list("scenarios").is_empty() {
        put(format!("  {}", words.get("record-nothing")));
    }
    for row in list("scenarios") {
        put(format!(
            "  {} {}  {} {}  {} {}  {}  {} {}  {} {}",
            words.with("record-times", &[("n", read(&row, "attempts"))]),
            read(&row, "title"),
            words.get("training-best"),
            read(&row, "best"),
            words.get("training-last"),
            read(&row, "last"),
            read(&row, "trend_name"),
            words.get("report-first-word"),
            read(&row, "first_word"),
            words.get("report-hints"),
            read(&row, "hints"),
        ));
        for made in row.get("made").and_then(Value::as_array).into_iter().flatten() {
            let best = if made.get("best").is_some_and(|best| best == true) {
                words.get("record-is-best")
            } else {
                "".into()
            };
            put(format!(
                "      {}  {}  {:>3} {best}",
                read(made, "minute"),
                read(made, "mode_name"),
                read(made, "total")
            ));
        }
    }
    put(String::new());
    put(words.get("record-tab-next").into_owned());
    if list("next").is_empty() {
        put(format!("  {}", words.get("record-nothing-next")));
    }
    for next in list("next") {
        put(format!("  {}  {}", read(&next, "title"), read(&next, "said")));
    }
    put(String::new());
    put(words.get("record-tab-points").into_owned());
    for weak in list("points") {
        let mark = if weak.get("held").is_some_and(|held| held == true) { " " } else { "!" };
        put(format!(
            "  {mark} {}  {}  {}  {}",
            read(&weak, "group_name"),
            read(&weak, "text"),
            read(&weak, "state"),
            read(&weak, "said")
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safe_text::SafeText;
    use crate::domain::time::parse_moment;
    use crate::domain::training::record::tests::brief;
    use crate::domain::training::report::{Known, Shelf};
    use crate::domain::training::scenario::Group;

    fn made(tag: &str) -> (Value, Words) {
        let words = Words::new(tag);
        let title = SafeText::new("<script>alert('王')</script> & \"x\"");
        let known = Known { id: "a".into(), title, group: Group::Bill, difficulty: 2 };
        let certificates = crate::content::certificates::load(tag, None).0;
        let shelf = Shelf { scenarios: vec![known], certificates, ..Shelf::default() };
        let now = parse_moment("2026-11-22T10:42:00+08:00").unwrap();
        let report = Report::of(&[brief("a", 3, 91), brief("a", 4, 60)], &shelf, now);
        let cover = Cover { agent: "<b>8001</b>".into(), at: now };
        (document(&report, &cover, &words), words)
    }

    #[test]
    fn the_page_is_whole_escaped_and_fetches_nothing() {
        for tag in ["zh-CN", "en"] {
            let (document, words) = made(tag);
            let page = html(&document, &words).unwrap();
            assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
            assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"), "{page}");
            assert!(page.contains("&lt;b&gt;8001"));
            for outside in ["http:", "https:", "src=", "@import", "url("] {
                assert!(!page.contains(outside), "{outside}");
            }
            assert!(page.contains("@media print") && page.contains("2026-11-22 10:42"));
            assert!(!page.contains("[re") && !page.contains("{$") && !page.contains("undefined"), "{page}");
        }
    }

    #[test]
    fn the_text_has_every_part_and_no_missing_sentence() {
        for tag in ["zh-CN", "en"] {
            let (document, words) = made(tag);
            let text = text(&document, &words);
            assert!(
                text.contains("91") && text.contains("60") && text.contains("2026-11-22 10:42"),
                "{text}"
            );
            assert!(!text.contains("[re") && !text.contains("{$") && !text.contains("[tr"), "{text}");
            assert_eq!(text.matches("[ ]").count(), 8, "{text}");
        }
    }
}

//! `seatmate assess --methods`: every retention method with what came of it at this desk, counted. It must not judge: few uses prove nothing.

use serde::Serialize;

use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, paper};
use crate::content::rules;
use crate::domain::insight::noticed::Tallies;
use crate::domain::insight::retention::{Method, Outcomes};
use crate::domain::problem::{Problem, Severity};

/// One method and its counts.
#[derive(Debug, Serialize)]
struct Line<'a> {
    code: &'a str,
    /// `None` for one that was used and is no longer in the catalogue.
    rung: Option<&'static str>,
    name: &'a str,
    used: u64,
    #[serde(flatten)]
    outcomes: Outcomes,
}

/// Carries it out.
///
/// # Errors
/// A store that cannot be opened or read.
pub(crate) fn run(door: &mut Door<'_>) -> Result<Exit, Failure> {
    let (book, findings) = rules::load(Some(&door.paths.config()));
    if !findings.is_empty() {
        door.complain(&Problem::new("rules-wrong", Severity::Warning).with("count", findings.len()));
    }
    let tallies = door.store(Wants::Existing)?.reader()?.tallies()?;
    let lines = lines(&book.retention.method, &tallies, door.words.tag() == "en");
    if door.json {
        writeln!(door.out, "{}", paper::json(&lines)?)?;
        return Ok(Exit::Done);
    }
    let say = |key: &str| door.words.get(key).into_owned();
    let head =
        ["methods-method", "methods-rung", "methods-used", "method-kept", "method-not_yet", "method-refused"];
    let mut rows = vec![head.map(say).to_vec()];
    rows.extend(lines.iter().map(|line| {
        let rung = line.rung.map_or_else(|| say("methods-gone"), |rung| say(&format!("method-rung-{rung}")));
        let Outcomes { kept, not_yet, refused } = line.outcomes;
        let counts = [line.used, kept, not_yet, refused].map(|count| count.to_string());
        [vec![paper::safe(line.name), rung], counts.to_vec()].concat()
    }));
    paper::figures(door.out, &rows)?;
    Ok(Exit::Done)
}

/// From the lowest rung up, in the order of the file; then what was used under codes that are no longer in it.
fn lines<'a>(methods: &'a [Method], tallies: &'a Tallies, english: bool) -> Vec<Line<'a>> {
    let mut ladder: Vec<&Method> = methods.iter().collect();
    ladder.sort_by_key(|method| method.rung);
    let of = |method: &&'a Method| {
        let outcomes = tallies.methods.get(&method.code).copied().unwrap_or_default();
        let name = if english { &method.name.en } else { &method.name.zh };
        Line { code: &method.code, rung: Some(method.rung.code()), name, used: outcomes.used(), outcomes }
    };
    let gone = tallies.methods.iter().filter(|(code, _)| methods.iter().all(|method| method.code != **code));
    let gone = gone.map(|(code, outcomes)| Line {
        code,
        rung: None,
        name: code,
        used: outcomes.used(),
        outcomes: *outcomes,
    });
    ladder.iter().map(of).chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_stand_by_rung_and_what_left_the_catalogue_is_still_counted() {
        let book = rules::built_in();
        let mut tallies = Tallies::default();
        tallies.methods.insert("hear_reason".to_owned(), Outcomes { kept: 3, not_yet: 2, refused: 1 });
        tallies.methods.insert("of_last_year".to_owned(), Outcomes { refused: 4, ..Outcomes::default() });
        let lines = lines(&book.retention.method, &tallies, true);
        assert_eq!(lines.len(), book.retention.method.len() + 1);
        assert_eq!(lines.first().and_then(|line| line.rung), Some("listen"));
        let heard = lines.iter().find(|line| line.code == "hear_reason").unwrap();
        assert_eq!((heard.used, heard.outcomes.kept), (6, 3));
        let gone = lines.last().unwrap();
        assert_eq!((gone.code, gone.rung, gone.used), ("of_last_year", None, 4));
    }
}

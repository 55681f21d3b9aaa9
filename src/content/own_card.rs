//! The shop's own scorecard beside the built-in rules: where its file lies, and its lines in words. It must not score.

use std::path::Path;

use crate::content::card_file;
use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::source::Source as Text;
use crate::content::words::{Arg, Words};
use crate::domain::insight::own_card::{OwnCard, OwnSeen};
use crate::domain::insight::picture::{Picture, RuleBook};
use crate::domain::scorecard::card::{Line, Source, Test};
use crate::domain::time::{Moment, local};

/// The name of the file, in the data folder or in `rules/` beside the settings.
pub const FILE: &str = "scorecard.toml";

/// The shop's own card: the one that the settings name (from their folder), else the one in the data folder, else the one in `rules/`.
///
/// # Errors
/// When the file cannot be read as a card, or the settings name one that is not there.
pub fn load(
    data: &Path,
    config: &Path,
    named: Option<&str>,
) -> Result<Option<OwnCard>, card_file::CardFileError> {
    let usual = || [data.join(FILE), config.join("rules").join(FILE)].into_iter().find(|path| path.is_file());
    let Some(path) = named.map(|name| config.join(name)).or_else(usual) else { return Ok(None) };
    let text = Text::read(&path).map(|source| source.text.to_string()).unwrap_or_default();
    let written = std::fs::metadata(&path).and_then(|meta| meta.modified()).ok();
    Ok(Some(OwnCard { card: card_file::read(&text)?, at: written.map(Moment::from) }))
}

/// The column, or the sum, that a line looks at.
#[must_use]
pub fn source(of: &Source) -> String {
    match of {
        Source::Column(name) => name.clone(),
        Source::SumOf(names) => format!("({})", names.join(" + ")),
    }
}

/// What a value must be, in words.
#[must_use]
pub fn test(test: &Test, words: &Words) -> String {
    let list = |names: &[String]| names.join(" / ");
    match (test.from, test.below, &test.one_of, &test.none_of) {
        _ if test.missing => words.get("scorecard-missing").into_owned(),
        (Some(from), Some(below), ..) => format!("{from}..<{below}"),
        (Some(from), None, ..) => format!("≥ {from}"),
        (None, Some(below), ..) => format!("< {below}"),
        (None, None, Some(names), _) => format!("= {}", list(names)),
        (None, None, None, Some(names)) if !names.is_empty() => format!("≠ {}", list(names)),
        _ => words.get("scorecard-known").into_owned(),
    }
}

impl Teller<'_> {
    /// The score, or which columns are missing; `None` without a card of one's own.
    #[must_use]
    pub fn own(&self, picture: &Picture) -> Option<String> {
        Some(match picture.own.as_ref()? {
            OwnSeen::Score { score, .. } => self.fill("own-score", &[("n", Arg::from(*score))]),
            OwnSeen::Missing(columns) => {
                self.fill("own-missing", &[("columns", Arg::from(columns.join(", ")))])
            }
        })
    }

    /// The lines that gave anything, each with its points.
    #[must_use]
    pub fn own_lines(&self, picture: &Picture, book: &RuleBook) -> Vec<(i32, String)> {
        let (Some(OwnSeen::Score { lines, .. }), Some(own)) = (&picture.own, &book.own) else {
            return Vec::new();
        };
        let line =
            |(at, points): &(usize, i32)| Some((*points, self.own_line(own.card.lines.get(*at)?, *points)));
        lines.iter().filter_map(line).collect()
    }

    fn own_line(&self, line: &Line, points: i32) -> String {
        match line {
            Line::Rule { all, .. } => {
                let all =
                    all.iter().map(|one| format!("{} {}", source(&one.of), test(&one.test, self.words)));
                all.collect::<Vec<_>>().join(&format!(" {} ", self.say("scorecard-and")))
            }
            Line::Scale { of, steps, .. } => {
                let step = steps.iter().find(|step| step.points == points);
                let step = step.map(|step| test(&step.test, self.words)).unwrap_or_default();
                format!("{} {step}", source(of))
            }
        }
    }

    /// The arithmetic of the score, what it was learnt from, and since when the card lies there.
    #[must_use]
    pub fn own_rule(&self, picture: &Picture, book: &RuleBook) -> Option<RuleText> {
        let own = book.own.as_ref()?;
        let base = match picture.own.as_ref()? {
            OwnSeen::Score { base, .. } => *base,
            OwnSeen::Missing(_) => own.card.base,
        };
        let lines: Vec<String> =
            self.own_lines(picture, book).iter().map(|(points, text)| format!("{points:+} {text}")).collect();
        let at = own.at.map_or_else(|| "-".to_owned(), |at| self.day(local(at).date_naive()));
        let args = [
            ("base", Arg::from(base)),
            ("lines", Arg::from(lines.join(", "))),
            ("rows", Arg::from(own.card.rows)),
            ("label", Arg::from(own.card.label.clone())),
            ("at", Arg::from(at)),
        ];
        let sentence = self.fill("own-rule", &args);
        Some(RuleText { sentence, rule: own.card.label.clone(), file: FILE })
    }
}

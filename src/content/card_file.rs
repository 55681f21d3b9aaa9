//! A scorecard as a TOML file that people read and may edit: one block per line of the card. It must not know how cards are learnt.

use std::fmt::Write as _;

use crate::domain::scorecard::card::{Card, Condition, Line, Source, Step, Test};

/// Why a text is not a card.
#[derive(Debug, thiserror::Error)]
pub enum CardFileError {
    /// Not TOML, or not the fields of a card.
    #[error("not a scorecard: {0}")]
    Unreadable(#[from] Box<toml::de::Error>),
    /// A line that gives nothing, or a step without bounds twice.
    #[error("line {line} of the card has neither steps nor conditions")]
    EmptyLine {
        /// Counted from 1.
        line: usize,
    },
}

/// Reads a card.
///
/// # Errors
/// When the text is not one.
pub fn read(text: &str) -> Result<Card, CardFileError> {
    let card: Card = toml::from_str(text).map_err(Box::new)?;
    let empty = card.lines.iter().position(|line| match line {
        Line::Scale { steps, of, .. } => steps.is_empty() || of.columns().is_empty(),
        Line::Rule { all, .. } => all.is_empty() || all.iter().any(|one| one.of.columns().is_empty()),
    });
    match empty {
        Some(at) => Err(CardFileError::EmptyLine { line: at + 1 }),
        None => Ok(card),
    }
}

/// Writes a card. What [`read`] makes of it is the same card.
#[must_use]
pub fn write(card: &Card) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write_into(&mut text, card);
    text
}

fn write_into(text: &mut String, card: &Card) -> std::fmt::Result {
    writeln!(text, "# score = base + the points of every line; 20 points more double the odds")?;
    writeln!(text, "label = {}", quoted(&card.label))?;
    writeln!(text, "positive = {}", quoted(&card.positive))?;
    writeln!(text, "rows = {}\npositives = {}\nbase = {}", card.rows, card.positives, card.base)?;
    if let Some(found) = card.measured {
        writeln!(text, "\n[measured]\nfolds = {}\nseed = {}", found.folds, found.seed)?;
        writeln!(text, "auc = {:?}\nauc_sd = {:?}", found.auc, found.auc_sd)?;
        writeln!(text, "lift_top_decile = {:?}", found.lift_top_decile)?;
    }
    for line in &card.lines {
        writeln!(text, "\n[[line]]")?;
        match line {
            Line::Scale { of, information, steps } => {
                writeln!(text, "{}\ninformation = {information:?}\nsteps = [", source(of))?;
                steps.iter().try_for_each(|step| writeln!(text, "  {{ {} }},", step_fields(step)))?;
            }
            Line::Rule { all, points, rows, positives } => {
                writeln!(text, "points = {points}\nrows = {rows}\npositives = {positives}\nall = [")?;
                all.iter().try_for_each(|one| writeln!(text, "  {{ {} }},", condition_fields(one)))?;
            }
        }
        writeln!(text, "]")?;
    }
    Ok(())
}

fn step_fields(step: &Step) -> String {
    let test = test_fields(&step.test);
    let rest = format!(
        "points = {}, woe = {:?}, rows = {}, positives = {}",
        step.points, step.woe, step.rows, step.positives
    );
    if test.is_empty() { rest } else { format!("{test}, {rest}") }
}

fn condition_fields(condition: &Condition) -> String {
    let test = test_fields(&condition.test);
    let of = source(&condition.of);
    if test.is_empty() { of } else { format!("{of}, {test}") }
}

fn source(of: &Source) -> String {
    match of {
        Source::Column(name) => format!("column = {}", quoted(name)),
        Source::SumOf(names) => format!("sum_of = {}", list(names)),
    }
}

fn test_fields(test: &Test) -> String {
    let mut fields = Vec::new();
    fields.extend(test.from.map(|from| format!("from = {from:?}")));
    fields.extend(test.below.map(|below| format!("below = {below:?}")));
    fields.extend(test.one_of.as_ref().map(|words| format!("one_of = {}", list(words))));
    fields.extend(test.none_of.as_ref().map(|words| format!("none_of = {}", list(words))));
    fields.extend(test.missing.then(|| "missing = true".to_owned()));
    fields.join(", ")
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scorecard::card::Measured;

    #[test]
    fn a_card_reads_back_as_it_was_written() {
        let scale = Line::Scale {
            of: Source::Column("收入 \"元\"\n".to_owned()),
            information: 0.125,
            steps: vec![
                Step {
                    test: Test { below: Some(-0.1), ..Test::default() },
                    points: -12,
                    woe: -0.5,
                    rows: 3,
                    positives: 0,
                },
                Step {
                    test: Test { missing: true, ..Test::default() },
                    points: 7,
                    woe: 1.0,
                    rows: 1,
                    positives: 1,
                },
                Step { test: Test::default(), points: 0, woe: 0.0, rows: 9, positives: 2 },
            ],
        };
        let rule = Line::Rule {
            all: vec![
                Condition {
                    of: Source::SumOf(vec!["a".to_owned(), "b".to_owned()]),
                    test: Test { from: Some(1e21), ..Test::default() },
                },
                Condition {
                    of: Source::Column("套餐".to_owned()),
                    test: Test { none_of: Some(vec!["A\\".to_owned()]), ..Test::default() },
                },
            ],
            points: 40,
            rows: 5,
            positives: 4,
        };
        let card = Card {
            label: "离网".to_owned(),
            positive: "是".to_owned(),
            rows: 13,
            positives: 3,
            base: -62,
            measured: Some(Measured { folds: 5, seed: 1, auc: 0.9, auc_sd: 0.01, lift_top_decile: 4.0 }),
            lines: vec![scale, rule],
        };
        let text = write(&card);
        assert_eq!(read(&text).unwrap(), card, "{text}");
    }

    #[test]
    fn what_is_not_a_card_is_refused() {
        for text in ["", "label = 1", "= =", "label='a'\npositive='b'\nrows=1\npositives=1\nbase=0\nspeed=9"]
        {
            assert!(matches!(read(text), Err(CardFileError::Unreadable(_))), "{text}");
        }
        let empty = "label='a'\npositive='b'\nrows=1\npositives=1\nbase=0\n[[line]]\nall=[]\npoints=1\nrows=0\npositives=0";
        assert!(matches!(read(empty), Err(CardFileError::EmptyLine { line: 1 })));
    }
}

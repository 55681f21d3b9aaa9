//! A mapping fits another system's file to our columns: which column is which, how values translate, units, constants.
//! Faults are told by line and column, and never quote the line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::problem::{Problem, Severity};
use crate::intake::columns::Rules;
use crate::intake::encoding::Encoding;

/// How a file's columns become ours. The empty mapping trusts the names in the header.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    pub(crate) columns: Rules,
    /// Texts that mean unknown, in any column without its own list.
    pub(crate) null: Vec<String>,
    /// The file's encoding, when it cannot be told from the file.
    pub encoding: Option<Encoding>,
    /// The file's delimiter, when it cannot be told from the header.
    pub delimiter: Option<u8>,
}

/// Where a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Column(String),
    Constant(String),
}

/// What is done to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) place: Place,
    pub(crate) prefix: String,
    pub(crate) pad: usize,
    pub(crate) values: BTreeMap<String, String>,
    pub(crate) multiply: u32,
    pub(crate) divide: u32,
    pub(crate) null: Option<Vec<String>>,
    /// Whether prefix, pad or values have anything to do.
    pub(crate) changes_text: bool,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            place: Place::Constant(String::new()),
            prefix: String::new(),
            pad: 0,
            values: BTreeMap::new(),
            multiply: 1,
            divide: 1,
            null: None,
            changes_text: false,
        }
    }
}

impl Rule {
    /// Translates, pads with zeros, and puts the prefix before.
    pub(crate) fn apply<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        let text = self.values.get(text).map_or(text, String::as_str);
        if self.pad == 0 && self.prefix.is_empty() {
            return Cow::Borrowed(text);
        }
        let width = self.pad;
        Cow::Owned(format!("{}{text:0>width$}", self.prefix))
    }
}

/// What is wrong with a mapping, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingFault {
    /// Such as `unknown-key`; the sentence is `problem-mapping-CODE`.
    pub code: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The same place in bytes.
    pub span: std::ops::Range<usize>,
}

impl MappingFault {
    /// The sentence for people.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem::new(self.code, Severity::Failure).with("line", self.line).with("column", self.column)
    }
}

type Checked<T> = Result<T, (&'static str, std::ops::Range<usize>)>;

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse(text: &str) -> Result<Self, MappingFault> {
        let at = |(code, span): (&'static str, std::ops::Range<usize>)| {
            let before = text.get(..span.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            MappingFault { code, line, column, span }
        };
        let table =
            DeTable::parse(text).map_err(|error| at(("mapping-toml", error.span().unwrap_or_default())))?;
        Self::from_table(table.get_ref()).map_err(at)
    }

    fn from_table(table: &DeTable<'_>) -> Checked<Self> {
        let mut mapping = Self::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "columns" => mapping.columns = columns(value)?,
                "null" => mapping.null = texts(value)?,
                "encoding" => {
                    let found = Encoding::parse(text(value)?);
                    mapping.encoding = Some(found.ok_or(("mapping-encoding", value.span()))?);
                }
                "delimiter" => mapping.delimiter = Some(delimiter(value)?),
                _ => return Err(("mapping-unknown-key", key.span())),
            }
        }
        Ok(mapping)
    }
}

fn columns(value: &Spanned<DeValue<'_>>) -> Checked<Rules> {
    let table = value.get_ref().as_table().ok_or(("mapping-table", value.span()))?;
    table.iter().map(|(key, value)| Ok((key.get_ref().clone().into_owned(), rule(value)?))).collect()
}

fn rule(value: &Spanned<DeValue<'_>>) -> Checked<Rule> {
    if let Some(name) = value.get_ref().as_str() {
        return Ok(Rule { place: Place::Column(name.to_owned()), ..Rule::default() });
    }
    let table = value.get_ref().as_table().ok_or(("mapping-column", value.span()))?;
    let mut rule = Rule::default();
    let mut place = None;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "column" if place.is_none() => place = Some(Place::Column(text(value)?.to_owned())),
            "constant" if place.is_none() => place = Some(Place::Constant(text(value)?.to_owned())),
            "column" | "constant" => return Err(("mapping-column-or-constant", key.span())),
            "prefix" => rule.prefix = text(value)?.to_owned(),
            "pad" => {
                rule.pad =
                    usize::try_from(count(value, 32)?).map_err(|_| ("mapping-number", value.span()))?;
            }
            "multiply" => rule.multiply = count(value, 1_000_000_000)?,
            "divide" => rule.divide = count(value, 1_000_000_000)?,
            "values" => rule.values = values(value)?,
            "null" => rule.null = Some(texts(value)?),
            _ => return Err(("mapping-unknown-key", key.span())),
        }
    }
    rule.place = place.ok_or(("mapping-column-or-constant", value.span()))?;
    rule.changes_text = rule.pad > 0 || !rule.prefix.is_empty() || !rule.values.is_empty();
    Ok(rule)
}

fn values(value: &Spanned<DeValue<'_>>) -> Checked<BTreeMap<String, String>> {
    let table = value.get_ref().as_table().ok_or(("mapping-table", value.span()))?;
    table
        .iter()
        .map(|(key, value)| Ok((key.get_ref().clone().into_owned(), text(value)?.to_owned())))
        .collect()
}

fn text<'a>(value: &'a Spanned<DeValue<'_>>) -> Checked<&'a str> {
    value.get_ref().as_str().ok_or(("mapping-text", value.span()))
}

fn texts(value: &Spanned<DeValue<'_>>) -> Checked<Vec<String>> {
    let list = value.get_ref().as_array().ok_or(("mapping-list", value.span()))?;
    list.iter().map(|value| text(value).map(str::to_owned)).collect()
}

/// A whole number from 1.
fn count(value: &Spanned<DeValue<'_>>, most: u32) -> Checked<u32> {
    let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
    number
        .and_then(|number| number.as_str().parse().ok())
        .filter(|number| (1..=most).contains(number))
        .ok_or(("mapping-number", value.span()))
}

fn delimiter(value: &Spanned<DeValue<'_>>) -> Checked<u8> {
    match text(value)? {
        "," => Ok(b','),
        ";" => Ok(b';'),
        "\t" | "tab" => Ok(b'\t'),
        _ => Err(("mapping-delimiter", value.span())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_of_a_column() {
        let mapping = Mapping::parse(
            r#"
encoding = "gbk"
delimiter = "tab"
null = ["-1"]
[columns]
number = { column = "用户id", prefix = "199", pad = 8 }
bill = "当月ARPU"
data_mb = { column = "GPRS", divide = 1024 }
level = { column = "星级", values = { "银卡" = "silver" } }
month = { constant = "2022-09" }
"#,
        )
        .unwrap();
        assert_eq!(mapping.encoding, Some(Encoding::Gb18030));
        assert_eq!(mapping.delimiter, Some(b'\t'));
        assert_eq!(mapping.columns["number"].apply("42"), "19900000042");
        assert_eq!(mapping.columns["level"].apply("银卡"), "silver");
        assert_eq!(mapping.columns["level"].apply("金卡"), "金卡");
        assert_eq!(mapping.columns["data_mb"].divide, 1024);
    }

    #[test]
    fn faults_have_a_place_and_tell_no_value() {
        for (text, code, line, column) in [
            ("[columns]\nnumber = 5\n", "mapping-column", 2, 10),
            (
                "[columns]\n\"姓名\" = { column = \"a\", \"秘密\" = \"13800138000\" }",
                "mapping-unknown-key",
                2,
                24,
            ),
            ("delimiter = \"|\"", "mapping-delimiter", 1, 13),
            ("[columns]\nbill = { divide = 2 }", "mapping-column-or-constant", 2, 8),
            ("[columns]\nbill = { column = \"a\", divide = 0 }", "mapping-number", 2, 33),
            ("password = \"13800138000", "mapping-toml", 1, 0),
        ] {
            let fault = Mapping::parse(text).unwrap_err();
            assert_eq!((fault.code, fault.line), (code, line), "{text}");
            assert!(column == 0 || fault.column == column, "{text}: {}", fault.column);
            assert!(!format!("{fault:?} {:?}", fault.problem()).contains("13800138000"));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z\\[\\]={}\",0-9\n ]{0,80}") {
            let _ = Mapping::parse(&text);
        }
    }
}

//! 常用语: the nine phrases behind `/1` to `/9` in a note. It must not know the note.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::source::Source;

/// As many as there are digits.
pub const LIMIT: usize = 9;

/// A note is a summary; a longer phrase belongs into a script.
const LENGTH_LIMIT: usize = 60;

const ZH: &str = include_str!("../../assets/snippets/zh-CN.toml");
const EN: &str = include_str!("../../assets/snippets/en.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    snippets: Vec<Spanned<String>>,
}

/// The phrases of a language: those beside the settings file (`snippets/zh-CN.toml`) when that file is good, else the built-in ones,
/// and what is wrong with the file.
#[must_use]
pub fn load(tag: &str, config: Option<&Path>) -> (Vec<String>, Vec<Finding>) {
    let own = config.map(|folder| folder.join("snippets").join(format!("{tag}.toml")));
    let read_own = own.filter(|path| path.exists()).and_then(|path| Source::read(&path).ok());
    match read_own.as_ref().map(read) {
        Some(Ok(snippets)) => (snippets, Vec::new()),
        Some(Err(findings)) => (built_in(tag), findings),
        None => (built_in(tag), Vec::new()),
    }
}

/// The phrases that come with the program.
#[must_use]
pub fn built_in(tag: &str) -> Vec<String> {
    let (name, text) = source_of(tag);
    read(&Source::built_in(name, text)).unwrap_or_default()
}

/// The built-in file of a language, by name and text.
#[must_use]
pub fn source_of(tag: &str) -> (&'static str, &'static str) {
    if tag == "en" { ("assets/snippets/en.toml", EN) } else { ("assets/snippets/zh-CN.toml", ZH) }
}

/// Reads a snippet file.
///
/// # Errors
/// Every mistake, with its place.
pub fn read(source: &Source) -> Result<Vec<String>, Vec<Finding>> {
    let file: File = toml::from_str(&source.text).map_err(|error| vec![Finding::toml(source, &error)])?;
    let findings: Vec<Finding> = file
        .snippets
        .iter()
        .enumerate()
        .filter_map(|(at, snippet)| {
            let text = snippet.get_ref();
            let code = if at >= LIMIT {
                "too-many-snippets"
            } else if text.trim().is_empty() {
                "empty"
            } else if text.chars().count() > LENGTH_LIMIT || text.contains('\n') {
                "snippet-too-long"
            } else {
                return None;
            };
            Some(
                Finding::error(source, snippet.span(), code)
                    .with("limit", if at >= LIMIT { LIMIT } else { LENGTH_LIMIT }),
            )
        })
        .collect();
    if findings.is_empty() {
        Ok(file.snippets.into_iter().map(Spanned::into_inner).collect())
    } else {
        Err(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_phrases_come_with_each_language() {
        for tag in ["zh-CN", "en"] {
            assert_eq!(built_in(tag).len(), LIMIT, "{tag}");
        }
    }

    #[test]
    fn a_bad_file_is_reported_and_the_built_in_phrases_stay() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("snippets")).unwrap();
        std::fs::write(folder.path().join("snippets/en.toml"), "snippets = [\"fine\", \"\"]\n").unwrap();
        let (snippets, findings) = load("en", Some(folder.path()));
        assert_eq!(snippets.len(), LIMIT);
        assert_eq!(findings[0].place(), (1, 21));
    }
}

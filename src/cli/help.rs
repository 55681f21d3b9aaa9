//! The command line in the chosen language: what `--help` says, and what is said about wrong usage. It must not know what verbs do.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};

use crate::cli::args::CommandLine;
use crate::cli::door::Exit;
use crate::content::words::Words;

/// What came of reading the command line.
#[derive(Debug)]
pub enum Read {
    /// A command line that makes sense.
    Line(Box<CommandLine>),
    /// `--help` or `--version`: to print on standard output, exit code 0.
    Said(String),
    /// Wrong usage: to print on standard error, exit code 2.
    Wrong(String),
}

/// Reads the command line, program name first.
#[must_use]
pub fn read(words: &Words, line: &[OsString], colour: bool) -> Read {
    let command = localised(words);
    let matched = command.clone().try_get_matches_from(line);
    match matched.and_then(|matches: ArgMatches| CommandLine::from_arg_matches(&matches)) {
        Ok(line) => Read::Line(Box::new(line)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let text = error.render();
                let text = if colour { text.ansi().to_string() } else { text.to_string() };
                if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                    Read::Wrong(text)
                } else {
                    Read::Said(text)
                }
            }
            _ => Read::Wrong(wrong(words, &error)),
        },
    }
}

/// The exit code of wrong usage.
pub const WRONG: Exit = Exit::Usage;

/// The language asked for on the command line, before the command line is read; the last one wins.
#[must_use]
pub fn asked_language(line: &[OsString]) -> Option<String> {
    let mut asked = None;
    let mut words = line.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        match word.split_once('=') {
            Some(("--lang", value)) => asked = Some(value.to_owned()),
            None if word == "--lang" => asked = words.next().map(|value| value.into_owned()).or(asked),
            _ => {}
        }
    }
    asked
}

/// The definition with every sentence from `cli.ftl`: `about-VERB`, `about-VERB.after` for examples, `arg-NAME` for options.
#[must_use]
pub fn localised(words: &Words) -> Command {
    let mut command = describe(CommandLine::command(), "seatmate", words);
    command = command.subcommand_help_heading(words.get("help-verbs").into_owned());
    command
}

fn describe(command: Command, path: &str, words: &Words) -> Command {
    let about = format!("about-{path}");
    let flag = |name: &'static str, short: char, action: ArgAction| {
        let help = words.get(&format!("arg-{name}")).into_owned();
        clap::Arg::new(name).short(short).long(name).action(action).help(help)
    };
    let template =
        format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", words.get("help-usage"));
    let mut command = command
        .about(words.get(&about).into_owned())
        .long_about(None)
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::HelpShort));
    if path == "seatmate" {
        command = command.arg(flag("version", 'V', ArgAction::Version));
    }
    let examples = format!("{about}.after");
    if words.has(&examples) {
        command = command.after_help(format!("{}\n{}", words.get("help-examples"), words.get(&examples)));
    }
    let names: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for name in &names {
        let path = if path == "seatmate" { name.clone() } else { format!("{path}-{name}") };
        command = command.mut_subcommand(name, |verb| describe(verb, &path, words));
    }
    let (arguments, options) =
        (words.get("help-arguments").into_owned(), words.get("help-options").into_owned());
    command.mut_args(|arg| {
        let key = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
        let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
        let arg = arg.help_heading(heading).long_help(None::<&str>).hide_possible_values(false);
        if words.has(&key) { arg.help(words.get(&key).into_owned()) } else { arg }
    })
}

/// One sentence and a hint for wrong usage.
fn wrong(words: &Words, error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let what = context(ContextKind::InvalidArg)
        .or_else(|| context(ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "usage-unknown-verb",
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::MissingSubcommand => "usage-missing-verb",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-bad-value",
        ErrorKind::ArgumentConflict => "usage-conflict",
        _ => "usage-other",
    };
    let allowed = context(ContextKind::ValidValue).or_else(|| match error.kind() {
        ErrorKind::ValueValidation => std::error::Error::source(error).map(ToString::to_string),
        _ => None,
    });
    let nearest = context(ContextKind::SuggestedSubcommand).or_else(|| context(ContextKind::SuggestedArg));
    let mut said = format!("seatmate: {}\n", words.with(key, &[("what", what)]));
    if let Some(allowed) = allowed {
        said.push_str(&format!("{}\n", words.with("usage-allowed", &[("allowed", allowed)])));
    } else if let Some(nearest) = nearest {
        said.push_str(&format!("{}\n", words.with("usage-nearest", &[("nearest", nearest)])));
    }
    said.push_str(&format!("{}\n", words.get("usage-see-help")));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_language_is_known_before_the_line_is_read() {
        assert_eq!(asked_language(&line("seatmate --lang en find x")), Some("en".into()));
        assert_eq!(asked_language(&line("seatmate find --lang=zh-CN x")), Some("zh-CN".into()));
        assert_eq!(asked_language(&line("seatmate find -- --lang en")), None);
    }

    #[test]
    fn every_verb_and_option_is_explained_in_both_languages() {
        fn walk(command: &Command, path: &str, words: &Words, missing: &mut Vec<String>) {
            let about = format!("about-{path}");
            if !words.has(&about) {
                missing.push(about);
            }
            for arg in command.get_arguments() {
                let key = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
                if !words.has(&key) {
                    missing.push(key);
                }
            }
            for verb in command.get_subcommands() {
                let name = verb.get_name();
                let path = if path == "seatmate" { name.to_owned() } else { format!("{path}-{name}") };
                walk(verb, &path, words, missing);
            }
        }
        for tag in ["zh-CN", "en"] {
            let mut missing = Vec::new();
            walk(&CommandLine::command(), "seatmate", &Words::new(tag), &mut missing);
            assert_eq!(missing, Vec::<String>::new(), "{tag}");
        }
    }

    #[test]
    fn wrong_usage_is_one_sentence_and_a_hint() {
        let words = Words::new("en");
        let Read::Wrong(said) = read(&words, &line("seatmate fnid x"), false) else { panic!() };
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.contains("fnid") && said.contains("find"), "{said}");
        assert!(matches!(read(&words, &line("seatmate find --limit 0 x"), false), Read::Wrong(_)));
        assert!(matches!(read(&words, &line("seatmate --help"), false), Read::Said(_)));
        assert!(matches!(read(&words, &line("seatmate"), false), Read::Line(_)));
    }
}

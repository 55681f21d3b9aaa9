//! What `seatmate check` does with scenarios, their twins, and lists of words. It must not mend them.

use std::path::{Path, PathBuf};

use crate::content::finding::Finding;
use crate::content::scenarios;
use crate::content::source::Source;

const TAGS: [&str; 2] = ["zh-CN", "en"];

/// How many built-in files there are.
pub(crate) fn built_in_count() -> u64 {
    let scenarios: usize = TAGS.iter().map(|tag| scenarios::built_in(tag).count()).sum();
    scenarios as u64 + 4
}

/// Everything that is wrong with the built-in files. Walking takes a moment, so both languages walk at once.
pub(crate) fn check_built_in() -> Vec<Finding> {
    let one = |tag: &'static str| {
        let mut findings: Vec<Finding> =
            scenarios::built_in(tag).flat_map(|source| scenarios::check(&source, tag)).collect();
        findings.extend(scenarios::check(&scenarios::built_in_parts(tag), tag));
        findings.extend(scenarios::check_lists(&scenarios::built_in_lists(tag)));
        findings
    };
    let mut findings = std::thread::scope(|scope| {
        let walking = TAGS.map(|tag| scope.spawn(move || one(tag)));
        walking.into_iter().filter_map(|walk| walk.join().ok()).flatten().collect::<Vec<Finding>>()
    });
    let twins = scenarios::built_in("zh-CN").zip(scenarios::built_in("en"));
    findings.extend(twins.filter_map(|(zh, en)| scenarios::check_twin(&zh, &en)));
    findings
}

/// What a call centre keeps beside its settings.
pub(crate) fn own_files(config: &Path) -> Vec<PathBuf> {
    let folders = TAGS.iter().flat_map(|tag| Source::files_in(&scenarios::own_folder(config, tag)));
    let training = config.join("training");
    let lists = TAGS.iter().map(|tag| training.join(format!("synonyms.{tag}.txt")));
    folders.chain(lists.filter(|path| path.is_file())).collect()
}

/// Everything that is wrong with a scenario, beside its own parts and lists when it lies in a folder of settings, and compared with its
/// twin in the folder of the other language when there is one.
pub(crate) fn check_scenario(path: &Path, source: &Source, tag: &str) -> Vec<Finding> {
    let folder = path.parent();
    let config = folder.filter(|folder| folder.ends_with(Path::new("scenarios").join(tag)));
    let config = config.and_then(|folder| folder.parent()?.parent());
    let mut findings = scenarios::check_beside(source, tag, config);
    let other = if tag == "en" { "zh-CN" } else { "en" };
    let twin =
        folder.and_then(Path::parent).zip(path.file_name()).map(|(up, name)| up.join(other).join(name));
    let in_own = folder.is_some_and(|folder| folder.ends_with(tag));
    if let Some(twin) = twin.filter(|twin| in_own && twin.is_file()).and_then(|twin| Source::read(&twin).ok())
    {
        findings.extend(scenarios::check_twin(source, &twin));
    }
    findings
}

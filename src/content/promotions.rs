//! The table of promotions that exclude each other: read, and checked for contradictions. It must not know any customer.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::{Finding, Weight};
use crate::content::source::Source;
use crate::domain::promotion::{Exclusion, Promotion, Promotions, Wins};

/// The name of the file, in `rules/` beside the settings.
pub const FILE: &str = "promotions.toml";

const BUILT_IN: &str = include_str!("../../assets/rules/promotions.toml");

/// The table that comes with the program. A test keeps it free of findings.
static TABLE: LazyLock<Arc<Promotions>> = LazyLock::new(|| Arc::new(read(&built_in()).unwrap_or_default()));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Where the rules come from.
    #[serde(rename = "source")]
    _source: String,
    #[serde(default, rename = "promotion")]
    promotions: Vec<Spanned<Promotion>>,
    #[serde(default, rename = "excludes")]
    exclusions: Vec<Excludes>,
    /// Pairs that may run side by side although they pay for the same.
    #[serde(default)]
    together: Vec<Together>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Excludes {
    first: Spanned<String>,
    second: Spanned<String>,
    wins: Wins,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Together {
    first: Spanned<String>,
    second: Spanned<String>,
}

/// The built-in file.
#[must_use]
pub fn built_in() -> Source {
    Source::built_in("assets/rules/promotions.toml", BUILT_IN)
}

/// The built-in table.
#[must_use]
pub fn table() -> &'static Arc<Promotions> {
    &TABLE
}

/// The call centre's own table, else the built-in one. A file with an error is not used.
#[must_use]
pub fn load(config: &Path) -> (Arc<Promotions>, Vec<Finding>) {
    let own = Source::read(&config.join("rules").join(FILE)).ok();
    let Some(source) = own else { return (Arc::clone(table()), Vec::new()) };
    let findings = check(&source);
    let usable = findings.iter().all(|finding| finding.weight < Weight::Error);
    let table = read(&source).filter(|_| usable).map_or_else(|| Arc::clone(table()), Arc::new);
    (table, findings)
}

fn read(source: &Source) -> Option<Promotions> {
    let file: File = toml::from_str(&source.text).ok()?;
    let exclusion = |pair: Excludes| Exclusion {
        first: pair.first.into_inner(),
        second: pair.second.into_inner(),
        wins: pair.wins,
    };
    Some(Promotions {
        promotions: file.promotions.into_iter().map(Spanned::into_inner).collect(),
        exclusions: file.exclusions.into_iter().map(exclusion).collect(),
    })
}

/// Everything that is wrong with a table: codes that nobody has, pairs that contradict each other, periods that end before they begin, and
/// pairs of which nobody has said whether they go together.
#[must_use]
pub fn check(source: &Source) -> Vec<Finding> {
    let file: File = match toml::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => return vec![Finding::toml(source, &error)],
    };
    let mut findings = Vec::new();
    check_promotions(source, &file, &mut findings);
    check_pairs(source, &file, &mut findings);
    check_silence(source, &file, &mut findings);
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

fn check_promotions(source: &Source, file: &File, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for spanned in &file.promotions {
        let promotion = spanned.get_ref();
        if !seen.insert(&promotion.code) {
            findings.push(found(source, spanned, "promotion-twice").with("promotion", &promotion.code));
        }
        let ends_first = promotion.from.zip(promotion.to).is_some_and(|(from, to)| to < from);
        if ends_first || promotion.months == 0 {
            findings.push(found(source, spanned, "promotion-period").with("promotion", &promotion.code));
        }
        let silent = |text: &String| text.trim().is_empty();
        if promotion.words.is_empty()
            || promotion.words.iter().chain([&promotion.name.zh, &promotion.name.en]).any(silent)
        {
            findings.push(found(source, spanned, "empty"));
        }
    }
}

fn found<T>(source: &Source, at: &Spanned<T>, code: &'static str) -> Finding {
    Finding::error(source, at.span(), code)
}

/// What a pair says: who wins, or that both may run.
fn pairs(file: &File) -> impl Iterator<Item = (&Spanned<String>, &Spanned<String>, Option<Wins>)> {
    let excluded = file.exclusions.iter().map(|pair| (&pair.first, &pair.second, Some(pair.wins)));
    excluded.chain(file.together.iter().map(|pair| (&pair.first, &pair.second, None)))
}

fn same(a: (&str, &str), b: (&str, &str)) -> bool {
    a == b || a == (b.1, b.0)
}

fn check_pairs(source: &Source, file: &File, findings: &mut Vec<Finding>) {
    let known = |code: &str| file.promotions.iter().map(Spanned::get_ref).find(|known| known.code == code);
    let mut before: Vec<(&str, &str, Option<Wins>)> = Vec::new();
    for (first, second, wins) in pairs(file) {
        for code in [first, second].into_iter().filter(|code| known(code.get_ref()).is_none()) {
            findings.push(found(source, code, "promotion-unknown").with("promotion", code.get_ref()));
        }
        let pair = (first.get_ref().as_str(), second.get_ref().as_str());
        if pair.0 == pair.1 {
            findings.push(found(source, second, "promotion-itself").with("promotion", pair.0));
        }
        let contradicts =
            |(a, b, other): &&(&str, &str, Option<Wins>)| same((*a, *b), pair) && *other != wins;
        if before.iter().any(|said| contradicts(&said)) {
            let finding = found(source, first, "promotion-contradiction");
            findings.push(finding.with("first", pair.0).with("second", pair.1));
        }
        let never = known(pair.0).zip(known(pair.1)).is_some_and(|(a, b)| !a.can_meet(b));
        if never {
            let finding = Finding::warning(source, first.span(), "promotion-never");
            findings.push(finding.with("first", pair.0).with("second", pair.1));
        }
        before.push((pair.0, pair.1, wins));
    }
}

/// Two that pay for the same in the same months, and no pair says which counts.
fn check_silence(source: &Source, file: &File, findings: &mut Vec<Finding>) {
    for (at, spanned) in file.promotions.iter().enumerate() {
        let later = spanned.get_ref();
        for earlier in file.promotions.iter().take(at).map(Spanned::get_ref) {
            let pair = (earlier.code.as_str(), later.code.as_str());
            let said = pairs(file).any(|(first, second, _)| same((first.get_ref(), second.get_ref()), pair));
            if earlier.pays == later.pays && earlier.code != later.code && earlier.can_meet(later) && !said {
                let finding = Finding::warning(source, spanned.span(), "promotion-overlap");
                findings.push(finding.with("first", pair.0).with("second", pair.1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safe_text::RawText;

    fn promotion(code: &str, more: &str) -> String {
        format!(
            "[[promotion]]\ncode = \"{code}\"\nname = {{ zh = \"{code}\", en = \"{code}\" }}\nwords = [\"{code}\"]\npays = \"calls\"\nmonths = 6\n{more}"
        )
    }

    fn found_in(rest: &str) -> Vec<(&'static str, usize)> {
        let text = format!("source = \"ours\"\n{rest}");
        let findings = check(&Source::built_in("promotions.toml", &text));
        findings.iter().map(|finding| (finding.code, finding.place().0)).collect()
    }

    #[test]
    fn the_built_in_table_is_free_of_findings_and_says_what_excludes_what() {
        assert_eq!(check(&built_in()), []);
        let packs = ["送基本通话费（12个月）", "存话费送时长", "来电显示"].map(RawText::new);
        let held = table().held(&packs);
        assert_eq!(
            held.iter().map(|held| held.code.as_str()).collect::<Vec<_>>(),
            ["gift-calls", "deposit-minutes"]
        );
        let clashes = table().clashes(&held);
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].wins, Wins::Later);
        assert!(table().clashes(&held[..1]).is_empty());
    }

    #[test]
    fn contradictions_are_found_on_their_lines() {
        let two = [promotion("a", ""), promotion("b", "")].concat();
        let pair = |kind: &str, first: &str, second: &str, wins: &str| {
            let wins = if wins.is_empty() { String::new() } else { format!("wins = \"{wins}\"\n") };
            format!("[[{kind}]]\nfirst = \"{first}\"\nsecond = \"{second}\"\n{wins}")
        };
        assert_eq!(found_in(&two), [("promotion-overlap", 8)]);
        let later = pair("excludes", "a", "b", "later");
        assert_eq!(found_in(&format!("{two}{later}")), []);
        let other = pair("excludes", "b", "a", "earlier");
        assert_eq!(found_in(&format!("{two}{later}{other}")), [("promotion-contradiction", 19)]);
        let together = pair("together", "b", "a", "");
        assert_eq!(found_in(&format!("{two}{together}")), []);
        assert_eq!(found_in(&format!("{two}{later}{together}")), [("promotion-contradiction", 19)]);
        let unknown = pair("excludes", "a", "c", "later");
        assert_eq!(found_in(&format!("{two}{later}{unknown}")), [("promotion-unknown", 20)]);
        let itself = pair("excludes", "a", "a", "later");
        assert_eq!(found_in(&format!("{two}{later}{itself}")), [("promotion-itself", 20)]);
        assert_eq!(found_in(&[promotion("a", ""), promotion("a", "")].concat()), [("promotion-twice", 8)]);
    }

    #[test]
    fn periods_are_looked_at() {
        let wrong = promotion("a", "from = \"2026-05-01\"\nto = \"2026-04-01\"\n");
        assert_eq!(found_in(&wrong), [("promotion-period", 2)]);
        // The first one runs six months from its last day: to the end of November.
        let first = promotion("a", "to = \"2026-05-31\"\n");
        assert_eq!(
            found_in(&format!("{first}{}", promotion("b", "from = \"2026-11-30\"\n"))),
            [("promotion-overlap", 9)]
        );
        let apart = format!("{first}{}", promotion("b", "from = \"2026-12-01\"\n"));
        assert_eq!(found_in(&apart), []);
        let pair = "[[excludes]]\nfirst = \"a\"\nsecond = \"b\"\nwins = \"later\"\n";
        assert_eq!(found_in(&format!("{apart}{pair}")), [("promotion-never", 17)]);
    }
}

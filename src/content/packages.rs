//! Package catalogues: the built-in examples, the files beside the settings, and CSV lists to import. It reads and points at mistakes;
//! it must not rate.

pub mod list;

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use crate::content::finding::{Finding, Weight};
use crate::content::settings::Settings;
use crate::content::source::Source;
use crate::domain::package::Package;
use crate::domain::package::check::{self, Fault};
use crate::domain::package::who::TELEPHONE;
use crate::domain::safe_text::RawText;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = crate::content::source::LIMIT as usize;

/// The catalogues that are compiled in.
const BUILT_IN: [(&str, &str); 5] = [
    ("assets/packages/beijing-2019.toml", include_str!("../../assets/packages/beijing-2019.toml")),
    ("assets/packages/jiangsu-2022.toml", include_str!("../../assets/packages/jiangsu-2022.toml")),
    ("assets/packages/lists-2020.toml", include_str!("../../assets/packages/lists-2020.toml")),
    ("assets/packages/family-5g.toml", include_str!("../../assets/packages/family-5g.toml")),
    ("assets/packages/family-legacy.toml", include_str!("../../assets/packages/family-legacy.toml")),
];

/// What a catalogue says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Where it is sold.
    pub place: String,
    /// The years its figures are of.
    pub years: String,
    /// Whether it is an example only: nothing in it may be promised to a customer.
    #[serde(default)]
    pub example: bool,
    /// Where the figures come from.
    pub source: String,
}

/// One file of packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// What it says of itself.
    pub catalogue: About,
    /// Its packages.
    #[serde(rename = "package", default)]
    pub packages: Vec<Package>,
}

/// Everything that can be sold, from every file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The packages of all catalogues, one after another.
    pub packages: Vec<Package>,
    /// For each catalogue, what it says of itself and how many packages it has.
    pub catalogues: Vec<(About, usize)>,
}

impl Shelf {
    /// The catalogue of the package at a position.
    #[must_use]
    pub fn about(&self, position: usize) -> Option<&About> {
        let mut end = 0;
        self.catalogues.iter().find_map(|(about, count)| {
            end += count;
            (position < end).then_some(about)
        })
    }

    /// What the desk asks about: the packages, and whether any of them is an example only.
    #[must_use]
    pub fn on_offer(self) -> crate::domain::recommend::Catalogue {
        let mut at = 0;
        let is_example = self.catalogues.iter().any(|(about, count)| {
            let offered =
                self.packages.get(at..at + count).is_some_and(|own| own.iter().any(|one| !one.known_only));
            at += count;
            about.example && offered
        });
        let channel = Some(RawText::new(TELEPHONE));
        crate::domain::recommend::Catalogue { packages: self.packages, is_example, channel }
    }

    fn add(&mut self, catalogue: Catalogue) {
        self.catalogues.push((catalogue.catalogue, catalogue.packages.len()));
        self.packages.extend(catalogue.packages);
    }
}

/// The built-in examples.
#[must_use]
pub fn built_in() -> Vec<Source> {
    BUILT_IN.iter().map(|(name, text)| Source::built_in(name, text)).collect()
}

/// What the desk works with: the files in `packages/` beside the settings, then those built-in examples whose codes they do not
/// have; and everything that is wrong with the files. A file with an error is left out, and so is a code that was used before.
/// Once a file of packages that are really sold is there, the examples stay known only for those who hold them.
#[must_use]
pub fn load(config: Option<&Path>) -> (Shelf, Vec<Finding>) {
    let files = config.map(|folder| Source::files_in(&folder.join("packages"))).unwrap_or_default();
    let (mut shelf, mut findings) = (Shelf::default(), Vec::new());
    for path in &files {
        let Ok(source) = Source::read(path) else { continue };
        match read(&source) {
            Ok((catalogue, warnings)) => {
                findings.extend(warnings);
                findings.extend(used_before(&source, &catalogue, &shelf));
                shelf.add(without(catalogue, &shelf));
            }
            Err(errors) => findings.extend(errors),
        }
    }
    let is_meant = shelf.catalogues.iter().any(|(about, count)| !about.example && *count > 0);
    for source in built_in() {
        let Ok((catalogue, _)) = read(&source) else { continue };
        let mut catalogue = without(catalogue, &shelf);
        catalogue.packages.iter_mut().for_each(|package| package.known_only = is_meant);
        shelf.add(catalogue);
    }
    (shelf, findings)
}

/// Everything on offer at a desk: the catalogue with the desk's own channel of sale.
#[must_use]
pub fn on_offer(config: &Path, settings: &Settings) -> crate::domain::recommend::Catalogue {
    let mut catalogue = load(Some(config)).0.on_offer();
    if let Some(channel) = &settings.channel {
        catalogue.channel = Some(RawText::new(channel));
    }
    catalogue
}

/// Codes that two files in `packages/` both have: the second one is not used. One file alone cannot show it.
#[must_use]
pub fn clashes(config: &Path) -> Vec<Finding> {
    let (mut shelf, mut findings) = (Shelf::default(), Vec::new());
    for source in Source::files_in(&config.join("packages")).iter().filter_map(|path| Source::read(path).ok())
    {
        if let Ok((catalogue, _)) = read(&source) {
            findings.extend(used_before(&source, &catalogue, &shelf));
            shelf.add(without(catalogue, &shelf));
        }
    }
    findings
}

fn used_before(source: &Source, catalogue: &Catalogue, shelf: &Shelf) -> Vec<Finding> {
    let places = Places::new(source);
    catalogue
        .packages
        .iter()
        .enumerate()
        .filter(|(_, package)| shelf.packages.iter().any(|other| other.code == package.code))
        .map(|(at, package)| {
            let span = places.of(at, "code");
            Finding::error(source, span, "package-code-twice").with("code", &package.code)
        })
        .collect()
}

fn without(mut catalogue: Catalogue, shelf: &Shelf) -> Catalogue {
    catalogue.packages.retain(|package| shelf.packages.iter().all(|other| other.code != package.code));
    catalogue
}

/// Reads one file. What comes with the catalogue are warnings.
///
/// # Errors
/// Every mistake that keeps the file from being used, with its place.
pub fn read(source: &Source) -> Result<(Catalogue, Vec<Finding>), Vec<Finding>> {
    let catalogue: Catalogue =
        toml::from_str(&source.text).map_err(|error| vec![Finding::toml(source, &error)])?;
    let findings = find(source, &catalogue);
    if findings.iter().any(|finding| finding.weight == Weight::Error) {
        return Err(findings);
    }
    Ok((catalogue, findings))
}

/// Everything that is wrong with a file, errors and warnings, in the order of the lines.
#[must_use]
pub fn check(source: &Source) -> Vec<Finding> {
    match read(source) {
        Ok((_, findings)) | Err(findings) => findings,
    }
}

fn find(source: &Source, catalogue: &Catalogue) -> Vec<Finding> {
    let found = check::check(&catalogue.packages);
    if found.is_empty() {
        return Vec::new();
    }
    let places = Places::new(source);
    let mut findings: Vec<Finding> = found
        .into_iter()
        .map(|finding| {
            let span = places.of(finding.package, &finding.key);
            let package = catalogue.packages.get(finding.package);
            let code = package.map_or("", |package| package.code.as_str());
            Finding {
                weight: weight(&finding.fault),
                ..Finding::error(source, span, sentence(&finding.fault))
            }
            .with("code", code)
            .with("key", finding.key)
        })
        .collect();
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// The key of the sentence for a fault.
#[must_use]
pub fn sentence(fault: &Fault) -> &'static str {
    match fault {
        Fault::BadCode => "package-bad-code",
        Fault::CodeTwice { .. } => "package-code-twice",
        Fault::NoName => "package-no-name",
        Fault::NoUnit => "package-no-unit",
        Fault::NoAmount => "package-no-amount",
        Fault::ClassTwice => "package-class-twice",
        Fault::Negative => "package-negative",
        Fault::LadderFalls => "package-ladder-falls",
        Fault::Empty => "package-empty",
        Fault::NoPrice => "package-no-price",
        Fault::AboveHundred => "package-above-hundred",
        Fault::PenaltyWithoutCommitment => "package-penalty-without-commitment",
        Fault::NoDowngradeWithoutCommitment => "package-no-downgrade-without-commitment",
        Fault::EndBeforeBeginning => "package-end-before-beginning",
        Fault::ThrottleBelowAllowance => "package-throttle-below-allowance",
        Fault::RollsNothing => "package-rolls-nothing",
        Fault::FuseBelowAllowance => "package-fuse-below-allowance",
        Fault::EmptyPack => "package-empty-pack",
        Fault::WrongKind => "package-wrong-kind",
        Fault::PriceBeyondUnlimited => "package-price-beyond-unlimited",
    }
}

/// What only looks odd does not keep a catalogue from being used.
pub(crate) const fn weight(fault: &Fault) -> Weight {
    match fault {
        Fault::PriceBeyondUnlimited | Fault::RollsNothing | Fault::EmptyPack | Fault::NoAmount => {
            Weight::Warning
        }
        _ => Weight::Error,
    }
}

/// Where keys stand in a file.
struct Places<'s> {
    table: Option<toml::Spanned<DeTable<'s>>>,
}

impl<'s> Places<'s> {
    fn new(source: &'s Source) -> Self {
        Self { table: DeTable::parse(&source.text).ok() }
    }

    /// The bytes of a key's value in a package; of the nearest table around it when the key is absent.
    fn of(&self, package: usize, key: &str) -> Range<usize> {
        let list = self.table.as_ref().and_then(|table| table.get_ref().get("package"));
        let Some(list) = list else { return 0..0 };
        let DeValue::Array(packages) = list.get_ref() else { return list.span() };
        let Some(mut here) = packages.get(package) else { return list.span() };
        let mut span = here.span();
        for part in key.split('.') {
            let next = match here.get_ref() {
                DeValue::Table(table) => table.get(part),
                DeValue::Array(list) => part.parse().ok().and_then(|at: usize| list.get(at)),
                _ => None,
            };
            let Some(next) = next else { break };
            span = next.span();
            here = next;
        }
        span
    }
}

//! A package list as spreadsheets have it: one row per package, a few columns, into the same packages as the TOML files.
//! A bad row costs only itself.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::package::amount::{Data, Limit};
use crate::domain::package::check::{self, Fault};
use crate::domain::package::who::Who;
use crate::domain::package::{
    Allowance, Cap, Class, DataOver, Effective, Kind, Lines, OnSale, Package, Penalty, Roaming, Rollover,
    Sms, Voice,
};
use crate::domain::safe_text::RawText;

/// Columns that a list may have; `code`, `name`, `kind` and `fee` are required.
pub const COLUMNS: [&str; 31] = [
    "code",
    "name",
    "family",
    "kind",
    "fee",
    "minutes",
    "voice_over",
    "national",
    "directed",
    "local",
    "over",
    "per_mb",
    "per_gb",
    "step",
    "first_mb",
    "block_price",
    "block_mb",
    "kbps",
    "cap",
    "fuse",
    "sms",
    "sms_over",
    "rollover",
    "roaming_days",
    "roaming_over",
    "line_fee",
    "commitment",
    "penalty",
    "effective",
    "sale_from",
    "sale_to",
];

/// The result of a list: good packages, and what is wrong with the other rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// In the order of the rows.
    pub packages: Vec<Package>,
    /// One per bad row.
    pub rejects: Vec<Reject>,
    /// Rows with nothing in them.
    pub blank: usize,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// Counted from 1, the header included.
    pub line: u64,
    /// Which column; `None` for the row as a whole.
    pub column: Option<&'static str>,
    /// Why.
    pub why: Why,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The column is required and empty, or the list does not have it.
    Missing,
    /// Not an amount, a number, a month or one of the words.
    Unreadable,
    /// A contradiction inside the package.
    Faulty {
        /// Which.
        fault: Fault,
        /// At which key of the package.
        key: String,
    },
}

/// Reads a list that somebody else has split into cells: intake knows encodings and quotes, this knows packages.
#[derive(Clone, Debug)]
pub struct Reader {
    header: Vec<String>,
    list: List,
}

impl Reader {
    /// Begins with the header's cells.
    #[must_use]
    pub fn new<'c>(header: impl IntoIterator<Item = &'c str>) -> Self {
        let clean = |cell: &str| cell.trim_start_matches('\u{FEFF}').trim().to_lowercase();
        Self { header: header.into_iter().map(clean).collect(), list: List::default() }
    }

    /// Takes one row, which stands in `line` of the file.
    pub fn row(&mut self, line: u64, cells: &[&str]) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            self.list.blank += 1;
            return;
        }
        match (Row { header: &self.header, cells }).package() {
            Ok(package) => take(&mut self.list, package, line),
            Err((column, why)) => self.list.rejects.push(Reject { line, column: Some(column), why }),
        }
    }

    /// What was read. `packages + rejects + blank` is the number of rows.
    #[must_use]
    pub fn finish(self) -> List {
        self.list
    }
}

/// Takes a package unless it contradicts itself or an earlier one.
fn take(list: &mut List, package: Package, line: u64) {
    list.packages.push(package);
    let last = list.packages.len() - 1;
    let fault = check::check(&list.packages).into_iter().find(|finding| finding.package == last);
    if let Some(finding) = fault {
        list.packages.pop();
        let why = Why::Faulty { fault: finding.fault, key: finding.key };
        list.rejects.push(Reject { line, column: None, why });
    }
}

struct Row<'r> {
    header: &'r [String],
    cells: &'r [&'r str],
}

type Cell<T> = Result<T, (&'static str, Why)>;

impl<'r> Row<'r> {
    fn text(&self, column: &'static str) -> Option<&'r str> {
        let at = self.header.iter().position(|name| name == column)?;
        self.cells.get(at).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    fn need(&self, column: &'static str) -> Cell<&'r str> {
        self.text(column).ok_or((column, Why::Missing))
    }

    fn parse<T: std::str::FromStr>(&self, column: &'static str) -> Cell<Option<T>> {
        self.text(column).map(|text| text.parse().map_err(|_| (column, Why::Unreadable))).transpose()
    }

    /// One of the words that the TOML files use for the same thing.
    fn word<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> Cell<Option<T>> {
        use serde::de::IntoDeserializer;
        use serde::de::value::{Error, StrDeserializer};
        let read = |text: &'r str| {
            let word: StrDeserializer<'_, Error> = text.into_deserializer();
            T::deserialize(word).map_err(|_| (column, Why::Unreadable))
        };
        self.text(column).map(read).transpose()
    }

    fn package(&self) -> Cell<Package> {
        Ok(Package {
            code: self.need("code")?.to_owned(),
            name: RawText::new(self.need("name")?),
            aliases: Vec::new(),
            family: self.text("family").map(RawText::new),
            kind: self.word::<Kind>("kind")?.ok_or(("kind", Why::Missing))?,
            fee: self.parse::<Fen>("fee")?.ok_or(("fee", Why::Missing))?,
            voice: self.voice()?,
            data: self.data()?,
            over: self.over()?,
            cap: Cap { money: self.parse("cap")?, fuse: self.parse::<Data>("fuse")? },
            sms: self.sms()?,
            rollover: self.word::<Rollover>("rollover")?,
            roaming: self.roaming()?,
            lines: self.parse("line_fee")?.map(|fee| Lines { included: 0, fee, most: None }),
            benefits: Vec::new(),
            who: Who::default(),
            commitment: self.parse("commitment")?,
            penalty: self.penalty()?,
            no_downgrade: false,
            effective: self.word::<Effective>("effective")?,
            on_sale: OnSale { from: self.parse("sale_from")?, to: self.parse("sale_to")? },
            stackable: false,
            order: None,
            source: None,
            year: None,
        })
    }

    fn voice(&self) -> Cell<Option<Voice>> {
        let minutes = match self.text("minutes") {
            Some("unlimited" | "不限") => Some(Limit::Unlimited),
            _ => self.parse("minutes")?.map(Limit::Count),
        };
        let over: Option<Fen> = self.parse("voice_over")?;
        let named = minutes.is_some() || over.is_some();
        Ok(named.then(|| Voice { minutes: minutes.unwrap_or(Limit::Count(0)), over }))
    }

    fn data(&self) -> Cell<Vec<Allowance>> {
        let classes = [("national", Class::National), ("directed", Class::Directed), ("local", Class::Local)];
        let mut data = Vec::new();
        for (column, class) in classes {
            let Some(text) = self.text(column) else { continue };
            // A bare number has no unit, which the check then reports as such.
            let entry = match (text.parse::<Data>(), text.parse::<u64>()) {
                (Ok(amount), _) => Allowance { class, amount: amount.amount, unit: Some(amount.unit) },
                (_, Ok(amount)) => Allowance { class, amount, unit: None },
                _ => return Err((column, Why::Unreadable)),
            };
            data.push(entry);
        }
        Ok(data)
    }

    fn over(&self) -> Cell<Option<DataOver>> {
        let price = |column: &'static str| self.parse::<Fen>(column)?.ok_or((column, Why::Missing));
        let count = |column: &'static str| self.parse::<u32>(column)?.ok_or((column, Why::Missing));
        let rule = match self.text("over") {
            None => return Ok(None),
            Some("per_mb") => DataOver::PerMb { per_mb: price("per_mb")? },
            Some("pay_per_use") => DataOver::PayPerUse { per_mb: price("per_mb")? },
            Some("ladder") => DataOver::Ladder {
                per_mb: price("per_mb")?,
                per_gb: price("per_gb")?,
                step: self.parse("step")?,
            },
            Some("first_of_hundred") => {
                DataOver::FirstOfHundred { per_mb: price("per_mb")?, first_mb: count("first_mb")? }
            }
            Some("tiers") => DataOver::Tiers { per_mb: price("per_mb")?, gb: self.tiers()? },
            Some("blocks") => DataOver::Blocks { price: price("block_price")?, mb: count("block_mb")? },
            Some("throttle") => DataOver::Throttle { after: None, kbps: self.parse("kbps")? },
            Some(_) => return Err(("over", Why::Unreadable)),
        };
        Ok(Some(rule))
    }

    /// `5/5/5/3` in the column `per_gb`.
    fn tiers(&self) -> Cell<Vec<Fen>> {
        let prices = self.need("per_gb")?.split('/').map(|text| text.parse());
        prices.collect::<Result<_, _>>().map_err(|_| ("per_gb", Why::Unreadable))
    }

    fn sms(&self) -> Cell<Option<Sms>> {
        let over = self.parse("sms_over")?;
        let included = self.parse("sms")?.unwrap_or(0);
        Ok(over.map(|over| Sms { included, over }))
    }

    fn roaming(&self) -> Cell<Option<Roaming>> {
        let (days, over) = (self.parse("roaming_days")?, self.parse("roaming_over")?);
        let named = days.is_some() || over.is_some();
        Ok(named.then(|| Roaming { days: days.unwrap_or(0), over }))
    }

    /// A sum, a share such as `30%`, or `unknown`.
    fn penalty(&self) -> Cell<Option<Penalty>> {
        let unreadable = ("penalty", Why::Unreadable);
        match self.text("penalty") {
            None => Ok(None),
            Some("unknown") => Ok(Some(Penalty::Unknown)),
            Some(text) => match text.strip_suffix('%') {
                Some(percent) => percent
                    .trim()
                    .parse()
                    .map(|percent| Some(Penalty::ShareOfRest { percent }))
                    .map_err(|_| unreadable),
                None => text.parse().map(|amount| Some(Penalty::Fixed { amount })).map_err(|_| unreadable),
            },
        }
    }
}

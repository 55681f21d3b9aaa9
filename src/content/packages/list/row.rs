//! One row of a package list: cells become a package, or the first column that does not read. It checks no contradiction.

use crate::content::packages::list::Why;
use crate::domain::customer::Level;
use crate::domain::money::Fen;
use crate::domain::package::amount::{Data, Limit};
use crate::domain::package::who::Who;
use crate::domain::package::{
    Allowance, Benefit, Cap, Class, DataOver, Effective, Kind, Lines, OnSale, Package, Penalty, Roaming,
    Rollover, Sms, Unit, Voice,
};
use crate::domain::safe_text::RawText;

/// A cell that was read, or its column and why not.
type Cell<T> = Result<T, (&'static str, Why)>;

/// Reads a row under its header.
pub(super) fn package(header: &[String], cells: &[&str]) -> Cell<Package> {
    Row { header, cells }.package()
}

struct Row<'r> {
    header: &'r [String],
    cells: &'r [&'r str],
}

/// What people write in lists for the words of the TOML files.
const WORDS: [(&str, &str); 30] = [
    ("主套餐", "main"),
    ("家庭套餐", "family"),
    ("宽带融合", "broadband"),
    ("融合套餐", "broadband"),
    ("流量包", "data_pack"),
    ("加油包", "top_up"),
    ("语音包", "voice_pack"),
    ("定向流量包", "directed_pack"),
    ("定向包", "directed_pack"),
    ("亲情网", "family_net"),
    ("漫游包", "roaming_pack"),
    ("按MB", "per_mb"),
    ("按量计费", "pay_per_use"),
    ("阶梯", "ladder"),
    ("安心包", "first_of_hundred"),
    ("按GB", "tiers"),
    ("按块", "blocks"),
    ("日租", "blocks"),
    ("限速", "throttle"),
    ("不结转", "no"),
    ("否", "no"),
    ("结转", "one_month"),
    ("结转一个月", "one_month"),
    ("是", "one_month"),
    ("yes", "one_month"),
    ("次月", "next_month"),
    ("次月生效", "next_month"),
    ("立即", "at_once"),
    ("立即生效", "at_once"),
    ("当月", "at_once"),
];

fn translated(text: &str) -> &str {
    WORDS.iter().find(|(theirs, _)| *theirs == text).map_or(text, |(_, ours)| ours)
}

impl<'r> Row<'r> {
    fn text(&self, column: &'static str) -> Option<&'r str> {
        let at = self.header.iter().position(|name| name == column)?;
        self.cells.get(at).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    fn raw(&self, column: &'static str) -> Option<RawText> {
        self.text(column).map(RawText::new)
    }

    fn need(&self, column: &'static str) -> Cell<&'r str> {
        self.text(column).ok_or((column, Why::Missing))
    }

    fn parse<T: std::str::FromStr>(&self, column: &'static str) -> Cell<Option<T>> {
        self.text(column).map(|text| text.parse().map_err(|_| (column, Why::Unreadable))).transpose()
    }

    /// One of the words that the TOML files use for the same thing, or what people write for it.
    fn word<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> Cell<Option<T>> {
        use serde::de::IntoDeserializer;
        use serde::de::value::{Error, StrDeserializer};
        let read = |text: &'r str| {
            let word: StrDeserializer<'_, Error> = translated(text).into_deserializer();
            T::deserialize(word).map_err(|_| (column, Why::Unreadable))
        };
        self.text(column).map(read).transpose()
    }

    /// `甲/乙`: several texts in one cell.
    fn several(&self, column: &'static str) -> Vec<RawText> {
        let cell = self.text(column).unwrap_or_default();
        cell.split(['/', ';', '；', '、']).filter_map(RawText::non_empty).collect()
    }

    fn yes(&self, column: &'static str) -> Cell<bool> {
        match self.text(column).map(str::to_lowercase).as_deref() {
            None | Some("no" | "0" | "false" | "否") => Ok(false),
            Some("yes" | "1" | "true" | "是") => Ok(true),
            Some(_) => Err((column, Why::Unreadable)),
        }
    }

    fn package(&self) -> Cell<Package> {
        Ok(Package {
            code: self.need("code")?.to_owned(),
            name: RawText::new(self.need("name")?),
            aliases: self.several("aliases"),
            family: self.raw("family"),
            kind: self.word::<Kind>("kind")?.ok_or(("kind", Why::Missing))?,
            fee: self.parse::<Fen>("fee")?.ok_or(("fee", Why::Missing))?,
            voice: self.voice()?,
            data: self.data()?,
            over: self.over()?,
            cap: Cap { money: self.parse("cap")?, fuse: self.amount("fuse")? },
            sms: self.sms()?,
            rollover: self.word::<Rollover>("rollover")?,
            roaming: self.roaming()?,
            lines: self.lines()?,
            benefits: self.benefits()?,
            who: self.who()?,
            commitment: self.parse("commitment")?,
            penalty: self.penalty()?,
            no_downgrade: self.yes("no_downgrade")?,
            effective: self.word::<Effective>("effective")?,
            on_sale: OnSale { from: self.parse("sale_from")?, to: self.parse("sale_to")? },
            stackable: self.yes("stackable")?,
            order: self.raw("order"),
            source: self.raw("source"),
            year: self.raw("year"),
            known_only: false,
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
        let classes = [
            ("national", Some("national_mb"), Class::National),
            ("directed", Some("directed_mb"), Class::Directed),
            ("local", Some("local_mb"), Class::Local),
            ("roaming_data", None, Class::Roaming),
        ];
        let mut data = Vec::new();
        for (column, in_mb, class) in classes {
            if let Some(text) = self.text(column) {
                // A bare number has no unit, which the check then reports as such.
                data.push(match (unit_spelt(text).parse::<Data>(), text.parse::<u64>()) {
                    (Ok(amount), _) => Allowance { class, amount: amount.amount, unit: Some(amount.unit) },
                    (_, Ok(amount)) => Allowance { class, amount, unit: None },
                    _ => return Err((column, Why::Unreadable)),
                });
            }
            if let Some(amount) = in_mb.map(|column| self.parse(column)).transpose()?.flatten() {
                data.push(Allowance { class, amount, unit: Some(Unit::Mb) });
            }
        }
        Ok(data)
    }

    fn amount(&self, column: &'static str) -> Cell<Option<Data>> {
        let read = |text: &str| unit_spelt(text).parse().map_err(|_| (column, Why::Unreadable));
        self.text(column).map(read).transpose()
    }

    fn over(&self) -> Cell<Option<DataOver>> {
        let price = |column: &'static str| self.parse::<Fen>(column)?.ok_or((column, Why::Missing));
        let count = |column: &'static str| self.parse::<u32>(column)?.ok_or((column, Why::Missing));
        let rule = match self.text("over").map(translated) {
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
            Some("throttle") => {
                DataOver::Throttle { after: self.amount("throttle_after")?, kbps: self.parse("kbps")? }
            }
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

    fn lines(&self) -> Cell<Option<Lines>> {
        let included = self.parse("lines_included")?.unwrap_or(0);
        let most = self.parse("lines_most")?;
        Ok(self.parse("line_fee")?.map(|fee| Lines { included, fee, most }))
    }

    /// `宽带200M=30;视频会员`: names, each with what it costs alone where that is known.
    fn benefits(&self) -> Cell<Vec<Benefit>> {
        let cell = self.text("benefits").unwrap_or_default();
        let parts = cell.split([';', '；']).filter(|part| !part.trim().is_empty());
        let read = |part: &str| match part.split_once('=') {
            None => Some(Benefit { name: RawText::new(part.trim()), worth: None }),
            Some((name, worth)) => {
                let worth = Some(worth.parse().ok()?);
                Some(Benefit { name: RawText::new(name.trim()), worth })
            }
        };
        parts.map(|part| read(part).ok_or(("benefits", Why::Unreadable))).collect()
    }

    fn who(&self) -> Cell<Who> {
        let level = |text: &str| Level::parse(text).ok_or(("level_from", Why::Unreadable));
        Ok(Who {
            level_from: self.text("level_from").map(level).transpose()?,
            brands: self.several("brands"),
            age_from: self.parse("age_from")?,
            age_to: self.parse("age_to")?,
            channels: self.several("channels"),
            new_only: self.yes("new_only")?,
            other: self.raw("condition"),
            with: self.several("with"),
        })
    }

    /// A sum, a share such as `30%`, what is spent or paid back per month (`min 58`, `back 20`), or `unknown`.
    fn penalty(&self) -> Cell<Option<Penalty>> {
        let Some(text) = self.text("penalty") else { return Ok(None) };
        let unreadable = ("penalty", Why::Unreadable);
        let money = |text: &str| text.parse().map_err(|_| unreadable.clone());
        let rule = if text == "unknown" || text == "需核实" {
            Penalty::Unknown
        } else if let Some(percent) = text.strip_suffix('%') {
            Penalty::ShareOfRest { percent: percent.trim().parse().map_err(|_| unreadable)? }
        } else if let Some(per_month) = text.strip_prefix("min ") {
            Penalty::MinimumSpend { per_month: money(per_month)? }
        } else if let Some(per_month) = text.strip_prefix("back ") {
            Penalty::PayBack { per_month: money(per_month)? }
        } else {
            Penalty::Fixed { amount: money(text)? }
        };
        Ok(Some(rule))
    }
}

/// `10g` as `10GB`.
fn unit_spelt(text: &str) -> String {
    let upper = text.trim().to_uppercase();
    if upper.ends_with(['G', 'M', 'K']) { upper + "B" } else { upper }
}

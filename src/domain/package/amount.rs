//! How amounts are written in a catalogue: money as a whole number or a quoted decimal, data as `"10 GB"`, minutes as a number
//! or `"unlimited"`. It reads and writes; it decides nothing.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::money::Fen;
use crate::domain::package::Unit;

/// A number of minutes, or no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// So many.
    Count(u32),
    /// 不限
    Unlimited,
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Unlimited => serializer.serialize_str("unlimited"),
        }
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Limit;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number or \"unlimited\"")
            }
            fn visit_i64<E: Error>(self, count: i64) -> Result<Limit, E> {
                u32::try_from(count).map(Limit::Count).map_err(|_| E::custom("out of range"))
            }
            fn visit_u64<E: Error>(self, count: u64) -> Result<Limit, E> {
                u32::try_from(count).map(Limit::Count).map_err(|_| E::custom("out of range"))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Limit, E> {
                (text == "unlimited")
                    .then_some(Limit::Unlimited)
                    .ok_or_else(|| E::custom("not a number and not \"unlimited\""))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// An amount of data with its unit, written `"10 GB"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Data {
    /// How many units.
    pub amount: u64,
    /// Which.
    pub unit: Unit,
}

impl Data {
    /// In KB.
    #[must_use]
    pub const fn kb(self) -> u64 {
        let factor = match self.unit {
            Unit::Kb => 1,
            Unit::Mb => 1024,
            Unit::Gb => 1024 * 1024,
        };
        self.amount.saturating_mul(factor)
    }
}

/// The text is not an amount of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of data; write it like \"10 GB\"")]
pub struct DataAmountError;

impl FromStr for Data {
    type Err = DataAmountError;
    fn from_str(text: &str) -> Result<Self, DataAmountError> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (amount, unit) = text.split_at_checked(digits).ok_or(DataAmountError)?;
        let unit = match unit.trim() {
            "KB" => Unit::Kb,
            "MB" => Unit::Mb,
            "GB" => Unit::Gb,
            _ => return Err(DataAmountError),
        };
        amount.parse().map(|amount| Self { amount, unit }).map_err(|_| DataAmountError)
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = match self.unit {
            Unit::Kb => "KB",
            Unit::Mb => "MB",
            Unit::Gb => "GB",
        };
        serializer.collect_str(&format_args!("{} {unit}", self.amount))
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// Money as a file may write it. A bare `0.19` is refused: binary fractions have no place near money.
struct Yuan(Fen);

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Yuan;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("yuan as a whole number, or quoted with decimals such as \"0.19\"")
            }
            fn visit_i64<E: Error>(self, yuan: i64) -> Result<Yuan, E> {
                self.visit_str(&yuan.to_string())
            }
            fn visit_u64<E: Error>(self, yuan: u64) -> Result<Yuan, E> {
                self.visit_str(&yuan.to_string())
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Yuan, E> {
                text.parse().map(Yuan).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// A price that is always there.
pub mod yuan {
    use super::{Deserialize, Deserializer, Fen, Serialize, Serializer, Yuan};

    pub(crate) fn serialize<S: Serializer>(fen: &Fen, serializer: S) -> Result<S::Ok, S::Error> {
        fen.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fen, D::Error> {
        Yuan::deserialize(deserializer).map(|yuan| yuan.0)
    }
}

/// A price that the source may not say.
pub mod yuan_option {
    use super::{Deserialize, Deserializer, Fen, Serialize, Serializer, Yuan};

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(crate) fn serialize<S: Serializer>(fen: &Option<Fen>, serializer: S) -> Result<S::Ok, S::Error> {
        fen.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Fen>, D::Error> {
        Option::<Yuan>::deserialize(deserializer).map(|yuan| yuan.map(|yuan| yuan.0))
    }
}

/// A list of prices.
pub mod yuan_list {
    use super::{Deserialize, Deserializer, Fen, Serialize, Serializer, Yuan};

    pub(crate) fn serialize<S: Serializer>(fen: &[Fen], serializer: S) -> Result<S::Ok, S::Error> {
        fen.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Fen>, D::Error> {
        Vec::<Yuan>::deserialize(deserializer).map(|list| list.into_iter().map(|yuan| yuan.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_amounts_need_their_unit() {
        assert_eq!("10 GB".parse::<Data>().map(Data::kb), Ok(10 * 1024 * 1024));
        assert_eq!("300MB".parse::<Data>().map(Data::kb), Ok(300 * 1024));
        for text in ["10", "GB", "", "10 gb", "-1 GB", "1.5 GB", "十 GB"] {
            assert_eq!(text.parse::<Data>(), Err(DataAmountError), "{text}");
        }
    }

    #[test]
    fn money_is_whole_or_quoted() {
        #[derive(Deserialize, Debug)]
        struct Row {
            #[serde(with = "yuan")]
            fee: Fen,
        }
        let read = |text: &str| toml::from_str::<Row>(text).map(|row| row.fee);
        assert_eq!(read("fee = 38").unwrap(), Fen::yuan(38));
        assert_eq!(read("fee = \"0.19\"").unwrap(), Fen(19));
        assert!(read("fee = 0.19").is_err());
        assert!(read("fee = \"0.195\"").is_err());
    }
}

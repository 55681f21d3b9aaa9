//! Compact forms of rows: numbers of variable length, and a customer's rarer fields as tagged values.
//!
//! A packed customer is a version byte and then, per known field, a tag and a value: an even tag is followed by a number, an
//! odd one by a length and bytes. A reader passes over tags it does not know.

use chrono::{Datelike, NaiveDate};

use crate::domain::customer::{Consent, Customer, Gender};
use crate::domain::money::Fen;
use crate::domain::safe_text::RawText;

/// Appends 7 bits a byte, lowest first.
pub(crate) fn push_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a number off the front.
pub(crate) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    let mut shift = 0;
    loop {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if shift >= 64 || (shift == 63 && *first > 1) {
            return None;
        }
        value |= u64::from(*first & 0x7F) << shift;
        if *first & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

/// Small negative numbers stay small.
pub(crate) const fn fold_sign(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// The reverse of [`fold_sign`].
pub(crate) const fn unfold_sign(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

/// The form of today.
const VERSION: u8 = 1;

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, field: u64, value: Option<u64>) {
        if let Some(value) = value {
            push_number(&mut self.0, field << 1);
            push_number(&mut self.0, value);
        }
    }

    fn text(&mut self, field: u64, value: Option<&RawText>) {
        if let Some(text) = value {
            push_number(&mut self.0, field << 1 | 1);
            push_number(&mut self.0, text.as_raw().len() as u64);
            self.0.extend_from_slice(text.as_raw().as_bytes());
        }
    }
}

fn day(value: Option<NaiveDate>) -> Option<u64> {
    value.map(|day| fold_sign(i64::from(day.num_days_from_ce())))
}

fn money(value: Option<Fen>) -> Option<u64> {
    value.map(|fen| fold_sign(fen.0))
}

/// What the columns of `customers` do not hold.
pub(crate) fn pack_customer(customer: &Customer) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(96));
    out.0.push(VERSION);
    out.text(1, customer.customer_id.as_ref());
    out.number(2, customer.gender.map(|gender| u64::from(gender == Gender::Female)));
    out.number(3, day(customer.birthday));
    out.text(4, customer.brand.as_ref());
    out.number(5, day(customer.joined_on));
    out.number(6, day(customer.contract_end));
    out.number(7, money(customer.contract_penalty));
    out.number(8, money(customer.balance));
    out.number(9, money(customer.arrears));
    out.number(10, money(customer.credit_limit));
    out.number(11, customer.points.map(fold_sign));
    out.text(12, customer.account.as_ref());
    out.text(13, customer.group_name.as_ref());
    out.text(14, customer.region.as_ref());
    out.text(15, customer.segment.as_ref());
    for tag in &customer.tags {
        out.text(16, Some(tag));
    }
    out.text(17, customer.preferred_channel.as_ref());
    out.text(18, customer.preferred_time.as_ref());
    out.text(19, customer.taboo.as_ref());
    out.number(
        20,
        customer.marketing_consent.map(|consent| match consent {
            Consent::No => 0,
            Consent::Yes => 1,
            Consent::Unknown => 2,
        }),
    );
    out.number(21, customer.do_not_call.map(u64::from));
    out.text(22, customer.manager.as_ref());
    for pack in &customer.packs {
        out.text(23, Some(pack));
    }
    out.number(24, day(customer.package_since));
    out.0
}

enum Value<'a> {
    Number(u64),
    Text(&'a str),
}

fn take_field<'a>(bytes: &mut &'a [u8]) -> Option<(u64, Value<'a>)> {
    let tag = take_number(bytes)?;
    let value = take_number(bytes)?;
    if tag & 1 == 0 {
        return Some((tag >> 1, Value::Number(value)));
    }
    let (text, rest) = bytes.split_at_checked(usize::try_from(value).ok()?)?;
    *bytes = rest;
    Some((tag >> 1, Value::Text(std::str::from_utf8(text).ok()?)))
}

/// Fills in what [`pack_customer`] wrote; `None` when the bytes are damaged.
pub(crate) fn unpack_customer(mut bytes: &[u8], customer: &mut Customer) -> Option<()> {
    let (version, rest) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    bytes = rest;
    while !bytes.is_empty() {
        match take_field(&mut bytes)? {
            (field, Value::Text(text)) => fill_text(customer, field, RawText::new(text)),
            (field, Value::Number(value)) => fill_number(customer, field, value)?,
        }
    }
    Some(())
}

fn fill_text(customer: &mut Customer, field: u64, text: RawText) {
    let place = match field {
        1 => &mut customer.customer_id,
        4 => &mut customer.brand,
        12 => &mut customer.account,
        13 => &mut customer.group_name,
        14 => &mut customer.region,
        15 => &mut customer.segment,
        16 => return customer.tags.push(text),
        23 => return customer.packs.push(text),
        17 => &mut customer.preferred_channel,
        18 => &mut customer.preferred_time,
        19 => &mut customer.taboo,
        22 => &mut customer.manager,
        _ => return,
    };
    *place = Some(text);
}

fn fill_number(customer: &mut Customer, field: u64, value: u64) -> Option<()> {
    let day = || i32::try_from(unfold_sign(value)).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    let money = || Some(Fen(unfold_sign(value)));
    match field {
        2 => customer.gender = Some(if value == 1 { Gender::Female } else { Gender::Male }),
        3 => customer.birthday = Some(day()?),
        5 => customer.joined_on = Some(day()?),
        6 => customer.contract_end = Some(day()?),
        7 => customer.contract_penalty = money(),
        8 => customer.balance = money(),
        9 => customer.arrears = money(),
        10 => customer.credit_limit = money(),
        11 => customer.points = Some(unfold_sign(value)),
        20 => {
            customer.marketing_consent = Some(match value {
                0 => Consent::No,
                1 => Consent::Yes,
                _ => Consent::Unknown,
            });
        }
        24 => customer.package_since = Some(day()?),
        21 => customer.do_not_call = Some(value == 1),
        _ => {}
    }
    Some(())
}

/// Lays what a file said over what was known: a field the file does not have keeps its old value.
pub(crate) fn merge_customer(known: &mut Customer, file: &Customer) {
    macro_rules! take {
        ($($field:ident),*) => {$(
            if file.$field.is_some() {
                known.$field.clone_from(&file.$field);
            }
        )*};
    }
    take!(
        customer_id,
        name,
        gender,
        birthday,
        level,
        brand,
        package,
        joined_on,
        contract_end,
        contract_penalty,
        balance,
        arrears,
        credit_limit,
        points,
        account,
        group_name,
        region,
        segment,
        preferred_channel,
        preferred_time,
        taboo,
        marketing_consent,
        do_not_call,
        manager,
        package_since
    );
    if !file.tags.is_empty() {
        known.tags.clone_from(&file.tags);
    }
    if !file.packs.is_empty() {
        known.packs.clone_from(&file.packs);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::customer::Level;
    use crate::domain::phone::PhoneNumber;

    fn text() -> impl Strategy<Value = Option<RawText>> {
        proptest::option::of("\\PC{0,12}".prop_map(RawText::new))
    }

    fn date() -> impl Strategy<Value = Option<NaiveDate>> {
        proptest::option::of(
            (690_000..800_000).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt),
        )
    }

    fn fen() -> impl Strategy<Value = Option<Fen>> {
        proptest::option::of(any::<i64>().prop_map(Fen))
    }

    /// Any customer a file could describe.
    pub(crate) fn customers() -> impl Strategy<Value = Customer> {
        let words = (text(), text(), text(), text(), text(), text(), text(), text(), text(), text());
        let more =
            (text(), text(), text(), proptest::collection::vec("\\PC{1,6}".prop_map(RawText::new), 0..3));
        let numbers =
            (fen(), fen(), fen(), fen(), proptest::option::of(any::<i64>()), date(), date(), date());
        let choices = (
            proptest::option::of(prop_oneof![Just(Gender::Male), Just(Gender::Female)]),
            proptest::option::of(proptest::sample::select(Level::ALL.to_vec())),
            proptest::option::of(proptest::sample::select(vec![Consent::Yes, Consent::No, Consent::Unknown])),
            proptest::option::of(any::<bool>()),
        );
        (13_000_000_000_i64..20_000_000_000, words, more, numbers, choices).prop_map(
            |(number, w, m, n, c)| Customer {
                number: PhoneNumber::from_key(number),
                customer_id: w.0,
                name: w.1,
                gender: c.0,
                birthday: n.5,
                level: c.1,
                brand: w.2,
                package: w.3,
                joined_on: n.6,
                contract_end: n.7,
                contract_penalty: n.0,
                balance: n.1,
                arrears: n.2,
                credit_limit: n.3,
                points: n.4,
                account: w.4,
                group_name: w.5,
                region: w.6,
                segment: w.7,
                tags: m.3.clone(),
                preferred_channel: w.8,
                preferred_time: w.9,
                taboo: m.0,
                marketing_consent: c.2,
                do_not_call: c.3,
                manager: m.1,
                packs: m.3.iter().rev().cloned().collect(),
                package_since: n.6,
            },
        )
    }

    proptest! {
        #[test]
        fn numbers_of_any_size_and_sign_read_back(value in any::<i64>()) {
            let mut bytes = Vec::new();
            push_number(&mut bytes, fold_sign(value));
            let mut rest = bytes.as_slice();
            prop_assert_eq!(take_number(&mut rest).map(unfold_sign), Some(value));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn a_packed_customer_reads_back(customer in customers()) {
            let mut back = Customer {
                name: customer.name.clone(),
                level: customer.level,
                package: customer.package.clone(),
                ..Customer::bare(customer.number)
            };
            prop_assert_eq!(unpack_customer(&pack_customer(&customer), &mut back), Some(()));
            prop_assert_eq!(back, customer);
        }

        #[test]
        fn damaged_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = unpack_customer(&bytes, &mut Customer::bare(PhoneNumber::from_key(10086)));
        }

        #[test]
        fn merging_a_bare_row_changes_nothing_and_merging_twice_is_merging_once(a in customers(), b in customers()) {
            let mut merged = a.clone();
            merge_customer(&mut merged, &Customer::bare(a.number));
            prop_assert_eq!(&merged, &a);
            merge_customer(&mut merged, &b);
            let once = merged.clone();
            merge_customer(&mut merged, &b);
            prop_assert_eq!(merged, once);
        }
    }

    #[test]
    fn fields_of_a_later_version_are_passed_over() {
        let mut customer = Customer::bare(PhoneNumber::from_key(10086));
        customer.points = Some(7);
        let mut bytes = pack_customer(&customer);
        push_number(&mut bytes, 99 << 1);
        push_number(&mut bytes, 12_345);
        push_number(&mut bytes, 98 << 1 | 1);
        push_number(&mut bytes, 2);
        bytes.extend_from_slice(b"hi");
        let mut back = Customer::bare(customer.number);
        assert_eq!(unpack_customer(&bytes, &mut back), Some(()));
        assert_eq!(back, customer);
    }
}

//! Decimal numbers from text, exactly: no floating point between a file and a bill.

/// Reads a decimal number, multiplies and divides it, and gives it in units of ten to the minus `places`, rounded to the
/// nearest (halves away from zero). `None` for anything that is not a plain decimal number, or too large.
pub(crate) fn scaled(text: &str, multiply: u32, divide: u32, places: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || whole.len() > 15 || decimals.len() > 18 {
        return None;
    }
    // Beyond nine decimals nothing can change a fen or a kilobyte.
    let decimals_kept = decimals.get(..decimals.len().min(9))?;
    let mut value: i128 = 0;
    for byte in whole.bytes().chain(decimals.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
    }
    for byte in whole.bytes().chain(decimals_kept.bytes()) {
        value = value * 10 + i128::from(byte - b'0');
    }
    let top = value * i128::from(multiply) * 10_i128.pow(places);
    let bottom = i128::from(divide) * 10_i128.pow(u32::try_from(decimals_kept.len()).ok()?);
    let rounded = (top * 2 + bottom).checked_div(bottom * 2)?;
    i64::try_from(if negative { -rounded } else { rounded }).ok()
}

/// A number as nearly every field has it: digits, perhaps a point and decimals, no sign, no space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// The digits without the point: below 10^15.
    digits: u64,
    /// How many of them stand behind the point, at most six.
    decimals: u32,
}

impl Plain {
    /// Reads one in a single pass. `None` says nothing about the field: the careful readers look at it then.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > 15 || !bytes.first()?.is_ascii_digit() {
            return None;
        }
        let mut digits: u64 = 0;
        let mut point = None;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
                b'.' if point.is_none() => point = Some(at + 1),
                _ => return None,
            }
        }
        let decimals = point.map_or(0, |from| bytes.len() - from);
        let fits = decimals <= 6 && bytes.len() - decimals <= 10 && (point.is_none() || decimals > 0);
        fits.then_some(Self { digits, decimals: decimals as u32 })
    }

    /// As hundredths, when it is exact in them.
    pub(crate) const fn hundredths(self) -> Option<i64> {
        let value = self.digits.cast_signed();
        match self.decimals {
            0 => Some(value * 100),
            1 => Some(value * 10),
            2 => Some(value),
            _ => None,
        }
    }

    /// As a whole number, when it is written as one.
    pub(crate) fn whole(self) -> Option<u32> {
        if self.decimals == 0 { u32::try_from(self.digits).ok() } else { None }
    }

    /// Megabytes as kilobytes, to the nearest.
    pub(crate) fn kilobytes(self) -> Option<u64> {
        let bottom = 10_u64.pow(self.decimals);
        (self.digits * 2_048 + bottom).checked_div(bottom * 2)
    }

    /// A share of one in thousandths, when it is exact in them.
    pub(crate) fn thousandths(self) -> Option<u16> {
        if self.decimals == 3 {
            u16::try_from(self.digits).ok().filter(|share| *share <= 1_000)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scaling_is_exact_and_rounds_to_the_nearest() {
        assert_eq!(scaled("8450801", 1, 1024, 0), Some(8253));
        assert_eq!(scaled("12345", 1, 100, 2), Some(12_345));
        assert_eq!(scaled("0.005", 1, 1, 2), Some(1));
        assert_eq!(scaled("-2.5", 1, 1, 0), Some(-3));
        assert_eq!(scaled("90", 1, 60, 0), Some(2));
        for text in ["", "-", ".", "1e3", "1,2", "１", "NaN", "1234567890123456"] {
            assert_eq!(scaled(text, 1, 1, 2), None, "{text}");
        }
        assert_eq!(scaled("1", 1, 0, 2), None);
    }

    proptest! {
        #[test]
        fn fast_and_exact_agree(text in "[0-9]{0,11}(\\.[0-9]{0,7})?", share in "[01]\\.[0-9]{2,4}") {
            if let Some(fast) = Plain::read(text.as_bytes()) {
                let exact = |multiply, places| scaled(&text, multiply, 1, places);
                prop_assert!(fast.hundredths().is_none_or(|value| Some(value) == exact(1, 2)));
                prop_assert!(fast.whole().is_none_or(|value| Some(i64::from(value)) == exact(1, 0)));
                prop_assert_eq!(fast.kilobytes().and_then(|kb| i64::try_from(kb).ok()), exact(1024, 0));
            }
            if let Some(fast) = Plain::read(share.as_bytes()).and_then(Plain::thousandths) {
                prop_assert_eq!(Some(fast), crate::domain::usage::PerMille::parse(&share).map(|share| share.0));
            }
        }

        #[test]
        fn only_plain_numbers_are_plain(text in "[0-9.+ -]{0,12}") {
            let plain = Plain::read(text.as_bytes());
            prop_assert!(plain.is_none() || scaled(&text, 1, 1, 2).is_some(), "{}", text);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}", multiply: u32, divide: u32) {
            let _ = scaled(&text, multiply, divide, 2);
            let _ = Plain::read(text.as_bytes()).map(|plain| (plain.hundredths(), plain.kilobytes()));
        }
    }
}

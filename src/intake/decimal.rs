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

/// The common case, fast: up to twelve digits with at most two decimals, no sign, as hundredths.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() > 15 {
        return None;
    }
    let mut value: i64 = 0;
    let mut decimals: Option<u8> = None;
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() && value_began(bytes) => decimals = Some(0),
            _ => return None,
        }
    }
    match (bytes.is_empty(), decimals) {
        (true, _) => None,
        (_, None) => Some(value * 100),
        (_, Some(1)) => Some(value * 10),
        (_, Some(2)) => Some(value),
        _ => None,
    }
}

/// `.5` is left to the slower reader, which refuses it.
fn value_began(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(u8::is_ascii_digit)
}

/// A whole number without sign, fast.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes
        .iter()
        .try_fold(0_u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

/// Megabytes as kilobytes to the nearest, fast: up to nine digits with at most six decimals, no sign.
pub(crate) fn kilobytes(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || whole.len() > 9 || decimals.len() > 6 {
        return None;
    }
    let mut value: u64 = 0;
    for byte in whole.bytes().chain(decimals.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u64::from(byte - b'0');
    }
    let bottom = 10_u64.pow(u32::try_from(decimals.len()).ok()?);
    (value * 2_048 + bottom).checked_div(bottom * 2)
}

/// A share as `0.461`, in thousandths.
pub(crate) fn thousandths(text: &str) -> Option<u16> {
    let [b'0', b'.', digits @ ..] = text.as_bytes() else { return None };
    if digits.len() != 3 {
        return None;
    }
    digits
        .iter()
        .try_fold(0_u16, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u16::from(byte - b'0')))
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
        fn fast_and_exact_agree(text in "[0-9]{0,7}(\\.[0-9]{0,3})?") {
            if let Some(fast) = hundredths(&text) {
                prop_assert_eq!(Some(fast), scaled(&text, 1, 1, 2));
            }
            if let Some(fast) = whole(&text) {
                prop_assert_eq!(Some(i64::from(fast)), scaled(&text, 1, 1, 0));
            }
        }

        #[test]
        fn fast_megabytes_and_shares_are_the_exact_ones(text in "[0-9]{0,10}(\\.[0-9]{0,7})?", share in "[01]\\.[0-9]{2,4}") {
            if let Some(fast) = kilobytes(&text) {
                prop_assert_eq!(i64::try_from(fast).ok(), scaled(&text, 1024, 1, 0));
            }
            if let Some(fast) = thousandths(&share) {
                prop_assert_eq!(Some(i64::from(fast)), scaled(&share, 1, 1, 3));
                prop_assert_eq!(Some(fast), crate::domain::usage::PerMille::parse(&share).map(|share| share.0));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}", multiply: u32, divide: u32) {
            let _ = (scaled(&text, multiply, divide, 2), hundredths(&text), whole(&text));
            let _ = (kilobytes(&text), thousandths(&text));
        }
    }
}

//! How personal data is shown until somebody asks for it with a reason.

/// `13800138000` to `138****8000`; seven digits or fewer are hidden whole, because a mask over so few tells too much.
#[must_use]
pub fn digits(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 7 {
        return "*".repeat(characters.len());
    }
    let head = characters.iter().take(3);
    let tail = characters.iter().skip(characters.len() - 4);
    head.chain(std::iter::repeat_n(&'*', characters.len() - 7)).chain(tail).collect()
}

/// A name for shared screens and exports: the surname stays, `王**`. One character is hidden whole.
#[must_use]
pub fn name(text: &str) -> String {
    let count = text.chars().count();
    match text.chars().next() {
        Some(first) if count > 1 => {
            std::iter::once(first).chain(std::iter::repeat_n('*', count - 1)).collect()
        }
        _ => "*".repeat(count),
    }
}

/// Replaces every run of digits that could be a telephone or document number (7 or more) by its masked form.
/// For notes that leave the desk in a masked export.
#[must_use]
pub fn numbers_in(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        let digit = match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        };
        if digit.is_ascii_digit() {
            run.push(digit);
            continue;
        }
        if run.len() >= 7 {
            out.push_str(&digits(&run));
        } else {
            out.push_str(&run);
        }
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_three_and_four() {
        assert_eq!(digits("13800138000"), "138****8000");
        assert_eq!(digits("+85291234567"), "+85*****4567");
        assert_eq!(digits("10086"), "*****");
        assert_eq!(digits(""), "");
    }

    #[test]
    fn names_show_the_surname() {
        assert_eq!(name("王小明"), "王**");
        assert_eq!(name("李"), "*");
        assert_eq!(name(""), "");
    }

    #[test]
    fn numbers_inside_a_note_are_masked_and_amounts_are_not() {
        assert_eq!(
            numbers_in("回拨13900001111,套餐129元,证件１１０１０１１９９００３０７"),
            "回拨139****1111,套餐129元,证件110*******0307"
        );
    }
}

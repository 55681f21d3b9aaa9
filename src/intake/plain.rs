//! A whole text file in whatever encoding its system wrote. It must not know what stands in it.

use std::io::Read;
use std::path::Path;

use crate::intake::encoding::{Encoding, Utf16};
use crate::intake::{ImportError, Source};

/// No text that people wrote comes near this.
const LIMIT: u64 = 1 << 20;

/// Reads a text file in UTF-8, GB18030 (also GBK) or UTF-16; `-` is standard input.
///
/// # Errors
/// When it cannot be read, is larger than a mebibyte, is empty, or is no text.
pub fn read(path: &Path) -> Result<String, ImportError> {
    let mut bytes = Vec::new();
    Source::open(path)?.reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(ImportError::TextTooLong);
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    decode(&bytes).filter(|text| !text.contains('\0')).ok_or(ImportError::NotText)
}

fn decode(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..4.min(bytes.len())).unwrap_or_default();
    let (encoding, skip) = Encoding::from_head(head).unwrap_or_else(|| (Encoding::from_lines(bytes), 0));
    let body = bytes.get(skip..)?;
    let mut wide = Vec::new();
    let body = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let little = encoding == Encoding::Utf16Le;
            Utf16::new(std::io::Cursor::new(body.to_vec()), little).read_to_end(&mut wide).ok()?;
            &wide
        }
        Encoding::Utf8 | Encoding::Gb18030 => body,
    };
    encoding.text(body).map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_reads_and_what_is_no_text_does_not() {
        let text = "您好，#姓名#。\n请讲。\n";
        assert_eq!(decode(text.as_bytes()).as_deref(), Some(text));
        assert_eq!(decode(&encoding_rs::GB18030.encode(text).0).as_deref(), Some(text));
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).as_deref(), Some(text));
        assert_eq!(decode(&[0xC4, 0xFF, 0xFF, b'x']), None);
    }
}

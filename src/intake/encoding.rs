//! Which encoding a file has, and its lines as UTF-8. What does not decode is said line by line, never patched over.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_16BE, UTF_16LE};

/// The encodings that files from Chinese systems have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// Also reads GBK and GB2312.
    Gb18030,
    /// Little endian.
    Utf16Le,
    /// Big endian.
    Utf16Be,
}

impl Encoding {
    /// Reads the name a mapping gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().replace(['-', '_'], "").as_str() {
            "utf8" | "utf8bom" => Some(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" | "cp936" => Some(Self::Gb18030),
            "utf16" | "utf16le" => Some(Self::Utf16Le),
            "utf16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// What the first bytes give away: a byte order mark with its length, or the zero bytes of UTF-16 without one.
    pub(crate) fn from_head(head: &[u8]) -> Option<(Self, usize)> {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => Some((Self::Utf8, 3)),
            [0xFF, 0xFE, ..] => Some((Self::Utf16Le, 2)),
            [0xFE, 0xFF, ..] => Some((Self::Utf16Be, 2)),
            // A header begins with a letter or a Chinese character; two plain letters show where the zeros lie.
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some((Self::Utf16Le, 0)),
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some((Self::Utf16Be, 0)),
            _ => None,
        }
    }

    /// UTF-8 or GB18030, by lines that are not plain ASCII: UTF-8 when at least half of them are valid as such. Text in
    /// GB18030 rarely is by chance, and a UTF-8 file with a damaged line stays a UTF-8 file.
    pub(crate) fn from_lines(sample: &[u8]) -> Self {
        let mut lines: Vec<&[u8]> = sample.split(|byte| *byte == b'\n').collect();
        if lines.len() > 1 {
            // The last line may be cut in the middle of a character.
            lines.pop();
        }
        let foreign = lines.into_iter().filter(|line| !line.is_ascii());
        let (all, valid) =
            foreign.fold((0, 0), |(all, valid), line| (all + 1, valid + usize::from(is_utf8(line))));
        if valid * 2 >= all { Self::Utf8 } else { Self::Gb18030 }
    }

    /// One row as text; `None` when it does not decode. UTF-16 has become UTF-8 before.
    pub(crate) fn text(self, row: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Gb18030 => GB18030.decode_without_bom_handling_and_without_replacement(row),
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => std::str::from_utf8(row).ok().map(Cow::Borrowed),
        }
    }

    /// The same, with marks where it does not decode: for the rejects file.
    pub(crate) fn lossy(self, row: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Gb18030 => GB18030.decode_without_bom_handling(row).0,
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => String::from_utf8_lossy(row),
        }
    }
}

/// Valid, or valid up to a character that the sample cuts.
fn is_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// UTF-16 as UTF-8. What does not decode becomes the byte 0xFF, which no UTF-8 text holds, so that exactly its line is rejected.
pub(crate) struct Utf16<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    pub(crate) fn new(inner: R, little: bool) -> Self {
        let encoding = if little { UTF_16LE } else { UTF_16BE };
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { inner, decoder, raw: vec![0; 64 << 10], out: Vec::new(), taken: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.taken = 0;
        let count = self.inner.read(&mut self.raw)?;
        self.ended = count == 0;
        let mut left = self.raw.get(..count).unwrap_or_default();
        loop {
            let room =
                self.decoder.max_utf8_buffer_length_without_replacement(left.len()).unwrap_or(0).max(64);
            let start = self.out.len();
            self.out.resize(start + room, 0);
            let into = self.out.get_mut(start..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(left, into, self.ended);
            self.out.truncate(start + written);
            left = left.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.out.push(0xFF),
            }
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.out.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.out.get(self.taken..).unwrap_or_default();
        let count = ready.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_line_does_not_turn_a_file_into_another_encoding() {
        let mut utf8 = "号码,姓名\n1,王小明\n2,李雷\n".as_bytes().to_vec();
        utf8.extend(b"3,\xC4\xE3\n");
        assert_eq!(Encoding::from_lines(&utf8), Encoding::Utf8);
        let gb = GB18030.encode("号码,姓名\n1,联通\n2,王小明\n").0.into_owned();
        assert_eq!(Encoding::from_lines(&gb), Encoding::Gb18030);
        assert_eq!(Encoding::Utf8.text(b"\xC4\xE3"), None);
        assert_eq!(Encoding::Gb18030.text(b"\xC4\xE3").as_deref(), Some("你"));
    }

    #[test]
    fn utf16_marks_exactly_what_does_not_decode() {
        let mut bytes: Vec<u8> = "王\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend(0xD800_u16.to_le_bytes());
        bytes.extend("x\n明".encode_utf16().flat_map(u16::to_le_bytes));
        let mut out = Vec::new();
        Utf16::new(&bytes[..], true).read_to_end(&mut out).unwrap();
        let lines: Vec<&[u8]> = out.split(|byte| *byte == b'\n').collect();
        assert_eq!(lines[0], "王".as_bytes());
        assert!(std::str::from_utf8(lines[1]).is_err());
        assert_eq!(lines[2], "明".as_bytes());
    }
}

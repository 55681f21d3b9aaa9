//! Reads rows out of a stream of bytes. An open quote costs its own line only: a row that does not close within a few lines
//! is given up, and reading goes on at the line after it.

use std::io::{self, Read};

use crate::intake::encoding::{Encoding, Utf16};
use crate::intake::quotes::{Closed, Span, split_plain, split_quoted};
use crate::intake::summary::Reason;
use crate::intake::table::{Row, Step};
use crate::intake::{COLUMN_LIMIT, FIELD_LIMIT, FILE_LIMIT, ImportError, QUOTED_LINES, ROW_LIMIT};

const CHUNK: usize = 1 << 20;

/// Where the text of the present row lies.
#[derive(Clone, Copy)]
enum Place {
    /// In the buffer, as it was read.
    Buffer,
    /// In `decoded`.
    Decoded,
    /// In `unquoted`.
    Unquoted,
}

/// Rows of a CSV.
pub(crate) struct Records {
    source: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// Where the present row begins, where the next one begins, and where the bytes end.
    at: usize,
    next: usize,
    end: usize,
    ended: bool,
    /// Length of the present row without its line break.
    length: usize,
    pub(crate) bytes: u64,
    /// Number of the line at `at`, from 1, and lines in the present row.
    line: u64,
    lines: u64,
    encoding: Option<Encoding>,
    pub(crate) delimiter: u8,
    /// Columns of the header, once it is known.
    pub(crate) width: Option<usize>,
    place: Place,
    decoded: String,
    unquoted: String,
    spans: Vec<Span>,
}

impl Records {
    /// Looks at the first bytes and makes ready. `encoding` and `delimiter` win over what the file looks like.
    pub(crate) fn new(
        mut source: Box<dyn Read + Send>,
        encoding: Option<Encoding>,
        delimiter: Option<u8>,
    ) -> Result<Self, ImportError> {
        let mut head = Vec::with_capacity(4);
        source.by_ref().take(4).read_to_end(&mut head)?;
        let seen = Encoding::from_head(&head);
        let skip = seen.map_or(0, |(_, mark)| mark);
        let encoding = encoding.or(seen.map(|(encoding, _)| encoding));
        head.drain(..skip.min(head.len()));
        let chained = io::Cursor::new(head).chain(source);
        let source: Box<dyn Read + Send> = match encoding {
            Some(Encoding::Utf16Le) => Box::new(Utf16::new(chained, true)),
            Some(Encoding::Utf16Be) => Box::new(Utf16::new(chained, false)),
            _ => Box::new(chained),
        };
        Ok(Self {
            source,
            buffer: Vec::new(),
            at: 0,
            next: 0,
            end: 0,
            ended: false,
            length: 0,
            bytes: 0,
            line: 0,
            lines: 1,
            encoding,
            delimiter: delimiter.unwrap_or(0),
            width: None,
            place: Place::Buffer,
            decoded: String::new(),
            unquoted: String::new(),
            spans: Vec::new(),
        })
    }

    /// Goes to the next row.
    pub(crate) fn step(&mut self) -> Result<Step, ImportError> {
        self.at = self.next;
        self.line += self.lines;
        self.lines = 1;
        if self.simple() {
            return Ok(self.judge());
        }
        let Some((length, next)) = self.line_at(0)? else {
            return Ok(Step::End);
        };
        self.length = length;
        self.next = self.at + next;
        if length > ROW_LIMIT {
            if self.next == 0 || self.buffer.get(self.next - 1) != Some(&b'\n') {
                self.skip_line()?;
            }
            return Ok(Step::Bad(Reason::plain("too-long")));
        }
        if self.delimiter == 0 {
            self.delimiter = sniff_delimiter(self.raw());
        }
        let quoted = memchr::memchr(b'"', self.raw()).is_some();
        let step = if quoted { self.quoted()? } else { self.plain() };
        Ok(if matches!(step, Step::Row) { self.judge() } else { step })
    }

    /// The common case in one pass: a line of plain ASCII without quotes that lies in the buffer whole. `false` changes nothing
    /// that the careful way does not set again.
    fn simple(&mut self) -> bool {
        let bytes = self.buffer.get(self.at..self.end).unwrap_or_default();
        let (delimiter, mut start, mut seen) = (self.delimiter, 0_u32, 0_u8);
        self.spans.clear();
        for (at, byte) in (0_u32..).zip(bytes.iter().take(FIELD_LIMIT)) {
            seen |= *byte;
            if *byte == delimiter {
                self.spans.push((start, at));
                start = at + 1;
            } else if *byte == b'\n' {
                let carriage = at > start && bytes.get(at as usize - 1) == Some(&b'\r');
                let end = at - u32::from(carriage);
                self.spans.push((start, end));
                self.length = end as usize;
                self.next = self.at + at as usize + 1;
                self.place = Place::Buffer;
                return delimiter != 0 && seen.is_ascii();
            } else if *byte == b'"' {
                return false;
            }
        }
        false
    }

    /// The present row.
    pub(crate) fn row(&self) -> Row<'_> {
        let text = match self.place {
            Place::Buffer => std::str::from_utf8(self.raw()).unwrap_or_default(),
            Place::Decoded => &self.decoded,
            Place::Unquoted => &self.unquoted,
        };
        Row::new(text, &self.spans)
    }

    /// How many fields the present row has.
    pub(crate) const fn fields(&self) -> usize {
        self.spans.len()
    }

    /// The present row as it stands in the file, for the rejects file; cut when it is too long.
    pub(crate) fn original(&self) -> String {
        let raw = self.raw().get(..self.length.min(FIELD_LIMIT)).unwrap_or_default();
        self.encoding.unwrap_or(Encoding::Utf8).lossy(raw).into_owned()
    }

    /// Whether [`Self::original`] is the text of [`Self::row`]. Every quoted row has lost its quotes.
    pub(crate) fn is_as_it_stood(&self) -> bool {
        !matches!(self.place, Place::Unquoted) && self.length <= FIELD_LIMIT
    }

    /// The line on which the present row begins.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    fn raw(&self) -> &[u8] {
        self.buffer.get(self.at..self.at + self.length).unwrap_or_default()
    }

    fn plain(&mut self) -> Step {
        let raw = self.buffer.get(self.at..self.at + self.length).unwrap_or_default();
        // Plain digits and letters are the same in every encoding that comes here.
        if raw.is_ascii() || self.encoding == Some(Encoding::Utf8) {
            let Ok(text) = std::str::from_utf8(raw) else {
                return Step::Bad(Reason::plain("encoding"));
            };
            split_plain(text, self.delimiter, &mut self.spans);
            self.place = Place::Buffer;
            return Step::Row;
        }
        if !self.decode() {
            return Step::Bad(Reason::plain("encoding"));
        }
        split_plain(&self.decoded, self.delimiter, &mut self.spans);
        Step::Row
    }

    /// The row has a quote: it may go on for some lines.
    fn quoted(&mut self) -> Result<Step, ImportError> {
        let length = self.length;
        for lines in 1..=QUOTED_LINES {
            if !self.decode() {
                break;
            }
            let closed = split_quoted(&self.decoded, self.delimiter, &mut self.unquoted, &mut self.spans);
            // Several lines that do not make a whole row are not one: a stray quote met the quote of a later row.
            let whole = lines == 1
                || (closed == Closed::Yes && self.width.is_none_or(|width| width == self.spans.len()));
            if closed != Closed::No && whole {
                self.place = Place::Unquoted;
                self.lines = u64::try_from(lines).unwrap_or(1);
                return Ok(Step::Row);
            }
            if closed != Closed::No || self.length > FIELD_LIMIT {
                break;
            }
            let Some((more, after)) = self.line_at(self.next - self.at)? else { break };
            self.length = self.next - self.at + more;
            self.next = self.at + after;
        }
        self.length = length;
        self.next = self.first_line_end();
        let readable = self.decode();
        Ok(Step::Bad(Reason::plain(if readable { "open-quote" } else { "encoding" })))
    }

    /// Where the line after the first line of the present row begins. The buffer may have moved since that line was found.
    fn first_line_end(&self) -> usize {
        let from = self.at + self.length;
        let rest = self.buffer.get(from..self.end).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.end, |after| from + after + 1)
    }

    /// Decodes the present row into `decoded`; deciding on the encoding waits for the first row that is not plain ASCII.
    fn decode(&mut self) -> bool {
        self.place = Place::Decoded;
        let raw = self.buffer.get(self.at..self.at + self.length).unwrap_or_default();
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None if raw.is_ascii() => Encoding::Utf8,
            None => {
                let sample = self.buffer.get(self.at..self.end).unwrap_or_default();
                *self.encoding.insert(Encoding::from_lines(sample))
            }
        };
        let Some(text) = encoding.text(raw) else { return false };
        self.decoded.clear();
        self.decoded.push_str(&text);
        true
    }

    /// Rows that no table has, and rows with nothing in them.
    fn judge(&self) -> Step {
        if self.spans.len() > COLUMN_LIMIT {
            return Step::Bad(Reason::plain("too-many-columns"));
        }
        if self.length > FIELD_LIMIT && self.spans.iter().any(|(from, to)| (to - from) as usize > FIELD_LIMIT)
        {
            return Step::Bad(Reason::plain("field-too-long"));
        }
        // Nearly every row begins with a number, and is not blank.
        if self.raw().first().is_some_and(u8::is_ascii_alphanumeric) {
            return Step::Row;
        }
        let row = self.row();
        let blank = (0..row.len()).all(|at| row.get(at).trim().is_empty());
        if blank { Step::Blank } else { Step::Row }
    }

    /// The line that begins `from` bytes behind the row's start: its length without the line break, and where the next line
    /// begins, both counted from the row's start (the length from the line's). `None` at the end of the file.
    fn line_at(&mut self, from: usize) -> Result<Option<(usize, usize)>, ImportError> {
        let mut searched = from;
        loop {
            let bytes = self.buffer.get(self.at + searched..self.end).unwrap_or_default();
            if let Some(found) = memchr::memchr(b'\n', bytes) {
                let end = searched + found;
                let carriage = end > from && self.buffer.get(self.at + end - 1) == Some(&b'\r');
                return Ok(Some((end - from - usize::from(carriage), end + 1)));
            }
            searched = self.end - self.at;
            if searched - from > ROW_LIMIT {
                return Ok(Some((searched - from, searched)));
            }
            if self.ended {
                let length = searched - from;
                let carriage = length > 0 && self.buffer.get(self.end - 1) == Some(&b'\r');
                return Ok((length > 0).then(|| (length - usize::from(carriage), searched)));
            }
            self.fill()?;
        }
    }

    /// Drops what is behind and reads more.
    fn fill(&mut self) -> Result<(), ImportError> {
        self.buffer.copy_within(self.at..self.end, 0);
        self.next = self.next.saturating_sub(self.at);
        self.end -= self.at;
        self.at = 0;
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + CHUNK, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let count = loop {
            match self.source.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += count;
        self.ended = count == 0;
        self.bytes += u64::try_from(count).unwrap_or(0);
        if self.bytes > FILE_LIMIT {
            return Err(ImportError::TooLarge { limit: FILE_LIMIT >> 30 });
        }
        Ok(())
    }

    /// The line is too long to keep: reads on to its end, keeping its beginning for the rejects file.
    fn skip_line(&mut self) -> Result<(), ImportError> {
        let kept: Vec<u8> = self.buffer.get(self.at..self.at + FIELD_LIMIT).unwrap_or_default().to_vec();
        self.at = self.next;
        loop {
            let bytes = self.buffer.get(self.at..self.end).unwrap_or_default();
            if let Some(found) = memchr::memchr(b'\n', bytes) {
                self.next = self.at + found + 1;
                break;
            }
            self.at = self.end;
            self.next = self.end;
            if self.ended {
                break;
            }
            self.fill()?;
        }
        // The kept beginning stands in for the row: it is put before the next one.
        let tail = self.buffer.get(self.next..self.end).unwrap_or_default().to_vec();
        self.buffer.clear();
        self.buffer.extend_from_slice(&kept);
        self.buffer.extend_from_slice(&tail);
        (self.at, self.length, self.next, self.end) = (0, kept.len(), kept.len(), self.buffer.len());
        Ok(())
    }
}

/// The most frequent of comma, semicolon and tab in the header.
fn sniff_delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

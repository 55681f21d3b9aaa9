//! The file of rejected rows: line, reason, the reason in words, field, and the row as it stood. Readable by its owner only, and written whole
//! or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::content::words::Words;
use crate::intake::ImportError;
use crate::intake::summary::Reason;

/// A rejects file under way. It gets its name when it is complete; until then it is a hidden file beside it.
#[derive(Debug)]
pub struct Rejects {
    out: BufWriter<NamedTempFile>,
    path: PathBuf,
    words: Words,
}

impl Rejects {
    /// Begins one that will replace `path`, with its reasons in the language of `tag`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(path: &Path, tag: &str) -> Result<Self, ImportError> {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let begin = || -> io::Result<BufWriter<NamedTempFile>> {
            // Such files are readable by their owner only from the first byte on.
            let file = tempfile::Builder::new()
                .prefix(".seatmate-rejects-")
                .tempfile_in(folder.unwrap_or(Path::new(".")))?;
            let mut out = BufWriter::new(file);
            // Spreadsheet programs take Chinese for rubbish without the mark.
            out.write_all("\u{feff}line,reason,why,field,row\n".as_bytes())?;
            Ok(out)
        };
        let out = begin().map_err(|error| ImportError::Rejects(error.kind()))?;
        Ok(Self { out, path: path.to_owned(), words: Words::new(tag) })
    }

    /// Adds a row. The row itself stays as it was, quoted whole, so that it can be mended and imported again.
    pub(crate) fn add(&mut self, line: u64, reason: Reason, row: &str) -> Result<(), ImportError> {
        let field = reason.field.unwrap_or("");
        let why = self.words.get(&format!("reject-{}", reason.code));
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        writeln!(self.out, "{line},{},{},{field},{}", reason.code, quoted(&why), quoted(row))
            .map_err(|error| ImportError::Rejects(error.kind()))
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> Result<(), ImportError> {
        let keep = || -> io::Result<()> {
            let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&self.path).map_err(|error| error.error)?;
            Ok(())
        };
        keep().map_err(|error| ImportError::Rejects(error.kind()))
    }
}

//! Opens a file that somebody names, or standard input. A pipe, a device, a folder or a link cannot make it wait.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use crate::intake::{FILE_LIMIT, ImportError};

/// Bytes to import, and how many there are when that is known.
pub struct Source {
    /// The bytes.
    pub reader: Box<dyn Read + Send>,
    /// How many; `None` for standard input.
    pub bytes: Option<u64>,
    /// Whether the name says that it is a spreadsheet.
    pub sheet: bool,
}

impl Source {
    /// Opens a path; `-` is standard input.
    ///
    /// # Errors
    /// When it is not a regular file, too large, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        if path.as_os_str() == "-" {
            return Ok(Self::from_reader(io::stdin()));
        }
        let file = regular(path)?;
        let bytes = file.metadata()?.len();
        if bytes > FILE_LIMIT {
            return Err(ImportError::TooLarge { limit: FILE_LIMIT >> 30 });
        }
        let sheet = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("xlsx"));
        Ok(Self { reader: Box::new(file), bytes: Some(bytes), sheet })
    }

    /// Takes bytes from anywhere.
    #[must_use]
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self { reader: Box::new(reader), bytes: None, sheet: false }
    }

    /// Takes bytes from memory.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let count = u64::try_from(bytes.len()).ok();
        Self { reader: Box::new(io::Cursor::new(bytes)), bytes: count, sheet: false }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("bytes", &self.bytes)
            .field("sheet", &self.sheet)
            .finish_non_exhaustive()
    }
}

/// Opens without following a link at the end and without waiting for a writer, then looks at what was opened, not at the name.
fn regular(path: &Path) -> Result<File, ImportError> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(descriptor) => File::from(descriptor),
        Err(rustix::io::Errno::LOOP) => return Err(ImportError::NotAFile),
        Err(error) => return Err(ImportError::Read(io::Error::from(error).kind())),
    };
    if file.metadata()?.is_file() { Ok(file) } else { Err(ImportError::NotAFile) }
}

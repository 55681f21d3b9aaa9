//! The scripts of the language in use, filled for a customer on demand. What is in them is `content/`'s business.

use crate::domain::call::CallKind;
use crate::domain::profile::Profile;
use crate::domain::script::Script;
use crate::domain::time::Moment;

/// The loaded scripts.
#[derive(Default)]
pub struct ScriptShelf;

impl ScriptShelf {
    /// The script to open a call with.
    #[must_use]
    pub fn open(
        &self,
        kind: CallKind,
        wanted: Option<&str>,
        profile: Option<&Profile>,
        now: Moment,
    ) -> Option<Script> {
        let _ = (kind, wanted, profile, now);
        None
    }
}

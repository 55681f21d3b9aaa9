//! One file per headless verb.

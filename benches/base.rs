//! The data that every figure is measured on: invented customers, imported by the program itself, kept between runs.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use seatmate::store::{DatabaseKey, Store, StoreOptions, key};

use crate::yard::watch;

/// The program under measurement.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_seatmate");

/// A folder with `customers` invented customers as files, and a store they were imported into.
pub struct Base {
    large: bool,
    pub files: PathBuf,
    pub data: PathBuf,
    pub passphrase: PathBuf,
}

impl Base {
    /// Makes what is not there yet.
    pub fn make(customers: usize) -> Self {
        let root = std::env::temp_dir().join(format!("seatmate-figures-{customers}"));
        let base = Self {
            large: customers > 100_000,
            files: root.join("files"),
            data: root.join("data"),
            passphrase: root.join("passphrase"),
        };
        if !base.files.join("usage.csv").exists() {
            std::fs::create_dir_all(&root).expect("a folder for the figures");
            std::fs::write(&base.passphrase, "invented people only").expect("a passphrase file");
            // The program refuses a passphrase that others can read.
            std::fs::set_permissions(&base.passphrase, std::fs::Permissions::from_mode(0o600))
                .expect("a private passphrase file");
            let count = customers.to_string();
            let out = base.files.display().to_string();
            base.run(&["synth", "--customers", &count, "--months", "12", "--seed", "7", "--out", &out]);
        }
        if !base.data.join("reference.db").exists() {
            base.import_into(&base.data);
        }
        base
    }

    /// Whether one round takes so long that few must do.
    pub fn is_large(&self) -> bool {
        self.large
    }

    /// Imports customers and usage with the program; gives seconds and the larger of the two memory peaks.
    pub fn import_into(&self, data: &Path) -> (f64, f64) {
        let mut total = (0.0, 0.0_f64);
        for kind in ["customers", "usage"] {
            let file = self.files.join(format!("{kind}.csv"));
            let start = Instant::now();
            let child =
                self.command(data).args(["import", kind]).arg(file).spawn().expect("the import starts");
            let (seconds, peak, good) = watch(child, start);
            assert!(good, "the import of {kind} failed");
            total = (total.0 + seconds, total.1.max(peak));
        }
        total
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) {
        let status = self.command(&self.data).args(args).status().expect("the program runs");
        assert!(status.success(), "{args:?} failed");
    }

    /// The program on a data folder, quiet.
    pub fn command(&self, data: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env("SEATMATE_PASSPHRASE_FILE", &self.passphrase)
            .env("SEATMATE_DATA", data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// The store, opened in this process.
    pub fn store(&self) -> Store {
        let key: DatabaseKey = key::unlock(&self.data, "invented people only").expect("the key opens");
        let options = StoreOptions { invented: true, accept_plaintext: true };
        Store::open(&self.data, &key, options).expect("the store opens")
    }
}

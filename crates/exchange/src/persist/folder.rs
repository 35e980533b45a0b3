//! The folder of the files: which one it is, what its files are called, and clearing what a crash left there.
//!
//! A folder that somebody named is never made: where it is missing, something is not mounted or mistyped.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use domain::handshake::Handshake;
use domain::timestamp::Timestamp;
use tempfile::{Builder, NamedTempFile};

use super::file::Unfinished;
use crate::database::Database;

/// The folder that is used where none is named: in the database's own.
const DEFAULT: &str = "persisted";
/// How the name of an unfinished file ends.
const UNFINISHED: &str = ".unfinished";

/// Where files are written.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
    is_named: bool,
    /// How the name of an unfinished file begins. Each database has its own, so that exchanges with a folder in
    /// common leave each other's files alone; those that share a database too know by a lock what is still written.
    unfinished: String,
}

impl Folder {
    /// The folder that was named, or the default one of that database.
    pub(super) fn of(named: Option<&Path>, database: &Database) -> Self {
        let beside = || database.folder().join(DEFAULT);
        Self {
            path: named.map_or_else(beside, Path::to_owned),
            is_named: named.is_some(),
            unfinished: format!("global-data-{}-", database.identity()),
        }
    }

    /// Removes what an earlier run left, and says so in the log where the folder cannot be used.
    pub(super) fn look(&self) {
        if self.is_named && !self.path.is_dir() {
            tracing::warn!("no folder {}: the global data cannot be persisted", self.path.display());
        }
        if let Err(error) = self.clear() {
            tracing::warn!("unfinished files in {}: {error}", self.path.display());
        }
    }

    /// A new file, after what an earlier run left has been removed.
    ///
    /// # Errors
    /// Whatever keeps it from being made.
    pub(super) fn begin(&self) -> io::Result<Unfinished<File>> {
        if !self.is_named {
            self.make()?;
        }
        self.clear()?;
        let file: NamedTempFile<File> = Builder::new()
            .prefix(&self.unfinished)
            .suffix(UNFINISHED)
            .make_in(&self.path, |path| File::create_new(path))?;
        file.as_file().lock()?;
        Ok(Unfinished::new(file))
    }

    /// The name of a finished file, which tells when it was asked for and is never given twice.
    pub(super) fn name(handshake: &Handshake, time: Timestamp) -> String {
        let handshake = handshake.to_string();
        format!("global-data-{}-{}.jsonl", time.0, handshake.get(..8).unwrap_or_default())
    }

    /// The path of a file in it.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Removes a finished file that everybody was told is not there.
    pub(super) async fn take_back(&self, name: &str) {
        if let Err(error) = tokio::fs::remove_file(self.join(name)).await {
            tracing::warn!("{name} could not be removed: {error}");
        }
    }

    fn make(&self) -> io::Result<()> {
        match fs::create_dir(&self.path) {
            Ok(()) => sync(self.path.parent().unwrap_or(Path::new(""))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Removes what nobody writes any more. A file that is taken away before its writer has locked it is never
    /// finished, which its writer says.
    fn clear(&self) -> io::Result<()> {
        let entries = match fs::read_dir(&self.path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(());
            }
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(&self.unfinished)
                && name.ends_with(UNFINISHED)
                && File::open(entry.path())?.try_lock().is_ok()
            {
                fs::remove_file(entry.path())?;
                tracing::info!("removed {name}, which was never finished");
            }
        }
        Ok(())
    }
}

/// Brings the names in a folder to the disk.
///
/// # Errors
/// Those of the file system.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and names need no bringing.
    if cfg!(unix) {
        let here = folder.as_os_str().is_empty();
        File::open(if here { Path::new(".") } else { folder })?.sync_all()
    } else {
        Ok(())
    }
}

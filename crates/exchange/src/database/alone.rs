//! That a file belongs to one exchange alone: what that exchange knows by heart is true only as long as nobody else
//! writes.
//!
//! A lock on an empty file beside it says so, and ends with the process however that ends. A lock on the database itself
//! would not do: SQLite's own locks are lost when the same process closes the file once more. Commands that visit the
//! database take no lock. A server's database is shared, and knows no such lock.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// How the name of the lock's file ends, after that of the database.
const SUFFIX: &str = "-exchange";

/// A file that is this exchange's alone until it is released, or dropped.
#[derive(Debug)]
pub(super) struct Alone(File);

impl Alone {
    /// Takes the file for this exchange.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`] where another exchange has it, or the lock cannot be made.
    pub(super) fn with(database: &Path) -> Result<Self, Error> {
        let path = beside(database);
        let unavailable = |error| Error::DatabaseUnavailable(format!("{}: {error}", path.display()));
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(unavailable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                Err(Error::DatabaseUnavailable("another exchange is running on it".to_owned()))
            }
            Err(TryLockError::Error(error)) => Err(unavailable(error)),
        }
    }

    /// Lets another exchange have it.
    pub(super) fn release(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!("the lock of the database: {error}");
        }
    }
}

/// The lock's file: beside what the name leads to, so that every name of a database has the same.
fn beside(database: &Path) -> PathBuf {
    let real = database.canonicalize().or_else(|_| {
        let folder =
            database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize().map(|folder| folder.join(database.file_name().unwrap_or_default()))
    });
    let mut name: OsString = real.unwrap_or_else(|_| database.to_owned()).into_os_string();
    name.push(SUFFIX);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_had_by_one_at_a_time_under_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let first = Alone::with(&file).unwrap();
        File::create(&file).unwrap();
        assert!(matches!(Alone::with(&file), Err(Error::DatabaseUnavailable(_))), "it is there by now");
        #[cfg(unix)]
        {
            let other = folder.path().join("b.db");
            std::os::unix::fs::symlink(&file, &other).unwrap();
            assert!(matches!(Alone::with(&other), Err(Error::DatabaseUnavailable(_))), "another name of it");
        }
        assert!(Alone::with(&folder.path().join("c.db")).is_ok(), "another database");
        first.release();
        assert!(Alone::with(&file).is_ok());
    }
}

//! Backups: copying a database while exchanges run on it, and making a copy that was taken otherwise one of its own.
//!
//! A copy that has been put back must never be taken for what it was copied from. That went on meanwhile, so its
//! versions of the pool mean something else, and sessions that were ended since would live again. A backup of ours
//! therefore has neither identity nor sessions; [`renew`] takes them from a copy that was made by other means.
//!
//! Keys of purchases and deliveries stay: what they stand for is in the same copy, and what is not in there was not done.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::database::{self, Database};
use crate::error::Error;

/// Copies a database that is a file into another one, which must not be there, and gives its length in bytes. Once it
/// has its name it is whole and on the disk.
///
/// # Errors
/// [`Error::DatabaseUnavailable`], [`Error::Database`]; [`Error::Unusable`] where the copy cannot be made.
pub async fn back_up(database: &str, file: &Path) -> Result<u64, Error> {
    let unusable = |error: io::Error| Error::Unusable(format!("{}: {error}", file.display()));
    if file.symlink_metadata().is_ok() {
        return Err(unusable(io::ErrorKind::AlreadyExists.into()));
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(unusable)?;
    let unfinished = tempfile::Builder::new().prefix(".backup-").tempfile_in(&folder).map_err(unusable)?;
    database::copy(database, unfinished.path()).await?;
    unfinished.as_file().sync_all().map_err(unusable)?;
    let finished = unfinished.persist_noclobber(file).map_err(|refused| unusable(refused.error))?;
    sync(&folder).map_err(unusable)?;
    finished.metadata().map(|about| about.len()).map_err(unusable)
}

/// Makes a database that was put back a database of its own. No exchange may be running on it.
///
/// # Errors
/// [`Error::DatabaseUnavailable`] where there is no database of ours; [`Error::Database`].
pub async fn renew(database: &str) -> Result<(), Error> {
    let database = Arc::new(Database::open_existing(database).await?);
    let renewed = database
        .write(|writing| Box::pin(async move { database::forget_identity(writing.connection()).await }))
        .await;
    database.close().await;
    renewed
}

/// Brings the names in a folder to the disk.
fn sync(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and names need no bringing.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { fs::metadata(folder).map(|_| ()) }
}

//! The pool as a whole: written once for each of its versions, and shared by all who ask for that version.
//!
//! A small answer stays in memory. A large one goes into a file that has no name and is served from there while it is
//! still being written, so its first rows leave at once, nobody's slowness keeps a state of the database open, and it is
//! never in memory whole. It goes when a newer one was asked for and nobody reads it any more. Who may read, and what
//! changed since a version, is decided elsewhere.

mod filling;
mod following;
mod total;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use domain::pool::PoolVersion;
use tokio::sync::{Semaphore, watch};

use crate::database::Database;
use crate::error::Error;
use crate::store::pool;
pub(crate) use following::Following;
use total::Total;

/// How many answers are written at the same time. Each is no faster than the machine reads the database.
const AT_ONCE: usize = 2;

/// Where the newest answer stands.
#[derive(Debug)]
pub(crate) struct Shelf {
    newest: Mutex<Option<Arc<Whole>>>,
    /// Who has it decides whether a new one is begun.
    beginning: tokio::sync::Mutex<()>,
    places: Arc<Semaphore>,
    folder: PathBuf,
    total: Total,
}

/// The pool as a whole, at one version.
#[derive(Debug)]
pub(crate) struct Whole {
    /// Its version.
    pub(crate) version: PoolVersion,
    event: i64,
    stage: watch::Receiver<Stage>,
}

/// How far the writing of an answer is.
#[derive(Clone, Debug)]
enum Stage {
    /// Nothing can be sent yet.
    Begun,
    /// It is small, and whole.
    Small(axum::body::Bytes),
    /// It is in a file, as far as that.
    Filed { file: Arc<Mutex<std::fs::File>>, length: u64, is_whole: bool },
    /// It will never be whole.
    Failed(Arc<Error>),
}

/// What can be sent of an answer.
pub(crate) enum Content {
    /// All of it.
    Small(axum::body::Bytes),
    /// What there is in its file, and what comes.
    Large(Following),
}

impl Shelf {
    /// An empty one. Files go beside the database, where there is room for as much; if that is on a server, into the
    /// system's folder for such files.
    pub(crate) fn of(database: &Database) -> Self {
        // A file that is named without its folder has an empty one.
        let beside = || Path::new(".").join(database.folder());
        let folder = if database.is_alone() { beside() } else { std::env::temp_dir() };
        Self {
            newest: Mutex::default(),
            beginning: tokio::sync::Mutex::default(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            folder,
            total: Total::default(),
        }
    }

    /// The pool as a whole, with all events up to that one at least.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn whole(&self, database: &Database, event: i64) -> Result<Arc<Whole>, Error> {
        if let Some(whole) = self.found(event) {
            return Ok(whole);
        }
        let _beginning = self.beginning.lock().await;
        // Whoever had it before may have begun the very one.
        if let Some(whole) = self.found(event) {
            return Ok(whole);
        }
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.map_err(|_| Error::Fault("no place to write an answer".to_owned()))?;
        let mut snapshot = database.snapshot().await?;
        let event = pool::newest(&mut snapshot).await?;
        let total = self.total.at(&mut snapshot, event).await?;
        let version = pool::version(database.identity(), event);
        let (filling, stage) = filling::Filling::new(&version, total, self.folder.clone())?;
        tokio::spawn(filling.run(snapshot, place));
        let whole = Arc::new(Whole { version, event, stage });
        *self.lock() = Some(Arc::clone(&whole));
        Ok(whole)
    }

    /// How many lots wait after that event, in a snapshot of which it is the newest.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn total(
        &self,
        snapshot: &mut crate::database::Connection,
        event: i64,
    ) -> Result<u64, Error> {
        self.total.at(snapshot, event).await
    }

    /// The same where it is known without asking.
    pub(crate) fn known_total(&self, event: i64) -> Option<u64> {
        self.total.known(event)
    }

    fn found(&self, event: i64) -> Option<Arc<Whole>> {
        self.lock().clone().filter(|whole| whole.event >= event && !whole.has_failed())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Arc<Whole>>> {
        // It is only ever replaced.
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Whole {
    /// What can be sent, as soon as that is anything.
    ///
    /// # Errors
    /// [`Error::Database`] and [`Error::Fault`] where it could not be written.
    pub(crate) async fn content(&self) -> Result<Content, Error> {
        let mut stage = self.stage.clone();
        let begun = stage.wait_for(|stage| !matches!(stage, Stage::Begun)).await;
        match &*begun.map_err(|_| lost())? {
            Stage::Small(bytes) => Ok(Content::Small(bytes.clone())),
            Stage::Filed { .. } => Ok(Content::Large(Following::of(self.stage.clone()))),
            Stage::Failed(error) => Err(again(error)),
            Stage::Begun => Err(lost()),
        }
    }

    fn has_failed(&self) -> bool {
        match &*self.stage.borrow() {
            Stage::Failed(_) => true,
            Stage::Small(_) | Stage::Filed { is_whole: true, .. } => false,
            // Nobody writes it any more.
            Stage::Begun | Stage::Filed { is_whole: false, .. } => self.stage.has_changed().is_err(),
        }
    }
}

/// What everybody is told whose answer could not be written.
fn again(error: &Error) -> Error {
    if let Error::Database(error) = error {
        Error::Database(Arc::clone(error))
    } else {
        Error::Fault(error.to_string())
    }
}

fn lost() -> Error {
    Error::Fault("nobody writes the pool's answer any more".to_owned())
}

//! Everything that the handlers share: the database, the clock, the settings, and what is kept in memory.
//!
//! It routes nothing and decides nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use domain::timestamp::Timestamp;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::password::Passwords;
use crate::persist::Persistence;
use crate::settings::Settings;
use crate::store::session;
use crate::store::token::TokenHash;

/// A running exchange.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// What it was started with.
    pub(crate) settings: Settings,
    /// Its database.
    pub(crate) database: Arc<Database>,
    /// Checks and makes password hashes.
    pub(crate) passwords: Passwords,
    /// When sessions were last used, as far as only this exchange knows.
    pub(crate) activity: Activity,
    /// Writes the global data into files.
    pub(crate) persistence: Persistence,
    /// When it was started.
    pub(crate) started: Instant,
    /// What is counted, and what is told of it.
    pub(crate) metrics: Metrics,
    is_stopping: AtomicBool,
}

impl Exchange {
    /// Opens the database and makes everything else ready.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`]; [`Error::Fault`] for a cost of hashing that cannot be.
    pub(crate) async fn open(settings: Settings) -> Result<Self, Error> {
        let database = Database::open(&settings.database).await?;
        Ok(Self {
            persistence: Persistence::new(settings.persist_dir.as_deref(), &database),
            database: Arc::new(database),
            passwords: Passwords::new(settings.hash_cost)?,
            activity: Activity::default(),
            started: Instant::now(),
            metrics: Metrics::new()?,
            is_stopping: AtomicBool::new(false),
            settings,
        })
    }

    /// The clock.
    pub(crate) fn clock(&self) -> &Clock {
        &self.settings.clock
    }

    /// Notes that a session is used: in memory, or in the database where other exchanges have to know it too.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn note_use(&self, session: TokenHash, now: Timestamp) -> Result<(), Error> {
        match self.database.aside().await? {
            Some(mut connection) => session::touch(&mut connection, &[(session, now)]).await,
            None => {
                self.activity.note(session, now);
                Ok(())
            }
        }
    }

    /// From now on it says that it is not ready; it answers as ever.
    pub(crate) fn begin_to_stop(&self) {
        self.is_stopping.store(true, Ordering::SeqCst);
    }

    /// Whether it was told to stop.
    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::SeqCst)
    }

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.database.close().await;
    }
}

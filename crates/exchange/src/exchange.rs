//! Everything that the handlers share: the database, the clock, the settings, and what is kept in memory.
//!
//! It routes nothing and decides nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use domain::timestamp::Timestamp;

use crate::clock::Clock;
use crate::database::Database;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::password::Passwords;
use crate::persist::Persistence;
use crate::pool_answer::Shelf;
use crate::sessions::Sessions;
use crate::settings::Settings;
use crate::store::global_data_file;
use crate::store::session::{self, Session};
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
    /// Sessions that are found without asking, and when they were last used.
    pub(crate) sessions: Arc<Sessions>,
    /// The pool as a whole, made once for all who ask.
    pub(crate) pool: Shelf,
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
        let database = Arc::new(Database::open(&settings.database).await?);
        if database.is_alone() {
            // Nobody else could still be writing what goes on there.
            database.write(|writing| Box::pin(global_data_file::abandon(writing))).await?;
        }
        Ok(Self {
            persistence: Persistence::new(settings.persist_dir.as_deref(), &database),
            pool: Shelf::of(&database),
            database,
            passwords: Passwords::new(settings.hash_cost, settings.hash_count.clone())?,
            sessions: Arc::default(),
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

    /// The session of that token, over or not: remembered, or as the database has it.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn session(&self, token: &TokenHash) -> Result<Option<Session>, Error> {
        if !self.database.is_alone() {
            return session::find(&mut self.database.read().await?, token).await;
        }
        if let Some(session) = self.sessions.find(token) {
            return Ok(Some(session));
        }
        let look = self.sessions.look();
        let found = session::find(&mut self.database.read().await?, token).await?;
        Ok(found.map(|session| self.sessions.remember(*token, session, look)))
    }

    /// Notes that a session is used: in memory, or in the database where other exchanges have to know it too.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn note_use(&self, session: TokenHash, now: Timestamp) -> Result<(), Error> {
        match self.database.aside().await? {
            Some(mut connection) => session::touch(&mut connection, &[(session, now)]).await,
            None => {
                self.sessions.note(session, now);
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

//! Everything that the handlers share: the database, the clock, the settings, and what is kept in memory.
//!
//! It routes nothing and decides nothing.

use std::sync::Arc;
use std::time::Instant;

use domain::timestamp::Timestamp;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::database::Database;
use crate::error::Error;
use crate::password::Passwords;
use crate::persist::Persistence;
use crate::settings::Settings;
use crate::store::global_data_file;
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
}

impl Exchange {
    /// Opens the database and makes everything else ready.
    ///
    /// # Errors
    /// [`Error::DatabaseUnavailable`]; [`Error::Fault`] for a cost of hashing that cannot be.
    pub(crate) async fn open(settings: Settings) -> Result<Self, Error> {
        let database = Arc::new(Database::open(&settings.database).await?);
        if !database.is_shared() {
            // Nobody else could still be writing what goes on there.
            database.write(|writing| Box::pin(global_data_file::abandon(writing))).await?;
        }
        Ok(Self {
            persistence: Persistence::new(settings.persist_dir.as_deref(), &database),
            database,
            passwords: Passwords::new(settings.hash_cost, settings.hash_count.clone())?,
            activity: Activity::default(),
            started: Instant::now(),
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

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.database.close().await;
    }
}

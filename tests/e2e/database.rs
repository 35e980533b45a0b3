//! The database of the exchange, from outside: changed under it while it runs, and brought back to an earlier
//! state while it does not.

use std::fs;
use std::path::PathBuf;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _, SqliteConnection};

use crate::Trouble;

/// What a database consists of beside its file: what was committed last, and an index of that, which is made
/// anew.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// The file of a database.
pub(crate) struct Database(pub(crate) PathBuf);

impl Database {
    /// Its address for the exchange.
    pub(crate) fn address(&self) -> String {
        format!("sqlite://{}", self.0.display())
    }

    /// Does something to it behind the exchange's back, without the rules that its tables have.
    pub(crate) async fn change(&self, statement: &'static str) -> Result<(), Trouble> {
        let options = SqliteConnectOptions::new().filename(&self.0).foreign_keys(false);
        let options = options.pragma("ignore_check_constraints", "ON");
        let mut connection = options.connect().await?;
        sqlx::query(statement).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Opens it to look into it, while the exchange goes on.
    pub(crate) async fn open(&self) -> Result<SqliteConnection, Trouble> {
        Ok(SqliteConnectOptions::new().filename(&self.0).read_only(true).connect().await?)
    }

    /// Keeps a copy of it as it is now. The exchange must not be running.
    pub(crate) fn keep_copy(&self) -> Result<(), Trouble> {
        copy(|ending| self.file(ending), |ending| self.copy(ending))
    }

    /// Puts the copy in its place. The exchange must not be running.
    pub(crate) fn bring_back(&self) -> Result<(), Trouble> {
        copy(|ending| self.copy(ending), |ending| self.file(ending))
    }

    fn file(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.0.display()))
    }

    fn copy(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}.copy{ending}", self.0.display()))
    }
}

fn copy(from: impl Fn(&str) -> PathBuf, to: impl Fn(&str) -> PathBuf) -> Result<(), Trouble> {
    for ending in ENDINGS {
        let (from, to) = (from(ending), to(ending));
        if to.exists() {
            fs::remove_file(&to)?;
        }
        if from.exists() && ending != "-shm" {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

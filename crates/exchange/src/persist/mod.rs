//! Writing the global data into a file, while the exchange goes on.
//!
//! One file at a time, over all exchanges of a database: whoever asks for one meanwhile is given the handshake of the
//! one that is under way. Handshakes are rows, so any exchange tells what became of one; the file is where the exchange
//! is that wrote it. Who may ask is not decided in here.

mod failure;
mod file;
mod folder;
mod lines;
mod sign_of_life;
mod writing;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::credits::PowerUnit;
use domain::global_data::{PersistFailure, Persisted};
use domain::handshake::{Handshake, Progress};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::database::Database;
use crate::error::Error;
use crate::store::global_data_file::{self, Begun};
use folder::Folder;
use writing::Order;

/// How long it takes until an end is told once more that the database did not take.
const AGAIN: Duration = Duration::from_secs(1);

/// Where files are written, and the one that is.
#[derive(Debug)]
pub(crate) struct Persistence {
    folder: Folder,
    under_way: Mutex<Option<(Handshake, JoinHandle<()>)>>,
}

impl Persistence {
    /// Writes into that folder, which has to exist; without one, into `persisted` in the folder of the database,
    /// which is made with the first file. What an earlier run left unfinished is removed.
    pub(crate) fn new(folder: Option<&Path>, database: &Database) -> Self {
        let folder = Folder::of(folder, database);
        folder.look();
        Self { folder, under_way: Mutex::default() }
    }

    /// Starts writing, unless that is under way somewhere; gives what to ask by and how much is done.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn start(
        &self,
        database: &Arc<Database>,
        power_unit: PowerUnit,
        clock: &Clock,
    ) -> Result<(Handshake, Progress), Error> {
        let moments = clock.clone();
        let begun = database
            .write(move |writing| {
                Box::pin(async move {
                    let now = moments.now();
                    Ok((global_data_file::begin(writing, now).await?, now))
                })
            })
            .await?;
        let (handshake, time) = match begun {
            (Begun::Before(handshake, progress), _) => return Ok((handshake, progress)),
            (Begun::Now(handshake), time) => (handshake, time),
        };
        let order = Order {
            handshake,
            database: Arc::clone(database),
            folder: self.folder.clone(),
            power_unit,
            time,
            clock: clock.clone(),
        };
        let task = tokio::spawn(run(order));
        *self.under_way.lock().unwrap_or_else(PoisonError::into_inner) = Some((handshake, task));
        Ok((handshake, Progress::default()))
    }

    /// Gives up what is under way here, and says so. Nothing is left of it.
    pub(crate) async fn stop(&self, database: &Arc<Database>, clock: &Clock) {
        let under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((handshake, task)) = under_way else { return };
        task.abort();
        if task.await.is_err()
            && let Err(error) = end(database, handshake, Err(PersistFailure::Other), clock).await
        {
            tracing::warn!("the file of the global data that was given up: {error}");
        }
    }
}

async fn run(order: Order) {
    let written = writing::write(&order).await;
    let outcome = match &written {
        Ok(persisted) => Ok(persisted.clone()),
        Err(failure) => Err(failure.reason()),
    };
    let is_heard = loop {
        match end(&order.database, order.handshake, outcome.clone(), &order.clock).await {
            Ok(is_heard) => break is_heard,
            Err(error) => tracing::warn!("nobody hears what became of the global data: {error}"),
        }
        tokio::time::sleep(AGAIN).await;
    };
    match written {
        Ok(persisted) if is_heard => {
            tracing::info!("714 global data persisted: {} ({} bytes)", persisted.file, persisted.bytes);
        }
        Ok(persisted) => {
            // Everybody was told that there is no file.
            order.folder.take_back(&persisted.file).await;
            tracing::error!("812 global data not persisted: nothing was heard of it for too long");
        }
        Err(failure) => tracing::error!("812 global data not persisted: {failure}"),
    }
}

async fn end(
    database: &Arc<Database>,
    handshake: Handshake,
    outcome: Result<Persisted, PersistFailure>,
    clock: &Clock,
) -> Result<bool, Error> {
    let clock = clock.clone();
    database
        .write(move |writing| {
            Box::pin(async move { global_data_file::end(writing, &handshake, &outcome, clock.now()).await })
        })
        .await
}

//! Writing the global data into a file, while the exchange goes on.
//!
//! One file at a time: whoever asks for one meanwhile is given the handshake of the one that is under way.
//! Handshakes live in memory, so a restart forgets them, and only the exchange that gave one knows it; a file that is
//! there is whole all the same. Who may ask is not decided in here.

mod failure;
mod file;
mod folder;
mod handshakes;
mod lines;
mod writing;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use domain::credits::PowerUnit;
use domain::handshake::{Handshake, Progress};
use domain::timestamp::Timestamp;
use tokio::task::JoinHandle;

use crate::database::Database;
use folder::Folder;
use handshakes::{Begun, Handshakes};
use writing::Order;

pub(crate) use handshakes::Standing;

/// Where files are written, and what became of the latest ones.
#[derive(Debug)]
pub(crate) struct Persistence {
    folder: Folder,
    handshakes: Arc<Handshakes>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Persistence {
    /// Writes into that folder, which has to exist; without one, into `persisted` in the folder of the database,
    /// which is made with the first file. What an earlier run left unfinished is removed.
    pub(crate) fn new(folder: Option<&Path>, database: &Database) -> Self {
        let folder = Folder::of(folder, database);
        folder.look();
        Self { folder, handshakes: Arc::default(), task: Mutex::default() }
    }

    /// Starts writing, unless that is under way; gives what to ask by and how much is done.
    pub(crate) fn start(
        &self,
        database: &Arc<Database>,
        power_unit: PowerUnit,
        now: Timestamp,
    ) -> (Handshake, Progress) {
        let handshake = match self.handshakes.begin() {
            Begun::Before(handshake, progress) => return (handshake, progress),
            Begun::Now(handshake) => handshake,
        };
        let order = Order {
            handshake,
            database: Arc::clone(database),
            folder: self.folder.clone(),
            power_unit,
            time: now,
        };
        let task = tokio::spawn(run(order, Arc::clone(&self.handshakes)));
        *self.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
        (handshake, Progress::default())
    }

    /// How far it is, or what became of it; nothing for a handshake that was never given or is forgotten.
    pub(crate) fn find(&self, handshake: &Handshake) -> Option<Standing> {
        self.handshakes.find(handshake)
    }

    /// Gives up what is under way. Nothing is left of it.
    pub(crate) async fn stop(&self) {
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            task.abort();
            let _ = task.await;
        }
    }
}

async fn run(order: Order, handshakes: Arc<Handshakes>) {
    let handshake = order.handshake;
    // However this ends, the next one can begin.
    let _end = GiveUp(&handshakes, handshake);
    let report = |progress| handshakes.note(handshake, Standing::GoingOn(progress));
    let standing = match writing::write(&order, report).await {
        Ok(persisted) => {
            tracing::info!("714 global data persisted: {} ({} bytes)", persisted.file, persisted.bytes);
            Standing::Done(persisted)
        }
        Err(failure) => {
            tracing::error!("812 global data not persisted: {failure}");
            Standing::Failed(failure.reason())
        }
    };
    handshakes.note(handshake, standing);
}

/// Ends what has no outcome when it is dropped.
struct GiveUp<'a>(&'a Handshakes, Handshake);

impl Drop for GiveUp<'_> {
    fn drop(&mut self) {
        self.0.give_up(self.1);
    }
}

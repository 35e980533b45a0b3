//! From a snapshot of the database into a file, page by page.
//!
//! One read transaction sees one moment, whatever is written meanwhile; nobody who writes waits for it. While
//! it lasts the write-ahead log is not started anew and grows. Never more than a page is held in memory.

use std::io;
use std::sync::Arc;

use domain::credits::PowerUnit;
use domain::global_data::Persisted;
use domain::handshake::{Handshake, Progress};
use domain::timestamp::Timestamp;

use super::failure::Failure;
use super::folder::Folder;
use super::lines;
use super::sign_of_life::SignOfLife;
use crate::clock::Clock;
use crate::database::{Connection, Database};
use crate::error::Error;
use crate::store::{global_data, to_column};

/// What is to be written, and where.
#[derive(Debug)]
pub(super) struct Order {
    /// Who asks for it.
    pub(super) handshake: Handshake,
    /// What is written.
    pub(super) database: Arc<Database>,
    /// Where.
    pub(super) folder: Folder,
    /// What the exchange asks per kWh.
    pub(super) power_unit: PowerUnit,
    /// When it was asked for.
    pub(super) time: Timestamp,
    /// By which it is said when the writer was heard of.
    pub(super) clock: Clock,
}

/// The parts of the file that follow its header, in their order.
#[derive(Clone, Copy, Debug)]
enum Section {
    Accounts,
    Lots,
    Entries,
}

impl Section {
    const ALL: [Self; 3] = [Self::Accounts, Self::Lots, Self::Entries];
}

/// Some lines of a section.
struct Page {
    text: Vec<u8>,
    rows: usize,
    /// The number of the last row; none where there are no more rows.
    last: Option<i64>,
}

/// Writes the file.
///
/// # Errors
/// Whatever keeps it from being written; then there is no file.
pub(super) async fn write(order: &Order) -> Result<Persisted, Failure> {
    let sign_of_life = SignOfLife::of(order.handshake, Arc::clone(&order.database), order.clock.clone());
    let folder = order.folder.clone();
    let mut file = blocking(move || folder.begin()).await?;
    let mut snapshot = order.database.snapshot().await?;
    let figures = global_data::figures(&mut snapshot, order.power_unit).await?;
    let entries = global_data::entry_count(&mut snapshot).await?;
    let total = figures.accounts + figures.lots + entries;
    let mut text = lines::header(&figures, entries, order.time)?;
    let mut done = 0;
    for section in Section::ALL {
        let mut after = i64::MIN;
        loop {
            let page = page(&mut snapshot, section, after).await?;
            let Some(last) = page.last else { break };
            text.extend(page.text);
            file = blocking(move || file.write(&text).map(|()| file)).await?;
            (after, text) = (last, Vec::new());
            done += page.rows as u64;
            if !sign_of_life.note(Progress::of(done, total)) {
                return Err(Failure::Unheard);
            }
        }
    }
    drop(snapshot);
    let name = Folder::name(&order.handshake, order.time);
    let path = order.folder.join(&name);
    let (bytes, sha256) = blocking(move || file.write(&text).and_then(|()| file.finish(&path))).await?;
    Ok(Persisted { file: name, bytes, sha256 })
}

async fn page(snapshot: &mut Connection, section: Section, after: i64) -> Result<Page, Error> {
    Ok(match section {
        Section::Accounts => {
            let rows = global_data::holders(snapshot, after).await?;
            let last = rows.last().map(|holder| holder.id);
            Page { text: lines::accounts(&rows)?, rows: rows.len(), last }
        }
        Section::Lots => {
            let rows = global_data::lots(snapshot, after).await?;
            let last = rows.last().map(|lot| to_column(lot.block_height));
            Page { text: lines::lots(&rows)?, rows: rows.len(), last }
        }
        Section::Entries => {
            let rows = global_data::entries(snapshot, after).await?;
            let last = rows.last().map(|entry| entry.id);
            Page { text: lines::entries(&rows)?, rows: rows.len(), last }
        }
    })
}

/// Works with the disk where that keeps nobody else waiting.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(error) => Err(Error::Fault(format!("writing the global data: {error}")).into()),
    }
}

//! Writing the pool as a whole, page by page, from one snapshot and at the machine's own speed.
//!
//! It waits for no reader. What was begun and cannot be ended is never closed: whoever reads it is cut off, so that
//! nobody takes a part for the whole.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use domain::lot::Lot;
use domain::pool::PoolVersion;
use domain::status::Code;
use protocol::pool::Pool;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::Stage;
use crate::database::Connection;
use crate::error::Error;
use crate::http::answer;
use crate::store::pool;

/// How many lots are read at a time.
const PAGE: usize = 1_000;
/// From how many bytes on an answer goes into a file.
const LARGE: usize = 4 * 1024 * 1024;

/// An answer that is being written.
pub(super) struct Filling {
    stage: watch::Sender<Stage>,
    total: u64,
    page: Page,
}

/// What was written and is in no file yet, and the file, once there is one.
struct Page {
    bytes: Vec<u8>,
    is_first: bool,
    folder: PathBuf,
    filed: Option<(Arc<Mutex<File>>, u64)>,
}

impl Filling {
    /// One with its first members, and where its stages are told.
    ///
    /// # Errors
    /// [`Error::Fault`].
    pub(super) fn new(
        version: &PoolVersion,
        total: u64,
        folder: PathBuf,
    ) -> Result<(Self, watch::Receiver<Stage>), Error> {
        let head = Pool { version: version.0.clone(), total, tx: None, changed: None, removed: None };
        let mut bytes = answer::bytes(Code::PoolFetched, &head)?;
        // The object goes on.
        bytes.pop();
        bytes.extend_from_slice(b",\"tx\":[");
        let (stage, stages) = watch::channel(Stage::Begun);
        let page = Page { bytes, is_first: true, folder, filed: None };
        Ok((Self { stage, total, page }, stages))
    }

    /// Writes all of it, unless nobody waits for it any more.
    pub(super) async fn run(mut self, mut snapshot: Connection, _place: OwnedSemaphorePermit) {
        if let Err(error) = self.write(&mut snapshot).await {
            tracing::error!("the pool as a whole: {error}");
            self.stage.send_replace(Stage::Failed(Arc::new(error)));
        }
    }

    async fn write(&mut self, snapshot: &mut Connection) -> Result<(), Error> {
        let (mut below, mut count) = (None, 0_u64);
        loop {
            let lots = pool::page(snapshot, below, PAGE).await?;
            let is_last = lots.len() < PAGE;
            count += lots.len() as u64;
            below = lots.last().map(|lot| lot.block_height);
            if is_last && count != self.total {
                return Err(Error::Fault(format!("{count} lots wait where {} do", self.total)));
            }
            self.add(lots, is_last).await?;
            if is_last || self.stage.is_closed() {
                return Ok(());
            }
        }
    }

    /// Adds lots, on a thread where that may take a while, and tells how far it is.
    async fn add(&mut self, lots: Vec<Lot>, is_last: bool) -> Result<(), Error> {
        let mut page = std::mem::take(&mut self.page);
        let adding = tokio::task::spawn_blocking(move || page.add(&lots, is_last).map(|()| page)).await;
        let adding = adding.map_err(|failed| Error::Fault(format!("writing an answer: {failed}")))?;
        self.page = adding.map_err(|error| Error::Fault(format!("writing an answer: {error}")))?;
        if let Some((file, length)) = &self.page.filed {
            let (file, length) = (Arc::clone(file), *length);
            self.stage.send_replace(Stage::Filed { file, length, is_whole: is_last });
        } else if is_last {
            self.stage.send_replace(Stage::Small(std::mem::take(&mut self.page.bytes).into()));
        }
        Ok(())
    }
}

impl Default for Page {
    fn default() -> Self {
        Self { bytes: Vec::new(), is_first: true, folder: PathBuf::new(), filed: None }
    }
}

impl Page {
    fn add(&mut self, lots: &[Lot], is_last: bool) -> io::Result<()> {
        for lot in lots {
            if !std::mem::take(&mut self.is_first) {
                self.bytes.push(b',');
            }
            serde_json::to_writer(&mut self.bytes, &protocol::lot::Lot::from(lot))?;
        }
        if is_last {
            self.bytes.extend_from_slice(b"]}");
        }
        if self.filed.is_none() && self.bytes.len() < LARGE {
            return Ok(());
        }
        let (file, length) = match self.filed.take() {
            Some(filed) => filed,
            None => (Arc::new(Mutex::new(tempfile::tempfile_in(&self.folder)?)), 0),
        };
        {
            // A file is as good after a panic as before: each read and write says its place.
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(length))?;
            file.write_all(&self.bytes)?;
        }
        self.filed = Some((file, length + self.bytes.len() as u64));
        self.bytes.clear();
        self.bytes.shrink_to(LARGE / 4);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_without_a_folder_has_its_answers_where_it_is() {
        let bytes = vec![b' '; LARGE];
        let mut page = Page { bytes, folder: std::path::Path::new(".").join(""), ..Page::default() };
        page.add(&[], true).unwrap();
        assert!(page.filed.is_some_and(|(_, length)| length == LARGE as u64 + 2));
    }

    #[test]
    fn a_folder_that_takes_no_file_fails_the_answer() {
        let mut page = Page { folder: "/nonexistent".into(), ..Page::default() };
        page.bytes = vec![b' '; LARGE];
        assert!(page.add(&[], false).is_err());
    }
}

//! The body of a large answer: what is in its file, and what comes, as fast as whoever reads takes it.
//!
//! It holds one piece of the answer in memory and nothing of the database. Where the writing fails, or the file cannot be
//! read, it fails too: the connection is cut before the answer looks whole.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::{mpsc, watch};

use super::Stage;

/// The longest piece.
const PIECE: u64 = 64 * 1024;

/// A body that follows an answer's file.
#[derive(Debug)]
pub(crate) struct Following {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    /// How much is still to come, where that is known.
    left: Option<u64>,
}

impl Following {
    /// One that begins at the beginning.
    pub(super) fn of(stage: watch::Receiver<Stage>) -> Self {
        let left = match &*stage.borrow() {
            Stage::Filed { length, is_whole: true, .. } => Some(*length),
            Stage::Filed { is_whole: false, .. } | Stage::Begun | Stage::Small(_) | Stage::Failed(_) => None,
        };
        let (sender, pieces) = mpsc::channel(1);
        tokio::spawn(async move {
            if let Err(error) = follow(stage, &sender).await {
                tracing::warn!("an answer was cut off: {error}");
                drop(sender.send(Err(error)).await);
            }
        });
        Self { pieces, left }
    }
}

/// Sends what is in the file, then waits for more.
async fn follow(
    mut stage: watch::Receiver<Stage>,
    pieces: &mpsc::Sender<io::Result<Bytes>>,
) -> io::Result<()> {
    let mut place = 0;
    loop {
        let is_news = |stage: &Stage| match stage {
            Stage::Filed { length, is_whole, .. } => *length > place || *is_whole,
            Stage::Begun => false,
            Stage::Small(_) | Stage::Failed(_) => true,
        };
        let now = stage.wait_for(is_news).await.map_err(io::Error::other)?.clone();
        let Stage::Filed { file, length, is_whole } = now else {
            return Err(io::Error::other("it could not be written to its end"));
        };
        while place < length {
            let (file, long) = (Arc::clone(&file), PIECE.min(length - place));
            let reading = tokio::task::spawn_blocking(move || read(&file, place, long));
            let piece = reading.await.map_err(io::Error::other)??;
            place += long;
            if pieces.send(Ok(piece)).await.is_err() {
                // Nobody reads it any more.
                return Ok(());
            }
        }
        if is_whole {
            return Ok(());
        }
    }
}

fn read(file: &Mutex<File>, place: u64, long: u64) -> io::Result<Bytes> {
    let mut piece = vec![0; usize::try_from(long).map_err(io::Error::other)?];
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(place))?;
    file.read_exact(&mut piece)?;
    Ok(piece.into())
}

impl HttpBody for Following {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.pieces.poll_recv(context).map(|piece| {
            piece.map(|piece| {
                let piece = piece?;
                self.left = self.left.map(|left| left.saturating_sub(piece.len() as u64));
                Ok(Frame::data(piece))
            })
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

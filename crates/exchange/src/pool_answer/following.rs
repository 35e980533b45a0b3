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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Write;

    use super::*;
    use crate::error::Error;

    /// An answer of two pieces, of which the first is written.
    fn begun() -> (watch::Sender<Stage>, Following, Arc<Mutex<File>>) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"first").unwrap();
        let file = Arc::new(Mutex::new(file));
        let stage = Stage::Filed { file: Arc::clone(&file), length: 5, is_whole: false };
        let (sender, receiver) = watch::channel(stage);
        (sender, Following::of(receiver), file)
    }

    async fn next(body: &mut Following) -> Option<io::Result<Bytes>> {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        frame.map(|frame| frame.map(|frame| frame.into_data().unwrap()))
    }

    #[tokio::test]
    async fn what_is_written_travels_before_the_rest_is_there() {
        let (sender, mut body, file) = begun();
        assert_eq!(body.size_hint().exact(), None);
        assert_eq!(next(&mut body).await.unwrap().unwrap(), "first");
        file.lock().unwrap().write_all(b" and last").unwrap();
        sender.send_replace(Stage::Filed { file, length: 14, is_whole: true });
        drop(sender);
        assert_eq!(next(&mut body).await.unwrap().unwrap(), " and last");
        assert!(next(&mut body).await.is_none());
    }

    #[tokio::test]
    async fn what_cannot_be_written_to_its_end_never_looks_whole() {
        let (sender, mut body, _file) = begun();
        assert_eq!(next(&mut body).await.unwrap().unwrap(), "first");
        sender.send_replace(Stage::Failed(Arc::new(Error::WrongMethod)));
        assert!(next(&mut body).await.unwrap().is_err());
        let (sender, mut body, _file) = begun();
        drop(sender);
        assert_eq!(next(&mut body).await.unwrap().unwrap(), "first");
        assert!(next(&mut body).await.unwrap().is_err(), "nobody writes it any more");
    }

    #[tokio::test]
    async fn a_file_that_is_shorter_than_it_was_cuts_the_answer_off() {
        let (sender, _, file) = begun();
        file.lock().unwrap().set_len(2).unwrap();
        sender.send_replace(Stage::Filed { file, length: 5, is_whole: true });
        let mut body = Following::of(sender.subscribe());
        assert_eq!(body.size_hint().exact(), Some(5), "what is whole says how long it is");
        assert!(next(&mut body).await.unwrap().is_err());
    }
}

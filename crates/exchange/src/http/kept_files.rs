//! Files in memory, for the service that sends files.
//!
//! They have no moment, so that service gives them no entity tag: `app_files` does, by their content.

use std::future::{Ready, ready};
use std::io::{self, Cursor, ErrorKind, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

use crate::app::Kept;

/// Finds files in memory.
#[derive(Clone, Debug)]
pub(super) struct InMemory(pub(super) Kept);

/// What is known of a file, or of a folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    is_folder: bool,
    length: usize,
}

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Opened(Cursor<Bytes>);

impl Backend for InMemory {
    type File = Opened;
    type Metadata = About;
    type OpenFuture = Ready<io::Result<Opened>>;
    type MetadataFuture = Ready<io::Result<About>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let found = self.0.file(&name(&path)).map(|file| Opened(Cursor::new(file.bytes.clone())));
        ready(found.ok_or_else(|| ErrorKind::NotFound.into()))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let name = name(&path);
        let found = match self.0.file(&name) {
            Some(file) => Some(About { is_folder: false, length: file.bytes.len() }),
            None => self.0.has_folder(&name).then_some(About { is_folder: true, length: 0 }),
        };
        ready(found.ok_or_else(|| ErrorKind::NotFound.into()))
    }
}

/// A path as files in memory are called: without the dot that it begins with.
fn name(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => part.to_str(),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

impl Metadata for About {
    fn is_dir(&self) -> bool {
        self.is_folder
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Err(ErrorKind::Unsupported.into())
    }

    fn len(&self) -> u64 {
        self.length as u64
    }
}

impl File for Opened {
    type Metadata = About;
    type MetadataFuture<'a> = Ready<io::Result<About>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(About { is_folder: false, length: self.0.get_ref().len() }))
    }
}

impl AsyncRead for Opened {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncSeek for Opened {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.0).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.0).poll_complete(context)
    }
}

//! Files in memory, sent by the service that sends those of a folder.
//!
//! They have no moment, so that service gives them no entity tag; they get one here, by their content. Which of them is
//! asked for is decided in `app_files`.

use std::future::{Ready, ready};
use std::io::{self, Cursor, ErrorKind, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, File, Metadata};

use super::app_files;
use crate::app::Kept;

/// Finds files in memory.
#[derive(Clone, Debug)]
struct InMemory(Kept);

/// What is known of a file, or of a folder.
#[derive(Clone, Copy, Debug)]
struct About {
    is_folder: bool,
    length: usize,
}

/// A file that is being read.
#[derive(Debug)]
struct Opened(Cursor<Bytes>);

/// A file in memory, with its tag; without its bytes for whoever has them.
pub(super) async fn answer(kept: &Kept, request: Request) -> Response<Body> {
    let name = request.uri().path().trim_matches('/').to_owned();
    let known: Vec<_> = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect();
    let mut response = app_files::file(ServeDir::with_backend("", InMemory(kept.clone())), request).await;
    let copy = match response.headers().get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        Some(b"br") => ".br",
        Some(b"gzip") => ".gz",
        _ => "",
    };
    let name = if kept.has_folder(&name) { format!("{name}/index.html") } else { name };
    let Some(found) = kept.file(&format!("{}{copy}", name.trim_start_matches('/'))) else { return response };
    if response.status().is_success() {
        if known.iter().any(|known| names(known, &found.tag)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        response.headers_mut().extend(HeaderValue::try_from(&found.tag).map(|tag| (header::ETAG, tag)));
    }
    response
}

/// Whether that tag is among those of an `If-None-Match`. Ours hold no comma.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let tags = known.to_str().unwrap_or_default().split(',').map(str::trim);
    tags.map(|known| known.trim_start_matches("W/")).any(|known| known == tag || known == "*")
}

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

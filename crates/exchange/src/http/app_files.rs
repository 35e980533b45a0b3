//! The built app: files of one folder or in memory, compressed where a `.br` or `.gz` lies beside them, and its page
//! for every address that only the app knows. Its settings may be a file of their own.
//!
//! A path with an extension is a file or does not exist. Hidden files and paths that are not written the one
//! usual way do not exist either. Paths of the interface never lead here.

use std::path::PathBuf;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use tower::ServiceExt;
use tower_http::services::fs::{Backend, DefaultServeDirFallback};
use tower_http::services::{ServeDir, ServeFile};

use super::kept_files;
use crate::app::App;
use crate::error::Error;
use crate::settings::Settings;

/// Where the files are. An app that is built into its folder later is found then.
#[derive(Clone, Debug)]
pub(super) struct AppFiles {
    app: App,
    config: Option<PathBuf>,
}

/// The app's settings.
const CONFIG: &str = "/config.json";

const NOT_BUILT: &str = "The exchange is running, but the app has not been built.\n";
const ALWAYS_ASK: HeaderValue = HeaderValue::from_static("no-cache");
const KEEP_FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

impl AppFiles {
    /// The files of the app that the exchange was started with; says so where there is none yet.
    pub(super) fn of(settings: &Settings) -> Self {
        if let App::Folder(folder) = &settings.app
            && !folder.join("index.html").is_file()
        {
            tracing::warn!("no built app in {}: answering the interface only", folder.display());
        }
        Self { app: settings.app.clone(), config: settings.operation.config.clone() }
    }

    async fn answer(&self, request: Request) -> Response<Body> {
        match (&self.app, &self.config) {
            (_, Some(config)) if request.uri().path() == CONFIG => {
                match ServeFile::new(config).oneshot(request).await {
                    Ok(response) => response.map(Body::new),
                    Err(never) => match never {},
                }
            }
            (App::Folder(folder), _) => file(ServeDir::new(folder), request).await,
            (App::Kept(kept), _) => kept_files::answer(kept, request).await,
        }
    }
}

/// Answers whatever no route of the interface knows.
pub(super) async fn serve(files: AppFiles, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    if super::is_api(&path) {
        return Error::NoSuchPath.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET,HEAD"))];
        return (allow, Error::WrongMethod).into_response();
    }
    if !is_plain(&path) {
        return Error::NoSuchPath.into_response();
    }
    let (mut parts, _) = request.into_parts();
    let mut response = files.answer(Request::from_parts(parts.clone(), Body::empty())).await;
    let mut found = path.as_str();
    if response.status() == StatusCode::NOT_FOUND {
        if is_file_name(last_part(found)) {
            return Error::NoSuchPath.into_response();
        }
        found = "/index.html";
        parts.uri = Uri::from_static("/index.html");
        response = files.answer(Request::from_parts(parts, Body::empty())).await;
        if response.status() == StatusCode::NOT_FOUND {
            return (StatusCode::NOT_FOUND, NOT_BUILT).into_response();
        }
    }
    let caching = if is_named_by_content(found) { KEEP_FOREVER } else { ALWAYS_ASK };
    response.headers_mut().insert(header::CACHE_CONTROL, caching);
    name_charset(response.headers_mut());
    response
}

/// Says of every text that it is UTF-8, so that no browser guesses.
fn name_charset(headers: &mut HeaderMap) {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let Some(media_type) = media_type.filter(|media_type| is_text(media_type)) else { return };
    if let Ok(named) = HeaderValue::try_from(format!("{media_type}; charset=utf-8")) {
        headers.insert(header::CONTENT_TYPE, named);
    }
}

/// Whether a media type without parameters is one of texts.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") && !media_type.contains(';')
        || ["application/json", "application/manifest+json", "image/svg+xml"].contains(&media_type)
}

/// Whether a path is written the usual way, escaped or not: no hidden file or folder, no empty part, no file
/// name that goes on as if it were a folder.
fn is_plain(path: &str) -> bool {
    let path = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/");
    let is_file_as_folder = path.strip_suffix('/').is_some_and(|path| is_file_name(last_part(path)));
    !path.contains("/.") && !path.contains("//") && !is_file_as_folder
}

/// Whether a name has an extension, which no address of the app has.
fn is_file_name(name: &str) -> bool {
    name.contains('.') || name.to_ascii_lowercase().contains("%2e")
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A file, in the form that is asked for.
pub(super) async fn file<B: Backend>(
    files: ServeDir<DefaultServeDirFallback, B>,
    request: Request,
) -> Response<Body> {
    let served = files
        .redirect_to_trailing_slash(false)
        .ignore_multi_range_requests(true)
        .precompressed_br()
        .precompressed_gzip()
        .oneshot(request)
        .await;
    match served {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether a path holds the hash of what is there: of the file in its own name, or of all that is in a folder in
/// the folder's name. A script's own name does not: in an app of one file its loader is written anew by every
/// build under the name of another file's hash.
fn is_named_by_content(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folders.split('/').any(ends_in_hash) {
        return true;
    }
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    extension != "js" && ends_in_hash(stem.strip_suffix("_bg").unwrap_or(stem))
}

/// Whether a name ends in a hash: 16 digits, leading zeros left out.
fn ends_in_hash(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, hash)| {
        (8..=16).contains(&hash.len()) && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_empty_parts_and_files_as_folders_are_no_plain_paths() {
        for path in ["/", "/pool", "/pool/", "/boot.js", "/icons/a.b.svg", "/v1.2/page", "/a%20b"] {
            assert!(is_plain(path), "{path}");
        }
        for path in
            ["/.git", "/.git/config", "/a/.b", "/%2Egit", "/..", "//", "//a", "/a//b", "/a%2F/b", "/a.js/"]
        {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn only_what_has_a_hash_is_kept_and_a_script_only_in_a_folder_that_has_one() {
        for (path, is_kept) in [
            ("/wattpool-0123456789abcdef_bg.wasm", true),
            ("/main-0123456789abcdef.css", true),
            ("/wattpool-0123456789abcdef.js", false),
            ("/wattpool-abe364756dce1c_bg.wasm", true),
            ("/wattpool-0123456789abcdef0.css", false),
            ("/wattpool-0123456789ABCDEF.css", false),
            ("/app-0123456789abcdef/wattpool.js", true),
            ("/app-0123456789abcdef/split_app.wasm", true),
            ("/app-latest/wattpool.js", false),
            ("/app/wattpool.wasm", false),
            ("/index.html", false),
            ("/config.json", false),
            ("/", false),
            ("", false),
        ] {
            assert_eq!(is_named_by_content(path), is_kept, "{path}");
        }
    }
}

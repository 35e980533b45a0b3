//! The built app, as a browser gets it: from a folder, and from memory, as from a program that has it inside.

use std::fs;

use exchange::app::{App, Kept};
use reqwest::Method;

use tempfile::TempDir;

use crate::person::{Answer, send};
use crate::running::Running;

const WASM: &str = "wattpool-0123456789abcdef_bg.wasm";

/// Two exchanges: one that serves a folder, and one that has the same files in memory.
async fn both() -> [Running; 2] {
    let kept = folder_with_app();
    let files = App::Kept(Kept::read(&kept.path().join("dist")).unwrap());
    [
        Running::start_in(folder_with_app()).await,
        Running::start_changed(kept, |settings| settings.app = files).await,
    ]
}

/// One that serves a folder.
pub(crate) async fn with_app() -> Running {
    Running::start_in(folder_with_app()).await
}

fn folder_with_app() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    for folder in ["icons", "app-0123456789abcdef"] {
        fs::create_dir_all(dist.join(folder)).unwrap();
    }
    for (name, text) in [
        ("index.html", "<!doctype html><title>Wattpool</title>"),
        ("boot.js", "boot()"),
        ("config.json", "{}"),
        ("style-0123456789abcdef.css", "body{}"),
        ("style-0123456789abcdef.css.br", "brotli form"),
        ("style-0123456789abcdef.css.gz", "gzip"),
        ("wattpool-0123456789abcdef.js", "import"),
        (WASM, "wasm"),
        ("app-0123456789abcdef/parts.js", "import"),
        ("icons/icon.svg", "<svg/>"),
    ] {
        fs::write(dist.join(name), text).unwrap();
    }
    fs::create_dir(dist.join(".git")).unwrap();
    fs::write(dist.join(".git/config"), "secret").unwrap();
    fs::write(dist.join(".env"), "secret").unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    folder
}

const STYLE: &str = "/style-0123456789abcdef.css";

async fn accepting(exchange: &Running, path: &str, encodings: &str) -> Answer {
    send(exchange.stranger().bare(Method::GET, path).header("Accept-Encoding", encodings)).await
}

#[tokio::test]
async fn files_have_their_media_type_and_live_as_long_as_their_name_promises() {
    for exchange in both().await {
        for (path, media_type, caching) in [
            ("/", "text/html; charset=utf-8", "no-cache"),
            ("/index.html", "text/html; charset=utf-8", "no-cache"),
            ("/boot.js", "text/javascript; charset=utf-8", "no-cache"),
            ("/config.json", "application/json; charset=utf-8", "no-cache"),
            ("/wattpool-0123456789abcdef.js", "text/javascript; charset=utf-8", "no-cache"),
            ("/wattpool-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
            ("/style-0123456789abcdef.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
            (
                "/app-0123456789abcdef/parts.js",
                "text/javascript; charset=utf-8",
                "public, max-age=31536000, immutable",
            ),
            ("/app-0123456789abcdef/pool", "text/html; charset=utf-8", "no-cache"),
            ("/icons/icon.svg", "image/svg+xml; charset=utf-8", "no-cache"),
        ] {
            let answer = exchange.stranger().get(path).await;
            assert_eq!(answer.http, 200, "{path}");
            assert_eq!(answer.header("content-type"), media_type, "{path}");
            assert_eq!(answer.header("cache-control"), caching, "{path}");
        }
        exchange.close().await;
    }
}

#[tokio::test]
async fn the_compressed_file_beside_a_file_is_sent_to_whoever_takes_it() {
    for exchange in both().await {
        for (accepted, encoding, text) in
            [("br, gzip", "br", "brotli form"), ("gzip", "gzip", "gzip"), ("identity", "", "body{}")]
        {
            let answer = accepting(&exchange, STYLE, accepted).await;
            assert_eq!((answer.header("content-encoding"), answer.text.as_str()), (encoding, text));
            assert!(answer.header("content-type").starts_with("text/css"));
            assert!(answer.header("vary").to_lowercase().contains("accept-encoding"), "{:?}", answer.headers);
        }
        exchange.close().await;
    }
}

#[tokio::test]
async fn addresses_that_only_the_app_knows_get_its_page_and_missing_files_do_not() {
    for exchange in both().await {
        for path in ["/pool", "/account", "/some/deep/link", "/icons", "/user", "/pool?next=%2Ftx"] {
            let answer = exchange.stranger().get(path).await;
            assert_eq!(answer.http, 200, "{path}");
            assert!(answer.text.contains("<title>Wattpool"), "{path}");
            assert_eq!(answer.header("cache-control"), "no-cache");
        }
        for path in ["/missing.js", "/icons/missing.png", "/pool.html"] {
            assert_eq!(exchange.stranger().get(path).await.codes(), (404, 810), "{path}");
        }
        for path in ["/usr/nothing", "/tx", "/serv/x"] {
            let answer = exchange.stranger().get(path).await;
            assert_eq!(answer.http, 404, "{path}");
            assert!(answer.body["status"].is_u64(), "{path}");
        }
        exchange.close().await;
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    for exchange in both().await {
        for path in
            ["/%2e%2e/secret.txt", "/..%2fsecret.txt", "/icons/..%2f..%2fsecret.txt", "/%2e%2e/test.db"]
        {
            let answer = send(exchange.stranger().bare(Method::GET, path)).await;
            assert!(!answer.text.contains("secret") && !answer.text.contains("SQLite"), "{path}");
        }
        exchange.close().await;
    }
}

/// Such addresses were once answered with the app's page, which scanners took for the file, and a hidden file
/// in the folder was sent.
#[tokio::test]
async fn hidden_files_empty_parts_and_files_as_folders_do_not_exist() {
    for exchange in both().await {
        for path in [
            "/.git/config",
            "/.git",
            "/.env",
            "/%2egit/config",
            "/%2Eenv",
            "/icons/.hidden",
            "/some/.deep/link",
            "/.well-known/x",
            "//",
            "//usr/login",
            "//pool",
            "/pool//",
            "/icons//icon.svg",
            "/%2fusr/login",
            "/boot.js/",
            "/index.html/",
            "/icons/icon.svg/",
            "/missing.js/",
            "/missing%2ejs",
        ] {
            let answer = exchange.stranger().get(path).await;
            assert_eq!(answer.codes(), (404, 810), "{path}");
            assert!(!answer.text.contains("secret") && !answer.text.contains("<title>"), "{path}");
        }
        assert!(exchange.stranger().get("/pool/").await.text.contains("<title>Wattpool"));
        exchange.close().await;
    }
}

#[tokio::test]
async fn a_file_that_has_not_changed_is_not_sent_again() {
    for exchange in both().await {
        let person = exchange.stranger();
        for (path, encodings) in [("/boot.js", "identity"), ("/pool", "identity"), ("/", "br"), (STYLE, "br")]
        {
            let ask = || person.bare(Method::GET, path).header("Accept-Encoding", encodings);
            let first = send(ask()).await;
            let etag = first.header("etag").to_owned();
            assert!(etag.starts_with('"') && etag.ends_with('"'), "{path}: {etag}");
            for known in [etag.clone(), format!("\"other\", W/{etag}"), "*".to_owned()] {
                let again = send(ask().header("If-None-Match", known)).await;
                assert_eq!((again.http, again.text.as_str()), (304, ""));
                assert_eq!(again.header("etag"), etag);
                assert_eq!(again.header("cache-control"), first.header("cache-control"));
            }
            let other = send(ask().header("If-None-Match", "\"other\"")).await;
            assert_eq!((other.http, other.text), (200, first.text));
        }
        exchange.close().await;
    }
}

#[tokio::test]
async fn each_form_of_a_file_has_a_tag_of_its_own() {
    for exchange in both().await {
        let mut tags = std::collections::BTreeSet::new();
        for encodings in ["br", "gzip", "identity"] {
            tags.insert(accepting(&exchange, STYLE, encodings).await.header("etag").to_owned());
        }
        assert_eq!(tags.len(), 3, "{tags:?}");
        exchange.close().await;
    }
}

/// Whoever runs the app from inside the program has no file to edit.
#[tokio::test]
async fn the_settings_of_the_app_may_be_a_file_of_their_own() {
    let folder = folder_with_app();
    let config = folder.path().join("own.json");
    fs::write(&config, "{\"poolSeconds\": 9}").unwrap();
    let kept = App::Kept(Kept::read(&folder.path().join("dist")).unwrap());
    let named = config.clone();
    let exchange = Running::start_changed(folder, |settings| {
        settings.app = kept;
        settings.operation.config = Some(named);
    })
    .await;
    for text in ["{\"poolSeconds\": 9}", "{\"poolSeconds\": 7}"] {
        fs::write(&config, text).unwrap();
        let answer = exchange.stranger().get("/config.json").await;
        assert_eq!((answer.text.as_str(), answer.header("cache-control")), (text, "no-cache"));
        assert!(answer.header("content-type").starts_with("application/json"));
    }
    assert!(exchange.stranger().get("/").await.text.contains("<title>Wattpool"));
    exchange.close().await;
}

#[tokio::test]
async fn without_a_built_app_the_interface_still_answers() {
    let exchange = Running::start().await;
    let answer = exchange.stranger().get("/pool").await;
    assert_eq!(answer.http, 404);
    assert!(answer.text.contains("has not been built"));
    assert_eq!(exchange.stranger().get("/serv/status").await.codes(), (200, 711));
    let dist = exchange.folder.path().join("dist");
    fs::create_dir(&dist).unwrap();
    fs::write(dist.join("index.html"), "built").unwrap();
    assert_eq!(exchange.stranger().get("/pool").await.text, "built", "and an app built later is found");
    exchange.close().await;
}

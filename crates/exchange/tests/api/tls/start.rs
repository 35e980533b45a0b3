//! Starting with keys: those that cannot be used, and those that are renewed while the exchange runs.

use std::fs;

use super::certificate::{Authority, files};
use crate::database::Database;
use crate::process::{self, Process};

#[test]
fn files_that_cannot_be_used_are_named_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::file(&folder.path().join("test.db"));
    let authority = Authority::new();
    let (good, other) = (folder.path().join("good"), folder.path().join("other"));
    for folder in [&good, &other] {
        fs::create_dir(folder).unwrap();
        authority.sign(folder);
    }
    let (good, other) = (files(&good), files(&other));
    let senseless = folder.path().join("senseless.pem");
    fs::write(&senseless, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n").unwrap();
    let empty = folder.path().join("empty.pem");
    fs::write(&empty, "").unwrap();
    let missing = folder.path().join("missing.pem");
    for (certificate, key, named) in [
        (&missing, &good.key, "missing.pem"),
        (&good.certificate, &missing, "missing.pem"),
        (&senseless, &good.key, "senseless.pem"),
        (&empty, &good.key, "empty.pem"),
        (&good.certificate, &empty, "empty.pem"),
        (&good.key, &good.key, "good/key.pem"),
        (&good.certificate, &good.certificate, "good/certificate.pem"),
        (&good.certificate, &other.key, "other/key.pem: it is not the key of"),
    ] {
        let (certificate, key) = (certificate.to_str().unwrap(), key.to_str().unwrap());
        let (code, log) = process::fail_with(&database, &["--tls-cert", certificate, "--tls-key", key]);
        assert_eq!(code, Some(3), "{log}");
        assert!(log.contains("910 ") && log.contains(named), "{named}: {log}");
    }
    let (certificate, key) = (good.certificate.to_str().unwrap(), good.key.to_str().unwrap());
    let both = ["--tls-cert", certificate, "--tls-key", key, "--insecure-http"];
    let (code, log) = process::fail_with(&database, &both);
    assert!(code == Some(3) && log.contains("exclude each other"), "{log}");
    assert_eq!(process::fail_with(&database, &["--tls-cert", certificate]).0, Some(2), "a usage error");
    assert!(!folder.path().join("test.db").exists(), "no database was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_read_again_and_one_that_cannot_be_used_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (former, later) = (Authority::new(), Authority::new());
    let files = former.sign(folder.path());
    let options =
        ["--tls-cert", files.certificate.to_str().unwrap(), "--tls-key", files.key.to_str().unwrap()];
    let exchange = Process::start_with(&Database::of(folder.path()), &options);
    assert!(exchange.url.starts_with("https://"), "{}", exchange.url);
    // Each asks over a connection of its own.
    let status = async |authority: &Authority| {
        let person = authority.person(&exchange.url).await;
        person.bare(reqwest::Method::GET, "/serv/status").send().await.is_ok()
    };
    let lasting = former.person(&exchange.url).await;
    assert_eq!(lasting.get("/serv/status").await.codes(), (200, 711));
    fs::write(&files.key, "nonsense").unwrap();
    exchange.signal("-HUP");
    exchange.has_logged("the former certificate stays", 1).await;
    assert!(status(&former).await && !status(&later).await);
    later.sign(folder.path());
    exchange.signal("-HUP");
    exchange.has_logged("the certificate was read again", 1).await;
    assert!(status(&later).await && !status(&former).await);
    assert_eq!(lasting.get("/serv/status").await.codes(), (200, 711), "a connection goes on as it began");
}

//! Files and folders that the exchange may not read or write. Root may do everything, so there it runs as `nobody`.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{assert_refusal, used};
use crate::database::Database;
use crate::process::{self, PROGRAM};

/// What an exchange is started with so that modes count; nothing where that cannot be had.
fn limited(folder: &Path) -> Option<Vec<&'static str>> {
    if fs::metadata(folder).unwrap().uid() != 0 {
        return Some(vec![PROGRAM]);
    }
    let program = vec!["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", PROGRAM];
    let mut asking = Command::new(program[0]);
    let asked =
        asking.args(&program[1..]).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if asked.is_ok_and(|status| status.success()) {
        return Some(program);
    }
    eprintln!("left out: nobody else may run {PROGRAM}");
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_or_a_folder_that_may_not_be_written_or_read_is_said_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let (Some(_), Some(program)) = (Database::file_only(&file), limited(folder.path())) else { return };
    let database = used(&file).await;
    let lock = folder.path().join("test.db-exchange");
    let before = fs::read(&file).unwrap();
    for (what, of_folder, of_file, of_lock) in [
        ("nobody reads the file", 0o777, 0o000, 0o666),
        ("nobody writes the file", 0o777, 0o444, 0o666),
        ("nobody makes files beside it", 0o555, 0o666, 0o666),
        ("nobody writes anything", 0o555, 0o444, 0o444),
        ("nobody locks it", 0o777, 0o666, 0o000),
    ] {
        for (path, mode) in [(file.as_path(), of_file), (&lock, of_lock), (folder.path(), of_folder)] {
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
        let (code, log) = process::fail_as(&program, &database, "127.0.0.1:0");
        for path in [folder.path(), &file, &lock] {
            fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
        }
        assert_refusal(code, &log, "");
        assert_eq!(fs::read(&file).unwrap(), before, "{what}");
        for left in ["test.db-wal", "test.db-shm"] {
            let _ = fs::remove_file(folder.path().join(left));
        }
    }
    let missing = folder.path().join("closed/new.db");
    fs::create_dir(missing.parent().unwrap()).unwrap();
    fs::set_permissions(missing.parent().unwrap(), Permissions::from_mode(0o555)).unwrap();
    let (code, log) = process::fail_as(
        &program,
        &Database { folder: folder.path().to_owned(), ..Database::file(&missing) },
        "127.0.0.1:0",
    );
    assert_refusal(code, &log, "");
    assert_eq!(fs::read_dir(missing.parent().unwrap()).unwrap().count(), 0);
}

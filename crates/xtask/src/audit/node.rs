//! Node.js, the packages that the scripts of the audit stand on, and Java for one of them.
//!
//! The packages are installed into `target/tools`, in the versions of the lock file beside the scripts and with its
//! checksums. None of them is let run anything while it is installed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::failure::Failure;
use crate::package::{self, find_program};
use crate::place;
use crate::process;

/// The scripts and what they stand on, in the checkout.
const SOURCE: &str = "crates/xtask/audit";
/// Says which packages there are to be, exactly.
const LOCK: &str = "package-lock.json";
/// The oldest Node.js that the packages run on.
const OLDEST: u32 = 18;
/// How packages are installed: as the lock says, without scripts of theirs, and without calls that are not needed.
const INSTALL: [&str; 5] = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];

/// Makes sure that Node.js and the packages are there, and gives the folder from which the scripts run.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::StepFailed`], [`Failure::File`], [`Failure::Interrupted`].
pub(super) fn ensure() -> Result<PathBuf, Failure> {
    if !has_node() {
        package::install(&["nodejs", "npm"])?;
    }
    if !has_node() {
        return Err(Failure::NotInstalled {
            tool: format!("Node.js {OLDEST} or newer with npm"),
            remedy: "sudo apt-get install nodejs npm (or from https://nodejs.org)".to_owned(),
        });
    }
    let (source, folder) = (place::root().join(SOURCE), place::tools().join("audit"));
    place::make_folder(&folder)?;
    let is_installed =
        is_same(&source.join(LOCK), &folder.join(LOCK)) && folder.join("node_modules").is_dir();
    // The lock is copied last, so that an installation that was cut off is begun anew.
    for file in place::files(&source)? {
        if file.file_name().is_some_and(|name| name != LOCK) || is_installed {
            copy(&file, &folder)?;
        }
    }
    if !is_installed {
        println!("xtask: installing what the audit stands on into {} (once)", folder.display());
        place::remove_folder(&folder.join("node_modules"))?;
        let install = place::tools().join("audit-install");
        place::make_folder(&install)?;
        for name in ["package.json", LOCK] {
            copy(&source.join(name), &install)?;
        }
        let mut npm = process::command("npm");
        npm.current_dir(&install).args(INSTALL);
        process::run("npm", &mut npm)?;
        let (made, place) = (install.join("node_modules"), folder.join("node_modules"));
        fs::rename(&made, &place).map_err(|error| Failure::File { path: place, error })?;
        copy(&source.join(LOCK), &folder)?;
        place::remove_folder(&install)?;
    }
    Ok(folder)
}

/// Makes sure that there is Java, and says whether there is. Without it markup is not checked, unless `CI` is set:
/// then nothing may be left out.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(super) fn ensure_java() -> Result<bool, Failure> {
    let is_there = || find_program("java").is_some();
    if !is_there() {
        package::install(&["default-jre-headless"])?;
    }
    if !is_there() && env::var_os("CI").is_some() {
        return Err(Failure::NotInstalled {
            tool: "Java".to_owned(),
            remedy: "sudo apt-get install default-jre-headless (or your system's package of it)".to_owned(),
        });
    }
    Ok(is_there())
}

fn has_node() -> bool {
    let mut node = process::command("node");
    node.arg("--version").stdin(Stdio::null()).stderr(Stdio::null());
    let version = node.output().ok().and_then(|output| major(&String::from_utf8_lossy(&output.stdout)));
    version.is_some_and(|version| version >= OLDEST) && find_program("npm").is_some()
}

/// The first number of a version such as `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

fn copy(file: &Path, folder: &Path) -> Result<(), Failure> {
    let target = folder.join(file.file_name().unwrap_or_default());
    fs::copy(file, &target).map(drop).map_err(|error| Failure::File { path: target, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_node_begins_with_a_v_and_what_is_none_counts_as_missing() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!((major(""), major("20.1.0"), major("v.1")), (None, None, None));
    }

    #[test]
    fn files_are_the_same_only_where_both_are_there_and_say_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        fs::write(&one, "1").unwrap();
        assert!(!is_same(&one, &other));
        fs::write(&other, "2").unwrap();
        assert!(!is_same(&one, &other));
        fs::write(&other, "1").unwrap();
        assert!(is_same(&one, &other));
    }

    #[test]
    fn the_lock_names_every_package_that_the_scripts_stand_on() {
        let read = |name| fs::read_to_string(place::root().join(SOURCE).join(name)).unwrap();
        let (wanted, lock) = (read("package.json"), read(LOCK));
        for name in ["axe-core", "lighthouse", "puppeteer-core", "vnu-jar"] {
            assert!(wanted.contains(&format!("\"{name}\": \"")), "{name}");
            assert!(lock.contains(&format!("\"node_modules/{name}\": {{")), "{name}");
        }
        assert!(!wanted.contains('^') && !wanted.contains('~'), "a version is not pinned");
    }
}

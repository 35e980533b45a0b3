//! The browser that tests run in: Chromium and its driver.
//!
//! They come from the machine's own packages. Where those may be installed, they are; where they may
//! not, the line to type is said. No browser is ever downloaded from anywhere else.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::tool;

/// The names that Chromium goes by.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Debian's packages, and what installs them.
const INSTALL: [&str; 5] = ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"];

/// Makes sure that a browser and its driver are there, and says where the driver is.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    if let Some(driver) = find() {
        return Ok(driver);
    }
    if find_program("apt-get").is_some() {
        println!("xtask: installing chromium and chromium-driver");
        let steps = [as_root(&["update"]), as_root(&INSTALL)];
        for mut step in steps.into_iter().flatten() {
            step.env("DEBIAN_FRONTEND", "noninteractive");
            if let Err(Failure::Interrupted) = process::run("apt-get", &mut step) {
                return Err(Failure::Interrupted);
            }
        }
    }
    find().ok_or_else(|| Failure::NotInstalled {
        tool: "Chromium or its driver".to_owned(),
        remedy: "sudo apt-get install chromium chromium-driver (or your system's packages of both)"
            .to_owned(),
    })
}

/// The driver, where both it and a browser are there. `CHROMEDRIVER` may name another one.
fn find() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| find_program(name))?;
    match env::var_os("CHROMEDRIVER") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => find_program("chromedriver").filter(|_| tool::version_line("chromedriver").is_some()),
    }
}

/// `apt-get` with the rights that it needs, or nothing where they cannot be had without a password.
fn as_root(arguments: &[&str]) -> Option<std::process::Command> {
    let mut command = if is_root() {
        process::command("apt-get")
    } else {
        let mut sudo = process::command(find_program("sudo")?);
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.args(arguments);
    Some(command)
}

/// Whether we are root, read from the owner of our own process entry.
fn is_root() -> bool {
    #[cfg(unix)]
    let owner = fs::metadata("/proc/self").map(|entry| std::os::unix::fs::MetadataExt::uid(&entry));
    #[cfg(not(unix))]
    let owner = fs::metadata(".").map(|_| 1_u32);
    matches!(owner, Ok(0))
}

fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&place::search_path()).map(|folder| folder.join(name)).find(|path| Path::is_file(path))
}

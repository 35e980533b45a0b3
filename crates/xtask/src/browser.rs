//! The browser that tests run in: Chromium and its driver.
//!
//! They come from the machine's own packages. No browser is ever downloaded from anywhere else.

use std::env;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::package::{self, find_program};
use crate::tool;

/// The names that Chromium goes by.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Debian's packages of both.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Makes sure that a browser and its driver are there, and says where the driver is.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    if let Some(driver) = find() {
        return Ok(driver);
    }
    package::install(&PACKAGES)?;
    find().ok_or_else(missing)
}

fn missing() -> Failure {
    Failure::NotInstalled {
        tool: "Chromium or its driver".to_owned(),
        remedy: "sudo apt-get install chromium chromium-driver (or your system's packages of both)"
            .to_owned(),
    }
}

/// Where the browser itself is.
///
/// # Errors
/// [`Failure::NotInstalled`].
pub(crate) fn program() -> Result<PathBuf, Failure> {
    BROWSERS.iter().find_map(|name| find_program(name)).ok_or_else(missing)
}

/// The driver, where both it and a browser are there. `CHROMEDRIVER` may name another one.
fn find() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| find_program(name))?;
    match env::var_os("CHROMEDRIVER") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => find_program("chromedriver").filter(|_| tool::version_line("chromedriver").is_some()),
    }
}

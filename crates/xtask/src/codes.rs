//! Writes docs/STATUS-CODES.md from the table of the domain. A test of the domain fails while it is old.

use std::fs;

use domain::status::catalogue;

use crate::failure::Failure;
use crate::place;

/// Writes the document.
pub(crate) fn run() -> Result<(), Failure> {
    let path = place::root().join("docs/STATUS-CODES.md");
    fs::write(&path, catalogue::markdown()).map_err(|error| Failure::File { path, error })
}

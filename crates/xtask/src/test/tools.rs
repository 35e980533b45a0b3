//! What suites need beyond cargo: installing it, and leaving out what cannot be had.

use std::env;
use std::path::PathBuf;

use super::suite::Suite;
use crate::browser;
use crate::failure::Failure;
use crate::place;
use crate::postgres;
use crate::python;
use crate::tool;

/// What suites need beyond cargo.
#[derive(Debug, Default)]
pub(crate) struct Tools {
    /// The browser's driver.
    pub(super) driver: Option<PathBuf>,
    /// The folder of PostgreSQL's programs.
    pub(super) postgres: Option<PathBuf>,
    /// The folder of the programs of Python.
    pub(super) python: Option<PathBuf>,
}

impl Tools {
    /// Whether a suite can run with them; says so where it cannot.
    pub(crate) fn are_enough_for(&self, suite: Suite) -> bool {
        let is_enough = suite != Suite::Contract || self.python.is_some();
        if !is_enough {
            println!("xtask: Python is not there, so the exchange is not held against its description");
        }
        is_enough
    }
}

/// Installs what the chosen suites need, and says where it is.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure(chosen: &[Suite]) -> Result<Tools, Failure> {
    let mut tools = Tools::default();
    // Quickest first: a browser that is missing should not be noticed after minutes of installing.
    if chosen.contains(&Suite::Api) && env::var_os(postgres::SERVER).is_none() {
        tools.postgres = postgres::ensure()?;
    }
    if chosen.contains(&Suite::Contract) {
        // Whoever wants nothing else wants it to be there.
        let may_be_left_out = chosen.len() > 1 && env::var_os("CI").is_none();
        tools.python = python::ensure(&place::contract(), may_be_left_out)?;
    }
    if chosen.iter().any(|suite| matches!(suite, Suite::Web | Suite::E2e)) {
        tools.driver = Some(browser::ensure()?);
        tool::ensure_wasm_target()?;
        tool::ensure_wasm_bindgen()?;
    }
    if chosen.contains(&Suite::E2e) {
        tool::ensure_trunk()?;
    }
    Ok(tools)
}

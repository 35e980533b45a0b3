//! Programs of Python for tests, in a virtual environment of ours: what a file of pinned versions names, and nothing
//! that a developer has.
//!
//! It lies in `target/tools` and is made anew when that file changes. Python itself comes from the machine's own
//! packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::failure::Failure;
use crate::package::{self, find_program};
use crate::place;
use crate::process;

/// What Debian calls Python, and what makes environments of it.
const DEBIANS: [&str; 2] = ["python3", "python3-venv"];
/// The copy of the pinned versions that an environment was made from; it is written last.
const MADE_FROM: &str = "made-from.txt";

/// Makes sure that the programs of those pinned versions are there, and says in which folder. There is none where they
/// cannot be had and may be left out.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::File`], [`Failure::Interrupted`].
pub(crate) fn ensure(pinned: &Path, may_be_left_out: bool) -> Result<Option<PathBuf>, Failure> {
    let failure = |path: &Path| {
        let path = path.to_path_buf();
        move |error| Failure::File { path, error }
    };
    let versions = fs::read_to_string(pinned).map_err(failure(pinned))?;
    let folder = place::tools().join("python");
    let programs = folder.join("bin");
    let made_from = folder.join(MADE_FROM);
    if fs::read_to_string(&made_from).is_ok_and(|made_from| made_from == versions) {
        return Ok(Some(programs));
    }
    println!("xtask: installing what {} names into {}", pinned.display(), folder.display());
    if !make(&folder)? {
        package::install(&DEBIANS)?;
        if !make(&folder)? {
            let remedy = "sudo apt-get install python3-venv (or your system's package of it)";
            return missing("Python with venv", remedy, may_be_left_out);
        }
    }
    let mut install = process::command(programs.join("python"));
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(pinned);
    match process::run("pip", &mut install) {
        Err(Failure::Interrupted) => return Err(Failure::Interrupted),
        Err(_) => {
            let remedy = format!("pip install --requirement {}", pinned.display());
            return missing("what the contract is tested with", &remedy, may_be_left_out);
        }
        Ok(()) => {}
    }
    fs::write(&made_from, versions).map_err(failure(&made_from))?;
    Ok(Some(programs))
}

/// Makes an empty environment, and says whether that could be done.
fn make(folder: &Path) -> Result<bool, Failure> {
    let Some(python) = find_program("python3") else { return Ok(false) };
    let mut making = process::command(python);
    // What it says of a missing package is for nobody: the package is installed then.
    making.args(["-m", "venv", "--clear"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    match process::run("venv", &mut making) {
        Ok(()) => Ok(true),
        Err(Failure::Interrupted) => Err(Failure::Interrupted),
        Err(_) => Ok(false),
    }
}

fn missing(tool: &str, remedy: &str, may_be_left_out: bool) -> Result<Option<PathBuf>, Failure> {
    if may_be_left_out {
        return Ok(None);
    }
    Err(Failure::NotInstalled { tool: tool.to_owned(), remedy: remedy.to_owned() })
}

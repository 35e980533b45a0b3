//! Programs that come from the machine's own packages: finding them, and installing what is missing.
//!
//! Where packages may be installed, they are; where they may not, whoever needs them says the line to type.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::failure::Failure;
use crate::place;
use crate::process;

/// Installs Debian's packages of those names, as far as that can be done. Whether it helped is to be looked at.
///
/// # Errors
/// [`Failure::Interrupted`].
pub(crate) fn install(names: &[&str]) -> Result<(), Failure> {
    if find_program("apt-get").is_none() {
        return Ok(());
    }
    println!("xtask: installing {}", names.join(" and "));
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(names);
    for mut step in [as_root(&["update"]), as_root(&install)].into_iter().flatten() {
        step.env("DEBIAN_FRONTEND", "noninteractive");
        if let Err(Failure::Interrupted) = process::run("apt-get", &mut step) {
            return Err(Failure::Interrupted);
        }
    }
    Ok(())
}

/// `apt-get` with the rights that it needs, or nothing where they cannot be had without a password.
fn as_root(arguments: &[&str]) -> Option<Command> {
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
pub(crate) fn is_root() -> bool {
    #[cfg(unix)]
    let owner = fs::metadata("/proc/self").map(|entry| std::os::unix::fs::MetadataExt::uid(&entry));
    #[cfg(not(unix))]
    let owner = fs::metadata(".").map(|_| 1_u32);
    matches!(owner, Ok(0))
}

/// Where a program is, if it is on the search path.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&place::search_path()).map(|folder| folder.join(name)).find(|path| Path::is_file(path))
}

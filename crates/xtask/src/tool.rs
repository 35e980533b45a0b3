//! The tools that a build needs beyond a stable Rust: the wasm target, Trunk, the command line of wasm-bindgen, and
//! for fuzzers a nightly Rust, a C++ compiler and cargo-fuzz.
//!
//! One that is there in the right version is used as it is. One that is not is installed into
//! `target/tools`, never over what a developer has. A toolchain and a compiler are never installed; the line that
//! would do it is said.

use std::process::Stdio;

use crate::failure::Failure;
use crate::lock;
use crate::place;
use crate::process;

/// The target that the app is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// The newest Trunk that this Rust can build.
const TRUNK: &str = "0.21.14";

/// Makes sure that this Rust can compile for the browser.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure_wasm_target() -> Result<(), Failure> {
    if has_wasm_target() {
        return Ok(());
    }
    println!("xtask: adding the target {WASM}");
    let mut rustup = process::command("rustup");
    rustup.args(["target", "add", WASM]);
    match process::run("rustup", &mut rustup) {
        Ok(()) if has_wasm_target() => Ok(()),
        Err(Failure::Interrupted) => Err(Failure::Interrupted),
        Ok(()) | Err(_) => Err(Failure::NotInstalled {
            tool: format!("the Rust target {WASM}"),
            remedy: format!("rustup target add {WASM}"),
        }),
    }
}

/// Makes sure that Trunk is there.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure_trunk() -> Result<(), Failure> {
    ensure("trunk", TRUNK, &["trunk"])
}

/// Makes sure that the command line of wasm-bindgen and its test runner are there, in the version of the
/// library.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`], and those of [`lock::version_of`].
pub(crate) fn ensure_wasm_bindgen() -> Result<(), Failure> {
    let version = lock::version_of("wasm-bindgen")?;
    ensure("wasm-bindgen-cli", &version, &["wasm-bindgen", "wasm-bindgen-test-runner"])
}

/// Makes sure that cargo-fuzz is there.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure_cargo_fuzz(version: &str) -> Result<(), Failure> {
    ensure("cargo-fuzz", version, &["cargo-fuzz"])
}

/// Sees that there is a nightly Rust beside the stable one.
///
/// # Errors
/// [`Failure::NotInstalled`].
pub(crate) fn ensure_nightly() -> Result<(), Failure> {
    let mut rustc = process::command("rustup");
    rustc.args(["run", "nightly", "rustc", "--version"]);
    rustc.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if rustc.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(Failure::NotInstalled {
        tool: "a nightly Rust".to_owned(),
        remedy: "rustup toolchain install nightly --profile minimal".to_owned(),
    })
}

/// Sees that there is a C++ compiler, under one of the names that builds look for.
///
/// # Errors
/// [`Failure::NotInstalled`].
pub(crate) fn ensure_cpp() -> Result<(), Failure> {
    let named = std::env::var("CXX").ok();
    if named.as_deref().into_iter().chain(["c++"]).any(|program| version_line(program).is_some()) {
        return Ok(());
    }
    Err(Failure::NotInstalled {
        tool: "a C++ compiler".to_owned(),
        remedy: "sudo apt-get install g++ (or your system's package of it)".to_owned(),
    })
}

/// The first line that a program answers to `--version`, if there is such a program.
pub(crate) fn version_line(program: &str) -> Option<String> {
    let mut command = process::command(program);
    command.arg("--version").env_remove("NO_COLOR").stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_owned())
}

/// Whether the standard library for the browser is there; rustup need not be.
fn has_wasm_target() -> bool {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]).stdin(Stdio::null());
    rustc.output().is_ok_and(|output| {
        let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success() && std::path::Path::new(&folder).is_dir()
    })
}

fn ensure(package: &str, version: &str, programs: &[&str]) -> Result<(), Failure> {
    let is_there = || {
        programs
            .iter()
            .all(|program| version_line(program).is_some_and(|line| line.split(' ').nth(1) == Some(version)))
    };
    if is_there() {
        return Ok(());
    }
    println!("xtask: installing {package} {version} into {} (some minutes, once)", place::tools().display());
    // An index that lacks a version which the package's own lock names fails the first try.
    for locked in [&["--locked"][..], &[]] {
        let mut install = process::cargo();
        install.args(["install", package, "--version", &format!("={version}"), "--force"]);
        install.args(locked).arg("--root").arg(place::tools());
        match process::run(package, &mut install) {
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Ok(()) if is_there() => return Ok(()),
            Ok(()) | Err(_) => {}
        }
    }
    Err(Failure::NotInstalled {
        tool: format!("{package} {version}"),
        remedy: format!("cargo install {package} --version {version} --locked"),
    })
}

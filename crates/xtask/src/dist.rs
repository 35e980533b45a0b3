//! `cargo xtask dist`: the release, which is the app in `dist/` and the exchange in `target/release`.
//!
//! What is in `dist/` can be copied to a server as it is. Deploying it is nobody's business here.

use crate::compress;
use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::sizes;
use crate::split;
use crate::styles;
use crate::tool;
use crate::trunk;

/// Makes the release and prints how large each file is.
///
/// # Errors
/// Those of the tools, the builds and the files.
pub(crate) fn run() -> Result<(), Failure> {
    app()?;
    let mut exchange = process::cargo();
    exchange.args(["build", "--release", "--package", "exchange"]);
    process::run("the release build of the exchange", &mut exchange)?;
    println!("{}", sizes::table(&sizes::of(&place::dist())?));
    println!(
        "xtask: the app is in {}, the exchange is {}",
        place::dist().display(),
        place::exchange(true).display()
    );
    Ok(())
}

/// Makes the app alone.
///
/// # Errors
/// As [`run`].
pub(crate) fn app() -> Result<(), Failure> {
    tool::ensure_wasm_target()?;
    tool::ensure_trunk()?;
    tool::ensure_wasm_bindgen()?;
    place::remove_folder(&place::dist())?;
    let mut app = trunk::command();
    app.args(["build", "--release"]);
    split::prepare(&mut app);
    process::run("the release build of the app", &mut app)?;
    split::run(&place::dist())?;
    styles::join(&place::dist())?;
    compress::folder(&place::dist())
}

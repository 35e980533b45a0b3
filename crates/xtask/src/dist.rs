//! `cargo xtask dist`: the release, which is the app in `dist/` and the exchange in `target/release` with that app inside.
//!
//! Either can be copied to a server as it is. Deploying it is nobody's business here.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::sizes;
use crate::split;
use crate::start;
use crate::styles;
use crate::tool;
use crate::trunk;
use crate::worker;

/// The variable by which the exchange's build knows the app.
const APP: &str = "EXCHANGE_APP";

/// Makes the release and prints how large each file is.
///
/// # Errors
/// Those of the tools, the builds and the files.
pub(crate) fn run() -> Result<(), Failure> {
    app()?;
    mirror(&place::dist(), &place::embedded())?;
    let mut exchange = process::cargo();
    exchange.args(["build", "--release", "--package", "exchange", "--features", "embedded"]);
    exchange.env(APP, place::embedded());
    process::run("the release build of the exchange", &mut exchange)?;
    println!("{}", sizes::table(&sizes::of(&place::dist())?));
    println!(
        "xtask: the app is in {}, the exchange is {} and has the app inside",
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
    start::gather(&place::dist())?;
    // Nothing changes after this.
    worker::write(&place::dist())?;
    compress::folder(&place::dist())
}

/// Makes one folder like another by writing and removing only what differs. The app is made anew each time; the exchange
/// is not, because what it has inside was written only where something has changed.
fn mirror(from: &Path, to: &Path) -> Result<(), Failure> {
    place::make_folder(to)?;
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| Failure::File { path, error }
    };
    for copy in place::files(to)? {
        let original = copy.strip_prefix(to).map(|name| from.join(name));
        if !original.is_ok_and(|original| original.is_file()) {
            fs::remove_file(&copy).map_err(failed(&copy))?;
        }
    }
    for original in place::files(from)? {
        let Ok(name) = original.strip_prefix(from) else { continue };
        let copy = to.join(name);
        let content = fs::read(&original).map_err(failed(&original))?;
        if fs::read(&copy).is_ok_and(|old| old == content) {
            continue;
        }
        place::make_folder(copy.parent().unwrap_or(to))?;
        fs::write(&copy, content).map_err(failed(&copy))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_not_written_again_and_what_is_gone_goes() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |name: &str, text: &str| {
            place::make_folder(from.path().join(name).parent().unwrap()).unwrap();
            fs::write(from.path().join(name), text).unwrap();
        };
        write("index.html", "one");
        write("app-1/parts.js", "parts");
        mirror(from.path(), to.path()).unwrap();
        let moment = |name: &str| fs::metadata(to.path().join(name)).unwrap().modified().unwrap();
        let before = (moment("index.html"), moment("app-1/parts.js"));
        place::remove_folder(from.path()).unwrap();
        write("index.html", "one");
        write("app-2/parts.js", "parts");
        mirror(from.path(), to.path()).unwrap();
        assert_eq!(moment("index.html"), before.0);
        assert!(moment("app-2/parts.js") >= before.1 && !to.path().join("app-1/parts.js").exists());
    }
}

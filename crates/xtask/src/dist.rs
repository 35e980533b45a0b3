//! `cargo xtask dist`: the release, which is the app in `dist/` and the exchange in `target/release`.
//!
//! What is in `dist/` can be copied to a server as it is. Deploying it is nobody's business here.

use crate::compress::{self, Sizes};
use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::tool;
use crate::trunk;

/// Makes the release and prints how large each file is.
///
/// # Errors
/// Those of the tools, the builds and the files.
pub(crate) fn run() -> Result<(), Failure> {
    tool::ensure_wasm_target()?;
    tool::ensure_trunk()?;
    tool::ensure_wasm_bindgen()?;
    place::remove_folder(&place::dist())?;
    let mut app = trunk::command();
    app.args(["build", "--release"]);
    process::run("the release build of the app", &mut app)?;
    let sizes = compress::folder(&place::dist())?;
    let mut exchange = process::cargo();
    exchange.args(["build", "--release", "--package", "exchange"]);
    process::run("the release build of the exchange", &mut exchange)?;
    println!("{}", table(&sizes));
    println!(
        "xtask: the app is in {}, the exchange is {}",
        place::dist().display(),
        place::exchange(true).display()
    );
    Ok(())
}

fn table(sizes: &[Sizes]) -> String {
    let width = sizes.iter().map(|sizes| sizes.name.len()).max().unwrap_or_default().max(4);
    let mut lines = vec![format!("{:width$} {:>10} {:>10} {:>10}", "file", "bytes", "gzip", "brotli")];
    for Sizes { name, raw, copies } in sizes {
        let (gzip, brotli) = copies.map_or(("-".to_owned(), "-".to_owned()), |(gzip, brotli)| {
            (gzip.to_string(), brotli.to_string())
        });
        lines.push(format!("{name:width$} {raw:>10} {gzip:>10} {brotli:>10}"));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lines_up_and_a_file_without_copies_has_dashes() {
        let sizes = [
            Sizes { name: "app.wasm".to_owned(), raw: 300_000, copies: Some((120_000, 100_000)) },
            Sizes { name: "a.png".to_owned(), raw: 7, copies: None },
        ];
        assert_eq!(
            table(&sizes),
            "file          bytes       gzip     brotli\n\
             app.wasm     300000     120000     100000\n\
             a.png             7          -          -"
        );
    }
}

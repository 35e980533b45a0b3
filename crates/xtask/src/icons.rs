//! `cargo xtask icons`: the icons of the installed app, drawn by a browser from one SVG.
//!
//! They are kept in the checkout, so that a build needs no browser; whoever changes the drawing runs this. The
//! favicon is smaller than a browser's window can be and is not made here.

use std::fs;

use crate::browser;
use crate::failure::Failure;
use crate::place;
use crate::process;

/// The drawing.
const SOURCE: &str = "public/icons/wattpool.svg";

/// How an icon is cut out of the drawing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// With round corners on nothing.
    Round,
    /// As it is: whoever shows it cuts it themselves.
    Whole,
}

/// Every icon: its file, how many pixels wide it is, and its cut.
const ICONS: [(&str, u32, Cut); 4] = [
    ("icon-192.png", 192, Cut::Round),
    ("icon-512.png", 512, Cut::Round),
    ("maskable-512.png", 512, Cut::Whole),
    ("apple-touch-icon.png", 180, Cut::Whole),
];

/// Draws them all.
///
/// # Errors
/// [`Failure::NotInstalled`] without a browser, and those of the files.
pub(crate) fn run() -> Result<(), Failure> {
    let path = place::root().join(SOURCE);
    let svg = fs::read_to_string(&path).map_err(|error| Failure::File { path, error })?;
    let work = place::target().join("icons");
    place::make_folder(&work)?;
    let program = browser::program()?;
    for (name, width, cut) in ICONS {
        let page = work.join("icon.html");
        fs::write(&page, drawn(&svg, width, cut))
            .map_err(|error| Failure::File { path: page.clone(), error })?;
        let mut browser = process::command(&program);
        browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]);
        browser.args(["--force-device-scale-factor=1", "--default-background-color=00000000"]);
        browser.arg(format!("--user-data-dir={}", work.join("profile").display()));
        browser.arg(format!("--window-size={width},{width}"));
        let icon = place::root().join("public/icons").join(name);
        browser.arg(format!("--screenshot={}", icon.display())).arg(page);
        process::run("drawing an icon", &mut browser)?;
    }
    Ok(())
}

/// The page that shows the drawing so wide and nothing else.
fn drawn(svg: &str, width: u32, cut: Cut) -> String {
    let corner = match cut {
        Cut::Round => width / 5,
        Cut::Whole => 0,
    };
    format!(
        "<!doctype html><style>html, body {{ margin: 0; background: transparent }} \
         svg {{ display: block; width: {width}px; height: {width}px; border-radius: {corner}px }}</style>{svg}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The width and height that the head of a PNG tells.
    fn size(png: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        (number(16), number(20))
    }

    #[test]
    fn every_icon_is_there_and_as_wide_as_the_manifest_says() {
        let public = place::root().join("public");
        for (name, width, _) in ICONS {
            let icon = fs::read(public.join("icons").join(name)).unwrap();
            assert_eq!(size(&icon), (width, width), "{name}");
        }
        let manifest = fs::read_to_string(public.join("manifest.webmanifest")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let told: Vec<_> = manifest["icons"].as_array().unwrap().iter().collect();
        assert_eq!(told.len(), 3);
        for icon in told {
            let name = icon["src"].as_str().unwrap().strip_prefix("/icons/").unwrap();
            let (_, width, cut) = ICONS.iter().find(|(known, _, _)| *known == name).unwrap();
            assert_eq!(icon["sizes"], format!("{width}x{width}"));
            assert_eq!(icon["purpose"] == "maskable", *cut == Cut::Whole, "{name}");
        }
    }
}

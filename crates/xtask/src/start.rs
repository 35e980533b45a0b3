//! The start of the release in a folder of its own: the script that starts the app, what it imports later, and
//! the dictionaries.
//!
//! They speak with each other and with the page, and the folder is named after all that is in it. So a page that is
//! opened without a network, or was opened before the newest release, gets those that were made with it or none.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::place;

/// The page.
const PAGE: &str = "index.html";
/// How the page names the first script.
const SCRIPT: &str = "src=/boot.js";
/// What belongs together: three scripts and a folder.
const PARTS: [&str; 4] = ["boot.js", "edition.js", "stopped.js", "words"];

/// Moves them into one folder and makes the page in `dist` name it.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where the page does not name the script once.
pub(crate) fn gather(dist: &Path) -> Result<(), Failure> {
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        for path in files(&dist.join(part))? {
            let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string();
            let content = fs::read(&path).map_err(failed(&path))?;
            // The lengths keep one file from looking like the beginning of the next.
            hasher.write_usize(name.len());
            hasher.write(name.as_bytes());
            hasher.write_usize(content.len());
            hasher.write(&content);
        }
    }
    let folder = format!("start-{:016x}", hasher.finish());
    place::make_folder(&dist.join(&folder))?;
    for part in PARTS {
        let path = dist.join(part);
        fs::rename(&path, dist.join(&folder).join(part)).map_err(failed(&path))?;
    }
    let page = dist.join(PAGE);
    let text = fs::read_to_string(&page).map_err(failed(&page))?;
    let found = text.matches(SCRIPT).count();
    if found != 1 {
        let problem = format!("it names {SCRIPT:?} {found} times instead of once");
        return Err(Failure::Content { path: page, problem });
    }
    let text = text.replace(SCRIPT, &format!("src=/{folder}/boot.js"));
    fs::write(&page, text).map_err(failed(&page))
}

/// A file, or those of a folder.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_dir() { place::files(path) } else { Ok(vec![path.to_path_buf()]) }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.to_path_buf();
    move |error| Failure::File { path, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(english: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("words")).unwrap();
        fs::write(at("words/en.txt"), english).unwrap();
        fs::write(at("boot.js"), "boot").unwrap();
        fs::write(at("edition.js"), "edition").unwrap();
        fs::write(at("stopped.js"), "stopped").unwrap();
        fs::write(at(PAGE), "<script data-js=/a.js src=/boot.js></script>").unwrap();
        folder
    }

    fn gathered(english: &str) -> (tempfile::TempDir, String) {
        let release = release(english);
        gather(release.path()).unwrap();
        let page = fs::read_to_string(release.path().join(PAGE)).unwrap();
        let name = page.split("src=/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        (release, name)
    }

    #[test]
    fn all_that_starts_the_app_lies_in_one_folder_that_the_page_names() {
        let (release, name) = gathered("hello");
        for part in ["boot.js", "edition.js", "stopped.js", "words/en.txt"] {
            assert!(release.path().join(&name).join(part).is_file(), "{part}");
            assert!(!release.path().join(part).exists(), "{part}");
        }
    }

    #[test]
    fn another_word_makes_another_folder() {
        assert_eq!(gathered("hello").1, gathered("hello").1);
        assert_ne!(gathered("hello").1, gathered("hallo").1);
    }

    #[test]
    fn a_page_that_does_not_name_the_script_is_refused() {
        let release = release("hello");
        fs::write(release.path().join(PAGE), "<script src=/other.js></script>").unwrap();
        assert!(matches!(gather(release.path()), Err(Failure::Content { .. })));
    }
}

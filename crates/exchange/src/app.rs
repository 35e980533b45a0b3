//! The built app: a folder of files, or the files that the program has inside.
//!
//! It knows names, bytes and what each is called by its content. Which of them answers a request is decided in
//! `http/app_files.rs`.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use sha2::{Digest, Sha256};

/// What `build.rs` has put into this program: names and bytes, none of either without the feature `embedded`.
const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where the built app is.
#[derive(Clone, Debug)]
pub enum App {
    /// In a folder, whose files may change at any time.
    Folder(PathBuf),
    /// In memory, as it was when the program was made.
    Kept(Kept),
}

/// Files in memory.
#[derive(Clone, Debug)]
pub struct Kept(Arc<Files>);

#[derive(Debug)]
struct Files {
    files: HashMap<String, KeptFile>,
    folders: HashSet<String>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct KeptFile {
    /// What is in it.
    pub(crate) bytes: Bytes,
    /// Its name by its content, as a strong entity tag.
    pub(crate) tag: String,
}

impl Kept {
    /// What the program has inside, if it was made with an app.
    #[must_use]
    pub fn embedded() -> Option<Self> {
        let files = EMBEDDED.iter().map(|(name, bytes)| ((*name).to_owned(), Bytes::from_static(bytes)));
        (!EMBEDDED.is_empty()).then(|| Self::of(files))
    }

    /// What is in a folder now.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        read(folder, "", &mut files)?;
        Ok(Self::of(files))
    }

    fn of(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let files: HashMap<_, _> = files
            .into_iter()
            .map(|(name, bytes)| {
                let digest: [u8; 32] = Sha256::digest(&bytes).into();
                let half = digest[..16].iter().fold(0, |half, byte| half << 8 | u128::from(*byte));
                let tag = format!("\"{half:032x}\"");
                (name, KeptFile { bytes, tag })
            })
            .collect();
        let above = |name: &String| -> Vec<String> {
            let parts = name.match_indices('/').map(|(at, _)| name[..at].to_owned());
            parts.chain([String::new()]).collect()
        };
        let folders = files.keys().flat_map(above).collect();
        Self(Arc::new(Files { files, folders }))
    }

    /// The file of that name, its folders included.
    pub(crate) fn file(&self, name: &str) -> Option<&KeptFile> {
        self.0.files.get(name)
    }

    /// Whether there is a folder of that name.
    pub(crate) fn has_folder(&self, name: &str) -> bool {
        self.0.folders.contains(name)
    }
}

fn read(folder: &Path, above: &str, files: &mut Vec<(String, Bytes)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = format!("{above}{name}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name, Bytes::from(fs::read(&path)?)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_content_and_every_folder_above_it_is_known() {
        let files = [("a/b/c.js", "one"), ("d.js", "one"), ("e.js", "two")];
        let kept = Kept::of(files.map(|(name, text)| (name.to_owned(), Bytes::from_static(text.as_bytes()))));
        let tag = |name: &str| kept.file(name).unwrap().tag.clone();
        assert_eq!(tag("a/b/c.js"), tag("d.js"));
        assert_ne!(tag("d.js"), tag("e.js"));
        assert!(kept.has_folder("") && kept.has_folder("a") && kept.has_folder("a/b"));
        assert!(!kept.has_folder("a/b/c.js") && kept.file("a").is_none());
    }
}

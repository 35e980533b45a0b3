//! The compressed copies that the exchange sends instead of a file: `.br` and `.gz` beside it.
//!
//! Made once, at the highest levels, so that nothing is compressed while people wait. A file that is
//! compressed already or too small to gain gets none, and the run-time settings get none either: whoever
//! edits them after the build would not see the change.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};

use crate::failure::Failure;

/// What is sent as it is: compressed by nature, or already a copy.
const EXCLUDED: [&str; 8] = ["br", "gz", "png", "jpg", "jpeg", "webp", "woff2", "ico"];
/// The run-time settings.
const SETTINGS: &str = "config.json";

/// How many bytes a file has, and how many its copies have.
pub(crate) struct Sizes {
    /// The file, relative to the folder.
    pub(crate) name: String,
    /// As it is.
    pub(crate) raw: usize,
    /// With gzip and with brotli, where copies were made.
    pub(crate) copies: Option<(usize, usize)>,
}

/// Makes the copies of every file in a folder and says how large they are, in the order of their names.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn folder(root: &Path) -> Result<Vec<Sizes>, Failure> {
    let mut paths = files(root)?;
    paths.sort();
    paths.iter().map(|path| file(root, path)).collect()
}

fn file(root: &Path, path: &Path) -> Result<Sizes, Failure> {
    let content = fs::read(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })?;
    let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
    if !is_compressible(path) {
        return Ok(Sizes { name, raw: content.len(), copies: None });
    }
    let copies = || -> std::io::Result<Option<(usize, usize)>> {
        let (gzip, brotli) = (gzip(&content)?, brotli(&content)?);
        if gzip.len().max(brotli.len()) >= content.len() {
            return Ok(None);
        }
        write_beside(path, "gz", &gzip)?;
        write_beside(path, "br", &brotli)?;
        Ok(Some((gzip.len(), brotli.len())))
    };
    match copies() {
        Ok(copies) => Ok(Sizes { name, raw: content.len(), copies }),
        Err(error) => Err(Failure::File { path: path.to_path_buf(), error }),
    }
}

fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !EXCLUDED.contains(&extension.as_str()) && path.file_name().is_some_and(|name| name != SETTINGS)
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    // No name and no time inside: the same content makes the same copy.
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &settings)?;
    Ok(compressed)
}

fn write_beside(path: &Path, extension: &str, content: &[u8]) -> std::io::Result<()> {
    let mut copy = path.as_os_str().to_owned();
    copy.push(format!(".{extension}"));
    fs::write(PathBuf::from(copy), content)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failure = |error| Failure::File { path: folder.to_path_buf(), error };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_unpack_to_the_file_and_are_made_only_where_they_help() {
        let folder = tempfile::tempdir().unwrap();
        let text = "energy ".repeat(1000);
        fs::create_dir(folder.path().join("inner")).unwrap();
        fs::write(folder.path().join("inner/page.html"), &text).unwrap();
        fs::write(folder.path().join("picture.png"), &text).unwrap();
        fs::write(folder.path().join(SETTINGS), &text).unwrap();
        fs::write(folder.path().join("small.txt"), "small").unwrap();
        let sizes = super::folder(folder.path()).unwrap();
        let copied: Vec<_> =
            sizes.iter().filter(|sizes| sizes.copies.is_some()).map(|sizes| &sizes.name).collect();
        assert_eq!(copied, ["inner/page.html"]);
        let mut unpacked = Vec::new();
        let copy = fs::read(folder.path().join("inner/page.html.br")).unwrap();
        brotli::BrotliDecompress(&mut &*copy, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let copy = fs::read(folder.path().join("inner/page.html.gz")).unwrap();
        let unpacked = std::io::read_to_string(flate2::read::GzDecoder::new(&*copy)).unwrap();
        assert_eq!(unpacked, text);
        assert!(!folder.path().join("picture.png.br").exists());
    }
}

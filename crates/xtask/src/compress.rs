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
use crate::place;

/// What is sent as it is: compressed by nature, or already a copy.
const EXCLUDED: [&str; 8] = [BROTLI, GZIP, "png", "jpg", "jpeg", "webp", "woff2", "ico"];
/// The last part of a copy's name.
pub(crate) const GZIP: &str = "gz";
/// The last part of a copy's name.
pub(crate) const BROTLI: &str = "br";
/// The run-time settings.
const SETTINGS: &str = "config.json";

/// Makes the copies of every file in a folder.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn folder(root: &Path) -> Result<(), Failure> {
    let paths = place::files(root)?;
    let mut compressible = paths.iter().filter(|path| is_compressible(path));
    compressible.try_for_each(|path| file(path).map_err(|error| Failure::File { path: path.clone(), error }))
}

/// The copy of a file in that form, whether it is there or not.
pub(crate) fn copy_of(path: &Path, extension: &str) -> PathBuf {
    let mut copy = path.as_os_str().to_owned();
    copy.push(format!(".{extension}"));
    PathBuf::from(copy)
}

fn file(path: &Path) -> std::io::Result<()> {
    let content = fs::read(path)?;
    let (gzip, brotli) = (gzip(&content)?, brotli(&content)?);
    if gzip.len().max(brotli.len()) >= content.len() {
        return Ok(());
    }
    fs::write(copy_of(path, GZIP), gzip)?;
    fs::write(copy_of(path, BROTLI), brotli)
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
        super::folder(folder.path()).unwrap();
        let copies = place::files(folder.path()).unwrap();
        let copies = copies.iter().filter(|path| {
            path.extension().is_some_and(|extension| extension == GZIP || extension == BROTLI)
        });
        assert_eq!(copies.count(), 2, "one file is worth copies");
        let mut unpacked = Vec::new();
        let copy = fs::read(folder.path().join("inner/page.html.br")).unwrap();
        brotli::BrotliDecompress(&mut &*copy, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let copy = fs::read(folder.path().join("inner/page.html.gz")).unwrap();
        let unpacked = std::io::read_to_string(flate2::read::GzDecoder::new(&*copy)).unwrap();
        assert_eq!(unpacked, text);
    }
}

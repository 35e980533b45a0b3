//! How many bytes the files of a release have, as they are and as they are sent.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::Failure;
use crate::place;

/// How many bytes a file has, and how many its copies have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// The file, relative to the folder.
    pub(crate) name: String,
    /// As it is.
    pub(crate) raw: u64,
    /// With gzip and with brotli, where there are copies.
    pub(crate) copies: Option<(u64, u64)>,
}

impl Sizes {
    /// What all of these have together. A file without copies is sent as it is.
    pub(crate) fn sum<'a>(name: &str, parts: impl Iterator<Item = &'a Self>) -> Self {
        let start = Self { name: name.to_owned(), raw: 0, copies: Some((0, 0)) };
        parts.fold(start, |sum, part| {
            let (gzip, brotli) = sum.copies.unwrap_or_default();
            let (more_gzip, more_brotli) = part.copies.unwrap_or((part.raw, part.raw));
            let copies = Some((gzip + more_gzip, brotli + more_brotli));
            Self { raw: sum.raw + part.raw, copies, ..sum }
        })
    }

    /// As most browsers get it.
    pub(crate) fn sent(&self) -> u64 {
        self.copies.map_or(self.raw, |(_, brotli)| brotli)
    }
}

/// The files of a folder, in the order of their names.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn of(folder: &Path) -> Result<Vec<Sizes>, Failure> {
    let paths = place::files(folder)?;
    let is_copy = |path: &Path| {
        path.extension().is_some_and(|extension| extension == compress::GZIP || extension == compress::BROTLI)
    };
    paths.iter().filter(|path| !is_copy(path)).map(|path| of_file(folder, path)).collect()
}

fn of_file(folder: &Path, path: &Path) -> Result<Sizes, Failure> {
    let size = |path: &Path| fs::metadata(path).map(|file| file.len());
    let raw = size(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })?;
    let copy = |extension| size(&compress::copy_of(path, extension)).ok();
    let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    Ok(Sizes { name, raw, copies: copy(compress::GZIP).zip(copy(compress::BROTLI)) })
}

/// A line for each.
pub(crate) fn table(sizes: &[Sizes]) -> String {
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

    fn app() -> [Sizes; 2] {
        [
            Sizes { name: "app.wasm".to_owned(), raw: 300_000, copies: Some((120_000, 100_000)) },
            Sizes { name: "a.png".to_owned(), raw: 7, copies: None },
        ]
    }

    #[test]
    fn the_table_lines_up_and_a_file_without_copies_has_dashes() {
        assert_eq!(
            table(&app()),
            "file          bytes       gzip     brotli\n\
             app.wasm     300000     120000     100000\n\
             a.png             7          -          -"
        );
    }

    #[test]
    fn a_file_without_copies_counts_in_a_sum_as_it_is_sent() {
        let sum = Sizes::sum("both", app().iter());
        assert_eq!(sum, Sizes { name: "both".to_owned(), raw: 300_007, copies: Some((120_007, 100_007)) });
        assert_eq!(sum.sent(), 100_007);
    }

    #[test]
    fn copies_are_sizes_of_their_file_and_no_files_themselves() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("a.css", "12345"), ("a.css.br", "1"), ("a.css.gz", "12"), ("b.json", "{}")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let expected = [
            Sizes { name: "a.css".to_owned(), raw: 5, copies: Some((2, 1)) },
            Sizes { name: "b.json".to_owned(), raw: 2, copies: None },
        ];
        assert_eq!(of(folder.path()).unwrap(), expected);
    }
}

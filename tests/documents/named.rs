//! Names that stand in sources and that a document has to explain: settings of the exchange, and its numbers.

use std::fs;
use std::io;

use crate::{read, root};

/// What a document has to explain.
pub(crate) struct Named {
    /// The sources: a file, or a folder of files.
    pub(crate) sources: &'static [&'static str],
    /// How such a name begins, in quotation marks.
    pub(crate) prefix: &'static str,
    /// The document.
    pub(crate) document: &'static str,
}

/// Everything of that kind.
pub(crate) const ALL: [Named; 2] = [
    Named {
        sources: &["crates/exchange/src/arguments.rs", "crates/exchange/src/operation_options.rs"],
        prefix: "\"EXCHANGE_",
        document: "docs/SETTINGS.md",
    },
    Named { sources: &["crates/exchange/src/metrics"], prefix: "\"exchange_", document: "docs/DEPLOY.md" },
];

impl Named {
    /// The names in the sources, as often as they stand there.
    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for source in self.sources {
            for text in texts(source)? {
                let pieces = text.match_indices(self.prefix).filter_map(|(place, _)| text.get(place + 1..));
                names.extend(pieces.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
        Ok(names)
    }

    /// Those that the document does not name between backticks.
    pub(crate) fn missing(&self) -> io::Result<Vec<String>> {
        let document = read(self.document)?;
        let is_missing = |name: &String| !document.contains(&format!("`{name}`"));
        Ok(self.names()?.into_iter().filter(is_missing).collect())
    }
}

/// The text of a file, or of each file in a folder.
fn texts(source: &str) -> io::Result<Vec<String>> {
    let path = root().join(source);
    if path.is_file() {
        return Ok(vec![fs::read_to_string(path)?]);
    }
    fs::read_dir(path)?.map(|entry| fs::read_to_string(entry?.path())).collect()
}

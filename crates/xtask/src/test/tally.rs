//! Reading the closing lines of test runners: cargo's own and wasm-bindgen's write the same.
//!
//! Nothing else of their output is understood, except the few lines by which a browser's driver says
//! that it never got going.

use std::fmt;

/// How a driver says that the machine was too busy to start it. No test has run then.
const HICCUPS: [&str; 5] = [
    "driver failed to start",
    "driver failed to bind port",
    "failed to create a ",
    "invalid session id",
    "failed to detect test as having been run",
];

/// How many tests there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that failed.
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds what a line says, if it is a closing line.
    pub(crate) fn add_line(&mut self, line: &str) {
        if let Some(Self { passed, failed }) = closing_line(line) {
            self.passed += passed;
            self.failed += failed;
        }
    }
}

impl fmt::Display for Tally {
    /// In other words than the closing line's, so that there is only one such line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ok, {} bad", self.passed, self.failed)
    }
}

/// Whether a driver says that it did not start.
pub(crate) fn is_hiccup(line: &str) -> bool {
    let line = line.to_lowercase();
    HICCUPS.iter().any(|hiccup| line.contains(hiccup))
}

/// Reads `test result: ok. 3 passed; 1 failed; …`.
fn closing_line(line: &str) -> Option<Tally> {
    let (_, rest) = line.split_once("test result: ")?;
    let (_, counts) = rest.split_once(". ")?;
    let count = |word: &str| {
        counts.split("; ").find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_read_and_added() {
        let mut tally = Tally::default();
        tally.add_line(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        );
        tally.add_line("    test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out");
        assert_eq!(tally, Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn a_driver_that_did_not_start_is_recognised_by_its_words() {
        assert!(is_hiccup("Error: driver failed to bind port during startup"));
        assert!(is_hiccup("Failed to detect test as having been run. It might have timed out."));
        assert!(!is_hiccup("test a_driver_that_is_late_is_waited_for ... ok"));
    }

    #[test]
    fn other_lines_say_nothing() {
        let mut tally = Tally::default();
        for line in ["test result_of_a_sum ... ok", "running 3 tests", "3 passed", "test result: broken"] {
            tally.add_line(line);
        }
        assert_eq!(tally, Tally::default());
    }
}

//! `cargo xtask test`: every test of the project, with one line at the end that counts them all.
//!
//! A suite that fails does not hide the ones after it, and a suite that ran no test has failed. What the
//! tests check is in the suites themselves.

mod run;
mod suite;
mod tally;
mod tools;

use crate::failure::Failure;
use suite::{Outcome, Suite};

/// What `test` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run one suite only
    #[arg(long, value_enum)]
    only: Option<Suite>,
}

/// Runs the suites and sums up.
///
/// # Errors
/// [`Failure::TestsFailed`], [`Failure::Interrupted`], and those of the tools that are missing.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let mut chosen = options.only.map_or_else(|| Suite::ALL.to_vec(), |suite| vec![suite]);
    let tools = tools::ensure(&chosen)?;
    chosen.retain(|suite| tools.are_enough_for(*suite));
    let mut outcomes = Vec::new();
    for suite in chosen {
        outcomes.push((suite, suite.run(&tools)?));
    }
    println!("{}", summary(&outcomes));
    if outcomes.iter().all(|(_, outcome)| outcome.problem().is_none()) {
        Ok(())
    } else {
        Err(Failure::TestsFailed)
    }
}

/// A line for each suite, and the closing line.
///
/// A suite that broke without naming a failed test counts as one, so that the closing line never says
/// that nothing failed when something did.
fn summary(outcomes: &[(Suite, Outcome)]) -> String {
    let mut lines = vec![String::new()];
    let (mut passed, mut failed) = (0, 0);
    for (suite, outcome) in outcomes {
        let problem = outcome.problem();
        passed += outcome.tally.passed;
        failed += outcome.tally.failed.max(u64::from(problem.is_some()));
        let end = problem.map_or_else(String::new, |problem| format!(" — {problem}"));
        lines.push(format!("{}: {}{end}", suite.name(), outcome.tally));
    }
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::tally::Tally;
    use super::*;

    fn outcome(passed: u64, failed: u64, broken: Option<&str>) -> Outcome {
        Outcome { tally: Tally { passed, failed }, broken: broken.map(str::to_owned) }
    }

    #[test]
    fn the_closing_line_sums_over_every_suite() {
        let text = summary(&[
            (Suite::Host, outcome(40, 0, None)),
            (Suite::Web, outcome(9, 1, Some("exit status: 1"))),
        ]);
        assert_eq!(text, "\nhost: 40 ok, 0 bad\nweb: 9 ok, 1 bad — exit status: 1\n49 passed, 1 failed");
    }

    #[test]
    fn a_suite_that_ran_nothing_or_broke_counts_as_one_failure() {
        let text =
            summary(&[(Suite::Api, outcome(0, 0, None)), (Suite::E2e, outcome(0, 0, Some("no driver")))]);
        assert_eq!(
            text,
            "\napi: 0 ok, 0 bad — it ran no test\ne2e: 0 ok, 0 bad — no driver\n0 passed, 2 failed"
        );
    }
}

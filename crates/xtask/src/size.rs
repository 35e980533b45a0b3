//! `cargo xtask size`: how many bytes of the app travel, held against budgets.
//!
//! Two sums count: what has to arrive before the pool shows its first row, and all that one person loads, in
//! one language. Bytes of answers are no part of either. A budget is raised here, by whoever can say why.

use crate::dist;
use crate::failure::Failure;
use crate::place;
use crate::sizes::{self, Sizes};
use crate::split;

/// What should travel before the first row at most; the table says where more does.
const FIRST_AIM: u64 = 150_000;
/// What may travel before the first row, compressed with brotli.
const FIRST_BUDGET: u64 = 200_000;
/// What may travel of the whole app, compressed with brotli. A little more than it is, so that growth is noticed.
const WHOLE_BUDGET: u64 = 640_000;

/// What `size` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure the release in dist/ as it is, instead of making it anew
    #[arg(long)]
    keep: bool,
    /// Say as well which crates the code comes from
    #[arg(long)]
    crates: bool,
}

/// How many crates are named; the others weigh little.
const CRATES: usize = 12;

/// Makes the app as `dist` does, prints how large it is, and judges.
///
/// # Errors
/// [`Failure::OverBudget`], and those of [`dist::app`].
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    if !options.keep {
        dist::app()?;
    }
    let files = sizes::of(&place::dist())?;
    let sums = Sums::of(&files);
    println!("{}", sizes::table(&files));
    println!("\n{}", sizes::table(&[sums.first.clone(), sums.whole.clone()]));
    println!("{}", sums.remark());
    if options.crates {
        for (part, weights) in split::weights()? {
            println!("\n{part}, code by crate, not compressed");
            for (name, bytes) in weights.into_iter().take(CRATES) {
                println!("{name:24} {bytes:>10}");
            }
        }
    }
    sums.judge()
}

/// When a file is needed.
#[derive(PartialEq, Eq)]
enum Need {
    /// Before the first row of the pool.
    First,
    /// By everybody, but later.
    Later,
    /// Only elsewhere: by readers of another language, by robots.
    Elsewhere,
}

impl Need {
    /// A file that nobody has thought of here is taken to be needed first, which is noticed.
    fn of(name: &str) -> Self {
        match name {
            "favicon.png" | "worker.js" | "manifest.webmanifest" => Self::Later,
            "robots.txt" => Self::Elsewhere,
            // What a person loads is told in English, which is neither the shortest nor the longest.
            _ if name.ends_with("words/en.txt") => Self::First,
            // Icons are for whoever installs the app. The worker keeps the other languages, at its leisure.
            _ if name.contains("words/") || name.starts_with("icons/") => Self::Elsewhere,
            _ if name.ends_with("/split_app.wasm")
                || name.ends_with("/edition.js")
                || name.ends_with("/stopped.js") =>
            {
                Self::Later
            }
            _ => Self::First,
        }
    }
}

struct Sums {
    first: Sizes,
    whole: Sizes,
}

impl Sums {
    fn of(files: &[Sizes]) -> Self {
        let needed =
            |needs: &'static [Need]| files.iter().filter(|file| needs.contains(&Need::of(&file.name)));
        Self {
            first: Sizes::sum("before the first pool row", needed(&[Need::First])),
            whole: Sizes::sum("the whole app", needed(&[Need::First, Need::Later])),
        }
    }

    fn remark(&self) -> String {
        let aim = match self.first.sent().checked_sub(FIRST_AIM) {
            Some(over) if over > 0 => format!("{over} bytes more than it should be"),
            Some(_) | None => "within its aim".to_owned(),
        };
        format!(
            "before the first row: {} of {FIRST_BUDGET} bytes ({aim}, {FIRST_AIM}); \
             the whole app: {} of {WHOLE_BUDGET} bytes",
            self.first.sent(),
            self.whole.sent()
        )
    }

    fn judge(&self) -> Result<(), Failure> {
        for (sum, budget) in [(&self.first, FIRST_BUDGET), (&self.whole, WHOLE_BUDGET)] {
            if sum.sent() > budget {
                return Err(Failure::OverBudget { what: sum.name.clone(), bytes: sum.sent(), budget });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: u64) -> Sizes {
        Sizes { name: name.to_owned(), raw: 1_000_000, copies: Some((900_000, brotli)) }
    }

    fn release(first: u64, later: u64) -> Sums {
        Sums::of(&[
            file("app-0123456789abcdef/split_app.wasm", later),
            file("app-0123456789abcdef/wattpool_bg.wasm", first),
            file("robots.txt", 1),
            file("icons/icon-512.png", 1),
            file("start-0123456789abcdef/words/de.txt", 1),
            file("start-0123456789abcdef/words/en.txt", 0),
        ])
    }

    #[test]
    fn what_comes_later_and_one_language_alone_are_told_from_what_comes_first() {
        let sums = release(100, 1_000);
        assert_eq!((sums.first.sent(), sums.whole.sent()), (100, 1_100));
        assert_eq!(sums.whole.raw, 3_000_000);
    }

    #[test]
    fn a_file_that_nobody_has_thought_of_counts_as_needed_first() {
        let sums = Sums::of(&[file("worker-0123456789abcdef.wasm", 7)]);
        assert_eq!(sums.first.sent(), 7);
    }

    #[test]
    fn a_budget_holds_to_the_last_byte() {
        let rest = WHOLE_BUDGET - FIRST_BUDGET;
        assert!(release(FIRST_BUDGET, rest).judge().is_ok());
        let failure = release(FIRST_BUDGET + 1, 0).judge().unwrap_err().to_string();
        assert!(failure.contains("before the first pool row") && failure.contains("200001"), "{failure}");
        let failure = release(FIRST_BUDGET, rest + 1).judge().unwrap_err().to_string();
        assert!(failure.contains("the whole app"), "{failure}");
    }

    #[test]
    fn more_than_the_aim_is_said_and_does_not_fail() {
        let sums = release(FIRST_AIM + 5, 0);
        assert!(sums.judge().is_ok());
        assert!(sums.remark().contains("(5 bytes more than it should be, 150000)"), "{}", sums.remark());
        assert!(release(FIRST_AIM, 0).remark().contains("within its aim"));
    }
}

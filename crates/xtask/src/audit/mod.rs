//! `cargo xtask audit`: what axe-core, Lighthouse and the Nu HTML checker say of the release, as an exchange serves it.
//!
//! What is looked at, and by which bar, is in the scripts of `crates/xtask/audit`. This installs what they need,
//! makes the release, starts an exchange on an empty database and lets them judge.

mod node;

use std::path::Path;

use crate::browser;
use crate::dist;
use crate::failure::Failure;
use crate::place;
use crate::port;
use crate::process::{self, Group};
use crate::service::Service;

/// What begins everything.
const SCRIPT: &str = "main.mjs";

/// What can be judged.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Audit {
    /// axe-core on every screen: colours, directions, widths.
    Axe,
    /// What no checker sees: narrow windows, targets, focus, forced colours, motion.
    Fit,
    /// Lighthouse on the pages that people come to first.
    Lighthouse,
    /// The Nu HTML checker on the markup of every screen.
    Vnu,
}

/// What `audit` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run one audit only
    #[arg(long, value_enum)]
    only: Option<Audit>,
    /// Only what has this in its name, such as "/pool" or "· ar"
    #[arg(long)]
    filter: Option<String>,
    /// Judge the release in dist/ and target/release as it is, instead of making it anew
    #[arg(long)]
    keep: bool,
    /// Print how fast pages are, but do not judge it: the machine has other work
    #[arg(long)]
    busy: bool,
    /// Leave a picture of each screen in target/audit
    #[arg(long)]
    pictures: bool,
    /// Where the exchange listens
    #[arg(long, default_value_t = 3100)]
    port: u16,
}

/// Judges, and prints a line for each check and a closing line.
///
/// # Errors
/// [`Failure::TestsFailed`], and whatever kept it from judging.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    port::check_free(options.port, "--port")?;
    let scripts = node::ensure()?;
    browser::ensure()?;
    let browser = browser::program()?;
    let wants_markup = options.only.is_none_or(|audit| audit == Audit::Vnu);
    let has_java = wants_markup && node::ensure_java()?;
    if !options.keep {
        dist::run()?;
    }
    let results = place::audit();
    place::remove_folder(&results)?;
    place::make_folder(&results)?;
    let database = format!("sqlite://{}", results.join("exchange.db").display());
    let _exchange = exchange(options.port, &database)?;

    let mut judge = process::command("node");
    judge.arg(scripts.join(SCRIPT)).args(["--home", &format!("http://localhost:{}", options.port)]);
    judge.args(["--database", &database]).arg("--exchange").arg(place::exchange(true));
    judge.arg("--dist").arg(place::dist()).arg("--browser").arg(&browser).arg("--results").arg(&results);
    if let Some(only) = options.only.as_ref().and_then(clap::ValueEnum::to_possible_value) {
        judge.args(["--only", only.get_name()]);
    }
    if let Some(filter) = &options.filter {
        judge.args(["--filter", filter]);
    }
    for (is_wanted, flag) in
        [(options.busy, "--busy"), (options.pictures, "--pictures"), (wants_markup && !has_java, "--no-java")]
    {
        if is_wanted {
            judge.arg(flag);
        }
    }
    if Group::start(&mut judge)?.wait()?.success() { Ok(()) } else { Err(Failure::TestsFailed) }
}

/// An exchange that serves the release.
fn exchange(port: u16, database: &str) -> Result<Service, Failure> {
    place::make_folder(&place::serve())?;
    let mut command = process::command(place::exchange(true));
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--database", database]);
    command.arg("--dist").arg::<&Path>(&place::dist()).arg("--insecure-http");
    let mut exchange = Service::start_logged("the exchange", "audit.log", &mut command)?;
    exchange.wait_for_answer(port)?;
    Ok(exchange)
}

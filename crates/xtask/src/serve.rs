//! `cargo xtask serve`: a live market on this machine, from a fresh checkout to one address to open.
//!
//! Whatever takes long comes after the ports were looked at, and whatever can fail comes before the
//! address is said. The exchange and its traders write to files; builds write to the terminal.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::interruption;
use crate::place;
use crate::port;
use crate::process;
use crate::service::Service;
use crate::tool;
use crate::trunk;

/// How many traders there are, and how many deals they make a second.
const TRADERS: [&str; 4] = ["--accounts", "20", "--rate", "2"];

/// What `serve` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Where to open the app in a browser
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the exchange listens
    #[arg(long, default_value_t = 3000)]
    exchange_port: u16,
    /// The file of the exchange's database, or its sqlite:// or postgres:// address
    #[arg(long, default_value = "sqlite://wattpool.db")]
    database: String,
    /// Build the app and the exchange as they are released
    #[arg(long)]
    release: bool,
    /// Leave out the traders who keep the pool alive
    #[arg(long)]
    no_simulation: bool,
}

/// Runs until Ctrl-C or until a child ends.
///
/// # Errors
/// Whatever kept it from starting, and [`Failure::Died`].
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    check_ports(options)?;
    tool::ensure_wasm_target()?;
    tool::ensure_trunk()?;
    tool::ensure_wasm_bindgen()?;
    let profile: &[&str] = if options.release { &["--release"] } else { &[] };
    let app = place::serve().join("app");
    place::make_folder(&app)?;
    let settings = trunk::write_settings(options.exchange_port, &app)?;
    process::run(
        "the build of the exchange",
        process::cargo().args(["build", "--package", "exchange"]).args(profile),
    )?;
    process::run(
        "the build of the app",
        trunk::command().arg("build").arg("--config").arg(&settings).args(profile),
    )?;
    // Somebody may have come first while we were building.
    check_ports(options)?;

    let mut services = vec![exchange(options, &app)?, page(options, &settings, profile)?];
    if !options.no_simulation {
        services.push(traders(options)?);
    }
    println!(
        "Wattpool is open at http://localhost:{} (logs in {}; Ctrl-C ends everything)",
        options.port,
        place::serve().display()
    );
    watch(&mut services)
}

fn check_ports(options: &Options) -> Result<(), Failure> {
    if options.port == options.exchange_port {
        return Err(Failure::PortTwice(options.port));
    }
    port::check_free(options.port, "--port")?;
    port::check_free(options.exchange_port, "--exchange-port")
}

fn exchange(options: &Options, app: &Path) -> Result<Service, Failure> {
    let mut command = process::command(place::exchange(options.release));
    command.args(["serve", "--listen", &format!("127.0.0.1:{}", options.exchange_port)]);
    command.args(["--database", &database(&options.database)]).arg("--dist").arg(app);
    let mut exchange = Service::start_logged("the exchange", "exchange.log", &mut command)?;
    exchange.wait_for_answer(options.exchange_port)?;
    Ok(exchange)
}

fn page(options: &Options, settings: &Path, profile: &[&str]) -> Result<Service, Failure> {
    let mut command = trunk::command();
    command.args(["serve", "--address", "127.0.0.1", "--port", &options.port.to_string()]);
    command.arg("--config").arg(settings).args(profile);
    let mut page = Service::start("trunk serve", &mut command)?;
    page.wait_for_answer(options.port)?;
    Ok(page)
}

fn traders(options: &Options) -> Result<Service, Failure> {
    let mut command = process::command(place::exchange(options.release));
    command.args(["simulate", "--url", &format!("http://127.0.0.1:{}", options.exchange_port)]).args(TRADERS);
    Service::start_logged("the simulation", "simulation.log", &mut command)
}

/// A path as typed is relative to where it was typed, while the exchange runs in the checkout.
fn database(typed: &str) -> String {
    if ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| typed.starts_with(scheme)) {
        return typed.to_owned();
    }
    let folder = env::current_dir().unwrap_or_else(|_| PathBuf::new());
    format!("sqlite://{}", folder.join(typed).display())
}

/// Waits for Ctrl-C, or for a child to end.
fn watch(services: &mut [Service]) -> Result<(), Failure> {
    loop {
        services.iter_mut().try_for_each(Service::check)?;
        if interruption::pause().is_err() {
            println!("xtask: everything is being ended");
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_may_be_an_address_or_a_path_from_where_one_is() {
        for address in ["sqlite://wattpool.db", "postgres://mara@localhost/wattpool"] {
            assert_eq!(database(address), address);
        }
        assert_eq!(database("/tmp/x.db"), "sqlite:///tmp/x.db");
        let here = env::current_dir().unwrap();
        assert_eq!(database("x.db"), format!("sqlite://{}/x.db", here.display()));
    }
}

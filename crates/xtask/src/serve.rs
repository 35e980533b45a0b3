//! `cargo xtask serve`: a live market on this machine, from a fresh checkout to one address to open.
//!
//! Whatever takes long comes after the ports were looked at, and whatever can fail comes before the
//! address is said. The exchange and its traders write to files; builds write to the terminal.

use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::interruption;
use crate::place;
use crate::port;
use crate::process::{self, Group};
use crate::tool;
use crate::trunk;

/// How long a started child may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(120);
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
    /// The file of the exchange's database, or its sqlite:// address
    #[arg(long, default_value = "sqlite://wattpool.db")]
    database: String,
    /// Build the app and the exchange as they are released
    #[arg(long)]
    release: bool,
    /// Leave out the traders who keep the pool alive
    #[arg(long)]
    no_simulation: bool,
}

/// A child that has to go on, and where it writes to.
struct Service {
    what: &'static str,
    place: String,
    group: Group,
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

    let mut services = vec![exchange(options, &app)?];
    let mut page = trunk::command();
    page.args(["serve", "--address", "127.0.0.1", "--port", &options.port.to_string()]);
    page.arg("--config").arg(&settings).args(profile);
    let mut page =
        Service { what: "trunk serve", place: "the lines above".to_owned(), group: Group::start(&mut page)? };
    port::wait_for(page.what, &mut page.group, options.port, START_LIMIT, &page.place)?;
    services.push(page);
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
    let mut exchange = start("the exchange", "exchange.log", &mut command)?;
    port::wait_for(exchange.what, &mut exchange.group, options.exchange_port, START_LIMIT, &exchange.place)?;
    Ok(exchange)
}

fn traders(options: &Options) -> Result<Service, Failure> {
    let mut command = process::command(place::exchange(options.release));
    command.args(["simulate", "--url", &format!("http://127.0.0.1:{}", options.exchange_port)]).args(TRADERS);
    start("the simulation", "simulation.log", &mut command)
}

/// Starts a child that writes to a file.
fn start(what: &'static str, file: &str, command: &mut Command) -> Result<Service, Failure> {
    let path = place::serve().join(file);
    let log = File::create(&path).and_then(|log| Ok((log.try_clone()?, log)));
    let (output, errors) = log.map_err(|error| Failure::File { path: path.clone(), error })?;
    let group = Group::start(command.stdout(output).stderr(errors))?;
    Ok(Service { what, place: path.display().to_string(), group })
}

/// A path as typed is relative to where it was typed, while the exchange runs in the checkout.
fn database(typed: &str) -> String {
    if typed.starts_with("sqlite:") {
        return typed.to_owned();
    }
    let folder = env::current_dir().unwrap_or_else(|_| PathBuf::new());
    format!("sqlite://{}", folder.join(typed).display())
}

fn watch(services: &mut [Service]) -> Result<(), Failure> {
    loop {
        for service in &mut *services {
            if let Some(status) = service.group.ended() {
                return Err(Failure::Died { what: service.what, status, place: service.place.clone() });
            }
        }
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
        assert_eq!(database("sqlite://wattpool.db"), "sqlite://wattpool.db");
        assert_eq!(database("/tmp/x.db"), "sqlite:///tmp/x.db");
        let here = env::current_dir().unwrap();
        assert_eq!(database("x.db"), format!("sqlite://{}/x.db", here.display()));
    }
}

//! The command line of the exchange: `serve`, `simulate`, `operator` and `audit`.
//!
//! It opens the listener and turns the outcome into an exit code: 1 for a taken port or books that are wrong, 2 for a
//! database that cannot be opened, 3 for anything else.

mod arguments;
mod stop;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use domain::credits::Credits;
use exchange::clock::Clock;
use exchange::error::Error;
use exchange::hash_count::HashCount;
use exchange::settings::{HashCost, Limits, Settings};
use exchange::simulate::Simulation;
use exchange::{audit, operator};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Audit, Command, Operator, Serve, Simulate};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn,reqwest=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let outcome = match arguments.command {
        Command::Serve(serve) => run(serve).await,
        Command::Simulate(Simulate { url, accounts, rate }) => {
            tokio::select! {
                outcome = (Simulation { url, accounts, rate }).run() => outcome,
                () = stop::told() => Ok(()),
            }
        }
        Command::Operator(operator) => appoint(operator).await,
        Command::Audit(audit) => match look(audit).await {
            Ok(false) => return ExitCode::from(1),
            sound => sound.map(|_| ()),
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{} {error}", error.code(domain::status::Level::Service).number());
            ExitCode::from(exit_code(&error))
        }
    }
}

fn exit_code(error: &Error) -> u8 {
    if matches!(error, Error::PortInUse(_)) {
        1
    } else if matches!(error, Error::DatabaseUnavailable(_)) {
        2
    } else {
        3
    }
}

async fn run(serve: Serve) -> Result<(), Error> {
    let listener = TcpListener::bind(serve.listen).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            Error::PortInUse(serve.listen)
        } else {
            Error::CannotListen(error)
        }
    })?;
    let settings = Settings {
        database: serve.database,
        dist: serve.dist,
        persist_dir: serve.persist_dir,
        opening_balance: Credits(serve.opening_balance),
        power_unit: serve.power_unit,
        confirm_above: Credits(serve.confirm_above),
        hold_for: Duration::from_secs(serve.hold_seconds),
        is_insecure_http: serve.insecure_http,
        conceals_accounts: serve.conceal_accounts,
        sign_ups: serve.sign_ups,
        clock: Clock::default(),
        hash_cost: HashCost::default(),
        hash_count: HashCount::default(),
        sweep_every: Duration::from_secs(1),
        limits: Limits::default(),
    };
    tokio::select! {
        outcome = exchange::run(listener, settings, stop::told()) => outcome,
        () = stop::told_twice() => Err(Error::Fault("told to stop twice: what was under way is cut".to_owned())),
    }
}

async fn appoint(Operator { name, revoke, database }: Operator) -> Result<(), Error> {
    let name = operator::appoint(&database, &name, !revoke).await?;
    println!("{name} is {} operator", if revoke { "no" } else { "an" });
    Ok(())
}

/// Prints everything that is wrong, and says whether nothing is.
async fn look(Audit { database }: Audit) -> Result<bool, Error> {
    let findings = audit::findings(&database).await?;
    for finding in &findings {
        // Whoever reads no further than this line has learnt enough.
        let _ = writeln!(io::stdout(), "{finding}");
    }
    tracing::info!("{}", if findings.is_empty() { "the books are right" } else { "the books are wrong" });
    Ok(findings.is_empty())
}

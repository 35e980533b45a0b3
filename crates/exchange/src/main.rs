//! The command line of the exchange: `serve`, `simulate`, `operator`, `audit`, `backup`, `renew` and `healthcheck`.
//!
//! It begins the log, opens the listener and turns the outcome into an exit code: 1 for a taken port or books that are
//! wrong, 2 for a database that cannot be opened, 3 for anything else.

mod arguments;
mod logging;
mod operation_options;
mod stop;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use domain::credits::Credits;
use exchange::app::{App, Kept};
use exchange::clock::Clock;
use exchange::error::Error;
use exchange::hash_count::HashCount;
use exchange::settings::{HashCost, Limits, Settings};
use exchange::simulate::Simulation;
use exchange::{audit, backup, operator};

use arguments::{Arguments, Audit, Backup, Command, Healthcheck, Operator, Renew, Serve, Simulate};

/// How long an exchange may take to say that it is ready.
const HEALTH_LIMIT: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let _log = logging::begin(arguments.log);
    let outcome = match arguments.command {
        Command::Serve(serve) => run(*serve).await,
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
        Command::Backup(backup) => back_up(backup).await,
        Command::Renew(Renew { database }) => backup::renew(&database).await,
        Command::Healthcheck(Healthcheck { url }) => {
            return if is_ready(&url).await { ExitCode::SUCCESS } else { ExitCode::from(1) };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let code = error.code(domain::status::Level::Service).number();
            tracing::error!(code, "{code} {error}");
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
    let operation = serve.operation.operation(serve.insecure_http)?;
    let listener = exchange::listen(serve.listen).await?;
    let app = match (serve.dist, Kept::embedded()) {
        (None, Some(kept)) => App::Kept(kept),
        (folder, _) => App::Folder(folder.unwrap_or_else(|| PathBuf::from("dist"))),
    };
    let settings = Settings {
        database: serve.database,
        app,
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
        operation,
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

async fn back_up(Backup { file, database }: Backup) -> Result<(), Error> {
    let bytes = backup::back_up(&database, &file).await?;
    println!("{}: {bytes} bytes", file.display());
    Ok(())
}

/// Whether a running exchange says that it is ready.
async fn is_ready(url: &str) -> bool {
    let asked =
        async { reqwest::Client::builder().timeout(HEALTH_LIMIT).no_proxy().build()?.get(url).send().await };
    match asked.await {
        Ok(answer) => answer.status().is_success(),
        Err(error) => {
            tracing::error!("{error}");
            false
        }
    }
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

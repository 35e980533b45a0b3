//! An exchange that starts, and two that cannot: their codes stand in the log, and scripts read the exit code.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use domain::status::Code;

use super::table::{Shown, codes};
use crate::Trouble;
use crate::exchange::{Exchange, Manner, command};

#[tokio::test]
async fn an_exchange_that_starts_or_cannot_says_so_by_code_in_its_log() -> Result<(), Trouble> {
    let folder = tempfile::tempdir()?;
    let exchange = Exchange::start(folder.path().join("exchange.log"), Manner::ORDINARY).await?;
    let mut said = spoken(&exchange.log()?);
    assert_eq!(said, BTreeSet::from([Code::DatabaseConnected, Code::ServiceRunning]));

    let fresh = format!("sqlite://{}", folder.path().join("fresh.db").display());
    let late = serve(exchange.port(), &fresh)?;
    assert_eq!(late.status.code(), Some(1));
    assert_eq!(spoken_by(&late), BTreeSet::from([Code::PortInUse]));

    let file = folder.path().join("letter.db");
    fs::write(&file, "Dear exchange, this is a letter and no database.".repeat(100))?;
    let lost = serve(0, &format!("sqlite://{}", file.display()))?;
    assert_eq!(lost.status.code(), Some(2));
    assert_eq!(spoken_by(&lost), BTreeSet::from([Code::DatabaseUnavailable]));

    said.extend(spoken_by(&late));
    let only_here = codes(|shown| shown == Shown::InTheLog);
    assert!(only_here.is_subset(&said), "{only_here:?} are not all among {said:?}");
    Ok(())
}

/// Runs an exchange that is expected to end by itself.
fn serve(port: u16, database: &str) -> Result<Output, Trouble> {
    let listen = format!("127.0.0.1:{port}");
    Ok(command().args(["serve", "--listen", &listen, "--database", database]).output()?)
}

fn spoken_by(output: &Output) -> BTreeSet<Code> {
    spoken(&String::from_utf8_lossy(&output.stderr))
}

/// The codes that lines of a log speak, but for those of requests.
fn spoken(log: &str) -> BTreeSet<Code> {
    let words: BTreeSet<&str> = log.split_whitespace().collect();
    Code::ALL.iter().copied().filter(|code| words.contains(code.number().to_string().as_str())).collect()
}

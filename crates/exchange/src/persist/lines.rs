//! The file's format: JSON Lines, which `docs/GLOBAL-DATA.md` describes. A header, then every account, every
//! lot and every entry of the ledger.
//!
//! Lots stand there as on the wire. It decides on no order and writes no file.

use domain::lot::Lot;
use domain::timestamp::Timestamp;
use protocol::service::GlobalData;
use serde::Serialize;

use crate::error::Error;
use crate::store::global_data::{Entry, Holder};

/// What kind of file it is.
const FORMAT: &str = "wattpool-global-data";
/// The version of its format; a change that a reader has to know of makes a new one.
const VERSION: u32 = 1;

/// One line.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Line<'a> {
    Header {
        format: &'static str,
        version: u32,
        time: u64,
        #[serde(flatten)]
        figures: GlobalData,
        entry_num: u64,
    },
    Account {
        name: &'a str,
        address: String,
        balance: u64,
    },
    Lot(protocol::lot::Lot),
    Entry {
        id: i64,
        account: Option<String>,
        amount: i64,
        tx_hash: Option<String>,
        at: u64,
    },
}

/// The first line.
///
/// # Errors
/// As [`push`].
pub(super) fn header(
    figures: &domain::global_data::GlobalData,
    entries: u64,
    time: Timestamp,
) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    let figures = GlobalData::from(figures);
    push(
        &mut text,
        &Line::Header { format: FORMAT, version: VERSION, time: time.0, figures, entry_num: entries },
    )?;
    Ok(text)
}

/// The lines of some accounts.
///
/// # Errors
/// As [`push`].
pub(super) fn accounts(holders: &[Holder]) -> Result<Vec<u8>, Error> {
    all(holders, |Holder { id: _, name, address, balance }| Line::Account {
        name,
        address: address.to_string(),
        balance: balance.0,
    })
}

/// The lines of some lots.
///
/// # Errors
/// As [`push`].
pub(super) fn lots(lots: &[Lot]) -> Result<Vec<u8>, Error> {
    all(lots, |lot| Line::Lot(lot.into()))
}

/// The lines of some entries of the ledger.
///
/// # Errors
/// As [`push`].
pub(super) fn entries(entries: &[Entry]) -> Result<Vec<u8>, Error> {
    all(entries, |Entry { id, account, amount, lot, at }| Line::Entry {
        id: *id,
        account: account.map(|address| address.to_string()),
        amount: *amount,
        tx_hash: lot.map(|hash| hash.to_string()),
        at: at.0,
    })
}

fn all<'a, T>(rows: &'a [T], line: impl Fn(&'a T) -> Line<'a>) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    rows.iter().try_for_each(|row| push(&mut text, &line(row)))?;
    Ok(text)
}

/// Adds a line.
///
/// # Errors
/// [`Error::Fault`] for what JSON cannot hold.
fn push(text: &mut Vec<u8>, line: &Line<'_>) -> Result<(), Error> {
    serde_json::to_writer(&mut *text, line)
        .map_err(|error| Error::Fault(format!("a line of the global data: {error}")))?;
    text.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::Address;
    use domain::credits::Credits;

    #[test]
    fn a_line_feed_in_a_name_makes_no_second_line() {
        let holder =
            Holder { id: 1, name: "a\n\"b\"\u{2028}".into(), address: Address([1; 20]), balance: Credits(7) };
        let text = String::from_utf8(accounts(&[holder]).unwrap()).unwrap();
        assert_eq!(text.matches('\n').count(), 1);
        let line: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["name"], "a\n\"b\"\u{2028}");
    }

    #[test]
    fn the_exchanges_own_side_of_an_opening_balance_has_neither_account_nor_lot() {
        let entry = Entry { id: 1, account: None, amount: -1000, lot: None, at: Timestamp(5) };
        let text = String::from_utf8(entries(&[entry]).unwrap()).unwrap();
        let expected = r#"{"kind":"entry","id":1,"account":null,"amount":-1000,"txHash":null,"at":5}"#;
        assert_eq!(text.trim_end(), expected);
    }
}

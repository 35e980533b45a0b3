//! Files of lots as the app hands them out: a template, the rows that cannot be used, and the lots that are not in
//! the pool. Each is read again as it was written.

use super::course::{ItemOutcome, Shipment};
use super::file::LotFile;
use super::{COLUMNS, Item};
use crate::calendar;
use crate::csv::Table;
use crate::delivery::Delivered;
use crate::delivery::Delivery;
use crate::timestamp::Timestamp;

/// One lot of each type, as somebody would write it down.
const EXAMPLES: [[&str; COLUMNS.len()]; 3] = [
    ["solar", "12500", "4200", "7", "24", "South roof"],
    ["water", "80000", "15000", "", "72", "Mill, \"old wheel\"; all night"],
    ["wind", "250000", "30000", "120", "168", ""],
];

fn headed() -> Table {
    Table::headed(&COLUMNS.map(|column| column.token()))
}

/// A file with the header row and a lot of each type.
#[must_use]
pub fn template() -> String {
    let mut table = headed();
    for example in &EXAMPLES {
        table.push(example);
    }
    table.into_text()
}

/// The rows of a file that cannot be used, as they are.
#[must_use]
pub fn unusable(file: &LotFile) -> String {
    let mut table = headed();
    for row in file.rows.iter().filter(|row| row.lot.is_err()) {
        table.push(&row.cells.each_ref().map(String::as_str));
    }
    table.into_text()
}

/// The lots of a shipment that are certainly not in the pool: those that were refused, and those that were not sent.
#[must_use]
pub fn unshipped(shipment: &Shipment) -> String {
    let mut table = headed();
    let sent = if shipment.sent_at.is_some() { shipment.next_size() } else { 0 };
    let open = shipment.items.iter().filter(|item| item.outcome.is_none()).skip(sent);
    let is_refused =
        |item: &&Item| matches!(item.outcome, Some(ItemOutcome::Told(Delivered::Refused { .. })));
    for item in shipment.items.iter().filter(is_refused).chain(open) {
        table.push(&cells(&item.delivery).each_ref().map(String::as_str));
    }
    table.into_text()
}

fn cells(delivery: &Delivery) -> [String; COLUMNS.len()] {
    let Delivery { energy_type, power, amount, value, timestamp_expire, note } = delivery;
    [
        energy_type.token().to_owned(),
        amount.get().to_string(),
        power.get().to_string(),
        value.map(|value| value.get().to_string()).unwrap_or_default(),
        written(*timestamp_expire),
        note.as_str().to_owned(),
    ]
}

fn written(moment: Timestamp) -> String {
    calendar::write(moment).unwrap_or_else(|| moment.0.to_string())
}

//! A lot as one line of text. Its parts stand between tabs, and what a note has of those and of ends of lines is written
//! otherwise.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotStatus, Note};
use domain::timestamp::Timestamp;
use engine::Row;

/// Writes what a row shows of its lot, the note at last.
pub(super) fn write(row: Row<'_>, text: &mut String) {
    let parts = [
        row.hash().to_string(),
        row.block_height().to_string(),
        row.timestamp_sell().0.to_string(),
        row.timestamp_expire().0.to_string(),
        row.power().get().to_string(),
        row.amount().get().to_string(),
        row.value().get().to_string(),
        row.energy_type().token().to_owned(),
        row.seller().to_string(),
        escaped(row.note()),
    ];
    text.push_str(&parts.join("\t"));
}

/// Reads a lot; nothing of a line that is not whole, or of a lot that could not be.
pub(super) fn lot(line: &str) -> Option<Lot> {
    let mut parts = line.split('\t');
    let mut part = || parts.next();
    Some(Lot {
        hash: part()?.parse().ok()?,
        status: LotStatus::Waiting,
        block_height: part()?.parse().ok()?,
        timestamp_sell: Timestamp(part()?.parse().ok()?),
        timestamp_buy: None,
        timestamp_expire: Timestamp(part()?.parse().ok()?),
        power: Watts::new(part()?.parse().ok()?).ok()?,
        amount: WattHours::new(part()?.parse().ok()?).ok()?,
        value: LotPrice::new(part()?.parse().ok()?).ok()?,
        energy_type: EnergyType::parse(part()?).ok()?,
        seller: part()?.parse::<Address>().ok()?,
        buyer: None,
        note: Note::parse(&unescaped(part()?)).ok()?,
    })
}

fn escaped(note: &str) -> String {
    note.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

fn unescaped(note: &str) -> String {
    let mut text = String::with_capacity(note.len());
    let mut signs = note.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            other => text.extend(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_reads_as_it_was_written_whatever_is_in_it() {
        for note in ["", "South roof", "two\nlines\tand a tab", "C:\\new\\table", "\\\\n", "☀️ شمس", "end\\"]
        {
            assert_eq!(unescaped(&escaped(note)), note);
            assert!(!escaped(note).contains(['\n', '\t', '\r']), "{note}");
        }
    }

    #[test]
    fn a_line_that_was_cut_off_is_no_lot() {
        assert_eq!(lot(""), None);
        assert_eq!(lot("ab\t1\t2\t3"), None);
    }
}

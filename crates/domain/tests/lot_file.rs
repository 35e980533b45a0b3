//! Files of lots: any text is read without a panic, what the app writes is read as it was meant, and every row is
//! told apart.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use proptest::prelude::*;
use wattpool_domain::calendar::LocalTime;
use wattpool_domain::credits::Credits;
use wattpool_domain::csv::{Records, Separator, Table, unguarded};
use wattpool_domain::delivery::Delivered;
use wattpool_domain::form::{Field, Problem, Problems};
use wattpool_domain::idempotency::IdempotencyKey;
use wattpool_domain::shipment::{
    self, FileProblem, ItemOutcome, LotFile, MAX_BYTES, MAX_LOTS, Shipment, Tally,
};
use wattpool_domain::status::Code;
use wattpool_domain::timestamp::Timestamp;

/// 2026-12-01T18:00:00Z.
const NOW: Timestamp = Timestamp(1_796_148_000_000);
const HOUR: u64 = 3_600_000;
const HEADER: &str = "type,amount,power,value,timestampExpire,inputData";

/// Somebody who lives in the zone of Greenwich, at any time of that December.
fn zone(time: LocalTime) -> Option<Timestamp> {
    let hours = u64::from(time.day - 1) * 24 + u64::from(time.hour);
    (time.month == 12).then(|| Timestamp(NOW.0 - 18 * HOUR + hours * HOUR + u64::from(time.minute) * 60_000))
}

fn read(text: &str) -> Result<LotFile, FileProblem> {
    LotFile::read(text, NOW, &zone)
}

fn one(row: &str) -> Result<wattpool_domain::delivery::Delivery, Problems> {
    read(&format!("{HEADER}\n{row}")).unwrap().rows.remove(0).lot
}

#[test]
fn the_template_is_a_good_file_with_a_lot_of_each_type() {
    let file = read(&shipment::template()).unwrap();
    assert_eq!(file.good().count(), 3);
    assert_eq!(file.energy(), 342_500);
    assert_eq!(file.price(), Credits(127));
    assert_eq!(file.rows[0].number, 2);
    let lot = file.rows[1].lot.as_ref().unwrap();
    assert_eq!(lot.note.as_str(), "Mill, \"old wheel\"; all night");
    assert_eq!((lot.value, lot.timestamp_expire), (None, Timestamp(NOW.0 + 72 * HOUR)));
}

#[test]
fn the_header_row_says_what_parts_the_cells_and_where_the_columns_are() {
    for text in [
        "inputData;Power;TYPE;amount;timestampexpire;colour\r\nroof;4200;Solar;12500;24;red\r\n",
        "amount\ttype\ttimestampExpire\tpower\tinputData\n12500\tsolar\t24\t4200\troof",
        "\u{feff}\"type\",\"amount\",\"power\",\"timestampExpire\",\"inputData\"\n\"solar\",\"12500\",\"4200\",\"24\",\"roof\"",
        "type,amount,power,timestampExpire,inputData\n\n,,,,\nsolar,12 500,4200.0,24,roof,\n",
    ] {
        let file = read(text).unwrap();
        let (_, lot) = file.good().next().unwrap();
        assert_eq!((lot.power.get(), lot.amount.get(), lot.note.as_str()), (4_200, 12_500, "roof"), "{text}");
        assert_eq!(file.rows.len(), 1);
    }
}

#[test]
fn an_end_is_hours_from_now_a_time_here_a_time_anywhere_or_milliseconds() {
    for (end, expected) in [
        ("24", NOW.0 + 24 * HOUR),
        ("2160", NOW.0 + 2160 * HOUR),
        ("2026-12-02T18:00", NOW.0 + 24 * HOUR),
        ("2026-12-02 18:00:00", NOW.0 + 24 * HOUR),
        ("2026-12-02T18:00:00Z", NOW.0 + 24 * HOUR),
        ("2026-12-02T18:00+01:00", NOW.0 + 23 * HOUR),
        ("1796151600000", NOW.0 + HOUR),
    ] {
        assert_eq!(one(&format!("wind,1,1,,{end},")).unwrap().timestamp_expire, Timestamp(expected), "{end}");
    }
    for (end, problem) in [
        ("", Problem::Missing),
        ("0", Problem::Past),
        ("2161", Problem::TooFar),
        ("2027-12-02T18:00Z", Problem::TooFar),
        ("2026-11-02T18:00Z", Problem::Past),
        ("2026-12-02", Problem::Malformed),
        ("tomorrow", Problem::Malformed),
        ("-3", Problem::Malformed),
        ("1.5", Problem::Malformed),
    ] {
        let problems = one(&format!("wind,1,1,,{end},")).unwrap_err();
        assert_eq!(problems, Problems::one(Field::TimestampExpire, problem), "{end}");
    }
}

#[test]
fn each_bad_cell_of_a_row_is_named_and_the_other_rows_stay() {
    let text =
        format!("{HEADER}\ncoal,-1,\"1,500\",2.5,,{}\nwind,1,1,1,24,\nsolar,,x,0,24,a,b", "x".repeat(281));
    let file = read(&text).unwrap();
    let problems = file.rows[0].lot.as_ref().unwrap_err();
    let expected = [
        (Field::EnergyType, Problem::Unknown),
        (Field::Amount, Problem::TooSmall),
        (Field::Power, Problem::Ambiguous),
        (Field::Value, Problem::NotWhole),
        (Field::TimestampExpire, Problem::Missing),
        (Field::InputData, Problem::TooLong),
    ];
    assert_eq!(problems.iter().collect::<Vec<_>>(), expected);
    assert_eq!(file.good().map(|(row, _)| row).collect::<Vec<_>>(), [3]);
    // A note with a separator and no quotation marks: what stands where is not known.
    assert_eq!(file.rows[2].lot, Err(Problems::one(Field::Request, Problem::TooLong)));
    let rest = read(&shipment::unusable(&file)).unwrap();
    assert_eq!(rest.rows.len(), 2);
    assert_eq!((&rest.rows[0].cells, &rest.rows[0].lot), (&file.rows[0].cells, &file.rows[0].lot));
}

#[test]
fn a_file_that_cannot_be_read_at_all_says_why() {
    for (text, problem) in [
        ("", FileProblem::Empty),
        ("\u{feff} \n", FileProblem::Empty),
        (HEADER, FileProblem::Empty),
        ("type;amount\nwind;1", FileProblem::NoColumns(vec![Field::Power, Field::TimestampExpire])),
        ("type,amount,power,timestampExpire\nwind,1,1,\"24\nwind", FileProblem::UnclosedQuote(2)),
    ] {
        assert_eq!(read(text), Err(problem), "{text:?}");
    }
    let rows = |count: usize| format!("{HEADER}\n{}", "wind,1,1,,24,\n".repeat(count));
    assert_eq!(read(&rows(MAX_LOTS)).unwrap().rows.len(), MAX_LOTS);
    assert_eq!(read(&rows(MAX_LOTS + 1)), Err(FileProblem::TooManyRows));
    assert_eq!(read(&"x".repeat(MAX_BYTES + 1)), Err(FileProblem::TooLarge));
    assert_eq!(LotFile::read_bytes(b"type\xff", NOW, &zone), Err(FileProblem::NotText));
}

fn of(lots: usize) -> Shipment {
    let text = format!("{HEADER}\n{}", "wind,1,1,,24,\n".repeat(lots));
    let file = read(&text).unwrap();
    let good = file.good().map(|(row, lot)| (row, lot.clone()));
    Shipment::new(IdempotencyKey::of([7; 16]), good)
}

fn refused() -> ItemOutcome {
    let status = Code::LotRequestMalformed.into();
    ItemOutcome::Told(Delivered::Refused { status, problems: Problems::default() })
}

#[test]
fn a_shipment_goes_out_in_parcels_each_lot_in_one_and_each_under_its_own_key() {
    for lots in [1, 10, 11, 25, 999, MAX_LOTS] {
        let mut shipment = of(lots);
        let (mut keys, mut sent) = (Vec::new(), 0);
        while let Some(parcel) = shipment.next() {
            assert_eq!(shipment.next(), Some(parcel.clone()), "it stays the same until it is settled");
            assert!((1..=500).contains(&parcel.deliveries.len()));
            keys.push(parcel.key.to_string());
            sent += parcel.deliveries.len();
            shipment.settle(vec![refused(); parcel.deliveries.len()]);
        }
        keys.dedup();
        assert_eq!((sent, keys.len()), (lots, lots.div_ceil(shipment.parcel)));
        assert!(keys.len() <= 20, "{lots}");
    }
}

#[test]
fn what_is_not_in_the_pool_is_written_to_be_sent_again_and_what_may_be_is_not() {
    let mut shipment = of(25);
    let mut outcomes = vec![ItemOutcome::Unknown; 10];
    outcomes[0] = refused();
    shipment.settle(outcomes);
    assert_eq!(shipment.tally(), Tally { all: 25, in_pool: 0, refused: 1, unknown: 9 });
    shipment.sent_at = Some(NOW);
    assert_eq!(read(&shipment::unshipped(&shipment)).unwrap().good().count(), 1 + 5);
    shipment.sent_at = None;
    assert_eq!(read(&shipment::unshipped(&shipment)).unwrap().good().count(), 1 + 15);
    shipment.give_up();
    assert_eq!(shipment.tally().open(), 5);
}

#[test]
fn a_parcel_is_sent_again_as_long_as_its_key_is_known_and_a_stopped_shipment_waits_for_no_other() {
    let mut shipment = of(25);
    let later = Timestamp(NOW.0 + 24 * HOUR);
    assert!(shipment.is_repeatable(later), "it was never sent");
    shipment.sent_at = Some(NOW);
    assert!(shipment.is_repeatable(NOW) && !shipment.is_repeatable(later));
    shipment.is_stopped = true;
    assert!(!shipment.is_over(), "what was sent is waited for");
    shipment.settle(vec![refused(); 10]);
    assert!(shipment.is_over());
    shipment.is_stopped = false;
    assert!(!shipment.is_over());
}

#[test]
fn outcomes_of_another_number_than_the_lots_settle_nothing() {
    let mut shipment = of(25);
    shipment.settle(vec![refused(); 9]);
    assert_eq!(shipment.tally().settled(), 0);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let _ = read(&text);
        let _ = read(&format!("{HEADER}\n{text}"));
        let _ = LotFile::read_bytes(&bytes, NOW, &zone);
        let _ = LotFile::read(&format!("{HEADER}\nwind,1,1,1,{text},"), Timestamp(u64::MAX), &zone);
    }

    #[test]
    fn rows_of_odd_cells_are_read_without_a_panic(
        cells in prop::collection::vec(prop::collection::vec("[-+'\",;\t\r\n0-9.=@a-zTZ:☀ ]{0,9}", 0..9), 0..9),
        separator in "[,;\t]",
    ) {
        let rows: Vec<_> = cells.iter().map(|row| row.join(&separator)).collect();
        let _ = read(&format!("{}\n{}", HEADER.replace(',', &separator), rows.join("\n")));
    }

    #[test]
    fn whatever_is_written_reads_back(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 1..5), 0..9)) {
        let mut table = Table::headed(&["first"]);
        for row in &rows {
            table.push(&row.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let text = table.into_text();
        let read: Vec<Vec<String>> = Records::of(&text, Separator::Comma).skip(1).map(Result::unwrap).collect();
        let plain: Vec<Vec<_>> =
            read.iter().map(|row| row.iter().map(|cell| unguarded(cell).to_owned()).collect()).collect();
        prop_assert_eq!(plain, rows);
    }
}

//! Reading a file of lots: its header row, which decides the separator and the order of the columns, and every row
//! on its own merits.

use super::{COLUMNS, MAX_BYTES, MAX_LOTS, cell, is_needed};
use crate::calendar::LocalTime;
use crate::credits::{Credits, LotPrice};
use crate::csv::{BYTE_ORDER_MARK, Records, Separator, unguarded};
use crate::delivery::Delivery;
use crate::form::{Field, Problem, Problems};
use crate::timestamp::Timestamp;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It is longer than [`MAX_BYTES`].
    TooLarge,
    /// It is no text in UTF-8.
    NotText,
    /// It holds no lot.
    Empty,
    /// Its first row does not name these columns, which every lot needs.
    NoColumns(Vec<Field>),
    /// It holds more than [`MAX_LOTS`].
    TooManyRows,
    /// A quotation mark in that row or below it is not closed.
    UnclosedQuote(usize),
}

/// One row with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row of the file it is, as a spreadsheet counts them: the header row is the first.
    pub number: usize,
    /// What stands there, in the order of [`COLUMNS`].
    pub cells: [String; COLUMNS.len()],
    /// The lot, or what is wrong with each cell.
    pub lot: Result<Delivery, Problems>,
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotFile {
    /// Its rows, one at least.
    pub rows: Vec<Row>,
}

impl LotFile {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// As [`LotFile::read`]; [`FileProblem::TooLarge`] and [`FileProblem::NotText`].
    pub fn read_bytes(
        bytes: &[u8],
        now: Timestamp,
        zone: &dyn Fn(LocalTime) -> Option<Timestamp>,
    ) -> Result<Self, FileProblem> {
        if bytes.len() > MAX_BYTES {
            return Err(FileProblem::TooLarge);
        }
        Self::read(std::str::from_utf8(bytes).map_err(|_| FileProblem::NotText)?, now, zone)
    }

    /// Reads a text. `zone` says what a time means that was written without a zone.
    ///
    /// # Errors
    /// Why none of it can be used.
    pub fn read(
        text: &str,
        now: Timestamp,
        zone: &dyn Fn(LocalTime) -> Option<Timestamp>,
    ) -> Result<Self, FileProblem> {
        if text.len() > MAX_BYTES {
            return Err(FileProblem::TooLarge);
        }
        let (separator, header) = header_of(text)?;
        let mut rows = Vec::new();
        // The header row was counted by whoever read it.
        for (place, record) in Records::of(text, separator).enumerate().skip(1) {
            let number = place + 1;
            let record = record.map_err(|_| FileProblem::UnclosedQuote(number))?;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if rows.len() == MAX_LOTS {
                return Err(FileProblem::TooManyRows);
            }
            rows.push(header.row(number, &record, now, zone));
        }
        if rows.is_empty() { Err(FileProblem::Empty) } else { Ok(Self { rows }) }
    }

    /// The lots of the good rows, each with the number of its row.
    pub fn good(&self) -> impl Iterator<Item = (usize, &Delivery)> {
        self.rows.iter().filter_map(|row| Some((row.number, row.lot.as_ref().ok()?)))
    }

    /// The energy of the good rows together, in watt-hours.
    #[must_use]
    pub fn energy(&self) -> u64 {
        self.good().map(|(_, lot)| lot.amount.get()).sum()
    }

    /// What they cost together, as far as they name a price.
    #[must_use]
    pub fn price(&self) -> Credits {
        Credits(self.good().filter_map(|(_, lot)| lot.value).map(LotPrice::get).sum())
    }
}

/// Where each column stands.
struct Header {
    places: [Option<usize>; COLUMNS.len()],
    width: usize,
}

impl Header {
    fn of(names: &[String]) -> Self {
        let is_named = |name: &str, column: Field| name.trim().eq_ignore_ascii_case(column.token());
        Self {
            places: COLUMNS.map(|column| names.iter().position(|name| is_named(name, column))),
            width: names.len(),
        }
    }

    fn known(&self) -> usize {
        self.places.iter().flatten().count()
    }

    fn missing(&self) -> Vec<Field> {
        let columns = COLUMNS.iter().zip(self.places);
        columns.filter(|(column, place)| is_needed(**column) && place.is_none()).map(|(it, _)| *it).collect()
    }

    fn row(
        &self,
        number: usize,
        record: &[String],
        now: Timestamp,
        zone: &dyn Fn(LocalTime) -> Option<Timestamp>,
    ) -> Row {
        let cells = self.places.map(|place| place.and_then(|place| record.get(place)));
        let cells = cells.map(|cell| unguarded(cell.map_or("", String::as_str)).to_owned());
        let surplus = record.get(self.width..).unwrap_or_default();
        // A text with a separator in it, without quotation marks around it: what is where is not known.
        let lot = if surplus.iter().any(|cell| !cell.trim().is_empty()) {
            Err(Problems::one(Field::Request, Problem::TooLong))
        } else {
            cell::delivery(cells.each_ref().map(String::as_str), now, zone)
        };
        Row { number, cells, lot }
    }
}

/// The separator by which the header row names most columns.
fn header_of(text: &str) -> Result<(Separator, Header), FileProblem> {
    let headers = Separator::ALL.map(|separator| {
        let record = Records::of(text, separator).next().and_then(Result::ok).unwrap_or_default();
        (separator, Header::of(&record))
    });
    let best = headers.into_iter().max_by_key(|(_, header)| header.known());
    // There is one, because there are separators.
    let (separator, header) = best.ok_or(FileProblem::Empty)?;
    match header.missing() {
        _ if text.trim_start_matches(BYTE_ORDER_MARK).trim().is_empty() => Err(FileProblem::Empty),
        missing if missing.is_empty() => Ok((separator, header)),
        missing => Err(FileProblem::NoColumns(missing)),
    }
}

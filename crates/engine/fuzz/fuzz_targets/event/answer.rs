//! An answer of good lots as text, and what may be done to its bytes on the way.

use std::collections::HashSet;

use arbitrary::Arbitrary;
use domain::pool::PoolAnswer;

/// So many lots there are, so that answers name the same.
const NAMES: u8 = 16;
const TYPES: [&str; 3] = ["solar", "water", "wind"];
const NOTES: [&str; 6] = ["", "Roof south", "Dach S\\u00fcd", "Dach Süd ☀", "крыша", "a \\\"b\\\""];
/// What bytes are made of that mean something to a reader.
const PIECES: [&str; 16] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "\\ud800",
    "1e400",
    "18446744073709551616",
    " \n",
    "-0",
    "[[[[]]]]",
    "\"x\":{},",
];

#[derive(Arbitrary, Debug)]
pub struct Answer {
    is_full: bool,
    reveals: bool,
    is_removed_first: bool,
    rows: Vec<Row>,
    removed: Vec<u8>,
    version: u8,
    cuts: [u16; 3],
    /// One answer in four is damaged: what is refused teaches little about pools.
    luck: u8,
    damages: Vec<Damage>,
}

#[derive(Arbitrary, Debug)]
struct Row {
    name: u8,
    height: u8,
    value: u8,
    amount: u8,
    power: u8,
    moment: u8,
    /// Type, seller, note and whether a space makes it an unusual row.
    kind: u16,
}

#[derive(Arbitrary, Debug)]
enum Damage {
    Set(u16, u8),
    Insert(u16, u8),
    Remove(u16, u8),
    Repeat(u16, u8),
    BreakOff(u16),
}

impl Answer {
    pub const fn reveals(&self) -> bool {
        self.reveals
    }

    pub fn cuts(&self) -> Vec<usize> {
        self.cuts.into_iter().map(usize::from).collect()
    }

    /// What the protocol crate reads of it, each lot once; nothing where it was damaged too much.
    pub fn parsed(&self) -> Option<PoolAnswer> {
        let pool: protocol::pool::Pool = serde_json::from_slice(&self.bytes()).ok()?;
        let mut answer = PoolAnswer::try_from(pool).ok()?;
        let (PoolAnswer::Full { lots, .. } | PoolAnswer::Difference { changed: lots, .. }) = &mut answer;
        let mut named = HashSet::new();
        lots.retain(|lot| named.insert(lot.hash));
        // Of buyers the pool knows nothing.
        lots.iter_mut().for_each(|lot| (lot.buyer, lot.timestamp_buy) = (None, None));
        Some(answer)
    }

    pub fn bytes(&self) -> Vec<u8> {
        let rows: Vec<String> = self.rows.iter().map(Row::text).collect();
        let (rows, total) = (rows.join(","), self.rows.len());
        let removed: Vec<String> =
            self.removed.iter().map(|name| format!("\"{}\"", digits(*name, 64))).collect();
        let removed = format!("\"removed\":[{}]", removed.join(","));
        let lists = match (self.is_full, self.is_removed_first) {
            (true, _) => format!("\"tx\":[{rows}]"),
            (false, true) => format!("{removed},\"changed\":[{rows}]"),
            (false, false) => format!("\"changed\":[{rows}],{removed}"),
        };
        let version = self.version;
        let text = format!(r#"{{"status":731,"msg":"","version":"v{version}","total":{total},{lists}}}"#);
        let mut bytes = text.into_bytes();
        if self.luck.is_multiple_of(4) {
            self.damages.iter().for_each(|damage| damage.spoil(&mut bytes));
        }
        bytes
    }
}

fn digits(name: u8, length: usize) -> String {
    format!("{:02x}", name % NAMES).repeat(length / 2)
}

impl Row {
    fn text(&self) -> String {
        let Self { name, height, value, amount, power, moment, kind } = self;
        let kind = usize::from(*kind);
        format!(
            "{{\"txHash\":\"{}\",{}\"status\":\"waiting\",\"blockHeight\":{height},\"timestampSell\":{moment},\
             \"timestampBuy\":null,\"timestampExpire\":{moment},\"power\":{},\"value\":{},\"amount\":{},\"type\":\"{}\",\
             \"to\":\"{}\",\"from\":null,\"inputData\":\"{}\"}}",
            digits(*name, 64),
            if kind >> 15 == 1 { " " } else { "" },
            u64::from(*power) + 1,
            u64::from(*value) + 1,
            u64::from(*amount) * 40 + 1,
            TYPES[kind % TYPES.len()],
            digits((kind >> 2) as u8 % 5, 40),
            NOTES[(kind >> 5) % NOTES.len()],
        )
    }
}

impl Damage {
    fn spoil(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let at = |place: u16| usize::from(place) % (length + 1);
        let to = |place: u16, more: u8| length.min(at(place) + usize::from(more));
        match *self {
            Self::Set(place, byte) => bytes.iter_mut().skip(at(place)).take(1).for_each(|old| *old = byte),
            Self::Insert(place, piece) => {
                let piece = PIECES[usize::from(piece) % PIECES.len()];
                drop(bytes.splice(at(place)..at(place), piece.bytes()));
            }
            Self::Remove(place, more) => drop(bytes.drain(at(place)..to(place, more))),
            Self::Repeat(place, more) => {
                let again = bytes[at(place)..to(place, more)].to_vec();
                drop(bytes.splice(at(place)..at(place), again));
            }
            Self::BreakOff(place) => bytes.truncate(at(place)),
        }
    }
}

//! A row as the exchange writes it: every member in its place, nothing between them, no buyer.
//!
//! Nearly every row is one, and reading it this way takes a fifth of the work. Any other is read member by member.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{LotHash, LotStatus};
use domain::timestamp::Timestamp;

use super::cursor::Cursor;
use super::string::Text;
use super::{digits, hex};
use crate::incoming::Incoming;

/// The row that begins here, where it is a usual one of a lot. Otherwise nothing is known of it, not even
/// whether it is JSON, and the cursor stays.
pub(super) fn read<'a>(cursor: &mut Cursor<'a>) -> Option<(Incoming, Text<'a>)> {
    let mut row = Rest(cursor.rest());
    row.literal(b"{\"txHash\":\"")?;
    let hash = LotHash(row.hex()?);
    row.literal(b"\",\"status\":\"waiting\",\"blockHeight\":")?;
    let block_height = row.number()?;
    row.literal(b",\"timestampSell\":")?;
    let timestamp_sell = Timestamp(row.number()?);
    row.literal(b",\"timestampBuy\":null,\"timestampExpire\":")?;
    let timestamp_expire = Timestamp(row.number()?);
    row.literal(b",\"power\":")?;
    let power = Watts::new(row.number()?).ok()?;
    row.literal(b",\"value\":")?;
    let value = LotPrice::new(row.number()?).ok()?;
    row.literal(b",\"amount\":")?;
    let amount = WattHours::new(row.number()?).ok()?;
    row.literal(b",\"type\":\"")?;
    let energy_type =
        EnergyType::ALL.into_iter().find(|energy_type| row.token(energy_type.token()).is_some())?;
    row.literal(b"\",\"to\":\"")?;
    let seller = Address(row.hex()?);
    row.literal(b"\",\"from\":null,\"inputData\":\"")?;
    let (note, length) = Text::begin(row.0).ok()?;
    row.0 = row.0.get(length..)?;
    row.literal(b"}")?;
    cursor.advance(cursor.rest().len() - row.0.len());
    let status = LotStatus::Waiting;
    let incoming = Incoming {
        hash,
        status,
        energy_type,
        power,
        amount,
        value,
        block_height,
        timestamp_sell,
        timestamp_expire,
        seller,
    };
    Some((incoming, note))
}

/// The bytes that are not read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn literal<const N: usize>(&mut self, literal: &[u8; N]) -> Option<()> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        (first == literal).then_some(())
    }

    fn token(&mut self, token: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(token.as_bytes())?;
        Some(())
    }

    fn number(&mut self) -> Option<u64> {
        let (number, length) = digits::leading(self.0)?;
        self.0 = self.0.get(length..)?;
        Some(number)
    }

    fn hex<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (digits, rest) = self.0.split_at_checked(2 * N)?;
        self.0 = rest;
        hex::bytes(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = concat!(
        r#"{"txHash":"00000000000000000000000000000000000000000000000000000000000000ff","status":"waiting","#,
        r#""blockHeight":7,"timestampSell":1,"timestampBuy":null,"timestampExpire":2,"power":3,"value":4,"amount":5,"#,
        r#""type":"wind","to":"00000000000000000000000000000000000000aa","from":null,"inputData":"a \"roof\""}"#
    );

    #[test]
    fn what_the_exchange_writes_is_usual() {
        let row: protocol::lot::Lot = serde_json::from_str(ROW).unwrap();
        assert_eq!(serde_json::to_string(&row).unwrap(), ROW);
        let bytes = format!("{ROW},");
        let mut cursor = Cursor::new(bytes.as_bytes());
        let (incoming, note) = read(&mut cursor).unwrap();
        assert_eq!(incoming, Incoming::from(&domain::lot::Lot::try_from(row).unwrap()));
        assert_eq!(note.resolve(&mut String::new()), Some("a \"roof\""));
        assert_eq!(cursor.at(), ROW.len());
    }

    #[test]
    fn any_other_row_is_not_and_nothing_is_read_of_it() {
        for (usual, other) in [
            ("waiting", "expired"),
            ("\"value\":4", "\"value\": 4"),
            ("\"value\":4", "\"value\":4.5"),
            ("\"value\":4", "\"value\":0"),
            ("\"value\":4", "\"value\":04"),
            ("\"from\":null", "\"from\":\"\""),
            ("wind", "windy"),
            ("}", ",\"more\":1}"),
        ] {
            let bytes = format!("{},", ROW.replacen(usual, other, 1));
            let mut cursor = Cursor::new(bytes.as_bytes());
            assert_eq!((read(&mut cursor), cursor.at()), (None, 0), "{other}");
        }
        for end in 0..ROW.len() {
            assert_eq!(read(&mut Cursor::new(&ROW.as_bytes()[..end])), None);
        }
    }
}

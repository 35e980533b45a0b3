//! A row of an answer: a lot if it has what was agreed, otherwise something to go over.
//!
//! What counts as a lot is what counts in the protocol crate; a property test keeps the two together.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{LotHash, LotStatus, Note};
use domain::timestamp::Timestamp;

use super::cursor::{Cursor, Number, Read, Stop};
use super::hex;
use super::member::{self, Member, Name};
use super::string::Text;
use super::usual;
use crate::incoming::Incoming;

/// The answer, its list and the row.
const DEPTH: u32 = 3;

/// What was read of a row; each nothing until it was.
#[derive(Default)]
struct Members<'a> {
    hash: Option<LotHash>,
    status: Option<LotStatus>,
    block_height: Option<u64>,
    timestamp_sell: Option<u64>,
    timestamp_expire: Option<u64>,
    power: Option<Watts>,
    value: Option<LotPrice>,
    amount: Option<WattHours>,
    energy_type: Option<EnergyType>,
    seller: Option<Address>,
    note: Option<Text<'a>>,
}

/// The row that begins here; nothing where it is no lot. Its note goes into `scratch` where it has escapes.
pub(super) fn read<'a>(cursor: &mut Cursor<'a>, scratch: &mut String) -> Read<Option<(Incoming, Text<'a>)>> {
    match usual::read(cursor) {
        Some((incoming, note)) => Ok(is_note(note, scratch).then_some((incoming, note))),
        None => by_member(cursor, scratch),
    }
}

fn by_member<'a>(cursor: &mut Cursor<'a>, scratch: &mut String) -> Read<Option<(Incoming, Text<'a>)>> {
    if cursor.peek()? != b'{' {
        return cursor.skip(DEPTH - 1).map(|()| None);
    }
    cursor.advance(1);
    let mut members = Members::default();
    let (mut known, mut is_good, mut expected) = (0_u16, true, 0);
    let mut next = cursor.space()?;
    if next == b'}' {
        cursor.advance(1);
        return Ok(None);
    }
    while next != b'}' {
        let name = member::name(cursor, &mut expected, scratch)?;
        cursor.colon()?;
        is_good &= match name {
            Name::Known(member) => {
                let bit = 1 << member as u16;
                let is_first = known & bit == 0;
                known |= bit;
                members.read(member, cursor, scratch)? && is_first
            }
            Name::Other => cursor.skip(DEPTH).map(|()| true)?,
            Name::Broken => cursor.skip(DEPTH).map(|()| false)?,
        };
        next = cursor.space()?;
        cursor.advance(1);
        match next {
            b',' => drop(cursor.space()?),
            b'}' => {}
            _ => return Err(Stop::NotJson),
        }
    }
    Ok(members.lot().filter(|_| is_good))
}

impl<'a> Members<'a> {
    /// Reads the value of a member; says whether it is what was agreed.
    fn read(&mut self, member: Member, cursor: &mut Cursor<'a>, scratch: &mut String) -> Read<bool> {
        let is_good = match member {
            Member::TxHash => {
                self.hash = digits(cursor, scratch)?.map(LotHash);
                self.hash.is_some()
            }
            Member::Status => {
                let text = text(cursor)?;
                self.status = text.and_then(|text| text.which(&LotStatus::ALL, LotStatus::token));
                self.status.is_some()
            }
            Member::EnergyType => {
                let text = text(cursor)?;
                self.energy_type = text.and_then(|text| text.which(&EnergyType::ALL, EnergyType::token));
                self.energy_type.is_some()
            }
            Member::To => {
                self.seller = digits(cursor, scratch)?.map(Address);
                self.seller.is_some()
            }
            Member::From => is_null(cursor)? || digits::<20>(cursor, scratch)?.is_some(),
            Member::TimestampBuy => is_null(cursor)? || whole(cursor)?.is_some(),
            Member::BlockHeight => {
                self.block_height = whole(cursor)?;
                self.block_height.is_some()
            }
            Member::TimestampSell => {
                self.timestamp_sell = whole(cursor)?;
                self.timestamp_sell.is_some()
            }
            Member::TimestampExpire => {
                self.timestamp_expire = whole(cursor)?;
                self.timestamp_expire.is_some()
            }
            Member::Power => {
                self.power = whole(cursor)?.and_then(|number| Watts::new(number).ok());
                self.power.is_some()
            }
            Member::Value => {
                self.value = whole(cursor)?.and_then(|number| LotPrice::new(number).ok());
                self.value.is_some()
            }
            Member::Amount => {
                self.amount = whole(cursor)?.and_then(|number| WattHours::new(number).ok());
                self.amount.is_some()
            }
            Member::InputData => {
                self.note = text(cursor)?;
                self.note.is_some_and(|note| is_note(note, scratch))
            }
        };
        Ok(is_good)
    }

    fn lot(self) -> Option<(Incoming, Text<'a>)> {
        let incoming = Incoming {
            hash: self.hash?,
            status: self.status?,
            energy_type: self.energy_type?,
            power: self.power?,
            amount: self.amount?,
            value: self.value?,
            block_height: self.block_height?,
            timestamp_sell: Timestamp(self.timestamp_sell?),
            timestamp_expire: Timestamp(self.timestamp_expire?),
            seller: self.seller?,
        };
        Some((incoming, self.note?))
    }
}

fn is_note(text: Text<'_>, scratch: &mut String) -> bool {
    text.is_plain() && text.len() <= Note::MAX_CHARACTERS
        || text.resolve(scratch).is_some_and(|note| Note::check(note).is_ok())
}

/// The whole number that stands here, going over anything else.
fn whole(cursor: &mut Cursor<'_>) -> Read<Option<u64>> {
    match cursor.peek()? {
        b'-' | b'0'..=b'9' => match cursor.number()? {
            Number::Whole(number) => Ok(Some(number)),
            Number::Other => Ok(None),
        },
        _ => cursor.skip(DEPTH).map(|()| None),
    }
}

/// The string that stands here, going over anything else.
fn text<'a>(cursor: &mut Cursor<'a>) -> Read<Option<Text<'a>>> {
    match cursor.peek()? {
        b'"' => cursor.string().map(Some),
        _ => cursor.skip(DEPTH).map(|()| None),
    }
}

/// Goes on behind null, where it stands here.
fn is_null(cursor: &mut Cursor<'_>) -> Read<bool> {
    let is_null = cursor.peek()? == b'n';
    if is_null {
        cursor.word(b"null")?;
    }
    Ok(is_null)
}

/// The bytes of a string of `2 × N` hexadecimal digits, going over anything else.
pub(super) fn digits<const N: usize>(cursor: &mut Cursor<'_>, scratch: &mut String) -> Read<Option<[u8; N]>> {
    if let [b'"', rest @ ..] = cursor.rest()
        && rest.get(2 * N) == Some(&b'"')
        && let Some(bytes) = hex::bytes(&rest[..2 * N])
    {
        cursor.advance(2 * N + 2);
        return Ok(Some(bytes));
    }
    Ok(text(cursor)?.and_then(|text| hex::bytes(text.resolve(scratch)?.as_bytes())))
}

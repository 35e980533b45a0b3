//! The members of a row, and knowing each by its first sixteen bytes.

use super::cursor::{Cursor, Read};

/// A member of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Member {
    TxHash,
    Status,
    BlockHeight,
    TimestampSell,
    TimestampBuy,
    TimestampExpire,
    Power,
    Value,
    Amount,
    EnergyType,
    To,
    From,
    InputData,
}

/// What a name that was read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Known(Member),
    Other,
    /// It says nothing, because an escape in it stands for half a character.
    Broken,
}

/// A name with its closing quote as two words, and the bits of them that count.
struct Mark {
    member: Member,
    name: &'static str,
    words: [u64; 2],
    masks: [u64; 2],
}

const fn mark(member: Member, name: &'static str) -> Mark {
    let bytes = name.as_bytes();
    assert!(bytes.len() < 16, "a name and its quote are two words at most");
    let (mut words, mut masks) = ([0; 2], [0; 2]);
    let mut at = 0;
    while at <= bytes.len() {
        let byte = if at < bytes.len() { bytes[at] } else { b'"' };
        words[at / 8] |= (byte as u64) << (at % 8 * 8);
        masks[at / 8] |= 0xff << (at % 8 * 8);
        at += 1;
    }
    Mark { member, name, words, masks }
}

/// The members in the order in which the exchange writes them.
static MARKS: [Mark; 13] = [
    mark(Member::TxHash, "txHash"),
    mark(Member::Status, "status"),
    mark(Member::BlockHeight, "blockHeight"),
    mark(Member::TimestampSell, "timestampSell"),
    mark(Member::TimestampBuy, "timestampBuy"),
    mark(Member::TimestampExpire, "timestampExpire"),
    mark(Member::Power, "power"),
    mark(Member::Value, "value"),
    mark(Member::Amount, "amount"),
    mark(Member::EnergyType, "type"),
    mark(Member::To, "to"),
    mark(Member::From, "from"),
    mark(Member::InputData, "inputData"),
];

/// Reads the name that begins here, its quotes too. `expected` is the place in [`MARKS`] that is likely, and
/// becomes the one after that which was found.
pub(super) fn name(cursor: &mut Cursor<'_>, expected: &mut usize, scratch: &mut String) -> Read<Name> {
    if let Some(words) = words(cursor.rest()) {
        let is_it = |mark: &&Mark| {
            words[0] & mark.masks[0] == mark.words[0] && words[1] & mark.masks[1] == mark.words[1]
        };
        let likely = MARKS.get(*expected).filter(is_it).map(|mark| (*expected, mark));
        let found = likely.or_else(|| MARKS.iter().enumerate().find(|(_, mark)| is_it(mark)));
        if let Some((place, mark)) = found {
            *expected = place + 1;
            cursor.advance(mark.name.len() + 2);
            return Ok(Name::Known(mark.member));
        }
    }
    let Some(name) = cursor.string()?.resolve(scratch) else { return Ok(Name::Broken) };
    let known = MARKS.iter().find(|mark| mark.name == name);
    Ok(known.map_or(Name::Other, |mark| Name::Known(mark.member)))
}

/// The sixteen bytes behind a quote, where there is one and there are so many.
fn words(bytes: &[u8]) -> Option<[u64; 2]> {
    let (quote, bytes) = bytes.split_first()?;
    let first = bytes.get(..8)?.try_into().ok()?;
    let second = bytes.get(8..16)?.try_into().ok()?;
    (*quote == b'"').then_some([u64::from_le_bytes(first), u64::from_le_bytes(second)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Name {
        name(&mut Cursor::new(text.as_bytes()), &mut 5, &mut String::new()).unwrap()
    }

    #[test]
    fn every_name_is_known_wherever_it_stands_and_however_it_is_written() {
        for mark in &MARKS {
            let escaped: String = mark.name.bytes().map(|byte| format!("\\u{byte:04X}")).collect();
            for text in [
                format!("\"{}\"", mark.name),
                format!("\"{}\":                  ", mark.name),
                format!("\"{escaped}\""),
            ] {
                assert_eq!(read(&text), Name::Known(mark.member), "{text}");
            }
        }
    }

    #[test]
    fn what_only_resembles_a_name_is_another() {
        for mark in &MARKS {
            for name in [
                format!("{}x", mark.name),
                format!("x{}", mark.name),
                mark.name.to_uppercase(),
                mark.name[1..].to_owned(),
            ] {
                assert_eq!(read(&format!("\"{name}\"                  ")), Name::Other, "{name}");
            }
        }
        assert_eq!(read(r#""\ud800""#), Name::Broken);
    }
}

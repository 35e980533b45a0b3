//! Any text as a part of an address: what would mean something there is written as the bytes of its UTF-8,
//! each a percent sign and two digits.

use std::fmt::Write;

/// Writes a text so that it stands for itself in any part of an address.
///
/// Letters and digits of ASCII and `-._~/,` stay as they are: they mean nothing behind the question mark.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/,".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Reads a text that was written so; a plus is a space, as forms write it. A percent sign without two digits
/// stands for itself. Nothing where the bytes are no text.
#[must_use]
pub fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match (first, after) {
            (b'+', _) => (b' ', after),
            (b'%', [high, low, past @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, past),
                _ => (*first, after),
            },
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back() {
        for text in ["", "roof", "a+b c&d=e%20", "Dach Süd ☀️ شمس", "/pool?type=solar#x", "\u{0}\u{7f}\n"]
        {
            let encoded = encode(text);
            assert!(encoded.is_ascii() && !encoded.contains(['&', '=', '#', '+', ' ', '?']), "{encoded}");
            assert_eq!(decode(&encoded).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_others_write_is_read_too() {
        for (encoded, text) in [
            ("south+roof", Some("south roof")),
            ("%c3%bC", Some("ü")),
            ("100%", Some("100%")),
            ("%zz%4", Some("%zz%4")),
            ("Süd", Some("Süd")),
            ("%FF", None),
        ] {
            assert_eq!(decode(encoded).as_deref(), text, "{encoded}");
        }
    }
}

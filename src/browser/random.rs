//! Chance: keys that nobody can guess and the jitter that keeps many clients apart.

use std::fmt::Write;

/// A number from 0 up to but not including 1.
#[must_use]
pub fn unit() -> f64 {
    js_sys::Math::random()
}

/// A random UUID (version 4). `randomUUID` is missing on plain HTTP, so it is made from random bytes.
#[must_use]
pub fn uuid() -> String {
    let mut bytes = [0_u8; 16];
    // `None` only outside of a browser window, where nobody calls this.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

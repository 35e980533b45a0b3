//! Chance: bytes that nobody can guess and the jitter that keeps many clients apart.

/// A number from 0 up to but not including 1.
#[must_use]
pub fn unit() -> f64 {
    js_sys::Math::random()
}

/// Random bytes. `randomUUID` is missing on plain HTTP, these are there.
#[must_use]
pub fn bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    // `None` only outside of a browser window, where nobody calls this.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

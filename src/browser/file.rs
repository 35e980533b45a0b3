//! Files: one that a person has chosen, as bytes, and texts that they can save as one.
//!
//! What stands in a file is not known here.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement, Url};

/// Why a file that was chosen was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// None was chosen.
    None,
    /// It is longer than it may be.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// Reads the first file that was chosen.
///
/// # Errors
/// [`NotRead`].
pub async fn read(input: &HtmlInputElement, max_bytes: usize) -> Result<Vec<u8>, NotRead> {
    let files = Reflect::get(input, &"files".into()).map_err(|_| NotRead::Unreadable)?;
    let file: Blob =
        Reflect::get_u32(&files, 0).ok().and_then(|file| file.dyn_into().ok()).ok_or(NotRead::None)?;
    #[expect(clippy::cast_precision_loss, reason = "no limit comes near 2^53")]
    if file.size() > max_bytes as f64 {
        return Err(NotRead::TooLarge);
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| NotRead::Unreadable)?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Forgets what was chosen, so that the same file can be chosen again.
pub fn forget(input: &HtmlInputElement) {
    input.set_value("");
}

/// The address of a text in this browser; it leads nowhere once this is dropped.
#[derive(Debug)]
pub struct TextAddress(String);

impl TextAddress {
    /// An address for that text; nothing where the browser gives none.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence(&parts).ok()?;
        Url::create_object_url_with_blob(&blob).ok().map(Self)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for TextAddress {
    fn drop(&mut self) {
        // An address that is gone already does no harm.
        let _ = Url::revoke_object_url(&self.0);
    }
}

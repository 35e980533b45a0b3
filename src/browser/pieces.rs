//! A body as the pieces in which it comes, in one buffer that is used again for each.
//!
//! A short body is kept as text as well: what is no success in spite of its HTTP status has to be read once more.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// The longest body that is kept as well. No refusal is so long.
const SHORT: u64 = 64 * 1024;

/// A body that is read piece by piece.
pub(super) struct Pieces {
    reader: Option<ReadableStreamDefaultReader>,
    piece: Vec<u8>,
    kept: Vec<u8>,
    taken: u64,
}

impl Pieces {
    /// The pieces of a body; none of an answer without one.
    pub(super) fn of(body: Option<ReadableStream>) -> Self {
        let reader = body.and_then(|body| body.get_reader().dyn_into().ok());
        Self { reader, piece: Vec::new(), kept: Vec::new(), taken: 0 }
    }

    /// The next piece; none at the end.
    pub(super) async fn next(&mut self) -> Result<Option<&[u8]>, JsValue> {
        let Some(reader) = &self.reader else { return Ok(None) };
        let read = JsFuture::from(reader.read()).await?;
        if Reflect::get(&read, &JsValue::from_str("done"))?.is_truthy() {
            self.reader = None;
            return Ok(None);
        }
        let value: Uint8Array = Reflect::get(&read, &JsValue::from_str("value"))?.dyn_into()?;
        self.piece.resize(value.length() as usize, 0);
        value.copy_to(&mut self.piece);
        self.taken += self.piece.len() as u64;
        if self.taken <= SHORT {
            self.kept.extend_from_slice(&self.piece);
        } else {
            self.kept = Vec::new();
        }
        Ok(Some(&self.piece))
    }

    /// How many bytes were read.
    pub(super) const fn taken(&self) -> u64 {
        self.taken
    }

    /// The body as text if it was short.
    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.kept).unwrap_or_default()
    }
}

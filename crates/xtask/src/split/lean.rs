//! Writes a WebAssembly anew in as few bytes as it takes to run it.
//!
//! The linker leaves five bytes for every number that a splitter may have to change, and notes, names and
//! relocations behind. What the code does is left as it is.

use wasm_encoder::Module;
use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{CustomSectionReader, Parser};

/// The same module without custom sections, every number as short as it goes.
///
/// # Errors
/// Where the bytes are no module, in words.
pub(super) fn lean(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = Module::new();
    Lean.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| error.to_string())?;
    Ok(module.finish())
}

struct Lean;

impl Reencode for Lean {
    type Error = std::convert::Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENING: &[u8] = b"\0asm\x01\0\0\0";
    /// A memory of one page.
    const MEMORY: &[u8] = &[5, 3, 1, 0, 1];
    /// The same with the page counted in five bytes.
    const WIDE_MEMORY: &[u8] = &[5, 7, 1, 0, 0x81, 0x80, 0x80, 0x80, 0];
    /// A custom section with a name of one letter and nothing else.
    const NOTE: &[u8] = &[0, 2, 1, b'n'];

    #[test]
    fn notes_go_and_numbers_take_no_more_bytes_than_they_need() {
        let wide = [OPENING, NOTE, WIDE_MEMORY, NOTE].concat();
        assert_eq!(lean(&wide).unwrap(), [OPENING, MEMORY].concat());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(lean(b"<!doctype html>").is_err());
    }
}

//! Which crates the code of a part comes from, in bytes as they are before they are compressed.
//!
//! A function counts for the crate that wrote it, so what Leptos makes of a view counts for Leptos. Names are
//! read as the compiler wrote them, before they are taken out of the part.

use std::collections::HashMap;

use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// Crates that other crates' functions are mostly made through.
const STANDARD: [&str; 3] = ["core", "alloc", "std"];
/// What has no name that leads to a crate: scripts' imports, what the linker made.
const NOBODY: &str = "(none)";

/// The crates of a part with their bytes, the heaviest first.
pub(crate) type Weights = Vec<(String, u64)>;

/// Weighs a part.
///
/// # Errors
/// Where the bytes are no module, in words.
pub(super) fn by_crate(wasm: &[u8]) -> Result<Weights, String> {
    let mut weights = HashMap::<String, u64>::new();
    for (name, bytes) in functions(wasm).map_err(|error| error.to_string())? {
        let name = format!("{:#}", rustc_demangle::demangle(name));
        *weights.entry(crate_of(&name).to_owned()).or_default() += bytes;
    }
    let mut weights: Weights = weights.into_iter().collect();
    weights.sort_by(|(name, bytes), (other, more)| more.cmp(bytes).then_with(|| name.cmp(other)));
    Ok(weights)
}

/// The name and the size of every function.
fn functions(wasm: &[u8]) -> Result<Vec<(&str, u64)>, BinaryReaderError> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            for import in imports.into_imports() {
                imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
            }
        } else if let Payload::CodeSectionEntry(body) = payload {
            sizes.push(body.range().end - body.range().start);
        } else if let Payload::CustomSection(section) = payload
            && let KnownCustom::Name(subsections) = section.as_known()
        {
            for subsection in subsections {
                if let Name::Function(functions) = subsection? {
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name);
                    }
                }
            }
        }
    }
    Ok((imported..)
        .zip(sizes)
        .map(|(index, size)| (names.get(&index).copied().unwrap_or_default(), size))
        .collect())
}

/// The first crate in a name; where the name begins with a type, the first that is not the standard library's.
fn crate_of(name: &str) -> &str {
    let mut roots = roots(name).peekable();
    let first = roots.peek().copied().unwrap_or(NOBODY);
    if name.starts_with('<') { roots.find(|root| !STANDARD.contains(root)).unwrap_or(first) } else { first }
}

/// The beginnings of the paths in a name.
fn roots(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    name.match_indices("::").filter_map(move |(end, _)| {
        let before = name.get(..end)?;
        let start = before.rfind(|letter| !is_part(letter)).map_or(0, |place| place + 1);
        let root = before.get(start..).filter(|root| !root.is_empty() && *root != "_")?;
        (!before.get(..start)?.ends_with("::")).then_some(root)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_crate_that_wrote_it() {
        for (name, expected) in [
            ("core::ops::function::FnOnce::call_once{{vtable.shim}}", "core"),
            ("tachys::reactive_graph::<impl tachys::view::Render for F>::build::{{closure}}", "tachys"),
            ("<F as leptos_router::matching::choose_view::ChooseView>::choose", "leptos_router"),
            ("<alloc::vec::Vec<T> as wattpool::pages::Rows>::rows", "wattpool"),
            ("<core::iter::Map<I, F> as core::iter::Iterator>::next", "core"),
            ("wattpool_protocol::lot::_::<impl serde_core::de::Deserialize for X>::f", "wattpool_protocol"),
            ("__wbindgen_malloc", NOBODY),
            ("", NOBODY),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn sizes_and_names_of_functions_meet_behind_the_imported_ones() {
        let wasm = [
            &b"\0asm\x01\0\0\0"[..],
            // One type, one imported function of it, two functions of it.
            &[1, 4, 1, 0x60, 0, 0],
            &[2, 7, 1, 1, b'm', 1, b'f', 0, 0],
            &[3, 3, 2, 0, 0],
            // The first does nothing, the second nothing twice.
            &[10, 8, 2, 2, 0, 0x0b, 3, 0, 1, 0x0b],
            b"\0\x12\x04name\x01\x0b\x02\x01\x03a::\x02\x03b::",
        ]
        .concat();
        assert_eq!(by_crate(&wasm).unwrap(), [("b".to_owned(), 3), ("a".to_owned(), 2)]);
    }
}

//! The tokens as `style/tokens.css` writes them: the ordinary ones, and those of whoever wants more contrast.

use std::collections::BTreeMap;

use crate::colour::Colour;

/// Where the other values begin: whatever is said before goes for everybody.
const AT: &str = "@media";
/// Who wants more contrast.
const MORE_CONTRAST: &str = "@media (prefers-contrast: more)";

/// Names with their values, as they are written.
pub(crate) type Tokens = BTreeMap<String, String>;

/// The tokens that go for everybody.
pub(crate) fn ordinary(style: &str) -> Tokens {
    declared(style.split(AT).next().unwrap_or_default())
}

/// The tokens of whoever wants more contrast.
pub(crate) fn with_more_contrast(style: &str) -> Tokens {
    let block = style.split(MORE_CONTRAST).nth(1).and_then(|rest| rest.split(AT).next());
    let mut tokens = ordinary(style);
    tokens.extend(declared(block.unwrap_or_default()));
    tokens
}

fn declared(text: &str) -> Tokens {
    let lines = text.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
    lines
        .filter(|(name, _)| name.starts_with("--"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The colours of a value by light and by dark; nothing where it is no such pair.
pub(crate) fn pair(value: &str) -> Option<[Colour; 2]> {
    let (light, dark) = value.strip_prefix("light-dark(")?.strip_suffix(')')?.split_once(", ")?;
    Some([Colour::parse(light)?, Colour::parse(dark)?])
}

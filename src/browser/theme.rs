//! Light, dark, or as the system has it: chosen in the page, remembered by the browser, applied
//! before the first paint by `boot.js`.

use crate::browser::storage;

const KEY: &str = "wattpool-theme";

/// A choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name in markup and storage.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The remembered choice.
    #[must_use]
    pub fn remembered() -> Self {
        let stored = storage::get(KEY);
        Self::ALL.into_iter().find(|theme| Some(theme.token()) == stored.as_deref()).unwrap_or_default()
    }

    /// Shows the page in these colours and remembers it.
    pub fn apply(self) {
        let root = web_sys::window().and_then(|window| window.document()?.document_element());
        if let Some(root) = root {
            // Setting an attribute of that name cannot fail.
            let _ = root.set_attribute("data-theme", self.token());
        }
        storage::set(KEY, self.token());
    }
}

//! Light, dark, or as the system has it: chosen in the page, remembered by the browser, applied
//! before the first paint by `boot.js`.

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
        let stored = web_sys::window()
            .and_then(|window| window.local_storage().ok().flatten())
            .and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self::ALL.into_iter().find(|theme| Some(theme.token()) == stored.as_deref()).unwrap_or_default()
    }

    /// Shows the page in these colours and remembers it. Where storage is closed it holds for this visit.
    pub fn apply(self) {
        let Some(window) = web_sys::window() else { return };
        if let Some(root) = window.document().and_then(|document| document.document_element()) {
            let _ = root.set_attribute("data-theme", self.token());
        }
        if let Some(storage) = window.local_storage().ok().flatten() {
            let _ = storage.set_item(KEY, self.token());
        }
    }
}

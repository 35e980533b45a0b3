//! What the browser remembers: a person's choices, the last lots until somebody leaves, and what [`tab`] has until
//! the tab is closed.
//!
//! Nothing secret and nothing of an account is kept for good.

/// What was kept under that key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps something. Where storage is closed it holds for this visit only.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or closed storage forgets; nothing depends on it.
        let _ = storage.set_item(key, value);
    }
}

/// Keeps it no longer.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // What cannot be reached cannot be read either.
        let _ = storage.remove_item(key);
    }
}

/// Whether anything can be read here. People may close it.
#[must_use]
pub fn is_open() -> bool {
    storage().is_some()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is remembered for this tab alone, until it is closed.
pub mod tab {
    /// What was kept under that key.
    #[must_use]
    pub fn get(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    /// Keeps something. Where storage is closed it holds until the page is loaded anew.
    pub fn set(key: &str, value: &str) {
        if let Some(storage) = storage() {
            // A full or closed storage forgets; nothing depends on it.
            let _ = storage.set_item(key, value);
        }
    }

    /// Keeps it no longer.
    pub fn remove(key: &str) {
        if let Some(storage) = storage() {
            // What cannot be reached cannot be read either.
            let _ = storage.remove_item(key);
        }
    }

    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.session_storage().ok().flatten()
    }
}

//! What the browser remembers of a person's choices. Nothing secret and nothing of an account is kept here.

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

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

//! How columns grow: by a quarter, not to the double, because a hundred thousand lots are kept in a browser
//! that never gives memory back.

/// Makes room for so many more.
pub(crate) fn make<T>(column: &mut Vec<T>, more: usize) {
    if column.capacity() - column.len() < more {
        column.reserve_exact(more.max(column.len() / 4).max(16));
    }
}

/// Makes room for so many bytes more.
pub(crate) fn make_text(text: &mut String, more: usize) {
    if text.capacity() - text.len() < more {
        text.reserve_exact(more.max(text.len() / 4).max(64));
    }
}

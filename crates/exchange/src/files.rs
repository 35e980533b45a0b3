//! How many files this process may have open, connections among them.
//!
//! Systems start programs with a low limit for the sake of very old ones, and let each raise it. What the files are used
//! for is not decided in here.

/// Raises the limit as far as this process may, and gives it; nothing where there is none.
#[cfg(unix)]
pub(crate) fn allowed() -> Option<usize> {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let raised = rustix::process::Rlimit { current: limit.maximum, maximum: limit.maximum };
    let current = if limit.current == limit.maximum || setrlimit(Resource::Nofile, raised).is_err() {
        limit.current
    } else {
        limit.maximum
    };
    current.and_then(|current| usize::try_from(current).ok())
}

/// Raises the limit as far as this process may, and gives it; nothing where there is none.
#[cfg(not(unix))]
pub(crate) fn allowed() -> Option<usize> {
    None
}

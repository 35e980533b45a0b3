//! Ctrl-C and a request to terminate, as a question that every wait asks.
//!
//! Nothing is ended in here: whoever waits returns, and what it owns ends with it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::failure::Failure;

/// How long a wait sleeps before it looks again.
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Starts to listen.
///
/// # Errors
/// [`Failure::Signal`] where the system does not allow it.
pub(crate) fn listen() -> Result<(), Failure> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).map_err(Failure::Signal)
}

/// Whether somebody has asked this command to stop.
pub(crate) fn happened() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Sleeps a moment, unless somebody has asked this command to stop.
///
/// # Errors
/// [`Failure::Interrupted`] once somebody has.
pub(crate) fn pause() -> Result<(), Failure> {
    if happened() {
        return Err(Failure::Interrupted);
    }
    std::thread::sleep(PAUSE);
    Ok(())
}

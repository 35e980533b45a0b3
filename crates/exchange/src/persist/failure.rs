//! What keeps the global data from being written, and which reason a client is told.
//!
//! The details are for the log.

use std::io;
use std::io::ErrorKind;

use domain::global_data::PersistFailure;

use crate::error::Error;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The file or its folder is at fault.
    #[error("{0}")]
    File(#[from] io::Error),
    /// Nobody heard of its writer for so long that everybody was told that there is no file.
    #[error("nothing was heard of it for too long")]
    Unheard,
    /// Something else of the exchange is.
    #[error("{0}")]
    Exchange(#[from] Error),
}

impl Failure {
    /// The reason that a client is told.
    pub(super) fn reason(&self) -> PersistFailure {
        match self {
            Self::File(error) => reason(error.kind()),
            Self::Unheard | Self::Exchange(_) => PersistFailure::Other,
        }
    }
}

fn reason(kind: ErrorKind) -> PersistFailure {
    let is_one_of = |kinds: &[ErrorKind]| kinds.contains(&kind);
    if is_one_of(&[ErrorKind::NotFound, ErrorKind::NotADirectory]) {
        PersistFailure::MissingFolder
    } else if is_one_of(&[ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge]) {
        PersistFailure::DiskFull
    } else if is_one_of(&[ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem]) {
        PersistFailure::NotPermitted
    } else {
        PersistFailure::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_operator_can_do_something_about_has_a_reason_of_its_own() {
        for (kind, expected) in [
            (ErrorKind::NotFound, PersistFailure::MissingFolder),
            (ErrorKind::StorageFull, PersistFailure::DiskFull),
            (ErrorKind::QuotaExceeded, PersistFailure::DiskFull),
            (ErrorKind::PermissionDenied, PersistFailure::NotPermitted),
            (ErrorKind::ReadOnlyFilesystem, PersistFailure::NotPermitted),
            (ErrorKind::BrokenPipe, PersistFailure::Other),
        ] {
            assert_eq!(Failure::from(io::Error::from(kind)).reason(), expected, "{kind}");
        }
        assert_eq!(Failure::from(Error::TimedOut).reason(), PersistFailure::Other);
    }
}

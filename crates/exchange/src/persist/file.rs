//! A file that is either whole, on the disk and under its name, or not there.
//!
//! Until it is finished it has another name, and dropping it removes it. What is in it is not decided here.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use domain::global_data::Checksum;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::folder;

/// What bytes go into: a file, or in tests one whose disk is full.
pub(super) trait Sink: Write {
    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    fn sync(&self) -> io::Result<()>;
}

impl Sink for File {
    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Unfinished<S> {
    file: NamedTempFile<S>,
    sha256: Sha256,
    bytes: u64,
}

impl<S: Sink> Unfinished<S> {
    /// Nothing is written yet.
    pub(super) fn new(file: NamedTempFile<S>) -> Self {
        Self { file, sha256: Sha256::new(), bytes: 0 }
    }

    /// Writes more.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.file.write_all(chunk)?;
        self.sha256.update(chunk);
        self.bytes += chunk.len() as u64;
        Ok(())
    }

    /// Brings it to the disk and gives it its name, which must be free; then the name too is on the disk.
    /// Gives the length and the SHA-256 of what was written.
    ///
    /// # Errors
    /// Those of the file system; then there is no file.
    pub(super) fn finish(mut self, path: &Path) -> io::Result<(u64, Checksum)> {
        self.file.flush()?;
        self.file.as_file().sync()?;
        self.file.persist_noclobber(path).map_err(|refused| refused.error)?;
        if let Err(error) = folder::sync(path.parent().unwrap_or(Path::new(""))) {
            // A crash could take the name away again, so nobody is told that there is a file.
            let _ = fs::remove_file(path);
            return Err(error);
        }
        Ok((self.bytes, Checksum(self.sha256.finalize().into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;
    use tempfile::{Builder, TempDir};

    /// A file on a disk that has room for so many bytes, or that notices only at the end that it has none.
    struct Small {
        file: File,
        room: usize,
        is_late: bool,
    }

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.room == 0 && !self.is_late {
                return Err(ErrorKind::StorageFull.into());
            }
            let length = if self.is_late { bytes.len() } else { bytes.len().min(self.room) };
            self.room = self.room.saturating_sub(length);
            self.file.write(&bytes[..length])
        }

        fn flush(&mut self) -> io::Result<()> {
            self.file.flush()
        }
    }

    impl Sink for Small {
        fn sync(&self) -> io::Result<()> {
            if self.room == 0 { Err(ErrorKind::StorageFull.into()) } else { self.file.sync() }
        }
    }

    fn begin<S: Sink>(folder: &TempDir, wrap: impl FnOnce(File) -> S) -> Unfinished<S> {
        let mut wrap = Some(wrap);
        let make = |path: &Path| Ok(wrap.take().unwrap()(File::create_new(path)?));
        Unfinished::new(Builder::new().prefix("new").rand_bytes(0).make_in(folder, make).unwrap())
    }

    fn names(folder: &TempDir) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }

    #[test]
    fn a_finished_file_has_its_name_and_the_checksum_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = begin(&folder, |file| file);
        file.write(b"one\n").unwrap();
        assert_eq!(names(&folder), ["new"], "it has its name only when it is whole");
        file.write(b"two\n").unwrap();
        let path = folder.path().join("data");
        let (bytes, checksum) = file.finish(&path).unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), bytes), (b"one\ntwo\n".as_slice(), 8));
        assert_eq!(checksum, Checksum(Sha256::digest(b"one\ntwo\n").into()));
        assert_eq!(names(&folder), ["data"]);
    }

    #[test]
    fn of_a_file_that_a_full_disk_cuts_short_nothing_is_left() {
        for (room, is_late) in [(0, false), (5, false), (0, true)] {
            let folder = tempfile::tempdir().unwrap();
            let mut file = begin(&folder, |file| Small { file, room, is_late });
            let written = file.write(b"one\n").and_then(|()| file.write(b"two\n"));
            let path = folder.path().join("data");
            let error = written.and_then(|()| file.finish(&path).map(drop)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::StorageFull);
            assert_eq!(names(&folder), [""; 0], "{room} {is_late}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_really_full_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = begin(&folder, |_| File::options().write(true).open("/dev/full").unwrap());
        assert_eq!(file.write(b"one\n").unwrap_err().kind(), ErrorKind::StorageFull);
        drop(file);
        assert_eq!(names(&folder), [""; 0]);
    }

    #[test]
    fn another_file_of_the_same_name_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        fs::write(&path, "precious").unwrap();
        let mut file = begin(&folder, |file| file);
        file.write(b"one\n").unwrap();
        assert_eq!(file.finish(&path).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"precious");
        assert_eq!(names(&folder), ["data"]);
    }
}

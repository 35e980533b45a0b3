//! Reading an answer from its bytes as they come, without keeping more of it than what is not yet complete.
//!
//! The answer is JSON or it is [`Unreadable`] as a whole; a row of it that is JSON and no lot is left out and
//! counted. It reads what our exchange writes; what pec-server writes goes by way of the protocol crate.

mod answer;
mod cursor;
mod digits;
mod document;
mod hex;
mod member;
mod row;
mod skip;
mod string;
mod usual;

use std::fmt;

use domain::status::Status;

use crate::merge::Changes;
use crate::pool::Pool;
use crate::update::Update;
use cursor::{Cursor, Stop};
use document::Document;

/// An incomplete part is tried again when at least so many bytes have come.
const LEAST: usize = 512;

/// Why bytes are no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They are no JSON object.
    NotJson,
    /// Lists and objects stand in each other more deeply than anybody would write.
    TooDeep,
    /// They end before the answer does.
    BrokenOff,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotJson => "the answer is no JSON object",
            Self::TooDeep => "the answer is nested too deeply",
            Self::BrokenOff => "the answer breaks off",
        })
    }
}

impl std::error::Error for Unreadable {}

/// What an answer turned out to say.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Its code.
    pub status: Option<Status>,
    /// The change of the pool that it is; none where it has not what was agreed of a pool.
    pub update: Option<Update>,
}

/// How much of a full answer has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many of its lots were read.
    pub read: usize,
    /// How many it says that there are.
    pub total: usize,
}

/// An answer that is being read.
#[derive(Clone, Debug)]
pub struct Reading {
    document: Document,
    /// Bytes of a part that is not complete.
    rest: Vec<u8>,
    /// How many they were when they were last tried.
    tried: usize,
    failure: Option<Unreadable>,
}

impl Reading {
    pub(crate) fn new(pool: &Pool) -> Self {
        Self { document: Document::new(pool), rest: Vec::new(), tried: 0, failure: None }
    }

    /// Reads the next bytes, wherever they were split. `pool` is the one that the answer is for.
    ///
    /// # Errors
    /// [`Unreadable`], from then on every time.
    pub fn feed(&mut self, pool: &Pool, mut bytes: &[u8]) -> Result<(), Unreadable> {
        loop {
            if self.rest.is_empty() {
                let used = self.run(pool, bytes)?;
                self.rest.extend_from_slice(&bytes[used..]);
                self.tried = self.rest.len();
                return Ok(());
            }
            // A part that is long is tried each time that it has doubled, so it is read about twice.
            let wanted = self.tried + self.tried.max(LEAST);
            let (next, later) = bytes.split_at(bytes.len().min(wanted - self.rest.len()));
            self.rest.extend_from_slice(next);
            if self.rest.len() < wanted {
                return self.failure.map_or(Ok(()), Err);
            }
            let rest = std::mem::take(&mut self.rest);
            let used = self.run(pool, &rest)?;
            let left = rest.len() - used;
            if left <= next.len() {
                bytes = &bytes[bytes.len() - later.len() - left..];
            } else {
                self.rest = rest;
                self.rest.drain(..used);
                bytes = later;
            }
            self.tried = self.rest.len();
        }
    }

    /// Shows the lots that were read so far, where the pool was empty when the reading began; otherwise it
    /// does nothing. If the answer turns out to be unreadable they stay until the next one.
    ///
    /// It walks through all lots that are shown, so once a frame is often enough.
    pub fn reveal(&mut self, pool: &mut Pool) -> Changes {
        self.document.reveal(pool)
    }

    /// How much of a full answer has come, once it has said how many lots there are and begun to name them.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.document.progress()
    }

    /// Ends the answer. Nothing has changed yet but what was revealed; [`Pool::merge`] takes the update in.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn finish(mut self, pool: &Pool) -> Result<Heard, Unreadable> {
        let rest = std::mem::take(&mut self.rest);
        let used = self.run(pool, &rest)?;
        if used < rest.len() { Err(Unreadable::BrokenOff) } else { self.document.finish() }
    }

    /// Reads every part that is complete; says how many bytes that was.
    fn run(&mut self, pool: &Pool, bytes: &[u8]) -> Result<usize, Unreadable> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let mut cursor = Cursor::new(bytes);
        let mut used = 0;
        let failure = loop {
            if used == bytes.len() {
                return Ok(used);
            }
            match self.document.step(&mut cursor, pool) {
                Ok(()) => used = cursor.at(),
                Err(Stop::More) => return Ok(used),
                Err(Stop::NotJson) => break Unreadable::NotJson,
                Err(Stop::TooDeep) => break Unreadable::TooDeep,
            }
        };
        self.failure = Some(failure);
        Err(failure)
    }
}

//! What the members of an answer say, in whatever order they come.

use domain::lot::LotHash;
use domain::pool::PoolVersion;
use domain::status::Status;

use super::cursor::{Cursor, Number, Read, Stop};
use super::{Heard, Progress, row};
use crate::pool::Pool;
use crate::update::{Extent, Update};

/// A list of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Tx,
    Changed,
    Removed,
}

/// A member that means something; a bit each, to know one that comes twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Status = 1,
    Version = 2,
    Total = 4,
    Tx = 8,
    Changed = 16,
    Removed = 32,
}

/// What an answer has said so far.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The members that came.
    known: u8,
    /// Whether something is not what was agreed of a pool.
    is_off: bool,
    status: Option<u16>,
    version: Option<PoolVersion>,
    total: Option<u64>,
    has_tx: bool,
    has_changed: bool,
    removed: Vec<LotHash>,
    pub(super) update: Update,
    scratch: String,
}

impl Answer {
    pub(super) fn new(pool: &Pool) -> Self {
        Self {
            known: 0,
            is_off: false,
            status: None,
            version: None,
            total: None,
            has_tx: false,
            has_changed: false,
            removed: Vec::new(),
            update: Update::new(pool, Extent::Difference),
            scratch: String::new(),
        }
    }

    pub(super) fn progress(&self) -> Option<Progress> {
        let total = self.total.filter(|_| self.has_tx)?.try_into().ok()?;
        Some(Progress { read: self.update.order.len(), total })
    }

    pub(super) fn finish(mut self) -> Heard {
        let has_all = self.version.is_some() && self.total.is_some() && (self.has_tx || self.has_changed);
        self.update.removed = self.removed;
        self.update.version = self.version;
        let update = (has_all && !self.is_off).then_some(self.update);
        Heard { status: self.status.and_then(Status::from_number), update }
    }

    /// Reads a member, of a list only its beginning; says which list that is.
    pub(super) fn member(&mut self, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<Option<List>> {
        let member = match cursor.string()?.resolve(&mut self.scratch) {
            Some("status") => Member::Status,
            Some("version") => Member::Version,
            Some("total") => Member::Total,
            Some("tx") => Member::Tx,
            Some("changed") => Member::Changed,
            Some("removed") => Member::Removed,
            Some(_) => {
                cursor.colon()?;
                return cursor.skip(1).map(|()| None);
            }
            // A name that says nothing could have been any of them.
            None => return Err(Stop::NotJson),
        };
        cursor.colon()?;
        let is_again = self.known & member as u8 != 0;
        let list = self.value(member, is_again, cursor, pool)?;
        self.known |= member as u8;
        Ok(list)
    }

    fn value(
        &mut self,
        member: Member,
        is_again: bool,
        cursor: &mut Cursor<'_>,
        pool: &Pool,
    ) -> Read<Option<List>> {
        let next = cursor.peek()?;
        match member {
            Member::Tx | Member::Changed | Member::Removed if next == b'[' && !is_again => {
                cursor.advance(1);
                return Ok(self.begin(member, pool));
            }
            Member::Version if next == b'"' && !is_again => {
                let version = cursor.string()?.resolve(&mut self.scratch);
                self.version = version.map(|version| PoolVersion(version.to_owned()));
            }
            Member::Status if next.is_ascii_digit() && !is_again => {
                if let Number::Whole(number) = cursor.number()? {
                    self.status = u16::try_from(number).ok();
                }
            }
            Member::Total if next.is_ascii_digit() && !is_again => {
                if let Number::Whole(number) = cursor.number()? {
                    self.total = Some(number);
                }
            }
            Member::Status => {
                cursor.skip(1)?;
                self.status = None;
            }
            Member::Version | Member::Total => {
                cursor.skip(1)?;
                self.is_off = true;
            }
            // A list may be null, but none may come twice.
            Member::Tx | Member::Changed | Member::Removed => {
                cursor.skip(1)?;
                self.is_off |= is_again || next != b'n';
            }
        }
        Ok(None)
    }

    /// Begins a list. A full one counts whatever stands beside it.
    fn begin(&mut self, member: Member, pool: &Pool) -> Option<List> {
        match member {
            Member::Tx => {
                self.has_tx = true;
                self.update = Update::new(pool, Extent::Full);
                let total = self.total.and_then(|total| total.try_into().ok());
                self.update.announce(total.unwrap_or(0));
                Some(List::Tx)
            }
            Member::Changed => {
                self.has_changed = true;
                Some(List::Changed)
            }
            Member::Removed => Some(List::Removed),
            Member::Status | Member::Version | Member::Total => None,
        }
    }

    /// Reads a row of a list.
    pub(super) fn row(&mut self, list: List, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<()> {
        match list {
            List::Changed | List::Removed if self.has_tx => cursor.skip(2)?,
            List::Tx | List::Changed => match row::read(cursor, &mut self.scratch)? {
                Some((incoming, note)) => {
                    let note = note.resolve(&mut self.scratch).unwrap_or_default();
                    self.update.offer(pool, &incoming, note);
                }
                None => self.update.skipped += 1,
            },
            List::Removed => match row::digits(cursor, &mut self.scratch)? {
                Some(hash) => self.removed.push(LotHash(hash)),
                None => self.update.skipped += 1,
            },
        }
        Ok(())
    }
}

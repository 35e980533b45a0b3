//! An answer as a whole, part by part: a member, or a row of one of its lists. Members come in any order.

use domain::lot::LotHash;
use domain::pool::PoolVersion;
use domain::status::Status;

use super::cursor::{Cursor, Number, Read, Stop};
use super::{Heard, Unreadable, row};
use crate::merge::Changes;
use crate::pool::Pool;
use crate::update::{Extent, Update};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The answer.
    Start,
    /// Its first member, or its end.
    Open,
    /// Another member, or its end.
    Member,
    /// The first row of a list, or its end.
    List(List),
    /// Another row, or its end.
    Row(List),
    /// Nothing more.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Tx,
    Changed,
    Removed,
}

/// The members that mean something, a bit each, to know one that comes twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Status = 1,
    Version = 2,
    Total = 4,
    Tx = 8,
    Changed = 16,
    Removed = 32,
}

#[derive(Clone, Debug)]
pub(super) struct Document {
    place: Place,
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
    update: Update,
    scratch: String,
}

impl Document {
    pub(super) fn new(pool: &Pool) -> Self {
        Self {
            place: Place::Start,
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

    pub(super) fn reveal(&mut self, pool: &mut Pool) -> Changes {
        pool.reveal(&mut self.update)
    }

    pub(super) fn finish(mut self) -> Result<Heard, Unreadable> {
        if self.place != Place::End {
            return Err(Unreadable::BrokenOff);
        }
        let is_pool = !self.is_off && self.total.is_some() && (self.has_tx || self.has_changed);
        self.update.removed = self.removed;
        self.update.version = self.version;
        let is_pool = is_pool && self.update.version.is_some();
        Ok(Heard {
            status: self.status.and_then(Status::from_number),
            update: is_pool.then_some(self.update),
        })
    }

    /// Reads one part. Where it is not complete nothing has happened.
    pub(super) fn step(&mut self, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<()> {
        if self.place == Place::End {
            return match cursor.space() {
                Err(Stop::More) => Ok(()),
                Ok(_) | Err(_) => Err(Stop::NotJson),
            };
        }
        let next = cursor.space()?;
        match (self.place, next) {
            (Place::Start, b'{') => {
                cursor.advance(1);
                self.place = Place::Open;
            }
            (Place::Open | Place::Member, b'}') => {
                cursor.advance(1);
                self.place = Place::End;
            }
            (Place::List(_) | Place::Row(_), b']') => {
                cursor.advance(1);
                self.place = Place::Member;
            }
            (Place::Open, _) => self.member(cursor, pool)?,
            (Place::Member, b',') => {
                cursor.advance(1);
                cursor.space()?;
                self.member(cursor, pool)?;
            }
            (Place::List(list), _) => self.row(list, cursor, pool)?,
            (Place::Row(list), b',') => {
                cursor.advance(1);
                cursor.space()?;
                self.row(list, cursor, pool)?;
            }
            (Place::Start | Place::Member | Place::Row(_) | Place::End, _) => return Err(Stop::NotJson),
        }
        Ok(())
    }

    fn member(&mut self, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<()> {
        let member = match cursor.string()?.resolve(&mut self.scratch) {
            Some("status") => Some(Member::Status),
            Some("version") => Some(Member::Version),
            Some("total") => Some(Member::Total),
            Some("tx") => Some(Member::Tx),
            Some("changed") => Some(Member::Changed),
            Some("removed") => Some(Member::Removed),
            Some(_) => None,
            // A name that says nothing could have been any of them.
            None => return Err(Stop::NotJson),
        };
        cursor.colon()?;
        let Some(member) = member else {
            cursor.skip(1)?;
            self.place = Place::Member;
            return Ok(());
        };
        let next = cursor.peek()?;
        let is_again = self.known & member as u8 != 0;
        let list = match member {
            Member::Tx => Some(List::Tx),
            Member::Changed => Some(List::Changed),
            Member::Removed => Some(List::Removed),
            Member::Status | Member::Version | Member::Total => None,
        };
        match (member, list) {
            (_, Some(list)) if next == b'[' && !is_again => {
                cursor.advance(1);
                self.begin(list, pool);
                self.known |= member as u8;
                return Ok(());
            }
            (Member::Version, _) if next == b'"' && !is_again => {
                let version = cursor.string()?.resolve(&mut self.scratch);
                self.version = version.map(|version| PoolVersion(version.to_owned()));
            }
            (Member::Status | Member::Total, _) if next.is_ascii_digit() && !is_again => {
                if let Number::Whole(number) = cursor.number()? {
                    if member == Member::Total {
                        self.total = Some(number);
                    } else {
                        self.status = u16::try_from(number).ok();
                    }
                }
            }
            _ => {
                cursor.skip(1)?;
                match member {
                    Member::Status => self.status = None,
                    // A list may be null, but no member may come twice.
                    Member::Version | Member::Total => self.is_off = true,
                    Member::Tx | Member::Changed | Member::Removed => self.is_off |= is_again || next != b'n',
                }
            }
        }
        self.known |= member as u8;
        self.place = Place::Member;
        Ok(())
    }

    /// Begins a list. A full one counts whatever stands beside it.
    fn begin(&mut self, list: List, pool: &Pool) {
        self.place = Place::List(list);
        match list {
            List::Tx => {
                self.has_tx = true;
                self.update = Update::new(pool, Extent::Full);
                self.update.announced = self.total.and_then(|total| total.try_into().ok()).unwrap_or(0);
            }
            List::Changed => self.has_changed = true,
            List::Removed => {}
        }
    }

    fn row(&mut self, list: List, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<()> {
        match list {
            List::Changed | List::Removed if self.has_tx => cursor.skip(2)?,
            List::Tx | List::Changed => match row::read(cursor, &mut self.scratch)? {
                Some((draft, note)) => {
                    let note = note.resolve(&mut self.scratch).unwrap_or_default();
                    self.update.offer(pool, &draft, note);
                }
                None => self.update.skipped += 1,
            },
            List::Removed => match row::digits(cursor, &mut self.scratch)? {
                Some(hash) => self.removed.push(LotHash(hash)),
                None => self.update.skipped += 1,
            },
        }
        self.place = Place::Row(list);
        Ok(())
    }
}

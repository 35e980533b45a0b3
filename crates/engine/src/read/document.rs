//! An answer as a whole, part by part: a member, or a row of one of its lists.
//!
//! It knows where a part may stand; what a part says is the [`Answer`]'s.

use super::answer::{Answer, List};
use super::cursor::{Cursor, Read, Stop};
use super::{Heard, Progress, Unreadable};
use crate::merge::Changes;
use crate::pool::Pool;

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

/// An answer, as far as it has been read.
#[derive(Clone, Debug)]
pub(super) struct Document {
    place: Place,
    answer: Answer,
}

impl Document {
    pub(super) fn new(pool: &Pool) -> Self {
        Self { place: Place::Start, answer: Answer::new(pool) }
    }

    pub(super) fn reveal(&mut self, pool: &mut Pool) -> Changes {
        pool.reveal(&mut self.answer.update)
    }

    pub(super) fn progress(&self) -> Option<Progress> {
        self.answer.progress()
    }

    pub(super) fn finish(self) -> Result<Heard, Unreadable> {
        if self.place == Place::End { Ok(self.answer.finish()) } else { Err(Unreadable::BrokenOff) }
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
        self.place = match (self.place, next) {
            (Place::Start, b'{') => {
                cursor.advance(1);
                Place::Open
            }
            (Place::Open | Place::Member, b'}') => {
                cursor.advance(1);
                Place::End
            }
            (Place::List(_) | Place::Row(_), b']') => {
                cursor.advance(1);
                Place::Member
            }
            (Place::Open, _) => self.member(cursor, pool)?,
            (Place::Member, b',') => {
                cursor.advance(1);
                cursor.space()?;
                self.member(cursor, pool)?
            }
            (Place::List(list), _) => self.row(list, cursor, pool)?,
            (Place::Row(list), b',') => {
                cursor.advance(1);
                cursor.space()?;
                self.row(list, cursor, pool)?
            }
            (Place::Start | Place::Member | Place::Row(_) | Place::End, _) => return Err(Stop::NotJson),
        };
        Ok(())
    }

    fn member(&mut self, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<Place> {
        Ok(self.answer.member(cursor, pool)?.map_or(Place::Member, Place::List))
    }

    fn row(&mut self, list: List, cursor: &mut Cursor<'_>, pool: &Pool) -> Read<Place> {
        self.answer.row(list, cursor, pool)?;
        Ok(Place::Row(list))
    }
}

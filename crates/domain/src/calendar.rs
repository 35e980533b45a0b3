//! Moments as people and programs write them by ISO 8601: `2026-12-01T18:00`, with a zone or in the time of wherever
//! they live.
//!
//! It knows no zones; what a local time means is asked of whoever knows. Dates for people are the browser's work.

use crate::timestamp::Timestamp;

const DAY: i64 = 24 * 60 * 60;

/// A time without a zone, in the calendar that is used all over the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The year, of four digits.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
}

/// A moment that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// With a zone, so that it is the same for everybody.
    At(Timestamp),
    /// In the time of wherever the person lives.
    Local(LocalTime),
}

/// Reads `2026-12-01T18:00`; nothing where it is no such time, or one before 1970.
///
/// There may be a space between date and time, seconds and their decimals, and a zone such as `Z`, `+01:00` or `+0100`.
#[must_use]
pub fn parse(text: &str) -> Option<Written> {
    let (date, time) = text.trim().split_once(['T', 't', ' '])?;
    let (year, date) = number(date, 4)?;
    let (month, date) = number(date.strip_prefix('-')?, 2)?;
    let (day, date) = number(date.strip_prefix('-')?, 2)?;
    let (hour, time) = number(time, 2)?;
    let (minute, time) = number(time.strip_prefix(':')?, 2)?;
    let (second, zone) = match time.strip_prefix(':') {
        Some(time) => number(time, 2)?,
        None => (0, time),
    };
    let is_time = date.is_empty() && hour < 24 && minute < 60 && second < 60;
    let is_date = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
    if !is_time || !is_date {
        return None;
    }
    let (millis, zone) = match zone.strip_prefix(['.', ',']) {
        Some(decimals) => thousandths(decimals)?,
        None => (0, zone),
    };
    let small = |number: u16| u8::try_from(number).ok();
    let local = LocalTime {
        year,
        month: small(month)?,
        day: small(day)?,
        hour: small(hour)?,
        minute: small(minute)?,
        second: small(second)?,
    };
    match zone.trim() {
        "" => Some(Written::Local(local)),
        zone => {
            let seconds = local.seconds() - offset(zone)?;
            let millis = seconds.checked_mul(1000)? + i64::from(millis);
            Some(Written::At(Timestamp(u64::try_from(millis).ok()?)))
        }
    }
}

/// Writes a moment as `2026-12-01T18:00:00Z`, with milliseconds where it has any.
///
/// Nothing for one that nobody told or that lies past the year 9999.
#[must_use]
pub fn write(moment: Timestamp) -> Option<String> {
    let seconds = i64::try_from(moment.0 / 1000).ok()?;
    let (year, month, day) = date_of(seconds.div_euclid(DAY));
    if year > 9999 {
        return None;
    }
    let rest = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let decimals = match moment.0 % 1000 {
        0 => String::new(),
        millis => format!(".{millis:03}"),
    };
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{decimals}Z"))
}

impl LocalTime {
    /// The seconds since 1970 if it were in the zone of Greenwich.
    fn seconds(self) -> i64 {
        let days = days_since_1970(i64::from(self.year), i64::from(self.month), i64::from(self.day));
        days * DAY + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

/// Takes a number of so many digits.
fn number(text: &str, digits: usize) -> Option<(u16, &str)> {
    let (number, rest) = text.split_at_checked(digits)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    Some((number.parse().ok().filter(|_| is_number)?, rest))
}

/// Takes the decimals of a second as whole milliseconds; what is smaller is left out.
fn thousandths(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (decimals, rest) = text.split_at(end);
    let first: String = decimals.chars().chain("000".chars()).take(3).collect();
    Some((first.parse().ok().filter(|_| !decimals.is_empty())?, rest))
}

/// How many seconds a zone is ahead of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, zone) = match zone.strip_prefix('+') {
        Some(zone) => (1, zone),
        None => (-1, zone.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = number(zone, 2)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" => 0,
        minutes => number(minutes, 2).filter(|(_, rest)| rest.is_empty())?.0,
    };
    (hours < 24 && minutes < 60).then(|| sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

const fn days_of(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted in eras of 400 years that begin in March, so that the leap day is the last one.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The other way round.
const fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + days.div_euclid(146_097) * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_a_zone_is_the_same_moment_however_it_is_written() {
        for text in [
            "2026-12-01T18:00Z",
            "2026-12-01 18:00:00Z",
            "2026-12-01t18:00:00.000z",
            "2026-12-01T19:00+01:00",
            "2026-12-01T19:00:00 +0100",
            "2026-12-01T19:00+01",
            "2026-12-01T12:30-05:30",
            "2026-12-02T00:00:00,0004+06:00",
        ] {
            assert_eq!(parse(text), Some(Written::At(Timestamp(1_796_148_000_000))), "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_left_to_whoever_knows_it() {
        let expected = LocalTime { year: 2028, month: 2, day: 29, hour: 7, minute: 5, second: 9 };
        assert_eq!(parse(" 2028-02-29 07:05:09 "), Some(Written::Local(expected)));
    }

    #[test]
    fn what_is_no_such_time_is_nothing() {
        for text in [
            "",
            "2026-12-01",
            "2026-13-01T00:00",
            "2026-02-29T00:00",
            "2026-04-31T00:00",
            "2026-12-01T24:00",
            "2026-12-01T18:60",
            "2026-12-01T18:00:60",
            "2026-12-01T18:00:00.Z",
            "2026-12-01T18:00+1",
            "2026-12-01T18:00+25:00",
            "2026-12-01T18:00 CET",
            "01.12.2026 18:00",
            "12/1/2026 18:00",
            "26-12-01T18:00",
            "1969-12-31T23:59Z",
            "２０２６-12-01T18:00",
            "T",
            "☀️T☀️",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for millis in [0, 951_782_400_000, 1_796_148_000_000, 1_796_148_000_001, 253_402_300_799_999] {
            let written = write(Timestamp(millis)).unwrap();
            assert_eq!(parse(&written), Some(Written::At(Timestamp(millis))), "{written}");
        }
        assert_eq!(write(Timestamp(951_782_400_000)).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(write(Timestamp(253_402_300_800_000)), None);
        assert_eq!(write(Timestamp::UNKNOWN), None);
    }
}

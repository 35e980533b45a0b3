//! The reader hears what the protocol crate does, whatever the bytes are and wherever they are split: which rows
//! are lots, what they hold, and what is no answer at all.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "oracle/hearing.rs"]
mod hearing;
mod oracle;
mod plain;
mod steps;
mod wire;

use domain::pool::PoolVersion;
use hearing::read;
use oracle::Twins;
use proptest::prelude::*;
use steps::step;
use wattpool_engine::{Changes, Pool, Row, Unreadable};
use wire::{answer, damaged_answer};

/// A pool that something has happened to.
fn lived_in() -> impl Strategy<Value = Twins> {
    prop::collection::vec(step(), 0..4).prop_map(|steps| {
        let mut twins = Twins::default();
        steps.into_iter().for_each(|step| twins.take(step));
        twins
    })
}

fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(any::<usize>(), 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_heard_as_the_protocol_hears_them(
        mut twins in lived_in(),
        answers in prop::collection::vec((answer(), cuts(), any::<bool>(), step()), 1..5)
    ) {
        for (answer, cuts, reveals, step) in answers {
            twins.hear(answer.as_bytes(), &cuts, reveals);
            twins.take(step);
        }
    }

    #[test]
    fn damaged_answers_are_heard_as_the_protocol_hears_them(
        mut twins in lived_in(),
        first in answer(),
        bytes in damaged_answer(),
        cuts in cuts(),
        reveals in any::<bool>(),
    ) {
        twins.clone().hear(&bytes, &cuts, reveals);
        twins.hear(first.as_bytes(), &[], false);
        twins.hear(&bytes, &cuts, reveals);
    }

    #[test]
    fn an_answer_that_was_overtaken_never_says_what_is_not_so(
        mut twins in lived_in(),
        slow in prop_oneof![answer().prop_map(String::into_bytes).boxed(), damaged_answer().boxed()],
        quick in answer(),
        cut in any::<usize>(),
    ) {
        twins.overtake(&slow, cut, quick.as_bytes());
    }

    #[test]
    fn any_bytes_at_all_do_no_harm(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "\\s?\\{(\"(tx|changed|version|total)\":(\\[|\\{|\"|7|null|,|\\]|\\}|\\\\){0,9},?){0,6}\\}".prop_map(String::into_bytes),
        ],
        cuts in cuts(),
    ) {
        Twins::default().hear(&bytes, &cuts, true);
    }
}

const ROW: &str = r#"{"txHash":"00000000000000000000000000000000000000000000000000000000000000ff","status":"waiting",
    "blockHeight":7,"timestampSell":1,"timestampBuy":null,"timestampExpire":2,"power":3,"value":4,"amount":5,"type":"wind",
    "to":"00000000000000000000000000000000000000aa","from":null,"inputData":"<b>\"roof\"</b> \u00e4"}"#;

fn merged(pool: &mut Pool, text: &str) -> Changes {
    let heard = read(pool, text.as_bytes(), &[], false).unwrap();
    pool.merge(heard.update.unwrap()).unwrap()
}

#[test]
fn an_answer_may_come_byte_by_byte() {
    let text =
        format!(r#"{{"tx":[7,{ROW}],"total":1,"more":{{"a":[{ROW},[]]}},"version":"b","status":731}} "#);
    let mut pool = Pool::default();
    let mut reading = pool.read();
    for byte in text.as_bytes() {
        reading.feed(&pool, &[*byte]).unwrap();
    }
    let heard = reading.finish(&pool).unwrap();
    let changes = pool.merge(heard.update.unwrap()).unwrap();
    assert_eq!((changes.arrived.len(), changes.skipped, pool.len()), (1, 1, 1));
    assert_eq!(pool.rows(0, 1).next().map(Row::note), Some("<b>\"roof\"</b> ä"));
}

/// A list read as a whole is lost to one number that is too large, or to half a character in a member of no use.
#[test]
fn one_row_never_takes_the_others_away() {
    for (member, value) in
        [("value", "1e400"), ("value", "-1e400"), ("inputData", r#""\ud800""#), (r"\ud800", "1")]
    {
        let odd = ROW.replacen('{', &format!("{{\"{member}\":{value},"), 1);
        let odd = if member == "value" { odd.replace(",\"value\":4", "") } else { odd };
        let mut pool = Pool::default();
        let changes = merged(&mut pool, &format!(r#"{{"version":"a","total":2,"tx":[{odd},{ROW}]}}"#));
        assert_eq!((changes.arrived.len(), changes.skipped), (1, 1), "{odd}");
    }
    let extra = ROW.replacen('{', r#"{"extra":["\ud800",1e400],"#, 1);
    let mut pool = Pool::default();
    assert_eq!(merged(&mut pool, &format!(r#"{{"version":"a","total":1,"tx":[{extra}]}}"#)).arrived.len(), 1);
}

#[test]
fn an_answer_that_says_nothing_new_changes_nothing() {
    let text = format!(r#"{{"status":731,"version":"a","total":1,"tx":[{ROW}]}}"#);
    let mut pool = Pool::default();
    assert_eq!(merged(&mut pool, &text).arrived.len(), 1);
    assert!(merged(&mut pool, &text).is_empty());
    let difference = format!(r#"{{"version":"b","total":1,"changed":[{ROW}],"removed":[]}}"#);
    assert!(merged(&mut pool, &difference).is_empty());
    assert_eq!(pool.version(), Some(&PoolVersion("b".into())));
}

/// Two answers can be under way where a slow one is asked for again. The earlier one once took away what the later
/// one had brought.
#[test]
fn an_answer_that_was_overtaken_is_dropped() {
    let mut pool = Pool::default();
    let (full, empty) =
        (format!(r#"{{"version":"b","total":1,"tx":[{ROW}]}}"#), r#"{"version":"a","total":0,"tx":[]}"#);
    let slow = read(&mut pool, empty.as_bytes(), &[], false).unwrap();
    assert_eq!(merged(&mut pool, &full).arrived.len(), 1);
    assert!(pool.merge(slow.update.unwrap()).is_err());
    assert_eq!((pool.len(), pool.version()), (1, Some(&PoolVersion("b".into()))));
}

#[test]
fn an_answer_for_another_pool_is_dropped() {
    let full = |name: &str| ROW.replace("00ff", name);
    let (mut pool, mut other) = (Pool::default(), Pool::default());
    merged(&mut pool, &format!(r#"{{"version":"a","total":2,"tx":[{},{ROW}]}}"#, full("00fe")));
    merged(&mut other, &format!(r#"{{"version":"a","total":1,"tx":[{ROW}]}}"#));
    let text = format!(
        r#"{{"version":"b","total":2,"changed":[{},{}]}}"#,
        full("00fe"),
        ROW.replace("\"value\":4", "\"value\":5")
    );
    let heard = read(&mut pool, text.as_bytes(), &[], false).unwrap();
    assert!(other.merge(heard.update.unwrap()).is_err());
    assert_eq!(other.len(), 1);
}

#[test]
fn what_was_revealed_is_in_the_pool_before_the_answer_ends() {
    let mut pool = Pool::default();
    let mut reading = pool.read();
    reading.feed(&pool, format!(r#"{{"total":2,"tx":[{ROW},"#).as_bytes()).unwrap();
    assert_eq!(reading.reveal(&mut pool).arrived.len(), 1);
    assert_eq!((pool.shown(), pool.version()), (1, None));
    let slot = pool.rows(0, 1).next().map(Row::slot).unwrap();
    pool.pick(slot, true);
    assert!(reading.reveal(&mut pool).is_empty());
    reading.feed(&pool, br#"null],"version":"a"}"#).unwrap();
    let changes = pool.merge(reading.finish(&pool).unwrap().update.unwrap()).unwrap();
    assert_eq!((changes.arrived.len(), changes.skipped, pool.len()), (0, 1, 1));
    assert_eq!(pool.selection().len(), 1);
    // A pool that shows something already is changed at the end and not before.
    let mut reading = pool.read();
    reading.feed(&pool, br#"{"total":0,"tx":["#).unwrap();
    assert!(reading.reveal(&mut pool).is_empty());
    assert_eq!(pool.len(), 1);
}

#[test]
fn an_answer_that_is_nested_too_deeply_or_breaks_off_is_none() {
    let mut pool = Pool::default();
    let deep = format!(r#"{{"a":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    assert_eq!(read(&mut pool, deep.as_bytes(), &[], false).err(), Some(Unreadable::TooDeep));
    let row = format!(r#"{{"version":"a","total":1,"tx":[{}]}}"#, "{\"a\":".repeat(200));
    assert_eq!(read(&mut pool, row.as_bytes(), &[], false).err(), Some(Unreadable::TooDeep));
    let whole = format!(r#"{{"version":"a","total":1,"tx":[{ROW}]}}"#);
    for end in 0..whole.len() {
        assert_eq!(
            read(&mut pool, &whole.as_bytes()[..end], &[], false).err(),
            Some(Unreadable::BrokenOff),
            "{end}"
        );
    }
}

#[test]
fn a_reading_that_failed_stays_failed() {
    let pool = Pool::default();
    let mut reading = pool.read();
    assert_eq!(reading.feed(&pool, b"<html>"), Err(Unreadable::NotJson));
    assert_eq!(reading.feed(&pool, b"{}"), Err(Unreadable::NotJson));
    assert_eq!(reading.finish(&pool).err(), Some(Unreadable::NotJson));
}

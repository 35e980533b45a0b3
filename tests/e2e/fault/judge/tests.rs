//! The judge notices each thing that must not be.

use std::slice;
use std::time::Duration;

use domain::status::{Code, Misfortune, Status};
use words::Language;

use super::*;
use crate::fault::watch::Wait;

const BEGAN_AT: u64 = 1_000;

fn call(key: &str, fault: Fault) -> Call {
    Call {
        asks: Asks::Purchase,
        line: "PUT /tx/purchase".to_owned(),
        key: Some(key.to_owned()),
        asked_at: 1_100,
        is_spoilt: true,
        fault,
        delay: Duration::ZERO,
        heard: None,
        acted_at: None,
        answered_at: Some(1_200),
        failure: Some(Misfortune::Unreachable.into()),
    }
}

/// A purchase that the exchange made and whose answer was lost.
fn made_and_lost() -> Call {
    let envelope = serde_json::from_str(r#"{"status":732}"#).unwrap();
    let heard = crate::fault::faults::Heard { http: 200, retry_after: None, envelope: Some(envelope) };
    Call { heard: Some(heard), acted_at: Some(1_150), ..call("one", Fault::CutOff) }
}

fn message(headline: &str, rest: &str) -> Event {
    Event {
        kind: Kind::Message,
        slug: String::new(),
        headline: headline.to_owned(),
        rest: rest.to_owned(),
        at: 1_210,
        gone: None,
    }
}

fn told(call: &Call) -> Event {
    let telling = domain::status::Message::of(call.failure.as_ref().unwrap(), call.asks.action());
    let [headline, consequence, next_step] = words::phrase::parts(&telling);
    let words = Wording::of(Language::English).unwrap();
    message(words.say(headline), &words.tell(words::Sentence::from(consequence).then(next_step)))
}

fn verdict(calls: &[Call], events: Vec<Event>, longest: u64) -> Vec<String> {
    let watched = Watched { events, longest: Wait { millis: longest, what: "button".to_owned() } };
    let evidence = Evidence { asks: Asks::Purchase, began_at: BEGAN_AT, calls, watched: &watched };
    evidence.verdict(&Wording::of(Language::English).unwrap())
}

#[track_caller]
fn finds(found: &[String], words: &str) {
    assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
}

#[test]
fn a_lost_answer_that_is_told_as_such_is_in_order() {
    let call = made_and_lost();
    assert_eq!(verdict(slice::from_ref(&call), vec![told(&call)], 30_000), [""; 0]);
}

#[test]
fn silence_and_a_long_wait_are_noticed() {
    finds(&verdict(&[made_and_lost()], Vec::new(), 0), "nothing was said");
    finds(&verdict(&[], Vec::new(), 30_001), "30001 ms without a word");
}

#[test]
fn words_that_belong_to_no_cause_are_noticed() {
    let call = made_and_lost();
    let strange = message("The exchange could not do this just now.", "");
    finds(&verdict(slice::from_ref(&call), vec![told(&call), strange], 0), "nothing that happened explains");
    let panic = Event { kind: Kind::Panic, ..message("panicked at src/app.rs", "") };
    finds(&verdict(&[], vec![panic], 0), "panicked");
    let log_in = Event { kind: Kind::LogIn, ..message("", "") };
    finds(&verdict(&[], vec![log_in], 0), "LogIn");
}

#[test]
fn a_denial_of_what_was_done_is_noticed() {
    let done = made_and_lost();
    let mut refused = call("one", Fault::Status { number: 833, retry_after: None, has_reached: false });
    refused.failure = Some(Status::from(Code::LotNotForSale).into());
    let denial = told(&refused);
    finds(&verdict(&[done.clone(), refused], vec![told(&done), denial], 0), "denies it");
}

#[test]
fn another_key_for_the_same_decision_is_noticed_unless_the_first_was_refused() {
    let (first, second) = (made_and_lost(), call("two", Fault::CutOff));
    finds(&verdict(&[first.clone(), second.clone()], vec![told(&first)], 0), "went out twice");
    let mut refused = call("one", Fault::Status { number: 834, retry_after: None, has_reached: false });
    refused.failure = Some(Status::from(Code::DeliveryNoSession).into());
    let events = vec![told(&refused), told(&second)];
    assert_eq!(verdict(&[refused, second], events, 0), [""; 0]);
}

#[test]
fn a_reset_that_the_browser_repaired_by_itself_needs_no_word() {
    let reset = Call { fault: Fault::ResetAfter, ..made_and_lost() };
    finds(&verdict(slice::from_ref(&reset), Vec::new(), 0), "nothing was said");
    let again = Call { asked_at: 1_201, is_spoilt: false, failure: None, ..reset.clone() };
    assert_eq!(verdict(&[reset, again], Vec::new(), 0), [""; 0]);
}

#[test]
fn that_nothing_is_sent_is_true_only_after_five_outages_in_a_row() {
    let outage = call("one", Fault::ResetBefore);
    let kept = Failure::from(Misfortune::CircuitOpen);
    let silent = Event { at: 1_300, ..told(&Call { failure: Some(kept), ..outage.clone() }) };
    let events = || vec![told(&outage), silent.clone()];
    assert_eq!(verdict(&vec![outage.clone(); 5], events(), 0), [""; 0]);
    finds(&verdict(&vec![outage.clone(); 4], events(), 0), "nothing that happened explains");
}

#[test]
fn after_a_lost_answer_a_gateways_refusal_is_no_denial() {
    let lost = made_and_lost();
    let refused = Failure::new(domain::status::Cause::Http(429));
    let again = Call { asked_at: 1_201, failure: Some(refused.clone()), ..lost.clone() };
    let words = Wording::of(Language::English).unwrap();
    let unknown = domain::status::Message::of_unknown(&refused, domain::status::Action::Purchase);
    let [headline, consequence, next_step] = words::phrase::parts(&unknown);
    let rest = words.tell(words::Sentence::from(consequence).then(next_step));
    let events = vec![told(&lost), message(words.say(headline), &rest)];
    assert_eq!(verdict(&[lost.clone(), again.clone()], events, 0), [""; 0]);
    let denial = vec![told(&lost), told(&again)];
    finds(&verdict(&[lost, again], denial, 0), "denies it");
}

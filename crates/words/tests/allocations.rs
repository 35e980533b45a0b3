//! What it costs to turn a failure into what a person reads: nothing on the heap but the request's name.
//!
//! A file of its own, because it counts what the whole program allocates.

use allocation_counter::measure;
use domain::status::{Action, Cause, Failure, Message, Misfortune, Status};
use wattpool_words::phrase::parts;
use wattpool_words::{Language, source};

#[test]
fn a_message_allocates_the_name_of_its_request_and_nothing_else() {
    let dictionary = source::dictionary(Language::Arabic).unwrap_or_else(|error| panic!("{error}"));
    let statuses = (600..1000).filter_map(Status::from_number).map(Cause::Status);
    let http = (0..600).map(Cause::Http);
    let misfortunes = Misfortune::ALL.map(Cause::Misfortune);
    for cause in statuses.chain(http).chain(misfortunes) {
        for (request_id, expected) in [(None, 0), (Some("0123456789abcdef".to_owned()), 1)] {
            let failure = Failure { request_id, ..Failure::new(cause) };
            for action in Action::ALL {
                let mut letters = 0;
                let cost = measure(|| {
                    let message = Message::of(&failure, action);
                    letters = parts(&message).map(|phrase| dictionary.say(phrase).len()).into_iter().sum();
                });
                assert_eq!(cost.count_total, expected, "{failure} {action:?}");
                assert!(letters > 0, "{failure} {action:?}");
            }
        }
    }
}

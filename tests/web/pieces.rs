//! An answer that is read in pieces: when each is taken in, and when the browser has its turn.
//!
//! What the pieces say is not the matter here.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures::future::{Either, select};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::{Method, Request, TakePiece, fetch_in_pieces};
use wattpool::browser::timer::{self, Due};

use crate::pretence::Pretence;

/// A network that has the whole answer already, in those pieces.
fn with_pieces(pieces: &[&str]) -> Pretence {
    let pieces: Array = pieces.iter().map(|piece| JsValue::from_str(piece)).collect();
    let make = Function::new_with_args(
        "pieces",
        "const letters = new TextEncoder();
        return async () => new Response(new ReadableStream({
            start(stream) {
                for (const piece of pieces) stream.enqueue(letters.encode(piece));
                stream.close();
            }
        }));",
    );
    let fetch = make.call1(&JsValue::NULL, &pieces).unwrap();
    Pretence::network(fetch.unchecked_ref())
}

fn request() -> Request {
    Request {
        method: Method::GET,
        url: "/tx/pool".to_owned(),
        headers: Vec::new(),
        body: None,
        may_be_kept: false,
        time_limit: Duration::from_secs(10),
    }
}

/// Everybody who watched the pool waited for a frame at the end of every answer, also of a difference that had
/// come as a whole: there was nothing left to be shown before.
#[wasm_bindgen_test]
async fn an_answer_of_one_piece_is_taken_in_and_ended_at_once() {
    let _network = with_pieces(&["all of it"]);
    let ended = fetch_in_pieces(request(), Box::new(|_| {}));
    // Whoever waits for any timer at all comes after this one.
    match select(pin!(ended), pin!(timer::sleep(Duration::ZERO))).await {
        Either::Left((answer, _)) => assert_eq!(answer.unwrap().body, "all of it"),
        Either::Right(_) => panic!("it waited for something"),
    }
}

#[wasm_bindgen_test]
async fn what_a_first_piece_shows_is_seen_before_the_next_is_taken_in() {
    let _network = with_pieces(&["first", "second"]);
    let seen = Rc::new(RefCell::new(Vec::new()));
    let take: TakePiece = Box::new({
        let seen = Rc::clone(&seen);
        let mut others = Vec::new();
        move |piece: &[u8]| {
            seen.borrow_mut().push(String::from_utf8(piece.to_vec()).unwrap());
            let turn = Rc::clone(&seen);
            others.push(Due::after(Duration::ZERO, move || turn.borrow_mut().push("others".to_owned())));
        }
    });
    fetch_in_pieces(request(), take).await.unwrap();
    assert_eq!(seen.borrow()[..3], ["first", "others", "second"]);
}

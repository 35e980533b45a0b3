//! An exchange that takes many lots and remembers keys, and what people do with files before it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::calendar::LocalTime;
use domain::shipment::LotFile;
use domain::status::Misfortune;
use domain::timestamp::Timestamp;
use js_sys::{Function, Promise};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wattpool::browser::clock;
use wattpool::browser::fetch::{Request, Response};

use crate::hold::Answer;
use crate::purchase::key_of;
use crate::screen::Screen;
use crate::script::{Script, answer, line};

/// What stands in the first row of a file.
pub const HEADER: &str = "type;amount;power;value;timestampExpire;inputData";

/// What was asked under a key, and what was answered.
type Known = (Option<String>, Response);

/// The pool of an exchange: the notes of its lots, and the answers that were given under each key.
#[derive(Clone, Default)]
pub struct Market {
    notes: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<HashMap<String, Known>>>,
}

impl Market {
    /// An exchange with that pool; `meddle` says what becomes of the answer to a delivery by its place among all of
    /// them, from 1.
    pub fn script(
        &self,
        mut meddle: impl FnMut(usize, &Request) -> Option<Fate> + Send + 'static,
    ) -> Arc<Script> {
        let market = self.clone();
        let mut count = 0;
        Script::new(move |request| {
            if line(request) != "POST /tx/delivery" {
                return None;
            }
            count += 1;
            match meddle(count, request) {
                None => Some(Ok(market.deliver(request))),
                Some(Fate::Lost) => {
                    market.deliver(request);
                    Some(Err(Misfortune::Unreachable))
                }
                Some(Fate::Instead(answer)) => Some(answer),
            }
        })
    }

    /// What is in the pool, in the order in which it came.
    pub fn notes(&self) -> Vec<String> {
        self.notes.lock().unwrap().clone()
    }

    fn deliver(&self, request: &Request) -> Response {
        let mut answers = self.answers.lock().unwrap();
        let (body, known) =
            answers.entry(key_of(request)).or_insert_with(|| (request.body.clone(), self.put(request)));
        assert_eq!(*body, request.body, "a key stands for one request");
        known.clone()
    }

    /// A lot whose note says so is refused.
    fn put(&self, request: &Request) -> Response {
        let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let mut notes = self.notes.lock().unwrap();
        let outcomes = body["tx"].as_array().unwrap().iter().map(|lot| {
            let note = lot["inputData"].as_str().unwrap();
            if note.contains("refuse") {
                return json!({ "status": 830, "fields": [{ "field": "timestampExpire", "problem": "past" }] });
            }
            notes.push(note.to_owned());
            json!({ "status": 733, "txHash": format!("{:064x}", notes.len()), "value": 7 })
        });
        let result: Vec<_> = outcomes.collect();
        answer(200, &json!({ "status": 733, "msg": "", "result": result }))
    }
}

/// What becomes of an answer.
pub enum Fate {
    /// The exchange acts, and nobody hears it.
    Lost,
    /// It does not act and answers so.
    Instead(Answer),
}

/// A file of so many good lots, each known by its note.
pub fn file_of(lots: usize) -> String {
    let rows: Vec<_> = (1..=lots).map(|lot| format!("wind;1000;500;3;24;lot {lot}")).collect();
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n"))
}

/// The notes of so many lots.
pub fn notes_of(lots: usize) -> Vec<String> {
    (1..=lots).map(|lot| format!("lot {lot}")).collect()
}

/// Chooses a file with that text.
pub async fn choose(screen: &Screen, text: &str) {
    let input = screen.wait_for("#lots-file").await;
    let choose = Function::new_with_args(
        "input, text",
        "const chosen = new DataTransfer();
         chosen.items.add(new File([text], 'lots.csv', { type: 'text/csv' }));
         input.files = chosen.files;
         input.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    choose.call2(&JsValue::NULL, &input, &text.into()).unwrap();
}

/// Chooses a file with that text and waits until it was read.
pub async fn look_at(screen: &Screen, text: &str) {
    choose(screen, text).await;
    screen.wait_for("[data-testid=preview]").await;
}

/// The figures under a test id, in their order.
pub fn figures(screen: &Screen, test_id: &str) -> Vec<String> {
    screen.texts(&format!("[data-testid={test_id}] .fact-value"))
}

/// How it is with each row in sight.
pub fn states(screen: &Screen) -> Vec<String> {
    let rows = screen.elements("[data-testid=file-row]").into_iter();
    rows.map(|row| row.get_attribute("data-state").unwrap_or_default()).collect()
}

/// What stands in the file behind a link.
pub async fn text_behind(screen: &Screen, test_id: &str) -> String {
    let link = screen.wait_for(&format!("[data-testid={test_id}]")).await;
    let fetch = Function::new_with_args("address", "return fetch(address).then((file) => file.text());");
    let address = link.get_attribute("href").unwrap();
    let text: Promise = fetch.call1(&JsValue::NULL, &address.into()).unwrap().unchecked_into();
    JsFuture::from(text).await.unwrap().as_string().unwrap()
}

/// What a text says as a file of lots.
pub fn read(text: &str) -> LotFile {
    let zone = |_: LocalTime| None::<Timestamp>;
    LotFile::read(text, clock::now(), &zone).unwrap()
}

/// Waits until the shipment is over.
pub async fn over(screen: &Screen) -> Vec<String> {
    screen.wait_for("[data-testid=shipped]").await;
    figures(screen, "shipped")
}

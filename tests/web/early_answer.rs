//! What `boot.js` asked early: one answer about the pool, whose pieces come when the test says so, and the start
//! page's place for its rows.

use std::sync::Arc;

use js_sys::{Function, Object, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wattpool::pool::EarlyPool;
use web_sys::{Element, HtmlElement};
use words::Language;

use crate::screen::speak;
use crate::script::{Script, answer, line, lot, pool};

/// Where the start page shows the rows.
const PLACE: &str = "boot-lots";

/// An answer on its way.
pub struct EarlyAnswer {
    question: Object,
    start_page: HtmlElement,
}

impl EarlyAnswer {
    /// Somebody opened the pool page, and nothing has come yet.
    pub fn asked() -> Self {
        speak(Language::English);
        let document = web_sys::window().unwrap().document().unwrap();
        let start_page: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        start_page.set_inner_html(
            "<progress id='boot-read'></progress><div class='pool'><div id='boot-lots'></div></div>",
        );
        document.body().unwrap().append_child(&start_page).unwrap();
        let ask = Function::new_no_args(
            "const letters = new TextEncoder(), stop = new AbortController();
            let line;
            const body = new ReadableStream({ start(stream) { line = stream; } });
            const question = {
                answer: Promise.resolve(new Response(body)), stop,
                bring(text) { line.enqueue(letters.encode(text)); },
                end() { line.close(); },
                breakOff() { line.error(new TypeError('the network is gone')); }
            };
            window.wattpoolEarly = { '/tx/pool': question };
            return question;",
        );
        Self { question: ask.call0(&JsValue::NULL).unwrap().unchecked_into(), start_page }
    }

    /// The answer is read from now on.
    pub fn read(&self) -> EarlyPool {
        EarlyPool::begin(PLACE)
    }

    /// These bytes come.
    pub fn bring(&self, text: &str) {
        self.call("bring", &text.into());
    }

    /// Those were the last.
    pub fn end(&self) {
        self.call("end", &JsValue::UNDEFINED);
    }

    /// The network is gone.
    pub fn break_off(&self) {
        self.call("breakOff", &JsValue::UNDEFINED);
    }

    /// Whether nobody wants the answer any more.
    pub fn is_stopped(&self) -> bool {
        let member = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap();
        member(&member(&member(&self.question, "stop"), "signal"), "aborted").is_truthy()
    }

    /// The first element of the start page for a selector.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.start_page.query_selector(selector).unwrap()
    }

    fn call(&self, name: &str, argument: &JsValue) {
        let function: Function = Reflect::get(&self.question, &name.into()).unwrap().unchecked_into();
        function.call1(&self.question, argument).unwrap();
    }
}

impl Drop for EarlyAnswer {
    fn drop(&mut self) {
        self.start_page.remove();
        let _ = Reflect::delete_property(&web_sys::window().unwrap(), &"wattpoolEarly".into());
    }
}

/// The beginning of an answer of so many lots, up to the last row of these.
pub fn beginning(total: usize, numbers: impl IntoIterator<Item = u64>) -> String {
    let rows: Vec<_> = numbers.into_iter().map(|number| lot(number, "wind").to_string()).collect();
    let head = format!("{{\"status\":731,\"msg\":\"\",\"version\":\"v1\",\"total\":{total},\"tx\":[");
    head + &rows.join(",")
}

/// The rest of it.
pub fn rest(numbers: impl IntoIterator<Item = u64>) -> String {
    let rows: Vec<Value> = numbers.into_iter().map(|number| lot(number, "wind")).collect();
    rows.iter().map(|row| format!(",{row}")).collect::<String>() + "]}"
}

/// An exchange whose beats say that the pool, of so many lots, is as the early answer had it.
pub fn quiet(count: u64) -> Arc<Script> {
    Script::new(move |request| match line(request).as_str() {
        asked if asked.starts_with("GET /usr/alive") => Some(Ok(answer(
            200,
            &json!({ "status": 725, "msg": "", "account": "mara", "expiresIn": 1_800, "poolVersion": "v1" }),
        ))),
        "GET /tx/pool" => {
            Some(Ok(pool("v1", &(1..=count).rev().map(|number| lot(number, "wind")).collect::<Vec<_>>())))
        }
        asked if asked.starts_with("GET /tx/pool") => Some(Ok(answer(304, &json!(null)))),
        _ => None,
    })
}

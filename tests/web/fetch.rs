//! What the browser itself is told when a request is sent for real.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::status::Misfortune;
use js_sys::{Promise, Reflect, TypeError};
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::transport::{Fetch, Transport};
use wattpool::browser::fetch::{Method, Request};

use crate::screen::Screen;
use crate::script::Script;

/// Tells how a request that is sent for real wants the browser to use what it keeps.
async fn cache_of(may_be_kept: bool) -> String {
    let window: JsValue = web_sys::window().unwrap().into();
    let genuine = Reflect::get(&window, &"fetch".into()).unwrap();
    let told = Rc::new(RefCell::new(String::new()));
    let hearing = Rc::clone(&told);
    let fetch = Closure::<dyn Fn(JsValue) -> Promise>::new(move |request: JsValue| {
        let cache = Reflect::get(&request, &"cache".into()).unwrap();
        *hearing.borrow_mut() = cache.as_string().unwrap();
        Promise::reject(&TypeError::new("nobody is there"))
    });
    Reflect::set(&window, &"fetch".into(), fetch.as_ref()).unwrap();
    let request = Request {
        method: Method::GET,
        url: "/usr/account".to_owned(),
        headers: Vec::new(),
        body: None,
        may_be_kept,
        time_limit: Duration::from_secs(10),
    };
    let answer = Fetch.send(request).await;
    Reflect::set(&window, &"fetch".into(), &genuine).unwrap();
    assert_eq!(answer, Err(Misfortune::Unreachable.into()));
    told.take()
}

/// The answer to a look at the account broke off on the way, and the browser kept it under its tag. The
/// exchange then said to each further look that nothing had changed, so the broken answer was given again and
/// again, and loading the page anew, which the message asks for, never helped.
#[wasm_bindgen_test]
async fn an_answer_of_the_exchange_is_never_kept_by_the_browser() {
    let script = Script::new(|_| None);
    let screen = Screen::open("/account", &script).await;
    screen.until("the account was asked for", |_| !script.sent("GET /usr/account").is_empty()).await;
    assert!(script.sent("").iter().all(|request| !request.may_be_kept));
    assert_eq!(cache_of(false).await, "no-store");
    assert_eq!(cache_of(true).await, "default");
}

//! What `boot.js` asked before there was an app to ask it: each answer is taken once, by whoever would have asked
//! the same.
//!
//! It starts nothing. Which questions are worth asking early is decided in `boot.js`.

use std::future::Future;

use gloo_net::http::{Method, Response};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::fetch::Request;

/// The member of the window that holds the promised answers by their addresses.
const ANSWERS: &str = "wattpoolEarly";

/// The answer that is on its way to the same question, if it was asked and nobody has taken it yet.
pub(super) fn take(
    request: &Request,
) -> Option<impl Future<Output = Result<Response, gloo_net::Error>> + use<>> {
    if request.method != Method::GET || !request.headers.is_empty() {
        return None;
    }
    let answer = take_promise(&request.url)?;
    Some(async move {
        let response = JsFuture::from(answer).await.map_err(js_error)?;
        Ok(Response::from(response.unchecked_into::<web_sys::Response>()))
    })
}

/// Whether that address was asked early and nobody has taken the answer.
#[must_use]
pub fn has(url: &str) -> bool {
    answers().is_some_and(|answers| Reflect::has(&answers, &JsValue::from_str(url)).unwrap_or_default())
}

/// Forgets what was asked: the settings say that it is another server that should have been.
pub fn forget() {
    if let Some(window) = web_sys::window() {
        // Deleting a plain member of the window cannot fail.
        let _ = Reflect::delete_property(&window, &JsValue::from_str(ANSWERS));
    }
}

fn answers() -> Option<JsValue> {
    let answers = Reflect::get(web_sys::window()?.as_ref(), &JsValue::from_str(ANSWERS)).ok()?;
    answers.is_object().then_some(answers)
}

fn take_promise(url: &str) -> Option<Promise> {
    let (answers, name) = (answers()?, JsValue::from_str(url));
    let answer = Reflect::get(&answers, &name).ok()?.dyn_into::<Promise>().ok()?;
    // Deleting a member of a plain object cannot fail.
    let _ = Reflect::delete_property(answers.unchecked_ref::<js_sys::Object>(), &name);
    Some(answer)
}

fn js_error(reason: JsValue) -> gloo_net::Error {
    let error = reason.dyn_into::<js_sys::Error>().unwrap_or_else(|_| js_sys::Error::new("no answer"));
    gloo_net::Error::JsError(error.into())
}

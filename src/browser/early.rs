//! What `boot.js` asked before there was an app to ask it: each answer is taken once, by whoever would have asked
//! the same, and stopped by whoever lets go of it.
//!
//! It starts nothing. Which questions are worth asking early is decided in `boot.js`.

use std::future::Future;

use gloo_net::http::{Method, Response};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::browser::fetch::Request;

/// The member of the window that holds what was asked by its addresses.
const ASKED: &str = "wattpoolEarly";
/// The promised answer of what was asked.
const ANSWER: &str = "answer";
/// The means to stop it.
const STOP: &str = "stop";

/// The answer that is on its way to the same question, if it was asked and nobody has taken it yet, and the
/// means to stop it.
pub(super) fn take(
    request: &Request,
) -> Option<(impl Future<Output = Result<Response, gloo_net::Error>> + use<>, AbortController)> {
    if request.method != Method::GET || !request.headers.is_empty() {
        return None;
    }
    let (asked, url) = (asked()?, JsValue::from_str(&request.url));
    let question = Reflect::get(&asked, &url).ok()?;
    let answer = member(&question, ANSWER)?.dyn_into::<Promise>().ok()?;
    let stop = stop_of(&question)?;
    // Deleting a member of a plain object cannot fail.
    let _ = Reflect::delete_property(&asked, &url);
    let answer = async move {
        let response = JsFuture::from(answer).await.map_err(js_error)?;
        Ok(Response::from(response.unchecked_into::<web_sys::Response>()))
    };
    Some((answer, stop))
}

/// Whether that address was asked early and nobody has taken the answer.
#[must_use]
pub fn has(url: &str) -> bool {
    asked().is_some_and(|asked| Reflect::has(&asked, &JsValue::from_str(url)).unwrap_or_default())
}

/// Stops what was asked and nobody has taken: the settings say that it is another server that should have been.
pub fn forget() {
    let Some(asked) = asked() else { return };
    for stop in Object::values(&asked).iter().filter_map(|question| stop_of(&question)) {
        stop.abort();
    }
    if let Some(window) = web_sys::window() {
        // Deleting a plain member of the window cannot fail.
        let _ = Reflect::delete_property(&window, &JsValue::from_str(ASKED));
    }
}

fn asked() -> Option<Object> {
    member(web_sys::window()?.as_ref(), ASKED)?.dyn_into().ok()
}

fn stop_of(question: &JsValue) -> Option<AbortController> {
    member(question, STOP)?.dyn_into().ok()
}

/// A member of an object; none of what is no object.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}

fn js_error(reason: JsValue) -> gloo_net::Error {
    let error = reason.dyn_into::<js_sys::Error>().unwrap_or_else(|_| js_sys::Error::new("no answer"));
    gloo_net::Error::JsError(error.into())
}

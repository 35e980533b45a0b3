//! One tab of a browser leads, for work that need not be done by each: whichever holds a lock of the browser.
//! When it is closed, the next one leads.
//!
//! Where the browser has no locks every tab leads. What the leader does is not decided here.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{RwSignal, Set, Signal, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

/// Whether this tab leads, from now until the current owner is gone.
#[must_use]
pub fn is_leader(name: &str) -> Signal<bool> {
    let leads = RwSignal::new(false);
    if ask_for_lock(name, leads).is_none() {
        leads.set(true);
    }
    leads.into()
}

/// Asks for the lock and keeps it; nothing where there are no locks.
fn ask_for_lock(name: &str, leads: RwSignal<bool>) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    // Giving the lock back is settling the promise; not waiting for it any more is aborting.
    let waiting = AbortController::new().ok()?;
    let mut give_back = None;
    let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
    let granted = Closure::<dyn Fn(JsValue) -> Promise>::new(move |_| {
        // The tab may be leaving while its turn comes.
        let _ = leads.try_set(true);
        held.clone()
    });
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &waiting.signal()).ok()?;
    let asked = request.call3(&locks, &name.into(), &options, granted.as_ref()).ok()?;
    // An aborted wait rejects; nobody needs to hear of it.
    let ignored = Closure::<dyn FnMut(JsValue)>::new(|_| {});
    let asked = asked.dyn_into::<Promise>().ok()?.catch(&ignored);
    let kept = SendWrapper::new((waiting, give_back, granted, ignored, asked));
    on_cleanup(move || {
        let (waiting, give_back, granted, ignored, _asked) = kept.take();
        waiting.abort();
        if let Some(give_back) = give_back {
            // Settling a promise cannot fail.
            let _ = give_back.call0(&JsValue::UNDEFINED);
        }
        // The browser may still call either once; they are of no consequence then.
        granted.forget();
        ignored.forget();
    });
    Some(())
}

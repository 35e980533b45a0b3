//! What the browser is made to be for a while: a page that nobody sees, a clock that was set, a network of one's
//! own, a browser that lacks something. It is itself again when the pretence is dropped.
//!
//! And what the browser says at such moments, to the window or the document.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, PageTransitionEvent, PageTransitionEventInit};

/// A property that is another one for a while.
pub struct Pretence {
    object: Object,
    name: &'static str,
    before: JsValue,
}

impl Pretence {
    /// A page that nobody can see.
    pub fn hidden() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        Self::value(document.unchecked_into(), "hidden", &JsValue::TRUE)
    }

    /// A clock that is ahead by so many milliseconds, or behind.
    pub fn clock(ahead: f64) -> Self {
        let date: Object = Reflect::get(&js_sys::global(), &"Date".into()).unwrap().unchecked_into();
        let now = Reflect::get(&date, &"now".into()).unwrap();
        let set = Function::new_with_args("now, ahead", "return () => now.call(Date) + ahead");
        let set = set.call2(&JsValue::NULL, &now, &ahead.into()).unwrap();
        Self::value(date, "now", &set)
    }

    /// A network on which every request is answered by that function.
    pub fn network(fetch: &Function) -> Self {
        Self::value(js_sys::global(), "fetch", fetch)
    }

    /// A printer that does what that function does.
    pub fn printer(print: &Function) -> Self {
        Self::value(js_sys::global(), "print", print)
    }

    /// A browser that has nothing of that name.
    pub fn without(name: &'static str) -> Self {
        Self::value(js_sys::global(), name, &JsValue::UNDEFINED)
    }

    fn value(object: Object, name: &'static str, value: &JsValue) -> Self {
        let before = Object::get_own_property_descriptor(&object, &name.into());
        let pretended = Object::new();
        Reflect::set(&pretended, &"value".into(), value).unwrap();
        Reflect::set(&pretended, &"configurable".into(), &JsValue::TRUE).unwrap();
        Reflect::set(&pretended, &"writable".into(), &JsValue::TRUE).unwrap();
        Object::define_property(&object, &name.into(), &pretended);
        Self { object, name, before }
    }
}

impl Drop for Pretence {
    fn drop(&mut self) {
        let _ = Reflect::delete_property(&self.object, &self.name.into());
        if let Some(before) = self.before.dyn_ref() {
            Object::define_property(&self.object, &self.name.into(), before);
        }
    }
}

/// Something happens to the window.
pub fn to_window(name: &str) {
    web_sys::window().unwrap().dispatch_event(&Event::new(name).unwrap()).unwrap();
}

/// Something happens to the document.
pub fn to_document(name: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    document.dispatch_event(&Event::new(name).unwrap()).unwrap();
}

/// The browser puts the page away (`pagehide`) or shows it (`pageshow`), and keeps it as it is or does not.
pub fn transition(name: &str, persisted: bool) {
    let init = PageTransitionEventInit::new();
    init.set_persisted(persisted);
    let event = PageTransitionEvent::new_with_event_init_dict(name, &init).unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
}

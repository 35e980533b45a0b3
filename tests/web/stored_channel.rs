//! Tabs of a browser that has no `BroadcastChannel`: what they tell each other travels through its storage.
//!
//! A browser tells only other documents of what is written, so a frame stands for the other tab's document.

use std::cell::RefCell;
use std::rc::Rc;

use domain::account::AccountName;
use domain::tidings::Tidings;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlIFrameElement, Storage, StorageEvent, Window};

use crate::pretence::Pretence;
use crate::screen::Screen;
use crate::script::Script;

const KEY: &str = "wattpool-tabs";

/// Another document of the same origin.
struct OtherDocument {
    frame: HtmlIFrameElement,
    window: Window,
    heard: Rc<RefCell<Vec<String>>>,
    _listener: Closure<dyn Fn(StorageEvent)>,
}

impl OtherDocument {
    /// Hears what is written, and where it `echoes`, writes the same once more: so it reaches documents that the
    /// first writing does not.
    fn open(echoes: bool) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let frame: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
        document.body().unwrap().append_child(&frame).unwrap();
        let window = frame.content_window().unwrap();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let listener = Closure::<dyn Fn(StorageEvent)>::new({
            let (heard, storage) = (Rc::clone(&heard), storage_of(&window));
            move |event: StorageEvent| {
                if event.key().as_deref() == Some(KEY)
                    && let Some(text) = event.new_value()
                {
                    if echoes {
                        write(&storage, &text);
                    }
                    heard.borrow_mut().push(text);
                }
            }
        });
        window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref()).unwrap();
        Self { frame, window, heard, _listener: listener }
    }

    fn say(&self, tidings: &Tidings) {
        write(&storage_of(&self.window), &tidings.to_text());
    }

    fn has_heard(&self, kind: &str) -> bool {
        self.heard.borrow().iter().any(|text| text.starts_with(kind))
    }
}

impl Drop for OtherDocument {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

fn storage_of(window: &Window) -> Storage {
    window.local_storage().unwrap().unwrap()
}

fn write(storage: &Storage, text: &str) {
    storage.set_item(KEY, text).unwrap();
    storage.remove_item(KEY).unwrap();
}

async fn open(script: &std::sync::Arc<Script>) -> Screen {
    let screen = Screen::open("/account", script).await;
    screen.wait_for("[data-testid=balance]").await;
    screen
}

#[wasm_bindgen_test]
async fn logging_out_reaches_every_tab_through_the_storage_and_nothing_stays_there() {
    let _bare = Pretence::without("BroadcastChannel");
    let other = OtherDocument::open(true);
    let (first, second) = (Script::new(|_| None), Script::new(|_| None));
    let (here, there) = (open(&first).await, open(&second).await);
    here.press("Log out");
    there.until("it left too", |screen| screen.text("main").contains("You are logged out.")).await;
    assert!(second.sent("DELETE /usr/logout").is_empty());
    assert!(other.has_heard("left\tmara"));
    assert_eq!(storage_of(&web_sys::window().unwrap()).get_item(KEY).unwrap(), None);
}

#[wasm_bindgen_test]
async fn what_another_document_writes_is_heard_here() {
    let _bare = Pretence::without("BroadcastChannel");
    let other = OtherDocument::open(false);
    let script = Script::new(|_| None);
    let screen = open(&script).await;
    screen.until("its beats are told", |_| other.has_heard("heard\tmara")).await;
    storage_of(&other.window).set_item("another-key", "left\tmara").unwrap();
    other.say(&Tidings::Active);
    screen.until("it speaks for all", |_| !script.sent("GET /usr/alive?active=true").is_empty()).await;
    storage_of(&other.window).remove_item("another-key").unwrap();
    other.say(&Tidings::Left { account: AccountName::parse("mara").unwrap() });
    screen.until("it left", |screen| screen.text("main").contains("You are logged out.")).await;
}

/// A tab that died while it spoke would have left its words for good.
#[wasm_bindgen_test]
async fn what_a_tab_left_in_the_storage_is_taken_away_by_the_next_one() {
    let _bare = Pretence::without("BroadcastChannel");
    let storage = storage_of(&web_sys::window().unwrap());
    storage.set_item(KEY, "left\tmara").unwrap();
    let screen = open(&Script::new(|_| None)).await;
    assert_eq!(storage.get_item(KEY).unwrap(), None);
    assert!(screen.button("Log out").is_some(), "what was said before it came is not for it");
}

#[wasm_bindgen_test]
async fn a_browser_without_any_way_between_tabs_beats_for_itself() {
    let _bare = (Pretence::without("BroadcastChannel"), Pretence::without("localStorage"));
    let script = Script::new(|_| None);
    let screen = open(&script).await;
    let beats = || script.sent("GET /usr/alive").len();
    let before = beats();
    screen.until("it goes on", |_| beats() >= before + 2).await;
}

//! Dialogs: what closes them, what does not, and where focus is meanwhile.

use std::time::Duration;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::{clock, timer};
use wattpool::components::Dialog;
use web_sys::{HtmlDialogElement, HtmlElement};

/// A dialog in a place of its own, with what its owner knows about it.
struct Stage {
    container: HtmlElement,
    is_open: RwSignal<bool>,
    is_locked: RwSignal<bool>,
    is_done: RwSignal<bool>,
    cancels: RwSignal<u32>,
    _handle: UnmountHandle<AnyViewState>,
}

impl Stage {
    /// Opens a dialog whose one button is another one once all is done.
    async fn open(is_alert: bool) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let container: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&container).unwrap();
        let owner = Owner::new();
        let (is_open, is_locked, is_done, cancels) = owner
            .with(|| (RwSignal::new(true), RwSignal::new(false), RwSignal::new(false), RwSignal::new(0_u32)));
        let handle = mount_to(container.clone(), move || {
            on_cleanup(move || drop(owner));
            let on_cancel = Callback::new(move |()| {
                cancels.update(|cancels| *cancels += 1);
                is_open.set(false);
            });
            view! {
                <Dialog labelled_by="question" is_open is_locked is_alert on_cancel>
                    <h2 id="question">"Well?"</h2>
                    <Show
                        when=move || is_done.get()
                        fallback=|| view! { <button id="go" type="button">"Go"</button> }
                    >
                        <p>"Done."</p>
                    </Show>
                </Dialog>
            }
            .into_any()
        });
        let stage = Self { container, is_open, is_locked, is_done, cancels, _handle: handle };
        stage.until("open", |stage| stage.dialog().open() && stage.find("#go").is_some()).await;
        stage
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.container.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    fn dialog(&self) -> HtmlDialogElement {
        self.find("dialog").unwrap().unchecked_into()
    }

    async fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = clock::now().after(Duration::from_secs(10));
        while !is_so(self) {
            assert!(clock::now() < end, "never so: {what}");
            timer::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.container.remove();
    }
}

/// Chrome lets a page hold back Esc once for each touch of the person; the next Esc closes all the same.
/// A purchase under way was then out of sight while its owner took the dialog for open.
#[wasm_bindgen_test]
async fn a_locked_dialog_that_the_browser_closes_opens_again() {
    let stage = Stage::open(false).await;
    stage.is_locked.set(true);
    stage.dialog().close();
    assert!(!stage.dialog().open());
    stage.until("open again", |stage| stage.dialog().open()).await;
    assert_eq!(stage.cancels.get_untracked(), 0);
    stage.dialog().click();
    assert!(stage.is_open.get_untracked(), "a press beside a locked dialog does nothing");
}

#[wasm_bindgen_test]
async fn a_dialog_that_the_browser_closes_is_cancelled() {
    let stage = Stage::open(false).await;
    stage.dialog().close();
    stage.until("cancelled", |stage| stage.cancels.get_untracked() == 1).await;
    assert!(!stage.is_open.get_untracked());
}

#[wasm_bindgen_test]
async fn a_press_beside_the_dialog_cancels_and_one_inside_does_not() {
    let stage = Stage::open(false).await;
    stage.find("h2").unwrap().click();
    stage.find("#go").unwrap().click();
    assert_eq!(stage.cancels.get_untracked(), 0);
    stage.dialog().click();
    assert_eq!(stage.cancels.get_untracked(), 1);
    stage.until("closed", |stage| !stage.dialog().open()).await;
}

#[wasm_bindgen_test]
async fn a_dialog_that_came_up_by_itself_wants_an_answer() {
    let stage = Stage::open(true).await;
    assert_eq!(stage.dialog().get_attribute("role").as_deref(), Some("alertdialog"));
    stage.dialog().click();
    assert!(stage.is_open.get_untracked());
}

#[wasm_bindgen_test]
async fn focus_stays_inside_when_the_focused_element_goes() {
    let stage = Stage::open(false).await;
    stage.find("#go").unwrap().focus().unwrap();
    stage.is_done.set(true);
    stage
        .until("the heading has focus", |stage| {
            web_sys::window().unwrap().document().unwrap().active_element().as_ref()
                == stage.find("h2").as_deref()
        })
        .await;
}

//! What a person does and sees: the app mounted at a path, fields typed into, buttons pressed, words read.

use std::sync::Arc;
use std::time::Duration;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wattpool::app::App;
use wattpool::browser::storage::tab;
use wattpool::browser::{clock, storage, timer};
use wattpool::language;
use wattpool::pool::EarlyPool;
use wattpool::settings::Settings;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement};
use words::Language;

use crate::script::Script;

/// Long enough for a busy machine; only a test that fails waits so long.
pub const PATIENCE: Duration = Duration::from_secs(30);

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3_600);

/// Whatever the settings say, heartbeat and pool ask so often.
fn with_period(period: Duration, settings: Settings) -> Settings {
    Settings { heartbeat: period, pool: period, ..settings }
}

/// Speaks a language from now on, by its served dictionary.
pub fn speak(language: Language) {
    language::speak(language, dictionary(language).to_owned()).unwrap();
}

/// The served dictionary of a language.
pub const fn dictionary(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../public/words/en.txt"),
        Language::SimplifiedChinese => include_str!("../../public/words/zh-Hans.txt"),
        Language::Spanish => include_str!("../../public/words/es.txt"),
        Language::German => include_str!("../../public/words/de.txt"),
        Language::Arabic => include_str!("../../public/words/ar.txt"),
    }
}

/// What the document is called.
pub fn title() -> String {
    web_sys::window().unwrap().document().unwrap().title()
}

/// Waits until something is so, whatever is on a screen.
pub async fn until(what: impl Fn() -> String, mut is_so: impl FnMut() -> bool) {
    let end = clock::now().after(PATIENCE);
    while !is_so() {
        assert!(clock::now() < end, "never so: {}", what());
        timer::sleep(Duration::from_millis(20)).await;
    }
}

/// Where a tab keeps what may have been done.
pub const PENDING: &str = "wattpool-pending";
/// Where a tab keeps the lots of files.
pub const SHIPMENTS: &str = "wattpool-shipments";
/// Where a browser keeps that somebody logged in.
pub const MARK: &str = "wattpool-member";
/// Where a browser keeps how far the tour is.
pub const TOUR: &str = "wattpool-tour";
/// Where a tab keeps what is picked.
pub const BASKET: &str = "wattpool-basket";

/// Where a browser keeps the last lots.
pub const KEPT_POOL: &str = "wattpool-kept-pool";

/// The app in a place of its own, in a tab that keeps nothing of the one before; gone when dropped.
pub struct Screen {
    container: HtmlElement,
    settings: Settings,
    handle: Option<UnmountHandle<AnyViewState>>,
}

impl Screen {
    /// Opens the app at a path in English.
    pub async fn open(path: &str, script: &Arc<Script>) -> Self {
        Self::open_in(Language::English, path, script).await
    }

    /// Opens the app at a path in a language.
    pub async fn open_in(language: Language, path: &str, script: &Arc<Script>) -> Self {
        Self::mount(language, with_period(SECOND, Settings::default()), path, script).await
    }

    /// Opens the app at a path in English, with those settings.
    pub async fn open_with(settings: Settings, path: &str, script: &Arc<Script>) -> Self {
        Self::mount(Language::English, with_period(SECOND, settings), path, script).await
    }

    /// Opens the app at a path in English. After the first beat there is none for an hour, unless something
    /// happens.
    pub async fn open_unhurried(path: &str, script: &Arc<Script>) -> Self {
        Self::mount(Language::English, with_period(HOUR, Settings::default()), path, script).await
    }

    /// Opens the app at a path in English where there was something before it, in a tab that keeps what it kept.
    pub async fn open_after(early: EarlyPool, path: &str, script: &Arc<Script>) -> Self {
        Self::mount_after(early, Language::English, with_period(SECOND, Settings::default()), path, script)
            .await
    }

    /// Loads the page anew in the same tab, at a path.
    pub async fn reload(mut self, path: &str, script: &Arc<Script>) -> Self {
        self.close();
        let (settings, kept) = (self.settings.clone(), tab::get(PENDING));
        drop(self);
        Self::open_keeping(kept.as_deref().unwrap_or_default(), settings, path, script).await
    }

    /// Opens the app at a path in English, in a tab that keeps that text of what may have been done.
    pub async fn open_keeping(kept: &str, settings: Settings, path: &str, script: &Arc<Script>) -> Self {
        tab::set(PENDING, kept);
        Self::mount_anew(Language::English, settings, path, script).await
    }

    async fn mount(language: Language, settings: Settings, path: &str, script: &Arc<Script>) -> Self {
        tab::remove(PENDING);
        tab::remove(SHIPMENTS);
        tab::remove(BASKET);
        storage::set(TOUR, "over");
        storage::remove(KEPT_POOL);
        Self::mount_anew(language, settings, path, script).await
    }

    async fn mount_anew(language: Language, settings: Settings, path: &str, script: &Arc<Script>) -> Self {
        Self::mount_after(EarlyPool::default(), language, settings, path, script).await
    }

    async fn mount_after(
        early: EarlyPool,
        language: Language,
        settings: Settings,
        path: &str,
        script: &Arc<Script>,
    ) -> Self {
        let window = web_sys::window().unwrap();
        window.history().unwrap().push_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
        let document = window.document().unwrap();
        let container: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&container).unwrap();
        speak(language);
        let transport = Arc::clone(script);
        let handle = mount_to(container.clone(), {
            let settings = settings.clone();
            move || view! { <App settings transport early /> }.into_any()
        });
        leptos::task::tick().await;
        Self { container, settings, handle: Some(handle) }
    }

    /// Takes the app away, as leaving it does.
    pub fn close(&mut self) {
        drop(self.handle.take());
    }

    /// Goes to another page as the back button does, without loading anew.
    pub async fn go(&self, path: &str) {
        let window = web_sys::window().unwrap();
        window.history().unwrap().push_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
        window.dispatch_event(&Event::new("popstate").unwrap()).unwrap();
        leptos::task::tick().await;
    }

    /// The first element for a selector.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.container.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// How many elements a selector finds.
    pub fn count(&self, selector: &str) -> u32 {
        self.container.query_selector_all(selector).unwrap().length()
    }

    /// The text of the first element for a selector.
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).and_then(|element| element.text_content()).unwrap_or_default()
    }

    /// All elements for a selector, in the order of the document.
    pub fn elements(&self, selector: &str) -> Vec<HtmlElement> {
        let elements = self.container.query_selector_all(selector).unwrap();
        (0..elements.length()).filter_map(|place| elements.get(place)).map(JsCast::unchecked_into).collect()
    }

    /// Their texts.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let elements = self.elements(selector).into_iter();
        elements.map(|element| element.text_content().unwrap_or_default()).collect()
    }

    /// Presses whichever of these buttons is there.
    pub fn press_any(&self, labels: &[&str]) {
        let label = labels.iter().find(|label| self.button(label).is_some());
        self.press(label.unwrap_or_else(|| panic!("none of {labels:?}")));
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str, mut is_so: impl FnMut(&Self) -> bool) {
        let what = || format!("{what}; on the screen: {}", self.container.inner_text());
        until(what, || is_so(self)).await;
    }

    /// Waits until a selector finds something, and gives it.
    pub async fn wait_for(&self, selector: &str) -> HtmlElement {
        self.until(selector, |screen| screen.find(selector).is_some()).await;
        self.find(selector).unwrap()
    }

    /// The field with that label.
    pub fn field(&self, label: &str) -> HtmlInputElement {
        self.elements("label")
            .into_iter()
            .find(|element| element.text_content().is_some_and(|text| text.trim() == label))
            .and_then(|element| match element.get_attribute("for") {
                Some(id) => self.find(&format!("#{id}")),
                None => element.query_selector("input").unwrap().map(JsCast::unchecked_into),
            })
            .unwrap_or_else(|| panic!("no field {label}"))
            .unchecked_into()
    }

    /// What is typed into the input or text area of that id.
    pub fn value(&self, id: &str) -> String {
        self.find(&format!("#{id}")).unwrap().unchecked_into::<HtmlInputElement>().value()
    }

    /// Types into the field with that label, as a password manager does too.
    pub fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label);
        field.set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        field.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    }

    /// The visible button with that label.
    pub fn button(&self, label: &str) -> Option<HtmlElement> {
        self.elements("button")
            .into_iter()
            .find(|button| button.text_content().is_some_and(|text| text.trim() == label))
    }

    /// Presses the button with that label.
    pub fn press(&self, label: &str) {
        self.button(label).unwrap_or_else(|| panic!("no button {label}")).click();
    }

    /// Presses the first element for a selector.
    pub fn click(&self, selector: &str) {
        self.find(selector).unwrap_or_else(|| panic!("no {selector}")).click();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.close();
        self.container.remove();
    }
}

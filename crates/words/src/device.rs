//! What a device is called: browsers and systems by the names that their makers gave them, which are the same
//! in every language.

use domain::open_session::{Browser, Device, System};

use crate::label::Label;
use crate::sentence::Sentence;

/// The browser and what it runs on, as far as either is known.
#[must_use]
pub fn of(device: Device) -> Sentence {
    match (device.browser, device.system) {
        (Some(browser), Some(system)) => {
            Label::BrowserOnSystem.with("browser", browser_name(browser)).with("system", system_name(system))
        }
        (Some(browser), None) => Label::BrowserOnly.with("browser", browser_name(browser)),
        (None, Some(system)) => Label::SystemOnly.with("system", system_name(system)),
        (None, None) => Label::UnknownDevice.into(),
    }
}

const fn browser_name(browser: Browser) -> &'static str {
    match browser {
        Browser::Chrome => "Chrome",
        Browser::Edge => "Edge",
        Browser::Firefox => "Firefox",
        Browser::Opera => "Opera",
        Browser::Safari => "Safari",
        Browser::Samsung => "Samsung Internet",
    }
}

const fn system_name(system: System) -> &'static str {
    match system {
        System::Android => "Android",
        System::ChromeOs => "ChromeOS",
        System::Ios => "iOS",
        System::Linux => "Linux",
        System::MacOs => "macOS",
        System::Windows => "Windows",
    }
}

//! How Chromium is started: headless, in a fresh profile of its own, in English, and not calling home.

use thirtyfour::common::config::WebDriverConfig;
use thirtyfour::prelude::*;
use thirtyfour::{LoggingPrefsLogLevel, WebDriver};

use crate::Trouble;

/// What every browser is started with. Root and small containers need the first two.
const ARGUMENTS: [&str; 12] = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

/// Opens a browser that has never been anywhere.
pub(crate) async fn open(driver: &str) -> Result<WebDriver, Trouble> {
    let mut capabilities = DesiredCapabilities::chrome();
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let settings = WebDriverConfig::builder().keep_alive(true).build()?;
    let browser = WebDriver::new(driver, capabilities).await?;
    browser.set_config(settings);
    Ok(browser)
}

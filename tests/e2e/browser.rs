//! How Chromium is started: headless, in a fresh profile of its own, and not calling home.

use serde_json::json;
use thirtyfour::common::config::WebDriverConfig;
use thirtyfour::prelude::*;
use thirtyfour::{LoggingPrefsLogLevel, WebDriver};

use crate::Trouble;

/// The languages of somebody who reads English.
pub(crate) const ENGLISH: &str = "en-US,en";

/// What every browser is started with. Root and small containers need the first two.
const ARGUMENTS: [&str; 11] = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

/// Has a page say in its console, as an error, whatever its policy kept from happening or only noticed.
const WATCH: &str = "addEventListener('securitypolicyviolation', (breach) => console.error(
    `The page's policy was broken: ${breach.effectiveDirective} by ${breach.blockedURI} (${breach.disposition})`));";

/// Opens a browser that has never been anywhere and prefers those languages, the first of them most.
pub(crate) async fn open(driver: &str, languages: &str) -> Result<WebDriver, Trouble> {
    let mut capabilities = DesiredCapabilities::chrome();
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    let first = languages.split(',').next().unwrap_or_default();
    capabilities.add_arg(&format!("--lang={first}"))?;
    capabilities.add_experimental_option("prefs", json!({ "intl.accept_languages": languages }))?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let settings = WebDriverConfig::builder().keep_alive(true).build()?;
    let browser = WebDriver::new(driver, capabilities).await?;
    browser.set_config(settings);
    prepare(&browser, WATCH).await?;
    Ok(browser)
}

/// Has a script run in every page that this browser loads from now on, before anything of the page itself.
pub(crate) async fn prepare(browser: &WebDriver, script: &str) -> Result<(), Trouble> {
    let script = json!({ "source": script });
    Ok(browser.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)?)
}

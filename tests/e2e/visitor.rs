//! A person in front of a browser of their own: what they do with hands and eyes.
//!
//! They find things by what these are called, and wait as long as it takes. What the journeys are about
//! is not known in here.

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Key, WebDriver, WebElement};

use crate::Trouble;
use crate::patience::eventually;

const FINDER: &str = include_str!("finder.js");

/// A person. Copies are the same person.
#[derive(Clone)]
pub(crate) struct Visitor {
    name: String,
    home: String,
    browser: WebDriver,
}

impl Visitor {
    /// Comes in with a fresh browser, not on any page yet.
    pub(crate) fn enter(name: &str, browser: WebDriver, home: String) -> Self {
        Self { name: name.to_owned(), home, browser }
    }

    /// Closes the browser.
    pub(crate) async fn leave(self) -> Result<(), Trouble> {
        Ok(self.browser.quit().await?)
    }

    /// What the journey calls them.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Their browser.
    pub(crate) const fn browser(&self) -> &WebDriver {
        &self.browser
    }

    /// Types an address into the address bar.
    pub(crate) async fn open(&self, path: &str) -> Result<(), Trouble> {
        Ok(self.browser.goto(format!("{}{path}", self.home)).await?)
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) -> Result<(), Trouble> {
        Ok(self.browser.refresh().await?)
    }

    /// Waits until the address is that one, with its query.
    pub(crate) async fn arrives_at(&self, path: &str) -> Result<(), Trouble> {
        let wanted = format!("{}{path}", self.home);
        eventually(&format!("{} arrives at {path}", self.name), async || {
            let address = self.browser.current_url().await?;
            Ok((address.as_str() == wanted).then_some(()))
        })
        .await
    }

    /// Presses a button.
    pub(crate) async fn press(&self, name: &str) -> Result<(), Trouble> {
        self.click(Some("button"), name, None).await
    }

    /// Presses a button, but only if it is there at this moment.
    pub(crate) async fn press_if_there(&self, name: &str) -> Result<(), Trouble> {
        self.click_now(Some("button"), name, None).await.map(drop)
    }

    /// Follows a link.
    pub(crate) async fn follow(&self, name: &str) -> Result<(), Trouble> {
        self.click(Some("link"), name, None).await
    }

    /// Clicks on what has that test id.
    pub(crate) async fn click_on(&self, id: &str) -> Result<(), Trouble> {
        self.click(None, id, None).await
    }

    /// Presses a button in the row or section that has a test id and says something.
    pub(crate) async fn press_in(&self, name: &str, row: &str, text: &str) -> Result<(), Trouble> {
        self.click(Some("button"), name, Some((row, text))).await
    }

    /// Clicks on what has a test id in the row or section that has another and says something.
    pub(crate) async fn click_in(&self, id: &str, row: &str, text: &str) -> Result<(), Trouble> {
        self.click(None, id, Some((row, text))).await
    }

    /// Replaces what a field holds.
    pub(crate) async fn type_into(&self, label: &str, text: &str) -> Result<(), Trouble> {
        eventually(&format!("{} types into {label}", self.name), async || {
            let Some(field) = self.find(Some("field"), label, None).await? else { return Ok(None) };
            field.send_keys(Key::Control + "a").await?;
            if text.is_empty() {
                field.send_keys(Key::Delete + "").await?;
            } else if text.chars().all(|sign| u32::from(sign) < 0x1_0000 && !sign.is_control()) {
                field.send_keys(text).await?;
            } else {
                // The driver types no emoji; pasting is the next best.
                let paste = "arguments[0].focus(); document.execCommand('insertText', false, arguments[1]);";
                self.browser.execute(paste, vec![field.to_json()?, json!(text)]).await?;
            }
            Ok(Some(()))
        })
        .await
    }

    /// What a field holds.
    pub(crate) async fn value_of(&self, label: &str) -> Result<String, Trouble> {
        eventually(&format!("{} reads the field {label}", self.name), async || {
            let Some(field) = self.find(Some("field"), label, None).await? else { return Ok(None) };
            Ok(field.prop("value").await?)
        })
        .await
    }

    /// Chooses a radio button or an entry of a list, or ticks a box, by its label.
    pub(crate) async fn choose(&self, label: &str) -> Result<(), Trouble> {
        eventually(&format!("{} chooses {label}", self.name), async || {
            let Some(field) = self.find(Some("field"), label, None).await? else { return Ok(None) };
            // A person clicks on the words; the dot itself may be drawn by something else.
            let words =
                self.browser.execute("return arguments[0].labels[0];", vec![field.to_json()?]).await?;
            words.element()?.click().await?;
            Ok(field.is_selected().await?.then_some(()))
        })
        .await
    }

    /// Waits until the page says something, anywhere.
    pub(crate) async fn reads(&self, text: &str) -> Result<(), Trouble> {
        eventually(&format!("{} reads \"{text}\" on the page", self.name), async || {
            Ok(self.page().await?.contains(text).then_some(()))
        })
        .await
    }

    /// Everything that can be read on the page now.
    pub(crate) async fn page(&self) -> Result<String, Trouble> {
        let text = self.browser.execute("return document.body.innerText;", Vec::new()).await?;
        Ok(text.json().as_str().unwrap_or_default().to_owned())
    }

    /// Waits until something with that test id can be seen, and reads it.
    pub(crate) async fn text_of(&self, id: &str) -> Result<String, Trouble> {
        eventually(&format!("{} sees {id}", self.name), async || {
            Ok(self.texts_of(id).await?.into_iter().next())
        })
        .await
    }

    /// Waits until something with that test id says something.
    pub(crate) async fn reads_in(&self, id: &str, text: &str) -> Result<String, Trouble> {
        eventually(&format!("{} reads \"{text}\" in {id}", self.name), async || {
            Ok(self.texts_of(id).await?.into_iter().find(|found| found.contains(text)))
        })
        .await
    }

    /// Waits until nothing with that test id says something any more.
    pub(crate) async fn misses_in(&self, id: &str, text: &str) -> Result<(), Trouble> {
        eventually(&format!("{} no longer reads \"{text}\" in {id}", self.name), async || {
            Ok(self.texts_of(id).await?.iter().all(|found| !found.contains(text)).then_some(()))
        })
        .await
    }

    /// The texts of all that has that test id and can be seen now.
    pub(crate) async fn texts_of(&self, id: &str) -> Result<Vec<String>, Trouble> {
        let mut texts = Vec::new();
        for element in self.find_all(None, id, None).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    /// Waits until something with that test id has an attribute of that value.
    pub(crate) async fn sees_attribute(&self, id: &str, attribute: &str, value: &str) -> Result<(), Trouble> {
        eventually(&format!("{} sees {id} with {attribute}={value}", self.name), async || {
            for element in self.find_all(None, id, None).await? {
                if element.attr(attribute).await?.as_deref() == Some(value) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Waits until a heading says exactly that.
    pub(crate) async fn sees_heading(&self, text: &str) -> Result<(), Trouble> {
        eventually(&format!("{} sees the heading {text}", self.name), async || {
            Ok(self.find(Some("heading"), text, None).await?.map(drop))
        })
        .await
    }

    /// Waits until the element with that id, which people know by its place, says something.
    pub(crate) async fn reads_beside(&self, field: &str) -> Result<String, Trouble> {
        eventually(&format!("{} reads a problem beside {field}", self.name), async || {
            let text = self.browser.find(By::Id(format!("{field}-problem"))).await?.text().await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await
    }

    async fn click(
        &self,
        role: Option<&str>,
        name: &str,
        within: Option<(&str, &str)>,
    ) -> Result<(), Trouble> {
        eventually(
            &format!("{} clicks on {name} {}", self.name, within.map_or("", |(_, text)| text)),
            async || self.click_now(role, name, within).await,
        )
        .await
    }

    /// Clicks on what is there at this moment; gives nothing where it is not.
    async fn click_now(
        &self,
        role: Option<&str>,
        name: &str,
        within: Option<(&str, &str)>,
    ) -> Result<Option<()>, Trouble> {
        let Some(element) = self.find(role, name, within).await? else { return Ok(None) };
        // What stands still at the edges of the page may cover it; a person scrolls on.
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.browser.execute(scroll, vec![element.to_json()?]).await?;
        element.click().await?;
        Ok(Some(()))
    }

    async fn find(
        &self,
        role: Option<&str>,
        name: &str,
        within: Option<(&str, &str)>,
    ) -> Result<Option<WebElement>, Trouble> {
        Ok(self.find_all(role, name, within).await?.into_iter().next())
    }

    async fn find_all(
        &self,
        role: Option<&str>,
        name: &str,
        within: Option<(&str, &str)>,
    ) -> Result<Vec<WebElement>, Trouble> {
        let (row, text) = within.unzip();
        let arguments: Vec<Value> = vec![json!(role), json!(name), json!(row), json!(text)];
        Ok(self.browser.execute(FINDER, arguments).await?.elements()?)
    }
}

//! What a person does who has no pointer: they press Tab until they are where they want to be, and look at each stop
//! whether they can see where they are.

use serde_json::Value;
use thirtyfour::{Key, TypingData};

use crate::Trouble;
use crate::patience::eventually;
use crate::visitor::Visitor;

/// What has the focus, as a person would call it, and what is wrong with how it looks; that is measured as in the
/// audit of the release.
const HERE: &str = concat!(include_str!("../../crates/xtask/audit/probe.js"), include_str!("keys.js"));
/// More places than any page has.
const PRESSES: usize = 150;

impl Visitor {
    /// Presses Tab until what has the focus is called that. Every stop on the way has to be in sight.
    pub(crate) async fn tab_to(&self, name: &str) -> Result<(), Trouble> {
        let mut passed = Vec::new();
        for _ in 0..PRESSES {
            self.hit(Key::Tab + "").await?;
            let here = self.here().await?;
            if let Some(problem) = here["problems"].as_array().and_then(|problems| problems.first()) {
                return Err(format!("{} on the way to {name}: {problem}", self.name()).into());
            }
            if here["name"] == name {
                return Ok(());
            }
            passed.push(here["name"].to_string());
        }
        Err(format!("{} never comes to {name}; on the way: {}", self.name(), passed.join(", ")).into())
    }

    /// Goes back by one stop, which has to be called that.
    pub(crate) async fn step_back_to(&self, name: &str) -> Result<(), Trouble> {
        let keys = self.browser().action_chain().key_down(Key::Shift).send_keys(Key::Tab + "");
        keys.key_up(Key::Shift).perform().await?;
        let here = self.here().await?;
        match here["problems"].as_array().and_then(|problems| problems.first()) {
            Some(problem) => Err(format!("{} back at {name}: {problem}", self.name()).into()),
            None if here["name"] == name => Ok(()),
            None => Err(format!("{} stands at {here}, not at {name}", self.name()).into()),
        }
    }

    /// The same as [`Visitor::tab_to`], and then presses Enter there.
    pub(crate) async fn enter_at(&self, name: &str) -> Result<(), Trouble> {
        self.tab_to(name).await?;
        self.hit(Key::Enter + "").await
    }

    /// Presses Tab until there, and types.
    pub(crate) async fn write_at(&self, name: &str, text: &str) -> Result<(), Trouble> {
        self.tab_to(name).await?;
        self.hit(text).await
    }

    /// Presses keys wherever the focus is.
    pub(crate) async fn hit(&self, keys: impl Into<TypingData>) -> Result<(), Trouble> {
        Ok(self.browser().action_chain().send_keys(keys).perform().await?)
    }

    /// Waits until what has the focus is called that.
    pub(crate) async fn stands_at(&self, name: &str) -> Result<(), Trouble> {
        eventually(&format!("{} stands at {name}", self.name()), async || {
            let here = self.here().await?;
            if here["name"] == name { Ok(Some(())) } else { Err(format!("they stand at {here}").into()) }
        })
        .await
    }

    /// Waits until the document is called that and its heading has the focus, as after each change of pages.
    pub(crate) async fn turns_to(&self, title: &str, heading: &str) -> Result<(), Trouble> {
        self.stands_at(heading).await?;
        eventually(&format!("{} reads the title {title}", self.name()), async || {
            Ok((self.browser().title().await? == format!("{title} · Wattpool")).then_some(()))
        })
        .await
    }

    async fn here(&self) -> Result<Value, Trouble> {
        Ok(self.browser().execute(HERE, Vec::new()).await?.json().clone())
    }
}

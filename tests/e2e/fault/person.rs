//! Somebody who does what the page says: they wait while it is busy, press what a message offers, and log in
//! again where they are asked to.

use std::time::Duration;

use words::Label;

use super::glance::{Card, Glance};
use super::proxy::Proxy;
use super::watch;
use crate::Trouble;
use crate::device::Device;
use crate::market::{PASSWORD, number};
use crate::patience::within;
use crate::stage::Stage;
use crate::visitor::Visitor;
use crate::wording::Wording;

/// How long a journey may take on a busy machine. Nothing that works comes near it.
const CEILING: Duration = Duration::from_secs(90);
/// How many seconds a patient person waits for what the page does by itself.
const PATIENCE: u64 = 3;

/// Somebody with an account, a browser behind a proxy, and another device that is not.
pub(super) struct Person {
    /// The browser.
    pub(super) visitor: Visitor,
    /// The account.
    pub(super) account: String,
    /// What stands between browser and exchange.
    pub(super) proxy: Proxy,
    /// The other device.
    pub(super) device: Device,
    /// What there is to read.
    pub(super) words: Wording,
}

impl Person {
    /// Comes in with a new account, and a browser behind a proxy of its own.
    pub(super) async fn enter(stage: &mut Stage, account: &str) -> Result<Self, Trouble> {
        let exchange = stage.exchange.port();
        let proxy = Proxy::open(exchange).await?;
        let visitor = stage.visitor_at(account, proxy.port(), crate::browser::ENGLISH).await?;
        watch::begin(visitor.browser()).await?;
        visitor.sign_up(account).await?;
        let device = Device::log_in(exchange, account).await?;
        let words = Wording::of(words::Language::English)?;
        Ok(Self { visitor, account: account.to_owned(), proxy, device, words })
    }

    /// Goes on, glance by glance, until there is something to say of it.
    pub(super) async fn until<T>(
        &self,
        what: &str,
        mut react: impl AsyncFnMut(&Glance) -> Result<Option<T>, Trouble>,
    ) -> Result<T, Trouble> {
        within(CEILING, what, async || {
            let glance = Glance::at(self.visitor.browser()).await?;
            // Where nobody answers, there is a button that tries it now.
            if glance.dialog.is_none() && glance.cards.is_empty() && !glance.banner.is_empty() {
                for label in [Label::TryAgain, Label::TryNow] {
                    self.presses(label).await?;
                }
            }
            react(&glance).await
        })
        .await
    }

    /// The same, logging in again wherever the page asks for it.
    pub(super) async fn until_as_member<T>(
        &self,
        what: &str,
        mut react: impl AsyncFnMut(&Glance) -> Result<Option<T>, Trouble>,
    ) -> Result<T, Trouble> {
        self.until(what, async |glance| {
            if glance.asks_to_log_in() {
                self.logs_in(glance).await?;
                return Ok(None);
            }
            react(glance).await
        })
        .await
    }

    /// Logs in, in the page or in the dialog over it.
    pub(super) async fn logs_in(&self, glance: &Glance) -> Result<(), Trouble> {
        if !glance.is_busy {
            self.visitor.fill_in(&self.account, PASSWORD).await?;
            self.presses(Label::LogIn).await?;
        }
        Ok(())
    }

    /// Presses a button if it is there.
    pub(super) async fn presses(&self, label: Label) -> Result<(), Trouble> {
        self.visitor.press_if_there(self.words.say(label)).await
    }

    /// Goes to the page that asks the exchange for nothing.
    pub(super) async fn steps_aside(&self) -> Result<(), Trouble> {
        self.visitor.follow("Wattpool").await?;
        self.visitor.arrives_at("/").await
    }

    /// Follows a link to a page of the app.
    pub(super) async fn goes_to(&self, label: Label) -> Result<(), Trouble> {
        self.visitor.follow(self.words.say(label)).await
    }

    /// Does what a message offers, or waits a moment where it says that it is done by itself. False where it
    /// offers nothing of the kind: then it is the last word.
    pub(super) async fn takes_remedy(&self, card: &Card, is_patient: bool) -> Result<bool, Trouble> {
        let is_soon = number(&card.countdown).is_ok_and(|seconds| seconds <= PATIENCE);
        let is_now = [Label::TryingNow, Label::CheckingNow].map(|label| self.words.say(label));
        if is_now.contains(&card.countdown.as_str()) || is_patient && is_soon {
            return Ok(true);
        }
        let offers = [Label::TryAgain, Label::TryNow, Label::CheckAgain, Label::CheckNow, Label::AskProgress];
        match offers.into_iter().find(|label| self.offers(card, *label)) {
            Some(label) => self.presses(label).await.map(|()| true),
            // Whoever is asked to log in does that first.
            None => Ok(!card.countdown.is_empty() || card.is_for_want_of_session()),
        }
    }

    /// Whether a message has that button.
    pub(super) fn offers(&self, card: &Card, label: Label) -> bool {
        card.buttons.iter().any(|button| button == self.words.say(label))
    }

    /// Closes what is open and takes down the notices, so that the next errand finds a page that is clear.
    pub(super) async fn tidies_up(&self) -> Result<(), Trouble> {
        self.until_as_member("the page is clear", async |glance| {
            if glance.dialog.is_some() {
                for label in [Label::Done, Label::Cancel, Label::KeepIt, Label::Close] {
                    if glance.can_press(self.words.say(label)) {
                        self.presses(label).await?;
                        break;
                    }
                }
                return Ok(None);
            }
            if glance.notices > 0 {
                self.presses(Label::Dismiss).await?;
                return Ok(None);
            }
            Ok(Some(()))
        })
        .await
    }
}

//! What people do at this market, told in their words: opening an account, delivering, picking, buying.
//!
//! Each step waits until its result can be seen. What a journey is about it checks itself.

use crate::Trouble;
use crate::patience::eventually;
use crate::visitor::Visitor;

/// What a new account can spend.
pub(crate) const OPENING_BALANCE: u64 = 1000;
/// A password that the exchange accepts.
pub(crate) const PASSWORD: &str = "winter kettle orbit lantern";

/// A lot as somebody types it in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer<'a> {
    /// Solar, Water or Wind.
    pub(crate) energy_type: &'a str,
    /// In kWh.
    pub(crate) energy: &'a str,
    /// In kW.
    pub(crate) power: &'a str,
    /// In credits.
    pub(crate) price: u64,
    /// What the lot is known by in a journey.
    pub(crate) note: &'a str,
}

impl<'a> Offer<'a> {
    /// A lot of wind at that price.
    pub(crate) const fn wind(price: u64, note: &'a str) -> Self {
        Self { energy_type: "Wind", energy: "120", power: "30", price, note }
    }
}

impl Visitor {
    /// Opens an account, which logs in, and arrives at the pool.
    pub(crate) async fn sign_up(&self, account: &str) -> Result<(), Trouble> {
        self.open("/signup").await?;
        self.fill_in(account, PASSWORD).await?;
        self.press("Sign up").await?;
        self.arrives_at("/pool").await
    }

    /// Logs in from the log-in page, and arrives at the pool.
    pub(crate) async fn log_in(&self, account: &str) -> Result<(), Trouble> {
        self.open("/login").await?;
        self.fill_in(account, PASSWORD).await?;
        self.press("Log in").await?;
        self.arrives_at("/pool").await
    }

    /// Logs out.
    pub(crate) async fn log_out(&self) -> Result<(), Trouble> {
        self.press("Log out").await?;
        self.arrives_at("/login").await
    }

    /// Types a name and a password.
    pub(crate) async fn fill_in(&self, account: &str, password: &str) -> Result<(), Trouble> {
        self.type_into("Account name", account).await?;
        self.type_into("Password", password).await
    }

    /// Fills in the form of a lot, without sending it.
    pub(crate) async fn describe(&self, offer: Offer<'_>) -> Result<(), Trouble> {
        self.follow("Deliver").await?;
        self.choose(offer.energy_type).await?;
        self.type_into("Energy in kWh", offer.energy).await?;
        self.type_into("Power in kW", offer.power).await?;
        self.type_into("Price in credits", &offer.price.to_string()).await?;
        self.type_into("Note", offer.note).await
    }

    /// Delivers a lot.
    pub(crate) async fn deliver(&self, offer: Offer<'_>) -> Result<(), Trouble> {
        self.describe(offer).await?;
        self.press("Deliver").await?;
        self.text_of("delivered").await.map(drop)
    }

    /// Goes to the pool and picks the lot with that note.
    pub(crate) async fn pick(&self, note: &str) -> Result<(), Trouble> {
        self.follow("Pool").await?;
        self.click_in("select-row", "pool-row", note).await
    }

    /// Opens the review of what is picked.
    pub(crate) async fn review(&self) -> Result<(), Trouble> {
        self.press("Review purchase").await?;
        self.text_of("review").await.map(drop)
    }

    /// Goes to the account and reads the balance there.
    pub(crate) async fn balance(&self) -> Result<u64, Trouble> {
        self.follow("Account").await?;
        number(&self.text_of("balance").await?)
    }

    /// Goes to the account and waits until the balance there is that.
    pub(crate) async fn has_balance(&self, credits: u64) -> Result<(), Trouble> {
        self.follow("Account").await?;
        eventually(&format!("{} has {credits} credits", self.name()), async || {
            Ok((number(&self.text_of("balance").await?)? == credits).then_some(()))
        })
        .await
    }
}

/// The number in a text, whatever stands between its digits.
pub(crate) fn number(text: &str) -> Result<u64, Trouble> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().map_err(|_| format!("there is no number in \"{text}\"").into())
}

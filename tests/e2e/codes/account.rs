//! Signing up, logging in, being somebody and leaving: the codes of level 2.

use domain::credits::Credits;
use domain::status::{Action, Code, Reason};
use words::{Label, Phrase, Sentence};

use super::witness::Witness;
use crate::Trouble;
use crate::market::{OPENING_BALANCE, PASSWORD};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// What a call that changes something says of its body, and what the exchange does not read instead.
pub(super) const JSON: (&str, &str) = ("application/json", "application/jsox");

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    stage.lay_wire().await?;
    let ada = stage.visitor("ada").await?;

    ada.open("/signup").await?;
    ada.fill_in("Ada", "password123").await?;
    ada.press("Sign up").await?;
    witness.reads_beside_field(&ada, Code::PasswordTooWeak).await?;
    stage.wire()?.change("POST /usr/signup", JSON.0, JSON.1);
    ada.press("Sign up").await?;
    witness.reads_message(&ada, Code::AccountRequestMalformed, Action::SignUp).await?;

    // The account is opened and the log-in that follows by itself fails: only then 721 is said in words.
    stage.wire()?.change("POST /usr/login", JSON.0, JSON.1);
    ada.fill_in("Ada", PASSWORD).await?;
    ada.press("Sign up").await?;
    ada.arrives_at("/login").await?;
    let opened = Reason::Code(Code::SignedUp);
    let opened = Sentence::from(Phrase::Headline(opened)).then(Phrase::NextStep(opened));
    let opened = witness.words.tell(opened);
    witness.reads_in(&ada, Code::SignedUp, "notices", &opened).await?;
    let malformed = witness.headline(Code::AccountRequestMalformed);
    witness.reads_in(&ada, Code::AccountRequestMalformed, "notices", malformed).await?;
    stage.wire()?.mend();

    ada.fill_in("Nobody", PASSWORD).await?;
    ada.press("Log in").await?;
    witness.reads_beside_field(&ada, Code::AccountUnknown).await?;
    ada.fill_in("Ada", "not her password").await?;
    ada.press("Log in").await?;
    witness.reads_beside_field(&ada, Code::PasswordWrong).await?;
    guesses_until_told_to_wait(&ada, witness).await?;

    ada.fill_in("Ada", PASSWORD).await?;
    ada.press("Log in").await?;
    ada.arrives_at("/pool").await?;
    witness.reads_on_page(&ada, Code::LoggedIn, "Ada").await?;
    let connected = witness.words.say(Label::PulseAlive);
    witness.reads_in(&ada, Code::SessionAlive, "heartbeat", connected).await?;
    ada.follow("Account").await?;
    let balance = witness.words.show(Credits(OPENING_BALANCE));
    witness.reads_in(&ada, Code::AccountFetched, "balance", &balance).await?;
    ada.log_out().await?;
    let left = witness.words.say(Label::HasLeft);
    witness.reads_on_page(&ada, Code::LoggedOut, left).await?;

    ada.open("/signup").await?;
    ada.fill_in("Ada", PASSWORD).await?;
    ada.press("Sign up").await?;
    witness.reads_beside_field(&ada, Code::AccountNameTaken).await?;
    ada.log_in("Ada").await?;
    is_logged_out_without_a_word(&ada, witness).await?;
    ada.log_in("Ada").await?;
    is_logged_out_by_another_tab(&ada).await
}

/// Each guess that counts doubles the wait, so sooner or later a person is too quick.
async fn guesses_until_told_to_wait(ada: &Visitor, witness: &mut Witness) -> Result<(), Trouble> {
    eventually("a guess comes too early", async || {
        ada.press("Log in").await?;
        Ok((!ada.texts_of("message").await?.is_empty()).then_some(()))
    })
    .await?;
    witness.reads_message(ada, Code::TooManyAttempts, Action::LogIn).await?;
    // What the exchange asks for after so few guesses is far from what the app would wait of its own accord.
    let until_then = (1..=16).map(|seconds| witness.words.tell(Label::MayTryIn.count(seconds)));
    let now = witness.words.say(Label::MayTryNow);
    let countdown = ada.text_of("countdown").await?;
    assert!(until_then.chain([now.to_owned()]).any(|words| words == countdown), "{countdown}");
    ada.reads_in("countdown", now).await.map(drop)
}

/// The session ends without a word to any tab, and the heartbeat hears of it.
async fn is_logged_out_without_a_word(ada: &Visitor, witness: &mut Witness) -> Result<(), Trouble> {
    // Nothing but the heartbeat asks for anything on this page.
    ada.follow("Deliver").await?;
    ada.sees_attribute("heartbeat", "data-state", "alive").await?;
    let log_out = "return fetch('/usr/logout', \
        { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }).then(answer => answer.status);";
    let status = ada.browser().execute(log_out, Vec::new()).await?;
    assert_eq!(status.json().as_u64(), Some(200));
    let over = witness.words.say(Label::SessionOverText);
    witness.reads_in(ada, Code::HeartbeatNoSession, "log-in-again", over).await?;
    ada.press(witness.words.say(Label::LeavePage)).await?;
    ada.arrives_at("/login").await
}

/// One tab logs out, and the other one is led to the log-in page.
async fn is_logged_out_by_another_tab(ada: &Visitor) -> Result<(), Trouble> {
    ada.follow("Deliver").await?;
    ada.sees_attribute("heartbeat", "data-state", "alive").await?;
    let browser = ada.browser();
    let here = browser.window().await?;
    let there = browser.new_tab().await?;
    browser.switch_to_window(there).await?;
    ada.open("/service").await?;
    ada.log_out().await?;
    browser.close_window().await?;
    browser.switch_to_window(here).await?;
    ada.arrives_at("/login").await
}

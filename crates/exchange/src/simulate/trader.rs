//! One trader: signs up or logs in, delivers, buys, sometimes takes a lot back, for ever.
//!
//! A refusal is part of the day; no answer means waiting longer each time; an ended session is opened anew.

use std::time::Duration;

use domain::account::Address;
use domain::hold::Hold;
use domain::lot::Lot;
use domain::pool::PoolAnswer;
use domain::purchase::{Pick, Purchase};
use domain::status::{Class, Code, Status};
use protocol::account::{Credentials, LoggedIn};
use protocol::lot::{Delivery, DeliveryLot};
use protocol::path;
use protocol::pool::Pool;
use protocol::purchase::Held;
use rand::seq::IndexedRandom;
use reqwest::Method;

use super::client::{Answer, Client};
use super::goods;
use super::names::Persona;
use crate::clock::Clock;
use crate::error::Error;

/// Below so many lots in the pool nearly everybody delivers.
const FEW_LOTS: usize = 40;
/// Above so many lots nearly everybody buys.
const MANY_LOTS: usize = 200;
/// The longest wait for an exchange that does not answer.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A trader.
#[derive(Debug)]
pub(super) struct Trader {
    client: Client,
    persona: Persona,
    address: Option<Address>,
    clock: Clock,
}

impl Trader {
    /// A trader without a session.
    pub(super) fn new(client: Client, persona: Persona) -> Self {
        Self { client, persona, address: None, clock: Clock::default() }
    }

    /// Acts every now and then, on average once in `pause`, for the first time after `delay`.
    pub(super) async fn act_forever(mut self, delay: Duration, pause: Duration) {
        tokio::time::sleep(delay).await;
        let mut failures = 0_u32;
        loop {
            let wait = match self.act().await {
                Ok(answer) => {
                    failures = 0;
                    if let Status::Known(code) = answer.status {
                        tracing::debug!(code = code.number(), "{}", self.persona.name);
                    }
                    answer.retry_after.unwrap_or(Duration::ZERO) + pause.mul_f64(rand::random_range(0.0..2.0))
                }
                Err(error) => {
                    tracing::warn!("{}: {error}", self.persona.name);
                    failures = failures.saturating_add(1);
                    let longest = Duration::from_secs(1 << failures.min(5)).min(LONGEST_WAIT);
                    longest.mul_f64(rand::random_range(0.5..1.0))
                }
            };
            tokio::time::sleep(wait).await;
        }
    }

    /// Does one thing.
    async fn act(&mut self) -> Result<Answer, Error> {
        if !self.client.has_session() {
            let answer = self.enter().await?;
            if !self.client.has_session() {
                tracing::warn!(code = answer.status.number(), "{} cannot log in", self.persona.name);
                return Ok(answer);
            }
        }
        let answer = self.trade().await?;
        if answer.status.ends_session() {
            self.client.forget_session();
        }
        Ok(answer)
    }

    /// Logs in; signs up first, because a name that is taken costs the exchange less than one it never heard.
    async fn enter(&mut self) -> Result<Answer, Error> {
        let credentials =
            Credentials { account: self.persona.name.clone(), password: self.persona.password() };
        let answer = self.client.send(Method::POST, path::SIGN_UP, Some(&credentials)).await?;
        if answer.status == Code::SignedUp.into() {
            tracing::info!("{} signed up", self.persona.name);
        } else if answer.status != Code::AccountNameTaken.into() {
            return Ok(answer);
        }
        let answer = self.client.send(Method::POST, path::LOG_IN, Some(&credentials)).await?;
        if answer.status == Code::LoggedIn.into() {
            self.address = answer.content::<LoggedIn>()?.address.parse().ok();
        }
        Ok(answer)
    }

    async fn trade(&mut self) -> Result<Answer, Error> {
        let answer = self.client.get(path::POOL).await?;
        if answer.status != Code::PoolFetched.into() {
            return Ok(answer);
        }
        let pool = PoolAnswer::try_from(answer.content::<Pool>()?)
            .map_err(|error| Error::Fault(format!("the pool: {error}")))?;
        let lots = match pool {
            PoolAnswer::Full { lots, .. } => lots,
            PoolAnswer::Difference { .. } => Vec::new(),
        };
        let (own, others): (Vec<_>, Vec<_>) =
            lots.into_iter().partition(|lot| Some(lot.seller) == self.address);
        if rand::random_bool(0.03) {
            self.revoke(&own).await
        } else if rand::random_bool(chance_to_deliver(own.len() + others.len())) {
            self.deliver().await
        } else {
            self.buy(&others).await
        }
    }

    async fn deliver(&mut self) -> Result<Answer, Error> {
        let now = self.clock.now();
        let tx = (0..rand::random_range(1..=3))
            .filter_map(|_| goods::lot(self.persona.energy_type, now).ok())
            .map(|lot| DeliveryLot::from(&lot))
            .collect();
        self.client.send(Method::POST, path::DELIVERY, Some(&Delivery { tx })).await
    }

    async fn buy(&mut self, others: &[Lot]) -> Result<Answer, Error> {
        let wanted = rand::random_range(1..=3);
        let picks: Vec<_> = others.sample(&mut rand::rng(), wanted).map(Pick::from).collect();
        match Purchase::validate(picks) {
            Ok(purchase) => {
                let body = protocol::purchase::Purchase::from(&purchase);
                let answer = self.client.send(Method::PUT, path::PURCHASE, Some(&body)).await?;
                if answer.status.class() == Class::GoingOn { self.follow(&answer).await } else { Ok(answer) }
            }
            Err(_) => self.client.get(path::ALIVE).await,
        }
    }

    /// Confirms a held purchase nine times in ten, and thinks better of it otherwise.
    async fn follow(&mut self, answer: &Answer) -> Result<Answer, Error> {
        let hold = Hold::try_from(answer.content::<Held>()?)
            .map_err(|error| Error::Fault(format!("the hold: {error}")))?;
        let method = if rand::random_bool(0.9) { Method::PUT } else { Method::DELETE };
        self.client.send(method, &path::hold(&hold.id), None::<&()>).await
    }

    async fn revoke(&mut self, own: &[Lot]) -> Result<Answer, Error> {
        let chosen = own.choose(&mut rand::rng()).map(|lot| path::revoke(&lot.hash));
        match chosen {
            Some(path) => self.client.send(Method::DELETE, &path, None::<&()>).await,
            None => self.client.get(path::ALIVE).await,
        }
    }
}

/// Falls from nine times in ten to once in ten while the pool fills.
fn chance_to_deliver(lots: usize) -> f64 {
    let filled = lots.saturating_sub(FEW_LOTS).min(MANY_LOTS - FEW_LOTS);
    let share = f64::from(u32::try_from(filled).unwrap_or(u32::MAX)) / (MANY_LOTS - FEW_LOTS) as f64;
    0.9 - 0.8 * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_pool_is_filled_and_a_full_one_bought_empty() {
        assert!((chance_to_deliver(0) - 0.9).abs() < 1e-9);
        assert!((chance_to_deliver(120) - 0.5).abs() < 1e-9);
        assert!((chance_to_deliver(10_000) - 0.1).abs() < 1e-9);
    }
}

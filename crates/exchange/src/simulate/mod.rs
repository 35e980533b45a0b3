//! Traders who use a running exchange as real HTTP clients, so that its pool is alive.
//!
//! Their names are plainly made up and their passwords follow from their names, so that they find their
//! accounts again after a restart. Never point this at an exchange that holds anybody's real credits.

mod client;
mod goods;
mod names;
mod trader;

use std::time::Duration;

use tokio::task::JoinSet;

use crate::error::Error;
use client::Client;
use names::Persona;
use trader::Trader;

/// The time between the first actions of two traders; signing up costs the exchange a password hash.
const STAGGER: Duration = Duration::from_millis(150);

/// A simulation.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The address of the exchange.
    pub url: String,
    /// How many traders.
    pub accounts: u16,
    /// Actions per second, all traders together.
    pub rate: f64,
}

impl Simulation {
    /// Lets the traders act until it is dropped, whatever becomes of the exchange.
    ///
    /// # Errors
    /// [`Error::Fault`] for a rate that is not above zero or where no client can be made.
    pub async fn run(self) -> Result<(), Error> {
        if !(self.rate.is_finite() && self.rate > 0.0) {
            return Err(Error::Fault("the rate has to be above zero".to_owned()));
        }
        let pause = Duration::try_from_secs_f64(f64::from(self.accounts) / self.rate)
            .map_err(|_| Error::Fault("the rate is too low".to_owned()))?;
        tracing::info!("{} traders at {}, {} actions per second", self.accounts, self.url, self.rate);
        let mut traders = JoinSet::new();
        for number in 0..self.accounts {
            let trader = Trader::new(Client::new(&self.url)?, Persona::of(number));
            traders.spawn(trader.act_forever(STAGGER * u32::from(number), pause));
        }
        while traders.join_next().await.is_some() {}
        Ok(())
    }
}

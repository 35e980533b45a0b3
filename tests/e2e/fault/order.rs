//! What a proxy was told, and what has come by since.

use std::time::Duration;

use super::asks::Asks;
use super::call::Call;
use super::faults::Fault;
use crate::device::now;

/// What is to go wrong with the next calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    /// With which; nothing for any.
    pub(super) asks: Option<Asks>,
    /// What goes wrong.
    pub(super) fault: Fault,
    /// How long each of them takes before that.
    pub(super) delay: Duration,
    /// How many of them.
    pub(super) times: u32,
}

/// The book of one proxy.
#[derive(Default)]
pub(super) struct Book {
    orders: Vec<Order>,
    calls: Vec<Call>,
}

impl Book {
    /// Takes orders; those before count no longer.
    pub(super) fn take(&mut self, orders: &[Order]) {
        self.orders = orders.to_vec();
    }

    /// Writes down a call. Gives its number, what is to go wrong with it, and how long to keep it before that.
    pub(super) fn begin(
        &mut self,
        asks: Asks,
        line: String,
        key: Option<String>,
    ) -> (usize, Fault, Duration) {
        let is_meant = |order: &&mut Order| order.asks.is_none_or(|meant| meant == asks) && order.times > 0;
        let order = self.orders.iter_mut().find(is_meant).map(|order| {
            order.times -= 1;
            *order
        });
        let (fault, delay) = order.map_or((Fault::Late, Duration::ZERO), |order| (order.fault, order.delay));
        self.calls.push(Call {
            asks,
            line,
            key,
            asked_at: now(),
            is_spoilt: order.is_some(),
            fault,
            delay,
            heard: None,
            acted_at: None,
            answered_at: None,
            failure: None,
        });
        (self.calls.len() - 1, fault, delay)
    }

    /// The call of that number, to write down what became of it.
    pub(super) fn call(&mut self, number: usize) -> &mut Call {
        &mut self.calls[number]
    }

    /// The calls from that number on.
    pub(super) fn calls_from(&self, number: usize) -> &[Call] {
        self.calls.get(number..).unwrap_or_default()
    }
}

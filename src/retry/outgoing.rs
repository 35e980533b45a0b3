//! The way on which every request leaves: it counts for the budget of tries, and the circuit may keep it.
//!
//! What is kept was certainly not sent.

use std::sync::Arc;

use domain::circuit::Verdict;
use domain::status::{Failure, Misfortune};

use crate::api::transport::{LocalFuture, Transport};
use crate::browser::fetch::{Request, Response, TakePiece};
use crate::retry::budget::Budget;
use crate::retry::circuit::CircuitContext;

/// A way to the exchange with the budget and the circuit before it.
pub struct Outgoing {
    /// The way itself.
    pub transport: Arc<dyn Transport>,
    /// What the requests earn.
    pub budget: Budget,
    /// What may keep them.
    pub circuit: CircuitContext,
}

impl Outgoing {
    /// Lets a request leave, unless the circuit keeps it.
    fn let_out(
        &self,
        send: impl FnOnce(&dyn Transport) -> LocalFuture<Result<Response, Failure>>,
    ) -> LocalFuture<Result<Response, Failure>> {
        let circuit = self.circuit;
        if let Err(wait) = circuit.admit() {
            let kept = Failure { retry_after: Some(wait), ..Misfortune::CircuitOpen.into() };
            return Box::pin(async { Err(kept) });
        }
        self.budget.earn();
        let answer = send(&*self.transport);
        Box::pin(async move {
            let on_its_way = OnItsWay { circuit, verdict: Some(Verdict::Abandoned) };
            let answer = answer.await;
            on_its_way.ended(answer.as_ref().err());
            answer
        })
    }
}

impl Transport for Outgoing {
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Failure>> {
        self.let_out(|transport| transport.send(request))
    }

    fn send_in_pieces(&self, request: Request, take: TakePiece) -> LocalFuture<Result<Response, Failure>> {
        self.let_out(|transport| transport.send_in_pieces(request, take))
    }

    fn heed(&self, verdict: Verdict) {
        self.circuit.take_in(verdict);
        self.transport.heed(verdict);
    }
}

/// A request that is awaited. Where nobody awaits it any more, the circuit hears of that.
struct OnItsWay {
    circuit: CircuitContext,
    verdict: Option<Verdict>,
}

impl OnItsWay {
    /// What an answer is worth is heard of when it was read.
    fn ended(mut self, failure: Option<&Failure>) {
        self.verdict = failure.map(|failure| Verdict::of(failure.cause));
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        if let Some(verdict) = self.verdict {
            self.circuit.take_in(verdict);
        }
    }
}

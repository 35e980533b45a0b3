//! What an operator may ask: the exchange in figures, and all of its data in a file.
//!
//! Every member may call these; the exchange answers 811 to whoever is no operator.

use domain::global_data::{GlobalData, PersistFailure, Persisted};
use domain::handshake::Handshake;
use domain::status::{Cause, Class, Code, Failure};
use protocol::{path, service};

use crate::api::answer::{PersistProgress, Persisting};
use crate::api::exchange::Call;
use crate::api::member::Member;
use crate::browser::fetch::Method;

impl Member {
    /// Reads the exchange in figures.
    ///
    /// # Errors
    /// 811 and whatever happens on the way.
    pub async fn global_data(&self) -> Result<GlobalData, Failure> {
        self.exchange.ask(Call::get(path::GLOBAL_DATA)).await?.read_into::<service::GlobalData, _>()
    }

    /// Has the global data written into a file, or joins the writing that goes on.
    ///
    /// # Errors
    /// 811 and whatever happens on the way.
    pub async fn persist(&self) -> Result<Persisting, Failure> {
        let done = self.exchange.ask_and_follow(Call::change(Method::POST, path::PERSIST)).await?;
        let persisting: service::Persisting = done.read()?;
        let handshake = persisting.handshake().map_err(|_| done.unreadable())?;
        Ok(Persisting { handshake, progress: persisting.progress() })
    }

    /// Asks how far the writing is. Any code 6xx says that it goes on, one that nobody lists too.
    ///
    /// # Errors
    /// 811, 810 for a handshake that the exchange does not know (any more), and whatever happens on the way.
    pub async fn persist_progress(&self, handshake: &Handshake) -> Result<PersistProgress, Failure> {
        match self.exchange.ask_why(Call::get(path::persist(handshake))).await {
            Ok(done) if done.status.class() == Class::GoingOn => {
                let persisting = done.read::<service::Persisting>().ok();
                let progress = persisting.and_then(|persisting| persisting.progress());
                Ok(PersistProgress::GoingOn(Persisting { handshake: *handshake, progress }))
            }
            Ok(done) => done.read_into::<service::Persisted, Persisted>().map(PersistProgress::Done),
            Err(refusal) if refusal.failure.cause == Cause::Status(Code::PersistFailed.into()) => {
                let reason = refusal.reason.as_deref().map(PersistFailure::from_token);
                let reason = reason.unwrap_or(PersistFailure::Other);
                Ok(PersistProgress::Failed { failure: refusal.failure, reason })
            }
            Err(refusal) => Err(refusal.failure),
        }
    }
}

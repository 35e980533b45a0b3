//! How our exchange is asked for its figures, and for all of its data in a file.

use domain::global_data::{GlobalData, PersistFailure, Persisted};
use domain::handshake::Handshake;
use domain::status::{Cause, Class, Code, Failure};
use protocol::{path, service};

use crate::api::answer::{PersistProgress, Persisting};
use crate::api::exchange::Member;
use crate::api::wire::Call;
use crate::browser::fetch::Method;

impl Member {
    pub async fn global_data(&self) -> Result<GlobalData, Failure> {
        self.wire.ask(Call::get(path::GLOBAL_DATA)).await?.read_into::<service::GlobalData, _>()
    }

    pub async fn persist(&self) -> Result<Persisting, Failure> {
        let done = self.wire.ask_and_follow(Call::change(Method::POST, path::PERSIST)).await?;
        let persisting: service::Persisting = done.read()?;
        let handshake = persisting.handshake().map_err(|_| done.unreadable())?;
        Ok(Persisting { handshake, progress: persisting.progress() })
    }

    /// Any code 6xx says that it goes on, one that nobody lists too.
    pub async fn persist_progress(&self, handshake: &Handshake) -> Result<PersistProgress, Failure> {
        match self.wire.ask_why(Call::get(path::persist(handshake))).await {
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

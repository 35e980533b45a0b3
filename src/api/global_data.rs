//! What an operator may ask: the exchange in figures, and all of its data in a file.
//!
//! Every member may call these; the exchange answers 811 to whoever is no operator, and an exchange that has no
//! operators among its accounts is not even asked.

use domain::global_data::GlobalData;
use domain::handshake::Handshake;
use domain::status::{Code, Failure, Status};

use crate::api::answer::{PersistProgress, Persisting};
use crate::api::member::{Line, Member};

impl Member {
    /// Reads the exchange in figures.
    ///
    /// # Errors
    /// 811 and whatever happens on the way.
    pub async fn global_data(&self) -> Result<GlobalData, Failure> {
        match self.line() {
            Line::Exchange(member) => member.global_data().await,
            Line::Pec(_) => Err(not_an_operator()),
        }
    }

    /// Has the global data written into a file, or joins the writing that goes on.
    ///
    /// # Errors
    /// 811 and whatever happens on the way.
    pub async fn persist(&self) -> Result<Persisting, Failure> {
        match self.line() {
            Line::Exchange(member) => member.persist().await,
            Line::Pec(_) => Err(not_an_operator()),
        }
    }

    /// Asks how far the writing is. Any code 6xx says that it goes on, one that nobody lists too.
    ///
    /// # Errors
    /// 811, 810 for a handshake that the exchange does not know (any more), and whatever happens on the way.
    pub async fn persist_progress(&self, handshake: &Handshake) -> Result<PersistProgress, Failure> {
        match self.line() {
            Line::Exchange(member) => member.persist_progress(handshake).await,
            Line::Pec(_) => Err(not_an_operator()),
        }
    }
}

fn not_an_operator() -> Failure {
    Status::from(Code::NotAnOperator).into()
}

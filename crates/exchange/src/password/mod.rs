//! Passwords: hashing and checking with Argon2id on as many threads as there are cores.
//!
//! Who waits for a thread is limited; beyond that the caller hears that the exchange is busy, before any
//! work is done. It stores nothing and never shows a password. How guessable one is, `strength` judges.

mod strength;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::account::{AccountName, Password};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;
use crate::hash_count::HashCount;
use crate::settings::HashCost;

/// How many may wait for a thread.
const QUEUE: usize = 64;

/// Makes and checks password hashes.
#[derive(Debug)]
pub(crate) struct Passwords {
    hasher: Hasher,
    threads: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    places: usize,
    refused: AtomicU64,
}

/// A place in the queue, kept until the work is done.
#[derive(Debug)]
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
}

/// What became of a password that was entered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is another one.
    Wrong,
    /// It is the one of the hash.
    Right {
        /// Its hash as it would be made today, where the old one was made at another cost.
        renewed: Option<String>,
    },
}

impl Passwords {
    /// Hashes at that cost and counts what is hashed.
    ///
    /// # Errors
    /// [`Error::Fault`] for a cost that Argon2 does not know.
    pub(crate) fn new(cost: HashCost, count: HashCount) -> Result<Self, Error> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)
            .map_err(|error| Error::Fault(format!("password hashing: {error}")))?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            hasher: Hasher { argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params), count },
            threads: Arc::new(Semaphore::new(cores)),
            queue: Arc::new(Semaphore::new(cores + QUEUE)),
            places: cores + QUEUE,
            refused: AtomicU64::new(0),
        })
    }

    /// A place in the queue.
    ///
    /// # Errors
    /// [`Error::Busy`] where too many wait.
    pub(crate) fn queue(&self) -> Result<Place, Error> {
        Arc::clone(&self.queue).try_acquire_owned().map(|_permit| Place { _permit }).map_err(|_| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            Error::Busy
        })
    }

    /// How many are worked at or wait.
    pub(crate) fn taken(&self) -> usize {
        self.places - self.queue.available_permits()
    }

    /// How many found no place since the start.
    pub(crate) fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Judges a new password, and gives the place back.
    ///
    /// # Errors
    /// [`Error::WeakPassword`] for one that is easy to guess.
    pub(crate) async fn judge(
        &self,
        place: Place,
        password: Password,
        account: AccountName,
    ) -> Result<Place, Error> {
        self.work(place, move || strength::judge(&password, &account)).await.map(|((), place)| place)
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// [`Error::Fault`].
    pub(crate) async fn hash(&self, place: Place, password: Password) -> Result<String, Error> {
        let hasher = self.hasher.clone();
        self.work(place, move || hasher.hash(&password)).await.map(|(hash, _)| hash)
    }

    /// Whether the password is the one of the hash.
    ///
    /// # Errors
    /// [`Error::Fault`] for a hash that cannot be read.
    pub(crate) async fn check(
        &self,
        place: Place,
        password: Password,
        hash: String,
    ) -> Result<Verdict, Error> {
        let hasher = self.hasher.clone();
        self.work(place, move || hasher.check(&password, &hash)).await.map(|(verdict, _)| verdict)
    }

    /// Takes as long as [`Self::check`] where there is no hash to check against, and finds the password wrong.
    ///
    /// # Errors
    /// [`Error::Fault`].
    pub(crate) async fn pretend(&self, place: Place, password: Password) -> Result<Verdict, Error> {
        self.hash(place, password).await.map(|_| Verdict::Wrong)
    }

    async fn work<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<(T, Place), Error> {
        let thread = Arc::clone(&self.threads)
            .acquire_owned()
            .await
            .map_err(|_| Error::Fault("the password threads are gone".to_owned()))?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(thread);
            done.map(|done| (done, place))
        })
        .await
        .map_err(|error| Error::Fault(format!("password hashing: {error}")))?
    }
}

/// The hashing itself.
#[derive(Clone, Debug)]
struct Hasher {
    argon2: Argon2<'static>,
    count: HashCount,
}

impl Hasher {
    fn hash(&self, password: &Password) -> Result<String, Error> {
        self.count.add();
        let hash: PasswordHash = self.argon2.hash_password(password.expose().as_bytes()).map_err(fault)?;
        Ok(hash.to_string())
    }

    fn check(&self, password: &Password, hash: &str) -> Result<Verdict, Error> {
        self.count.add();
        let hash = PasswordHash::new(hash).map_err(|error| fault(error.into()))?;
        match self.argon2.verify_password(password.expose().as_bytes(), &hash) {
            Ok(()) if self.is_current(&hash) => Ok(Verdict::Right { renewed: None }),
            Ok(()) => self.hash(password).map(|renewed| Verdict::Right { renewed: Some(renewed) }),
            Err(password_hash::Error::PasswordInvalid) => Ok(Verdict::Wrong),
            Err(error) => Err(fault(error)),
        }
    }

    /// Whether a hash was made as one would be made today.
    fn is_current(&self, hash: &PasswordHash) -> bool {
        let today = self.argon2.params();
        hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && Params::try_from(hash).is_ok_and(|params| {
                (params.m_cost(), params.t_cost(), params.p_cost())
                    == (today.m_cost(), today.t_cost(), today.p_cost())
            })
    }
}

fn fault(error: password_hash::Error) -> Error {
    Error::Fault(format!("password hashing: {error}"))
}

#[cfg(test)]
mod tests;

//! Passwords: how guessable a new one is, and hashing with Argon2id on as many threads as there are cores.
//!
//! Who waits for a thread is limited; beyond that the caller hears that the exchange is busy, before any
//! work is done. It stores nothing and never shows a password.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::account::{AccountName, Password};
use domain::form::Problem;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zxcvbn::Score;

use crate::error::Error;
use crate::settings::HashCost;

/// How many may wait for a thread.
const QUEUE: usize = 64;
/// Words that anybody would try here.
const OBVIOUS_WORDS: [&str; 4] = ["wattpool", "watt", "exchange", "energy"];

/// Makes and checks password hashes.
#[derive(Debug)]
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    threads: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    places: usize,
    refused: AtomicU64,
}

/// A place in the queue, kept until the work is done.
#[derive(Debug)]
pub(crate) struct Place(OwnedSemaphorePermit);

impl Passwords {
    /// Hashes at that cost.
    ///
    /// # Errors
    /// [`Error::Fault`] for a cost that Argon2 does not know.
    pub(crate) fn new(cost: HashCost) -> Result<Self, Error> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)
            .map_err(|error| Error::Fault(format!("password hashing: {error}")))?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
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
        Arc::clone(&self.queue).try_acquire_owned().map(Place).map_err(|_| {
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

    /// Judges a new password and hashes it.
    ///
    /// # Errors
    /// [`Error::WeakPassword`] for one that is easy to guess; [`Error::Fault`].
    pub(crate) async fn choose(
        &self,
        place: Place,
        password: Password,
        account: AccountName,
    ) -> Result<String, Error> {
        let argon2 = self.argon2.clone();
        self.work(place, move || {
            judge(&password, &account)?;
            let hash: password_hash::phc::PasswordHash =
                argon2.hash_password(password.expose().as_bytes()).map_err(fault)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether the password is the one of the hash.
    ///
    /// # Errors
    /// [`Error::Fault`] for a hash that cannot be read.
    pub(crate) async fn is_right(
        &self,
        place: Place,
        password: Password,
        hash: String,
    ) -> Result<bool, Error> {
        let argon2 = self.argon2.clone();
        self.work(place, move || match argon2.verify_password(password.expose().as_bytes(), hash.as_str()) {
            Ok(()) => Ok(true),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(fault(error)),
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let thread = Arc::clone(&self.threads)
            .acquire_owned()
            .await
            .map_err(|_| Error::Fault("the password threads are gone".to_owned()))?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop((thread, place.0));
            done
        })
        .await
        .map_err(|error| Error::Fault(format!("password hashing: {error}")))?
    }
}

fn fault(error: password_hash::Error) -> Error {
    Error::Fault(format!("password hashing: {error}"))
}

/// Lets through what a guessing program does not try early: a score of at least 3 of 4.
fn judge(password: &Password, account: &AccountName) -> Result<(), Error> {
    let words: Vec<&str> =
        OBVIOUS_WORDS.into_iter().chain([account.as_str()]).chain(account.as_str().split(' ')).collect();
    let judgement = zxcvbn::zxcvbn(password.expose(), &words);
    if judgement.score() >= Score::Three {
        return Ok(());
    }
    let mut advice: Vec<String> = Vec::new();
    if let Some(feedback) = judgement.feedback() {
        advice.extend(feedback.warning().map(|warning| warning.to_string()));
        advice.extend(feedback.suggestions().iter().map(ToString::to_string));
    }
    if advice.is_empty() {
        advice.push("Use a few unrelated words.".to_owned());
    }
    Err(Error::WeakPassword { problem: Problem::Guessable, advice: advice.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Result<(), Error> {
        judge(&Password::choose(password).unwrap(), &AccountName::parse("Mara Lindqvist").unwrap())
    }

    #[test]
    fn guessable_passwords_are_refused_with_advice() {
        for password in ["password", "12345678", "qwertyuiop", "MaraLindqvist", "wattpool1", "aaaaaaaaaaaa"] {
            match verdict(password) {
                Err(Error::WeakPassword { problem: Problem::Guessable, advice }) => {
                    assert!(!advice.is_empty())
                }
                other => panic!("{password}: {other:?}"),
            }
        }
    }

    #[test]
    fn unrelated_words_of_any_script_are_good() {
        for password in ["correct horse battery staple", "grüne Ähre tanzt spät", "太阳能发电屋顶很好"]
        {
            assert!(verdict(password).is_ok(), "{password}");
        }
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let passwords = Passwords::new(HashCost { memory_kib: 64, passes: 1 }).unwrap();
        let password = Password::choose("quiet river under copper moon").unwrap();
        let name = AccountName::parse("mara").unwrap();
        let hash = passwords.choose(passwords.queue().unwrap(), password.clone(), name).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        let other = Password::enter("another").unwrap();
        assert!(passwords.is_right(passwords.queue().unwrap(), password, hash.clone()).await.unwrap());
        assert!(!passwords.is_right(passwords.queue().unwrap(), other, hash).await.unwrap());
    }

    #[tokio::test]
    async fn a_full_queue_says_so_before_any_work() {
        let passwords = Passwords::new(HashCost { memory_kib: 64, passes: 1 }).unwrap();
        let places: Vec<_> = std::iter::from_fn(|| passwords.queue().ok()).collect();
        assert!(places.len() > QUEUE);
        assert!(matches!(passwords.queue(), Err(Error::Busy)));
    }
}

//! Hashing: what a hash knows, when it is made anew, and how many are made at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use super::*;

fn passwords(memory_kib: u32, passes: u32) -> Passwords {
    Passwords::new(HashCost { memory_kib, passes }, HashCount::default()).unwrap()
}

fn entered(password: &str) -> Password {
    Password::enter(password).unwrap()
}

async fn check(passwords: &Passwords, password: &str, hash: &str) -> Verdict {
    passwords.check(passwords.queue().unwrap(), entered(password), hash.to_owned()).await.unwrap()
}

#[tokio::test]
async fn a_hash_holds_its_cost_and_knows_its_password_and_no_other() {
    let passwords = passwords(64, 1);
    let hash = passwords.hash(passwords.queue().unwrap(), entered("quiet river")).await.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
    assert_eq!(check(&passwords, "quiet river", &hash).await, Verdict::Right { renewed: None });
    assert_eq!(check(&passwords, "Quiet river", &hash).await, Verdict::Wrong);
    assert_eq!(passwords.hasher.count.get(), 3);
}

#[tokio::test]
async fn a_hash_of_another_cost_is_made_anew_for_the_right_password_alone() {
    let before = passwords(64, 1);
    let hash = before.hash(before.queue().unwrap(), entered("quiet river")).await.unwrap();
    for today in [passwords(128, 1), passwords(64, 2), passwords(32, 1)] {
        assert_eq!(check(&today, "another", &hash).await, Verdict::Wrong);
        assert_eq!(today.hasher.count.get(), 1);
        let Verdict::Right { renewed: Some(renewed) } = check(&today, "quiet river", &hash).await else {
            panic!("{today:?}");
        };
        assert_eq!(check(&today, "quiet river", &renewed).await, Verdict::Right { renewed: None });
    }
}

#[tokio::test]
async fn what_is_no_hash_is_a_fault_and_not_a_wrong_password() {
    let passwords = passwords(64, 1);
    for hash in ["", "quiet river", "$argon2id$v=19$m=0,t=1,p=1$c2FsdHNhbHQ$aGFzaA"] {
        let place = passwords.queue().unwrap();
        let outcome = passwords.check(place, entered("quiet river"), hash.to_owned()).await;
        assert!(matches!(outcome, Err(Error::Fault(_))), "{hash:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_name_that_nobody_has_costs_one_hash_as_a_wrong_password_does() {
    let passwords = passwords(64, 1);
    let verdict = passwords.pretend(passwords.queue().unwrap(), entered("quiet river")).await.unwrap();
    assert_eq!((verdict, passwords.hasher.count.get()), (Verdict::Wrong, 1));
}

#[tokio::test]
async fn the_usual_cost_is_what_owasp_asks_for() {
    let passwords = Passwords::new(HashCost::default(), HashCount::default()).unwrap();
    let hash = passwords.hash(passwords.queue().unwrap(), entered("quiet river")).await.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
}

#[tokio::test]
async fn as_many_are_hashed_at_once_as_there_are_cores_and_never_more() {
    let passwords = Arc::new(passwords(64, 1));
    let cores = passwords.threads.available_permits();
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let together = Arc::new(Barrier::new(cores));
    let works: Vec<_> = (0..cores * 2)
        .map(|_| {
            let (passwords, place) = (Arc::clone(&passwords), passwords.queue().unwrap());
            let (now, most, together) = (Arc::clone(&now), Arc::clone(&most), Arc::clone(&together));
            tokio::spawn(async move {
                let work = passwords.work(place, move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    // Nobody gets further until all cores are busy.
                    together.wait();
                    now.fetch_sub(1, Ordering::SeqCst);
                    Ok(())
                });
                work.await.map(drop)
            })
        })
        .collect();
    for work in works {
        work.await.unwrap().unwrap();
    }
    assert_eq!(most.load(Ordering::SeqCst), cores);
}

#[tokio::test]
async fn a_full_queue_says_so_before_any_work() {
    let passwords = passwords(64, 1);
    let places: Vec<_> = std::iter::from_fn(|| passwords.queue().ok()).collect();
    assert!(places.len() > QUEUE);
    let busy = passwords.queue().unwrap_err();
    assert!(matches!(busy, Error::Busy) && busy.retry_after().is_some());
    drop(places);
    assert!(passwords.queue().is_ok());
}

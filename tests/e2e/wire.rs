//! The wire between the browsers and the exchange, for journeys that need mischief on the way: an answer
//! that is lost after the exchange has done what it was asked, a request that arrives late or with other
//! bytes in it.
//!
//! It passes bytes on and understands two things only: how a request begins, and what a code looks like in
//! an answer. Whatever is answered, the exchange has answered.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Trouble;

/// How requests begin.
const METHODS: [&str; 4] = ["GET /", "POST /", "PUT /", "DELETE /"];
/// How the calls begin whose answers are lost: buying and delivering.
const LOST_CALLS: [&str; 2] = ["PUT /", "POST /tx/delivery"];
/// What stands before a code in an answer.
const BEFORE_CODE: &str = "\"status\":";

/// What goes wrong on the way.
#[derive(Clone, Copy, Debug)]
enum Mischief {
    Nothing,
    AnswersAreLost,
    Waits { call: &'static str },
    Changes { call: &'static str, from: &'static str, to: &'static str },
}

/// A wire that ends with this value.
pub(crate) struct Wire {
    port: u16,
    mischief: watch::Sender<Mischief>,
    heard: Heard,
    task: JoinHandle<()>,
}

/// The codes of all answers that came by, those inside an answer included. Copies are the same.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<BTreeSet<u16>>>);

impl Wire {
    /// Lays a wire to that port of this machine.
    pub(crate) async fn lay(to: u16) -> Result<Self, Trouble> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (mischief, told) = watch::channel(Mischief::Nothing);
        let heard = Heard::default();
        let listening = heard.clone();
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (told, listening) = (told.clone(), listening.clone());
                tokio::spawn(async move {
                    // Either end may hang up at any time; that is what wires do.
                    let _ = carry(near, to, told, listening).await;
                });
            }
        });
        Ok(Self { port, mischief, heard, task })
    }

    /// Where the browsers connect to.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// From now on the exchange hears what is bought or delivered, and its answer is lost.
    pub(crate) fn lose_answers(&self) {
        self.mischief.send_replace(Mischief::AnswersAreLost);
    }

    /// From now on requests that begin so wait on the way.
    pub(crate) fn keep(&self, call: &'static str) {
        self.mischief.send_replace(Mischief::Waits { call });
    }

    /// From now on requests that begin so arrive with other bytes in them, as many as before.
    pub(crate) fn change(&self, call: &'static str, from: &'static str, to: &'static str) {
        assert_eq!(from.len(), to.len(), "the length of a request is written in it");
        self.mischief.send_replace(Mischief::Changes { call, from, to });
    }

    /// From now on everything gets through again, and what waited goes on.
    pub(crate) fn mend(&self) {
        self.mischief.send_replace(Mischief::Nothing);
    }

    /// Whether the exchange has answered with that code, be it inside an answer.
    pub(crate) fn has_heard(&self, code: u16) -> bool {
        self.heard.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&code)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Heard {
    fn listen(&self, answer: &[u8]) {
        let text = String::from_utf8_lossy(answer);
        let codes = text.split(BEFORE_CODE).skip(1).filter_map(|rest| rest.get(..3)?.parse::<u16>().ok());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(codes);
    }
}

/// Carries one connection until either end hangs up or the answer is to be lost.
async fn carry(
    mut near: TcpStream,
    to: u16,
    mut told: watch::Receiver<Mischief>,
    heard: Heard,
) -> std::io::Result<()> {
    let mut far = TcpStream::connect((Ipv4Addr::LOCALHOST, to)).await?;
    let (mut request, mut answer) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
    let (mut is_lost, mut is_meant) = (false, false);
    loop {
        tokio::select! {
            count = near.read(&mut request) => {
                let count = count?;
                if count == 0 {
                    return Ok(());
                }
                let bytes = &mut request[..count];
                let mischief = *told.borrow();
                match mischief {
                    Mischief::Nothing => {}
                    Mischief::AnswersAreLost => is_lost |= LOST_CALLS.iter().any(|call| bytes.starts_with(call.as_bytes())),
                    Mischief::Waits { call } if bytes.starts_with(call.as_bytes()) => {
                        let goes_on = |mischief: &Mischief| !matches!(mischief, Mischief::Waits { .. });
                        // An error says that the wire is gone, and this task with it.
                        let _ = told.wait_for(goes_on).await;
                    }
                    Mischief::Waits { .. } => {}
                    Mischief::Changes { call, from, to } => {
                        // The body of a request may come after its beginning.
                        if METHODS.iter().any(|method| bytes.starts_with(method.as_bytes())) {
                            is_meant = bytes.starts_with(call.as_bytes());
                        }
                        if is_meant {
                            change(bytes, from.as_bytes(), to.as_bytes());
                        }
                    }
                }
                far.write_all(bytes).await?;
            }
            count = far.read(&mut answer) => {
                let count = count?;
                heard.listen(&answer[..count]);
                // The exchange has answered, so it has done its work. Nobody will know.
                if count == 0 || is_lost {
                    return Ok(());
                }
                near.write_all(&answer[..count]).await?;
            }
        }
    }
}

/// Replaces what is there by what is as long.
fn change(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<_> = bytes
        .windows(from.len())
        .enumerate()
        .filter(|(_, part)| *part == from)
        .map(|(place, _)| place)
        .collect();
    for place in places {
        bytes[place..place + to.len()].copy_from_slice(to);
    }
}

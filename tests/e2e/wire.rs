//! The wire between the browsers and the exchange, for journeys that need it cut at the worst moment:
//! after the exchange has done what it was asked, and before anybody hears of it.
//!
//! It passes bytes on and understands one thing only: how a request begins.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::Trouble;

/// How the call that is lost begins: buying.
const LOST_CALL: &[u8] = b"PUT /";

/// A wire that ends with this value.
pub(crate) struct Wire {
    port: u16,
    loses_answer: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Wire {
    /// Lays a wire to that port of this machine.
    pub(crate) async fn lay(to: u16) -> Result<Self, Trouble> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let loses_answer = Arc::new(AtomicBool::new(false));
        let is_armed = Arc::clone(&loses_answer);
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let is_armed = Arc::clone(&is_armed);
                tokio::spawn(async move {
                    // Either end may hang up at any time; that is what wires do.
                    let _ = carry(near, to, &is_armed).await;
                });
            }
        });
        Ok(Self { port, loses_answer, task })
    }

    /// Where the browsers connect to.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// From now on the exchange hears what is bought, and its answer is lost.
    pub(crate) fn lose_answers(&self) {
        self.loses_answer.store(true, Ordering::SeqCst);
    }

    /// From now on everything gets through again.
    pub(crate) fn mend(&self) {
        self.loses_answer.store(false, Ordering::SeqCst);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Carries one connection until either end hangs up or the answer is to be lost.
async fn carry(mut near: TcpStream, to: u16, loses_answer: &AtomicBool) -> std::io::Result<()> {
    let mut far = TcpStream::connect((Ipv4Addr::LOCALHOST, to)).await?;
    let (mut request, mut answer) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
    let mut is_lost = false;
    loop {
        tokio::select! {
            count = near.read(&mut request) => {
                let count = count?;
                if count == 0 {
                    return Ok(());
                }
                is_lost |= request[..count].starts_with(LOST_CALL) && loses_answer.load(Ordering::SeqCst);
                far.write_all(&request[..count]).await?;
            }
            count = far.read(&mut answer) => {
                let count = count?;
                // The exchange has answered, so it has done its work. Nobody will know.
                if count == 0 || is_lost {
                    return Ok(());
                }
                near.write_all(&answer[..count]).await?;
            }
        }
    }
}

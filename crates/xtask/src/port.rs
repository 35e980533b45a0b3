//! Ports of this machine: whether one is free, and whether somebody answers there.
//!
//! An answer is any answer: what it says is not looked at. Waiting for one is the business of whoever
//! started the child.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::failure::Failure;

/// How long a connection may take to be made or to say something.
const PATIENCE: Duration = Duration::from_secs(2);

/// Makes sure that nobody listens there.
///
/// # Errors
/// [`Failure::PortTaken`] with the option that changes the port.
pub(crate) fn check_free(port: u16, option: &'static str) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(_) => Err(Failure::PortTaken { port, option }),
    }
}

/// Whether somebody speaks HTTP there.
pub(crate) fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
        )?;
        let mut beginning = [0; 5];
        stream.read_exact(&mut beginning)?;
        Ok(&beginning == b"HTTP/")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_somebody_listens_on_is_not_free() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let refusal = check_free(port, "--port").unwrap_err().to_string();
        assert_eq!(
            refusal,
            format!("port {port} is taken; end what listens there, or choose another port with --port")
        );
        drop(listener);
        assert!(check_free(port, "--port").is_ok());
    }

    #[test]
    fn somebody_who_hangs_up_has_not_answered() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let host = std::thread::spawn(move || drop(listener.accept()));
        assert!(!answers(port));
        host.join().unwrap();
    }
}

//! One connection to the exchange, kept open: requests go out as bytes made beforehand, answers come back as a status
//! and a body.
//!
//! Just as much HTTP/1.1 as the exchange speaks: lengths and chunks. What an answer says is the caller's matter.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How much is read at once.
const PIECE: usize = 256 * 1024;

/// A connection with what was read of the answer that is under way.
pub(crate) struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
}

/// An answer; its body is where the caller wanted it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) http: u16,
    /// The header as it came.
    pub(crate) head: String,
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 16 * 1024], filled: 0 })
    }

    /// Sends a request and reads its answer; each piece of the body is handed over as it comes.
    ///
    /// # Errors
    /// Those of the system; an answer that ends early or is none.
    pub(crate) async fn ask(&mut self, request: &[u8], mut piece: impl FnMut(&[u8])) -> io::Result<Answer> {
        self.stream.write_all(request).await?;
        let end = loop {
            if let Some(place) = find(&self.buffer[..self.filled], b"\r\n\r\n") {
                break place + 4;
            }
            self.read().await?;
        };
        let head = std::str::from_utf8(&self.buffer[..end]).map_err(io::Error::other)?.to_owned();
        self.take(end);
        let http = head.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let answer = Answer { http, head };
        match answer.header("content-length") {
            Some(length) => {
                self.hand_over(length.parse().map_err(io::Error::other)?, &mut piece).await?;
            }
            None if answer.header("transfer-encoding") == Some("chunked") => {
                while let long @ 1.. = self.chunk().await? {
                    self.hand_over(long, &mut piece).await?;
                    self.line().await?;
                }
                self.line().await?;
            }
            None => {}
        }
        Ok(answer)
    }

    /// The same, with the whole body.
    ///
    /// # Errors
    /// As [`Line::ask`].
    pub(crate) async fn ask_whole(&mut self, request: &[u8]) -> io::Result<(Answer, Vec<u8>)> {
        let mut body = Vec::new();
        let answer = self.ask(request, |piece| body.extend_from_slice(piece)).await?;
        Ok((answer, body))
    }

    /// Hands so many bytes over.
    async fn hand_over(&mut self, mut left: usize, piece: &mut impl FnMut(&[u8])) -> io::Result<()> {
        while left > 0 {
            if self.filled == 0 {
                self.read().await?;
            }
            let long = left.min(self.filled);
            piece(&self.buffer[..long]);
            self.take(long);
            left -= long;
        }
        Ok(())
    }

    /// How long the next chunk is.
    async fn chunk(&mut self) -> io::Result<usize> {
        let line = self.line().await?;
        usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)
    }

    async fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(place) = find(&self.buffer[..self.filled], b"\r\n") {
                let line = String::from_utf8_lossy(&self.buffer[..place]).into_owned();
                self.take(place + 2);
                return Ok(line);
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> io::Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(PIECE.max(self.buffer.len()), 0);
            if self.filled == self.buffer.len() {
                return Err(io::Error::other("a header or a line without an end"));
            }
        }
        match self.stream.read(&mut self.buffer[self.filled..]).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            length => {
                self.filled += length;
                Ok(())
            }
        }
    }

    /// Forgets what was used.
    fn take(&mut self, length: usize) {
        self.buffer.copy_within(length..self.filled, 0);
        self.filled -= length;
    }
}

impl Answer {
    /// The header of that name, which is in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

//! Keys and certificates: reading them, reading them again without a restart, and shaking hands with clients.
//!
//! TLS 1.2 and newer, and HTTP/1.1 alone. Which connections there are is `http/serve.rs`' matter.

use std::fmt::Display;
use std::io;
use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::error::Error;
use crate::operation::TlsFiles;

/// What a connection begins with on which TLS is spoken.
const HANDSHAKE: u8 = 22;
/// What is said to whoever speaks plain HTTP here.
const PLAIN: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 30\r\n\
    Connection: close\r\n\r\nOnly HTTPS is spoken on here.\n";
/// What browsers are told.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");
/// How much of what such a client goes on sending is read, so that it reads the answer.
const LONGEST_PLAIN: u64 = 64 * 1024;

/// Encrypts connections, each with the keys of the moment.
#[derive(Clone, Debug)]
pub(crate) struct Tls(watch::Receiver<Arc<ServerConfig>>);

/// The files, and where to say what is in them.
#[derive(Debug)]
pub(crate) struct Keys {
    files: TlsFiles,
    current: watch::Sender<Arc<ServerConfig>>,
}

impl Keys {
    /// Reads the files.
    ///
    /// # Errors
    /// [`Error::Unusable`] where they cannot be read or do not belong together.
    pub(crate) fn read(files: TlsFiles) -> Result<Self, Error> {
        let current = watch::Sender::new(read(&files)?);
        Ok(Self { files, current })
    }

    /// Encrypts with them, whatever they become.
    pub(crate) fn tls(&self) -> Tls {
        Tls(self.current.subscribe())
    }

    /// Reads the files again with each SIGHUP. Those that cannot be used change nothing.
    pub(crate) async fn renew(self) {
        #[cfg(unix)]
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
            while signal.recv().await.is_some() {
                match read(&self.files) {
                    Ok(read) => {
                        self.current.send_replace(read);
                        tracing::info!("the certificate was read again");
                    }
                    Err(error) => {
                        let code = error.code(domain::status::Level::Service).number();
                        tracing::error!(code, "{code} {error}; the former certificate stays");
                    }
                }
            }
        }
        #[cfg(not(unix))]
        drop(self);
    }
}

fn read(files: &TlsFiles) -> Result<Arc<ServerConfig>, Error> {
    let unusable =
        |path: &std::path::Path, why: &dyn Display| Error::Unusable(format!("{}: {why}", path.display()));
    let certificates: Vec<_> = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect)
        .map_err(|error| unusable(&files.certificate, &error))?;
    if certificates.is_empty() {
        return Err(unusable(&files.certificate, &"it holds no certificate"));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| unusable(&files.key, &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map(|builder| builder.with_no_client_auth())
        .and_then(|builder| builder.with_single_cert(certificates, key))
        .map_err(|error| {
            if let rustls::Error::InconsistentKeys(_) = error {
                unusable(&files.key, &format_args!("it is not the key of {}", files.certificate.display()))
            } else {
                unusable(&files.certificate, &error)
            }
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

impl Tls {
    /// Shakes hands with a client; there is no connection with one that does not speak TLS, which is told so.
    ///
    /// # Errors
    /// Those of the connection, and whatever is wrong with what the client says.
    pub(crate) async fn shake(&self, mut stream: TcpStream) -> io::Result<Option<TlsStream<TcpStream>>> {
        let mut first = [0; 1];
        if stream.peek(&mut first).await? == 1 && first[0] != HANDSHAKE {
            stream.write_all(PLAIN).await?;
            stream.shutdown().await?;
            tokio::io::copy(&mut stream.take(LONGEST_PLAIN), &mut tokio::io::sink()).await?;
            return Ok(None);
        }
        let current = Arc::clone(&self.0.borrow());
        TlsAcceptor::from(current).accept(stream).await.map(Some)
    }
}

/// Tells browsers that this name is reached over TLS only, for two years.
pub(crate) async fn only_tls(mut response: Response) -> Response {
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    response
}

//! Certificates of a test: an authority that only the test trusts, and what it has signed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use exchange::operation::TlsFiles;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};

use crate::person::Person;

/// Somebody who signs certificates.
pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// Writes a new certificate for this machine and its key into a folder.
    pub(super) fn sign(&self, folder: &Path) -> TlsFiles {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["127.0.0.1".to_owned(), "localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let files = files(folder);
        fs::write(&files.certificate, certificate.pem()).unwrap();
        fs::write(&files.key, key.serialize_pem()).unwrap();
        files
    }

    /// What a client knows who trusts this authority alone.
    pub(super) fn client(&self) -> ClientConfig {
        self.client_of(&[&TLS13, &TLS12])
    }

    /// One that speaks those versions.
    pub(super) fn client_of(&self, versions: &[&'static SupportedProtocolVersion]) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).unwrap();
        ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth()
    }

    /// Somebody whose browser trusts this authority alone. It speaks plain HTTP with a tunnel on this machine, which
    /// speaks TLS with the exchange; where no hands are shaken the tunnel ends.
    pub(super) async fn person(&self, url: &str) -> Person {
        let address = url.strip_prefix("https://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let person = Person::new(&format!("http://{}", listener.local_addr().unwrap()));
        let client = self.client();
        tokio::spawn(async move {
            loop {
                let (mut plain, _) = listener.accept().await.unwrap();
                let (client, stream) = (client.clone(), TcpStream::connect(&address).await.unwrap());
                tokio::spawn(async move {
                    if let Ok(mut encrypted) = shake(client, stream).await {
                        let _ = copy_bidirectional(&mut plain, &mut encrypted).await;
                    }
                });
            }
        });
        person
    }
}

/// Shakes hands with an exchange.
pub(super) async fn shake(client: ClientConfig, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from("127.0.0.1").unwrap();
    TlsConnector::from(Arc::new(client)).connect(name, stream).await
}

/// Where certificate and key are in a folder.
pub(super) fn files(folder: &Path) -> TlsFiles {
    let file = |name: &str| -> PathBuf { folder.join(name) };
    TlsFiles { certificate: file("certificate.pem"), key: file("key.pem") }
}

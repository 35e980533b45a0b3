//! Where a request comes from: whoever is at the other end of the connection, or whoever a proxy says that it speaks for.
//!
//! A proxy is believed only if its own address is among those that are trusted. Of `X-Forwarded-For` the right-most
//! address counts that is not one of theirs: what stands further left anybody may have written. A header that cannot be
//! read is as if it were not there. `Forwarded` is not read.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use ipnet::IpNet;

use super::description::{Part, Told};
use crate::error::Error;
use crate::exchange::Exchange;

/// What proxies write whom they speak for into.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClientAddress(pub(super) IpAddr);

impl FromRequestParts<Arc<Exchange>> for ClientAddress {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        let ConnectInfo(peer) = ConnectInfo::<SocketAddr>::from_request_parts(parts, exchange)
            .await
            .map_err(|_| Error::Fault("a connection from nowhere".to_owned()))?;
        Ok(Self(client(peer.ip(), &parts.headers, &exchange.settings.operation.trusted_proxies)))
    }
}

impl Part for ClientAddress {
    /// Only proxies write it.
    fn tell(_: &mut Told) {}
}

fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(&peer) {
        return peer;
    }
    named(headers, is_trusted).unwrap_or(peer)
}

/// The right-most address that is not trusted, or the left-most one where all are.
fn named(headers: &HeaderMap, is_trusted: impl Fn(&IpAddr) -> bool) -> Option<IpAddr> {
    let lines: Result<Vec<_>, _> = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::to_str).collect();
    let text = lines.ok()?.join(",");
    let mut nearest = None;
    for part in text.rsplit(',') {
        let address = read(part.trim())?;
        nearest = Some(address);
        if !is_trusted(&address) {
            break;
        }
    }
    nearest
}

/// An address, alone or with its port.
fn read(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "10.0.0.1";

    fn from(peer: &str, lines: &[&[u8]]) -> String {
        let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, (*line).try_into().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn nobody_else_is_believed() {
        for peer in ["192.0.2.7", "2001:db8::7", "11.0.0.1"] {
            assert_eq!(from(peer, &[b"198.51.100.1"]), peer);
        }
        assert_eq!(from("::ffff:192.0.2.7", &[b"198.51.100.1"]), "192.0.2.7");
    }

    #[test]
    fn of_a_proxy_the_right_most_address_counts_that_is_no_proxy() {
        for (lines, client) in [
            (&["198.51.100.1"][..], "198.51.100.1"),
            (&["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            (&["not an address, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
            (&["1.1.1.1", "198.51.100.1,fd00::1"], "198.51.100.1"),
            (&["2001:db8::9"], "2001:db8::9"),
            (&["[2001:db8::9]"], "2001:db8::9"),
            (&["[2001:db8::9]:4711"], "2001:db8::9"),
            (&["198.51.100.1:4711"], "198.51.100.1"),
            (&["::ffff:198.51.100.1"], "198.51.100.1"),
            (&["10.2.2.2, 10.1.1.1"], "10.2.2.2"),
        ] {
            let lines: Vec<_> = lines.iter().map(|line| line.as_bytes()).collect();
            for peer in [PROXY, "::ffff:10.0.0.1", "fd00::2"] {
                assert_eq!(from(peer, &lines), client, "{lines:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_as_if_it_were_not_there() {
        for lines in [&[][..], &[&b""[..]], &[b"unknown"], &[b"198.51.100.1, _hidden"], &[b"198.51.100.1,"]] {
            assert_eq!(from(PROXY, lines), PROXY, "{lines:?}");
        }
        assert_eq!(from(PROXY, &[b"198.51.100.1, \xff"]), PROXY);
        assert_eq!(from(PROXY, &[b"198.51.100.1, 300.1.1.1"]), PROXY);
    }
}

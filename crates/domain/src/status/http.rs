//! The HTTP statuses that have words of their own: the 42 of the source document "Status Codes" and the
//! few others that a proxy or a network sends. Any other is read by its class.
//!
//! They speak only where an answer holds no custom code.

macro_rules! http_statuses {
    ($($number:literal $name:ident $title:literal,)+) => {
        /// An HTTP status with words of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum HttpStatus {
            $(#[doc = $title] $name,)+
        }

        impl HttpStatus {
            /// Every status, in ascending order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its number.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self {
                    $(Self::$name => $number,)+
                }
            }

            /// Its name in the document, for developers.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }

            /// The status of that number.
            #[must_use]
            pub const fn from_number(number: u16) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

http_statuses! {
    100 Continue "Continue",
    101 SwitchingProtocols "Switching Protocols",
    200 Ok "OK",
    201 Created "Created",
    202 Accepted "Accepted",
    203 NonAuthoritative "Non-Authoritative Information",
    204 NoContent "No Content",
    205 ResetContent "Reset Content",
    206 PartialContent "Partial Content",
    300 MultipleChoices "Multiple Choices",
    301 MovedPermanently "Moved Permanently",
    302 Found "Found",
    303 SeeOther "See Other",
    304 NotModified "Not Modified",
    305 UseProxy "Use Proxy",
    306 Unused "Unused",
    400 BadRequest "Bad Request",
    401 Unauthorized "Unauthorized",
    402 PaymentRequired "Payment Required",
    403 Forbidden "Forbidden",
    404 NotFound "Not Found",
    405 MethodNotAllowed "Method Not Allowed",
    406 NotAcceptable "Not Acceptable",
    407 ProxyAuthenticationRequired "Proxy Authentication Required",
    408 RequestTimeout "Request Time-out",
    409 Conflict "Conflict",
    410 Gone "Gone",
    411 LengthRequired "Length Required",
    412 PreconditionFailed "Precondition Failed",
    413 EntityTooLarge "Request Entity Too Large",
    414 UriTooLarge "Request-URI Too Large",
    415 UnsupportedMediaType "Unsupported Media Type",
    416 RangeNotSatisfiable "Requested Range Not Satisfiable",
    417 ExpectationFailed "Expectation Failed",
    421 MisdirectedRequest "Misdirected Request",
    422 UnprocessableEntity "Unprocessable Entity",
    423 Locked "Locked",
    425 TooEarly "Too Early",
    426 UpgradeRequired "Upgrade Required",
    429 TooManyRequests "Too Many Requests",
    431 HeadersTooLarge "Request Header Fields Too Large",
    451 UnavailableForLegalReasons "Unavailable For Legal Reasons",
    500 InternalServerError "Internal Server Error",
    501 NotImplemented "Not Implemented",
    502 BadGateway "Bad Gateway",
    503 ServiceUnavailable "Service Unavailable",
    504 GatewayTimeout "Server Timeout",
    505 VersionNotSupported "HTTP Version Not Supported",
    511 NetworkAuthenticationRequired "Network Authentication Required",
}

/// What the first digit of any other HTTP status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HttpClass {
    /// 1xx: not the whole answer.
    Provisional,
    /// 2xx: done.
    Done,
    /// 3xx: elsewhere.
    Elsewhere,
    /// 4xx: refused on the way.
    Refused,
    /// 5xx: broken on the way.
    Fault,
    /// No HTTP status at all.
    Strange,
}

impl HttpClass {
    /// Every class.
    pub const ALL: [Self; 6] =
        [Self::Provisional, Self::Done, Self::Elsewhere, Self::Refused, Self::Fault, Self::Strange];

    /// The class of a number.
    #[must_use]
    pub const fn of(number: u16) -> Self {
        match number {
            100..200 => Self::Provisional,
            200..300 => Self::Done,
            300..400 => Self::Elsewhere,
            400..500 => Self::Refused,
            500..600 => Self::Fault,
            _ => Self::Strange,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_forty_two_and_we_add_seven() {
        let added = [421, 423, 425, 426, 431, 451, 511];
        let listed = HttpStatus::ALL.iter().filter(|status| !added.contains(&status.number())).count();
        assert_eq!((listed, HttpStatus::ALL.len()), (42, 49));
    }

    #[test]
    fn every_number_reads_back_and_the_list_ascends() {
        for status in HttpStatus::ALL {
            assert_eq!(HttpStatus::from_number(status.number()), Some(*status));
        }
        assert!(HttpStatus::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
    }
}

//! One request, one answer, as text or in pieces, within a time limit. It reads no JSON and knows no paths.
//!
//! Dropping the future aborts the request, so leaving a page leaves nothing on the way.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use domain::status::Misfortune;
use futures::FutureExt;
use futures::future::{Either, LocalBoxFuture, select};
pub use gloo_net::http::Method;
use gloo_net::http::{RequestBuilder, Response as Raw};
use web_sys::{
    AbortController, AbortSignal, RequestCache, RequestCredentials, RequestRedirect, ResponseType,
};

use crate::browser::pieces::Pieces;
use crate::browser::{clock, early, timer};

/// What to send.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where to, relative to the page or in full.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
    /// Whether the browser may keep the answer and give it again. One that broke on the way would be given
    /// again too, for as long as the server says that nothing has changed.
    pub may_be_kept: bool,
    /// How long to wait for the whole answer.
    pub time_limit: Duration,
}

/// What came back, whatever its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status, which may be a custom code.
    pub http_status: u16,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// `Content-Type`, as it came.
    pub content_type: Option<String>,
    /// The body as text; nothing where it came in pieces and was too long to be kept as well.
    pub body: String,
}

impl Response {
    /// Whether it says that what was asked is done, so that its body is worth reading piece by piece.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self.http_status, 200 | 700..=799)
    }
}

/// Takes in an answer piece by piece.
pub type TakePiece = Box<dyn FnMut(&[u8])>;

/// The largest answer that is taken in: a pool of half a million lots.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Sends the request and reads the whole answer.
///
/// # Errors
/// [`Misfortune::Offline`] or [`Misfortune::Unreachable`] where nothing came back, [`Misfortune::TimedOut`] past
/// the time limit, [`Misfortune::Redirected`] for a redirect, [`Misfortune::TooLarge`] past [`MAX_BYTES`].
pub async fn fetch(request: Request) -> Result<Response, Misfortune> {
    let time_limit = request.time_limit;
    let mut asked = Asked::begin(request)?;
    within(time_limit, async {
        let (mut response, raw) = asked.answer().await?;
        // The connection may break while the body is still on its way.
        response.body = raw.text().await.map_err(|_| nobody_there())?;
        asked.end();
        Ok(response)
    })
    .await
}

/// Sends the request and hands over a successful answer piece by piece as it comes; any other is read as a
/// whole. The time limit is for the answer to begin, and for each piece of it.
///
/// # Errors
/// Those of [`fetch`]; pieces may have been handed over before.
pub async fn fetch_in_pieces(request: Request, mut take: TakePiece) -> Result<Response, Misfortune> {
    let time_limit = request.time_limit;
    let mut asked = Asked::begin(request)?;
    let (mut response, raw) = within(time_limit, asked.answer()).await?;
    if !response.is_success() {
        response.body = within(time_limit, async { raw.text().await.map_err(|_| nobody_there()) }).await?;
        asked.end();
        return Ok(response);
    }
    let mut pieces = Pieces::of(raw.body());
    let mut turn = Turn::begin();
    while let Some(piece) =
        within(time_limit, async { pieces.next().await.map_err(|_| nobody_there()) }).await?
    {
        turn.let_others().await;
        take(piece);
        if pieces.taken() > MAX_BYTES {
            return Err(Misfortune::TooLarge);
        }
    }
    asked.end();
    response.body = pieces.into_text();
    Ok(response)
}

/// One's turn on the browser's one thread: pieces that are there already come without a pause, and whoever takes
/// them in would keep the page from being drawn.
struct Turn {
    began_at: f64,
    taken: Taken,
}

/// How many pieces were taken in.
#[derive(Clone, Copy)]
enum Taken {
    None,
    One,
    More,
}

impl Turn {
    /// For so many milliseconds the page is kept waiting without anybody noticing.
    const LONGEST: f64 = 8.0;
    /// Time for a frame: what a first piece shows is worth seeing before the rest is there.
    const FRAME: Duration = Duration::from_millis(20);

    fn begin() -> Self {
        Self { began_at: clock::ticks(), taken: Taken::None }
    }

    /// To be awaited before a piece is taken in. An answer of one piece is waited for by nobody else.
    async fn let_others(&mut self) {
        let (pause, taken) = match self.taken {
            Taken::None => (None, Taken::One),
            Taken::One => (Some(Self::FRAME), Taken::More),
            Taken::More => {
                let has_been_long = clock::ticks() - self.began_at > Self::LONGEST;
                (has_been_long.then_some(Duration::ZERO), Taken::More)
            }
        };
        self.taken = taken;
        if let Some(pause) = pause {
            timer::sleep(pause).await;
            self.began_at = clock::ticks();
        }
    }
}

async fn within<T>(
    time_limit: Duration,
    work: impl Future<Output = Result<T, Misfortune>>,
) -> Result<T, Misfortune> {
    match select(pin!(work), pin!(timer::sleep(time_limit))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(Misfortune::TimedOut),
    }
}

/// A request that was sent. Dropping it aborts it, unless the whole answer has come.
struct Asked {
    answer: LocalBoxFuture<'static, Result<Raw, gloo_net::Error>>,
    stop: Option<AbortController>,
}

impl Asked {
    /// Sends the request, or takes up the same one that was sent early.
    fn begin(request: Request) -> Result<Self, Misfortune> {
        if let Some((answer, stop)) = early::take(&request) {
            return Ok(Self { answer: answer.boxed_local(), stop: Some(stop) });
        }
        let stop = AbortController::new().map_err(|_| Misfortune::Unreachable)?;
        Ok(Self { answer: ask(request, stop.signal()).boxed_local(), stop: Some(stop) })
    }

    /// The whole answer has come. There is nothing to abort then, and browsers take their time over nothing.
    fn end(&mut self) {
        self.stop = None;
    }

    /// The beginning of the answer; its body may still be on the way.
    async fn answer(&mut self) -> Result<(Response, Raw), Misfortune> {
        let raw = (&mut self.answer).await.map_err(|_| nobody_there())?;
        if raw.type_() == ResponseType::Opaqueredirect {
            return Err(Misfortune::Redirected);
        }
        let headers = raw.headers();
        let length = headers.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > MAX_BYTES) {
            return Err(Misfortune::TooLarge);
        }
        let response = Response {
            http_status: raw.status(),
            request_id: headers.get("X-Request-Id"),
            retry_after: headers.get("Retry-After"),
            content_type: headers.get("Content-Type"),
            body: String::new(),
        };
        Ok((response, raw))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(stop) = &self.stop {
            stop.abort();
        }
    }
}

async fn ask(request: Request, stop: AbortSignal) -> Result<Raw, gloo_net::Error> {
    let mut builder = RequestBuilder::new(&request.url)
        .method(request.method)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .cache(if request.may_be_kept { RequestCache::Default } else { RequestCache::NoStore })
        .abort_signal(Some(&stop));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match request.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    built?.send().await
}

/// The browser knows when it is offline; that it believes to be online proves nothing.
fn nobody_there() -> Misfortune {
    let is_offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    if is_offline { Misfortune::Offline } else { Misfortune::Unreachable }
}

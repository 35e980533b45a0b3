//! How many are served at once: connections, and requests under way. Whoever comes beyond that is told so and when to
//! try again, and those who are served do not notice.
//!
//! A connection beyond the limit is still answered, one request only, as long as few of its kind wait for that; further
//! ones are closed without a word. What is asked plays no part.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;
use crate::files;

/// How many connections beyond the limit are told so at the same time.
const STANDING: usize = 64;
/// Files that the exchange needs for itself: its database, the app, what it logs into.
const KEPT_FILES: usize = 64;

/// The connections that there is room for.
#[derive(Clone, Debug)]
pub(super) struct Connections {
    seats: Arc<Semaphore>,
    standing: Arc<Semaphore>,
}

/// What a connection has until it ends.
#[derive(Debug)]
pub(super) struct Place {
    is_seat: bool,
    _permit: OwnedSemaphorePermit,
}

/// Marks a request of a connection that is not served.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused;

impl Connections {
    /// Room for so many, or for fewer where this process may not open as many files.
    pub(super) fn new(most: usize) -> Self {
        let files = files::allowed().unwrap_or(usize::MAX);
        let seats = most.min(files.saturating_sub(KEPT_FILES + STANDING)).max(1);
        if seats < most {
            tracing::warn!("room for {seats} connections only, because no more files may be open");
        }
        Self {
            seats: Arc::new(Semaphore::new(seats.min(Semaphore::MAX_PERMITS))),
            standing: Arc::new(Semaphore::new(STANDING)),
        }
    }

    /// A place for one more, if there is any.
    pub(super) fn place(&self) -> Option<Place> {
        let free = |places: &Arc<Semaphore>, is_seat| {
            let permit = Arc::clone(places).try_acquire_owned().ok()?;
            Some(Place { is_seat, _permit: permit })
        };
        free(&self.seats, true).or_else(|| free(&self.standing, false))
    }
}

impl Place {
    /// Whether its requests are served; otherwise the first of them is refused.
    pub(super) const fn is_seat(&self) -> bool {
        self.is_seat
    }
}

/// Lets a request in as long as fewer than the limit are under way.
pub(super) async fn admit(State(room): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    if request.extensions().get::<Refused>().is_some() {
        let mut response = Error::Busy.into_response();
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return response;
    }
    match room.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => Error::Busy.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_beyond_the_seats_stands_and_a_seat_that_is_left_is_free() {
        let connections = Connections::new(2);
        let seats = [connections.place().unwrap(), connections.place().unwrap()];
        assert!(seats.iter().all(Place::is_seat));
        let standing: Vec<_> = (0..STANDING).map(|_| connections.place().unwrap()).collect();
        assert!(!standing.iter().any(Place::is_seat));
        assert!(connections.place().is_none());
        drop(seats);
        assert!(connections.place().unwrap().is_seat());
    }
}

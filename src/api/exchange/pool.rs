//! How our exchange is asked for the pool. What the call means and how it fails stands at
//! [`crate::api::Member`].

use domain::pool::PoolVersion;
use domain::status::Failure;
use protocol::path;

use crate::api::exchange::Member;
use crate::api::pool_reader::SharedPoolReader;
use crate::api::wire::Call;
use crate::browser::fetch::Request;

impl Member {
    pub async fn pool(&self, reader: &SharedPoolReader) -> Result<bool, Failure> {
        let known = reader.borrow().version();
        self.wire.ask_for_pool(call(known), reader).await
    }
}

/// What a member asks who knows nothing of the pool yet, at the page's own origin. `boot.js` asks the same before
/// there is an app.
#[must_use]
pub fn first_pool_request() -> Request {
    call(None).into_request("")
}

fn call(known: Option<PoolVersion>) -> Call {
    match known {
        None => Call::get(path::POOL),
        Some(PoolVersion(version)) => {
            Call::get(format!("{}?since={version}", path::POOL)).unless_version(&version)
        }
    }
}

//! Taking a lot back at a server that may not know how, by a GET that a browser may send twice.

use domain::lot::LotHash;
use domain::status::{Cause, Failure};
use protocol::pec::path as pec_path;

use crate::api::pec::Member;
use crate::api::recall::{is_too_late, still_unknown};
use crate::api::wire::Call;

/// "Not found", of a path: the server is of a version that takes no lot back.
const NO_SUCH_PATH: Cause = Cause::Http(404);
/// What that is for whoever asked: not offered.
const NOT_OFFERED: Cause = Cause::Http(405);

impl Member {
    /// What may have been taken back is looked up before it is asked for again, and so is a refusal of what no
    /// longer waits: it may be the answer to a second request for a lot that the first one took back.
    pub async fn revoke(&self, hash: &LotHash) -> Result<(), Failure> {
        let is_unknown = self.unsettled.may_be_revoked(hash);
        if is_unknown && self.account().await.map_err(still_unknown)?.has_revoked(hash) {
            self.unsettled.revoke_settled(hash);
            return Ok(());
        }
        self.unsettled.revoke(hash);
        let call = Call::get(pec_path::revoke(&self.session.token, hash)).patient();
        let Err(failure) = self.ask(call).await else {
            self.unsettled.revoke_settled(hash);
            return Ok(());
        };
        if !is_unknown && !failure.leaves_outcome_unknown() {
            self.unsettled.revoke_settled(hash);
        }
        if failure.cause == NO_SUCH_PATH {
            return Err(Failure { cause: NOT_OFFERED, ..failure });
        }
        if !is_too_late(failure.cause) {
            return Err(failure);
        }
        match self.account().await {
            Ok(account) if account.has_revoked(hash) => Ok(()),
            Err(look) if is_unknown => Err(still_unknown(look)),
            Ok(_) | Err(_) => Err(failure),
        }
    }
}

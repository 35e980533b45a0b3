//! The paths of the exchange, as the front end calls them and the exchange routes them.
//! A `…_ROUTE` holds a parameter in braces, as axum reads it.

/// POST: open an account.
pub const SIGN_UP: &str = "/usr/signup";
/// POST: log in.
pub const LOG_IN: &str = "/usr/login";
/// GET: balance, address and lots of the account.
pub const ACCOUNT: &str = "/usr/account";
/// GET: whether the session lives.
pub const ALIVE: &str = "/usr/alive";
/// DELETE: end the session.
pub const LOG_OUT: &str = "/usr/logout";
/// GET: where the account is logged in.
pub const SESSIONS: &str = "/usr/sessions";
/// DELETE: end that session of the account.
pub const SESSION_ROUTE: &str = "/usr/sessions/{session_id}";
/// GET: the lots that wait for a buyer.
pub const POOL: &str = "/tx/pool";
/// GET: whether a lot can be bought.
pub const AVAILABLE_ROUTE: &str = "/tx/available/{tx_hash}";
/// POST: put lots into the pool.
pub const DELIVERY: &str = "/tx/delivery";
/// DELETE: take a lot back.
pub const REVOKE_ROUTE: &str = "/tx/delivery/{tx_hash}";
/// PUT: buy lots.
pub const PURCHASE: &str = "/tx/purchase";
/// PUT: confirm a held purchase. DELETE: release it.
pub const HOLD_ROUTE: &str = "/tx/purchase/{handshake_id}";
/// GET: whether the service and its database run.
pub const SERVICE_STATUS: &str = "/serv/status";
/// GET: the exchange in figures; for operators.
pub const GLOBAL_DATA: &str = "/serv/show";
/// POST: write the global data into a file; for operators.
pub const PERSIST: &str = "/serv/persist";
/// GET: how far that writing is, or what became of it; for operators.
pub const PERSIST_ROUTE: &str = "/serv/persist/{handshake_id}";
/// POST: browsers report here that a page broke its policy.
pub const VIOLATIONS: &str = "/serv/violations";

/// The first parts of every path that belongs to the exchange and never to the app.
pub const API_PREFIXES: [&str; 3] = ["/usr", "/tx", "/serv"];

/// Ends that session of the account.
#[must_use]
pub fn session(id: &domain::open_session::SessionId) -> String {
    format!("{SESSIONS}/{id}")
}

/// Takes that lot back.
#[must_use]
pub fn revoke(hash: &domain::lot::LotHash) -> String {
    format!("{DELIVERY}/{hash}")
}

/// Confirms that held purchase, or releases it.
#[must_use]
pub fn hold(id: &domain::handshake::Handshake) -> String {
    format!("{PURCHASE}/{id}")
}

/// Asks what became of that writing of the global data.
#[must_use]
pub fn persist(handshake: &domain::handshake::Handshake) -> String {
    format!("{PERSIST}/{handshake}")
}

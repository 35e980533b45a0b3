//! The rooms that outlive every page, furnished in the order in which they need each other.

use std::sync::Arc;

use leptos::prelude::provide_context;

use crate::api::Guest;
use crate::api::transport::Transport;
use crate::delivery::{Dock, provide_dock};
use crate::heartbeat::{HeartbeatContext, provide_heartbeat};
use crate::notices::{NoticesContext, provide_notices};
use crate::pool::{EarlyPool, PoolContext, provide_pool};
use crate::purchase::{Desk, provide_desk};
use crate::retry::{Outgoing, provide_circuit, provide_retry_budget};
use crate::revoke::{Gate, provide_gate};
use crate::session::{SessionContext, provide_session};
use crate::settings::Settings;
use crate::shipment::{Pier, provide_pier};
use crate::tabs::provide_tabs;
use crate::tour::provide_tour;

/// What outlives a page.
#[derive(Clone)]
pub struct Rooms {
    /// Who is here.
    pub session: SessionContext,
    /// What was said.
    pub notices: NoticesContext,
    /// Whether their session lives.
    pub heartbeat: HeartbeatContext,
    /// The lots, and what is picked of them.
    pub pool: PoolContext,
    /// What is being bought.
    pub desk: Desk,
    /// What is being delivered.
    pub dock: Dock,
    /// What is being delivered from a file.
    pub pier: Pier,
    /// What is being taken back.
    pub gate: Gate,
}

/// Furnishes them in the current owner.
pub fn provide_rooms(settings: Settings, transport: Arc<dyn Transport>, early: EarlyPool) -> Rooms {
    let budget = provide_retry_budget();
    let circuit = provide_circuit();
    let guest = Guest::new(Arc::new(Outgoing { transport, budget, circuit }), &settings);
    provide_tabs(guest.shares_session());
    let session = provide_session(guest);
    let notices = provide_notices();
    session.on_forget(move || notices.clear());
    let heartbeat = provide_heartbeat(&session, settings.heartbeat);
    let pool = provide_pool(&session, early);
    let desk = provide_desk(&session);
    let dock = provide_dock(&session);
    let pier = provide_pier(&session);
    let gate = provide_gate(&session);
    provide_tour();
    provide_context(settings);
    Rooms { session, notices, heartbeat, pool, desk, dock, pier, gate }
}

//! Keeps the address bar where the router is.
//!
//! The router does not write an address that it wrote last. After Back and Forward, and where a page wrote
//! its own address, another one may stand in the bar by then: the page changed, and its address did not.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::browser::address;
use crate::browser::timer::Alarm;
use crate::route;

/// Writes the address of the page that the router shows wherever the router did not. Needs a router around it.
pub(super) fn keep_address() {
    let url = use_url();
    let alarm = Alarm::new();
    Effect::new(move |is_later: Option<bool>| {
        let wanted = url.with(|url| route::with_search(url.path(), url.search()));
        if is_later.is_some() {
            // The router writes once it has built the page, which is done before any timer is over.
            alarm.set(Duration::ZERO, move || {
                if address::path_and_search() != wanted {
                    address::push(&wanted);
                }
            });
        }
        true
    });
}

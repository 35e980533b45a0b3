//! The pages, one module a route. A page asks, holds what it heard, and hands it to components.
//!
//! Pages know the rooms below and never each other; the app decides which is shown.

mod account;
mod codes;
mod deliver;
mod log_in;
mod log_in_again;
mod not_found;
mod pool;
mod service;
mod sign_up;
mod stay;
mod tour;
mod under_way;
mod welcome;

pub use account::AccountPage;
pub use codes::{CODE_PARAMETER, CodePage, CodesPage};
pub use deliver::DeliverPage;
pub use log_in::LogInPage;
pub use log_in_again::LogInAgain;
pub use not_found::NotFoundPage;
pub use pool::{KeptPoolPage, PoolPage};
pub use service::ServicePage;
pub use sign_up::SignUpPage;
pub use stay::Stay;
pub use tour::Tour;
pub use under_way::UnderWay;
pub use welcome::WelcomePage;

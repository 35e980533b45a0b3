//! Parts of pages: what a person sees and touches, without a thought of where it comes from.
//!
//! Data comes in by props, intent leaves by callbacks; nothing here asks the exchange or knows the session.

mod chart;
mod connection_banner;
mod credentials_form;
mod dialog;
mod empty_state;
mod energy_badge;
mod file_link;
mod freshness;
mod header;
mod heartbeat_indicator;
mod icon;
mod language_switch;
mod live;
mod message_card;
mod moment;
mod notice_list;
mod page_heading;
mod problem_summary;
mod progress_bar;
mod remedy_button;
mod skeleton;
mod submission;
mod submit_button;
mod text_field;
mod theme_switch;
mod unfold_button;

pub use crate::drawing::Shape;
pub use chart::{Chart, DrawnBalance, Subject};
pub use connection_banner::{Connection, ConnectionBanner, CutOffReason};
pub use credentials_form::{CredentialsForm, Purpose};
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use energy_badge::EnergyBadge;
pub use file_link::FileLink;
pub use freshness::Freshness;
pub use header::Header;
pub use heartbeat_indicator::HeartbeatIndicator;
pub use icon::Icon;
pub use language_switch::LanguageSwitch;
pub use live::Live;
pub use message_card::{MessageCard, show_message};
pub use moment::Moment;
pub use notice_list::NoticeList;
pub use page_heading::{PageHeading, provide_page_heading};
pub use problem_summary::ProblemSummary;
pub use progress_bar::ProgressBar;
pub use skeleton::Skeleton;
pub use submission::Submission;
pub use submit_button::SubmitButton;
pub use text_field::{FieldProblem, TextField, input_id};
pub use theme_switch::ThemeSwitch;
pub use unfold_button::{UnfoldButton, remembered};

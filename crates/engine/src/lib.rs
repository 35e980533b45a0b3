//! The pool's lots by column: read from the bytes of an answer, ordered, filtered, picked, and changed by the
//! next answer, a hundred thousand at a time.
//!
//! It holds data and decides nothing: no words, no clock, no browser. Money and energy are whole numbers
//! throughout. A view drives it:
//!
//! ```
//! use domain::pool::PoolQuery;
//! use domain::timestamp::Timestamp;
//! use wattpool_engine::{Filter, Pool};
//!
//! let mut pool = Pool::default();
//! let mut reading = pool.read();
//! // Bytes as they come from the network, split anywhere; the task may end after each piece.
//! for piece in [&br#"{"status":731,"version":"a-1","to"#[..], br#"tal":0,"tx":[]}"#] {
//!     reading.feed(&pool, piece)?;
//!     reading.reveal(&mut pool);
//! }
//! let heard = reading.finish(&pool)?;
//! if let Some(update) = heard.update {
//!     let changes = pool.merge(update)?;
//!     // `changes` names the slots to mark, and what became of picked lots.
//!     assert!(changes.is_empty());
//! }
//! let query = PoolQuery::of_search("note=roof&sort=price");
//! pool.set_sort(query.sort);
//! pool.set_filter(Filter::of(&query, Timestamp(1_700_000_000_000)));
//! for row in pool.rows(0, 40) {
//!     println!("{} {}", row.value().get(), row.note());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | is |
//! |---|---|
//! | `slot`, `table`, `radix`, `room` | sets of slots, a hash table of numbers, sorting by numbers, how columns grow |
//! | `lots`, `sellers`, `notes`, `row`, `incoming` | the columns, one lot of them, and one that comes |
//! | `price`, `column`, `order` | what lots are ordered by, and how an order takes in what is new |
//! | `text`, `filter`, `view` | what is shown |
//! | `selection` | what is picked |
//! | `survey` | all lots at once, for pictures |
//! | `read` | an answer's bytes |
//! | `update`, `merge`, `epoch` | what an answer changes, changing it, and whether it still may |

mod column;
mod epoch;
mod filter;
mod incoming;
mod lots;
mod merge;
mod notes;
mod order;
mod pool;
mod price;
mod radix;
mod read;
mod room;
mod row;
mod selection;
mod sellers;
mod slot;
mod survey;
mod table;
mod text;
mod update;
mod view;

pub use filter::Filter;
pub use merge::{Changes, Overtaken};
pub use pool::Pool;
pub use read::{Heard, Progress, Reading, Unreadable};
pub use row::Row;
pub use selection::{Repriced, Selection};
pub use slot::Slot;
pub use update::Update;

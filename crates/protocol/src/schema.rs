//! What the wire's values look like to whoever reads the description of the interface: a JSON Schema for each noun.
//!
//! Only the exchange compiles it (feature `schema`). The nouns hold no values: a member of a wire type names one as
//! its `value_type`. Bounds and names come from the domain; nothing is decided here.

use std::borrow::Cow;

use domain::account::{AccountName, Password};
use domain::credits;
use domain::energy::{self, EnergyType as Energy};
use domain::form;
use domain::global_data::PersistFailure as Failure;
use domain::idempotency::IdempotencyKey as Key;
use domain::lot::{LotStatus as Status, Note as Text};
use domain::open_session;
use domain::status::Code;
use domain::{delivery, purchase};
use utoipa::openapi::schema::{AnyOf, Array, ArrayBuilder, ObjectBuilder, SchemaType};
use utoipa::openapi::{Ref, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::account::Page;

/// The schemas of a description by their names.
pub type Schemas = Vec<(String, RefOr<Schema>)>;

macro_rules! nouns {
    ($($(#[doc = $doc:literal])+ $name:ident = $schema:expr,)+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.description(Some(concat!($($doc),+).trim())).build().into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        })+

        /// Every noun, for whoever names one outside of a type.
        #[must_use]
        pub fn nouns() -> Schemas {
            vec![$((<$name as ToSchema>::name().into_owned(), <$name as PartialSchema>::schema())),+]
        }
    };
}

nouns! {
    /// Names a lot: 64 hexadecimal digits, read in either case and written in lower case.
    LotHash = digits(64),
    /// Names a seller or a buyer without naming the account: 40 hexadecimal digits.
    Address = digits(40),
    /// Names something that goes on: 32 hexadecimal digits, read in either case and written in lower case.
    HandshakeId = digits(32),
    /// Names an open session: 32 hexadecimal digits, read in either case and written in lower case.
    SessionId = digits(32),
    /// The SHA-256 of a file: 64 hexadecimal digits.
    Sha256 = digits(64),
    /// A moment in Unix milliseconds.
    Moment = whole(0, i64::MAX as u64),
    /// A length of time in whole seconds.
    Seconds = whole(0, i64::MAX as u64),
    /// How many there are.
    Count = whole(0, i64::MAX as u64),
    /// A number of the ledger's sequence; later lots have higher ones.
    BlockHeight = whole(0, u64::MAX),
    /// Whole credits.
    Credits = whole(0, i64::MAX as u64),
    /// The price of a whole lot in credits.
    LotPrice = whole(1, credits::LotPrice::MAX),
    /// Power in watts.
    Watts = whole(1, energy::Watts::MAX),
    /// Energy in watt-hours.
    WattHours = whole(1, energy::WattHours::MAX),
    /// Credits per kWh, a decimal number.
    PowerUnit = text().pattern(Some(r"^[0-9]+(\.[0-9]+)?$")),
    /// How much is done: 0 to 1.
    Progress = ObjectBuilder::new().schema_type(Type::Number).minimum(Some(0)).maximum(Some(1)),
    /// How many lots of each list come at most.
    Limit = whole(1, Page::MAX_LIMIT),
    /// Where the energy comes from.
    EnergyType = one_of(Energy::ALL.map(Energy::token)),
    /// Where a lot stands.
    LotStatus = one_of(Status::ALL.map(Status::token)),
    /// A family of browsers.
    Browser = one_of(open_session::Browser::ALL.map(open_session::Browser::token)),
    /// What a browser runs on.
    System = one_of(open_session::System::ALL.map(open_session::System::token)),
    /// A field of a request, or the request as a whole.
    Field = one_of(form::Field::ALL.map(form::Field::token)),
    /// What is wrong with a field.
    Problem = one_of(form::Problem::ALL.map(form::Problem::token)),
    /// Why the global data was not persisted.
    PersistFailure = one_of(Failure::ALL.map(Failure::token)),
    /// The seller's note: printable characters, line feeds and tabs.
    Note = text().max_length(Some(Text::MAX_CHARACTERS)),
    /// The name of an account as it was typed: up to 64 printable characters. White space around them is taken away.
    Name = text().min_length(Some(1)).pattern(Some(name_pattern())),
    /// A password as it was typed. A new one needs 8 characters, and must not be easy to guess.
    Secret = text().min_length(Some(1)).max_length(Some(Password::MAX_CHARACTERS)),
    /// Names a state of the pool.
    PoolVersion = text().min_length(Some(1)),
    /// A new name for each decision; a repetition carries the same.
    IdempotencyKey = text().min_length(Some(1)).max_length(Some(Key::MAX_CHARACTERS)).pattern(Some("^[!-~]+$")),
    /// 733, or 830 where the lot cannot be taken as it is.
    DeliveryStatus = codes(&[Code::Delivered, Code::LotRequestMalformed]),
    /// What became of one lot of a purchase.
    PickStatus = codes(&[
        Code::Purchased, Code::PurchaseHeld, Code::BalanceTooSmall, Code::LotNotForSale, Code::LotSold, Code::LotUnknown,
    ]),
    /// 712 while the database answers.
    DatabaseStatus = codes(&[Code::DatabaseConnected]),
    /// 1 to 500 lots. One that is not as it should be is refused for itself (830 in its place of the result), and
    /// the others are taken.
    DeliveryLots = ArrayBuilder::from(Array::new(
        AnyOf::builder()
            .item(Ref::from_schema_name("DeliveryLot"))
            .item(ObjectBuilder::new().schema_type(SchemaType::AnyValue).build()),
    )).min_items(Some(1)).max_items(Some(delivery::MAX_LOTS)),
    /// 1 to 100 lots, none of them twice.
    PurchaseLots = ArrayBuilder::from(Array::new(Ref::from_schema_name("Pick")))
        .min_items(Some(1)).max_items(Some(purchase::MAX_LOTS)).unique_items(true),
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn digits(count: usize) -> ObjectBuilder {
    text().min_length(Some(count)).max_length(Some(count)).pattern(Some("^[0-9a-fA-F]+$"))
}

fn whole(minimum: u64, maximum: u64) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(minimum as usize))
        .maximum(Some(maximum as usize))
}

fn one_of<const N: usize>(names: [&'static str; N]) -> ObjectBuilder {
    text().enum_values(Some(names))
}

fn codes(codes: &[Code]) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer).enum_values(Some(codes.iter().map(|code| code.number())))
}

/// What [`AccountName::parse`] takes: no character that cannot be seen, white space only around the name.
fn name_pattern() -> String {
    const BLANK: &str = r"\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
    const HIDDEN: &str = r"\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB";
    let between = AccountName::MAX_CHARACTERS - 2;
    format!("^[{BLANK}]*[^{BLANK}{HIDDEN}]([^{HIDDEN}]{{0,{between}}}[^{BLANK}{HIDDEN}])?[{BLANK}]*$")
}

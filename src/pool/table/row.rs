//! One row of the table: its elements, made once, and whatever lot it shows at the moment.
//!
//! Only cells that differ are written. It decides nothing about which lot that is.

use std::cell::Cell;

use domain::energy::EnergyType;
use engine::Slot;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use words::{Label, Value};

use crate::drawing::Shape;
use crate::language::{said, shown};
use crate::pool::marks::Mark;
use crate::pool::store::PoolStore;
use crate::pool::table::node::{LiveText, Maker, set};

/// How many characters of an address a row shows.
const SHORT_ADDRESS: usize = 8;
/// A note of so many bytes has room on a wide page. Each place where text is cut off is one more piece to paint,
/// so only longer ones are.
const SHORT_NOTE: usize = 24;

/// A row.
pub(super) struct Row {
    pub(super) element: HtmlElement,
    pub(super) input: HtmlInputElement,
    /// Its place among the rows that pass, once it has one.
    pub(super) place: Option<usize>,
    /// The lot that it shows, where it shows one.
    pub(super) slot: Option<Slot>,
    /// Whether something may be different about it.
    pub(super) is_stale: bool,
    badge: HtmlElement,
    path: Element,
    energy_type: Option<EnergyType>,
    expires: HtmlElement,
    seller_cell: HtmlElement,
    seller: HtmlElement,
    note: HtmlElement,
    is_note_long: bool,
    /// Whether something in it tells in full what it shows, for who pointed at it.
    is_explained: Cell<bool>,
    is_picked: bool,
    is_own: bool,
    is_locked: bool,
    mark: Option<Mark>,
    texts: Texts,
}

struct Texts {
    energy_type: LiveText,
    amount: LiveText,
    power: LiveText,
    value: LiveText,
    price: LiveText,
    per_kwh: LiveText,
    expires: LiveText,
    seller: LiveText,
    mark: LiveText,
    note: LiveText,
}

impl Row {
    /// A row that shows nothing yet. The number tells its elements from those of others.
    pub(super) fn new(make: &Maker, number: usize) -> Option<Self> {
        let element = make.element("tr", "lot-row")?;
        set(&element, "data-testid", "pool-row");
        let cell = |class: &str| make.child(&element, "td", class);
        let select = cell("cell-select")?;
        let label = make.child(&select, "label", "select")?;
        let input: HtmlInputElement = make.child(&label, "input", "")?.dyn_into().ok()?;
        input.set_type("checkbox");
        set(&input, "data-testid", "select-row");

        let type_cell = cell("cell-type")?;
        let badge = make.child(&type_cell, "span", "badge")?;
        let svg = make.drawing(&badge, "svg")?;
        for (name, value) in [("class", "icon"), ("viewBox", "0 0 24 24"), ("aria-hidden", "true")] {
            set(&svg, name, value);
        }
        let path = make.drawing(&svg, "path")?;
        let energy_type = make.text(&badge)?;

        let amount = cell("cell-amount number")?;
        let power = cell("cell-power number")?;
        let value = cell("cell-value number")?;
        let price_cell = cell("cell-price number")?;
        let price = make.text(&price_cell)?;
        let per_kwh = make.child(&price_cell, "span", "per-kwh")?;
        let expires = cell("cell-expires number")?;
        let seller_cell = cell("cell-seller")?;
        let seller = make.child(&seller_cell, "span", "row-seller")?;
        let mark = make.child(&seller_cell, "span", "row-mark")?;
        let note = make.child(&seller_cell, "span", "row-note")?;

        // What a screen reader calls the checkbox is what stands in the row.
        let mut names = String::from("pool-select");
        for (name, named) in [("type", &badge), ("amount", &amount), ("value", &value)] {
            let id = format!("pool-row-{number}-{name}");
            named.set_id(&id);
            names.push(' ');
            names.push_str(&id);
        }
        set(&input, "aria-labelledby", &names);
        let texts = Texts {
            energy_type,
            amount: make.text(&amount)?,
            power: make.text(&power)?,
            value: make.text(&value)?,
            price,
            per_kwh: make.text(&per_kwh)?,
            expires: make.text(&expires)?,
            seller: make.text(&seller)?,
            mark: make.text(&mark)?,
            note: make.text(&note)?,
        };
        Some(Self {
            element,
            input,
            place: None,
            slot: None,
            is_stale: false,
            badge,
            path,
            energy_type: None,
            expires,
            seller_cell,
            seller,
            note,
            is_note_long: false,
            is_explained: Cell::new(false),
            is_picked: false,
            is_own: false,
            is_locked: false,
            mark: None,
            texts,
        })
    }

    /// Stands at that place.
    pub(super) fn stand_at(&mut self, place: usize, row_height: usize) {
        set(&self.element, "aria-rowindex", &(place + 2).to_string());
        let transform = format!("translateY({}px)", place * row_height);
        // Setting a property of that name cannot fail.
        let _ = self.element.style().set_property("transform", &transform);
        self.place = Some(place);
    }

    /// Shows that lot, whatever it showed before.
    pub(super) fn show(&mut self, store: &PoolStore, slot: Slot) {
        self.is_stale = false;
        let pool = store.pool();
        let Some(lot) = pool.row(slot) else { return };
        if self.slot.replace(slot) != Some(slot) {
            set(&self.element, "data-hash", &lot.hash().to_string());
            if self.is_explained.take() {
                // What pointing at them tells is of the lot before.
                for element in [&self.expires, &self.seller, &self.note] {
                    // Taking away what may not be there cannot fail.
                    let _ = element.remove_attribute("title");
                }
            }
        }
        let energy_type = lot.energy_type();
        if self.energy_type.replace(energy_type) != Some(energy_type) {
            self.badge.set_class_name(match energy_type {
                EnergyType::Solar => "badge badge-solar",
                EnergyType::Water => "badge badge-water",
                EnergyType::Wind => "badge badge-wind",
            });
            set(&self.path, "d", Shape::from(energy_type).path());
        }
        let texts = &mut self.texts;
        texts.energy_type.write(said(energy_type));
        texts.amount.write(&shown(lot.amount()));
        texts.power.write(&shown(lot.power()));
        let value = lot.value().get();
        texts.value.write(&shown(Value::Integer(value)));
        texts.price.write(&shown(lot.price_per_kwh()));
        texts.per_kwh.write(said(Label::SlashKwh));
        let note = lot.note();
        texts.note.write(note);
        let is_note_long = note.len() > SHORT_NOTE;
        if self.is_note_long != is_note_long {
            self.is_note_long = is_note_long;
            self.seller_cell.set_class_name(if is_note_long { "cell-seller long" } else { "cell-seller" });
        }
        let is_own = store.is_own(lot.seller());
        if is_own {
            texts.seller.write(said(Label::Yours));
        } else {
            let mut address = lot.seller().to_string();
            address.truncate(SHORT_ADDRESS);
            address.push('…');
            texts.seller.write(&address);
        }
        if self.is_own != is_own {
            self.is_own = is_own;
            self.seller.set_class_name(if is_own { "row-seller own" } else { "row-seller" });
        }
        let is_locked = is_own || store.is_for_looking();
        if self.is_locked != is_locked {
            self.is_locked = is_locked;
            self.input.set_disabled(is_locked);
        }
        drop(pool);
        self.show_time(store);
        self.show_mark(store, slot);
        self.show_pick(store);
    }

    /// Says when the lot leaves, as seen from now.
    pub(super) fn show_time(&mut self, store: &PoolStore) {
        let pool = store.pool();
        let Some(lot) = self.slot.and_then(|slot| pool.row(slot)) else { return };
        let at = lot.timestamp_expire();
        if at.is_known() {
            self.texts.expires.write(&shown(Value::Relative { at, now: store.now() }));
        } else {
            self.texts.expires.write(said(Label::TimeNotTold));
        }
    }

    /// Shows whether the lot is picked.
    pub(super) fn show_pick(&mut self, store: &PoolStore) {
        let Some(slot) = self.slot else { return };
        let is_picked = store.pool().selection().contains(slot);
        if self.is_picked != is_picked {
            self.is_picked = is_picked;
            self.input.set_checked(is_picked);
            self.element.set_class_name(if is_picked { "lot-row picked" } else { "lot-row" });
        }
    }

    /// Whether it shows that its lot came or changed.
    pub(super) const fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    fn show_mark(&mut self, store: &PoolStore, slot: Slot) {
        let mark = store.mark(slot);
        if self.mark != mark {
            self.mark = mark;
            self.texts.mark.write(mark.map_or("", |mark| {
                said(match mark {
                    Mark::New => Label::MarkNew,
                    Mark::Changed => Label::MarkChanged,
                })
            }));
        }
    }

    /// Tells in full what the row has room to tell only in short, for whoever points at it.
    pub(super) fn explain(&self, store: &PoolStore) {
        let pool = store.pool();
        let Some(lot) = self.slot.and_then(|slot| pool.row(slot)) else { return };
        let at = lot.timestamp_expire();
        self.is_explained.set(true);
        if at.is_known() {
            set(&self.expires, "title", &shown(Value::Date(at)));
        }
        set(&self.seller, "title", &lot.seller().to_string());
        set(&self.note, "title", lot.note());
    }
}

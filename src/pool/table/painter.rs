//! Which row shows which lot: the ring of rows follows scrolling, answers, orders and picks.
//!
//! A row stands at a place of the order for as long as that place is near those in sight, and is then used for
//! another. A lot that the person looks at, or has the focus in, stays where it is when others come and go.

use std::ops::Range;

use engine::Slot;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use words::Label;

use crate::language::said;
use crate::pool::store::{News, PoolStore};
use crate::pool::table::LOTS_ID;
use crate::pool::table::head::Head;
use crate::pool::table::node::{LiveText, Maker, set};
use crate::pool::table::row::Row;
use crate::pool::table::window::Sight;

/// The height of a row in CSS pixels where no style says another.
const ROW_HEIGHT: usize = 56;

/// Everything of the table that is drawn.
pub(super) struct Painter {
    store: PoolStore,
    make: Maker,
    region: HtmlElement,
    ruler: HtmlElement,
    table: HtmlElement,
    caption: LiveText,
    head: Head,
    body: HtmlElement,
    /// Stands where the last row ends, so that all of them can be scrolled to.
    end: HtmlElement,
    /// The row of place `p` is the one at `p` modulo their number.
    ring: Vec<Row>,
    sight: Sight,
    /// How many rows pass, as last drawn.
    count: Option<usize>,
    /// The first lot in sight and its place, as last drawn.
    first: Option<(Slot, usize)>,
    /// Which row of the ring comes first in the document.
    turn: usize,
}

impl Painter {
    pub(super) fn new(store: PoolStore) -> Option<Self> {
        let make = Maker::new()?;
        let region = make.element("div", "pool-region")?;
        set(&region, "role", "region");
        let ruler = make.child(&region, "div", "row-ruler")?;
        set(&ruler, "aria-hidden", "true");
        let table = make.child(&region, "table", "lots-table")?;
        let caption = make.child(&table, "caption", "visually-hidden")?;
        let caption = make.text(&caption)?;
        let head = Head::new(&make)?;
        table.append_child(&head.element).ok()?;
        // The rows scroll below the head, not behind it.
        let body = make.child(&table, "tbody", "pool-scroller")?;
        body.set_id(LOTS_ID);
        for (name, value) in [("tabindex", "-1"), ("data-testid", "pool-table")] {
            set(&body, name, value);
        }
        let end = make.child(&body, "tr", "rows-end")?;
        set(&end, "aria-hidden", "true");
        make.child(&end, "td", "")?;
        let mut painter = Self {
            store,
            make,
            region,
            ruler,
            table,
            caption,
            head,
            body,
            end,
            ring: Vec::new(),
            sight: Sight { row: ROW_HEIGHT, ..Sight::default() },
            count: None,
            first: None,
            turn: 0,
        };
        painter.speak();
        painter.head.show(painter.store.pool().sort());
        Some(painter)
    }

    /// All of it, to be put into the document.
    pub(super) const fn region(&self) -> &HtmlElement {
        &self.region
    }

    /// What is scrolled, and hears of everything that happens to rows.
    pub(super) const fn scroller(&self) -> &HtmlElement {
        &self.body
    }

    /// The lot of the row in which that element stands.
    pub(super) fn slot_at(&self, inside: &Element) -> Option<Slot> {
        self.row_at(inside)?.slot
    }

    /// Tells in full what the row has room to tell only in short.
    pub(super) fn explain(&self, inside: &Element) {
        if let Some(row) = self.row_at(inside) {
            row.explain(&self.store);
        }
    }

    /// Says everything in the language in use.
    pub(super) fn speak(&mut self) {
        set(&self.region, "aria-label", said(Label::LotsInPool));
        set(&self.body, "aria-label", said(Label::LotsWaiting));
        self.caption.write(said(Label::LotsWaiting));
        self.head.speak();
        for row in &mut self.ring {
            row.slot = None;
        }
        self.paint();
    }

    /// Learns how much is in sight, and how high a row is.
    pub(super) fn measure(&mut self) {
        let row = pixels(self.ruler.client_height());
        let row = if row == 0 { ROW_HEIGHT } else { row };
        if row != self.sight.row {
            for row in &mut self.ring {
                row.place = None;
            }
            self.count = None;
        }
        self.sight = Sight { top: self.sight.top, height: pixels(self.body.client_height()), row };
        self.shrink();
        self.scroll();
    }

    /// Follows the person. Whoever goes through the rows by Tab finds the next one after this one, at once.
    pub(super) fn scroll(&mut self) {
        self.sight.top = pixels(self.body.scroll_top());
        self.paint_keeping_focus();
        if self.focused_slot().is_some() {
            self.tidy();
        }
    }

    /// Whoever reads row by row reads them in their order, once scrolling has ended.
    pub(super) fn tidy(&mut self) {
        let Some(first) = self.ring.iter().filter_map(|row| row.place).min() else { return };
        let turn = first % self.ring.len();
        if turn == self.turn {
            return;
        }
        self.turn = turn;
        let (later, sooner) = self.ring.split_at(turn);
        let rows: Vec<_> = sooner.iter().chain(later).filter(|row| row.place.is_some()).collect();
        // What has the focus would lose it on the way, so the others go around it, and only those that have to.
        let focused = self.focused_slot();
        let still = rows.iter().position(|row| focused.is_some() && row.slot == focused);
        let (before, after) = rows.split_at(still.unwrap_or(rows.len() / 2));
        for pair in after.windows(2) {
            let [one, next] = [pair[0], pair[1]].map(|row| -> &Node { row.element.as_ref() });
            if next.previous_sibling().as_ref() != Some(one) {
                // A row of the table can always be put into it.
                let _ = self.body.insert_before(next, one.next_sibling().as_ref());
            }
        }
        let mut next = after.first().map(|row| -> &Node { row.element.as_ref() });
        for row in before.iter().rev() {
            if row.element.next_sibling().as_ref() != next {
                // A row of the table can always be put into it.
                let _ = self.body.insert_before(&row.element, next);
            }
            next = Some(row.element.as_ref());
        }
    }

    /// Follows what changed.
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Lots => {
                self.stay_with_first();
                for row in &mut self.ring {
                    row.is_stale =
                        row.is_marked() || row.slot.is_some_and(|slot| self.store.mark(slot).is_some());
                }
                self.paint_keeping_focus();
            }
            News::View => {
                self.head.show(self.store.pool().sort());
                self.scroll_to(0);
                self.paint_keeping_focus();
            }
            News::Picks => {
                for row in &mut self.ring {
                    row.show_pick(&self.store);
                }
            }
            News::Clock => {
                for row in &mut self.ring {
                    row.show_time(&self.store);
                }
            }
            News::Owner => {
                for row in &mut self.ring {
                    row.is_stale = true;
                }
                self.paint();
            }
        }
    }

    /// The lot at the top of what is in sight stays there, whatever came or went above it.
    fn stay_with_first(&mut self) {
        let Some((slot, before)) = self.first.filter(|_| self.sight.top > 0) else { return };
        let after = self.store.pool().place_of(slot);
        if let Some(after) = after.filter(|after| *after != before) {
            // There must be room to scroll to.
            self.show_count();
            self.scroll_to(self.sight.top_after(before, after));
        }
    }

    fn scroll_to(&mut self, top: usize) {
        if self.sight.top != top {
            self.body.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
            self.sight.top = pixels(self.body.scroll_top());
        }
    }

    /// Draws, and gives the focus back to the row of the lot that had it.
    fn paint_keeping_focus(&mut self) {
        let focused = self.focused_slot();
        self.paint();
        let Some(slot) = focused else { return };
        if self.focused_slot() == Some(slot) {
            return;
        }
        // Nobody is to pick another lot than the one they looked at.
        let row = self.ring.iter().find(|row| row.slot == Some(slot));
        let target: &HtmlElement = row.map_or(&self.body, |row| row.input.unchecked_ref());
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Focus fails only on elements that cannot have it.
        let _ = target.focus_with_options(&options);
    }

    fn focused_slot(&self) -> Option<Slot> {
        let focused = self.body.owner_document()?.active_element()?;
        // Most of the time something else has it; that is found out without a look at each row.
        if focused.tag_name() != "INPUT" {
            return None;
        }
        self.slot_at(&focused)
    }

    fn row_at(&self, inside: &Element) -> Option<&Row> {
        let element = inside.closest("tr").ok()??;
        self.ring.iter().find(|row| *row.element == element)
    }

    fn show_count(&mut self) {
        let count = self.store.pool().shown();
        if self.count.replace(count) != Some(count) {
            set(&self.table, "aria-rowcount", &(count + 1).to_string());
            // What cannot be scrolled is no place to stop at.
            set(&self.body, "tabindex", if count == 0 { "-1" } else { "0" });
            // Setting a property of that name cannot fail.
            let transform = format!("translateY({}px)", count * self.sight.row);
            let _ = self.end.style().set_property("transform", &transform);
        }
    }

    fn paint(&mut self) {
        self.show_count();
        let count = self.count.unwrap_or_default();
        let window = self.sight.window(count);
        if self.grow(window.len()) {
            // All of them come into the document anew, in their order.
            self.turn = window.start % self.ring.len();
        }
        let slots: Vec<_> =
            self.store.pool().rows(window.start, window.len()).map(engine::Row::slot).collect();
        self.first = self
            .sight
            .first_in_sight(count)
            .and_then(|place| Some((*slots.get(place.checked_sub(window.start)?)?, place)));
        self.take_out_others(&window);
        let length = self.ring.len().max(1);
        for (place, slot) in window.zip(slots) {
            let Some(row) = self.ring.get_mut(place % length) else { return };
            if row.place != Some(place) {
                let was_out = row.place.is_none();
                row.stand_at(place, self.sight.row);
                if was_out {
                    // A row of the table can always be put into it.
                    let _ = self.body.append_child(&row.element);
                }
            }
            if row.slot != Some(slot) || row.is_stale {
                row.show(&self.store, slot);
            }
        }
    }

    /// Makes as many rows as are needed at once; says whether it did. When there are more, each has another place.
    fn grow(&mut self, length: usize) -> bool {
        if self.ring.len() >= length {
            return false;
        }
        for number in self.ring.len()..length {
            let Some(row) = Row::new(&self.make, number) else { return false };
            self.ring.push(row);
        }
        for row in &mut self.ring {
            row.place = None;
        }
        true
    }

    /// Gives up the rows that there is no room for any more. With more of them than are in the document at once,
    /// each step of scrolling would take one out and put another in, which costs more than all the rest of it.
    fn shrink(&mut self) {
        let room = self.sight.room();
        if self.ring.len() > room {
            for row in &mut self.ring {
                row.place = None;
            }
            for row in self.ring.drain(room..) {
                row.element.remove();
            }
        }
    }

    /// Takes out of the document what has no place in it.
    fn take_out_others(&mut self, window: &Range<usize>) {
        let length = self.ring.len().max(1);
        for (number, row) in self.ring.iter_mut().enumerate() {
            let is_used = window.clone().any(|place| place % length == number);
            if !is_used && row.place.take().is_some() {
                row.element.remove();
                row.slot = None;
            }
        }
    }
}

fn pixels(length: i32) -> usize {
    usize::try_from(length).unwrap_or(0)
}

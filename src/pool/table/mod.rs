//! The table of lots: a real table of which only the rows in sight are in the document, in a ring of rows that
//! are used again.
//!
//! It is drawn without the reactive graph, so that ten thousand lots cost what is seen of them, and before the app
//! is there. It listens with one listener for each kind of event, and says which column a person wants lots to be
//! ordered by; deciding that is not its business.

mod head;
mod node;
mod painter;
mod row;
mod window;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::pool::Column;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::browser::listener::Listener;
use crate::browser::resize::ResizeWatch;
use crate::browser::timer::Quiet;
use crate::pool::store::{Listening, PoolStore};
use crate::pool::table::painter::Painter;

/// The id of the scrolling region.
pub const LOTS_ID: &str = "lots";

/// Rows are put into their order when nobody has scrolled for so long.
const TIDY_AFTER: Duration = Duration::from_millis(800);

/// Is told which column a person wants lots to be ordered by.
type OnSort = Rc<RefCell<Option<Box<dyn Fn(Column)>>>>;

/// The table; gone with whoever holds it.
pub struct LotTable {
    painter: Rc<RefCell<Painter>>,
    element: HtmlElement,
    scroller: HtmlElement,
    on_sort: OnSort,
    _listening: Listening,
    _listeners: Vec<Listener>,
    _resize: Option<ResizeWatch>,
}

impl LotTable {
    /// A table of those lots, in no document yet. None where there is no document at all.
    #[must_use]
    pub fn new(store: &PoolStore) -> Option<Self> {
        let painter = Painter::new(store.clone())?;
        let (element, scroller) = (painter.region().clone(), painter.scroller().clone());
        let painter = Rc::new(RefCell::new(painter));
        let on_sort = OnSort::default();
        let listening = store.listen({
            let painter = Rc::clone(&painter);
            move |news| painter.borrow_mut().hear(news)
        });
        let listeners = listen(&element, &scroller, &painter, &on_sort, store);
        let resize = ResizeWatch::new(&scroller, {
            let painter = Rc::clone(&painter);
            move || painter.borrow_mut().measure()
        });
        Some(Self {
            painter,
            element,
            scroller,
            on_sort,
            _listening: listening,
            _listeners: listeners,
            _resize: resize,
        })
    }

    /// Puts the table in the place of another element's children, scrolled as it was.
    pub fn move_into(&self, place: &Element) {
        let top = self.scroller.scroll_top();
        place.replace_children_with_node_1(&self.element);
        self.scroller.set_scroll_top(top);
        self.painter.borrow_mut().measure();
    }

    /// The same, by the id of the other element. Says whether there is one.
    #[must_use]
    pub fn move_to(&self, id: &str) -> bool {
        let place = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
        place.is_some_and(|place| {
            self.move_into(&place);
            true
        })
    }

    /// Calls back when a person wants lots to be ordered by a column.
    pub fn on_sort(&self, callback: impl Fn(Column) + 'static) {
        *self.on_sort.borrow_mut() = Some(Box::new(callback));
    }

    /// Says everything in the language in use.
    pub fn speak(&self) {
        self.painter.borrow_mut().speak();
    }
}

fn listen(
    element: &HtmlElement,
    scroller: &HtmlElement,
    painter: &Rc<RefCell<Painter>>,
    on_sort: &OnSort,
    store: &PoolStore,
) -> Vec<Listener> {
    let scrolled = {
        let painter = Rc::clone(painter);
        Listener::new(scroller, "scroll", move |_| painter.borrow_mut().scroll())
    };
    let settled = {
        let painter = Rc::clone(painter);
        let rest = Quiet::after(TIDY_AFTER, move || painter.borrow_mut().tidy());
        Listener::new(scroller, "scrollend", move |_| rest.disturb())
    };
    let picked = {
        let (painter, store) = (Rc::clone(painter), store.clone());
        Listener::new(scroller, "change", move |event| {
            let Some(input) = target(&event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            else {
                return;
            };
            let slot = painter.borrow().slot_at(&input);
            if let Some(slot) = slot {
                store.pick(slot, input.checked());
                // What is not to be had is not picked.
                input.set_checked(store.pool().selection().contains(slot));
            }
        })
    };
    let clicked = {
        let on_sort = Rc::clone(on_sort);
        Listener::new(element, "click", move |event| {
            let column = target(&event).and_then(|target| head::wanted_column(&target));
            if let (Some(column), Some(callback)) = (column, &*on_sort.borrow()) {
                callback(column);
            }
        })
    };
    // No link stands in a row; nobody else has to look for one at each pick.
    let kept = Listener::new(scroller, "click", |event| event.stop_propagation());
    let pointed = {
        let painter = Rc::clone(painter);
        Listener::new(scroller, "pointerover", move |event| {
            if let Some(target) = target(&event) {
                painter.borrow().explain(&target);
            }
        })
    };
    vec![scrolled, settled, picked, clicked, kept, pointed]
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

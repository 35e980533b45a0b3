//! The head of the table: a name for each column, and a button where lots can be ordered by it.

use domain::pool::{Column, Direction};
use web_sys::{Element, HtmlElement};
use words::Label;

use crate::language::{said, told};
use crate::pool::table::node::{LiveText, Maker, set};

/// The columns with a button, in the order of the table, between the type and the seller.
const SORTED: [(Column, &str, Label); 5] = [
    (Column::Amount, "amount", Label::Energy),
    (Column::Power, "power", Label::Power),
    (Column::Value, "value", Label::Price),
    (Column::PricePerKwh, "price", Label::PerKwh),
    (Column::TimestampExpire, "expires", Label::Expires),
];

/// A number for which a unit takes the form that it has by itself.
const MANY: u64 = 100;

/// The attribute by which a click on a button is told from others.
const MARK: &str = "data-sort";

/// The head.
pub(super) struct Head {
    pub(super) element: HtmlElement,
    select: LiveText,
    energy_type: LiveText,
    seller: LiveText,
    sorts: Vec<Sort>,
}

struct Sort {
    column: Column,
    label: Label,
    cell: HtmlElement,
    name: LiveText,
    unit: LiveText,
    arrow: LiveText,
}

impl Head {
    /// A head without words.
    pub(super) fn new(make: &Maker) -> Option<Self> {
        let element = make.element("thead", "")?;
        let row = make.child(&element, "tr", "")?;
        set(&row, "aria-rowindex", "1");
        let cell = |class: &str| {
            let cell = make.child(&row, "th", class)?;
            set(&cell, "scope", "col");
            Some(cell)
        };
        let select_cell = cell("cell-select")?;
        let select = make.child(&select_cell, "span", "visually-hidden")?;
        select.set_id("pool-select");
        let type_cell = cell("cell-type")?;
        let energy_type = make.text(&type_cell)?;
        let mut sorts = Vec::new();
        for (column, token, label) in SORTED {
            let cell = cell(&format!("cell-{token} number"))?;
            let button = make.child(&cell, "button", "sort")?;
            set(&button, "type", "button");
            set(&button, MARK, token);
            set(&button, "data-testid", &format!("sort-{token}"));
            let name = make.text(&button)?;
            let unit = make.child(&button, "span", "unit")?;
            let unit = make.text(&unit)?;
            let arrow = make.child(&button, "span", "sort-arrow")?;
            set(&arrow, "aria-hidden", "true");
            let arrow = make.text(&arrow)?;
            sorts.push(Sort { column, label, cell, name, unit, arrow });
        }
        let seller_cell = cell("cell-seller")?;
        let seller = make.text(&seller_cell)?;
        Some(Self { element, select: make.text(&select)?, energy_type, seller, sorts })
    }

    /// Says everything in the language in use.
    pub(super) fn speak(&mut self) {
        self.select.write(said(Label::Select));
        self.energy_type.write(said(Label::Type));
        self.seller.write(said(Label::SellerAndNote));
        for sort in &mut self.sorts {
            sort.name.write(said(sort.label));
            if sort.column == Column::Value {
                sort.unit.write(&told(Label::CreditUnit.count(MANY)));
            }
        }
    }

    /// Shows the order in use.
    pub(super) fn show(&mut self, sort: Option<(Column, Direction)>) {
        for button in &mut self.sorts {
            let direction =
                sort.filter(|(column, _)| *column == button.column).map(|(_, direction)| direction);
            let (word, arrow) = match direction {
                None => ("none", "↕"),
                Some(Direction::Ascending) => ("ascending", "↑"),
                Some(Direction::Descending) => ("descending", "↓"),
            };
            set(&button.cell, "aria-sort", word);
            button.arrow.write(arrow);
        }
    }
}

/// The column that a click on that element wants lots to be ordered by.
pub(super) fn wanted_column(clicked: &Element) -> Option<Column> {
    let button = clicked.closest(&format!("[{MARK}]")).ok()??;
    let token = button.get_attribute(MARK)?;
    SORTED.iter().find(|(_, known, _)| *known == token).map(|(column, ..)| *column)
}

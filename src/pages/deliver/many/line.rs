//! One row of the table: what stands in it, and how it is with it.

use domain::delivery::Delivered;
use domain::delivery::Delivery;
use domain::form::Problems;
use domain::shipment::{COLUMNS, Item, ItemOutcome, Row};
use domain::status::{Reason, Status};
use leptos::prelude::*;
use words::{Label, Phrase, Value, shipment as telling};

use crate::components::EnergyBadge;
use crate::language::{say, show, tell};

/// One row.
#[derive(Clone, PartialEq)]
pub struct Line {
    row: usize,
    lot: Result<Delivery, [String; COLUMNS.len()]>,
    state: State,
}

/// How it is with it.
#[derive(Clone, PartialEq)]
enum State {
    Said(&'static str, Label),
    Problems(Problems),
    Refused(Status, Problems),
}

impl From<&Row> for Line {
    fn from(row: &Row) -> Self {
        let state = match &row.lot {
            Ok(_) => State::Said("ready", Label::RowReady),
            Err(problems) => State::Problems(problems.clone()),
        };
        let lot = row.lot.clone().map_err(|_| row.cells.clone());
        Self { row: row.number, lot, state }
    }
}

impl Line {
    /// A lot of a shipment; `is_sent` says that it is on its way unless it is known what became of it.
    pub fn of(item: &Item, is_sent: bool) -> Self {
        let state = match &item.outcome {
            None if is_sent => State::Said("sent", Label::OnItsWay),
            None => State::Said("open", Label::RowsNotSent),
            Some(ItemOutcome::Told(Delivered::InPool { .. })) => State::Said("waiting", Label::InPool),
            Some(ItemOutcome::Unknown) => State::Said("unknown", Label::RowsUnknown),
            Some(ItemOutcome::Told(Delivered::Refused { status, problems })) => {
                State::Refused(*status, problems.clone())
            }
        };
        let mut delivery = item.delivery.clone();
        if let Some(ItemOutcome::Told(Delivered::InPool { value, .. })) = &item.outcome {
            delivery.value = Some(*value);
        }
        Self { row: item.row, lot: Ok(delivery), state }
    }

    /// Its cells.
    pub fn view(self) -> impl IntoView {
        let Self { row, lot, state } = self;
        let token = state.token();
        view! {
            <tr data-testid="file-row" data-state=token>
                <th scope="row">{show(Value::Integer(row as u64))}</th>
                {match lot {
                    Ok(lot) => read(lot).into_any(),
                    Err(cells) => unread(cells).into_any(),
                }}
                <td class="outcome">{state.view()}</td>
            </tr>
        }
    }
}

fn read(lot: Delivery) -> impl IntoView {
    let Delivery { energy_type, power, amount, value, timestamp_expire, note } = lot;
    view! {
        <td><EnergyBadge energy_type /></td>
        <td class="number">{show(amount)}</td>
        <td class="number">{show(power)}</td>
        <td class="number">{value.map(show)}</td>
        <td>{show(Value::Date(timestamp_expire))}</td>
        <td class="cell-note" dir="auto">{note.as_str().to_owned()}</td>
    }
}

/// The cells as they are, for whoever looks for them in the file.
fn unread(cells: [String; COLUMNS.len()]) -> impl IntoView {
    let [energy_type, amount, power, value, end, note] = cells;
    view! {
        <td dir="auto">{energy_type}</td>
        <td class="number">{amount}</td>
        <td class="number">{power}</td>
        <td class="number">{value}</td>
        <td dir="auto">{end}</td>
        <td class="cell-note" dir="auto">{note}</td>
    }
}

impl State {
    const fn token(&self) -> &'static str {
        match self {
            Self::Said(token, _) => token,
            Self::Problems(_) => "bad",
            Self::Refused(..) => "refused",
        }
    }

    fn view(self) -> impl IntoView {
        match self {
            Self::Said(_, label) => say(label).into_any(),
            Self::Problems(problems) => told_each(&problems).into_any(),
            Self::Refused(status, problems) if problems.is_empty() => {
                say(Phrase::Headline(Reason::of_status(status))).into_any()
            }
            Self::Refused(_, problems) => {
                view! { {say(Label::RowsRefused)} {told_each(&problems)} }.into_any()
            }
        }
    }
}

fn told_each(problems: &Problems) -> impl IntoView {
    let lines =
        problems.iter().map(|(field, problem)| view! { <li>{tell(telling::of_cell(field, problem))}</li> });
    view! { <ul class="row-problems">{lines.collect_view()}</ul> }
}

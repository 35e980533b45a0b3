//! Two fields for the ends of a range of the query: what is typed, what it means, and what is wrong with it.
//!
//! An end that cannot be used is as open as an empty one. What is typed stays as it is, and is written anew
//! only where it no longer means what the query says, because somebody went back or took the part away.

use domain::credits::PricePerKwh;
use domain::energy::WattHours;
use domain::form::{Field, Problem};
use domain::number::{DecimalMark, write_thousandths};
use domain::pool::{Part, PoolQuery, Range};
use leptos::prelude::*;
use words::{Label, Sentence, problem};

use crate::language::{decimal_mark, say, told};
use crate::pool::QueryContext;

/// Which range of the query it is, and how its ends are read and written.
#[derive(Clone, Copy)]
pub struct Ends<T: 'static> {
    part: Part,
    legend: Label,
    parse: fn(&str, DecimalMark) -> Result<T, Problem>,
    thousandths: fn(T) -> u64,
    wrong: fn(Problem) -> Sentence,
    of: fn(&PoolQuery) -> Range<T>,
    put: fn(&mut PoolQuery, Range<T>),
}

/// The price per kWh.
pub const PRICE_PER_KWH: Ends<PricePerKwh> = Ends {
    part: Part::PricePerKwh,
    legend: Label::PerKwhInCredits,
    parse: PricePerKwh::parse,
    thousandths: |price| price.0,
    wrong: problem::of_price_per_kwh,
    of: |query| query.price_per_kwh,
    put: |query, range| query.price_per_kwh = range,
};

/// The energy of a lot.
pub const AMOUNT: Ends<WattHours> = Ends {
    part: Part::Amount,
    legend: Label::EnergyInKwh,
    parse: WattHours::parse_kwh,
    thousandths: WattHours::get,
    wrong: |wrong| problem::of(Field::Amount, wrong),
    of: |query| query.amount,
    put: |query, range| query.amount = range,
};

impl<T: Copy + PartialOrd> Ends<T> {
    /// What is typed for an end; nothing typed is no end.
    fn read(self, typed: &str) -> Result<Option<T>, Problem> {
        match (self.parse)(typed, decimal_mark()) {
            Err(Problem::Missing) => Ok(None),
            end => end.map(Some),
        }
    }

    fn write(self, end: Option<T>) -> String {
        end.map(|end| write_thousandths((self.thousandths)(end), decimal_mark())).unwrap_or_default()
    }
}

/// The two fields of a range.
#[component]
pub fn RangeField<T>(
    /// Which range.
    ends: Ends<T>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView
where
    T: Copy + PartialOrd + Send + Sync + 'static,
{
    let range = Memo::new(move |_| query.query.with(ends.of));
    let typed = {
        let Range { from, to } = range.get_untracked();
        [from, to].map(|end| RwSignal::new(untrack(|| ends.write(end))))
    };
    let wrong = [RwSignal::new(None::<Problem>), RwSignal::new(None)];
    let meant = move || {
        let [from, to] = typed.map(|typed| typed.with_untracked(|typed| untrack(|| ends.read(typed))));
        Range::between(from.unwrap_or_default(), to.unwrap_or_default())
    };
    Effect::new(move |_| {
        let Range { from, to } = range.get();
        if meant() != (Range { from, to }) {
            for (end, (typed, wrong)) in [from, to].into_iter().zip(typed.into_iter().zip(wrong)) {
                typed.set(untrack(|| ends.write(end)));
                wrong.set(None);
            }
        }
    });
    let name = ends.part.token();
    let problem_id = format!("filter-{name}-problem");
    let fields =
        [("from", Label::RangeFrom), ("to", Label::RangeTo)].into_iter().zip(typed).zip(wrong).map({
            let problem_id = problem_id.clone();
            move |(((end, label), typed), wrong)| {
                let id = format!("filter-{name}-{end}");
                view! {
                    <div class="field" class:has-problem=move || wrong.get().is_some()>
                        <label for=id.clone()>{say(label)}</label>
                        <input
                            id=id.clone()
                            type="text"
                            data-testid=id
                            inputmode="decimal"
                            autocomplete="off"
                            aria-describedby=problem_id.clone()
                            aria-invalid=move || wrong.get().is_some().to_string()
                            prop:value=move || typed.get()
                            on:input:target=move |event| {
                                let text = event.target().value();
                                if untrack(|| ends.read(&text)).is_ok() {
                                    wrong.set(None);
                                }
                                typed.set(text);
                                let range = meant();
                                query.type_into(ends.part, move |query| (ends.put)(query, range));
                            }
                            on:change=move |_| {
                                wrong.set(typed.with_untracked(|typed| untrack(|| ends.read(typed)).err()));
                                query.end_typing();
                            }
                        />
                    </div>
                }
            }
        });
    let text = move || wrong.iter().find_map(|wrong| wrong.get()).map(|problem| told((ends.wrong)(problem)));
    view! {
        <fieldset class="field">
            <legend>{say(ends.legend)}</legend>
            <div class="range">{fields.collect_view()}</div>
            <p class="field-problem live" id=problem_id role="status">{text}</p>
        </fieldset>
    }
}

//! A balance over time, in steps: it jumps with every sale and purchase, and nothing lies in between.

use domain::chart::{BalanceCourse, Grain, Place, TimeAxis};
use domain::credits::Credits;
use domain::timestamp::Timestamp;
use words::{Label, Value};

use crate::browser::clock;
use crate::components::chart::drawable::{Drawable, Title};
use crate::components::chart::path::{self, Point};
use crate::components::chart::picture::{Line, Picture, Reads};
use crate::components::chart::twin::Figures;
use crate::language::{said, shown, told};

/// At so many moments the balance can be read off.
const READS: usize = 101;

/// A balance over time, and until when that is known.
#[derive(Clone, Debug, Default)]
pub struct DrawnBalance {
    /// The balance.
    pub course: BalanceCourse,
    /// Until when it is known.
    pub until: Timestamp,
}

impl Drawable for DrawnBalance {
    fn title(&self) -> Title {
        Title {
            title: Label::BalanceOverTime,
            means: Label::BalanceMeans,
            unit_up: Label::UnitCredits,
            unit_along: Label::Moment,
            test_id: "balance-chart",
        }
    }

    fn summary(&self) -> String {
        summary(&self.course)
    }

    fn reads(&self) -> Option<Reads> {
        let changes = !self.course.steps().is_empty();
        changes.then_some(Reads { count: READS, first: Place::START, last: Place::END, usual: READS - 1 })
    }

    fn read(&self, place: usize) -> String {
        let Some(time) = time_axis(&self.course, self.until) else { return String::new() };
        let moment = time.moment(place, READS - 1);
        format!("{} · {}", shown(Value::Date(moment)), shown(self.course.at(moment)))
    }

    fn picture(&self) -> Option<Picture> {
        time_axis(&self.course, self.until).map(|time| picture(&self.course, time))
    }

    fn figures(&self) -> Figures {
        figures(&self.course)
    }
}

fn summary(course: &BalanceCourse) -> String {
    let (Some(first), Some(last)) = (course.steps().first(), course.steps().last()) else {
        return told(Label::BalanceUnchanged);
    };
    let (low, high) = course.ends();
    told(
        Label::BalanceSummary
            .with("date", Value::Date(first.at))
            .with("first", course.opening())
            .with("last", last.balance)
            .with("low", low)
            .with("high", high),
    )
}

/// From a little before the first step until now; nothing where the balance never changed.
fn time_axis(course: &BalanceCourse, until: Timestamp) -> Option<TimeAxis> {
    let (first, last) = (course.steps().first()?.at, course.steps().last()?.at);
    let until = until.max(last);
    let from = first.before(first.until(until) / 20);
    Some(TimeAxis::of(from, until, clock::day_of(until), 3))
}

fn picture(course: &BalanceCourse, time: TimeAxis) -> Picture {
    let axis = course.axis();
    let mut picture = Picture::on(axis, |tick| shown(Value::Integer(tick)));
    let up = |balance: Credits| axis.place(balance.0);
    let points: Vec<Point> = course
        .steps()
        .iter()
        .flat_map(|step| {
            // Where a step stands for several, the line goes through the extremes of all.
            let mut heights = vec![up(step.low), up(step.high), up(step.balance)];
            heights.dedup();
            heights.into_iter().map(move |height| (time.place(step.at), height))
        })
        .collect();
    let way = path::steps((Place::START, up(course.opening())), &points);
    picture.lines.push(Line { class: "line line-balance".to_owned(), way });
    let write = |tick: Timestamp| match time.grain() {
        Grain::Hour => shown(Value::Hour(tick)),
        // Where clocks were changed meanwhile, a midnight of today was an hour earlier.
        Grain::Day => shown(Value::Day(Timestamp(tick.0.saturating_add(7_200_000)))),
    };
    picture.along = time.ticks().map(|tick| (time.place(tick), write(tick))).collect();
    picture
}

fn figures(course: &BalanceCourse) -> Figures {
    let is_grouped = course.is_grouped();
    let columns = [Label::Moment, Label::Balance, Label::Lowest, Label::Highest];
    let shown_columns = if is_grouped { 4 } else { 2 };
    let row = |name: String, [balance, low, high]: [Credits; 3]| {
        let mut row = vec![Some(shown(balance))];
        if is_grouped {
            row.extend([Some(shown(low)), Some(shown(high))]);
        }
        (name, row)
    };
    let opening = row(said(Label::BalanceBefore).to_owned(), [course.opening(); 3]);
    let steps = course.steps().iter();
    let steps = steps.map(|step| row(shown(Value::Date(step.at)), [step.balance, step.low, step.high]));
    Figures {
        head: columns.into_iter().take(shown_columns).map(|label| said(label).to_owned()).collect(),
        rows: std::iter::once(opening).chain(steps).collect(),
    }
}

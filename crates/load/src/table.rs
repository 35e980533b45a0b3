//! The tables, in Markdown, a row as soon as it is known.

use std::time::Duration;

use crate::exchange::Memory;
use crate::figures::Figures;
use crate::growth::Read;
use crate::scenario::Scenario;

const MB: f64 = 1_000_000.0;

/// Begins the table of rates.
pub(crate) fn rates_head() {
    println!(
        "| | connections | a second | × today's | median ms | p99 ms | CPU µs | errors | memory MB | at most |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
}

/// A row of it.
pub(crate) fn rate(scenario: Scenario, connections: usize, figures: &Figures, memory: &Memory) {
    let (title, today) = scenario.title();
    // Today's figures are those at 16 connections.
    let ratio = today.filter(|_| connections == 16).map(|today| format!("{:.1}", figures.rate() / today));
    println!(
        "| {title} | {connections} | {} | {} | {:.2} | {:.2} | {:.1} | {} | {:.0} | {:.0} |",
        grouped(figures.rate()),
        ratio.unwrap_or_default(),
        figures.within(0.5),
        figures.within(0.99),
        figures.cpu(),
        figures.errors,
        memory.now as f64 / MB,
        memory.most as f64 / MB,
    );
}

/// Begins the table of growth.
pub(crate) fn growth_head() {
    println!();
    println!(
        "| lots | heartbeats | unchanged | one changed | purchases | errors | delivered in s | whole pool MB | \
         first byte ms | all of it ms | memory before MB | meanwhile | after |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
}

/// A row of it.
pub(crate) fn growth(lots: usize, filled: Duration, rates: &[(f64, u64)], read: &Read) {
    let each: Vec<_> = rates.iter().map(|(rate, _)| grouped(*rate)).collect();
    let errors: u64 = rates.iter().map(|(_, errors)| errors).sum();
    println!(
        "| {} | {} | {errors} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} | {:.0} | {:.0} |",
        grouped(lots as f64),
        each.join(" | "),
        filled.as_secs_f64(),
        read.bytes as f64 / MB,
        read.first.as_secs_f64() * 1000.0,
        read.whole.as_secs_f64() * 1000.0,
        read.before as f64 / MB,
        read.meanwhile as f64 / MB,
        read.after as f64 / MB,
    );
}

/// A number with a comma after each thousand.
fn grouped(number: f64) -> String {
    if number < 100.0 {
        return format!("{number:.1}");
    }
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_kept_apart() {
        for (number, text) in
            [(0.0, "0.0"), (99.94, "99.9"), (100.4, "100"), (18_300.0, "18,300"), (1e6, "1,000,000")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}

//! The best times side by side: how one side grows from size to size, and how often it fits into the other.
//!
//! The best, because whatever else runs on a machine only ever adds to a time.

use std::time::Duration;

/// What was measured.
#[derive(Default)]
pub struct Table {
    best: Vec<(&'static str, usize, &'static str, Duration)>,
}

impl Table {
    /// Takes in the times of one operation.
    pub fn note(&mut self, operation: &'static str, size: usize, side: &'static str, times: &[Duration]) {
        if let Some(best) = times.iter().min() {
            self.best.push((operation, size, side, *best));
        }
    }

    /// Prints a line for each operation, as Markdown.
    pub fn print(&self, sizes: &[usize], engine: &str, list: &str) {
        let mut operations: Vec<&str> = Vec::new();
        for (operation, ..) in &self.best {
            if !operations.contains(operation) {
                operations.push(operation);
            }
        }
        println!(
            "\nBest times in ms; × how many times the list takes as long; ↗ how many times the engine takes as long for \
             ten times the lots, up to that size.\n"
        );
        let heads: Vec<_> = sizes.iter().map(|size| format!(" {size} | × | ↗ |")).collect();
        println!("| |{}", heads.concat());
        println!("|---|{}", "--:|--:|--:|".repeat(sizes.len()));
        for operation in operations {
            let best = |size, side| {
                let is_it = |line: &&(&str, usize, &str, Duration)| {
                    (line.0, line.1, line.2) == (operation, size, side)
                };
                self.best.iter().find(is_it).map(|line| line.3.as_secs_f64() * 1e3)
            };
            let cell = |number: Option<f64>| number.map_or_else(|| "-".to_owned(), rounded);
            let cells = sizes.iter().enumerate().map(|(place, size)| {
                let (mine, other) = (best(*size, engine), best(*size, list));
                let times = mine.zip(other).map(|(mine, other)| other / mine);
                let smaller = place.checked_sub(1).map(|before| sizes[before]);
                let growth = smaller.and_then(|smaller| {
                    let tenfolds = (*size as f64 / smaller as f64).log10();
                    Some((mine? / best(smaller, engine)?).powf(tenfolds.recip()))
                });
                format!(" {} | {} | {} |", cell(mine), cell(times), cell(growth))
            });
            println!("| {operation} |{}", cells.collect::<String>());
        }
    }
}

/// Three digits that say something.
fn rounded(number: f64) -> String {
    match number {
        100.0.. => format!("{number:.0}"),
        10.0.. => format!("{number:.1}"),
        1.0.. => format!("{number:.2}"),
        0.01.. => format!("{number:.3}"),
        _ => format!("{number:.5}"),
    }
}

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
            "\nBest times in ms; × how many times the list takes as long; ^ the power of the size by which the engine grew.\n"
        );
        let heads: Vec<_> = sizes.iter().map(|size| format!(" {size} | × |")).collect();
        println!("| |{} ^ |", heads.concat());
        println!("|---|{}--:|", "--:|--:|".repeat(sizes.len()));
        for operation in operations {
            let best = |size, side| {
                let is_it = |line: &&(&str, usize, &str, Duration)| {
                    (line.0, line.1, line.2) == (operation, size, side)
                };
                self.best.iter().find(is_it).map(|line| line.3.as_secs_f64() * 1e3)
            };
            let cell = |number: Option<f64>| number.map_or_else(|| "-".to_owned(), rounded);
            let cells = sizes.iter().map(|size| {
                let (mine, other) = (best(*size, engine), best(*size, list));
                let times = mine.zip(other).map(|(mine, other)| other / mine);
                format!(" {} | {} |", cell(mine), cell(times))
            });
            let cells: Vec<_> = cells.collect();
            let growth =
                sizes.iter().rev().take(2).map(|size| best(*size, engine)).collect::<Option<Vec<_>>>();
            let growth = growth.as_deref().and_then(|bests| match (bests, sizes) {
                ([last, before], [.., small, large]) => {
                    Some((last / before).ln() / (*large as f64 / *small as f64).ln())
                }
                _ => None,
            });
            println!(
                "| {operation} |{} {} |",
                cells.concat(),
                growth.map_or_else(|| "-".to_owned(), |power| format!("{power:.2}"))
            );
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

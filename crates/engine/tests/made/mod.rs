//! Pools made up for measuring, the same every time: as many lots as are wanted, of three hundred sellers.

use std::fmt::Write;

const NOTES: [&str; 12] = [
    "",
    "Roof south",
    "Roof north",
    "Hall 4",
    "Barn \\\"B\\\"",
    "Dach Süd",
    "Night surplus",
    "Old mill",
    "Turbine 2",
    "Test lot",
    "Weekend",
    "Shared battery",
];
const TYPES: [&str; 3] = ["solar", "water", "wind"];
const DAY: u64 = 86_400_000;
const NOW: u64 = 1_790_000_000_000;

/// Numbers that look as if they were drawn.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn digits(&mut self, digits: usize) -> String {
        let mut text = String::new();
        while text.len() < digits {
            let _ = write!(text, "{:016x}", self.next());
        }
        text.truncate(digits);
        text
    }
}

/// Rows of a pool as the exchange writes them.
pub struct Made {
    numbers: Numbers,
    sellers: Vec<String>,
    pub rows: Vec<String>,
}

impl Made {
    pub fn new(lots: usize) -> Self {
        let mut numbers = Numbers(42);
        let sellers = (0..300).map(|_| numbers.digits(40)).collect();
        let mut made = Self { numbers, sellers, rows: Vec::new() };
        for height in (0..lots as u64).rev() {
            let hash = made.numbers.digits(64);
            let row = made.row(&hash, height);
            made.rows.push(row);
        }
        made
    }

    fn row(&mut self, hash: &str, height: u64) -> String {
        let numbers = &mut self.numbers;
        format!(
            "{{\"txHash\":\"{hash}\",\"status\":\"waiting\",\"blockHeight\":{height},\"timestampSell\":{},\"timestampBuy\":null,\
             \"timestampExpire\":{},\"power\":{},\"value\":{},\"amount\":{},\"type\":\"{}\",\"to\":\"{}\",\"from\":null,\"inputData\":\"{}\"}}",
            NOW + height * 700,
            NOW + 30 * DAY + numbers.below(59 * 1_440) * 60_000,
            10 * (10 + numbers.below(5_000)),
            20_000 + numbers.below(100_000),
            10 * (10 + numbers.below(9_980)),
            TYPES[numbers.below(3) as usize],
            self.sellers[numbers.below(300) as usize],
            NOTES[numbers.below(12) as usize],
        )
    }

    /// The whole pool.
    pub fn full(&self, version: &str) -> Vec<u8> {
        let (total, rows) = (self.rows.len(), self.rows.join(","));
        format!(r#"{{"status":731,"msg":"","version":"{version}","total":{total},"tx":[{rows}]}}"#)
            .into_bytes()
    }

    /// Changes one lot in a hundred where it stands, and lets one in a thousand leave for another; says so.
    pub fn change(&mut self, version: &str) -> Vec<u8> {
        self.change_one_in(100, version)
    }

    /// Changes one lot in so many where it stands, and lets a tenth as many leave for others; says so.
    pub fn change_one_in(&mut self, many: usize, version: &str) -> Vec<u8> {
        let (mut changed, mut removed) = (Vec::new(), Vec::new());
        let total = self.rows.len();
        for place in (0..total).step_by(many) {
            let hash = self.hash(place);
            let row = self.row(&hash, (total - 1 - place) as u64);
            self.rows[place].clone_from(&row);
            changed.push(row);
        }
        for place in (many / 2..total).step_by(10 * many) {
            removed.push(format!("\"{}\"", self.hash(place)));
            let hash = self.numbers.digits(64);
            let row = self.row(&hash, (total - 1 - place) as u64);
            self.rows[place].clone_from(&row);
            changed.push(row);
        }
        let (changed, removed) = (changed.join(","), removed.join(","));
        format!(
            r#"{{"status":731,"msg":"","version":"{version}","total":{total},"changed":[{changed}],"removed":[{removed}]}}"#
        )
        .into_bytes()
    }

    fn hash(&self, place: usize) -> String {
        self.rows[place].chars().skip(11).take(64).collect()
    }
}

//! Tables as text by RFC 4180: read whatever the separator and the ends of lines are, written so that a spreadsheet
//! takes no cell for a formula.
//!
//! It knows no columns and puts no limit on anything: whoever reads takes record after record and stops when it is
//! enough.

/// What a spreadsheet begins a text in UTF-8 with.
pub const BYTE_ORDER_MARK: char = '\u{feff}';
/// What a formula may begin with, for one spreadsheet or another.
const FORMULA_MARKS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What keeps a cell from being a formula.
const GUARD: char = '\'';

/// What stands between the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, where a comma stands before decimals.
    Semicolon,
    /// A tab, as it comes from the clipboard.
    Tab,
}

impl Separator {
    /// Every separator.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

/// A cell begins with a quotation mark that nothing closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quotation mark is not closed")]
pub struct UnclosedQuote;

/// The records of a text, one after the other. A blank line is a record of one empty cell.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    rest: &'a str,
    separator: Separator,
}

impl<'a> Records<'a> {
    /// The records of a text whose cells are parted so.
    #[must_use]
    pub fn of(text: &'a str, separator: Separator) -> Self {
        Self { rest: text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text), separator }
    }

    /// Takes one cell, and says whether it is the last one of its record.
    fn cell(&mut self) -> Result<(String, bool), UnclosedQuote> {
        let mut cell = String::new();
        if let Some(mut rest) = self.rest.strip_prefix('"') {
            loop {
                let (part, after) = rest.split_once('"').ok_or(UnclosedQuote)?;
                cell.push_str(part);
                let Some(more) = after.strip_prefix('"') else {
                    self.rest = after;
                    break;
                };
                cell.push('"');
                rest = more;
            }
        }
        let separator = self.separator.character();
        let end = self.rest.find([separator, '\r', '\n']).unwrap_or(self.rest.len());
        let (part, after) = self.rest.split_at(end);
        cell.push_str(part);
        let next = after.strip_prefix(separator);
        let line = || ["\r\n", "\r", "\n"].iter().find_map(|end| after.strip_prefix(end));
        self.rest = next.or_else(line).unwrap_or_default();
        Ok((cell, next.is_none()))
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Vec<String>, UnclosedQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            match self.cell() {
                Ok((cell, is_last)) => {
                    cells.push(cell);
                    if is_last {
                        return Some(Ok(cells));
                    }
                }
                Err(unclosed) => {
                    self.rest = "";
                    return Some(Err(unclosed));
                }
            }
        }
    }
}

/// A table as text: with commas, lines that end in CR LF, and the mark by which spreadsheets know UTF-8.
#[derive(Clone, Debug)]
pub struct Table(String);

impl Table {
    /// A table with that first record.
    #[must_use]
    pub fn headed(names: &[&str]) -> Self {
        let mut table = Self(BYTE_ORDER_MARK.into());
        table.push(names);
        table
    }

    /// Adds a record.
    pub fn push(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            let guard = if is_guarded(cell) { GUARD.to_string() } else { String::new() };
            if cell.contains([',', ';', '\t', '"', '\r', '\n']) || cell.trim() != *cell {
                self.0.extend(["\"", &guard, &cell.replace('"', "\"\""), "\""]);
            } else {
                self.0.extend([&guard, *cell]);
            }
        }
        self.0.push_str("\r\n");
    }

    /// The text.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}

/// A cell as it was before it was kept from being a formula.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| is_guarded(rest)).unwrap_or(cell)
}

/// Whether a cell needs a guard: it begins like a formula, or like one that has a guard already.
fn is_guarded(cell: &str) -> bool {
    cell.trim_start_matches(GUARD).starts_with(FORMULA_MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, separator: Separator) -> Vec<Vec<String>> {
        Records::of(text, separator).collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn lines_may_end_in_any_way_and_the_last_one_need_not() {
        for text in ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "\u{feff}a,b\nc,d\n"] {
            assert_eq!(read(text, Separator::Comma), [["a", "b"], ["c", "d"]], "{text:?}");
        }
    }

    #[test]
    fn quotation_marks_hold_separators_line_ends_and_themselves() {
        let text = "\"a;b\";\"c\r\nd\";\"say \"\"hi\"\"\";;\"\"\r\nplain \"here\";\"x\"y";
        let records = read(text, Separator::Semicolon);
        assert_eq!(records[0], ["a;b", "c\r\nd", "say \"hi\"", "", ""]);
        assert_eq!(records[1], ["plain \"here\"", "xy"]);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_the_end_of_it() {
        let mut records = Records::of("a,b\n\"c,d\ne", Separator::Comma);
        assert!(records.next().unwrap().is_ok());
        assert_eq!(records.next(), Some(Err(UnclosedQuote)));
        assert_eq!(records.next(), None);
    }

    #[test]
    fn an_empty_text_has_no_record_and_a_blank_line_has_one() {
        assert_eq!(read("", Separator::Tab).len(), 0);
        assert_eq!(read("\n", Separator::Tab), [[""]]);
        assert_eq!(read("a\t", Separator::Tab), [["a", ""]]);
    }

    #[test]
    fn no_cell_is_written_as_a_formula_and_each_reads_back() {
        for formula in ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''-1"] {
            let mut table = Table::headed(&["note"]);
            table.push(&[formula]);
            let text = table.into_text();
            let records = read(&text, Separator::Comma);
            assert_eq!(records[1][0], format!("'{formula}"));
            assert_eq!(unguarded(&records[1][0]), formula);
        }
        for text in ["'", "'a", "a=1", "", "''"] {
            assert_eq!(unguarded(text), text);
        }
    }
}

//! Rust source as words, texts and punctuation, each with its line; comments are left out.
//!
//! Just enough to tell an import from a text that looks like one. It knows no grammar.

/// A piece of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or keyword; a lifetime counts as punctuation.
    Word(String),
    /// What is between the quotes, escapes as written.
    Text(String),
    /// `::`
    Path,
    /// Any other sign.
    Sign(char),
}

/// Reads a source. The number is the line, counted from 1.
pub(crate) fn tokens(source: &str) -> Vec<(usize, Token)> {
    let signs: Vec<char> = source.chars().collect();
    let mut reader = Reader { signs: &signs, at: 0, line: 1 };
    let mut found = Vec::new();
    while let Some(sign) = reader.peek(0) {
        let line = reader.line;
        if let Some(token) = reader.token(sign) {
            found.push((line, token));
        }
    }
    found
}

struct Reader<'a> {
    signs: &'a [char],
    at: usize,
    line: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.signs.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        let end = (self.at + count).min(self.signs.len());
        self.line += self.signs[self.at..end].iter().filter(|sign| **sign == '\n').count();
        self.at = end;
    }

    fn token(&mut self, sign: char) -> Option<Token> {
        let next = self.peek(1);
        if sign == '/' && next == Some('/') {
            while self.peek(0).is_some_and(|sign| sign != '\n') {
                self.skip(1);
            }
            None
        } else if sign == '/' && next == Some('*') {
            self.block_comment();
            None
        } else if sign == ':' && next == Some(':') {
            self.skip(2);
            Some(Token::Path)
        } else if sign == '"' {
            self.skip(1);
            Some(Token::Text(self.text(0)))
        } else if sign == '\'' {
            self.character();
            None
        } else if is_word(sign) {
            Some(self.word())
        } else {
            self.skip(1);
            (!sign.is_whitespace()).then_some(Token::Sign(sign))
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(sign) = self.peek(0) {
            match (sign, self.peek(1)) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                (_, Some(_) | None) => {
                    self.skip(1);
                    continue;
                }
            }
            self.skip(2);
            if depth == 0 {
                break;
            }
        }
    }

    /// A name, or a raw text whose `r` looks like one.
    fn word(&mut self) -> Token {
        let mut word = String::new();
        while let Some(sign) = self.peek(0).filter(|sign| is_word(*sign)) {
            word.push(sign);
            self.skip(1);
        }
        let hashes = (0..).take_while(|ahead| self.peek(*ahead) == Some('#')).count();
        let is_raw = matches!(word.as_str(), "r" | "br" | "cr") && self.peek(hashes) == Some('"');
        if is_raw {
            self.skip(hashes + 1);
            Token::Text(self.text(hashes + 1))
        } else {
            Token::Word(word)
        }
    }

    /// Up to the closing quote. A raw text has 1 more than its number of hashes, any other has 0.
    fn text(&mut self, raw: usize) -> String {
        let mut text = String::new();
        while let Some(sign) = self.peek(0) {
            let closes = (1..raw).all(|ahead| self.peek(ahead) == Some('#'));
            if sign == '"' && closes {
                self.skip(raw.max(1));
                break;
            }
            let length = if sign == '\\' && raw == 0 { 2 } else { 1 };
            text.extend((0..length).filter_map(|ahead| self.peek(ahead)));
            self.skip(length);
        }
        text
    }

    /// A character, or only the quote of a lifetime.
    fn character(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => {
                // The closing quote is the first one after the escaped sign.
                (3..).take_while(|ahead| self.peek(*ahead).is_some_and(|sign| sign != '\'')).count() + 4
            }
            (Some(_), Some('\'')) => 3,
            (Some(_) | None, Some(_) | None) => 1,
        };
        self.skip(length);
    }
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

//! Which modules of its own package a source uses, however it writes that: in a `use` with braces, in
//! the middle of an expression, from the root or from where it stands.

use crate::token::Token;

/// A path from the root of the package, and its line.
pub(crate) type PathUse = (usize, Vec<String>);

/// Every path to a module or item of the same package.
///
/// `module` is where the source stands. A path that begins with a name of another package is left out.
pub(crate) fn path_uses(tokens: &[(usize, Token)], module: &[String]) -> Vec<PathUse> {
    let mut found = Vec::new();
    // The modules that are opened inside this source, with the depth of braces that they began at.
    let mut inner: Vec<(usize, String)> = Vec::new();
    let mut depth = 0;
    for (at, (_, token)) in tokens.iter().enumerate() {
        match token {
            Token::Sign('{') => {
                depth += 1;
                if let [.., (_, Token::Word(keyword)), (_, Token::Word(name))] = &tokens[..at]
                    && keyword == "mod"
                {
                    inner.push((depth, name.clone()));
                }
            }
            Token::Sign('}') => {
                inner.retain(|(began, _)| *began < depth);
                depth = depth.saturating_sub(1);
            }
            Token::Word(word) if at == 0 || tokens[at - 1].1 != Token::Path => {
                let here = || module.iter().chain(inner.iter().map(|(_, name)| name)).cloned().collect();
                let start: Option<Vec<String>> = match word.as_str() {
                    "crate" | "wattpool" => Some(Vec::new()),
                    "self" => Some(here()),
                    "super" => Some(parent(here())),
                    _ => None,
                };
                if let Some(start) = start.filter(|_| is_path(tokens, at + 1)) {
                    follow(tokens, at + 2, start, &mut found);
                }
            }
            Token::Word(_) | Token::Text(_) | Token::Path | Token::Sign(_) => {}
        }
    }
    found
}

/// Follows one path from a token on; returns the first token that is no part of it.
fn follow(
    tokens: &[(usize, Token)],
    mut at: usize,
    mut path: Vec<String>,
    found: &mut Vec<PathUse>,
) -> usize {
    let line = tokens.get(at).map_or(0, |(line, _)| *line);
    loop {
        match tokens.get(at).map(|(_, token)| token) {
            Some(Token::Word(word)) => {
                match word.as_str() {
                    "super" => path = parent(path),
                    "self" => {}
                    name => path.push(name.to_owned()),
                }
                at += 1;
            }
            Some(Token::Sign('*')) => {
                path.push("*".to_owned());
                at += 1;
            }
            Some(Token::Sign('{')) => return branches(tokens, at + 1, &path, found),
            Some(Token::Text(_) | Token::Path | Token::Sign(_)) | None => return at,
        }
        if is_path(tokens, at) {
            at += 1;
        } else {
            found.push((line, path));
            return at;
        }
    }
}

/// Follows every path between two braces; returns the first token after them.
fn branches(tokens: &[(usize, Token)], mut at: usize, path: &[String], found: &mut Vec<PathUse>) -> usize {
    while let Some((_, token)) = tokens.get(at) {
        at = match token {
            Token::Sign('}') => return at + 1,
            Token::Word(word) if word == "as" => at + 2,
            Token::Word(_) | Token::Sign('*') => follow(tokens, at, path.to_vec(), found),
            Token::Text(_) | Token::Path | Token::Sign(_) => at + 1,
        };
    }
    at
}

fn is_path(tokens: &[(usize, Token)], at: usize) -> bool {
    tokens.get(at).is_some_and(|(_, token)| *token == Token::Path)
}

fn parent(mut path: Vec<String>) -> Vec<String> {
    path.pop();
    path
}

//! What the packages of the ground floor may depend on, read from their manifests line by line.
//!
//! Dependencies for tests only are left out: they reach nobody.

use crate::Breach;

/// The packages that are limited, and what each may depend on.
const ALLOWED: [(&str, &[&str]); 3] = [
    ("crates/domain/Cargo.toml", &["thiserror"]),
    ("crates/engine/Cargo.toml", &["domain"]),
    ("crates/protocol/Cargo.toml", &["domain", "serde", "utoipa"]),
];
/// What only the exchange is compiled with: the feature of the protocol that describes the wire.
const DESCRIBING: &str = "\"schema\"";
/// The front end's package.
const ROOT_PACKAGE: &str = "wattpool";

/// Every dependency that the package in that file may not have.
pub(crate) fn breaches(file: &str, text: &str) -> Vec<Breach> {
    let allowed = ALLOWED.iter().find(|(manifest, _)| *manifest == file).map(|(_, allowed)| *allowed);
    let mut found = Vec::new();
    if file == "Cargo.toml" {
        let turned_on = text.lines().zip(1..).filter(|(line, _)| line.contains(DESCRIBING));
        found.extend(turned_on.map(|(_, line)| Breach {
            file: file.to_owned(),
            line,
            rule: format!("the app is compiled without the feature {DESCRIBING} of the protocol"),
        }));
    }
    for (line, name) in dependencies(text) {
        let rule = match allowed {
            Some(allowed) if !allowed.contains(&name) => {
                format!("this package depends on nothing but {}, not on {name}", allowed.join(", "))
            }
            None if name == ROOT_PACKAGE => "no crate depends on the root package".to_owned(),
            Some(_) | None => continue,
        };
        found.push(Breach { file: file.to_owned(), line, rule });
    }
    found
}

/// The names of the dependencies with their lines, for building as well as for running.
fn dependencies(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(table) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
            let name = named_table(table);
            found.extend(name.map(|name| (index + 1, name)));
            is_inside = name.is_none() && is_dependencies(table.rsplit('.').next().unwrap_or(table));
        } else if is_inside && !line.is_empty() && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or(line);
            found.push((index + 1, name));
        }
    }
    found
}

/// The dependency of a table that is about one, like `dependencies.serde`.
fn named_table(table: &str) -> Option<&str> {
    let (before, name) = table.rsplit_once('.')?;
    is_dependencies(before.rsplit('.').next().unwrap_or(before)).then_some(name)
}

fn is_dependencies(table: &str) -> bool {
    matches!(table, "dependencies" | "build-dependencies")
}

//! What we depend on, by the manifests, and what `docs/DEPENDENCIES.md` says of it.
//!
//! Manifests are read line by line. A package of our own is known by its `path`.

/// How the head of a table begins whose first column names dependencies.
const HEADS: [&str; 2] = ["| crate |", "| package |"];

/// A dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// Its name.
    pub(crate) name: String,
    /// The version that is asked for, where one is named.
    pub(crate) version: Option<String>,
    /// Whether it is one of our own packages.
    is_own: bool,
}

/// What a manifest of cargo depends on, for running, building and testing.
pub(crate) fn of_manifest(text: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for line in text.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let (before, last) = table.rsplit_once('.').unwrap_or(("", table));
            is_inside = last.ends_with("dependencies");
            if before.ends_with("dependencies") {
                found.push(Dependency { name: last.to_owned(), version: None, is_own: false });
            }
        } else if let Some((key, value)) =
            line.split_once('=').filter(|_| is_inside && !line.starts_with('#'))
        {
            let name = key.trim().split('.').next().unwrap_or_default().to_owned();
            let value = value.split_once("version = ").map_or(value, |(_, version)| version).trim();
            let version = value.strip_prefix('"').and_then(|rest| rest.split('"').next()).map(str::to_owned);
            found.push(Dependency { name, version, is_own: line.contains("path = ") });
        }
    }
    found
}

/// What a manifest of npm depends on.
pub(crate) fn of_package(text: &str) -> Vec<Dependency> {
    let inside = text.split_once("\"dependencies\": {").and_then(|(_, rest)| rest.split('}').next());
    let pairs = inside.unwrap_or_default().lines().filter_map(|line| line.split_once(':'));
    let bare = |text: &str| text.trim().trim_matches(['"', ',']).to_owned();
    pairs
        .map(|(name, version)| Dependency { name: bare(name), version: Some(bare(version)), is_own: false })
        .collect()
}

/// What the document names: each with its version, where it says one.
fn named(document: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for line in document.lines() {
        is_inside = HEADS.iter().any(|head| line.starts_with(head)) || is_inside && line.starts_with('|');
        let cell = line.strip_prefix("| ").and_then(|rest| rest.split(" |").next()).unwrap_or_default();
        let is_row = is_inside && !HEADS.iter().any(|head| line.starts_with(head));
        for name in without_asides(cell).split(',').filter(|_| is_row) {
            let mut words = name.split_whitespace();
            let version = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
            found.extend(
                words.next().map(|name| (name.to_owned(), words.next().filter(version).map(str::to_owned))),
            );
        }
    }
    found
}

/// A text without what stands in brackets.
fn without_asides(text: &str) -> String {
    let pieces = text.split('(').enumerate();
    pieces
        .filter_map(
            |(place, piece)| if place == 0 { Some(piece) } else { piece.split_once(')').map(|(_, it)| it) },
        )
        .collect()
}

/// Every dependency without a row, every row without a dependency, and every version that is another one.
pub(crate) fn problems(dependencies: &[Dependency], document: &str) -> Vec<String> {
    let own: Vec<_> = dependencies.iter().filter(|it| it.is_own).map(|it| it.name.as_str()).collect();
    let foreign: Vec<_> = dependencies.iter().filter(|it| !own.contains(&it.name.as_str())).collect();
    let rows = named(document);
    let mut problems = Vec::new();
    for Dependency { name, .. } in &foreign {
        if !rows.iter().any(|(row, _)| row == name) {
            problems.push(format!("{name} has no row"));
        }
    }
    for (row, said) in &rows {
        let versions: Vec<_> =
            foreign.iter().filter(|it| it.name == *row).map(|it| it.version.as_deref()).collect();
        if versions.is_empty() {
            problems.push(format!("nothing depends on {row}"));
        } else if said.is_some() && !versions.contains(&said.as_deref()) {
            problems.push(format!("{row} is {versions:?} and not {said:?}"));
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

#[test]
fn what_has_no_row_a_row_of_nothing_and_another_version_are_noticed() {
    let mut wanted = of_manifest(
        "[workspace.dependencies]\nours = { path = \"x\" }\nserde = { version = \"1\", features = [\"derive\"] }\n\
         # a = \"1\"\n[dev-dependencies]\nours.workspace = true\naxum = \"0.8\"\n[dependencies.web-sys]\n\
         features = [\n  \"Node\",\n]\n[profile.dev]\ndebug = \"x\"\n",
    );
    wanted.extend(of_package(
        "{ \"dependencies\": {\n\"axe-core\": \"4.14.1\",\n\"vnu-jar\": \"26.9.27\"\n} }",
    ));
    let table = |rows: &str| format!("# D\n\n| crate | for |\n|---|---|\n{rows}\nWords, none of a row.\n");
    let rows = "| axum 0.8 (HTTP, files), serde | x |\n| web-sys | y |\n| axe-core 4.14.1, vnu-jar | z |\n";
    assert_eq!(problems(&wanted, &table(rows)), [""; 0]);
    let other = rows.replace("0.8", "0.7").replace("web-sys", "gone").replace(", vnu-jar", "");
    assert_eq!(
        problems(&wanted, &table(&other)),
        [
            "axum is [Some(\"0.8\")] and not Some(\"0.7\")",
            "nothing depends on gone",
            "vnu-jar has no row",
            "web-sys has no row",
        ]
    );
}

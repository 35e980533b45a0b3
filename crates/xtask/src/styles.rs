//! The styles of the release in one file: a browser that opens the page asks for few files at a time, and what it
//! draws with must not keep the program waiting.
//!
//! The sources stay apart, in the order in which the page names them.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use crate::failure::Failure;

/// The page.
const PAGE: &str = "index.html";
/// How every link begins, as Trunk writes it.
const LINK: &str = "<link href=/";

/// How a link begins that has something fetched ahead.
const AHEAD: &str = "<link crossorigin ";

/// Joins the files that the page in `dist/` names as its styles, and makes it name the one.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where the page names none.
pub(crate) fn join(dist: &Path) -> Result<(), Failure> {
    let page = dist.join(PAGE);
    let text = read(&page)?;
    let links: Vec<&str> = links(&text).collect();
    let mut style = String::new();
    let mut rest = text.clone();
    for link in &links {
        let file = dist.join(address(link));
        style.push_str(&read(&file)?);
        fs::remove_file(&file).map_err(|error| Failure::File { path: file, error })?;
        rest = rest.replacen(link, "", 1);
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(style.as_bytes());
    let name = format!("style-{:016x}.css", hasher.finish());
    write(&dist.join(&name), &style)?;
    // Before all else that is fetched: nothing is drawn until it is there.
    let place = [AHEAD, "<script "].iter().filter_map(|begin| rest.find(begin)).min();
    let mut with_link = rest.clone();
    if let Some(place) = place {
        with_link.insert_str(place, &format!("<link href=/{name} rel=stylesheet>"));
    }
    if links.is_empty() || with_link == rest {
        let problem = format!("it should name its styles and a script, and names {} styles", links.len());
        return Err(Failure::Content { path: page, problem });
    }
    write(&page, &with_link)
}

/// The links to styles, in their order.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(LINK)
        .filter_map(|(start, _)| text[start..].find('>').map(|end| &text[start..=start + end]))
        .filter(|link| link.contains("rel=stylesheet"))
}

/// The file that a link names.
fn address(link: &str) -> &str {
    link[LINK.len()..].split([' ', '>']).next().unwrap_or_default()
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_one_file_that_holds_them_all_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("b-1.css"), "b{}").unwrap();
        fs::write(at("a-2.css"), "a{}").unwrap();
        fs::write(
            at(PAGE),
            "<head><script src=/boot.js></script><link href=/i.png rel=icon><link href=/b-1.css integrity=x \
             rel=stylesheet><link href=/a-2.css rel=stylesheet></head>",
        )
        .unwrap();
        join(folder.path()).unwrap();
        let page = fs::read_to_string(at(PAGE)).unwrap();
        let name = page.split("href=/").nth(1).unwrap().split(' ').next().unwrap();
        assert_eq!(
            page,
            format!(
                "<head><link href=/{name} rel=stylesheet><script src=/boot.js></script><link href=/i.png rel=icon></head>"
            )
        );
        assert_eq!(fs::read_to_string(at(name)).unwrap(), "b{}a{}");
        assert!(!at("a-2.css").exists() && !at("b-1.css").exists());
    }

    #[test]
    fn a_page_without_styles_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PAGE), "<head><script src=/boot.js></script></head>").unwrap();
        assert!(matches!(join(folder.path()), Err(Failure::Content { .. })));
    }
}

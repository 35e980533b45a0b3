//! The rooms of the front end, the floor that each is on, and which room may use which.

/// The rooms by the name of their module, with their floors. The root of the package is above them all.
const ROOMS: [(&str, u8); 22] = [
    ("browser", 1),
    ("drawing", 1),
    ("route", 1),
    ("settings", 1),
    ("language", 2),
    ("pending", 2),
    ("api", 2),
    ("retry", 3),
    ("tabs", 3),
    ("session", 3),
    ("heartbeat", 3),
    ("notices", 3),
    ("pool", 3),
    ("inquiry", 3),
    ("purchase", 3),
    ("delivery", 3),
    ("revoke", 3),
    ("shipment", 3),
    ("tour", 3),
    ("components", 4),
    ("pages", 4),
    ("app", TOP),
];
/// The floor that builds the house.
const TOP: u8 = 5;

/// The floor of a module, given by its path from the root; nothing for one that has no floor.
pub(crate) fn floor(module: &[String]) -> Option<u8> {
    match module.first() {
        None => Some(TOP),
        Some(first) => ROOMS.iter().find(|(name, _)| name == first).map(|(_, floor)| *floor),
    }
}

/// Why a source that stands in `from` may not use `to`, if it may not.
///
/// What is no room at all belongs to the root, which only the top floor may use.
pub(crate) fn refusal(from: &[String], to: &[String]) -> Option<String> {
    let own = from.first().map_or("the root", String::as_str);
    let other = to.first().map_or("the root", String::as_str);
    let (from_floor, to_floor) = (floor(from)?, floor(to).unwrap_or(TOP));
    if own == "components" && !["components", "browser", "drawing", "language", "route"].contains(&other) {
        Some(format!(
            "components use only domain, drawing, language, route and browser, not {other}: data comes by props"
        ))
    } else if to_floor > from_floor {
        Some(format!("imports point down: {own} (floor {from_floor}) uses {other} (floor {to_floor})"))
    } else if own == "browser" && other != "browser" {
        Some(format!("the browser's room uses no other room, but uses {other}"))
    } else if own == "pages" && other == "pages" && is_another_page(from, to) {
        Some(format!("a page uses no other page, but {} uses {}", from[1], to[1]))
    } else {
        None
    }
}

fn is_another_page(from: &[String], to: &[String]) -> bool {
    matches!((from.get(1), to.get(1)), (Some(own), Some(other)) if own != other)
}

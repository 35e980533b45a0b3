//! Answers as they come over the wire, made up: good ones, odd ones and damaged ones.

use proptest::prelude::*;

const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-0",
    "-7",
    "7.0",
    "1e3",
    "1E+3",
    "1e400",
    "0.5",
    "1000000000",
    "1000000001",
    "4294967297",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999",
    "\"7\"",
    "\"\"",
    "[]",
    "{}",
    "[null]",
    r#"{"a":[{},[1,"]"]],"b":{"value":7}}"#,
    r#"[[[{"x":"\"}"}]]]"#,
    "\"waiting\"",
    "\"succeeded\"",
    "\"succeed\"",
    r#""w\u0061ter""#,
    "\"coal\"",
    r#""\ud800""#,
    r#""\ud83d\ude00""#,
    r#""a\\\"\/\b\f\n\r\t\u00e4""#,
    r#""tab\tand\r\nline""#,
    "\"\u{7f}\"",
    "\"a\u{202e}b\"",
    "\"Dach Süd ☀ \u{1f600}\"",
    "\"\\u0000\"",
    "\"undefined\"",
];

fn digits(length: usize) -> impl Strategy<Value = String> {
    // Few names, which steps have too, so that lots meet again; a wrong length or letter now and then.
    (0..6_u8, 0..40_usize).prop_map(move |(name, oddity)| {
        let text = format!("0{:x}", 10 + name).repeat(length / 2);
        match oddity {
            0 => format!("\"{}\"", text.to_uppercase()),
            1 => format!("\"\\u0030{}\"", &text[1..]),
            2 => format!("\"{}\"", &text[1..]),
            3 => format!("\"{}g\"", &text[1..]),
            _ => format!("\"{text}\""),
        }
    })
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![1..9_u64, 1..2_000_000_000_u64].prop_map(|number| number.to_string())
}

fn note() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{0,20}".prop_map(|text| format!("\"{text}\"")),
        "\\PC{0,20}".prop_map(|text| serde_json::to_string(&text).unwrap_or_default()),
        (270..290_usize).prop_map(|length| format!("\"{}\"", "x".repeat(length))),
        (270..290_usize).prop_map(|length| format!("\"{}\"", "ä".repeat(length))),
    ]
}

fn odd() -> impl Strategy<Value = String> {
    prop::sample::select(VALUES.to_vec()).prop_map(str::to_owned)
}

/// What is done to a good row.
#[derive(Clone, Debug)]
enum Oddity {
    LeaveOut(usize),
    Repeat(usize),
    Replace(usize, String),
    Add(String, String),
    Escape(usize),
    Swap(usize, usize),
}

fn oddity() -> impl Strategy<Value = Oddity> {
    let unknown =
        prop::sample::select(vec!["", "sk", "valu", "values", "timestampExpired", "a\\\"b", "\\ud800", "ä"]);
    prop_oneof![
        (0..13_usize).prop_map(Oddity::LeaveOut),
        (0..13_usize).prop_map(Oddity::Repeat),
        (0..13_usize, odd()).prop_map(|(place, value)| Oddity::Replace(place, value)),
        (unknown, odd()).prop_map(|(name, value)| Oddity::Add(name.to_owned(), value)),
        (0..13_usize).prop_map(Oddity::Escape),
        (0..13_usize, 0..13_usize).prop_map(|(one, other)| Oddity::Swap(one, other)),
    ]
}

fn row() -> impl Strategy<Value = String> {
    let status =
        prop::sample::select(vec!["\"waiting\"", "\"waiting\"", "\"expired\""]).prop_map(str::to_owned);
    let energy_type =
        prop::sample::select(vec!["\"solar\"", "\"water\"", "\"wind\""]).prop_map(str::to_owned);
    let nothing = || prop_oneof![3 => Just("null".to_owned()), 1 => number()];
    let from = prop_oneof![3 => Just("null".to_owned()), 1 => digits(40)];
    let members = (
        (digits(64), status, number(), number(), nothing(), number()),
        (1..9_u64, 1..9_u64, 1..9_u64, energy_type, digits(40), from, note()),
    );
    let oddities = prop_oneof![3 => Just(Vec::new()), 2 => prop::collection::vec(oddity(), 1..4)];
    let good = (members, oddities, space()).prop_map(|((one, other), oddities, space)| {
        let mut members = vec![
            ("txHash".to_owned(), one.0),
            ("status".to_owned(), one.1),
            ("blockHeight".to_owned(), one.2),
            ("timestampSell".to_owned(), one.3),
            ("timestampBuy".to_owned(), one.4),
            ("timestampExpire".to_owned(), one.5),
            ("power".to_owned(), other.0.to_string()),
            ("value".to_owned(), other.1.to_string()),
            ("amount".to_owned(), other.2.to_string()),
            ("type".to_owned(), other.3),
            ("to".to_owned(), other.4),
            ("from".to_owned(), other.5),
            ("inputData".to_owned(), other.6),
        ];
        for oddity in oddities {
            let last = members.len() - 1;
            match oddity {
                Oddity::LeaveOut(place) => drop(members.remove(place.min(last))),
                Oddity::Repeat(place) => members.push(members[place.min(last)].clone()),
                Oddity::Replace(place, value) => members[place.min(last)].1 = value,
                Oddity::Add(name, value) => members.insert(last / 2, (name, value)),
                Oddity::Escape(place) => {
                    let name = &mut members[place.min(last)].0;
                    *name = name.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
                }
                Oddity::Swap(one, other) => members.swap(one.min(last), other.min(last)),
            }
        }
        object(&members, &space)
    });
    prop_oneof![12 => good, 1 => odd()]
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => "[ \n\t\r]{1,3}"]
}

fn object(members: &[(String, String)], space: &str) -> String {
    let members: Vec<_> = members
        .iter()
        .map(|(name, value)| format!("{space}\"{name}\"{space}:{space}{value}{space}"))
        .collect();
    format!("{{{space}{}}}", members.join(","))
}

fn list(rows: impl Strategy<Value = String>, most: usize) -> impl Strategy<Value = String> {
    (prop::collection::vec(rows, 0..most), space())
        .prop_map(|(rows, space)| format!("[{space}{}]", rows.join(&format!("{space},{space}"))))
}

/// An answer with its members in any order, most of them as agreed.
pub fn answer() -> impl Strategy<Value = String> {
    let member = |name: &'static str, value: BoxedStrategy<String>, odds: f64| {
        let value = prop_oneof![30 => value, 1 => odd()];
        prop::option::weighted(odds, value).prop_map(move |value| value.map(|value| (name.to_owned(), value)))
    };
    let fixed = |value: &'static str| Just(value.to_owned()).boxed();
    let status = prop::sample::select(vec!["731", "731", "831", "73.1", "600", "70000"])
        .prop_map(str::to_owned)
        .boxed();
    let lists = prop_oneof![
        4 => Just((0.97, 0.03, 0.03)),
        4 => Just((0.03, 0.97, 0.9)),
        1 => Just((0.9, 0.9, 0.9)),
        1 => Just((0.01, 0.01, 0.9)),
    ];
    lists
        .prop_flat_map(move |(tx, changed, removed)| {
            (
                member("status", status.clone(), 0.95),
                member("msg", fixed("\"done\""), 0.9),
                member("version", fixed(r#""a\u002d1""#), 0.98),
                member("total", fixed("7"), 0.98),
                member("tx", list(row(), 9).boxed(), tx),
                member("changed", list(row(), 5).boxed(), changed),
                member("removed", list(prop_oneof![9 => digits(64), 1 => odd()], 5).boxed(), removed),
                (prop::option::weighted(0.05, 0..6_usize), any::<prop::sample::Index>(), space()),
            )
        })
        .prop_flat_map(|(status, msg, version, total, tx, changed, removed, (repeated, place, space))| {
            let mut members: Vec<_> =
                [status, msg, version, total, tx, changed, removed].into_iter().flatten().collect();
            if let Some(repeated) = repeated.and_then(|place| members.get(place).cloned()) {
                members.insert(place.index(members.len()), repeated);
            }
            (Just(members).prop_shuffle(), Just(space))
        })
        .prop_map(|(members, space)| format!("{space}{}{space}", object(&members, &space)))
}

/// What is done to the bytes of an answer.
#[derive(Clone, Debug)]
enum Damage {
    BreakOff,
    Flip(u8),
    Remove(usize),
    Repeat(usize),
    Insert(Vec<u8>),
    Nest(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let mark = prop_oneof![prop::sample::select(b"\"\\{}[],:0 \n".to_vec()), any::<u8>()];
    let length = || prop_oneof![3 => 1..3_usize, 1 => 1..600_usize];
    let piece = prop::sample::select(vec![
        "\\ud800",
        "\\u0000",
        "\\u00",
        "1e400",
        "-",
        "0.",
        "00",
        "9999999999999999999999",
        "null,",
        "\"\":",
        "{},",
        "tru",
        "\u{feff}",
        "\u{2028}",
    ]);
    prop_oneof![
        1 => Just(Damage::BreakOff),
        2 => (0..8_u32).prop_map(|bit| Damage::Flip(1 << bit)),
        2 => length().prop_map(Damage::Remove),
        2 => length().prop_map(Damage::Repeat),
        2 => mark.prop_map(|mark| Damage::Insert(vec![mark])),
        2 => piece.prop_map(|piece| Damage::Insert(piece.as_bytes().to_vec())),
        1 => (120..132_usize).prop_map(Damage::Nest),
    ]
}

/// The bytes of an answer, damaged in a few places.
pub fn damaged_answer() -> impl Strategy<Value = Vec<u8>> {
    let damages = prop::collection::vec((any::<prop::sample::Index>(), damage()), 1..4);
    (answer(), damages).prop_map(|(answer, damages)| {
        let mut bytes = answer.into_bytes();
        for (place, damage) in damages {
            let place = place.index(bytes.len() + 1);
            let end = |length: usize| bytes.len().min(place + length);
            match damage {
                Damage::BreakOff => bytes.truncate(place),
                Damage::Flip(bits) => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= bits),
                Damage::Remove(length) => drop(bytes.drain(place..end(length))),
                Damage::Repeat(length) => {
                    let again = bytes[place..end(length)].to_vec();
                    drop(bytes.splice(place..place, again));
                }
                Damage::Insert(piece) => drop(bytes.splice(place..place, piece)),
                Damage::Nest(depth) => {
                    // As a member of its own that nobody knows, where one may stand.
                    let place = bytes
                        .iter()
                        .skip(place)
                        .position(|byte| *byte == b',')
                        .map_or(0, |more| place + more);
                    let nested = format!(",\"deep\":{}{}", "[".repeat(depth), "]".repeat(depth));
                    drop(bytes.splice(place..place, nested.into_bytes()));
                }
            }
        }
        bytes
    })
}

//! Colours as the tokens write them, and how far two of them stand apart, by the formula of WCAG 2.

/// A colour of the screen, red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`; nothing for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// How far two colours stand apart, 1 to 21.
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

#[test]
fn black_and_white_stand_as_far_apart_as_can_be() {
    let [black, white] = ["#000000", "#ffffff"].map(|text| Colour::parse(text).unwrap());
    assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    assert!((white.contrast(white) - 1.0).abs() < 1e-9);
    // A grey that is known to be the lightest with 4.5 : 1 on white.
    assert_eq!(format!("{:.2}", Colour::parse("#767676").unwrap().contrast(white)), "4.54");
    assert_eq!(Colour::parse("#fff"), None);
}

//! The languages that Wattpool speaks, and which of them somebody's browser asks for.
//!
//! It knows no words; those are in the dictionaries.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    SimplifiedChinese,
    /// Spanish.
    Spanish,
    /// German.
    German,
    /// Arabic, written from right to left.
    Arabic,
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the left.
    LeftToRight,
    /// On the right.
    RightToLeft,
}

impl Direction {
    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// The categories of CLDR by which languages tell numbers of things apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plural {
    /// None of them, where that has a form of its own.
    Zero,
    /// One of them, or what a language counts as one.
    One,
    /// Two of them.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Any other number.
    Other,
}

impl Plural {
    /// Every category.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// The name of CLDR and of `Intl.PluralRules`.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// The category of that name; any other name is [`Plural::Other`].
    #[must_use]
    pub fn from_token(token: &str) -> Self {
        Self::ALL.into_iter().find(|plural| plural.token() == token).unwrap_or(Self::Other)
    }
}

impl Language {
    /// Every language, in the order of the choice.
    pub const ALL: [Self; 5] =
        [Self::English, Self::SimplifiedChinese, Self::Spanish, Self::German, Self::Arabic];

    /// The tag by BCP 47, for `<html lang>`, for `Intl` and for the name of the dictionary.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
            Self::Spanish => "es",
            Self::German => "de",
            Self::Arabic => "ar",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
            Self::Spanish => "Español",
            Self::German => "Deutsch",
            Self::Arabic => "العربية",
        }
    }

    /// Where its lines begin.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::English | Self::SimplifiedChinese | Self::Spanish | Self::German => Direction::LeftToRight,
            Self::Arabic => Direction::RightToLeft,
        }
    }

    /// The categories that its numbers of things fall into, by CLDR.
    #[must_use]
    pub const fn plurals(self) -> &'static [Plural] {
        match self {
            Self::English | Self::German => &[Plural::One, Plural::Other],
            Self::Spanish => &[Plural::One, Plural::Many, Plural::Other],
            Self::SimplifiedChinese => &[Plural::Other],
            Self::Arabic => &Plural::ALL,
        }
    }

    /// The language of a tag such as `de-AT`, if we speak it. Any Chinese is answered in the one that we have.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        Self::ALL.into_iter().find(|language| primary(language.tag()) == primary(tag))
    }

    /// How numbers and dates are written for somebody who reads this language: by the habits of their region
    /// where one of their preferred tags names it, else by the language's own.
    #[must_use]
    pub fn locale<'a>(self, preferred: impl IntoIterator<Item = &'a str>) -> &'a str {
        preferred
            .into_iter()
            .find(|tag| Self::of_tag(tag) == Some(self) && !is_traditional_chinese(tag))
            .unwrap_or(self.tag())
    }
}

/// Whether a tag stands for the other script of Chinese than the one that we write.
fn is_traditional_chinese(tag: &str) -> bool {
    tag.split('-').any(|part| ["hant", "tw", "hk", "mo"].contains(&part.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_any_of_its_tags() {
        for (tag, language) in [
            ("de-AT", Some(Language::German)),
            ("ZH-tw", Some(Language::SimplifiedChinese)),
            ("ar-EG", Some(Language::Arabic)),
            ("es-419", Some(Language::Spanish)),
            ("en", Some(Language::English)),
            ("fr", None),
            ("", None),
            ("arn", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.tag()), Some(language));
        }
    }

    #[test]
    fn numbers_and_dates_follow_the_region_of_the_reader() {
        assert_eq!(Language::English.locale(["de-DE", "en-GB", "en-US"]), "en-GB");
        assert_eq!(Language::German.locale(["en-GB"]), "de");
        assert_eq!(Language::SimplifiedChinese.locale(["zh-TW", "zh-SG"]), "zh-SG");
        assert_eq!(Language::SimplifiedChinese.locale(["zh-Hant"]), "zh-Hans");
    }
}

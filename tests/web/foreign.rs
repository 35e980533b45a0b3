//! Finds words on a screen that are not of the language in use, by comparing with the English dictionary:
//! English is what a text is in that nobody put into words.

use std::collections::HashSet;

use web_sys::{Element, Node};
use words::{Dictionary, Label, Language, Phrase};

use crate::screen::{self, Screen, dictionary};

/// Where there are names and notes of somebody, languages by their own name, and statuses by the name that the
/// standard of HTTP gives them.
const NOT_OURS: &str = "code, option[lang], .who, .row-seller:not(.own), .row-note, .lot-note, .code-number";

/// What is foreign to one language.
pub struct Foreign {
    dictionary: Dictionary,
    words: HashSet<String>,
    sentences: Vec<String>,
}

fn wordings(dictionary: &Dictionary) -> Vec<&'static str> {
    Phrase::all().flat_map(|phrase| dictionary.say(phrase).split('\t')).collect()
}

/// The words of a text, without numbers.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

/// What stands between the values of a wording.
fn parts(wording: &str) -> impl Iterator<Item = &str> {
    let between = wording.split('{').enumerate().map(|(place, part)| {
        if place == 0 { part } else { part.split_once('}').map_or(part, |(_, rest)| rest) }
    });
    between
        .map(|part| part.trim_matches(|letter: char| !letter.is_alphabetic()))
        .filter(|part| !part.is_empty())
}

impl Foreign {
    /// What is foreign to that language.
    pub fn to(language: Language) -> Self {
        let read = |language| Dictionary::read(language, dictionary(language).to_owned()).unwrap();
        let own = read(language);
        let own_wordings = wordings(&own);
        let own_words: HashSet<_> = own_wordings.iter().flat_map(|wording| words_of(wording)).collect();
        let english = wordings(&read(Language::English));
        let (words, sentences): (HashSet<_>, HashSet<_>) =
            english.iter().flat_map(|wording| parts(wording)).partition(|part| !part.contains(' '));
        Self {
            words: words.difference(&own_words).map(|&word| word.to_owned()).collect(),
            sentences: sentences
                .into_iter()
                .filter(|sentence| !own_wordings.iter().any(|wording| wording.contains(sentence)))
                .map(str::to_owned)
                .collect(),
            dictionary: own,
        }
    }

    /// How the language says that.
    pub fn own(&self, label: Label) -> &'static str {
        self.dictionary.say(label.into())
    }

    /// The texts on a screen and in the title that hold something foreign, or the place of a value.
    pub fn on(&self, screen: &Screen) -> Vec<String> {
        let elements = screen.elements("*").into_iter();
        let ours = elements.filter(|element| element.closest(NOT_OURS).unwrap().is_none());
        let texts = ours.flat_map(|element| texts_of(&element));
        texts.chain([screen::title()]).filter(|text| self.is_in(text)).collect()
    }

    fn is_in(&self, text: &str) -> bool {
        let has_ellipsis = |wording: &&str| wording.contains('…') && text.contains(*wording);
        let is_cut_off = text.contains('…') && !wordings(&self.dictionary).iter().any(has_ellipsis);
        is_cut_off
            || text.contains(['{', '}'])
            || words_of(text).any(|word| self.words.contains(word))
            || self.sentences.iter().any(|sentence| text.contains(sentence.as_str()))
    }
}

/// What an element says by itself: its texts without those of other elements in it, and its attributes.
fn texts_of(element: &Element) -> Vec<String> {
    let nodes = element.child_nodes();
    let texts = (0..nodes.length())
        .filter_map(|place| nodes.get(place))
        .filter(|node| node.node_type() == Node::TEXT_NODE)
        .filter_map(|node| node.node_value());
    let attributes = ["aria-label", "title", "placeholder", "alt"].map(|name| element.get_attribute(name));
    texts.chain(attributes.into_iter().flatten()).map(|text| text.trim().to_owned()).collect()
}

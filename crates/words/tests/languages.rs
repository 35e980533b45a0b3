//! Every language says everything, and keeps the rules that the English wording keeps.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::form::{Field, Problem};
use domain::open_session::{Browser, Device, System};
use domain::pool::{Part, PoolQuery};
use domain::shipment::{COLUMNS, FileProblem};
use domain::status::{Action, Cause, Code, Failure, Message, Misfortune, Reason, Remedy, Status};
use domain::timestamp::Timestamp;
use wattpool_words::label::English;
use wattpool_words::phrase::{button, parts};
use wattpool_words::{
    Dictionary, Label, Language, Locale, Phrase, Plural, Sentence, boot, catalogue, device, problem, query,
    shipment, source,
};

/// Numbers as they are; every number takes the category that it is told to.
struct Counting(Plural);

impl Locale for Counting {
    fn decimal(&self, exact: &str) -> String {
        exact.to_owned()
    }
    fn plural(&self, _: u64) -> Plural {
        self.0
    }
    fn date(&self, moment: Timestamp) -> String {
        moment.0.to_string()
    }
    fn time(&self, moment: Timestamp) -> String {
        moment.0.to_string()
    }
    fn hour(&self, moment: Timestamp) -> String {
        moment.0.to_string()
    }
    fn day(&self, moment: Timestamp) -> String {
        moment.0.to_string()
    }
    fn relative(&self, moment: Timestamp, _: Timestamp) -> String {
        moment.0.to_string()
    }
    fn span(&self, span: Duration) -> String {
        format!("{span:?}")
    }
}

fn dictionary(language: Language) -> Dictionary {
    source::dictionary(language).unwrap_or_else(|error| panic!("{error}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn file(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// The names of the files in a folder.
fn names(folder: &str) -> HashSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect(folder);
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn every_failure() -> Vec<Failure> {
    let statuses = (600..1000).filter_map(Status::from_number).map(Cause::Status);
    let http = (0..600).map(Cause::Http);
    let misfortunes = Misfortune::ALL.map(Cause::Misfortune);
    statuses.chain(http).chain(misfortunes).map(Failure::new).collect()
}

/// Words that blame, apologize or say nothing, in each language.
fn banned(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => {
            &["please", "sorry", "oops", "invalid", "illegal", "forbidden", "unspecified", "error"]
        }
        Language::SimplifiedChinese => &["抱歉", "对不起", "非法", "无效", "禁止", "未知错误"],
        Language::Spanish => {
            &["por favor", "lo siento", "lo sentimos", "inválid", "ilegal", "prohibid", "error"]
        }
        Language::German => &["bitte", "leider", "entschuldig", "ungültig", "illegal", "verboten", "fehler"],
        Language::Arabic => &["من فضلك", "يرجى", "عذر", "آسف", "غير صالح", "غير قانوني", "ممنوع", "خطأ"],
    }
}

/// What a sentence ends with in each language.
const fn full_stop(language: Language) -> char {
    match language {
        Language::SimplifiedChinese => '。',
        Language::English | Language::Spanish | Language::German | Language::Arabic => '.',
    }
}

fn assert_sentence(language: Language, text: &str, what: &str) {
    assert!(text.ends_with(full_stop(language)), "{language:?} {what}: {text}");
    assert!(text.chars().count() <= 160, "{language:?} {what}: {text}");
    let lower = text.to_lowercase();
    for word in banned(language) {
        assert!(!lower.contains(word), "{language:?} {what}: “{word}” in {text}");
    }
}

#[test]
fn every_language_has_every_phrase() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        for phrase in Phrase::all() {
            assert!(!dictionary.say(phrase).is_empty(), "{language:?} {}", phrase.key());
        }
    }
}

#[test]
fn every_failure_of_every_action_is_told_in_three_sentences() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        for failure in every_failure() {
            for action in Action::ALL {
                let message = Message::of(&failure, action);
                for phrase in parts(&message) {
                    assert_sentence(language, dictionary.say(phrase), &format!("{failure} {action:?}"));
                }
            }
        }
    }
}

#[test]
fn every_problem_of_every_field_is_told_in_a_sentence_with_its_limit() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        for field in Field::ALL {
            for problem in Problem::ALL {
                let text = dictionary.tell(&problem::of(field, problem), &Counting(Plural::Other));
                assert_sentence(language, &text, &format!("{field:?} {problem:?}"));
                assert!(!text.contains(['…', '{', '}']), "{language:?} {field:?} {problem:?}: {text}");
            }
        }
    }
}

#[test]
fn no_two_devices_are_called_the_same() {
    let browsers = || Browser::ALL.map(Some).into_iter().chain([None]);
    let systems = || System::ALL.map(Some).into_iter().chain([None]);
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let mut names = HashSet::new();
        for device in browsers().flat_map(|browser| systems().map(move |system| Device { browser, system })) {
            let name = dictionary.tell(&device::of(device), &Counting(Plural::Other));
            assert!(!name.is_empty() && !name.contains('{'), "{language:?} {device:?}: {name}");
            assert!(names.insert(name), "{language:?} {device:?}");
        }
    }
}

#[test]
fn a_large_limit_is_said_with_its_unit() {
    let dictionary = dictionary(Language::English);
    let tell = |field| dictionary.tell(&problem::of(field, Problem::TooLarge), &Counting(Plural::Other));
    assert_eq!(tell(Field::Value), "Enter the price as at most 1000000000 credits.");
    assert_eq!(tell(Field::Power), "Enter the power as at most 1000000 kW.");
    assert_eq!(tell(Field::Amount), "Enter the energy as at most 1000000.000 kWh.");
}

#[test]
fn no_price_with_a_fraction_is_ever_suggested() {
    // That credits are whole is said with what not to enter.
    for problem in Problem::ALL.into_iter().filter(|problem| *problem != Problem::NotWhole) {
        let text =
            dictionary(Language::English).tell(&problem::of(Field::Value, problem), &Counting(Plural::Other));
        assert!(!text.trim_end_matches('.').contains('.'), "{text}");
    }
}

#[test]
fn no_two_remedies_share_the_words_of_their_buttons() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let mut words = HashMap::new();
        for remedy in Remedy::ALL {
            let Some(label) = button(remedy) else { continue };
            if let Some(other) = words.insert(dictionary.say(label.into()), remedy) {
                panic!("{language:?}: {remedy:?} and {other:?} say “{}”", dictionary.say(label.into()));
            }
        }
    }
}

#[test]
fn every_number_of_things_has_a_wording_of_its_own_category() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        for label in Label::ALL {
            if !matches!(label.english(), English::Counted { .. }) {
                continue;
            }
            for plural in language.plurals() {
                let text = dictionary.tell(&label.count(7), &Counting(*plural));
                assert!(!text.is_empty() && !text.contains(['\t', '{']), "{language:?} {label:?}: {text}");
                let is_said = matches!(plural, Plural::Zero | Plural::One | Plural::Two);
                let is_noun =
                    !matches!(label.english(), English::Counted { other, .. } if other.contains("{count}"));
                assert!(is_said || is_noun || text.contains('7'), "{language:?} {label:?}: {text}");
            }
        }
    }
}

/// Where two codes say the same in English, they say the same everywhere; readers compare. HTTP statuses are
/// told by proxies too, and grammar may tell these apart.
#[test]
fn the_same_sentence_of_two_codes_is_the_same_in_every_language() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let mut known: HashMap<&str, (&str, String)> = HashMap::new();
        let codes = Code::ALL.iter().copied().map(Reason::Code);
        for phrase in codes.flat_map(|reason| [Phrase::Headline(reason), Phrase::NextStep(reason)]) {
            let English::Text(english) = phrase.english() else { continue };
            let said = dictionary.say(phrase);
            let (before, key) = known.entry(english).or_insert_with(|| (said, phrase.key()));
            assert_eq!(*before, said, "{language:?}: {key} and {}", phrase.key());
        }
    }
}

#[test]
fn two_sentences_are_joined_and_none_is_lost() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let both = Sentence::from(Label::NotCharged).then(Label::OutOfDate);
        let text = dictionary.tell(&both, &Counting(Plural::Other));
        assert!(text.contains(dictionary.say(Label::NotCharged.into())), "{text}");
        assert!(text.contains(dictionary.say(Label::OutOfDate.into())), "{text}");
    }
}

#[test]
fn what_is_served_is_what_the_sources_say() {
    for language in Language::ALL {
        let served = file(&format!("public/words/{}.txt", language.tag()));
        let is_same = served == source::transferred(language).unwrap_or_else(|error| panic!("{error}"));
        assert!(is_same, "public/words/{}.txt is old; `cargo xtask words` writes it anew", language.tag());
    }
    let wanted: HashSet<String> = Language::ALL.map(|language| format!("{}.txt", language.tag())).into();
    assert_eq!(names("public/words"), wanted);
}

/// A language that has its words but is not in [`Language::ALL`] would be offered to nobody.
#[test]
fn every_file_of_wordings_is_of_a_language_that_is_offered() {
    let foreign = Language::ALL.into_iter().filter(|language| *language != Language::English);
    let wanted: HashSet<String> = foreign.map(|language| format!("{}.json", language.tag())).collect();
    assert_eq!(names("crates/words/languages"), wanted);
}

#[test]
fn the_start_speaks_every_language() {
    for (name, mark, words) in [
        ("public/boot.js", boot::WORDS, boot::script()),
        ("public/stopped.js", boot::WORDS, boot::stopped()),
        ("index.html", boot::WORDS, boot::no_script()),
        ("index.html", boot::LATE, boot::late()),
    ] {
        let text = file(name);
        let wanted = boot::rewritten(&text, mark, &words.expect("words of the start"));
        assert!(wanted.as_ref() == Some(&text), "{name} is old; `cargo xtask words` writes it anew");
    }
}

#[test]
fn the_document_is_what_the_table_says() {
    let is_same = file("docs/STATUS-CODES.md") == catalogue::document(&dictionary(Language::English));
    assert!(is_same, "docs/STATUS-CODES.md is old; `cargo xtask codes` writes it anew");
}

/// A change of any word of the catalogue shows in a review as what people will read.
#[test]
fn the_catalogue_reads_as_approved_in_every_language() {
    for language in Language::ALL {
        let text = catalogue::markdown(&dictionary(language));
        insta::assert_snapshot!(format!("catalogue.{}", language.tag()), text);
    }
}

#[test]
fn every_part_of_a_query_is_told_in_words_of_its_own() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let mut words = HashSet::new();
        for search in [
            "type=solar,water,wind&price=0.1-0.35&amount=5-10&expires=24h&seller=ab12&note=roof",
            "price=0.1-&amount=5-&expires=7d",
            "price=-0.35&amount=-10&expires=30d",
            "expires=24h-",
        ] {
            let query = PoolQuery::of_search(search);
            for part in Part::ALL {
                let sentence = query::of(&query, part);
                assert_eq!(sentence.is_some(), query.has(part), "{search} {part:?}");
                let Some(sentence) = sentence else { continue };
                let text = dictionary.tell(&sentence, &Counting(Plural::Other));
                assert!(!text.is_empty() && !text.contains(['…', '{']), "{language:?} {part:?}: {text}");
                assert!(words.insert(text.clone()), "{language:?} {part:?}: {text}");
            }
        }
    }
}

#[test]
fn every_problem_of_a_price_per_kwh_is_told_in_a_sentence() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        for problem in Problem::ALL {
            let text = dictionary.tell(&problem::of_price_per_kwh(problem), &Counting(Plural::Other));
            assert_sentence(language, &text, &format!("{problem:?}"));
        }
    }
}

#[test]
fn every_problem_of_a_file_of_lots_is_told_in_a_sentence() {
    for language in Language::ALL {
        let dictionary = dictionary(language);
        let problems = [
            FileProblem::TooLarge,
            FileProblem::NotText,
            FileProblem::Empty,
            FileProblem::NoColumns(COLUMNS.to_vec()),
            FileProblem::TooManyRows,
            FileProblem::UnclosedQuote(4_999),
        ];
        for problem in &problems {
            assert_sentence(
                language,
                &dictionary.tell(&shipment::of_file(problem), &Counting(Plural::Other)),
                &format!("{problem:?}"),
            );
        }
        for field in COLUMNS.into_iter().chain([Field::Request]) {
            for problem in Problem::ALL {
                let text = dictionary.tell(&shipment::of_cell(field, problem), &Counting(Plural::Other));
                assert_sentence(language, &text, &format!("{field:?} {problem:?}"));
            }
        }
    }
}

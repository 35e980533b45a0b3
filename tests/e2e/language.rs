//! Languages: the page opens in the one that its reader prefers, and turns over to another one without being
//! loaded again.

use domain::status::Reason;
use serde_json::json;
use thirtyfour::By;
use words::{Label, Language, english};

use crate::Trouble;
use crate::market::PASSWORD;
use crate::parts;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;
use crate::wording::Wording;

#[tokio::test]
async fn a_german_reads_german_at_once_and_turns_the_page_over_to_arabic() {
    Stage::play("language", async |stage| {
        let (german, arabic) = (Wording::of(Language::German)?, Wording::of(Language::Arabic)?);
        let reader = stage.visitor_reading("reader", "de-DE,de").await?;
        reader.open("/").await?;
        reader.sees_heading(german.say(Label::WelcomeHeading)).await?;
        sees_document(&reader, "de", "ltr").await?;
        assert_eq!(dictionaries(&reader).await?, ["de.txt"]);

        reader.open("/signup").await?;
        reader.type_into(german.say(Label::AccountName), "Ada").await?;
        reader.type_into(german.say(Label::Password), PASSWORD).await?;
        reader.press(german.say(Label::SignUp)).await?;
        reader.arrives_at("/pool").await?;
        reader.follow(german.say(Label::Deliver)).await?;
        reader.type_into(german.say(Label::EnergyInKwh), "12,5").await?;
        reader.type_into(german.say(Label::Note), "Vom Dach").await?;

        reader.browser().execute("window.isSamePage = true;", Vec::new()).await?;
        let choice = By::Css(format!("[data-testid=language] option[value={}]", Language::Arabic.tag()));
        reader.browser().find(choice).await?.click().await?;
        reader.sees_heading(arabic.say(Label::Deliver)).await?;
        sees_document(&reader, "ar", "rtl").await?;
        assert_eq!(reader.value_of(arabic.say(Label::EnergyInKwh)).await?, "12,5");
        assert_eq!(reader.value_of(arabic.say(Label::Note)).await?, "Vom Dach");
        let is_same = reader.browser().execute("return window.isSamePage === true;", Vec::new()).await?;
        assert_eq!(*is_same.json(), json!(true), "the page should not have been loaded again");

        reader.reload().await?;
        reader.sees_heading(arabic.say(Label::Deliver)).await?;
        sees_document(&reader, "ar", "rtl").await?;
        assert_eq!(dictionaries(&reader).await?, ["ar.txt"]);
        Ok(())
    })
    .await;
}

/// Waits until the document says that it is written in that language, which runs that way.
async fn sees_document(reader: &Visitor, language: &str, direction: &str) -> Result<(), Trouble> {
    eventually(&format!("the document is {language}, {direction}"), async || {
        let root = "const { lang, dir } = document.documentElement; return [lang, dir];";
        let root = reader.browser().execute(root, Vec::new()).await?;
        Ok((*root.json() == json!([language, direction])).then_some(()))
    })
    .await
}

/// The names of the dictionaries that this page has fetched since it was loaded.
async fn dictionaries(reader: &Visitor) -> Result<Vec<String>, Trouble> {
    let paths = "return performance.getEntriesByType('resource')
        .map((entry) => new URL(entry.name).pathname)
        .filter((path) => path.includes('/words/'))
        .map((path) => path.split('/').pop());";
    Ok(reader.browser().execute(paths, Vec::new()).await?.convert()?)
}

/// All that can be said in five languages weighs as much as half of the app; only the dictionary in use is
/// fetched, so no sentence may be part of the program itself.
#[test]
fn no_wording_is_part_of_the_program() -> Result<(), Trouble> {
    let programs = parts::programs()?;
    for path in &programs {
        let program = std::fs::read(path)?;
        let text = String::from_utf8_lossy(&program);
        for reason in Reason::all() {
            for sentence in [english::headline(reason), english::next_step(reason)] {
                assert!(sentence.len() < 20 || !text.contains(sentence), "“{sentence}” is in the program");
            }
        }
    }
    assert_eq!(programs.len(), 2, "the program is in two parts");
    Ok(())
}
